"""Whether words are English, as the titles of most documents are, by the small words of each language."""

from __future__ import annotations

import re

__all__ = ["is_in_other_language", "names_other_language"]

#: A page is read up to here.
LONGEST_SAMPLE = 20_000

#: A page is not English throughout if it has so many small words of other languages for one of English.
OTHER_SHARE = 0.25

_ENGLISH = frozenset("the of and to in is for with that are by on this be from or as".split())
_OTHERS = frozenset(
    "der die das und für von zum zur mit bei im des den dem auf ist nicht oder eine einer sowie durch nach "
    "le la les du et pour dans une sur aux avec est par ou "
    "el los las y para con del por una en "
    "il gli dei della delle di e per nel "
    "het een van voor op met aan bij te "
    "os da do das dos em com uma não".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_LETTER = re.compile(r"[À-ÖØ-öø-ÿĀ-ž]")


def is_in_other_language(text: str) -> bool:
    """Tell whether a few words are in another language than English.

    >>> is_in_other_language("Umgang mit Risiken"), is_in_other_language("Risk management system")
    (True, False)
    """
    return _OTHER_LETTER.search(text) is not None or not _OTHERS.isdisjoint(_WORD.findall(text.casefold()))


def names_other_language(page: str) -> bool:
    """Tell whether a page is, in a good part, in another language than English.

    >>> names_other_language("Die Regel gilt für alle"), names_other_language("The rule is for all of us")
    (True, False)
    """
    words = _WORD.findall(page[:LONGEST_SAMPLE].casefold())
    others = sum(word in _OTHERS for word in words)
    return others > OTHER_SHARE * sum(word in _ENGLISH for word in words)
