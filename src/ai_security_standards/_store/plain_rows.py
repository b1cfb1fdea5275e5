"""Read the rows of a plain table that somebody keeps: CSV, a workbook or a JSON list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InvalidData
from .delimited import read_delimited
from .files import parse, read_bytes, read_text
from .workbooks import UNCOMPUTED, read_workbook

__all__ = ["PlainRow", "read_rows"]


class PlainRow(NamedTuple):
    """A row: its number as a spreadsheet shows it (in JSON, from 1), and its cells by column."""

    number: int
    cells: dict[str, Any]


def read_rows(path: str, text: str | None = None) -> list[PlainRow]:
    r"""Return the rows of a table, without those that are blank.

    Args:
        path: The file: .json, .xlsx, or CSV with commas, semicolons or tabs.
        text: The CSV, in the place of the content of the file.

    Raises:
        InvalidData: The file cannot be read, or a JSON file is not a list of objects.

    >>> read_rows("findings.csv", "tag;note\n\nLLM01;a, b\n")
    [PlainRow(number=3, cells={'tag': 'LLM01', 'note': 'a, b'})]
    """
    if path.lower().endswith(".json"):
        objects = parse(read_bytes(path), path, fractions=True)
        if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
            raise InvalidData("not a list of rows", path, repair="write a JSON array of objects")
        return [PlainRow(number, cells) for number, cells in enumerate(objects, 1)]
    if path.lower().endswith(".xlsx"):
        # The workbook is closed when its sheets are no longer asked for.
        sheets = ([*sheet] for _, sheet in read_workbook(path))
        rows: Iterable[tuple[int, Sequence[Any]]] = next(sheets)
    else:
        found, fault = read_delimited(read_text(Path(path)) if text is None else text, path, _width)
        if fault is not None and _width(found) < 2:
            raise fault
        rows = enumerate(found, 1)
    filled = [(number, row) for number, row in rows if any(cell not in (None, "") for cell in row)]
    if not filled:
        return []
    header = ["" if cell is None else str(cell).strip() for cell in filled[0][1]]
    return [PlainRow(number, _cells(header, row, path, number)) for number, row in filled[1:]]


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of columns of the header."""
    return len(rows[0]) if rows else 0


def _cells(header: Sequence[str], row: Sequence[Any], path: str, number: int) -> dict[str, Any]:
    """Return the cells of a row by column.

    Raises:
        InvalidData: A cell is a formula without a value.
    """
    cells = {name: row[place] if place < len(row) else None for place, name in enumerate(header) if name}
    for name, cell in cells.items():
        if cell is UNCOMPUTED:
            repair = "open the file in a spreadsheet program, and save it there"
            raise InvalidData("the formula has no computed value", path, f"row {number}", name, repair)
    return cells
