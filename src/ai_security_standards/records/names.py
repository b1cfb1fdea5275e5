"""Names as they are compared: by their words, in lower case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

__all__ = ["contain_words", "fold_name", "words_of"]

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded in case.

    >>> words_of("Prompt Injection (LLM01)")
    ['prompt', 'injection', 'llm01']
    """
    return [word.casefold() for word in _WORD.findall(text)]


def fold_name(text: str) -> str:
    """Return a name as its words alone, folded in case.

    >>> fold_name("Supply-Chain  Risk")
    'supply chain risk'
    """
    return " ".join(words_of(text))


def contain_words(names: Iterable[str | None], words: Collection[str]) -> bool:
    """Tell whether every one of some words, folded in case, occurs somewhere in the names."""
    text = " ".join(filter(None, names)).casefold()
    return all(word in text for word in words)
