"""How alike titles are: the words that two share, weighted by how few titles of the standard have them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

__all__ = ["Likest", "TitleIndex"]

Words = tuple[str, ...]
Owner = tuple[str, str]

#: The provisions most like so many words are kept.
MOST_KEPT = 4_096

#: A word of more than this share of the titles of a standard says little of any of them.
COMMON = 0.5


class Likest(NamedTuple):
    """The provisions with the title most like some words: how alike, from 0 to 1, and which they are."""

    likeness: float
    owners: tuple[Owner, ...]


class TitleIndex:
    """The words of the titles of a standard, in every edition."""

    def __init__(self, titles: Mapping[Owner, Sequence[Words]]) -> None:
        """Index titles.

        Args:
            titles: The significant words of each title, by edition and id of its provision.
        """
        self._entries: list[tuple[Owner, frozenset[str]]] = []
        self._by_word: dict[str, list[int]] = {}
        distinct: set[frozenset[str]] = set()
        for owner, several in titles.items():
            for words in map(frozenset, several):
                distinct.add(words)
                for word in words:
                    self._by_word.setdefault(word, []).append(len(self._entries))
                self._entries.append((owner, words))
        counts = Counter(word for words in distinct for word in words)
        self._weights = {word: math.log(1 + len(distinct) / count) for word, count in counts.items()}
        self._unknown = math.log(1 + len(distinct))
        self._whole = [self.weight(words) for _, words in self._entries]
        self._likest: dict[frozenset[str], Likest] = {}

    def weight(self, words: Iterable[str]) -> float:
        """Return how much words say; a word that no title has says most."""
        return sum(self._weights.get(word, self._unknown) for word in words)

    def knows_most(self, words: Iterable[str]) -> bool:
        """Tell whether two of three words, or more, are in titles of the standard."""
        several = tuple(words)
        return 3 * sum(word in self._weights for word in several) >= 2 * len(several) > 0

    def likeness(self, one: Iterable[str], other: Iterable[str]) -> float:
        """Return the weight of the words that two titles share, as a part of that of all, from 0 to 1.

        Args:
            one: The significant words of one title.
            other: Those of the other.
        """
        first, second = frozenset(one), frozenset(other)
        whole = self.weight(first | second)
        return self.weight(first & second) / whole if whole else 0.0

    def contained(self, words: Iterable[str], least: int) -> tuple[Owner, ...]:
        """Return the provisions with a title whose words, several at least, are all among some words.

        Where several titles are, those of the longest are meant.

        Args:
            words: The words.
            least: So many words a title must have.
        """
        counts = Counter(number for word in frozenset(words) for number in self._by_word.get(word, ()))
        lengths = {number: len(self._entries[number][1]) for number in counts}
        whole = [number for number, count in counts.items() if count == lengths[number] >= least]
        longest = max((self._whole[number] for number in whole), default=0.0)
        found = (self._entries[number][0] for number in sorted(whole) if self._whole[number] == longest)
        return tuple(dict.fromkeys(found))

    def likest(self, words: Iterable[str]) -> Likest:
        """Return the provisions whose title is most like some words; lists repeat the same ones."""
        wanted = frozenset(words)
        found = self._likest.get(wanted)
        if found is None:
            if len(self._likest) >= MOST_KEPT:
                self._likest.clear()
            found = self._likest[wanted] = self._find_likest(wanted)
        return found

    def _find_likest(self, wanted: frozenset[str]) -> Likest:
        shared: dict[int, float] = {}
        common: list[tuple[str, float]] = []
        for word in wanted:
            entries, weight = self._by_word.get(word, ()), self._weights.get(word, self._unknown)
            if len(entries) > max(COMMON * len(self._entries), 1):
                common.append((word, weight))
                continue
            for number in entries:
                shared[number] = shared.get(number, 0.0) + weight
        whole = self.weight(wanted)
        best, owners = 0.0, list[Owner]()
        for number, part in sorted(shared.items()):  # in one order, whatever that of the words in a set
            owner, title = self._entries[number]
            both = part + sum(weight for word, weight in common if word in title)
            likeness = both / (whole + self._whole[number] - both)
            if likeness > best:
                best, owners = likeness, []
            if likeness == best:
                owners.append(owner)
        return Likest(best, tuple(dict.fromkeys(owners)))
