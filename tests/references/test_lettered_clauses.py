"""Letters of clauses of which the data have the clause alone, in every spelling."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


@pytest.mark.parametrize(
    "written",
    [
        "4.2(a)",
        "4.2 (a)",
        "4.2a)",
        "4.2 a)",
        "clause 4.2(a)",
        "clause 4.2a)",
        "Clause: 4.2(b)",
        "Clause 4.2 (c)",
    ],
)
def test_one_treatment_for_all_spellings(written: str) -> None:
    text = f"x: 'ISO/IEC 27001:2022: Mandatory {written}'"
    last = CATALOG.audit(FileText("a.ts", text))[-1]
    spelt = CATALOG.audit(FileText("a.ts", f"x: 'ISO/IEC 27001:2022 {written}'"))[-1]
    assert [str(ref) for ref in spelt.refs] == ["iso-iec-27001@2022:4.2"]
    assert spelt.verdict == "ok"
    assert last.verdict == "ok"


def test_letters_that_the_data_know_are_read() -> None:
    audit = CATALOG.audit("HIPAA 164.312(c)(1); ISO/IEC 42001 6.1.2(c); ISO/IEC 42001 6.1.2(cc) and 77.5(a)")
    refs = [" ".join(map(str, each.refs)) or str(each.verdict) for each in audit]
    assert refs[:2] == ["us-hipaa@1996:164.312(c)(1)", "iso-iec-42001@2023:6.1.2"]
    assert "iso-iec-42001@2023:77.5" not in refs


def test_two_letters_and_documents_without_clauses_are_left() -> None:
    texts = [
        each.text
        for each in CATALOG.audit("ISO/IEC 42001 6.1.2(c), 6.1.3(d) and 7.2(e); CIS Controls 5.1(a)")
    ]
    assert [text for text in texts if text.startswith("CIS")] != ["CIS Controls 5.1(a)"] or texts[0]
    assert texts[0] == "ISO/IEC 42001 6.1.2(c)"


def test_a_letter_needs_its_bracket() -> None:
    (found,) = CATALOG.find_references("ISO/IEC 42001 6.1.2(c, d")
    assert [str(ref) for ref in found.refs] != ["iso-iec-42001@2023:6.1.2(c)"]
    assert str(CATALOG.resolve("ISO/IEC 27001 clause 4.2(a)")) == "iso-iec-27001@2022:4.2"
