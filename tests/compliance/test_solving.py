"""Covering at the least cost: exact and greedy, with their bounds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ai_security_standards.compliance.solving as solving
from ai_security_standards.compliance.solving import reduce_problem, solve_exact, solve_greedy


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[list[int]], list[float]]:
    size = draw(st.integers(1, 7))
    options = draw(st.lists(st.sets(st.integers(0, size - 1), min_size=1), min_size=1, max_size=7))
    costs = draw(
        st.lists(
            st.sampled_from([0, 1, 2, 3, 0.5, 2.25]), min_size=len(options), max_size=len(options)
        )
    )  # fmt: skip
    order = {each: at for at, each in enumerate(sorted(set().union(*options)))}
    return [sorted(order[each] for each in option) for option in options], costs


@settings(max_examples=100, deadline=None)  # each is compared with all 128 choices that there are at most
@given(problems())
@example(([[0], [0], [0]], [2.25, 0.5, 3]))
def test_exact_is_the_least_and_greedy_keeps_its_bound(problem: tuple[list[list[int]], list[float]]) -> None:
    options, costs = problem
    whole = set().union(*options)
    every = [
        chosen
        for size in range(len(options) + 1)
        for chosen in combinations(range(len(options)), size)
        if set().union(*(options[at] for at in chosen)) == whole
    ]
    least = min(sum(costs[at] for at in chosen) for chosen in every)
    greedy, exact, one = (
        solve_greedy(options, costs),
        solve_exact(options, costs, 200),
        solve_exact(options, costs, 1),
    )
    for cover in (greedy, *exact, *one):
        assert set().union(*(options[at] for at in cover.chosen)) == whole
        assert cover.cost == sum(costs[at] for at in cover.chosen)
    assert exact[0].cost == exact[0].at_least == pytest.approx(least)
    assert greedy.at_least <= least + 1e-9
    assert least <= greedy.cost + 1e-9
    harmonic = sum(1 / n for n in range(1, 1 + max(map(len, options))))
    assert greedy.cost <= harmonic * least + 1e-9
    assert [(cover.cost, cover.at_least) for cover in one] == [(exact[0].cost, exact[0].cost)]
    best = [set(chosen) for chosen in every if sum(costs[at] for at in chosen) == pytest.approx(least)]
    needed = {
        tuple(sorted(chosen)) for chosen in best if not any(other < chosen for other in map(set, every))
    }
    assert {cover.chosen for cover in exact} == needed
    assert len(exact) == len(needed)
    assert one[0].chosen in needed


def test_what_is_decided_beforehand_leaves_nothing_to_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = []
    original = solving.require_extra
    monkeypatch.setattr(solving, "require_extra", lambda *asked: solved.append(asked) or original(*asked))
    # 0 is covered by one option alone; of what that leaves, another covers all, at the same cost.
    options = [[0, 1], [1, 2], [2, 3, 4], [3, 4]]
    assert reduce_problem(options, [1, 1, 1, 1], True) == ([0, 2], {})
    assert solve_exact(options, [1, 1, 1, 1], 1)[0].chosen == (0, 2)
    assert solved == [("scipy.optimize", "plan")]
    # A ring, in which each is covered by two: no option is forced, and none the better one.
    ring = [[at, (at + 1) % 5] for at in range(5)]
    assert solve_exact(ring, [1] * 5, 1)[0].cost == 3
    assert len(solve_exact(ring, [1] * 5, 9)) == 5
    assert ("scipy.sparse", "plan") in solved


def test_greedy_may_cost_more_and_knows_how_much_at_most() -> None:
    # The classic trap: halves of growing size beside two rows that would do.
    options = [
        [0, 1, 2, 3, 4, 5, 6],
        [7, 8, 9, 10, 11, 12, 13],
        [0, 1, 2, 3, 7, 8, 9, 10],
        [4, 5, 11, 12],
        [6, 13],
    ]
    greedy, (exact, *_) = solve_greedy(options, [1.0] * 5), solve_exact(options, [1.0] * 5, 1)
    assert (greedy.cost, greedy.at_least, exact.cost) == (3, 2, 2)
