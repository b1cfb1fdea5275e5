"""The current editions of what texts refer to, and the editions that these have superseded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records.refs import Ref
from . import Lexicon
from .lexicon.newer_editions import FIRST_YEAR, version_of

__all__ = ["CurrentEditions", "superseded_text"]

#: A headline names at most so many editions.
MOST_NAMED = 3


class CurrentEditions:
    """The editions of a register that are current on a day, each sought once."""

    def __init__(self, lexicon: Lexicon, day: str, pinned: Mapping[str, str]) -> None:
        """Remember the day.

        Args:
            lexicon: The names and identifiers of the register.
            day: The day of the catalog, in ISO format.
            pinned: The editions that a project goes by, by standard.
        """
        self._pinned = pinned
        self._lexicon = lexicon
        self._register = lexicon.register
        self._day = day
        self._current: dict[str, str] = {}

    def of(self, standard: str) -> str:
        """Return the current edition of a standard, "" where none was known on the day."""
        current = self._current.get(standard)
        if current is None:
            current = self._register.current(standard, self._day) or ""
            self._current[standard] = current
        return current

    def with_structure(self, standard: str) -> str:
        """Return the newest edition with a structure that speaks for the current one, "" for none.

        That is the current one itself, or an earlier one of the same major version: 19.1 for 19.2.

        Args:
            standard: The id of the document.
        """
        current = self.of(standard).partition("@")[2]
        structures = self._lexicon.identifiers(standard).structures.by_edition
        if current in structures or not structures:
            return current if structures else ""
        version = version_of(current)
        editions = [ref.partition("@")[2] for ref in self._register.ordered(standard)]
        earlier = (
            [each for each in editions[: editions.index(current)] if each in structures] if current else []
        )
        newest = version_of(earlier[-1]) if earlier else None
        is_same = newest is not None and version is not None and newest[0] == version[0] < FIRST_YEAR
        return earlier[-1] if is_same else ""

    def successor_of(self, refs: Sequence[Ref], *, ambiguous: bool) -> str:
        """Return the current edition of a document if it is later than that of a reference, else "".

        Args:
            refs: What the reference means.
            ambiguous: Whether it may mean several things, so that its edition is open.
        """
        if ambiguous or not refs:
            return ""
        standard, edition, _ = refs[0]
        current, document = self.of(standard), f"{standard}@{edition}"
        if current in ("", document) or self._pinned.get(standard) == edition:
            return ""
        order = self._register.ordered(standard)
        return current if order.index(current) > order.index(document) else ""


def superseded_text(editions: Mapping[str, int]) -> str:
    """Return how many references are to superseded editions, for a headline; "" for none.

    Args:
        editions: The number of references to each edition.

    >>> superseded_text({"owasp-llm-top-10@2025": 2, "nist-csf@1.1": 1})
    '; 3 are to superseded editions (owasp-llm-top-10@2025, nist-csf@1.1)'
    """
    count = sum(editions.values())
    if not count:
        return ""
    names = sorted(editions, key=lambda each: (-editions[each], each))
    named = ", ".join(names[:MOST_NAMED]) + ", …" * (len(names) > MOST_NAMED)
    words = "is to a superseded edition" if count == 1 else "are to superseded editions"
    return f"; {count} {words} ({named})"
