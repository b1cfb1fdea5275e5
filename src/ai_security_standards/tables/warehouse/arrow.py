"""Tables as Arrow and Parquet, with the types of the schema; needs the extra `tables`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..table import require_extra
from .columns import ColumnType, Row, TableSchema
from .text import compact_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pyarrow

__all__ = ["arrow_table", "write_parquet"]

_EXTRA = "tables"
#: The number of rows of a row group: it decides on the bytes, so it is not left to the library.
_ROW_GROUP = 65_536


def _types(library: Any) -> dict[ColumnType, Any]:
    return {
        "text": library.string(),
        "integer": library.int32(),
        "number": library.float64(),
        "boolean": library.bool_(),
        "date": library.date32(),
        "texts": library.list_(library.string()),
    }


def arrow_table(schema: TableSchema, rows: Sequence[Row], metadata: Mapping[str, Any]) -> pyarrow.Table:
    """Return a table as pyarrow has it.

    Args:
        schema: Its columns, whose meanings become metadata of the fields.
        rows: Its rows.
        metadata: What becomes metadata of the whole, beside the name of the table.
    """
    library = require_extra("pyarrow", _EXTRA)
    types = _types(library)
    fields = [
        library.field(each.name, types[each.type], each.nullable, metadata={"meaning": each.meaning})
        for each in schema.columns
    ]
    texts = {key: _text(value) for key, value in metadata.items()}
    columns = [
        library.array([row[place] for row in rows], type=field.type) for place, field in enumerate(fields)
    ]
    described = library.schema(fields, metadata={**texts, "table": schema.name})
    return library.Table.from_arrays(columns, schema=described)


def _text(value: Any) -> str:
    return compact_json(value) if isinstance(value, tuple) else str(value)


def write_parquet(table: pyarrow.Table, path: Path) -> None:
    """Write a table as Parquet: the same bytes for the same rows by the same version of pyarrow."""
    parquet = require_extra("pyarrow.parquet", _EXTRA)
    parquet.write_table(table, path, compression="zstd", row_group_size=_ROW_GROUP)
