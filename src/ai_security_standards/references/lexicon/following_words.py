"""Which words can follow the first ones of a name: most words of a text begin none, by the next alone."""

from __future__ import annotations

from collections.abc import Container

from .branches import END, Tree
from .designations import ANY_BODY, BODIES, DOCUMENT_TYPES, NATIONAL_PREFIXES

__all__ = ["OPTIONAL_WORDS", "FollowingWords"]

#: Words that a name can have or lack.
OPTIONAL_WORDS = frozenset(
    (
        "an and at con de der des die du en et for für in la las les los of on para per pour s the to von zu"
    ).split()
)


class _AnyWord(Container[object]):
    """All words."""

    def __contains__(self, word: object) -> bool:
        return True


class FollowingWords(dict[str, Container[object]]):
    """The words that can follow the first word of a name, found out when the word is first read."""

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self._tree = tree

    def __missing__(self, word: str) -> Container[object]:
        node = self._tree.get(word) or {}
        # Two threads may both come here: they make equal sets, and the last stays.
        found = self[word] = _AnyWord() if END in node else self._words_after(word, node)
        return found

    def _words_after(self, word: str, node: Tree) -> frozenset[str]:
        """Return the words that can follow one with which no name ends."""
        words = OPTIONAL_WORDS.union(node)
        if word in NATIONAL_PREFIXES:
            return words | NATIONAL_PREFIXES | BODIES
        return words.union(DOCUMENT_TYPES, self._tree.get(ANY_BODY) or {}) if word in BODIES else words

    def goes_on(self, word: str, after: str, third: str) -> bool:
        """Tell whether a name can begin with two words, by the third.

        Args:
            word: The first word, which the second can follow.
            after: The second word.
            third: The third word; "" at the end of a text.
        """
        top = self._tree.get(word) or {}
        node = top.get(after)
        if node is None or END in top or END in node or word in BODIES or word in NATIONAL_PREFIXES:
            return True
        return third in node or third in OPTIONAL_WORDS
