"""Walks over the graph: relations and candidates between two sets of nodes, and edges of single nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from ..._store.sssom import NEGATED, TYPES
from ...algebra import CONVERSE, ENTAILS_NAMED
from ...records.relationships import Relationship
from ...vocabulary import RelationshipType
from .index import LINEAGE, Edge
from .neighbours import TargetSteps
from .view import GraphView

__all__ = [
    "Mitigation",
    "candidate_sources",
    "chain_to",
    "chainable_edges",
    "denials",
    "edges_between",
    "editions_with_mitigations",
    "has_candidate",
    "is_mitigation",
    "lineage_between",
    "lineage_relationships",
    "mitigations",
    "relations_between",
]


def relations_between(
    view: GraphView, sources: Collection[int], targets: Collection[int], max_steps: int
) -> dict[int, dict[int, int]]:
    """Return the set relations that follow between two sides, as far as they entail a named one.

    Args:
        view: The graph that the question sees.
        sources: The nodes that relations are read from.
        targets: The nodes at the other end; a node has no relation to itself.
        max_steps: The longest chain.

    Returns:
        By target, the bits by source.
    """
    if not sources or not targets:
        return {}
    # Over more than two steps, what intersects on the way depends on the end one starts from; proofs
    # start from the source.
    forwards = max_steps > 2 or _edge_count(view, sources) < _edge_count(view, targets)
    near_side, far_side = (sources, targets) if forwards else (targets, sources)
    target_steps = TargetSteps(view, far_side)
    found: dict[int, dict[int, int]] = {}
    for near in near_side:
        relations = view.relations_from(near, max_steps, target_steps)[-1]
        for far, bits in relations.items():
            if ENTAILS_NAMED[bits] and far in target_steps.targets:
                if forwards:
                    found.setdefault(far, {})[near] = bits
                else:
                    found.setdefault(near, {})[far] = CONVERSE[bits]
    return found


def _edge_count(view: GraphView, nodes: Collection[int]) -> int:
    return sum(map(len, map(view.graph.adjacency.__getitem__, nodes)))


def candidate_sources(
    view: GraphView, sources: Collection[int], targets: Collection[int], max_steps: int
) -> dict[int, set[int]]:
    """Return, by target, the sources from which candidate chains lead to it.

    Args:
        view: The graph that the question sees.
        sources: The nodes that chains begin with.
        targets: The nodes that chains end with.
        max_steps: The longest chain.
    """
    steps = TargetSteps(view, sources)
    return {target: view.predecessors(target, max_steps, steps).keys() & steps.targets for target in targets}


def has_candidate(
    view: GraphView, sources: Collection[int], targets: Collection[int], max_steps: int
) -> frozenset[int]:
    """Return the targets that candidate chains lead to; faster than asking from which sources.

    Args:
        view: The graph that the question sees.
        sources: The nodes that chains begin with.
        targets: The nodes that chains end with.
        max_steps: The longest chain.
    """
    if not sources:
        return frozenset()
    origins = _with_moves(view, sources)
    neighbours = frozenset(node for source in origins for node in view.steps(source)[1])
    found = set()
    for target in targets:
        frontier = list(_with_moves(view, (target,)))
        seen = {target, *frontier}
        if view.moves is not None and (target in origins or not seen.isdisjoint(sources)):
            found.add(target)
            continue
        remaining = max_steps - 1
        while remaining and neighbours.isdisjoint(frontier):
            reached = [node for via in frontier for node in view.steps(via)[1] if node not in seen]
            frontier = [node for node in _with_moves(view, reached) if node not in seen]
            seen.update(frontier)
            remaining -= 1
        if not neighbours.isdisjoint(frontier):
            found.add(target)
    return frozenset(found)


def _with_moves(view: GraphView, nodes: Collection[int]) -> set[int]:
    """Return nodes and what one move between editions leads to from them."""
    moves = view.moves
    return {*nodes} if moves is None else {*nodes, *(move.node for node in nodes for move in moves[node])}


def edges_between(
    view: GraphView, sources: Collection[int], targets: Collection[int]
) -> dict[int, dict[int, list[Edge]]]:
    """Return the visible edges between two sides, by source and target, read from the source."""
    forwards = _edge_count(view, sources) <= _edge_count(view, targets)
    near_side, far_side = (sources, frozenset(targets)) if forwards else (targets, frozenset(sources))
    documents = frozenset(view.graph.documents[far] for far in far_side)
    found: dict[int, dict[int, list[Edge]]] = {}
    for near in near_side:
        for far, (sheet, row, reverse) in view.ends(near, documents):
            if far in far_side and forwards:
                found.setdefault(near, {}).setdefault(far, []).append((sheet, row, reverse))
            elif far in far_side:
                found.setdefault(far, {}).setdefault(near, []).append((sheet, row, 1 - reverse))
    return found


def chain_to(predecessors: Mapping[int, int], source: int, target: int) -> Iterator[tuple[int, int]]:
    """Return the shortest chain to a reached node, as pairs of neighbours from the source on."""
    nodes = [target]
    while nodes[-1] != source:
        nodes.append(predecessors[nodes[-1]])
    return pairwise(reversed(nodes))


# ------------------------------------------------------------ neighbours of provisions

#: The codes of rows that name a mitigation of a threat: the threat is the subject, or the object.
_MITIGATION_CODES = (TYPES.index(RelationshipType.MITIGATED_BY), TYPES.index(RelationshipType.MITIGATES))
_DENIAL_CODE = TYPES.index(RelationshipType.RELATED) | NEGATED
#: Types of lineage that read from the earlier provision to the later one.
_FORWARDS = frozenset("replaced_by renamed_to split_into merged_into adopted_as".split())


class Mitigation(NamedTuple):
    """A mitigation of a threat, and the edge that says so, read from the mitigation."""

    node: int
    edge: Edge


def chainable_edges(view: GraphView, node: int) -> dict[int, list[Edge]]:
    """Return the edges of a node that a chain may use, by the node at the far end."""
    edges: dict[int, list[Edge]] = {}
    for far, edge in view.ends(node):
        if view.is_positive(edge[0], edge[1]):
            edges.setdefault(far, []).append(edge)
    return edges


def denials(view: GraphView, node: int, sources: Collection[int]) -> list[Edge]:
    """Return the edges from sources on which a row denies any relationship with the node."""
    graph = view.graph
    found = []
    for sheet, row, reverse in view.edges(node) if sources else ():
        rows = graph.sheets[sheet]
        is_denial = rows.codes[row] == _DENIAL_CODE and view.is_resolved(sheet, row)
        if is_denial and view.is_unlimited(sheet, row) and graph.far_node(sheet, row, reverse) in sources:
            found.append((sheet, row, 1 - reverse))
    return found


def lineage_relationships(view: GraphView, nodes: Iterable[int]) -> Iterator[Relationship]:
    """Yield the lineage relationships of nodes with provisions of other editions."""
    graph = view.graph
    for node in nodes:
        for sheet, row, reverse in view.edges(node):
            if graph.is_lineage(sheet, row):
                record = view.relationship(sheet, row, reverse)
                if record.object.standard == record.subject.standard:
                    yield record


def lineage_between(
    view: GraphView, earlier: AbstractSet[str], later: AbstractSet[str]
) -> Iterator[Relationship]:
    """Yield the lineage relationships from earlier to later documents, read from the earlier one."""
    sheets = view.graph.sheets
    for sheet, row in view.visible_rows(LINEAGE, (earlier, later)):
        # Most sets write lineage from the later provision.
        record = view.relationship(sheet, row, int(TYPES[sheets[sheet].codes[row]] not in _FORWARDS))
        if str(record.subject.document) in earlier and str(record.object.document) in later:
            yield record


def mitigations(view: GraphView, threat: int) -> Iterator[Mitigation]:
    """Yield the mitigations of a threat; rows that are denied, unresolved, limited or outdated name none."""
    graph = view.graph
    for sheet, row, reverse in view.edges(threat):
        if is_mitigation(view, sheet, row, threat_first=not reverse) and view.is_unlimited(sheet, row):
            yield Mitigation(graph.far_node(sheet, row, reverse), (sheet, row, 1 - reverse))


def is_mitigation(view: GraphView, sheet: int, row: int, threat_first: bool) -> bool:
    """Tell whether a row names a mitigation of a threat, neither denied nor unresolved.

    Args:
        view: The graph as the question sees it.
        sheet: The number of the row's sheet.
        row: The row.
        threat_first: Whether its subject is the threat.
    """
    code = view.graph.sheets[sheet].codes[row]
    return code == _MITIGATION_CODES[not threat_first] and view.is_resolved(sheet, row)


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
