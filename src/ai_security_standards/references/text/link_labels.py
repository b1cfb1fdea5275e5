"""Labels of links that say what the link is for, and are no title of what it leads to."""

from __future__ import annotations

import re

from ..._store.lazily import regex

__all__ = ["is_pointer"]

_POINTER = regex(
    r"://|(?:^|[ ])#\w|^(?:perma)?(?:link|source|here|details|reference)\b"
    r"|^(?:see|part of|read|more|learn|view|back to|open|visit|go to|siehe|voir|ver|véase|vgl)\b",
    re.IGNORECASE,
)


def is_pointer(label: str) -> bool:
    """Tell whether the label of a link points to something, rather than names it.

    >>> is_pointer("Permalink: https://example.org/x"), is_pointer("See also #MONITORING")
    (True, True)
    >>> is_pointer("Model Theft")
    False
    """
    return _POINTER.search(label) is not None
