"""Any table whose columns are named."""

import csv
import io
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

BIG = "ctid-nist-sp-800-53-5--mitre-attack-16.1"


def test_columns_that_the_caller_names(read: Read, rows_of: RowsOf) -> None:
    rows = [
        ["A crosswalk of ours"],
        ["No", "CSF  ID", "ISO\n27001", "SP 800-53", "How", "Why", "Weight"],
        ["1", "GV.OC-01", "A.5.1, A.5.2", "PM-11", "supports", "FUNCTIONAL", "7"],
        ["2", "", "A.5.3", "", "", "", ""],
        ["3", "GV.OC-02; GV.OC-03", "", "AC-02(1)", "n/a", "", ""],
        ["4", "GV.OC-04", "None", "-", "", "", ""],
        ["5", "GV.OC-05", "A.5.4", "", "hints at", "", ""],
        ["6", "n/a", "", "", "supports", "", ""],
        ["7", "n/a", "A.5.9", "", "", "", ""],
    ]
    columns = {
        "subject": "CSF ID",
        "object": ["ISO 27001", "SP 800-53"],
        "relationship": "How",
        "rationale": "Why",
        "strength": "Weight",
    }
    documents = {"CSF ID": "nist-csf@2.0", "ISO 27001": "iso-iec-27001@2022", "SP 800-53": "nist-sp-800-53@5"}
    found = read(rows, name="Our crosswalk", format="plain", columns=columns, documents=documents)
    csf, iso, sp = "nist-csf@2.0", "iso-iec-27001@2022", "nist-sp-800-53@5"
    assert rows_of(found, "strength", "rationale", "stated") == [
        (f"{csf}:GV.OC-01", "related", f"{iso}:A.5.3", None, None, None),
        (f"{csf}:GV.OC-01", "supports", f"{iso}:A.5.1", 7, "functional", None),
        (f"{csf}:GV.OC-01", "supports", f"{iso}:A.5.2", 7, "functional", None),
        (f"{csf}:GV.OC-01", "supports", f"{sp}:PM-11", 7, "functional", None),
        (f"{csf}:GV.OC-02", "related", f"{sp}:AC-2(1)", None, None, None),
        (f"{csf}:GV.OC-03", "related", f"{sp}:AC-2(1)", None, None, None),
        (f"{csf}:GV.OC-05", "related", f"{iso}:A.5.4", None, None, "hints at"),
    ]
    assert entries(found) == [
        ("dropped", "no", "7 filled cells"),
        ("dropped", "row 6", "GV.OC-04 without another end"),
        ("repaired", "relationship", "the unknown relationship 'hints at' is read as related"),
        ("dropped", "row 8", "no end: 6 n/a supports"),
        ("dropped", "row 9", "A.5.9 without another end"),
    ]


def test_a_table_that_lists_provisions(read: Read) -> None:
    rows = [
        ["Ref", "Rule", "Part of", "Grade", "Sort", "Applies"],
        ["A", "People", "", "", "domain", "no"],
        ["A.1", "Train people", "A", "2", "control", "yes"],
        ["", "lost", "", "", "", ""],
    ]
    columns = {
        "id": "Ref",
        "title": "Rule",
        "parent": "Part of",
        "level": "Grade",
        "kind": "Sort",
        "assessable": "Applies",
    }
    found = read(rows, name="ACME Rules v3", format="plain", columns=columns)
    assert found.overlay is not None
    framework = aiss.load(found.overlay).framework("acme-rules@3")
    assert [(each.id, each.kind.value, each.title, each.parent, each.level, each.assessable) for each in framework.provisions] == [
        ("A", "domain", "People", None, None, False),
        ("A.1", "control", "Train people", "A", "2", True),
    ]  # fmt: skip
    assert entries(found) == [("dropped", "row 4", "a row without id")]


def test_tables_that_are_none_say_what_is_missing(read: Read) -> None:
    with pytest.raises(InvalidData, match="no sheet has a column 'subject'"):
        read([["a", "b"], ["1", "2"]], format="plain")
    with pytest.raises(InvalidData, match="no sheet has a column 'control id'; did you mean 'Control-ID'"):
        read(
            [["Control-ID", "b"], ["1", "2"]],
            format="plain",
            columns={"subject": "Control ID", "object": "b"},
        )
    with pytest.raises(UnknownCriterion, match=r"unknown role of a column 'subjekt'.*did you mean 'subject'"):
        read([["a", "b"]], format="plain", columns={"subjekt": "a"})
    with pytest.raises(
        InvalidData, match=r"no sheet has the columns of a known layout.*name the format plain"
    ):
        read([["a", "b"], ["1", "2"]])
    with pytest.raises(InvalidData, match="this is not plain table"):
        formats.read(contents={"a.json": b"{}"}, format="plain")


def test_our_columns_need_no_names_and_others_are_kept(read: Read, rows_of: RowsOf) -> None:
    rows = [
        ["subject", "relationship", "object", "negated", "group", "My Note"],
        ["nist-csf@2.0:GV.OC-01", "equal", "iso-iec-27001@2022:4.1", "yes", "g", "n"],
        ["nist-csf@2.0", "related", "acme-rules@3:A, 1", "", "", ""],
        ["", "related", "acme-rules@3:B 1; acme-rules@3:B 2", "", "", ""],
    ]
    found = read(rows)
    assert rows_of(found, "negated", "other") == [
        ("nist-csf@2.0", "related", "acme-rules@3:A, 1", False, ()),
        ("nist-csf@2.0", "related", "acme-rules@3:B 1", False, ()),
        ("nist-csf@2.0", "related", "acme-rules@3:B 2", False, ()),
        ("nist-csf@2.0:GV.OC-01", "equal", "iso-iec-27001@2022:4.1", True, (("my_note", "n"), ("sheet_group", "g"))),
    ]  # fmt: skip
    first = read([["subject", "object", "note"], ["", "nist-csf@2.0:GV.OC-01", ""], ["", "", "n"]])
    assert first.overlay is None
    assert entries(first) == [
        ("dropped", "row 2", "GV.OC-01 without another end"), ("dropped", "row 3", "no end: n"),
    ]  # fmt: skip
    mail = read([["subject", "object"], ["nist-csf@2.0:GV.OC-01", "Me@Home"]])
    assert rows_of(mail) == [("nist-csf@2.0:GV.OC-01", "related", "object@undated:Me@Home")]


def test_a_column_may_name_the_document_of_each_end(read: Read, rows_of: RowsOf) -> None:
    """Registers of mappings between many frameworks have it so."""
    rows = [
        ["source_scheme", "source_id", "target_scheme", "target_id", "relation"],
        ["iso-iec-27001:2022", "4.2", "nist-csf:2.0", "GV.OC-02", "partial"],
        ["iso-iec-27001:2022", "4.3", "iso-iec-27002:2022", "5.1", ""],
        ["", "4.4", "nist-csf:2.0", "GV.OC-04", ""],
    ]
    columns = {
        "subject_document": "source_scheme", "subject": "source_id", "object_document": "target_scheme", "object": "target_id",
        "relationship": "relation",
    }  # fmt: skip
    documents = {"iso-iec-27001:2022": "iso-iec-27001@2022", "nist-csf:2.0": "nist-csf@2.0"}
    found = read(
        rows,
        format="plain",
        columns=columns,
        documents={**documents, "iso-iec-27002:2022": "iso-iec-27002@2022"},
    )
    assert rows_of(found, "stated") == [
        ("iso-iec-27001@2022:4.2", "related", "nist-csf@2.0:GV.OC-02", "partial"),
        ("iso-iec-27001@2022:4.3", "related", "iso-iec-27002@2022:5.1", None),
        ("source-id@undated:4.4", "related", "nist-csf@2.0:GV.OC-04", None),
    ]


def test_columns_without_name_and_with_the_same_are_listed(read: Read) -> None:
    rows = [
        ["subject", "object", "note", "", "note"],
        ["A.1", "B.1", "one", "loose", "two"],
        ["A.2", "B.2", "three", " ", "four"],
    ]
    found = read({"Cover": [["ACME"], ["2026"]], "Map": rows})
    assert entries(found) == [
        ("dropped", "", "2 rows without a table"), ("dropped", "column D", "1 filled cell"),
        ("dropped", "note in column E", "2 filled cells"),
    ]  # fmt: skip


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "name", ["owasp-llm-top-10-2026--others", "etsi-en-304-223-2.1.1--iso-iec-42001-2023"]
)
def test_a_set_goes_out_and_comes_in(catalog: Catalog, rows_of: RowsOf, name: str, syntax: str) -> None:
    made = formats.write("plain", name, catalog=catalog, syntax=syntax)
    assert made.content == formats.write("plain", name, catalog=catalog, syntax=syntax).content
    assert not made.losses
    found = formats.read(contents={f"a{made.suffix}": made.content}, catalog=catalog)
    fields = (
        "negated",
        "strength",
        "confidence",
        "rationale",
        "comment",
        "stated",
        "locator",
        "date",
        "argument",
        "other",
    )
    expected = [
        (str(row.subject), row.type.value, str(row.object), *(getattr(row, field) for field in fields))
        for row in catalog.mapping_set(name).relationships
    ]
    assert rows_of(found, *fields) == sorted(expected, key=str)


def test_provisions_go_out_and_come_in(catalog: Catalog) -> None:
    made = formats.write("plain", "iso-iec-42001@2023", "aiuc-1@2026-Q1", catalog=catalog)
    found = formats.read(contents={"a.xlsx": made.content}, catalog=catalog, match=False)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    for slug, ref in (
        ("iso-iec-42001-imported", "iso-iec-42001@2023"),
        ("aiuc-1-imported", "aiuc-1@2026-Q1"),  # some of it is retired
    ):
        there = catalog.framework(ref).provisions
        again = loaded.framework(f"{slug}@{ref.partition('@')[2]}").provisions
        fields = ("id", "kind", "name", "parent", "summary", "level", "assessable", "retired", "note")
        assert [[getattr(each, name) for name in fields] for each in again] == [
            [getattr(each, name) for name in fields] for each in there
        ]
    assert {each.field for each in made.losses} <= {
        "roles", "risk_classes", "lifecycle_stages", "sources", "successors", "aliases",
    }  # fmt: skip


def test_crosswalks_and_coverage_go_out(catalog: Catalog) -> None:
    pair = ("owasp-llm-top-10@2025", "owasp-agentic-top-10@2026")
    made = formats.write("plain", *pair, catalog=catalog, table="crosswalk", syntax="csv").content.decode()
    assert made == catalog.crosswalk(*pair).to_csv()
    done = aiss.Assessment.of([(f"{pair[0]}:LLM01", "satisfied")])
    made = formats.write("plain", pair[1], done, catalog=catalog, syntax="csv").content.decode()
    assert made == catalog.coverage(pair[1], catalog.pin(done)).to_csv()


def test_what_does_not_fit_a_table_is_said(catalog: Catalog, own_set: OwnSet) -> None:
    for table, problem in (
        ("mappings", "no mapping set is given"), ("crosswalk", "a crosswalk goes from one document to others"),
        ("coverage", "coverage is of documents, by results"),
    ):  # fmt: skip
        with pytest.raises(InvalidData, match=problem):
            formats.write("plain", "iso-iec-42001@2023", catalog=catalog, table=table)
    with pytest.raises(InvalidData, match="no document is given"):
        formats.write("plain", catalog=catalog)
    with pytest.raises(UnknownCriterion, match="unknown table 'all'; it is one of mappings"):
        formats.write("plain", "iso-iec-42001@2023", catalog=catalog, table="all")
    ours = own_set(
        [["subject", "object"], ["nist-csf@2.0:GV.ZZ", "acme@1:A"], ["nist-csf@2.0:GV", "acme@1:A"]]
    )
    made = formats.write("plain", "own", catalog=ours)
    assert [(kind, field) for kind, field, _ in entries(made)] == [("dropped", "unresolved")]


def test_an_item_below_a_provision_is_said_to_be_read_as_the_provision(read: Read) -> None:
    # A crosswalk of others names items of control enhancements, which the catalog does not list.
    found = read(
        [["CSF", "SP"], ["DE.AE-1", "CM-2 (1)(a)"], ["DE.AE-1", "CM-2 (2)"]],
        format="plain",
        columns={"subject": "CSF", "object": "SP"},
        documents={"CSF": "nist-csf@1.1", "SP": "nist-sp-800-53@5"},
    )
    assert [each.what for each in found.losses.only("repaired")] == [
        "CM-2 (1)(a) is read as CM-2(1), which it is a part of"
    ]


def test_what_has_no_title_has_none_when_it_comes_back(catalog: Catalog) -> None:
    """The identifier stood in the place of the title."""
    found = formats.read(
        contents={"a.csv": b"document,id,title\nACME,A-1,-\nACME,A-2,Two\n"}, catalog=catalog
    )
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    made = formats.write("plain", "acme@undated", catalog=loaded, table="provisions", syntax="csv").content
    rows = csv.DictReader(io.StringIO(made.decode()))
    assert [(each["id"], each["title"]) for each in rows] == [("A-1", ""), ("A-2", "Two")]
