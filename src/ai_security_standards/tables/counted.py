"""Tables that give each provision of a target a word, and count the words of the whole target."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, field, frozen

from .table import Cells, Choice, Record, Table

__all__ = ["CountedTable"]


@frozen(eq=False, repr=False)
class CountedTable(Table[Record, Cells, Choice]):
    """A word for each provision of a target, in the order of the target.

    `notes` says what a reader must know of the denominator. `counts` is of the whole target, also where
    `only` picked some rows.
    """

    notes: tuple[str, ...] = ()
    _counts: Mapping[str, int] = field(default=Factory(Table._word_counts, takes_self=True))

    def _word_counts(self) -> Mapping[str, int]:
        return self._counts
