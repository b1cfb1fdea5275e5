"""The phrase in front of an identifier in its line that can be its title."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .beside_title import Beside

__all__ = ["title_before"]

#: A file in a drawing of a folder, before a comment.
_FILE = regex(r"[│├└─|`+ \t-]*([A-Za-z]+(?:[-_][A-Za-z]+)+)\.[a-z]{2,4}[ \t]+#[ \t]*\Z")
_NAMED = regex(
    r"[ \t]*(?:(?:[-+*]|#{1,6}|\d+[.)]|[|│║┃]|>)[ \t]+)?[\"'*_`\[]*([A-Za-z][^|:;\"'*`\n=]{4,100}?)[\"'*_`]*"
    r"[ \t]*(?:[:=|]|->|=>|→|[–—-])>?[ \t]*[\"'*_`\[(]*\Z"
)
_BEFORE = regex(
    r"(?:^|[|:;,.()\[\]\"*_`–—]|[-+*#] )[ \t*_`\"]*"
    r"([^|:;.()\[\]\"*_`–—\n]{3,120}?)[*_`\"]*[ \t]*[(\[][*_`]*\Z"
)
#: What a bracket has in front of it that begins a cell or line.
_BEGINNING = regex(r"(?:^|[|│║┃]|[-+*#] )[ \t*_`\"]*\Z")
_EDGE = " \t*_`\"'[]()“”„‘’«»"


def title_before(before: str, *, is_closed: bool) -> Beside | None:
    """Return the phrase in front of an identifier that can be its title.

    Examples::

        - Prompt Injection (LLM01)                 in front of brackets
        "Prompt Injection": "LLM01"                a name
        prompt-injection.md    # LLM01             a file, before a comment

    Args:
        before: The line before the identifier.
        is_closed: Whether brackets hold the identifier alone.
    """
    bracket = _BEFORE.search(before) if is_closed else None
    if bracket is not None and bracket[1][-1] not in ",;":  # what ends so is of the identifier before
        is_first = _BEGINNING.search(before, 0, bracket.start(1)) is not None
        return Beside(("bracket",), bracket[1].strip(_EDGE + ",;"), is_first=is_first)
    file = _FILE.match(before)
    named = file or _NAMED.match(before)
    is_title = named is not None and (" " in named[1] or "_" in named[1] or "-" in named[1])
    if named is None or not is_title:
        return None
    return Beside(("named",), re.sub("_" if file is None else "[_-]", " ", named[1]).strip(_EDGE))
