"""Sheets as others write them, for the tests of their formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ai_security_standards import formats
from ai_security_standards.tables.text import as_csv
from ai_security_standards.tables.xlsx import SheetContent, workbook

__all__ = ["Rows", "book", "csv_bytes", "entries"]

Rows = Sequence[Sequence[str]]


def csv_bytes(rows: Rows) -> bytes:
    """Return rows as CSV."""
    return "".join(as_csv(list(row), []) for row in rows).encode()


def book(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook whose sheets have these rows."""
    made = []
    for title, rows in sheets.items():
        width = max(map(len, rows))
        padded = [[*row, *[""] * (width - len(row))] for row in rows]
        last = {" " * place: 9 for place in range(1, width + 1)}  # a last row of blanks
        made.append(SheetContent(title, last, [], above=padded))
    return workbook(made)


def entries(found: formats.Import | formats.Export, *without: str) -> list[tuple[str, str, str]]:
    """Return the entries of a report, but for those of some kinds."""
    left_out = ("assumed", "matched", *without)
    return [(each.kind.value, each.field, each.what) for each in found.losses if each.kind not in left_out]
