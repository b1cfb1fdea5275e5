"""Weighted set cover: exactly, by mixed-integer programming, or greedily, with a bound that is proved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import ceil
from typing import Any, NamedTuple

from ..tables import require_extra

__all__ = ["Cover", "solve_exact", "solve_greedy", "milp"]

_SLACK = 1e-6


class Cover(NamedTuple):
    """Options chosen, what they cost, and what no choice that covers as much can cost less than."""

    chosen: tuple[int, ...]
    cost: float
    at_least: float


def milp() -> Any:
    """SciPy's optimisation room; ImportError, which names the extra, without SciPy."""
    return require_extra("scipy.optimize", "plan")


def solve_exact(options: Sequence[Collection[int]], costs: Sequence[float], most: int) -> list[Cover]:
    """Up to `most` choices of least cost; each holds no option that could be left out.

    Each option is the elements that it covers. What is decided beforehand (see `_core`) is taken out;
    the rest is solved by mixed-integer programming, unless a greedy choice is proved to be the best. A
    further choice of equal cost is sought by forbidding those found: of each, at least one option must
    be left out.
    """
    optimize = milp()
    forced, core = reduce_problem(options, costs, most == 1)
    quick = solve_greedy(list(core.values()), [costs[at] for at in core])
    if quick.cost == quick.at_least and (most == 1 or not core):
        chosen = tuple(sorted((*forced, *(list(core)[at] for at in quick.chosen))))
        spent = sum(costs[at] for at in chosen)
        return [Cover(chosen, spent, spent)]
    sparse, numpy = require_extra("scipy.sparse", "plan"), require_extra("numpy", "plan")
    row_of = {element: row for row, element in enumerate(sorted(set().union(*core.values())))}
    rows = [row_of[element] for left in core.values() for element in left]
    columns = [column for column, left in enumerate(core.values()) for _ in left]
    shape = len(row_of), len(core)
    matrix = sparse.csc_array((numpy.ones(len(rows)), (rows, columns)), shape=shape)
    rules = [optimize.LinearConstraint(matrix, 1, numpy.inf)]
    weights = numpy.array([costs[at] for at in core], dtype=float)
    found: list[Cover] = []
    while len(found) < most:
        done = optimize.milp(
            weights,
            constraints=rules,
            integrality=numpy.ones(len(core)),
            bounds=optimize.Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if done.x is None:
            break
        taken = [at for at, share in zip(core, done.x, strict=True) if share > 0.5]
        chosen = _needed(options, costs, [*forced, *taken])
        spent = sum(costs[at] for at in chosen)
        if found and spent > found[0].cost + _SLACK * max(1.0, found[0].cost):
            break
        found.append(Cover(chosen, spent, found[0].cost if found else spent))
        forbidden = numpy.array([[at in chosen for at in core]], dtype=float)
        rules.append(optimize.LinearConstraint(forbidden, -numpy.inf, forbidden.sum() - 1))
    return found


def reduce_problem(
    options: Sequence[Collection[int]], costs: Sequence[float], one: bool
) -> tuple[list[int], dict[int, frozenset[int]]]:
    """What must be chosen, and the options that are left to choose from with what they then cover.

    An option that alone covers something is in every choice. Where `one` choice of least cost is enough,
    an option is dropped if another covers as much for no more: what is dropped may force others in turn.
    """
    left = {at: frozenset(covered) for at, covered in enumerate(options) if covered}
    forced: list[int] = []
    while True:
        holders: dict[int, list[int]] = {}
        for at, covered in left.items():
            for element in covered:
                holders.setdefault(element, []).append(at)
        new = {there[0] for there in holders.values() if len(there) == 1}
        forced += sorted(new)
        done = frozenset[int]().union(*(left[at] for at in new))
        left = {at: rest for at, covered in left.items() if (rest := covered - done)}
        dropped = False
        for at in sorted(left, key=lambda each: (len(left[each]), -costs[each], -each)) if one else ():
            covered = left[at]
            rivals = min((holders[element] for element in covered), key=len)
            if any(
                each != at and covered <= left.get(each, frozenset()) and costs[each] <= costs[at]
                for each in rivals
            ):
                del left[at]
                dropped = True
        if not dropped:
            return forced, left


def solve_greedy(options: Sequence[Collection[int]], costs: Sequence[float]) -> Cover:
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
    options: Sequence[Collection[int]], costs: Sequence[float], chosen: Sequence[int]
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
