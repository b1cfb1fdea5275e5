"""Tables that give each provision of a target a word, and count the words of the whole target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar, cast

from attrs import Factory, field, frozen

from ..vocabulary import Word
from . import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = ["CountedTable"]

Record = TypeVar("Record")
CountedWord = TypeVar("CountedWord", bound=Word)


@frozen(eq=False, repr=False)
class CountedTable(Table[Record], Generic[Record, CountedWord]):
    """A word for each provision of a target, in the order of the target.

    `notes` says what a reader must know of the denominator.
    """

    #: The list of the words.
    words: ClassVar[type[Word]]
    #: The attribute of a record that holds its word.
    counted_field: ClassVar[str]

    notes: tuple[str, ...] = ()
    _counts: Mapping[CountedWord, int] = field(
        default=Factory(
            lambda self: Counter(getattr(record, self.counted_field) for record in self), takes_self=True
        )
    )

    @property
    def counts(self) -> Mapping[CountedWord, int]:
        """How many provisions of the whole target have each word, also where `only` picked some rows."""
        counts = {word: self._counts[word] for word in cast("type[CountedWord]", self.words)}
        return MappingProxyType(counts)

    def only(self, *words: str) -> Self:
        """Return the rows with these words alone.

        Raises:
            UnknownCriterion: A word is not of the list; the message names near misses.
        """
        return self._filter_words(self.counted_field, self.words, words)
