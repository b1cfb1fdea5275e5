"""Tables and reference files of NIST."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.records.provisions import Framework
from curation.importers import nist

HEAD = {
    "standard": "kitchen-rules",
    "edition": "1",
    "completeness": "complete",
    "confidence": "verified",
    "checked_on": "2026-11-23",
    "sources": [{"address": "https://example.org/kitchen.json"}],
    "text_policy": "Identifiers and names.",
}


COLUMNS = (
    "Status",
    "Function ID",
    "Function Name",
    "Function Description",
    "Category ID",
    "Category Name",
    "Category Description",
    "Subcategory ID",
    "Subcategory",
)


KNIVES = ("KN", "KNIVES", "Prose on knives.")
BLOCK = ("KN.BL", "Block", "Prose on blocks.")
DRAWER = ("KN.DR", "Drawer", "[Withdrawn: Moved to KN.BL]")
TRAY = ("KN.TR", "Tray", "[Withdrawn: Incorporated into other Categories and Functions]")


LINES = (
    ("Active", *KNIVES, *BLOCK, "KN.BL-01", "Prose on\nthe first."),
    ("Withdrawn", *KNIVES, *DRAWER, "KN.DR-01", "[Withdrawn: Incorporated into KN.BL-01, KN.BL-02]"),
    ("Active", *KNIVES, *BLOCK, "KN.BL-02", "Prose on the second."),
    ("Withdrawn", *KNIVES, *TRAY, "KN.TR-01", "Prose that does not say where it went."),
)


EXPECTED = [
    {"id": "KN", "kind": "function", "title": "KNIVES", "assessable": False},
    {"id": "KN.BL", "kind": "category", "title": "Block", "parent": "KN", "assessable": False},
    {"id": "KN.BL-01", "kind": "subcategory", "parent": "KN.BL"},
    {"id": "KN.BL-02", "kind": "subcategory", "parent": "KN.BL"},
    {
        "id": "KN.DR",
        "kind": "category",
        "title": "Drawer",
        "parent": "KN",
        "assessable": False,
        "retired": True,
        "successors": ["KN.BL"],
    },
    {
        "id": "KN.DR-01",
        "kind": "subcategory",
        "parent": "KN.DR",
        "retired": True,
        "successors": ["KN.BL-01", "KN.BL-02"],
    },
    {
        "id": "KN.TR",
        "kind": "category",
        "title": "Tray",
        "parent": "KN",
        "assessable": False,
        "retired": True,
    },
    {"id": "KN.TR-01", "kind": "subcategory", "parent": "KN.TR", "retired": True},
]


def as_json(lines: Any = LINES) -> str:
    return json.dumps([dict(zip(COLUMNS, line, strict=True)) for line in lines])


def as_csv(*lines: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def read(content: str | bytes, **more: Any) -> list[nist.Raw]:
    return nist.provisions(nist.parse(content), **more)


def test_rows_give_identifiers_names_and_parents_and_no_prose() -> None:
    raw = nist.framework(nist.parse(as_json()), HEAD)
    assert raw["provisions"] == EXPECTED
    assert not list(shape_findings(raw, Framework))
    assert "Prose" not in json.dumps(raw)


def test_csv_gives_what_json_gives() -> None:
    assert read(as_csv(COLUMNS, *LINES, [""] * len(COLUMNS))) == EXPECTED
    assert read(as_csv(["A title above", ""], COLUMNS, *LINES)) == EXPECTED


def test_a_sheet_names_each_level_where_it_begins() -> None:
    sheet = as_csv(
        ("The framework", "", ""),
        ("Function", "Category", "Subcategory"),
        ("KNIVES (KN): Prose on knives.", "", ""),
        ("", "Block (KN.BL): Prose: on blocks (all).", "KN.BL-01: Prose on\nthe first."),
        ("", "", "KN.BL-02: Prose on the second."),
        ("", "Drawer (KN.DR): [Withdrawn: Moved to KN.BL]", ""),
        ("", "", "KN.DR-01: [Withdrawn: Incorporated into KN.BL-01, KN.BL-02]"),
    )
    assert read(sheet) == EXPECTED[:6]


def elements(**changes: Any) -> dict[str, Any]:
    listed = [
        ("KN", "function", "KNIVES", "Prose on knives."),
        ("KN.BL", "category", "Block", "Prose on blocks."),
        ("KN.BL-01", "subcategory", "", "Prose on the first."),
        ("KN.BL-02", "subcategory", "Prose on the second.", "Prose on the second."),
        ("KN.BL-02.Ex1", "implementation_example", "", "Prose of an example."),
        ("KN.DR", "category", "Drawer", "[Withdrawn: Moved to KN.BL]"),
        ("KN.DR-01", "subcategory", "", ""),
        ("KN.TR", "category", "Tray", ""),
        ("KN.TR-01", "subcategory", "Incorporated into KN.BL-01", ""),
        ("WR-1", "withdraw_reason", "", "Incorporated into other Categories"),
    ]
    edges = [
        ("KN", "KN.BL", "projection"),
        ("KN.BL", "KN.BL-01", "projection"),
        ("KN.BL", "KN.BL-02", "projection"),
        ("KN.BL-02", "KN.BL-02.Ex1", "projection"),
        ("KN.BL-02", "elsewhere", "external_reference"),
        ("elsewhere", "KN", "projection"),
        ("KN", "KN.DR", "projection"),
        ("KN.DR", "KN.DR-01", "projection"),
        ("KN.DR-01", "KN.BL-01", "incorporated_into"),
        ("KN.DR-01", "KN.BL-02", "moved_to"),
        ("KN", "KN.TR", "projection"),
        ("KN.TR", "WR-1", "projection"),
        ("KN.TR", "KN.TR-01", "projection"),
    ]
    names = ("element_identifier", "element_type", "title", "text")
    ends = ("source_element_identifier", "dest_element_identifier", "relationship_identifier")
    made = {
        "elements": [dict(zip(names, each, strict=True)) for each in listed],
        "relationships": [dict(zip(ends, each, strict=True)) for each in edges],
    }
    return made | changes


@pytest.mark.parametrize(
    "document",
    [elements(), {"elements": elements()}, {"response": {"requestType": 3, "elements": elements()}}],
)
def test_elements_and_relationships_give_the_same(document: Any) -> None:
    successors = {"successors": ["KN.BL-01"]}
    assert read(json.dumps(document)) == [*EXPECTED[:7], EXPECTED[7] | successors]


def row(**columns: Any) -> str:
    return json.dumps([columns])


def test_other_tables_of_nist_are_known() -> None:
    assert read(
        row(
            subcategory_id="BOIL 1.1",
            function="Boil",
            category_id="BOIL 1",
            category_text="Prose.",
            description="Prose.",
        )
    ) == [
        {"id": "BOIL", "kind": "function", "title": "Boil", "assessable": False},
        {"id": "BOIL 1", "kind": "category", "parent": "BOIL", "assessable": False},
        {"id": "BOIL 1.1", "kind": "subcategory", "parent": "BOIL 1"},
    ]
    task = {"group_id": "BO", "group_name": "Boil", "practice_id": "BO.1", "task_id": "BO.1.1"}
    texts = {
        "Heat Water (BO.1): Prose (in full).": "Heat Water",
        "Prose alone (in full).": None,
        "Boil (BO) Heat Water (BO.1): Prose.": None,
        "(BO.1): Prose.": None,
    }
    for text, title in texts.items():
        _, practice, made = read(row(**task, practice_text=text, task_text="Prose."))
        assert practice.get("title") == title
        assert made == {"id": "BO.1.1", "kind": "task", "parent": "BO.1"}
    _, practice, made = read(row(**task, practice_text="Moved to BO", description="Moved to BO.1 as example"))
    assert (practice["retired"], practice["successors"], made["successors"]) == (True, ["BO"], ["BO.1"])
    _, made = read(
        row(
            requirement_id="03.01",
            family="03",
            family_name="Boil",
            title="Withdrawn",
            status="withdrawn",
            content="[x](#x)",
        )
    )
    assert made == {"id": "03.01", "kind": "requirement", "parent": "03", "retired": True}
    assert read(row(action_id="BO-1", suggested_action="Prose.")) == [{"id": "BO-1", "kind": "action"}]
    assert read(as_csv(["Action ID", "Suggested Action"], ["BO-1", "Prose."])) == [
        {"id": "BO-1", "kind": "action"}
    ]


def test_titles_that_the_file_lacks_can_be_given() -> None:
    _, _, known, *_ = read(as_json(), titles={"KN.BL-01": "First"})
    assert known["title"] == "First"
    with pytest.raises(ValueError, match="the file does not list KN-9"):
        read(as_json(), titles={"KN-9": "None"})


def test_a_name_that_is_a_sentence_is_no_title() -> None:
    (known, *_) = read(as_json([("Active", "KN", "x" * 161, "", *BLOCK, "KN.BL-01", "")]))
    assert "title" not in known


def test_summaries_are_taken_over_where_identifier_and_title_are_the_same() -> None:
    curated = {"provisions": [{"id": "KN", "title": "KNIVES", "summary": "Count them."}]}
    raw = nist.framework(nist.parse(as_json()), HEAD, [curated])
    assert raw["provisions"][0]["summary"] == "Count them."


def test_the_same_input_gives_the_same_bytes() -> None:
    once, twice = (
        nist.dump(nist.framework(nist.parse(content), HEAD))
        for content in (as_json(), as_csv(COLUMNS, *LINES))
    )
    assert once == twice
    assert nist.dump(json.loads(once)) == once


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "not text"),
        ("{", "not JSON"),
        ("[1]", "the list must be a list of objects"),
        ("[]", "its columns are none"),
        ("", "its columns are none"),
        ("Name,Age\nx,y\n", "its columns are Name, Age"),
        ('[{"Name": 1}]', "its columns are Name"),
        ('{"elements": {"documents": []}}', "no list of elements"),
        ('{"elements": [1]}', "elements must be a list of objects"),
        ('{"elements": [], "relationships": 7}', "relationships must be a list of objects"),
        ('{"elements": [{"element_type": "function"}]}', "lacks element_identifier"),
        (
            '{"elements": [{"element_type": "party", "element_identifier": "P"}]}',
            "no element has a known type",
        ),
        (as_json([("", *KNIVES, *BLOCK, "", "")]), "row 1 lacks an identifier"),
        (as_json([LINES[0], ("", "KN", "Forks", "", *BLOCK, "KN.BL-02", "")]), "KN has two kinds, names or"),
        (as_json([LINES[1]]), "KN.DR went into KN.BL, which is not in the file"),
        ("Function,Category,Subcategory\n,Block (KN.BL): Prose,\n", "row 1 has no parent"),
        ("Function,Category,Subcategory\nKnives are sharp,,\n", "'Knives are sharp' has no identifier"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_problem(content: str | bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read(content)


@pytest.mark.parametrize(
    ("edge", "problem"),
    [
        (("KN.DR", "KN.BL-01"), "KN.BL-01 has the parents KN.BL and KN.DR"),
        (("KN.BL-01", "KN"), "KN, KN.BL.* are ancestors of one another"),
    ],
)
def test_elements_stand_below_one_other(edge: tuple[str, str], problem: str) -> None:
    made = elements()
    made["relationships"].append(
        {
            "source_element_identifier": edge[0],
            "dest_element_identifier": edge[1],
            "relationship_identifier": "projection",
        }
    )
    with pytest.raises(ValueError, match=problem):
        read(json.dumps(made))


def test_an_element_that_stands_twice_is_an_error() -> None:
    made = elements()
    made["elements"].append(made["elements"][0])
    with pytest.raises(ValueError, match="duplicate identifier KN"):
        read(json.dumps(made))
