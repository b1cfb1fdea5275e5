"""What a question is about: which provisions, and which relationships it sees."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ..errors import UnknownCriterion
from ..records.refs import Ref
from ..vocabulary import Trust
from ..vocabulary.criteria import OneOrMore, known_value, texts_of
from .graph import GraphView, graph_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Scope", "nodes_of", "scope_of", "sources_of", "view_of"]


def view_of(
    snapshot: Snapshot, trust: OneOrMore = None, mapping_sets: OneOrMore = None, max_steps: object = 1
) -> GraphView:
    """The graph as a question sees it; UnknownCriterion for a trust, set or number of steps that is none."""
    if type(max_steps) is not int or max_steps < 1:
        raise UnknownCriterion(f"max_steps takes a whole number above zero, not {max_steps!r}")
    plain = snapshot.cached("views", _no_views).get(_ALL) if trust is None and mapping_sets is None else None
    if plain is not None:
        return plain
    words = [word.value for word in Trust]
    register = snapshot.register
    trusts = None if trust is None else frozenset(
        known_value(each.replace("-", "_"), words, "trust") for each in texts_of("trust", trust)
    )  # fmt: skip
    sets = None if mapping_sets is None else frozenset(
        known_value(each, register.mappings, "mapping_sets")
        for each in texts_of("mapping_sets", mapping_sets)
    )  # fmt: skip
    views, asked = snapshot.cached("views", _no_views), (trusts, sets)
    found = views.get(asked)
    if found is None:
        if len(views) >= _MOST_VIEWS:
            views.clear()
        chosen = None if trusts is None else frozenset(word for word in Trust if word.value in trusts)
        found = views.setdefault(asked, GraphView(graph_of(register), snapshot.date, chosen, sets))
    return found


Asked = tuple[frozenset[str] | None, frozenset[str] | None]


def _no_views(_: Snapshot) -> dict[Asked, GraphView]:
    return {}


_ALL: Asked = (None, None)
_MOST_VIEWS = 16


@frozen
class Scope:
    """What a reference means in a question: a document, or a provision with all below it."""

    document: str
    ids: frozenset[str] | None

    def holds(self, name: str) -> bool:
        document, _, printed = name.partition(":")
        return document == self.document and (self.ids is None or printed in self.ids)

    def holds_any_edition(self, name: str) -> bool:
        """Whether it would hold a node if the node were of its edition."""
        document, _, printed = name.partition(":")
        standard = self.document.partition("@")[0]
        return document.partition("@")[0] == standard and (self.ids is None or printed in self.ids)


def scope_of(snapshot: Snapshot, view: GraphView, ref: str | Ref) -> Scope:
    """The scope of a reference, its edition settled; UnknownReference if it means nothing."""
    text = ref if isinstance(ref, str) else str(getattr(ref, "ref", ref))
    found: Scope | None = view.scopes.get(text)
    if found is None:
        if len(view.scopes) >= _MOST_SCOPES:
            view.scopes.clear()
        found = view.scopes[text] = _make_scope(snapshot, view, text)
    return found


_MOST_SCOPES = 10_000


def _make_scope(snapshot: Snapshot, view: GraphView, text: str) -> Scope:
    head, colon, printed = text.partition(":")
    document = str(snapshot.standard(head).ref)
    graph = view.graph
    graph.load_sets_of(document)
    if not colon:
        return Scope(document, None)
    if f"{document}:{printed}" not in graph.index or document in snapshot.register.framework_loaders:
        # Of a document whose structure is not shipped, the provisions are those that are related.
        snapshot.provision(f"{document}:{printed}")
    return Scope(document, frozenset((printed, *graph.descendants(document, printed))))


def nodes_of(view: GraphView, scope: Scope) -> list[int]:
    """The nodes of a scope that are there, in the order of their names."""
    graph = view.graph
    if scope.ids is None:
        found = list(graph.nodes_of.get(scope.document, ()))
    else:
        names = (f"{scope.document}:{printed}" for printed in scope.ids)
        found = [graph.index[name] for name in names if name in graph.index]
    return sorted(found, key=lambda node: graph.names[node])


def sources_of(view: GraphView, scope: Scope) -> list[int]:
    """The nodes of a scope, those included that no set names: their parents may be related."""
    graph = view.graph
    if scope.ids is not None and len(scope.ids) == 1:
        return [graph.node(f"{scope.document}:{each}") for each in scope.ids]
    if scope.ids is None:
        nodes: Iterable[int] = graph.numbered(scope.document).nodes
    else:
        nodes = [graph.node(f"{scope.document}:{printed}") for printed in sorted(scope.ids)]
    return list(dict.fromkeys([*nodes, *nodes_of(view, scope)]))
