"""Read CSV as spreadsheets write it: with commas, semicolons or tabs, and with formulas made harmless."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..errors import InvalidData
from ..tables.text import FORMULA_SIGNS

__all__ = ["Delimited", "read_delimited"]

_DELIMITERS = ",;\t"

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
    import csv
    import io

    faults: list[InvalidData] = []

    def split(delimiter: str) -> list[Row]:
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        try:
            return [tuple(map(_unquoted, line)) for line in lines]
        except csv.Error as error:
            repair = "shorten the cell, or close the quotation mark before it"
            faults.append(InvalidData(f"{error}", name, f"line {lines.line_num}", repair=repair))
            return []

    rows = max(map(split, _DELIMITERS), key=merit)  # type: ignore[arg-type]
    return Delimited(rows, faults[0] if faults else None)


def _unquoted(cell: str) -> str:
    """Return a cell without the apostrophe that our CSV puts before a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*FORMULA_SIGNS, "'")) else cell
