"""What each part of a page is about: the documents that its nearest headings and its title name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lexicon.document_names import NameMatch
from ..text.headings import headings

__all__ = ["Topics"]

#: Headings have at most so many levels.
MOST_LEVELS = 7


class _Named(NamedTuple):
    """A heading's level and place, with the standards that it names."""

    level: int
    standards: tuple[str, ...]
    place: tuple[int, int]


class Topics:
    """The standards that the headings above each place name; a heading without a name inherits them."""

    def __init__(self, text: str, names: Sequence[NameMatch], name_starts: Sequence[int]) -> None:
        """Read the headings of a page.

        Args:
            text: The page.
            names: The names of documents in it, in order.
            name_starts: Where each of them starts.
        """
        self._starts: list[int] = []
        self._topics: list[tuple[_Named, ...]] = []
        self._lines: list[tuple[str, ...]] = []
        above: list[_Named] = []
        lines: list[tuple[int, str]] = []
        for heading in headings(text):
            first, stop = bisect_left(name_starts, heading.start), bisect_left(name_starts, heading.end)
            standards = tuple(dict.fromkeys(name.standard for name in names[first:stop] if not name.weak))
            while above and above[-1].level >= max(heading.level, 1):
                above.pop()
            if standards:
                above.append(_Named(heading.level, standards, (heading.start, heading.end)))
            while lines and lines[-1][0] >= max(heading.level, 1):
                lines.pop()
            lines.append((heading.level, text[heading.start : heading.end]))
            self._lines.append(tuple(line for _, line in lines[-MOST_LEVELS:]))
            self._starts.append(heading.start)
            self._topics.append(tuple(above[-MOST_LEVELS:]))

    def at(self, place: int) -> tuple[str, ...]:
        """Return the standards of the nearest heading above a place; "" is a law outside the register."""
        above = self._above(place)
        return above[-1].standards if above else ()

    def lines_above(self, place: int) -> tuple[str, ...]:
        """Return the headings above a place as written, outermost first.

        Args:
            place: The place in the text.
        """
        number = bisect_right(self._starts, place) - 1
        return self._lines[number] if number >= 0 else ()

    def heading_of(self, place: int, standard: str) -> tuple[int, int] | None:
        """Return where the nearest heading above a place is that names a standard.

        Args:
            place: The place in the text.
            standard: The id of the standard.
        """
        return next(iter(self.headings_of(place, standard)), None)

    def headings_of(self, place: int, standard: str) -> tuple[tuple[int, int], ...]:
        """Return where the headings above a place are that name a standard, nearest first.

        Args:
            place: The place in the text.
            standard: The id of the standard.
        """
        return tuple(named.place for named in reversed(self._above(place)) if standard in named.standards)

    def _above(self, place: int) -> tuple[_Named, ...]:
        """Return the headings above a place that name standards, outermost first."""
        number = bisect_right(self._starts, place) - 1
        return self._topics[number] if number >= 0 else ()
