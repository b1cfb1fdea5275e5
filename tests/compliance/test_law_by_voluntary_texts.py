"""Law is not met by a voluntary text, however much that text asks for, unless the law itself says so.

A curated mapping set states that seven points of the AI Act lie within commitments of the code of practice on
general-purpose models. So they do in content. But adherence is no conclusive evidence of compliance.
"""

import pytest

from ai_security_standards import Assessment, load

CATALOG = load().as_of("2026-11-26")
ACT, CODE = "eu-ai-act@2024/1689", "eu-gpai-code@2025"
#: The points of the Act that lie within commitments of the code, and the commitments.
WITHIN = [
    (f"{ACT}:Article 53(1)(b)", f"{CODE}:Transparency Commitment 1"),
    (f"{ACT}:Article 53(1)(b)(i)", f"{CODE}:Transparency Measure 1.2"),
    (f"{ACT}:Article 53(1)(b)(ii)", f"{CODE}:Transparency Measure 1.1"),
    (f"{ACT}:Article 53(1)(c)", f"{CODE}:Copyright Commitment 1"),
    (f"{ACT}:Article 53(1)(c)", f"{CODE}:Copyright Measure 1.1"),
    (f"{ACT}:Article 55(1)(b)", f"{CODE}:Safety and Security"),
    (f"{ACT}:Article 55(1)(c)", f"{CODE}:Commitment 9"),
]
#: Acts, and voluntary documents that others have mapped to them.
PAIRS = [
    ("eu-ai-act", "eu-gpai-code"),
    ("eu-ai-act", "iso-iec-42001@2023"),
    ("eu-ai-act", "nist-ai-rmf"),
    ("eu-ai-act", "etsi-en-304-223"),
    ("eu-cra", "iso-iec-27001"),
    ("eu-nis2", "nist-csf"),
]


@pytest.mark.parametrize(("point", "commitment"), WITHIN)
def test_the_rows_keep_their_content(point: str, commitment: str) -> None:
    stated = [each for each in CATALOG.relationships(point, to=CODE) if str(each.object) == commitment]
    assert "subset_of" in {each.type.value for each in stated}


@pytest.mark.parametrize(("point", "commitment"), WITHIN)
def test_a_commitment_does_not_cover_a_point_of_the_act(point: str, commitment: str) -> None:
    found = CATALOG.coverage(point, commitment)
    assert found.about(point).extent.value in ("partial", "candidate")
    assert found.bounds.least == 0


@pytest.mark.parametrize(("point", "commitment"), WITHIN)
def test_a_commitment_does_not_satisfy_a_point_of_the_act(point: str, commitment: str) -> None:
    audit = Assessment.of([(commitment, "satisfied")])
    results = {str(each.ref): each.result.value for each in CATALOG.project(audit, onto=ACT)}
    assert results[point] in ("partly", "indicated")
    assert "satisfied" not in results.values()


@pytest.mark.parametrize(("point", "commitment"), WITHIN)
def test_no_plan_meets_a_point_of_the_act_by_a_commitment(point: str, commitment: str) -> None:
    plan = CATALOG.plan(point, using=commitment, method="greedy")
    assert len(plan.covered) == 0


def test_the_code_covers_nothing_of_the_act() -> None:
    found = CATALOG.coverage("eu-ai-act", implemented=["eu-gpai-code"])
    assert [str(each.ref) for each in found.only("full")] == []
    assert found.headline().startswith("at least 0 and ")


def test_the_answer_prints_what_the_act_says_of_the_code() -> None:
    for point, commitment in WITHIN:
        row = CATALOG.coverage(point, commitment).about(point)
        said = [str(each) for each in row.deemed_by if "codes of practice" in str(each)]
        assert len(said) == 1
        assert "the provider adheres to the code" in said[0]
        assert "may-rely never counts" in said[0]


def test_an_annex_of_iso_does_not_satisfy_article_26() -> None:
    audit = Assessment.of([(f"{CODE}:Commitment 9", "satisfied"), ("iso-iec-42001@2023:A.9.4", "satisfied")])
    found = CATALOG.project(audit, onto="eu-ai-act")
    assert [str(each.ref) for each in found.only("satisfied")] == []
    assert CATALOG.coverage(f"{ACT}:Article 26(1)", "iso-iec-42001@2023:A.9.4").bounds.least == 0


@pytest.mark.parametrize(("act", "document"), PAIRS)
def test_no_voluntary_document_covers_law_by_what_others_say_of_it(act: str, document: str) -> None:
    assert CATALOG.coverage(act, document).bounds.least == 0
    assert len(CATALOG.project([(document, "satisfied")], onto=act).only("satisfied")) == 0


def test_the_act_is_covered_by_its_own_results_and_structure_alone() -> None:
    whole = CATALOG.coverage(f"{ACT}:Article 53", f"{ACT}:Article 53")
    assert whole.bounds.least == whole.bounds.of
    both = CATALOG.coverage(f"{ACT}:Article 53", [f"{ACT}:Article 53(1)(c)", CODE])
    assert [each.ref.provision for each in both.only("full")] == ["Article 53(1)(c)"]
