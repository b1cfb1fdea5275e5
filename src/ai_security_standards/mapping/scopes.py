"""What a question is about: the provisions of a reference, and the relationships that it sees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from ..errors import UnknownCriterion, shown
from ..records.refs import Ref, ref_text
from ..snapshot import Snapshot
from ..vocabulary import Editions, Trust, Word
from ..vocabulary.criteria import OneOrMore, known_value, texts_of
from .graph import Graph, GraphView, Hops, Kinship, graph_of
from .lineage import families_of
from .lineage.edition_path import is_complete

__all__ = [
    "MAX_STEPS", "Scope", "accepted_values", "as_ref_texts", "indexed_nodes", "pinned_scope", "scope_nodes",
    "scope_of", "view_of",
]  # fmt: skip

#: The values that a criterion accepts, None for all.
Accepted = frozenset[str] | None
#: The longest chain that is followed. Each step costs time, whether or not there is a chain so long.
MAX_STEPS = 100
_MAX_VIEWS = 16
_MAX_SCOPES = 10_000


def view_of(
    snapshot: Snapshot,
    trust: OneOrMore[str] = None,
    mapping_sets: OneOrMore[str] = None,
    max_steps: object = 1,
    editions: str = Editions.EXACT,
) -> GraphView:
    """Return the graph as a question sees it; repeated questions share it.

    Args:
        snapshot: The data on one day.
        trust: Words of `Trust` to accept, None for all.
        mapping_sets: Ids of mapping sets to accept, None for all.
        max_steps: The longest chain, which is only checked.
        editions: A word of `Editions`: how far to look beyond the editions asked about.

    Raises:
        UnknownCriterion: A trust, a mapping set or `editions` is unknown, or `max_steps` is not a
            integer from 1 to `MAX_STEPS`.
    """
    if type(max_steps) is not int or not 1 <= max_steps <= MAX_STEPS:
        raise UnknownCriterion(
            f"invalid max_steps {shown(max_steps)}: pass an integer of at least 1, and at most {MAX_STEPS}"
        )
    trusts = accepted_values("trust", trust, Trust)
    sets = accepted_values("mapping_sets", mapping_sets, snapshot.register.mappings)
    word = Editions(known_value(editions, list(Editions), "editions"))
    return snapshot.cached("views", _make_views)(trusts, sets, word)


def _make_views(snapshot: Snapshot) -> Callable[[Accepted, Accepted, Editions], GraphView]:
    """Return a function of trusts, mapping sets and editions that makes a view, and keeps the last ones."""

    @lru_cache(_MAX_VIEWS)
    def view(trusts: Accepted, sets: Accepted, editions: Editions) -> GraphView:
        kinship = _kinship(snapshot) if editions is Editions.CARRIED else None
        same = editions is not Editions.EXACT
        new_view = GraphView(graph_of(snapshot.register), snapshot.date, trusts, sets, kinship, same)
        new_view.scope = lru_cache(_MAX_SCOPES)(partial(_make_scope, snapshot, new_view))
        return new_view

    return view


def _kinship(snapshot: Snapshot) -> Kinship:
    """Return what is known of families of documents; hops are worked out when one is first made."""

    def hops(document: str, other: str) -> Hops:
        from .lineage import lineages_of

        return lineages_of(snapshot).hops(document, other)

    families = families_of(snapshot)
    return Kinship(hops, families.related, families.between)


def accepted_values(name: str, given: OneOrMore[str], known: Collection[str] | type[Word]) -> Accepted:
    """Return the values that a criterion accepts; None where none are given, so that all are.

    Args:
        name: The criterion, for messages.
        given: One value or several; the words of a list may be written with hyphens.
        known: All values, or a word list.

    Raises:
        UnknownCriterion: A value is unknown; near misses are named.
    """
    if given is None:
        return None
    texts = texts_of(name, given)
    if isinstance(known, type):
        known, texts = list(known), [text.replace("-", "_") for text in texts]
    return frozenset(known_value(text, known, name) for text in texts)


def as_ref_texts(name: str, refs: object) -> list[str]:
    """Return one reference, or several, as texts without repetition.

    Raises:
        UnknownCriterion: The value of the parameter `name` is neither.

    >>> as_ref_texts("target", Ref("eu-ai-act", "2024/1689"))
    ['eu-ai-act@2024/1689']
    """
    several = [refs] if isinstance(refs, (str, Ref)) or hasattr(refs, "ref") else refs
    if not isinstance(several, Iterable):
        raise UnknownCriterion(f"{name} must be a reference or several, not {shown(refs)}")
    return list(dict.fromkeys(ref_text(each) for each in several))


class Scope(NamedTuple):
    """The meaning of a reference in a question: a document, or a provision and those below it.

    `ids` are the identifiers of these provisions, None for a document.
    """

    document: str
    ids: frozenset[str] | None

    @property
    def standard(self) -> str:
        """The id of the standard."""
        return self.document.partition("@")[0]

    def contains(self, name: str) -> bool:
        """Tell whether a node is in the scope, by its name."""
        document, _, provision = name.partition(":")
        return document == self.document and (self.ids is None or provision in self.ids)

    def select(self, graph: Graph, nodes: Sequence[int]) -> Sequence[int]:
        """Return those of some nodes of the document that are in the scope."""
        ids = self.ids
        return (
            nodes if ids is None else [node for node in nodes if graph.names[node].partition(":")[2] in ids]
        )

    def contains_in_any_edition(self, name: str) -> bool:
        """Tell whether a node would be in the scope if it were of the scope's edition."""
        document, _, provision = name.partition(":")
        return document.partition("@")[0] == self.standard and (self.ids is None or provision in self.ids)


def scope_of(view: GraphView, ref: str | Ref) -> Scope:
    """Return the scope of a reference, and read the mapping sets that name its document.

    Args:
        view: The graph that the question sees.
        ref: A document or provision; without an edition, the current one.

    Raises:
        UnknownReference: The reference is unknown; near misses are named.
    """
    scope = pinned_scope(view, ref)
    view.graph.load_sets_of(scope.document)
    return scope


def pinned_scope(view: GraphView, ref: str | Ref) -> Scope:
    """Return the scope of a reference, pinned to an edition; `scope_of` reads mapping sets, too.

    Args:
        view: The graph that the question sees.
        ref: A document or provision; without an edition, the current one.

    Raises:
        UnknownReference: The reference is unknown; near misses are named.
    """
    scope: Scope = view.scope(ref_text(ref))
    return scope


def _make_scope(snapshot: Snapshot, view: GraphView, text: str) -> Scope:
    head, colon, provision = text.partition(":")
    document = str(snapshot.standard(head).ref)
    if "@" not in head and view.moves is not None:
        document = last_whole_edition(snapshot, document)
    graph = view.graph
    if not colon:
        return Scope(document, None)
    name = f"{document}:{provision}"
    has_structure = document in snapshot.register.framework_loaders
    if not has_structure:
        # Without a shipped structure, the provisions of a document are those that mapping sets name.
        graph.load_sets_of(document)
    if has_structure or name not in graph.index:
        snapshot.provision(name)
    names = [graph.names[node] for node in graph.descendants(graph.node(name))]
    return Scope(document, frozenset((provision, *(each.partition(":")[2] for each in names))))


def last_whole_edition(snapshot: Snapshot, document: str) -> str:
    """Return a current edition, or the last one shipped whole where only a fragment of it is shipped.

    A fragment has less than half as many provisions.
    """
    register = snapshot.register
    order = register.ordered(document.partition("@")[0])
    for edition in reversed(order[: order.index(document)]):
        if is_complete(snapshot, edition) and not is_complete(snapshot, document):
            shipped = document in register.framework_loaders
            size = len(register.framework(document).provisions) if shipped else 0
            return edition if 2 * size < len(register.framework(edition).provisions) else document
    return document


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
        nodes = graph.structure(scope.document).nodes
        others = set(graph.nodes_of.get(scope.document, ())).difference(nodes)
        return [*nodes, *sorted(others, key=graph.names.__getitem__)]
    return [graph.node(f"{scope.document}:{provision}") for provision in sorted(scope.ids)]
