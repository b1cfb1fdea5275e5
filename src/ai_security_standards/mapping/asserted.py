"""The relationships that mapping sets assert, and the sets themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from attrs import field, fields_dict, frozen

from ..errors import UnknownReference, did_you_mean, nearest, shown
from ..records.refs import Ref, ref_text
from ..records.relationships import PROJECT, MappingSet, Relationship
from ..snapshot import Snapshot
from ..snapshot.lookup import publisher_ids
from ..tables import Table, attach_provenance, quantity
from ..tables.deferred import Deferred, computed
from ..vocabulary import MappingStyle, RelationshipType
from ..vocabulary.criteria import OneOrMore, texts_of
from .elsewhere import Elsewhere, elsewhere_by_trust, elsewhere_text
from .graph import GraphView
from .scopes import Scope, accepted_values, indexed_nodes, scope_nodes, scope_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import MappingSetCells, RelationshipCells
    from ..vocabulary.literals import MappingStyleText, RelationshipTypeText

__all__ = [
    "MappingSets", "Relationships", "WholeMappingSet", "mapping_set", "mapping_sets", "relationships",
]  # fmt: skip


@frozen(eq=False, repr=False)
class Relationships(Table[Relationship, "RelationshipCells", "RelationshipType | RelationshipTypeText"]):
    """Asserted relationships, each read from the side of what was asked about.

    `other_editions` counts relationships that were left out because they relate other editions of the
    same standards: pairs of document and number. `elsewhere` counts those of sets that `trust` or
    `mapping_sets` leaves out.
    """

    noun = "relationship"
    words = RelationshipType
    word_field = "type"
    columns = (
        "subject", "type", "object", "negated", "trust", "strength", "confidence", "rationale", "stated",
        "locator", "argument", "mapping_set", "date", "comment", "unresolved", "reversed", "superseded",
        "reworded", "caveats", "strict", "group",
    )  # fmt: skip
    other_editions: tuple[tuple[Ref, int], ...] = ()
    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        default=(), kw_only=True, alias="elsewhere"
    )

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships of sets that the question leaves out, counted by document."""
        return computed(self._elsewhere)

    def headline(self) -> str:
        """Return the number of relationships, denied and unresolved ones, and those of other editions."""
        counts = (
            (sum(each.negated for each in self), "denied"),
            (sum(each.unresolved is not None for each in self), "unresolved"),
            (sum(bool(each.superseded) for each in self), "with a superseded edition"),
        )
        return ", ".join(
            [
                super().headline(),
                *(f"{count} {description}" for count, description in counts if count),
                *(f"{count} more with {document}" for document, count in self.other_editions),
            ]
        ) + elsewhere_text(self.elsewhere)


class MappingSets(Table[MappingSet, "MappingSetCells", "MappingStyle | MappingStyleText"]):
    """Mapping sets, by id."""

    noun = "mapping set"
    words = MappingStyle
    word_field = "style"
    columns = (
        "id", "title", "publisher", "date", "version", "licence", "trust", "style", "completeness",
        "subjects", "objects", "size", "unresolved", "url", "note", "caveats",
    )  # fmt: skip

    def headline(self) -> str:
        """Return the number of sets and of their relationships."""
        return f"{super().headline()}, {quantity(sum(each.size for each in self), 'relationship')}"


@frozen(kw_only=True, repr=False, eq=False)
class WholeMappingSet(MappingSet):
    """A mapping set with all its relationships, in the order of its file."""

    relationships: Relationships


def mapping_set(snapshot: Snapshot, id: str) -> WholeMappingSet:
    """See `Catalog.mapping_set`."""
    view, mappings = view_of(snapshot), snapshot.register.mappings
    if not isinstance(id, str):
        raise UnknownReference(f"{shown(id)} is not the id of a mapping set", shown(id))
    if id not in mappings:
        near = nearest(id, mappings)
        raise UnknownReference(f"unknown mapping set {shown(id)}{did_you_mean(near)}", id, near)
    sheet = mappings[id].sheet
    header = sheet.header
    if not view.set_accepted(header):
        raise UnknownReference(f"mapping set {id} was published after {snapshot.date}: {header.date}", id)
    records = [view.with_superseded(sheet.relationship(row)) for row in range(header.size)]
    fields = {name: getattr(header, name) for name in fields_dict(MappingSet)}
    return WholeMappingSet(
        **fields, relationships=attach_provenance(Relationships(records), snapshot.provenance)
    )


def relationships(
    snapshot: Snapshot,
    ref: str | Ref,
    to: str | Ref | None,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> Relationships:
    """See `Catalog.relationships`."""
    view = view_of(snapshot, trust, mapping_sets, editions=editions)
    scope = scope_of(view, ref)
    target = None if to is None else scope_of(view, to)
    found: list[Relationship] = []
    counts = Counter[str]()
    graph = view.graph
    nodes: Collection[int] = indexed_nodes(view, scope)
    far_ends: Collection[int] = ()
    if view.moves is not None:
        nodes = _stated_stand_ins(view, scope)
        far_ends = () if target is None else _stated_stand_ins(view, target)
    for node in sorted(nodes, key=graph.names.__getitem__):
        for sheet, row, reverse in view.edges(node):
            far = graph.far_node(sheet, row, reverse)
            name = graph.names[far]
            if target is None or target.contains(name) or far in far_ends:
                # A relationship inside the scope is met from both ends: it is read as written.
                if not (reverse and scope.contains(name)):
                    found.append(view.relationship(sheet, row, reverse))
            elif target.contains_in_any_edition(name):
                counts[name.partition(":")[0]] += 1
    if view.moves is None and "@" not in ref_text(ref):
        _count_other_editions(view, scope, target, counts)
    found.sort(key=lambda each: (str(each.subject), str(each.object), each.type, each.mapping_set))
    return Relationships(
        found,
        tuple((Ref.parse(each), count) for each, count in sorted(counts.items()) if count),
        elsewhere=Deferred(lambda: elsewhere_by_trust(view, scope, target)),
    )


def _stated_stand_ins(view: GraphView, scope: Scope) -> set[int]:
    """Return the nodes of a scope, and what each alone was or became in another edition."""
    nodes = scope_nodes(view, scope)
    return {*nodes, *(move.node for node in nodes for move in view.stated_moves(node))}


def _count_other_editions(view: GraphView, scope: Scope, target: Scope | None, counts: Counter[str]) -> None:
    """Count the relationships of the same identifiers in other editions of a document.

    Args:
        view: The graph that the question sees.
        scope: The scope in the current edition.
        target: The scope at the other end, None for any.
        counts: The numbers by document, which are added to.
    """
    graph = view.graph
    for document in graph.register.ordered(scope.document.partition("@")[0]):
        if document != scope.document and view.document_known(document):
            graph.load_sets_of(document)
            nodes = indexed_nodes(view, Scope(document, scope.ids))
            names = (graph.names[graph.far_node(*edge)] for node in nodes for edge in view.edges(node))
            counts[document] += sum(target is None or target.contains_in_any_edition(name) for name in names)


def mapping_sets(
    snapshot: Snapshot,
    publisher: OneOrMore[str],
    of: str | Ref | None,
    to: str | Ref | None,
    trust: OneOrMore[str],
    style: OneOrMore[str],
) -> MappingSets:
    """See `Catalog.mapping_sets`."""
    register = snapshot.register
    view = view_of(snapshot, trust)
    names = None if publisher is None else [
        name for text in texts_of("publisher", publisher) for name in publisher_ids(register, text)
    ]  # fmt: skip
    publishers = accepted_values("publisher", names, [*register.publishers, PROJECT])
    styles = accepted_values("style", style, MappingStyle)
    one, other = (None if end is None else _editions(snapshot, end) for end in (of, to))
    found = []
    for _, file in sorted(register.mappings.items()):
        # A header is read from the file, so the documents of the manifest are looked at first.
        if all(end is None or not file.documents.isdisjoint(end) for end in (one, other)):
            header = file.sheet.header
            if (
                (publishers is None or header.publisher in publishers)
                and (styles is None or header.style in styles)
                and view.set_accepted(header)
                and _relates(header, one, other)
            ):
                found.append(header)
    return MappingSets(found)


def _editions(snapshot: Snapshot, ref: str | Ref) -> frozenset[str]:
    """Return the documents that a reference means: one edition, or all editions if it names none."""
    text = ref_text(ref)
    standard = snapshot.standard(text)
    if "@" in text:
        return frozenset((str(standard.ref),))
    return frozenset(snapshot.register.editions[standard.id])


def _relates(header: MappingSet, one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Tell whether a mapping set has documents of one and other on opposite sides."""
    if one is None or other is None:
        return True
    subjects, objects = set(map(str, header.subjects)), set(map(str, header.objects))
    return bool((subjects & one and objects & other) or (subjects & other and objects & one))
