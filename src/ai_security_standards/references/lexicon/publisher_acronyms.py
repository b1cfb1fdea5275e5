"""The acronyms of publishers with which names begin, as they are written and as they are misspelt."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..._store.lazily import cached_property
from .branches import END, Tree
from .designations import BODIES, DOCUMENT_TYPES

__all__ = ["PublisherAcronyms", "swaps"]

#: An acronym that is looked for with two letters exchanged has at least so many letters; "iso" is known too.
SHORTEST = 4


class PublisherAcronyms:
    """The acronyms of publishers in a tree of names."""

    def __init__(self, tree: Tree, acronyms: Collection[str], first_words: Collection[str]) -> None:
        """Remember what is asked for in audits only.

        Args:
            tree: The names.
            acronyms: The folded acronyms of publishers.
            first_words: The folded words with which names begin.
        """
        self._tree = tree
        self._acronyms = acronyms
        self._first_words = first_words
        self._words_below: dict[str, frozenset[str]] = {}

    @cached_property
    def known(self) -> frozenset[str]:
        """The folded acronyms with which names begin."""
        return BODIES.union(word for word in self._acronyms if word in self._tree)

    @cached_property
    def misspelt(self) -> Mapping[str, str]:
        """Each acronym by what it is with two letters exchanged, if no name begins so."""
        words = [word for word in sorted(self.known) if len(word) >= SHORTEST or word in BODIES]
        misspelt = {swapped: word for word in words for swapped in swaps(word)}
        return {swapped: word for swapped, word in misspelt.items() if swapped not in self._first_words}

    @cached_property
    def watched(self) -> frozenset[str]:
        """The acronyms as they are written and as they are misspelt."""
        return self.known.union(self.misspelt)

    def words_below(self, acronym: str) -> frozenset[str]:
        """Return all words of the names that begin with an acronym.

        Args:
            acronym: The acronym, folded.
        """
        words = self._words_below.get(acronym)
        if words is None:
            found: set[str] = set(DOCUMENT_TYPES if acronym in BODIES else ())
            nodes = [self._tree.get(acronym) or {}]
            for node in nodes:
                found.update(node)
                nodes += [below for word, below in node.items() if word != END]
            words = self._words_below.setdefault(acronym, frozenset(found))
        return words


def swaps(word: str) -> list[str]:
    """Return a word with each two neighbours exchanged.

    >>> swaps("eic")
    ['iec', 'eci']
    """
    return [
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in range(len(word) - 1)
        if word[place] != word[place + 1]
    ]
