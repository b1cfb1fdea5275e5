"""The titles beside an identifier in its row of a table, also where a cell has only a link to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import regex
from .beside_title import LONGEST_TITLE, Beside
from .column_headers import FOREIGN_TITLE_HEADERS, ID_HEADERS, TITLE_HEADERS, has_header, is_note
from .tables import Row

__all__ = ["SLUG", "CellName", "name_in_cell", "titles_in_row"]

#: What the manner of a title ends with that is the name of a page, as its link has it.
SLUG = "slug"

#: A row has at most so many cells that can be the title of another one.
MOST_CELLS = 12

#: A word of a title of fewer letters has no capital: "Rate Limiting and Throttling".
SHORTEST_CAPITAL = 4

_LINK = regex(r"\[([^\]\n]{1,200})\]\(([^)\s]{1,300})\)")
_TARGET = regex(r"\]\([^)]*\)")
_WIKI_LINK = regex(r"\[\[([^\[\]\n]{1,200})\]\]")
_SLUG = regex(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+")
_EDGE = " \t*_`\"'[]()“”„‘’«»"
#: Headers that name the kind of identifiers, and how these begin: they are of titles beside such ones only.
_KINDS = {
    "tactic": re.compile(r"(?:\b|\.)TA[0-9]{4}"),
    "mitigation": re.compile(r"(?:\b|\.)M[0-9]{4}"),
    "weakness": re.compile(r"\bCWE-[0-9]"),
}


class CellName(NamedTuple):
    """The name in a cell, and whether it is that of a page in a link, with its words apart."""

    text: str
    is_slug: bool


def name_in_cell(text: str) -> CellName:
    """Return what a cell says: the label of a link in it, or else the words of its page's name.

    Examples::

        Model Theft                          Model Theft
        [Model Theft](theft.md)              Model Theft
        [[risks/theft|Model Theft]]          Model Theft
        [[risks/theft-of-models]]            Theft of Models, of a page
        [theft-of-models](theft.md)          Theft of Models, of a page
        theft-of-models                      theft-of-models

    Args:
        text: The text of the cell.
    """
    if "[" not in text:
        return CellName(text.strip(_EDGE), is_slug=False)
    wiki = _WIKI_LINK.fullmatch(text.strip(" \t*_`"))
    if wiki is not None:
        target, _, label = wiki[1].replace("\\|", "|").partition("|")
        name = label.strip() or target.partition("#")[0].rstrip("/").rpartition("/")[2].removesuffix(".md")
    else:
        name = _LINK.sub(r"\1", text) if "](" in text else text
    name = name.strip(_EDGE)
    if name == text.strip(_EDGE) or _SLUG.fullmatch(name) is None:
        return CellName(name, is_slug=False)
    first, *others = re.split(r"[-_]", name)
    words = (word.capitalize() if len(word) >= SHORTEST_CAPITAL else word for word in others)
    return CellName(" ".join([first[:1].upper() + first[1:], *words]), is_slug=True)


def titles_in_row(text: str, row: Row, start: int, end: int) -> Iterator[Beside]:
    """Yield the other cells of a row of a Markdown table, where the identifier is a whole cell.

    Args:
        text: The text.
        row: The row.
        start: Where the identifier starts.
        end: Where it ends.
    """
    place = next((number for number, cell in enumerate(row.cells) if cell[0] <= start < cell[1]), None)
    if place is None or len(row.cells) > MOST_CELLS:
        return
    cell = row.cells[place]
    rest = text[cell[0] : start] + text[end : cell[1]]
    if (_TARGET.sub("", rest) if "](" in rest else rest).strip(_EDGE + "~|"):
        return
    for number, (first, stop) in enumerate(row.cells):
        name = name_in_cell(text[first:stop])
        if number == place or not name.text or len(name.text) > LONGEST_TITLE:
            continue
        is_titled = _is_of_titles(row, number, text[start:end])
        is_firm = is_titled and number == place + 1 and has_header(row, place, ID_HEADERS)
        manner = "column" if is_titled else "note" if is_note(row, number) else "cell"
        shape = (manner, str(row.table), str(place), str(number), *((SLUG,) if name.is_slug else ()))
        yield Beside(shape, name.text, is_firm)


def _is_of_titles(row: Row, number: int, identifier: str) -> bool:
    """Tell whether a column is headed as one of titles of such identifiers.

    Examples::

        Name, Risk, Bezeichnung       beside any identifier
        Tactic                        beside TA0001, and not beside T1001, which belongs to a tactic

    Args:
        row: A row of the table.
        number: The position of the column.
        identifier: The identifier beside it.
    """
    header = row.headers[number].casefold() if number < len(row.headers) else ""
    if header in FOREIGN_TITLE_HEADERS or has_header(row, number, TITLE_HEADERS):
        return True
    kind = header.rpartition(" ")[2]
    return kind in _KINDS and has_header(row, number, (kind,)) and bool(_KINDS[kind].search(identifier))
