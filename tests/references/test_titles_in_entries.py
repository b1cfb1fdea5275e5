"""Titles behind identifiers within a line, in pages of code, and of other articles of the same law."""

from pathlib import Path

import pytest

from ai_security_standards import load
from ai_security_standards.references.text.entries import title_in_entry
from ai_security_standards.references.text.languages import names_other_language

CATALOG = load()

#: Texts as public repositories have them, and their findings: the identifier, and whose title it is.
WRONG = {
    "the cells of a whole list": (
        "OWASP MCP Top 10\n\n| ID | Risiko | Tjek |\n|---|---|---|\n"
        + "".join(
            f"| **MCP{number:02}** | {title} | `check_{title.split()[0].lower()}` |\n"
            for number, title in enumerate(
                (
                    "Tool Poisoning",
                    "Excessive Permissions",
                    "Tool Shadowing",
                    "Insecure Credential Storage",
                    "Broken Windows",
                    "Code Injection",
                    "Third-Party Risk",
                    "nothing in title case",
                    "Rug Pull",
                    "Server Misconfiguration",
                ),
                1,
            )
        ),
        {
            "MCP01": "owasp-mcp-top-10@2025:MCP03",
            "MCP02": "",
            "MCP04": "",
            "MCP05": "",
            "MCP07": "",
            "MCP09": "",
            "MCP10": "",
        },
    ),
    "the lines of another list": (
        "OWASP MCP Top 10 report:\n\n"
        "    MCP01 Tool Poisoning:    FAIL (2 findings)\n"
        "    MCP02 Excessive Permissions:  PASS\n    MCP03 Tool Shadowing:  FAIL (1 finding)\n"
        "    MCP04 Insecure Credentials:  FAIL\n    MCP05 Data Leakage:  WARN\n    MCP06 Code Injection:  FAIL\n"
        "    MCP07 Third-Party Risk:  WARN\n    MCP08 Logging Gaps:  FAIL\n    MCP09 Rug Pull:  PASS\n",
        {
            "MCP01": "owasp-mcp-top-10@2025:MCP03",
            "MCP02": "",
            "MCP04": "",
            "MCP05": "",
            "MCP07": "",
            "MCP08": "",
            "MCP09": "",
        },
    ),
    "the lines of a list with a title twice": (
        "OWASP MCP Top 10 report:\n\n"
        + "".join(
            f"    MCP{number:02} {title}:    FAIL (2 findings)\n"
            for number, title in enumerate(
                (
                    "Tool Poisoning",
                    "Excessive Permissions",
                    "Tool Poisoning",
                    "Insecure Credentials",
                    "Data Leakage",
                    "Command Injection",
                    "Supply Chain",
                    "Logging Gaps",
                    "Rug Pull",
                ),
                1,
            )
        ),
        {"MCP01": "owasp-mcp-top-10@2025:MCP03"},
    ),
    "the title of a part behind that of the whole": (
        "# MITRE ATT&CK\n| Technique | Name |\n|---|---|\n| **T1583.006** | Acquire Infrastructure: BGP Hijacking |\n"
        "| T1583.001 | Acquire Infrastructure: Domains |\n| T1110 | Brute Force |\n| T1566 | Phishing: not it |\n"
        "- [MITRE ATT&CK - Boot or Logon Autostart Execution: Registry Run Keys (T1547.001)](x)\n"
        "- MITRE ATT&CK - Brute Force\n- T1110.001\n- T1110, T1110.003\n",
        {"T1583.006": ""},
    ),
    "behind a hyphen": (
        '// OWASP Top 10\nMap.entry("A02", "A02:2025-Insecure Design"),\n- A05:2025-Injection\n'
        "- A08:2025-Security Misconfiguration\n",
        {
            "A02:2025": "owasp-top-10@2025:A06",
            "A08:2025": "owasp-top-10@2025:A02",
        },
    ),
    "behind the hyphen of a slug": (
        "# OWASP Top 10\nRule ID: owasp-2025-a03-prompt-injection and owasp-2025-a05-injection\n",
        {"owasp-2025-a03": "owasp-llm-top-10@2026:LLM01"},
    ),
    "behind an identifier with its year": (
        '# OWASP\n\n### A02:2025 - Insecure Design\n\n"A03:2021-Injection", "A05:2025-Injection", A11:2025\n',
        {"A02:2025": "owasp-top-10@2025:A06"},
    ),
    "entries of a list": (
        'act: "EU AI Act", articles: ["Art. 51 (Classification rules)", "Art. 62 (Reporting of serious incidents)"]',
        {"Art. 62": "eu-ai-act@2024/1689:Article 73"},
    ),
    "a bracket in a cell": (
        "| Category | ATLAS technique |\n|---|---|\n| SM-LOG | AML.T0006 (Audit Log Manipulation) |\n"
        "| SM-INT | AML.T0051 (LLM Prompt Injection) |\n",
        {"AML.T0006": ""},
    ),
    "a member of a row": (
        "OWASP mappings: ASI01 (Agent Goal Hijack), ASI07 (System Prompt Leakage), ASI09 (Tool Use)",
        {"ASI07": "owasp-llm-top-10@2025:LLM07"},
    ),
    "a comment in code with short names": (
        "// ATLAS: AML.T0046 (Unsafe ML Inference)\nfiles.find(e => e.path).map(e => os.path + com)\n",
        {"AML.T0046": ""},
    ),
    "a cell like another title": (
        "## ATLAS\n- [AML.T0095 — LLM Indirect Prompt Injection via Retrieval](https://example.org)\n",
        {"AML.T0095": "mitre-atlas@2026.09:AML.T0051.001"},
    ),
    "words of another title in another order": (
        'CRA = [{"key": "art_18", "article": "Art. 18", "title": "Importer Obligations", "law": "Cyber Resilience Act"}]',
        {"art_18": "eu-cra@2024/2847:Article 19", "Art. 18": "eu-cra@2024/2847:Article 19"},
    ),
    "an annex behind a title": (
        'CRA = [{"key": "art_16", "title": "EU Declaration of Conformity (Annex IV)", "law": "Cyber Resilience Act"}]',
        {"art_16": "eu-cra@2024/2847:Article 28"},
    ),
    "an id that repeats the article": (
        'AI_ACT = [{"id": "prov-art71", "article": "Art. 71", "title": "Market Surveillance", "act": "EU AI Act"}]',
        {"Art. 71": "eu-ai-act@2024/1689:Article 74"},
    ),
}

#: Texts without a finding.
RIGHT = {
    "the first words of a title": "EU AI Act\n- **Article 13**: Transparency obligations\n- **Article 14**: Human oversight\n",
    "tasks of a plan": "gantt of the OWASP LLM Top 10 2025\n LLM01 Input Validation\n LLM01 Prompt Templates\n"
    " LLM07 Output Filtering\n LLM07 Prompt Scanning\n",
    "what is done about it": "| Area | OWASP MCP Top 10 |\n|---|---|\n| Audit log | MCP08 — Evidence Pack |\n",
    "a word that goes on below": "- OWASP: LLM03 Supply Chain, LLM04 Data Poisoning, LLM06 Excessive\n  Agency of agents\n",
    "another name of the same": "MITRE ATT&CK: T1059.005 (Visual Basic), T1059.006 (Python), T1059.007 (JScript)",
    "short names of weaknesses": "| Rank | CWE | Name |\n|---|---|---|\n| 1 | CWE-79 | Cross-site Scripting |\n"
    "| 2 | CWE-89 | SQL Injection |\n| 3 | CWE-22 | Path Traversal |\n| 4 | CWE-798 | Hardcoded Credentials |\n"
    "| 5 | CWE-327 | Weak Crypto |\n| 6 | CWE-119 | Buffer Overflow |\n",
}


@pytest.mark.parametrize("case", WRONG)
def test_a_title_of_another_provision_is_found(case: str) -> None:
    text, expected = WRONG[case]
    found = {each.text: each for each in CATALOG.audit(text).findings}
    assert {key.rpartition(" ")[2] for key in found} == {key.rpartition(" ")[2] for key in expected}
    for judgement in found.values():
        assert judgement.verdict in ("title-mismatch", "title-unknown")
        owner = next(owner for key, owner in expected.items() if judgement.text.endswith(key))
        assert owner in ("", *judgement.instead)


@pytest.mark.parametrize("case", RIGHT)
def test_words_that_are_no_titles_are_left_alone(case: str) -> None:
    found = CATALOG.audit(RIGHT[case])
    assert len(found) > 1
    assert found.passed, [each.reasons for each in found.findings]


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ('["', " (Procedure)", "Procedure"),
        ("| Logs | ", " (Active Scanning) |", "Active Scanning"),
        ("Monitoring activities, ", " Web filtering", "Web filtering"),
        ("see ", " Web filtering", None),
        ("| Logs | ", " (Active", None),
        ("| Logs | ", " (12)", None),
        ("first, ", "/second", None),
        ("first, ", " Web\n  filtering of pages", None),
    ],
)
def test_a_title_follows_an_identifier_that_begins_an_entry(
    before: str, after: str, title: str | None
) -> None:
    found = title_in_entry(f"{before}X1{after}", len(before) + 2, before)
    assert (found and found.title) == title


def test_a_title_in_brackets_counts_in_a_test_too(tmp_path: Path) -> None:
    path = tmp_path / "scan.test.ts"
    path.write_text(
        "// OWASP: A06 (Excessive Consumption)\n// ATLAS: AML.T0046 (Sketchy)\nrow('A01: Later')\n",
        encoding="utf-8",
    )
    found = CATALOG.audit(path)
    assert [(each.text, each.verdict.value) for each in found.findings] == [("OWASP: A06", "title-unknown")]


def test_code_is_in_no_other_language() -> None:
    assert not names_other_language("for e in (e, os, com): del e  # E2E per file")
    assert names_other_language("Para los controles de la norma")
