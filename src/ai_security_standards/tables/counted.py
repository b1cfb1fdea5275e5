"""Tables of answers that give each provision of a target a word, and count the words of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from ..vocabulary import Word
from ..vocabulary.criteria import known_value
from . import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = ["Counted"]

Record = TypeVar("Record")
Said = TypeVar("Said", bound=Word)


class Counted(Table[Record], Generic[Record, Said]):
    """A word for each provision of a target, in the order of the target.

    `counts` is of the whole target, also where `only` picked some rows; `notes` says what a reader must
    know of the denominator.
    """

    __slots__ = ("counts", "notes")

    #: The words that there are, and the field of a record that holds one.
    words: type[Said]
    said: str
    counts: Mapping[Said, int]
    notes: tuple[str, ...]

    def __init__(
        self,
        records: Sequence[Record],
        notes: Sequence[str] = (),
        counts: Mapping[Said, int] | None = None,
    ) -> None:
        super().__init__(records)
        counted = Counter(getattr(each, self.said) for each in self) if counts is None else counts
        object.__setattr__(self, "counts", MappingProxyType({word: counted[word] for word in self.words}))
        object.__setattr__(self, "notes", tuple(notes))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.notes, dict(self.counts))

    def only(self, *words: str) -> Self:
        """The rows with these words alone; UnknownCriterion, naming near misses, for another word."""
        wanted = {known_value(each.replace("-", "_"), list(self.words), self.said) for each in words}
        kept = [each for each in self if getattr(each, self.said) in wanted]
        return type(self)(kept, self.notes, self.counts)
