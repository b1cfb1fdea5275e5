"""Which document an identifier belongs to where its name does not stand directly before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..lexicon.document_names import Named
from ..lexicon.identifiers import Match
from ..lexicon.unregistered import belongs_to_other_law
from .after_name import is_said
from .boundaries import free_on_the_left, name_after
from .lists import joins
from .page import Page
from .self_identifying import SelfIdentified, match_at

__all__ = ["belonging", "contexts"]

#: How far behind an identifier the name of its document stands at most.
FARTHEST_NAME = 400

#: What identifiers of many standards begin with.
_GENERIC = frozenset("clause clauses annex section sections".split())


class _Found(NamedTuple):
    standard: str
    match: Match


def belonging(page: Page, first: int) -> SelfIdentified | None:
    """The identifier that begins at a token, with the standard that it tells or that the text names."""
    if not free_on_the_left(page, first):
        return None
    alone = match_at(page, first)
    named = _named(page, first)
    if alone is None or named is None:
        return alone or (None if named is None else SelfIdentified(*named, None))
    if named.match.last > alone.match.last:
        return SelfIdentified(*named, None)
    if named.match.last == alone.match.last:
        if named.match.ids and not alone.match.ids:
            return SelfIdentified(*named, None)
        if named.standard == page.within:
            return SelfIdentified(*named, None)
        if named.standard in page.standards and alone.standard not in page.standards:
            return SelfIdentified(*named, None)
    return alone


def _named(page: Page, first: int) -> _Found | None:
    """The identifier of a standard that the text names: directly behind it, or somewhere near."""
    for named in page.names_after(first):
        if named.weak or not named.standard:
            continue
        match = page.lexicon.identifiers(named.standard).at(page.tokens, first)
        if match is not None and name_after(page, match.last, named.standard) is named:
            return _Found(named.standard, match)
        if match is None and _is_invented(page, first, named):
            return _Found(named.standard, Match(first + 2, (), ()))
    for standard in dict.fromkeys(contexts(page, first)):
        match = page.lexicon.identifiers(standard).at(page.tokens, first)
        if match is None or not _is_meant(page, match, first, standard):
            continue
        if page.lenient or not (match.only_digits or match.no_digits) or page.near(first, standard):
            return _Found(standard, match)
    return None


def _is_invented(page: Page, first: int, named: Named) -> bool:
    """Whether what stands there is numbered as a law is, and in no edition: "Article 200 of the AI Act"."""
    identifiers = page.lexicon.identifiers(named.standard)
    word = identifiers.spelled.get(page.tokens[first].value)
    if word not in identifiers.begins or name_after(page, first + 2, named.standard) is not named:
        return False
    return page.tokens[first + 1].is_number


def contexts(page: Page, first: int) -> Iterator[str]:
    """The standards that an identifier at a token may belong to, likeliest first."""
    known = page.lenient or page.ends_name(first)
    if not known and belongs_to_other_law(page.tokens, first, page.lexicon.names.begins):
        return
    place = page.tokens[first].start
    column = page.column(place)
    for named in page.names_before(first):
        begin = page.tokens[named.first].start
        if not page.same_block(begin, place):
            break
        if column is not None and not page.same_cell(begin, place):
            yield from column
            if not column or not page.same_line(begin, place):
                return  # what stands under a head is of that, or of what its row names
        if named.standard:
            yield named.standard
            if _hangs(page, named, first) and not page.lexicon.identifiers(named.standard).editions:
                return  # what stands directly behind a name is of that, though its structure is not shipped
        elif page.same_sentence(page.tokens[named.last - 1].end, place):
            return  # what stands behind the name of another law is a provision of that
    if column is not None:
        yield from column
        return
    for named in page.names_after(first):
        begin = page.tokens[named.first].start
        if not named.standard or not (page.lenient or _leads_up(page, first, begin)):
            break
        yield named.standard
    if page.within is not None:
        yield page.within


def _hangs(page: Page, named: Named, first: int) -> bool:
    """Whether nothing but a blank and an edition stands between a name and a token."""
    after, told, _ = page.lexicon.names.editions.match_edition_at(page.tokens, named.last, named.standard)
    return page.tokens[first].gap == " " and first in (named.last, after if told else named.last)


def _leads_up(page: Page, first: int, begin: int) -> bool:
    """Whether an identifier can belong to a name that stands behind it."""
    place = page.tokens[first].start
    if begin - place > FARTHEST_NAME or "\n" in page.text[place:begin]:
        return False
    token = page.tokens[first]
    generic = token.is_number or token.value in _GENERIC
    return not generic or page.same_sentence(place, begin)


def _is_meant(page: Page, match: Match, first: int, standard: str) -> bool:
    """Whether what stands apart from the name of its document is meant as an identifier."""
    token = page.tokens[first]
    own = standard == page.within
    sure = own and page.lenient
    if match.no_digits:
        said = is_said(page, match, first, token.gap, adjacent=False)
        here = standard in (page.column(token.start) or ()) or _is_listed(page, first, standard)
        return said and (sure or match.key[0] == "annex" or here)
    if match.only_digits or match.opening_omitted:
        if match.with_heading:
            return sure or not match.opening_omitted
        if own or standard in (page.column(token.start) or ()):
            return sure or len(match.key) > 1
        return _is_listed(page, first, standard)
    lowered = token.written.islower() and not token.is_number and not match.with_heading
    if lowered and not page.tag and page.tokens[match.last - 1].gap == " ":
        identifiers = page.lexicon.identifiers(standard)
        usual = token.value in identifiers.spelled or token.value in identifiers.headings
        return usual and not identifiers.grammar.standalone
    return True


def _is_listed(page: Page, first: int, standard: str) -> bool:
    """Whether a list of identifiers of that standard leads up to a token."""
    if not page.sightings or page.sightings[-1].standard != standard:
        return False
    return joins(page.text, page.sightings[-1].end, page.tokens[first].start)
