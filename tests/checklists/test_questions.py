"""How a provision becomes a question, and which evidence is asked for."""

import pytest

from ai_security_standards import load
from ai_security_standards.checklists.questions import ask_for, question

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"


@pytest.mark.parametrize(
    ("ref", "start"),
    [
        ("mitre-atlas@5.6.1:AML.T0051", "Is this threat dealt with: LLM Prompt Injection?"),
        ("owasp-aitg@1.0:AITG-APP-01", "Has this been tested: "),
        ("nist-ai-rmf@1.0:GOVERN 1.1", "Is this achieved: "),
        ("owasp-aisvs@1.01:C2.1.3", "Is this in place: Prompt injection screening"),
    ],
)
def test_questions_follow_the_kind_of_provision(ref: str, start: str) -> None:
    assert question(CATALOG.provision(ref)).startswith(start)


def test_there_is_evidence_to_ask_for_whatever_is_asked() -> None:
    assert {ask_for(each, None) for each in CATALOG.provisions(["owasp-aitg@1.0", LLM, "iso-iec-42001", "eu-ai-act"])} > {
        "threat model, controls in place, results of tests",
        "the policy or document that answers it, a record that shows it in use",
        "the policy or procedure, a record that shows it in use, a test or a walk-through",
    }  # fmt: skip
    below = CATALOG.provision("etsi-en-304-223@2.1.1:5.1.1-1")
    assert "training material" in ask_for(below, None)
    for item in CATALOG.checklist(["csa-aicm@1.1.0", "mitre-atlas", "nist-csf", "safe-mcp"]):
        assert item.question.endswith("?")
        assert item.ask_for
