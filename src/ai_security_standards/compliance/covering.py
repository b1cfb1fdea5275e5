"""Coverage: how far what is implemented covers the provisions of a target, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..algebra import COVERING, OVERLAPPING, Relation
from ..mapping.graph import (
    RANKS,
    Edge,
    GraphView,
    TargetSteps,
    candidate_sources,
    denials,
    has_candidate,
    relations_between,
)
from ..mapping.proofs import Candidate, Chain, Inference, Proof
from ..mapping.scopes import view_of
from ..mapping.titles import title_of, urls_of
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import DeferredRecords
from ..vocabulary import Extent
from ..vocabulary.criteria import OneOrMore
from .candidates import CandidateChains, SupportedCandidate
from .coverage_table import Coverage, CoverageRow, Part, Parts
from .labels import lineage_of, notes_on, superseded_editions
from .subject import Subject, as_ref_texts, implemented_nodes, self_inference, subject_of

__all__ = ["coverage"]


def coverage(
    snapshot: Snapshot,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
) -> Coverage:
    """Return the coverage of a target; see `Catalog.coverage`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    subject = subject_of(snapshot, view, target)
    roots = implemented_nodes(view, implemented)
    computation = CoverageComputation(snapshot, view, subject, roots, max_steps)
    superseded = superseded_editions(snapshot, view, subject)
    return Coverage(
        DeferredRecords(computation.rows, len(subject.nodes)),
        notes_on(snapshot, view, subject),
        Counter(computation.extents.values()),
        target=_pinned(snapshot, as_ref_texts("target", target)),
        implemented=_pinned(snapshot, as_ref_texts("implemented", implemented)),
        left_out=subject.left_out,
        superseded=superseded,
        lineage=lineage_of(snapshot, subject, superseded),
        parts=Parts(DeferredRecords(computation.parts)),
    )


def _pinned(snapshot: Snapshot, texts: Iterable[str]) -> tuple[Ref, ...]:
    """Return references with their editions, the current ones by default."""
    parted = (text.partition(":") for text in texts)
    return tuple(
        snapshot.standard(document).ref._replace(provision=provision or None)
        for document, _, provision in parted
    )


def _paths_of(support: Inference | Candidate) -> tuple[Chain, ...]:
    return support.paths if isinstance(support, Inference) else (support.path,)


class CoverageComputation:
    """The extent of each provision, computed at once, and the reasons, computed on demand.

    `implemented` has for each implemented node the node given: itself, or one above it. `relations`
    holds what follows of targets and implemented nodes, as bits by target and source.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: GraphView,
        subject: Subject,
        implemented: Mapping[int, int],
        steps: int,
    ) -> None:
        self.snapshot, self.view, self.steps = snapshot, view, steps
        self.subject, self.nodes, self.implemented = subject, subject.nodes, implemented
        others = [node for node in subject.nodes if node not in implemented]
        self.relations = relations_between(view, implemented, others, steps) if implemented else {}
        self.extents = {node: Extent.FULL for node in subject.nodes if node in implemented}
        undecided = []
        for node in others:
            relations = self.relations.get(node, {}).values()
            if any(COVERING[bits] for bits in relations):
                self.extents[node] = Extent.FULL
            elif any(OVERLAPPING[bits] for bits in relations):
                self.extents[node] = Extent.PARTIAL
            else:
                undecided.append(node)
        self.reachable = has_candidate(view, implemented, undecided, steps) if implemented else frozenset()
        self.denials: dict[int, list[Edge]] = {}
        for node in undecided:
            self.extents[node] = self._extent_without_overlap(node)

    def _extent_without_overlap(self, node: int) -> Extent:
        """Return the extent of a provision that nothing implemented certainly overlaps."""
        relations = self.relations.get(node, {}).values()
        if not all(relations):  # a contradiction needs review as well
            return Extent.CANDIDATE
        if node in self.reachable and (not relations or node in self._candidate_sources([node])):
            return Extent.CANDIDATE
        if relations:
            return Extent.ABSENT
        edges = denials(self.view, node, self.implemented) if self.implemented else []
        if edges:
            self.denials[node] = edges
        return Extent.ABSENT if edges else Extent.UNKNOWN

    # ------------------------------------------------------------ rows

    def rows(self) -> list[CoverageRow]:
        """Return the row of each provision, with its reasons and candidates."""
        inferences, candidates = self._inferences(), self._candidates()
        rows = []
        for node in self.nodes:
            ref = self.view.graph.ref(node)
            reasons = sorted(inferences.get(node, ()), key=_rank)
            ranked = sorted(candidates.get(node, ()), key=lambda each: each.rank)
            support: list[Inference | Candidate] = [*reasons, *(each.candidate for each in ranked)]
            paths = [path for each in support for path in _paths_of(each)]
            rows.append(
                CoverageRow(
                    ref,
                    title_of(self.snapshot, ref),
                    self.extents[node],
                    tuple(reasons),
                    tuple(each.candidate for each in ranked),
                    tuple(title_of(self.snapshot, each.source) for each in support),
                    urls_of(self.snapshot, paths),
                )
            )
        return rows

    def _inferences(self) -> dict[int, list[Inference]]:
        """Return the inferences that decide the extent of each provision."""
        inferences: dict[int, list[Inference]] = {}
        targets: dict[int, list[int]] = {}
        for node, relations in self.relations.items():
            for source, bits in relations.items():
                if _is_reason(self.extents[node], bits):
                    targets.setdefault(source, []).append(node)
        last_steps = TargetSteps(self.view, {node for nodes in targets.values() for node in nodes})
        for source, nodes in targets.items():
            proof = Proof(self.view, source, self.view.relations_from(source, self.steps, last_steps))
            for node in nodes:
                inferences.setdefault(node, []).append(proof.inference(node))
        for node in self.nodes:
            if node in self.implemented:
                inferences[node] = [self_inference(self.view, self.implemented[node], node)]
        for node, edges in self.denials.items():
            inferences[node] = [self._denial(edge) for edge in edges]
        return inferences

    def _denial(self, edge: Edge) -> Inference:
        """Return a denied relationship as an inference from which nothing follows."""
        step = self.view.relationship(*edge)
        return Inference(step.subject, step.object, Relation.ANY, ((step,),), step.trust, step.confidence)

    def _candidate_sources(self, nodes: Iterable[int]) -> dict[int, set[int]]:
        """Return the sources of candidate chains by target.

        Candidate chains between a pair for which a set relation is inferred are ignored.
        """
        reachable = [node for node in nodes if node in self.reachable]
        sources = candidate_sources(self.view, self.implemented, reachable, self.steps)
        unrelated = {node: nodes - self.relations.get(node, {}).keys() for node, nodes in sources.items()}
        return {node: nodes for node, nodes in unrelated.items() if nodes}

    def _candidates(self) -> dict[int, list[SupportedCandidate]]:
        candidates: dict[int, list[SupportedCandidate]] = {}
        targets: dict[int, list[int]] = {}
        for node, sources in self._candidate_sources(self.nodes).items():
            for source in sources:
                targets.setdefault(source, []).append(node)
        last_steps = TargetSteps(self.view, self.reachable)
        chains = CandidateChains(self.snapshot, self.view)
        for source, nodes in targets.items():
            predecessors = self.view.predecessors(source, self.steps, last_steps)
            for node in nodes:
                candidates.setdefault(node, []).append(chains.candidate(source, node, predecessors))
        return candidates

    # ------------------------------------------------------------ parts

    def parts(self) -> list[Part]:
        """Return the counts of each document, followed by its elements in their order."""
        graph = self.view.graph
        counts: dict[str, Counter[Extent]] = {}
        for node in self.nodes:
            for name in self._elements_around(node):
                counts.setdefault(name, Counter())[self.extents[node]] += 1
        order: dict[str, None] = {}
        for document in self.subject.documents:
            nodes = graph.structure(document).nodes
            order.update(dict.fromkeys([document, *(graph.names[node] for node in nodes)]))
        return [self._part(name, counts[name]) for name in order if name in counts]

    def _elements_around(self, node: int) -> Iterator[str]:
        """Yield the names of the document and the elements that count a provision."""
        graph = self.view.graph
        document = graph.documents[node]
        yield document
        if node in graph.structure(document).children:
            yield graph.names[node]
        for ancestor in graph.ancestors(node):
            yield graph.names[ancestor]

    def _part(self, name: str, counts: Counter[Extent]) -> Part:
        ref = Ref.parse(name)
        numbers = (counts[word] for word in Extent)
        return Part(ref, title_of(self.snapshot, ref), _joint_extent(counts), counts.total(), *numbers)


def _is_reason(extent: Extent, bits: int) -> bool:
    """Tell whether a relation from an implemented node is a reason for an extent."""
    if extent is Extent.FULL:
        return bool(COVERING[bits])
    if extent is Extent.PARTIAL:
        return bool(OVERLAPPING[bits])
    return not bits or extent is Extent.ABSENT


def _joint_extent(counts: Counter[Extent]) -> Extent:
    """Return the extent of an element from the extents of its provisions."""
    for extent in (Extent.FULL, Extent.ABSENT):
        if counts[extent] == counts.total():
            return extent
    if counts[Extent.FULL] or counts[Extent.PARTIAL]:
        return Extent.PARTIAL
    return Extent.CANDIDATE if counts[Extent.CANDIDATE] else Extent.UNKNOWN


def _rank(inference: Inference) -> tuple[int, int, str]:
    return RANKS[inference.trust], len(inference.path), str(inference.source)
