"""Titles behind that of the whole, before a bracket, of other lists, and of objects that only refer to a provision."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()

#: Files, and their findings: the identifier, and who has the title, "" for nobody.
WRONG: dict[str, tuple[str, str, dict[str, str]]] = {
    "a part behind the whole": (
        "x.md",
        "# MITRE ATT&CK\n\n- Used for T1583.006 - Acquire Infrastructure: BGP Hijacking\n"
        "- Used for T1059.004 (Command and Scripting Interpreter: Windows Command Shell)\n",
        {"T1583.006": "", "T1059.004": "mitre-attack@19.1:T1059.003"},
    ),
    "a cell with both": (
        "x.md",
        "| Attack | ATT&CK | What |\n|---|---|---|\n| a | T1583.006 | Acquire Infrastructure: BGP Hijacking |\n",
        {"T1583.006": ""},
    ),
    "a value that ends with the identifier": (
        "x.go",
        'var a = Rule{\n\tTitle: "Cryptographic Failures (A02:2025)",\n\tText: "OWASP Top 10",\n}\n',
        {"A02:2025": "owasp-top-10@2025:A04"},
    ),
    "a title of another list": (
        "x.md",
        "OWASP Agentic Top 10: the agent's **ASI-01** (Excessive Agency) and **ASI-02** (Tool Misuse)\n",
        {"ASI-01": "owasp-llm-top-10@2026:LLM03"},
    ),
    "a title of another list in a cell": (
        "x.md",
        "| Key | Value |\n|---|---|\n| **OWASP Agentic** | ASI-05: Improper Output Handling |\n"
        "| **OWASP Agentic** | ASI-04: Hardcoded Keys of All |\n",
        {"ASI-05": "owasp-llm-top-10@2026:LLM10"},
    ),
    "a line of its own under a stated edition": (
        "x.md",
        "# ISO 27001:2022\n\nClause 10.1 Nonconformity and corrective action\n",
        {"10.1": "iso-iec-27001@2022:10.2"},
    ),
    "a title of another list, in a page in another language": (
        "x.md",
        "# Informe de la auditoría para los agentes de la empresa\n\n"
        "- **OWASP**: LLM01 (Prompt Injection), ASI-01 (Excessive Agency)\n",
        {"ASI-01": "owasp-llm-top-10@2026:LLM03"},
    ),
    "words of the list, in a page in another language": (
        "x.md",
        "# Informe de la auditoría para los agentes de la empresa con el modelo\n\n"
        "- **OWASP**: LLM01:2025 (Prompt Injection), LLM06:2025 (Injection Agency Weaknesses)\n",
        {"LLM06:2025": ""},
    ),
    "what a weakness is called": (
        "x.md",
        "It finds CWE-89 (Path Traversal), and CWE-22 (SQL Injection).\n",
        {"CWE-89": "cwe@4.20:CWE-22", "CWE-22": "cwe@4.20:CWE-89"},
    ),
    "an object of its own": (
        "x.json",
        '{"CWE-89": {"cwe": "CWE-89", "name": "Bicycle Maintenance"}}',
        {"CWE-89": ""},
    ),
}

#: Files without a finding.
RIGHT = {
    "a part behind the whole": (
        "x.md",
        "# MITRE ATT&CK\n\nUsed for T1583.006 - Acquire Infrastructure: Web Services\n\n"
        "See T1059.001 (Command and Scripting Interpreter: PowerShell), T1566.001 - Something: Quite Else\n"
        "Used for T1583.006 - Acquire Infrastructure: Aws\nUsed for T1583 and T1583.006\n",
    ),
    "values that end with an identifier": (
        "x.go",
        '// OWASP Top 10:2025\nvar a = Rule{\n\tTitle: "Injection (A05:2025)",\n\tLabel: "(A04:2025)",\n'
        '\tName: "Finds what A04:2025 is about",\n\tText: "Others (A05:2025)",\n\tName: "What (A04:2025) is"\n}\n',
    ),
    "brackets": (
        "x.md",
        "OWASP Agentic Top 10: the **ASI-01** (Agent Goal Hijack), the ASI-02 (Quite Else), the ASI-03 (below)\n"
        "The NIST AC-6 (Excessive Agency) of SP 800-53.\n",
    ),
    "what a weakness is called": (
        "x.md",
        "It finds CWE-22 (Path Traversal), CWE-23 (Path Traversal), and CWE-79 (Cross-site Scripting).\n",
    ),
    "rules of a project": (
        "x.py",
        "RULES = {\n  'AGENT-090': {\n    'name': 'Bicycle Key Exposure',\n    'cwe': 'CWE-798',\n  },\n"
        "  'AGENT-091': {\n    'cwe': 'CWE-862',\n    'name': 'Bicycle Access',\n  },\n}\n"
        "MORE = [{'title': 'Bicycle Chain Break', 'cwe': 'CWE-319'}]\n",
    ),
    "a title in another language with a word of another edition": (
        "x.md",
        "# NIST CSF 2.0\n\n### RS.CO, signalement et communication\n\n### RC.CO, communication de reprise\n",
    ),
    "a column of what else they are": (
        "x.md",
        "# OWASP LLM Top 10 (2025)\n\n| ID | STRIDE |\n|---|---|\n| LLM04 | Denial of Service |\n"
        "| LLM01 | Tampering, Elevation |\n",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_title_of_another_is_found(case: str) -> None:
    path, text, expected = WRONG[case]
    found = CATALOG.audit(FileText(path, text)).findings
    assert {each.text.rpartition(" ")[2] for each in found} == set(expected)
    for each in found:
        assert expected[each.text.rpartition(" ")[2]] in ("", *each.instead)


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_no_title_of_another_is_left_alone(case: str) -> None:
    path, text = RIGHT[case]
    found = CATALOG.audit(FileText(path, text))
    assert len(found) > 1
    assert found.passed, [(each.text, each.reasons) for each in found.findings]


def test_one_word_among_others_states_no_other_edition() -> None:
    found = CATALOG.audit("# NIST CSF 2.0\n\n### RS.CO, signalement et communication\n")
    assert [str(each.refs[0]) for each in found] == ["nist-csf@2.0", "nist-csf@2.0:RS.CO"]


def test_groups_of_a_list_that_is_shipped_without_them_are_known() -> None:
    for technique in ("T0843", "T1465", "T1475.001"):  # of the matrices for ICS and Mobile
        assert str(CATALOG.audit(f"MITRE ATT&CK {technique}")[0].verdict) == "not-shipped"
    assert str(CATALOG.audit("MITRE ATT&CK T9999")[0].verdict) == "unknown"
    found = CATALOG.audit("CAPEC-156, CAPEC-1000, CAPEC-1001")
    assert [each.verdict.value for each in found] == ["not-shipped", "not-shipped", "unknown"]


def test_the_name_of_its_document_in_brackets_is_no_title() -> None:
    judged = {
        each.text: each.verdict.value for each in CATALOG.audit('{"tags": ["AIR-DET-004 (FINOS AIGF)"]}')
    }
    assert judged == {"AIR-DET-004": "ok", "FINOS AIGF": "ok"}
