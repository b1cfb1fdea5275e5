"""How the name of a document must be written in a text to be taken for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..._store.lazily import regex
from ..text.tokens import Tokens
from .designations import BODIES, DOCUMENT_TYPES
from .edition_ages import YEAR_LENGTH
from .following_words import OPTIONAL_WORDS

__all__ = [
    "SHORTEST_KEY",
    "Form",
    "NameEnd",
    "form_of",
    "has_zeros_of",
    "is_free",
    "is_prefix",
    "is_prefix_of",
    "is_written_as",
    "joins",
    "needs_company",
    "of_written_type",
]

#: The form of a name: `acronym` in capitals, `word` and `phrase` as printed, `code` in capitals and apart,
#: `shared` as printed and in company, as it means other things, too; `namespace` and `number` mean little
#: without an identifier, `title` and `law` have a capital.
Form = Literal["name", "title", "namespace", "number", "acronym", "word", "phrase", "code", "shared", "law"]

#: A code consists of words of at most this many letters, and a number: "C-27", "SB 53".
LONGEST_CODE_WORD = 2

#: A key that names a document by itself has at least so many letters: "nist80053", not "cis".
SHORTEST_KEY = 7

#: So many plain words with capitals, or more, are a title, which must have a capital.
TITLE_WORDS = 3

#: A small number has at most so many digits.
MOST_SMALL = 2

#: A phrase has at most this many words, none of which names a publisher: "SAFE-AI", "AI Verify".
MOST_PHRASE_WORDS = 2

#: Signs between a name and an identifier that is glued to it.
_PREFIX_SIGNS = (":", ".", "/", "#", ": [", ":[", "-", "_", "@")

#: Words before a dash or underscore that are not part of the name after it.
_TAG_WORDS = frozenset(
    "tag tags target id ids ref refs rule risk see control framework standard external owasp mitre nist "
    "std law reg compliance mapping taxonomy library".split()
)

#: Words of which anybody makes titles: "Japan AI Governance Framework".
_GENERIC_WORDS = frozenset(
    "ai governance framework maturity assessment prompt injection test incident response guidelines "
    "cybersecurity".split()
)

#: Words that are cut short before another word of a name: "FINRA Reg. Notice".
_CUT_SHORT = frozenset(("reg", "no", "nr"))

#: Words that a phrase can have or lack.
_PLAIN_WORDS = frozenset(("the", "of", "on"))

#: The types of published documents that are part of a designation.
_PUBLISHED_TYPES = frozenset(("tr", "ts", "pas", "guide"))

#: What may stand between the words of a name; a bracket that closes ends what was before: "1(e) (23 …",
#: and so do an empty line and a link.
_GAP = regex(r"(?!\) ?\(|[ \t]*\n[ \t]*\n| ?\(\[)[ \t\n\r\-_./:,'’()&;+#@|=\[\]~]{0,4}\Z")
#: What joins the prefix of a national or European body to a designation.
_PREFIX_JOINT = regex(r"\s{1,3}|[-_/+]")
#: What stands between a key and the first key or value of its objects.
_OPENS_OBJECTS = regex(r"""["'`]?\s{0,2}:\s{0,2}[\[{]""")
_GLUED_EDITION_WORDS = frozenset("r rev v e".split())
_GLUE_BEFORE = ("-", "_", "#", "/#")


class NameEnd(NamedTuple):
    """What a complete name in the tree means, how it must be written, and its words as printed."""

    standard: str
    edition: str | None
    form: Form
    words: tuple[str, ...] = ()


def form_of(tokens: Tokens, publishers: frozenset[str], *, any_case: bool) -> Form:
    """Return how a name must be written, from its words as printed.

    Examples::

        AICM         acronym
        C-27         code
        AI Verify    phrase
        NIST CSF     name

    Args:
        tokens: The name as printed.
        publishers: The folded words that name publishers.
        any_case: Whether a single word that is not an acronym may be written in any case.
    """
    printed = zip(tokens.texts, tokens.values, strict=True)
    words = [(text, value) for text, value in printed if value[0] not in "0123456789"]
    if len(tokens) > 1:
        names_publisher = not publishers.isdisjoint(value for _, value in words)
        if len(words) < len(tokens) and all(len(text) <= LONGEST_CODE_WORD for text, _ in words):
            return "code" if words and not names_publisher else "name"
        plain = len(words) == len(tokens) and not names_publisher
        if plain and len(words) >= TITLE_WORDS and all(text.istitle() or text == "AI" for text, _ in words):
            return "title"  # "Prompt Injection Test" is a name, "a prompt-injection test" anything
        said = [text for text, value in words if value not in OPTIONAL_WORDS]
        return "phrase" if plain and len(said) <= MOST_PHRASE_WORDS and words[0][0].isascii() else "name"
    if not tokens[0].is_number and tokens[0].text.isupper():
        return "acronym"
    return "name" if any_case else "word"


def is_written_as(end: NameEnd, tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a name is written as its form requires.

    Examples::

        C-27, SB 53         codes; not "c27" or "sb_53"
        AI Verify           a phrase; not "the AI verify step"
        SAIF                an acronym; not "saif"

    Args:
        end: The name with its form.
        tokens: The tokens of the text.
        first: The token with which the name begins.
        stop: The token before which it ends.
    """
    text = tokens[first].text
    if end.form == "acronym":
        return (text.isupper() or is_prefix(tokens, stop)) and not _is_longer_code(tokens, stop)
    if end.form in ("word", "shared"):
        is_as_printed = text == end.words[0] or is_prefix(tokens, stop)
        if _is_alternative(tokens, first):
            return False
        return is_as_printed and not (end.form == "shared" and _is_longer_code(tokens, stop))
    if end.form == "namespace":
        return is_prefix(tokens, stop) or _is_key_of_objects(tokens, first, stop)
    if end.form == "phrase":
        return _is_phrase(end.words, tokens, first, stop)
    if end.form == "code":
        return _is_code(end.words, tokens, first, stop)
    if end.form == "title" and end.words:
        return _has_capitals(end.words, tokens, first, stop)
    return end.form != "law" or not text.islower()


def _has_capitals(words: tuple[str, ...], tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a title has its capitals: "AI-governance, framework" is no "AI Governance Framework".

    Args:
        words: The words as printed.
        tokens: The tokens of the text.
        first: The token with which the title begins.
        stop: The token before which it ends.
    """
    capital = {word.casefold() for word in words if word[0].isupper()}
    return not any(
        token.text[0].islower() for token in tokens[first:stop] if token.text.casefold() in capital
    )


def has_zeros_of(end: NameEnd, tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a version in a name has its zeros as printed: "AISVS 1.1" is not "AISVS 1.01".

    Args:
        end: The name, which may state an edition.
        tokens: The tokens of the text.
        first: The token with which the name begins.
        stop: The token before which it ends.
    """
    parts = (end.edition or "").split(".")
    if len(parts) == 1 or len(parts[0]) == YEAR_LENGTH:
        return True
    written = [token.text for token in tokens[first:stop] if token.is_number]
    versions = [written[start : start + len(parts)] for start in range(len(written) - len(parts) + 1)]
    plain = [part.lstrip("0") for part in parts]
    return parts in versions or all([part.lstrip("0") for part in each] != plain for each in versions)


def _is_phrase(words: tuple[str, ...], tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether words of everyday language are written as the name, or as a prefix of an identifier."""
    written = [token.text for token in tokens[first:stop] if token.value not in _PLAIN_WORDS]
    if written == [word for word in words if word not in _PLAIN_WORDS] or all(
        text.isupper() for text in written
    ):
        return True
    return is_prefix(tokens, stop) and tokens[stop].is_number and all(text.islower() for text in written)


def _is_code(words: tuple[str, ...], tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a short word with a number is written in capitals, and apart as printed."""
    span = tokens[first:stop]
    if any(token.text.islower() and len(token.text) <= LONGEST_CODE_WORD for token in span):
        return False
    letters = sum(len(token.text) for token in span if not token.is_number)
    is_glued = any(token.gap == "" for token in span[1:])
    is_broken = any("\n" in token.gap for token in span[1:])
    return not is_broken and (not is_glued or letters > 1 or len(words) == 1)


def needs_company(end: NameEnd) -> bool:
    """Tell whether a name counts only where something near says what it belongs to.

    Examples::

        S. 146, SPDX                 a short code, a shared name
        AI Governance Framework      words that title what anybody makes
    """
    if end.form == "title":
        return _GENERIC_WORDS.issuperset(map(str.casefold, end.words))
    return end.form == "shared" or (end.form == "code" and any(len(word) == 1 for word in end.words))


def of_written_type(ends: list[NameEnd], words: Sequence[str]) -> list[NameEnd]:
    """Return those of several documents with one number that are of the type written with it.

    Examples::

        ISO/IEC TS 4213     the specification, not the standard that is to replace it
        ISO/IEC DIS 4213    the standard

    Args:
        ends: What the name may stand for.
        words: The words of the name, folded.
    """
    written = [word for word in words if word in DOCUMENT_TYPES and word not in BODIES]
    if len(ends) == 1 or not written:
        return ends
    types = _PUBLISHED_TYPES.intersection(written)
    fitting = [end for end in ends if set(end.standard.split("-")) & _PUBLISHED_TYPES == types]
    return fitting or ends


def is_prefix_of(tokens: Tokens, position: int) -> bool:
    """Tell whether a word such as "en" is the prefix of the designation behind it, not a word of a language.

    Examples::

        EN ISO/IEC 22989, en-iso-iec-22989, din en iso 27001     yes
        xml:lang="en">ISO/IEC 22989, en ISO 27001                no

    Args:
        tokens: The tokens of the text.
        position: The word; another one follows.
    """
    word, after = tokens[position], tokens[position + 1]
    joint = tokens.gap_before(position + 1)
    if tokens.is_quoted_before(position + 1) or _PREFIX_JOINT.fullmatch(joint) is None:
        return False
    return not word.text.islower() or after.text.islower()


def joins(tokens: Tokens, position: int) -> bool:
    """Tell whether what stands before a token can be in a name; `","` separates strings: `"OWASP","AI"`.

    So does what follows a string before a small number: `("sai", -1)`, `{"sai": 1}`; not `{"ISO": 27001}`;
    and the end of a sentence: "done by AI. Verify it"; not "S. 146", "Reg. Notice".
    """
    gap = tokens[position].gap
    if "|" in gap or (gap[:1] == "." and tokens.is_after_stop(position)):
        return False  # the next cell of a table; "by the SOC.⏎2. Next"
    is_stop = gap[:1] == "." and gap[1:].isspace() and not tokens.is_number(position)
    if is_stop and tokens.values[position - 1] not in _CUT_SHORT:
        return False
    if _GAP.match(gap) is None:
        return False
    is_small = tokens.is_number(position) and len(tokens[position].text) <= MOST_SMALL
    is_end = gap == "," or (is_small and gap[:1] in (",", ":"))
    return not (is_end and tokens.is_quoted_before(position))


def is_free(tokens: Tokens, first: int, stop: int, neighbours: Sequence[int] = ()) -> bool:
    """Tell whether a name stands apart from letters, digits and signs that make it part of another word.

    Examples::

        atlas.AML.T0051     free, as a sign follows
        AAK-MCP-005         not free at "MCP"
        b9e023c3            not free at "e023"

    Args:
        tokens: The tokens of the text.
        first: The token with which the name begins.
        stop: The token before which it ends.
        neighbours: Where names end that may stand directly before it.
    """
    token = tokens[first]
    if first:
        before = tokens[first - 1]
        if token.gap == "" and before.text.isascii() and not tokens.is_quoted_before(first):
            return False  # but f"OWASP LLM01" in code
        glued = token.gap in _GLUE_BEFORE or (token.gap == "." and before.is_number)
        is_numbered = token.gap == "_" and before.is_number  # "v1_iso_42001"
        if glued and before.value not in _TAG_WORDS and first not in neighbours and not is_numbered:
            return False
    if stop >= len(tokens) or tokens[stop].gap != "" or not tokens[stop].text.isascii():
        return True
    if tokens[stop].value in _GLUED_EDITION_WORDS:  # "800-53r5"
        return stop + 1 < len(tokens) and tokens[stop + 1].gap == "" and tokens[stop + 1].is_number
    return tokens[stop].is_number and not tokens[stop - 1].is_number


def is_prefix(tokens: Tokens, stop: int) -> bool:
    """Tell whether a sign glues a name to what follows: "atlas.AML", "iso:42001"."""
    return stop < len(tokens) and tokens[stop].gap.strip() in _PREFIX_SIGNS


def _is_key_of_objects(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a long word is the key of objects: `nist80053: [{`, `"cisControls": {`.

    Args:
        tokens: The tokens of the text.
        first: The token of the word.
        stop: The token after the name.
    """
    if stop >= len(tokens) or _OPENS_OBJECTS.match(tokens[stop].gap) is None:
        return False
    is_one = all(tokens[place].gap == "" for place in range(first + 1, stop))
    return is_one and tokens[stop - 1].end - tokens[first].start >= SHORTEST_KEY


def _is_alternative(tokens: Tokens, first: int) -> bool:
    """Tell whether a word stands between others as long, in a pattern of a program: "AGPA|AIDA|AROA"."""
    if not 0 < first < len(tokens) - 1 or tokens[first].gap != "|" or tokens[first + 1].gap != "|":
        return False
    return len({len(tokens[place].text) for place in (first - 1, first, first + 1)}) == 1


def _is_longer_code(tokens: Tokens, stop: int) -> bool:
    """Tell whether an acronym only opens a longer code: "AVID-YYYY-XNNN"."""
    return stop < len(tokens) and tokens[stop].gap in ("-", "_") and tokens[stop].text.isupper()
