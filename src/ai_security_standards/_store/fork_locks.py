"""Locks that a fork takes first: no child of a process begins with a lock that a lost thread held."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import RLock

__all__ = ["GRAPH", "LOAD", "SEARCH", "at_fork"]

#: The lock of the loaded catalog, of the graphs of mapping sets, and of the SQLite of search. A holder of
#: one asks for none of the others, so that their order does not matter.
LOAD, GRAPH, SEARCH = RLock(), RLock(), RLock()
_ALL = (LOAD, GRAPH, SEARCH)


def at_fork(
    before: Callable[[], object],
    after_in_parent: Callable[[], object] | None = None,
    after_in_child: Callable[[], object] | None = None,
) -> None:
    """Register what a fork does first and last, where the platform can fork.

    Args:
        before: Called before the fork, after those that were registered later.
        after_in_parent: Called in the parent.
        after_in_child: Called in the child.
    """
    register = getattr(os, "register_at_fork", None)
    if register is not None:
        given = {"before": before, "after_in_parent": after_in_parent, "after_in_child": after_in_child}
        register(**{name: handler for name, handler in given.items() if handler is not None})


def _acquire_all() -> None:
    for lock in _ALL:
        lock.acquire()


def _release_all() -> None:
    for lock in _ALL:
        lock.release()


at_fork(_acquire_all, _release_all, _release_all)
