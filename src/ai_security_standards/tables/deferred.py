"""Values and records that are computed when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast, overload

__all__ = ["Deferred", "DeferredRecords", "computed"]

Record = TypeVar("Record")
Value = TypeVar("Value")


class Deferred(Generic[Value]):
    """A value that is computed when it is first needed, and kept; it pickles as the value itself."""

    __slots__ = ("_compute", "_value")

    _value: Value

    def __init__(self, compute: Callable[[], Value]) -> None:
        self._compute = compute

    @property
    def value(self) -> Value:
        """The value; two threads may both compute it, and find the same."""
        try:
            return self._value
        except AttributeError:
            self._value = self._compute()
            return self._value

    def __reduce__(self) -> tuple[Any, ...]:
        return _same, (self.value,)


def computed(value: Deferred[Value] | Value) -> Value:
    """Return a value that may be deferred."""
    if isinstance(value, Deferred):
        return cast("Value", value.value)
    return value


def _same(value: Value) -> Value:
    return value


class DeferredRecords(Sequence[Record]):
    """Records that are computed when one is first looked at; their number may be known before.

    >>> records = DeferredRecords(lambda: "abc", count=3)
    >>> len(records), records[0]
    (3, 'a')
    """

    __slots__ = ("_count", "_records")

    def __init__(self, compute: Callable[[], Iterable[Record]], count: int | None = None) -> None:
        self._records = Deferred(lambda: tuple(compute()))
        self._count = count

    def __len__(self) -> int:
        return len(self._records.value) if self._count is None else self._count

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return self._records.value[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _same, (self._records.value,)
