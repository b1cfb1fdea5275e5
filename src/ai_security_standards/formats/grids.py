"""The cells of sheets: workbooks of Excel and CSV as texts, within the limits of workbooks."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, overload

from .._store.delimited import DELIMITERS, delimited_rows
from .._store.workbooks import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, UNCOMPUTED, read_workbook
from ..errors import InvalidData
from .packing import Texts

__all__ = ["NOT_COMPUTED", "Grid", "GridRow", "GridRows", "Grids", "csv_grids", "workbook_grids"]

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


class GridRows(Sequence[GridRow]):
    """The filled rows of a sheet, packed; a row is made when it is asked for.

    Attributes:
        size: The number of characters in all cells.
    """

    __slots__ = ("_columns", "_numbers", "_offsets", "_places", "_texts", "size")

    def __init__(self, rows: Iterable[tuple[int, Sequence[str | None]]]) -> None:
        """Pack rows as they come.

        Args:
            rows: The number of each row, and its cells; those without a text are blank.
        """
        self.size = 0
        self._texts = Texts()
        self._texts.add("")  # in the place of `NOT_COMPUTED`: a filled cell is not empty
        self._numbers, self._offsets = array("I"), array("I", [0])
        self._columns, self._places = array("H"), array("I")
        for number, cells in rows:
            self._add(number, cells)

    def _add(self, number: int, cells: Sequence[str | None]) -> None:
        before = len(self._columns)
        for column, text in enumerate(cells):
            if text:
                self._columns.append(column)
                self._places.append(0 if text is NOT_COMPUTED else self._texts.add(text))
                self.size += len(text)
        if len(self._columns) > before:
            self._numbers.append(number)
            self._offsets.append(len(self._columns))

    @property
    def columns(self) -> frozenset[int]:
        """The places that any row fills."""
        return frozenset(self._columns)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> GridRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[GridRow, ...]: ...
    def __getitem__(self, place: int | slice) -> GridRow | tuple[GridRow, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        number = self._numbers[place]
        begin, end = self._offsets[place], self._offsets[place + 1]
        columns, places, texts = self._columns[begin:end], self._places[begin:end], self._texts
        cells = (texts[each] if each else NOT_COMPUTED for each in places)
        return GridRow(number, dict(zip(columns, cells, strict=True)))


class Grid(NamedTuple):
    """A sheet: its title (none in CSV), and its filled rows."""

    title: str
    rows: GridRows


class Grids(tuple[Grid, ...]):
    """The sheets of a file."""

    __slots__ = ()

    @property
    def size(self) -> int:
        """The number of characters in all cells of all sheets."""
        return sum(grid.rows.size for grid in self)


def workbook_grids(content: bytes, name: str) -> Grids:
    """Return the sheets of a workbook.

    Raises:
        InvalidData: It is damaged, or exceeds a limit.
    """
    sheets = []
    for title, rows in read_workbook(name, content):
        texts = ((number, [None if value is None else _text(value) for value in row]) for number, row in rows)
        sheets.append(Grid(title, GridRows(texts)))
    return Grids(sheets)


def csv_grids(text: str, name: str) -> Grids:
    """Return CSV as one sheet, with whichever delimiter it has.

    Raises:
        InvalidData: It cannot be read, or exceeds a limit of workbooks.
    """
    if text.count("\n") > 2 * MAX_ROWS or max(map(text.count, ",;\t")) > 2 * MAX_CELLS:
        raise _too_large(name)
    rows = GridRows(_within_limits(delimited_rows(text, _delimiter_of(text), name), name))
    return Grids([Grid("", rows)])


def _delimiter_of(text: str) -> str:
    """Return the delimiter that gives the first rows the most regular cells."""
    return max(DELIMITERS, key=lambda delimiter: _regularity(_first_rows(text, delimiter)))


def _first_rows(text: str, delimiter: str) -> list[tuple[str, ...]]:
    """Return the first rows that a delimiter gives; none where one of them cannot be read."""
    try:
        return list(islice(delimited_rows(text, delimiter, ""), _SAMPLE))
    except InvalidData:
        return []


def _within_limits(rows: Iterable[tuple[str, ...]], name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield rows with their numbers, while they are within the limits of a workbook."""
    filled = cells = 0
    for number, row in enumerate(rows, 1):
        count = len(row) - row.count("")
        width = max((place for place, cell in enumerate(row) if cell), default=0)
        filled, cells = filled + (count > 0), cells + count
        if filled > MAX_ROWS or cells > MAX_CELLS or width >= MAX_COLUMNS:
            raise _too_large(name)
        if any(len(cell) > MAX_CHARACTERS for cell in row):
            raise _too_large(name)
        yield number, row


def _too_large(name: str) -> InvalidData:
    problem = (
        f"the table is larger than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells "
        f"of {MAX_CHARACTERS} characters"
    )
    return InvalidData(problem, name, repair="keep the table alone in the file, or split it")


def _regularity(rows: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """Return how many rows have the most frequent number of cells above one, and that number."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
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
