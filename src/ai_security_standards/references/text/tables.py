"""The cells of Markdown tables, with the standards that their column headers name."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["Cell", "Row", "cells_under_headers", "rows_of_tables"]

_DELIMITER_ROW = regex(r"[ \t\r:|-]+\Z")
_BAR = regex(r"(?<!\\)\|")
#: In a line with links to pages, one in "[[page|label]]" is of the link.
_BAR_AMONG_LINKS = regex(r"(?<!\\)\|(?![^\[\]|\n]*\]\])")


#: A header may have so many cells more than the line of dashes.
MOST_CELLS_MORE = 1


class Cell(NamedTuple):
    """A table cell below a header that names standards or laws.

    `start` and `end` are its place in the text; `standards` are the ids that the header names, empty
    where it names only documents outside the register. `header` is the place of the header.
    """

    start: int
    end: int
    standards: tuple[str, ...]
    header: tuple[int, int]


class Row(NamedTuple):
    """A row of a Markdown table below its header: its place, and those of its cells.

    `table` numbers the tables of a text; `headers` are the texts of their column headers; `filled` tells
    how many cells are not empty.
    """

    start: int
    end: int
    table: int
    cells: tuple[tuple[int, int], ...]
    headers: tuple[str, ...]
    filled: int


class _CellText(NamedTuple):
    """A cell of one line, with its place in the text."""

    start: int
    end: int
    text: str


def cells_under_headers(text: str, standards_of: Callable[[str], tuple[str, ...] | None]) -> Iterator[Cell]:
    """Yield the cells of every table in a text whose column header names a document.

    A line with far more cells than the one of dashes below it is no header.

    Args:
        text: Markdown, with or without tables.
        standards_of: Returns the standards that a header names; None where it names no document.
    """
    columns: dict[int, _Header] = {}
    line_before, start_before = "", 0
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if "|" not in line:
            columns = {}
        elif "--" in line and _DELIMITER_ROW.match(line):
            cells = list(_split_row(line_before, start_before))
            is_header = len(cells) <= len(list(_split_row(line, start))) + MOST_CELLS_MORE
            headers = [
                (standards_of(cell.text), (cell.start, cell.end)) for cell in (cells if is_header else ())
            ]
            columns = {
                number: _Header(names, place)
                for number, (names, place) in enumerate(headers)
                if names is not None
            }
        elif columns:
            for number, cell in enumerate(_split_row(line, start)):
                if number in columns:
                    yield Cell(cell.start, cell.end, *columns[number])
        line_before, start_before = line, start


def rows_of_tables(text: str) -> Iterator[Row]:
    r"""Yield the rows of every Markdown table of a text.

    >>> [len(row.cells) for row in rows_of_tables("| a | b |\n|---|---|\n| c | d |\n")]
    [2]
    """
    table, is_inside, end = 0, False, -1
    line_before = ""
    headers: tuple[str, ...] = ()
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if "|" not in line:
            is_inside = False
        elif "--" in line and _DELIMITER_ROW.match(line):
            table, is_inside = table + 1, True
            headers = tuple(cell.text.strip(" *_`") for cell in _split_row(line_before, 0))
        elif is_inside:
            texts = list(_split_row(line, start))
            cells = tuple((cell.start, cell.end) for cell in texts)
            yield Row(start, end, table, cells, headers, sum(bool(cell.text.strip()) for cell in texts))
        line_before = line


class _Header(NamedTuple):
    """The standards that a column header names, and its place in the text."""

    standards: tuple[str, ...]
    place: tuple[int, int]


def _split_row(line: str, start: int) -> Iterator[_CellText]:
    """Yield the cells of one line that starts at a place in the text."""
    pattern = _BAR_AMONG_LINKS if "[[" in line else _BAR
    bars = [bar.start() for bar in pattern.finditer(line)]
    if not line.lstrip().startswith("|"):
        bars = [-1, *bars]
    if not line.rstrip().endswith("|"):
        bars = [*bars, len(line)]
    for left, right in itertools.pairwise(bars):
        yield _CellText(start + left + 1, start + right, line[left + 1 : right])
