"""Workbooks of Excel (ISO/IEC 29500): no text becomes a formula, and the same rows give the same bytes.

The standard library is all that they need.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .text import FORMULA_SIGNS

__all__ = ["MOST_CHARACTERS", "Cell", "SheetContent", "sheet_title", "workbook", "write"]

#: A value of a cell: a text, a whole number, or a day.
Cell = str | int | date

#: The largest number of characters in one cell, as Excel has it; longer texts are cut.
MOST_CHARACTERS = 32_767

# What XML 1.0 cannot hold or alters (a carriage return), and what looks like its escape.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_LONGEST_TITLE = 31

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: The formats of cells: a text, one that looks like a formula (without the mark, Excel reads it as one when
#: somebody edits it), a header, and a day.
_TEXT, _QUOTED, _HEADER, _DAY = 1, 2, 3, 4
#: The day that Excel counts from, as it counts all days after February 1900.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_ALIGNED = '<alignment vertical="top" wrapText="1"/></xf>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_ALIGNED}'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" quotePrefix="1">'
    f'{_ALIGNED}<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" '
    f'applyAlignment="1">{_ALIGNED}<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" '
    f'applyNumberFormat="1" applyAlignment="1">{_ALIGNED}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class SheetContent(NamedTuple):
    """A sheet to be written.

    Attributes:
        title: Its name: at most 31 characters, see `sheet_title`.
        columns: The width of each column by its header, in characters.
        rows: The cells below the header, in the order of the columns.
        choices: The words to choose from, by header.
        above: Rows above the header, which say what the sheet is.
    """

    title: str
    columns: Mapping[str, int]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[str, Sequence[str]] = {}
    above: Sequence[Sequence[Cell]] = ()


def sheet_title(text: str, taken: Iterable[str] = ()) -> str:
    """Return a name that a sheet may have, and that no other has.

    Args:
        text: What it should be called.
        taken: The names of other sheets.

    >>> sheet_title("ISO/IEC 42001:2023"), sheet_title("a" * 40, ["A" * 31])
    ('ISO IEC 42001 2023', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2')
    """
    plain = _NOT_IN_TITLE.sub(" ", text).strip(" '")[:_LONGEST_TITLE].strip(" '") or "Sheet"
    folded = {each.casefold() for each in taken}
    number, title = 1, plain
    while title.casefold() in folded:
        number += 1
        end = f" {number}"
        title = plain[: _LONGEST_TITLE - len(end)] + end
    return title


def write(
    path: str | os.PathLike[str],
    title: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    choices: Mapping[str, Sequence[str]],
    source: str = "",
) -> None:
    """Write a workbook of one sheet with a frozen header and a filter; every cell is a text.

    Args:
        path: The file.
        title: The name of the sheet.
        columns: The width of each column, in characters.
        rows: The texts, in the order of the columns.
        choices: The words that the cells of a column may hold, to choose from a list.
        source: A line on the source, for the properties of the file and the footer of printed pages.
    """
    from ..vocabulary.criteria import path_of

    name = path_of("path", path)
    content = workbook([SheetContent(title, columns, rows, choices)], source)
    Path(name).write_bytes(content)


def workbook(sheets: Sequence[SheetContent], source: str = "") -> bytes:
    """Return a workbook of some sheets, each with a frozen header and a filter.

    Args:
        sheets: The sheets.
        source: A line on the source, for the properties of the file and the footer of printed pages.

    >>> rows = [["LLM01", "=1+1"]]
    >>> workbook([SheetContent("One", {"id": 9, "note": 9}, rows)])[:2]
    b'PK'
    """
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts(sheets, source):
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, text.encode())
    return made.getvalue()


def _parts(sheets: Sequence[SheetContent], source: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a workbook, each with its name."""
    numbered = list(enumerate(sheets, 1))
    overrides = [("/xl/workbook.xml", f"{_TYPES}-officedocument.spreadsheetml.sheet.main+xml")]
    overrides += [
        (f"/xl/worksheets/sheet{number}.xml", f"{_TYPES}-officedocument.spreadsheetml.worksheet+xml")
        for number, _ in numbered
    ]
    overrides += [
        ("/xl/styles.xml", f"{_TYPES}-officedocument.spreadsheetml.styles+xml"),
        ("/docProps/core.xml", f"{_TYPES}-package.core-properties+xml"),
    ]
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPES}-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
        + "</Types>",
    )
    yield (
        "_rels/.rels",
        _relationships(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield (
        "docProps/core.xml",
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:description>{_text(source)}</dc:description></cp:coreProperties>",
    )
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in numbered
    )
    # The header is repeated on each printed page.
    printed = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">'
        f"{escape(_quoted_title(sheet.title))}!$1:${len(sheet.above) + 1}</definedName>"
        for number, sheet in numbered
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        f"<definedNames>{printed}</definedNames></workbook>",
    )
    targets = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    yield "xl/_rels/workbook.xml.rels", _relationships(*targets, (f"{_OFFICE}/styles", "styles.xml"))
    yield "xl/styles.xml", _STYLES
    for number, sheet in numbered:
        yield f"xl/worksheets/sheet{number}.xml", "".join(_worksheet(sheet, source))


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _worksheet(sheet: SheetContent, source: str) -> Iterator[str]:
    """Yield the pieces of a sheet, in the order that the standard wants."""
    header = len(sheet.above) + 1
    last = header + len(sheet.rows)
    letters = [_letters(place) for place in range(1, len(sheet.columns) + 1)]
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{header}" topLeftCell="A{header + 1}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    )
    for place, width in enumerate(sheet.columns.values(), 1):
        yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for number, row in enumerate([*sheet.above, list(sheet.columns), *sheet.rows], 1):
        style = _HEADER if number == header else _TEXT
        cells = (_cell(f"{_letters(place)}{number}", value, style) for place, value in enumerate(row, 1))
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield f'</sheetData><autoFilter ref="A{header}:{letters[-1]}{last}"/>'
    if sheet.choices and sheet.rows:
        yield f'<dataValidations count="{len(sheet.choices)}">'
        for name, words in sheet.choices.items():
            letter, listed = letters[list(sheet.columns).index(name)], ",".join(words)
            error = quoteattr(f"write {', '.join(words)}, or leave it empty")
            yield (
                f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" error={error} '
                f'sqref="{letter}{header + 1}:{letter}{last}">'
                f'<formula1>"{escape(listed)}"</formula1></dataValidation>'
            )
        yield "</dataValidations>"
    yield '<pageSetup orientation="landscape" fitToHeight="0"/>'
    if source:
        yield f"<headerFooter><oddFooter>&amp;L{_text(source.replace('&', '&&'))}</oddFooter></headerFooter>"
    yield "</worksheet>"


def _cell(place: str, value: Cell, style: int) -> str:
    """Return a cell: a number, a day, or a text that stays one; nothing for an empty text."""
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DAY}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    if style == _TEXT and value.startswith(FORMULA_SIGNS):
        style = _QUOTED
    text = _text(value[:MOST_CHARACTERS])
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


@cache
def _letters(place: int) -> str:
    """Return the letters of a column by its number, from one.

    >>> _letters(1), _letters(26), _letters(28)
    ('A', 'Z', 'AB')
    """
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _text(text: str) -> str:
    """Return a text as XML has it."""
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(text)


def _quoted_title(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
