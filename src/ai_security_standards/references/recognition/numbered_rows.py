"""Rows of tables with the number of an identifier in one cell and its title in the next."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from ..lexicon.matches import Match
from .page import Page

__all__ = ["is_numbered_row"]

#: The header of the next column is read up to so many characters.
LONGEST_HEADER = 40

_CELL_BEFORE = regex(r"(?:\||\A|\n)[ \t*_`]*\Z")
_CELL_AFTER = regex(r"[ \t*_`]*\|")
_TITLES = regex(
    r"[ \t*_`]*(?:\w+ ){0,2}(?:name|title|weakness|description|nombre|nome|nom|titel|titre|título|titolo)"
    r"[ \t*_`]*(?:\||\n)",
    re.IGNORECASE,
)


def is_numbered_row(page: Page, match: Match, first: int) -> bool:
    """Tell whether a number is a whole cell below the name of its document, with titles in the next column.

    Examples::

        | CWE | Name |          above | 79 | Cross-site scripting |      yes
        | Tool | CWE | CVE |    above | scan | 79 | 12 |                no, as these are counts

    Args:
        page: The text.
        match: The number, as an identifier of the document in the header.
        first: Its token.
    """
    start, end = page.tokens[first].start, page.tokens[match.stop - 1].end
    header = page.column_header(start)
    if header is None or not match.opening_omitted:
        return False
    if not (_CELL_BEFORE.search(page.text[max(start - 5, 0) : start]) and _CELL_AFTER.match(page.text, end)):
        return False
    next_header = page.text[header[1] + 1 : header[1] + 1 + LONGEST_HEADER]
    return page.text[header[1] : header[1] + 1] == "|" and _TITLES.match(next_header) is not None
