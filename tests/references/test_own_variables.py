"""Variables of a program, and words of every program, that look like identifiers."""

from __future__ import annotations

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def _texts(path: str, text: str) -> list[str]:
    return [each.text for each in CATALOG.audit(FileText(path, text)) if each.refs]


def test_a_numbered_variable_is_none_beside_the_one_without_number() -> None:
    text = '// CWE-416\nlet cwe = warn("x");\nlet cwe_2 = warn("y", "mock_cwe_2");\nprint(cwe_2)'
    assert _texts("a.rs", text) == ["CWE-416"]


def test_a_numbered_variable_is_none_with_another_identifier() -> None:
    assert _texts("a.rs", 'let mut cwe_2 = warn("CWE416");') == ["CWE416"]
    assert _texts("a.rs", 'let cwe_79: Warning = warn("CWE-79");') == ["cwe_79", "CWE-79"]
    assert _texts("a.rs", 'let cwe_79 = "Cross-site Scripting";') == ["cwe_79"]
    assert _texts("a.py", 'cwe_79 = "CWE-80"') == ["cwe_79", "CWE-80"]
    assert _texts("a.rs", 'let x = cwe_79 == "CWE-80";') == ["cwe_79", "CWE-80"]


def test_each_variable_is_judged_by_itself() -> None:
    text = 'let cwe_2 = warn("CWE416");\nlet cwe_79 = "Scripting";\nconst other_3 = 1;\nlog(cwe_2)'
    assert _texts("a.rs", text) == ["CWE416", "cwe_79"]


def test_id_is_a_word_of_programs() -> None:
    rows = "subject\tlabel\tobject\nnist_csf_v2:PR\tPR\tx\nnist_csf_v2:id\tid\tx\n"
    assert "id" not in _texts("a.tsv", rows)
    assert _texts("a.tsv", rows)[0] == "nist_csf_v2:PR"
    assert str(CATALOG.resolve("nist-csf:ID")) == "nist-csf@2.0:ID"


def test_a_number_in_brackets_behind_an_acronym_is_a_part_of_a_diagram() -> None:
    text = "# OWASP LLM Top 10\n\nThe plugin (5) makes the LLM (9) return data, see LLM09."
    assert _texts("a.md", text)[1:] == ["LLM09"]
    assert _texts("a.md", text.replace("LLM (9)", "LLM (CRM)"))[1:] == ["LLM09"]


def test_a_numbered_variable_is_not_the_document_of_that_name() -> None:
    assert _texts("a.java", "Socket soc1 = open(a, 1);\nSocket soc2 = open(a, 2);\nsend(soc2);") == []
    assert _texts("a.scala", "val soc2 =\n  new Socket(a)\nsend(soc2)") == []
    assert _texts("a.js", "soc1.send(a);\nsoc2.send(b);") == []
    assert _texts("a.go", "nis2 := newService(a)\nnis2.Run()") == []


def test_a_variable_called_after_a_document_is_read() -> None:
    assert _texts("a.py", "# SOC 2 controls\nsoc2 = load(a)\n") == ["SOC 2", "soc2"]
    assert _texts("a.py", 'soc2 = load("soc2")\nprint(soc2)') == ["soc2", "soc2", "soc2"]
    assert _texts("a.tf", "tags = {\n  soc2 = true\n}") == ["soc2"]
    assert _texts("a.sh", "scan --framework soc2 && scan soc2") == ["soc2", "soc2"]
