"""Coverage: how far what is implemented covers the provisions of a document, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from .._store.sssom import NEGATED, TYPES
from ..algebra import COVERING, OVERLAPPING, Relation
from ..mapping.graph import RANKS, GraphView
from ..mapping.graph.reachability import (
    ReverseTargetSteps,
    candidate_sources,
    has_candidate,
    relations_between,
)
from ..mapping.proofs import Candidate, Inference, Proof
from ..mapping.scopes import view_of
from ..records.refs import Ref
from ..vocabulary import Extent, RelationshipType
from ..vocabulary.criteria import OneOrMore
from .candidates import Chains
from .coverage_table import Coverage, Covered, Part, Parts
from .labels import lineage_of, name_of, notes_on
from .subject import References, Subject, as_ref_texts, implemented_nodes, self_inference, subject_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["coverage"]

_UNRELATED = TYPES.index(RelationshipType.RELATED) | NEGATED


def coverage(
    snapshot: Snapshot,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Coverage:
    """See `Catalog.coverage`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    subject = subject_of(snapshot, view, target)
    held = implemented_nodes(snapshot, view, implemented)
    finding = CoverageComputation(snapshot, view, subject, held, max_steps)
    made: Coverage = Coverage._later(len(subject.nodes), finding.records)
    superseded, notes = notes_on(snapshot, view, subject)
    made._tell(
        {
            "target": tuple(_asked(snapshot, each) for each in as_ref_texts("target", target)),
            "implemented": tuple(_asked(snapshot, each) for each in as_ref_texts("implemented", implemented)),
            "left_out": subject.left_out,
            "notes": notes,
            "superseded": superseded,
            "lineage": lineage_of(snapshot, subject, superseded),
            "_extents": {view.graph.ref(node): finding.extents[node] for node in subject.nodes},
            "_parts": finding.parts,
        }
    )
    return made


def _asked(snapshot: Snapshot, text: str) -> Ref:
    head, _, printed = text.partition(":")
    return snapshot.standard(head).ref._replace(provision=printed or None)


class CoverageComputation:
    """The extent of each provision, and the reasons as far as they are asked for."""

    def __init__(
        self, snapshot: Snapshot, view: GraphView, subject: Subject, held: Mapping[int, int], steps: int
    ) -> None:
        self.snapshot, self.view, self.steps = snapshot, view, steps
        self.nodes, self.held = subject.nodes, held
        self.subject = subject
        rest = [node for node in subject.nodes if node not in held]
        self.tied = relations_between(view, held, rest, steps) if held else {}
        self.extents = {node: Extent.FULL for node in subject.nodes if node in held}
        left = []
        for node in rest:
            said = self.tied.get(node, {}).values()
            if any(COVERING[bits] for bits in said):
                self.extents[node] = Extent.FULL
            elif any(OVERLAPPING[bits] for bits in said):
                self.extents[node] = Extent.PARTIAL
            else:
                left.append(node)
        self.led = has_candidate(view, held, left, steps) if held else frozenset()
        self.denied: dict[int, list[tuple[int, int, int]]] = {}
        for node in left:
            self.extents[node] = self._left(node)

    def _left(self, node: int) -> Extent:
        """The extent where nothing certainly overlaps: a contradiction must be looked at, too."""
        said = self.tied.get(node, {}).values()
        # Of a pair of which something follows, that is all that its chains have to say.
        if not all(said) or (node in self.led and (not said or node in self._leads([node]))):
            return Extent.CANDIDATE
        if said:
            return Extent.ABSENT
        graph = self.view.graph
        for sheet, row, turned in self.view.edges(node) if self.held else ():
            held = graph.sheet(sheet)
            denied = held.codes[row] == _UNRELATED and not held.text("unresolved", row)
            if denied and graph.far_node(sheet, row, turned) in self.held:
                self.denied.setdefault(node, []).append((sheet, row, turned))
        return Extent.ABSENT if node in self.denied else Extent.UNKNOWN

    # ------------------------------------------------------------ records

    def records(self) -> list[Covered]:
        """The row on each provision, with its reasons."""
        by, found = self._inferences(), self._candidates()
        records = []
        for node in self.nodes:
            ref = self.view.graph.ref(node)
            why = sorted(by.get(node, ()), key=_rank)
            candidates = [each for _, each in sorted(found.get(node, ()), key=lambda pair: pair[0])]
            records.append(
                Covered(ref, name_of(self.snapshot, ref), self.extents[node], tuple(why), tuple(candidates))
            )
        return records

    def _inferences(self) -> dict[int, list[Inference]]:
        found: dict[int, list[Inference]] = {}
        needed: dict[int, list[int]] = {}
        for node, said in self.tied.items():
            for source, bits in said.items():
                if self._decides(self.extents[node], bits):
                    needed.setdefault(source, []).append(node)
        ending = ReverseTargetSteps(self.view, {node for nodes in needed.values() for node in nodes})
        for source, nodes in needed.items():
            proof = Proof(self.view, source, self.view.relations_from(source, self.steps, ending))
            for node in nodes:
                found.setdefault(node, []).append(proof.inference(node))
        for node in self.nodes:
            if node in self.held:
                found[node] = [self_inference(self.view, self.held[node], node)]
        for node, edges in self.denied.items():
            for sheet, row, turned in edges:
                step = self.view.relationship(sheet, row, 1 - turned)
                denial = Inference(
                    step.subject, step.object, Relation.ANY, ((step,),), step.trust, step.confidence
                )
                found.setdefault(node, []).append(denial)
        return found

    @staticmethod
    def _decides(extent: Extent, bits: int) -> bool:
        """Whether what follows of a source is a reason for the extent."""
        if extent is Extent.FULL:
            return bool(COVERING[bits])
        if extent is Extent.PARTIAL:
            return bool(OVERLAPPING[bits])
        return not bits or extent is Extent.ABSENT

    def _leads(self, nodes: Iterable[int]) -> dict[int, set[int]]:
        """Where chains lead to provisions from, pairs left out of which something follows."""
        reached = candidate_sources(
            self.view, self.held, [node for node in nodes if node in self.led], self.steps
        )
        apart = {node: there - self.tied.get(node, {}).keys() for node, there in reached.items()}
        return {node: there for node, there in apart.items() if there}

    def _candidates(self) -> dict[int, list[tuple[tuple[object, ...], Candidate]]]:
        view = self.view
        found: dict[int, list[tuple[tuple[object, ...], Candidate]]] = {}
        needed: dict[int, list[int]] = {}
        for node, sources in self._leads(self.nodes).items():
            for source in sources:
                needed.setdefault(source, []).append(node)
        ending, chains = ReverseTargetSteps(view, self.led, untyped=True), Chains(self.snapshot, view)
        for source, nodes in needed.items():
            reached = view.predecessors(source, self.steps, ending)
            for node in nodes:
                made, independent = chains.candidate(source, node, reached)
                rank = (RANKS[made.trust], len(made.path), -independent, str(made.source))
                found.setdefault(node, []).append((rank, made))
        return found

    def parts(self) -> Parts:
        """The roll-up, each document followed by its elements in their order."""
        graph = self.view.graph
        counts: dict[str, Counter[Extent]] = {}
        for node in self.nodes:
            document, _, printed = graph.names[node].partition(":")
            tree = graph.hierarchy(document)
            over = [document]
            if printed in tree.children:
                over.append(f"{document}:{printed}")
            while printed in tree.parents:
                printed = tree.parents[printed]
                over.append(f"{document}:{printed}")
            for each in over:
                counts.setdefault(each, Counter())[self.extents[node]] += 1
        order = [
            name
            for document in dict.fromkeys(scope.document for scope in self.subject.scopes)
            for name in (document, *(f"{document}:{each}" for each in graph.hierarchy(document).ids))
        ]
        return Parts([self._part(name, counts[name]) for name in dict.fromkeys(order) if name in counts])

    def _part(self, name: str, counted: Counter[Extent]) -> Part:
        ref = Ref.parse(name)
        title = name_of(self.snapshot, ref)
        extent = next(
            (word for word in (Extent.FULL, Extent.ABSENT) if counted[word] == counted.total()), None
        )
        if extent is None:
            some = counted[Extent.FULL] + counted[Extent.PARTIAL]
            extent = (
                Extent.PARTIAL if some else Extent.CANDIDATE if counted[Extent.CANDIDATE] else Extent.UNKNOWN
            )
        return Part(ref, title, extent, counted.total(), *(counted[word] for word in Extent))


def _rank(inference: Inference) -> tuple[int, int, str]:
    return RANKS[inference.trust], len(inference.path), str(inference.source)
