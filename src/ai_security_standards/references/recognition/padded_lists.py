"""Entries of lists that pad their numbers, "A09", beside a document that prints "A.9"."""

from __future__ import annotations

from ..lexicon.matches import Match
from .page import Page

__all__ = ["is_of_padded_list"]


def is_of_padded_list(page: Page, match: Match, first: int) -> bool:
    """Tell whether a letter with a padded number is of a list that prints its entries so, no other document.

    Examples, after "ISO 27001 Annex A.8.15"::

        A09     yes, an entry of a top ten, as A.9 is printed with a dot
        A10     yes, where the page has A09 or so
        A.09    no

    Args:
        page: The text.
        match: The identifier.
        first: The token with which it begins.
    """
    tokens, number = page.tokens, first + 1
    if len(tokens[first].text) > 1 or not tokens.is_number(number) or tokens[number].gap != "":
        return False
    text = tokens[number].text
    has_dots = bool(match.ids) and all(each[1:2] == "." for each in match.ids)  # "C01" is C1 of AISVS
    return has_dots and len(text) > 1 and (text.startswith("0") or _has_padded_siblings(page, first))


def _has_padded_siblings(page: Page, first: int) -> bool:
    """Tell whether a page has the letter of an identifier with padded numbers as well: "A10" with "A01".

    Args:
        page: The text.
        first: The token of the letter.
    """
    tokens, letter = page.tokens, page.tokens[first].text
    key = letter, "0"
    has_siblings = page.own_series.get(key)
    if has_siblings is None:
        values = tokens.values
        places = (place for place, value in enumerate(values[:-1]) if value == values[first])
        has_siblings = page.own_series[key] = any(
            tokens.is_number(place + 1) and tokens[place + 1].gap == "" and tokens[place + 1].text[0] == "0"
            for place in places
        )
    return has_siblings
