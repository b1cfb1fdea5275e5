"""ATT&CK and CAPEC in STIX."""

from __future__ import annotations

import json
from typing import Any

import pytest

from curation.importers import stix
from curation.importers.stix import Edge

Raw = dict[str, Any]


def thing(sort: str, number: int, name: str, /, source: str = "mitre-attack", **more: Any) -> Raw:
    """Return an object with the identifier `name` and a longer title."""
    references = [{"source_name": "Blog"}, {"source_name": source, "external_id": name}]
    return {
        "type": sort,
        "id": f"{sort}--{number}",
        "name": f"The\n{name}",
        "description": "Prose.",
        "external_references": references,
    } | more


def link(kind: str, one: str, other: str, /, **more: Any) -> Raw:
    ends = {"source_ref": one, "target_ref": other}
    return {"type": "relationship", "id": "r", "relationship_type": kind} | ends | more


OBJECTS = [
    {
        "type": "x-mitre-matrix",
        "id": "m",
        "name": "Matrix",
        "tactic_refs": ["x-mitre-tactic--2", "x-mitre-tactic--1"],
    },
    {"type": "x-mitre-matrix", "id": "n", "name": "Other"},
    thing("x-mitre-tactic", 1, "TA0001"),
    thing("x-mitre-tactic", 2, "TA0043"),
    thing("attack-pattern", 1, "T1003.001"),
    thing("attack-pattern", 2, "T1003"),
    thing("attack-pattern", 3, "T1002", revoked=True),
    thing("attack-pattern", 4, "T1001", x_mitre_deprecated=True),
    thing("course-of-action", 1, "M1036"),
    thing("course-of-action", 2, "T1003", x_mitre_deprecated=True),
    {"type": "identity", "id": "identity--1", "name": "MITRE"},
    link("revoked-by", "attack-pattern--3", "attack-pattern--1"),
    link("mitigates", "course-of-action--1", "attack-pattern--2"),
    link("mitigates", "course-of-action--1", "attack-pattern--1"),
    link("mitigates", "course-of-action--1", "attack-pattern--3"),
    link("mitigates", "course-of-action--1", "attack-pattern--2", x_mitre_deprecated=True),
]


def test_attack_gives_tactics_in_order_techniques_and_mitigations() -> None:
    assert stix.attack(OBJECTS) == [
        {"id": "TA0043", "kind": "tactic", "title": "The TA0043", "assessable": False},
        {"id": "TA0001", "kind": "tactic", "title": "The TA0001", "assessable": False},
        {"id": "T1001", "kind": "technique", "title": "The T1001", "retired": True},
        {
            "id": "T1002",
            "kind": "technique",
            "title": "The T1002",
            "retired": True,
            "successors": ["T1003.001"],
        },
        {"id": "T1003", "kind": "technique", "title": "The T1003"},
        {"id": "T1003.001", "kind": "subtechnique", "title": "The T1003.001", "parent": "T1003"},
        {"id": "M1036", "kind": "mitigation", "title": "The M1036"},
    ]


def test_relationships_are_of_what_is_in_force() -> None:
    assert stix.edges(OBJECTS, "mitigates", "mitre-attack") == [
        Edge("M1036", "T1003"),
        Edge("M1036", "T1003.001"),
    ]
    assert stix.edges(OBJECTS, "revoked-by", "mitre-attack") == [Edge("T1002", "T1003.001")]


def test_a_subtechnique_needs_its_technique_and_no_identifier_stands_twice() -> None:
    with pytest.raises(ValueError, match=r"T1003.001 has no technique T1003"):
        stix.attack([thing("attack-pattern", 1, "T1003.001")])
    with pytest.raises(ValueError, match="duplicate identifier T1003"):
        stix.attack([thing("attack-pattern", 1, "T1003"), thing("attack-pattern", 2, "T1003")])


def pattern(number: int, status: str, **more: Any) -> Raw:
    fields = {"x_capec_abstraction": "Meta", "x_capec_status": status}
    return thing("attack-pattern", number, f"CAPEC-{number}", "capec", **fields) | more


def test_capec_goes_by_number_with_abstraction_and_what_is_retired() -> None:
    objects = [
        pattern(10, "Draft"),
        pattern(2, "Deprecated"),
        pattern(1, "Stable"),
        {"type": "identity", "id": "i"},
    ]
    assert stix.capec(objects) == [
        {"id": "CAPEC-1", "kind": "technique", "title": "The CAPEC-1", "level": "Meta"},
        {"id": "CAPEC-2", "kind": "technique", "title": "The CAPEC-2", "level": "Meta", "retired": True},
        {"id": "CAPEC-10", "kind": "technique", "title": "The CAPEC-10", "level": "Meta"},
    ]


def test_references_to_another_source_are_of_what_is_in_force() -> None:
    weakness = {"source_name": "cwe", "external_id": "CWE-20"}
    objects = [pattern(1, "Stable"), pattern(2, "Deprecated"), {"type": "identity", "id": "i"}]
    for each in objects[:2]:
        each["external_references"].append(weakness)
    assert stix.references(objects, "capec", "cwe") == [Edge("CAPEC-1", "CWE-20")]


def test_bundles_are_parsed() -> None:
    bundle = json.dumps({"type": "bundle", "objects": [{"id": "a"}]}).encode()
    assert stix.parse([bundle, bundle]) == [{"id": "a"}, {"id": "a"}]
    with pytest.raises(ValueError, match="not JSON"):
        stix.parse([b"{"])
    for content in (b"[]", b'{"objects": 7}'):
        with pytest.raises(ValueError, match="not a STIX bundle"):
            stix.parse([content])
