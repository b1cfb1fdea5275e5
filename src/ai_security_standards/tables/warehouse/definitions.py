"""The definitions of tables in SQL, and a script that loads their JSON files into PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .columns import ColumnType, TableSchema

__all__ = ["create_statement", "postgresql_script"]

_POSTGRESQL: Mapping[ColumnType, str] = {
    "text": "text",
    "integer": "integer",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
    "texts": "text[]",
}


def create_statement(schema: TableSchema, types: Mapping[ColumnType, str]) -> str:
    """Return the statement that creates a table, with the words of a database for types."""
    parts = [
        f'"{column.name}" {types[column.type]}{"" if column.nullable else " NOT NULL"}'
        for column in schema.columns
    ]
    if schema.key:
        key = ", ".join(f'"{name}"' for name in schema.key)
        parts.append(f"PRIMARY KEY ({key})")
    return f'CREATE TABLE "{schema.name}" ({", ".join(parts)})'


def postgresql_script(schemas: Iterable[TableSchema]) -> str:
    """Return a script for `psql`, which creates all tables and loads the JSON files beside it."""
    parts = ["\\set ON_ERROR_STOP on\nBEGIN;\n"]
    for schema in schemas:
        name = schema.name
        parts.append(
            f"{create_statement(schema, _POSTGRESQL)};\n"
            f"\\set content `cat {name}.json`\n"
            f'INSERT INTO "{name}" SELECT * FROM json_populate_recordset(NULL::"{name}", :\'content\');\n'
        )
        columns = (f'CREATE INDEX ON "{name}" ("{column}");\n' for column in schema.indexed)
        parts += columns
    return f"{''.join(parts)}COMMIT;\nANALYZE;\n"
