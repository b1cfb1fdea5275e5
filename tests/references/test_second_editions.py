"""A second edition behind the name of a document and its first."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "CVSS v3.1/v4.0": [("CVSS v3.1", "not-shipped"), ("v4.0", "ok")],
    "CVSS v4.0/v3.1 scores": [("CVSS v4.0", "ok")],
    "CVSS 3.1/4.0 scores": [("CVSS 3.1", "not-shipped")],
    "SLSA 1.0/1.1": [("SLSA 1.0/1.1", "ok")],
    "CVSS v3.1/4.0": [("CVSS v3.1", "not-shipped")],
    "PCI DSS v3.2.1 / v4.0": [("PCI DSS v3.2.1", "not-shipped"), ("v4.0", "ok")],
    "PCI DSS v3.2.1/v4.0": [("PCI DSS v3.2.1", "not-shipped"), ("v4.0", "ok")],
    "CVSS v4.0/v4.0": [("CVSS v4.0/v4.0", "ok")],
    "CVSS 4.0/9.8": [("CVSS 4.0", "ok")],
    "CVSS v4.0/9.8": [("CVSS v4.0", "ok")],
    "CVSS v4.0/v3.1-5": [("CVSS v4.0", "ok")],
    "CVSS v4.0/vector": [("CVSS v4.0", "ok")],
    "CVSS v4.0, v3.1": [("CVSS v4.0", "ok")],
    "CVSS/v3.1": [("CVSS/v3.1", "not-shipped")],
    "CVSS v4.0": [("CVSS v4.0", "ok")],
}


@pytest.mark.parametrize("text", READ)
def test_a_second_edition_is_read(text: str) -> None:
    assert [(each.text, str(each.verdict)) for each in CATALOG.audit(text)] == READ[text]
