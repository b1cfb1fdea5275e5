"""Where the table of a sheet is: its header, its columns by name, and its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ...errors import InvalidData
from ...tables.text import quantity
from ...vocabulary import LossKind
from ..foreign import Report
from ..grids import NOT_COMPUTED, Grid, GridRow
from ..texts import tidy

__all__ = [
    "SheetRow",
    "SheetTable",
    "column_name",
    "find_table",
    "folded",
    "labelled",
    "report_sheets",
    "stem_of",
    "tables_of",
]

#: People write titles above a header, so that it is looked for in the rows up to this one.
_HEADER_ROWS = 40
_OPTIONAL = re.compile(r"\(\s*(?:optional|required|recommended)[^)]*\)")
_SPACE = re.compile(r"[\s_]+")
_FOLDER = re.compile(r"[/\\]")


def folded(text: str) -> str:
    r"""Return the name of a column without case, line breaks, and marks such as "(optional)".

    >>> folded("Strength of\nRelationship (Optional)")
    'strength of relationship'
    """
    return " ".join(_SPACE.sub(" ", _OPTIONAL.sub(" ", text.casefold())).split())


def stem_of(name: str) -> str:
    """Return the name of a file without folders and its end.

    >>> stem_of("a/b/CSF to PCI.xlsx")
    'CSF to PCI'
    """
    return _FOLDER.split(name)[-1].rpartition(".")[0]


class SheetRow(NamedTuple):
    """A row below a header.

    Attributes:
        place: Where it is, for messages.
        cells: Its texts on one line each, by the folded name of their column.
        raw: Its texts as they are, by the number of their column.
    """

    place: str
    cells: Mapping[str, str]
    raw: Mapping[int, str]

    def get(self, *names: str) -> str | None:
        """Return the text of the first of some columns that is filled; None where none is."""
        return next((self.cells[name] for name in names if name in self.cells), None)


class SheetTable:
    """A table in a sheet, found by its header."""

    def __init__(self, grid: Grid, header: GridRow, above: tuple[GridRow, ...], file: str) -> None:
        self.title = grid.title
        self.header = header
        self.above = above
        self.file = file
        self.columns = {
            folded(text): place for place, text in sorted(header.cells.items(), reverse=True) if folded(text)
        }
        self._rows = grid.rows
        self._names = {place: name for name, place in self.columns.items()}

    @property
    def place(self) -> str:
        """The sheet, as messages name it; empty in CSV."""
        return f"sheet {self.title}, " if self.title else ""

    def rows(self) -> Iterator[SheetRow]:
        """Yield the filled rows below the header.

        Raises:
            InvalidData: A cell holds a formula whose value nobody has computed.
        """
        for row in self._rows:
            if row.number <= self.header.number:
                continue
            texts = {place: text for place, cell in row.cells.items() if (text := tidy(cell)) is not None}
            place = f"{self.place}row {row.number}"
            for at, cell in row.cells.items():
                if cell is NOT_COMPUTED:
                    repair = "open the file in a spreadsheet program, and save it there"
                    field = self.header.cells.get(at, "")
                    raise InvalidData("the formula has no computed value", self.file, place, field, repair)
            if texts:
                cells = {self._names[at]: text for at, text in texts.items() if at in self._names}
                yield SheetRow(place, cells, row.cells)

    def report_others(self, known: Callable[[str], bool], report: Report, is_by_place: bool = False) -> None:
        """List the columns that are not carried, each with the number of its filled cells.

        Args:
            known: Tells whether a column, by its folded name, is carried.
            report: Takes them.
            is_by_place: Whether all columns of a name are carried, and not the first alone.
        """
        others = {at: name for name, at in self.columns.items() if not known(name)}
        for at in (
            self._rows.columns - self._names.keys()
        ):  # without header, or with that of an earlier column
            again = folded(self.header.cells.get(at, ""))
            if again and is_by_place and known(again):
                continue
            others[at] = f"{again} in column {column_name(at)}" if again else f"column {column_name(at)}"
        filled = Counter(
            at
            for row in (self._rows if others else ())
            if row.number > self.header.number
            for at, cell in row.cells.items()
            if at in others and not cell.isspace()
        )
        for at, count in sorted(filled.items()):
            report.add(LossKind.DROPPED, self.place.rstrip(", "), others[at], quantity(count, "filled cell"))

    def report_hidden(self, roles: Iterable[tuple[str, ...]], report: Report) -> None:
        """List the columns of which another of the same meaning is taken, with the number of cells.

        Args:
            roles: The columns of each meaning, the first that is filled counts.
            report: Takes them.
        """
        several = [
            names for each in roles if len(names := tuple(filter(self.columns.__contains__, each))) > 1
        ]
        hidden = Counter(
            name
            for row in (self.rows() if several else ())
            for names in several
            for name in names
            if name in row.cells and row.cells[name] != row.get(*names)
        )
        for name, count in hidden.items():
            what = f"{quantity(count, 'filled cell')}, where an earlier column says it"
            report.add(LossKind.DROPPED, self.place.rstrip(", "), name, what)


def column_name(place: int) -> str:
    """Return the letters of a column by its place, from zero.

    >>> column_name(0), column_name(25), column_name(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def report_sheets(grids: Iterable[Grid], tables: Iterable[SheetTable], report: Report) -> None:
    """List the sheets of a workbook that have no table that is read, with the number of their rows.

    Args:
        grids: The sheets.
        tables: The tables that are read.
        report: Takes them.
    """
    read = {table.title for table in tables}
    for grid in grids:
        count = sum(not "".join(row.cells.values()).isspace() for row in grid.rows if grid.title not in read)
        if count:
            what = f"{quantity(count, 'row')} without a table"
            report.add(LossKind.DROPPED, f"sheet {grid.title}", "", what)


def find_table(grid: Grid, is_header: Callable[[frozenset[str]], bool], file: str) -> SheetTable | None:
    """Return the table whose header is in the first rows of a sheet; None where there is none.

    Args:
        grid: The sheet.
        is_header: Tells whether the folded texts of a row are those of a header.
        file: The name of the file, for messages.
    """
    for index, row in enumerate(grid.rows):
        if row.number > _HEADER_ROWS:
            break
        if is_header(frozenset(map(folded, row.cells.values()))):
            return SheetTable(grid, row, tuple(grid.rows[:index]), file)
    return None


def tables_of(
    grids: Iterable[Grid], is_header: Callable[[frozenset[str]], bool], file: str = ""
) -> Iterator[SheetTable]:
    """Yield the table of each sheet that has one.

    Args:
        grids: The sheets.
        is_header: Tells whether the folded texts of a row are those of a header.
        file: The name of the file, for messages.
    """
    for grid in grids:
        table = find_table(grid, is_header, file)
        if table is not None:
            yield table


def labelled(above: tuple[GridRow, ...], labels: re.Pattern[str]) -> dict[str, str]:
    """Return what rows above a header say, by label: beside the label, or in the next filled cell.

    Args:
        above: The rows.
        labels: The labels, without the colon after them.
    """
    found: dict[str, str] = {}
    for row in above:
        texts = [tidy(row.cells[place]) or "" for place in sorted(row.cells)]
        for text, beside in zip(texts, [*texts[1:], ""], strict=False):
            matches = list(labels.finditer(text))
            for match, following in zip(matches, [*matches[1:], None], strict=False):
                value = text[match.end() : following.start() if following else None].strip(" :")
                if not value and following is None and not labels.match(beside):
                    value = beside
                if value:
                    found.setdefault(folded(match[0].strip(" :")), value)
    return found
