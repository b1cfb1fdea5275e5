"""What a question is about: the provisions of a reference, and the relationships that it sees."""

from __future__ import annotations

from attrs import frozen

from ..errors import UnknownCriterion
from ..records.refs import Ref
from ..vocabulary import Trust
from ..vocabulary.criteria import OneOrMore, known_value, texts_of
from .graph import GraphView, graph_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Scope", "indexed_nodes", "scope_nodes", "scope_of", "view_of"]

#: The trusts and the mapping sets that a question accepts, None for all.
Selection = tuple[frozenset[str] | None, frozenset[str] | None]
_EVERYTHING: Selection = (None, None)
_MAX_VIEWS = 16
_MAX_SCOPES = 10_000


def view_of(
    snapshot: Snapshot,
    trust: OneOrMore[str] = None,
    mapping_sets: OneOrMore[str] = None,
    max_steps: object = 1,
) -> GraphView:
    """Return the graph as a question sees it; repeated questions share it.

    Args:
        snapshot: The data on one day.
        trust: Words of `Trust` to accept, None for all.
        mapping_sets: Ids of mapping sets to accept, None for all.
        max_steps: The longest chain, which is only checked.

    Raises:
        UnknownCriterion: A trust or a mapping set is unknown, or `max_steps` is not a positive integer.
    """
    if type(max_steps) is not int or max_steps < 1:
        raise UnknownCriterion(f"invalid max_steps {max_steps!r}: pass an integer of at least 1")
    views = snapshot.cached("views", _no_views)
    everything = views.get(_EVERYTHING) if trust is None and mapping_sets is None else None
    if everything is not None:
        return everything
    register = snapshot.register
    trust_words = [word.value for word in Trust]
    trusts = None if trust is None else frozenset(
        known_value(text.replace("-", "_"), trust_words, "trust") for text in texts_of("trust", trust)
    )  # fmt: skip
    sets = None if mapping_sets is None else frozenset(
        known_value(text, register.mappings, "mapping_sets")
        for text in texts_of("mapping_sets", mapping_sets)
    )  # fmt: skip
    view = views.get((trusts, sets))
    if view is None:
        if len(views) >= _MAX_VIEWS:
            views.clear()
        accepted = None if trusts is None else frozenset(word for word in Trust if word.value in trusts)
        new_view = GraphView(graph_of(register), snapshot.date, accepted, sets)
        view = views.setdefault((trusts, sets), new_view)
    return view


def _no_views(_: Snapshot) -> dict[Selection, GraphView]:
    return {}


@frozen
class Scope:
    """The meaning of a reference in a question: a document, or a provision and those below it.

    `ids` are the identifiers of these provisions, None for a document.
    """

    document: str
    ids: frozenset[str] | None

    def contains(self, name: str) -> bool:
        """Tell whether a node is in the scope, by its name."""
        document, _, provision = name.partition(":")
        return document == self.document and (self.ids is None or provision in self.ids)

    def contains_in_any_edition(self, name: str) -> bool:
        """Tell whether a node would be in the scope if it were of the scope's edition."""
        document, _, provision = name.partition(":")
        standard = self.document.partition("@")[0]
        return document.partition("@")[0] == standard and (self.ids is None or provision in self.ids)


def scope_of(snapshot: Snapshot, view: GraphView, ref: str | Ref) -> Scope:
    """Return the scope of a reference, pinned to an edition.

    Args:
        snapshot: The data on one day.
        view: The graph that the question sees.
        ref: A document or provision; without an edition, the current one.

    Raises:
        UnknownReference: The reference is unknown; near misses are named.
    """
    text = ref if isinstance(ref, str) else str(getattr(ref, "ref", ref))
    scope: Scope | None = view.scopes.get(text)
    if scope is None:
        if len(view.scopes) >= _MAX_SCOPES:
            view.scopes.clear()
        scope = view.scopes[text] = _make_scope(snapshot, view, text)
    return scope


def _make_scope(snapshot: Snapshot, view: GraphView, text: str) -> Scope:
    head, colon, provision = text.partition(":")
    document = str(snapshot.standard(head).ref)
    graph = view.graph
    graph.load_sets_of(document)
    if not colon:
        return Scope(document, None)
    if f"{document}:{provision}" not in graph.index or document in snapshot.register.framework_loaders:
        # Without a shipped structure, the provisions of a document are those that mapping sets name.
        snapshot.provision(f"{document}:{provision}")
    return Scope(document, frozenset((provision, *graph.descendants(document, provision))))


def indexed_nodes(view: GraphView, scope: Scope) -> list[int]:
    """Return the nodes of a scope that the graph has so far, sorted by name."""
    graph = view.graph
    if scope.ids is None:
        nodes = list(graph.nodes_of.get(scope.document, ()))
    else:
        names = (f"{scope.document}:{provision}" for provision in scope.ids)
        nodes = [graph.index[name] for name in names if name in graph.index]
    return sorted(nodes, key=graph.names.__getitem__)


def scope_nodes(view: GraphView, scope: Scope) -> list[int]:
    """Return all nodes of a scope; one that no mapping set names may have a related parent."""
    graph = view.graph
    if scope.ids is None:
        return list(dict.fromkeys([*graph.node_hierarchy(scope.document).nodes, *indexed_nodes(view, scope)]))
    return [graph.node(f"{scope.document}:{provision}") for provision in sorted(scope.ids)]
