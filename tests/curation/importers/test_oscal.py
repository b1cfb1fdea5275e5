"""Catalogues in OSCAL."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ai_security_standards._store import structuring
from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.records.provisions import Framework
from curation.importers import oscal

HEAD = {
    "standard": "kitchen-rules",
    "edition": "1",
    "completeness": "complete",
    "confidence": "verified",
    "checked_on": "2026-11-23",
    "sources": [{"address": "https://example.org/catalog.json"}],
    "text_policy": "Identifiers and titles.",
}


def labelled(label: str, *more: dict[str, str]) -> list[dict[str, str]]:
    padded = {"name": "label", "class": "zero-padded", "value": label.replace("-", "-0", 1)}
    return [padded, *more, {"name": "label", "value": label}]


WITHDRAWN = {"name": "status", "value": "Withdrawn"}


def catalog() -> dict[str, Any]:
    """A catalogue such as NIST writes them, about a kitchen."""
    knives = {
        "id": "kn-1",
        "title": "Knives  in\nthe block",
        "class": "rule",
        "props": labelled("KN-1"),
        "params": [{"id": "kn-1_prm", "label": "Prose of a parameter"}],
        "parts": [
            {
                "id": "kn-1_smt",
                "name": "statement",
                "prose": "Prose of a statement.",
                "parts": [
                    {
                        "id": "kn-1_smt.a",
                        "props": [{"name": "label", "value": "a."}],
                        "parts": [{"id": "kn-1_smt.a.2", "props": [{"name": "label", "value": "2."}]}],
                    },
                    {"name": "item"},
                ],
            }
        ],
        "controls": [
            {"id": "kn-1.1", "title": "Sharpened", "props": labelled("KN-1(1)")},
            {
                "id": "kn-1.2",
                "title": "Counted",
                "props": labelled("KN-1(2)", WITHDRAWN),
                "links": [
                    {"href": "#kn-1_smt.a.2", "rel": "incorporated-into"},
                    {"href": "#kn-1", "rel": "moved-to"},
                    {"href": "#st-1", "rel": "moved-to"},
                    {"href": "#somewhere", "rel": "related"},
                ],
            },
        ],
    }
    stoves = {"id": "st", "title": "Stoves", "controls": [{"id": "st-1", "title": "Off at night"}]}
    spoons = {
        "id": "kn-2",
        "title": "Spoons",
        "props": labelled("KN-2", WITHDRAWN),
        "links": [{"href": "#st", "rel": "incorporated-into"}],
    }
    forks = {"id": "kn-3", "title": "Forks", "props": [WITHDRAWN]}
    return {
        "metadata": {"title": "Kitchen", "version": "1.0.2"},
        "groups": [
            {
                "id": "kn",
                "title": "Cutlery",
                "props": [{"name": "label", "value": "KN"}],
                "groups": [{"title": "Without identifier", "controls": [knives]}],
                "controls": [spoons, forks],
            },
            stoves,
        ],
        "back-matter": {"resources": [{"title": "Prose at the end"}]},
    }


def by_id(provisions: list[oscal.Raw]) -> dict[str, oscal.Raw]:
    return {each["id"]: each for each in provisions}


def test_a_catalogue_gives_identifiers_titles_and_parents_and_no_prose() -> None:
    raw = oscal.framework(catalog(), HEAD)
    assert [(each["id"], each["kind"], each.get("parent")) for each in raw["provisions"]] == [
        ("KN", "domain", None),
        ("KN-1", "control", "KN"),
        ("KN-1(1)", "enhancement", "KN-1"),
        ("KN-1(2)", "enhancement", "KN-1"),
        ("KN-2", "control", "KN"),
        ("kn-3", "control", "KN"),
        ("st", "domain", None),
        ("st-1", "control", "st"),
    ]
    assert by_id(raw["provisions"])["KN-1"] == {
        "id": "KN-1",
        "kind": "control",
        "title": "Knives in the block",
        "parent": "KN",
        "aliases": ["KN-01"],
    }
    assert by_id(raw["provisions"])["KN"] == {
        "id": "KN",
        "kind": "domain",
        "title": "Cutlery",
        "assessable": False,
    }
    assert not list(shape_findings(raw, Framework))
    assert "Prose" not in json.dumps(raw)
    assert oscal.version(catalog()) == "1.0.2"


def test_other_ways_of_writing_an_enhancement_are_its_aliases() -> None:
    known = by_id(oscal.provisions(catalog()))
    assert known["KN-1(1)"]["aliases"] == ["KN-01(1)", "kn-1.1", "Knives in the block | Sharpened"]
    assert known["KN-1(2)"]["aliases"] == ["KN-01(2)", "kn-1.2"]


def test_what_is_withdrawn_stays_with_what_it_went_into() -> None:
    known = by_id(oscal.provisions(catalog()))
    assert known["KN-1(2)"]["retired"] is True
    assert known["KN-1(2)"]["successors"] == ["KN-1", "st-1"]
    assert known["KN-1(2)"]["note"] == "Went into KN-1a.2."
    assert known["KN-2"]["successors"] == ["st"]
    assert "note" not in known["KN-2"]
    assert known["kn-3"]["retired"] is True
    assert "successors" not in known["kn-3"]
    assert "retired" not in known["KN-1"]


def test_classes_and_titles_can_be_set_right() -> None:
    known = by_id(oscal.provisions(catalog(), {"rule": "requirement"}, {"KN-1": "Knives"}))
    assert known["KN-1"]["kind"] == "requirement"
    assert known["KN-1"]["title"] == "Knives"
    assert known["KN-1(1)"]["aliases"][-1] == "Knives | Sharpened"
    assert known["st-1"]["kind"] == "control"


def test_summaries_are_taken_over_from_a_curated_framework() -> None:
    curated = {"provisions": [{"id": "st-1", "title": "Off at night", "summary": "Turn off what burns."}]}
    known = by_id(oscal.framework(catalog(), HEAD, [curated])["provisions"])
    assert known["st-1"]["summary"] == "Turn off what burns."


def test_the_same_file_gives_the_same_bytes() -> None:
    content = json.dumps({"catalog": catalog()})
    once, twice = (oscal.dump(oscal.framework(oscal.parse(content), HEAD)) for _ in range(2))
    assert once == twice
    assert oscal.dump(json.loads(once)) == once
    assert structuring.framework(json.loads(once)).provisions[1].name == "Knives in the block"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "not JSON"),
        ("[]", "not an OSCAL catalogue: the file holds list"),
        ("{}", "not an OSCAL catalogue: the file holds nothing"),
        ('{"profile": {}}', "not an OSCAL catalogue: the file holds profile"),
        ('{"catalog": []}', "not an OSCAL catalogue: the file holds catalog"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_the_reason(content: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        oscal.parse(content)


@pytest.mark.parametrize("metadata", [None, {}, {"version": 1}])
def test_a_catalogue_must_say_its_version(metadata: Any) -> None:
    with pytest.raises(ValueError, match="does not state its version"):
        oscal.version({"metadata": metadata})


@pytest.mark.parametrize(
    ("holding", "problem"),
    [
        ({"controls": {}}, "controls of the catalogue must be a list of objects"),
        ({"groups": [{"id": "g", "title": "G", "controls": [1]}]}, "controls of g must be a list"),
        ({"controls": [{"title": "Nameless"}]}, "a control of the catalogue has no id"),
        ({"groups": [{"id": "g", "title": "G", "controls": [{}]}]}, "a control of g has no id"),
        ({"controls": [{"id": "c-1", "title": " "}]}, "c-1 has no title"),
        (
            {"controls": [{"id": "c-1", "title": "C"}, {"id": "c-1", "title": "D"}]},
            "duplicate identifier c-1",
        ),
        (
            {"controls": [{"id": i, "title": "C", "props": labelled("C-1")} for i in ("c-1", "c-2")]},
            "duplicate identifier C-1",
        ),
        (
            {
                "controls": [
                    {
                        "id": "c-1",
                        "title": "C",
                        "props": [WITHDRAWN],
                        "links": [{"rel": "moved-to", "href": "#c-9"}],
                    }
                ]
            },
            "c-1 went into c-9, which is not in the catalogue",
        ),
    ],
)
def test_a_broken_catalogue_is_refused_with_the_reason(holding: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        oscal.provisions(holding)
