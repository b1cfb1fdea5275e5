"""How often candidates over a third provision are right, by how much that provision is related to.

A candidate is right here if some mapping set relates its two ends directly: the relation that the chain
guesses is known. Only pairs of documents that sets relate directly are asked, so that this can be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from ai_security_standards import Catalog
from ai_security_standards.mapping.graph import HUB, GraphView
from ai_security_standards.mapping.scopes import view_of

__all__ = ["Bridge", "Precision", "bridges", "precision", "table"]

#: The fewest direct relationships of a pair of documents.
FEWEST = 30
#: The largest lesser width, and the largest product of both, of each line of the table.
LESSER = (1, 2, 4, 6, 8, HUB)
PRODUCTS = (1, 4, 16, 50, 100)


class Bridge(NamedTuple):
    """The narrowest way from a provision to another one over a third, and whether it is right.

    `near` and `far` are how many provisions of either document the third one is related to.
    """

    near: int
    far: int
    is_right: bool


class Precision(NamedTuple):
    """How many candidates there are, and how many of them are right."""

    candidates: int
    right: int

    def __str__(self) -> str:
        share = f"{self.right / self.candidates:.0%}" if self.candidates else "-"
        return f"{self.candidates:,} | {share}"


def bridges(catalog: Catalog, chosen: Iterable[tuple[str, str]] | None = None) -> Iterator[Bridge]:
    """Yield the candidates of two steps of all pairs of documents with enough direct relationships.

    Args:
        catalog: The catalog on one day.
        chosen: The pairs to look at; by default all.
    """
    related = _related(view_of(catalog.snapshot))
    ends: dict[str, set[str]] = defaultdict(set)
    direct: dict[tuple[str, str], int] = defaultdict(int)
    for one, others in related.items():
        ends[_document(one)].add(one)
        for other in others:
            direct[_document(one), _document(other)] += 1
    pairs = [pair for pair, number in sorted(direct.items()) if number >= FEWEST and pair[0] < pair[1]]
    for near, far in pairs if chosen is None else chosen:
        best: dict[tuple[str, str], Bridge] = {}
        for source in sorted(ends[near]):
            for middle in related[source]:
                documents = list(map(_document, related[middle]))
                widths = documents.count(near), documents.count(far)
                for target in related[middle] if widths[1] else ():
                    if _document(target) == far and target != middle:
                        found = Bridge(*widths, target in related[source])
                        known = best.get((source, target), found)
                        best[source, target] = min(known, found, key=_order)
        yield from best.values()


def _order(bridge: Bridge) -> tuple[bool, int]:
    """Return the sort key of a way: what is no hub, then the fewest pairs."""
    return min(bridge.near, bridge.far) > HUB, bridge.near * bridge.far


def _document(name: str) -> str:
    return name.partition(":")[0]


def _related(view: GraphView) -> Mapping[str, list[str]]:
    """Return what each provision is related to, by name; denials and lineage are left out."""
    graph = view.graph
    for _, file in sorted(graph.register.mappings.items()):
        graph.sheet_number(file)
    related: dict[str, dict[str, None]] = defaultdict(dict)
    for node, name in enumerate([*graph.names]):
        for sheet, row, reverse in view.edges(node):
            if view.is_positive(sheet, row):
                related[name][graph.names[graph.far_node(sheet, row, reverse)]] = None
    return {name: list(others) for name, others in related.items()}


def precision(found: Iterable[Bridge]) -> Precision:
    """Return how many candidates there are, and how many of them are right."""
    counts = [each.is_right for each in found]
    return Precision(len(counts), sum(counts))


def table(found: Iterable[Bridge]) -> str:
    """Return a line for each range of widths, with its precision."""
    every = list(found)
    lines = [
        "| related to, of either document at least | pairs of both | candidates | right |",
        "|---|---|---|---|",
    ]
    for low, high in _ranges(LESSER):
        part = [each for each in every if low < min(each.near, each.far) <= high]
        lines.append(f"| {_words(low, high)} | any | {precision(part)} |")
    for low, high in _ranges(PRODUCTS):
        part = [each for each in every if low < each.near * each.far <= high]
        lines.append(f"| any | {_words(low, high)} | {precision(part)} |")
    return "".join(f"{line}\n" for line in [*lines, f"| any | any | {precision(every)} |"])


def _ranges(limits: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Yield the ranges that limits make: each from above the one before, the last without an end."""
    return pairwise((0, *limits, inf))


def _words(low: float, high: float) -> str:
    if high == inf:
        return f"over {low}"
    return str(high) if high == low + 1 else f"{low + 1} to {high}"
