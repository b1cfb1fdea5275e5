"""Names of documents with two letters exchanged are told by an audit, and nothing else is."""

import pytest

from ai_security_standards import load

CATALOG = load().as_of("2026-11-29")


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("certified to ISO/EIC 42001:2023.", "ISO/EIC 42001:2023", "iso-iec-42001"),
        ("our IOS 27001 audit", "IOS 27001", "iso-iec-27001"),
        ("follows the NIST AI RFM", "NIST AI RFM", "nist-ai-rmf"),
        ("OWSAP LLM Top 10", "OWSAP LLM Top 10", "owasp-llm-top-10"),
        ("MITRE ALTAS", "MITRE ALTAS", "mitre-atlas"),
        (
            "the NIST AI Risk Mangaement Framework",
            "NIST AI Risk Mangaement Framework",
            "nist-ai-rmf",
        ),
    ],
)
def test_a_misspelt_name_is_told_with_what_is_meant(text: str, written: str, meant: str) -> None:
    (found,) = CATALOG.audit(text)
    assert (found.text, found.verdict, found.severity) == (written, "unknown", "error")
    assert found.refs == ()
    assert found.instead == (meant,)
    assert found.reasons[0].text.startswith(f"no document is called {written!r}; did you mean ")


def test_references_beside_a_misspelt_name_stay() -> None:
    found = CATALOG.audit("AML.T0051, see NSIT AI RMF GOVERN 1.1, MITRE ALTAS, AML.T0054 and MITRE ATLAS")
    assert [(each.text, each.verdict.value) for each in found] == [
        ("AML.T0051", "ok"),
        ("NSIT", "unknown"),
        ("AI RMF GOVERN 1.1", "ok"),
        ("MITRE ALTAS", "unknown"),
        ("AML.T0054", "ok"),
        ("MITRE ATLAS", "ok"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Visit the NIST AI lab, NIST AIR data, the ISO 9001 and ISO ICE trains, or OWASP ZAP.",
        "OWASP AIVSS is another document than AISVS. So is NIST AI 100-2.",
        "iso/eic 42001 and nist ai rfm in small letters may be code",
        "INST 100-1, an AI CAT, IOS 18.4, and NITS",
        "OWASP Top 10 for LLM Application",
        "",
    ],
)
def test_nothing_else_is_misspelt(text: str) -> None:
    assert [each.text for each in CATALOG.audit(text) if each.verdict == "unknown"] == []
