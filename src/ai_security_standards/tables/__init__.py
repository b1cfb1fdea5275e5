"""Tables: immutable sequences of records with `rows()`, and every output format made from those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar, cast, overload

from .text import as_csv, as_html, as_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Table", "as_csv", "as_html", "as_markdown"]

Record = TypeVar("Record")


class Table(Sequence[Record], Generic[Record]):
    """An immutable sequence of records that can be read as rows of plain values.

    It compares and hashes by its records. In a notebook it shows itself as an HTML table.
    """

    __slots__ = ("_records",)

    #: The columns of `rows()`, in their order; a subclass names its own.
    columns: tuple[str, ...] = ()
    _records: tuple[Record, ...]

    def __init__(self, records: Sequence[Record]) -> None:
        object.__setattr__(self, "_records", tuple(records))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self),)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return self._records[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return type(self) is type(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{self.headline()}>"

    def headline(self) -> str:
        """One line that says what the table holds."""
        return f"{len(self)} rows"

    def row(self, record: Record) -> dict[str, Any]:
        """One record as plain values by column."""
        return {column: to_plain_value(getattr(record, column)) for column in self.columns}

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Every record as a mapping of column to a plain value.

        A plain value is a text, a number, a truth value, None, or a tuple of texts.
        """
        return tuple(self.row(record) for record in self)

    def to_markdown(self) -> str:
        """A GitHub-flavoured Markdown table, with everything escaped that Markdown would read."""
        return as_markdown(self.columns, self.rows())

    def to_csv(self) -> str:
        """CSV (RFC 4180); a value that a spreadsheet would take for a formula is led by an apostrophe."""
        return as_csv(self.columns, self.rows())

    def to_html(self) -> str:
        """An HTML table with everything escaped."""
        return as_html(self.columns, self.rows(), self.headline())

    _repr_html_ = to_html

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame; needs the extra `pandas`, else ImportError."""
        frame = require_extra("pandas").DataFrame(self._lists(), columns=list(self.columns))
        return cast("pandas.DataFrame", frame)

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame; needs the extra `polars`, else ImportError."""
        library = require_extra("polars")
        frame = library.DataFrame(self._lists(), schema=list(self.columns), infer_schema_length=None)
        return cast("polars.DataFrame", frame)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow Table; needs the extra `arrow`, else ImportError."""
        library = require_extra("pyarrow", "arrow")
        rows = self._lists()
        return library.table({name: [row[name] for row in rows] for name in self.columns})

    def _lists(self) -> list[dict[str, Any]]:
        return [
            {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
            for row in self.rows()
        ]


def require_extra(library: str, extra: str = "") -> Any:
    """An optional library, or an ImportError that says how to get it."""
    from importlib import import_module

    try:
        return import_module(library)
    except ImportError as missing:
        raise ImportError(
            f"{library} is not installed: pip install 'ai-security-standards[{extra or library}]'",
            name=library,
        ) from missing


def to_plain_value(value: Any) -> Any:
    """A field's value as text, number, truth, None or tuple of texts."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(to_plain_value(each) for each in value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)
