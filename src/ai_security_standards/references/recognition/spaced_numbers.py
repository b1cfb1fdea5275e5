"""Numbers behind an acronym and a space, where the page has the same identifier with its sign: "CWE 78"."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from ..lexicon.matches import Match
from ..text.tokens import Token
from .page import Page

__all__ = ["is_written_elsewhere"]

_CODE = regex(r"([A-Z]+)-([0-9]+)")


def is_written_elsewhere(page: Page, match: Match, token: Token) -> bool:
    """Tell whether a page has the identifier of an acronym, a space and a number with its sign as well.

    Examples::

        CWE-78 … the CWE 78 check        yes
        CWE-89 … the CWE 25 list         no

    Args:
        page: The text.
        match: The number as an identifier.
        token: The number.
    """
    code = _CODE.fullmatch(match.ids[0]) if match.ids else None
    if code is None or token.gap != " ":
        return False
    gathered = code[1], "signs"
    if gathered not in page.own_series:
        page.own_series[gathered] = True
        pattern = rf"(?i:(?<![a-z0-9]){code[1]})[-_]?0{{0,2}}([1-9][0-9]*)"
        for found in re.finditer(pattern, page.text):
            page.own_series[f"{code[1]}-{found[1]}", "sign"] = True
    return (match.ids[0], "sign") in page.own_series
