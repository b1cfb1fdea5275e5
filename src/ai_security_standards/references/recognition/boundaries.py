"""Where an identifier begins and ends, and the edition or name that follows it."""

from __future__ import annotations

from collections.abc import Sequence

from ..._store.lazily import regex
from ..lexicon.dated_editions import short_year_at
from ..lexicon.edition_names import YEAR_LENGTH, EditionMatch
from ..lexicon.edition_words import EDITION_WORDS
from ..lexicon.matches import Match, is_joint
from ..lexicon.newer_editions import is_of_draft
from .counts import counts_things
from .editions_behind import is_bracketed_acronym
from .page import Page

__all__ = [
    "edition_of_name",
    "edition_suffix",
    "end_of_glued",
    "end_with_brackets",
    "is_followed_by_number",
    "is_free_after",
    "is_free_before",
    "is_inside_word",
    "newer_edition_before",
]

#: Words before a dash that are not part of the identifier after it.
_TAG_WORDS = frozenset(
    "cwe target tag tags id ids ref refs rule risk see control framework standard "
    "owasp mitre nist attack iso".split()
)
_BEFORE_DATES = frozenset(
    "in since by until of during year from after before and january february march april may june july "
    "august september october november december".split()
)
_DOCUMENT_NOUNS = frozenset("standard framework taxonomy catalogue catalog list guide specification".split())
_AFTER_EDITION = (":", "/", "#", "::", "/#", "_")
_YEAR_AND_NUMBER = regex(r"20[0-9]{2}\.[0-9]")
_GLUE = ("", ".", "(", "-", ")(", "_")

#: An edition has at most so many numbers and the word "edition" after it.
LONGEST_EDITION = 6


def is_free_before(page: Page, first: int) -> bool:
    """Tell whether a token begins an identifier, rather than standing inside another one.

    Examples::

        tag-AC-2      yes, at "AC"
        3.A.6         no, at "A"
        1.2           no, at "2"
        N/A-2         no, at "A"
        (ii)(C)(1)    no, at "C"
    """
    if first == 0:
        return True
    token, before = page.tokens[first], page.tokens[first - 1]
    if token.gap == ")(" and len(token.text) == 1:
        return False
    if token.gap == "":
        is_quoted = page.tokens.is_quoted_before(first)  # f"LLM01" in code
        return is_quoted or (not before.is_number and not before.text.isascii())
    if token.is_number and token.gap in (".", "-", ",") and before.is_number:
        return False
    if token.gap == "/" and (before.value, token.value) == ("n", "a"):
        return False
    if token.gap == "." and before.is_number and not token.is_number and len(before.text) < YEAR_LENGTH:
        return False  # "CON.8.A2" is of another catalogue
    if token.gap == "-":
        is_tag_word = before.value in _TAG_WORDS or before.value in page.lexicon.openings
        return is_tag_word or page.follows_name(first) or page.is_heading(before.value)
    return True


def is_free_after(page: Page, stop: int, match: Match) -> bool:
    """Tell whether an identifier ends before a token, rather than going on in a way no edition has.

    Examples::

        AC-2 and            yes
        Articles 9-15       yes, after "9"
        AML.T0051.99        no, after "T0051"
        Annex III78         yes, before the mark of a footnote

    Args:
        page: The text.
        stop: The token after the identifier.
        match: The identifier.
    """
    if stop >= len(page.tokens):
        return True
    token = page.tokens[stop]
    if token.gap == "":
        is_footnote = token.is_number and match.key[:1] == ("annex",) and page.tokens[stop - 1].text.isupper()
        return is_footnote or not token.text.isascii()
    if match.no_digits and token.gap in (".", "-") and token.text.isupper():
        return False  # "PR.XX-7"
    if token.is_number and token.gap == "(":
        # "LLM10(5)" has a weight, where no identifier has a bracket
        return len(token.text) == YEAR_LENGTH or not _prints_brackets(page, match)
    if token.is_number and token.gap in (".", "_", ".(", "-0", "-00"):
        return False
    if token.is_number and token.gap == "-":
        certain = not page.is_tag or is_joint(page.tokens, 0, stop) or _is_padded_range(page, stop)
        is_range = not token.text.startswith("0") or _is_padded_range(page, stop)
        return certain and is_range and _is_ascending(page, match.key, stop)
    if token.gap == "(" and len(token.text) == 1:
        return stop + 1 < len(page.tokens) and not page.tokens[stop + 1].gap.startswith(")")
    return True


def _prints_brackets(page: Page, match: Match) -> bool:
    """Tell whether a document can have an identifier with a bracket after another one: "AC-2(1)".

    Args:
        page: The text.
        match: The identifier, whose standard is not known here.
    """
    openings = page.lexicon.openings.get(match.key[0], ()) if match.key else ()
    plain = [opening for opening in openings if len(opening.key) == 1 and not opening.signs]
    shapes = [page.lexicon.shape_below(opening.standard, opening.key) for opening in plain]
    return not shapes or any(len(shape.lengths) > 1 for shape in shapes)


def _is_padded_range(page: Page, stop: int) -> bool:
    """Tell whether two numbers with as many digits, the first padded, are a range: "LLM07-08".

    Args:
        page: The text.
        stop: The token of the second number.
    """
    before, after = page.tokens[stop - 1], page.tokens[stop]
    is_alike = before.is_number and len(before.text) == len(after.text) == len("08") and before.gap == ""
    return is_alike and before.text[0] == "0"


def _is_ascending(page: Page, key: tuple[str, ...], first: int) -> bool:
    """Tell whether the number from a token on is greater than that of a key: "9-15", not "9-1".

    Args:
        page: The text.
        key: The identifier before the number.
        first: The token with which the number begins.
    """
    stop = first + 1
    while page.tokens.is_number(stop) and stop - first < len(key) and page.tokens[stop].gap == ".":
        stop += 1
    upper = [token.value for token in page.tokens[first:stop]]
    lower = key[-len(upper) :]
    if not all(part.isdigit() for part in (*lower, *upper)):
        return False
    return _sort_key(lower) < _sort_key(upper)


def _sort_key(number: Sequence[str]) -> list[tuple[int, str]]:
    return [(len(part), part) for part in number]


def is_followed_by_number(page: Page, stop: int, match: Match) -> bool:
    """Tell whether a number follows a word that is an identifier without one: "GOVERN 7".

    Args:
        page: The text.
        stop: The token after the word.
        match: The word.
    """
    if not match.no_digits or stop >= len(page.tokens):
        return False
    number = page.tokens[stop]
    is_count = number.gap == " " and counts_things(page.text, number.end)  # "Annex A 93 controls"
    return number.is_number and number.gap in (" ", "-", ".") and not is_count


def is_inside_word(page: Page, stop: int) -> bool:
    """Tell whether a number before a token is glued to words on both sides: "article5Analysis", a digest.

    Args:
        page: The text.
        stop: The token after the number.
    """
    before, after = page.tokens[stop - 1], page.tokens[stop]
    is_glued = before.is_number and before.gap == "" and after.gap == "" and not after.is_number
    return is_glued and after.text.isascii()


def end_of_glued(page: Page, stop: int) -> int:
    """Return the token before which ends what is glued to an identifier: after ".99" in "AML.T0051.99"."""
    if page.tokens[stop].gap == " ":
        stop += 1
    while stop < len(page.tokens) and page.tokens[stop].gap in _GLUE:
        stop += 1
    return stop


def end_with_brackets(page: Page, start: int, end: int) -> int:
    """Return the end of a reference with the brackets closed that it opens: "AC-2(1)".

    Args:
        page: The text.
        start: Where the reference starts.
        end: Where it ends without the brackets.
    """
    opened = page.text.count("(", start, end) - page.text.count(")", start, end)
    while opened > 0 and page.text[end : end + 1] == ")":
        opened, end = opened - 1, end + 1
    return end


def edition_suffix(page: Page, position: int, standard: str) -> EditionMatch:
    """Match the edition that is written after an identifier.

    Pattern: (":" | "@" | "(" | "_" | edition word) edition, or ("-" | "/" | ",") year

    Examples::

        LLM01:2025
        LLM01 (2025)
        AML.T0051@2026.09
        LLM01:25

    Args:
        page: The text.
        position: The token after the identifier.
        standard: The id of its document.
    """
    nothing = EditionMatch(position, None, "")
    if position >= len(page.tokens):
        return nothing
    year, ages = short_year_at(page.tokens, position), page.lexicon.names.editions.ages
    if year is not None and ages.are_years(standard) and year in ages.known[standard]:
        return EditionMatch(position + 1, year, "")
    match = page.lexicon.names.editions.match_edition_at(page.tokens, position, standard)
    if match.edition is None:
        return nothing
    token, last = page.tokens[position], page.tokens[match.stop - 1]
    if token.text == "V" and "v" in page.lexicon.identifiers(standard).first_words:
        return nothing  # "V1.3.7, V1.2.1" are two identifiers
    is_cut = match.stop < len(page.tokens) and page.tokens[match.stop].gap == ""
    if is_cut and not page.tokens[match.stop].is_number and page.tokens[match.stop].text.isascii():
        return nothing  # "#e2e8f0" is a colour
    if page.tokens.is_quoted_before(position):
        return nothing  # "v2013_id": "A.8.1.3", "v2022_id": …
    sign = token.gap.strip()
    is_year = last.is_number and len(last.text) == YEAR_LENGTH
    if token.gap == "" and len(token.text) == YEAR_LENGTH:
        return match
    if sign == ":" and token.gap != ":":
        return nothing  # "LLM01: 2025 was the year"
    is_annex = sign == "" and is_year and page.tokens[position - 1].text == "A"  # "Annex A 2022"
    marked = sign in (":", "@", "(", "@v", "_") or token.value in EDITION_WORDS or is_annex
    if marked or (is_year and (sign in ("-", "/") or (sign == "," and match.edition))):
        return match
    return nothing


def edition_of_name(page: Page, begin: int, stop: int, standard: str) -> EditionMatch:
    """Match the edition after the name of a document, or before it.

    Pattern: name edition, or number ("edition" | "version" | "release") "of" ["the"] name

    Examples::

        OWASP LLM Top 10 2025
        the 2025 edition of the OWASP LLM Top 10
        the 2025 OWASP LLM Top 10

    Args:
        page: The text.
        begin: The token with which the name begins, its publisher included.
        stop: The token after the name.
        standard: The id of the document.
    """
    editions = page.lexicon.names.editions
    after = editions.match_edition_at(page.tokens, stop, standard)
    values = page.tokens.values
    if after.edition == "" and page.tokens[stop].gap == " " and "_" in page.text_of(begin, stop):
        after = EditionMatch(stop, None, "")  # "nist_csf 4.414:1" is a contrast of colours
    if after.edition == "" and page.tokens[stop].gap == " (" and values[stop - 2] == "v":
        after = EditionMatch(stop, None, "")  # "CIS Controls v8 (9.2)" is a control of v8
    is_glued = after.edition == "" and page.tokens[stop].gap in ("-", "_")
    if is_glued and is_of_draft(after.text, editions.known.get(standard, ())):
        after = EditionMatch(stop, None, "")  # "PR-NIST-AI-RMF-v0.1" is a profile of somebody
    is_noun = values[stop : stop + 1] and values[stop] in _DOCUMENT_NOUNS and page.tokens[stop].gap == " "
    if after.edition is None and is_noun:
        after = editions.match_edition_at(page.tokens, stop + 1, standard)
        after = after if after.edition is not None else after._replace(stop=stop)
    if after.edition is None and is_bracketed_acronym(page, begin, stop):
        bracketed = editions.match_edition_at(page.tokens, stop + 1, standard)
        after = bracketed if bracketed.edition is not None else after
    if after.edition is None and _is_year_before(page, begin):
        before = editions.match_edition_at(page.tokens, begin - 1, standard)
        ages = editions.ages
        is_plan = before.edition == "" and int(before.text) <= ages.latest_year("", of_data=True)
        if before.edition is not None and before.stop == begin and not is_plan:
            return before._replace(stop=stop)
    last = begin - 1 - (values[begin - 1 : begin] == ["the"])
    if after.edition is not None or last < 2 or values[last] != "of":
        return after
    first = last - 2
    if values[last - 1] not in ("edition", "version", "release") or not page.tokens.is_number(first):
        return after
    while first and last - first < LONGEST_EDITION and page.tokens.is_number(first - 1):
        if page.tokens[first].gap not in (".", "-"):
            break
        first -= 1
    if values[first - 1 : first] == ["q"] and page.tokens.is_number(first - 2):
        first -= 2
    before = editions.match_edition_at(page.tokens, first, standard, marked=True)
    return before._replace(stop=stop) if before.stop == last - 1 else after


def newer_edition_before(page: Page, first: int, standard: str) -> tuple[str | None, str]:
    """Return "" and the text of an edition newer than the data that is glued before an identifier, else None.

    Pattern: word [sign] ["v" | "r"] number ("." number)* (":" | "/" | "#") identifier

    Examples::

        llm-top-10-2027:LLM01
        atlas/v2027.01/AML.T0051

    Args:
        page: The text.
        first: The token with which the identifier begins.
        standard: The id of its document.
    """
    tokens = page.tokens
    start = first - 1
    if start < 1 or not tokens[start].is_number:
        return None, ""
    if tokens[first].gap in (" ", ", "):
        return _year_and_number_before(page, first, standard)
    if tokens[first].gap not in _AFTER_EDITION:
        return None, ""
    while start > 1 and first - start < LONGEST_EDITION and tokens[start].gap in (".", "-q") and (
        tokens.is_number(start - 1)
    ):  # fmt: skip
        start -= 1
    is_glued = tokens[start].gap in ("/", "@", ":", "#") or (
        tokens[start].gap in ("", "-", "_") and not tokens[start - 1].is_number
    )
    text = tokens.text_of(start, first)
    if start == first - 1 and len(text) != YEAR_LENGTH and tokens.values[start - 1] not in ("v", "r", "rev"):
        return None, ""  # "LLM05/ASI02" is two identifiers
    is_newer = is_glued and page.lexicon.names.editions.is_newer(standard, text)
    return ("", text) if is_newer else (None, "")


def _year_and_number_before(page: Page, first: int, standard: str) -> tuple[str | None, str]:
    """Return "" and an edition newer than the data directly before an identifier: "2027.1, AAT-10.19".

    Args:
        page: The text.
        first: The token with which the identifier begins.
        standard: The id of its document, whose editions are a year and a number.
    """
    tokens, editions = page.tokens, page.lexicon.names.editions
    start = first - 2
    if not (tokens.is_number(start) and tokens[first - 1].gap == "."):
        return None, ""
    if tokens.is_quoted_before(first):
        return None, ""  # "T1059.006", "AML.T0054"
    text = tokens.text_of(start, first)
    is_dated = len(tokens[start].text) == YEAR_LENGTH and (start == 0 or tokens[start].gap == " ")
    if not is_dated or not _YEAR_AND_NUMBER.match(editions.known.get(standard, ("",))[-1]):
        return None, ""
    return ("", text) if editions.is_newer(standard, text) else (None, "")


def _is_year_before(page: Page, begin: int) -> bool:
    """Tell whether a year directly precedes a name and belongs to it: "the 2025 OWASP LLM Top 10".

    Args:
        page: The text.
        begin: The token with which the name begins.
    """
    if begin == 0 or page.tokens[begin].gap != " ":
        return False
    year = page.tokens[begin - 1]
    is_year = year.is_number and len(year.text) == YEAR_LENGTH and year.text.startswith("20")
    if not is_year or begin == 1:
        return is_year
    values = page.tokens.values
    return (
        values[begin - 2] not in _BEFORE_DATES and values[max(begin - 3, 0)] != "q"
    )  # "Q1 2024 ISO 27001 audit"
