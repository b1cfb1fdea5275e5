"""Sheets of set-theory relationships, as the Secure Controls Framework publishes them."""

from collections.abc import Callable
from typing import Any

import pytest
from sheets_of_others import entries

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData, UnknownCriterion

Read = Callable[..., formats.Import]
RowsOf = Callable[..., list[tuple[Any, ...]]]
OwnSet = Callable[..., Catalog]

PAIR = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
#: The head of a sheet of the publisher: labels and values in one cell, or in cells beside each other.
ABOVE = [
    [
        "Set Theory Relationship Mapping (STRM)\nOWASP Top 10 for LLM Applications 2025\nVersion 2026.1\n03/27/2026"
    ],
    [
        "Reference document: Secure Controls Framework (SCF) version 2026.1 Focal Document URL: https://genai.owasp.org/",
        "",
        "Published STRM URL:",
        "",
        "https://scf.example.org/strm.pdf",
    ],
    [],
]
HEADER = [
    "FDE #", "FDE Name", "Focal Document Element (FDE) Description", "STRM\nRationale", "STRM\nRelationship",
    "SCF Control", "SCF #", "Secure Controls Framework (SCF)\nControl Description",
    "Strength of\nRelationship (optional)", "Notes (optional)", "Errata",
]  # fmt: skip
ROWS = [
    ["LLM01", "Prompt Injection", "It is injected.", "Functional", "Intersects With", "Input validation", "TDA-18", "Check input.", "5", "", "new"],
    ["", "", "", "Semantic", "subset of", "AI governance", "AAT-01", "Govern.", "10", "a note"],
    ["LLM02", "N/A", "", "because", "Equal", "", "AAT-02; AAT-03", "", "strong", ""],
    ["LLM03", "", "", "Functional", "No Relationship", "N/A", "N/A", "N/A", "", ""],
    ["LLM04", "", "", "", "", "", "", "", "", ""],
    ["LLM99", "", "", "Functional", "touches", "", "AAT-01", "", "3", ""],
    ["LLM99", "", "", "Functional", "touches", "", "AAT-02", "", "3", ""],
    ["LLM05", "", "", "Functional", "not equal", "", "AAT-01", "", "0", ""],
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_of_the_publisher_is_read(read: Read, rows_of: RowsOf, form: str) -> None:
    rows = [*ABOVE, HEADER, *ROWS]
    found = read(rows if form == "csv" else {"Notes": [["nothing"]], "STRM": rows})
    assert found.format == "strm"
    assert found.overlay is not None
    scf = "secure-controls-framework-scf@2026.1"
    llm = "owasp-llm-top-10@2025"
    assert rows_of(found, "negated", "strength", "rationale", "comment", "stated", "other") == [
        (f"{llm}:LLM01", "intersects_with", f"{scf}:TDA-18", False, 5, "functional", None, None, ()),
        (f"{llm}:LLM01", "subset_of", f"{scf}:AAT-01", False, 10, "semantic", "a note", None, ()),
        (f"{llm}:LLM02", "equal", f"{scf}:AAT-02", False, None, None, None, None, (("explanation", "because"), ("stated_strength", "strong"))),
        (f"{llm}:LLM02", "equal", f"{scf}:AAT-03", False, None, None, None, None, (("explanation", "because"), ("stated_strength", "strong"))),
        (f"{llm}:LLM05", "equal", f"{scf}:AAT-01", True, 0, "functional", None, None, ()),
        (f"{llm}:LLM99", "related", f"{scf}:AAT-01", False, 3, "functional", None, "touches", ()),
        (f"{llm}:LLM99", "related", f"{scf}:AAT-02", False, 3, "functional", None, "touches", ()),
    ]  # fmt: skip
    loaded = aiss.load(found.overlay)
    assert loaded.mapping_set("given").url is None
    assert [each.address for each in loaded.mapping_set("given").sources] == [
        "https://scf.example.org/strm.pdf"
    ]
    control = loaded.provision(f"{scf}:AAT-01")
    assert (control.title, control.summary) == ("AI governance", "Govern.")
    where = "" if form == "csv" else "sheet STRM, "
    other = [] if form == "csv" else [("dropped", "", "1 row without a table")]
    assert [each for each in entries(found) if each[0] != "unresolved"] == [
        *other,
        ("dropped", "errata", "1 filled cell"),
        ("dropped", f"{where}row 8", "LLM03 No Relationship without another end"),
        ("repaired", "relationship", "the unknown relationship 'touches' is read as related"),
        ("dropped", "summary", "texts of 1 provision: owasp-llm-top-10@2025 has its own"),
    ]
    assert {each[1] for each in entries(found) if each[0] == "unresolved"} == {
        "LLM99", f"{where}row 10", f"{where}row 11",
    }  # fmt: skip


def test_the_columns_of_others_and_their_names_of_documents(read: Read, rows_of: RowsOf) -> None:
    header = [
        "FDE#", "FDE Name", "Focal Document Element (FDE)", "Confidence Levels", "NIST IR-8477 Rational",
        "STRM Rationale", "STRM Relationship", "Strength of Relationship", "Own Control Title", "Target ID #",
        "Own Control Description", "Notes",
    ]  # fmt: skip
    rows = [
        ["NIST IR 8477-Based Set Theory Relationship Mapping (STRM)", "", "Focal Document:", "NIST CSF 2.0"],
        ["Target Document:", "Own Controls 3", "", "Focal Document URL:", "https://www.nist.gov/cyberframework"],
        header,
        ["GV.OC-01", "Mission", "The mission is known.", "high", "semantic", "Both ask for it.", "equal", "10", "Mission", "OC-1", "Know it.", ""],
    ]  # fmt: skip
    found = read(rows, name="b")
    (row,) = rows_of(found, "rationale", "other")
    assert row == (
        "nist-csf@2.0:GV.OC-01", "equal", "own-controls-3@undated:OC-1", "semantic",
        (("confidence_level", "high"), ("explanation", "Both ask for it.")),
    )  # fmt: skip
    unnamed = [header, rows[3]]
    found = read(unnamed, documents={"focal": "nist-csf@2.0", "reference": "iso-iec-27001@2022"})
    assert rows_of(found)[0] == ("nist-csf@2.0:GV.OC-01", "equal", "iso-iec-27001@2022:OC-1")
    assumed = [each.what for each in found.losses.only("assumed")]
    assert assumed == [
        "the sheet names no focal document: name it as 'focal'",
        "the sheet names no reference document: name it as 'reference'",
        "no address: give one (address=, --address)",
    ]


def test_the_slips_of_the_published_sheets_are_read_as_meant(read: Read, rows_of: RowsOf) -> None:
    """Others counted them over the 183 sheets of 2026.1: 295 rows say "Instersects With", one doubles a column."""
    title = "NIST IR 8477-Based Set Theory Relationship Mapping"
    header = [
        "FDE #", "FDE #", "FDE Name", "Focal Document Element", "STRM\nRationale", "STRM\nRelationship", "SCF Control", "SCF #",
        "Secure Controls Framework (SCF) Control Description", "Strength of Relationship", "Notes",
    ]  # fmt: skip
    rows = [
        [title, "", "", "", "", "", "Focal Document: ", "Own Maturity Model (OMM)"],
        ["Reference document:", "Reference document:", "SCF 2026.1", "", "", "", "Focal Document URL: ", "https://omm.example.org"],
        ["STRM Guidance: ", "STRM Guidance: ", "https://scf.example.org/how"],
        header,
        ["ASSET-1a", "ASSET-1.a", "N/A", "Know them.", "Functional", "Instersects With", "Inventory", "AST-01.1", "", 8],
        header,
        ["ASSET-1b", "ASSET-1.b", "N/A", "", "Functional", "subset_of", "Inventory", "AST-02", "", 8],
        ["ASSET-1c", "ASSET-1.c", "N/A", "", "Functional", "Partially Related", "Inventory", "AST-02", "", 3],
    ]  # fmt: skip
    found = read({"Sheet1": rows})
    own, scf = "own-maturity-model-omm@undated", "scf@2026.1"
    assert rows_of(found, "stated") == [
        (f"{own}:ASSET-1a", "intersects_with", f"{scf}:AST-01.1", "Instersects With"),
        (f"{own}:ASSET-1b", "subset_of", f"{scf}:AST-02", None),
        (f"{own}:ASSET-1c", "related", f"{scf}:AST-02", "Partially Related"),
    ]
    assert [each for each in entries(found) if each[0] in ("dropped", "repaired")] == [
        ("dropped", "strm guidance", "https://scf.example.org/how"),
        ("dropped", "fde # in column B", "4 filled cells"),
        (
            "repaired",
            "relationship",
            "the misspelt relationship 'Instersects With' is read as intersects with",
        ),
        ("dropped", "sheet Sheet1, row 6", "the header once more"),
        ("repaired", "relationship", "the unknown relationship 'Partially Related' is read as related"),
    ]
    assert found.overlay is not None
    assert aiss.load(found.overlay).provision(f"{own}:ASSET-1a").summary == "Know them."


def test_a_document_that_no_file_names_is_said(read: Read) -> None:
    rows = [["FDE #", "STRM Relationship", "SCF #"], ["GV.OC-01", "equal", "4.1"]]
    given = {"focal": "nist-csf@2.0", "referense": "iso-iec-42001@2023"}
    (entry,) = (each for each in entries(read(rows, documents=given)) if each[1] == "documents")
    assert entry == (
        "unresolved",
        "documents",
        "no file names a document 'referense'; did you mean 'reference'?",
    )


def test_several_files_without_names_have_documents_of_their_own(catalog: Catalog) -> None:
    rows = b"FDE #,STRM Relationship,SCF #\nA-1,equal,B-1\n"
    found = formats.read(contents={"one.csv": rows, "two.csv": rows}, catalog=catalog)
    assert {each.record for each in found.losses if each.field == ""} == {
        "one focal", "one reference", "two focal", "two reference",
    }  # fmt: skip


def test_a_formula_without_a_value_is_named(catalog: Catalog, tmp_path: Any) -> None:
    import openpyxl

    made = openpyxl.Workbook()
    for row in (HEADER, ["LLM01", "", "", "", '="Equal"', "", "AAT-01"]):
        made.active.append(row)
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(InvalidData, match=r"row 2, STRM.*: the formula has no computed value") as caught:
        formats.read(tmp_path / "a.xlsx", catalog=catalog)
    assert caught.value.file == str(tmp_path / "a.xlsx")


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
@pytest.mark.parametrize("name", [PAIR, "eu-ai-act-2024-1689--eu-gpai-code-2025"])
def test_a_set_goes_out_and_comes_in(catalog: Catalog, rows_of: RowsOf, name: str, syntax: str) -> None:
    made = formats.write("strm", name, catalog=catalog, syntax=syntax)
    assert made.content == formats.write("strm", name, catalog=catalog, syntax=syntax).content
    found = formats.read(contents={f"again{made.suffix}": made.content}, catalog=catalog)
    there = catalog.mapping_set(name).relationships
    expected = [
        (str(row.subject), row.type.value, str(row.object), row.strength, row.rationale, row.comment or row.argument)
        for row in there
    ]  # fmt: skip
    assert rows_of(found, "strength", "rationale", "comment") == sorted(expected, key=str)
    assert aiss.load(found.overlay).mapping_set("again").title == catalog.mapping_set(name).title
    dropped = {each.field for each in made.losses}
    assert dropped <= {"argument", "review_date", "caveats"}


def test_what_a_sheet_cannot_say_is_listed(catalog: Catalog) -> None:
    name = "owasp-agentic-top-10-2026--owasp-llm-top-10-2025"
    with pytest.raises(InvalidData, match="nothing of it has a place in such a sheet"):
        formats.write("strm", name, catalog=catalog)
    with pytest.raises(InvalidData, match="such a sheet holds one mapping set"):
        formats.write("strm", name, PAIR, catalog=catalog)
    with pytest.raises(UnknownCriterion, match="unknown syntax 'ods'; it is xlsx or csv"):
        formats.write("strm", PAIR, catalog=catalog, syntax="ods")


@pytest.mark.parametrize("format", ["strm", "olir"])
def test_an_identifier_that_a_cell_would_divide_is_listed(
    catalog: Catalog, own_set: OwnSet, format: str
) -> None:
    rows = [
        ["subject", "relationship", "object"],
        ["acme@1:A", "equal", "rules@1:R 1"],
        ["acme@1:A", "equal", "rules@1:.,;x"],
        ["acme@1:n/a", "equal", "rules@1:R 1"],
    ]
    made = formats.write(format, "own", catalog=own_set(rows), syntax="csv")
    assert [each.what for each in made.losses.only("dropped") if not each.field] == [
        "acme@1:A equal rules@1:.,;x (own)", "acme@1:n/a equal rules@1:R 1 (own)",
    ]  # fmt: skip
    assert (b"R 1" in made.content, b";x" in made.content) == (True, False)


def test_csv_holds_one_pair_of_documents(catalog: Catalog, own_set: OwnSet, rows_of: RowsOf) -> None:
    ours = own_set(
        [
            ["subject", "relationship", "object", "argument"],
            ["nist-csf@2.0:GV.OC-01", "equal", "iso-iec-42001@2023:4.1", "one"],
            ["nist-csf@2.0:GV.OC-01", "subset of", "iso-iec-27001@2022:4.1", ""],
            ["nist-csf@2.0:GV.OC-02", "subset of", "iso-iec-27001@2022", ""],
        ]
    )
    with pytest.raises(InvalidData, match="CSV holds one table, and there are 2"):
        formats.write("strm", "own", catalog=ours, syntax="csv")
    made = formats.write("strm", "own", catalog=ours)
    assert [(each.kind.value, each.field) for each in made.losses] == [("dropped", "")]
    found = formats.read(contents={"a.xlsx": made.content}, catalog=catalog)
    assert rows_of(found, "comment") == [
        ("nist-csf@2.0:GV.OC-01", "equal", "iso-iec-42001@2023:4.1", "one"),
        ("nist-csf@2.0:GV.OC-01", "subset_of", "iso-iec-27001@2022:4.1", None),
    ]
