"""Read Excel workbooks (ISO/IEC 29500) row by row, within limits that are checked before and while reading.

Nothing but the standard library reads them: expat streams the sheets, and blank cells cost nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ..errors import InvalidData
from .files import read_bytes

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED",
    "UNCOMPUTED",
    "Row",
    "Sheet",
    "read_workbook",
]

#: The largest size of all parts of a workbook, unpacked, in bytes.
MAX_UNPACKED = 64 * 2**20
#: The largest number of parts, filled rows, columns, and filled cells in one workbook.
MAX_PARTS, MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 1_000, 100_000, 256, 1_000_000
#: The last row that a sheet of Excel has and how many digits its number has.
LAST_ROW, LONGEST_ROW_NUMBER = 1_048_576, 7
#: The largest number of characters in one cell, as Excel has it.
MAX_CHARACTERS = 32_767

#: What a formula gives whose value nobody has computed.
UNCOMPUTED = object()

#: The number of a row, from one, and the values of its cells up to the last that is filled.
Row = tuple[int, tuple[Any, ...]]

_CHUNK = 2**20  # small pieces make expat read long texts again and again
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
# What is no sign of a date in a number format: quoted and escaped text, colours and conditions.
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LONGEST_FORMAT = 255  # as Excel has it; brackets without an end take time by the square of their number
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
_FIRST_DAYS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}


#: What zipfile and a missing or misplaced part raise, beyond the error classes of zip and XML.
_DEFECTS = (ArithmeticError, EOFError, LookupError, NotImplementedError, RuntimeError, ValueError)


class Sheet(NamedTuple):
    """One sheet of a workbook: its title, and its filled rows as they are read, hidden ones included."""

    title: str
    rows: Iterator[Row]


class _Element(NamedTuple):
    """The beginning of an element: its name without namespace, its attributes likewise; or its end."""

    name: str
    attributes: dict[str, str] | None
    text: str = ""


def read_workbook(path: str, content: bytes | None = None) -> Iterator[Sheet]:
    """Yield the sheets of a workbook in order; read the rows of one before asking for the next.

    Args:
        path: The file, or its name for messages.
        content: Its bytes, where they have been read.

    Raises:
        InvalidData: The file cannot be read, is no workbook, is encrypted, or exceeds a limit.
    """
    packed = BytesIO(read_bytes(path) if content is None else content)
    with _faults_named(path), ZipFile(packed) as archive:
        for title, rows in _Workbook(archive).sheets():
            yield Sheet(title, _faults_named_in(rows, path))


def _faults_named_in(rows: Iterator[Row], path: str) -> Iterator[Row]:
    with _faults_named(path):
        yield from rows


@contextmanager
def _faults_named(path: str) -> Iterator[None]:
    """Raise whatever is wrong with a workbook as InvalidData that names it."""
    try:
        yield
    except _TooLarge as error:
        problem, repair = str(error), "keep the sheets that are read alone in the workbook"
    except InvalidData:
        raise
    except (BadZipFile, zlib.error, expat.ExpatError, *_DEFECTS) as error:
        problem = f"this is not a workbook ({str(error)[:80]})"
        repair = "save it as .xlsx, without a password; if it was cut off, fetch it again"
    else:
        return
    raise InvalidData(problem, path, repair=repair) from None


class _TooLarge(Exception):
    """A limit that a workbook exceeds."""


class _Workbook:
    """The parts of a workbook that its sheets need: shared texts and the formats that mean a date."""

    def __init__(self, archive: ZipFile) -> None:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
            raise _TooLarge(
                f"{len(parts)} parts of {unpacked} bytes are more than the {MAX_PARTS} of {MAX_UNPACKED} "
                "that a workbook may have"
            )
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise ValueError("a part is not packed as in a workbook")
        self.archive = archive
        self.names = {part.filename for part in parts}
        self.cells = 0
        main = self._target("_rels/.rels", "/officeDocument")
        folder, _, file = main.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        self._targets = dict(self._relationships(rels, folder))
        self.in_1904 = False
        self.listed: list[tuple[str, str]] = []
        for element in self._elements(main):
            if element.name == "workbookPr" and element.attributes:
                self.in_1904 = element.attributes.get("date1904") in ("1", "true")
            elif element.name == "sheet" and element.attributes:
                self.listed.append((element.attributes["name"], element.attributes["id"]))
        self.texts = list(self._shared_texts())
        self.dates = list(self._date_styles())

    def sheets(self) -> Iterator[Sheet]:
        """Yield each worksheet with its rows; sheets of charts have none."""
        worksheets = [
            (title, self._targets[name][0])
            for title, name in self.listed
            if self._targets[name][1].endswith("/worksheet")
        ]
        # A part that is named a thousand times would be read as often.
        if not worksheets or len({part for _, part in worksheets}) < len(worksheets):
            raise ValueError("it has no sheet, or one twice")
        for title, part in worksheets:
            yield Sheet(title, self._rows(part))

    def _target(self, rels: str, kind: str) -> str:
        """Return the first part that the relationships of a part name as of a kind."""
        return next(
            (part for _, (part, each) in self._relationships(rels, "") if each.endswith(kind)), "workbook.xml"
        )

    def _relationships(self, rels: str, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
        for element in self._elements(rels):
            if element.name == "Relationship" and element.attributes:
                given = element.attributes
                yield given["Id"], (_joined(folder, given["Target"]), given["Type"])

    def _part(self, kind: str) -> str | None:
        named = (part for part, each in self._targets.values() if each.endswith(kind))
        return next((part for part in named if part in self.names), None)

    def _elements(self, name: str) -> Iterator[_Element]:
        with self.archive.open(name) as part:
            yield from _elements(part)

    def _shared_texts(self) -> Iterator[str]:
        part = self._part("/sharedStrings")
        parts: list[str] = []
        phonetic = False
        for element in self._elements(part) if part else ():
            if element.name == "rPh":
                phonetic = element.attributes is not None
            elif element.attributes is None and element.name == "t" and not phonetic:
                parts.append(element.text)
            elif element.attributes is None and element.name == "si":
                yield _unescaped("".join(parts))
                parts.clear()

    def _date_styles(self) -> Iterator[bool]:
        """Yield for each cell format whether it shows a number as a date."""
        part = self._part("/styles")
        custom: dict[str, bool] = {}
        inside = False
        for element in self._elements(part) if part else ():
            given = element.attributes
            if element.name == "numFmt" and given:
                custom[given["numFmtId"]] = _is_date_format(given["formatCode"])
            elif element.name == "cellXfs":
                inside = given is not None
            elif element.name == "xf" and inside and given is not None:
                number = given.get("numFmtId", "0")
                yield int(number) in _DATE_FORMATS or custom.get(number, False)

    # ------------------------------------------------------------ rows

    def _rows(self, part: str) -> Iterator[Row]:
        number = column = rows = 0
        values: dict[int, Any] = {}
        cell: dict[str, str] = {}
        value: str | None = None
        formula = phonetic = False
        for name, given, text in self._elements(part):
            if given is not None:
                if name == "row":
                    number, column = _row_number(given["r"]) if "r" in given else number + 1, 0
                    values = {}
                elif name == "c":
                    cell, value, formula = given, None, False
                    column = _column(given["r"]) if "r" in given else column + 1
                elif name == "f":
                    formula = True
                phonetic = phonetic or name == "rPh"
            elif name == "rPh":
                phonetic = False
            elif name == "v":
                value = text
            elif name == "t" and not phonetic:
                value = (value or "") + text
            elif name == "c":
                found = UNCOMPUTED if formula and not value else self._value(cell, value)
                if formula and cell.get("t") == "str":
                    found = _unescaped(value or "") or None
                if found is not None and found != "":
                    self._within(column, found)
                    values[column] = found
            elif name == "row" and values:
                rows += 1
                if rows > MAX_ROWS:
                    raise _TooLarge(f"a sheet has more than {MAX_ROWS} filled rows")
                yield number, tuple(map(values.get, range(1, max(values) + 1)))

    def _within(self, column: int, value: Any) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise _TooLarge(f"the sheets have more than {MAX_CELLS} filled cells")
        if column > MAX_COLUMNS:
            raise _TooLarge(f"a row has more than {MAX_COLUMNS} columns")
        if isinstance(value, str) and len(value) > MAX_CHARACTERS:
            raise _TooLarge(f"a cell has more than {MAX_CHARACTERS} characters")

    def _value(self, cell: dict[str, str], value: str | None) -> Any:
        """Return a cell's value: text, truth, number or date; None where it is blank."""
        if not value:
            return None
        kind = cell.get("t", "n")
        if kind == "s":
            return self.texts[_position(value)]
        if kind == "b":
            return value.strip() in ("1", "true")
        if kind != "n":
            return _unescaped(value)
        number = float(value)
        if number and self.dates and self.dates[_position(cell.get("s", "0"))]:
            # Excel counts 29 February 1900, a day that there was not.
            gap = 1 if number < 60 and not self.in_1904 else 0
            return _FIRST_DAYS[self.in_1904] + dt.timedelta(days=number + gap)
        return int(number) if number.is_integer() else number


def _is_date_format(code: str) -> bool:
    """Tell whether a number format shows a number as a date."""
    if len(code) > _LONGEST_FORMAT:
        raise ValueError(f"a number format has {len(code)} characters")
    signs = _NO_SIGN.sub("", code).casefold()
    return "y" in signs or "d" in signs


def _elements(part: IO[bytes]) -> Iterator[_Element]:
    """Yield the beginnings and ends of elements; only those ends carry text whose elements hold some."""
    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[_Element] = []
    texts: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        texts.clear()
        found.append(_Element(_local(name), {_local(key): value for key, value in attributes.items()}))

    def end(name: str) -> None:
        found.append(_Element(_local(name), None, "".join(texts)))
        texts.clear()

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = refuse
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def _position(digits: str) -> int:
    if not digits.strip().isdecimal():
        raise ValueError(f"{digits[:20]!r} is no position")
    return int(digits)


def _row_number(digits: str) -> int:
    if not digits.isdecimal() or len(digits) > LONGEST_ROW_NUMBER or not 0 < int(digits) <= LAST_ROW:
        raise ValueError(f"{digits[:20]!r} is no row of a sheet")
    return int(digits)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _joined(folder: str, target: str) -> str:
    """Return the name of a part that a relationship names, from the folder it is in or from the top."""
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _column(place: str) -> int:
    """Return the number of the column in a cell's place.

    >>> _column("AB12")
    28
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError(f"{place[:20]!r} is no place of a cell")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
