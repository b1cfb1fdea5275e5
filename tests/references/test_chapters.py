"""Headings settle the chapter of a reference where each chapter of a document numbers anew."""

import pytest

from ai_security_standards import load

CATALOG = load()

#: Texts on the Code of Practice for general-purpose AI, and the provisions that the last reference may mean.
READ = {
    "the heading above": ("# GPAI Code of Practice\n\n## Copyright Chapter\n\nsee Measure 1.2.", ["Copyright Measure 1.2"]),
    "a heading further out": (
        "# GPAI Code of Practice\n\n## Part II: Transparency Chapter\n\n### Commitment 1\n\nsee Measure 1.3.",
        ["Transparency Measure 1.3"]),
    "one of several": (
        "# GPAI Code of Practice\n\n## Copyright Chapter\n\nGPAI Code Measure 1.2 and Measure 1.3", ["Copyright Measure 1.3"]),
    "a heading of two words": (
        "# GPAI Code of Practice\n\n## Safety and Security Chapter\n\nsee Measure 1.2.", ["Safety and Security Measure 1.2"]),
    "with an edition": (
        "# Codes\n\n## Copyright\n\nGPAI Code of Practice (2025), Measure 1.2", ["Copyright Measure 1.2"]),
    "a heading that has ended": (
        "# GPAI Code of Practice\n\n## Copyright Chapter\n\n## Other\n\nsee Measure 1.2.",
        ["Transparency Measure 1.2", "Copyright Measure 1.2", "Safety and Security Measure 1.2"]),
    "a heading of two chapters": (
        "# GPAI Code of Practice\n\n## Copyright and transparency\n\nsee Measure 1.2.",
        ["Transparency Measure 1.2", "Copyright Measure 1.2", "Safety and Security Measure 1.2"]),
    "no heading": (
        "GPAI Code of Practice, Measure 1.2",
        ["Transparency Measure 1.2", "Copyright Measure 1.2", "Safety and Security Measure 1.2"]),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_headings_settle_the_chapter(case: str) -> None:
    text, provisions = READ[case]
    assert [ref.provision for ref in CATALOG.audit(text)[-1].refs] == provisions


def test_headings_settle_no_edition() -> None:
    found = CATALOG.audit("# OWASP\n\n## OWASP LLM Top 10\n\nLLM04")[-1]
    assert found.verdict == "ambiguous"
