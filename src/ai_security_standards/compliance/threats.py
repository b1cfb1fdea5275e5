"""Threat coverage: which threats something implemented mitigates, and which nothing does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from ..algebra import COVERING
from ..editions import compare
from ..mapping.elsewhere import Elsewhere, elsewhere_text
from ..mapping.graph import (
    GraphView,
    Mitigation,
    Moves,
    editions_with_mitigations,
    mitigations,
    relations_between,
)
from ..mapping.inferring import mapping_sets_of, path_texts
from ..mapping.proofs import Chain, Proof
from ..mapping.scopes import view_of
from ..mapping.titles import provision_of, title_of
from ..records.cards import Card
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import quantity, to_plain_value
from ..tables.counted import CountedTable
from ..tables.deferred import Deferred, computed
from ..vocabulary import Change, Lineage, ProvisionKind, ThreatStatus
from ..vocabulary.criteria import OneOrMore
from .implementation import implementation_of
from .labels import elsewhere_of, excluded_note, notes_on
from .subject import Subject, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ThreatCells
    from ..vocabulary.literals import ThreatStatusText

__all__ = ["ThreatCoverage", "ThreatRow", "threat_coverage"]

#: The kinds of provisions that are threats: mitigations in the same document do not count.
THREATS = frozenset(
    (
        ProvisionKind.TECHNIQUE,
        ProvisionKind.SUBTECHNIQUE,
        ProvisionKind.RISK,
        ProvisionKind.THREAT,
        ProvisionKind.WEAKNESS,
    )
)
_PARTLY_ADDRESSED = (ThreatStatus.INHERITED, ThreatStatus.PARTLY, ThreatStatus.FORMERLY)
#: The changes after which a threat is still the same.
_SAME_THREAT = (Change.UNCHANGED, Change.RENUMBERED)


@frozen(repr=False)
class ThreatRow(Card):
    """Whether something implemented mitigates one threat.

    Each of `paths` leads from what is implemented to the mitigated threat: this one, one above it
    where `defence` is inherited, one below it where it is partly, the same one in an earlier edition
    where it is formerly. `known` lists the mitigations of it, and of threats above it, that are not
    implemented.
    """

    ref: Ref
    name: str
    defence: ThreatStatus
    paths: tuple[Chain, ...] = ()
    known: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<ThreatRow {self.ref}: {self.defence}>"


@frozen(eq=False, repr=False)
class ThreatCoverage(CountedTable[ThreatRow, "ThreatCells", "ThreatStatus | ThreatStatusText"]):
    """The threats of a target in their order, each with what is implemented against it.

    `counts` is of the whole target, also where `only` picked some rows. `notes` qualify the
    denominator: superseded editions, missing structure, mitigations that another edition has.
    """

    words = ThreatStatus
    word_field = "defence"
    column_types: ClassVar[Mapping[str, Any]] = {
        "sources": tuple[Ref, ...], "known": tuple[Ref, ...], "mapping_sets": tuple[str, ...],
        "paths": tuple[str, ...],
    }  # fmt: skip
    columns = ("ref", "name", "defence", "sources", "known", "mapping_sets", "paths")

    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        kw_only=True, alias="elsewhere"
    )

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships between both sides that the question does not see, counted by document."""
        return computed(self._elsewhere)

    def row(self, record: ThreatRow) -> ThreatCells:
        """Return one row as plain values."""
        return {
            "ref": str(record.ref),
            "name": record.name,
            "defence": to_plain_value(record.defence),
            "sources": tuple(dict.fromkeys(str(path[0].subject) for path in record.paths)),
            "known": tuple(map(str, record.known)),
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": path_texts(record.paths),
        }

    def headline(self) -> str:
        """Return the number of addressed threats with their denominator, the other counts, and the notes."""
        counts = self.counts
        words = [word for word in ThreatStatus if word is not ThreatStatus.EXCLUDED]
        total = sum(counts[word] for word in words)
        rest = ", ".join(f"{counts[word]} {word}" for word in words[1:] if counts[word])
        addressed = counts[ThreatStatus.ADDRESSED]
        head = f"{addressed} of {quantity(total, 'threat')} addressed{', ' if rest else ''}"
        if not addressed and any(counts[word] for word in _PARTLY_ADDRESSED):
            head = f"{quantity(total, 'threat')}: "
        notes = (*excluded_note(counts[ThreatStatus.EXCLUDED]), *self.notes)
        return "; ".join([head + rest, *notes]) + elsewhere_text(self.elsewhere)


class _Defence(NamedTuple):
    """The status of a threat, and the paths that show it."""

    status: ThreatStatus
    paths: Sequence[Chain]


def threat_coverage(
    snapshot: Snapshot,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> ThreatCoverage:
    """Return the threat coverage of a target; see `Catalog.threat_coverage`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    subject = subject_of(snapshot, view, target)
    known = implementation_of(snapshot, view, implemented, max_steps, subject)
    roots = known.sources
    above = {
        node: list(view.graph.ancestors(node)) for node in subject.nodes if _is_threat(snapshot, view, node)
    }
    family = [each for node, parents in above.items() for each in (node, *parents)]
    active = ActiveMitigations(view, roots, max_steps, family)
    defences = _defences(active, above)
    undefended = [node for node in above if node not in defences]
    if roots:
        former = _former_paths(snapshot, view, roots, max_steps, undefended)
        if view.moves is not None:
            undefended = [node for node in undefended if not former.get(node)]
            former |= _carried_paths(view, view.moves, roots, max_steps, undefended)
        defences |= {node: _Defence(ThreatStatus.FORMERLY, paths) for node, paths in former.items() if paths}
    defences |= {node: _Defence(ThreatStatus.EXCLUDED, ()) for node in above if node in known.excluded}
    rows = [_row(snapshot, active, (node, *parents), defences.get(node)) for node, parents in above.items()]
    notes = notes_on(snapshot, view, subject) + known.notes
    if not any(active.mitigations.values()):
        notes += tuple(_notes_on_other_editions(view, subject))
    return ThreatCoverage(
        rows, notes, elsewhere=Deferred(lambda: elsewhere_of(view, subject, known.refs, threats=True))
    )


def _defences(active: ActiveMitigations, above: Mapping[int, Sequence[int]]) -> dict[int, _Defence]:
    """Return the defence of each threat that is mitigated in this edition.

    Args:
        active: The mitigations that are implemented.
        above: Each threat, with the threats above it.
    """
    below: dict[int, list[Chain]] = {}
    for node, parents in above.items():
        for parent in parents:
            below.setdefault(parent, []).extend(active.paths[node])
    defences: dict[int, _Defence] = {}
    for node, parents in above.items():
        inherited = [path for parent in parents for path in active.paths[parent]]
        for defence in (
            _Defence(ThreatStatus.ADDRESSED, active.paths[node]),
            _Defence(ThreatStatus.INHERITED, inherited),
            _Defence(ThreatStatus.PARTLY, below.get(node, [])),
        ):
            if defence.paths:
                defences[node] = defence
                break
    return defences


def _row(
    snapshot: Snapshot, active: ActiveMitigations, family: Sequence[int], defence: _Defence | None
) -> ThreatRow:
    """Return the row of a threat.

    Args:
        snapshot: The data on one day.
        active: The mitigations that are implemented.
        family: The threat, and the threats above it.
        defence: Its defence, or None where nothing implemented mitigates it.
    """
    graph = active.view.graph
    nodes = dict.fromkeys(each.node for threat in family for each in active.mitigations[threat])
    known = tuple(graph.ref(node) for node in nodes if not active.is_active(node))
    if defence is None:
        defence = _Defence(ThreatStatus.UNADDRESSED if known else ThreatStatus.UNKNOWN, ())
    ref = graph.ref(family[0])
    return ThreatRow(ref, title_of(snapshot, ref), defence.status, tuple(defence.paths), known)


def _former_paths(
    snapshot: Snapshot, view: GraphView, roots: Mapping[int, int], steps: int, threats: Sequence[int]
) -> dict[int, list[Chain]]:
    """Return the paths to the same threats of the last earlier edition that has mitigations.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        roots: Each implemented node, with the node given.
        steps: The longest chain, in relationships.
        threats: The threats that nothing mitigates in their own edition.
    """
    graph = view.graph
    paths: dict[int, list[Chain]] = {}
    for document in dict.fromkeys(graph.names[node].partition(":")[0] for node in threats):
        before = next(editions_with_mitigations(view, document, earlier=True), None)
        if before is None or not {before, document} <= graph.register.framework_loaders.keys():
            continue
        rows = compare(snapshot, snapshot.standard(before), snapshot.standard(document))
        same = [row for row in rows if row.change in _SAME_THREAT and not row.needs_review]
        row_of = {graph.node(str(row.new[0])): row for row in same}
        former = {node: graph.node(str(row_of[node].old[0])) for node in threats if node in row_of}
        active = ActiveMitigations(view, roots, steps, former.values())
        for node, old in former.items():
            lineage = tuple(step for path in row_of[node].paths for step in path)
            if all(view.accepts(record.trust, record.mapping_set) for record in lineage):
                paths[node] = [(*path, *lineage) for path in active.paths[old]]
    return paths


def _carried_paths(
    view: GraphView, moves: Moves, roots: Mapping[int, int], steps: int, threats: Sequence[int]
) -> dict[int, list[Chain]]:
    """Return the paths that stated moves between editions make, on the side of mitigations or threats.

    Args:
        view: The graph as the question sees it.
        moves: The moves between editions.
        roots: Each implemented node, with the node given.
        steps: The longest chain, in relationships.
        threats: The threats that nothing mitigates in their own edition.
    """
    implemented = {node: node for node in roots}
    elsewhere = _stated_elsewhere(view, moves, [*roots, *threats])
    for node in roots:
        for other in elsewhere[node]:
            implemented.setdefault(other, node)
    origins = {node: [node, *elsewhere[node]] for node in threats}
    active = ActiveMitigations(
        view, implemented, steps, [node for nodes in origins.values() for node in nodes]
    )
    index = view.graph.index
    paths: dict[int, list[Chain]] = {}
    for threat, nodes in origins.items():
        for node in nodes:
            for path in active.paths[node]:
                first = index[str(path[0].subject)]
                before = view.move_records(implemented[first], first)
                paths.setdefault(threat, []).append((*before, *path, *view.move_records(node, threat)))
    return paths


def _stated_elsewhere(view: GraphView, moves: Moves, nodes: Iterable[int]) -> dict[int, list[int]]:
    """Return what each provision alone was or became in editions that mapping sets relate to something."""
    documents, editions = view.graph.documents, dict[str, dict[str, None]]()
    found: dict[int, list[int]] = {}
    for node in nodes:
        document = documents[node]
        if document not in editions:
            related = (*moves.kinship.related(document), *editions_with_mitigations(view, document))
            editions[document] = dict.fromkeys(related)
        found[node] = [
            move.node
            for edition in editions[document]
            for move in moves.into(node, edition)
            if move.hop.grade is Lineage.STATED
        ]
    return found


def _is_threat(snapshot: Snapshot, view: GraphView, node: int) -> bool:
    """Tell whether a provision is a threat: by its kind, or else because it has mitigations."""
    provision = provision_of(snapshot, view.graph.ref(node))
    return any(mitigations(view, node)) if provision is None else provision.kind in THREATS


class ActiveMitigations:
    """The mitigations of threats, and those that are active: implemented, or covered by what is.

    `mitigations` has the mitigations of each threat, `paths` the chains from what is implemented over
    an active one to the threat.
    """

    def __init__(
        self, view: GraphView, implemented: Mapping[int, int], steps: int, threats: Iterable[int]
    ) -> None:
        self.view, self.implemented, self.steps = view, implemented, steps
        self.mitigations = {node: list(mitigations(view, node)) for node in dict.fromkeys(threats)}
        nodes = {each.node for of_threat in self.mitigations.values() for each in of_threat}
        relations = relations_between(view, implemented, nodes - implemented.keys(), steps)
        self._covering = {
            node: sorted(source for source, bits in sources.items() if COVERING[bits])
            for node, sources in relations.items()
        }
        self.paths = {node: self._paths_over(of_threat) for node, of_threat in self.mitigations.items()}

    def is_active(self, mitigation: int) -> bool:
        """Tell whether a mitigation is implemented or certainly covered."""
        return mitigation in self.implemented or bool(self._covering.get(mitigation))

    def _paths_over(self, of_threat: Collection[Mitigation]) -> list[Chain]:
        """Return the chains from what is implemented over mitigations to their threat, shortest first."""
        paths: list[Chain] = []
        for node, edge in of_threat:
            # Of most mitigations, nothing is implemented: no record is made for these.
            if self.is_active(node):
                step = self.view.relationship(*edge)
                paths += [(*path, step) for path in self._paths_to(node)]
        paths.sort(key=lambda path: (len(path), [str(each) for each in path]))
        return paths

    def _paths_to(self, mitigation: int) -> Iterator[Chain]:
        """Yield the proofs that something implemented covers a mitigation; empty if it is implemented."""
        if mitigation in self.implemented:
            yield ()
            return
        for source in self._covering.get(mitigation, ()):
            layers = self.view.relations_from(source, self.steps)
            yield from Proof(self.view, source, layers).inference(mitigation).paths


def _notes_on_other_editions(view: GraphView, subject: Subject) -> Iterator[str]:
    """Yield a note for each document without mitigations of which another edition has some."""
    for document in subject.documents:
        editions = [*editions_with_mitigations(view, document)][::-1]
        if editions:
            yield f"no mapping set names mitigations for {document}, but some do for {', '.join(editions)}"
