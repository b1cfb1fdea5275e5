"""The numbers of documents alone, beside their full names."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "ISO/IEC 27001 has controls; 27001 asks for an audit": ["ISO/IEC 27001", "27001"],
    "By 27001 / 27002 (ISO/IEC 27001)": ["27001", "27002", "ISO/IEC 27001"],
    "ISO/IEC 27001 on port 27001": ["ISO/IEC 27001"],
    "ISO/IEC 27001 and REQ-27001 of ours": ["ISO/IEC 27001"],
    "ISO/IEC 27001 costs 27001 $, $27001, 27001,50": ["ISO/IEC 27001", "27001"],
    "ISO/IEC 27001 and x27001y": ["ISO/IEC 27001"],
    "ISO/IEC 27001 is one.\n\n27001 is another": ["ISO/IEC 27001"],
    "ISO/IEC 27001 " + "is good " * 60 + "27001": ["ISO/IEC 27001"],
    "ISO/IEC 27002 and 42, 27001": ["ISO/IEC 27002"],
    "ISO/IEC 27001:\n27001, I., 2022. A title": ["ISO/IEC 27001"],
    "ISO/IEC 27001 at https://example.org/27001/a": ["ISO/IEC 27001"],
    "27001 alone": [],
}


@pytest.mark.parametrize("text", READ)
def test_a_number_stands_for_the_document_named_beside(text: str) -> None:
    assert [each.text for each in CATALOG.find_references(text)] == READ[text]
