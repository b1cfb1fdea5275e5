"""Relations between two sets of provisions, computed from the side with fewer edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ..._store.sssom import NEGATED, TYPES
from ...algebra import COMPOSED, CONVERSE, ENTAILS_NAMED, STYLES
from ...records.relationships import Relationship
from ...vocabulary import MappingStyle, RelationshipType
from . import GraphView, Steps, TargetSteps

__all__ = [
    "Edge",
    "Mitigation",
    "ReverseTargetSteps",
    "ancestors",
    "candidate_sources",
    "chainable_edges",
    "denials",
    "editions_with_mitigations",
    "has_candidate",
    "lineage_relationships",
    "mitigations",
    "relations_between",
]

_NOTHING: Steps = ((), ())


class ReverseTargetSteps(TargetSteps):
    """The steps that lead to nodes that are wanted, worked out from these: they may be the fewer.

    Those of set relations, or else those that chains of any sort go over.
    """

    def __init__(self, view: GraphView, wanted: Collection[int], loosely: bool = False) -> None:
        super().__init__(view, wanted)
        exactly: dict[int, dict[int, list[int]]] = {}
        loose: dict[int, list[int]] = {}
        for node in self.wanted:
            steps = view.steps(node)
            for bits, others in () if loosely else steps[0]:
                turned = CONVERSE[bits]
                for other in others:
                    exactly.setdefault(other, {}).setdefault(turned, []).append(node)
            for other in steps[1] if loosely else ():
                loose.setdefault(other, []).append(node)
        for via, groups in exactly.items():
            self[via] = tuple(groups.items()), ()
        for via, nodes in loose.items():
            self[via] = (), nodes

    def __missing__(self, node: int) -> Steps:
        return _NOTHING

    def meets(self, nodes: Collection[int]) -> Collection[int]:
        """Those of nodes from which a step leads to what is wanted."""
        return self.keys() & nodes


def relations_between(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> dict[int, dict[int, int]]:
    """What follows of targets and sources, read from the source: by target, where it is something.

    A provision is not tied to itself.
    """
    adjacent = view.graph.adjacent
    ends = [sum(len(adjacent[node]) for node in side) for side in (sources, targets)]
    ahead = ends[0] < ends[1]
    near, far = (sources, targets) if ahead else (targets, sources)
    ending = ReverseTargetSteps(view, far)
    found: dict[int, dict[int, int]] = {}
    for one in near:
        said = _over_two(view, one, ending) if steps == 2 else view.relations_from(one, steps, ending)[-1]
        for other, bits in said.items():
            if ENTAILS_NAMED[bits] and other in ending.wanted:
                if ahead:
                    found.setdefault(other, {})[one] = bits
                else:
                    found.setdefault(one, {})[other] = CONVERSE[bits]
    return found


def _over_two(view: GraphView, source: int, ending: ReverseTargetSteps) -> dict[int, int]:
    """What `View.reach` says over two steps, of what is wanted alone: most neighbours lead nowhere."""
    said: dict[int, int] = {}
    held, wanted, leading = said.get, ending.wanted, ending.get
    for bits, others in view.steps(source)[0]:
        composed = COMPOSED[bits]
        for via in others:
            if via in wanted:
                said[via] = bits & held(via, 31)
            onward = leading(via)
            if onward is not None:
                for step, nodes in onward[0]:
                    result = composed[step]
                    if result != 31:
                        for node in nodes:
                            said[node] = result & held(node, 31)
    said.pop(source, None)
    return said


def candidate_sources(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> dict[int, set[int]]:
    """The sources from which chains of any sort lead to targets, by target."""
    ending = ReverseTargetSteps(view, sources, loosely=True)
    return {target: view.predecessors(target, steps, ending).keys() & ending.wanted for target in targets}


def has_candidate(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> frozenset[int]:
    """The targets that chains of any sort lead to: whether, not from where, which is sooner known."""
    last = frozenset(other for source in sources for other in view.steps(source)[1])
    found = set()
    for target in targets:
        seen, frontier = {target}, [target]
        for _ in range(steps):
            if not last.isdisjoint(frontier):
                found.add(target)
                break
            frontier = [other for via in frontier for other in view.steps(via)[1] if other not in seen]
            seen.update(frontier)
    return frozenset(found)


# ------------------------------------------------------------ neighbours of provisions

#: The sheet, the row in it, and 1 where the near node is the object of the row.
Edge = tuple[int, int, int]

#: The codes of rows that name a mitigation of a threat: the threat is the subject, or the object.
_MITIGATION_CODES = (TYPES.index(RelationshipType.MITIGATED_BY), TYPES.index(RelationshipType.MITIGATES))
_DENIAL_CODE = TYPES.index(RelationshipType.RELATED) | NEGATED
_LINEAGE_CODES = frozenset(
    code | negated
    for code, word in enumerate(TYPES)
    for negated in (0, NEGATED)
    if STYLES[word] is MappingStyle.LINEAGE
)


class Mitigation(NamedTuple):
    """A mitigation of a threat, and the edge that says so, read from the mitigation."""

    node: int
    edge: Edge


def ancestors(view: GraphView, node: int) -> Iterator[int]:
    """Yield the provisions above a provision, nearest first."""
    parent = view.above(node)
    while parent is not None:
        yield parent
        parent = view.above(parent)


def chainable_edges(view: GraphView, node: int) -> dict[int, list[Edge]]:
    """Return the edges of a node that a chain may use, by the node at the far end."""
    edges: dict[int, list[Edge]] = {}
    for edge in view.edges(node):
        if view.chains(*edge):
            edges.setdefault(view.graph.other(*edge), []).append(edge)
    return edges


def denials(view: GraphView, node: int, sources: Collection[int]) -> list[Edge]:
    """Return the edges from sources on which a row denies any relationship with the node."""
    graph = view.graph
    found = []
    for sheet, row, is_object in view.edges(node):
        rows = graph.sheet(sheet)
        is_denial = rows.codes[row] == _DENIAL_CODE and not rows.text("unresolved", row)
        if is_denial and graph.other(sheet, row, is_object) in sources:
            found.append((sheet, row, 1 - is_object))
    return found


def lineage_relationships(view: GraphView, nodes: Iterable[int]) -> Iterator[Relationship]:
    """Yield the lineage relationships of nodes with provisions of other editions."""
    graph = view.graph
    for node in nodes:
        for sheet, row, is_object in view.edges(node):
            if graph.sheet(sheet).codes[row] in _LINEAGE_CODES:
                record = view.relationship(sheet, row, is_object)
                if record.object.standard == record.subject.standard:
                    yield record


def mitigations(view: GraphView, threat: int) -> Iterator[Mitigation]:
    """Yield the mitigations of a threat; rows that are denied or unresolved name none."""
    graph = view.graph
    for sheet, row, is_object in view.edges(threat):
        rows = graph.sheet(sheet)
        if rows.codes[row] == _MITIGATION_CODES[is_object] and not rows.text("unresolved", row):
            yield Mitigation(graph.other(sheet, row, is_object), (sheet, row, 1 - is_object))


def editions_with_mitigations(view: GraphView, document: str, earlier: bool = False) -> Iterator[str]:
    """Yield the other editions of a document whose threats have mitigations, latest first.

    Args:
        view: The graph as the question sees it.
        document: The reference of an edition.
        earlier: Whether to yield earlier editions only.
    """
    graph = view.graph
    editions = graph.register.ordered(document.partition("@")[0])
    if earlier:
        editions = editions[: editions.index(document)]
    for edition in reversed(editions):
        if edition != document and view.document_known(edition):
            graph.load_sets_of(edition)
            if any(next(mitigations(view, node), None) for node in graph.nodes_of.get(edition, ())):
                yield edition
