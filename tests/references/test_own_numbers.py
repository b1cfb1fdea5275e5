"""Numbers, words and names that look like references, as public repositories have them."""

import pytest

from ai_security_standards import UnknownReference, load

CATALOG = load()

#: Texts, and all that is read in them.
TEXTS = {
    "a count behind brackets": ("EU AI Act: Risk Classification (Art.6)** - 10-question test", ["EU AI Act", "Art.6"]),
    "a count behind an annex": ("the Technical File (CRA Annex VII)** — 8 structured sections", ["CRA Annex VII"]),
    "a point of the text itself": ("(2) GDPR, a legal basis (Art.6), and (3) any other law", ["GDPR", "Art.6"]),
    "items of a list": ("GDPR: see [Article 25](https://gdpr.example/article/25/)\n2. **Name** it", ["GDPR", "Article 25", "article/25"]),
    "paragraphs": ("EU AI Act Article 50(2)/(4)/(5)", ["EU AI Act Article 50(2)", "4", "5"]),
    "a key of the project": ('EU AI Act\nid: "annex3-9-democratic-processes"', ["EU AI Act", "annex3"]),
    "cardinalities": ("ISO 27001: N:1 control, 1:N evidence", ["ISO 27001"]),
    "a share": ("| ISO/IEC 42001 | Standard controls, 5-10% sampling |", ["ISO/IEC 42001"]),
    "folders": ("ISO 27001\n  uploads/\n    control1/\n    control2/\n", ["ISO 27001"]),
    "a number in brackets": ("AI Act: base d'articles (11 articles clés)", ["AI Act"]),
    "a list below a word": ("AI Act: avec articles\n\n5. **Tableau** des rôles", ["AI Act"]),
    "records of the project": ("EU AI Act\n| EG-02 | Final classification |", ["EU AI Act"]),
    "a recital in short": ("die KI-VO und EG 2, EG-3 dazu", ["KI-VO", "EG 2", "EG-3"]),
    "navigation": ("CRA handbook: Chapter 7 · Settings, not Chapter VII", ["Chapter VII"]),
    "a placeholder": ("NIST AI RMF\n- [Measure 1]: [Description]\n- [Measure 2.1](m.md)", ["NIST AI RMF", "Measure 2.1"]),
    "measures of delivery": ("Track deployment frequency and lead time metrics (DORA) for EU teams of 8", []),
    "a law and its measures": ("Metrics of ICT resilience under DORA Article 5", ["DORA Article 5"]),
    "other lists of OWASP": ("OWASP Top 10 Proactive Controls 2024, OWASP Mobile Top 10, OWASP Top 10:2021", ["OWASP Top 10:2021"]),
    "another framework": ("ENISA AI Cybersecurity Framework, NIST Cybersecurity Framework", ["NIST Cybersecurity Framework"]),
    "counts in an object": ("{fw: 'ISO 27001', controls: 10, color: 'red'}, {controls: 5, 6}", ["ISO 27001", "controls: 5", "6"]),
    "weights": ("GDPR = 2.0x, {'NIS2': 2.0}", ["GDPR", "NIS2"]),
    "a dash that the list does not print": ("OWASP calls for rule LLM-99", []),
    "zeros in front": ("CWE-79, not CWE079", ["CWE-79"]),
    "a count in brackets": ("ISO 27001\n## A.6 People controls (8)\n", ["ISO 27001", "A.6"]),
    "a part of a form": ("ISO 27001 A.5.26. New section-10 fields", ["ISO 27001 A.5.26"]),
    "a heading in a program": ('md.append("\\n### 5.2 ISO/IEC 42001\\n"); f("# 4.1 ISO 42001")', ["ISO/IEC 42001", "ISO 42001"]),
    "a measure of the project": ("SOC 2. Measure 2 is scheduled and measure 6 remains open.", ["SOC 2"]),
    "a measure of the framework": ("NIST AI RMF\n\nso Measure 2 is scheduled.", ["NIST AI RMF", "Measure 2"]),
    "an article of Hungarian": ("A 7/2024. (VI. 24.) MK rendelet, ISO 27001", ["ISO 27001"]),
    "the next cell of a table": ("HIPAA\n| NIST SP 800-66 Rev. 2 | §164.308(a)(6) |", ["HIPAA", "NIST SP 800-66 Rev. 2", "164.308(a)(6)"]),
    "the name of a site": ("see https://www.iso27000.es/sgsi.html and iso27000.es", []),
    "an annex with its year": ("| ISO/IEC 27001 control (Annex A 2022) |", ["ISO/IEC 27001", "Annex A 2022"]),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_only_references_are_read(case: str) -> None:
    text, expected = TEXTS[case]
    found = CATALOG.audit(text)
    assert [each.text for each in found] == expected
    assert found.passed


#: Texts on PCI DSS with the verdict on their last reference, and the edition or words of its reason.
PCI = {
    "pcidss: Req-8.2.3": ("not-shipped", "3.2.1"),
    "PCI-DSS 8.1.6": ("not-shipped", "3.2.1"),
    "PCI DSS: 8.1.6, 8.2.3": ("not-shipped", "3.2.1"),
    "PCI DSS 3.2.1": ("not-shipped", "older than the first edition"),
    "PCI DSS 3.2.1, requirement 8.2.3": ("not-shipped", "3.2.1"),
    "PCI DSS v4.0: 8.1.6": ("unknown", "no provision '8.1.6'"),
    "PCI DSS 8.9.9": ("unknown", "no provision '8.9.9'"),
    "PCI DSS 4.0.1, Req-8.3.6": ("ok", ""),
    "PCI DSS Req 8.3.6": ("ok", ""),
    "PCI DSS requirement 3.2.1": ("ok", ""),
    "PCI-DSS:3.2.1": ("ok", ""),
}


@pytest.mark.parametrize("text", PCI)
def test_numbers_of_an_earlier_pci_dss_are_not_those_of_the_current(text: str) -> None:
    verdict, reason = PCI[text]
    last = CATALOG.audit(text)[-1]
    assert last.verdict == verdict
    assert any(reason in str(each.text) for each in last.reasons) if reason else not last.reasons


def test_a_single_reference_to_an_earlier_edition_is_refused() -> None:
    for text in ("PCI DSS 3.2.1", "PCI DSS Req-8.1.6"):
        with pytest.raises(UnknownReference, match=r"pci-dss '3\.2\.1' is older than the first edition"):
            CATALOG.resolve(text)
    assert str(CATALOG.resolve("8.2.3", within="pci-dss@4.0.1")) == "pci-dss@4.0.1:8.2.3"
    assert str(CATALOG.resolve("3.2.1", within="pci-dss")) == "pci-dss@4.0.1:3.2.1"


#: Texts that state an edition, and the edition of their last reference.
STATED = {
    "OWASP LLM Top 10 2025\n\n| Model DoS | many tokens | LLM10 |": "2025",
    "# NIST CSF 2.0\n### RS.CO, signalement et communication\n": "2.0",
    "# NIST CSF 2.0\n### RS.CO Communications\n": "2.0",
    "# NIST CSF\n\nDE.AE: Anomalies and Events\n\nGV.OC, DE.AE: Anomalies and Events\n": "2.0",
    "# NIST CSF\n\nDE.AE: Anomalies and Events\n": "1.1",
    "NIST SP 800-53: SA-12, SI-7": "5",
    "| ISO/IEC 27001 control (Annex A 2022) |\n|---|\n| A.6.1 Organizational Roles and Duties |": "2022",
    "OWASP ASVS 5.0.0\n\n### 6. Cryptography (ASVS V6)": "5.0.0",
    "OWASP LLM Top 10 2025\n\nLLM10: Model Theft": "2025",
    '["A.5.10", "A.5.16"] of ISO 27001\n[{"clause": "A.5", "name": "Information security roles"}]': "2022",
}


@pytest.mark.parametrize("text", STATED)
def test_half_a_title_does_not_outweigh_the_edition_that_a_page_states(text: str) -> None:
    assert CATALOG.audit(text)[-1].refs[0].edition == STATED[text]


@pytest.mark.parametrize("item", ["articles\n5. Table", "article\n5) Table"])
def test_the_number_of_the_next_item_is_no_article(item: str) -> None:
    """A list whose entry ends in "articles" is followed by the number of the next one."""
    found = CATALOG.find_references(f"# EU AI Act\n\nWith {item} of contents\n\nArticle 9 applies.\n")
    assert [each.text for each in found] == ["EU AI Act", "Article 9"]
