"""The current editions of what texts refer to, and the editions that these have superseded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records.refs import Ref
from . import Lexicon

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
