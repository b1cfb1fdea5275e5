"""What each part of a page is about: the documents that its nearest headings and its title name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..lexicon.document_names import NameMatch
from ..text.headings import headings

__all__ = ["Topics"]


class _Named(NamedTuple):
    """A heading's level, with the standards that it names."""

    level: int
    standards: tuple[str, ...]


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
        self._topics: list[tuple[str, ...]] = []
        above: list[_Named] = []
        for heading in headings(text):
            first, stop = bisect_left(name_starts, heading.start), bisect_left(name_starts, heading.end)
            standards = tuple(dict.fromkeys(name.standard for name in names[first:stop] if not name.weak))
            while above and above[-1].level >= max(heading.level, 1):
                above.pop()
            if standards:
                above.append(_Named(heading.level, standards))
            self._starts.append(heading.start)
            self._topics.append(above[-1].standards if above else ())

    def at(self, place: int) -> tuple[str, ...]:
        """Return the standards of the nearest heading above a place; "" is a law outside the register."""
        number = bisect_right(self._starts, place) - 1
        return self._topics[number] if number >= 0 else ()
