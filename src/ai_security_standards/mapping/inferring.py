"""What follows from relationships, and how: each inference with the paths that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..algebra import ENTAILS_NAMED
from ..records.refs import Ref
from ..tables import Table, to_plain_value
from ..tables.lazy import Lazy
from ..vocabulary.criteria import OneOrMore
from .graph import RANKS
from .proofs import Candidate, Inference, Path, Proof, candidate_of, links_to, weakest_link
from .scopes import scope_of, sources_of, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = [
    "Candidate", "Candidates", "Inference", "Inferences", "Lazy", "Path", "Proof", "candidate_of", "infer",
    "links_to", "mapping_sets_of", "path_texts", "weakest_link",
]  # fmt: skip


class Candidates(Table[Candidate]):
    """Provisions that chains lead to without anything following, nearest and best trusted first."""

    __slots__ = ()

    columns = ("source", "target", "types", "trust", "confidence", "mapping_sets")

    def row(self, record: Candidate) -> dict[str, Any]:
        return {
            "source": str(record.source),
            "target": str(record.target),
            "types": to_plain_value(record.types),
            "trust": record.trust.value,
            "confidence": record.confidence,
            "mapping_sets": mapping_sets_of([record.path]),
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
            "types": to_plain_value(record.relation.types),
            "trust": record.trust.value,
            "confidence": record.confidence,
            "mapping_sets": mapping_sets_of(record.paths),
            "paths": path_texts(record.paths),
            "superseded": tuple(map(str, record.superseded)),
        }

    def headline(self) -> str:
        """How many follow."""
        return f"{len(self)} inferences"


def mapping_sets_of(paths: Iterable[Path]) -> tuple[str, ...]:
    """The mapping sets that paths go over."""
    return tuple(dict.fromkeys(step.mapping_set for path in paths for step in path))


def path_texts(paths: Iterable[Path]) -> tuple[str, ...]:
    """Paths in words, one text each."""
    return tuple(" / ".join(map(str, path)) for path in paths)


def infer(
    snapshot: Snapshot,
    ref: str | Ref,
    to: str | Ref | None,
    max_steps: int,
    trust: OneOrMore,
    mapping_sets: OneOrMore,
) -> Inferences:
    """See `Catalog.infer`."""
    view = view_of(snapshot, trust, mapping_sets, max_steps)
    scope = scope_of(snapshot, view, ref)
    target = None if to is None else scope_of(snapshot, view, to)
    sources = sources_of(view, scope)
    names = view.graph.names
    tree, index = view.graph.tree(scope.document), view.graph.index
    held = []
    count = 0
    for source in sources:
        layers = view.relations_from(source, max_steps)
        if target is None:
            # Unless it is asked for, what the document's own structure says is left out.
            kin = {index.get(name) for name in view.graph.relatives(names[source])} if tree.parents else ()
            nodes = [node for node, bits in layers[-1].items() if ENTAILS_NAMED[bits] and node not in kin]
        else:
            nodes = [
                node for node, bits in layers[-1].items() if ENTAILS_NAMED[bits] and target.holds(names[node])
            ]
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
            reached = view.predecessors(source, max_steps)
            found += [
                candidate_of(view, source, node, reached)
                for node in reached
                if not ENTAILS_NAMED[layers[-1].get(node, 31)]
                and (target is None or target.holds(names[node]))
            ]
        found.sort(key=lambda each: (str(each.source), len(each.path), RANKS[each.trust], str(each.target)))
        return Candidates(found)

    found: Inferences = Inferences._later(count, make)
    object.__setattr__(found, "_found", candidates)
    return found
