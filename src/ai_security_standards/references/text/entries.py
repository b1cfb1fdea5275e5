"""The titles behind identifiers that begin an entry within a line: a cell, a quote, a member of a list."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["EntryTitle", "title_in_entry"]

#: A title has at most this many characters.
LONGEST_TITLE = 200

#: An entry begins behind a bar, in quotes, or behind another one.
_ENTRY = re.compile(r"(?:[|│║┃][ \t]*|[\"'“„]|[,;·•↔→+&][ \t]+)[*_`]*\Z")
_SEPARATOR = re.compile(
    r"[*`]*(?:[ \t]*([(:–—])[ \t]*|[ \t]+(?=[A-Z])|[ \t]+(-)[ \t]+|(-)(?=[A-Z][a-z]+ ))[*`\"'“]*"
)
_END = re.compile(r"[\n|│║┃;()\[\]\"'”*`<>{}→↔]|->|   |\.(?=\s)|[:,] | [–—+-] |\Z")
_WORDS_BELOW = re.compile(r"\n[ \t*/#]*[A-Za-z]+ ")
_WORD = re.compile(r"[^\W\d_]{3}")


class EntryTitle(NamedTuple):
    """A title, and the sign between it and the identifier before it, "" for a space."""

    sign: str
    title: str


def title_in_entry(text: str, end: int, before: str) -> EntryTitle | None:
    """Return what stands behind an identifier that begins an entry within a line, to the end of a phrase.

    Examples::

        articles: ["Art. 51 (Classification)", "Art. 52 (Procedure)"]
        | Logs | AML.T0006 (Active Scanning) |
        A.8.16 Monitoring activities, A.8.23 Web filtering
        "A02:2025-Security Misconfiguration"

    Args:
        text: The text.
        end: Where the identifier ends.
        before: Its line before it.
    """
    separator = _SEPARATOR.match(text, end, end + LONGEST_TITLE)
    if separator is None or not _ENTRY.search(before):
        return None
    sign = separator[1] or separator[2] or separator[3] or ""
    stop = _END.search(text, separator.end(), separator.end() + LONGEST_TITLE)
    if stop is None or (sign == "(" and stop[0] != ")"):
        return None
    if stop[0] == "\n" and _WORDS_BELOW.match(text, stop.start()):
        return None  # it goes on in the line below
    title = text[separator.end() : stop.start()]
    return EntryTitle(sign, title) if _WORD.search(title) else None
