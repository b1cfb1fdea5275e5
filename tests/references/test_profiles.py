"""Identifiers that a document shares with its profiles, in lists as well."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()
BASE, PROFILE = "nist-sp-800-218@1.1", "nist-sp-800-218a@2024"

READ = {
    "Check PW.1.2 (threats).": [[BASE]],
    "# NIST SP 800-218A\n\nCheck PW.1.2.": [[PROFILE], [PROFILE]],
    "For AI, check PW.1.2 (origin).": [[BASE, PROFILE]],
    "For AI: PO.1.1 (needs), PW.1.2 (origin)": [[BASE, PROFILE], [BASE, PROFILE]],
    "For AI, check PW.1.2.\n\nThen see PO.1.1 too.": [[BASE, PROFILE], [BASE, PROFILE]],
    "NIST SSDF for AI: PO.1.1, PW.1.2": [[BASE], [BASE], [BASE]],
}


@pytest.mark.parametrize("text", READ)
def test_the_profile_is_meant_where_the_page_has_its_subject(text: str) -> None:
    found = CATALOG.find_references(text)
    assert [[str(ref).partition(":")[0] for ref in each.refs] for each in found] == READ[text]


def test_a_subject_of_both_documents_tells_nothing() -> None:
    """GV-1.1-001 is of NIST AI 600-1 alone, and "GV.OC" of the CSF: neither is below the other."""
    found = CATALOG.find_references("For AI: GV-1.1-001 and GV.OC-01")
    assert [str(each.refs[0]) for each in found] == ["nist-ai-600-1@2024:GV-1.1-001", "nist-csf@2.0:GV.OC-01"]
