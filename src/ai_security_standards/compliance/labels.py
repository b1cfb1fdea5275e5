"""Names, notes and lineage that answers on compliance give besides their rows."""

from __future__ import annotations

from collections.abc import Iterable

from ..mapping.asserted import Relationships
from ..mapping.elsewhere import Elsewhere, elsewhere_between
from ..mapping.graph import GraphView, lineage_relationships
from ..mapping.scopes import Scope, scope_of, view_of
from ..records.refs import Ref
from ..snapshot import Snapshot
from .subject import Subject

__all__ = ["elsewhere_of", "excluded_note", "lineage_of", "notes_on", "superseded_editions"]


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


def elsewhere_of(
    view: GraphView, subject: Subject, implemented: Iterable[Ref], threats: bool = False
) -> tuple[Elsewhere, ...]:
    """Count the relationships between a subject and what is implemented that a question does not see.

    Args:
        view: The graph as the question sees it.
        subject: The provisions that count.
        implemented: The documents and provisions that are implemented.
        threats: Whether only mitigations answer the question.
    """
    return elsewhere_between(
        view, _joined(subject.scopes), _joined(scope_of(view, ref) for ref in implemented), threats
    )


def _joined(scopes: Iterable[Scope]) -> list[Scope]:
    """Return one scope for all of a document."""
    ids: dict[str, frozenset[str] | None] = {}
    for scope in scopes:
        known = ids.get(scope.document, frozenset())
        ids[scope.document] = None if known is None or scope.ids is None else known | scope.ids
    return [Scope(document, found) for document, found in ids.items()]


def lineage_of(snapshot: Snapshot, subject: Subject, superseded: Iterable[tuple[Ref, Ref]]) -> Relationships:
    """Return what became of the provisions of superseded editions, as mapping sets state it."""
    former = {str(old) for old, _ in superseded}
    view = view_of(snapshot)
    names = view.graph.names
    nodes = [node for node in subject.nodes if names[node].partition(":")[0] in former]
    records = list(lineage_relationships(view, nodes))
    records.sort(key=lambda record: (str(record.subject), str(record.object)))
    return Relationships(records)
