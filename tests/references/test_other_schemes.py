"""Codes and chapters of a scheme that is named nearer than the document."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load()


def _texts(path: str, text: str) -> list[str]:
    return [each.text for each in CATALOG.audit(FileText(path, text))]


@pytest.mark.parametrize(
    "value",
    ["VDA ISA Modul Personal, Kap. 4", "COSO ERM, Chapter 4", "VDA ISA Modul Daten und Personen, Kapitel 5"],
)
def test_a_chapter_is_of_the_scheme_of_its_string(value: str) -> None:
    text = f"  isoReference: 'ISO/IEC 27001:2022 A.5.1',\n  other: '{value}',\n"
    assert _texts("a.ts", text) == ["ISO/IEC 27001:2022 A.5.1"]


@pytest.mark.parametrize("value", ["ISO 27001 ISMS, Kap. 4", "Leitlinie, Kap. 4", "Our ISMS, Clause 4"])
def test_a_chapter_without_another_scheme_is_of_the_document(value: str) -> None:
    text = f"  isoReference: 'ISO/IEC 27001:2022 A.5.1',\n  other: '{value}',\n"
    assert len(_texts("a.ts", text)) >= 2


def test_a_requirement_in_brackets_is_of_its_module() -> None:
    assert _texts("a.md", "ISO/IEC 27001 costs. Source: BSI CON.1 (A15/A19)") == ["ISO/IEC 27001"]
    assert _texts("a.md", "ISO/IEC 27001:2013, cryptography (A10)")[-1] != "ISO/IEC 27001:2013"


def test_a_code_in_brackets_is_of_the_document_before_its_title() -> None:
    head = "# NIST CSF 2.0\n\n"
    assert _texts("a.md", f"{head}NIST Privacy Framework: Data Retention (PR.DS)")[1:] == [
        "NIST Privacy Framework"
    ]
    assert _texts("a.md", f"{head}NIST CSF: Data Security (PR.DS)")[-1] == "PR.DS"
    assert _texts("a.md", f"{head}Our rule: Data Security (PR.DS)")[-1] == "PR.DS"
    assert _texts("a.md", f"{head}NIST Privacy Framework and data (PR.DS)")[-1] == "PR.DS"


TABLE = "\n\n| CIS ID | Title |\n|---|---|\n| 4.1 | Establish |\n| 4.2 | Manage |"


def test_a_column_of_a_page_on_a_benchmark_is_of_that() -> None:
    assert not CATALOG.find_references("# CIS AWS Foundations Benchmark v3.0.0" + TABLE)
    assert len(CATALOG.find_references("# CIS Controls v8.1" + TABLE)) == len(["the name", "4.1", "4.2"])
