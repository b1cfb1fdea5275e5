"""Entries of lists before the first edition in the data, which their own titles tell."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..._store.lazily import cached_property, regex
from ..lexicon.earlier_titles import EARLIER_LISTS, year_of_earlier_title
from ..recognition.page import Page, Sighting
from ..text.titles import significant_words
from .editions_of_names import Stated

__all__ = ["EarlierEntries"]

#: So many entries of earlier lists on a page tell that those without a title are of them, too.
ENOUGH_ENTRIES = 2

_ENTRY = regex(r"(?<![A-Za-z0-9])[A-Za-z]+(0?)([1-9]|10)\Z")
_TITLE_BEHIND = regex(
    r"[*_`]*[ \t]?[:(–—-]+[ \t]*[*_`\"']*([A-Z][A-Za-z &/()-]{2,60}?)(?=[)*_`\"'\n,;.|<]|[ \t]*\Z)"
)


class _Told(NamedTuple):
    """The year of the earlier list with the title of an entry, and whether a later list has it."""

    year: str
    is_later: bool


class EarlierEntries:
    """The entries of a page that are of an edition before the data."""

    def __init__(self, page: Page) -> None:
        """Prepare a page."""
        self._page = page

    def by_title(self, number: int) -> Stated | None:
        """Return the edition before the data that has the title behind an identifier at its number.

        Pattern: identifier (":" | "-" | "(") title

        Examples::

            A6 - Security Misconfiguration        2017
            A8: Cross-Site Request Forgery        2013
            A03: Sensitive Data Exposure          2017, as no later list has the title
            A06 - Security Misconfiguration       none: one of the later lists has the title
            A5: Security Misconfiguration         none: a later list has it at this number

        Args:
            number: The position of the sighting on the page.
        """
        told = self._told_by(self._page.sightings[number])
        return self._stated(number, told.year) if told.year and not told.is_later else None

    def by_siblings(self, number: int) -> Stated | None:
        """Return the edition before the data of which the page has enough other entries, with their titles.

        None where the entry, or another one, has a title that only a later list has at its number.

        Args:
            number: The position of the sighting on the page.
        """
        sighting = self._page.sightings[number]
        year = self._usual.get(sighting.standard, "") if sighting.edition is None else ""
        entry = _ENTRY.search(self._page.text[sighting.start : sighting.end]) if year else None
        return None if entry is None or entry[1] else self._stated(number, year)

    def _stated(self, number: int, year: str) -> Stated:
        return Stated("", year, self._page.sightings[number].start, True)

    def _told_by(self, sighting: Sighting) -> _Told:
        """Return what the title behind an entry tells."""
        if sighting.standard not in EARLIER_LISTS or sighting.edition is not None:
            return _Told("", False)
        text = self._page.text
        entry = _ENTRY.search(text[sighting.start : sighting.end])
        title = None if entry is None else _TITLE_BEHIND.match(text, sighting.end)
        if entry is None or title is None:
            return _Told("", False)
        structures = self._page.lexicon.identifiers(sighting.standard).structures
        owners = structures.find_by_title(significant_words(title[1]))
        is_later = any(provision in sighting.ids for _, provision in owners) or bool(owners and entry[1])
        return _Told(year_of_earlier_title(sighting.standard, int(entry[2]), title[1]), is_later)

    @cached_property
    def _usual(self) -> dict[str, str]:
        """The earlier edition that enough entries of the page have the titles of, by standard."""
        years: dict[str, Counter[str]] = {}
        later: set[str] = set()
        for sighting in self._page.sightings:
            told = self._told_by(sighting)
            if told.is_later and not told.year:
                later.add(sighting.standard)
            elif told.year and not told.is_later:
                years.setdefault(sighting.standard, Counter())[told.year] += 1
        return {
            standard: several.most_common(1)[0][0]
            for standard, several in years.items()
            if several.total() >= ENOUGH_ENTRIES and standard not in later
        }
