"""The class of the words, and the sources that several lists name."""

from __future__ import annotations

from enum import Enum
from typing import LiteralString, TypeVar, cast

__all__ = ["AI_ACT", "OWN", "Word", "word"]

OWN = "this project"
AI_ACT = "Regulation (EU) 2024/1689, Article"

Value = TypeVar("Value", bound=LiteralString)


def word(value: Value, meaning: str, source: str) -> Value:
    """Return the definition of a word; to a type checker, the value, so that it knows each word."""
    return cast("Value", (value, meaning, source))


class Word(str, Enum):
    """A member of a word list: a string with its `meaning` and the `source` of the term.

    >>> from ai_security_standards.vocabulary import Role
    >>> Role.DEPLOYER.source
    'Regulation (EU) 2024/1689, Article 3(4)'
    """

    meaning: str
    source: str

    # Called once for each member, with all three; a program makes a word from its text alone.
    def __new__(cls, value: str, meaning: str = "", source: str = "") -> Word:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning, word.source = meaning, source
        return word

    # A word prints as its text. Results print millions, and what `Enum` does takes several times as long.
    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, format_spec: str) -> str:
        return str.__format__(str.__str__(self), format_spec)
