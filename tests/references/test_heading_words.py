"""Clauses, requirements and annexes in other languages than English."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "ISO/IEC 27001:2022, cláusula 5.2": ["5.2"],
    "ISO/IEC 27001:2022 Cláusulas 4-5": ["4", "5"],
    "ISO 27001 Klauseln 4 und 5": ["4", "5"],
    "ISO 27001: clausole 4-5, Allegato A": ["4", "5", "Annex A"],
    "ISO 27001: Anexo A": ["Annex A"],
    "ISO 42001 Anhang B": ["Annex B"],
    "ISO 27001: el Anexo A.5.1": ["A.5.1"],
    "PCI DSS v4.0 — Requisito 3": ["3"],
    "PCI DSS Anforderung 8.3.1": ["8.3.1"],
    "ISO 27001: un anexo a mano": [],
    "ISO 27001: ANEXO B": [],
    "el Anexo A, la cláusula 5.2 y el requisito 3": [],
}


@pytest.mark.parametrize("text", READ)
def test_parts_are_read_in_other_languages(text: str) -> None:
    refs = [ref for each in CATALOG.find_references(text) for ref in each.refs]
    assert [ref.provision for ref in refs if ref.provision] == READ[text]


def test_a_clause_that_is_not_there_is_named() -> None:
    judged = CATALOG.audit("ISO/IEC 42001, cláusula 77.5; PCI DSS, requisito 99.4")
    assert [str(each.verdict) for each in judged] == ["not-shipped", "unknown"]


@pytest.mark.parametrize(
    "text", ["OWASP Top 10 voor LLM-toepassingen", "OWASP Top 10 dla LLM", "OWASP Top 10 för LLM"]
)
def test_a_list_has_its_name_in_other_languages(text: str) -> None:
    assert [each.refs[0].standard for each in CATALOG.find_references(text)] == ["owasp-llm-top-10"]
