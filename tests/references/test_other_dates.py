"""Dates, scores and versions beside a name that are no edition of it, and those that are."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()

NO_EDITION = {
    "the day of publication": ("OWASP Top 10 for Agentic Applications 2026, published 9 December", "2026"),
    "the month of a citation": ("NIST AI RMF (March 2025)", "1.0"),
    "the year of a citation": ("NIST AI Risk Management Framework (2024)", "1.0"),
    "the year of a citation, after all editions": ("OWASP CI/CD Top 10 (2025)", "1.0"),
    "the version of the file": ('OWASP "GenAI Data Security Risks & Mitigations" (2026, v1.0)', "2026"),
    "a print of a version": ("Agentic-AI-Threats-and-Mitigations_v1.0.1.pdf", "1.0"),
    "a version of the same edition": ("ISO 27001:2022 v1", "2022"),
    "a print of a revision": ("NIST SP 800-53 Rev 5.2.0", "5"),
    "a control": ("OWASP LLM Top 10 E1-E5", "2026"),
    "a plan": ("ISO 27001 — Q4 2027", "2022"),
    "the year of an audit": ("Lors de l'audit ISO 27001 2025, rien.", "2022"),
    "a plan before the name": ("Q1 2025 ISO 27001 gap analysis", "2022"),
    "a score on a badge": ("badge/OWASP%20Agentic%20v1.1-13%2F17%20direct", "1.1"),
    "a slug": ("register://nist-ai-rmf-2026", "1.0"),
    "a format": ("ATLAS v6 of MITRE", "2026.09"),
    "a cell with a day": ("name,since,a\nSOC 2,2027-01-25,x\n", "2017"),
    "years of a project": ("OWASP Top 10 for LLM Applications (2024–2025)", "2026"),
    "a tool": ("SLSA from v0.7.0", "1.2"),
}


@pytest.mark.parametrize(("text", "edition"), NO_EDITION.values(), ids=NO_EDITION)
def test_a_date_of_something_else_is_no_edition(text: str, edition: str) -> None:
    audit = CATALOG.audit(text)
    assert audit.passed, [each.reasons for each in audit]
    assert {each.refs[0].edition for each in audit} == {edition}


EDITIONS = {
    "a year that is none": ("OWASP Top 10 (2024)", "unknown"),
    "a year before all editions": ("ISO 31000:2009", "not-shipped"),
    "a year after a colon": ("ISO/IEC 42001:2022", "unknown"),
    "a later year": ("NIST AI RMF (2031)", "newer-than-data"),
    "a later year without a word for what is done": ("the standard ISO 27001 2025", "newer-than-data"),
    "a later quarter": ("AIUC-1 Q4 2031", "newer-than-data"),
    "a later day": ("NIST CSF 2031-05-25", "newer-than-data"),
    "a later score": ("CVSS v4.1", "newer-than-data"),
}


@pytest.mark.parametrize(("text", "verdict"), EDITIONS.values(), ids=EDITIONS)
def test_an_edition_that_the_data_do_not_have_is_still_found(text: str, verdict: str) -> None:
    assert [each.verdict.value for each in CATALOG.audit(text)] == [verdict]


def test_a_day_names_the_edition_of_its_year() -> None:
    (found,) = CATALOG.find_references("OWASP Top 10 for Agentic Applications 2026-03-25")
    assert found.refs[0].edition == "2026"


def test_a_score_is_not_read() -> None:
    assert not CATALOG.audit("CVSS 4.3, EPSS 5.5%")


def test_the_year_of_an_incident_is_no_edition() -> None:
    text = '{"source": "x", "year": "2031", "nist_ai_rmf": ["MAP-3.5"], "issue": "#255"}'
    assert CATALOG.audit(text).passed
