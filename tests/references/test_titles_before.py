"""Titles in front of identifiers, behind links, in lists of tasks, and controls that their titles tell."""

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText
from ai_security_standards.references.text.titles_before import title_before

CATALOG = load().as_of("2026-11-29")

#: Titles of other provisions, and whose they are.
OTHERS: dict[str, tuple[str, str]] = {
    "in bold at the beginning of a cell": (
        "# OWASP Agentic Top 10\n\n| Risk | Effect |\n|---|---|\n| **Memory Poisoning** (ASI03) | lasting |\n", "ASI06"),
    "the name of a file before a comment": (
        "# EU AI Act\n\n```\ndocs/\n├── technical-documentation.md    # Art. 9\n```\n", "Article 11"),
    "behind a link to another one": (
        "- [T1548](https://attack.mitre.org/techniques/T1068/): Exploitation for Privilege Escalation\n", "T1068"),
    "a task": ("# EU AI Act\n\n- [ ] **Art. 72:** Fundamental rights impact assessment\n", "Article 27"),
    "the beginning of a title": ("# EU AI Act\n\n- Article 72: Fundamental rights impact assessment\n", "Article 27"),
    "a title that begins as its own": ("# HIPAA\n\n- 164.312(e)(2)(ii): Encryption/Decryption (Addressable)\n", "164.312(a)(2)(iv)"),
}  # fmt: skip

#: What is right, or no title.
FINE: dict[str, str] = {
    "the name of a file": "# EU AI Act\n\n```\n├── risk-management-system.md  # Art. 9\n├── main.py  # Art. 10\n```\n",
    "behind a link": "- [T1068](https://attack.mitre.org/techniques/T1068/): Exploitation for Privilege Escalation\n",
    "a description behind a link": "- [LLM01:2025](https://example.org/x) - Parking of bicycles in the cellar\n",
    "in the middle of a sentence": "# OWASP Agentic Top 10\n\nWe saw it, Memory Poisoning (ASI03), before.\n",
    "a risk in words of the page": "# OWASP Agentic Top 10\n\n- **Prompt Injection (ASI01):** text that a tool returns\n",
    "logs of a weakness": "".join(
        f"- [CWE-{number}](https://cwe.mitre.org/data/definitions/{number}.html): {title}\n"
        for number, title in {
            20: "Improper Input Validation", 352: "Cross-Site Request Forgery", 862: "Missing Authorization",
            215: "Exposure Through Debug Logs",
        }.items()
    ),
    "what is addressable": "# HIPAA\n\n- 164.312(e)(2)(ii): Encryption (Addressable)\n",
    "the year of the first column": (
        "| Source | Version | Focus |\n|---|---|---|\n| **NIST AI RMF** | 2023 | Generative AI Profile |\n"),
}  # fmt: skip

#: Numbers of controls of Annex A without its letter.
CONTROLS: dict[str, tuple[str, list[str]]] = {
    "a title": ("ISO 27001: 7.5 Protecting against physical and environmental threats", ["A.7.5"]),
    "a list behind a colon": ("<!-- ISO 27001:2022 Controls: 5.15, 5.16, 8.2 -->", ["A.5.15", "A.5.16", "A.8.2"]),
    "a list": ("ISO 27001:2022 controls 5.1, 8.2 and 8.3 hold", ["A.5.1", "A.8.2", "A.8.3"]),
    "a title of one word": ("ISO 27001: 6.1 Screening", ["6.1"]),
    "the title of the clause": ("ISO 27001: 7.5 Documented information", ["7.5"]),
    "a clause behind controls": ("ISO 27001:2022 controls 5.1; clause 8.2", ["A.5.1", "8.2"]),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_the_title_of_another_provision_is_found(case: str) -> None:
    text, owner = OTHERS[case]
    (found,) = CATALOG.audit(FileText("x.md", text)).findings
    assert found.verdict.value == "title-mismatch"
    assert found.instead[0].rpartition(":")[2] == owner


@pytest.mark.parametrize("case", FINE)
def test_what_is_right_is_left_alone(case: str) -> None:
    found = CATALOG.audit(FileText("x.md", FINE[case]))
    assert found
    assert found.passed, [each.reasons for each in found.findings]


@pytest.mark.parametrize("case", CONTROLS)
def test_a_control_is_known_without_the_letter_of_its_annex(case: str) -> None:
    text, expected = CONTROLS[case]
    refs = [each.refs[0] for each in CATALOG.audit(text) if each.refs]
    assert [ref.provision for ref in refs if ref.provision] == expected


def test_a_title_stands_in_front_of_an_identifier() -> None:
    bracket = title_before("| Prompt Injection (", is_closed=True)
    named = title_before("├── prompt-injection.md  # ", is_closed=False)
    assert bracket is not None
    assert (bracket.text, bracket.is_first) == ("Prompt Injection", True)
    assert named is not None
    assert named.text == "prompt injection"
    assert title_before("x (", is_closed=False) is None
