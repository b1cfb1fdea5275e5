"""Whether words are English, as the titles of most documents are, by the small words of each language."""

from __future__ import annotations

from collections import Counter

from ..._store.lazily import regex

__all__ = ["LONGEST_SAMPLE", "is_in_other_language", "names_other_language"]

#: A page is read up to here.
LONGEST_SAMPLE = 20_000

#: A page is not English throughout if it has so many small words of one other language for one of English.
OTHER_SHARE = 0.25

#: So many different ones make a language: a page of code has "com" in its addresses, "del" in its statements.
ENOUGH_WORDS = 2

_ENGLISH = frozenset("the of and to in is for with that are by on this be from or as".split())
_OTHERS = tuple(
    frozenset(words.split())
    for words in (
        "der die das und für von zum zur mit bei im des den dem auf ist nicht oder eine einer sowie"
        " durch nach",
        "le la les de du des et pour dans une sur aux avec est par ou",
        "el la los las de y para con del por una en",
        "il gli dei della delle di e per nel",
        "het de een van voor op met aan bij te",
        "de da das dos em uma não",
    )
)
_ALL_OTHERS = frozenset().union(*_OTHERS)
_WORD = regex(r"[^\W\d_]+")
#: A word that stands by itself: no name of a variable in an expression, no part of an address or number.
_SMALL_WORD = regex(r"(?<![^\s\"'(“„«>*_])[^\W\d_]{2,}(?![^\s\"'),;:!?”“»<*_])")
_OTHER_LETTER = regex(r"[^\W\d_a-zA-Zªº]")


def is_in_other_language(text: str) -> bool:
    """Tell whether a few words are in another language than English.

    >>> is_in_other_language("Umgang mit Risiken"), is_in_other_language("ICT 공급망 관리")
    (True, True)
    >>> is_in_other_language("Risk management system")
    False
    """
    return _OTHER_LETTER.search(text) is not None or not _ALL_OTHERS.isdisjoint(
        _WORD.findall(text.casefold())
    )


def names_other_language(page: str) -> bool:
    """Tell whether a page is, in a good part, in another language than English.

    >>> names_other_language("Die Regel gilt für alle"), names_other_language("The rule is for all of us")
    (True, False)
    >>> names_other_language("E2E tests: files.find(e => e.path == os.path)")
    False
    """
    counts = Counter(_SMALL_WORD.findall(page[:LONGEST_SAMPLE].casefold()))
    english = sum(counts[word] for word in _ENGLISH)
    return any(
        len(found) >= ENOUGH_WORDS and sum(found) > OTHER_SHARE * english
        for found in ([counts[word] for word in words if counts[word]] for words in _OTHERS)
    )
