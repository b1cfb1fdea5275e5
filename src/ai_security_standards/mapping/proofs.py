"""Prove what follows about two provisions: the fewest paths that entail it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import pairwise

from attrs import frozen

from ..algebra import COMPOSED, CONVERSE, Relation
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..vocabulary import RelationshipType, Trust
from .graph import RANKS, STRUCTURE, GraphView

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass
from ..tables.lazy import Record

__all__ = [
    "Candidate",
    "Inference",
    "Path",
    "Proof",
    "candidate_of",
    "links_to",
    "minimal_support",
    "weakest_link",
]

Path = tuple[Relationship, ...]


@frozen(repr=False)
class Inference:
    """What certainly follows of two provisions, and from what.

    `relation` is the set of base relations that may hold, with `relation.certain` in words; it is a
    contradiction where the paths exclude each other. Each of `paths` is a chain of relationships from
    `source` to `target`; what they say together is the relation. `trust` and `confidence` are those of
    the weakest step; `confidence` is None where any step states none. `superseded` names documents at
    the two ends that are not the current edition.
    """

    source: Ref
    target: Ref
    relation: Relation
    paths: tuple[Path, ...]
    trust: Trust
    confidence: float | None
    superseded: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<Inference {self.source} {self.relation.certain} {self.target}: {len(self.paths)} paths>"

    @property
    def path(self) -> Path:
        """The first of its paths, which is all of the proof where there is one."""
        return self.paths[0]


@frozen(repr=False)
class Candidate:
    """A provision that chains of relationships lead to, though nothing follows from them.

    `path` is the shortest chain, one relationship for each step; it may be untyped, supportive, or of
    threats and what acts against them. Look at it; do not count it.
    """

    source: Ref
    target: Ref
    path: Path
    trust: Trust
    confidence: float | None

    def __repr__(self) -> str:
        return f"<Candidate {self.source} … {self.target}: {' '.join(self.types)}>"

    @property
    def types(self) -> tuple[RelationshipType, ...]:
        """The types along the path, read from the source."""
        return tuple(step.type for step in self.path)


class Proof:
    """How what follows from one source follows: the fewest paths that say it together."""

    def __init__(self, view: GraphView, source: int, layers: list[dict[int, int]]) -> None:
        self.view, self.source, self.layers = view, source, layers
        self._held: dict[tuple[int, int], list[tuple[int, ...]]] = {}
        self._steps: dict[tuple[int, int], Path] = {}

    def inferences(self, nodes: Iterable[int]) -> Iterator[Inference]:
        for node in nodes:
            yield self.inference(node)

    def inference(self, node: int) -> Inference:
        """The record of what follows of the source and a node."""
        view = self.view
        source, target = view.graph.ref(self.source), view.graph.ref(node)
        depth = len(self.layers) - 1
        paths = tuple(
            tuple(step for pair in pairwise(nodes) for step in self._between(*pair))
            for nodes in self._paths(node, depth)
        )
        relation = Relation(self.layers[depth][node])
        gone = (end.document for end in (source, target) if view.superseded(str(end.document)))
        return Inference(source, target, relation, paths, *weakest_link(paths), tuple(dict.fromkeys(gone)))

    def _paths(self, node: int, depth: int) -> list[tuple[int, ...]]:
        if depth == 0:
            return [(self.source,)]
        found = self._held.get((node, depth))
        if found is None:
            found = self._held[node, depth] = []
            for via in self._needed(node, depth):
                if via == node:
                    found += self._paths(node, depth - 1)
                else:
                    found += [(*path, node) for path in self._paths(via, depth - 1)]
        return found

    def _needed(self, node: int, depth: int) -> list[int]:
        """The provisions over which it follows, no more than it takes; the node itself if it did before."""
        before = self.layers[depth - 1]
        ways = [(before[node], node)] if node in before else []
        for bits, others in self.view.steps(node)[0]:
            ways += [(COMPOSED[before[via]][CONVERSE[bits]], via) for via in others if via in before]
        return minimal_support(ways)

    def _between(self, one: int, other: int) -> Path:
        """The relationships of two neighbours that say what all of theirs say."""
        found = self._steps.get((one, other))
        if found is None:
            there = self.view.relationships_between(one, other, exact=True)
            found = tuple(minimal_support([(bits, record) for record, bits in there]))
            self._steps[one, other] = found
        return found


def minimal_support(ways: Iterable[tuple[int, Record]]) -> list[Record]:
    """Of statements, each with its bits, enough to say what all say together: the strongest first."""
    chosen: list[tuple[int, Record]] = []
    whole = 31
    for bits, each in sorted(ways, key=lambda way: way[0].bit_count()):
        if whole & bits != whole:
            whole &= bits
            chosen.append((bits, each))
    for way in chosen[:-1]:
        # What came later may have said more: one that adds nothing now is left out.
        rest = [bits for bits, each in chosen if each is not way[1]]
        if reduce(int.__and__, rest) == whole:
            chosen.remove(way)
    return [each for _, each in chosen]


def weakest_link(paths: Iterable[Path]) -> tuple[Trust, float | None]:
    """The trust and the confidence of the weakest step; a confidence only if every step states one."""
    steps = [step for path in paths for step in path]
    stated = [step.confidence for step in steps if step.mapping_set != STRUCTURE]
    known = [each for each in stated if each is not None]
    trust = max((step.trust for step in steps), key=RANKS.__getitem__)
    return trust, min(known) if known and len(known) == len(stated) else None


def links_to(reached: Mapping[int, int], source: int, target: int) -> Iterator[tuple[int, int]]:
    """The shortest chain to a node that was reached, as pairs of neighbours."""
    nodes = [target]
    while nodes[-1] != source:
        nodes.append(reached[nodes[-1]])
    return pairwise(reversed(nodes))


def candidate_of(view: GraphView, source: int, target: int, reached: Mapping[int, int]) -> Candidate:
    """The shortest chain to a node, as a record."""
    links = links_to(reached, source, target)
    path = tuple(view.relationships_between(one, other, exact=False)[0][0] for one, other in links)
    return Candidate(view.graph.ref(source), view.graph.ref(target), path, *weakest_link([path]))
