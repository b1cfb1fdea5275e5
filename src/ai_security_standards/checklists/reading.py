"""Read a filled-in checklist from CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .._store.delimited import read_delimited
from .._store.files import read_text
from .._store.workbooks import UNCOMPUTED, read_workbook
from ..assessments import Assessment, Result
from ..errors import InvalidData, did_you_mean, nearest

__all__ = ["SEPARATOR", "Entry", "entries", "results_of"]

#: The sign between the references of an item that several provisions ask for.
SEPARATOR = " = "
_REQUIRED = ("id", "result")
_COLUMNS = (*_REQUIRED, "evidence", "assessor", "date", "note", "subject")
_HEADER_ROWS = 30  # people write titles above the header, so that it is looked for in these rows

#: A row of a sheet, as the values of its cells.
Row = Sequence[Any]


class Entry(NamedTuple):
    """A row that somebody filled in: its place in the file, and its values by column."""

    place: str
    cells: Mapping[str, Any]


def entries(source: str, name: str) -> Iterator[Entry]:
    """Yield the filled rows below the header.

    Args:
        source: A file (.xlsx or CSV), or CSV as a text.
        name: The name of the file for messages; "the text" for CSV as a text.

    Raises:
        InvalidData: No row is a header, or the file cannot be read.
    """
    first_rows: list[Row] = []
    for prefix, rows in _sheets(source, name):
        for number, row in rows:
            header = _header(row)
            if set(_REQUIRED) <= set(header):
                yield from _entries_below(f"{prefix}row", number, header, rows, name)
                return
            first_rows += [row] if number == 1 else []
            if number >= _HEADER_ROWS:
                break
    titles = [str(cell).strip() for row in first_rows for cell in row if cell is not None]
    missing = next((column for column in _REQUIRED if column not in map(str.casefold, titles)), "id")
    raise InvalidData(
        f"there is no column {missing!r}{did_you_mean(nearest(missing, titles, limit=1))}",
        name,
        "the header",
        missing,
        f"keep the columns {' and '.join(_REQUIRED)} under these names",
    )


def _sheets(source: str, name: str) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    """Yield the sheets of a file: how messages begin to name its rows, and the rows with their numbers."""
    if name.lower().endswith(".xlsx"):
        for title, rows in read_workbook(name):
            yield f"sheet {title}, ", rows
    else:
        text = source if name == "the text" else read_text(source)
        yield "", iter(list(enumerate(_csv_rows(text, name), 1)))


def results_of(entry: Entry, name: str) -> Iterator[Result]:
    """Yield the results of one row: one for each provision of its item.

    Args:
        entry: The row.
        name: The name of the file, for messages.

    Raises:
        InvalidData: A value cannot be read; the message names file, row and column.
    """
    if entry.cells["id"] in (None, ""):
        raise InvalidData(
            "this row has values but no item",
            name,
            entry.place,
            "id",
            "copy the id of the item into this row",
        )
    for ref in str(entry.cells["id"]).split(SEPARATOR):
        try:
            yield from Assessment.of([{**entry.cells, "ref": ref}], strict=False)
        except InvalidData as invalid:
            field = "id" if invalid.field == "ref" else invalid.field
            raise InvalidData(invalid.problem, name, entry.place, field, invalid.repair) from None


def _header(row: Row) -> list[str]:
    return [str(cell).strip().casefold() if cell is not None else "" for cell in row]


def _entries_below(
    prefix: str, number: int, header: list[str], rows: Iterator[tuple[int, Row]], name: str
) -> Iterator[Entry]:
    """Yield the filled rows below the header, which is row `number`."""
    twice = [column for column in _COLUMNS if header.count(column) > 1]
    if twice:
        raise InvalidData(
            f"there are two columns {twice[0]!r}", name, f"{prefix} {number}", twice[0], "rename one"
        )
    positions = {column: header.index(column) for column in _COLUMNS if column in header}
    for line, row in rows:
        cells = {column: row[place] if place < len(row) else None for column, place in positions.items()}
        for column, cell in cells.items():
            if cell is UNCOMPUTED:
                raise InvalidData(
                    "the formula has no computed value",
                    name,
                    f"{prefix} {line}",
                    column,
                    "open the file in a spreadsheet program, and save it there",
                )
        if any(cell not in (None, "") for cell in cells.values()):
            yield Entry(f"{prefix} {line}", cells)


def _csv_rows(text: str, name: str) -> list[Row]:
    """Return the rows of CSV, whichever delimiter a spreadsheet chose."""

    def required_columns(rows: Sequence[Row]) -> int:
        return max((len(set(_header(row)) & set(_REQUIRED)) for row in rows[:_HEADER_ROWS]), default=0)

    found, fault = read_delimited(text, name, required_columns)
    if fault is not None and required_columns(found) < len(_REQUIRED):
        raise fault
    return list(found)
