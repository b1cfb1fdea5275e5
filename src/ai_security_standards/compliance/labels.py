"""Names, notes and lineage that answers on compliance give besides their rows."""

from __future__ import annotations

from collections.abc import Iterable

from ..mapping.asserted import Relationships
from ..mapping.graph import GraphView, lineage_relationships
from ..mapping.scopes import view_of
from ..records.refs import Ref
from ..snapshot import Snapshot
from .subject import Subject

__all__ = ["excluded_note", "lineage_of", "notes_on", "superseded_editions"]


def superseded_editions(snapshot: Snapshot, view: GraphView, subject: Subject) -> tuple[tuple[Ref, Ref], ...]:
    """Return each superseded edition of a subject with the current one."""
    superseded = [Ref.parse(document) for document in subject.documents if view.is_superseded(document)]
    return tuple((ref, snapshot.standard(ref.standard).ref) for ref in superseded)


def notes_on(snapshot: Snapshot, view: GraphView, subject: Subject) -> tuple[str, ...]:
    """Return the sentences that qualify the denominator: superseded editions, missing structure."""
    current = {str(old): new for old, new in superseded_editions(snapshot, view, subject)}
    notes: list[str] = []
    for document in subject.documents:
        if document in current:
            notes.append(f"{document} is superseded: the current edition is {current[document]}")
        if document in subject.unstructured:
            notes.append(
                f"the structure of {document} is not shipped: "
                "only provisions that mapping sets name are counted"
            )
        elif view.graph.structure(document).partial:
            notes.append(f"only a part of the structure of {document} is shipped")
    return tuple(notes)


def excluded_note(number: int) -> tuple[str, ...]:
    """Return the sentence on provisions that do not count, if there are any."""
    return (f"{number} excluded as not applicable",) if number else ()


def lineage_of(snapshot: Snapshot, subject: Subject, superseded: Iterable[tuple[Ref, Ref]]) -> Relationships:
    """Return what became of the provisions of superseded editions, as mapping sets state it."""
    former = {str(old) for old, _ in superseded}
    view = view_of(snapshot)
    names = view.graph.names
    nodes = [node for node in subject.nodes if names[node].partition(":")[0] in former]
    records = list(lineage_relationships(view, nodes))
    records.sort(key=lambda record: (str(record.subject), str(record.object)))
    return Relationships(records)
