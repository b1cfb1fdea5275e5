"""Numbers that count, date or number something else than provisions."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

READ: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "controls of an annex": (
        "ISO 27001 Annex A 93 controls in 4 themes",
        [("ISO 27001 Annex A", "iso-iec-27001@2022:Annex A")],
    ),
    "with a classifier": (
        "ISO 27001:2022: Annex A 14个域",
        [("ISO 27001:2022: Annex A", "iso-iec-27001@2022:Annex A")],
    ),
    "with its title": (
        "ISO 27001 Annex A 8 Technological controls",
        [("ISO 27001 Annex A 8", "iso-iec-27001@2022:A.8")],
    ),
    "in a bracket behind a heading": (
        "22301-Anforderungen (6 Zuordnungen) und ISO 27001",
        [("ISO 27001", "iso-iec-27001@2022")],
    ),
    "a range in a bracket": (
        "ISO 27001 clauses (4 to 10)",
        [("ISO 27001 clauses (4", "iso-iec-27001@2022:4"), ("10", "iso-iec-27001@2022:10")],
    ),
    "what a clause asks for": (
        "ISO 27001 Clause 9 requires",
        [("ISO 27001 Clause 9", "iso-iec-27001@2022:9")],
    ),
    "another heading before a comma": (
        "ISO 27001: manage clauses, Annex A",
        [("ISO 27001", "iso-iec-27001@2022"), ("Annex A", "iso-iec-27001@2022:Annex A")],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_a_count_is_no_part_of_an_identifier(case: str) -> None:
    text, expected = READ[case]
    found = CATALOG.audit(FileText("case.md", text))
    assert [(each.text, str(each.refs[0])) for each in found if each.refs] == expected
    assert all(each.refs for each in found)


#: Texts, and the provisions that are read in them.
TEXTS = {
    "the EU AI Act, as amended, moves Annex I to 2 August 2028.": "Annex I",
    "the EU AI Act, Annex III, points 1 and 2": "Annex III(1) Annex III(2)",
    "**Stage 1** - ATT&CK + CAPEC, 1 000 samples": "",
    "CIS Controls v8.1\n- **Controls**: 1,800+ in the database": "",
    "CWE-79,352": "CWE-79 CWE-352",
    "ISO 27001: 82 of 93 Annex A controls (11 missing).": "Annex A",
    "ISO 27001:2022 Annex A controls (5.15)": "A.5.15",
    "GDPR Art. 6 (1)": "Article 6(1)",
    "ISO/IEC 27001:2022\nprocedure_id: 'A.5.1-01'": "",
    "ISO/IEC 27001:2022\ncontrol_id: 'A.5.1'": "A.5.1",
    "NIST CSF 2.0\nid: RM-01\nid: GV.RM-01": "GV.RM-01",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_count_is_no_provision(text: str) -> None:
    refs = [ref for each in CATALOG.audit(text) for ref in each.refs if ref.provision]
    assert " ".join(str(ref.provision) for ref in refs) == TEXTS[text]
    assert not [each for each in CATALOG.audit(text) if each.verdict in ("unknown", "retired")]


@pytest.mark.parametrize("text", ["PR-NIST-AI-RMF-v0.1", "NIST_AI_RMF_v0.2"])
def test_a_draft_of_somebody_is_no_edition(text: str) -> None:
    [found] = CATALOG.audit(f"profile: {text}")
    assert (str(found.refs[0]), found.verdict) == ("nist-ai-rmf@1.0", "ok")


def test_editions_below_one_are_read() -> None:
    found = CATALOG.audit("slsa-v0.1, AVID 0.2")
    assert [str(each.refs[0]) for each in found] == ["slsa@0.1", "avid@0.2"]
    assert CATALOG.audit("the NIST AI RMF v0.1")[0].verdict == "unknown"
