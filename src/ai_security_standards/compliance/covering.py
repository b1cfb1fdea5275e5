"""Coverage: how far what is implemented covers the provisions of a target, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..algebra import OVERLAPPING, Relation
from ..mapping.graph import (
    RANKS,
    Edge,
    GraphView,
    TargetSteps,
    candidate_sources,
    chain_to,
    denials,
    has_candidate,
    relations_between,
)
from ..mapping.proofs import Candidate, Chain, Inference, caveats_of
from ..mapping.scopes import view_of
from ..mapping.titles import title_of, urls_of
from ..records.refs import Ref, References
from ..snapshot import Snapshot
from ..tables import DeferredRecords
from ..tables.deferred import Deferred
from ..vocabulary import Editions, Extent, Outcome, ProjectedResult
from ..vocabulary.criteria import OneOrMore
from .candidates import CandidateChains, SupportedCandidate
from .coverage_table import Coverage, CoverageRow, Part, Parts
from .deeming import Affirmed, DeemedProvisions
from .extents import DECIDING, CertainExtents, Implication
from .implementation import Implementation, implementation_of, pinned_refs
from .labels import elsewhere_of, lineage_of, notes_on, superseded_editions
from .subject import Subject, as_ref_texts, subject_of

__all__ = ["CoverageComputation", "coverage", "coverage_of"]


def coverage(
    snapshot: Snapshot,
    target: References,
    implemented: References,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
    affirm: Affirmed = (),
) -> Coverage:
    """Return the coverage of a target; see `Catalog.coverage`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    subject = subject_of(snapshot, view, target)
    known = implementation_of(snapshot, view, implemented, max_steps, subject)
    deemed = DeemedProvisions(snapshot, view, subject.documents, known, affirm)
    return coverage_of(snapshot, view, subject, known, max_steps, as_ref_texts("target", target), deemed)


def coverage_of(
    snapshot: Snapshot,
    view: GraphView,
    subject: Subject,
    known: Implementation,
    max_steps: int,
    target: Iterable[str],
    deemed: DeemedProvisions | None = None,
) -> Coverage:
    """Return the coverage of a subject by what is known to be implemented.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        subject: The provisions that count.
        known: What is implemented.
        max_steps: The longest chain, in relationships.
        target: The references of the subject.
        deemed: What law is deemed to be met by; None where that does not count.
    """
    computation = CoverageComputation(snapshot, view, subject, known, max_steps, deemed)
    notes = notes_on(snapshot, view, subject) + known.notes
    if deemed is not None:
        notes += deemed.notes(subject.nodes)
    superseded = superseded_editions(snapshot, view, subject)
    return Coverage(
        DeferredRecords(computation.rows, len(subject.nodes)),
        notes,
        Counter(computation.extents.values()),
        target=pinned_refs(snapshot, target),
        implemented=known.refs,
        left_out=subject.left_out,
        superseded=superseded,
        lineage=lineage_of(snapshot, subject, superseded),
        parts=Parts(DeferredRecords(computation.parts)),
        elsewhere=Deferred(lambda: elsewhere_of(view, subject, known.refs)),
    )


def _paths_of(support: Inference | Candidate) -> tuple[Chain, ...]:
    return support.paths if isinstance(support, Inference) else (support.path,)


class _Reason(NamedTuple):
    """An inference that decides the extent of a provision, and the result of its source."""

    inference: Inference
    outcome: Outcome


class CoverageComputation:
    """The extent of each provision, computed at once, and the reasons, computed on demand.

    `relations` and `hint_relations` hold what follows of targets, and of sources or hints, as bits by
    target and source. `carried` are the targets that only moves between editions lead to: stated lineage
    changes nothing that is certain or absent.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: GraphView,
        subject: Subject,
        known: Implementation,
        steps: int,
        deemed: DeemedProvisions | None = None,
    ) -> None:
        self.snapshot, self.view, self.steps, self.deemed = snapshot, view, steps, deemed
        self.subject, self.nodes, self.known = subject, subject.nodes, known
        self.certain = CertainExtents(snapshot, view, subject.nodes, known, steps, deemed)
        self.relations, self.extents = self.certain.relations, self.certain.extents
        undecided = self.certain.undecided
        self.starts = {**known.sources, **known.hints}
        self.hint_relations = relations_between(view, known.hints, undecided, steps)
        self.plain = view
        if view.moves is not None:
            self.plain = view_of(snapshot, view.trusts, view.sets, steps, Editions.SAME)
        self.reachable = has_candidate(self.plain, self.starts, undecided, steps)
        self.carried: frozenset[int] = frozenset()
        self.denials: dict[int, list[Edge]] = {}
        for node in undecided:
            self.extents[node] = self._extent_of_undecided(node)
        if view.moves is not None:
            unknown = [node for node in undecided if self.extents[node] is Extent.UNKNOWN]
            self.carried = has_candidate(view, self.starts, unknown, steps)
            self.extents.update(dict.fromkeys(self.carried, Extent.CANDIDATE))

    def _bits(self, node: int) -> dict[int, int]:
        """Return what follows of an undecided provision and of sources and hints."""
        return {**self.relations.get(node, {}), **self.hint_relations.get(node, {})}

    def _extent_of_undecided(self, node: int) -> Extent:
        """Return the extent of a provision of which nothing is certain."""
        relations = self._bits(node)
        if any(map(_is_hint, relations.values())):
            return Extent.CANDIDATE
        if node in self.reachable and (not relations or node in self._candidate_sources([node])):
            return Extent.CANDIDATE
        if relations:
            return Extent.ABSENT
        edges = denials(self.view, node, self.starts)
        if edges:
            self.denials[node] = edges
        return Extent.ABSENT if edges else Extent.UNKNOWN

    # ------------------------------------------------------------ rows

    def rows(self) -> list[CoverageRow]:
        """Return the row of each provision, with its reasons and candidates."""
        wanted = {node: self._implications(node) for node in self.nodes}
        proved, candidates = self.certain.prove(wanted), self.candidates()
        rows = []
        for node in self.nodes:
            ref = self.view.graph.ref(node)
            reasons = [
                _Reason(inference, self._outcome(each.source))
                for inference, each in zip(proved[node], wanted[node], strict=True)
            ]
            reasons += [_Reason(*self._denial(edge)) for edge in self.denials.get(node, ())]
            reasons.sort(key=lambda reason: _rank(reason.inference))
            ranked = candidates.get(node, [])
            support: list[Inference | Candidate] = [reason.inference for reason in reasons]
            support += [each.candidate for each in ranked]
            paths = [path for each in support for path in _paths_of(each)]
            rows.append(
                CoverageRow(
                    ref,
                    title_of(self.snapshot, ref),
                    self.extents[node],
                    tuple(reason.inference for reason in reasons),
                    tuple(each.candidate for each in ranked),
                    tuple(title_of(self.snapshot, each.source) for each in support),
                    urls_of(self.snapshot, paths),
                    tuple(reason.outcome for reason in reasons),
                    caveats_of([each.candidate.path for each in ranked]),
                    () if self.deemed is None else self.deemed.outcomes(node),
                )
            )
        return rows

    def _implications(self, node: int) -> list[Implication]:
        """Return the implications that decide the extent of a provision."""
        extent = self.extents[node]
        if extent in DECIDING:
            return [each for each in self.certain.implications(node) if each.decides(extent)]
        if extent is Extent.DEEMED:
            return []
        return [
            Implication(source, ProjectedResult.UNKNOWN)
            for source, bits in self._bits(node).items()
            if extent is Extent.ABSENT or _is_hint(bits)
        ]

    def _outcome(self, node: int) -> Outcome:
        return self.known.results_of(self.view, node)[0].result

    def _denial(self, edge: Edge) -> tuple[Inference, Outcome]:
        """Return a denial as an inference from which nothing follows, with the result of its source."""
        step = self.view.relationship(*edge)
        path = ((step,),)
        inference = Inference(step.subject, step.object, Relation.ANY, path, step.trust, step.confidence)
        return inference, self._outcome(self.view.graph.node(str(step.subject)))

    def _candidate_sources(self, nodes: Iterable[int]) -> dict[int, set[int]]:
        """Return the sources of candidate chains by target.

        Candidate chains between a pair for which a set relation is inferred are ignored.
        """
        reachable = [node for node in nodes if node in self.reachable]
        sources = candidate_sources(self.plain, self.starts, reachable, self.steps)
        unrelated = {node: nodes - self._bits(node).keys() for node, nodes in sources.items()}
        return {node: nodes for node, nodes in unrelated.items() if nodes}

    def candidates(self) -> dict[int, list[SupportedCandidate]]:
        """Return the candidates of each provision that has some, the best supported first."""
        carried = candidate_sources(self.view, self.starts, self.carried, self.steps)
        found = {
            **self._candidates_from(self.plain, self._candidate_sources(self.nodes)),
            **self._candidates_from(self.view, carried),
        }
        return {node: sorted(each, key=lambda one: one.rank) for node, each in found.items()}

    def _candidates_from(
        self, view: GraphView, sources: Mapping[int, Collection[int]]
    ) -> dict[int, list[SupportedCandidate]]:
        """Return the candidates of each target.

        Args:
            view: The graph, with or without moves between editions.
            sources: The sources of candidate chains, by target.
        """
        candidates: dict[int, list[SupportedCandidate]] = {}
        targets: dict[int, list[int]] = {}
        for node, nodes in sources.items():
            for source in nodes:
                targets.setdefault(source, []).append(node)
        last_steps = TargetSteps(view, sources.keys())
        chains = CandidateChains(self.snapshot, view)
        for source, nodes in targets.items():
            predecessors = view.predecessors(source, self.steps, last_steps)
            for node in nodes:
                if node in predecessors:
                    pairs = [*chain_to(predecessors, source, node)]
                else:
                    pairs = self._chain_from_target(view, source, node)
                candidates.setdefault(node, []).append(chains.candidate(source, node, pairs))
        return candidates

    def _chain_from_target(self, view: GraphView, source: int, target: int) -> list[tuple[int, int]]:
        """Return a chain that only a walk from the target finds, as pairs of neighbours from the source on.

        A walk meets each provision once. One that it moved to moves no further, although it may have been
        the end of a relationship as well.
        """
        predecessors = view.predecessors(target, self.steps, TargetSteps(view, self.starts))
        return [(near, far) for far, near in chain_to(predecessors, target, source)][::-1]

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
        of = counts.total() - counts[Extent.EXCLUDED]
        return Part(ref, title_of(self.snapshot, ref), _joint_extent(counts), of, *numbers)


def _is_hint(bits: int) -> bool:
    """Tell whether a relation calls for review: a contradiction, or what overlaps without certainty."""
    return not bits or bool(OVERLAPPING[bits])


def _joint_extent(counts: Counter[Extent]) -> Extent:
    """Return the extent of an element from the extents of its provisions, those excluded aside."""
    total = counts.total() - counts[Extent.EXCLUDED]
    if not total:
        return Extent.EXCLUDED
    for extent in (Extent.FULL, Extent.ABSENT):
        if counts[extent] == total:
            return extent
    # Failing a part fails the whole.
    for extent in (Extent.NOT_SATISFIED, Extent.CONFLICT):
        if counts[extent]:
            return extent
    if counts[Extent.FULL] + counts[Extent.DEEMED] == total:
        return Extent.DEEMED
    if counts[Extent.FULL] or counts[Extent.PARTIAL] or counts[Extent.DEEMED]:
        return Extent.PARTIAL
    return Extent.CANDIDATE if counts[Extent.CANDIDATE] else Extent.UNKNOWN


def _rank(inference: Inference) -> tuple[int, int, str]:
    return RANKS[inference.trust], len(inference.path), str(inference.source)
