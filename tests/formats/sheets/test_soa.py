"""Statements of Applicability: out, filled in, and back."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sheets_of_others import entries

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.checklists import ControlStatement, Statement, statement
from ai_security_standards.errors import InvalidData, UnknownCriterion
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.vocabulary import ImplementationStatus

Read = Callable[..., formats.Import]
RowsOf = Callable[..., list[tuple[Any, ...]]]
OwnSet = Callable[..., Catalog]

ISO = "iso-iec-42001@2023"
ABOUT = (
    "organization", "scope", "version", "date", "approved_by", "identifier", "owner", "approved_on",
    "next_review",
)  # fmt: skip
OTHERS = [
    ["Organisation:", "ACME"],
    ["Control", "Control Name", "Theme", "Applicable?", "Justification for inclusion", "Justification for exclusion", "Status", "Owner", "Review date", "Evidence", "Colour"],
    ["5.1", "Policies", "Org", "Yes", "Law.", "", "Implemented", "CISO", "2026-01-10", "P-1", "red"],
    ["A.5.2", "Roles", "Org", "y", "Risk 3.", "", "In progress", "", "soon", ""],
    ["A.5.3", "Duties", "", "No", "", "One person.", "N/A", "", "", ""],
    ["A.5.4", "Managers", "", "", "", "", "not applicable", "", "", ""],
    ["A.5.5", "Authorities", "", "maybe", "", "", "not-started", "", "", ""],
    ["A.5.5", "Authorities", "", "yes", "", "", "", "", "", ""],
    ["A.5.6", "Groups", "", "yes", "", "", "Somewhat", "", "", ""],
    ["X-1", "Our own", "Own", "yes", "Ours.", "", "planned", "", "", ""],
    ["A.8.1 heading"],
]  # fmt: skip


def test_what_several_columns_say_is_joined_or_listed(read: Read) -> None:
    """Shapes of starter kits: a reference beside the evidence, notes of the implementation, a cover sheet."""
    header = [
        "Control_ID", "Applicable", "Justification for inclusion", "Justification for exclusion", "Implementation",
        "Status", "Reference", "Evidence", "Implementation_note", "Notes", "Reviewed_on",
    ]  # fmt: skip
    rows = [
        header,
        ["A.5.1", "yes", "Law.", "", "implemented", "partial", "POL-1", "Report 7", "Approved.", "By the board.", "2026-08-05"],
        ["A.5.2", "no", "None.", "One person.", "", "planned", "", "", "", "", ""],
    ]  # fmt: skip
    found = read(
        {"Cover": [["Welcome"]], "About": [["Organisation:", "ACME"]], "SoA": rows},
        standard="iso-iec-27001@2022",
    )
    assert found.statement is not None
    first, second = list(found.statement)[:2]
    assert (first.evidence, first.note, first.status, str(first.reviewed)) == (
        "Report 7; POL-1", "By the board.; Approved.", "partial", "2026-08-05",
    )  # fmt: skip
    assert second.justification == "None.; One person."
    assert found.statement.organization == "ACME"
    assert entries(found) == [
        ("dropped", "implementation", "1 filled cell, where an earlier column says it"),
        ("dropped", "", "1 row without a table"),
    ]


def test_a_reference_may_be_the_control(read: Read) -> None:
    found = read([["Reference", "Applicable"], ["A.5.1", "yes"]], standard="iso-iec-27001@2022")
    assert found.statement is not None
    assert (found.statement[0].applicable, found.statement[0].evidence) == (True, None)


def test_what_others_wrote_is_read(read: Read) -> None:
    found = read(OTHERS, name="soa")
    made = found.statement
    assert found.format == "soa"
    assert made is not None
    entries_by_id = {each.ref.provision: each for each in made}
    assert len(made) == 94
    first = entries_by_id["A.5.1"]
    assert (str(first.ref), first.title, first.under) == (
        "iso-iec-27001@2022:A.5.1", "Policies for information security", "A.5 Organizational controls",
    )  # fmt: skip
    assert [(id_, each.applicable, each.justification, each.status, each.owner, each.note) for id_, each in entries_by_id.items() if id_ in ("A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.5.6", "A.5.7", "X-1")] == [
        ("A.5.1", True, "Law.", "implemented", "CISO", None),
        ("A.5.2", True, "Risk 3.", "partial", None, None),
        ("A.5.3", False, "One person.", None, None, None),
        ("A.5.4", False, None, None, None, None),
        ("A.5.5", None, None, "not_implemented", None, None),
        ("A.5.6", True, None, None, None, "status: Somewhat"),
        ("A.5.7", None, None, None, None, None),
        ("X-1", True, "Ours.", "planned", None, None),
    ]  # fmt: skip
    assert (first.reviewed, first.evidence, made.organization) == ("2026-01-10", "P-1", "ACME")
    assert made[-1].title == "Our own"
    assert made.headline().startswith(
        "94 controls: 4 included, 2 excluded; 1 implemented, 1 partial, 1 planned"
    )
    assert [kind for kind, *_ in entries(found)] == [
        "dropped", "dropped", "dropped", "repaired", "duplicate", "unresolved",
    ]  # fmt: skip
    assert len(found.losses.only("assumed")) == 87
    assert found.assessment is not None
    assert [(each.result.value, each.note) for each in found.assessment[:4]] == [
        ("satisfied", "Law."), ("partly", "Risk 3."), ("not_applicable", "One person."), ("not_applicable", None),
    ]  # fmt: skip
    assert repr(found).startswith("<Import of soa: 94 controls")


def test_the_standard_is_named_or_told_by_its_controls(read: Read) -> None:
    rows = [["Control ID", "Applicable"], ["A.2.2", "yes"], ["A.3.2", "no"]]
    assert read(rows).statement[0].ref.document == aiss.Ref.parse(ISO)  # type: ignore[index]
    named = read([["Standard", "ISO/IEC 27001:2013"], *rows])
    assert named.statement is not None
    assert str(named.statement[0].ref.document) == "iso-iec-27001@2013"
    wrongly = read([["Standard", "none such"], *rows])
    assert [each.what for each in wrongly.losses.only("unresolved")] == ["none such"]
    given = read(rows, standard="nist-csf@2.0")
    assert given.statement is not None
    assert len(given.statement) == 108
    for wrong in (
        [["Control ID", "Applicable"], ["ZZ", "yes"], ["YY", ""]],
        [["Control ID", "Applicable"], ["A.6.2", ""], ["A.7.2", ""]],
    ):
        with pytest.raises(InvalidData, match="the sheet does not tell which standard it is of"):
            read(wrong)


def test_columns_of_other_names(read: Read, catalog: Catalog) -> None:
    rows = [["Maatregel", "Geldt", "Waarom"], ["A.2.2", "yes", "wet"]]
    found = read(
        rows, format="soa", columns={"control": "Maatregel", "applicable": "Geldt", "justification": "Waarom"}
    )
    assert found.statement is not None
    assert found.statement[0].justification == "wet"
    with pytest.raises(InvalidData, match="no sheet says of controls whether they apply"):
        read(rows, format="soa")
    with pytest.raises(UnknownCriterion, match="unknown role of a column 'why'"):
        read(rows, format="soa", columns={"why": "Waarom"})
    content = b"Control ID,Applicable\nA.2.2,yes\n"
    with pytest.raises(InvalidData, match="a Statement of Applicability is one file"):
        formats.read(contents={"a.csv": content, "b.csv": content}, catalog=catalog)


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
def test_it_goes_out_is_filled_in_and_comes_back(catalog: Catalog, syntax: str) -> None:
    blank = statement(catalog.snapshot, ISO)
    filled = Statement(
        [
            ControlStatement(
                ref=each.ref, title=each.title, under=each.under, applicable=number % 3 != 0,
                justification=f"=reason {number}", status=None if number % 3 == 0 else (ImplementationStatus.ALTERNATIVE, ImplementationStatus.NOT_IMPLEMENTED)[number % 2],
                owner="-Head of AI", evidence="doc; 7", due=PartialDate("2026-12-31"), reviewed=PartialDate("2026-11-01"), note="'quoted",
            )
            for number, each in enumerate(blank)
        ],
        organization="ACME", scope="All AI", version="3", date="2026-11-30", approved_by="CEO",
        identifier="AIMS-7", owner="Head of AI", approved_on="2026-11-28", next_review="2027-11",
    )  # fmt: skip
    assert not filled.incomplete
    made = formats.write("soa", filled, catalog=catalog, syntax=syntax)
    assert made.content == formats.write("soa", ISO, filled, catalog=catalog, syntax=syntax).content
    found = formats.read(contents={f"a{made.suffix}": made.content}, catalog=catalog)
    assert found.statement == filled
    assert found.statement is not None
    for name in ABOUT:
        assert getattr(filled, name)
        assert getattr(found.statement, name) == getattr(filled, name)
    assert aiss.from_dict(json.loads(json.dumps(aiss.to_dict(filled)))) == filled
    assert repr(filled[0]) == f"<ControlStatement {ISO}:A.2.2: AI policy>"


def test_days_are_days_and_lines_stay_lines(catalog: Catalog, tmp_path: Any) -> None:
    """An auditor sorts by the day of review, and writes a justification of two lines."""
    import openpyxl

    (tmp_path / "a.xlsx").write_bytes(formats.write("soa", ISO, catalog=catalog).content)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["Statement of Applicability"]
    header = [cell.value for cell in sheet[1]]
    filled = {
        "Applicable": "Yes", "Justification": 'Risk 4, contract\n\nwith "B"', "Owner": "Müller, J.",
        "Reviewed": date(2026, 10, 1), "Due": "2027-03",
    }  # fmt: skip
    for name, value in filled.items():
        sheet.cell(3, header.index(name) + 1, value)
    book.save(tmp_path / "b.xlsx")
    found = formats.read(tmp_path / "b.xlsx", catalog=catalog).statement
    assert found is not None
    (entry,) = (each for each in found if each.owner)
    assert (entry.justification, str(entry.reviewed)) == ('Risk 4, contract\nwith "B"', "2026-10-01")
    made = formats.write("soa", found, catalog=catalog)
    assert made.losses == formats.write("soa", ISO, catalog=catalog).losses
    (tmp_path / "c.xlsx").write_bytes(made.content)
    again = openpyxl.load_workbook(tmp_path / "c.xlsx")["Statement of Applicability"]
    row = dict(zip(header, again[3], strict=True))
    assert (row["Reviewed"].value.date(), row["Reviewed"].number_format) == (
        date(2026, 10, 1),
        r"yyyy\-mm\-dd",
    )
    assert (row["Due"].value, row["Justification"].value) == ("2027-03", 'Risk 4, contract\nwith "B"')
    twice = formats.read(tmp_path / "c.xlsx", catalog=catalog).statement
    assert twice == found
    csv = formats.write("soa", found, catalog=catalog, syntax="csv")
    assert formats.read(contents={"c.csv": csv.content}, catalog=catalog).statement == found


def test_what_looks_like_a_day_stays_a_text(read: Read, catalog: Catalog) -> None:
    found = read([["Approved on:", "2026-02-30"], *OTHERS[1:3]], standard="iso-iec-27001@2022").statement
    assert found is not None
    for syntax in ("xlsx", "csv"):
        content = formats.write("soa", found, catalog=catalog, syntax=syntax).content
        again = formats.read(contents={f"a.{syntax}": content}, catalog=catalog).statement
        assert again is not None
        assert again.approved_on == "2026-02-30"


def test_results_fill_what_is_not_decided(catalog: Catalog) -> None:
    done = aiss.Assessment.of(
        [
            (f"{ISO}:A.2.2", "satisfied", "policy", None, "2026-11", "law"),
            (f"{ISO}:A.2.3", "not_applicable", None, None, None, "none here"),
            (f"{ISO}:A.2.4", "partly"),
            (f"{ISO}:A.3.2", "not_assessed"),
            (f"{ISO}:A.3.3", "not_satisfied"),
            (f"{ISO}:4.1", "satisfied"),
        ]
    )
    made = formats.write("soa", ISO, done, catalog=catalog, syntax="csv")
    assert [(each.record, each.what) for each in made.losses] == [(f"{ISO}:4.1", "satisfied")]
    found = formats.read(contents={"a.csv": made.content}, catalog=catalog).statement
    assert found is not None
    assert [(each.applicable, each.status, each.justification) for each in found[:5]] == [
        (True, "implemented", "law"), (False, None, "none here"), (True, "partial", None), (None, None, None),
        (True, "not_implemented", None),
    ]  # fmt: skip
    assert found.fill(done) == found
    with pytest.raises(InvalidData, match="a Statement of Applicability is of one standard"):
        formats.write("soa", ISO, "iso-iec-27001@2022", catalog=catalog)


def test_any_list_of_controls_has_one(catalog: Catalog) -> None:
    assert len(statement(catalog.snapshot, "iso-iec-27001@2022")) == 93
    assert statement(catalog.snapshot, "owasp-llm-top-10@2025").headline() == (
        "10 controls: 0 included, 0 excluded; 10 incomplete"
    )


def test_what_is_said_of_the_document_may_be_several_to_a_row(read: Read) -> None:
    rows = [
        ["Company", "ACME", "Document ID:", "ISMS-3"], ["Revision", "2", "Colour", "red"], ["Scope"],
        ["Prepared by", "CISO", "Approval date", "2026-01-02"], ["Control ID", "Applicable"], ["A.2.2", "yes"],
        ["A.3.2", "no"],
    ]  # fmt: skip
    made = read(rows).statement
    assert made is not None
    said = {name: getattr(made, name) for name in ABOUT if getattr(made, name) is not None}
    # A row with a label that is unknown may be part of another table.
    assert said == {
        "organization": "ACME",
        "identifier": "ISMS-3",
        "owner": "CISO",
        "approved_on": "2026-01-02",
    }


def test_controls_of_other_sources_stay_with_the_statement(catalog: Catalog, read: Read) -> None:
    rows = [
        ["Control ID", "Control Title", "Applicable", "Justification", "Implementation Status"],
        ["A.2.2", "", "yes", "Law.", "implemented"],
        ["A.2.3", "", "no", "None.", ""],
        ["OWN-1", "Kill switch", "yes", "Risk 9.", "implemented"],
        ["owasp-llm-top-10@2025:LLM01", "Prompt Injection", "yes", "Risk 2.", "partial"],
        ["nist-csf@2.0", "", "yes", "", ""],
        ["a@b", "", "yes", "", ""],
    ]
    found = read(rows, standard=ISO)
    made, assessment = found.statement, found.assessment
    assert made is not None
    assert assessment is not None
    others = ["OWN-1", "nist-csf@2.0", "a@b"]
    assert [str(each.ref) for each in made[-4:]] == [
        f"{ISO}:OWN-1", "owasp-llm-top-10@2025:LLM01", f"{ISO}:nist-csf@2.0", f"{ISO}:a@b",
    ]  # fmt: skip
    assert [each.field for each in found.losses.only("unresolved")] == others
    # The catalog has no such control, so that none of its answers could be about it.
    assert [str(each.ref) for each in catalog.pin(assessment)][-1] == "owasp-llm-top-10@2025:LLM01"
    assert len(assessment) == len(made) - 3
    again = formats.write("soa", made, catalog=catalog).content
    assert formats.read(contents={"soa.xlsx": again}, catalog=catalog).statement == made


def test_the_document_says_which_standard_it_is_of(catalog: Catalog) -> None:
    sheet = formats.write("soa", "iso-iec-27001@2022", catalog=catalog, syntax="csv").content.decode()
    assert sheet.splitlines()[0].startswith('Standard,"ISO/IEC 27001:2022, Information security')
    named = "\n".join(line for line in sheet.splitlines() if not line.startswith("Reference in"))
    for text in (sheet, named):
        found = formats.read(contents={"a.csv": text.encode()}, catalog=catalog)
        assert found.statement is not None
        assert str(found.statement[0].ref) == "iso-iec-27001@2022:A.5.1"
        assert not found.losses.lost
