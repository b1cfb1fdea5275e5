"""Editions that a page writes apart from the names of their documents, and plainly enough against titles."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.auditing import FileText

CATALOG = load().as_of("2026-11-29")
HEAD = "| Framework | {} |\n|---|---|\n"


def read(text: str, path: str = "page.md") -> list[str]:
    """Return the edition of each reference, or its verdict where it has none."""
    return [
        str(each.refs[0].edition) if each.refs else str(each.verdict)
        for each in CATALOG.audit(FileText(path, text))
    ]


APART = {
    "a column of years": (
        HEAD.format("Year") + "| [OWASP Top 10](https://owasp.org/Top10/) | 2021 |",
        ["2021", "2021"],
    ),
    "the next cell": (
        HEAD.format("About") + "| [OWASP Top 10](https://owasp.org/Top10/) | 2021 |",
        ["2021", "2021"],
    ),
    "an edition before the data": (HEAD.format("About") + "| CVSS | 3.1 |", ["not-shipped"]),
    "a score": (HEAD.format("Score") + "| CVSS | 3.1 |", ["4.0"]),
    "a count": (HEAD.format("About") + "| CIS Controls | 18 |", ["8.1"]),
    "words": (HEAD.format("About") + "| OWASP Top 10 | ours of 2021 |", ["2025"]),
    "a name among words": (HEAD.format("About") + "| Work on CVSS | 3.1 |", ["4.0"]),
    "no next cell": ("| About | Framework |\n|---|---|\n| 2021 | OWASP Top 10 |", ["2025"]),
    "the column of the name": ("| Version of | x |\n|---|---|\n| OWASP Top 10 | yes |", ["2025"]),
    "a law": (HEAD.format("Year") + "| GDPR | 2018 |", ["2016/679"]),
    "a part of an address": ("AISVS, see [9](https://github.com/OWASP/AISVS/blob/main/1.0/en/9.md)", ["1.0"]),
    "an address of something else": (
        "AISVS, see [9](https://github.com/acme/x/blob/main/1.0/en/9.md)",
        ["1.01"],
    ),
    "an address with an unknown version": (
        "AISVS, see [9](https://github.com/OWASP/AISVS/blob/main/7.9/9.md)",
        ["1.01"],
    ),
    "a label with the name": (
        "# Cloud Controls Matrix\n\n**Current Version**: CCM v4.0\n\nThe Cloud Controls Matrix is used.",
        ["not-shipped", "not-shipped"],
    ),
    "a label below a heading": ("# OWASP LLM Top 10\n\n**Current Version**: 2025\n", ["2025"]),
    "a label of no edition": ("# OWASP LLM Top 10\n\nCurrent Version: 07\n", ["2026"]),
    "the version of the page": ("# OWASP LLM Top 10\n\nVersion: 2025\n", ["2026"]),
    "a label of something else": ("# OWASP LLM Top 10\n\nVersion: Acme Scanner 2025\n", ["2026"]),
    "a vector": ("CVSS counts.\n\nVector: CVSS:3.1/AV:N/AC:L/PR:N", ["not-shipped"]),
    "a vector of no edition": ("CVSS counts.\n\nVector: CVSS:0.0/AV:N/AC:L/PR:N", ["4.0"]),
    "a vector as an example": ("CVSS counts (e.g. CVSS:3.1/AV:N/AC:L/PR:N)", ["4.0"]),
}


@pytest.mark.parametrize(("text", "editions"), APART.values(), ids=APART)
def test_an_edition_is_written_apart_from_the_name(text: str, editions: list[str]) -> None:
    assert read(text) == editions


SLUGS = {
    "a title of one edition": (
        "LLM Top 10:2025, [x](https://genai.owasp.org/llmrisk/llm07-insecure-plugin-design)",
        "2023",
    ),
    "a title of several": (
        "LLM Top 10:2025, [x](https://genai.owasp.org/llmrisk/llm01-prompt-injection)",
        "2025",
    ),
    "no title": ("LLM Top 10:2025, [x](https://genai.owasp.org/llmrisk/llm07-2)", "2025"),
}


@pytest.mark.parametrize(("text", "edition"), SLUGS.values(), ids=SLUGS)
def test_the_title_in_an_address_is_that_of_an_edition(text: str, edition: str) -> None:
    assert read(text)[-1] == edition


MENTION = "LLM03 - Training Data Poisoning"
PLAIN = {
    "a head": (f"The OWASP LLM Top 10 (2025) is ours.\n\n{MENTION}", "page.md", "2025"),
    "a heading": (f"# x\n{'much text ' * 120}\n\n## LLM Top 10 2025\n\nus\n\n{MENTION}", "page.md", "2025"),
    "a block": (f"{'much text ' * 120}\n\nLLM Top 10 2025:\n{MENTION}", "page.md", "2025"),
    "a passing word far above": (
        f"{'much text ' * 120}\n\nSee the LLM Top 10 2025.\n\n{MENTION}",
        "page.md",
        "2023",
    ),
    "the only edition, often": (
        f"{'much text ' * 120}\n\nLLM Top 10 2025, LLM Top 10 2025\n\nLLM Top 10 2025\n\n{MENTION}",
        "page.md",
        "2025",
    ),
    "the past": (f"# OWASP LLM Top 10 2025\n\nUntil then it was called {MENTION}", "page.md", "2023"),
    "one field": (f'{{"a": "LLM Top 10 2025, {MENTION}"}}', "x.json", "2025"),
    "another field": (f'{{"b": "LLM Top 10 2025", "a": "{MENTION}"}}', "x.json", "2023"),
}


@pytest.mark.parametrize(("text", "path", "edition"), PLAIN.values(), ids=PLAIN)
def test_a_title_does_not_outweigh_a_plain_statement(text: str, path: str, edition: str) -> None:
    assert read(text, path)[-1] == edition


def test_the_key_of_a_field_that_is_the_identifier_states_no_edition() -> None:
    text = " * OWASP ASVS 4.0.3\n * - V4: Access Control\n * - V5: Validation, Sanitization and Encoding\n"
    audit = CATALOG.audit(FileText("x.ts", text))
    assert audit.passed
    assert {each.refs[0].edition for each in audit} == {"4.0.3"}
