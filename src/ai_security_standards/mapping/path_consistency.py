"""Path consistency over set relations, statement by statement, with the statements behind a contradiction."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import TypeAlias

from ..algebra import ANY, COMPOSED, CONVERSE

__all__ = ["Network"]

#: How a pair came to its bits: the event before, and the two events that were composed; or the event
#: before, a statement as its number below zero, and nothing. A plain tuple: there is one for every step.
_Event: TypeAlias = tuple[int, int, int]
#: What a pair was before a change: one node, the other one, and their entry; None if they had none.
_Change: TypeAlias = "tuple[int, int, tuple[int, int] | None]"
_NOTHING = 0
_UNKNOWN = (ANY, _NOTHING)


class Network:
    """What is known of pairs of nodes, closed under composition.

    The neighbours of a node are grouped by their bits: from most pairs of groups nothing follows, and then
    none of their members is looked at.

    Of what contradicts itself everywhere, nearly all pairs follow, and closing them costs the cube of their
    number. So the closure ends at a limit of pairs: a later statement is only compared with what is known.
    """

    def __init__(self, limit: float = inf) -> None:
        #: Whether there are as many pairs as the limit allows.
        self.is_full = False
        self._limit, self._pairs = limit, 0
        self._known: dict[int, dict[int, tuple[int, int]]] = {}
        self._groups: dict[int, dict[int, dict[int, None]]] = {}
        self._events: list[_Event] = [(_NOTHING, _NOTHING, _NOTHING)]
        self._changes: list[_Change] = []
        self._queue: deque[tuple[int, int]] = deque()

    def add(self, number: int, one: int, other: int, bits: int) -> frozenset[int]:
        """Add a statement; if it makes a contradiction, take it back and return the statements behind it.

        Args:
            number: The number of the statement.
            one: The node that it reads from.
            other: The other node.
            bits: What it says.
        """
        self._changes.clear()
        event = self._tighten(one, other, bits, -1 - number, _NOTHING) or self._propagate()
        self.is_full = self._pairs >= self._limit
        if not event:
            return frozenset()
        self._queue.clear()
        support = self._support(event)
        for near, far, entry in reversed(self._changes):
            self._set(near, far, entry)
        return support

    def _tighten(self, one: int, other: int, bits: int, first: int, second: int) -> int:
        """Add what is known of a pair; return the event if that contradicts what was known, else nothing.

        Args:
            one: A node.
            other: Another node.
            bits: What is said of the pair.
            first: The event, or the statement, that says so.
            second: The event that it was composed with, if any.
        """
        before = self._known.get(one, {}).get(other)
        known, event = before or _UNKNOWN
        both = known & bits
        if both == known:
            return _NOTHING
        self._events.append((event, first, second))
        new = len(self._events) - 1
        if not both:
            return new
        self._changes.append((one, other, before))
        self._set(one, other, (both, new))
        self._queue.append((one, other))
        return _NOTHING

    def _set(self, one: int, other: int, entry: tuple[int, int] | None) -> None:
        """Set what is known of a pair, read from either side; None for nothing."""
        before = self._known.get(one, {}).get(other)
        self._pairs += (before is None) - (entry is None)
        for near, far, turn in ((one, other, False), (other, one, True)):
            groups = self._groups.setdefault(near, {})
            if before is not None:
                bits = CONVERSE[before[0]] if turn else before[0]
                del groups[bits][far]
            if entry is None:
                del self._known[near][far]
            else:
                bits = CONVERSE[entry[0]] if turn else entry[0]
                groups.setdefault(bits, {})[far] = None
                self._known.setdefault(near, {})[far] = (bits, entry[1])

    def _propagate(self) -> int:
        """Compose until nothing more follows, or the limit; return the event of a contradiction, if any."""
        known = self._known
        while self._queue and self._pairs < self._limit:
            one, other = self._queue.popleft()
            for start, middle in ((one, other), (other, one)):
                bits, event = known[start][middle]
                composed, of_start, of_middle = COMPOSED[bits], known[start], known[middle]
                for step, ends in self._groups[middle].items():
                    result = composed[step]
                    if result == ANY:
                        continue
                    for end in ends:
                        if end == start:
                            continue
                        entry = of_start.get(end)
                        # Most of what follows is known: no call for that.
                        if entry is None or entry[0] & ~result:
                            found = self._tighten(start, end, result, event, of_middle[end][1])
                            if found:
                                return found
        self._queue.clear()
        return _NOTHING

    def _support(self, event: int) -> frozenset[int]:
        """Return the numbers of the statements behind an event."""
        found, seen, waiting = set(), {_NOTHING}, [event]
        while waiting:
            each = waiting.pop()
            if each < 0:
                found.add(-1 - each)
            elif each not in seen:
                seen.add(each)
                waiting += self._events[each]
        return frozenset(found)
