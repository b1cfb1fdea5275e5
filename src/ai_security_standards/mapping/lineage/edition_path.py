"""Find the editions between a document and one that succeeded it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...records.standards import Standard
from ...snapshot import Snapshot
from ...vocabulary import Completeness

__all__ = ["EditionPath", "find_path", "is_complete"]


class EditionPath(NamedTuple):
    """The documents from an earlier one to a later one, in that order.

    `stops` are those to compare, both ends included; `incomplete` are those skipped because their
    structure is not shipped in full. `reversed` tells that the question asked from the later one.
    """

    stops: tuple[str, ...]
    incomplete: tuple[str, ...]
    reversed: bool = False


def find_path(snapshot: Snapshot, old: Standard, new: Standard) -> EditionPath | None:
    """Return the path between two documents, one of which succeeded the other; None if neither did.

    It stops at every edition in between whose structure is shipped in full. From the last edition of a
    standard it goes on to the document that replaces or adopts it.

    Args:
        snapshot: The data on one day.
        old: The document to begin with.
        new: The document to end with.
    """
    forwards = _search(snapshot, old, new)
    if forwards is not None:
        return forwards
    backwards = _search(snapshot, new, old)
    return None if backwards is None else backwards._replace(reversed=True)


def _search(snapshot: Snapshot, old: Standard, new: Standard) -> EditionPath | None:
    """Return the shortest path forwards, found breadth first."""
    start, goal = str(old.ref), str(new.ref)
    paths = {start: EditionPath((start,), ())}
    queue = [start]
    for document in queue:
        stops, incomplete, _ = paths[document]
        for later, skipped in _later_documents(snapshot, document, goal):
            if later not in paths:
                paths[later] = EditionPath((*stops, later), (*incomplete, *skipped))
                queue.append(later)
    return paths.get(goal)


def _later_documents(snapshot: Snapshot, document: str, goal: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the next edition, with those skipped, and documents that replace or adopt this one."""
    loaders = snapshot.register.framework_loaders
    record = snapshot.standard(document)
    order = snapshot.register.ordered(record.id)
    skipped: list[str] = []
    for edition in order[order.index(document) + 1 :]:
        is_stop = edition in loaders if edition == goal else is_complete(snapshot, edition)
        if is_stop and edition in snapshot:
            yield edition, skipped
            break
        skipped.append(edition)
    for link in (*record.replaced_by, *record.adopted_as):
        successor = str(link.ref)
        if link.ref and link.ref.standard != record.id and successor in loaders and successor in snapshot:
            yield successor, ()


def is_complete(snapshot: Snapshot, document: str) -> bool:
    """Tell whether the structure of a document is shipped in full."""
    register = snapshot.register
    shipped = document in register.framework_loaders
    return shipped and register.framework(document).completeness is Completeness.COMPLETE
