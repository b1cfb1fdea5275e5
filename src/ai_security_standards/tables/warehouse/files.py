"""The files of a folder of tables: one for each table and format, the schema, and queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ...vocabulary.criteria import known_value, path_of
from .definitions import postgresql_script
from .table import WarehouseTable
from .text import compact_json

__all__ = ["FORMATS", "FormatText", "Tables", "schema_text", "write_tables", "write_text"]

#: All tables, by name.
Tables = Mapping[str, WarehouseTable]
FormatText = Literal["parquet", "sqlite", "json"]
#: The formats, in the order in which they are written.
FORMATS: tuple[FormatText, ...] = ("parquet", "sqlite", "json")


def schema_text(tables: Tables) -> str:
    """Return the schema as JSON: provenance, and each table with its columns and its number of rows."""
    import json

    described: dict[str, Any] = {
        **tables["metadata"].metadata,
        "tables": {
            name: {
                "meaning": table.schema.meaning,
                "key": table.schema.key,
                "rows": len(table.values),
                "columns": [column._asdict() for column in table.schema.columns],
            }
            for name, table in tables.items()
        },
    }
    return f"{json.dumps(json.loads(compact_json(described)), ensure_ascii=False, indent=2)}\n"


def write_tables(
    tables: Tables, folder: str | Path, formats: Sequence[FormatText], queries: Mapping[str, str]
) -> tuple[Path, ...]:
    """Write tables into a folder; see `CatalogTables.write`.

    Args:
        tables: The tables.
        folder: The folder, which is made if there is none.
        formats: The formats; all of them without one.
        queries: The queries that are written beside Parquet and JSON, by name of file.
    """
    wanted = {known_value(each, FORMATS, "format") for each in formats or FORMATS}
    place = Path(path_of("folder", folder))
    place.mkdir(parents=True, exist_ok=True)
    written = []
    if "parquet" in wanted:
        from .arrow import write_parquet

        for name, table in tables.items():
            written.append(place / f"{name}.parquet")
            write_parquet(table.to_arrow(), written[-1])
        views = "".join(f"CREATE VIEW {name} AS FROM '{name}.parquet';\n" for name in tables)
        written.append(write_text(place / "duckdb.sql", views))
    if "sqlite" in wanted:
        from .sqlite import write_sqlite

        written.append(place / "catalog.sqlite")
        write_sqlite(tables, written[-1])
    if "json" in wanted:
        written += [write_text(place / f"{name}.json", table.to_json()) for name, table in tables.items()]
        script = postgresql_script(table.schema for table in tables.values())
        written.append(write_text(place / "postgresql.sql", script))
    if wanted & {"parquet", "json"}:
        written += [write_text(place / name, query) for name, query in queries.items()]
    written.append(write_text(place / "schema.json", schema_text(tables)))
    return tuple(written)


def write_text(path: Path, text: str) -> Path:
    """Write a text, with the same bytes on every system, and return its path."""
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
