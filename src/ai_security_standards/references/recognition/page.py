"""A text laid out for reading: its words, the names in it, and the parts that it falls into.

Whatever is asked of a page for every word of it is answered by look-up or bisection, so that
reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..lexicon import Lexicon
from ..lexicon.document_names import Named
from ..text.tables import cells_under
from ..text.tokens import Tokens, normalize_text

__all__ = ["Page", "Sighting"]

_SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n|[|]")
_BLOCK = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_BAR = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ ':]{1,2}")

#: How many names before and behind an identifier are looked at as its document.
NAMES_BEFORE, NAMES_AFTER = 8, 3

#: An identifier and a name that are this many characters apart stand beside each other.
NEAR_BEFORE, NEAR_AFTER = 90, 40


class Sighting(NamedTuple):
    """Something that refers: a document, a provision, or what looks like one and is none.

    `ids` are the provisions that the writing may mean, none for a document; `between` those inside
    a range that begins here. `edition` is what is written of it: None if nothing, "" if it names
    none, then `wrong` says what was written. `start` and `end` are places in the text; `unknown` is
    an identifier that no edition has; `others` are standards that are written alike; `weak` marks a
    name that means little by itself.
    """

    start: int
    end: int
    standard: str
    edition: str | None
    ids: tuple[str, ...] = ()
    wrong: str = ""
    unknown: str = ""
    between: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    weak: bool = False


class Page:
    """A text laid out for reading, and the sightings in it so far.

    `within` is the standard that the surroundings name. `lenient` is for a text that is one
    reference: then less needs to tell that something is meant. `tag` is whether the text has no
    blank in it.
    """

    def __init__(self, lexicon: Lexicon, text: str, within: str | None, lenient: bool) -> None:
        self.lexicon = lexicon
        self.text = normalize_text(text)
        self.tokens: Tokens = Tokens(self.text)
        self.within = within
        self.lenient = lenient
        self.tag = not any(self.tokens[place].gap.isspace() for place in range(1, len(self.tokens)))
        self.named = lexicon.names.all(self.tokens)
        self.by_first = {named.first: named for named in self.named}
        self.standards = frozenset(named.standard for named in self.named)
        self.sightings: list[Sighting] = []
        self._firsts = [named.first for named in self.named]
        self._lasts = frozenset(named.last for named in self.named)
        self._ends = [self.tokens[named.last - 1].end for named in self.named]
        self._blocks = [each.start() for each in _BLOCK.finditer(self.text)]
        self._sentences = [each.start() for each in _SENTENCE.finditer(self.text)]
        self._bars = [each.start() for each in _BAR.finditer(self.text)]
        self._cells = list(cells_under(self.text, self._heading)) if self._bars else []
        self._lines = [each.start() for each in _LINE.finditer(self.text)] if self._cells else []
        self._cell_starts = [cell.start for cell in self._cells]
        self._headings: frozenset[str] | None = None

    def _heading(self, head: str) -> tuple[str, ...] | None:
        """The standards that the head of a column names; None if it names nothing, not even another law."""
        found = self.lexicon.names.all(Tokens(head))
        return tuple(each.standard for each in found if each.standard) if found else None

    def written(self, first: int, last: int) -> str:
        """The text from one token up to before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    # ------------------------------------------------------------ names

    def names_before(self, first: int) -> Iterator[Named]:
        """The last few names that end before a token, nearest first."""
        stop = bisect_left(self._firsts, first)
        near = reversed(self.named[max(stop - NAMES_BEFORE, 0) : stop])
        return (named for named in near if named.last <= first)

    def names_after(self, first: int) -> list[Named]:
        """The next few names behind a token."""
        start = bisect_right(self._firsts, first)
        return self.named[start : start + NAMES_AFTER]

    def ends_name(self, first: int) -> bool:
        """Whether a name ends directly before a token."""
        return first in self._lasts

    def in_name(self, first: int) -> bool:
        """Whether a token is part of a name."""
        last = bisect_right(self._firsts, first) - 1
        return last >= 0 and first < self.named[last].last

    def near(self, first: int, standard: str) -> bool:
        """Whether a standard is named close by, or no other is: "Clause 6.1" is in many."""
        place = self.tokens[first].start
        if standard in (self.column(place) or ()) or self.standards <= {standard}:
            return True
        here = bisect_right(self._ends, place - NEAR_BEFORE)
        there = bisect_left(self._ends, place + NEAR_AFTER)
        return any(named.standard == standard for named in self.named[here:there])

    def begin(self, first: int, standard: str) -> int:
        """Where a reference begins, the body's name before it included: "ETSI" in "ETSI EN 304 223"."""
        if (
            first
            and self.lexicon.is_body(self.tokens[first - 1], standard)
            and _BLANKS.fullmatch(self.tokens[first].gap)
        ):
            return first - 1
        return first

    @property
    def surrounding(self) -> tuple[str, ...]:
        """The standards that the text names, and the one that its surroundings name."""
        named = sorted(self.standards - {""})
        return (*named, self.within) if self.within else tuple(named)

    def is_heading(self, word: str) -> bool:
        """Whether a word stands before identifiers of a standard that the text names: "Clause"."""
        if self._headings is None:
            grammars = map(self.lexicon.identifiers, self.surrounding)
            self._headings = frozenset(heading for each in grammars for heading in each.headings)
        return word in self._headings

    # ------------------------------------------------------------ parts

    def same_block(self, one: int, other: int) -> bool:
        """Whether no blank line stands between two places."""
        return bisect_left(self._blocks, one) == bisect_left(self._blocks, other)

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether no sentence, paragraph or cell ends between two places."""
        return bisect_left(self._sentences, one) == bisect_left(self._sentences, other)

    def same_cell(self, one: int, other: int) -> bool:
        """Whether no bar stands between two places."""
        return bisect_left(self._bars, one) == bisect_left(self._bars, other)

    def same_line(self, one: int, other: int) -> bool:
        """Whether two places of a table are in one row."""
        return bisect_left(self._lines, one) == bisect_left(self._lines, other)

    def column(self, place: int) -> tuple[str, ...] | None:
        """The standards that the head of the table's column at a place names; None if it names nothing."""
        number = bisect_right(self._cell_starts, place) - 1
        if number >= 0 and place < self._cells[number].end:
            return self._cells[number].standards
        return None
