"""How identifiers begin, by two words: most words of a text begin none, as the next one tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .branches import END, Tree

__all__ = ["BEFORE_ROMAN_NUMERALS", "ROMAN_NUMERALS", "Beginnings"]

_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
ROMAN_NUMERALS = {numeral: str(number) for number, numeral in enumerate(_NUMERALS, 1)}
BEFORE_ROMAN_NUMERALS = frozenset(("annex", "chapter", "title", "part", "section", "class"))


class Beginnings:
    """The words that can follow the first ones of the identifiers of a standard."""

    def __init__(self, tree: Tree, spellings: Mapping[str, str], headings: Collection[str]) -> None:
        """Prepare a standard.

        Args:
            tree: Its identifiers.
            spellings: What people write, with the word printed.
            headings: Words such as "Clause".
        """
        self._tree = tree
        self._spellings = spellings
        self._headings = headings
        self._needed: dict[str, frozenset[str]] = {}
        self._letters: dict[str, frozenset[str]] = {}

    def words_after(self, word: str) -> frozenset[str] | None:
        """Return the words and numbers that can follow the first word of an identifier; None for any.

        Args:
            word: The first word, folded.
        """
        return None if word in self._headings else frozenset(self._below(word).union(self._headings))

    def _below(self, word: str) -> set[str]:
        """Return the words and numbers below a first word, as printed and as people write them."""
        below = {part.lstrip("-") for part in self._tree.get(self._spellings.get(word, word), {})}
        return below.union(spelling for spelling, part in self._spellings.items() if part in below)

    def is_heading(self, word: str) -> bool:
        """Tell whether a word such as "Clause" precedes identifiers."""
        return word in self._headings

    def is_whole(self, word: str) -> bool:
        """Tell whether a word is an identifier by itself, such as "GOVERN"."""
        return END in self._tree.get(self._spellings.get(word, word), {})

    def words_needed_after(self, word: str) -> frozenset[str]:
        """Return the words of which one follows a first word that is no identifier alone; numbers may, too.

        Args:
            word: The first word, folded.
        """
        words = self._needed.get(word)
        if words is None:
            words = self._needed[word] = self._find_words_needed(word)
        return words

    def _find_words_needed(self, word: str) -> frozenset[str]:
        if word in self._headings:
            firsts = (spelling for spelling, first in self._spellings.items() if first in self._tree)
            return frozenset((*self._headings, *self._tree, *firsts, *self._below(word)))
        words = self._below(word).union(self._headings)
        first = self._spellings.get(word, word)
        return frozenset(words.union(ROMAN_NUMERALS) if first in BEFORE_ROMAN_NUMERALS else words)

    def letters_after(self, number: str) -> frozenset[str]:
        """Return what follows a number in identifiers that have letters behind it: "a" after "5".

        Args:
            number: The number with which they begin, folded.
        """
        letters = self._letters.get(number)
        if letters is None:
            below = self._tree.get(number, {}).items()
            letters = self._letters[number] = frozenset(
                word.lstrip("-") for word, tree in below
                if word != END and (not word.isdigit() or _has_words(tree))
            )  # fmt: skip
        return letters


def _has_words(tree: Tree) -> bool:
    """Tell whether a tree of identifiers has more than numbers."""
    return any(not word.isdigit() or _has_words(below) for word, below in tree.items() if word != END)
