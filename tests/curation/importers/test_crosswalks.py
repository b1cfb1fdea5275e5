"""Mapping files of AIDEFEND, CTID and CISO Assistant."""

from __future__ import annotations

from typing import Any

import pytest

from curation.importers import crosswalks
from curation.importers.crosswalks import Named

ATLAS = "MITRE ATLAS"
AIDEFEND: dict[str, Any] = {
    "tactics": [
        {
            "id": "model",
            "techniques": [
                {
                    "id": "AID-M-001",
                    "defendsAgainst": [
                        {"framework": ATLAS, "items": ["AML.T0007 Discover", " AML.T0007\nDiscover", "N/A"]},
                        {"framework": "MAESTRO", "items": ["Denial of Service (DoS) (L1) (in part)"]},
                    ],
                    "subTechniques": [
                        {
                            "id": "AID-M-001.001",
                            "defendsAgainst": [{"framework": ATLAS, "items": ["AML.T9999 Gone"]}],
                        }
                    ],
                },
                {"id": "AID-M-002"},
            ],
        }
    ]
}


def test_defences_name_what_they_act_against_once_each() -> None:
    named = crosswalks.aidefend(AIDEFEND, ATLAS, r"(AML\.T\d+)\b")
    assert named == [
        Named("AID-M-001", "AML.T0007", "AML.T0007 Discover"),
        Named("AID-M-001", None, "N/A"),
        Named("AID-M-001.001", "AML.T9999", "AML.T9999 Gone"),
    ]
    layer = r"(?=.*?\((L\d)\))(.+?) \((?:L\d)\)"
    assert [each.object for each in crosswalks.aidefend(AIDEFEND, "MAESTRO", layer)] == [
        "L1: Denial of Service (DoS)"
    ]
    with pytest.raises(ValueError, match="no defence names SAIF"):
        crosswalks.aidefend(AIDEFEND, "SAIF", "(.+)")


def test_ends_without_a_provision_are_unresolved() -> None:
    named = [Named("AC-1", "aml.t0007", "Discover"), Named("AC-1", None, "N/A"), Named("AC-2", "X", "X")]
    rows = crosswalks.relationships(
        named, "a@1", "mitre-atlas@2026.05", {"aml.t0007": "AML.T0007"}, "mitigates"
    )
    assert rows == [
        {
            "subject": "a@1:AC-1",
            "type": "mitigates",
            "object": "mitre-atlas@2026.05:AML.T0007",
            "stated": "mitigates",
        },
        {
            "subject": "a@1:AC-1",
            "type": "mitigates",
            "object": "mitre-atlas@2026.05",
            "stated": "mitigates",
            "unresolved": "'N/A' names no provision",
        },
        {
            "subject": "a@1:AC-2",
            "type": "mitigates",
            "object": "mitre-atlas@2026.05",
            "stated": "mitigates",
            "unresolved": "'X' names no provision",
        },
    ]
    (row,) = crosswalks.relationships(named[:1], "a@1", "b@1", {"aml.t0007": "T"}, None, "related")
    assert (row["type"], row["object"], row["stated"]) == ("related", "b@1:T", None)


def test_controls_of_ctid_lose_their_zeros_and_only_what_mitigates_is_read() -> None:
    rows = [
        ("SC-07", "mitigates", "T1071"),
        ("AC-02", "mitigates", "T1003.001"),
        ("AC-02", "mitigates", "T1003.001"),
        ("AC-11", None, "T1003"),
        ("A&A-02", "mitigates", "T1003"),
        ("STA-06", "mitigates", "T1003"),
    ]
    fields = ("capability_id", "mapping_type", "attack_object_id", "attack_object_name")
    data = {"mapping_objects": [dict(zip(fields, (*row, "Name"), strict=True)) for row in rows]}
    assert [each[:2] for each in crosswalks.ctid(data)] == [
        ("A&A-02", "T1003"),
        ("AC-2", "T1003.001"),
        ("SC-7", "T1071"),
        ("STA-06", "T1003"),
    ]


def test_pairs_of_the_first_mapping_are_read() -> None:
    def row(source: str, target: str) -> dict[str, str]:
        return {"source_requirement_urn": f"urn:x:a:{source}", "target_requirement_urn": f"urn:x:b:{target}"}

    sets = [
        {"requirement_mappings": [row("ac-1", "5.2"), row("ac-1", "5.2"), row("ac-2", "a.5.1")]},
        {"requirement_mappings": [row("5.2", "ac-1")]},
    ]
    library = {"objects": {"requirement_mapping_sets": sets}}
    assert crosswalks.pairs(library) == [Named("ac-1", "5.2", "5.2"), Named("ac-2", "a.5.1", "a.5.1")]
