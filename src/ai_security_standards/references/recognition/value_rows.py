"""The edition that a row of values states for the document that it names, in statements of a database."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page

__all__ = ["edition_in_row"]

#: A row states an edition within so many characters after the name.
LONGEST_ROW = 400

_COLUMNS = regex(r"insert\s+into\s+[\w.\"]+\s*\(([^()]*)\)\s*values\b", re.IGNORECASE)
_EDITION_COLUMN = regex(r"\b(?:version|edition|vers[aã]o|versi[oó]n|revision)\b", re.IGNORECASE)
_VALUE = regex(r",\s*'((?:v(?:ersion)?[ ]?)?[0-9]+(?:\.[0-9]+)*)'\s*[,)]", re.IGNORECASE)
_ROW_END = regex(r"\)\s*[,;]\s*(?:\n|\Z)")


def edition_in_row(page: Page, end: int, standard: str) -> str | None:
    """Return the known edition that a row of values states behind the name of a document, None without one.

    Examples::

        INSERT INTO frameworks (name, version) VALUES ('NIST Cybersecurity Framework', '1.1')

    Args:
        page: The text.
        end: Where the name ends.
        standard: The id of the document.
    """
    if page.text[end : end + 1] != "'":
        return None
    stop = _ROW_END.search(page.text, end, end + LONGEST_ROW)
    values = list(_VALUE.finditer(page.text, end, stop.end() if stop else end + LONGEST_ROW))
    if not values or not _has_column(page.text, end):
        return None
    editions = page.lexicon.names.editions
    found = (editions.match_text(standard, value[1]).edition for value in values)
    return next(filter(None, found), None)


def _has_column(text: str, end: int) -> bool:
    """Tell whether the statement around a place inserts rows with a column for versions.

    Args:
        text: The text.
        end: The place.
    """
    start = max(text.rfind("INSERT INTO", 0, end), text.rfind("insert into", 0, end))
    columns = _COLUMNS.match(text, start, end) if start >= 0 else None
    return (
        columns is not None
        and _EDITION_COLUMN.search(columns[1]) is not None
        and ";\n" not in text[columns.end() : end]
    )
