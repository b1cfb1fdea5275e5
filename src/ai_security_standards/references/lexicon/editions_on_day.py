"""The editions of each standard on a day, looked up once for all texts that are read for that day."""

from __future__ import annotations

from ..._store.register import Register, status_event_on

__all__ = ["EditionsOnDay"]


class EditionsOnDay:
    """The editions of standards that existed on a day, and those that were current."""

    def __init__(self, register: Register, day: str) -> None:
        """Prepare to look editions up.

        Args:
            register: The documents.
            day: The day, in ISO format.
        """
        self._register, self._day = register, day
        # Two threads may both look one up: they find the same.
        self._known: dict[str, list[str]] = {}
        self._current: dict[str, str | None] = {}

    def known(self, standard: str) -> list[str]:
        """Return the editions of a standard that existed, oldest first."""
        known = self._known.get(standard)
        if known is None:
            register, day = self._register, self._day
            refs = [ref for ref in register.ordered(standard) if status_event_on(register.raw(ref), day)]
            known = self._known[standard] = [ref.partition("@")[2] for ref in refs]
        return known

    def current(self, standard: str) -> str | None:
        """Return the current edition of a standard; None if none existed."""
        if standard not in self._current:
            ref = self._register.current(standard, self._day)
            self._current[standard] = None if ref is None else ref.partition("@")[2]
        return self._current[standard]
