"""The two sides of a question on compliance: provisions that count, and provisions implemented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import inf
from typing import TypeVar

from attrs import frozen

from ..algebra import PARENT_TO_CHILD, Relation
from ..mapping.graph import GraphView
from ..mapping.proofs import Inference
from ..mapping.scopes import Scope, as_ref_texts, scope_nodes, scope_of
from ..records.refs import References
from ..snapshot import Snapshot
from ..vocabulary import Trust

__all__ = [
    "Subject",
    "as_ref_texts",
    "implemented_nodes",
    "remember",
    "self_inference",
    "subject_of",
]

_ANSWERS_LIMIT = 32
Answer = TypeVar("Answer")


@frozen
class Subject:
    """The assessable provisions that a question counts, in their order.

    `left_out` is the number of headings and retired provisions. `unstructured` lists documents whose
    structure is not shipped: of these, only provisions that mapping sets name are known.
    """

    scopes: tuple[Scope, ...]
    nodes: tuple[int, ...]
    left_out: int
    unstructured: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of all scopes, each once."""
        return tuple(dict.fromkeys(scope.document for scope in self.scopes))


def subject_of(snapshot: Snapshot, view: GraphView, targets: References) -> Subject:
    """Return the provisions that documents and provisions mean as a target.

    Args:
        snapshot: The data on one day.
        view: The graph as the question sees it.
        targets: Documents or provisions; each includes everything below it.

    Raises:
        UnknownReference: A reference is unknown; near misses are named.
    """
    texts = as_ref_texts("target", targets)
    return remember(view, ("subject", *texts), lambda: _make_subject(snapshot, view, texts))


def remember(view: GraphView, question: object, compute: Callable[[], Answer]) -> Answer:
    """Return the answer that a view remembers for a question, computing it the first time.

    Args:
        view: The graph as the question sees it.
        question: A hashable key.
        compute: The computation of the answer; older answers are forgotten when they are many.
    """
    answer: Answer | None = view.cache.get(question)
    if answer is None:
        answer = compute()
        if len(view.cache) >= _ANSWERS_LIMIT:
            view.cache.clear()
        view.cache[question] = answer
    return answer


def _make_subject(snapshot: Snapshot, view: GraphView, targets: Iterable[str]) -> Subject:
    graph = view.graph
    counted: dict[int, None] = {}
    every: set[int] = set()
    unstructured: dict[str, None] = {}
    scopes = tuple(scope_of(view, each) for each in targets)
    for scope in scopes:
        if scope.document in snapshot.register.framework_loaders:
            structure = graph.structure(scope.document)
            every.update(scope.select(graph, structure.nodes))
            counted.update(dict.fromkeys(scope.select(graph, structure.assessable)))
        else:
            unstructured[scope.document] = None
            counted.update((node, None) for node in scope_nodes(view, scope) if ":" in graph.names[node])
    return Subject(scopes, tuple(counted), len(every - counted.keys()), tuple(unstructured))


def implemented_nodes(view: GraphView, refs: References, name: str = "implemented") -> dict[int, int]:
    """Return all nodes that are implemented, each with the node given: itself, or the nearest one above it.

    Args:
        view: The graph as the question sees it.
        refs: What is implemented; each reference includes everything below it.
        name: The parameter that `refs` comes from, for messages.

    Raises:
        UnknownReference: A reference is unknown; near misses are named.
        UnknownCriterion: `refs` is neither a reference nor several.
    """
    scopes = [(scope_of(view, text), text) for text in as_ref_texts(name, refs)]
    roots: dict[int, int] = {}
    # What is within others comes later: the nearest reference above a provision is the one that counts.
    for scope, text in sorted(scopes, key=lambda each: -inf if each[0].ids is None else -len(each[0].ids)):
        nodes = scope_nodes(view, scope)
        if scope.ids is None:
            roots.update((node, node) for node in nodes)
        else:
            roots.update(dict.fromkeys(nodes, view.graph.node(f"{scope.document}:{text.partition(':')[2]}")))
    return roots


def self_inference(view: GraphView, root: int, node: int) -> Inference:
    """Return the inference that a provision is implemented, itself or as part of one above it.

    Args:
        view: The graph as the question sees it.
        root: The node given as implemented.
        node: The same node, with an empty path, or one below it.
    """
    chain = [node]
    for above in view.graph.ancestors(node):
        if chain[-1] == root:
            break
        chain.append(above)
    chain.reverse()
    path = tuple(
        view.structural_relationship(parent, child, PARENT_TO_CHILD) for parent, child in pairwise(chain)
    )
    relation = Relation.EQUAL if root == node else Relation(PARENT_TO_CHILD)
    return Inference(view.graph.ref(root), view.graph.ref(node), relation, (path,), Trust.PUBLISHER, None)
