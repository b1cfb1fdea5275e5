"""The way from one document to another that came of it, edition by edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..errors import UnknownReference
from ..records.standards import Standard
from ..vocabulary import Completeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["EditionPath", "find_path", "require_path", "is_complete"]


class EditionPath(NamedTuple):
    """The documents over which a passage leads, and those left out because their structure is not had."""

    stops: tuple[str, ...]
    unread: tuple[str, ...]


def require_path(snapshot: Snapshot, old: Standard, new: Standard) -> tuple[EditionPath, bool]:
    """As `find_way`. UnknownReference where none leads there."""
    found = find_path(snapshot, old, new)
    if found is None:
        raise UnknownReference(f"nothing says that {new.ref} came of {old.ref}", str(new.ref))
    return found


def find_path(snapshot: Snapshot, old: Standard, new: Standard) -> tuple[EditionPath, bool] | None:
    """The editions to go over between two documents one of which came of the other; None if neither did.

    Every edition between whose whole structure is shipped is a stop. From a standard it goes on to
    the document that replaces it, or that it was adopted as. The second value is whether the old one
    came of the new one: then the way is the one back.
    """
    forward = _search(snapshot, old, new)
    if forward is not None:
        return forward, False
    back = _search(snapshot, new, old)
    return None if back is None else (back, True)


def _search(snapshot: Snapshot, old: Standard, new: Standard) -> EditionPath | None:
    before: dict[str, tuple[str, tuple[str, ...]]] = {str(old.ref): ("", ())}
    open_ = [str(old.ref)]
    for here in open_:
        onward = [step for step in _onward(snapshot, here, str(new.ref)) if step[0] not in before]
        before.update((there, (here, passed)) for there, passed in onward)
        open_ += [there for there, _ in onward]
    at = str(new.ref)
    if at not in before:
        return None
    stops = [at]
    unread: list[str] = []
    while before[at][0]:
        unread.extend(reversed(before[at][1]))
        at = before[at][0]
        stops.append(at)
    return EditionPath(tuple(reversed(stops)), tuple(reversed(unread)))


def _onward(snapshot: Snapshot, here: str, goal: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    register = snapshot.register
    record = snapshot.standard(here)
    passed: list[str] = []
    order = register.ordered(record.id)
    for there in order[order.index(here) + 1 :]:
        stop = there in register.framework_loaders if there == goal else is_complete(snapshot, there)
        if stop and there in snapshot:
            yield there, tuple(passed)
            break
        passed.append(there)
    for tie in (*record.replaced_by, *record.adopted_as):
        if tie.ref is not None and tie.ref.standard != record.id:
            there = str(tie.ref)
            if there in register.framework_loaders and there in snapshot:
                yield there, ()


def is_complete(snapshot: Snapshot, document: str) -> bool:
    """Whether all of a document's structure is shipped."""
    register = snapshot.register
    shipped = document in register.framework_loaders
    return shipped and register.framework(document).completeness is Completeness.COMPLETE
