"""The words with which identifiers of some standards begin, as of those that a page names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..._store.lazily import cached_property
from .identifiers import Identifiers

__all__ = ["FirstWords"]

#: A part that is written before what contains it, "point (a) of Article 5", has at most so many letters.
LONGEST_PART = 2


class _Beginning(NamedTuple):
    """What a first word is: which words follow it, whether it is a heading, or an identifier alone."""

    words: frozenset[str]
    is_heading: bool
    is_whole: bool


class FirstWords:
    """The first words of the identifiers of some standards; each word is looked up once."""

    def __init__(self, identifiers: Mapping[str, Identifiers], others: Collection[str]) -> None:
        """Prepare some standards.

        Args:
            identifiers: Their identifiers, by standard.
            others: The words with which identifiers of any standard begin that name it by themselves.
        """
        self._identifiers = identifiers
        #: The words with which identifiers of these standards begin, as people write them.
        self.words = frozenset(
            word for each in identifiers.values() for word in (*each.first_words, *each.spellings)
        )
        #: The same with the words of any standard.
        self.all_words = self.words.union(others)
        self._standards: dict[str, frozenset[str]] = {}
        self._beginnings: dict[str, _Beginning] = {}
        self._letters: dict[str, frozenset[str]] = {}

    def standards_of(self, word: str) -> frozenset[str]:
        """Return the standards of which an identifier can begin with a word.

        Args:
            word: The word, folded.
        """
        found = self._standards.get(word)
        if found is None:
            found = frozenset(name for name, each in self._identifiers.items() if word in each.first_words)
            self._standards[word] = found
        return found

    def may_begin(self, word: str, after: str) -> bool:
        """Tell whether an identifier of two words or more can begin with a word, by the token after it alone.

        Args:
            word: The word, folded.
            after: The next token, folded; "" at the end of the text.
        """
        begun = self._beginning(word)
        is_part = begun.is_heading and len(after) <= LONGEST_PART
        return is_part or after in begun.words or after[:1].isdigit()

    def is_whole(self, word: str) -> bool:
        """Tell whether a word is an identifier by itself, such as "GOVERN"."""
        return self._beginning(word).is_whole

    def _beginning(self, word: str) -> _Beginning:
        found = self._beginnings.get(word)
        if found is None:
            several = [self._identifiers[standard].beginnings for standard in self.standards_of(word)]
            found = self._beginnings[word] = _Beginning(
                frozenset(after for each in several for after in each.words_needed_after(word)),
                any(each.is_heading(word) for each in several),
                any(each.is_whole(word) for each in several),
            )
        return found

    def is_plain_number(self, number: str, after: str) -> bool:
        """Tell whether identifiers that begin with a number, and what follows it, consist of numbers alone.

        Args:
            number: The number, folded.
            after: The next token, folded; "" at the end of the text.
        """
        if after in self.joints:
            return False
        letters = self._letters.get(number)
        if letters is None:
            several = [self._identifiers[standard].beginnings for standard in self.standards_of(number)]
            letters = frozenset(word for each in several for word in each.letters_after(number))
            self._letters[number] = letters
        return after not in letters

    @cached_property
    def joints(self) -> frozenset[str]:
        """The words that can stand between the numbers of an identifier: headings, as people write them."""
        return frozenset().union(*((*each.headings, *each.spellings) for each in self._identifiers.values()))
