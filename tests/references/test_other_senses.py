"""A name that others share stands for a document about one subject only beside that subject."""

from __future__ import annotations

import pytest

import ai_security_standards as aiss

CATALOG = aiss.load()

READ = {
    "OWASP: an SBOM in CycloneDX": [],
    "OWASP: CycloneDX, SPDX": [],
    "OWASP: an SBOM in CycloneDX 1.6": ["CycloneDX 1.6"],
    "OWASP: CycloneDX has an ML-BOM, so CycloneDX it is": ["OWASP: CycloneDX", "CycloneDX"],
    "OWASP: CycloneDX as MLBOM": ["OWASP: CycloneDX"],
    "MITRE: the ATLAS matrix of MITRE": ["MITRE: the ATLAS"],
    "the OAuth 2.0 grant of RFC 6749": ["OAuth 2.0", "RFC 6749"],
}


@pytest.mark.parametrize("text", READ)
def test_a_shared_name_stands_beside_the_subject(text: str) -> None:
    assert [each.text for each in CATALOG.find_references(text)] == READ[text]


def test_one_name_is_the_document() -> None:
    assert CATALOG.resolve("CycloneDX").standard == "cyclonedx-mlbom"
