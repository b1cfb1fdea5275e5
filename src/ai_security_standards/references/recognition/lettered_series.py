"""The letters with numbers under which a page lists its own assumptions, suppliers, risks."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting

__all__ = ["is_lettered_series"]

#: So many numbers behind a letter that a document lacks make them a series of the page.
ENOUGH_OWN = 2

_LETTERED = regex(r"[A-Z][0-9]{1,2}")


def is_lettered_series(page: Page, sighting: Sighting) -> bool:
    """Tell whether a letter with a number is one of a series of the page, which its document does not have.

    Pattern: capital letter, number; on a page with other numbers behind the letter

    Examples, on a page that names SOC 2, which has C1 and no C2::

        | C1 | Halcyon |, | C2 | Meridian |, | C3 | Cardinal |
        Yes by contract (A1) … by contract (A7, A8)
        | A1 | The vendor reports |, | A2 | The workforce cooperates |, | A3 | … |

    Args:
        page: The text.
        sighting: What was taken for a provision.
    """
    if not sighting.ids or _LETTERED.fullmatch(page.text, sighting.start, sighting.end) is None:
        return False
    letter = page.text[sighting.start]
    key = sighting.standard, letter
    is_own = page.own_series.get(key)
    if is_own is None:
        keys = map(str.split, page.lexicon.identifiers(sighting.standard).ids_by_tokens)
        known = {key[1].lstrip("0") for key in keys if key[0] == letter.lower() and len(key) > 1}
        numbers = set(re.findall(rf"(?<![\w.-]){letter}0?([0-9]{{1,2}})(?![\w.])", page.text))
        is_own = page.own_series[key] = len(numbers - known) >= ENOUGH_OWN
    return is_own
