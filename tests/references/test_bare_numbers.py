"""Numbers of lists, counts, scores and sections of the page itself, which are no provisions."""

import pytest

from ai_security_standards import load

CATALOG = load()

READ: dict[str, tuple[str, list[str]]] = {
    "the mark of a list": ("1. Maps to the right CWE ID.\n2. Loads guidance\n3. Explains\n", []),
    "the mark of a list after requirements": (
        "1. Confirms that it meets all ISO 27001:2022 requirements\n2. Verify that documents exist\n", [],
    ),
    "a list of clauses": (
        "ISO 27001:2022 clauses\n4. Context of the organization\n",
        ["iso-iec-27001@2022:4"],
    ),
    "the number of a heading": ("in line\nwith ISO/IEC 27001:2022 requirements.\n\n---\n\n### 2. What the ISMS Is\n", []),
    "a mark behind a word of a standard": ("# NIST AI RMF\n- uses `Map`\n2. **Handles** errors\n", []),
    "a count": ("OWASP Top 10 2021 (10 個類別), CWE ID\n- 8 個測試", []),
    "a score": ("Conformité OWASP MCP : 4.2/10.", []),
    "a section of the page": ("the OWASP Top 10 for LLM (§9)", []),
    "several numbers": ("CWE-285/862/863", ["cwe@4.20:CWE-285", "cwe@4.20:CWE-862", "cwe@4.20:CWE-863"]),
    "no score": ("OWASP MCP 11.2 and MCP01", ["owasp-mcp-top-10@2025:MCP01"]),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_bare_number_is_no_provision(case: str) -> None:
    text, expected = READ[case]
    found = [each for each in CATALOG.audit(text) if not each.refs or each.refs[0].provision]
    assert [str(each.refs[0]) for each in found if each.refs] == expected


@pytest.mark.parametrize("number", ["Requirement 8.3", "Clause 9.2", "control 5.15"])
def test_a_number_far_from_the_names_of_several_documents_is_of_none(number: str) -> None:
    text = f"ISO 27001, PCI DSS and GDPR.{' word' * 400} {number}"
    assert [each.text for each in CATALOG.find_references(text)] == ["ISO 27001", "PCI DSS", "GDPR"]
