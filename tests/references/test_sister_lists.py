"""What a list of risks is about is told by the words at its name, or by the entries under it."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()


def documents(text: str) -> list[str]:
    """Return the documents that a text names, without the entries of lists."""
    return [str(each.refs[0]) for each in CATALOG.audit(text) if each.refs and ":" not in str(each.refs[0])]


LLM, WEB, API = "owasp-llm-top-10@2026", "owasp-top-10@2025", "owasp-api-top-10@2023"
NAMED = {
    "OWASP Top 10 AI/LLM - tests": [LLM],
    "OWASP Top 10 critical risks for LLMs": [LLM],
    "OWASP Top 10 vulnerabilities in LLM applications": [LLM],
    "the LLM OWASP Top 10": [LLM],
    "API Security OWASP Top 10": [API],
    "Security OWASP Top 10": [WEB],
    "OWASP Top 10 2025 (LLM)": ["owasp-llm-top-10@2025"],
    "OWASP Top 10:2021 for LLM": ["owasp-top-10@2021"],
    "OWASP Top 10 for AI agents": ["owasp-agentic-top-10@2026"],
    "OWASP Top Ten API": [API],
    "OWASP Top 10 risks in APIs": [WEB],
    "OWASP Top 10 (API, LLM, Web)": [WEB],
    "OWASP Top 10 (API/LLM/Web)": [WEB],
    "OWASP Top 10 for APIs and web": [WEB],
    "OWASP Top 10 for APIs and LLMs": [WEB],
    "OWASP Top 10 risks for LLMs and AI applications": [LLM],
    "OWASP Top 10 API scanner": [WEB],
    "OWASP Top 10 risks in LLM-generated code": [WEB],
    "OWASP Top 10 for web applications and APIs": [WEB],
    "OWASP Top 10 is for mobile apps": [WEB],
    "OWASP Top 10 of the most critical security risks of LLMs": [WEB],
    "OWASP Top 10 for mobile apps": [],
    "Mobile OWASP Top 10": [],
    "OWASP Top 10: client-side": [],
    "OWASP Top 10, API Security Top 10": [WEB, API],
    "OWASP Top 10": [WEB],
}


@pytest.mark.parametrize(("text", "named"), NAMED.items(), ids=NAMED)
def test_the_words_at_a_name_tell_its_list(text: str, named: list[str]) -> None:
    assert documents(text) == named


UNDER = {
    "items below a line": ("For each OWASP Top 10 item:\n\n- LLM01: Prompt Injection\n", [LLM]),
    "a heading below a heading": ("# Appendix: OWASP Top 10\n\n## LLM01: Prompt Injection\n", [LLM]),
    "an entry on its line": ("OWASP Top 10 beside the other one, LLM01", [WEB]),
    "an entry far below": (f"OWASP Top 10\n\n{'Some words. ' * 30}\n\n- LLM01: Prompt Injection\n", [WEB]),
    "entries of the list itself": (
        "Each OWASP Top 10 item:\n\n- LLM01: Prompt Injection\n\nOWASP Top 10 A01\n",
        [WEB],
    ),
    "other entries between": ("OWASP Top 10 items:\n- CWE-79\n- LLM01: Prompt Injection\n", [WEB]),
    "no entries": ("OWASP Top 10\n- CWE-79\n", [WEB]),
}


@pytest.mark.parametrize(("text", "named"), UNDER.values(), ids=UNDER)
def test_the_entries_under_a_name_tell_its_list(text: str, named: list[str]) -> None:
    assert documents(text) == named
