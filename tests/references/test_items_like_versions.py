"""Numbers of items that look like an edition of their document: "CIS Safeguard 8.1", "ASVS V5"."""

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "CIS Safeguard 8.1": ["cis-controls@8.1:8.1"],
    "CIS Control 8.1": ["cis-controls@8.1:8.1"],
    "CIS Control v8.1": ["cis-controls@8.1"],
    "CIS Controls 8.1": ["cis-controls@8.1"],
    "# ASVS 4.0.3\n\nASVS V2, ASVS V5": ["owasp-asvs@4.0.3", "owasp-asvs@4.0.3:V2", "owasp-asvs@4.0.3:V5"],
    "ASVS V5": ["owasp-asvs@5.0.0"],
    "NIST CSF V2": ["nist-csf@2.0"],
    "ASVS V5, V40": ["owasp-asvs@5.0.0"],
}


@pytest.mark.parametrize("text", READ)
def test_the_number_of_an_item_is_no_edition(text: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.audit(text)] == READ[text]


def test_a_chapter_without_a_stated_edition_may_be_of_several() -> None:
    judged = CATALOG.audit("ASVS: SQL → V5; TLS → V9.\n\nBy parameters, ASVS V5")
    assert [str(each.verdict) for each in judged if each.text.endswith(("V5", "V9"))] == ["ambiguous"] * 3
