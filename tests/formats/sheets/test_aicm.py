"""Matrices and questionnaires of the Cloud Security Alliance."""

from collections.abc import Callable
from typing import Any

import pytest
from sheets_of_others import entries

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData, UnknownCriterion

Read = Callable[..., formats.Import]
RowsOf = Callable[..., list[tuple[Any, ...]]]
OwnSet = Callable[..., Catalog]

STAMP = '{"specification_name":"AICM","specification_version":"%s"}'
CONTROLS = [
    [STAMP % "9.9"],
    ["", "", "", "", "Typical Control Applicability and Ownership"],
    ["Control Domain", "Control Title", "Control ID", "Control\nSpecification", "Control Type"],
    ["Audit & Assurance"],
    ["", "Audit Policy", "A&A-01", "Have a policy.", "AI"],
    ["", "Assessments", "A&A-02", "Assess."],
    ["End of Standard"],
]
MAPPINGS = [
    [STAMP % "9.9"],
    ["", "", "", "", "ISO/IEC 42001:2023", "", "", "EU AI Act"],
    ["Control Domain", "Control Title", "Control ID", "Control Specification", "Control Mapping", "Gap Level", "Addendum", "Control Mapping", "Gap Level", "Addendum"],
    ["", "", "A&A-01", "", "42001: A.2.2\n42001: 9.2", "Partial Gap", "Review it.", "No Mapping", "Full Gap", "N/A"],
    ["", "", "A&A-02", "", "A.2.3", "No Gap", "", "Article 9 (1)", "No Gap", ""],
]  # fmt: skip
QUESTIONS = [
    ["Question ID", "Question", "Service Provider AI-CAIQ Answer", "SSRM Control Ownership", "Service Provider Implementation Description (Optional/Recommended)", "Service Customer Responsibilities (Optional/Recommended)", "", "", "AICM Control ID", "AICM Control Title", "AICM Domain Title"],
    ["A&A-01.1", "Is there a policy?", "Yes", "CSP-owned", "Policy 7.", "Read it.", "", "", "A&A-01", "Audit Policy", "Audit & Assurance"],
    ["A&A-01.2", "Is it reviewed?", "NO", "", "", ""],
    ["A&A-02.1", "Are you assessed?", "NA", "", "Not yet.", "", "", "", "A&A-02", "Assessments"],
    ["A&A-02.2", "And again?", "perhaps"],
    ["A&A-02.3", "And then?"],
    ["© copyright"],
]  # fmt: skip


def test_a_matrix_is_read_with_what_it_maps_to(read: Read, rows_of: RowsOf) -> None:
    found = read(
        {"AICM": CONTROLS, "Scope Applicability (Mappings)": MAPPINGS, "Notes": [["x"]]}, name="AICMv9.9"
    )
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert [(each.id, each.kind.value, each.title, each.parent, each.summary) for each in loaded.framework("csa-aicm@9.9").provisions] == [
        ("A&A", "domain", "Audit & Assurance", None, None),
        ("A&A-01", "control", "Audit Policy", "A&A", "Have a policy."),
        ("A&A-02", "control", "Assessments", "A&A", "Assess."),
    ]  # fmt: skip
    assert rows_of(found, "comment", "other") == [
        ("csa-aicm@9.9:A&A-01", "related", "iso-iec-42001@2023:9.2", "Review it.", (("gap_level", "Partial Gap"),)),
        ("csa-aicm@9.9:A&A-01", "related", "iso-iec-42001@2023:A.2.2", "Review it.", (("gap_level", "Partial Gap"),)),
        ("csa-aicm@9.9:A&A-02", "related", "eu-ai-act@2024/1689:Article 9(1)", None, (("gap_level", "No Gap"),)),
        ("csa-aicm@9.9:A&A-02", "related", "iso-iec-42001@2023:A.2.3", None, (("gap_level", "No Gap"),)),
    ]  # fmt: skip
    assert loaded.standard("csa-aicm@9.9").publisher == "csa"
    assert entries(found) == [("dropped", "control type", "1 filled cell")]


def test_answers_are_results(read: Read, catalog: Catalog) -> None:
    found = read({"AI-CAIQ": QUESTIONS}, name="AI_CAIQv1.1.0-answers")
    assert found.assessment is not None
    assert found.overlay is None  # the questionnaire is shipped
    assert [(str(each.ref), each.result.value, each.evidence, each.note) for each in found.assessment] == [
        ("csa-ai-caiq@1.1.0:A&A-01.1", "satisfied", "Policy 7.", "SSRM control ownership: CSP-owned; customer responsibilities: Read it."),
        ("csa-ai-caiq@1.1.0:A&A-01.2", "not_satisfied", None, None),
        ("csa-ai-caiq@1.1.0:A&A-02.1", "not_applicable", "Not yet.", None),
    ]  # fmt: skip
    assert entries(found, "unresolved") == [
        ("dropped", "answer", "perhaps"),
        ("dropped", "summary", "texts of 3 provisions: csa-ai-caiq@1.1.0 has its own"),
    ]
    assert catalog.pin(found.assessment)
    unknown = read({"AI-CAIQ": QUESTIONS}, name="AI_CAIQv9.9")
    assert unknown.assessment is not None
    assert unknown.overlay is not None
    assert str(unknown.assessment[0].ref) == "csa-ai-caiq@9.9:A&A-01.1"
    assert aiss.load(unknown.overlay).provision("csa-ai-caiq@9.9:A&A-01.1").summary == "Is there a policy?"


def test_a_flat_table_of_questions_and_mappings(read: Read, rows_of: RowsOf) -> None:
    prefix = "Scope Applicability (Mappings)_"
    header = [
        "Control Domain", "Control Title", "Control ID", "CAIQ_Question ID", "CAIQ_Consensus Assessments Question",
        "CCM_Control Specification", f"{prefix}ISO/IEC 27001:2022, 27002:2022 Control Mapping", f"{prefix}Gap Level",
        f"{prefix}Addendum",
    ]  # fmt: skip
    rows = [
        header,
        ["Audit & Assurance", "Policy", "A&A-01", "A&A-01.1", "Is it?", "Have one.", "27001: A.5.1\n27002: 5.1 (l)\n27099: X", "No Gap", ""],
        ["Audit & Assurance", "Policy", "A&A-01", "A&A-01.2", "Is it now?", "Have one.", "27001: A.5.1\n27002: 5.1 (l)\n27099: X", "No Gap", ""],
    ]  # fmt: skip
    names = {
        "ISO/IEC 27001:2022, 27002:2022": "iso-iec-27001@2022", "ISO/IEC 27001:2022": "iso-iec-27001@2022",
        "ISO/IEC 27002:2022": "iso-iec-27002@2022",
    }  # fmt: skip
    found = read(rows, name="ccm-caiq-9.0.3", documents=names)
    ccm = "csa-ccm@9.0.3"
    assert rows_of(found) == [
        (f"{ccm}:A&A-01", "related", "iso-iec-27001@2022:27099: X"),
        (f"{ccm}:A&A-01", "related", "iso-iec-27001@2022:A.5.1"),
        (f"{ccm}:A&A-01", "related", "iso-iec-27002@2022:5.1"),
    ]
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert [each.id for each in loaded.framework("csa-caiq@9.0.3").provisions] == [
        "A&A",
        "A&A-01",
        "A&A-01.1",
        "A&A-01.2",
    ]
    assert not found.losses.only("duplicate")


def test_a_crosswalk_of_two_editions_is_no_questionnaire(read: Read) -> None:
    with pytest.raises(InvalidData, match="no sheet has the columns of a known layout"):
        read(
            [["old_question_id", "new_question_id"], ["A&A-01.1", "A&A-01.2"]],
            name="aicm-caiq-1.0.2-to-1.1.0",
        )


def test_a_sheet_without_a_version_is_undated(read: Read) -> None:
    rows = [["Control ID", "Control Specification"], ["X-1", "no code"], ["MDS-01", "Secure it."]]
    found = read(rows, name="controls", match=False)
    assert found.overlay is not None
    assert "frameworks/csa-aicm/undated.json" in found.overlay.files


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
def test_a_questionnaire_goes_out_and_comes_in(catalog: Catalog, syntax: str) -> None:
    done = aiss.Assessment.of(
        [
            ("csa-ai-caiq@1.1.0:A&A-01.1", "satisfied", "Policy 7.", None, None, "SSRM control ownership: CSP-owned; customer responsibilities: Read it."),
            ("csa-ai-caiq@1.1.0:A&A-01.2", "not_satisfied"),
            ("csa-ai-caiq@1.1.0:A&A-02.1", "not_applicable", "Not yet."),
        ]
    )  # fmt: skip
    made = formats.write("aicm", done, catalog=catalog, syntax=syntax)
    assert made.content == formats.write("aicm", done, catalog=catalog, syntax=syntax).content
    found = formats.read(contents={f"a{made.suffix}": made.content}, catalog=catalog)
    assert found.assessment == done
    assert [str(each.what) for each in found.losses] == ["CSA AI-CAIQ v1.1.0 is csa-ai-caiq@1.1.0"]


def test_a_matrix_goes_out_with_answers_and_mappings(
    catalog: Catalog, own_set: OwnSet, rows_of: RowsOf
) -> None:
    ours = own_set(
        [
            ["subject", "relationship", "object", "gap level", "comment"],
            ["csa-ccm@4.1:A&A-01", "related", "iso-iec-42001@2023:A.2.2", "No Gap", ""],
            ["csa-ccm@4.1:A&A-01", "related", "iso-iec-42001@2023:A.2.3", "No Gap", "more"],
            ["iso-iec-27001@2022:A.5.1", "equal", "csa-ccm@4.1:A&A-02", "", ""],
            ["iso-iec-27001@2022:A.5.1", "related", "nist-csf@2.0:GV", "", ""],
        ]
    )
    answers = aiss.Assessment.of(
        [
            ("csa-ccm@4.1:A&A-01", "partly", "some", "me", "2026-11-01", "a note", "system"),
            ("csa-ccm@4.1:A&A-01", "satisfied", "all"),
            ("csa-ccm@4.1:A&A", "satisfied"),
            ("csa-aicm@1.1.0:A&A-01", "satisfied"),
        ]
    )
    made = formats.write("aicm", "csa-ccm@4.1", "own", answers, catalog=ours)
    assert sorted((field, what) for _, field, what in entries(made)) == [
        ("", "iso-iec-27001@2022:A.5.1 related nist-csf@2.0:GV (own)"),
        ("", "satisfied"),
        ("", "satisfied"),
        ("assessor", "me"),
        ("date", "2026-11-01"),
        ("result", "partly is answered with No"),
        ("result", "satisfied, beside partly"),
        ("subject", "system"),
        ("type", "equal"),
    ]
    found = formats.read(
        contents={"ccm-4.1.xlsx": made.content}, catalog=catalog, documents={"CSA CCM v4.1": "csa-ccm@4.1"}
    )
    assert rows_of(found, "comment", "other") == [
        ("csa-ccm@4.1:A&A-01", "related", "iso-iec-42001@2023:A.2.2", "more", (("gap_level", "No Gap"),)),
        ("csa-ccm@4.1:A&A-01", "related", "iso-iec-42001@2023:A.2.3", "more", (("gap_level", "No Gap"),)),
        ("csa-ccm@4.1:A&A-02", "related", "iso-iec-27001@2022:A.5.1", None, ()),
    ]
    assert found.assessment is not None
    assert [(each.result.value, each.evidence) for each in found.assessment] == [
        ("not_satisfied", "some; a note")
    ]


def test_only_matrices_have_such_a_workbook(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="such a workbook is of one matrix"):
        formats.write("aicm", "owasp-llm-top-10@2025", catalog=catalog)
    with pytest.raises(InvalidData, match="such a workbook is of one matrix"):
        formats.write("aicm", catalog=catalog)
    with pytest.raises(UnknownCriterion, match="unknown syntax"):
        formats.write("aicm", "csa-ccm@4.1", catalog=catalog, syntax="ods")
