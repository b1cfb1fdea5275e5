"""Statements that cannot all hold."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from models import SET_TYPES, A, B, C, X, Y, catalog_of, random_model, relationship
from samples import (
    mapping_set,
)

from ai_security_standards import load
from ai_security_standards.algebra import Relation


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_false_claims_are_found_where_path_consistency_finds_them(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = random_model(chance)
    for at, each in enumerate(rows):
        if chance.random() < 0.3:
            rows[at] = relationship(
                each.subject, chance.choice(SET_TYPES), each.object, set_id=each.mapping_set
            )
    catalog = catalog_of(rows)
    for conflict in catalog.conflicts():
        held = list(conflict.relationships)
        assert len(catalog_of(held).conflicts()) == 1
        for leave in held:
            rest = [each for each in held if each is not leave]
            assert not rest or len(catalog_of(rest).conflicts()) == 0


def test_several_paths_say_more_together_and_a_contradiction_names_them() -> None:
    rows = [
        relationship(A, "equal", X, denied=True), relationship(A, "superset_of", X, denied=True), relationship(A, "subset_of", C), relationship(C, "subset_of", X),
        relationship(B, "equal", Y), relationship(B, "no_relationship", Y, set_id="two"),
    ]  # fmt: skip
    catalog = catalog_of(rows)
    (found,) = [each for each in catalog.infer(A) if each.target == X]
    assert found.relation == Relation.SUBSET_OF
    assert found.path == found.paths[0]
    (clash,) = [each for each in catalog.infer(B) if each.target == Y]
    assert clash.relation.certain == "contradiction"
    assert {str(step) for path in clash.paths for step in path} == {
        f"{B} equal {Y} (one)", f"{B} no_relationship {Y} (two)",
    }  # fmt: skip
    (conflict,) = catalog.conflicts()
    assert len(conflict.relationships) == 2
    assert "cannot" not in repr(conflict)
    assert conflict.provisions == (B, Y)
    assert catalog.conflicts().headline() == "1 conflict"
    assert catalog.conflicts().rows()[0]["mapping_sets"] == ("one", "two")
    assert len(catalog.conflicts("one")) == 0


def test_a_circle_of_subsets_is_a_conflict_of_three() -> None:
    rows = [
        relationship(A, "subset_of", X),
        relationship(X, "subset_of", B),
        relationship(B, "subset_of", A),
        relationship(C, "equal", Y),
    ]
    (conflict,) = catalog_of(rows).conflicts()
    assert len(conflict.relationships) == 3


def test_conflicts_reach_over_the_structure(ours: Path) -> None:
    (ours / "mappings" / "wrong.sssom.tsv").write_bytes(
        mapping_set(
            "acme-policy@1.0:P.1.a equal iso-iec-27090@draft:5",
            "acme-policy@1.0:P no_relationship iso-iec-27090@draft:5",
            head={"trust": "third_party"},
        )
    )
    catalog = load(ours).as_of("2026-11-24")
    (conflict,) = catalog.conflicts("wrong")
    assert [step.mapping_set for step in conflict.relationships].count("structure") == 1
    assert len(catalog.as_of("2026-01-19").conflicts("wrong")) == 0
    assert len(catalog.as_of("2026-01-14").conflicts("wrong")) == 0
