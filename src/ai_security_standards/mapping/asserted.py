"""What mapping sets say, and the sets themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..records.refs import Ref
from ..records.relationships import PROJECT, MappingSet, Relationship
from ..tables import Table
from ..vocabulary import MappingStyle
from ..vocabulary.criteria import OneOrMore, known_value, texts_of
from .graph import GraphView
from .scopes import Scope, nodes_of, scope_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["MappingSets", "Relationships", "mapping_sets", "relationships"]


class Relationships(Table[Relationship]):
    """Asserted relationships, each read from the side of what was asked about.

    `elsewhere` counts what was left out because it ties other editions of the same standards than
    those asked for: pairs of document and number.
    """

    __slots__ = ("elsewhere",)

    columns = (
        "subject", "type", "object", "negated", "trust", "strength", "confidence", "rationale", "stated",
        "locator", "argument", "mapping_set", "date", "comment", "unresolved", "turned", "superseded",
    )  # fmt: skip
    elsewhere: tuple[tuple[Ref, int], ...]

    def __init__(self, records: Sequence[Relationship], elsewhere: tuple[tuple[Ref, int], ...] = ()) -> None:
        super().__init__(records)
        object.__setattr__(self, "elsewhere", elsewhere)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.elsewhere)

    def row(self, record: Relationship) -> dict[str, Any]:
        return {**super().row(record), "superseded": tuple(map(str, record.superseded))}

    def headline(self) -> str:
        """How many, how many are denied or unresolved, and how many other editions have."""
        parts = [f"{len(self)} relationships"]
        for count, what in (
            (sum(each.negated for each in self), "denied"),
            (sum(each.unresolved is not None for each in self), "unresolved"),
            (sum(bool(each.superseded) for each in self), "with a superseded edition"),
        ):
            parts += [f"{count} {what}"] if count else []
        parts += [f"{count} more with {document}" for document, count in self.elsewhere]
        return ", ".join(parts)


class MappingSets(Table[MappingSet]):
    """Mapping sets, by id."""

    __slots__ = ()

    columns = (
        "id", "title", "publisher", "date", "version", "licence", "trust", "style", "completeness",
        "subjects", "objects", "size", "unresolved", "url", "note",
    )  # fmt: skip

    def row(self, record: MappingSet) -> dict[str, Any]:
        ends = {side: tuple(map(str, getattr(record, side))) for side in ("subjects", "objects")}
        return {**super().row(record), **ends}

    def headline(self) -> str:
        """How many sets, and how many relationships they hold."""
        held = sum(each.size for each in self)
        return f"{len(self)} mapping sets, {held} relationships"


def relationships(
    snapshot: Snapshot, ref: str | Ref, to: str | Ref | None, trust: OneOrMore, mapping_sets: OneOrMore
) -> Relationships:
    """See `Catalog.relationships`."""
    view = view_of(snapshot, trust, mapping_sets)
    scope = scope_of(snapshot, view, ref)
    target = None if to is None else scope_of(snapshot, view, to)
    found: list[Relationship] = []
    elsewhere: dict[str, int] = {}
    graph = view.graph
    for node in nodes_of(view, scope):
        for sheet, row, turned in view.edges(node):
            name = graph.names[graph.other(sheet, row, turned)]
            if target is None or target.holds(name):
                # Inside a scope, a relationship is met from both ends: it is read as written.
                if not (turned and scope.holds(name)):
                    found.append(view.relationship(sheet, row, turned))
            elif target.holds_any_edition(name):
                document = name.partition(":")[0]
                elsewhere[document] = elsewhere.get(document, 0) + 1
    _count_editions(view, scope, target, ref, elsewhere)
    found.sort(key=lambda each: (str(each.subject), str(each.object), each.type, each.mapping_set))
    return Relationships(found, tuple((Ref.parse(each), elsewhere[each]) for each in sorted(elsewhere)))


def _count_editions(
    view: GraphView, scope: Scope, target: Scope | None, ref: str | Ref, elsewhere: dict[str, int]
) -> None:
    """Count what other editions of the document have under the same identifiers, where none was named."""
    graph = view.graph
    if "@" in str(getattr(ref, "ref", ref)):
        return
    standard = scope.document.partition("@")[0]
    for document in graph.register.ordered(standard):
        if document == scope.document or not view.document_known(document):
            continue
        graph.load_sets_of(document)
        same = Scope(document, scope.ids)
        far = (graph.names[graph.other(*edge)] for node in nodes_of(view, same) for edge in view.edges(node))
        count = sum(target is None or target.holds_any_edition(name) for name in far)
        if count:
            elsewhere[document] = elsewhere.get(document, 0) + count


def mapping_sets(
    snapshot: Snapshot,
    publisher: OneOrMore,
    of: str | Ref | None,
    to: str | Ref | None,
    trust: OneOrMore,
    style: OneOrMore,
) -> MappingSets:
    """See `Catalog.mapping_sets`."""
    register = snapshot.register
    view = view_of(snapshot, trust)
    known = [*register.publishers, PROJECT]
    bodies = (
        None
        if publisher is None
        else {known_value(each, known, "publisher") for each in texts_of("publisher", publisher)}
    )
    words = [word.value for word in MappingStyle]
    styles = None if style is None else {
        known_value(each.replace("-", "_"), words, "style") for each in texts_of("style", style)
    }  # fmt: skip
    one, other = (None if end is None else _editions(snapshot, end) for end in (of, to))
    found = []
    for _, volume in sorted(register.mappings.items()):
        documents = volume.documents
        if (one is not None and not documents & one) or (other is not None and not documents & other):
            continue
        header = volume.sheet.header
        if (
            (bodies is None or header.publisher in bodies)
            and (styles is None or header.style in styles)
            and view.set_accepted(header)
            and _ties(header, one, other)
        ):
            found.append(header)
    return MappingSets(found)


def _editions(snapshot: Snapshot, ref: str | Ref) -> frozenset[str]:
    """The documents that a reference without provision means: one edition, or all if it names none."""
    named = snapshot.standard(str(getattr(ref, "ref", ref)))
    if "@" in str(getattr(ref, "ref", ref)):
        return frozenset((str(named.ref),))
    return frozenset(snapshot.register.editions[named.id])


def _ties(header: MappingSet, one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether a set has the two on opposite sides."""
    subjects, objects = set(map(str, header.subjects)), set(map(str, header.objects))
    if one is None or other is None:
        return True
    return bool((subjects & one and objects & other) or (subjects & other and objects & one))
