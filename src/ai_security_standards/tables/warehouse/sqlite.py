"""Tables as one SQLite file, by the standard library."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from .columns import ColumnType
from .definitions import create_statement
from .table import WarehouseTable
from .text import compact_json

__all__ = ["write_sqlite"]

#: SQLite has no dates, truth values or lists: ISO texts, 0 and 1, and JSON arrays stand for them.
_TYPES: Mapping[ColumnType, str] = {
    "text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT",
    "texts": "TEXT",
}  # fmt: skip


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return compact_json(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def write_sqlite(tables: Mapping[str, WarehouseTable], path: Path) -> None:
    """Write all tables as one SQLite file: the same bytes for the same rows by the same version of SQLite.

    Args:
        tables: The tables.
        path: The file, which is replaced.
    """
    path.unlink(missing_ok=True)
    # All in one transaction: what is interrupted leaves no table behind.
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in tables.values():
            schema = table.schema
            connection.execute(create_statement(schema, _TYPES))
            marks = ", ".join("?" * len(schema.columns))
            rows = (tuple(map(_cell, row)) for row in table.values)
            connection.executemany(f'INSERT INTO "{schema.name}" VALUES ({marks})', rows)
            for column in schema.indexed:
                name = f"{schema.name}_{column}"
                connection.execute(f'CREATE INDEX "{name}" ON "{schema.name}" ("{column}")')
