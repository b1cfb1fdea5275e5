"""Numbers that are listed before the name of their document, and numbers that count."""

import pytest

from ai_security_standards import load

CATALOG = load()


def read(text: str) -> list[str]:
    """Return the references of a text, without editions where these are the newest, documents left out."""
    refs = [str(ref) for each in CATALOG.audit(text) for ref in each.refs[:1] if ref.provision]
    return [ref.replace("iso-iec-", "").replace("@2022", "") for ref in refs]


#: Texts, and the provisions that are read in them.
LISTS = {
    "requirements 6.1.2, 8.2 and 9.1 of ISO/IEC 27001 and controls\n5.1, 5.7 and 8.8 of ISO/IEC 27002.": (
        "27001:6.1.2 27001:8.2 27001:9.1 27002:5.1 27002:5.7 27002:8.8"
    ),
    "die Anforderungen 7.2 und 8.1 aus ISO/IEC 27001 und die\nMaßnahmen 5.24, 5.26 aus ISO/IEC 27002": (
        "27001:7.2 27001:8.1 27002:5.24 27002:5.26"
    ),
    "requirements 7.2, 7.5 and\n10.2 from\nISO/IEC 27001:2013": "27001@2013:7.2 27001@2013:7.5 27001@2013:10.2",
    "les exigences 4.1, 5.2 de la norme ISO/IEC 27001": "27001:4.1 27001:5.2",
    "ISO/IEC 27001 9.1, controls 5.1 and 5.7 of ISO/IEC 27002": "27001:9.1 27002:5.1 27002:5.7",
    "los controles 5.1 y 5.2 de la ISO/IEC 27002": "27002:5.1 27002:5.2",
    "controls **A.5.1**, A.5.7 of `ISO/IEC 27001`": "27001:A.5.1 27001:A.5.7",
    "clauses 4.1 to 4.4 of ISO/IEC 27001": "27001:4.1 27001:4.4",
    "clauses 4 to 10 of ISO/IEC 27001": "27001:4 27001:10",
    "Clauses 4-10 of ISO/IEC 27001": "27001:4 27001:10",
    "Kapitel 4 bis 10 der ISO/IEC 27001": "27001:4 27001:10",
    "clauses 4 and 2022 of ISO/IEC 27001": "27001:4",
    "controls 5 and 6 of ISO/IEC 27001": "",
    "Clause 9.1 of\nISO/IEC 27001": "27001:9.1",
    "ISO/IEC 27001, controls 5.1 and 6.2 of ISO/IEC 27035-2": "",
    "ISO/IEC 27001: controls 1.5, 5.1 of ISO/IEC 27002": "27002:5.1",
    "controls 5.1\n\n5.2 of ISO/IEC 27002": "27002:5.2",
    "controls 5.1 5.2 of ISO/IEC 27002": "27002:5.2",
    "controls 5.1 | 5.2 of ISO/IEC 27002": "27002:5.1 27002:5.2",
    "controls 5.1 | and 5.2 of ISO/IEC 27002": "27002:5.1 27002:5.2",
    "and 5.2 of ISO/IEC 27002": "27002:5.2",
    "5.2\nISO/IEC 27002": "",
    "ISO/IEC 42001 §9": "42001@2023:9",
    "ISO/IEC 42001 §8-10, COBIT": "42001@2023:8 42001@2023:10",
    "| ISO/IEC 27001:2022 | §6 Planning; §8, Operation |": "27001:6",
    "| ISO/IEC 27001 | 8.3, 8.12 | Access; leakage |": "27001:A.8.3 27001:A.8.12",
    "| CIS Controls v8 | 8.12 |\n| ISO/IEC 27001:2022 | 8.3, 8.12 |": "27001:A.8.3 27001:A.8.12",
    "ISO/IEC 27001 clauses 8.3, 9.1": "27001:8.3 27001:9.1",
    "GDPR Arts 4(11)/6/7": "eu-gdpr@2016/679:Article 4(11) eu-gdpr@2016/679:Article 6 eu-gdpr@2016/679:Article 7",
    "GDPR Art 4(5), 25": "eu-gdpr@2016/679:Article 4(5) eu-gdpr@2016/679:Article 25",
    "GDPR Article 6(1), 2": "eu-gdpr@2016/679:Article 6(1) eu-gdpr@2016/679:Article 6(2)",
    "NIS2 Art. 21(2)(d), E-ITS 15.1": "eu-nis2/2555:Article 21(2)(d)",
    "numbers 5.1, of ISO/IEC 27002": "",
}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_of_the_document_that_is_named_behind_it(text: str) -> None:
    assert " ".join(read(text)) == LISTS[text]


#: Ranges, and the provisions that are read in them.
RANGES = {
    "ISO/IEC 27001:2022 A.7.5-A.7.7": "A.7.5 A.7.6 A.7.7",
    "A.7.5–A.7.7 (ISO/IEC 27001:2022)": "A.7.5 A.7.6 A.7.7",
    "OWASP Top 10:2025 A05 to A07": "A05 A06 A07",
    "AIUC-1 E001 to E003": "E001 E002 E003",
    "clauses 4 to 6 of ISO/IEC 42001:2023": "4 5 6",
    "requirements 9.2 to 10.2 of ISO/IEC 42001:2023": "9.2 9.3 10.1 10.2",
    "ISO/IEC 27001:2013 A.7.1.1 to A.7.2.1": "A.7.1.1 A.7.1.2 A.7.2.1",
    "MEASURE 3.1 to MEASURE 3.3 of NIST AI 100-1": "MEASURE 3.1 MEASURE 3.2 MEASURE 3.3",
    "CWE-953 to CWE-955": "CWE-953 CWE-954 CWE-955",
    "MCP05 to MCP07 of the OWASP MCP Top 10": "MCP05 MCP06 MCP07",
    "UEM-06 to UEM-08 of CSA AICM v1.1.1": "UEM-06 UEM-07 UEM-08",
    "PW.4 to PW.6 of NIST SP 800-218": "PW.4 PW.5 PW.6",
    "GDPR Art. 5(1)(f), 25 and 32": "Article 5(1)(f) Article 25 Article 32",
    "Articles 5(1)(a), 6(2) and 9 of the AI Act": "Article 5(1)(a) Article 6(2) Article 9",
    "GDPR Art. 5(1)(f), 25 May 2018": "Article 5(1)(f)",
    "AI Act Article 5(1)(a), 2024": "Article 5(1)(a)",
    "AI Act Article 5(1)(a), (b)": "Article 5(1)(a) Article 5(1)(b)",
    "OWASP LLM06:2025 (one of two), ": "LLM06",
    "HIPAA 164.308(a)(1), 164": "164.308(a)(1)",
    "GDPR, artículos 5 a 7": "Article 5 Article 6 Article 7",
}


@pytest.mark.parametrize("text", RANGES)
def test_a_range_has_what_stands_between_its_ends_and_nothing_below_it(text: str) -> None:
    refs = [ref for each in CATALOG.find_references(text) for ref in each.refs]
    assert " ".join(ref.provision for ref in refs if ref.provision) == RANGES[text]


def test_what_a_document_lacks_or_an_edition_newer_than_the_data_is_told() -> None:
    verdicts = [(each.text, each.verdict) for each in CATALOG.audit("clauses 6.1.2, 6.1.3 of ISO 42001:2028")]
    assert [verdict for _, verdict in verdicts] == ["newer-than-data"] * 2
    assert verdicts[-1][0].startswith("6.1.3 of ISO 42001")
    assert CATALOG.audit("clause 6.1 of ISO 42001:2028")[0].text == "clause 6.1 of ISO 42001:2028"
    found = CATALOG.audit("controls 5.1 and 5.99 of ISO/IEC 27002")
    assert [each.verdict for each in found] == ["ok", "unknown"]


#: Texts with a number in brackets, and what is read in them.
COUNTS = {
    "MITRE ATT&CK: T1021 (2), T1078 (4)": ["T1021", "T1078"],
    "AML.T0051 (1)": ["AML.T0051"],
    "ISO 27001 A.5.1 (2)": ["A.5.1"],
    "NIST SP 800-53 AC-2 (2)": ["AC-2(2)"],
    "EU AI Act Article 5 (1)": ["Article 5(1)"],
    "EU AI Act Annex VII (8 sections)": ["Annex VII"],
}


@pytest.mark.parametrize("text", COUNTS)
def test_a_number_in_brackets_counts_where_parts_have_a_dot(text: str) -> None:
    refs = [each.refs[0] for each in CATALOG.audit(text) if each.refs]
    assert [ref.provision for ref in refs if ref.provision] == COUNTS[text]


def test_a_year_of_two_digits_is_that_of_an_edition() -> None:
    def read_all(text: str) -> list[str]:
        return [str(ref) for each in CATALOG.find_references(text) for ref in each.refs]

    assert read_all("LLM10:25") == ["owasp-llm-top-10@2025:LLM10"]
    assert read_all("API1:23") == ["owasp-api-top-10@2023:API1"]
    assert "owasp-llm-top-10@2024:LLM01" not in read_all("LLM01:24")


def test_a_table_is_no_list() -> None:
    table = "| SOC 2 | NIST 800-53 |\n|---|---|\n| [1.1](#a) | CM-7 |\n"
    assert [str(ref) for each in CATALOG.find_references(table) for ref in each.refs] == [
        "aicpa-tsc@2017",
        "nist-sp-800-53@5",
        "nist-sp-800-53@5:CM-7",
    ]
    row = "| Information technology, Artificial intelligence, Management system | ISO/IEC 42001:2023 (Ed.1) |"
    assert {ref.standard for each in CATALOG.find_references(row) for ref in each.refs} == {"iso-iec-42001"}
