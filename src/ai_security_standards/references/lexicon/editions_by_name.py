"""The names of the editions of one document, as texts have them and as they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

__all__ = ["EditionsByName"]

Key = tuple[str, ...]


class EditionsByName(NamedTuple):
    """The editions of a document by name, the first words of the names, and their numbers as printed."""

    editions: dict[Key, list[str]]
    first_words: set[str]
    zeros: dict[Key, list[Key]]

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[Any]]) -> EditionsByName:
        """Return the names that are stored in rows."""
        listed = [(tuple(key), editions, list(map(tuple, zeros))) for key, editions, zeros in rows]
        return cls(
            {key: editions for key, editions, _ in listed},
            {key[0] for key, _, _ in listed},
            {key: zeros for key, _, zeros in listed},
        )

    def to_rows(self) -> list[Any]:
        """Return a row for each name: its words, the editions, and its numbers as printed."""
        return [[key, editions, self.zeros[key]] for key, editions in self.editions.items()]
