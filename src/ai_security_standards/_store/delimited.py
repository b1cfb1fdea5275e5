"""Read CSV as spreadsheets write it: with commas, semicolons or tabs, and with formulas made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ..errors import InvalidData
from ..tables.text import FORMULA_SIGNS

__all__ = ["DELIMITERS", "LAST_LINE", "Delimited", "delimited_rows", "read_delimited", "unclosed"]

#: The delimiters that spreadsheets write.
DELIMITERS = ",;\t"
#: A line behind the last one: a quotation mark that is never closed takes it into its cell.
LAST_LINE = "\ue000end\ue000"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

#: A row, as the texts of its cells.
Row = tuple[str, ...]


class Delimited(NamedTuple):
    """The rows of CSV, and the first fault of another reading of it."""

    rows: Sequence[Row]
    fault: InvalidData | None


def read_delimited(text: str, name: str, merit: Callable[[Sequence[Row]], object]) -> Delimited:
    r"""Return the rows that one of three delimiters gives.

    Args:
        text: The text.
        name: The name of the file, for messages.
        merit: How well rows fit: the delimiter whose rows fit best is taken, a comma where all are alike.

    >>> read_delimited("id;note\n1;a, b\n", "a.csv", lambda rows: len(rows[0])).rows
    [('id', 'note'), ('1', 'a, b')]
    """
    faults: list[InvalidData] = []

    def split(delimiter: str) -> list[Row]:
        try:
            return list(delimited_rows(text, delimiter, name))
        except InvalidData as fault:
            faults.append(fault)
            return []

    rows = max(map(split, DELIMITERS), key=merit)  # type: ignore[arg-type]
    return Delimited(rows, faults[0] if faults else None)


def delimited_rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    r"""Yield the rows of CSV, without a copy of the text.

    Raises:
        InvalidData: A cell is too long, or a quotation mark is never closed.

    >>> list(delimited_rows('id;"a\nb"\r\n1;2', ";", "a.csv"))
    [('id', 'a\nb'), ('1', '2')]
    """
    import csv

    lines = (line[0] for line in _LINE.finditer(text, len(text) - len(text.removeprefix("\ufeff"))))
    reader = csv.reader(chain(lines, [LAST_LINE]), delimiter=delimiter)
    begin = 1
    try:
        for line in iter(reader.__next__, [LAST_LINE]):
            if line and line[-1].endswith(LAST_LINE):
                raise unclosed(name, begin)
            begin = reader.line_num + 1
            yield tuple(map(_unquoted, line))
    except csv.Error as error:
        repair = "shorten the cell, or close the quotation mark before it"
        raise InvalidData(f"{error}", name, f"line {reader.line_num}", repair=repair) from None


def unclosed(name: str, line: int) -> InvalidData:
    """Return the error that a quotation mark is never closed, so that its cell takes the rest of the file."""
    repair = "close it, or fetch the file again: it may have been cut off"
    return InvalidData("a quotation mark in this row is never closed", name, f"line {line}", repair=repair)


def _unquoted(cell: str) -> str:
    """Return a cell without the apostrophe that our CSV puts before a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*FORMULA_SIGNS, "'")) else cell
