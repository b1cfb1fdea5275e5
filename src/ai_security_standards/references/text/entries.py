"""The titles behind identifiers that begin an entry within a line: a cell, a quote, a member of a list."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["CELL", "PAIR", "EntryTitle", "title_in_entry"]

#: What the manner of a title ends with that fills a cell with its identifier.
CELL = "cell"
#: And of one that is all that a bracket has beside it.
PAIR = "pair"

#: A title has at most this many characters.
LONGEST_TITLE = 200

#: An entry begins behind a bar, in quotes, or behind another one; in brackets, before a colon.
_ENTRY = regex(r"(?:[|│║┃][ \t]*|[\"'“„(]|[,;·•↔→+&][ \t]+)[*_`]*\Z")
_SEPARATOR = regex(
    r"[*`]*(?:[ \t]*([(:–—])[ \t]*|[ \t]+(?=[A-Z])|[ \t]+(-)[ \t]+|(-)(?=[A-Z][a-z]+ )"
    r"|(\.)[ \t]+(?=[^\W\da-z_]))[*`\"'“]*"
)
_END = regex(r"[\n|│║┃;()\[\]\"'”*`<>{}→↔]|->|   |\.(?=\s)|[:,] | [–—+-] |\Z")
_WORDS_BELOW = regex(r"\n[ \t*/#]*[A-Za-z]+ ")
_WORD = regex(r"[^\W\d_]{3}")
_QUOTES, _BARS = frozenset("\"'“„"), frozenset("|│║┃")


class EntryTitle(NamedTuple):
    """A title, and the sign between it and the identifier before it, "" for a space.

    `is_cell` tells that the two fill a cell.
    """

    sign: str
    title: str
    is_cell: bool = False


def title_in_entry(text: str, end: int, before: str) -> EntryTitle | None:
    """Return what stands behind an identifier that begins an entry within a line, to the end of a phrase.

    Examples::

        articles: ["Art. 51 (Classification)", "Art. 52 (Procedure)"]
        | Logs | AML.T0006 (Active Scanning) |
        A.8.16 Monitoring activities, A.8.23 Web filtering
        "A02:2025-Security Misconfiguration"
        'A.8.23. Web filtering'                    a full stop only within quotes
        (A.8.16: Monitoring activities)            in brackets only a colon

    Args:
        text: The text.
        end: Where the identifier ends.
        before: Its line before it.
    """
    separator = _SEPARATOR.match(text, end, end + LONGEST_TITLE)
    entry = None if separator is None else _ENTRY.search(before)
    if separator is None or entry is None or (separator[4] and entry[0].rstrip("*_`") not in _QUOTES):
        return None
    sign = separator[1] or separator[2] or separator[3] or separator[4] or ""
    if entry[0][0] == "(" and sign != ":":
        return None
    stop = _END.search(text, separator.end(), separator.end() + LONGEST_TITLE)
    if stop is None or (sign == "(" and stop[0] != ")"):
        return None
    if stop[0] == "\n" and _WORDS_BELOW.match(text, stop.start()):
        return None  # it goes on in the line below
    title = text[separator.end() : stop.start()]
    is_cell = not sign and entry[0][0] in _BARS and stop[0] in _BARS
    return EntryTitle(sign, title, is_cell) if _WORD.search(title) else None
