"""Phrases that are no titles: statements, orders, and words of no meaning beside an identifier."""

from __future__ import annotations

from ..._store.lazily import regex

__all__ = ["is_statement"]

_WORD = regex(r"[^\W\d_]+")

#: Verbs that make a statement of a phrase, wherever they stand in small letters.
_VERBS = frozenset(
    "is are be been was were shall must should may can will has have had does do ensures requires provides "
    "covers applies maps supports uses enables includes conducts lacks needs says means".split()
)
#: Verbs that make an order of a phrase that they begin.
_ORDERS = frozenset(
    "add apply appoint assess assign avoid block check classify collect communicate conduct configure "
    "consider create define delete deploy describe detect determine develop disclose dispose document "
    "enable enforce ensure establish evaluate follow identify implement inform integrate keep limit "
    "maintain manage map mark measure mitigate monitor notify obtain perform plan prepare preserve "
    "prevent protect provide publish put record register remove report require respond restrict "
    "review run scan secure segregate select set sign store submit train update use validate verify "
    "write".split()
)


#: What only an object of a verb begins with.
_OBJECTS = tuple([each] for each in "the all any each every your whether".split())


def is_statement(text: str) -> bool:
    """Tell whether a phrase says or asks something, as no title of a provision does.

    >>> is_statement("Access is reviewed"), is_statement("Protect Test Data"), is_statement("Model Theft")
    (True, True, False)
    """
    words = _WORD.findall(text)
    is_order = bool(words) and (words[0].casefold() in _ORDERS or words[0].endswith("ly"))
    is_order = is_order or (words[1:2] in _OBJECTS and not words[0].endswith("ing"))  # "Audit the use"
    return text.endswith(".") or is_order or not _VERBS.isdisjoint(words)
