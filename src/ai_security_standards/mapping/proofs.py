"""Prove what follows about two provisions: the fewest chains of relationships that entail it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from ..algebra import ANY, COMPOSED, CONVERSE, Relation
from ..records.cards import Card
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..tables import quantity
from ..vocabulary import RelationshipType, Trust
from .graph import RANKS, STRUCTURE, GraphView
from .graph.reachability import chain_to

__all__ = [
    "Candidate",
    "Chain",
    "Inference",
    "Proof",
    "candidate_of",
    "caveats_of",
    "minimal_support",
    "weakest_link",
]

Record = TypeVar("Record")
#: Relationships from a source to a target, each beginning where the one before ends.
Chain = tuple[Relationship, ...]


@frozen(repr=False)
class Inference(Card):
    """A relation that certainly follows between two provisions, with its proof.

    `relation` is the set of base relations that may hold; `relation.certain` says it in words. It is a
    contradiction if the paths exclude each other. Each of `paths` is a chain of relationships from
    `source` to `target`; together they entail the relation. `trust` and `confidence` are those of the
    weakest step; `confidence` is None if any step states none. `superseded` names documents at either
    end that are not the current edition. `caveats` is what limits the relationships of the paths: with any,
    the relation follows only if these count as if there were none.
    """

    source: Ref
    target: Ref
    relation: Relation
    paths: tuple[Chain, ...]
    trust: Trust
    confidence: float | None
    superseded: tuple[Ref, ...] = ()
    caveats: tuple[str, ...] = ()

    def __repr__(self) -> str:
        paths = quantity(len(self.paths), "path")
        return f"<Inference {self.source} {self.relation.certain} {self.target}: {paths}>"

    @property
    def path(self) -> Chain:
        """The first of the paths; where there is only one, it is the proof."""
        return self.paths[0]


@frozen(repr=False)
class Candidate(Card):
    """A provision that a chain of relationships leads to, although nothing follows from it.

    `path` is the shortest chain; its steps may be untyped, supportive, or about threats and
    mitigations. Look at a candidate, but do not count it.
    """

    source: Ref
    target: Ref
    path: Chain
    trust: Trust
    confidence: float | None

    def __repr__(self) -> str:
        return f"<Candidate {self.source} … {self.target}: {' '.join(self.types)}>"

    @property
    def types(self) -> tuple[RelationshipType, ...]:
        """The types along the path, read from the source."""
        return tuple(step.type for step in self.path)


class Proof:
    """Proofs of what follows from one source, from the layers of `GraphView.relations_from`.

    Proofs of several sources may share `steps`, the relationships of two neighbours: chains meet.
    """

    def __init__(
        self,
        view: GraphView,
        source: int,
        layers: list[dict[int, int]],
        steps: dict[tuple[int, int], Chain] | None = None,
    ) -> None:
        self.view, self.source, self.layers = view, source, layers
        self._chains: dict[tuple[int, int], list[tuple[int, ...]]] = {}
        self._steps = {} if steps is None else steps

    def inference(self, node: int) -> Inference:
        """Return the inference about the source and a node."""
        view = self.view
        source, target = view.graph.ref(self.source), view.graph.ref(node)
        depth = len(self.layers) - 1
        paths = tuple(
            tuple(step for pair in pairwise(nodes) for step in self._strongest_steps(*pair))
            for nodes in self._node_chains(node, depth)
        )
        relation = Relation(self.layers[depth][node])
        superseded = view.superseded_of(view.graph.documents[self.source], view.graph.documents[node])
        return Inference(source, target, relation, paths, *weakest_link(paths), superseded, caveats_of(paths))

    def _node_chains(self, node: int, depth: int) -> list[tuple[int, ...]]:
        """Return chains of nodes, from the source to a node, that together entail its relation."""
        if depth == 0:
            return [(self.source,)]
        chains = self._chains.get((node, depth))
        if chains is None:
            chains = self._chains[node, depth] = []
            for via in self._penultimate_nodes(node, depth):
                before = self._node_chains(via, depth - 1)
                chains += before if via == node else [(*chain, node) for chain in before]
        return chains

    def _penultimate_nodes(self, node: int, depth: int) -> list[int]:
        """Return the fewest nodes before a node that entail it; or itself, for chains of less depth."""
        previous = self.layers[depth - 1]
        statements = [(previous[node], node)] if node in previous else []
        for bits, neighbours in self.view.steps(node)[0]:
            converse = CONVERSE[bits]
            statements += [(COMPOSED[previous[via]][converse], via) for via in neighbours if via in previous]
        return minimal_support(statements)

    def _strongest_steps(self, one: int, other: int) -> Chain:
        """Return the fewest relationships of two neighbours that say what all of theirs say."""
        steps = self._steps.get((one, other))
        if steps is None:
            chains = self.view.chains_between(one, other, exact=True)
            fewest = minimal_support((bits, chain) for chain, bits in chains)
            steps = self._steps[one, other] = tuple(step for chain in fewest for step in chain)
        return steps


def minimal_support(statements: Iterable[tuple[int, Record]]) -> list[Record]:
    """Return the fewest statements, each given with its bits, that say what all say together.

    >>> minimal_support([(0b00111, "first"), (0b01011, "second"), (0b10101, "third")])
    ['second', 'third']
    """
    chosen: list[tuple[int, Record]] = []
    conjunction = ANY
    for bits, record in sorted(statements, key=lambda statement: statement[0].bit_count()):
        if conjunction & bits != conjunction:
            conjunction &= bits
            chosen.append((bits, record))
    for statement in chosen[:-1]:
        # Later statements may have said more: one that adds nothing now is left out.
        rest = [bits for bits, record in chosen if record is not statement[1]]
        if reduce(int.__and__, rest) == conjunction:
            chosen.remove(statement)
    return [record for _, record in chosen]


def weakest_link(paths: Iterable[Chain]) -> tuple[Trust, float | None]:
    """Return the lowest trust and confidence of any step; None if a step states no confidence."""
    steps = [step for path in paths for step in path]
    confidences = [step.confidence for step in steps if step.mapping_set != STRUCTURE]
    stated = [confidence for confidence in confidences if confidence is not None]
    trust = max((step.trust for step in steps), key=RANKS.__getitem__)
    return trust, min(stated) if stated and len(stated) == len(confidences) else None


def caveats_of(paths: Iterable[Chain]) -> tuple[str, ...]:
    """Return what limits the relationships of chains, each text once."""
    return tuple(dict.fromkeys(text for path in paths for step in path for text in step.caveats))


def candidate_of(view: GraphView, source: int, target: int, predecessors: Mapping[int, int]) -> Candidate:
    """Return the candidate at the end of the shortest chain.

    Args:
        view: The graph that the question sees.
        source: The node that the chain begins with.
        target: The node that it ends with.
        predecessors: What `GraphView.predecessors` returns for the source.
    """
    pairs = chain_to(predecessors, source, target)
    chains = (view.chains_between(one, other, exact=False)[0][0] for one, other in pairs)
    path = tuple(step for chain in chains for step in chain)
    return Candidate(view.graph.ref(source), view.graph.ref(target), path, *weakest_link([path]))
