"""Relations between two sets of provisions, computed from the side with fewer edges."""

from __future__ import annotations

from collections.abc import Collection

from ...algebra import COMPOSED, CONVERSE, ENTAILS_NAMED
from . import GraphView, Steps, TargetSteps

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

__all__ = ["ReverseTargetSteps", "candidate_sources", "has_candidate", "relations_between"]

_NOTHING: Steps = ((), ())


class ReverseTargetSteps(TargetSteps):
    """The steps that lead to nodes that are wanted, worked out from these: they may be the fewer.

    Those of set relations, or else those that chains of any sort go over.
    """

    def __init__(self, view: GraphView, wanted: Collection[int], loosely: bool = False) -> None:
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


def relations_between(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> dict[int, dict[int, int]]:
    """What follows of targets and sources, read from the source: by target, where it is something.

    A provision is not tied to itself.
    """
    adjacent = view.graph.adjacent
    ends = [sum(len(adjacent[node]) for node in side) for side in (sources, targets)]
    ahead = ends[0] < ends[1]
    near, far = (sources, targets) if ahead else (targets, sources)
    ending = ReverseTargetSteps(view, far)
    found: dict[int, dict[int, int]] = {}
    for one in near:
        said = _over_two(view, one, ending) if steps == 2 else view.relations_from(one, steps, ending)[-1]
        for other, bits in said.items():
            if ENTAILS_NAMED[bits] and other in ending.wanted:
                if ahead:
                    found.setdefault(other, {})[one] = bits
                else:
                    found.setdefault(one, {})[other] = CONVERSE[bits]
    return found


def _over_two(view: GraphView, source: int, ending: ReverseTargetSteps) -> dict[int, int]:
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


def candidate_sources(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> dict[int, set[int]]:
    """The sources from which chains of any sort lead to targets, by target."""
    ending = ReverseTargetSteps(view, sources, loosely=True)
    return {target: view.predecessors(target, steps, ending).keys() & ending.wanted for target in targets}


def has_candidate(
    view: GraphView, sources: Collection[int], targets: Collection[int], steps: int
) -> frozenset[int]:
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
