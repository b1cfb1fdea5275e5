"""What verbs share: the catalog that the options ask for, and references as people write them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from ..errors import InvalidData

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..catalog import Catalog
    from ..records.refs import Ref

__all__ = [
    "FOUND",
    "INTERRUPTED",
    "OK",
    "WRONG_INPUT",
    "catalog_of",
    "read_input",
    "ref_of",
    "texts_of_arguments",
]


#: Exit statuses: nothing to mend; something was found; the input cannot be used; stopped by Ctrl-C.
OK, FOUND, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


class Options(Protocol):
    """The options that choose a catalog."""

    @property
    def overlay(self) -> Sequence[str]: ...
    @property
    def on(self) -> str | None: ...
    @property
    def as_known(self) -> str | None: ...


def catalog_of(options: Options | argparse.Namespace) -> Catalog:
    """Return the catalog of the day, the release and the overlays that the options name."""
    from ..catalog import load

    catalog = load(*options.overlay)
    if options.on:
        catalog = catalog.as_of(options.on)
    return catalog.as_known(options.as_known) if options.as_known else catalog


def ref_of(catalog: Catalog, text: str) -> Ref:
    """Return the reference that a text means: see `ai_security_standards.catalog.ref_of`."""
    from ..catalog import ref_of

    return ref_of(catalog, text)


def read_input(path: str) -> str:
    """Return the text of a file, or of standard input for "-"."""
    if path == "-":
        return sys.stdin.read()
    from .._store.files import read_text

    return read_text(Path(path))


def texts_of_arguments(texts: Iterable[str]) -> list[str]:
    """Return the texts, with the lines of standard input in the place of "-"."""
    found: list[str] = []
    for text in texts:
        found += [line for line in sys.stdin.read().splitlines() if line.strip()] if text == "-" else [text]
    return found


def rows_of_file(path: str) -> list[dict[str, Any]]:
    """Return the rows of a CSV or JSON file, or of standard input as CSV.

    Raises:
        InvalidData: It is neither.
    """
    if path.endswith(".json"):
        from .._store.files import parse, read_bytes

        rows = parse(read_bytes(path), path)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InvalidData("not a list of rows", path, repair="write a JSON array of objects")
        return rows
    import csv
    import io

    reader = csv.DictReader(io.StringIO(read_input(path), newline=""))
    try:
        return list(reader)
    except csv.Error as error:
        repair = "shorten the cell, or close the quotation mark before it"
        raise InvalidData(str(error), path, f"line {reader.line_num}", repair=repair) from None
