"""Fit the columns of a table into a terminal: what holds the answer stays, titles give way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from ..records.cards import cell_text, shortened
from .style import GAP

__all__ = ["Fitted", "fit_columns"]

#: Columns of prose, which are narrowed first.
_PROSE = frozenset(
    "name title names designation question ask_for what text reasons fit source_title target_title".split()
)
#: What is narrowed, and to which width, until all fits: 0 is prose, 1 lists and references, 2 the rest.
_STEPS = ((0, 16), (1, 22), (0, 8), (2, 8))
#: A width in which prose can be read: references are shortened before it is narrower.
_PROSE_ROOM = 24
#: The largest width to which columns are padded where nothing is shortened.
_PADDED = 60
#: The largest number of characters of a cell.
_CELL = 10_000
_REF = re.compile(r"([a-z0-9][a-z0-9.-]*)@([^:\s]+)(?::(\S.*))?\Z")

_Cells = list[list[str]]


class Fitted(NamedTuple):
    """The cells of a table, the width of each column, and lines that say what was shortened.

    Attributes:
        cells: The texts of each row; None where no widths fit.
        widths: The width of each column.
        notes: What is written before the table.
        whole: Whether longer cells are written whole, past the width of their column.
    """

    cells: _Cells | None
    widths: list[int]
    notes: tuple[str, ...] = ()
    whole: bool = False


def fit_columns(names: Sequence[str], rows: Sequence[Mapping[str, Any]], width: int | None) -> Fitted:
    """Return the cells of rows as they fit into a width.

    References are shortened by what they have in common, then titles, then lists.

    Args:
        names: The columns, the first of which names the row.
        rows: The rows.
        width: The width of the terminal; None where nothing is shortened.
    """
    values = [[row[name] for name in names] for row in rows]
    whole = [[cell_text(value) for value in row] for row in values]
    if width is None:
        shown = _in_lines(whole)
        return Fitted(shown, [min(size, _PADDED) for size in _widths(names, shown)], whole=True)
    room = width - len(GAP) * (len(names) - 1)
    is_list = [any(_is_list(row[place]) for row in values) for place in range(len(names))]
    found = Fitted(None, [])
    for cells, notes in _forms(values, whole):
        widths = _widths(names, _in_lines(cells))
        prose = [_PROSE_ROOM if name in _PROSE else size for name, size in zip(names, widths, strict=True)]
        found = Fitted(_in_lines(cells), widths, notes)
        if sum(map(min, prose, widths)) <= room:
            break
    ranks = [0 if name in _PROSE else 1 if listed else 2 for name, listed in zip(names, is_list, strict=True)]
    widths = found.widths
    for rank, least in _STEPS:
        places = [place for place, each in enumerate(ranks) if each == rank and place]
        widths = _narrowed(widths, places, least, room)
    fits = sum(widths) <= room or len(names) == 1
    return found._replace(cells=found.cells if fits else None, widths=widths)


def _is_list(value: Any) -> bool:
    """Tell whether a value has several texts, or is a reference, which is narrowed as little."""
    return isinstance(value, tuple) or (isinstance(value, str) and _REF.fullmatch(value) is not None)


def _in_lines(cells: Iterable[Sequence[str]]) -> _Cells:
    return [[shortened(cell, _CELL) for cell in row] for row in cells]


def _widths(names: Sequence[str], cells: _Cells) -> list[int]:
    return [max(map(len, column)) for column in zip(names, *cells, strict=True)]


def _narrowed(widths: Sequence[int], places: Sequence[int], least: int, room: int) -> list[int]:
    """Return the widths, some of them narrowed until all fit or these are as narrow as can be.

    Args:
        widths: The widths of the columns.
        places: The columns to narrow, the widest first.
        least: The smallest width of these.
        room: The sum that fits.
    """
    found = list(widths)
    while sum(found) > room and any(found[place] > least for place in places):
        found[max(places, key=found.__getitem__)] -= 1
    return found


# ---------------------------------------------------------------- references


def _forms(values: Sequence[Sequence[Any]], whole: _Cells) -> Iterator[tuple[_Cells, tuple[str, ...]]]:
    """Yield the cells in ever shorter forms, each with the lines that explain it."""
    yield whole, ()
    refs = [
        text for row in values for value in row for text in _texts(value) if _REF.fullmatch(text) is not None
    ]
    if not refs:
        return
    yield [[_cell(value, str) for value in row] for row in values], ()
    editions: dict[str, set[str]] = {}
    for text in refs:
        standard, edition, _ = _parts(text)
        editions.setdefault(standard, set()).add(edition)
    single = {standard: found.pop() for standard, found in editions.items() if len(found) == 1}
    shorten = partial(_without_edition, frozenset(single))
    yield [[_cell(value, shorten) for value in row] for row in values], _editions_note(single)
    first = {_REF.sub(r"\1@\2", str(row[0])) for row in values}
    if len(values) > 1 and len(first) == 1 and all(_parts(str(row[0]))[2] for row in values):
        (document,) = first
        common = f"Parts of {document}, unless another document is named"
        shorten = partial(_without_document, document, frozenset(single))
        single.pop(document.partition("@")[0], None)
        notes = (common, *_editions_note(single))
        yield [[_cell(value, shorten) for value in row] for row in values], notes


def _editions_note(single: Mapping[str, str]) -> tuple[str, ...]:
    """Return the line that names the editions that the cells leave out."""
    documents = ", ".join(f"{standard}@{edition}" for standard, edition in sorted(single.items()))
    return (f"Editions: {documents}",) if single else ()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(each for each in value if isinstance(each, str))
    return (value,) if isinstance(value, str) else ()


def _parts(ref: str) -> tuple[str, str, str]:
    """Return standard, edition and provision of a reference; of another text, nothing."""
    found = _REF.fullmatch(ref)
    return ("", "", "") if found is None else (found[1], found[2], found[3] or "")


def _without_edition(single: frozenset[str], document: str) -> str:
    """Return a document without its edition, where it has one alone in the table."""
    standard = document.partition("@")[0]
    return standard if standard in single else document


def _without_document(common: str, single: frozenset[str], document: str) -> str:
    return "" if document == common else _without_edition(single, document)


def _cell(value: Any, shorten: Callable[[str], str]) -> str:
    """Return a cell; references to parts of one document, one after the other, name it once.

    Args:
        value: The value of the cell.
        shorten: Gives the text of a document.
    """
    texts = _texts(value)
    if not texts or any(_REF.fullmatch(text) is None for text in texts):
        return cell_text(value)
    found: list[str] = []
    last = None
    for text in texts:
        standard, edition, provision = _parts(text)
        document = f"{standard}@{edition}"
        shown = shorten(document)
        if provision and (document == last or not shown):
            found.append(provision)
        else:
            found.append(f"{shown}:{provision}" if provision else shown or document)
        last = document if provision else None
    return ", ".join(found)
