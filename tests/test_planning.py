"""Plans: exact and greedy, with their bounds, and what they leave open."""

from __future__ import annotations

import pickle
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_coverage import ours  # noqa: F401  the fixture
from test_mapping import A, B, C, X, Y, catalog_of, model, row

import ai_security_standards.compliance.solving as solving
from ai_security_standards import Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.compliance.solving import exactly, greedily
from ai_security_standards.vocabulary import Extent


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


@settings(max_examples=300, deadline=None)
@given(problems())
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
    greedy, exact, one = greedily(options, costs), exactly(options, costs, 200), exactly(options, costs, 1)
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
    there = solving.wanted
    monkeypatch.setattr(solving, "wanted", lambda *asked: solved.append(asked) or there(*asked))
    # 0 is covered by one option alone; of what that leaves, another covers all, at the same cost.
    assert exactly([[0, 1], [1, 2], [2, 3, 4], [3, 4]], [1, 1, 1, 1], 1)[0].chosen == (0, 2)
    assert solved == [("scipy.optimize", "plan")]
    # A ring, in which each is covered by two: no option is forced, and none the better one.
    ring = [[at, (at + 1) % 5] for at in range(5)]
    assert exactly(ring, [1] * 5, 1)[0].cost == 3
    assert len(exactly(ring, [1] * 5, 9)) == 5
    assert ("scipy.sparse", "plan") in solved


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_plan_given_to_coverage_covers_what_it_says(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = model(chance)
    catalog = catalog_of(rows)
    spoken = sorted({end for each in rows for end in (each.subject, each.object)})
    target, using = chance.choice(spoken).document, chance.sample(spoken, chance.randint(1, len(spoken)))
    require = chance.choice(["full", "partial"])
    exact, greedy = (
        catalog.plan(target, using, require=require, method=each) for each in ("exact", "greedy")
    )
    assert exact.cost <= greedy.cost
    for plan in (exact, greedy):
        assert plan.at_least <= exact.cost
        found = catalog.coverage(target, [choice.ref for choice in plan])
        enough = {Extent.FULL} if require == "full" else {Extent.FULL, Extent.PARTIAL}
        assert {each.ref for each in found if each.extent in enough} == set(plan.covered)
        assert {ref for choice in plan for ref in choice.covers} == set(plan.covered)
        assert len(plan.covered) + len(plan.uncovered) == plan.of == len(found)
        every = catalog.coverage(target, using)
        assert {each.ref for each in plan.uncovered} == {
            each.ref for each in every if each.extent not in enough
        }


def test_costs_and_alternatives() -> None:
    catalog = catalog_of([row(A, "equal", X), row(A, "equal", Y), row(B, "related", Y)])
    found = catalog.plan(A.document, [X, Y], alternatives=5)
    assert (found.method, found.cost, found.at_least, found.covered, found.of) == ("exact", 1, 1, (A,), 2)
    assert sorted(found.alternatives) == [(X,), (Y,)]
    assert found.headline() == (
        "1 provisions at a cost of 1, exact: the least there is; 1 of 2 provisions covered (full), 1 cannot be; "
        "the structure of iso-iec-27090@draft is not shipped: only what mapping sets name is counted"
    )
    (left,) = found.uncovered
    assert (left.ref, left.candidates[0].source) == (B, Y)
    for cost, chosen in (({str(X): 3}, Y), ({X: 0.5}, X), (lambda ref: 2.0 if ref == X else 2.5, X)):
        plan = catalog.plan(A.document, [X, Y], cost=cost)  # type: ignore[arg-type]
        assert [choice.ref for choice in plan] == [chosen]
    both = catalog.plan(A.document, X.document, cost={X.document: 4, Y: 3})
    assert [(choice.ref, choice.cost) for choice in both] == [(Y, 3)]
    assert both.rows()[0]["covers"] == (str(A),)
    assert pickle.loads(pickle.dumps(both)) == both
    assert pickle.loads(pickle.dumps(both)).uncovered == both.uncovered
    nothing = catalog.plan(B, X)
    assert (len(nothing), nothing.cost, nothing.covered) == (0, 0, ())
    assert catalog.plan(B, X, method="greedy").at_least == 0


def test_wrong_questions_are_errors_with_near_misses() -> None:
    catalog = catalog_of([row(A, "equal", X), row(B, "equal", Y)])
    for wrong, told in (
        ({"require": "ful"}, "did you mean full"),
        ({"method": "exakt"}, "did you mean exact"),
        ({"alternatives": 0}, "alternatives takes"),
        ({"max_steps": 0}, "max_steps"),
        ({"cost": {str(X): -1}}, "number from zero on"),
        ({"cost": {str(X): "7"}}, "number from zero on"),
        ({"cost": lambda ref: True}, "number from zero on"),
        ({"cost": {A: 1}}, "which is not among what may be used"),
        ({"cost": {Y: 1}}, f"did you mean {X}"),
    ):
        with pytest.raises(UnknownCriterion, match=told):
            catalog.plan(A, X, **wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="iso-iec-42001"):
        catalog.plan(A, "iso-iec-4201")


def test_without_scipy_it_is_greedy_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(library: str, extra: str) -> None:
        raise ImportError(f"{library} is not installed: pip install 'ai-security-standards[{extra}]'")

    monkeypatch.setattr(solving, "wanted", missing)
    rows = [row(Ref.parse(f"iso-iec-27090@draft:{name}"), "subset_of", to) for name, to in (
        ("1", X), ("2", X), ("3", X), ("4", X), ("1", Y), ("2", Y), ("5", Y), ("3", C), ("4", C), ("6", C),
    )]  # fmt: skip
    catalog = catalog_of(rows)
    targets = [f"iso-iec-27090@draft:{n}" for n in range(1, 7)]
    found = catalog.plan(targets, [X, Y, C])
    assert (found.method, found.cost, found.at_least) == ("greedy", 2, 2)
    with pytest.raises(ImportError, match=r"ai-security-standards\[plan\]"):
        catalog.plan(targets, [X, Y, C], method="exact")


def test_greedy_may_cost_more_and_knows_how_much_at_most() -> None:
    # The classic trap: halves of growing size beside two rows that would do.
    options = [
        [0, 1, 2, 3, 4, 5, 6],
        [7, 8, 9, 10, 11, 12, 13],
        [0, 1, 2, 3, 7, 8, 9, 10],
        [4, 5, 11, 12],
        [6, 13],
    ]
    greedy, (exact, *_) = greedily(options, [1.0] * 5), exactly(options, [1.0] * 5, 1)
    assert (greedy.cost, greedy.at_least, exact.cost) == (3, 2, 2)


def test_a_heading_is_planned_by_what_is_below_it(ours: Path) -> None:  # noqa: F811
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.plan("acme-policy", "acme-guide@1.0")
    assert {choice.ref.provision for choice in found} in ({"G", "H"}, {"G1", "H"})
    assert [each.ref.provision for each in found.uncovered] == ["Q"]
    assert found.uncovered[0].extent is Extent.PARTIAL
    own = catalog.plan("acme-policy", ["acme-policy", "acme-guide@1.0"])
    assert len(own.covered) == own.of == 4
