"""The graph as one question sees it: visible edges, steps and chains, and the records behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

import attrs

from ...algebra import (
    ANY,
    CHILD_TO_PARENT,
    COMPOSED,
    CONVERSE,
    EQUAL,
    PARENT_TO_CHILD,
)
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...vocabulary import RelationshipType, Trust
from .index import Edge, Graph
from .meanings import CHAINABLE, RANKS, STRUCTURE
from .moves import Hop, Kinship, Move, Moves, mates_of, no_mates, reverse_record, same_text
from .visible import VisibleGraph

__all__ = ["GraphView", "Steps", "TargetSteps"]

_MAX_CACHED_STEPS = 50_000

#: Neighbours grouped by their set relation, and neighbours that a candidate chain may go on to.
Steps = tuple[tuple[tuple[int, Sequence[int]], ...], Sequence[int]]


class OutdatedStep(NamedTuple):
    """A step over a row that is older than a wording: the neighbour, what the row states, and the edge."""

    node: int
    bits: int
    edge: Edge


class GraphView(VisibleGraph):
    """The part of the graph that a question sees: one day, and some trusts and mapping sets.

    Methods take an edge as the three numbers of `Edge`.
    """

    def __init__(
        self,
        graph: Graph,
        day: dt.date,
        trusts: Collection[str] | None,
        sets: Collection[str] | None,
        kinship: Kinship | None = None,
        same: bool = False,
        unlimited: GraphView | None = None,
    ) -> None:
        super().__init__(graph, day, trusts, sets)
        #: The view without relationships that have caveats, where these count in this view.
        self.unlimited = unlimited
        #: The same view, where relationships with caveats count.
        self.with_caveats: Callable[[], GraphView] = cache(
            lambda: self if unlimited else GraphView(graph, day, trusts, sets, unlimited=self)
        )
        #: The provisions of other editions with the same text as a node; none unless the question asks.
        self.mates: Callable[[int], tuple[int, ...]] = no_mates
        if unlimited is not None:
            self.mates = unlimited.mates
        elif same:
            self.mates = lru_cache(_MAX_CACHED_STEPS)(partial(mates_of, graph, self._same_text_accepted))
        #: The moves between editions that candidates and carried statements may make; None for none.
        self.moves: Moves | None = None if kinship is None else Moves(graph, kinship, self._hop_accepted)
        if unlimited is not None:
            self.moves = unlimited.moves
        #: The scope of a reference; `view_of` sets it.
        self.scope: Callable[[str], Any]
        #: Results that other rooms keep for repeated questions.
        self.cache: dict[object, Any] = {}
        #: The neighbours of a node: with their set relations, and those on candidate chains.
        self.steps: Callable[[int], Steps] = lru_cache(_MAX_CACHED_STEPS)(self._find_steps)
        #: The steps from a node over rows that are older than a wording.
        self.outdated_steps: Callable[[int], tuple[OutdatedStep, ...]]
        self.outdated_steps = lru_cache(_MAX_CACHED_STEPS)(self._find_outdated_steps)

    def _hop_accepted(self, hop: Hop) -> bool:
        """Tell whether the question accepts those who say what became of a provision."""
        return (self.trusts is None or hop.trust in self.trusts) and (
            self.sets is None or hop.sets <= {*self.sets}
        )

    def _same_text_accepted(self, sheet: int, row: int) -> bool:
        """Tell whether a question sees that texts are the same, whatever mapping sets it asks for."""
        header = self.graph.sheets[sheet].header
        is_trusted = self.trusts is None or header.trust in self.trusts
        return is_trusted and self.published(header) and self.row_visible(sheet, row)

    def _find_steps(self, node: int) -> Steps:
        if self.unlimited is not None:
            # Where no caveat is near, both networks are the same.
            steps = self.unlimited.steps(node)
            if self.graph.caveated_nodes.isdisjoint((node, *self.mates(node))):
                return steps
        exact: dict[int, int] = {}
        chainable: dict[int, None] = {}
        for near in (node, *self.mates(node)):
            self._add_steps(near, exact, chainable)
        for mate in self.mates(node):
            exact[mate] = EQUAL
        exact.pop(node, None)
        groups: dict[int, list[int]] = {}
        for neighbour, bits in exact.items():
            groups.setdefault(bits, []).append(neighbour)
        return tuple((bits, tuple(group)) for bits, group in groups.items()), tuple(chainable)

    def _add_steps(self, node: int, exact: dict[int, int], chainable: dict[int, None]) -> None:
        """Add the neighbours of a node, each with all whose texts are the same.

        Args:
            node: The node.
            exact: The set relation of each neighbour, which is added to.
            chainable: Neighbours that a candidate chain may go on to, which are added to.
        """
        graph, mates = self.graph, self.mates
        for sheet, row, reverse in self.edges(node):
            if self._is_step(sheet, row):
                neighbour = graph.far_node(sheet, row, reverse)
                bits = graph.relation_bits(sheet, row) if self.counts(sheet, row) else ANY
                if reverse:
                    bits = CONVERSE[bits]
                is_chainable = graph.sheets[sheet].codes[row] in CHAINABLE
                for each in (neighbour, *mates(neighbour)):
                    if bits != ANY:
                        exact[each] = exact.get(each, ANY) & bits
                    if is_chainable:
                        chainable[each] = None
        for neighbour, bits in self._structural_steps(node):
            for each in (neighbour, *mates(neighbour)):
                exact[each] = exact.get(each, ANY) & bits

    def counts(self, sheet: int, row: int) -> bool:
        """Tell whether the set relation of a row counts in the network of this view."""
        if row in self.outdated_rows(sheet):
            return False
        return self.unlimited is not None or row not in self.graph.claims[sheet].caveated

    def _find_outdated_steps(self, node: int) -> tuple[OutdatedStep, ...]:
        """Return the steps from a node over rows that are older than a wording."""
        found = []
        for sheet, row, reverse in self.edges(node):
            if row in self.outdated_rows(sheet) and self._is_step(sheet, row):
                bits = self.graph.relation_bits(sheet, row)
                if bits != ANY:
                    neighbour = self.graph.far_node(sheet, row, reverse)
                    edge = sheet, row, reverse
                    found.append(OutdatedStep(neighbour, CONVERSE[bits] if reverse else bits, edge))
        return tuple(found)

    def _structural_steps(self, node: int) -> Iterator[tuple[int, int]]:
        """Yield the parent and the children of a provision, each with its set relation."""
        if self.sets is None:
            structure = self.graph.structure(self.graph.documents[node])
            if node in structure.parents:
                yield structure.parents[node], CHILD_TO_PARENT
            for child in structure.children.get(node, ()):
                yield child, PARENT_TO_CHILD

    def relations_from(
        self, source: int, max_steps: int, target_steps: TargetSteps | None = None
    ) -> list[dict[int, int]]:
        """Return the set relations that follow from the source to each node, by number of steps.

        Args:
            source: The node that chains begin with.
            max_steps: The longest chain.
            target_steps: If given, the last step leads to its targets only.

        Returns:
            A dict of node to bits for chains of at most 0, 1, … steps; `[-1]` is the result.
        """
        layers: list[dict[int, int]] = [{source: EQUAL}]
        frontier = layers[0]
        relations: dict[int, int] = {}
        for remaining in range(max_steps - 1, -1, -1):
            previous, last = relations, None if remaining else target_steps
            if last is None:
                relations = previous.copy()
            else:
                relations = {node: bits for node, bits in previous.items() if node in last.targets}
            get, steps_of = relations.get, self.steps if last is None else last.__getitem__
            for via in frontier if last is None else last.keys() & frontier:
                composed = COMPOSED[frontier[via]]
                for step, nodes in steps_of(via)[0]:
                    result = composed[step]
                    if result != ANY:
                        # One test for all neighbours of a group: from most groups nothing follows.
                        for node in nodes:
                            known = get(node)
                            relations[node] = result if known is None else known & result
            relations.pop(source, None)
            layers.append(relations)
            if remaining:
                # What follows from one step is all new.
                frontier = (
                    relations
                    if not previous
                    else {node: bits for node, bits in relations.items() if previous.get(node) != bits}
                )
        return layers

    def predecessors(
        self, source: int, max_steps: int, target_steps: TargetSteps | None = None
    ) -> dict[int, int]:
        """Return breadth-first predecessors of every node reachable over typed or untyped edges.

        Args:
            source: The node that chains begin with.
            max_steps: The longest chain.
            target_steps: If given, the last step leads to its targets only.

        Returns:
            The node before each reached node on a shortest chain; the nearest nodes come first.
        """
        predecessors: dict[int, int] = {source: source}
        landings: dict[int, list[Move]] = {} if target_steps is None else target_steps.landings
        frontier = [source, *self._moved((source,), predecessors, landings)]
        for remaining in range(max_steps - 1, -1, -1):
            reached: list[int] = []
            steps_of = self.steps if remaining or target_steps is None else target_steps.__getitem__
            for via in frontier:
                for node in steps_of(via)[1]:
                    if node not in predecessors:
                        predecessors[node] = via
                        reached.append(node)
            frontier = reached + self._moved(reached, predecessors, landings)
        del predecessors[source]
        return predecessors

    def _moved(
        self, nodes: Iterable[int], predecessors: dict[int, int], landings: Mapping[int, Sequence[Move]]
    ) -> list[int]:
        """Add what moves between editions lead to from nodes, and return it; one move is made at a time.

        Args:
            nodes: The nodes to move from.
            predecessors: The node before each reached node, which is added to.
            landings: Moves to the targets, by the nodes that they begin with.
        """
        reached: list[int] = []
        moves = self.moves
        if moves is None:
            return reached
        for via in nodes:
            found = moves[via]
            if found or via in landings:
                for move in (*found, *landings.get(via, ())):
                    if move.node not in predecessors:
                        predecessors[move.node] = via
                        reached.append(move.node)
        return reached

    # ------------------------------------------------------------ records

    def relationship(self, sheet: int, row: int, reverse: int) -> Relationship:
        """Return the record of an edge, read from its near end, with superseded documents marked."""
        record = self.with_superseded(self.graph.sheets[sheet].relationship(row))
        outdated = self.outdated_rows(sheet).get(row)
        if outdated:
            record = attrs.evolve(record, reworded=tuple(map(self.graph.ref, outdated)))
        if not reverse:
            return record
        return attrs.evolve(reverse_record(record), reversed=True)

    def with_superseded(self, record: Relationship) -> Relationship:
        """Return a relationship with the superseded documents at its ends marked."""
        documents = dict.fromkeys((record.subject.document, record.object.document))
        superseded = tuple(each for each in documents if self.is_superseded(str(each)))
        return attrs.evolve(record, superseded=superseded) if superseded else record

    def chains_between(
        self, one: int, other: int, exact: bool
    ) -> tuple[tuple[tuple[Relationship, ...], int], ...]:
        """Return the relationships of two neighbours, read from the first, with their set relations.

        One of provisions with the same texts comes with the steps from and to these, which cost nothing.

        Args:
            one: The node to read from.
            other: A neighbour of it.
            exact: True for relationships with a set relation, the document's structure included; False
                for those that a candidate chain may go over.

        Returns:
            Pairs of chain and bits, the most trusted first.
        """
        graph, ref = self.graph, self.graph.ref
        found: list[tuple[Relationship, int]] = []
        structural: list[tuple[Relationship, int]] = []
        ends = {other, *self.mates(other)}
        for near in (one, *self.mates(one)):
            for sheet, row, reverse in self.edges(near):
                table = graph.sheets[sheet]
                if graph.far_node(sheet, row, reverse) not in ends or not self._is_step(sheet, row):
                    continue
                bits = graph.relation_bits(sheet, row)
                if bits != ANY and self.counts(sheet, row) if exact else table.codes[row] in CHAINABLE:
                    record = self.relationship(sheet, row, reverse)
                    found.append((record, CONVERSE[bits] if reverse else bits))
            structural += [
                (self.structural_relationship(near, node, bits), bits)
                for node, bits in self._structural_steps(near)
                if exact and node in ends
            ]
        found.sort(key=lambda pair: (RANKS[pair[0].trust], str(pair[0])))
        found += structural
        if not found and other in self.mates(one):
            found.append((same_text(ref(one), ref(other)), EQUAL))
        elif not found and not exact:
            found += [(record, ANY) for record in self.move_records(one, other)]
        return tuple((self._between(ref(one), record, ref(other)), bits) for record, bits in found)

    def _between(self, one: Ref, record: Relationship, other: Ref) -> tuple[Relationship, ...]:
        """Return a relationship with steps between equal texts around it, from one provision to another."""
        before = () if record.subject == one else (same_text(one, record.subject),)
        after = () if record.object == other else (same_text(record.object, other),)
        return (*before, record, *after)

    def _is_step(self, sheet: int, row: int) -> bool:
        """Tell whether a chain may use a row: its ends exist, and it is no proof that texts are the same."""
        return self.is_resolved(sheet, row) and not self.graph.is_same_text(sheet, row)

    def has_moves(self, node: int) -> bool:
        """Tell whether a question that carries may move from a node to another edition."""
        return self.moves is not None and bool(self.moves[node])

    def stated_moves(self, node: int) -> Iterable[Move]:
        """Return the moves of one provision to one that are stated; none unless the question carries."""
        return () if self.moves is None else self.moves.stated(node)

    def move_records(self, one: int, other: int) -> tuple[Relationship, ...]:
        """Return the move between two nodes, if there is one, as a relationship read from the first."""
        hops = () if self.moves is None else self.moves.between(one, other)
        return tuple(self.with_superseded(hop.record()) for hop in hops)

    def is_positive(self, sheet: int, row: int) -> bool:
        """Tell whether a row relates two provisions that exist, neither denied nor about lineage."""
        table = self.graph.sheets[sheet]
        return table.codes[row] in CHAINABLE and self.is_resolved(sheet, row)

    def structural_relationship(self, one: int, other: int, bits: int) -> Relationship:
        """Return a record of what the structure of a document says about parent and child.

        Args:
            one: The node to read from.
            other: Its parent or child.
            bits: CHILD_TO_PARENT or PARENT_TO_CHILD.
        """
        subject = self.graph.ref(one)
        downwards = bits == PARENT_TO_CHILD
        return Relationship(
            subject=subject,
            type=RelationshipType.SUPERSET_OF if downwards else RelationshipType.SUBSET_OF,
            object=self.graph.ref(other),
            mapping_set=STRUCTURE,
            trust=Trust.PUBLISHER,
            comment="parent and child in the document's own structure",
            superseded=(subject.document,) if self.is_superseded(str(subject.document)) else (),
        )


class TargetSteps(dict[int, Steps]):
    """The steps into given nodes by the node before, computed from the targets all at once."""

    def __init__(self, view: GraphView, targets: Collection[int]) -> None:
        self.targets = frozenset(targets)
        #: The moves to targets, by the nodes of other editions that they begin with.
        self.landings: dict[int, list[Move]] = {}
        moves = view.moves
        if moves is not None:
            for node in self.targets:
                for move in moves[node]:
                    self.landings.setdefault(move.node, []).append(Move(node, move.hop))
        #: The targets, and the nodes from which a move leads to one.
        self.reachable = self.targets | self.landings.keys()
        exact: dict[int, dict[int, list[int]]] = {}
        chainable: dict[int, list[int]] = {}
        for node in self.reachable:
            for source in view.steps(node)[1]:
                chainable.setdefault(source, []).append(node)
        for node in self.targets:
            for bits, sources in view.steps(node)[0]:
                converse = CONVERSE[bits]
                for source in sources:
                    exact.setdefault(source, {}).setdefault(converse, []).append(node)
        for source in exact.keys() | chainable.keys():
            self[source] = tuple(exact.get(source, {}).items()), chainable.get(source, ())

    def __missing__(self, node: int) -> Steps:
        return (), ()
