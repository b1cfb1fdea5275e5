"""Crosswalks: the relations of the provisions of one document to those of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from attrs import evolve, field, frozen

from ..algebra import ANY, ENTAILS_NAMED, Relation
from ..records.cards import Card
from ..records.refs import Ref
from ..snapshot import Snapshot
from ..tables import DeferredRecords, Table, to_plain_value
from ..tables.deferred import Deferred
from ..vocabulary import Editions, Lineage, RelationshipType, Trust
from ..vocabulary.criteria import OneOrMore
from .carrying import CarriedRow, CarriedStatement, carried_rows, carried_statements
from .elsewhere import Elsewhere, elsewhere_between, elsewhere_text
from .graph import EDITIONS, RANKS, Edge, GraphView, TargetSteps, edges_between
from .inferring import mapping_sets_of, path_texts
from .proofs import Chain, Proof, candidate_of, weakest_link
from .scopes import Scope, scope_nodes, scope_of, view_of
from .titles import arguments_of, title_of, urls_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Never

    from ..tables.rows import CrosswalkCells, MatrixCells

__all__ = ["BasisText", "Correspondence", "Crosswalk", "Matrix", "correspondence_cells", "crosswalk"]

BasisText = Literal["asserted", "inferred", "carried", "candidate"]


@frozen(repr=False)
class Correspondence(Card):
    """One row of a crosswalk: the relation of one provision to another.

    `basis` is the first of these that holds. `relation` is what is certain, whatever the basis.

    - "asserted": a mapping set relates the two directly; `types` are the words of its relationships.
    - "inferred": the relation follows.
    - "carried": a mapping set relates other editions of the two, or a single chain over other editions
      states a relation. `indicated` is what it states: strong evidence, but never certain.
    - "candidate": chains lead there, but nothing follows.

    `lineage` is the least sure grade of the moves between editions on its paths, None without any, and
    `reasons` is what speaks for and against these moves. `urls` are the addresses of the mapping sets.
    """

    source: Ref
    target: Ref
    basis: BasisText
    types: tuple[RelationshipType, ...]
    relation: Relation
    paths: tuple[Chain, ...]
    trust: Trust
    confidence: float | None
    source_title: str = ""
    target_title: str = ""
    urls: tuple[str, ...] = ()
    indicated: Relation = Relation.ANY
    lineage: Lineage | None = None
    reasons: tuple[str, ...] = ()

    def __repr__(self) -> str:
        words = " ".join(self.types) or (self.relation & self.indicated).certain
        return f"<Correspondence {self.source} {self.basis} {words} {self.target}>"

    @property
    def negated(self) -> bool:
        """Whether all its relationships are denials."""
        return all(step.negated for path in self.paths for step in path)


@frozen(eq=False, repr=False)
class Crosswalk(Table[Correspondence, "CrosswalkCells", "BasisText"]):
    """The relations of the provisions of one document to those of another.

    `source` and `target` are the documents, `superseded` those of them that are not current editions.
    `sources` and `targets` are all their assessable provisions: the denominators. `unmapped_sources`
    and `unmapped_targets` are those for which no row says that they share anything with the other
    side. Nobody said so; that does not mean that they share nothing. `elsewhere` counts relationships
    between other editions of the two, or left out by trust, that no row rests on. `notes` name editions
    of which only a fragment is shipped, so that an earlier one stands in.
    """

    column_types: ClassVar[Mapping[str, Any]] = {
        "relation": str, "indicated": str, "lineage": Lineage | None, "mapping_sets": tuple[str, ...],
        "paths": tuple[str, ...], "arguments": tuple[str, ...], "reasons": tuple[str, ...],
    }  # fmt: skip
    columns = (
        "source", "source_title", "target", "target_title", "basis", "types", "relation", "indicated",
        "lineage", "negated", "trust", "confidence", "mapping_sets", "paths", "arguments", "reasons", "urls",
    )  # fmt: skip

    shown = ("source", "types", "relation", "target", "basis", "source_title", "target_title")
    words = ("asserted", "inferred", "carried", "candidate")
    word_field = "basis"

    source: Ref = field(kw_only=True)
    target: Ref = field(kw_only=True)
    superseded: tuple[Ref, ...] = field(kw_only=True)
    sources: tuple[Ref, ...] = field(kw_only=True)
    targets: tuple[Ref, ...] = field(kw_only=True)
    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        kw_only=True, alias="elsewhere"
    )
    notes: tuple[str, ...] = field(kw_only=True)
    #: The top-level part of each provision of both documents.
    _roots: Mapping[str, str] = field(kw_only=True, alias="roots")

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships between the two standards that no row rests on, counted by document."""
        elsewhere = self._elsewhere
        return elsewhere.value if isinstance(elsewhere, Deferred) else elsewhere

    @property
    def unmapped_sources(self) -> tuple[Ref, ...]:
        """Provisions of the source for which no row says that they share anything with the target."""
        mapped = {row.source for row in self if _is_mapped(row)}
        return tuple(ref for ref in self.sources if ref not in mapped)

    @property
    def unmapped_targets(self) -> tuple[Ref, ...]:
        """Provisions of the target for which no row says that they share anything with the source."""
        mapped = {row.target for row in self if _is_mapped(row)}
        return tuple(ref for ref in self.targets if ref not in mapped)

    @property
    def matrix(self) -> Matrix:
        """The number of rows between each top-level part of the source and of the target."""
        counts = Counter(
            (self._root_of(row.source), self._root_of(row.target)) for row in self if _is_mapped(row)
        )
        lines, parts = (sorted(set(side)) for side in zip(*counts, strict=True)) if counts else ([], [])
        records = [(line, tuple(counts[line, part] for part in parts)) for line in lines]
        return Matrix(records, columns=("part", *parts), provenance=self._provenance)

    def _root_of(self, ref: Ref) -> str:
        return self._roots.get(str(ref), ref.provision or str(ref))

    def row(self, record: Correspondence) -> CrosswalkCells:
        """Return a correspondence as plain values by column."""
        return correspondence_cells(record)

    def headline(self) -> str:
        """Return the number of rows, and the number of mapped provisions on either side."""
        sides = (
            (self.source, self.sources, self.unmapped_sources),
            (self.target, self.targets, self.unmapped_targets),
        )
        mapped = ", ".join(f"{len(refs) - len(rest)} of {len(refs)} of {side}" for side, refs, rest in sides)
        superseded = f"; superseded: {', '.join(map(str, self.superseded))}" if self.superseded else ""
        counts = Counter[str](row.basis for row in self)
        bases = ", ".join(f"{counts[word]} {word}" for word in self.words if counts[word])
        rows = super().headline() + (f" ({bases})" if counts["carried"] else "")
        notes = "".join(f"; {note}" for note in self.notes)
        return f"{rows}; {mapped}{superseded}{notes}{elsewhere_text(self.elsewhere)}"


def correspondence_cells(record: Correspondence) -> CrosswalkCells:
    """Return a correspondence as plain values by column."""
    return {
        "source": str(record.source),
        "source_title": record.source_title,
        "target": str(record.target),
        "target_title": record.target_title,
        "basis": record.basis,
        "types": to_plain_value(record.types),
        "relation": record.relation.certain,
        "indicated": record.indicated.certain,
        "lineage": to_plain_value(record.lineage),
        "negated": record.negated,
        "trust": to_plain_value(record.trust),
        "confidence": record.confidence,
        "mapping_sets": mapping_sets_of(record.paths),
        "paths": path_texts(record.paths),
        "arguments": arguments_of(record.paths),
        "reasons": record.reasons,
        "urls": record.urls,
    }


def _is_mapped(row: Correspondence) -> bool:
    return not row.relation.apart and not row.negated


@frozen(eq=False, repr=False)
class Matrix(Table[tuple[str, tuple[int, ...]], "MatrixCells", "Never"]):
    """Numbers of rows: a line for each top-level part of the source, a column for each of the target."""

    columns: tuple[str, ...] = field(kw_only=True)

    def row(self, record: tuple[str, tuple[int, ...]]) -> MatrixCells:
        """Return a line as plain values by column."""
        return dict(zip(self.columns, (record[0], *record[1]), strict=True))


class _Reached(NamedTuple):
    """What a crosswalk knows of one source: the proof of its relations, and the targets of its rows.

    `edges` are the direct ones by target, `carried` what other editions state by target, and
    `predecessors` those of candidate chains.
    """

    proof: Proof
    edges: dict[int, list[Edge]]
    carried: Mapping[int, Sequence[CarriedRow | CarriedStatement]]
    predecessors: dict[int, int]
    targets: set[int]


def crosswalk(
    snapshot: Snapshot,
    source: str | Ref,
    target: str | Ref,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> Crosswalk:
    """See `Catalog.crosswalk`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    scopes = scope_of(view, source), scope_of(view, target)
    if scopes[0].standard == scopes[1].standard and view.moves is not None:
        # Between editions of one document, lineage is an answer of `compare`.
        view = view_of(snapshot, trust, mapping_sets, max_steps, Editions.SAME)
    found = _reached(view, scopes, max_steps)

    def rows() -> list[Correspondence]:
        return [_with_titles(snapshot, row) for row in _rows(view, found)]

    documents = [Ref.parse(scope.document) for scope in scopes]
    return Crosswalk(
        DeferredRecords(rows, sum(len(reached.targets) for reached in found)),
        source=documents[0],
        target=documents[1],
        superseded=tuple(each for each in documents if view.is_superseded(str(each))),
        sources=_assessable(view, scopes[0]),
        targets=_assessable(view, scopes[1]),
        elsewhere=Deferred(lambda: elsewhere_between(view, *scopes)),
        notes=tuple(_notes(snapshot, (source, scopes[0]), (target, scopes[1]))),
        roots=_roots(view, scopes[0]) | _roots(view, scopes[1]),
    )


def _notes(snapshot: Snapshot, *asked: tuple[str | Ref, Scope]) -> Iterator[str]:
    """Yield a note for each document of whose current edition only a fragment is shipped."""
    for ref, scope in asked:
        current = str(snapshot.standard(scope.standard).ref)
        if "@" not in str(getattr(ref, "ref", ref)) and current != scope.document:
            yield f"only a fragment of {current} is shipped"


def _reached(view: GraphView, scopes: tuple[Scope, Scope], max_steps: int) -> list[_Reached]:
    """Return what is known of each source from which anything leads to a target."""
    sources, targets = scope_nodes(view, scopes[0]), frozenset(scope_nodes(view, scopes[1]))
    # For a single step, the steps of all targets would be worked out in vain.
    target_steps = TargetSteps(view, targets) if max_steps > 1 else None
    edges = edges_between(view, sources, targets)
    carried_edges = carried_rows(view, sources, targets)
    found: list[_Reached] = []
    for node in sources:
        layers = view.relations_from(node, max_steps, target_steps)
        predecessors = {} if target_steps is None else view.predecessors(node, max_steps, target_steps)
        direct = edges.get(node, {})
        inferred = {far for far, bits in layers[-1].items() if ENTAILS_NAMED[bits]}
        carried: dict[int, Sequence[CarriedRow | CarriedStatement]] = {**carried_edges.get(node, {})}
        if target_steps is not None and view.moves is not None:
            for far, statements in carried_statements(view, node, max_steps, target_steps).items():
                carried[far] = (*carried.get(far, ()), *statements)
        reached = (direct.keys() | inferred | carried.keys() | predecessors.keys()) & targets - {node}
        if reached:
            found.append(_Reached(Proof(view, node, layers), direct, carried, predecessors, reached))
    return found


def _with_titles(snapshot: Snapshot, row: Correspondence) -> Correspondence:
    """Return a row with the titles of its ends, and the addresses of its mapping sets."""
    titles = title_of(snapshot, row.source), title_of(snapshot, row.target)
    return evolve(row, source_title=titles[0], target_title=titles[1], urls=urls_of(snapshot, row.paths))


def _assessable(view: GraphView, scope: Scope) -> tuple[Ref, ...]:
    """Return the assessable provisions of a scope."""
    graph = view.graph
    return tuple(map(graph.ref, scope.select(graph, graph.structure(scope.document).assessable)))


def _roots(view: GraphView, scope: Scope) -> dict[str, str]:
    """Return the top-level part of each provision of a scope's document."""
    graph = view.graph
    tops = {node: [node, *graph.ancestors(node)][-1] for node in graph.structure(scope.document).nodes}
    return {graph.names[node]: graph.names[top].partition(":")[2] for node, top in tops.items()}


def _rows(view: GraphView, found: Iterable[_Reached]) -> list[Correspondence]:
    """Return the rows of all sources, by target."""
    name_of = view.graph.names.__getitem__
    return [
        _row(view, reached, target) for reached in found for target in sorted(reached.targets, key=name_of)
    ]


def _row(view: GraphView, reached: _Reached, target: int) -> Correspondence:
    """Return the row of a source and a target, on the best basis that there is."""
    proof = reached.proof
    ends = view.graph.ref(proof.source), view.graph.ref(target)
    relation = Relation(proof.layers[-1].get(target, ANY))
    records = [view.relationship(*edge) for edge in reached.edges.get(target, ())]
    if records:
        records.sort(key=lambda record: (RANKS[record.trust], str(record)))
        types = tuple(dict.fromkeys(record.type for record in records))
        paths = tuple((record,) for record in records)
        # Of several relationships, the most trusted counts.
        best = records[0]
        return Correspondence(*ends, "asserted", types, relation, paths, best.trust, best.confidence)
    if ENTAILS_NAMED[relation]:
        proved = proof.inference(target)
        return Correspondence(*ends, "inferred", (), relation, proved.paths, proved.trust, proved.confidence)
    carried = reached.carried.get(target, ())
    for is_sure in (True, False):
        chosen = [each for each in carried if (each.lineage is Lineage.STATED) is is_sure]
        if chosen:
            basis: BasisText = "carried" if is_sure else "candidate"
            row = Correspondence(*ends, basis, (), relation, (), Trust.INFERRED, None)
            return _carried_row(view, row, chosen)
    candidate = candidate_of(view, proof.source, target, reached.predecessors)
    row = Correspondence(
        *ends, "candidate", (), relation, (candidate.path,), candidate.trust, candidate.confidence
    )
    return _with_lineage(view, row)


def _carried_row(
    view: GraphView, row: Correspondence, carried: Sequence[CarriedRow | CarriedStatement]
) -> Correspondence:
    """Return a row with what other editions state of its pair, the most trusted first.

    Args:
        view: The graph that the question sees.
        row: The row without paths.
        carried: What other editions state.
    """
    chains = [(each, each.path(view)) for each in carried]
    chains.sort(key=lambda pair: (RANKS[weakest_link([pair[1]])[0]], len(pair[1]), list(map(str, pair[1]))))
    paths = tuple(path for _, path in chains)
    types = [view.relationship(*each.edge).type for each, _ in chains if isinstance(each, CarriedRow)]
    # A candidate of several provisions, or of a title, says nothing about sets.
    bits = (each.bits(view) for each in carried if row.basis == "carried")
    strongest = min(bits, key=int.bit_count, default=ANY)
    trust, confidence = weakest_link(paths[:1])
    return _with_lineage(
        view,
        evolve(
            row,
            types=tuple(dict.fromkeys(types)),
            paths=paths,
            trust=trust,
            confidence=confidence,
            indicated=Relation(strongest),
        ),
    )


def _with_lineage(view: GraphView, row: Correspondence) -> Correspondence:
    """Return a row with the least sure grade of the moves on its paths, and what speaks for them."""
    moves = [step for path in row.paths for step in path if step.mapping_set == EDITIONS]
    grades = [] if view.moves is None else [view.moves.grade(step) for step in moves]
    return evolve(
        row,
        lineage=max(grades, key=list(Lineage).index, default=None),
        reasons=tuple(dict.fromkeys(step.comment for step in moves if step.comment)),
    )
