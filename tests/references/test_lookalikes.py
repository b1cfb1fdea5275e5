"""What looks like an identifier and is a project's own, a product, a style, a path; and what still is one."""

from __future__ import annotations

import pytest

from ai_security_standards import load
from ai_security_standards.references.lexicon.printed_shapes import shape_of

CATALOG = load()

NOTHING = {
    "a chip": "The MCP2515 speaks SPI.",
    "a version": "Apache SkyWalking MCP 0.2.0 and OWASP",
    "a model": "Staging LLM v2.4, tested after OWASP",
    "a test value": 'id = "MCP-999"',
    "counted from zero": "OWASP r'LLM0?(\\d)' and content:'LLM0'",
    "an asset": 'OWASP "asset_id": "ast_01JX"',
    "a series of another catalogue": "OWASP | AST-01 | AST-16 | AST-31.1 |",
    "a series without its list": "AST-01, AST-02",
    "an article in an address": "doi: 10.1109/MS.2020.2973362",
    "a style": 'ISO 27001 <div class="a-8 p-3">'[10:],
    "a word": "toto = 1",
    "the name of a project": "an in-toto layout",
    "a badge": "New_in_v3.0-10_Cross in a text",
    "a milestone": "plan: OSPS M2",
    "plain words": "our AI governance framework",
    "topics": "GRC, AI-governance, framework-mapping",
    "a title that anybody uses": "Japan AI Governance Framework, Fintech AI Maturity Assessment",
    "a protocol of everyday use": '{"auth": "OAuth 2.0", "flow": "OAuth 2.0"}',
    "not applicable": "PCI DSS badge/N/A-2/4",
    "a chapter of the book": "GDPR (see [Chapter 4](04-supply-chain.md#data))",
    "a module of a program": "import ast3, and llm1 = x",
    "the values of a program": 'f("sai", -1, {"sai": 1})',
    "a control of the project": "| MS-6.5 | audit logging |",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_a_lookalike_is_not_read(text: str) -> None:
    assert [each.text for each in CATALOG.audit(text) if ":" in str(each.refs) or not each.refs] == []


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("FINOS made it. See the AI Governance Framework", ["finos-aigf@2"]),
        ("AI Testing Guide", ["owasp-aitg@1.0"]),
        ("RFC 6749 is OAuth 2.0", ["rfc-6749@2012", "rfc-6749@2012"]),
        ("IETF OAuth 2.0", ["rfc-6749@2012"]),
        ("PCI DSS A2/A3", ["pci-dss@4.0.1:A2", "pci-dss@4.0.1:A3"]),
        ("GDPR, [Chapter IV](four.md)", ["eu-gdpr@2016/679", "eu-gdpr@2016/679:Chapter IV"]),
        ("GDPR, [Chapter 4](https://example.eu/4.md)", ["eu-gdpr@2016/679", "eu-gdpr@2016/679:Chapter IV"]),
        ("Article 35 of Regulation (EU) 2016/679 or Article 27 of Directive (EU) 2016/680",
            ["eu-gdpr@2016/679:Article 35"]),
        ("Article 35 of the GDPR or Article 27 of Regulation (EU) 2016/679",
            ["eu-gdpr@2016/679:Article 35", "eu-gdpr@2016/679:Article 27"]),
        ("GDPR: the Article 29 Working Party, Article 29 Data Protection Working Party", ["eu-gdpr@2016/679"]),
        ("GDPR Article 29 Working Party", ["eu-gdpr@2016/679"]),
        ("GDPR. Duties (Articles 13/14 UK GDPR)", ["eu-gdpr@2016/679"]),
        ("GDPR. Duties (Articles 13 and 14 UK GDPR)", ["eu-gdpr@2016/679"]),
        ("GDPR. Duties (Articles 13/14, and UK law)",
            ["eu-gdpr@2016/679", "eu-gdpr@2016/679:Article 13", "eu-gdpr@2016/679:Article 14"]),
        ("ISO 27001 a Clause 9.3", ["iso-iec-27001@2022:9.3"]),
        ("ISO 27001 A.5.3", ["iso-iec-27001@2022:A.5.3"]),
        ("GDPR Article 5 and Article 6 of the Regulation",
            ["eu-gdpr@2016/679:Article 5", "eu-gdpr@2016/679:Article 6"]),
    ],
)  # fmt: skip
def test_what_is_like_a_lookalike_is_still_read(text: str, refs: list[str]) -> None:
    assert [str(each.refs[0]) for each in CATALOG.audit(text)] == refs


FOUND = {
    "in a text on the list": ("LLM99 is no risk of the OWASP LLM Top 10", "LLM99"),
    "in a text of the publisher": ("LLM77 of OWASP", "LLM77"),
    "with an edition": ("LLM42:2025 is new", "LLM42:2025"),
    "alone": ("MCP77", "MCP77"),
    "with an opening of its own": ("see AML.T9999", "AML.T9999"),
    "after a list of the law that is shipped whole": ("Artikel 47 der NIS2", "Artikel 47 der NIS2"),
}


@pytest.mark.parametrize(("text", "written"), FOUND.values(), ids=FOUND)
def test_an_identifier_that_no_edition_has_is_still_found(text: str, written: str) -> None:
    assert [each.text for each in CATALOG.audit(text).findings] == [written]
    assert CATALOG.audit(text).findings[0].verdict == "unknown"


def test_a_law_that_is_shipped_in_part_is_no_whole_series() -> None:
    (recital,) = CATALOG.audit("GDPR Recital 83").findings
    assert recital.verdict == "not-shipped"
    assert CATALOG.audit("Artikel 46 der NIS2").passed


READ = {
    "a dash beside the name": ("ASI-01 and ASI-02 of OWASP", ["ASI-01", "ASI-02"]),
    "an underscore": ("ASI_01 = 1", ["ASI_01"]),
    "a range": ("ASI01-03", ["ASI01", "03"]),
    "a weight": ("OWASP ASI07(5) ASI08(10)", ["OWASP ASI07", "ASI08"]),
    "a whole category": ("MANAGE 1.0, then SOC2 CC1.0", ["MANAGE 1.0", "SOC2 CC1.0"]),
    "a short form": ("nist_rmf:\n  - GV-1.3\n  - MS-2.5\n", ["nist_rmf", "GV-1.3", "MS-2.5"]),
    "a linking word that is an identifier": ("AI SAFE2 v3.0 S1.5", ["AI SAFE2 v3.0", "S1.5"]),
}


@pytest.mark.parametrize(("text", "written"), READ.values(), ids=READ)
def test_other_ways_to_write_an_identifier_are_read(text: str, written: list[str]) -> None:
    audit = CATALOG.audit(text)
    assert [each.text for each in audit] == written
    assert audit.passed


DOCUMENTS = {
    "a duty of the project": ("AIACT_ART15_002", []),
    "a statement": ("NIST SP 800-53: see AU-2c", ["nist-sp-800-53@5"]),
    "the value of a key": ('"owasp-top-10": 10', ["owasp-top-10@2025"]),
    "a count": ("OWASP LLM Top 10 (10 controls), (OWASP Top 10) — 3 skills", ["owasp-llm-top-10@2026", "owasp-top-10@2025"]),
    "the next cell": ("| Privacy (GDPR) | A.5.34 |", ["eu-gdpr@2016/679"]),
    "a path": ("see OWASP/ASVS/v4.0.3/4.0", ["owasp-asvs@4.0.3"]),
    "the number of another act": ("HB 3773 (PA 103-0804)", ["il-hb3773@2024"]),
    "a threshold": ("ISO27001 0.30", ["iso-iec-27001@2022"]),
    "a contrast": ("soc2 2.642:1, nist_csf 4.414:1", ["aicpa-tsc@2017", "nist-csf@2.0"]),
    "a benchmark": ("CIS Controls. CIS Kubernetes Benchmark v1.9 - Control 5.1.1", ["cis-controls@8.1"]),
    "another part of a code": ("HHS 45 CFR 155.260", ["us-hipaa@1996"]),
    "another law": ("GDPR. PDPL Article 17", ["eu-gdpr@2016/679"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "refs"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_follows_a_name_and_is_of_something_else(text: str, refs: list[str]) -> None:
    audit = CATALOG.audit(text)
    assert [str(each.refs[0]) for each in audit] == refs
    assert audit.passed


def test_an_article_before_another_law_with_its_own_is_of_the_page() -> None:
    text = "# EU AI Act\n\nArt. 3(52) defines it by reference to GDPR Art. 4(4).\n"
    refs = [str(each.refs[0]) for each in CATALOG.audit(text)]
    assert refs == [
        "eu-ai-act@2024/1689",
        "eu-ai-act@2024/1689:Article 3(52)",
        "eu-gdpr@2016/679:Article 4(4)",
    ]


def test_shapes_of_printed_identifiers() -> None:
    shape = shape_of(["LLM01", "LLM10", "AB-1"], ("llm",))
    assert shape.lengths == ((2, True),)
    assert shape.has(["99"])
    assert not shape.has(["1"])
    assert not shape.has(["01", "2"])
    assert shape_of(["CC1.1", "CC6.10"], ("cc",)).has(["6"])
    assert shape_of(["X"], ("x",)).signs == {"word"}
