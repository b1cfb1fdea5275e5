"""Results projected from one document onto another: soundly, with conflicts shown."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from models import A, B, C, X, Y, catalog_of, ends_of, random_model, relationship, seeds

from ai_security_standards import Assessment, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.assessments import Result
from ai_security_standards.vocabulary import Outcome, ProjectedResult

OPPOSITE = {Outcome.SATISFIED: Outcome.NOT_SATISFIED, Outcome.NOT_SATISFIED: Outcome.SATISFIED}


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_what_is_projected_from_true_results_is_true(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = random_model(chance)
    catalog = catalog_of(rows)
    spoken = ends_of(rows)
    met = chance.randint(0, 31)

    def truth(ref: Ref) -> Outcome:
        inside = sets[ref] & met
        return (
            Outcome.SATISFIED if inside == sets[ref] else Outcome.PARTLY if inside else Outcome.NOT_SATISFIED
        )

    audit = Assessment([Result(ref, truth(ref)) for ref in chance.sample(spoken, len(spoken) // 2 + 1)])
    for onto in {ref.document for ref in spoken}:
        projection = catalog.project(audit, onto, max_steps=chance.choice([1, 2, 3]))
        for each in projection:
            assert each.result is not ProjectedResult.CONFLICT
            if each.result is ProjectedResult.SATISFIED:
                assert truth(each.ref) is Outcome.SATISFIED
            elif each.result is ProjectedResult.NOT_SATISFIED:
                assert truth(each.ref) is not Outcome.SATISFIED
            elif each.result is ProjectedResult.PARTLY:
                assert sets[each.ref] & met
        assert all(
            truth(each.ref) is not Outcome.SATISFIED
            for each in projection.assessment
            if each.result == "partly"
        )


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_there_and_back_never_turns_a_result_into_its_opposite(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = random_model(chance)
    catalog = catalog_of(rows)
    spoken = ends_of(rows)
    home, away = chance.choice(spoken).document, chance.choice(spoken).document
    results = {ref: chance.choice(list(Outcome)) for ref in spoken if ref.document == home}
    audit = Assessment([Result(ref, word) for ref, word in results.items()])
    back = catalog.project(catalog.project(audit, away).assessment, home)
    # Where one failed lies within one satisfied, the audit contradicts itself: the failure is what passes on.
    refuted = {each.ref for each in catalog.project(audit, home).only("conflict")}
    for each in back.assessment:
        if each.ref not in refuted:
            assert OPPOSITE.get(results[each.ref]) is not each.result


def carried(rows: list[object], *results: tuple[Ref, str]) -> ProjectedResult:
    (only,) = catalog_of(rows).project(Assessment.of(results), A)  # type: ignore[arg-type]
    return only.result


def test_the_rules_one_by_one() -> None:
    assert carried([relationship(A, "subset_of", X)], (X, "satisfied")) is ProjectedResult.SATISFIED
    assert carried([relationship(A, "superset_of", X)], (X, "satisfied")) is ProjectedResult.PARTLY
    assert carried([relationship(A, "intersects_with", X)], (X, "satisfied")) is ProjectedResult.PARTLY
    assert carried([relationship(A, "superset_of", X)], (X, "not satisfied")) is ProjectedResult.NOT_SATISFIED
    assert carried([relationship(A, "superset_of", X)], (X, "partly")) is ProjectedResult.PARTLY
    # What may follow is to be looked at, and is no result.
    for kind, result in (("subset_of", "partly"), ("related", "satisfied")):
        assert carried([relationship(A, kind, X)], (X, result)) is ProjectedResult.INDICATED
    for kind, result in (
        ("subset_of", "not_satisfied"), ("intersects_with", "not_satisfied"), ("no_relationship", "satisfied"), ("equal", "not_applicable"), ("equal", "not_assessed"),
    ):  # fmt: skip
        assert carried([relationship(A, kind, X)], (X, result)) is ProjectedResult.UNKNOWN
    both = [relationship(A, "superset_of", X), relationship(A, "equal", Y), relationship(A, "superset_of", B)]
    assert carried(both, (X, "not_satisfied"), (Y, "satisfied")) is ProjectedResult.CONFLICT
    assert carried(both, (X, "partly"), (Y, "satisfied")) is ProjectedResult.CONFLICT
    # Failing a part fails the whole, whatever else is met.
    assert carried(both, (X, "not_satisfied"), (B, "satisfied")) is ProjectedResult.NOT_SATISFIED


def test_a_conflict_shows_both_paths_and_is_not_passed_on() -> None:
    catalog = catalog_of(
        [
            relationship(A, "superset_of", X),
            relationship(A, "equal", Y),
            relationship(B, "intersects_with", X),
            relationship(C, "related", X),
        ]
    )
    audit = Assessment.of([(X, "not_satisfied"), (Y, "satisfied", "report 7")])
    found = catalog.project(audit, A.document)
    (conflict,) = found.only("conflict")
    assert repr(conflict) == f"<ProjectionRow {A}: conflict>"
    assert {(each.result.ref, each.outcome.value) for each in conflict.reasons} == {
        (X, "not_satisfied"),
        (Y, "satisfied"),
    }
    assert found.row(conflict)["paths"] == (
        f"{X} subset_of {A} (one)", f"{Y} equal {A} (one)",
    )  # fmt: skip
    assert found.headline().startswith("3 provisions: 1 conflict, 2 unknown; the structure of")
    assert len(found.assessment) == 0
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.only("not-satisfied").counts == found.counts
    with pytest.raises(UnknownCriterion, match="conflict"):
        found.only("conflikt")
    with pytest.raises(UnknownReference):
        catalog.project(Assessment.of([("iso-iec-4201", "partly")]), A)
    with pytest.raises(UnknownCriterion, match="assessment must be"):
        catalog.project(5, A)  # type: ignore[arg-type]


def test_an_assessment_comes_out_with_its_evidence(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    audit = Assessment.of([("acme-guide@1.0:G", "satisfied"), ("acme-guide@1.0:H", "not_satisfied")])
    found = catalog.project(audit, "acme-policy")
    assert {each.ref.provision: each.result.value for each in found} == {
        "P.1": "satisfied", "P.2": "not_satisfied", "Q": "not_satisfied", "Q.1": "not_satisfied",
    }  # fmt: skip
    assert found.assessment[0].evidence == "projected from acme-guide@1.0:G satisfied"
    # What only overlaps something satisfied may be met in full: it is left to be assessed.
    part = catalog.project(Assessment.of([("acme-guide@1.0:H", "satisfied")]), "acme-policy:Q")
    assert [each.result.value for each in part] == ["partly", "satisfied"]
    assert [(each.result.value, each.note is None) for each in part.assessment] == [
        ("not_assessed", False), ("satisfied", True),
    ]  # fmt: skip
    own = catalog.project(
        Assessment.of([("acme-policy:P", "satisfied"), ("acme-policy:P.2", "partly")]), "acme-policy"
    )
    assert {each.ref.provision: each.result.value for each in own} == {
        "P.1": "satisfied", "P.2": "partly", "Q": "partly", "Q.1": "partly",
    }  # fmt: skip
    assert own[0].reasons[0].inference.path[0].mapping_set == "structure"
    assert catalog.project(Assessment([]), []).headline() == "0 provisions: none"


def test_plain_rows_are_projected_like_an_assessment() -> None:
    rows = [("iso-iec-42001@2023:A.9.4", "satisfied")]
    catalog = load()
    assert catalog.project(rows, "eu-ai-act") == catalog.project(Assessment.of(rows), "eu-ai-act")


def test_an_indicated_result_has_its_candidates_and_what_limits_them() -> None:
    rows = [
        relationship(A, "subset_of", X, caveats=("high-risk systems only",)),
        relationship(B, "related", X),
    ]
    found = catalog_of(rows).project(Assessment.of([(X, "satisfied")]), [A, B])
    one, other = found
    assert [row.result for row in found] == [ProjectedResult.INDICATED] * 2
    assert (one.caveats, other.caveats) == (("high-risk systems only",), ())
    assert [each.source for each in one.candidates] == [X]
    assert found.rows()[0]["candidates"] == (str(X),)
    assert found.rows()[0]["paths"]
    assert not one.reasons
    assert found.headline().startswith("2 provisions: 2 indicated; ")
    assert not len(found.assessment)


def test_projection_carries_as_coverage_does_and_moves_no_result() -> None:
    audit = Assessment.of([("owasp-llm-top-10@2026:LLM01", "satisfied")])
    catalog = load().as_of("2026-11-28")
    exact, carried = (catalog.project(audit, "mitre-atlas", editions=word) for word in ("exact", "carried"))
    assert exact.counts["indicated"] == 0 < carried.counts["indicated"]
    assert {word: number for word, number in exact.counts.items() if number} == {"unknown": len(exact)}
    assert carried.counts["satisfied"] == carried.counts["partly"] == 0
    row = carried.only("indicated")[0]
    assert any(step.mapping_set == "editions" for step in row.candidates[0].path)
