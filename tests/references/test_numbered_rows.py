"""Rows with the number of an identifier in one cell and its title in the next."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "| CWE | Name |\n|---|---|\n| 79 | Scripts |\n| **89** | Queries |": ["79", "89"],
    "| CWE ID | Weakness Name | N |\n|---|---|---|\n| 79 | Scripts | 5 |": ["79"],
    "| CWE | Título |\n|---|---|\n| 79 | Guiones |": ["79"],
    "| CWE | Count |\n|---|---|\n| 79 | 5 |": [],
    "| Tool | CWE | CVE |\n|---|---|---|\n| a | 79 | 5 |": [],
    "| CWE | Name |\n|---|---|\n| 79 of them | Scripts |\n| about 89 | Queries |": [],
    "| Name | CWE |\n|---|---|\n| Scripts | 79 |": [],
    "| ISO 27001 | Name |\n|---|---|\n| 5 | Persons |": [],
}


@pytest.mark.parametrize("text", READ)
def test_a_number_is_an_identifier_beside_titles(text: str) -> None:
    found = CATALOG.find_references(text)
    assert [each.text for each in found if each.refs[0].provision] == READ[text]


def test_a_number_within_a_document_has_no_header() -> None:
    assert CATALOG.find_references("a list: 79, 89", within="cwe") == ()
