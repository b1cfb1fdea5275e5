"""How far each provision is certainly met: one rule table for coverage, projection and plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..algebra import ANY, COVERING, OVERLAPPING
from ..mapping.graph import GraphView, TargetSteps, relations_between
from ..mapping.proofs import Chain, Inference, Proof
from ..mapping.scopes import view_of
from ..snapshot import Snapshot
from ..vocabulary import Extent, Kind, Outcome, ProjectedResult
from .deeming import DeemedProvisions
from .implementation import Implementation
from .subject import self_inference
from .wholes import WholeProofs

__all__ = ["DECIDING", "CertainExtents", "Implication", "covering_by_law_itself", "joint_extent"]

#: Documents that only their own words, or those of their publisher, can say to be met.
_LEGAL = (Kind.LAW, Kind.RULE)

#: The result that each extent of a result of its own stands for.
_OWN_RESULTS = {
    Extent.PARTIAL: ProjectedResult.PARTLY,
    Extent.NOT_SATISFIED: ProjectedResult.NOT_SATISFIED,
    Extent.EXCLUDED: ProjectedResult.EXCLUDED,
}
#: For each extent that is certain, the results that decide it.
DECIDING: Mapping[Extent, frozenset[ProjectedResult]] = {
    Extent.FULL: frozenset({ProjectedResult.SATISFIED}),
    Extent.CONFLICT: frozenset(
        {ProjectedResult.SATISFIED, ProjectedResult.NOT_SATISFIED, ProjectedResult.PARTLY}
    ),
    **{extent: frozenset({result}) for extent, result in _OWN_RESULTS.items()},
}


class Implication(NamedTuple):
    """What one provision with a result implies for another: the node of the first, and the result.

    `via` is the node that a failed or partly met part lies in, None for any other implication.
    """

    source: int
    result: ProjectedResult
    via: int | None = None

    def decides(self, extent: Extent) -> bool:
        """Tell whether this is a reason for an extent; what only overlaps makes no conflict."""
        only_overlaps = self.result is ProjectedResult.PARTLY and self.via is None
        return self.result in DECIDING[extent] and not (extent is Extent.CONFLICT and only_overlaps)


def joint_extent(satisfied: bool, failed: bool, partial: bool, overlaps: bool) -> Extent | None:
    """Return the extent of a provision by all that is certain; None where nothing is.

    Args:
        satisfied: It is satisfied, or something satisfied covers it.
        failed: It contains something that failed.
        partial: It contains something partly met.
        overlaps: Something satisfied overlaps it.

    >>> joint_extent(satisfied=True, failed=True, partial=False, overlaps=False).value
    'conflict'
    """
    if satisfied:
        return Extent.CONFLICT if failed or partial else Extent.FULL
    if failed:
        return Extent.NOT_SATISFIED
    return Extent.PARTIAL if partial or overlaps else None


class CertainExtents:
    """The extent of each provision of which something is certain, and what implies it.

    `relations` holds what follows of targets and sources, as bits by target and source; `undecided`
    lists the provisions without an extent.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: GraphView,
        nodes: Iterable[int],
        known: Implementation,
        steps: int,
        deemed: DeemedProvisions | None = None,
    ) -> None:
        self.view, self.known, self.steps = view, known, steps
        self.nodes = tuple(nodes)
        others = [
            node for node in self.nodes if self._own_extent(node) is None and node not in known.satisfied
        ]
        self.relations = relations_between(view, known.sources, others, steps)
        #: What follows of claims and of the targets that contain something not satisfied.
        self.contested = self._contested(others)
        #: For each provision of law among the targets, the sources that the law says to cover it.
        self.by_law = covering_by_law_itself(
            snapshot, view, {*known.sources, *known.claims}, (self.relations, self.contested), steps
        )
        self.extents: dict[int, Extent] = {}
        self.undecided: list[int] = []
        for node in self.nodes:
            extent = self._extent(node)
            if deemed is not None and node in deemed.counted:
                extent = deemed.joint_extent(node, extent)
            if extent is None:
                self.undecided.append(node)
            else:
                self.extents[node] = extent

    def _contested(self, nodes: Iterable[int]) -> dict[int, dict[int, int]]:
        known = self.known
        contested = [node for node in nodes if node in known.failed or node in known.partial]
        return relations_between(self.view, known.claims, contested, self.steps)

    def _own_extent(self, node: int) -> Extent | None:
        """Return the extent that a result of a provision itself decides, or one from above it."""
        if node in self.known.excluded:
            return Extent.EXCLUDED
        outcome = self.known.outcomes.get(node)
        if outcome is Outcome.NOT_SATISFIED:
            return Extent.NOT_SATISFIED
        return Extent.PARTIAL if outcome is Outcome.PARTLY else None

    def _extent(self, node: int) -> Extent | None:
        known = self.known
        own = self._own_extent(node)
        if own is not None:
            return own
        failed, partial = node in known.failed, node in known.partial
        satisfied = self._root(node) is not None or self._is_covered(node)
        if (failed or partial) and not satisfied:
            satisfied = any(True for _ in self._claims_on(node))
        overlaps = not satisfied and self._is_overlapped(node)
        return joint_extent(satisfied, failed, partial, overlaps)

    # The two tests below say what `_passed` says, of all relations at once: they are asked for every target.

    def _is_covered(self, node: int) -> bool:
        """Tell whether a source passes `satisfied` to a target."""
        relations = self.relations.get(node, {})
        if node in self.known.outcomes:
            return False
        if node in self.by_law:
            return any(COVERING[relations.get(source, ANY)] for source in self.by_law[node])
        return any(COVERING[bits] for bits in relations.values())

    def _is_overlapped(self, node: int) -> bool:
        """Tell whether a source passes `partly` to a target that none satisfies."""
        known = self.relations.get(node, {}).values()
        if node in self.known.outcomes:
            return any(OVERLAPPING[bits] and not COVERING[bits] for bits in known)
        return any(OVERLAPPING[bits] for bits in known)

    def _root(self, node: int) -> int | None:
        """Return the node whose `satisfied` a provision has, itself or from above it; None if it has none.

        Where that was refuted, a provision has it only if it contains something not satisfied.
        """
        known = self.known
        if node in known.satisfied:
            return known.satisfied[node]
        contested = node in known.failed or node in known.partial
        return known.claims.get(node) if contested else None

    def _claims_on(self, node: int) -> Iterator[Implication]:
        """Yield the claims that would satisfy a provision which contains something not satisfied."""
        for source, bits in self.contested.get(node, {}).items():
            passed = self._passed(node, source, bits)
            if passed is ProjectedResult.SATISFIED and not self._is_above(source, node):
                yield Implication(source, ProjectedResult.SATISFIED)

    def _passed(self, node: int, source: int, bits: int) -> ProjectedResult | None:
        """Return what the satisfied source passes to a target, given their relation.

        To a target that somebody left without assessing it, what covers it passes nothing.
        """
        if COVERING[bits]:
            if node in self.known.outcomes:
                return None
            is_law = node in self.by_law and source not in self.by_law[node]
            return ProjectedResult.PARTLY if is_law else ProjectedResult.SATISFIED
        return ProjectedResult.PARTLY if OVERLAPPING[bits] else None

    # ------------------------------------------------------------ what implies an extent

    def implications(self, node: int) -> Iterator[Implication]:
        """Yield all that implies something for a provision; a result of its own comes first."""
        known = self.known
        own = self._own_extent(node)
        if own is not None:
            yield Implication(known.excluded.get(node, node), _OWN_RESULTS[own])
            return
        root = self._root(node)
        if root is not None:
            yield Implication(root, ProjectedResult.SATISFIED)
        yield from self._claims_on(node)
        for source, bits in self.relations.get(node, {}).items():
            result = self._passed(node, source, bits)
            if result is not None:
                yield Implication(source, result)
        for part, via in known.failed.get(node, {}).items():
            yield Implication(part, ProjectedResult.NOT_SATISFIED, via)
        for part, via in known.partial.get(node, {}).items():
            yield Implication(part, ProjectedResult.PARTLY, via)

    def prove(self, wanted: Mapping[int, Sequence[Implication]]) -> dict[int, list[Inference]]:
        """Return the inferences behind implications, by target and in their order.

        Args:
            wanted: The implications to prove, by target.
        """
        targets_of: dict[int, list[int]] = {}
        for node, implications in wanted.items():
            for each in implications:
                if each.via is None and not self._is_above(each.source, node):
                    targets_of.setdefault(each.source, []).append(node)
        last_steps = TargetSteps(self.view, {node for nodes in targets_of.values() for node in nodes})
        proved: dict[tuple[int, int], Inference] = {}
        shared: dict[tuple[int, int], Chain] = {}
        for source, nodes in targets_of.items():
            layers = self.view.relations_from(source, self.steps, last_steps)
            proof = Proof(self.view, source, layers, shared)
            proved.update(((source, node), proof.inference(node)) for node in nodes)
        wholes = WholeProofs(self.view, self.steps)
        found: dict[int, list[Inference]] = {}
        for node, implications in wanted.items():
            inferences = found[node] = []
            for source, _, via in implications:
                if via is not None:
                    inferences.append(wholes.inference(source, via, node))
                else:
                    inferences.append(proved.get((source, node)) or self_inference(self.view, source, node))
        return found

    def _is_above(self, source: int, node: int) -> bool:
        """Tell whether a source is a target itself, or above it in its document."""
        return source == node or source in self.view.graph.ancestors(node)


def covering_by_law_itself(
    snapshot: Snapshot,
    view: GraphView,
    sources: Collection[int],
    relations: Sequence[Mapping[int, Mapping[int, int]]],
    steps: int,
) -> dict[int, frozenset[int]]:
    """Return, for each target of law that something covers, the sources that the law says to cover it.

    Only mapping sets by the publisher of the law say so: that somebody reads a text to ask for as much
    does not make it compliance.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        sources: The nodes that are implemented.
        relations: What follows of targets and sources, as bits by target and source, in parts.
        steps: The longest chain, in relationships.
    """
    graph = view.graph
    by_document: dict[str, list[int]] = {}
    for each in relations:
        for node, bits in each.items():
            if any(map(COVERING.__getitem__, bits.values())):
                by_document.setdefault(graph.documents[node], []).append(node)
    found: dict[int, frozenset[int]] = {}
    for document, nodes in by_document.items():
        if not _is_law(snapshot, document):
            continue
        found.update(dict.fromkeys(nodes, frozenset()))
        sets = _sets_by_publisher(snapshot, view, document)
        if sets:
            narrow = view_of(snapshot, view.trusts, sets)
            for node, of_sources in relations_between(narrow, sources, nodes, steps).items():
                found[node] = frozenset(source for source, bits in of_sources.items() if COVERING[bits])
    return found


def _is_law(snapshot: Snapshot, document: str) -> bool:
    register = snapshot.register
    return document in register.files_by_ref and register.raw(document)["kind"] in _LEGAL


def _sets_by_publisher(snapshot: Snapshot, view: GraphView, document: str) -> frozenset[str]:
    """Return the mapping sets by a publisher of a document that the question accepts."""
    law = snapshot.standard(document)
    publishers = (law.publisher, *law.co_publishers)
    return frozenset(
        name
        for name, file in snapshot.register.mappings.items()
        if document in file.documents
        and file.sheet.header.publisher in publishers
        and view.set_accepted(file.sheet.header)
    )
