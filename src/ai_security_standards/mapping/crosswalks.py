"""Crosswalks: the relations of the provisions of one document to those of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, get_args

from attrs import evolve, field, frozen

from ..algebra import ENTAILS_NAMED
from ..records.refs import Ref, ref_text
from ..snapshot import Snapshot
from ..tables import DeferredRecords, Table, quantity
from ..tables.deferred import Deferred, computed
from ..vocabulary import Editions, Lineage
from ..vocabulary.criteria import OneOrMore
from .carrying import CarriedRow, CarriedStatement, carried_rows, carried_statements
from .conditions import Conditions
from .correspondences import BasisText, Correspondence, Reached, correspondence, correspondence_cells
from .elsewhere import Elsewhere, elsewhere_between, elsewhere_text
from .graph import (
    Bridges,
    DirectSteps,
    Graph,
    GraphView,
    TargetSteps,
    bridges_between,
    edges_between,
)
from .proofs import Proof
from .scopes import Scope, pinned_scope, scope_nodes, view_of
from .titles import title_of, urls_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Never

    from ..tables.rows import CrosswalkCells, MatrixCells

__all__ = ["Crosswalk", "Matrix", "crosswalk"]


@frozen(eq=False, repr=False)
class Crosswalk(Table[Correspondence, "CrosswalkCells", "BasisText"]):
    """The relations of the provisions of one document to those of another.

    `source` and `target` are the documents, `superseded` those of them that are not current editions.
    `sources` and `targets` are all their assessable provisions: the denominators. `unmapped_sources`
    and `unmapped_targets` are those for which nothing says that they share anything with the other
    side: no row, no other edition, and no set that was left out. Nobody said so; that does not mean that
    they share nothing. `elsewhere` counts relationships
    between other editions of the two, or left out by trust, that no row rests on. `notes` name editions
    of which only a fragment is shipped, so that an earlier one stands in. `left_out` counts the candidates
    that only hubs lead to: provisions that very many of both documents are related to.
    """

    column_types: ClassVar[Mapping[str, Any]] = {
        "relation": str, "indicated": str, "lineage": Lineage | None, "mapping_sets": tuple[str, ...],
        "paths": tuple[str, ...], "arguments": tuple[str, ...], "reasons": tuple[str, ...],
        "caveats": tuple[str, ...], "breadth": int | None,
    }  # fmt: skip
    columns = (
        "source", "source_title", "target", "target_title", "basis", "types", "relation", "indicated",
        "lineage", "negated", "trust", "confidence", "mapping_sets", "paths", "arguments", "reasons",
        "caveats", "urls", "breadth",
    )  # fmt: skip

    shown = ("source", "types", "relation", "target", "basis", "source_title", "target_title")
    words = get_args(BasisText)
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
    _left_out: Deferred[int] | int = field(kw_only=True, alias="left_out")
    #: What the widest question about the two reaches: over other editions, by any trust and any set.
    _reached: Deferred[frozenset[Ref]] | frozenset[Ref] = field(kw_only=True, alias="reached")
    #: The top-level part of each provision of both documents.
    _roots: Deferred[Mapping[str, str]] | Mapping[str, str] = field(kw_only=True, alias="roots")

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships between the two standards that no row rests on, counted by document."""
        return computed(self._elsewhere)

    @property
    def left_out(self) -> int:
        """The number of candidates that only hubs lead to."""
        return computed(self._left_out)

    @property
    def unmapped_sources(self) -> tuple[Ref, ...]:
        """Provisions of the source for which nothing says that they share anything with the target."""
        return self._unmapped(self.sources)

    @property
    def unmapped_targets(self) -> tuple[Ref, ...]:
        """Provisions of the target for which nothing says that they share anything with the source."""
        return self._unmapped(self.targets)

    def _unmapped(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Return those of some provisions that neither a row nor any other edition, trust or set reaches."""
        mapped = self._mapped()
        left = [ref for ref in refs if ref not in mapped]
        reached = computed(self._reached) if left else frozenset()
        return tuple(ref for ref in left if ref not in reached)

    def _mapped(self) -> frozenset[Ref]:
        """Return the ends of rows that say that these share anything."""
        return frozenset(end for row in self if _is_mapped(row) for end in (row.source, row.target))

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
        return computed(self._roots).get(str(ref), ref.provision or str(ref))

    def row(self, record: Correspondence) -> CrosswalkCells:
        """Return a correspondence as plain values by column."""
        return correspondence_cells(record)

    def headline(self) -> str:
        """Return the number of rows, and the number of mapped provisions on either side."""
        sides = (
            (self.source, self.sources),
            (self.target, self.targets),
        )
        ends = self._mapped()
        mapped = ", ".join(f"{len(ends.intersection(refs))} of {len(refs)} of {side}" for side, refs in sides)
        superseded = f"; superseded: {', '.join(map(str, self.superseded))}" if self.superseded else ""
        counts = Counter[str](row.basis for row in self)
        bases = ", ".join(f"{counts[word]} {word}" for word in self.words if counts[word])
        rows = super().headline() + (f" ({bases})" if counts["carried"] or counts["conditional"] else "")
        notes = "".join(f"; {note}" for note in self.notes) + hubs_text(self.left_out)
        return f"{rows}; {mapped}{superseded}{notes}{elsewhere_text(self.elsewhere)}"


def hubs_text(left_out: int) -> str:
    """Return the part of a headline that counts the candidates that only hubs lead to; empty if none."""
    return f"; left out: {quantity(left_out, 'candidate')} of hubs" if left_out else ""


def _is_mapped(row: Correspondence) -> bool:
    return not row.relation.apart and not row.negated


@frozen(eq=False, repr=False)
class Matrix(Table[tuple[str, tuple[int, ...]], "MatrixCells", "Never"]):
    """Numbers of rows: a line for each top-level part of the source, a column for each of the target."""

    columns: tuple[str, ...] = field(kw_only=True)

    def row(self, record: tuple[str, tuple[int, ...]]) -> MatrixCells:
        """Return a line as plain values by column."""
        return dict(zip(self.columns, (record[0], *record[1]), strict=True))


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
    scopes = pinned_scope(view, source), pinned_scope(view, target)
    if scopes[0].standard == scopes[1].standard and view.moves is not None:
        # Between editions of one document, lineage is an answer of `compare`.
        view = view_of(snapshot, trust, mapping_sets, max_steps, Editions.SAME)
    bridges = bridges_between(view, scopes[0].document, scopes[1].document) if max_steps > 1 else None
    found = _reached(view, scopes, max_steps, bridges)

    def rows() -> list[Correspondence]:
        return [_with_titles(snapshot, row) for row in _rows(view, found.sources)]

    documents = [Ref.parse(scope.document) for scope in scopes]
    return Crosswalk(
        DeferredRecords(rows, sum(len(reached.targets) for reached in found.sources)),
        source=documents[0],
        target=documents[1],
        superseded=tuple(each for each in documents if view.is_superseded(str(each))),
        sources=_assessable(view, scopes[0]),
        targets=_assessable(view, scopes[1]),
        elsewhere=Deferred(lambda: elsewhere_between(view, scopes[:1], scopes[1:])),
        reached=Deferred(lambda: _reached_by_any(snapshot, scopes, max_steps)),
        left_out=found.left_out,
        notes=tuple(_notes(snapshot, (source, scopes[0]), (target, scopes[1]))),
        roots=Deferred(lambda: _roots(view, scopes[0]) | _roots(view, scopes[1])),
    )


def _reached_by_any(snapshot: Snapshot, scopes: Sequence[Scope], max_steps: int) -> frozenset[Ref]:
    """Return the ends of the rows of the widest question about two scopes."""
    view = view_of(snapshot, editions=Editions.CARRIED)
    rows = _rows(view, _reached(view, (scopes[0], scopes[1]), max_steps, None).sources)
    return frozenset(end for row in rows if _is_mapped(row) for end in (row.source, row.target))


def _notes(snapshot: Snapshot, *asked: tuple[str | Ref, Scope]) -> Iterator[str]:
    """Yield a note for each document of whose current edition only a fragment is shipped."""
    for ref, scope in asked:
        current = str(snapshot.standard(scope.standard).ref)
        if "@" not in ref_text(ref) and current != scope.document:
            yield f"only a fragment of {current} is shipped"


class _Found(NamedTuple):
    """What is known of each source from which anything leads to a target, and the candidates left out."""

    sources: list[Reached]
    left_out: Deferred[int]


def _reached(view: GraphView, scopes: tuple[Scope, Scope], max_steps: int, bridges: Bridges | None) -> _Found:
    """Return what is known of each source from which anything leads to a target.

    Args:
        view: The graph that the question sees.
        scopes: The source and the target.
        max_steps: The longest chain.
        bridges: What candidate chains may go over; None for anything.
    """
    _read_sets(view.graph, scopes, max_steps)
    sources, targets = scope_nodes(view, scopes[0]), frozenset(scope_nodes(view, scopes[1]))

    def steps(seen: GraphView) -> TargetSteps:
        # For a single step, the steps of all targets would be worked out in vain.
        return seen.steps_into_all(targets) if max_steps > 1 else DirectSteps(seen, sources, targets)

    target_steps, conditions = steps(view), Conditions(view, max_steps, steps)
    edges = edges_between(view, sources, targets)
    carried_edges = carried_rows(view, sources, targets)
    found: list[Reached] = []
    walks: list[tuple[int, Mapping[int, int], set[int]]] = []
    for node in sources:
        layers = view.relations_from(node, max_steps, target_steps)
        predecessors: dict[int, int] = {}
        if max_steps > 1:
            predecessors = view.predecessors(node, max_steps, target_steps, bridges)
        direct = edges.get(node, {})
        inferred = {far for far, bits in layers[-1].items() if ENTAILS_NAMED[bits]}
        limited = conditions.layers(layers)
        indicated = conditions.indicated(layers[-1], limited[-1])
        carried: dict[int, Sequence[CarriedRow | CarriedStatement]] = {**carried_edges.get(node, {})}
        if max_steps > 1 and view.moves is not None:
            for far, statements in carried_statements(view, node, max_steps, target_steps).items():
                carried[far] = (*carried.get(far, ()), *statements)
        every = (direct, inferred, indicated, carried, predecessors)
        reached = set[int]().union(*map(targets.intersection, every)) - {node}
        walks.append((node, predecessors, reached))
        if reached:
            proof = Proof(view, node, layers)
            by_limited = proof if limited is layers else Proof(conditions.view, node, limited)
            found.append(
                Reached(proof, by_limited, indicated, direct, carried, predecessors, reached, bridges)
            )

    def left_out() -> int:
        if bridges is None:
            return 0
        return sum(
            len(_behind_hubs(predecessors, target_steps, bridges) - reached - {node})
            for node, predecessors, reached in walks
        )

    return _Found(found, Deferred(left_out))


def _behind_hubs(reached: Iterable[int], target_steps: TargetSteps, bridges: Bridges) -> set[int]:
    """Return the targets that candidate chains over hubs lead to.

    Args:
        reached: The nodes that chains reach.
        target_steps: The steps into the targets.
        bridges: What tells a hub.
    """
    hubs = (node for node in reached if target_steps[node][1] and bridges.is_hub(node))
    ends = {node for hub in hubs for node in target_steps[hub][1]}
    ends.update(move.node for node in [*ends] for move in target_steps.landings.get(node, ()))
    return ends & target_steps.targets


def _read_sets(graph: Graph, scopes: tuple[Scope, Scope], max_steps: int) -> None:
    """Read the mapping sets that a question about two scopes needs: for a single step, those of both."""
    if max_steps > 1:
        for scope in scopes:
            graph.load_sets_of(scope.document)
    else:
        graph.load_sets_between(scopes[0].document, scopes[1].document)


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


def _rows(view: GraphView, found: Iterable[Reached]) -> list[Correspondence]:
    """Return the rows of all sources, by target."""
    name_of = view.graph.names.__getitem__
    return [
        correspondence(view, reached, target)
        for reached in found
        for target in sorted(reached.targets, key=name_of)
    ]
