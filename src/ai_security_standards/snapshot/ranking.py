"""The order of answers: equal titles by how often their document is cited, and few children of one parent."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from ..records.names import words_of
from ..records.provisions import Provision
from ..records.standards import Standard
from .terms import Term

__all__ = ["TitleIndex", "by_citations", "few_of_one_parent", "is_one_edit"]

Record = Standard | Provision

#: The first answers, among which a parent has few children, and how many.
_FIRST, _CHILDREN = 10, 2


def title_of(record: Record) -> str:
    """Return the title of a document, or the title or label of a provision."""
    return record.title if isinstance(record, Standard) else record.title or record.label or ""


class TitleIndex:
    """The words of the titles of all entries, to compare them with a query and find those that it misspells.

    Attributes:
        words: The words of each title, folded in case; the first entry is number 1.
    """

    __slots__ = ("_by_letters", "_by_outer_word", "words")

    def __init__(self, records: Iterable[Record]) -> None:
        self.words: list[tuple[str, ...]] = [(), *(tuple(words_of(title_of(record))) for record in records)]
        self._by_letters: dict[str, list[int]] = {}
        self._by_outer_word: dict[tuple[int, str], list[int]] = {}
        for number, title in enumerate(self.words):
            self._by_letters.setdefault("".join(title), []).append(number)
            for key in _outer_words(title):
                self._by_outer_word.setdefault(key, []).append(number)

    def misspelt(self, words: Sequence[str], terms: Sequence[Term]) -> set[int]:
        """Return the entries whose title is the query but for one misspelt word, or for the spaces.

        Args:
            words: All words of the query, folded in case.
            terms: The words that are looked up, with what they stand for.
        """
        found = set(self._by_letters.get("".join(words), ()))
        corrections = {word for term in terms for word in term.words}
        near = {number for key in _outer_words(words) for number in self._by_outer_word.get(key, ())}
        for number in near:
            pairs = zip(words, self.words[number], strict=True)
            others = [(written, meant) for written, meant in pairs if written != meant]
            if len(others) == 1:
                written, meant = others[0]
                if is_one_edit(written, meant) or (written not in corrections and meant in corrections):
                    found.add(number)
        return found


def _outer_words(words: Sequence[str]) -> set[tuple[int, str]]:
    """Return the keys of a title: its length with its first word, and its last; one word is no key.

    >>> sorted(_outer_words(["prompt", "injection"]))
    [(2, 'injection'), (2, 'prompt')]
    """
    if len(words) < 2:
        return {(len(words), "")}
    return {(len(words), words[0]), (len(words), words[-1])}


def is_one_edit(written: str, meant: str) -> bool:
    """Tell whether a longer word is misspelt by one letter: wrong, missing, too many, or two exchanged.

    >>> is_one_edit("injeciton", "injection"), is_one_edit("use", "uses")
    (True, False)
    """
    longest, shortest = max(len(written), len(meant)), min(len(written), len(meant))
    if shortest < 4 or longest - shortest > 1:
        return False
    start = next((place for place in range(shortest) if written[place] != meant[place]), shortest)
    one, other = written[start:], meant[start:]
    if len(one) != len(other):
        return one[1:] == other or one == other[1:]
    return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])


def by_citations(
    numbers: Sequence[int], title_key: Callable[[int], Hashable], citations: Callable[[int], int]
) -> list[int]:
    """Return entries in order; those of equal titles share their places out by how often they are cited.

    Args:
        numbers: The entries, best first.
        title_key: Returns what entries of equal titles share.
        citations: Returns how many mapping sets cite the standard of an entry.
    """
    groups: dict[Hashable, list[int]] = {}
    keys = list(map(title_key, numbers))
    for key, number in zip(keys, numbers, strict=True):
        groups.setdefault(key, []).append(number)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=citations, reverse=True)
    queues = {key: iter(group) for key, group in groups.items()}
    return [next(queues[key]) for key in keys]


def few_of_one_parent(numbers: Sequence[int], record_of: Callable[[int], Record]) -> list[int]:
    """Return entries in order, of which the first ten hold at most two children of one parent.

    Further ones are among them only where no others follow.

    Args:
        numbers: The entries, best first.
        record_of: Returns the record of an entry.
    """
    first: list[int] = []
    later: list[int] = []
    seen: dict[Hashable, int] = {}
    for place, number in enumerate(numbers):
        if len(first) == _FIRST:
            return first + later + list(numbers[place:])
        record = record_of(number)
        parent = None if isinstance(record, Standard) else (record.ref.document, record.parent)
        seen[parent] = seen.get(parent, 0) + 1
        (later if parent is not None and seen[parent] > _CHILDREN else first).append(number)
    return first + later
