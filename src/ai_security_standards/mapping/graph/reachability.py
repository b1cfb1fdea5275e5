"""Relations, candidates and edges between two sets of nodes, computed from the side with fewer edges."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from ...algebra import ANY, COMPOSED, CONVERSE, ENTAILS_NAMED
from .index import Edge
from .view import GraphView, Steps, TargetSteps

__all__ = [
    "ReverseTargetSteps",
    "candidate_sources",
    "chain_to",
    "edges_between",
    "has_candidate",
    "relations_between",
]

_NO_STEPS: Steps = ((), ())


class ReverseTargetSteps(TargetSteps):
    """The steps into given nodes, computed from these all at once.

    They have set relations, or else, with `untyped`, are those of candidate chains.
    """

    def __init__(self, view: GraphView, targets: Collection[int], untyped: bool = False) -> None:
        super().__init__(view, targets)
        if untyped:
            sources: dict[int, list[int]] = {}
            for node in self.targets:
                for source in view.steps(node)[1]:
                    sources.setdefault(source, []).append(node)
            self.update((source, ((), nodes)) for source, nodes in sources.items())
            return
        groups: dict[int, dict[int, list[int]]] = {}
        for node in self.targets:
            for bits, neighbours in view.steps(node)[0]:
                converse = CONVERSE[bits]
                for source in neighbours:
                    groups.setdefault(source, {}).setdefault(converse, []).append(node)
        self.update((source, (tuple(group.items()), ())) for source, group in groups.items())

    def __missing__(self, node: int) -> Steps:
        return _NO_STEPS

    def sources_among(self, nodes: Collection[int]) -> Collection[int]:
        """Return the nodes that have a direct edge into the targets."""
        return self.keys() & nodes


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
    forwards = _edge_count(view, sources) < _edge_count(view, targets)
    near_side, far_side = (sources, targets) if forwards else (targets, sources)
    target_steps = ReverseTargetSteps(view, far_side)
    found: dict[int, dict[int, int]] = {}
    for near in near_side:
        if max_steps == 2:
            relations = _relations_over_two_steps(view, near, target_steps)
        else:
            relations = view.relations_from(near, max_steps, target_steps)[-1]
        for far, bits in relations.items():
            if ENTAILS_NAMED[bits] and far in target_steps.targets:
                if forwards:
                    found.setdefault(far, {})[near] = bits
                else:
                    found.setdefault(near, {})[far] = CONVERSE[bits]
    return found


def _edge_count(view: GraphView, nodes: Collection[int]) -> int:
    return sum(len(view.graph.adjacency[node]) for node in nodes)


def _relations_over_two_steps(
    view: GraphView, source: int, target_steps: ReverseTargetSteps
) -> dict[int, int]:
    """Return the last layer of `relations_from` over two steps, skipping neighbours that lead nowhere."""
    relations: dict[int, int] = {}
    known, targets, steps_of = relations.get, target_steps.targets, target_steps.get
    for bits, neighbours in view.steps(source)[0]:
        composed = COMPOSED[bits]
        for via in neighbours:
            if via in targets:
                relations[via] = bits & known(via, ANY)
            steps = steps_of(via)
            if steps is not None:
                for step, nodes in steps[0]:
                    result = composed[step]
                    if result != ANY:
                        for node in nodes:
                            relations[node] = result & known(node, ANY)
    relations.pop(source, None)
    return relations


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
    steps = ReverseTargetSteps(view, sources, untyped=True)
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
    neighbours = frozenset(node for source in sources for node in view.steps(source)[1])
    found = set()
    for target in targets:
        seen, frontier = {target}, [target]
        for _ in range(max_steps):
            if not neighbours.isdisjoint(frontier):
                found.add(target)
                break
            frontier = [node for via in frontier for node in view.steps(via)[1] if node not in seen]
            seen.update(frontier)
    return frozenset(found)


def edges_between(
    view: GraphView, sources: Collection[int], targets: Collection[int]
) -> dict[int, dict[int, list[Edge]]]:
    """Return the visible edges between two sides, by source and target, read from the source."""
    forwards = _edge_count(view, sources) <= _edge_count(view, targets)
    near_side, far_side = (sources, frozenset(targets)) if forwards else (targets, frozenset(sources))
    found: dict[int, dict[int, list[Edge]]] = {}
    for near in near_side:
        for sheet, row, reverse in view.edges(near):
            far = view.graph.far_node(sheet, row, reverse)
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
