"""What a table and its columns are: names, types and meanings, for every format alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from ...records.dates import PartialDate
from ..table import to_plain_value

__all__ = [
    "Column",
    "ColumnType",
    "Dates",
    "Row",
    "TableSchema",
    "TableSource",
    "as_dates",
    "as_value",
    "declare",
]

#: The types of columns. A date is a whole day; "texts" is a list of texts.
ColumnType = Literal["text", "integer", "number", "boolean", "date", "texts"]

#: One row: a value for each column, in the order of the schema.
Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: The same in every format.
        type: The type of its values.
        meaning: What a value says, with its unit where it has one.
        nullable: Whether a value may be missing.
        references: The table and column whose values it has, such as "editions.ref".
    """

    name: str
    type: ColumnType
    meaning: str
    nullable: bool = False
    references: str | None = None


class TableSchema(NamedTuple):
    """A table: what a row is, and its columns in order.

    Attributes:
        name: The same in every format.
        meaning: What a row is.
        key: The columns that tell rows apart; empty where rows may repeat.
        columns: All columns, in order.
        indexed: The columns that joins look in, beside the key.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def row(self, record: object, known: Mapping[str, Any]) -> Row:
        """Return a row: values that are known by column, and fields of the record for all other columns."""
        return tuple(
            known[each.name] if each.name in known else as_value(getattr(record, each.name))
            for each in self.columns
        )


#: What yields the rows of a table out of a snapshot.
RowMaker: TypeAlias = Callable[[TableSchema, Any], Iterator[Row]]


class TableSource(NamedTuple):
    """A declared table: its schema, and what yields its rows out of a snapshot."""

    schema: TableSchema
    make_rows: RowMaker

    def rows(self, snapshot: Any) -> Iterator[Row]:
        """Yield the rows of the table on the day of a snapshot."""
        return self.make_rows(self.schema, snapshot)


def declare(
    name: str, meaning: str, key: tuple[str, ...], *columns: Column, indexed: tuple[str, ...] = ()
) -> Callable[[RowMaker], TableSource]:
    """Return a decorator that makes the table of a function, which takes its schema and a snapshot.

    Args:
        name: The name of the table.
        meaning: What a row is.
        key: The columns that tell rows apart.
        *columns: All columns, in order.
        indexed: The columns that joins look in, beside the key.
    """
    schema = TableSchema(name, meaning, key, columns, indexed)
    return lambda make_rows: TableSource(schema, make_rows)


def as_value(value: Any) -> Any:
    """Return a field of a record as a value of a table: plain, with texts in the place of words.

    >>> as_value(("a", PartialDate("2024"))), as_value(None)
    (('a', '2024'), None)
    """
    if type(value) in _PLAIN:
        # Most fields are: a hundred thousand rows have millions.
        return value
    plain = to_plain_value(value)
    return str(plain) if isinstance(plain, str) else plain


#: The types whose values are values of tables as they are.
_PLAIN = frozenset((str, int, float, bool, type(None)))


class Dates(NamedTuple):
    """A partial date as it is written, and the first and the last day that it can mean."""

    written: str
    first: dt.date
    last: dt.date


def as_dates(date: PartialDate) -> Dates:
    """Return a partial date with the days between which it lies.

    >>> as_dates(PartialDate("2024-02"))[1:]
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    return Dates(str(date), date.first, date.last)
