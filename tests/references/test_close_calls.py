"""Texts that are nearly something else: what is read, what is not, and what is said of it."""

import json

import pytest

from ai_security_standards import UnknownReference, load

CATALOG = load().as_of("2026-11-29")
ATLAS = {
    "AML.T0051": "LLM Prompt Injection",
    "AML.T0054": "LLM Jailbreak",
    "AML.T0020": "Poison Training Data",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OWASP LLM Top 10 2025. The old LLM01-LLM03:2023 are gone.",
         ["owasp-llm-top-10@2025", *(f"owasp-llm-top-10@2023:LLM0{number}" for number in (1, 2, 3))]),
        ("MITRE ATLAS - LLM Data Leakage", ["mitre-atlas@2026.09:AML.T0057"]),
        ("tag-GV.OC-01", ["nist-csf@2.0:GV.OC-01"]),
        ("XYZ AI RMF", []),
        ('{"version": "2023", "standard": {"name": "OWASP LLM Top 10"}, "id": "LLM06"}',
         ["owasp-llm-top-10@2026", "owasp-llm-top-10@2023:LLM06"]),
        ("the AdvBench is", ["advbench@2023"]),
        ("the advbench is", []),
        ("the fedramp is", ["fedramp-baselines@5"]),
        ("The AI Act, not the GDPR, has it: Information (Art. 13).",
         ["eu-ai-act@2024/1689", "eu-gdpr@2016/679", "eu-gdpr@2016/679:Article 13", "eu-ai-act@2024/1689:Article 13"]),
        ('Article 10 | x: "gdpr" | Article 6(1) | The AI Act',
         ["eu-ai-act@2024/1689:Article 10", "eu-ai-act@2024/1689:Article 6(1)", "eu-ai-act@2024/1689"]),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [str(ref) for each in CATALOG.find_references(text) for ref in each.refs] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MITRE ATT&CK: Phishing", "mitre-attack@19.1:T1566"),
        ("OWASP LLM Top 10: Overreliance", "owasp-llm-top-10@2023:LLM09"),
        ("3gpp-tr-33-784@2025-01", "3gpp-tr-33-784@19.0.0"),
    ],
)
def test_a_title_or_a_month_beside_a_name(text: str, expected: str) -> None:
    assert str(CATALOG.resolve(text)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("see nist_csf_v3.pdf", "was read as nist-csf@2.0, but not '3'"),
        ("CSF, version 9th December", "no known reference"),
        ("IEEE 7000 5", "it is a known document, but its sections are not shipped"),
    ],
)
def test_what_is_not_read_says_why(text: str, says: str) -> None:
    with pytest.raises(UnknownReference, match=says):
        CATALOG.resolve(text)


def test_a_place_for_a_title_is_no_title() -> None:
    rows = [{"id": code, "name": title} for code, title in ATLAS.items()]
    held = json.dumps([*rows, {"id": "AML.T0057", "name": "{{ title }}"}])
    other = json.dumps([*rows, {"id": "AML.T0057", "name": "Quantum Entanglement"}])
    assert {each.verdict for each in CATALOG.audit(held)} == {"ok"}
    assert [each.verdict for each in CATALOG.audit(other)][-1] == "title-unknown"


def test_short_words_in_small_letters_are_not_misspelt() -> None:
    assert len(CATALOG.audit("OWASP Tpo 10 for LLM Applications, NIST AI rfm")) == 0
