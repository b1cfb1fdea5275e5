"""Bridges between two documents: how much a chain of candidates over a third provision says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import filterfalse
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
        #: How many pairs of both documents a provision makes candidates of; fewer say more.
        self.breadth: Callable[[int], int] = cache(self._breadth)
        #: Whether a provision is related to so many of both documents that it says too little.
        self.is_hub: Callable[[int], bool] = cache(lambda node: min(self.widths(node)) > HUB)

    def _editions(self, document: str) -> frozenset[str]:
        moves = self._view.moves
        return frozenset((document,) if moves is None else (document, *moves.kinship.related(document)))

    def _widths(self, node: int) -> Widths:
        view = self._view
        related = {
            far
            for each in (node, *view.mates(node))
            for far, (sheet, row, _) in view.ends(each, self._documents)
            if view.is_positive(sheet, row)
        }
        counts = Counter(view.graph.documents[far] for far in related)
        near, far = (max(counts[edition] for edition in side) for side in self._sides)
        return Widths(near, far)

    def _breadth(self, node: int) -> int:
        near, far = self.widths(node)
        return max(near, 1) * max(far, 1)

    def telling(self, nodes: Iterable[int]) -> list[int]:
        """Return those of some provisions that are no hubs, those first that say most."""
        return sorted(filterfalse(self.is_hub, nodes), key=self.breadth)


def bridges_between(view: NeighbourGraph, near: str, far: str) -> Bridges:
    """Return the bridges between two documents; a view keeps them for repeated questions."""
    question = ("bridges", near, far)
    bridges: Bridges | None = view.cache.get(question)
    if bridges is None:
        bridges = view.cache[question] = Bridges(view, near, far)
    return bridges
