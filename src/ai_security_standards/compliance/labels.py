"""What all answers on compliance say besides: names, editions that have passed, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable

from ..algebra import STYLES
from ..mapping.asserted import Relationships
from ..mapping.graph import GraphView
from ..mapping.scopes import view_of
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..vocabulary import MappingStyle
from .subject import Subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["lineage_of", "name_of", "notes_on", "provision_of"]


def provision_of(snapshot: Snapshot, ref: Ref) -> Provision | None:
    """The provision of a reference, where the structure of its document is shipped."""
    document = f"{ref.standard}@{ref.edition}"
    if document not in snapshot.register.framework_loaders:
        return None
    return snapshot.register.provisions(document).get(str(ref.provision))


def name_of(snapshot: Snapshot, ref: Ref) -> str:
    """What to call a document or a provision."""
    if ref.provision is None:
        return snapshot.standard(ref).designation
    found = provision_of(snapshot, ref)
    return ref.provision if found is None else found.name


def notes_on(
    snapshot: Snapshot, view: GraphView, subject: Subject
) -> tuple[tuple[tuple[Ref, Ref], ...], tuple[str, ...]]:
    """Superseded editions with the current ones, and what must be said of the denominator."""
    superseded: list[tuple[Ref, Ref]] = []
    notes: list[str] = []
    for document in dict.fromkeys(scope.document for scope in subject.scopes):
        if view.is_superseded(document):
            current = snapshot.standard(document.partition("@")[0]).ref
            superseded.append((Ref.parse(document), current))
            notes.append(f"{document} is superseded: the current edition is {current}")
        if document in subject.named_only:
            notes.append(
                f"the structure of {document} is not shipped: only what mapping sets name is counted"
            )
        elif view.graph.hierarchy(document).partial:
            notes.append(f"only a part of the structure of {document} is shipped")
    return tuple(superseded), tuple(notes)


def lineage_of(snapshot: Snapshot, subject: Subject, superseded: Iterable[tuple[Ref, Ref]]) -> Relationships:
    """What mapping sets say became of the provisions of superseded editions."""
    gone = {str(old) for old, _ in superseded}
    view = view_of(snapshot)
    found: list[Relationship] = []
    names = view.graph.names
    for node in subject.nodes:
        for sheet, row, turned in view.edges(node) if names[node].partition(":")[0] in gone else ():
            record = view.relationship(sheet, row, turned)
            if (
                STYLES[record.type] is MappingStyle.LINEAGE
                and record.object.standard == record.subject.standard
            ):
                found.append(record)
    found.sort(key=lambda each: (str(each.subject), str(each.object)))
    return Relationships(found)
