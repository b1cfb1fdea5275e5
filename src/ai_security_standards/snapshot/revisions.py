"""What later data releases revised, and which references that touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from .._store.history.folders import Change
from ..records.refs import Ref
from ..vocabulary import EventKind
from . import Snapshot
from .timeline import Event, data_event

__all__ = ["WatchedReferences", "revisions_since"]

#: Fields whose change is no news: events tell of some, and the others say when and where a curator looked.
_NO_NEWS = frozenset("checked_on confidence corrections history milestones order recorded sources".split())


class WatchedReferences:
    """References of a user, each with what is above and below it: what touches these touches it.

    Args:
        snapshot: The data.
        refs: The references, each pinned to an edition.
    """

    def __init__(self, snapshot: Snapshot, refs: Iterable[Ref]) -> None:
        self._standards: set[str] = set()
        self._provisions: dict[Ref, set[str] | None] = {}
        for ref in refs:
            self._standards.add(ref.standard)
            known = self._provisions.setdefault(ref.document, set())
            if ref.provision is None or known is None:
                self._provisions[ref.document] = None
            else:
                known.update(_with_relatives(snapshot, ref))

    def touched_by(self, event: Event) -> bool:
        """Tell whether an event touches any of the references.

        A document that is new in the data touches the references to its other editions.
        """
        ref = event.ref
        if ref.provision is None and event.kind is EventKind.RECORDED and ref.standard in self._standards:
            return True
        return self.includes(ref)

    def includes(self, ref: Ref) -> bool:
        """Tell whether a document or provision is among the references, or above or below one."""
        if ref.document not in self._provisions:
            return False
        provisions = self._provisions[ref.document]
        return provisions is None or ref.provision is None or ref.provision in provisions


def _with_relatives(snapshot: Snapshot, ref: Ref) -> Iterator[str]:
    yield str(ref.provision)
    for provision in (*snapshot.ancestors(ref), *snapshot.descendants(ref)):
        yield provision.id


def revisions_since(snapshot: Snapshot, release: str, watched: WatchedReferences | None) -> Iterator[Event]:
    """Yield what later releases added to, changed in or took from the records, one event each.

    Args:
        snapshot: The data.
        release: The release since which.
        watched: The references whose relationships count as well.
    """
    for change in snapshot.register.changes_since(release):
        if change.kind in ("standard", "provision"):
            yield from _record_event(snapshot, change)
        elif change.kind == "group":
            yield from _group_events(snapshot, change, watched)
        elif change.kind == "relationship" and watched is not None:
            set_id, *ends = change.key.split("|")[:4]
            yield from _relationship_events(snapshot, change, set_id, ends[0], ends[2], watched)


def _record_event(snapshot: Snapshot, change: Change) -> Iterator[Event]:
    ref = Ref.parse(change.key)
    if change.action == "changed":
        fields = sorted(change.content.keys() - _NO_NEWS)
        if fields:
            what = f"changed: {', '.join(fields)}"
            yield data_event(ref, _name(snapshot, ref), change.release, EventKind.REVISED, what)
    elif change.kind == "provision":
        yield data_event(ref, _name(snapshot, ref), change.release, EventKind.REVISED, change.action)


def _group_events(snapshot: Snapshot, change: Change, watched: WatchedReferences | None) -> Iterator[Event]:
    section, _, key = change.key.partition("/")
    register = snapshot.register
    if section == "frameworks":
        ref = Ref.parse(key)
        yield data_event(ref, _name(snapshot, ref), change.release, EventKind.REVISED, "structure added")
    elif section == "mappings" and watched is not None and key in register.mappings:
        sheet = register.mappings[key].sheet
        for subject, target in zip(sheet.subjects, sheet.objects, strict=True):
            ends = sheet.refs[subject], sheet.refs[target]
            yield from _relationship_events(snapshot, change, key, *ends, watched)


def _relationship_events(
    snapshot: Snapshot, change: Change, set_id: str, subject: str, target: str, watched: WatchedReferences
) -> Iterator[Event]:
    """Yield an event for each watched end of a relationship, which the key names as a CURIE."""
    ends = [Ref.parse(unquote(end.removeprefix("aiss:"))) for end in (subject, target)]
    for ref, other in (ends, reversed(ends)):
        if watched.includes(ref):
            what = f"relationship {change.action}: {other} ({set_id})"
            yield data_event(ref, _name(snapshot, ref), change.release, EventKind.REVISED, what)


def _name(snapshot: Snapshot, ref: Ref) -> str:
    """Return the name of a record; its reference where there is no such record."""
    record = snapshot.get(ref)
    if record is None:
        return str(ref)
    return str(getattr(record, "designation", None) or getattr(record, "name", ref))
