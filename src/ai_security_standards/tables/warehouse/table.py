"""One table: its schema and rows, as Python, JSON and Arrow have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from .columns import Row, TableSchema
from .text import row_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pyarrow

__all__ = ["WarehouseTable"]


@frozen(repr=False)
class WarehouseTable:
    """One table: its schema, its rows as tuples in the order of the columns, and where they come from.

    DuckDB, Polars and pyarrow take it as it is, by the Arrow PyCapsule interface.
    """

    schema: TableSchema
    values: tuple[Row, ...]
    metadata: Mapping[str, Any]

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Return each row as a mapping of column to value; days are dates, lists are tuples."""
        return tuple(dict(zip(self.schema.names, row, strict=True)) for row in self.values)

    def to_json(self) -> str:
        """Return the rows as a JSON array of objects, one a line; days are written in ISO form."""
        return row_lines(self.schema.names, self.values)

    def to_arrow(self) -> pyarrow.Table:
        """Return a pyarrow Table with the schema's types; needs the extra `tables`.

        The metadata of its schema names release, digest and day, those of a field its meaning.
        """
        from .arrow import arrow_table

        return arrow_table(self.schema, self.values, self.metadata)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the table to a library that reads Arrow; needs the extra `tables`."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<WarehouseTable {self.schema.name}: {len(self.values)} rows of {self.schema.meaning}>"
