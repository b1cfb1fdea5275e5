"""The edition in which the bare name of a document is read: the nearest that the text states."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..._store.lazily import cached_property, regex
from ..lexicon.newer_editions import is_older
from ..recognition.page import Page, Sighting
from .histories import Histories

__all__ = ["EditionsOfNames", "Stated"]

#: So many items of a data file that agree speak for the others; a single one only for itself.
ENOUGH_ITEMS = 3

#: A line counts so far on each side of a name, and a link so far behind it.
LONGEST_LINE, LONGEST_LINK = 300, 300

#: How editions before the data are told apart: not at all, as none of them is shipped.
_BEFORE_DATA = "<"

#: A further edition behind one: "CVSS v3.1/v4.0", "ISO/IEC 27001:2013 and 2022".
_FURTHER = regex(
    r"[ \t]*(?:/|,|&|–|\+|\b(?:and|or|und|oder|et|ou|y|o|e)\b)[ \t]*:?"
    r"((?:v|rev\.?|r)? ?[0-9]+(?:\.[0-9]+)*)(?![\w.-]*\w)",
    re.IGNORECASE,
)

_LINK = regex(r"[^\[\]\n]*\]\([^()\s]*\)")


class Stated(NamedTuple):
    """An edition that a text states at a place; `edition` is "" where the data does not have it.

    `text` is that edition as written. `is_enclosing` tells that what encloses the place states it, and `end`
    is where the reference with it ends.
    """

    edition: str
    text: str
    place: int
    is_enclosing: bool = False
    end: int = 0


class EditionsOfNames:
    """The editions that a page states for documents, nearest first.

    The order, for a name without an edition of its own:

    1. the same link, cell or line: `[OWASP Top 10](https://owasp.org/Top10/2021)`;
    2. the same object, or one around it: `{"standard": "PCI DSS", "version": "3.2.1", "about": "PCI DSS …"}`;
    3. the same paragraph or list;
    4. the header of its column, and the headings above;
    5. the path of the file, unless a bare name on the page states an edition;
    6. its section, and then the page, if all that it states is one edition.

    The first of them that states an edition decides. One that states several compares them and tells nothing:
    the name is of the newest edition then, as it is where nothing states any. What tells of the past does not
    count: changelogs, "supersedes ISO/IEC 27001:2013".
    """

    def __init__(self, page: Page, stated: Mapping[str, Sequence[Stated]]) -> None:
        """Prepare a page.

        Args:
            page: The text.
            stated: The editions that it states, in order, by standard.
        """
        self._page = page
        self._all = stated
        self._present: dict[str, list[Stated]] = {}
        self._owners: dict[str, dict[int, list[Stated]]] = {}

    def of(self, name: Sighting, of_path: Stated | None = None) -> Stated | None:
        """Return the edition that the page states for the bare name of a document.

        Args:
            name: The name.
            of_path: The edition that the path of the file states, which comes before the rest of the page.
        """
        present = self._present_of(name.standard)
        if not present:
            return of_path
        several = next(filter(None, self._beside_and_above(name, present)), None)
        if several is not None:
            return _one(several)
        if of_path is not None:
            return of_path
        if self._histories.is_past(name.start):
            return None
        section = self._histories.section_of(name.start)
        own = [each for each in present if self._histories.section_of(each.place) == section]
        stated = _one(own or present) or _one(own)
        if stated is None or not self._holds(stated, name, present) or self._is_newer(name.standard, stated):
            return None
        return stated

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self._page.text)

    def _is_newer(self, standard: str, stated: Stated) -> bool:
        """Tell whether an edition is newer than the data; it is then one to come, or that of a draft."""
        return not stated.edition and self._page.lexicon.names.editions.is_newer(standard, stated.text)

    def _present_of(self, standard: str) -> list[Stated]:
        """Return what a page states for a document, without what tells of the past or never was."""
        if standard not in self._all:
            return []
        if standard not in self._present:
            self._present[standard] = [
                each
                for stated in self._all[standard]
                if not self._histories.tells_of(stated.place, stated.end)
                for each in self._with_further(standard, stated)
                if self._is_edition(standard, each)
            ]
        return self._present[standard]

    def _is_edition(self, standard: str, stated: Stated) -> bool:
        """Tell whether a document has, had or will have an edition."""
        known = self._page.lexicon.names.editions.known[standard]
        is_before = not stated.edition and is_older(stated.text.lstrip("vrVR. "), known)
        return bool(stated.edition) or is_before or self._is_newer(standard, stated)

    def _with_further(self, standard: str, stated: Stated) -> Iterator[Stated]:
        """Yield an edition, and another one that is written behind it: "CVSS v3.1/v4.0"."""
        yield stated
        further = _FURTHER.match(self._page.text, stated.end)
        if further is not None:
            match = self._page.lexicon.names.editions.match_text(standard, further[1])
            yield stated._replace(edition=match.edition or "", text=match.text)

    def _beside_and_above(self, name: Sighting, present: list[Stated]) -> Iterator[list[Stated]]:
        """Yield what is stated beside a name and above it, nearest first; empty where nothing is.

        Args:
            name: The name of a document.
            present: What the page states for the document.
        """
        text, scopes = self._page.text, self._page.scopes
        link = _LINK.match(text, name.end, name.end + LONGEST_LINK)
        if link is not None:
            yield _within(present, name.start, link.end())
        row = scopes.row_at(name.start)
        cells = row.cells if row is not None else ()
        yield from (_within(present, *cell) for cell in cells if cell[0] <= name.start < cell[1])
        first = text.rfind("\n", max(name.start - LONGEST_LINE, 0), name.start) + 1
        last = text.find("\n", name.end, name.end + LONGEST_LINE)
        last = last if last >= 0 else name.end + LONGEST_LINE
        yield _within(present, first or max(name.start - LONGEST_LINE, 0), last)
        if scopes.is_structured:
            by_owner = self._by_owner(name.standard, present)
            owners = scopes.fields.owners_above(scopes.fields.innermost_at(name.start)) if by_owner else ()
            yield from (by_owner.get(owner, []) for owner in owners)
        else:
            yield [each for each in present if self._page.same_block(each.place, name.start)]
        above = self._page.topics.headings_of(name.start, name.standard)
        header = self._page.column_header(name.start)
        yield from (_within(present, *place) for place in ((header,) if header else ()) + above)

    def _by_owner(self, standard: str, present: Sequence[Stated]) -> dict[int, list[Stated]]:
        """Return what the objects of a page state for a document, by object."""
        if standard not in self._owners:
            by_owner: dict[int, list[Stated]] = {}
            for each in present:
                owner = self._page.scopes.fields.owner_at(each.place)
                if owner is not None:
                    by_owner.setdefault(owner, []).append(each)
            self._owners[standard] = by_owner
        return self._owners[standard]

    def _holds(self, stated: Stated, name: Sighting, present: Sequence[Stated]) -> bool:
        """Tell whether what an item of a data file states holds for another item: if several agree.

        Args:
            stated: What one item states.
            name: A name in another one.
            present: All that the file states.
        """
        scopes = self._page.scopes
        if scopes.has_lines:
            return False
        if not scopes.is_data or scopes.is_related(stated.place, name.start):
            return True
        return len(present) >= ENOUGH_ITEMS


def _one(several: Sequence[Stated]) -> Stated | None:
    """Return the first of several statements if all are of one edition, None where they are not."""
    keys = {each.edition or _BEFORE_DATA for each in several}
    return several[0] if len(keys) == 1 else None


def _within(present: Sequence[Stated], start: int, stop: int) -> list[Stated]:
    """Return what is stated within a part of a page."""
    first = bisect_left(present, start, key=lambda each: each.place)
    last = bisect_left(present, stop, key=lambda each: each.place)
    return list(present[first:last])
