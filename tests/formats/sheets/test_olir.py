"""Informative references in the template of NIST OLIR."""

from collections.abc import Callable
from typing import Any

import pytest
from sheets_of_others import entries

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData

Read = Callable[..., formats.Import]
RowsOf = Callable[..., list[tuple[Any, ...]]]
OwnSet = Callable[..., Catalog]

SUPPORTIVE = {
    "General Information": [
        ["Informative Reference Submission Form"],
        ["Field Name", "Value"],
        ["Informative Reference Name", "CSF to ACME"],
        ["Reference Version", "1.2"],
        ["Web Address", "https://acme.example.org/olir"],
        ["Focal Document Version", "CSF 2.0"],
        ["Summary ", "From outcomes to rules."],
        ["Comprehensive", "Yes"],
        ["Reference Document Author", "ACME"],
        ["Reference Document", "ACME Rules v4.1"],
        ["Reference Document Date", "2024-06-30 00:00:00"],
        ["Reference Document URL", "https://acme.example.org/rules"],
        ["Informative Reference Developer", "A. Person"],
        ["Comments", "Made by hand."],
        ["Citations"],
    ],
    "Relationships": [
        [
            "Focal Document\nElement", "Focal Document Element Description", "Relationship\nType",
            "Relationship Property (for\nsupports/is\nsupported by\nonly)\n(Optional)",
            "Reference Document\nElement", "Reference Document\nElement Description\n(Optional)",
            "Relationship\nExplanation", "Comments\n(Optional)", "Strength of\nRelationship\n(Optional)",
        ],
        ["GV", "Govern."],
        ["GV.OC-01", "Mission.", "supports", "precedes", "12.1.1", "Know it.", "Knowing supports.", "Only partly.", "6"],
        ["GV.OC-02", "Others.", "is supported by", "integral to", "12.8.1\n", "", "", "", "8"],
        ["GV.OC-03", "Law.", "no relationship", "", "", "", "", "", ""],
    ],
}  # fmt: skip
CROSSWALK = [
    ["Focal Document\nElement", "Focal Document Element Description", "Reference Document\nElement", "Comments\n(Optional)"],
    ["GV", "Govern."],
    ["GV.OC-01", "Mission.", "PM-11"],
    ["GV.OC-02", "Others.", "PM-09\n"],
    ["GV.OC-02", "Others.", "PM-18"],
]  # fmt: skip
ENDS = {"focal": "nist-csf@2.0", "reference": "nist-sp-800-53@5"}


def test_a_supportive_reference_is_read(read: Read, rows_of: RowsOf) -> None:
    found = read(SUPPORTIVE, name="csf to acme")
    assert (found.format, found.overlay is not None) == ("olir", True)
    assert found.overlay is not None
    acme = "acme-rules@4.1"
    assert rows_of(found, "strength", "comment", "other") == [
        ("nist-csf@2.0:GV.OC-01", "supports", f"{acme}:12.1.1", 6, "Only partly.", (("explanation", "Knowing supports."), ("relationship_property", "precedes"))),
        ("nist-csf@2.0:GV.OC-02", "is_supported_by", f"{acme}:12.8.1", 8, None, (("relationship_property", "integral to"),)),
    ]  # fmt: skip
    loaded = aiss.load(found.overlay)
    whole = loaded.mapping_set("csf-to-acme")
    assert (whole.title, whole.version, whole.note, whole.publisher) == (
        "CSF to ACME", "1.2", "Made by hand.", "a-person",
    )  # fmt: skip
    rules = loaded.standard(acme)
    assert (rules.published, rules.publisher) == ("2024-06-30", "acme")
    assert loaded.provision(f"{acme}:12.1.1").summary == "Know it."
    assert entries(found) == [
        ("dropped", "comprehensive", "Yes"),
        ("dropped", "sheet Relationships, row 5", "GV.OC-03 no relationship without another end"),
        ("dropped", "summary", "texts of 4 provisions: nist-csf@2.0 has its own"),
    ]


def test_a_crosswalk_without_names_is_of_the_documents_that_are_given(read: Read, rows_of: RowsOf) -> None:
    found = read({"Relationships-GV": CROSSWALK, "Definitions": [["None"]]}, documents=ENDS)
    assert rows_of(found) == [
        ("nist-csf@2.0:GV.OC-01", "related", "nist-sp-800-53@5:PM-11"),
        ("nist-csf@2.0:GV.OC-02", "related", "nist-sp-800-53@5:PM-18"),
        ("nist-csf@2.0:GV.OC-02", "related", "nist-sp-800-53@5:PM-9"),
    ]
    assert [each.what for each in found.losses.only("assumed")] == [
        "the file names no focal document: name it as 'focal'",
        "the file names no reference document: name it as 'reference'",
        "no address: give one (address=, --address)",
    ]


def test_several_files_have_documents_of_their_own(catalog: Catalog) -> None:
    rows = b"Focal Document Element,Reference Document Element\nA-1,B-1\n"
    found = formats.read(contents={"one.csv": rows, "two.csv": rows}, catalog=catalog)
    assert {each.record for each in found.losses if each.field == ""} == {
        "one focal", "one reference", "two focal", "two reference",
    }  # fmt: skip


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
def test_a_set_goes_out_and_comes_in(catalog: Catalog, rows_of: RowsOf, syntax: str) -> None:
    name = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
    made = formats.write("olir", name, catalog=catalog, syntax=syntax)
    assert made.content == formats.write("olir", name, catalog=catalog, syntax=syntax).content
    found = formats.read(contents={f"a{made.suffix}": made.content}, catalog=catalog)
    expected = [
        (str(row.subject), row.type.value, str(row.object), row.strength, row.rationale)
        for row in catalog.mapping_set(name).relationships
    ]
    assert rows_of(found, "strength", "rationale") == sorted(expected, key=str)
    # Every focal element is listed, as the programme asks.
    assert made.suffix == f".{syntax}"


def test_supportive_sets_have_the_template_of_their_own(
    own_set: OwnSet, rows_of: RowsOf, catalog: Catalog
) -> None:
    ours = own_set(
        [
            ["subject", "relationship", "object", "explanation", "relationship property", "mine"],
            ["nist-csf@2.0:GV.OC-01", "supports", "acme@1:A 1", "so it is", "precedes", "m"],
            ["nist-csf@2.0:GV.ZZ-09", "equivalent", "acme@1:A 2", "", "", ""],
            ["nist-csf@2.0:GV.OC-03", "related", "acme@1:A 2", "", "", ""],
        ]
    )
    made = formats.write("olir", "own", catalog=ours)
    assert [(kind, field) for kind, field, _ in entries(made)] == [
        ("dropped", "mine"), ("dropped", ""), ("dropped", "unresolved"),
    ]  # fmt: skip
    found = formats.read(contents={"a.xlsx": made.content}, catalog=catalog)
    assert rows_of(found, "other") == [
        ("nist-csf@2.0:GV.OC-01", "supports", "acme@1:A 1", (("explanation", "so it is"), ("relationship_property", "precedes"))),
        ("nist-csf@2.0:GV.ZZ-09", "equivalent", "acme@1:A 2", ()),
    ]  # fmt: skip


def test_a_set_of_whole_documents_has_no_place(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="nothing of it has a place in such a sheet"):
        formats.write("olir", "iso-iec-editions", catalog=catalog)


def test_other_types_are_a_crosswalk(catalog: Catalog, rows_of: RowsOf) -> None:
    name = "owasp-agentic-top-10-2026--owasp-llm-top-10-2025"
    for set_id in (name, "aidefend--cisco-ai-security-safety-framework-2025"):
        made = formats.write("olir", set_id, catalog=catalog, syntax="csv")
        found = formats.read(contents={"a.csv": made.content}, catalog=catalog)
        rows = catalog.mapping_set(set_id).relationships
        kept = {(str(row.subject), str(row.object)) for row in rows if row.object.provision}
        assert {(subject, target) for subject, _, target in rows_of(found)} == kept
        is_typed = {row.type.value for row in rows} != {"related"}
        assert (len([each for each in made.losses if each.field == "type"]) > 0) is is_typed
