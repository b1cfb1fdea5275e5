"""Identifiers that are clear by their key, list, title or other spelling on the page."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def _read(path: str, text: str) -> list[str]:
    return [
        ref.provision for each in CATALOG.audit(FileText(path, text)) for ref in each.refs if ref.provision
    ]


def test_a_list_of_techniques_is_read_by_its_key() -> None:
    head = "// MITRE ATT&CK techniques\nvar a = 1\n\n"
    assert _read("a.go", head + '\tMITRETechniques: []string{"T1189", "T1071"},\n') == ["T1189", "T1071"]
    assert _read("a.json", '{"doc": "MITRE ATT&CK", "x": {"mitreTechniques": ["T1189"]}}') == ["T1189"]
    head = "// ISO/IEC 42001 controls\nvar a = 1\n\n"
    assert _read("a.go", head + '\tControlIDs: []string{"A.6.2.4", "A.6.2.6"},\n') == ["A.6.2.4", "A.6.2.6"]
    assert _read("a.go", head + '\tcontrolId = "A.6.2.4"\n') == ["A.6.2.4"]
    assert _read("a.go", head + '\tColours: []string{"A.6.2.4", "A.6.2.6"},\n') == []
    assert _read("a.go", head + '\tprint("A.6.2.4")\n') == []
    assert _read("a.go", head + '\tx "A.6.2.4"\n') == []
    assert _read("a.go", head + '\t"A.6.2.4 and so on"\n') == []


def test_tactics_in_headings_are_read() -> None:
    assert _read("a.md", "# About MITRE ATT&CK\n\n## TA0043 -- Reconnaissance\n") == ["TA0043"]
    assert _read("a.md", "# About MITRE ATT&CK\n\n## T20 -- Cricket\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ id: 'a', functionId: 'GV', x: 'GV.OC' }", ["GV", "GV.OC"]),
        ("{ relatedFunctions: ['GV', 'ID'] }", ["GV", "ID"]),
        ("{ colour: 'GV' }", []),
        ("{ functionId: 'GV and so on' }", []),
        ("{ functionId: GV }", []),
    ],
)
def test_functions_are_read_by_their_key(text: str, expected: list[str]) -> None:
    assert _read("a.ts", f"// NIST CSF 2.0\nexport const a = [\n{text},\n];\n") == expected


def test_a_function_is_of_the_document_that_prints_it() -> None:
    text = "// NIST AI RMF and NIST CSF 2.0\nexport const a = [\n{ functionId: 'GV' },\n{ name: 'NIST AI RMF', functionId: 'GV' }];\n"
    read = {str(ref) for each in CATALOG.audit(FileText("a.ts", text)) for ref in each.refs if ref.provision}
    assert read <= {"nist-csf@2.0:GV"}


def test_a_function_with_its_heading_is_read() -> None:
    text = "NIST CSF 2.0\n\nThe Function GV (GOVERN) is new."
    assert _read("a.md", f"# {text}") == ["GV"]


def test_a_code_with_its_title_is_read_in_a_table() -> None:
    rows = (
        "| AIS 01 | Application and Interface Security Policy and Procedures |\n| AIS 02 | Green apples |\n"
    )
    assert _read("a.md", f"# CSA CCM\n\ntext\n\n| ID | Title |\n|---|---|\n{rows}") == ["AIS-01"]


def test_a_number_behind_cwe_is_read_where_the_page_has_it_with_its_sign() -> None:
    text = "Checks CWE-78.\n\nThe CWE 78 check, the CWE 25 list; the CWE 415 and 416 checks."
    assert _read("a.md", text) == ["CWE-78", "CWE-78", "CWE-415", "CWE-416"]
    assert _read("a.md", "The CWE 78 check and CWE 781.") == ["CWE-781"]
    assert _read("a.md", "CWE-79. The CWE 79 check, the CWE 80 check, and OWASP LLM 1.") == [
        "CWE-79",
        "CWE-79",
    ]
    assert _read("a.md", "ATLAS (9 of them), OWASP LLM Top 10 - 5 controls.") == []


def test_the_zeroth_of_a_list_is_unknown_with_an_edition() -> None:
    (_, found) = CATALOG.audit("The OWASP LLM Top 10 has LLM00:2025 Misinformation.")
    assert (found.text, found.verdict) == ("LLM00:2025", "unknown")
    assert len(CATALOG.audit("The OWASP LLM Top 10 has LLM00 and LLM0.")) == 1
