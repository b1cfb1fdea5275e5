"""What a question of compliance is about, and how its two sides stand to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from attrs import frozen

from .._graph import Ending, Steps, View
from ..algebra import CONVERSE, TELLING, Relation
from ..errors import UnknownCriterion
from ..mapping.inferring import Inference
from ..mapping.scopes import Scope, nodes_of, scope_of, sources_of
from ..refs import Ref
from ..vocabulary import Trust

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = ["Backwards", "References", "Subject", "held_by", "itself", "leads", "named", "subject_of", "ties"]

References = str | Ref | Iterable[str | Ref]
_NOTHING: Steps = ((), ())


def named(name: str, refs: object) -> list[str]:
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


def subject_of(catalog: Catalog, view: View, targets: References) -> Subject:
    """What documents and provisions mean as a target; UnknownReference for what there is none of."""
    graph = view.graph
    nodes: dict[int, None] = {}
    every: set[int] = set()
    bare: dict[str, None] = {}
    scopes = tuple(scope_of(catalog, view, each) for each in named("target", targets))
    for scope in scopes:
        if scope.document in catalog._register.structured:
            tree = graph.tree(scope.document)
            for printed in tree.ids:
                if scope.ids is None or printed in scope.ids:
                    every.add(graph.node(f"{scope.document}:{printed}"))
            ids: Iterable[str] = tree.assessable
            names = (f"{scope.document}:{each}" for each in ids if scope.ids is None or each in scope.ids)
            nodes.update((graph.node(each), None) for each in names)
        else:
            bare[scope.document] = None
            there = nodes_of(view, scope) if scope.ids is None else sources_of(view, scope)
            nodes.update((node, None) for node in there if ":" in graph.names[node])
    return Subject(scopes, tuple(nodes), len(every - nodes.keys()), tuple(bare))


def held_by(catalog: Catalog, view: View, refs: References, name: str = "implemented") -> dict[int, int]:
    """All that is implemented, each with the provision that says so: itself, or one above it."""
    held: dict[int, int] = {}
    for text in named(name, refs):
        scope = scope_of(catalog, view, text)
        if scope.ids is None:
            held.update((node, node) for node in sources_of(view, scope))
        else:
            root = view.graph.node(f"{scope.document}:{text.partition(':')[2]}")
            for node in sources_of(view, scope):
                held.setdefault(node, root)
            held[root] = root
    return held


def itself(view: View, root: int, node: int) -> Inference:
    """That a provision is implemented, or something above it: the root of what is said."""
    names = view.graph.names
    chain = [node]
    while chain[-1] != root:
        above = view.above(chain[-1])
        chain.append(root if above is None else above)
    chain.reverse()
    path = tuple(view.structural(one, other, 5)[1] for one, other in pairwise(chain))
    relation = Relation.EQUAL if root == node else Relation.EQUAL | Relation.SUPERSET_OF
    return Inference(Ref.parse(names[root]), Ref.parse(names[node]), relation, (path,), Trust.PUBLISHER, None)


class Backwards(Ending):
    """The steps that lead to nodes that are wanted, worked out from these: they may be the fewer."""

    def __init__(self, view: View, wanted: Collection[int]) -> None:
        super().__init__(view, wanted)
        exactly: dict[int, dict[int, list[int]]] = {}
        loosely: dict[int, list[int]] = {}
        for node in self.wanted:
            exact, loose = view.steps(node)
            for bits, others in exact:
                turned = CONVERSE[bits]
                for other in others:
                    exactly.setdefault(other, {}).setdefault(turned, []).append(node)
            for other in loose:
                loosely.setdefault(other, []).append(node)
        for via in exactly.keys() | loosely.keys():
            groups = tuple((bits, tuple(nodes)) for bits, nodes in exactly.get(via, {}).items())
            self[via] = groups, tuple(loosely.get(via, ()))

    def __missing__(self, node: int) -> Steps:
        return _NOTHING


def ties(
    view: View, sources: Collection[int], targets: Collection[int], steps: int
) -> dict[int, dict[int, int]]:
    """What follows of targets and sources, read from the source: by target, where it is something.

    A provision is not tied to itself.
    """
    adjacent = view.graph.adjacent
    ends = [sum(len(adjacent[node]) for node in side) for side in (sources, targets)]
    ahead = ends[0] < ends[1]
    near, far = (sources, targets) if ahead else (targets, sources)
    ending = Backwards(view, far)
    found: dict[int, dict[int, int]] = {}
    for one in near:
        for other, bits in view.reach(one, steps, ending)[-1].items():
            if TELLING[bits] and other in ending.wanted:
                if ahead:
                    found.setdefault(other, {})[one] = bits
                else:
                    found.setdefault(one, {})[other] = CONVERSE[bits]
    return found


def leads(view: View, sources: Collection[int], targets: Collection[int], steps: int) -> dict[int, set[int]]:
    """The sources from which chains of any sort lead to targets, by target."""
    ending = Backwards(view, sources)
    found = {}
    for target in targets:
        reached = view.chained(target, steps, ending).keys() & ending.wanted
        if reached:
            found[target] = reached
    return found
