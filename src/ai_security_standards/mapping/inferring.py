"""Infer what follows from relationships, each inference with the paths that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from operator import methodcaller
from typing import Any, ClassVar

from attrs import field, frozen

from ..algebra import ANY, ENTAILS_NAMED
from ..records.refs import Ref
from ..snapshot import Snapshot
from ..tables import DeferredRecords, Table, to_plain_value
from ..tables.deferred import Deferred, computed
from ..vocabulary import RelationshipType, Trust
from ..vocabulary.criteria import OneOrMore
from .conditions import Conditions
from .elsewhere import Elsewhere, elsewhere_between, elsewhere_by_trust, elsewhere_text
from .graph import RANKS, GraphView, TargetSteps
from .proofs import Candidate, Chain, Inference, Proof, candidate_of
from .scopes import scope_nodes, scope_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import CandidateCells, InferenceCells
    from ..vocabulary.literals import TrustText

__all__ = ["Candidates", "Inferences", "infer", "mapping_sets_of", "path_texts"]

#: A source, what follows from it by number of steps, and the nodes to report.
_Found = tuple[int, list[dict[int, int]], list[int]]


class Candidates(Table[Candidate, "CandidateCells", "Trust | TrustText"]):
    """Provisions that chains lead to although nothing follows, nearest and most trusted first."""

    noun = "candidate"
    column_types: ClassVar[Mapping[str, Any]] = {"mapping_sets": tuple[str, ...]}
    words = Trust
    word_field = "trust"
    columns = ("source", "target", "types", "trust", "confidence", "mapping_sets")

    def row(self, record: Candidate) -> CandidateCells:
        """Return a candidate as plain values by column."""
        return {
            "source": str(record.source),
            "target": str(record.target),
            "types": to_plain_value(record.types),
            "trust": to_plain_value(record.trust),
            "confidence": record.confidence,
            "mapping_sets": mapping_sets_of([record.path]),
        }


class ConditionalInferences(Table[Inference, "InferenceCells", "Trust | TrustText"]):
    """What follows only if relationships with caveats count, by source and target; each says which."""

    noun = "inference"
    column_types: ClassVar[Mapping[str, Any]] = {
        "relation": str, "types": tuple[RelationshipType, ...], "mapping_sets": tuple[str, ...],
        "paths": tuple[str, ...], "caveats": tuple[str, ...],
    }  # fmt: skip
    words = Trust
    word_field = "trust"
    columns = (
        "source", "target", "relation", "types", "trust", "confidence", "mapping_sets", "paths", "superseded",
        "caveats",
    )  # fmt: skip

    def row(self, record: Inference) -> InferenceCells:
        """Return an inference as plain values by column."""
        return {
            "source": str(record.source),
            "target": str(record.target),
            "relation": record.relation.certain,
            "types": to_plain_value(record.relation.types),
            "trust": to_plain_value(record.trust),
            "confidence": record.confidence,
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": path_texts(record.paths),
            "superseded": tuple(map(str, record.superseded)),
            "caveats": record.caveats,
        }


@frozen(eq=False, repr=False)
class Inferences(ConditionalInferences):
    """What follows, by source and target, whatever limits other relationships.

    `conditional` is what follows beyond that if relationships with caveats count, `candidates` what other
    chains lead to.
    """

    candidates: Candidates = field(kw_only=True)
    conditional: ConditionalInferences = field(kw_only=True)
    _elsewhere: Deferred[tuple[Elsewhere, ...]] | tuple[Elsewhere, ...] = field(
        kw_only=True, alias="elsewhere"
    )

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The relationships of other editions, or left out by trust, that no inference rests on."""
        return computed(self._elsewhere)

    def headline(self) -> str:
        """Return the number of inferences, and what the answer leaves out."""
        further = f", {len(self.conditional)} more under caveats" if len(self.conditional) else ""
        return f"{super().headline()}{further}{elsewhere_text(self.elsewhere)}"


def mapping_sets_of(paths: Iterable[Chain]) -> tuple[str, ...]:
    """Return the ids of the mapping sets that paths go over, each once."""
    return tuple(dict.fromkeys(step.mapping_set for path in paths for step in path))


def path_texts(paths: Iterable[Chain]) -> tuple[str, ...]:
    """Return each path as a text."""
    return tuple(" / ".join(map(str, path)) for path in paths)


def infer(
    snapshot: Snapshot,
    ref: str | Ref,
    to: str | Ref | None,
    max_steps: int,
    trust: OneOrMore[str],
    mapping_sets: OneOrMore[str],
    editions: str,
) -> Inferences:
    """See `Catalog.infer`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps, editions)
    scope = scope_of(view, ref)
    target = None if to is None else scope_of(view, to)
    targets = None if target is None else frozenset(scope_nodes(view, target))
    sources = connected = scope_nodes(view, scope)
    steps: Callable[[GraphView], TargetSteps] | None = None
    if targets is not None and len(targets) < len(sources):
        # The last step is worked out once, from the targets, and not for every source.
        steps = methodcaller("steps_into_all", targets)
    target_steps = None if steps is None else steps(view)
    conditions = Conditions(view, max_steps, steps)
    if target_steps is not None:
        connected = conditions.view.connected(sources, target_steps.targets, max_steps)
    found: list[_Found] = []
    limited: list[_Found] = []
    reached: AbstractSet[int]
    for source in connected:
        layers = view.relations_from(source, max_steps, target_steps)
        relations = layers[-1]
        further = conditions.layers(layers)
        indicated: AbstractSet[int] = conditions.indicated(relations, further[-1]).keys()
        wanted = _without_own(view, source) if targets is None else targets.intersection
        reached, indicated = wanted(relations.keys()), wanted(indicated)
        found.append((source, layers, [node for node in reached if ENTAILS_NAMED[relations[node]]]))
        limited.append((source, further, list(indicated)))

    def elsewhere() -> tuple[Elsewhere, ...]:
        if target is None:
            return elsewhere_by_trust(view, scope, None)
        return elsewhere_between(view, [scope], [target])

    return Inferences(
        DeferredRecords(lambda: _inferences(view, found), _count(found)),
        conditional=ConditionalInferences(
            DeferredRecords(lambda: _inferences(conditions.view, limited), _count(limited))
        ),
        elsewhere=Deferred(elsewhere),
        candidates=Candidates(
            DeferredRecords(lambda: _candidates(view, sources, found, max_steps, targets, target_steps))
        ),
    )


def _without_own(view: GraphView, source: int) -> Callable[[AbstractSet[int]], AbstractSet[int]]:
    """Return a function that leaves out what the structure of its own document relates to a provision."""
    graph = view.graph
    own = {source, *graph.ancestors(source), *graph.descendants(source)}
    return lambda nodes: nodes - own


def _count(found: list[_Found]) -> int:
    return sum(len(nodes) for _, _, nodes in found)


def _inferences(view: GraphView, found: list[_Found]) -> list[Inference]:
    name_of = view.graph.names.__getitem__
    return [
        inference
        for source, layers, nodes in found
        for inference in map(Proof(view, source, layers).inference, sorted(nodes, key=name_of))
    ]


def _candidates(
    view: GraphView,
    sources: list[int],
    found: list[_Found],
    max_steps: int,
    targets: frozenset[int] | None,
    target_steps: TargetSteps | None,
) -> list[Candidate]:
    """Return a candidate for each reached node of which nothing follows.

    Args:
        view: The graph that the question sees.
        sources: The nodes that chains begin with.
        found: Each source from which anything may follow, with what does.
        max_steps: The longest chain.
        targets: The nodes that candidates must be among, None for any.
        target_steps: The steps into the targets; None where they are not worked out.
    """
    candidates: list[Candidate] = []
    follows = {source: layers[-1] for source, layers, _ in found}
    for source in sources:
        relations = follows.get(source, {})
        predecessors = view.predecessors(source, max_steps, target_steps)
        candidates += [
            candidate_of(view, source, node, predecessors)
            for node in predecessors
            if not ENTAILS_NAMED[relations.get(node, ANY)] and (targets is None or node in targets)
        ]
    candidates.sort(key=lambda each: (str(each.source), len(each.path), RANKS[each.trust], str(each.target)))
    return candidates
