"""What a question of compliance is about, and how its two sides stand to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from .._graph import Ending, Graph, Steps, View
from ..algebra import COMPOSED, CONVERSE, TELLING, Relation
from ..errors import UnknownCriterion
from ..mapping.inferring import Inference
from ..mapping.scopes import Scope, nodes_of, scope_of, sources_of
from ..refs import Ref
from ..vocabulary import Trust

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = [
    "Backwards",
    "References",
    "Subject",
    "held_by",
    "itself",
    "keep",
    "leads",
    "led",
    "named",
    "subject_of",
    "ties",
]

References = str | Ref | Iterable[str | Ref]
_NOTHING: Steps = ((), ())
_MOST_KEPT = 32
Kept = TypeVar("Kept")


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
    asked = ("subject", *named("target", targets))
    found: Subject | None = view.kept.get(asked)
    if found is None:
        found = keep(view, asked, _make_subject(catalog, view, asked[1:]))
    return found


def keep(view: View, asked: object, made: Kept) -> Kept:
    """Have a view remember what a question came to, and forget older ones when they are many."""
    if len(view.kept) >= _MOST_KEPT:
        view.kept.clear()
    view.kept[asked] = made
    return made


def _make_subject(catalog: Catalog, view: View, targets: Iterable[str]) -> Subject:
    graph = view.graph
    nodes: dict[int, None] = {}
    every: set[int] = set()
    bare: dict[str, None] = {}
    scopes = tuple(scope_of(catalog, view, each) for each in targets)
    for scope in scopes:
        if scope.document in catalog._register.structured:
            numbered = graph.numbered(scope.document)
            every.update(_inside(graph, scope, numbered.nodes))
            nodes.update(dict.fromkeys(_inside(graph, scope, numbered.assessable)))
        else:
            bare[scope.document] = None
            there = nodes_of(view, scope) if scope.ids is None else sources_of(view, scope)
            nodes.update((node, None) for node in there if ":" in graph.names[node])
    return Subject(scopes, tuple(nodes), len(every - nodes.keys()), tuple(bare))


def _inside(graph: Graph, scope: Scope, nodes: Sequence[int]) -> Sequence[int]:
    """Those nodes of a document that a scope holds."""
    ids = scope.ids
    return nodes if ids is None else [node for node in nodes if graph.names[node].partition(":")[2] in ids]


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
    chain = [node]
    while chain[-1] != root:
        above = view.above(chain[-1])
        chain.append(root if above is None else above)
    chain.reverse()
    path = tuple(view.structural(one, other, 5)[1] for one, other in pairwise(chain))
    relation = Relation.EQUAL if root == node else Relation.EQUAL | Relation.SUPERSET_OF
    return Inference(view.graph.ref(root), view.graph.ref(node), relation, (path,), Trust.PUBLISHER, None)


class Backwards(Ending):
    """The steps that lead to nodes that are wanted, worked out from these: they may be the fewer.

    Those of set relations, or else those that chains of any sort go over.
    """

    def __init__(self, view: View, wanted: Collection[int], loosely: bool = False) -> None:
        super().__init__(view, wanted)
        exactly: dict[int, dict[int, list[int]]] = {}
        loose: dict[int, list[int]] = {}
        for node in self.wanted:
            steps = view.steps(node)
            for bits, others in () if loosely else steps[0]:
                turned = CONVERSE[bits]
                for other in others:
                    exactly.setdefault(other, {}).setdefault(turned, []).append(node)
            for other in steps[1] if loosely else ():
                loose.setdefault(other, []).append(node)
        for via, groups in exactly.items():
            self[via] = tuple(groups.items()), ()
        for via, nodes in loose.items():
            self[via] = (), nodes

    def __missing__(self, node: int) -> Steps:
        return _NOTHING

    def meets(self, nodes: Collection[int]) -> Collection[int]:
        """Those of nodes from which a step leads to what is wanted."""
        return self.keys() & nodes


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
        said = _over_two(view, one, ending) if steps == 2 else view.reach(one, steps, ending)[-1]
        for other, bits in said.items():
            if TELLING[bits] and other in ending.wanted:
                if ahead:
                    found.setdefault(other, {})[one] = bits
                else:
                    found.setdefault(one, {})[other] = CONVERSE[bits]
    return found


def _over_two(view: View, source: int, ending: Backwards) -> dict[int, int]:
    """What `View.reach` says over two steps, of what is wanted alone: most neighbours lead nowhere."""
    said: dict[int, int] = {}
    held, wanted, leading = said.get, ending.wanted, ending.get
    for bits, others in view.steps(source)[0]:
        composed = COMPOSED[bits]
        for via in others:
            if via in wanted:
                said[via] = bits & held(via, 31)
            onward = leading(via)
            if onward is not None:
                for step, nodes in onward[0]:
                    result = composed[step]
                    if result != 31:
                        for node in nodes:
                            said[node] = result & held(node, 31)
    said.pop(source, None)
    return said


def leads(view: View, sources: Collection[int], targets: Collection[int], steps: int) -> dict[int, set[int]]:
    """The sources from which chains of any sort lead to targets, by target."""
    ending = Backwards(view, sources, loosely=True)
    return {target: view.chained(target, steps, ending).keys() & ending.wanted for target in targets}


def led(view: View, sources: Collection[int], targets: Collection[int], steps: int) -> frozenset[int]:
    """The targets that chains of any sort lead to: whether, not from where, which is sooner known."""
    last = frozenset(other for source in sources for other in view.steps(source)[1])
    found = set()
    for target in targets:
        seen, frontier = {target}, [target]
        for _ in range(steps):
            if not last.isdisjoint(frontier):
                found.add(target)
                break
            frontier = [other for via in frontier for other in view.steps(via)[1] if other not in seen]
            seen.update(frontier)
    return frozenset(found)
