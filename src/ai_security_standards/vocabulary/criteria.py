"""One value or several: how criteria are given, and how their words are matched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum

from ..errors import UnknownCriterion, did_you_mean, nearest

__all__ = ["OneOrMore", "known_value", "texts_of", "unknown_value"]

OneOrMore = str | Collection[str] | None


def texts_of(name: str, value: object) -> list[str]:
    """The members of a criterion's value, each as text."""
    several: Iterable[object] = (
        [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
    )
    texts = []
    for each in several:
        if not isinstance(each, str):
            raise UnknownCriterion(f"{name} takes a text or a collection of texts, not {each!r}")
        texts.append(str(each.value) if isinstance(each, Enum) else each)
    return texts


def known_value(value: str, known: Collection[str], name: str) -> str:
    """The known value that is meant, case aside; UnknownCriterion names near misses."""
    if value in known:
        return value
    folded = value.casefold()
    for each in known:
        if each.casefold() == folded:
            return each
    raise unknown_value(name, value, known)


def unknown_value(name: str, value: str, known: Iterable[str]) -> UnknownCriterion:
    near = nearest(value, known)
    choices = sorted(known)
    if near:
        hint = did_you_mean(near)
    elif len(choices) <= 40:
        hint = f"; it takes {', '.join(choices)}"
    else:
        hint = ""
    return UnknownCriterion(f"{name} knows no {value!r}{hint}")
