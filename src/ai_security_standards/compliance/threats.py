"""Which threats something implemented acts against, and which nothing does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from .._store.sssom import TYPES
from ..algebra import COVERING
from ..editions import compare
from ..mapping.graph import GraphView
from ..mapping.graph.reachability import relations_between
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Chain, Proof
from ..mapping.scopes import view_of
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..tables.counted import CountedTable
from ..vocabulary import Change, ProvisionKind, RelationshipType, ThreatStatus
from ..vocabulary.criteria import OneOrMore
from .labels import name_of, notes_on, provision_of
from .subject import References, Subject, implemented_nodes, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["ThreatCoverage", "ThreatRow", "threat_coverage"]

#: What sorts of provisions are threats: mitigations in the same document do not count.
THREATS = frozenset(
    (
        ProvisionKind.TECHNIQUE,
        ProvisionKind.SUBTECHNIQUE,
        ProvisionKind.RISK,
        ProvisionKind.THREAT,
        ProvisionKind.WEAKNESS,
    )
)
_MITIGATES = (TYPES.index(RelationshipType.MITIGATED_BY), TYPES.index(RelationshipType.MITIGATES))
#: What may have become of a threat that is still the same.
_THE_SAME = (Change.UNCHANGED, Change.RENUMBERED)
Edge = tuple[int, int, int]


@frozen(repr=False)
class ThreatRow:
    """Whether something implemented acts against one threat.

    Each of `paths` leads from what is implemented to the threat that a mitigation is of: this one, the
    one above it where it is inherited, one below it where it is partly addressed, the same one in an
    earlier edition where it is addressed `formerly`. `known` holds the mitigations of it, and of
    threats above it, that are not implemented.
    """

    ref: Ref
    name: str
    defence: ThreatStatus
    paths: tuple[Chain, ...] = ()
    known: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<Threatened {self.ref}: {self.defence}>"


class ThreatCoverage(CountedTable[ThreatRow, ThreatStatus]):
    """The threats of a target, each with what is implemented against it, in their order.

    `counts` is of the whole target, also where `only` picked some rows; `notes` says what a reader must
    know of the denominator.
    """

    __slots__ = ()

    words = ThreatStatus
    counted_field = "defence"
    columns = ("ref", "name", "defence", "by", "known", "mapping_sets", "paths")

    def row(self, record: ThreatRow) -> dict[str, Any]:
        return {
            "ref": str(record.ref),
            "name": record.name,
            "defence": record.defence.value,
            "by": tuple(dict.fromkeys(str(path[0].subject) for path in record.paths)),
            "known": tuple(map(str, record.known)),
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": path_texts(record.paths),
        }

    def headline(self) -> str:
        """How many threats are addressed, of how many, and what becomes of the rest."""
        counts = self.counts
        rest = ", ".join(f"{counts[word]} {word}" for word in list(ThreatStatus)[1:] if counts[word])
        head = f"{counts[ThreatStatus.ADDRESSED]} of {sum(counts.values())} threats addressed"
        return "; ".join([f"{head}{f', {rest}' if rest else ''}", *self.notes])


def threat_coverage(
    snapshot: Snapshot,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> ThreatCoverage:
    """See `Catalog.threat_coverage`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    subject = subject_of(snapshot, view, target)
    held = implemented_nodes(snapshot, view, implemented)
    names, graph = view.graph.names, view.graph
    threats = [node for node in subject.nodes if _is_threat(snapshot, view, node)]
    family = {node: _above(view, node) for node in threats}
    acting = ActiveMitigations(
        view, held, max_steps, (each for node in threats for each in (node, *family[node]))
    )
    below: dict[int, list[Chain]] = {}
    for node, above in family.items():
        for each in above:
            below.setdefault(each, []).extend(acting.proofs[node])
    ways = {
        node: (
            (ThreatStatus.ADDRESSED, acting.proofs[node]),
            (ThreatStatus.INHERITED, [path for each in above for path in acting.proofs[each]]),
            (ThreatStatus.PARTLY, below.get(node, [])),
        )
        for node, above in family.items()
    }
    left = [node for node in threats if not any(found for _, found in ways[node])]
    former = _formerly(snapshot, view, held, max_steps, left) if held else {}
    records = []
    for node in threats:
        known = dict.fromkeys(
            names[graph.far_node(*edge)]
            for each in (node, *family[node])
            for edge in acting.edges[each]
            if not acting.acts(graph.far_node(*edge))
        )
        defence, paths = next(
            (
                (word, found)
                for word, found in (*ways[node], (ThreatStatus.FORMERLY, former.get(node)))
                if found
            ),
            (ThreatStatus.UNADDRESSED if known else ThreatStatus.UNKNOWN, []),
        )
        ref = graph.ref(node)
        records.append(
            ThreatRow(ref, name_of(snapshot, ref), defence, tuple(paths), tuple(map(Ref.parse, known)))
        )
    some = any(acting.edges.values())
    notes = [*notes_on(snapshot, view, subject)[1], *_elsewhere(view, subject, some)]
    return ThreatCoverage(records, tuple(notes))


def _formerly(
    snapshot: Snapshot, view: GraphView, held: Mapping[int, int], steps: int, left: Sequence[int]
) -> dict[int, list[Chain]]:
    """What acts against the same threats of the last earlier edition for which mitigations are named."""
    graph = view.graph
    found: dict[int, list[Chain]] = {}
    for document in dict.fromkeys(graph.names[node].partition(":")[0] for node in left):
        before = next(iter(_with_mitigations(view, document, earlier=True)), None)
        if before is None or not {before, document} <= graph.register.framework_loaders.keys():
            continue
        one, other = (snapshot.standard(each) for each in (before, document))
        rows = [
            row for row in compare(snapshot, one, other) if row.change in _THE_SAME and not row.needs_review
        ]
        came = {graph.node(str(row.new[0])): row for row in rows}
        pairs = {node: graph.node(str(came[node].old[0])) for node in left if node in came}
        acting = ActiveMitigations(view, held, steps, pairs.values())
        for node, old in pairs.items():
            told = tuple(step for path in came[node].paths for step in path)
            if all(_taken(view, each) for each in told):
                found[node] = [(*path, *told) for path in acting.proofs[old]]
    return found


def _taken(view: GraphView, relationship: Relationship) -> bool:
    """Whether the question takes the word of whoever says so."""
    return (view.trusts is None or relationship.trust in view.trusts) and (
        view.sets is None or relationship.mapping_set in view.sets
    )


def _is_threat(snapshot: Snapshot, view: GraphView, node: int) -> bool:
    found = provision_of(snapshot, view.graph.ref(node))
    return any(_mitigations(view, node)) if found is None else found.kind in THREATS


def _above(view: GraphView, node: int) -> list[int]:
    above = []
    over = view.parent(node)
    while over is not None:
        above.append(over)
        over = view.parent(over)
    return above


def _mitigations(view: GraphView, node: int) -> Iterable[Edge]:
    """The edges that say what acts against a threat; denied ones, and unresolved ones, do not."""
    for sheet, row, turned in view.edges(node):
        held = view.graph.sheet(sheet)
        if held.codes[row] == _MITIGATES[turned] and not held.text("unresolved", row):
            yield sheet, row, turned


class ActiveMitigations:
    """What of the mitigations of threats is implemented: themselves, or by something that covers them.

    `edges` has for each threat what mitigates it, `proofs` the chains from what is implemented to it.
    """

    def __init__(self, view: GraphView, held: Mapping[int, int], steps: int, threats: Iterable[int]) -> None:
        self.view, self.held, self.steps = view, held, steps
        self.edges = {node: list(_mitigations(view, node)) for node in dict.fromkeys(threats)}
        acting = {view.graph.far_node(*edge) for there in self.edges.values() for edge in there}
        tied = relations_between(view, held, acting - held.keys(), steps) if held else {}
        self.covering = {
            node: sorted(source for source, bits in said.items() if COVERING[bits])
            for node, said in tied.items()
        }
        self.proofs = {node: self.paths(there) for node, there in self.edges.items()}

    def acts(self, mitigation: int) -> bool:
        return mitigation in self.held or bool(self.covering.get(mitigation))

    def paths(self, edges: Collection[Edge]) -> list[Chain]:
        """The chains from what is implemented over a mitigation to a threat."""
        found: list[Chain] = []
        for sheet, row, turned in edges:
            mitigation = self.view.graph.far_node(sheet, row, turned)
            step = self.view.relationship(sheet, row, 1 - turned)
            if mitigation in self.held:
                found.append((step,))
            for source in () if mitigation in self.held else self.covering.get(mitigation, ()):
                found += [(*path, step) for path in self._covers(source, mitigation)]
        found.sort(key=lambda path: (len(path), [str(each) for each in path]))
        return found

    def _covers(self, source: int, mitigation: int) -> tuple[tuple[Relationship, ...], ...]:
        return (
            Proof(self.view, source, self.view.relations_from(source, self.steps)).inference(mitigation).paths
        )


def _with_mitigations(view: GraphView, document: str, earlier: bool = False) -> Iterable[str]:
    """The other editions, or the earlier ones, for which mitigations are named; the last of them first."""
    graph = view.graph
    editions = graph.register.ordered(document.partition("@")[0])
    for edition in reversed(editions[: editions.index(document)] if earlier else editions):
        if edition != document and view.document_known(edition):
            graph.load_sets_of(edition)
            if any(next(iter(_mitigations(view, node)), None) for node in graph.nodes_of.get(edition, ())):
                yield edition


def _elsewhere(view: GraphView, subject: Subject, some: bool) -> Iterable[str]:
    """Where no mitigation of a document is known, the other editions of which there are."""
    for document in dict.fromkeys(scope.document for scope in subject.scopes) if not some else ():
        having = [*_with_mitigations(view, document)][::-1]
        if having:
            yield f"no mapping set names mitigations for {document}; they do for {', '.join(having)}"
