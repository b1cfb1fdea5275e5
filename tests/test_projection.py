"""Results carried from one document to another: soundly, with conflicts shown; and threats addressed."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import mapping_set
from test_coverage import ours  # noqa: F401  the fixture
from test_mapping import A, B, C, D, X, Y, catalog_of, model, row

from ai_security_standards import Assessment, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.assessments import Result
from ai_security_standards.vocabulary import Carried, Defence, Outcome, Trust

OPPOSITE = {Outcome.SATISFIED: Outcome.NOT_SATISFIED, Outcome.NOT_SATISFIED: Outcome.SATISFIED}


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_projected_from_true_results_is_true(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = model(chance)
    catalog = catalog_of(rows)
    spoken = sorted({end for each in rows for end in (each.subject, each.object)})
    met = chance.randint(0, 31)

    def truth(ref: Ref) -> Outcome:
        inside = sets[ref] & met
        return (
            Outcome.SATISFIED if inside == sets[ref] else Outcome.PARTLY if inside else Outcome.NOT_SATISFIED
        )

    audit = Assessment([Result(ref, truth(ref)) for ref in chance.sample(spoken, len(spoken) // 2 + 1)])
    for onto in {ref.document for ref in spoken}:
        there = catalog.project(audit, onto, max_steps=chance.choice([1, 2, 3]))
        for each in there:
            assert each.result is not Carried.CONFLICT
            if each.result is Carried.SATISFIED:
                assert truth(each.ref) is Outcome.SATISFIED
            elif each.result is Carried.NOT_SATISFIED:
                assert truth(each.ref) is not Outcome.SATISFIED
            elif each.result is Carried.PARTLY:
                assert sets[each.ref] & met
        assert all(
            truth(each.ref) is not Outcome.SATISFIED for each in there.assessment if each.result == "partly"
        )


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_there_and_back_never_turns_a_result_into_its_opposite(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = model(chance)
    catalog = catalog_of(rows)
    spoken = sorted({end for each in rows for end in (each.subject, each.object)})
    home, away = chance.choice(spoken).document, chance.choice(spoken).document
    results = {ref: chance.choice(list(Outcome)) for ref in spoken if ref.document == home}
    audit = Assessment([Result(ref, word) for ref, word in results.items()])
    back = catalog.project(catalog.project(audit, away).assessment, home)
    for each in back.assessment:
        assert OPPOSITE.get(results[each.ref]) is not each.result


def carried(rows: list[object], *results: tuple[Ref, str]) -> Carried:
    (only,) = catalog_of(rows).project(Assessment.of(results), A)  # type: ignore[arg-type]
    return only.result


def test_the_rules_one_by_one() -> None:
    assert carried([row(A, "subset_of", X)], (X, "satisfied")) is Carried.SATISFIED
    assert carried([row(A, "superset_of", X)], (X, "satisfied")) is Carried.PARTLY
    assert carried([row(A, "intersects_with", X)], (X, "satisfied")) is Carried.PARTLY
    assert carried([row(A, "superset_of", X)], (X, "not satisfied")) is Carried.NOT_SATISFIED
    assert carried([row(A, "superset_of", X)], (X, "partly")) is Carried.PARTLY
    for kind, result in (
        ("subset_of", "not_satisfied"), ("intersects_with", "not_satisfied"), ("subset_of", "partly"),
        ("related", "satisfied"), ("no_relationship", "satisfied"), ("equal", "not_applicable"), ("equal", "not_assessed"),
    ):  # fmt: skip
        assert carried([row(A, kind, X)], (X, result)) is Carried.UNKNOWN
    both = [row(A, "superset_of", X), row(A, "equal", Y), row(A, "superset_of", B)]
    assert carried(both, (X, "not_satisfied"), (Y, "satisfied")) is Carried.CONFLICT
    assert carried(both, (X, "partly"), (Y, "satisfied")) is Carried.CONFLICT
    # Failing a part fails the whole, whatever else is met.
    assert carried(both, (X, "not_satisfied"), (B, "satisfied")) is Carried.NOT_SATISFIED


def test_a_conflict_shows_both_paths_and_is_not_passed_on() -> None:
    catalog = catalog_of(
        [row(A, "superset_of", X), row(A, "equal", Y), row(B, "intersects_with", X), row(C, "related", X)]
    )
    audit = Assessment.of([(X, "not_satisfied"), (Y, "satisfied", "report 7")])
    found = catalog.project(audit, A.document)
    (conflict,) = found.only("conflict")
    assert repr(conflict) == f"<Projected {A}: conflict>"
    assert {(result.ref, word.value) for result, _, word in conflict.because} == {
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


def test_an_assessment_comes_out_with_its_evidence(ours: Path) -> None:  # noqa: F811
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
        "P.1": "satisfied", "P.2": "conflict", "Q": "unknown", "Q.1": "conflict",
    }  # fmt: skip
    assert own[0].because[0][1].path[0].mapping_set == "structure"
    assert catalog.project(Assessment([]), []).headline() == "0 provisions: none"


# ---------------------------------------------------------------- threats

T, T1, T2, M, N = (Ref.parse(f"iso-iec-27090@draft:{name}") for name in ("T", "T1", "T2", "M", "N"))


def test_a_threat_is_addressed_by_what_is_implemented_or_covers_it() -> None:
    rows = [
        row(M, "mitigates", T), row(T1, "mitigated_by", N), row(X, "superset_of", N), row(Y, "intersects_with", N),
        row(T2, "mitigated_by", D, True), row(B, "mitigated_by", C, unresolved="gone"), row(A, "related", M),
    ]  # fmt: skip
    catalog = catalog_of(rows)

    def state(*implemented: Ref) -> dict[str | None, str]:
        return {
            each.ref.provision: each.defence.value
            for each in catalog.threat_coverage(T.document, implemented)
        }

    assert state() == {"T": "unaddressed", "T1": "unaddressed"}
    assert state(M, Y) == {"T": "addressed", "T1": "unaddressed"}
    assert state(X) == {"T": "unaddressed", "T1": "addressed"}
    assert state(N, X) == {"T": "unaddressed", "T1": "addressed"}
    found = catalog.threat_coverage(T.document, [X])
    assert found.rows()[1]["by"] == (str(X),)
    assert found.rows()[1]["paths"] == (f"{X} superset_of {N} (one) / {N} mitigates {T1} (one)",)
    assert found[0].known == (M,)
    assert found.headline().startswith("1 of 2 threats addressed, 1 unaddressed; the structure of")
    assert repr(found[0]) == f"<Threatened {T}: unaddressed>"
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.only("addressed").counts[Defence.UNADDRESSED] == 1
    with pytest.raises(UnknownCriterion, match="addressed"):
        found.only("adressed")
    with pytest.raises(UnknownCriterion, match="max_steps"):
        catalog.threat_coverage(T, [], max_steps=0)


def test_sub_techniques_inherit_and_techniques_do_not(ours: Path) -> None:  # noqa: F811
    import json

    file = ours / "frameworks" / "acme-policy" / "1.0.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    for each in raw["provisions"][:5]:
        each["kind"] = "technique"
    file.write_text(json.dumps(raw), encoding="utf-8")
    rows = ["acme-guide@1.0:G mitigates acme-policy@1.0:Q", "acme-guide@1.0:H mitigates acme-policy@1.0:P.1"]
    (ours / "mappings" / "threats.sssom.tsv").write_bytes(mapping_set(*rows, head={"style": "threat"}))
    catalog = load(ours).as_of("2026-11-24")
    found = {each.ref.provision: each for each in catalog.threat_coverage("acme-policy", ["acme-guide@1.0"])}
    assert {name: each.defence.value for name, each in found.items()} == {
        "P.1": "addressed", "P.2": "unknown", "Q": "addressed", "Q.1": "inherited",
    }  # fmt: skip
    assert found["Q.1"].paths == found["Q"].paths
    raw["provisions"][0]["assessable"] = True
    file.write_text(json.dumps(raw), encoding="utf-8")
    above = load(ours).as_of("2026-11-24").threat_coverage("acme-policy", ["acme-guide@1.0:H"])
    assert [each.defence.value for each in above] == [
        "partly",
        "addressed",
        "unknown",
        "unaddressed",
        "unaddressed",
    ]
    # No mapping set names mitigations for edition 2.0 of a threat list: another edition has them.
    rows = ["acme-policy@1.0:P.1 mitigates acme-guide@1.0:H"]
    (ours / "mappings" / "threats.sssom.tsv").write_bytes(mapping_set(*rows, head={"style": "threat"}))
    newer = load(ours).as_of("2026-11-24").threat_coverage(["acme-guide@2.0", "acme-policy"], [])
    assert newer.notes == ("no mapping set names mitigations for acme-guide@2.0; they do for acme-guide@1.0",)
    assert catalog.threat_coverage("acme-guide@2.0", [], mapping_sets="lineage").notes == ()


def test_what_was_said_of_the_same_threat_in_an_earlier_edition_is_told_apart() -> None:
    catalog = load().as_of("2026-11-26")
    found = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"])
    assert found.headline() == "0 of 10 threats addressed, 9 formerly, 1 unaddressed"
    by = {each.ref.provision: each for each in found}
    assert by["LLM08"].defence is Defence.UNADDRESSED  # it has another scope than LLM07 of 2025
    for path in by["LLM03"].paths:
        assert str(path[-2].object) == "owasp-llm-top-10@2025:LLM06"  # Excessive Agency, then and now
        assert {str(path[-1].subject), str(path[-1].object)} == {
            "owasp-llm-top-10@2025:LLM06",
            "owasp-llm-top-10@2026:LLM03",
        }
    assert by["LLM03"].paths
    # Whose word is not asked for is not taken on what became of a threat, either.
    acts, lineage = (
        "etsi-en-304-223-2.1.1--owasp-llm-top-10-2025",
        "owasp-llm-top-10-2025--owasp-llm-top-10-2026",
    )
    for words, formerly in ((acts, 0), ({acts, lineage}, 9)):
        asked = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"], mapping_sets=words)
        assert asked.counts[Defence.FORMERLY] == formerly
    (header,) = [each for each in catalog.mapping_sets() if each.id == lineage]
    others = {each.value for each in Trust} - {header.trust.value}
    asked = catalog.threat_coverage("owasp-llm-top-10@2026", ["etsi-en-304-223"], trust=others)
    assert asked.counts[Defence.FORMERLY] == 0
    # What is said of the edition itself comes first, and what an edition without structure says cannot be followed.
    assert not catalog.threat_coverage("mitre-atlas@2026.09", ["mitre-atlas@2026.09"]).counts[
        Defence.FORMERLY
    ]
    moved = catalog.threat_coverage("mitre-atlas@2026.09", ["mitre-atlas@2026.07:AML.M0020"])
    assert moved.counts[Defence.ADDRESSED] == 0
    assert moved.counts[Defence.FORMERLY] > 20


def test_every_mitigation_of_atlas_leaves_no_known_one_out() -> None:
    catalog = load().as_of("2026-11-24")
    found = catalog.threat_coverage("mitre-atlas@2026.07", ["mitre-atlas@2026.07"])
    assert found.counts[Defence.UNADDRESSED] == 0
    assert {each.name for each in found} & {"LLM Prompt Injection"}
