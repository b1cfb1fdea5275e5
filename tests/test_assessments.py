"""Results of an assessment: read from plain rows and written as such; several of one provision stay."""

from __future__ import annotations

import csv
import datetime as dt
import io
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_security_standards import Assessment, InvalidData, Ref, UnknownReference, load
from ai_security_standards.assessments import Result, worst_results
from ai_security_standards.vocabulary import Outcome

LLM01, LLM02 = "owasp-llm-top-10@2025:LLM01", "owasp-llm-top-10@2025:LLM02"
TEXT = st.one_of(st.none(), st.text("ab c=", min_size=1).map(str.strip).map(lambda text: text or None))
RESULTS = st.builds(
    Result,
    st.sampled_from("ABCDEFG").map(lambda name: Ref("acme-policy", "1.0", name)),
    st.sampled_from(list(Outcome)),
    TEXT,
    TEXT,
    st.sampled_from([None, "2026", "2026-11", "2026-11-24"]),
    TEXT,
    st.sampled_from([None, "chatbot", "scoring"]),
)


@given(st.lists(RESULTS, unique_by=lambda each: each.ref))
def test_out_as_rows_and_back_loses_nothing(results: list[Result]) -> None:
    assessment = Assessment(results)
    assert Assessment.of(assessment.rows()) == assessment
    assert Assessment.of([tuple(row.values()) for row in assessment.rows()]) == assessment
    assert pickle.loads(pickle.dumps(assessment)) == assessment


def test_rows_of_any_plain_shape_are_read() -> None:
    found = Assessment.of(
        [
            {"ref": LLM01, "result": "Not satisfied", "date": dt.date(2026, 11, 24)},
            {"ref": Ref.parse("iso-iec-42001:A.6.2.4"), "result": "", "evidence": "  "},
            ("nist-ai-rmf:GOVERN 1.1", Outcome.PARTLY, None, "Ann"),
        ]
    )
    assert [each.result.value for each in found] == ["not_satisfied", "not_assessed", "partly"]
    assert found[0].date == "2026-11-24"
    assert (found[1].evidence, found[2].assessor) == (None, "Ann")
    assert found.headline() == "3 results: 1 not_satisfied, 1 partly, 1 not_assessed"
    assert Assessment([]).headline() == "0 results"
    table = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert Assessment.of(table) == found
    wider = [{**row, "colour": "red"} for row in table]
    assert Assessment.of(wider, strict=False) == found


def test_several_results_of_one_provision_stay_and_disagreement_is_counted() -> None:
    twice = Assessment.of([(LLM01, "satisfied", "a"), (LLM01, "satisfied", "b"), (LLM01, "satisfied", "b")])
    assert [each.evidence for each in twice] == ["a", "b"]
    assert twice.disagreements == ()
    rows: list[Any] = [
        (LLM01, "satisfied", "a"),
        (LLM01, "partly", "b"),
        (LLM01, "", "c"),
        (LLM02, "satisfied"),
    ]
    several = Assessment.of(rows)
    assert len(several) == 4
    assert several.disagreements == (Ref.parse(LLM01),)
    assert several.headline() == (
        "4 results: 2 satisfied, 1 partly, 1 not_assessed; results disagree on 1 provision"
    )
    # Not assessed is no finding: it neither disagrees nor stands against another result.
    assert Assessment.of([rows[0], rows[2]]).disagreements == ()


def test_worst_results_stand() -> None:
    order = ["not_satisfied", "partly", "not_applicable", "satisfied", "not_assessed"]
    for place, worst in enumerate(order):
        results = Assessment.of([(LLM01, word, word) for word in reversed(order[place:])])
        assert [each.evidence for each in worst_results(results)] == [worst]


def test_subjects_are_kept_apart_unless_they_are_merged() -> None:
    audit = Assessment.of(
        [
            {"ref": LLM01, "result": "satisfied", "subject": "chatbot"},
            {"ref": LLM01, "result": "not satisfied", "subject": "scoring"},
            {"ref": LLM02, "result": "satisfied"},
        ]
    )
    assert audit.subjects == ("chatbot", "scoring")
    assert audit.disagreements == ()
    assert audit.headline() == "3 results: 2 satisfied, 1 not_satisfied; 2 subjects"
    apart = audit.split_by_subject()
    assert {name: [str(each.ref)[-5:] for each in found] for name, found in apart.items()} == {
        "chatbot": ["LLM01", "LLM02"], "scoring": ["LLM01", "LLM02"],
    }  # fmt: skip
    assert audit.merge_subjects().disagreements == (Ref.parse(LLM01),)
    alone = audit.merge_subjects()
    assert alone.split_by_subject() == {None: alone}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((LLM01, "satisfyed"), "row 2, result: unknown result 'satisfyed'.*satisfied"),
        ((LLM01, "zzzz"), "write 'satisfied' or 'not_satisfied' or 'partly'"),
        (("LLM 01", "satisfied"), "row 2, ref: 'LLM 01' is not a reference"),
        ((LLM01,), "row 2, result: result is missing"),
        ({"result": "partly"}, "row 2, ref: ref is missing"),
        ({"ref": LLM01, "resullt": "partly"}, "unknown column 'resullt'. Repair: write 'result'"),
        ({"ref": LLM01, "result": "partly", "colour": 1}, "strict=False"),
        ((LLM01, "partly", None, None, "24.11.2026"), "row 2, date: '24.11.2026' is not a date"),
        ("owasp", "row 2: a row must be a mapping"),
        (7, "row 2: a row must be a mapping"),
        (tuple("abcdefgh"), "at most 7 values"),
    ],
)
def test_a_wrong_row_is_named(row: Any, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        Assessment.of([(LLM01, "satisfied"), row])


def test_references_are_pinned_to_their_edition() -> None:
    catalog = load().as_of("2026-11-24")
    rows = [("owasp-llm-top-10@2025:LLM01", "partly"), ("iso-iec-42001", "satisfied")]
    found = Assessment.of([*rows, ("iso-iec-12792@2025:5.1", "partly"), ("iso-iec-42001:A.6.2.4", "partly")])
    assert [str(each.ref) for each in catalog.pin(found)] == [
        LLM01, "iso-iec-42001@2023", "iso-iec-12792@2025:5.1", "iso-iec-42001@2023:A.6.2.4",
    ]  # fmt: skip
    with pytest.raises(UnknownReference, match="did you mean 'LLM01'"):
        catalog.pin(Assessment.of([("owasp-llm-top-10@2025:LLM011", "partly")]))
    # A file from elsewhere has more than one identifier that means nothing: all of them are named at once.
    foreign = [
        (f"iso-iec-42001:{name}", "satisfied") for name in ("A.2.2", "A.3.4", "A.5.7", "A.10.5", "A.3.4")
    ]
    with pytest.raises(UnknownReference) as raised:
        catalog.pin(Assessment.of(foreign))
    assert "has no provision 'A.3.4'" in str(raised.value)
    assert str(raised.value).endswith("2 more references unknown: iso-iec-42001:A.5.7, iso-iec-42001:A.10.5")
    assert raised.value.reference == "iso-iec-42001:A.3.4"
    assert len(catalog.pin(Assessment.of([*rows[1:], ("iso-iec-42001@2023", "partly")])).disagreements) == 1
