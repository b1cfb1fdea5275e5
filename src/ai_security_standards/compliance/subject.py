"""What a question of compliance is about, and how its two sides stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from ..algebra import PARENT_TO_CHILD, Relation
from ..errors import UnknownCriterion
from ..mapping.graph import Graph, GraphView
from ..mapping.graph.reachability import (
    ReverseTargetSteps,
    candidate_sources,
    has_candidate,
    relations_between,
)
from ..mapping.proofs import Inference
from ..mapping.scopes import Scope, indexed_nodes, scope_nodes, scope_of
from ..records.refs import Ref
from ..vocabulary import Trust

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = [
    "ReverseTargetSteps",
    "References",
    "Subject",
    "implemented_nodes",
    "self_inference",
    "remember",
    "candidate_sources",
    "has_candidate",
    "as_ref_texts",
    "subject_of",
    "relations_between",
]

References = str | Ref | Iterable[str | Ref]
_MOST_KEPT = 32
Kept = TypeVar("Kept")


def as_ref_texts(name: str, refs: object) -> list[str]:
    """References as texts: of one, or of several."""
    several = [refs] if isinstance(refs, (str, Ref)) or hasattr(refs, "ref") else refs
    if not isinstance(several, Iterable):
        raise UnknownCriterion(f"{name} takes references, not {refs!r}")
    texts = [str(getattr(each, "ref", each)) for each in several]
    return list(dict.fromkeys(texts))


@frozen
class Subject:
    """The provisions that a question counts: those that can be assessed, in their order.

    `left_out` is how many more there are, headings and retired ones; `named_only` are documents whose
    structure is not shipped: of them, only provisions that mapping sets name are known.
    """

    scopes: tuple[Scope, ...]
    nodes: tuple[int, ...]
    left_out: int
    named_only: tuple[str, ...]


def subject_of(snapshot: Snapshot, view: GraphView, targets: References) -> Subject:
    """What documents and provisions mean as a target; UnknownReference for what there is none of."""
    asked = ("subject", *as_ref_texts("target", targets))
    found: Subject | None = view.cache.get(asked)
    if found is None:
        found = remember(view, asked, _make_subject(snapshot, view, asked[1:]))
    return found


def remember(view: GraphView, asked: object, made: Kept) -> Kept:
    """Have a view remember what a question came to, and forget older ones when they are many."""
    if len(view.cache) >= _MOST_KEPT:
        view.cache.clear()
    view.cache[asked] = made
    return made


def _make_subject(snapshot: Snapshot, view: GraphView, targets: Iterable[str]) -> Subject:
    graph = view.graph
    nodes: dict[int, None] = {}
    every: set[int] = set()
    bare: dict[str, None] = {}
    scopes = tuple(scope_of(snapshot, view, each) for each in targets)
    for scope in scopes:
        if scope.document in snapshot.register.framework_loaders:
            numbered = graph.node_hierarchy(scope.document)
            every.update(_inside(graph, scope, numbered.nodes))
            nodes.update(dict.fromkeys(_inside(graph, scope, numbered.assessable)))
        else:
            bare[scope.document] = None
            there = indexed_nodes(view, scope) if scope.ids is None else scope_nodes(view, scope)
            nodes.update((node, None) for node in there if ":" in graph.names[node])
    return Subject(scopes, tuple(nodes), len(every - nodes.keys()), tuple(bare))


def _inside(graph: Graph, scope: Scope, nodes: Sequence[int]) -> Sequence[int]:
    """Those nodes of a document that a scope holds."""
    ids = scope.ids
    return nodes if ids is None else [node for node in nodes if graph.names[node].partition(":")[2] in ids]


def implemented_nodes(
    snapshot: Snapshot, view: GraphView, refs: References, name: str = "implemented"
) -> dict[int, int]:
    """All that is implemented, each with the provision that says so: itself, or one above it."""
    held: dict[int, int] = {}
    for text in as_ref_texts(name, refs):
        scope = scope_of(snapshot, view, text)
        if scope.ids is None:
            held.update((node, node) for node in scope_nodes(view, scope))
        else:
            root = view.graph.node(f"{scope.document}:{text.partition(':')[2]}")
            for node in scope_nodes(view, scope):
                held.setdefault(node, root)
            held[root] = root
    return held


def self_inference(view: GraphView, root: int, node: int) -> Inference:
    """That a provision is implemented, or something above it: the root of what is said."""
    chain = [node]
    while chain[-1] != root:
        above = view.parent(chain[-1])
        chain.append(root if above is None else above)
    chain.reverse()
    path = tuple(view.structural_relationship(one, other, PARENT_TO_CHILD) for one, other in pairwise(chain))
    relation = Relation.EQUAL if root == node else Relation.EQUAL | Relation.SUPERSET_OF
    return Inference(view.graph.ref(root), view.graph.ref(node), relation, (path,), Trust.PUBLISHER, None)
