"""The standards that an identifier may belong to where no name directly precedes it, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon.document_names import NameMatch
from ..lexicon.unregistered import belongs_to_other_law
from .page import Page

__all__ = ["candidate_standards"]

#: The name of a document follows its identifier after at most this many characters.
FARTHEST_NAME = 400

#: An edition has at most so many words and numbers.
LONGEST_EDITION = 10

#: What identifiers of many standards begin with.
_COMMON_HEADINGS = frozenset("clause clauses annex section sections".split())


def candidate_standards(page: Page, first: int) -> Iterator[str]:
    """Yield the standards that an identifier at a token may belong to, likeliest first.

    Names before it in its block come first, then the header of its table column, or else names after
    it, and the standard that the surroundings name.
    """
    certain = page.lenient or page.follows_name(first)
    if not certain and belongs_to_other_law(page.tokens, first, page.lexicon.names.first_words):
        return
    place = page.tokens[first].start
    column = page.column_standards(place)
    for name in page.names_before(first):
        begin = page.tokens[name.first].start
        if not page.same_block(begin, place):
            break
        if column is not None and not page.same_cell(begin, place):
            yield from column
            if not column or not page.same_row(begin, place):
                return  # below a header, only that and what its row names counts
        if name.standard:
            yield name.standard
        if _excludes_earlier_names(page, name, first):
            return
    if column is not None:
        yield from column
        return
    yield from _standards_after(page, first)
    if page.within is not None:
        yield page.within


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


def _standards_after(page: Page, first: int) -> Iterator[str]:
    """Yield the standards named after an identifier to which it can belong."""
    for name in page.names_after(first):
        begin = page.tokens[name.first].start
        if not name.standard or not (page.lenient or _may_precede(page, first, begin)):
            return
        if not page.lenient and _has_own_identifier(page, name):
            return  # "Art. 3(52) defines it by reference to GDPR Art. 4(4)"
        yield name.standard


def _has_own_identifier(page: Page, name: NameMatch) -> bool:
    """Tell whether an identifier with a heading directly follows a name: "GDPR Art. 4(4)".

    Args:
        page: The text.
        name: The name of a document.
    """
    if name.stop >= len(page.tokens) or page.tokens[name.stop].gap != " ":
        return False
    match = page.lexicon.identifiers(name.standard).match_at(page.tokens, name.stop)
    return match is not None and not match.no_digits and not match.only_digits


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
