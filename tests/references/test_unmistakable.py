"""Identifiers that need no name near them: nothing else is written so, or their title follows."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

FAR = "We map to ATT&CK.\n\n"
LISTS = "OWASP Top 10, NIST CSF and GDPR.\n\n"
READ = {
    "MITRE technique T1059.001": ["T1059.001"],
    "MITRE: T1059": ["MITRE: T1059"],
    "MITRE runs it.\nTicket T1059": [],
    "MITRE CWE, ticket T1059": [],
    "MITRE ATLAS, ticket T1059": [],
    "Ticket T1059": [],
    FAR + "Run T1053.005, TA0043 and M1041": ["T1053.005", "TA0043", "M1041"],
    FAR + "Run T9999, T12 and t1059": [],
    FAR + "Run 1059 and technique T1059": ["T1059"],
    LISTS + "A01: Broken Access Control": ["A01"],
    LISTS + "| 1 | A01 | Broken Access Control |": ["A01"],
    LISTS + "A01: Other things; paper A02": [],
    LISTS + "The first is A01.": [],
    "A01: Broken Access Control": [],
    "ISO 27001 and ISO 42001.\n\nA.2: other things": [],
    FAR + "| OWASP Top 10 | Note |\n|---|---|\n| T1059 | x |": [],
    "OWASP Top 10 and OWASP API Top 10.\n\nWe know API8: Security Misconfiguration": ["API8"],
}


@pytest.mark.parametrize("text", READ)
def test_an_identifier_is_read_far_from_the_name(text: str) -> None:
    found = CATALOG.find_references(text)
    assert [each.text for each in found if each.refs[0].provision] == READ[text]
