"""From a text to everything in it that refers: documents, provisions, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import SHORTEST_WORD, Lexicon
from ..lexicon.document_names import Named
from ..lexicon.identifiers import Match
from .after_name import ADJACENT, PASSED, identifier_after_name, title_after_name, unknown_identifier_end
from .boundaries import (
    edition_suffix,
    end_of_glued,
    end_with_brackets,
    free_on_the_right,
    name_after,
    numbered,
)
from .context import belonging
from .lists import follow, joins
from .page import Page, Sighting
from .self_identifying import SelfIdentified, match_at

__all__ = ["remainders", "scan"]

#: Two names of one document that are this close together are one reference.
BESIDE = 24

_APART = re.compile(r"[(,*\n\[|]")
_BESIDE = re.compile(r"[\s*_]*(?:[-(,:][\s*_]*)?(?:(?:the|or)\s[\s*_]*)?\Z")


def scan(lexicon: Lexicon, text: str, within: str | None, *, lenient: bool) -> Page:
    """A page with its sightings, in order."""
    page = Page(lexicon, text, within, lenient)
    stop = 0
    for position in range(len(page.tokens)) if lenient else _beginnings(page):
        if position >= stop:
            named = page.by_first.get(position)
            stop = _provision(page, position) if named is None else _document(page, named)
    page.sightings.sort(key=lambda each: (each.start, each.end))
    return page


def _beginnings(page: Page) -> list[int]:
    """The places of all words and numbers with which something can begin that is named or named here."""
    numbered = page.lexicon.numbered
    begins = set(page.lexicon.openings) - numbered
    for standard in page.surrounding:
        begins |= page.lexicon.identifiers(standard).begins
    tokens, names = page.tokens, page.by_first
    return [
        place
        for place, value in enumerate(tokens.values)
        if value in begins
        or place in names
        or (value in numbered and tokens.is_digits(place + 1))
        or (len(value) >= SHORTEST_WORD and tokens.has_inner_capital(place))
    ]


def _provision(page: Page, first: int) -> int:
    """Record the provision whose identifier begins at a token, if any; where to read on."""
    found = belonging(page, first)
    return (
        first + 1
        if found is None
        else record_provision(page, found, page.begin(first, found.standard), first)
    )


# ---------------------------------------------------------------- documents


def _document(page: Page, named: Named) -> int:
    """Record a document, or the provision that hangs on its name; where to read on."""
    if not named.standard:
        return named.last
    tokens = page.tokens
    found = identifier_after_name(page, named, named.last, dated=named.edition is not None)
    inner = _inner(page, named, found)
    if inner is not None:
        first, alone = inner
        return record_provision(page, alone, named.first, first)
    last, edition, wrong = named.last, named.edition, ""
    after, told, written = page.lexicon.names.editions.match_edition_at(tokens, last, named.standard)
    if told is not None and (found is None or (told and found[1].last <= after)):
        last, edition, wrong = after, named.edition or told, written
        found = identifier_after_name(page, named, last, dated=True) if edition else None
    begin = page.begin(named.first, named.standard)
    if found is None and last < len(tokens) and ADJACENT.match(tokens[last].gap):
        beside = match_at(page, last)
        if beside is not None and beside.standard in (named.standard, *named.other):
            found = last, beside.match
    if found is not None:
        first, match = found
        between = page.text[tokens[last - 1].end : tokens[first].start]
        if _APART.search(between) or tokens[last].value in PASSED:
            record_document(page, named, begin, last, edition, wrong)
            begin = first
        return record_provision(page, SelfIdentified(named.standard, match, edition), begin, first)
    start = tokens[begin].start
    title = title_after_name(page, named, last)
    if title is not None:
        end, name = title
        page.sightings.append(Sighting(start, tokens[end - 1].end, named.standard, edition, (name,)))
        return end
    strange = unknown_identifier_end(page, last)
    if strange is not None:
        unknown = page.written(last, strange)
        stop = tokens[strange - 1].end
        page.sightings.append(
            Sighting(start, stop, named.standard, edition, unknown=unknown, weak=named.weak)
        )
        return strange
    whole = page.lenient and named.first == 0 and last == len(tokens)
    if not named.weak or whole or _goes_on(page, named):
        record_document(page, named, begin, last, edition, wrong)
        return last
    return named.last


def _inner(page: Page, named: Named, found: tuple[int, Match] | None) -> tuple[int, SelfIdentified] | None:
    """An identifier that begins inside a name and goes on behind it: "LLM01" in "OWASP LLM01"."""
    for place in range(named.first, named.last):
        if page.tokens[place].value in page.lexicon.openings:
            alone = match_at(page, place)
            if alone is None or alone.match.last <= named.last:
                continue
            if (found is None or found[1].last <= alone.match.last) and (
                alone.match.ids or named.last - named.first == 1
            ):
                return place, alone
    return None


def _goes_on(page: Page, named: Named) -> bool:
    """Whether a bare number goes on with a list of documents of one body: "ISO 42001/27001, 23894"."""
    held = page.sightings[-1] if page.sightings else None
    if held is None or held.ids or held.unknown or not page.tokens[named.first].is_number:
        return False
    register = page.lexicon.register
    bodies = {
        register.raw(register.editions[each][0])["publisher"] for each in (held.standard, named.standard)
    }
    return len(bodies) == 1 and joins(page.text, held.end, page.tokens[named.first].start)


def record_document(page: Page, named: Named, begin: int, last: int, edition: str | None, wrong: str) -> None:
    """Record a document; two names of one that stand side by side are one reference."""
    start = page.tokens[begin].start
    end = end_with_brackets(page, start, page.tokens[last - 1].end)
    held = page.sightings[-1] if page.sightings else None
    if held is not None and held.standard == named.standard and not held.ids and not held.unknown:
        beside = start - held.end <= BESIDE and _BESIDE.match(page.text[held.end : start])
        if beside and not (edition and held.edition):
            page.sightings[-1] = held._replace(end=end, edition=edition or held.edition)
            return
    weak = (named.weak and not _goes_on(page, named)) or _is_in_a_path(page, start, end)
    page.sightings.append(
        Sighting(start, end, named.standard, edition, wrong=wrong, others=named.other, weak=weak)
    )


def _is_in_a_path(page: Page, start: int, end: int) -> bool:
    """Whether a name is a part of an address, but not of its host on, or of a longer slug."""
    before = page.text[max(start - 1, 0) : start]
    address = page.text[max(start - 2, 0) : start] == "//" and "." in page.text[start:end]
    return before in ("/", "-", "_") and page.text[start].islower() and not page.tag and not address


# ---------------------------------------------------------------- provisions


def record_provision(page: Page, found: SelfIdentified, begin: int, first: int) -> int:
    """Record a provision with the edition behind it, and go on with the list that it begins."""
    tokens = page.tokens
    standard, match, edition = found.standard, found.match, found.edition
    last = match.last
    wrong = ""
    known = bool(match.ids)
    after, told, written = edition_suffix(page, last, standard)
    if told is not None:
        edition, wrong, last = told, written, after
    elif not free_on_the_right(page, last, match) or numbered(page, last, match):
        last = end_of_glued(page, last)
        known = False
    start = tokens[first].start
    unknown = "" if known else page.text[start : end_with_brackets(page, start, tokens[last - 1].end)]
    behind = name_after(page, last, standard)
    if behind is not None:
        last, edition = behind.last, behind.edition or edition
    start = tokens[begin].start
    end = end_with_brackets(page, start, tokens[last - 1].end)
    ids = match.ids if known else ()
    page.sightings.append(Sighting(start, end, standard, edition, ids, wrong, unknown, others=found.also))
    if known:
        for stop, member, between in follow(page, match, standard, last, edition):
            last = stop
            page.sightings[-1] = page.sightings[-1]._replace(between=between)
            page.sightings.append(member)
            if between and edition is None and member.edition:  # "LLM01-LLM03:2025"
                edition = member.edition
                page.sightings[-2] = page.sightings[-2]._replace(edition=edition)
        behind = name_after(page, last, standard) if last > match.last else None
        if behind is not None:
            last = behind.last
            end = page.tokens[last - 1].end
            page.sightings[-1] = page.sightings[-1]._replace(end=end, edition=behind.edition or edition)
    return last


# ---------------------------------------------------------------- what is left over


def remainders(page: Page) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """What stands beside the one standard that a text names: its edition, and the words and numbers.

    A name may be part of an identifier ("SLSA_BUILD_REPRODUCED"), and what looks like an edition
    too ("V1"), so that there are several ways to look at it.
    """
    chosen = [named for named in page.named if not named.weak] or page.named
    ways = [chosen]
    if len(chosen) > 1:
        ways += [[other for other in chosen if other is not each] for each in chosen]
    if page.within:
        yield page.within, None, tuple(token.value for token in page.tokens)
    for names in ways:
        if len({named.standard for named in names}) == 1 and names[0].standard:
            yield from _beside(page, names, editions=False)
            yield from _beside(page, names, editions=True)


def _beside(
    page: Page, names: list[Named], *, editions: bool
) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    standard = names[0].standard
    edition: str | None = None
    taken: set[int] = set()
    for named in names:
        last, told = named.last, None
        if editions:
            last, told, _ = page.lexicon.names.editions.match_edition_at(page.tokens, last, standard)
        edition = named.edition or told or edition
        taken.update(range(page.begin(named.first, standard), last))
    left = [position for position in range(len(page.tokens)) if position not in taken]
    if left and left[-1] - left[0] == len(left) - 1:
        yield standard, edition, tuple(page.tokens[position].value for position in left)
