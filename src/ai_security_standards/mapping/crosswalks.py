"""Crosswalks: how the provisions of one document stand to those of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..algebra import ENTAILS_NAMED, Relation
from ..records.refs import Ref
from ..tables import Table, to_plain_value
from ..tables.lazy import Lazy
from ..vocabulary import RelationshipType, Trust
from ..vocabulary.criteria import OneOrMore
from .graph import RANKS, GraphView, TargetSteps
from .inferring import mapping_sets_of, path_texts
from .proofs import Path, Proof, candidate_of
from .scopes import Scope, scope_of, sources_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Correspondence", "Crosswalk", "Matrix", "crosswalk"]


@frozen(repr=False)
class Correspondence:
    """One row of a crosswalk: how a provision of the one document stands to one of the other.

    `basis` is "asserted" where a mapping set says it of the two directly (`types` are then the words of
    these relationships, read from the source), "inferred" where it follows, and "candidate" where chains
    lead there without anything following. `relation` is what is certain, whatever the basis.
    """

    source: Ref
    target: Ref
    basis: str
    types: tuple[RelationshipType, ...]
    relation: Relation
    paths: tuple[Path, ...]
    trust: Trust
    confidence: float | None

    def __repr__(self) -> str:
        words = " ".join(self.types)
        return f"<Correspondence {self.source} {self.basis} {words or self.relation.certain} {self.target}>"

    @property
    def negated(self) -> bool:
        """Whether it is asserted only by denials."""
        return all(step.negated for path in self.paths for step in path)


class Crosswalk(Lazy[Correspondence]):
    """How the provisions of one document stand to those of another.

    `source` and `target` are the documents, `superseded` those of them that are not current editions.
    `sources` and `targets` are all their provisions that can be assessed and are not retired: the
    denominators. `unmapped_sources` and `unmapped_targets` are those of them of which no row says
    anything but that the two are apart: nobody said so, which is not that there is nothing.
    """

    __slots__ = ("_tops", "source", "sources", "superseded", "target", "targets")

    columns = (
        "source", "target", "basis", "types", "relation", "negated", "trust", "confidence", "mapping_sets",
        "paths",
    )  # fmt: skip

    source: Ref
    target: Ref
    superseded: tuple[Ref, ...]
    sources: tuple[Ref, ...]
    targets: tuple[Ref, ...]
    _tops: Mapping[str, str]

    def __init__(self, records: Sequence[Correspondence], about: Mapping[str, Any]) -> None:
        super().__init__(records)
        self._tell(about)

    def _tell(self, about: Mapping[str, Any]) -> None:
        for name, value in about.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), {name: getattr(self, name) for name in Crosswalk.__slots__})

    @property
    def unmapped_sources(self) -> tuple[Ref, ...]:
        """Provisions of the source of which no row says that they have anything in common with the target."""
        mapped = {row.source for row in self if _joins(row)}
        return tuple(each for each in self.sources if each not in mapped)

    @property
    def unmapped_targets(self) -> tuple[Ref, ...]:
        """Provisions of the target of which no row says that they have anything in common with the source."""
        mapped = {row.target for row in self if _joins(row)}
        return tuple(each for each in self.targets if each not in mapped)

    @property
    def matrix(self) -> Matrix:
        """How many rows tie each top-level part of the one to each of the other."""
        counts: dict[str, dict[str, int]] = {}
        parts: dict[str, None] = {}
        for row in self:
            if _joins(row):
                one, other = self._top(row.source), self._top(row.target)
                parts[other] = None
                there = counts.setdefault(one, {})
                there[other] = there.get(other, 0) + 1
        return Matrix(counts, tuple(sorted(parts)))

    def _top(self, ref: Ref) -> str:
        return self._tops.get(str(ref), ref.provision or str(ref))

    def row(self, record: Correspondence) -> dict[str, Any]:
        return {
            "source": str(record.source),
            "target": str(record.target),
            "basis": record.basis,
            "types": to_plain_value(record.types),
            "relation": record.relation.certain,
            "negated": record.negated,
            "trust": record.trust.value,
            "confidence": record.confidence,
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": path_texts(record.paths),
        }

    def headline(self) -> str:
        """How many rows, and of how many provisions of either side they speak."""
        gone = f"; superseded: {', '.join(map(str, self.superseded))}" if self.superseded else ""
        sides = (
            (self.source, self.sources, self.unmapped_sources),
            (self.target, self.targets, self.unmapped_targets),
        )
        told = [f"{len(every) - len(left)} of {len(every)} of {side}" for side, every, left in sides]
        return f"{len(self)} rows; {', '.join(told)}{gone}"


def _joins(row: Correspondence) -> bool:
    return not row.relation.apart and not row.negated


class Matrix(Table[tuple[str, tuple[int, ...]]]):
    """Counts of rows: a line for each top-level part of the source, a column for each of the target."""

    __slots__ = ("columns",)

    columns: tuple[str, ...]

    def __init__(self, counts: Mapping[str, Mapping[str, int]], parts: tuple[str, ...]) -> None:
        super().__init__(
            [(one, tuple(counts[one].get(other, 0) for other in parts)) for one in sorted(counts)]
        )
        object.__setattr__(self, "columns", ("part", *parts))

    def __reduce__(self) -> tuple[Any, ...]:
        parts = self.columns[1:]
        return type(self), ({one: dict(zip(parts, held, strict=True)) for one, held in self}, parts)

    def row(self, record: tuple[str, tuple[int, ...]]) -> dict[str, Any]:
        return dict(zip(self.columns, (record[0], *record[1]), strict=True))


def crosswalk(
    snapshot: Snapshot,
    source: str | Ref,
    target: str | Ref,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Crosswalk:
    """See `Catalog.crosswalk`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    one, other = scope_of(snapshot, view, source), scope_of(snapshot, view, target)
    names = view.graph.names
    sources, wanted = sources_of(view, one), frozenset(sources_of(view, other))
    ending = TargetSteps(view, wanted)
    direct = _direct(view, sources, wanted)
    held = []
    count = 0
    for node in sources:
        layers = view.relations_from(node, max_steps, ending)
        reached = view.predecessors(node, max_steps, ending)
        follows = {far for far, bits in layers[-1].items() if ENTAILS_NAMED[bits]}
        nodes = (direct.get(node, {}).keys() | follows | reached.keys()) & wanted - {node}
        if nodes:
            held.append((node, layers, reached, nodes))
            count += len(nodes)

    def make() -> list[Correspondence]:
        made: list[Correspondence] = []
        for node, layers, reached, nodes in held:
            proof, asserted = Proof(view, node, layers), direct.get(node, {})
            made += [
                _correspondence(view, proof, reached, asserted.get(far, ()), far)
                for far in sorted(nodes, key=names.__getitem__)
            ]
        return made

    made: Crosswalk = Crosswalk._later(count, make)
    documents = [Ref.parse(scope.document) for scope in (one, other)]
    made._tell(
        {
            "source": documents[0],
            "target": documents[1],
            "superseded": tuple(each for each in documents if view.superseded(str(each))),
            "sources": _assessable(view, one),
            "targets": _assessable(view, other),
            "_tops": _tops(view, one) | _tops(view, other),
        }
    )
    return made


def _direct(
    view: GraphView, sources: list[int], wanted: frozenset[int]
) -> dict[int, dict[int, list[tuple[int, int, int]]]]:
    """The edges between two sides, by source and target; looked for from the side that has fewer."""
    found: dict[int, dict[int, list[tuple[int, int, int]]]] = {}
    adjacent, there = view.graph.adjacent, frozenset(sources)
    ends = [sum(len(adjacent[node]) for node in side) for side in (sources, wanted)]
    back = ends[1] < ends[0]
    for near in wanted if back else sources:
        for sheet, row, turned in view.edges(near):
            far = view.graph.other(sheet, row, turned)
            if far in (there if back else wanted):
                one, other = (far, near) if back else (near, far)
                edge = (sheet, row, 1 - turned if back else turned)
                found.setdefault(one, {}).setdefault(other, []).append(edge)
    return found


def _assessable(view: GraphView, scope: Scope) -> tuple[Ref, ...]:
    ids = view.graph.tree(scope.document).assessable
    document = Ref.parse(scope.document)
    return tuple(
        document._replace(provision=printed) for printed in ids if scope.ids is None or printed in scope.ids
    )


def _tops(view: GraphView, scope: Scope) -> dict[str, str]:
    """The top-level part that each provision of a document lies in."""
    document, graph = scope.document, view.graph
    ids = graph.tree(document).ids
    return {f"{document}:{each}": graph.root_of(document, each) for each in ids}


def _correspondence(
    view: GraphView, proof: Proof, reached: dict[int, int], direct: Iterable[tuple[int, int, int]], far: int
) -> Correspondence:
    """The row of a crosswalk for two nodes, on the best basis that there is."""
    source, target = view.graph.ref(proof.source), view.graph.ref(far)
    records = [view.relationship(*edge) for edge in direct]
    relation = Relation(proof.layers[-1].get(far, 31))
    if records:
        paths = tuple(
            (record,) for record in sorted(records, key=lambda each: (RANKS[each.trust], str(each)))
        )
        # Of several who say it, the best trusted counts.
        trust, confidence = paths[0][0].trust, paths[0][0].confidence
        types = tuple(dict.fromkeys(path[0].type for path in paths))
        return Correspondence(source, target, "asserted", types, relation, paths, trust, confidence)
    if ENTAILS_NAMED[relation]:
        found = proof.inference(far)
        return Correspondence(
            source, target, "inferred", (), relation, found.paths, found.trust, found.confidence
        )
    candidate = candidate_of(view, proof.source, far, reached)
    return Correspondence(
        source, target, "candidate", (), relation, (candidate.path,), candidate.trust, candidate.confidence
    )
