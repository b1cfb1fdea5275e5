"""Identifiers that are unmistakable with their year, where the page names their publisher: "A02:2025"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..._store.lazily import regex
from .page import Page, Sighting

__all__ = ["identifier_of_publisher", "identifiers_with_years"]

_LETTER = regex(r"[A-Z][0-9]{2}")
_DATED = regex(r"(?<![\w.:/#&-])([A-Z])([0-9]{1,2}):(20[0-9]{2})(?![\w.])")


def identifiers_with_years(page: Page) -> Iterator[Sighting]:
    """Yield the identifiers of one letter, with their year, that a page has without naming their document.

    Examples, where the page names OWASP::

        ### A02:2025 - Security Misconfiguration
        "A03:2021-Injection"

    Args:
        page: The text, with its other sightings in order.
    """
    found = list(_DATED.finditer(page.text)) if ":20" in page.text else []
    if not found:
        return
    starts, ends = [each.start for each in page.sightings], [each.end for each in page.sightings]
    standards = list(_standards_of(page))
    for match in found:
        before = bisect_left(starts, match.end())
        if before and ends[before - 1] > match.start():
            continue
        provision_id = f"{match[1]}{int(match[2]):02}"
        for standard in standards:
            provisions = page.lexicon.identifiers(standard).structures.by_edition.get(match[3], ())
            if provision_id in provisions:
                yield Sighting(match.start(), match.end(), standard, match[3], (provision_id,))
                break


def identifier_of_publisher(page: Page) -> Iterator[Sighting]:
    """Yield the identifier with its year before which a text has nothing but its publisher: "OWASP A03:2021".

    Args:
        page: The text, which is one reference.
    """
    found = list(identifiers_with_years(page))
    for sighting in found if len(found) == 1 else ():
        before = [token.value for token in page.tokens if token.end <= sighting.start]
        if page.lexicon.company_words(sighting.standard).issuperset(before):
            yield sighting._replace(start=page.tokens[0].start)


def _standards_of(page: Page) -> Iterator[str]:
    """Yield the standards with yearly lists of such identifiers whose publisher a page names."""
    ages = page.lexicon.names.editions.ages
    for standard in page.lexicon.register.editions:
        identifiers = page.lexicon.identifiers(standard) if ages.are_years(standard) else None
        if identifiers is None or identifiers.grammar.stable:
            continue
        ids = next(iter(identifiers.structures.by_edition.values()), {})
        is_of_letters = bool(ids) and all(_LETTER.fullmatch(each) for each in ids)
        if is_of_letters and not page.lexicon.company_words(standard).isdisjoint(page.tokens.values):
            yield standard
