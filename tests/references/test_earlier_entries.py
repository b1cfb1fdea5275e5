"""Entries of lists before the data are told by their own titles, and those beside them by these."""

from __future__ import annotations

import re

import pytest

from ai_security_standards import load

CATALOG = load()
OLD = "not-shipped"


def read(text: str) -> list[str]:
    """Return what each entry of a list means, or its verdict without a meaning."""
    judged = [each for each in CATALOG.audit(text) if re.search(r"A(?:PI)?[0-9]", each.text)]
    return [str(each.refs[0]).partition("@")[2] if each.refs else str(each.verdict) for each in judged]


TOLD = {
    "a sibling with its year": (
        '- owasp: "A9: Using Components with Known Vulnerabilities"\n- owasp: "A05:2021: Misconfiguration"\n',
        [OLD, "2021:A05"],
    ),
    "the list of 2010": ('owasp: "A3: Broken Authentication and Session Management"\n', [OLD]),
    "a title that a later list has at the number": ('owasp: "A5: Security Misconfiguration"\n', ["2021:A05"]),
    "that title beside others of the earlier list": (
        '- owasp: "A5: Security Misconfiguration"\n- owasp: "A8: CSRF"\n'
        '- owasp: "A10: Unvalidated Redirects and Forwards"\n- owasp: "A6"\n',
        [OLD] * 4,
    ),
    "a number with a zero, and a title of no later list": (
        "OWASP Top 10 A03: Sensitive Data Exposure",
        [OLD],
    ),
    "a number with a zero, and a title of a later list": (
        "OWASP Top 10 A05 - Security Misconfiguration",
        ["2021:A05"],
    ),
    "a heading that states another list": ("# OWASP Top 10 2021\n- A1: Injection\n", ["2021:A01"]),
    "the list of API security before the data": ("OWASP API3: Excessive Data Exposure", [OLD]),
    "a title of both lists of API security": (
        "OWASP API1: Broken Object Level Authorization",
        ["2023:API1"],
    ),
    "the year in an old address": (
        '<a href="https://www.owasp.org/index.php/Top_10-2017_A8-Insecure_Deserialization">it</a>',
        [OLD],
    ),
    "no title": ("OWASP Top 10: A3, and A7 (logging)", ["2025:A03", "2025:A07"]),
}


@pytest.mark.parametrize(("text", "meanings"), TOLD.values(), ids=TOLD)
def test_an_own_title_outweighs_the_year_of_a_sibling(text: str, meanings: list[str]) -> None:
    assert read(text) == meanings
