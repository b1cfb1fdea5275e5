"""The verb that writes the catalog as tables for warehouses."""

from __future__ import annotations

import sys

from .asking import OK, WRONG_INPUT, catalog_of
from .output import write
from .parsing import Verb, one_or_more, positional

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["VERBS"]


def _tables(options: argparse.Namespace) -> int:
    """Write the tables, and print how many rows each has."""
    tables = catalog_of(options).tables()
    try:
        if options.npm:
            files = tables.write_npm_package(options.folder)
        else:
            files = tables.write(options.folder, *options.formats)
    except ImportError as missing:
        print(f"aiss tables: {missing}, or pass --sqlite or --json", file=sys.stderr)
        return WRONG_INPUT
    for name, table in tables.items():
        write(f"{name:14}{len(table.values):>8,}")
    write(f"\n{len(files)} files in {options.folder}\nSource: {tables.provenance}")
    return OK


def _add_formats(parser: argparse.ArgumentParser) -> None:
    # As `warehouse.files` has them, which help alone need not import.
    for name in ("parquet", "sqlite", "json"):
        parser.add_argument(
            f"--{name}", dest="formats", action="append_const", const=name, help=f"write {name} only"
        )
    parser.add_argument("--npm", action="store_true", help="write an npm package with types, instead")
    parser.set_defaults(formats=[])


VERBS = (
    Verb(
        "tables",
        "write the catalog as Parquet, SQLite and JSON tables",
        "aiss tables catalog --sqlite",
        one_or_more(positional("folder", "the folder to write to"), _add_formats),
        _tables,
        (),
    ),
)
