"""The cells of sheets: workbooks of Excel and CSV as texts, within the limits of workbooks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .._store.delimited import read_delimited
from .._store.workbooks import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, UNCOMPUTED, read_workbook
from ..errors import InvalidData

__all__ = ["NOT_COMPUTED", "Grid", "GridRow", "Grids", "csv_grids", "workbook_grids"]

#: Rows that tell which delimiter a file has.
_SAMPLE = 200


class _NotComputed(str):
    """The text of a formula whose value nobody has computed."""

    __slots__ = ()


#: What a formula gives whose value nobody has computed.
NOT_COMPUTED = _NotComputed("a formula without a value")


class GridRow(NamedTuple):
    """A row: its number, from one, and the texts of its filled cells by their place, from zero."""

    number: int
    cells: Mapping[int, str]


class Grid(NamedTuple):
    """A sheet: its title (none in CSV), and its filled rows."""

    title: str
    rows: tuple[GridRow, ...]


class Grids(tuple[Grid, ...]):
    """The sheets of a file."""

    __slots__ = ()


def workbook_grids(content: bytes, name: str) -> Grids:
    """Return the sheets of a workbook.

    Raises:
        InvalidData: It is damaged, or exceeds a limit.
    """
    sheets = []
    for title, rows in read_workbook(name, content):
        filled = (
            GridRow(number, {place: _text(value) for place, value in enumerate(row) if value is not None})
            for number, row in rows
        )
        sheets.append(Grid(title, tuple(filled)))
    return Grids(sheets)


def csv_grids(text: str, name: str) -> Grids:
    """Return CSV as one sheet, with whichever delimiter it has.

    Raises:
        InvalidData: It cannot be read, or exceeds a limit of workbooks.
    """
    if text.count("\n") > 2 * MAX_ROWS or max(map(text.count, ",;\t")) > 2 * MAX_CELLS:
        raise _too_large(name)
    found, fault = read_delimited(text, name, _regularity)
    if fault is not None and not found:
        raise fault
    rows: list[GridRow] = []
    cells = 0
    for number, row in enumerate(found, 1):
        filled = {place: cell for place, cell in enumerate(row) if cell}
        cells += len(filled)
        if len(rows) >= MAX_ROWS or cells > MAX_CELLS or max(filled, default=0) >= MAX_COLUMNS:
            raise _too_large(name)
        if any(len(cell) > MAX_CHARACTERS for cell in filled.values()):
            raise _too_large(name)
        if filled:
            rows.append(GridRow(number, filled))
    return Grids([Grid("", tuple(rows))])


def _too_large(name: str) -> InvalidData:
    problem = (
        f"the table is larger than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells "
        f"of {MAX_CHARACTERS} characters"
    )
    return InvalidData(problem, name, repair="keep the table alone in the file, or split it")


def _regularity(rows: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """Return how many rows have the most frequent number of cells above one, and that number."""
    counts = Counter(len(row) for row in rows[:_SAMPLE] if len(row) > 1)
    return max(((count, width) for width, count in counts.items()), default=(0, 0))


def _text(value: Any) -> str:
    """Return the value of a cell as a text.

    >>> _text(7.5), _text(True), _text(dt.datetime(2026, 11, 30)), _text("a")
    ('7.5', 'TRUE', '2026-11-30', 'a')
    """
    if value is UNCOMPUTED:
        return NOT_COMPUTED
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return str(value)
