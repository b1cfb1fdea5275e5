"""Read a filled-in checklist from CSV or a workbook."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .._store.files import read_text
from ..assessments import Assessment, Result
from ..errors import InvalidData, nearest
from ..tables import xlsx

TYPE_CHECKING = False

__all__ = []

SAME = " = "  # between the references of an item that several provisions ask for

_HEADER = ("id", "result")


_FURTHER = ("evidence", "assessor", "date", "note")


def _entries(source: str | os.PathLike[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The filled rows below the header, each with its place, as mappings by column."""
    if name.lower().endswith(".xlsx"):
        sheets = [(f"sheet {title}, ", rows) for title, rows in xlsx.read(source)]
    else:
        text = os.fspath(source) if name == "the text" else read_text(source)
        sheets = [("", _csv(text))]
    for title, rows in sheets:
        for number, row in enumerate(rows[:_TOP]):
            header = [str(cell).strip().casefold() if cell is not None else "" for cell in row]
            if set(_HEADER) <= set(header):
                yield from _below(title, number, header, rows, name)
                return
    heads = [str(cell).strip() for _, rows in sheets for row in rows[:1] for cell in row if cell is not None]
    missing = next(each for each in _HEADER if each not in map(str.casefold, heads)) if heads else "id"
    near = nearest(missing, heads)
    raise InvalidData(
        f"there is no column {missing!r}{f', but {near[0]!r}' if near else ''}",
        name,
        "the header",
        missing,
        f"keep the columns {' and '.join(_HEADER)} under these names",
    )


_TOP = 30  # rows in which the header is sought: people write titles above it


def _below(
    title: str, number: int, header: list[str], rows: list[tuple[Any, ...]], name: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    wanted = (*_HEADER, *_FURTHER)
    twice = [each for each in wanted if header.count(each) > 1]
    if twice:
        raise InvalidData(
            f"there are two columns {twice[0]!r}", name, f"{title}row {number + 1}", twice[0], "rename one"
        )
    places = {each: header.index(each) for each in wanted if each in header}
    for line, row in enumerate(rows[number + 1 :], number + 2):
        cells = {each: row[place] if place < len(row) else None for each, place in places.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            yield f"{title}row {line}", cells


def _csv(text: str) -> list[tuple[Any, ...]]:
    """The rows of CSV, whatever a spreadsheet took for its delimiter."""
    import csv
    import io

    def rows(delimiter: str) -> list[tuple[Any, ...]]:
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        return [tuple(map(_bare, line)) for line in lines]

    def fitness(found: list[tuple[Any, ...]]) -> int:
        return max((len(set(map(str.casefold, row)) & set(_HEADER)) for row in found[:_TOP]), default=0)

    return max((rows(delimiter) for delimiter in ",;\t"), key=fitness)


def _bare(cell: str) -> str:
    return cell[1:] if _LED.match(cell) else cell


_LED = re.compile("'[=+\\-@\t\r\n']")


def _entered(place: str, cells: Mapping[str, Any], name: str) -> Iterator[Result]:
    """The results of one row: one for each provision of its item."""
    if not cells["id"]:
        raise InvalidData(
            "something is entered for no item", name, place, "id", "copy the id of the item into this row"
        )
    for ref in str(cells["id"]).split(SAME):
        try:
            yield from Assessment.of([{**cells, "ref": ref}], strict=False)
        except InvalidData as wrong:
            field = "id" if wrong.field == "ref" else wrong.field
            raise InvalidData(wrong.problem, name, place, field, wrong.repair) from None
