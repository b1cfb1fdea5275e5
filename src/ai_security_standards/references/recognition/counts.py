"""Numbers that count something, and name no provision."""

from __future__ import annotations

import re

from .page import Page

__all__ = ["is_thousands"]

#: Large numbers are written in groups of so many digits.
LENGTH_OF_GROUP = 3

_JOINTS = (" ", ",")
_COUNTED = re.compile(r"\+|[ ]?(?!(?:and|und|et|or|to)\b)[a-z]{3}")


def is_thousands(page: Page, stop: int) -> bool:
    """Tell whether a number goes on in groups of three digits, and counts.

    Pattern: number (" " | ",") three digits ("+" | [" "] word)

    Examples::

        CAPEC, 1 000 samples
        Controls: 1,800+ in the database
        CWE-79,352               no, a list

    Args:
        page: The text.
        stop: The token of the second group.
    """
    if stop == len(page.tokens):
        return False
    before, token = page.tokens[stop - 1], page.tokens[stop]
    is_count = before.is_number and before.gap[-1:] == " " and not before.text.startswith("0")
    is_group = token.is_number and len(token.text) == LENGTH_OF_GROUP and token.gap in _JOINTS
    return is_count and is_group and _COUNTED.match(page.text, token.end) is not None
