"""Weighted set cover: exactly, by mixed-integer programming, or greedily, with a bound that is proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import ceil
from typing import Any, NamedTuple

from ..tabular import wanted

__all__ = ["Cover", "exactly", "greedily", "milp"]

_SLACK = 1e-6


class Cover(NamedTuple):
    """Options chosen, what they cost, and what no choice that covers as much can cost less than."""

    chosen: tuple[int, ...]
    cost: float
    at_least: float


def milp() -> Any:
    """SciPy's optimisation room; ImportError, which names the extra, without SciPy."""
    return wanted("scipy.optimize", "plan")


def exactly(options: Sequence[Sequence[int]], costs: Sequence[float], most: int) -> list[Cover]:
    """Up to `most` choices of least cost; each holds no option that could be left out.

    Each option is the elements that it covers. A further choice of equal cost is sought by forbidding
    those found: of each, at least one option must be left out.
    """
    optimize, sparse, numpy = milp(), wanted("scipy.sparse", "plan"), wanted("numpy", "plan")
    rows = [element for covered in options for element in covered]
    columns = [at for at, covered in enumerate(options) for _ in covered]
    size = 1 + max(rows, default=-1)
    if not size:
        return [Cover((), 0.0, 0.0)]
    matrix = sparse.csc_array((numpy.ones(len(rows)), (rows, columns)), shape=(size, len(options)))
    rules = [optimize.LinearConstraint(matrix, 1, numpy.inf)]
    weights = numpy.array(costs, dtype=float)
    found: list[Cover] = []
    while len(found) < most:
        done = optimize.milp(
            weights,
            constraints=rules,
            integrality=numpy.ones(len(options)),
            bounds=optimize.Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if done.x is None:
            break
        chosen = _needed(options, costs, [at for at, taken in enumerate(done.x) if taken > 0.5])
        spent = sum(costs[at] for at in chosen)
        if found and spent > found[0].cost + _SLACK * max(1.0, found[0].cost):
            break
        found.append(Cover(chosen, spent, found[0].cost if found else spent))
        forbidden = numpy.zeros((1, len(options)))
        forbidden[0, list(chosen)] = 1
        rules.append(optimize.LinearConstraint(forbidden, -numpy.inf, len(chosen) - 1))
    return found


def greedily(options: Sequence[Sequence[int]], costs: Sequence[float]) -> Cover:
    """The choice that takes, each time, what covers most for its cost; and a bound on the least cost.

    The price of an element is the cost of the option that first covered it, shared among all that it
    covered anew. No option's elements have prices of more than its cost times a factor; the prices,
    divided by the largest such factor, are then a solution of the dual problem, and their sum is at most
    the least cost (Chvatal 1979). The factor is never above 1 + 1/2 + ... + 1/n for options of n
    elements.
    """
    left = {element for covered in options for element in covered}
    sets = [frozenset(covered) for covered in options]
    prices: dict[int, float] = {}
    chosen: list[int] = []
    queue = [(costs[at] / len(covered), at) for at, covered in enumerate(sets) if covered]
    heapify(queue)
    while left:
        _, at = heappop(queue)
        new = sets[at] & left
        if not new:
            continue
        price = costs[at] / len(new)
        if queue and (price, at) > queue[0]:
            # What it covers has shrunk since: it waits for its turn.
            heappush(queue, (price, at))
            continue
        chosen.append(at)
        prices.update(dict.fromkeys(new, price))
        left -= new
    return _bounded(sets, costs, prices, _needed(options, costs, chosen))


def _bounded(
    sets: Sequence[frozenset[int]],
    costs: Sequence[float],
    prices: Mapping[int, float],
    chosen: tuple[int, ...],
) -> Cover:
    shares = (
        sum(prices[element] for element in covered) / costs[at]
        for at, covered in enumerate(sets)
        if costs[at]
    )
    least = sum(prices.values()) / max([1.0, *shares])
    if all(float(cost).is_integer() for cost in costs):
        least = float(ceil(least - _SLACK))
    spent = sum(costs[at] for at in chosen)
    return Cover(chosen, spent, min(least, spent))


def _needed(
    options: Sequence[Sequence[int]], costs: Sequence[float], chosen: Sequence[int]
) -> tuple[int, ...]:
    """Of options, those without which something would not be covered; the dearest are let go first."""
    count: dict[int, int] = {}
    for at in chosen:
        for element in options[at]:
            count[element] = count.get(element, 0) + 1
    kept = set(chosen)
    for at in sorted(chosen, key=lambda each: (-costs[each], len(options[each]), -each)):
        if all(count[element] > 1 for element in options[at]):
            kept.remove(at)
            for element in options[at]:
                count[element] -= 1
    return tuple(sorted(kept))
