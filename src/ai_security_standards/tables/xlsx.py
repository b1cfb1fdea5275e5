"""Sheets of Excel (ISO/IEC 29500), written so that no text becomes a formula.

Needs the extra `xlsx` (openpyxl), else ImportError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from . import require_extra
from .text import FORMULA_SIGNS

__all__ = ["write"]

# What XML 1.0 cannot hold or alters (a carriage return), and what looks like its escape.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write(
    path: str | os.PathLike[str],
    title: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    choices: Mapping[str, Sequence[str]],
    source: str = "",
) -> None:
    """Write one sheet with a frozen header and a filter; every cell is a text.

    Args:
        path: The file.
        title: The name of the sheet.
        columns: The width of each column, in characters.
        rows: The texts, in the order of the columns.
        choices: The words that the cells of a column may hold, to choose from a list.
        source: A line on the source, for the properties of the file and the footer of printed pages.
    """
    library, styles = require_extra("openpyxl", "xlsx"), require_extra("openpyxl.styles", "xlsx")
    book = library.Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate([list(columns), *rows], 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = _UNSAFE.sub(_escape, text) or None
            cell.data_type = "s" if text else "n"
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            # Without this mark Excel reads a text such as =1+1 as a formula once somebody edits it.
            cell.quotePrefix = text.startswith(FORMULA_SIGNS)
            cell.font = styles.Font(bold=number == 1)
    book.properties.description = source
    sheet.oddFooter.left.text = source.replace("&", "&&") or None
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    letters = {name: library.utils.get_column_letter(place) for place, name in enumerate(columns, 1)}
    for name, width in columns.items():
        sheet.column_dimensions[letters[name]].width = width
    validation = require_extra("openpyxl.worksheet.datavalidation", "xlsx")
    for name, words in choices.items():
        rule = validation.DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        rule.error = f"write {', '.join(words)}, or leave it empty"
        rule.add(f"{letters[name]}2:{letters[name]}{len(rows) + 1}")
        sheet.add_data_validation(rule)
    book.save(path)


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
