"""What follows from relationships, and how: each inference with the paths that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any, TypeVar

from attrs import frozen

from .._graph import RANKS, STRUCTURE, View
from ..algebra import COMPOSED, CONVERSE, TELLING, Relation
from ..filtering import OneOrMore
from ..refs import Ref
from ..relationships import Relationship
from ..tabular import Table, plain
from ..vocabulary import RelationshipType, Trust
from .scopes import scope_of, sources_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = [
    "Candidate", "Candidates", "Inference", "Inferences", "Lazy", "Path", "Proof", "candidate_of", "infer",
    "links_to", "sets_of", "told", "weakest",
]  # fmt: skip

Path = tuple[Relationship, ...]
Record = TypeVar("Record")


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


class Lazy(Table[Record]):
    """A table whose records are made when they are first looked at; their number is known at once."""

    __slots__ = ("_count", "_make")

    _count: int
    _make: Callable[[], Sequence[Record]]

    def __init__(self, records: Sequence[Record]) -> None:
        super().__init__(records)
        object.__setattr__(self, "_count", len(self._records))

    @classmethod
    def _later(cls, count: int, make: Callable[[], Sequence[Record]]) -> Any:
        made = object.__new__(cls)
        object.__setattr__(made, "_count", count)
        object.__setattr__(made, "_make", make)
        return made

    def __getattr__(self, name: str) -> Any:
        if name != "_records":
            raise AttributeError(name)
        object.__setattr__(self, "_records", tuple(self._make()))
        return self._records

    def __len__(self) -> int:
        return self._count


class Candidates(Table[Candidate]):
    """Provisions that chains lead to without anything following, nearest and best trusted first."""

    __slots__ = ()

    columns = ("source", "target", "types", "trust", "confidence", "mapping_sets")

    def row(self, record: Candidate) -> dict[str, Any]:
        return {
            "source": str(record.source),
            "target": str(record.target),
            "types": plain(record.types),
            "trust": record.trust.value,
            "confidence": record.confidence,
            "mapping_sets": sets_of([record.path]),
        }

    def headline(self) -> str:
        """How many."""
        return f"{len(self)} candidates"


class Inferences(Lazy[Inference]):
    """What follows, by source and target; `candidates` holds what chains reach without that."""

    __slots__ = ("_found",)

    _found: Candidates | Callable[[], Candidates]

    columns = (
        "source", "target", "relation", "types", "trust", "confidence", "mapping_sets", "paths", "superseded",
    )  # fmt: skip

    def __init__(self, records: Sequence[Inference], candidates: Candidates) -> None:
        super().__init__(records)
        object.__setattr__(self, "_found", candidates)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.candidates)

    @property
    def candidates(self) -> Candidates:
        """Provisions that chains lead to without anything following; sought when first asked for."""
        found = self._found
        if not isinstance(found, Candidates):
            found = found()
            object.__setattr__(self, "_found", found)
        return found

    def row(self, record: Inference) -> dict[str, Any]:
        return {
            "source": str(record.source),
            "target": str(record.target),
            "relation": record.relation.certain,
            "types": plain(record.relation.types),
            "trust": record.trust.value,
            "confidence": record.confidence,
            "mapping_sets": sets_of(record.paths),
            "paths": told(record.paths),
            "superseded": tuple(map(str, record.superseded)),
        }

    def headline(self) -> str:
        """How many follow."""
        return f"{len(self)} inferences"


def sets_of(paths: Iterable[Path]) -> tuple[str, ...]:
    """The mapping sets that paths go over."""
    return tuple(dict.fromkeys(step.mapping_set for path in paths for step in path))


def told(paths: Iterable[Path]) -> tuple[str, ...]:
    """Paths in words, one text each."""
    return tuple(" / ".join(map(str, path)) for path in paths)


def infer(
    catalog: Catalog,
    ref: str | Ref,
    to: str | Ref | None,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Inferences:
    """See `Catalog.infer`."""
    view = view_of(catalog, trust, mapping_sets, max_steps)
    scope = scope_of(catalog, view, ref)
    target = None if to is None else scope_of(catalog, view, to)
    sources = sources_of(view, scope)
    names = view.graph.names
    tree, index = view.graph.tree(scope.document), view.graph.index
    held = []
    count = 0
    for source in sources:
        layers = view.reach(source, max_steps)
        if target is None:
            # Unless it is asked for, what the document's own structure says is left out.
            kin = {index.get(name) for name in view.graph.kin(names[source])} if tree.parents else ()
            nodes = [node for node, bits in layers[-1].items() if TELLING[bits] and node not in kin]
        else:
            nodes = [node for node, bits in layers[-1].items() if TELLING[bits] and target.holds(names[node])]
        held.append((source, layers, nodes))
        count += len(nodes)

    def make() -> list[Inference]:
        return [
            each
            for source, layers, nodes in held
            for each in Proof(view, source, layers).inferences(sorted(nodes, key=names.__getitem__))
        ]

    def candidates() -> Candidates:
        found: list[Candidate] = []
        for source, layers, _ in held:
            reached = view.chained(source, max_steps)
            found += [
                candidate_of(view, source, node, reached)
                for node in reached
                if not TELLING[layers[-1].get(node, 31)] and (target is None or target.holds(names[node]))
            ]
        found.sort(key=lambda each: (str(each.source), len(each.path), RANKS[each.trust], str(each.target)))
        return Candidates(found)

    found: Inferences = Inferences._later(count, make)
    object.__setattr__(found, "_found", candidates)
    return found


class Proof:
    """How what follows from one source follows: the fewest paths that say it together."""

    def __init__(self, view: View, source: int, layers: list[dict[int, int]]) -> None:
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
        return Inference(source, target, relation, paths, *weakest(paths), tuple(dict.fromkeys(gone)))

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
        return _fewest(ways)

    def _between(self, one: int, other: int) -> Path:
        """The relationships of two neighbours that say what all of theirs say."""
        found = self._steps.get((one, other))
        if found is None:
            there = self.view.between(one, other, exact=True)
            found = tuple(_fewest([(bits, record) for record, bits in there]))
            self._steps[one, other] = found
        return found


def _fewest(ways: Iterable[tuple[int, Record]]) -> list[Record]:
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


def weakest(paths: Iterable[Path]) -> tuple[Trust, float | None]:
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


def candidate_of(view: View, source: int, target: int, reached: Mapping[int, int]) -> Candidate:
    """The shortest chain to a node, as a record."""
    links = links_to(reached, source, target)
    path = tuple(view.between(one, other, exact=False)[0][0] for one, other in links)
    return Candidate(view.graph.ref(source), view.graph.ref(target), path, *weakest([path]))
