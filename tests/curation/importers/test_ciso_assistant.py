"""Libraries of CISO Assistant."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.records.provisions import Framework
from curation.importers import ciso_assistant

HEAD = {
    "standard": "kitchen-rules",
    "edition": "1",
    "completeness": "complete",
    "confidence": "single-source",
    "checked_on": "2026-11-23",
    "sources": [{"address": "https://example.org/kitchen.yaml"}],
    "text_policy": "Identifiers and names.",
}


LIBRARY = """
urn: urn:example:library:kitchen
ref_id: kitchen
version: 3
description: Prose of the library.
objects:
  framework:
    urn: urn:example:framework:kitchen
    implementation_groups_definition: [{ref_id: rules, name: Rules, description: Prose of a group.}]
    requirement_nodes:
    - {urn: 'k:core', assessable: false, depth: 1, ref_id: core, name: Clauses}
    - {urn: 'k:4', assessable: false, depth: 2, parent_urn: 'k:core', ref_id: '4', name: " Knives  and\\n forks "}
    - {urn: 'k:n1', assessable: false, depth: 3, parent_urn: 'k:4', name: Preamble, description: Prose.}
    - {urn: 'k:4.1', assessable: true, depth: 4, parent_urn: 'k:n1', ref_id: '4.1', description: Prose of a rule.}
    - urn: k:4.2
      assessable: true
      depth: 3
      parent_urn: k:4
      ref_id: '4.2'
      name: Knives counted
      description: Prose of another.
      annotation: Prose of a note.
      implementation_groups: [rules]
      questions: {q1: {text: Prose of a question?}}
      translations: {fr: {name: Prose in French}}
    - {urn: 'k:n2', assessable: true, depth: 4, parent_urn: 'k:4.2', description: Prose without identifier.}
    - {urn: 'k:5', assessable: false, depth: 2, ref_id: '5', name: '5'}
    - {urn: 'k:5.1', assessable: true, depth: 3, parent_urn: 'k:5', ref_id: '5.1', name: Said  twice., description: Said twice.}
"""


def library(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"objects": {"framework": {"requirement_nodes": list(nodes)}}}


def node(ref_id: str, /, **more: Any) -> dict[str, Any]:
    return {"urn": f"k:{ref_id}", "ref_id": ref_id, "assessable": True, "depth": 1} | more


def test_a_library_gives_identifiers_names_and_parents_and_no_prose() -> None:
    raw = ciso_assistant.framework(ciso_assistant.parse(LIBRARY), HEAD)
    assert raw["provisions"] == [
        {"id": "core", "kind": "domain", "title": "Clauses", "assessable": False},
        {"id": "4", "kind": "domain", "title": "Knives and forks", "parent": "core", "assessable": False},
        {"id": "4.1", "kind": "requirement", "parent": "4"},
        {"id": "4.2", "kind": "requirement", "title": "Knives counted", "parent": "4"},
        {"id": "5", "kind": "domain", "assessable": False},
        {"id": "5.1", "kind": "requirement", "parent": "5"},
    ]
    assert not list(shape_findings(raw, Framework))
    assert "Prose" not in json.dumps(raw)
    assert ciso_assistant.version(ciso_assistant.parse(LIBRARY)) == "3"


def test_assessable_nodes_without_identifier_are_told() -> None:
    assert ciso_assistant.unnumbered_nodes(ciso_assistant.parse(LIBRARY)) == ["k:n2"]


def test_what_the_library_made_up_is_passed_through_and_slips_are_mended() -> None:
    known = ciso_assistant.provisions(
        ciso_assistant.parse(LIBRARY), skipped=["core"], titles={"4": "Cutlery"}
    )
    assert [(each["id"], each.get("parent")) for each in known][:2] == [("4", None), ("4.1", "4")]
    assert known[0]["title"] == "Cutlery"


def test_kinds_go_by_group_and_then_by_depth() -> None:
    kinds: dict[int | str, str] = {"rules": "control", 1: "chapter", 2: "clause"}
    known = ciso_assistant.provisions(ciso_assistant.parse(LIBRARY), kinds)
    assert [each["kind"] for each in known] == [
        "chapter",
        "clause",
        "requirement",
        "control",
        "clause",
        "requirement",
    ]


def test_a_name_that_is_a_sentence_is_no_title() -> None:
    short, long = ciso_assistant.provisions(library(node("1", name="x" * 160), node("2", name="x" * 161)))
    assert "title" in short
    assert "title" not in long


def test_summaries_are_taken_over_where_identifier_and_title_are_the_same() -> None:
    curated = {
        "provisions": [
            {"id": "4.2", "title": "Knives counted", "summary": "Count them."},
            {"id": "4", "title": "Spoons", "summary": "Other."},
            {"id": "4.1"},
        ]
    }
    raw = ciso_assistant.framework(ciso_assistant.parse(LIBRARY), HEAD, [curated])
    assert [each["id"] for each in raw["provisions"] if "summary" in each] == ["4.2"]


def test_the_same_input_gives_the_same_bytes() -> None:
    once, twice = (
        ciso_assistant.dump(ciso_assistant.framework(ciso_assistant.parse(content), HEAD))
        for content in (LIBRARY, LIBRARY.encode())
    )
    assert once == twice
    assert ciso_assistant.dump(json.loads(once)) == once


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: [", "not YAML"),
        ("a: \x00", "not YAML"),
        ("- 1", "no 'objects'"),
        ("objects: 7", "no 'objects'"),
        ("objects: {}", "it holds nothing"),
        ("objects: {threats: [], risk_matrix: []}", "it holds threats, risk_matrix"),
    ],
)
def test_what_is_no_library_is_an_error(content: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ciso_assistant.parse(content)


@pytest.mark.parametrize(
    ("nodes", "problem"),
    [
        ([], "lists no requirement_nodes"),
        (["x"], "requirement node 0 has no urn"),
        ([node("1"), {"ref_id": "2"}], "requirement node 1 has no urn"),
        ([node("1"), node("1", urn="k:2")], "duplicate identifier 1"),
        ([node("1"), node("2", urn="k:1")], "duplicate node k:1"),
        ([node("1", parent_urn="k:2"), node("2")], "k:1 has the parent k:2, which does not come before it"),
        ([node("1", ref_id=1.1)], "the ref_id of k:1 is not a text: 1.1"),
        ([node("1", name=7)], "the name of k:1 is not a text: 7"),
        ([node("1", assessable=None)], "k:1 does not say whether it is assessable"),
    ],
)
def test_a_faulty_node_is_an_error_that_names_it(nodes: list[Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ciso_assistant.provisions(library(*nodes))


def test_mending_what_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="the library has no 8, 9"):
        ciso_assistant.provisions(library(node("1")), skipped=["9"], titles={"8": "Eight"})
    with pytest.raises(ValueError, match="does not say its version"):
        ciso_assistant.version(library(node("1")))
