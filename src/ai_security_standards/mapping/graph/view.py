"""The graph as one question sees it: walks over visible edges, and the records behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from ...algebra import ANY, COMPOSED, CONVERSE, EQUAL, PARENT_TO_CHILD
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...vocabulary import RelationshipType, Trust
from .bridges import Bridges
from .index import Edge
from .meanings import CHAINABLE, RANKS, STRUCTURE
from .moves import Move, same_text
from .neighbours import NeighbourGraph, TargetSteps

__all__ = ["GraphView"]


class GraphView(NeighbourGraph):
    """The part of the graph that a question sees: one day, and some trusts and mapping sets.

    Methods take an edge as the three numbers of `Edge`.
    """

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

    def connected(self, sources: Iterable[int], targets: Collection[int], max_steps: int) -> list[int]:
        """Return the sources that chains of set relations lead from; nothing follows from the others.

        Args:
            sources: The nodes that chains begin with.
            targets: The nodes that chains end with.
            max_steps: The longest chain.
        """
        steps, near, frontier = self.steps, {*targets}, {*targets}
        # The other end of the first step is looked up from the source, so that no further sets are read.
        for _ in range(max_steps - 1):
            groups = (nodes for node in frontier for _, nodes in steps(node)[0])
            frontier = set[int]().union(*groups) - near
            near |= frontier
        is_far = near.isdisjoint
        return [
            source
            for source in sources
            if source in near or not all(is_far(nodes) for _, nodes in steps(source)[0])
        ]

    def predecessors(
        self,
        source: int,
        max_steps: int,
        target_steps: TargetSteps | None = None,
        bridges: Bridges | None = None,
    ) -> dict[int, int]:
        """Return breadth-first predecessors of every node reachable over typed or untyped edges.

        Args:
            source: The node that chains begin with.
            max_steps: The longest chain.
            target_steps: If given, the last step leads to its targets only.
            bridges: If given, chains go over no hub, and over what says most.

        Returns:
            The node before each reached node on a shortest chain; the nearest nodes come first.
        """
        predecessors: dict[int, int] = {source: source}
        landings: dict[int, list[Move]] = {} if target_steps is None else target_steps.landings
        frontier = [source, *self._moved((source,), predecessors, landings)]
        for remaining in range(max_steps - 1, -1, -1):
            reached: list[int] = []
            steps_of = self.steps if remaining or target_steps is None else target_steps.__getitem__
            if bridges is not None and remaining < max_steps - 1:
                frontier = bridges.telling([via for via in frontier if steps_of(via)[1]])
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
        graph = self.graph
        documents = (graph.documents[graph.far_node(sheet, row, end)] for end in (1, 0))
        return graph.sheets[sheet].relationship(
            row,
            bool(reverse),
            self.superseded_of(*documents),
            tuple(map(graph.ref, self.outdated_rows(sheet).get(row, ()))),
        )

    def with_superseded(self, record: Relationship) -> Relationship:
        """Return a relationship with the superseded documents at its ends marked."""
        superseded = self.superseded_of(str(record.subject.document), str(record.object.document))
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
            for sheet, row, reverse in self._edges_to(near, ends):
                if not self.is_step(sheet, row):
                    continue
                table, bits = graph.sheets[sheet], graph.relation_bits(sheet, row)
                if bits != ANY and self.counts(sheet, row) if exact else table.codes[row] in CHAINABLE:
                    record = self.relationship(sheet, row, reverse)
                    found.append((record, CONVERSE[bits] if reverse else bits))
            structural += [
                (self.structural_relationship(near, node, bits), bits)
                for node, bits in self.structural_steps(near)
                if exact and node in ends
            ]
        if len(found) > 1:
            found.sort(key=lambda pair: (RANKS[pair[0].trust], str(pair[0])))
        found += structural
        if not found and other in self.mates(one):
            found.append((same_text(ref(one), ref(other)), EQUAL))
        elif not found and not exact:
            found += [(record, ANY) for record in self.move_records(one, other)]
        return tuple((self._between(ref(one), record, ref(other)), bits) for record, bits in found)

    def _edges_to(self, node: int, ends: Collection[int]) -> Iterator[Edge]:
        """Yield the visible edges from a node to others; of unread sets, only those between them are read."""
        graph = self.graph
        documents = None
        if not graph.has_read_sets_of(graph.documents[node]):
            documents = frozenset(graph.documents[end] for end in ends)
        by_end = self.edges_by_end(node, documents)
        for end in by_end.keys() & ends:
            yield from by_end[end]

    def _between(self, one: Ref, record: Relationship, other: Ref) -> tuple[Relationship, ...]:
        """Return a relationship with steps between equal texts around it, from one provision to another."""
        before = () if record.subject == one else (same_text(one, record.subject),)
        after = () if record.object == other else (same_text(record.object, other),)
        return (*before, record, *after)

    def move_records(self, one: int, other: int) -> tuple[Relationship, ...]:
        """Return the move between two nodes, if there is one, as a relationship read from the first."""
        hops = () if self.moves is None else self.moves.between(one, other)
        return tuple(self.with_superseded(hop.record()) for hop in hops)

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
