"""The graph as one question sees it: visible edges, steps and chains, and the records behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import Any

import attrs

from ..._store.register import status_event_on
from ...algebra import (
    ANY,
    CHILD_TO_PARENT,
    COMPOSED,
    CONVERSE,
    EQUAL,
    PARENT_TO_CHILD,
)
from ...records.dates import certain_day
from ...records.relationships import MappingSet, Relationship
from ...vocabulary import RelationshipType, Trust
from .index import Edge, Graph
from .meanings import CHAINABLE, RANKS, SET_MEANING, STRUCTURE
from .moves import Hop, Kinship, Move, Moves, reverse_record

__all__ = ["GraphView", "Steps", "TargetSteps"]

_MAX_CACHED_STEPS = 50_000

#: Neighbours grouped by their set relation, and neighbours that a candidate chain may go on to.
Steps = tuple[tuple[tuple[int, Sequence[int]], ...], Sequence[int]]


class GraphView:
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
    ) -> None:
        self.graph = graph
        #: The moves between editions that candidates and carried statements may make; None for none.
        self.moves: Moves | None = None if kinship is None else Moves(graph, kinship, self._hop_accepted)
        self.trusts, self.sets = trusts, sets
        self._day = day.isoformat()
        #: The scope of a reference; `view_of` sets it.
        self.scope: Callable[[str], Any]
        #: Results that other rooms keep for repeated questions.
        self.cache: dict[object, Any] = {}
        # Two threads may compute one of these at once: the results are equal, and either is kept.
        #: Whether the question accepts a mapping set, by the number of its sheet.
        self.sheet_accepted: Callable[[int], bool] = cache(
            lambda sheet: self.set_accepted(graph.sheets[sheet].header)
        )
        #: Whether a document was known to exist on the day; True if the catalog lacks it.
        self.document_known: Callable[[str], bool] = cache(self._document_known)
        #: Whether another edition of the document is the current one on the day.
        self.is_superseded: Callable[[str], bool] = cache(self._is_superseded)
        #: The neighbours of a node: with their set relations, and those on candidate chains.
        self.steps: Callable[[int], Steps] = lru_cache(_MAX_CACHED_STEPS)(self._find_steps)

    def accepts(self, trust: Trust, mapping_set: str) -> bool:
        """Tell whether the question accepts a trust and a mapping set."""
        return (self.trusts is None or trust in self.trusts) and (
            self.sets is None or mapping_set in self.sets
        )

    def _hop_accepted(self, hop: Hop) -> bool:
        """Tell whether the question accepts those who say what became of a provision."""
        return (self.trusts is None or hop.trust in self.trusts) and (
            self.sets is None or hop.sets <= {*self.sets}
        )

    def set_accepted(self, header: MappingSet) -> bool:
        """Tell whether a mapping set has an accepted trust and id, and was published by the day."""
        is_dated = header.date is not None or header.checked_on is not None
        return self.accepts(header.trust, header.id) and (
            not is_dated or certain_day(header.date, header.checked_on) <= self._day
        )

    def _document_known(self, document: str) -> bool:
        register = self.graph.register
        in_catalog = document in register.files_by_ref
        return not in_catalog or status_event_on(register.raw(document), self._day) is not None

    def _is_superseded(self, document: str) -> bool:
        register = self.graph.register
        standard = document.partition("@")[0]
        current = register.current(standard, self._day) if standard in register.editions else None
        return current not in (None, document)

    def edges(self, node: int) -> Iterator[Edge]:
        """Yield the visible edges of a node: sheet, row, and 1 where the node is the object."""
        graph = self.graph
        graph.load_sets_of(graph.documents[node])
        for doubled in graph.adjacency[node]:
            sheet, row = graph.row(doubled >> 1)
            if self.sheet_accepted(sheet) and self.row_visible(sheet, row):
                far = graph.far_node(sheet, row, doubled & 1)
                if self.document_known(graph.documents[far]):
                    yield sheet, row, doubled & 1

    def row_visible(self, sheet: int, row: int) -> bool:
        """Tell whether a row was published by the day."""
        date = self.graph.sheets[sheet].text("date", row)
        return date is None or certain_day(date, None) <= self._day

    def _find_steps(self, node: int) -> Steps:
        graph = self.graph
        exact: dict[int, int] = {}
        chainable: dict[int, None] = {}
        for sheet, row, reverse in self.edges(node):
            table = graph.sheets[sheet]
            if not table.text("unresolved", row):
                neighbour, code = graph.far_node(sheet, row, reverse), table.codes[row]
                bits = SET_MEANING[code]
                if bits != ANY:
                    exact[neighbour] = exact.get(neighbour, ANY) & (CONVERSE[bits] if reverse else bits)
                if code in CHAINABLE:
                    chainable[neighbour] = None
        for neighbour, bits in self._structural_steps(node):
            exact[neighbour] = exact.get(neighbour, ANY) & bits
        groups: dict[int, list[int]] = {}
        for neighbour, bits in exact.items():
            groups.setdefault(bits, []).append(neighbour)
        return tuple((bits, tuple(group)) for bits, group in groups.items()), tuple(chainable)

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
        if not reverse:
            return record
        return attrs.evolve(reverse_record(record), reversed=True)

    def with_superseded(self, record: Relationship) -> Relationship:
        """Return a relationship with the superseded documents at its ends marked."""
        documents = dict.fromkeys((record.subject.document, record.object.document))
        superseded = tuple(each for each in documents if self.is_superseded(str(each)))
        return attrs.evolve(record, superseded=superseded) if superseded else record

    def relationships_between(
        self, one: int, other: int, exact: bool
    ) -> tuple[tuple[Relationship, int], ...]:
        """Return the relationships of two neighbours, read from the first, with their set relations.

        Args:
            one: The node to read from.
            other: A neighbour of it.
            exact: True for relationships with a set relation, the document's structure included; False
                for those that a candidate chain may go over.

        Returns:
            Pairs of record and bits, the most trusted first.
        """
        graph = self.graph
        found: list[tuple[Relationship, int]] = []
        for sheet, row, reverse in self.edges(one):
            table = graph.sheets[sheet]
            if graph.far_node(sheet, row, reverse) != other or table.text("unresolved", row):
                continue
            bits = SET_MEANING[table.codes[row]]
            if (bits != ANY) if exact else table.codes[row] in CHAINABLE:
                record = self.relationship(sheet, row, reverse)
                found.append((record, CONVERSE[bits] if reverse else bits))
        found.sort(key=lambda pair: (RANKS[pair[0].trust], str(pair[0])))
        if exact:
            found += [
                (self.structural_relationship(one, other, bits), bits)
                for node, bits in self._structural_steps(one)
                if node == other
            ]
        elif not found:
            found += [(record, ANY) for record in self.move_records(one, other)]
        return tuple(found)

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
        return table.codes[row] in CHAINABLE and not table.text("unresolved", row)

    def visible_rows(
        self, codes: Collection[int], ends: Iterable[AbstractSet[str]] = ()
    ) -> Iterator[tuple[int, int]]:
        """Yield the sheet and the number of every visible, resolved row of whole mapping sets.

        Args:
            codes: The codes of relationships to yield.
            ends: Documents of which a mapping set must name one, for each end.
        """
        for _, file in sorted(self.graph.register.mappings.items()):
            has_ends = not any(file.documents.isdisjoint(end) for end in ends)
            if has_ends and self.set_accepted(file.sheet.header):
                sheet, table = self.graph.sheet_number(file), file.sheet
                for row, code in enumerate(table.codes):
                    if code in codes and self.row_visible(sheet, row) and not table.text("unresolved", row):
                        yield sheet, row

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
