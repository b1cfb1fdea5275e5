"""Keys that name a document without signs, and keys that a page keeps apart."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def _read(path: str, text: str) -> list[str]:
    return [
        f"{ref.standard}:{ref.provision or ''}"
        for each in CATALOG.audit(FileText(path, text))
        for ref in each.refs
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x: { nist80053: [{ id: 'PM-1' }] }", ["nist-sp-800-53:", "nist-sp-800-53:PM-1"]),
        ("x: { cisControls: [{ id: 'CIS-5' }] }", ["cis-controls:", "cis-controls:5"]),
        ('{"nistCsf": {"id": "GV.OC-01"}}', ["nist-csf:", "nist-csf:GV.OC-01"]),
        ("x: { myNist80053: [{ id: 'XX-1' }] }", []),
        ("x: { cis: [{ id: 'CIS-5' }] }", []),
        ("x: { nistCsfHelper: [{ id: 'A-5' }] }", []),
        ("nistCsf = 5", []),
    ],
)
def test_a_key_names_the_document_of_its_objects(text: str, expected: list[str]) -> None:
    assert _read("a.ts", text) == expected


def test_keys_count_in_structured_files_alone() -> None:
    assert _read("a.md", "nistCsf: [ a ]") == []


def test_the_risk_management_framework_beside_that_for_ai() -> None:
    keys = "{ id: 'nist-rmf', name: 'NIST RMF' },\n{ id: 'nist-ai-rmf', name: 'NIST AI RMF' },\n"
    assert _read("a.ts", keys) == ["nist-sp-800-37:"] * 2 + ["nist-ai-rmf:"] * 2
    keys = "{ id: 'nist-rmf', name: 'NIST RMF' },\n{ id: 'nist-sp800-999' },\n"
    assert _read("a.ts", keys)[:2] == ["nist-sp-800-37:"] * 2
    assert _read("a.md", "NIST AI RMF first. Then\nthe NIST RMF.")[-1] == "nist-ai-rmf:"


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        ("OWASP LLM Application Top 10", "owasp-llm-top-10@2025"),
        ("LLM Applications Top 10", "owasp-llm-top-10@2025"),
        ("Web Application Top 10", "owasp-top-10@2025"),
    ],
)
def test_other_names_of_the_lists(name: str, standard: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.audit(f"The {name} (2025)")] == [standard]
