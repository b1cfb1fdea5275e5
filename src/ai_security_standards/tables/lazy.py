"""A table whose records are made when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from . import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

__all__ = ["Lazy", "Record"]

Record = TypeVar("Record")


class Lazy(Table[Record]):
    """A table whose records are made when they are first looked at; their number is known at once."""

    __slots__ = ("_count", "_make")

    _count: int
    _make: Callable[[], Sequence[Record]]

    def __init__(self, records: Sequence[Record]) -> None:
        super().__init__(records)
        object.__setattr__(self, "_count", len(self._records))

    @classmethod
    def _later(cls, count: int, make: Callable[[], Sequence[Record]]) -> Any:
        made = object.__new__(cls)
        object.__setattr__(made, "_count", count)
        object.__setattr__(made, "_make", make)
        return made

    def __getattr__(self, name: str) -> Any:
        if name != "_records":
            raise AttributeError(name)
        object.__setattr__(self, "_records", tuple(self._make()))
        return self._records

    def __len__(self) -> int:
        return self._count
