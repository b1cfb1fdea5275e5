"""What a page and a program number for themselves: sections, headings, keys."""

from __future__ import annotations

import re
from itertools import islice

from ..._store.lazily import regex
from ..lexicon.edition_numbers import dotted_number_end
from ..lexicon.heading_words import ANNEX_WORDS
from ..text.titles import significant_words
from .counts import counts_things
from .legal_texts import CHAPTERS
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["begins_own_part", "numbers_own_clauses", "without_count"]

#: The beginning of a heading has at most so many characters before its number.
LONGEST_LINE = 60

_LINK_TO_PAGE = regex(r"[^\]\n]{0,80}\]\((?![a-z]+:)[^)\s]{1,120}\.mdx?(?:#[^)\s]*)?\)")
_BLANK_LINE = regex(r"\n[ \t]*\n")
#: What stands between the number of a section and its title.
_LEADS_TO_TITLE = regex(r"\s?[:–—-] ")
_GOES_ON = regex(r" ?(?:[.(–-]|(?:,|and|or|to) ?[0-9])")

#: A section of a page is cited after at most so many characters with its path, or so many other numbers.
LONGEST_PATH, MOST_SECTIONS = 120, 8

_SECTIONS = frozenset("section sections abschnitt abschnitte abschnitten".split())
_LINKS = frozenset("of from der des aus von de du del".split())
_PATH_BEFORE = regex(r"\.mdx?(?:#[^)\s]*)?[)`]?,?\s(?:in\s)?\Z")
_POSSESSIVES = frozenset("its their sein seine seinem ihr ihre ihrem dessen deren".split())
_JOINED = regex(r"\s*,?\s*\Z")
_JOINTS = frozenset(("and", "und", "to", "bis", "or", "oder"))

#: A heading in capitals with fewer letters is the mark of a series: "EG-02".
SHORTEST_HEADING = 3

#: A heading with a number and its title: "## Clause 9 — Access and Authentication".
_NUMBERED_HEADING = regex(
    r"^#{1,6} [*_]*[^\W\d]{2,12} ([0-9]{1,2})(?:[ .]{0,2}[-–—:.]| ) ?([^\n]{1,80})", re.MULTILINE
)
#: What a program writes before a heading in a string.
_LITERAL = regex(r".*(?:\\n|[\"'`])")
#: At most so many headings are compared.
MOST_HEADINGS = 30

_OWN_HEADINGS = CHAPTERS | frozenset(("section", "part", "phase", "step"))
#: A place to be filled in.
_PLACEHOLDER = regex(r"\w+ [0-9]+\]: ?\[")
#: Short for words before numbers; programs make keys of them.
_SHORT_HEADINGS = frozenset(("req", "reqs", "sec", "section", "cl"))


def begins_own_part(page: Page, first: int) -> bool:
    """Tell whether what begins at a token is numbered by the page or program itself.

    Examples::

        ## Section 3: Readiness
        ### 10.2 ISO 42001 (AI systems)
        id: "req-3"
        p-3, v1.8
        N:1 control, 1:N evidence

    Args:
        page: The text.
        first: The token.
    """
    if page.tokens.is_number(first):
        return _numbers_heading(page, first) or _is_listed_section(page, first)
    if page.tokens.is_number(first + 1) and _is_word_by_itself(page, first):
        return True
    if _is_own_section(page, first) or _is_section_of_page(page, first):
        return True
    return _is_small_letter(page, first) or _is_key(page, first)


def _is_word_by_itself(page: Page, first: int) -> bool:
    """Tell whether a word and the number after it do not belong together as those of an identifier do.

    Examples::

        N:1 control, 1:N evidence
        a base of articles (11 in all), people controls (8)
        uploads/ control1/ control2/      folders
        {name: "ISO 27001", controls: 11}
        EG-02                             a record of the project, not a recital
        - [Measure 1]: [Description]      a place to be filled in
        with articles⏎5. Table            an item of a list

    Args:
        page: The text.
        first: The token of the word.
    """
    value = page.tokens[first].value
    if page.lenient or page.is_tag or not (page.is_heading(value) or value in page.first_words.words):
        return False
    word, number = page.tokens[first], page.tokens[first + 1]
    if "," in number.gap or _BLANK_LINE.search(number.gap):
        return True
    end = number.end
    if page.text[word.start - 1 : word.start] == "[" and _PLACEHOLDER.match(page.text, word.start):
        return True
    if "\n" in number.gap and page.text[end : end + 2] in (". ", ") "):
        return True
    if ":" in number.gap and word.text.islower() and word.text.endswith("s"):
        return not _GOES_ON.match(page.text, end)
    if "(" in number.gap and (counts_things(page.text, end, in_bracket=True) or _is_count_alone(page, first)):
        return True
    if number.gap == "-" and number.text[0] == "0":
        return word.text.isupper() and len(word.text) < SHORTEST_HEADING and _is_short_form(page, value)
    before = page.text[max(word.start - 1, 0) : word.start]
    is_folder = page.text[end : end + 1] == "/" and before not in ("/", "-")
    return number.gap == "" and is_folder and word.text.islower()


def _is_count_alone(page: Page, first: int) -> bool:
    """Tell whether a number in brackets counts the several things before it: "People controls (8)".

    Args:
        page: The text.
        first: The token of the word.
    """
    word, number = page.tokens[first], page.tokens[first + 1]
    is_closed = number.gap == " (" and page.text.startswith(")", number.end)
    return is_closed and word.text.islower() and word.text.endswith("s")


def _is_short_form(page: Page, value: str) -> bool:
    """Tell whether a word is another way to write the heading of a law of the page: "EG" of a recital."""
    spellings = (page.lexicon.identifiers(standard).spellings for standard in page.context_standards)
    return any(each.get(value, value).casefold() != value for each in spellings)


def _is_small_letter(page: Page, first: int) -> bool:
    """Tell whether a small letter begins no identifier: "p-3" is a style, "v1.8" a version.

    Args:
        page: The text.
        first: The token of the letter.
    """
    text = page.tokens[first].text
    is_small = len(text) == 1 and text.islower() and not page.tokens.is_number(first)
    return is_small and not (page.lenient or page.is_tag or page.within or page.follows_name(first))


def _is_key(page: Page, first: int) -> bool:
    """Tell whether a short word and a number are a key of the program, unless a name precedes: "req-3".

    Args:
        page: The text.
        first: The token of the word.
    """
    tokens = page.tokens
    if tokens[first].text not in _SHORT_HEADINGS or not tokens.is_number(first + 1):
        return False
    is_joined = tokens[first + 1].gap in ("-", "_")
    return is_joined and not (page.lenient or page.is_tag or page.follows_name(first))


def _is_own_section(page: Page, first: int) -> bool:
    """Tell whether a heading of the page itself begins at a token, or a link to one.

    Examples::

        ## Section 3: Readiness
        see [Chapter 4](04-supply-chain.md)
        Chapter 7 · Settings
        Section 2: ISO 27001 and what it asks for      as the name of a document follows
    """
    tokens = page.tokens
    if tokens[first].value not in _OWN_HEADINGS or not tokens.is_number(first + 1):
        return False
    end = tokens[first + 1].end
    if _LINK_TO_PAGE.match(page.text, end) or page.text.startswith(" · ", end):
        return True
    if first + 2 in page.names_by_first and _LEADS_TO_TITLE.fullmatch(tokens[first + 2].gap):
        return True
    line = page.text[max(tokens[first].start - LONGEST_LINE, 0) : tokens[first].start].rpartition("\n")[2]
    return (
        line.strip("# *") == ""
        and "#" in line
        and not (first + 2 < len(tokens) and tokens[first + 2].gap == ".")
    )


def _is_section_of_page(page: Page, first: int) -> bool:
    """Tell whether a section is cited that the page itself has as a heading, or that is of a file.

    Examples::

        ## 4. The link to the core … the clauses in section 4
        learning-path/step-2/en.md, section 6

    Args:
        page: The text.
        first: The token of the word.
    """
    tokens, number = page.tokens, first + 1
    if tokens.values[first] not in _SECTIONS or not tokens.is_number(number):
        return False
    if page.lenient or page.within or page.follows_name(first) or "." in tokens[number].gap:
        return False
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if after is not None and (after.gap == "." or after.value in _LINKS):
        return False
    if first and tokens.values[first - 1] in _POSSESSIVES:
        return False  # "ISO/IEC 27001 defines no terms. Its section 3 …"
    start = tokens[first].start
    is_of_file = _PATH_BEFORE.search(page.text, max(start - LONGEST_PATH, 0), start) is not None
    return is_of_file or _has_heading(page, tokens[number].text)


def _has_heading(page: Page, number: str) -> bool:
    """Tell whether a page has a heading with a number of its own: "## 4. The link to the core"."""
    key = "#", number
    if key not in page.own_series:
        page.own_series[key] = re.search(rf"^#+ {number}\. ", page.text, re.MULTILINE) is not None
    return page.own_series[key]


def _is_listed_section(page: Page, first: int) -> bool:
    """Tell whether a number is in a list of sections of the page itself: at "11" in "sections 4 and 11".

    Args:
        page: The text.
        first: The token of the number.
    """
    tokens, word = page.tokens, first
    while word and first - word < MOST_SECTIONS and _JOINED.match(tokens[word].gap):
        word -= 1
        if not tokens.is_number(word) and tokens.values[word] not in _JOINTS:
            break
    return word < first and _is_section_of_page(page, word)


def _numbers_heading(page: Page, first: int) -> bool:
    r"""Tell whether a number is that of a heading of the page itself: "### 10.2 ISO 42001 (AI systems)".

    The heading can be in a string of a program: "md.append("\n### 5.2 ISO 42001\n")".

    Args:
        page: The text.
        first: The token of the number.
    """
    tokens = page.tokens
    line = page.text[max(tokens[first].start - LONGEST_LINE, 0) : tokens[first].start]
    line = _LITERAL.sub("", line.rpartition("\n")[2])
    stop = dotted_number_end(tokens, first)
    is_apart = stop in page.names_by_first and tokens[stop].gap in (" ", ". ", ") ")
    return is_apart and "#" in line and not line.strip("# ")


def numbers_own_clauses(page: Page, standard: str, first: int) -> bool:
    """Tell whether a heading numbers a clause of the page itself: its headings have titles of other clauses.

    Words that no title of the standard has say nothing: they may be of another language.

    Examples, on a page on ISO/IEC 27001::

        ## Clause 9 — Access and Authentication      a contract's own
        ## Clause 9 — Evaluation of performance      the standard's
        ## Kapitel 9: Bewertung der Leistung         the standard's

    Args:
        page: The text.
        standard: The id of the document.
        first: The token with which the heading's clause begins.
    """
    start = page.tokens[first].start
    line = page.text[max(start - LONGEST_LINE, 0) : start].rpartition("\n")[2]
    if line.strip("# *") or "#" not in line:
        return False
    key = standard, "clauses"
    are_own = page.own_series.get(key)
    if are_own is None:
        are_own = page.own_series[key] = _have_other_titles(page, standard)
    return are_own


def _have_other_titles(page: Page, standard: str) -> bool:
    """Tell whether the numbered headings of a page have more titles of other clauses than of theirs.

    Args:
        page: The text.
        standard: The id of the document.
    """
    structures = page.lexicon.identifiers(standard).structures
    ids = [provision_id for provisions in structures.by_edition.values() for provision_id in provisions]
    titles = {each: structures.title_words_of(each).values() for each in ids}
    balance = 0
    for heading in islice(_NUMBERED_HEADING.finditer(page.text), MOST_HEADINGS):
        words = set(significant_words(heading[2]))
        sharing = {
            each for each, several in titles.items()
            if any(not words.isdisjoint(title) for edition in several for title in edition)
        }  # fmt: skip
        if sharing:
            balance += -1 if heading[1] in sharing else 1
    return balance > 0


def without_count(page: Page, provision: SelfIdentified, first: int) -> SelfIdentified:
    """Return a provision without a number that counts what is in it.

    Examples::

        Annex VII (8 sections)
        Annex A 14 domains          not "Annex A 8.2 Data"
        ## T1021 (2)                where a part of it is printed "T1021.002"; not "AC-2 (2)"

    Args:
        page: The text.
        provision: The identifier with its standard.
        first: The token with which it begins.
    """
    last = provision.match.stop - 1
    token = page.tokens[last]
    is_headed = page.tokens.values[first] in ANNEX_WORDS or page.is_heading(page.tokens.values[first])
    is_apart = is_headed and token.gap == " " and token.is_number and counts_things(page.text, token.end)
    if last <= first or not (is_apart or token.gap.endswith(" (")):
        return provision
    identifiers = page.lexicon.identifiers(provision.standard)
    whole = identifiers.ids_by_tokens.get(" ".join(page.tokens.values[first:last]), ())
    if not whole:
        return provision
    has_word = last > first + 1 and page.text.startswith(" ", token.end)
    dotted = provision.match.ids[:1] and provision.match.ids[0].startswith(f"{whole[0]}.")
    is_part = dotted and page.text.startswith(")", token.end)
    if not (is_apart or has_word or is_part):
        return provision
    match = provision.match._replace(stop=last, ids=tuple(whole), key=provision.match.key[:-1])
    return provision._replace(match=match)
