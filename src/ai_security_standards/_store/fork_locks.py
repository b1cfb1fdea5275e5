"""Locks that a fork takes first, so that no child begins with a lock that a thread of its parent held."""

from __future__ import annotations

from threading import RLock

__all__ = ["GRAPH", "LOAD", "SEARCH", "acquire_all", "release_all"]

#: The locks of the loaded catalog, of the graphs of mapping sets, and of the SQLite of search. A holder of
#: one asks for no other, so that their order does not matter.
LOAD, GRAPH, SEARCH = RLock(), RLock(), RLock()
_acquired: list[RLock] = []


def acquire_all() -> None:
    """Acquire all locks, before a fork."""
    for lock in (LOAD, GRAPH, SEARCH):
        lock.acquire()
        _acquired.append(lock)


def release_all() -> None:
    """Release, in parent and child, what was acquired before the fork."""
    while _acquired:
        _acquired.pop().release()
