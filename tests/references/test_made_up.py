"""Identifiers that tests make up so that they are refused are no findings."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()
HEAD = "// OWASP API Security Top 10 2023, OWASP LLM Top 10\n"


def _unknown(path: str, text: str) -> list[str]:
    return [each.text for each in CATALOG.audit(FileText(path, HEAD + text)) if each.verdict == "unknown"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "a_test.go",
            'func TestA(t *testing.T) {\n\tinvalidIDs := []string{\n\t\t"X",\n\t\t"API99:2023",\n\t}\n}',
        ),
        (
            "a_test.go",
            'func TestA(t *testing.T) {\n{\n\tname: "unknown id",\n\twant: []string{"API99:2023"},\n},\n}',
        ),
        ("test_a.py", 'def test_bogus_id():\n    assert not read("API99:2023")\n'),
        ("test_a.py", 'def test_a():\n    BAD_TAGS = ("API99:2023",)\n'),
        ("a.test.ts", 'it("refuses nonexistent ids", () => {\n  expect(read("API99:2023")).toBe(null)\n})'),
        ("test_a.py", 'def test_a():\n    invalid = ["API99:2023", "LLM99:2025"]\n'),
        ("a.test.ts", 'it("a", () => {\n  const malformed = "API99:2023"\n})'),
    ],
)
def test_made_up_identifiers_are_no_findings(path: str, text: str) -> None:
    assert _unknown(path, text) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a_test.go", 'func TestA(t *testing.T) {\n\tvalidIDs := []string{"API99:2023"}\n}'),
        ("a.go", 'invalidIDs := []string{"API99:2023"}'),
        ("a.md", 'func TestA: invalidIDs := []string{"API99:2023"}'),
        ("test_a.py", 'def test_bogus():\n    pass\n\n\ndef test_b():\n    read("API99:2023")\n'),
        (
            "a_test.go",
            'func TestA(t *testing.T) {\n\tinvalid: []string{"A"},\n\tids: []string{"API99:2023"}\n}',
        ),
        ("test_a.py", 'import pytest\nread("API99:2023")\n'),
    ],
)
def test_others_are_findings(path: str, text: str) -> None:
    assert _unknown(path, text) == ["API99:2023"]
