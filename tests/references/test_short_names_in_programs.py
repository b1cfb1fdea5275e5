"""Short words with a digit, and strings beside small numbers, in programs and elsewhere."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "import ast3 as x": [],
    "OWASP has llm1, asi3": ["llm1", "asi3"],
    "the OWASP LLM Top 10 has llm1": ["OWASP LLM Top 10", "llm1"],
    "llm1": ["llm1"],
    "the risk LLM1 of ours": ["LLM1"],
    "the risk llm01 of ours": ["llm01"],
    '["sai", 1]': [],
    '{"sai": 1}': [],
    '{"ISO": 27001}': ['ISO": 27001'],
    "SAI 001 and sai-002": ["SAI 001", "sai-002"],
}


@pytest.mark.parametrize("text", READ)
def test_a_name_of_a_program_is_no_identifier(text: str) -> None:
    assert [each.text for each in CATALOG.find_references(text)] == READ[text]
