"""Weighted set cover: exact by mixed-integer programming, or greedy with a proved bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain
from math import ceil
from typing import Any, NamedTuple

from ..tables import require_extra

__all__ = ["Cover", "require_scipy", "solve_exact", "solve_greedy"]

_TOLERANCE = 1e-6

#: The elements that each option covers.
Options = Sequence[Collection[int]]


class Cover(NamedTuple):
    """The chosen options, their cost, and a lower bound on the cost of any cover."""

    chosen: tuple[int, ...]
    cost: float
    at_least: float


def require_scipy() -> Any:
    """Return `scipy.optimize`; ImportError without SciPy, which names the extra."""
    return require_extra("scipy.optimize", "plan")


def solve_exact(options: Options, costs: Sequence[float], limit: int) -> list[Cover]:
    """Return covers of least cost without redundant options.

    The problem is reduced first (see `reduce_problem`). The rest is solved by mixed-integer
    programming, unless the bound proves that a greedy cover is the best.

    Args:
        options: The elements that each option covers.
        costs: The cost of each option.
        limit: The largest number of covers to return.

    Raises:
        ImportError: SciPy is not installed.
    """
    require_scipy()
    forced, core = reduce_problem(options, costs, limit == 1)
    positions = list(core)
    greedy = solve_greedy(list(core.values()), [costs[option] for option in core])
    if greedy.cost == greedy.at_least and (limit == 1 or not core):
        chosen = tuple(sorted((*forced, *(positions[position] for position in greedy.chosen))))
        cost = sum(costs[option] for option in chosen)
        return [Cover(chosen, cost, cost)]
    return _solve_by_programming(options, costs, limit, forced, core)


def _solve_by_programming(
    options: Options,
    costs: Sequence[float],
    limit: int,
    forced: Sequence[int],
    core: Mapping[int, frozenset[int]],
) -> list[Cover]:
    """Return covers of least cost, found one by one; each new one is forbidden the covers before it.

    Args:
        options: The elements that each option covers.
        costs: The cost of each option.
        limit: The largest number of covers to return.
        forced: Options that are in every cover.
        core: The other options, with the elements that they still have to cover.
    """
    optimize, numpy = require_scipy(), require_extra("numpy", "plan")
    constraints = [optimize.LinearConstraint(_incidence(core), 1, numpy.inf)]
    weights = numpy.array([costs[option] for option in core], dtype=float)
    covers: list[Cover] = []
    while len(covers) < limit:
        solution = optimize.milp(
            weights,
            constraints=constraints,
            integrality=numpy.ones(len(core)),
            bounds=optimize.Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if solution.x is None:
            break
        taken = [option for option, share in zip(core, solution.x, strict=True) if share > 0.5]
        chosen = _without_redundant(options, costs, [*forced, *taken])
        cost = sum(costs[option] for option in chosen)
        if covers and cost > covers[0].cost + _TOLERANCE * max(1.0, covers[0].cost):
            break
        covers.append(Cover(chosen, cost, covers[0].cost if covers else cost))
        forbidden = numpy.array([[option in chosen for option in core]], dtype=float)
        constraints.append(optimize.LinearConstraint(forbidden, -numpy.inf, forbidden.sum() - 1))
    return covers


def _incidence(core: Mapping[int, frozenset[int]]) -> Any:
    """Return a sparse matrix of ones: a row for each element, a column for each option."""
    sparse, numpy = require_extra("scipy.sparse", "plan"), require_extra("numpy", "plan")
    row_of = {element: row for row, element in enumerate(sorted(set().union(*core.values())))}
    rows = [row_of[element] for covered in core.values() for element in covered]
    columns = [column for column, covered in enumerate(core.values()) for _ in covered]
    return sparse.csc_array((numpy.ones(len(rows)), (rows, columns)), shape=(len(row_of), len(core)))


def reduce_problem(
    options: Options, costs: Sequence[float], one_is_enough: bool
) -> tuple[list[int], dict[int, frozenset[int]]]:
    """Return the options that are in every cover, and the others with what they still have to cover.

    An option is forced if it alone covers an element. Where one cover of least cost is enough, an
    option is dropped if another covers as much for no more; that may force others in turn.

    Args:
        options: The elements that each option covers.
        costs: The cost of each option.
        one_is_enough: Whether options may be dropped that only other covers of equal cost use.
    """
    core = {option: frozenset(covered) for option, covered in enumerate(options) if covered}
    forced: list[int] = []
    while True:
        covering: dict[int, list[int]] = {}
        for option, covered in core.items():
            for element in covered:
                covering.setdefault(element, []).append(option)
        new = {found[0] for found in covering.values() if len(found) == 1}
        forced += sorted(new)
        done = frozenset[int]().union(*(core[option] for option in new))
        core = {option: rest for option, covered in core.items() if (rest := covered - done)}
        if not one_is_enough or not _drop_dominated(core, costs, covering):
            return forced, core


def _drop_dominated(
    core: dict[int, frozenset[int]], costs: Sequence[float], covering: Mapping[int, Sequence[int]]
) -> bool:
    """Drop options if another covers as much for no more, and tell whether there were any.

    Args:
        core: The options, with what they have to cover; it is changed.
        costs: The cost of each option.
        covering: The options that cover each element.
    """
    size = len(core)
    for option in sorted(core, key=lambda each: (len(core[each]), -costs[each], -each)):
        covered = core[option]
        rivals = min((covering[element] for element in covered), key=len)
        if any(
            rival != option and covered <= core.get(rival, frozenset()) and costs[rival] <= costs[option]
            for rival in rivals
        ):
            del core[option]
    return len(core) < size


def solve_greedy(options: Options, costs: Sequence[float]) -> Cover:
    """Return the cover that takes, at each step, the option that covers most for its cost.

    The price of an element is the cost of the option that first covered it, shared among all that
    the option covered anew. The prices of an option's elements add up to at most its cost times a
    factor. Divided by the largest such factor, the prices are a solution of the dual problem, so
    their sum is at most the least cost (Chvatal 1979). The factor is at most 1 + 1/2 + ... + 1/n for
    options of n elements.
    """
    uncovered = {element for covered in options for element in covered}
    sets = [frozenset(covered) for covered in options]
    prices: dict[int, float] = {}
    chosen: list[int] = []
    queue = [(costs[option] / len(covered), option) for option, covered in enumerate(sets) if covered]
    heapify(queue)
    while uncovered:
        _, option = heappop(queue)
        new = sets[option] & uncovered
        if not new:
            continue
        price = costs[option] / len(new)
        if queue and (price, option) > queue[0]:
            # It covers less than when it was queued, and another is cheaper now.
            heappush(queue, (price, option))
            continue
        chosen.append(option)
        prices.update(dict.fromkeys(new, price))
        uncovered -= new
    return _with_bound(sets, costs, prices, _without_redundant(options, costs, chosen))


def _with_bound(
    sets: Sequence[frozenset[int]],
    costs: Sequence[float],
    prices: Mapping[int, float],
    chosen: tuple[int, ...],
) -> Cover:
    """Return a greedy cover with the lower bound that the prices of elements prove."""
    totals = [sum(map(prices.__getitem__, covered)) for covered in sets]
    factors = [total / cost for total, cost in zip(totals, costs, strict=True) if cost]
    bound = sum(prices.values()) / max([1.0, *factors])
    if all(float(cost).is_integer() for cost in set(costs)):
        bound = float(ceil(bound - _TOLERANCE))
    cost = sum(costs[option] for option in chosen)
    return Cover(chosen, cost, min(bound, cost))


def _without_redundant(options: Options, costs: Sequence[float], chosen: Sequence[int]) -> tuple[int, ...]:
    """Return the options without those whose elements others cover, dropping the dearest first."""
    count = Counter(chain.from_iterable(map(options.__getitem__, chosen)))
    needed = set(chosen)
    for option in sorted(chosen, key=lambda each: (-costs[each], len(options[each]), -each)):
        if min(map(count.__getitem__, options[option])) > 1:
            needed.remove(option)
            for element in options[option]:
                count[element] -= 1
    return tuple(sorted(needed))
