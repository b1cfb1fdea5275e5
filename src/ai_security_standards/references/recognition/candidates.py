"""Which documents an identifier may belong to, by the names around it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.heading_words import ANNEX_WORDS, CLAUSES
from ..lexicon.unregistered import belongs_to_other_law
from .legal_texts import LAW_HEADINGS
from .lists import is_list_joint, is_share
from .names_after import MOST_WORDS_BEFORE_NAME
from .page import Page

__all__ = ["Candidate", "candidate_standards", "is_loose_number", "is_of_one_of_several", "is_part_of_law"]

#: The name of a document follows its identifier after at most this many characters.
FARTHEST_NAME = 400

#: An edition has at most so many words and numbers.
LONGEST_EDITION = 10

#: What tells whose part it is has at most so many characters.
LONGEST_POSSESSIVE = 20

#: An identifier of numbers alone has at most so many numbers, and words between them.
LONGEST_NUMBER = 24

#: What identifiers of many standards begin with.
_COMMON_HEADINGS = CLAUSES | ANNEX_WORDS | frozenset("annex section sections".split())

#: What is listed before a name is of it only by a word or bracket: "A06, CWE-840, ISO/IEC 27001".
_LIST = regex(r"[,;]")
_PROSE = regex(r"\b[a-z]{3}")
_LINK = regex(
    r"(?:\b(?:of|in|from|under|per|by|to|the|von|der|des|du|de|nach|gemäß|aus|im)|[(\[:|=–—-])[\s*_`\"'(\[]*\Z",
    re.IGNORECASE,
)
#: What makes a part one of a document that is not named again.
_OF_STANDARD = regex(r"\b[Tt]he (?:standard|framework|document|norm|regulation)['’]s \Z")
#: Signs between two things that are compared: "if cwe_id < 1".
_COMPARISONS = (" < ", " <= ", " >= ")
#: What stands behind a name that a program asks for, and before what holds otherwise.
_CONDITION = regex(r"""["'`]\)?\s{0,20}\?\s{0,20}[\[({]""")
_OTHERWISE = regex(r"[\])}]\s{0,20}:\s{0,20}[\[({]")
_JOINT = regex(r"""[^A-Za-z"',;|]*\Z""")
_SIGNS = regex(r"[^\w\n;]{0,6}\Z")
#: What is listed between the heading of a law's articles and its name: "Art. 9, 10, 13-16 AI Act".
_NUMBERS = regex(r"[. ]{0,2}[0-9](?:[0-9 ,.()/&–-]|\b(?:and|or|to|und|oder|bis|et|ou|à|[a-z])\b)*\Z")


class Candidate(NamedTuple):
    """A standard to which an identifier may belong.

    `is_bound` tells that the text says so, so that an identifier which the standard lacks is an unknown one.
    """

    standard: str
    is_bound: bool


def is_part_of_law(page: Page, first: int) -> bool:
    """Tell whether a token begins an article in the text of a law, which tells by itself of which law."""
    return page.tokens.values[first] in LAW_HEADINGS and not page.lenient and page.legal_text.is_one


def is_loose_number(page: Page, first: int) -> bool:
    """Tell whether a number can be no identifier, as neither a list nor a name nor a column makes it one.

    Examples::

        146 tests passed
        on 2 August 2026
        MCP01, MCP06 — 3 of 10 triggered
        if cwe_id < 1
        A 6% rate

    Args:
        page: The text.
        first: The token.
    """
    value = page.tokens.values[first]
    if value == "a" and _is_article(page, first):
        return True
    if not value.isdecimal() or page.lenient or page.within is not None or value in page.lexicon.openings:
        return False
    if page.tokens[first].gap in _COMPARISONS or is_share(page, first):
        return True
    values, words = page.tokens.values, page.first_words
    stop, limit = first + 1, min(first + LONGEST_NUMBER, len(values))
    while stop < limit and (values[stop].isdecimal() or values[stop] in words.joints):
        stop += 1
    if stop == first + LONGEST_NUMBER or not words.is_plain_number(
        value, values[first + 1] if first + 1 < len(values) else ""
    ):
        return False
    if any(name.first <= stop + MOST_WORDS_BEFORE_NAME for name in page.names_after(first)[:1]):
        return False
    place = page.tokens[first].start
    if page.column_standards(place):
        return False
    return not page.sightings or not is_list_joint(page.text, page.sightings[-1].end, place)


def _is_article(page: Page, first: int) -> bool:
    """Tell whether a letter before a space and a number is a word: "A 6% rate", "A 5 day plan"; not "A 6.2".

    In Hungarian, too: "A 7/2024. rendelet".

    Args:
        page: The text.
        first: The token of the letter.
    """
    tokens, number = page.tokens, first + 1
    if page.lenient or not tokens.is_number(number) or tokens[number].gap != " ":
        return False
    after = page.text[tokens[number].end : tokens[number].end + 2]
    return after[:1] in ("%", "/") or (after[:1] == " " and after[1:].islower())


def candidate_standards(page: Page, first: int, wanted: Container[str]) -> Iterator[Candidate]:
    """Yield the standards that an identifier at a token may belong to, likeliest first.

    Names before it in its block come first, then the header of its table column, or else names after
    it, the document of its object, and the standard that the surroundings name.

    Args:
        page: The text.
        first: The token with which the identifier begins.
        wanted: The standards with identifiers that begin so; others are left out.
    """
    certain = page.lenient or page.follows_name(first)
    if not certain and belongs_to_other_law(page.tokens, first, page.lexicon.names.first_words):
        return
    if is_part_of_law(page, first):
        found = page.legal_text.standards_of(page.tokens[first].end)
        yield from (Candidate(standard, is_bound=False) for standard in found)
        return
    place = page.tokens[first].start
    column = page.column_standards(place)
    told = page.scopes.standards_of_object(place)
    for name in page.names_before(first):
        begin = page.tokens[name.first].start
        if told is not None and not page.scopes.is_nearer(begin, place):
            break
        if _is_in_condition(page, name, place):
            continue
        if column is not None and not page.same_cell(begin, place):
            yield from (Candidate(standard, is_bound=True) for standard in column)
            if not column or not page.same_row(begin, place):
                return  # below a header, only that and what its row names counts
        if name.standard in wanted:
            yield Candidate(name.standard, is_bound=True)
        if _excludes_earlier_names(page, name, first):
            return
    if column is not None:
        yield from (Candidate(standard, is_bound=True) for standard in column)
        return
    yield from (Candidate(standard, is_bound=True) for standard in told or () if standard)
    yield from _standards_after(page, first, wanted)
    if page.within is not None:
        yield Candidate(page.within, is_bound=True)


def is_of_one_of_several(page: Page, first: int) -> bool:
    """Tell whether a part is of "the standard", where the sentence before names several, none as the subject.

    Examples::

        It goes with ISO 27001 and ISO 27701. The standard's Annex A …      yes
        ISO 27001 is of 2022. The standard's Annex A …                      no

    Args:
        page: The text.
        first: The token with which the part begins.
    """
    place = page.tokens[first].start
    if page.lenient or _OF_STANDARD.search(page.text, max(place - LONGEST_POSSESSIVE, 0), place) is None:
        return False
    starts = [(page.tokens[name.first].start, name.standard) for name in page.names_before(first)]
    earlier = {standard for start, standard in starts if page.same_sentence(start, starts[0][0])}
    return len(earlier) > 1 and not page.same_sentence(starts[0][0], place)


def _is_in_condition(page: Page, name: NameMatch, place: int) -> bool:
    """Tell whether a name is what a condition asks for, and a place is where it does not hold.

    Examples::

        norm === 'iso42001' ? ['A.2'] : ['A.5']       yes, at A.5

    Args:
        page: The text.
        name: A name before the place.
        place: The place.
    """
    end = page.tokens[name.stop - 1].end
    if _CONDITION.match(page.text, end) is None:
        return False
    return _OTHERWISE.search(page.text, end, place) is not None


def _excludes_earlier_names(page: Page, name: NameMatch, first: int) -> bool:
    """Tell whether an identifier can only belong to the name before it.

    This holds for another law in the same sentence, and for a directly preceding document without a
    shipped structure.

    Args:
        page: The text.
        name: The name before it.
        first: The token with which the identifier begins.
    """
    if not name.standard:
        return page.same_sentence(page.tokens[name.stop - 1].end, page.tokens[first].start)
    if not _directly_follows(page, name, first):
        return False
    return not page.lexicon.identifiers(name.standard).structures.are_shipped


def _directly_follows(page: Page, name: NameMatch, first: int) -> bool:
    """Tell whether only a space and an edition separate a token from a name: "ISO/IEC 38507:2022 5.1".

    Args:
        page: The text.
        name: The name of a document.
        first: The token.
    """
    if page.tokens[first].gap != " " or first - name.stop > LONGEST_EDITION:
        return False
    suffix = page.lexicon.names.editions.match_edition_at(page.tokens, name.stop, name.standard)
    return first in (name.stop, suffix.stop if suffix.edition else name.stop)


def _standards_after(page: Page, first: int, wanted: Container[str]) -> Iterator[Candidate]:
    """Yield the standards named after an identifier to which it can belong.

    Args:
        page: The text.
        first: The token with which the identifier begins.
        wanted: The standards with identifiers that begin so.
    """
    for name in page.names_after(first):
        begin = page.tokens[name.first].start
        if not name.standard or not (page.lenient or _may_precede(page, first, begin)):
            return
        if name.standard not in wanted:
            continue
        joint = page.text[page.tokens[first].end : begin]
        is_list = _LIST.search(joint) is not None and not _PROSE.search(joint)
        is_listed = is_list and not page.lenient and not _LINK.search(joint)
        if page.tokens.values[first] in LAW_HEADINGS and _NUMBERS.match(joint):
            is_listed = False
        if not is_listed and not _has_own_identifier(page, name):
            yield Candidate(name.standard, is_bound=_JOINT.match(joint) is not None)  # "Article 5*1 AI Act"


def _has_own_identifier(page: Page, name: NameMatch) -> bool:
    """Tell whether an identifier of its standard directly follows a name: "ISO 27001 A.5.19".

    Args:
        page: The text.
        name: The name of a document.
    """
    stop = name.stop
    if page.lenient or stop >= len(page.tokens) or not _SIGNS.match(page.tokens[stop].gap):
        return False
    return page.lexicon.identifiers(name.standard).match_at(page.tokens, stop) is not None


def _may_precede(page: Page, first: int, begin: int) -> bool:
    """Tell whether an identifier can belong to a name that begins later, at a place in the text.

    Examples::

        MS-2.7, says the AI RMF                yes
        Clause 6.1. Of ISO/IEC 42001 …         no: a common heading, in another sentence

    Args:
        page: The text.
        first: The token with which the identifier begins.
        begin: Where the name starts, in characters.
    """
    place = page.tokens[first].start
    if begin - place > FARTHEST_NAME or "\n" in page.text[place:begin]:
        return False
    token = page.tokens[first]
    is_common = token.is_number or token.value in _COMMON_HEADINGS
    return not is_common or page.same_sentence(place, begin)
