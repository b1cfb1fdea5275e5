"""ATLAS data files, of the old format and of format 6."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ai_security_standards._store import structuring
from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.records.provisions import Framework
from curation.importers import atlas

HEAD = {
    "standard": "mitre-atlas",
    "completeness": "complete",
    "confidence": "verified",
    "checked_on": "2026-11-23",
    "sources": [{"address": "https://example.org/ATLAS.yaml"}],
    "text_policy": "Identifiers and names.",
}


OLD = """
id: ATLAS
version: 9.0.0
matrices:
- id: ATLAS
  tactics:
  - {id: AML.TA0001, name: Second in number, description: Prose that stays behind.}
  - {id: AML.TA0000, name: First in number}
  techniques:
  - {id: AML.T0001, name: ' Juggle weights ', tactics: [AML.TA0001]}
  - {id: AML.T0045, name: Pocket the model, tactics: [AML.TA0000]}
  - {id: AML.T0001.000, name: By night, subtechnique-of: AML.T0001}
  mitigations:
  - {id: AML.M0000, name: Lock the cabinet, techniques: [{id: AML.T0001, use: Prose.}]}
case-studies:
- {id: AML.CS0000, name: The open drawer, summary: Prose.}
"""


NEW = """
format-version: 6.0.0
collection: {id: ATLAS-collection, version: '2026.99'}
matrix: {id: ATLAS-matrix}
tactics:
  AML.TA0000: {id: AML.TA0000, name: First in number}
  AML.TA0001: {id: AML.TA0001, name: Second in rank}
techniques:
  AML.T0048: {id: AML.T0048, name: Do harm}
  AML.T0048.004: {id: AML.T0048.004, name: Pocket the model}
  AML.T0001: {id: AML.T0001, name: Shuffle weights}
  AML.T0001.000: {id: AML.T0001.000, name: By night}
mitigations:
  AML.M0000: {id: AML.M0000, name: Lock the cabinet}
case-studies:
  AML.CS0000: {id: AML.CS0000, name: The open drawer}
relationships:
  ATLAS-matrix:
    sequences:
    - {source: ATLAS-matrix, target: AML.TA0001}
    - {source: ATLAS-matrix, target: AML.TA0000}
  AML.T0001:
    achieves: [{source: AML.T0001, target: AML.TA0001}]
  AML.T0001.000:
    specializes: [{source: AML.T0001.000, target: AML.T0001}]
  AML.T0048.004:
    specializes: [{source: AML.T0048.004, target: AML.T0048}]
"""


def imported(text: str, edition: str, **more: Any) -> atlas.Raw:
    return atlas.framework(atlas.parse(text), HEAD | {"edition": edition}, **more)


def by_id(raw: atlas.Raw) -> dict[str, atlas.Raw]:
    return {each["id"]: each for each in raw["provisions"]}


def test_the_old_format_gives_identifiers_names_and_parents_and_no_prose() -> None:
    raw = imported(OLD, "9.0.0")
    assert [each["id"] for each in raw["provisions"]] == [
        *("AML.TA0001", "AML.TA0000", "AML.T0001", "AML.T0001.000", "AML.T0045", "AML.M0000", "AML.CS0000"),
    ]
    assert by_id(raw)["AML.T0001"] == {"id": "AML.T0001", "kind": "technique", "title": "Juggle weights"}
    assert by_id(raw)["AML.T0001.000"] == {
        "id": "AML.T0001.000",
        "kind": "subtechnique",
        "title": "By night",
        "parent": "AML.T0001",
        "aliases": ["Juggle weights: By night"],
    }
    assert by_id(raw)["AML.TA0000"]["assessable"] is by_id(raw)["AML.CS0000"]["assessable"] is False
    assert atlas.version(atlas.parse(OLD)) == "9.0.0"
    assert not list(shape_findings(raw, Framework))
    assert "Prose" not in json.dumps(raw)


def test_a_matrix_at_the_top_of_the_file_is_read_as_one() -> None:
    top = atlas.parse(OLD)
    before_matrices = top["matrices"][0] | {"version": "3.0.0", "case-studies": top["case-studies"]}
    assert atlas.provisions(before_matrices) == atlas.provisions(top)


def test_format_6_keeps_the_sequence_of_tactics() -> None:
    raw = imported(NEW, "2026.99")
    assert [each["id"] for each in raw["provisions"]] == [
        *("AML.TA0001", "AML.TA0000", "AML.T0048", "AML.T0048.004", "AML.T0001", "AML.T0001.000"),
        *("AML.M0000", "AML.CS0000"),
    ]
    assert atlas.version(atlas.parse(NEW)) == "2026.99"
    assert not list(shape_findings(raw, Framework))


def test_what_a_release_drops_stays_retired_and_old_names_stay_aliases() -> None:
    later = imported(NEW, "2026.99", previous=imported(OLD, "9.0.0"))
    known = by_id(later)
    assert known["AML.T0045"]["retired"] is True
    assert known["AML.T0045"]["successors"] == ["AML.T0048.004"]
    assert known["AML.T0001"]["aliases"] == ["Juggle weights"]
    assert known["AML.T0001.000"]["aliases"] == ["Shuffle weights: By night", "Juggle weights: By night"]
    assert known["AML.TA0001"]["aliases"] == ["Second in number"]
    ids = list(known)
    assert ids.index("AML.T0001.000") + 1 == ids.index("AML.T0045") < ids.index("AML.M0000")
    again = imported(NEW, "2026.100", previous=later)
    assert again["provisions"] == later["provisions"]
    assert not list(shape_findings(later, Framework))


def test_a_name_that_went_to_another_identifier_goes_with_it() -> None:
    (source, name), target = next(iter(atlas.MOVED_NAMES.items()))
    before = {"provisions": [{"id": source, "kind": "technique", "title": name}]}
    listed: list[atlas.Raw] = [
        {"id": source, "kind": "technique", "title": "New"},
        {"id": target, "kind": "subtechnique", "title": "Part", "parent": source},
    ]
    whole, part = atlas.add_history(listed, before)
    assert "aliases" not in whole
    assert part["aliases"] == ["New: Part", name]
    assert [each.get("aliases") for each in atlas.add_history(listed, {"provisions": [whole, part]})] == [
        None,
        ["New: Part", name],
    ]


def test_summaries_follow_an_identifier_only_under_the_same_title() -> None:
    curated = imported(OLD, "9.0.0")
    for each in curated["provisions"]:
        each["summary"] = f"About {each['id']}."
    known = by_id(imported(NEW, "2026.99", curated=[curated]))
    assert known["AML.M0000"]["summary"] == "About AML.M0000."
    assert "summary" not in known["AML.T0001"]


def test_the_same_file_gives_the_same_bytes() -> None:
    once, twice = (atlas.dump(imported(NEW, "2026.99")) for _ in range(2))
    assert once == twice
    assert atlas.dump(json.loads(once)) == once
    assert structuring.framework(json.loads(once)).edition == "2026.99"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("format-version: 7.0.0", "ATLAS data format 7.0.0 is unknown"),
        ("[a, list]", "not an ATLAS data file"),
        ("objects: []", "not an ATLAS data file"),
        ("{", "not YAML"),
        ("format-version: 6.0.0", "relationships must be a mapping, and is NoneType"),
        (NEW.replace("target: AML.TA0000}", "target: AML.TA0001}"), "does not name each tactic once"),
        (NEW.replace("specializes", "sequels"), "AML.T0048.004 has no 'specializes' relationship"),
        (NEW.replace(", target: AML.T0048}", "}"), "relationship of AML.T0048.004 lacks source or target"),
        (OLD.replace("subtechnique-of: AML.T0001", "subtechnique-of: AML.T0009"), "of AML.T0009"),
        (OLD.replace("id: AML.T0001, name", "id: AML.T0002, name"), "not listed: AML.T0001"),
        (OLD.replace("id: AML.T0045, ", "id: AML.T0001, "), "duplicate identifier AML.T0001"),
        (OLD.replace("AML.M0000", "AML.T0000"), "'AML.T0000' is not an identifier of a mitigation"),
        (OLD.replace("name: The open drawer, ", ""), "AML.CS0000 has no name"),
    ],
)
def test_what_is_no_known_format_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        atlas.provisions(atlas.parse(text))
