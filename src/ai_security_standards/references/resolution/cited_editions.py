"""The edition that the entry of a bibliography states: by its version, or by its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..._store.lazily import cached_property
from ..lexicon.newer_editions import is_older
from ..recognition.cited_entries import CitedEntry, cited_entries, entry_at, version_in
from ..recognition.page import Page, Sighting
from .editions_of_names import Stated

__all__ = ["CitedEditions"]

#: A name is itself the author before a date where it ends so many characters before the bracket at most.
LONGEST_JOINT = 3


class CitedEditions:
    """The editions that the entries of a page state for the documents that they cite."""

    def __init__(self, page: Page, stated: Mapping[str, Sequence[Stated]]) -> None:
        """Prepare a page.

        Args:
            page: The text.
            stated: The editions that are written with its references, in order, by standard.
        """
        self._page = page
        self._stated = stated

    def of(self, sighting: Sighting) -> Stated | None:
        """Return the edition that the entry of a reference states, where it has none of its own.

        Examples::

            Acme. (2023). *Rules for Agents*. https://acme.org/rules/       the edition current in 2023
            Acme (2024). *Rules for Agents*. Version 5.1.0.                 5.1.0

        Args:
            sighting: The reference.
        """
        entry = self._entry_of(sighting)
        if entry is None or self._is_stated_in(entry, sighting.standard):
            return None
        return self.by_version(sighting) or self._by_date(sighting, entry)

    def by_version(self, sighting: Sighting) -> Stated | None:
        """Return the edition that the entry of a reference states by a version."""
        entry = self._entry_of(sighting)
        version = "" if entry is None else version_in(self._page.text, entry)
        if not version:
            return None
        match = self._page.lexicon.names.editions.match_text(sighting.standard, version)
        return Stated(match.edition, "", sighting.start, end=sighting.end) if match.edition else None

    @cached_property
    def _entries(self) -> list[CitedEntry]:
        return cited_entries(self._page.text)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(each.end for each in self._page.sightings if each.is_document)

    def _entry_of(self, sighting: Sighting) -> CitedEntry | None:
        """Return the entry in which a reference is, unless a document stands where its author would."""
        entry = entry_at(self._entries, sighting.start)
        if entry is None or sighting.standard in self._page.lexicon.names.editions.ages.laws:
            return None
        joint = range(entry.author_end - LONGEST_JOINT, entry.author_end + 1)
        return entry if self._ends.isdisjoint(joint) else None

    def _is_stated_in(self, entry: CitedEntry, standard: str) -> bool:
        """Tell whether an edition of a document is written with its name in an entry."""
        return any(entry.start <= each.place < entry.end for each in self._stated.get(standard, ()))

    def _by_date(self, sighting: Sighting, entry: CitedEntry) -> Stated | None:
        """Return the edition that was current at the date of an entry, or is named by its year.

        Args:
            sighting: The reference.
            entry: The entry.
        """
        standard, year, lexicon = sighting.standard, str(entry.year), self._page.lexicon
        known = lexicon.names.editions.known.get(standard, ())
        is_named = not entry.month and year in known
        edition = year if is_named else lexicon.editions_on(entry.last_day).current(standard)
        if edition is None and not is_older(year, known):
            return None
        return Stated(edition or "", year, sighting.start, end=sighting.end)
