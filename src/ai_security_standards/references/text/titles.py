"""The words of titles, and how much of one stands in some words."""

from __future__ import annotations

from .tokens import fold

__all__ = ["likeness", "significant"]

_NEUTRAL = frozenset("a an and in of on or the to for with by via from as is are its".split())


def significant(text: str) -> tuple[str, ...]:
    """The words of a title that carry its meaning, cut down to their stems."""
    return tuple(_stem(word) for word in fold(text) if word not in _NEUTRAL)


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ities",
        "ity",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "es",
        "ed",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def likeness(title: tuple[str, ...], words: tuple[str, ...]) -> float:
    """How much of a title stands in some words, from 0 to 1."""
    there = set(words)
    return sum(word in there for word in set(title)) / len(set(title)) if title else 0.0
