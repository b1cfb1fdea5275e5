"""Rows of a mapping set that say what an earlier row says, or deny it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from .._store.sssom.sheets import NEGATED, TYPES
from .._store.sssom.writing import in_order
from ..algebra import Relation
from .rows import strict_meaning

__all__ = ["Doubles", "Seen"]


class Seen(NamedTuple):
    """What earlier rows say of a row.

    Attributes:
        is_double: Whether one says the same in the same words.
        is_other_words: Whether one says the same in other words.
        is_denied: Whether they cannot hold together with it.
    """

    is_double: bool = False
    is_other_words: bool = False
    is_denied: bool = False


_NEW = Seen()


class Doubles:
    """The rows so far whose two ends are related by another row, too; all others cannot be doubles."""

    def __init__(self, pairs: Iterable[tuple[int, int]], count: int) -> None:
        """Find the pairs of ends that several rows have.

        Args:
            pairs: The numbers of the two ends of each row.
            count: How many ends there are.
        """
        self._count = count
        keys = array("Q", (self._key(*pair) for pair in pairs))
        ordered = (keys[place] for place in in_order(keys))
        self._repeated = {key for key, following in pairwise(ordered) if key == following}
        self._said: dict[tuple[object, ...], tuple[object, ...]] = {}
        self._other_words: set[tuple[object, ...]] = set()
        self._relations: dict[int, Relation] = {}

    def _key(self, subject: int, object: int) -> int:
        return min(subject, object) * self._count + max(subject, object)

    def add(self, subject: int, code: int, object: int, texts: Mapping[str, str]) -> Seen:
        """Add a row, and return what earlier ones say of it."""
        pair = self._key(subject, object)
        if pair not in self._repeated:
            return _NEW
        key = (subject, object, code, texts.get("locator"), texts.get("date"))
        words = tuple(sorted(texts.items()))
        is_first = key not in self._said
        if is_first:
            self._said[key] = words
        elif self._said[key] == words or (key, words) in self._other_words:
            return Seen(is_double=True)
        else:
            self._other_words.add((key, words))
        says = strict_meaning(TYPES[code & ~NEGATED], bool(code & NEGATED))
        if subject > object:
            says = says.converse()
        relation = self._relations.get(pair, Relation.ANY)
        self._relations[pair] = relation & says
        return Seen(is_other_words=not is_first, is_denied=bool(relation) and not relation & says)
