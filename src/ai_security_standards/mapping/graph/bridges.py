"""Bridges between two documents: how much a chain of candidates over a third provision says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from .neighbours import NeighbourGraph

__all__ = ["HUB", "Bridges", "bridges_between"]

#: A provision that more than so many provisions of either document are related to is a hub between them.
#: Chosen on the candidates of 71 pairs that publishers relate directly: docs/how-sure.md has the figures.
HUB = 10


class Widths(NamedTuple):
    """The numbers of provisions of two documents that a third provision is related to."""

    near: int
    far: int


class Bridges:
    """The provisions between two documents, as candidate chains go over them.

    Of several editions of a document, that one counts which has most of these provisions.
    """

    def __init__(self, view: NeighbourGraph, near: str, far: str) -> None:
        self._view = view
        self._sides = self._editions(near), self._editions(far)
        self._documents = frozenset().union(*self._sides)
        #: The numbers of provisions on both sides of a provision.
        self.widths: Callable[[int], Widths] = cache(self._widths)

    def _editions(self, document: str) -> frozenset[str]:
        moves = self._view.moves
        return frozenset((document,) if moves is None else (document, *moves.kinship.related(document)))

    def _widths(self, node: int) -> Widths:
        view, graph = self._view, self._view.graph
        related = {
            graph.far_node(sheet, row, reverse)
            for each in (node, *view.mates(node))
            for sheet, row, reverse in view.edges(each, self._documents)
            if view.is_positive(sheet, row)
        }
        counts = Counter(graph.documents[far] for far in related)
        near, far = (max(counts[edition] for edition in side) for side in self._sides)
        return Widths(near, far)

    def breadth(self, node: int) -> int:
        """Return how many pairs of both documents a provision makes candidates of; fewer say more."""
        near, far = self.widths(node)
        return max(near, 1) * max(far, 1)

    def is_hub(self, node: int) -> bool:
        """Tell whether a provision is related to so many of both documents that it says too little."""
        return min(self.widths(node)) > HUB

    def telling(self, nodes: Iterable[int]) -> list[int]:
        """Return those of some provisions that are no hubs, those first that say most."""
        return sorted((node for node in nodes if not self.is_hub(node)), key=self.breadth)


def bridges_between(view: NeighbourGraph, near: str, far: str) -> Bridges:
    """Return the bridges between two documents; a view keeps them for repeated questions."""
    question = ("bridges", near, far)
    bridges: Bridges | None = view.cache.get(question)
    if bridges is None:
        bridges = view.cache[question] = Bridges(view, near, far)
    return bridges
