"""What a table and its columns are: names, types and meanings, for every format alike."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

from ..records.dates import PartialDate
from ..tables import to_plain_value

__all__ = ["Column", "ColumnType", "Dates", "Row", "TableSchema", "as_dates", "as_value"]

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
    """A table: what a row is, the columns that tell rows apart, and all columns in order."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


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
