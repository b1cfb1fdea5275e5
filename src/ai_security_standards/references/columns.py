"""Columns of texts, such as the tags of many findings, as references: errors are values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from attrs import frozen

from ..errors import AmbiguousReference, UnknownCriterion, UnknownReference, shown
from ..records.cards import Card
from ..records.refs import Ref
from ..tables import Table, require_extra
from ..vocabulary import ReferenceVerdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ResolutionCells
    from ..vocabulary.literals import ReferenceVerdictText

__all__ = ["Resolution", "Resolutions", "resolve_many"]


@frozen(repr=False)
class Resolution(Card):
    """What one text of a column means.

    Attributes:
        value: The text; None where the column has none.
        ref: The one reference that it means, None without one.
        status: "ok", or why there is no reference.
        candidates: What it may mean, likeliest first, where it is no single known reference.
    """

    value: str | None
    ref: Ref | None
    status: ReferenceVerdict
    candidates: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Resolution {self.value!r}: {self.ref or self.status}>"


class Resolutions(Table[Resolution, "ResolutionCells", "ReferenceVerdict | ReferenceVerdictText"]):
    """What the texts of a column mean, one row a text, in the order of the column."""

    __slots__ = ()

    noun = "text"
    columns = ("value", "ref", "status", "candidates")
    column_types: ClassVar[Mapping[str, Any]] = {}
    words = ReferenceVerdict
    word_field = "status"

    @property
    def refs(self) -> tuple[Ref | None, ...]:
        """The reference of each text, None where it means no single known one."""
        return tuple(each.ref for each in self)

    def headline(self) -> str:
        """Return the number of texts by status."""
        return f"{super().headline()}: {self._counts_text()}" if self else super().headline()


def resolve_many(column: Any, resolve: Callable[[str], Ref]) -> Resolutions:
    """Return what each text of a column means; each distinct text is resolved once.

    Args:
        column: The texts; what is no text has no reference. See `Catalog.resolve_many`.
        resolve: Returns the reference that a text means.
    """
    texts = [value if isinstance(value, str) else None for value in _values_of(column)]
    known = {text: _resolution(text, resolve) for text in dict.fromkeys(texts)}
    return Resolutions(list(map(known.__getitem__, texts)))


def _resolution(text: str | None, resolve: Callable[[str], Ref]) -> Resolution:
    if not text:
        return Resolution(text, None, ReferenceVerdict.UNKNOWN)
    try:
        return Resolution(text, resolve(text), ReferenceVerdict.OK)
    except AmbiguousReference as error:
        return Resolution(text, None, ReferenceVerdict.AMBIGUOUS, tuple(error.candidates))
    except UnknownReference as error:
        return Resolution(text, None, ReferenceVerdict(error.verdict), tuple(error.near_misses))


def _values_of(column: Any) -> Iterable[Any]:
    """Return the values of a column: of Arrow, pandas, polars, DuckDB, or anything that can be iterated."""
    if hasattr(column, "columns"):
        return _only_column(column)
    if hasattr(column, "to_pylist"):  # an array of pyarrow yields scalars, not texts
        values: list[Any] = column.to_pylist()
        return values
    if isinstance(column, Iterable) and not isinstance(column, str | bytes | Mapping):
        return column
    if hasattr(column, "__arrow_c_stream__"):
        return _values_of(require_extra("pyarrow", "arrow").chunked_array(column))
    raise UnknownCriterion(
        f"column must hold texts, not {shown(column)}: pass a list, a Series or an Arrow array"
    )


def _only_column(table: Any) -> Iterable[Any]:
    """Return the values of a table with one column, by its Arrow interface."""
    columns = list(getattr(table, "column_names", table.columns))
    if len(columns) != 1 or not hasattr(table, "__arrow_c_stream__"):
        names = ", ".join(map(str, columns[:5]))
        raise UnknownCriterion(f"column must be one column, not a table of {names}: pass one of them")
    values: list[Any] = require_extra("pyarrow", "arrow").table(table).column(0).to_pylist()
    return values
