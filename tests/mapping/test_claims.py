"""Claims of data 2026.11.0 that an independent look found wrong, and that are made no more."""

from __future__ import annotations

import pytest

from ai_security_standards import Assessment, load

CATALOG = load().as_of("2026-11-29")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eu-ai-act:Article 14(1)", "etsi-en-304-223:5.1.4-1"),
        ("eu-ai-act:Article 15", "etsi-en-304-223:5.1.2-2"),
        ("eu-ai-act:Article 11(1)", "nist-ai-rmf:MAP 2.1"),
        ("eu-ai-act:Article 13(3)", "nist-ai-rmf:MAP 2.2"),
        ("eu-ai-act:Article 26(1)", "iso-iec-42001:A.9.4"),
    ],
)
def test_no_containment_ignores_scope_or_rests_on_a_text_that_was_not_read(one: str, other: str) -> None:
    (row,) = CATALOG.crosswalk(one, other, editions="exact").only("asserted")[:1]
    assert row.relation.certain == "overlaps"


@pytest.mark.parametrize("target", ["etsi-en-304-223", "nist-ai-rmf"])
def test_the_act_covers_nothing_that_speaks_of_all_systems(target: str) -> None:
    assert CATALOG.coverage(target, ["eu-ai-act"], editions="exact").counts["full"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eu-ai-act:Article 14", "nist-ai-rmf:MEASURE 2.12"),
        ("eu-ai-act:Article 15", "nist-ai-rmf:MEASURE 2.12"),
        ("eu-ai-act:Article 10", "iso-iec-42001:A.8.4"),
        ("eu-ai-act:Article 10(3)", "nist-ai-rmf:MAP 3.1"),
        ("eu-ai-act:Article 11(1)", "nist-ai-rmf:GOVERN 3.1"),
        ("eu-ai-act:Article 12", "iso-iec-42001:A.4.6"),
        ("eu-ai-act:Article 9(4)", "iso-iec-42001:A.4.2"),
        ("eu-ai-act:Article 50(4)", "etsi-en-304-223:5.2.2-4"),
        ("eu-ai-act:Article 53(1)(c)", "eu-gpai-code:Measure 10.2"),
        ("owasp-llm-top-10@2025:LLM01", "mitre-atlas@5.6.1:AML.T0088"),
    ],
)
def test_what_nobody_assumes_is_not_denied(one: str, other: str) -> None:
    assert not any(row.type == "no_relationship" for row in CATALOG.relationships(one, to=other))


def test_denials_are_few_beside_what_is_shared() -> None:
    curated = [header.id for header in CATALOG.mapping_sets(trust="curated", style="set_theory")]
    rows = [row for each in curated for row in CATALOG.mapping_set(each).relationships]
    assert sum(row.type == "no_relationship" for row in rows) == 122
    assert len(rows) == 1434


def test_threats_that_the_data_address_are_not_called_unaddressed() -> None:
    earlier, today = (
        CATALOG.threat_coverage("owasp-llm-top-10", [edition])
        for edition in ("owasp-aisvs@1.0", "owasp-aisvs")
    )
    assert today.counts["unaddressed"] == 0
    assert today.counts["formerly"] == earlier.counts["addressed"] + earlier.counts["formerly"] == 10
    assert not today.headline().startswith("0 of")


def test_a_control_that_acts_on_all_risks_acts_on_each() -> None:
    found = CATALOG.threat_coverage("cosai-risk-map", ["cosai-risk-map:controlRedTeaming"])
    assert found.counts["addressed"] == len(found) == 36


def test_a_code_of_practice_does_not_satisfy_the_act() -> None:
    assert CATALOG.coverage("eu-ai-act", ["eu-gpai-code"]).counts["full"] == 0
    audit = Assessment.of(
        [("eu-gpai-code@2025:Commitment 9", "satisfied"), ("iso-iec-42001@2023:A.9.4", "satisfied")]
    )
    for editions in ("exact", "same", "carried"):
        assert not CATALOG.project(audit, "eu-ai-act", editions=editions).counts["satisfied"]
