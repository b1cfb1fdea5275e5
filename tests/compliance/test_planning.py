"""Plans: what to implement at the least cost, and what stays open."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from models import (
    A,
    B,
    C,
    X,
    Y,
    catalog_of,
    ends_of,
    random_model,
    relationship,
    seeds,
)

import ai_security_standards.compliance.solving as solving
from ai_security_standards import Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.vocabulary import Extent


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_plan_given_to_coverage_covers_what_it_says(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = random_model(chance)
    catalog = catalog_of(rows)
    spoken = ends_of(rows)
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
    catalog = catalog_of(
        [relationship(A, "equal", X), relationship(A, "equal", Y), relationship(B, "related", Y)]
    )
    found = catalog.plan(A.document, [X, Y], alternatives=5)
    assert (found.method, found.cost, found.at_least, found.covered, found.of) == ("exact", 1, 1, (A,), 2)
    assert sorted(found.alternatives) == [(X,), (Y,)]
    assert found.headline() == (
        "1 provision at a cost of 1 (exact, the least possible); 1 of 2 covered (full), 1 cannot be covered; "
        "the structure of iso-iec-27090@draft is not shipped: only provisions that mapping sets name are counted"
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
    catalog = catalog_of([relationship(A, "equal", X), relationship(B, "equal", Y)])
    for wrong, message in (
        ({"require": "ful"}, "did you mean 'full'"),
        ({"method": "exakt"}, "did you mean 'exact'"),
        ({"alternatives": 0}, "alternatives must be a whole number above 0, not 0"),
        ({"max_steps": 0}, "max_steps"),
        ({"cost": {str(X): -1}}, "must be a number of at least 0"),
        ({"cost": {str(X): "7"}}, "must be a number of at least 0"),
        ({"cost": lambda ref: True}, "must be a number of at least 0"),
        ({"cost": {A: 1}}, "unknown option .* in cost: 'using' does not offer it"),
        ({"cost": {Y: 1}}, f"did you mean '{X}'"),
    ):
        with pytest.raises(UnknownCriterion, match=message):
            catalog.plan(A, X, **wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="iso-iec-42001"):
        catalog.plan(A, "iso-iec-4201")


def test_without_scipy_it_is_greedy_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(library: str, extra: str) -> None:
        raise ImportError(f"{library} is not installed: pip install 'ai-security-standards[{extra}]'")

    monkeypatch.setattr(solving, "require_extra", missing)
    rows = [relationship(Ref.parse(f"iso-iec-27090@draft:{name}"), "subset_of", to) for name, to in (
        ("1", X), ("2", X), ("3", X), ("4", X), ("1", Y), ("2", Y), ("5", Y), ("3", C), ("4", C), ("6", C),
    )]  # fmt: skip
    catalog = catalog_of(rows)
    targets = [f"iso-iec-27090@draft:{n}" for n in range(1, 7)]
    found = catalog.plan(targets, [X, Y, C])
    assert (found.method, found.cost, found.at_least) == ("greedy", 2, 2)
    with pytest.raises(ImportError, match=r"ai-security-standards\[plan\]"):
        catalog.plan(targets, [X, Y, C], method="exact")


def test_a_heading_is_planned_by_what_is_below_it(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.plan("acme-policy", "acme-guide@1.0")
    assert {choice.ref.provision for choice in found} in ({"G", "H"}, {"G1", "H"})
    assert [each.ref.provision for each in found.uncovered] == ["Q"]
    assert found.uncovered[0].extent is Extent.PARTIAL
    own = catalog.plan("acme-policy", ["acme-policy", "acme-guide@1.0"])
    assert len(own.covered) == own.of == 4
