"""The former way to a table whose records are computed when needed; see `DeferredRecords` for the new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from . import DeferredRecords, Table

__all__ = ["Lazy", "Record"]

Record = TypeVar("Record")


class Lazy(Table[Record]):
    """A table whose attributes are set after it was made; no new table should build on it."""

    __slots__ = ()

    @classmethod
    def _later(cls, count: int, make: Callable[[], Sequence[Record]]) -> Any:
        table = object.__new__(cls)
        object.__setattr__(table, "_records", DeferredRecords(make, count))
        return table
