"""Statements carried over stated lineage: one chain each, with at least one move between editions.

They are computed apart from what is certain, and never intersected with it or with each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..algebra import (
    ANY,
    CHILD_TO_PARENT,
    COMPOSED,
    CONVERSE,
    ENTAILS_NAMED,
    EQUAL,
    PARENT_TO_CHILD,
    Relation,
)
from ..records.relationships import Relationship
from ..vocabulary import Lineage
from .graph import Edge, GraphView, Moves, TargetSteps
from .proofs import Chain, minimal_support

__all__ = ["CarriedRow", "CarriedStatement", "carried_rows", "carried_statements"]

_APART = int(Relation.NO_RELATIONSHIP)
_GRADES = list(Lineage)


class CarriedRow(NamedTuple):
    """A relationship of other editions or wordings, with the nodes from its source to its target."""

    nodes: tuple[int, ...]
    edge: Edge
    lineage: Lineage

    def bits(self, view: GraphView) -> int:
        """Return the set relation of the relationship, read from its near end."""
        sheet, row, reverse = self.edge
        stated = view.graph.relation_bits(sheet, row)
        return CONVERSE[stated] if reverse else stated

    def path(self, view: GraphView) -> Chain:
        """Return the chain from the source to the target: moves between editions, and the relationship."""
        near, far = _ends(view, self.edge)
        steps: list[Relationship] = []
        for one, other in pairwise(self.nodes):
            is_row = (one, other) == (near, far)
            steps.append(view.relationship(*self.edge) if is_row else view.move_records(one, other)[0])
        return tuple(steps)


def _ends(view: GraphView, edge: Edge) -> tuple[int, int]:
    sheet, row, reverse = edge
    return view.graph.far_node(sheet, row, 1 - reverse), view.graph.far_node(sheet, row, reverse)


def carried_rows(
    view: GraphView, sources: Sequence[int], targets: Collection[int]
) -> dict[int, dict[int, list[CarriedRow]]]:
    """Return relationships of other editions or wordings between two sides, by source and target.

    Denials stay where they are.

    Args:
        view: The graph that the question sees, with moves between editions.
        sources: The nodes that rows are read from, of one document.
        targets: The nodes at the other end, of one document.
    """
    found: dict[int, dict[int, list[CarriedRow]]] = {}
    moves, documents = view.moves, view.graph.documents
    if moves is None or not sources or not targets:
        return found
    ends = documents[sources[0]], documents[next(iter(targets))]
    related, has_outdated = moves.kinship.between(*ends), _has_outdated_rows(view, ends)
    if related <= {*ends} and not has_outdated:
        return found
    near_ends, far_ends = _stand_ins(moves, sources, related), _stand_ins(moves, [*targets], related)
    # Between the two documents themselves, only what is older than a wording is carried.
    direct = None if has_outdated else ends
    if len(near_ends) > len(far_ends):
        backwards = _edges(view, far_ends, near_ends, direct and (direct[1], direct[0]))
        edges: Iterable[tuple[int, int, Edge]] = (
            (near, far, (sheet, row, 1 - reverse)) for far, near, (sheet, row, reverse) in backwards
        )
    else:
        edges = _edges(view, near_ends, far_ends, direct)
    for near, far, edge in edges:
        is_outdated = edge[1] in view.outdated_rows(edge[0])
        for source, before in near_ends[near].items():
            for target, after in far_ends[far].items():
                if (source, target) != (near, far) or is_outdated:
                    nodes = tuple(dict.fromkeys((source, near, far, target)))
                    stated = Lineage.STATED if is_outdated else Lineage.SAME
                    row = CarriedRow(nodes, edge, max(before, after, stated, key=_GRADES.index))
                    found.setdefault(source, {}).setdefault(target, []).append(row)
    return found


def _has_outdated_rows(view: GraphView, documents: Collection[str]) -> bool:
    """Tell whether a relationship between two documents is older than a wording of either."""
    graph = view.graph
    files = [file for file in graph.register.mappings.values() if file.documents.issuperset(documents)]
    return any(view.outdated_rows(graph.sheet_number(file)) for file in files)


def _stand_ins(moves: Moves, nodes: Sequence[int], documents: Iterable[str]) -> dict[int, dict[int, Lineage]]:
    """Return nodes and what moves lead to from them, each with the nodes that it stands for, and how surely.

    Args:
        moves: The moves between editions.
        nodes: The nodes to move from, of one document.
        documents: The documents to move to.
    """
    origins: dict[int, dict[int, Lineage]] = {node: {node: Lineage.SAME} for node in nodes}
    for document in documents:
        for node, move in moves.of_all(nodes, document):
            origins.setdefault(move.node, {})[node] = move.hop.grade
    return origins


def _edges(
    view: GraphView, near: Iterable[int], far: Collection[int], left_out: tuple[str, str] | None
) -> Iterator[tuple[int, int, Edge]]:
    """Yield the edges between two sides that a carried statement may use, each after its two ends.

    Args:
        view: The graph that the question sees.
        near: The nodes on one side.
        far: The nodes on the other side.
        left_out: Two documents, one on either side, between which no edge is looked for.
    """
    document_of = view.graph.documents
    every = frozenset(document_of[node] for node in far)
    near_document, far_document = left_out or ("", "")
    others = every - {far_document}
    for node in near:
        documents = others if document_of[node] == near_document else every
        for end, edge in view.ends(node, documents) if documents else ():
            if end in far and view.is_positive(edge[0], edge[1]):
                yield node, end, edge


class CarriedStatement(NamedTuple):
    """A set relation that one chain states, with the nodes of the chain from its source to its target.

    `outdated` has the relationships of the chain that are older than a wording, by the place of the step.
    """

    relation: int
    nodes: tuple[int, ...]
    outdated: tuple[tuple[int, Edge], ...] = ()
    lineage: Lineage = Lineage.STATED

    def bits(self, view: GraphView) -> int:  # noqa: ARG002
        """Return the set relation that the chain states."""
        return self.relation

    def path(self, view: GraphView) -> Chain:
        """Return the chain: moves between editions, and the best trusted relationship of each other step."""
        steps: list[Relationship] = []
        outdated, view = dict(self.outdated), view.with_caveats()
        for place, (one, other) in enumerate(pairwise(self.nodes)):
            if place in outdated:
                steps.append(view.relationship(*outdated[place]))
                continue
            chains = view.chains_between(one, other, exact=True)
            chosen = minimal_support((bits, chain) for chain, bits in chains)
            steps += [step for chain in chosen for step in chain] or view.move_records(one, other)
        return tuple(steps)


class _State(NamedTuple):
    """The end of a chain: what it states, its nodes, whether it moved, and how it arrived.

    To go over a relationship that is older than a wording counts as a move.
    """

    bits: int
    nodes: tuple[int, ...]
    has_moved: bool
    #: Whether the last step was a move; a step down in the structure would claim a new part.
    moved_last: bool
    outdated: tuple[tuple[int, Edge], ...] = ()


def carried_statements(
    view: GraphView, source: int, max_steps: int, targets: TargetSteps
) -> dict[int, list[CarriedStatement]]:
    """Return the strongest set relations that single chains over stated moves state, by target.

    Args:
        view: The graph that the question sees, with moves between editions.
        source: The node that chains begin with.
        max_steps: The longest chain, in relationships; moves cost none.
        targets: The steps into the targets.
    """
    if not targets.landings and not _meets_move(view, source, max_steps):
        return {}
    view = view.with_caveats()
    start = _State(EQUAL, (source,), False, False)
    frontier = [start, *_moved(view, start, targets)]
    found: dict[int, list[CarriedStatement]] = {}
    seen: dict[tuple[int, bool, bool], list[int]] = {}
    for remaining in range(max_steps - 1, -1, -1):
        reached: list[_State] = []
        for state in frontier:
            for after in _next_states(view, state, targets, is_last=not remaining):
                reached += _unless_weaker(seen, after)
        frontier = reached
        for state in frontier:
            target = state.nodes[-1]
            if state.has_moved and target in targets.targets and ENTAILS_NAMED[state.bits]:
                found.setdefault(target, []).append(CarriedStatement(state.bits, state.nodes, state.outdated))
    return {target: _strongest(view, statements) for target, statements in found.items() if target != source}


def _meets_move(view: GraphView, source: int, steps: int) -> bool:
    """Tell whether a chain of so many steps may move to another edition, or over an old wording."""
    nodes = seen = {source}
    for remaining in range(steps - 1, -1, -1):
        if any(map(view.may_move, nodes)):
            return True
        if remaining:
            groups = (group for node in nodes for _, group in view.steps(node)[0])
            nodes = set[int]().union(*groups) - seen
            seen = seen | nodes
    return False


def _next_states(view: GraphView, state: _State, targets: TargetSteps, *, is_last: bool) -> Iterator[_State]:
    """Yield the states one step on, and those that a move leads to from there.

    Args:
        view: The graph that the question sees.
        state: The end of a chain.
        targets: The steps into the targets.
        is_last: Whether the step must lead to a target, in its edition or another one.
    """
    near = state.nodes[-1]
    composed, is_parent = COMPOSED[state.bits], view.graph.is_parent
    for bits, nodes in view.steps(near)[0]:
        result = composed[bits]
        if bits == _APART or result == ANY:
            continue
        for node in filter(targets.reachable.__contains__, nodes) if is_last else nodes:
            # A part that is new in the later edition is nothing that the earlier one spoke of.
            if not (state.moved_last and bits == PARENT_TO_CHILD and is_parent(near, node)):
                after = _State(result, (*state.nodes, node), state.has_moved, False, state.outdated)
                yield after
                if not (bits == CHILD_TO_PARENT and is_parent(node, near)):
                    yield from _moved(view, after, targets)
    for node, bits, edge in view.outdated_steps(near):
        if bits != _APART and composed[bits] != ANY and (not is_last or node in targets.reachable):
            outdated = (*state.outdated, (len(state.nodes) - 1, edge))
            after = _State(composed[bits], (*state.nodes, node), True, False, outdated)
            yield after
            yield from _moved(view, after, targets)


def _moved(view: GraphView, state: _State, targets: TargetSteps) -> Iterator[_State]:
    """Yield the states that stated moves lead to from the end of a chain."""
    via = state.nodes[-1]
    landings = (move for move in targets.landings.get(via, ()) if move.hop.grade is Lineage.STATED)
    for node in dict.fromkeys(move.node for move in (*view.stated_moves(via), *landings)):
        yield _State(state.bits, (*state.nodes, node), True, True, state.outdated)


def _unless_weaker(seen: dict[tuple[int, bool, bool], list[int]], state: _State) -> Iterator[_State]:
    """Yield a state unless a chain before it ends there and states as much."""
    known = seen.setdefault((state.nodes[-1], state.has_moved, state.moved_last), [])
    if not any(bits & ~state.bits == 0 for bits in known):
        known.append(state.bits)
        yield state


def _strongest(view: GraphView, statements: list[CarriedStatement]) -> list[CarriedStatement]:
    """Return the statements that no other one exceeds, the shortest of those that are equal."""
    name_of = view.graph.names.__getitem__

    def rank(statement: CarriedStatement) -> tuple[int, int, list[str]]:
        nodes = statement.nodes
        return statement.relation.bit_count(), len(nodes), [*map(name_of, nodes)]

    chosen: list[CarriedStatement] = []
    for each in sorted(statements, key=rank):
        if not any(other.relation & ~each.relation == 0 for other in chosen):
            chosen.append(each)
    return chosen
