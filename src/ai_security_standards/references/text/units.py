"""The paragraphs, items and rows of a page, each with what leads to it: a text above a list, headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["Unit", "Units"]

_HEADING = regex(r" {0,3}(#{1,6})[ \t]")
#: A heading in HTML, and an element of a class of titles: `<span class="section-title">`.
_TAG = regex(r"<h([1-6])\b|<\w+ class(?:Name)?=[\"'](?:[\w -]*[ -])?(?:title|heading)[\"' ]")
#: A line in bold alone stands for a heading: "**Law 34/2002**".
_BOLD = regex(r"[ \t]*\*\*[^*\n]{2,120}\*\*:?[ \t]*\Z")
_ITEM = regex(r"[ \t]*(?:> ?)*[ \t]*(?:[-*+•|]|[0-9]{1,3}[.)]|\(?[a-z]\)|<(?:li|td|tr)\b)[ \t|]?")
#: A line in HTML that opens or closes a part of the page.
_PART = regex(r"[ \t]*</?(?:div|section|article|aside|header|main|nav|ul|ol|table|tbody|p)\b")
_LEAD = regex(r"[:：][*_ \t]*\Z")

#: At most so many items around one are looked at.
MOST_LEVELS = 12

#: Headings in bold are below all others.
LEVEL_OF_BOLD = 7


class Unit(NamedTuple):
    """A paragraph, item, row or heading: its place, and the units that lead to it, -1 for none.

    `lead` is the item around it, or the text above its list; `heading` the nearest heading.
    """

    start: int
    end: int
    lead: int
    heading: int


class _Open(NamedTuple):
    """A unit below which others can stand, with its level, and whether its text ends with a colon."""

    level: int
    number: int
    leads: bool


class Units:
    """The units of a page, in order."""

    def __init__(self, text: str, *, has_headings: bool = True) -> None:
        """Read a page.

        Args:
            text: The page.
            has_headings: Whether a line with "#" is a heading; in programs it is a comment.
        """
        self.all: list[Unit] = []
        self._has_headings = has_headings
        self._read(text)
        self._starts = [unit.start for unit in self.all]

    def at(self, place: int) -> Unit:
        """Return the unit at a place."""
        return self.all[max(bisect_right(self._starts, place) - 1, 0)]

    def above(self, unit: Unit) -> Iterator[Unit]:
        r"""Yield the units that lead to one, nearest first: items and lead-ins, then headings.

        >>> page = Units("# A law\n\nIt says:\n\n- so\n  - and so\n")
        >>> [(unit.start, unit.end) for unit in page.above(page.at(30))]
        [(19, 23), (9, 17), (0, 7)]
        """
        lead = unit.lead
        for _ in range(MOST_LEVELS):
            if lead < 0:
                break
            yield self.all[lead]
            lead = self.all[lead].lead
        yield from self.headings_above(unit)

    def headings_above(self, unit: Unit) -> Iterator[Unit]:
        """Yield the headings above a unit, nearest first."""
        heading = unit.heading
        while heading >= 0:
            yield self.all[heading]
            heading = self.all[heading].heading

    def _read(self, text: str) -> None:
        """Read the lines of a page."""
        headings: list[_Open] = []
        open_units: list[_Open] = []
        is_apart, end = True, -1
        for line in text.split("\n"):
            start, end = end + 1, end + 1 + len(line)
            if not line.strip():
                is_apart = True
                continue
            level = self._level_of(line)
            if level:
                while headings and headings[-1].level >= level:
                    headings.pop()
                self.all.append(Unit(start, end, -1, headings[-1].number if headings else -1))
                headings.append(_Open(level, len(self.all) - 1, leads=True))
                open_units, is_apart = [], True
                continue
            item = _ITEM.match(line)
            is_apart = is_apart or ("<" in line and _PART.match(line) is not None)
            depth = len(line) - len(line.lstrip()) + (item is not None)
            if item is None and not is_apart and self.all and open_units:
                self.all[-1] = self.all[-1]._replace(end=end)
                open_units[-1] = open_units[-1]._replace(leads=_LEAD.search(line) is not None)
                continue
            while open_units and (
                open_units[-1].level >= depth
                or (is_apart and open_units[-1].level == 0 and not open_units[-1].leads)
            ):
                open_units.pop()
            lead = open_units[-1].number if open_units else -1
            self.all.append(Unit(start, end, lead, headings[-1].number if headings else -1))
            open_units.append(_Open(depth, len(self.all) - 1, _LEAD.search(line) is not None))
            is_apart = False
        if not self.all:
            self.all.append(Unit(0, len(text), -1, -1))

    def _level_of(self, line: str) -> int:
        """Return the level of a heading, 0 for another line; a line with "#" is a comment in programs."""
        mark = _HEADING.match(line) if self._has_headings else None
        if mark is not None:
            return len(mark[1])
        tag = _TAG.search(line) if "<" in line else None
        if tag is not None and tag[1]:
            return int(tag[1])
        return LEVEL_OF_BOLD if tag is not None or _BOLD.match(line) else 0
