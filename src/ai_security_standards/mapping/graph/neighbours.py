"""The neighbours of a node as one question sees them, with their set relations and on candidate chains."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, Self

from ...algebra import ANY, CHILD_TO_PARENT, CONVERSE, EQUAL, PARENT_TO_CHILD
from .index import Edge, Graph
from .meanings import CHAINABLE
from .moves import Hop, Kinship, Move, Moves, mates_of, no_mates
from .visible import VisibleGraph

__all__ = ["DirectSteps", "NeighbourGraph", "OutdatedStep", "Steps", "TargetSteps"]

_MAX_CACHED_STEPS = 50_000
_MAX_CACHED_SIDES = 4

#: Neighbours grouped by their set relation, and neighbours that a candidate chain may go on to.
Steps = tuple[tuple[tuple[int, Sequence[int]], ...], Sequence[int]]


class OutdatedStep(NamedTuple):
    """A step over a row that is older than a wording: the neighbour, what the row states, and the edge."""

    node: int
    bits: int
    edge: Edge


class FarEnds(NamedTuple):
    """The nodes that steps may lead to, and their documents."""

    nodes: frozenset[int]
    documents: frozenset[str]


class NeighbourGraph(VisibleGraph):
    """The neighbours of each node that a question sees, with what is known of each.

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
        unlimited: NeighbourGraph | None = None,
    ) -> None:
        super().__init__(graph, day, trusts, sets)
        #: The view without relationships that have caveats, where these count in this view.
        self.unlimited = unlimited
        self._limited: Self | None = None
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
        #: The steps into all of some nodes, as the last few questions had them; nobody adds to them.
        self.steps_into_all: Callable[[frozenset[int]], TargetSteps]
        self.steps_into_all = lru_cache(_MAX_CACHED_SIDES)(partial(TargetSteps, self))
        #: The steps from a node over rows that are older than a wording.
        self.outdated_steps: Callable[[int], tuple[OutdatedStep, ...]]
        self.outdated_steps = lru_cache(_MAX_CACHED_STEPS)(self._find_outdated_steps)
        #: Whether a chain that carries may move from a node to another edition, or over an old wording.
        self.may_move: Callable[[int], bool] = lru_cache(_MAX_CACHED_STEPS)(self._may_move)

    def with_caveats(self) -> Self:
        """Return the same view, where relationships with caveats count."""
        if self.unlimited is not None:
            return self
        if self._limited is None:
            # Two threads may both come here: the views are equal, and the last assignment stays.
            made = type(self)(self.graph, self.day, self.trusts, self.sets, unlimited=self)
            self._limited = made
            return made
        return self._limited

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
        return self.steps_into(node, None)

    def steps_into(self, node: int, wanted: FarEnds | None) -> Steps:
        """Return the steps from a node over relationships with some nodes, and what is the same as these.

        Args:
            node: The node.
            wanted: The nodes at the other end, None for any.
        """
        exact: dict[int, int] = {}
        chainable: dict[int, None] = {}
        for near in (node, *self.mates(node)):
            self._add_steps(near, exact, chainable, wanted)
        for mate in self.mates(node):
            exact[mate] = EQUAL
        exact.pop(node, None)
        groups: dict[int, list[int]] = {}
        for neighbour, bits in exact.items():
            groups.setdefault(bits, []).append(neighbour)
        return tuple((bits, tuple(group)) for bits, group in groups.items()), tuple(chainable)

    def _add_steps(
        self,
        node: int,
        exact: dict[int, int],
        chainable: dict[int, None],
        wanted: FarEnds | None,
    ) -> None:
        """Add the neighbours of a node, each with all whose texts are the same.

        Args:
            node: The node.
            exact: The set relation of each neighbour, which is added to.
            chainable: Neighbours that a candidate chain may go on to, which are added to.
            wanted: The neighbours to look at, None for all.
        """
        graph, mates = self.graph, self.mates
        for neighbour, (sheet, row, reverse) in self.ends(node, None if wanted is None else wanted.documents):
            if self.is_step(sheet, row):
                if wanted is not None and neighbour not in wanted.nodes:
                    continue
                bits = graph.relation_bits(sheet, row) if self.counts(sheet, row) else ANY
                if reverse:
                    bits = CONVERSE[bits]
                is_chainable = graph.sheets[sheet].codes[row] in CHAINABLE
                for each in (neighbour, *mates(neighbour)):
                    if bits != ANY:
                        exact[each] = exact.get(each, ANY) & bits
                    if is_chainable:
                        chainable[each] = None
        for neighbour, bits in self.structural_steps(node):
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
        for neighbour, edge in self.ends(node):
            sheet, row, reverse = edge
            if row in self.outdated_rows(sheet) and self.is_step(sheet, row):
                bits = self.graph.relation_bits(sheet, row)
                if bits != ANY:
                    found.append(OutdatedStep(neighbour, CONVERSE[bits] if reverse else bits, edge))
        return tuple(found)

    def structural_steps(self, node: int) -> Iterator[tuple[int, int]]:
        """Yield the parent and the children of a provision, each with its set relation."""
        if self.sets is None:
            structure = self.graph.structure(self.graph.documents[node])
            if node in structure.parents:
                yield structure.parents[node], CHILD_TO_PARENT
            for child in structure.children.get(node, ()):
                yield child, PARENT_TO_CHILD

    def is_step(self, sheet: int, row: int) -> bool:
        """Tell whether a chain may use a row: its ends exist, and it is no proof that texts are the same."""
        return self.is_resolved(sheet, row) and not self.graph.is_same_text(sheet, row)

    def _may_move(self, node: int) -> bool:
        return (self.moves is not None and bool(self.moves[node])) or bool(self.outdated_steps(node))

    def stated_moves(self, node: int) -> Iterable[Move]:
        """Return the moves of one provision to one that are stated; none unless the question carries."""
        return () if self.moves is None else self.moves.stated(node)

    def is_positive(self, sheet: int, row: int) -> bool:
        """Tell whether a row relates two provisions that exist, neither denied nor about lineage."""
        table = self.graph.sheets[sheet]
        return table.codes[row] in CHAINABLE and self.is_resolved(sheet, row)


class TargetSteps(dict[int, Steps]):
    """The steps into given nodes by the node before, computed from the targets all at once."""

    def __init__(self, view: NeighbourGraph, targets: Collection[int]) -> None:
        self.targets = frozenset(targets)
        #: The moves to targets, by the nodes of other editions that they begin with.
        self.landings: dict[int, list[Move]] = {}
        #: The targets, and the nodes from which a move leads to one.
        self.reachable = self.targets
        ends: Iterable[int] = self.targets
        moves = view.moves
        if moves is not None:
            # Chains may go on from what they reach: what comes first is the first by name, not by number.
            name_of = view.graph.names.__getitem__
            for node in sorted(self.targets, key=name_of):
                for move in moves[node]:
                    self.landings.setdefault(move.node, []).append(Move(node, move.hop))
            self.reachable |= self.landings.keys()
            ends = sorted(self.reachable, key=name_of)
        exact: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        chainable = defaultdict[int, list[int]](list)
        for node in ends:
            for source in view.steps(node)[1]:
                chainable[source].append(node)
        for node in self.targets:
            for bits, sources in view.steps(node)[0]:
                into = exact[CONVERSE[bits]]
                for source in sources:
                    into[source].append(node)
        groups = defaultdict[int, tuple[tuple[int, Sequence[int]], ...]](tuple)
        for bits, into in exact.items():
            for source, nodes in into.items():
                groups[source] += ((bits, nodes),)
        for source in groups.keys() | chainable.keys():
            self[source] = groups.get(source, ()), chainable.get(source, ())

    def __missing__(self, node: int) -> Steps:
        return (), ()


class DirectSteps(TargetSteps):
    """The steps from sources into targets, for chains of one step: nothing else is looked at."""

    def __init__(self, view: NeighbourGraph, sources: Iterable[int], targets: Collection[int]) -> None:
        self.targets = self.reachable = frozenset(targets)
        self.landings = {}
        nodes = self.targets.union(*map(view.mates, self.targets))
        wanted = FarEnds(nodes, frozenset(view.graph.documents[node] for node in nodes))
        for source in sources:
            self[source] = view.steps_into(source, wanted)
