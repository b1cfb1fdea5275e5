"""Names that several documents share, and further spellings of the main documents."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()

SHARED = {
    "an edition of one": ("owasp-agentic@2026", "owasp-agentic-top-10@2026"),
    "an identifier of one": ("OWASP Agentic T6", "owasp-agentic-threats@1.1:T6"),
    "identifiers on the page": ("OWASP Agentic, by ASI01 and ASI02", "owasp-agentic-top-10@2026"),
    "a function of the page": ("nist_rmf: MAP 1.1", "nist-ai-rmf@1.0:MAP 1.1"),
    "the record of one": ("NIST RMF", "nist-sp-800-37@2"),
    "the type of a document": ("ISO/IEC TS 4213:2022", "iso-iec-ts-4213@2022"),
    "a draft of the next": ("ISO/IEC AWI 4213", "iso-iec-4213@draft"),
    "named in full on the line": ("[ISO/IEC TS 25058:2024](#iso25058)", "iso-iec-ts-25058@2024"),
}


@pytest.mark.parametrize(("text", "ref"), SHARED.values(), ids=SHARED)
def test_the_page_tells_which_document_a_shared_name_means(text: str, ref: str) -> None:
    audit = CATALOG.audit(text)
    assert str(audit[0].refs[0]) == ref
    assert audit.passed


def test_a_publisher_alone_is_no_document_beside_another_of_its_own() -> None:
    text = '{"id": "nist-800-53-mod", "note": "nist-x", "controls": [{"id": "MP-2"}]}'
    assert [str(each.refs[0]) for each in CATALOG.audit(text)][-1] == "nist-sp-800-53@5:MP-2"


SPELLINGS = {
    "EU-KI-Verordnung Artikel 5": "eu-ai-act@2024/1689:Article 5",
    "Art. 9 KI-Gesetz": "eu-ai-act@2024/1689:Article 9",
    "Loi européenne sur l'IA article 5": "eu-ai-act@2024/1689:Article 5",
    "OWASP Agentic Security Top 10": "owasp-agentic-top-10@2026",
    "CSA AI Cloud Controls Matrix": "csa-aicm@1.1.1",
}


@pytest.mark.parametrize(("text", "ref"), SPELLINGS.items(), ids=SPELLINGS)
def test_further_spellings_of_documents(text: str, ref: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.find_references(text)] == [ref]


OF_OTHER_BODIES = {
    "**RBI Cybersecurity Framework for Financial Institutions**": [],
    "the NIST Cybersecurity Framework": ["nist-csf@2.0"],
    "our Cybersecurity Framework (NIST CSF)": ["nist-csf@2.0"],
}


@pytest.mark.parametrize("text", OF_OTHER_BODIES)
def test_a_framework_of_another_body_is_not_that_of_nist(text: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.audit(text)] == OF_OTHER_BODIES[text]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("# CIS Kubernetes Benchmark\n\n- CIS 4.3 and CIS 5.2", []),
        ("Of the CIS Docker Benchmark and the CIS Controls: CIS 4.3", ["cis-controls@8.1:4.3"]),
        ("Mapped to CIS 4.3", ["cis-controls@8.1:4.3"]),
        ('import boto3\nx = {"cis_control": "1.4"}  # CIS 1.5', []),
        ('import boto3\nx = {"cis_control": "1.4"}  # CIS Controls v8.1', ["cis-controls@8.1:1.4"]),
    ],
)
def test_the_acronym_of_a_publisher_means_what_a_page_is_about(text: str, refs: list[str]) -> None:
    found = [str(each.refs[0]) for each in CATALOG.audit(text) if each.refs]
    assert [each for each in found if ":" in each] == refs


#: Excerpts with an acronym of two documents, and what its last mention means.
EXPANDED = {
    "letters in brackets": (
        "The Secure AI Framework (SAIF) and the SAIF Risk Map.\n\nThe User (SAIF #1)",
        ["google-saif"],
    ),
    "letters before brackets": (
        "The SAIF Risk Map and SAIF (Secure AI Framework).\n\nThe User (SAIF #1)",
        ["google-saif"],
    ),
    "no expansion": (
        "The SAIF Risk Map, the Secure AI Framework.\n\nThe User (SAIF #1)",
        ["google-saif", "google-saif-risk-map"],
    ),
}


@pytest.mark.parametrize(("text", "standards"), EXPANDED.values(), ids=EXPANDED)
def test_the_page_says_what_an_acronym_stands_for(text: str, standards: list[str]) -> None:
    assert [ref.standard for ref in CATALOG.audit(text)[-1].refs] == standards


@pytest.mark.parametrize("name", ["Google SAIF", "Google's SAIF (Secure AI Framework)", "OWASP AIVSS"])
def test_a_name_states_no_edition_that_a_later_one_has_with_its_number(name: str) -> None:
    text = f"{name} is one.\n\n## Use\n\n{name} is used."
    newest = {"g": "2.0", "o": CATALOG.standard("owasp-aivss").edition}[name[0].lower()]
    assert {each.refs[0].edition for each in CATALOG.audit(text)} == {newest}
