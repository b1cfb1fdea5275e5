"""The class of the words, and the sources that several lists name."""

from __future__ import annotations

from enum import Enum

__all__ = ["AI_ACT", "OWN", "Word"]

OWN = "this project"
AI_ACT = "Regulation (EU) 2024/1689, Article"


class Word(str, Enum):
    """A member of a word list: a string with its `meaning` and the `source` of the term.

    >>> from ai_security_standards.vocabulary import Role
    >>> Role.DEPLOYER.source
    'Regulation (EU) 2024/1689, Article 3(4)'
    """

    meaning: str
    source: str

    def __new__(cls, value: str, meaning: str, source: str) -> Word:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.source = source
        return word

    def __str__(self) -> str:
        return str(self.value)
