"""An identifier in a row that another one heads, and parts of "the standard" where several are named."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

ROWS = {
    "| [RULE-7](#rule-7) | HIGH | CWE-79 | ASI-04 | Keys in code |": ["CWE-79", "ASI-04"],
    "x\n| RULE-7 | CWE-79 | `ASI-04` |": ["CWE-79", "ASI-04"],
    "| ASI-04 | CWE-79 | Keys in code |": ["CWE-79"],
    "| RULE-7 | ASI-04 | Keys in code |": [],
    "| LLM-07 | CWE-79 | ASI-04 | Keys in code |": ["CWE-79"],
    "| RULE-7 | CWE-79 | see ASI-04 |": ["CWE-79"],
    "| RULE-7 | CWE-79 | ASI-04 | and ASI-31, ASI-32 |": ["CWE-79"],
}


@pytest.mark.parametrize("text", ROWS)
def test_an_identifier_with_a_dash_in_a_row_of_another(text: str) -> None:
    assert [each.text for each in CATALOG.find_references(text)] == ROWS[text]


SEVERAL = "We use ISO 27001 for data and ISO 27701 for privacy. "
PARTS = {
    SEVERAL + "The standard's Annex A is long.": [],
    SEVERAL + "Annex A is long.": ["Annex A"],
    "We use ISO 27001 for data. The standard's Annex A is long.": ["Annex A"],
    "We know ISO 27701 and ISO 27001's Annex A.": ["Annex A"],
    "ISO 27701 is one, and of ISO 27001 the standard's Annex A is another.": ["Annex A"],
    "The standard's Annex A is long. ISO 27001": [],
}


@pytest.mark.parametrize("text", PARTS)
def test_a_part_of_the_standard_is_of_none_of_several(text: str) -> None:
    found = CATALOG.find_references(text)
    assert [each.text for each in found if each.refs[0].provision] == PARTS[text]
