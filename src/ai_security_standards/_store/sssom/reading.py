"""Bytes to sheets; every error names its line, column and repair."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from ...algebra import type_of
from ...errors import InvalidData, StandardsError
from ...records.dates import PartialDate
from ...records.refs import Ref
from ...records.relationships import MappingSet
from ...vocabulary import Rationale
from .. import files
from ..findings import first_duplicate
from .headers import header_of, without_repetition
from .metadata import parse_metadata
from .sheets import CODES, NEGATED, SEPARATOR, Column, Sheet, Texts
from .slots import COLUMNS, ENDS, JUSTIFIED, KEPT, OURS, PREFIXES, SSSOM, unknown_slot_repair

__all__ = ["read"]

_OSCAL = "http://csrc.nist.gov/ns/oscal#"
_KNOWN_COLUMNS = frozenset((*SSSOM, *COLUMNS, *KEPT))
_REQUIRED_COLUMNS = ("subject_id", "predicate_id", "object_id")


def read(content: bytes, name: str) -> Sheet:
    """Parse a mapping set.

    Args:
        content: The bytes of the file.
        name: Its name, which ends in the id of the set and `.sssom.tsv`.

    Raises:
        InvalidData: The content is not SSSOM, or a cell has a wrong value.
    """
    lines = files.decode_text(content, name).split("\n")
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if lines.pop() or head >= len(lines):
        raise InvalidData(
            "the table is missing, or its last line has no line break",
            name,
            repair="end the table with a line break; the file may have been cut off",
        )
    metadata = parse_metadata([line.rstrip("\r") for line in lines[:head]], name)
    prefixes = metadata.pop("curie_map", {})
    if not isinstance(prefixes, dict) or not all(isinstance(each, str) for each in prefixes.values()):
        raise InvalidData(
            "the value is not a map of prefixes", name, field="curie_map", repair="write prefix: address"
        )
    extensions = metadata.pop("extension_definitions", None) or []
    if not isinstance(extensions, list) or not all(isinstance(each, dict) for each in extensions):
        raise _extension_error("the value is not a list of maps", name)
    if not all(isinstance(each.get("slot_name"), str) for each in extensions):
        raise _extension_error("a slot_name is missing, or not a text", name)
    declared = {each["slot_name"] for each in extensions}
    header = header_of(metadata, declared, prefixes, name)
    return _sheet(header, lines[head:], _Reader(name, head, {**PREFIXES, **prefixes}, declared))


class _Reader(NamedTuple):
    """What the cells of a table are read with."""

    name: str
    head: int
    prefixes: Mapping[str, str]
    declared: set[Any]


def _sheet(header: MappingSet, lines: list[str], reader: _Reader) -> Sheet:
    # With its line break, so that one inside a quoted cell is seen.
    rows = csv.reader((f"{line}\n" for line in lines), delimiter="\t", strict=True)
    ends, types = _Ends(reader.prefixes), _Types(reader.prefixes)
    subjects, objects, codes = array("I"), array("I"), bytearray()
    column = ""
    try:
        # Names of this function are read faster than attributes, for every row of a large file.
        width, subject, predicate, target, modifier, dates, texts, fields = _layout(
            next(rows), reader.declared
        )
        for cells in rows:
            column = ""
            if len(cells) != width:
                raise InvalidData(
                    f"the row has {_cells(len(cells))}, and the first row {_cells(width)}",
                    repair="give a cell to every column; the file may have been cut off",
                )
            column = "subject_id"
            subjects.append(ends[cells[subject]])
            column = "object_id"
            objects.append(ends[cells[target]])
            column = "predicate_id"
            code = types[cells[predicate]]
            if modifier is not None and cells[modifier]:
                column = "predicate_modifier"
                code |= _negation(cells[modifier])
            codes.append(code)
            if dates is not None:
                cells[dates.full] = cells[dates.full] or cells[dates.partial]
            for column, place, values in texts:  # noqa: B007 - errors name the column
                values.add(cells[place])
    except (csv.Error, StandardsError) as error:
        problem = getattr(error, "problem", str(error))
        repair = getattr(error, "repair", "") or "quote the cell as RFC 4180 requires, or correct the word"
        line = f"line {reader.head + rows.line_num}"
        raise InvalidData(problem, reader.name, line, column, repair) from None
    filled = {field: (values.places, values.values) for field, values in fields.items() if values.filled}
    sheet = Sheet(header, tuple(ends.refs), subjects, objects, bytes(codes), _without_usual(filled))
    sheet.header = without_repetition(sheet.header)
    return sheet


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"


def _without_usual(texts: Mapping[str, Texts]) -> dict[str, Texts]:
    """Return the columns without the usual justification, which is written anew."""
    others = {field: column for field, column in texts.items() if field != "justification"}
    places, values = texts.get("justification", (array("I"), (None,)))
    if JUSTIFIED in values:
        usual = values.index(JUSTIFIED)
        places = array("I", [0 if place == usual else place for place in places])
    if set(values) - {None, JUSTIFIED}:
        others["justification"] = places, values
    return others


# ---------------------------------------------------------------- columns


class _Dates(NamedTuple):
    """The places of the columns of full dates and of partial ones."""

    full: int
    partial: int


class _Layout(NamedTuple):
    """The places of the columns of a table, and the values of its texts."""

    width: int
    subject: int
    predicate: int
    object: int
    modifier: int | None
    dates: _Dates | None
    texts: list[tuple[str, int, Column]]
    fields: Mapping[str, Column]


def _layout(columns: list[str], declared: set[Any]) -> _Layout:
    _check_columns(columns, declared)
    places = {column: place for place, column in enumerate(columns)}
    dates = None
    if "mapping_date" in places and "dated" in places:
        dates = _Dates(places["mapping_date"], places["dated"])
    fields: dict[str, Column] = {}
    texts = []
    for column, place in places.items():
        if column not in ENDS and not (column == "dated" and dates is not None):
            field = COLUMNS.get(column, column)
            fields[field] = Column(_CHECKS.get(field, _check_text))
            texts.append((column, place, fields[field]))
    subject, predicate, target = (places[column] for column in _REQUIRED_COLUMNS)
    modifier = places.get("predicate_modifier")
    return _Layout(len(columns), subject, predicate, target, modifier, dates, texts, fields)


def _extension_error(problem: str, name: str) -> InvalidData:
    return InvalidData(problem, name, field="extension_definitions", repair='write [{"slot_name": "…"}]')


def _check_columns(columns: list[str], declared: set[Any]) -> None:
    for column in _REQUIRED_COLUMNS:
        if column not in columns:
            raise InvalidData(
                f"the column {column} is missing", repair="add it, or rename the column that has its meaning"
            )
    if (duplicate := first_duplicate(columns)) is not None:
        raise InvalidData(f"duplicate column {duplicate[:40]!r}", repair="keep one of the two")
    for column in columns:
        if column not in _KNOWN_COLUMNS and column not in declared:
            raise InvalidData(
                f"unknown column {column[:40]!r}", repair=unknown_slot_repair(column, _KNOWN_COLUMNS)
            )


# ---------------------------------------------------------------- cells


class _Ends(dict[str, int]):
    """The place in `refs` of the reference in a cell; each distinct cell is parsed once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes
        self.refs: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        ref = _ref(cell, self._prefixes)
        place = self[cell] = self.refs.setdefault(ref, len(self.refs))
        return place


class _Types(dict[str, int]):
    """The code of the type in a cell; each distinct cell is parsed once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, cell: str) -> int:
        address = _address(cell, self._prefixes)
        code = self[cell] = CODES[type_of(address.removeprefix(OURS["rel"]).removeprefix(_OSCAL))]
        return code


def _address(cell: str, prefixes: Mapping[str, str]) -> str:
    """Return a CURIE with a known prefix as an address, and anything else as it is."""
    prefix, colon, rest = cell.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else cell


def _ref(cell: str, prefixes: Mapping[str, str]) -> str:
    """Return the reference in a CURIE or an address."""
    address = _address(cell, prefixes)
    if not address.startswith(OURS["aiss"]):
        raise InvalidData(
            f"{cell[:60]!r} is not a reference of the catalog",
            repair="write aiss:standard@edition:provision, such as aiss:owasp-llm-top-10@2025:LLM01",
        )
    text = unquote(address.removeprefix(OURS["aiss"]))
    if Ref.parse(text).edition is None:
        raise InvalidData(f"{text!r} has no edition", repair="write aiss:standard@edition:provision")
    return text


def _negation(cell: str) -> int:
    if cell != "Not":
        raise InvalidData(f"unknown modifier {cell[:40]!r}", repair="write Not, or leave it empty")
    return NEGATED


def _check_text(cell: str) -> None:
    if not cell.isprintable() or cell.isspace():
        raise InvalidData("the text is blank or has unprintable characters", repair="remove them")


def _number_check(low: int, high: int, kind: Callable[[str], float]) -> Callable[[str], None]:
    def check(cell: str) -> None:
        try:
            valid = len(cell) < 20 and low <= kind(cell) <= high
        except ValueError:
            valid = False
        if not valid:
            raise InvalidData(
                f"{cell[:40]!r} is not a number from {low} to {high}", repair="write such a number"
            )

    return check


def _check_rationale(cell: str) -> None:
    words = [word.value for word in Rationale]
    if cell not in words:
        raise InvalidData(f"unknown rationale {cell[:40]!r}", repair=f"write one of {', '.join(words)}")


def _check_caveats(cell: str) -> None:
    for text in cell.split(SEPARATOR):
        if not text or text != text.strip():
            raise InvalidData(
                f"a caveat of {cell[:40]!r} is blank, or begins or ends with a blank",
                repair=f"write each caveat once, with {SEPARATOR} between two of them",
            )
        _check_text(text)


_CHECKS: Mapping[str, Callable[[str], object]] = {
    "confidence": _number_check(0, 1, float),
    "strength": _number_check(0, 10, int),
    "date": PartialDate,
    "rationale": _check_rationale,
    "caveats": _check_caveats,
}
