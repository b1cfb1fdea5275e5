"""Titles behind the name of a document, of earlier editions too, and links to what they title."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

OLD, NEW = "mitre-attack@18.1:TA0005", "mitre-attack@19.1:TA0005"
READ = {
    "MITRE ATT&CK — Defense Evasion": [OLD],
    "MITRE ATT&CK — Stealth and more": ["mitre-attack@19.2"],
    "MITRE ATT&CK — *Defense Evasion* (TA0005)": ["mitre-attack@19.2", OLD],
    "MITRE ATT&CK v19 — Defense Evasion": [NEW],
    "MITRE ATT&CK: Defense Evasion (TA0005): <https://attack.mitre.org/tactics/TA0005/>": [
        "mitre-attack@19.2",
        OLD,
        OLD,
    ],
    "MITRE ATT&CK: [Defense Evasion (TA0005)](https://attack.mitre.org/tactics/TA0005)": [
        "mitre-attack@19.2",
        OLD,
        OLD,
    ],
    "MITRE ATT&CK: Defense Evasion (TA0005) and https://attack.mitre.org/tactics/TA0005": [
        "mitre-attack@19.2",
        OLD,
        NEW,
    ],
    "MITRE ATT&CK: Defense Evasion (TA0005), https://attack.mitre.org/tactics/TA0001": [
        "mitre-attack@19.2",
        OLD,
        "mitre-attack@19.1:TA0001",
    ],
    "MITRE ATT&CK: Defense Evasion (TA0005)" + " " * 120 + "attack.mitre.org/tactics/TA0005": [
        "mitre-attack@19.2",
        OLD,
        NEW,
    ],
    "MITRE ATT&CK — Data Encrypted for Impact (T1486)": ["mitre-attack@19.2", "mitre-attack@19.1:T1486"],
    "General Data Protection Regulation — Records of processing activities (Art. 30)": [
        "eu-gdpr@2016/679:Article 30",
        "eu-gdpr@2016/679:Article 30",
    ],
    "MITRE ATLAS - LLM Data Leakage (see there)": ["mitre-atlas@2026.09:AML.T0057"],
    "MITRE ATLAS - LLM Data Leakage (AML.T0051)": [
        "mitre-atlas@2026.09:AML.T0057",
        "mitre-atlas@2026.09:AML.T0051",
    ],
}


@pytest.mark.parametrize("text", READ)
def test_a_title_names_its_edition(text: str) -> None:
    assert [str(each.refs[0]) for each in CATALOG.find_references(text)] == READ[text]
