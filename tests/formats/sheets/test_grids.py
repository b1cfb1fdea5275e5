"""The cells of sheets: delimiters, values, limits, and workbooks that are written."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from sheets_of_others import book, csv_bytes

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards._store import workbooks
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats import grids
from ai_security_standards.formats.grids import csv_grids, workbook_grids
from ai_security_standards.formats.registry import FORMATS
from ai_security_standards.tables.xlsx import MOST_CHARACTERS, SheetContent, sheet_title, workbook

RowsOf = Callable[..., list[tuple[Any, ...]]]
SHEETS = ("strm", "olir", "aicm", "soa", "plain")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_delimiter_is_found(delimiter: str) -> None:
    rows = [["A title, with; signs"], ["subject", "object"], ["a, b", "c; d"], ["e", "'=1"]]
    quoted = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (grid,) = csv_grids("\ufeff" + quoted, "a.csv")
    assert [dict(row.cells) for row in grid.rows][1:] == [
        {0: "subject", 1: "object"}, {0: "a, b", 1: "c; d"}, {0: "e", 1: "=1"},
    ]  # fmt: skip


def test_the_values_of_a_workbook_are_texts() -> None:
    import datetime as dt

    import openpyxl

    made = openpyxl.Workbook()
    made.active.append(
        ["a", 7, 7.5, True, dt.datetime(2026, 11, 30), dt.datetime(2026, 11, 30, 8, 15), None, "=1+1"]
    )
    content = io.BytesIO()
    made.save(content)
    (grid,) = workbook_grids(content.getvalue(), "a.xlsx")
    assert list(grid.rows[0].cells.values()) == [
        "a", "7", "7.5", "TRUE", "2026-11-30", "2026-11-30 08:15:00", "a formula without a value",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "most", "text"),
    [
        ("MAX_ROWS", 1, "a,b\nc,d\n"), ("MAX_ROWS", 1, "a\n" * 5), ("MAX_CELLS", 1, "a,b\n"), ("MAX_CELLS", 1, "a,,,\n"),
        ("MAX_COLUMNS", 1, "a,b\n"), ("MAX_CHARACTERS", 1, "aa,b\n"),
    ],
)  # fmt: skip
def test_csv_has_the_limits_of_workbooks(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, text: str
) -> None:
    assert csv_grids(text, "a.csv")
    monkeypatch.setattr(grids, limit, most)
    with pytest.raises(InvalidData, match="the table is larger than"):
        csv_grids(text, "a.csv")


def test_a_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(InvalidData, match="field larger than field limit") as caught:
        csv_grids('"' + "x" * 200_000, "a.csv")
    assert caught.value.file == "a.csv"
    assert [list(grid.rows) for grid in csv_grids("", "a.csv")] == [[]]


def test_hostile_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> None:
    content = book({"One": [["Focal Document Element", "Reference Document Element"], ["A", "B"]]})
    for limit, most, problem in (
        ("MAX_UNPACKED", 1000, "that a workbook may have"), ("MAX_CELLS", 1, "filled cells"), ("MAX_COLUMNS", 1, "columns"),
    ):  # fmt: skip
        with monkeypatch.context() as patched:
            patched.setattr(workbooks, limit, most)
            with pytest.raises(InvalidData, match=problem):
                formats.read(contents={"a.xlsx": content}, catalog=catalog)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (workbooks.MAX_UNPACKED + 1))
    with pytest.raises(InvalidData, match="that a workbook may have"):
        formats.read(contents={"a.xlsx": bomb.getvalue()}, catalog=catalog)


def test_formulas_stay_texts_and_every_sign_comes_back() -> None:
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'quoted",
        "a\nb",
        "tab\tbed",
        "\r",
        "_x0041_",
        '<&>"',
        "\x00\x1f",
        "\ud800",
        " ",
    ]
    content = workbook([SheetContent("S", {"one": 9, "two": 9}, [[text, 7] for text in texts])])
    (grid,) = workbook_grids(content, "a.xlsx")
    assert [row.cells[0] for row in grid.rows[1:]] == texts
    assert {row.cells[1] for row in grid.rows[1:]} == {"7"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_a_workbook_of_several_sheets_is_opened_by_openpyxl() -> None:
    import openpyxl

    sheets = [
        SheetContent("It's one", {"a": 20, "b": 30}, [["x", "y" * (MOST_CHARACTERS + 5)]], {"b": ["p", "q"]}, [["A title"], []]),
        SheetContent(sheet_title("It's/one", ["It's one"]), {"a": 20}, []),
    ]  # fmt: skip
    content = workbook(sheets, "Source: <us> & them")
    assert content == workbook(sheets, "Source: <us> & them")
    opened = openpyxl.load_workbook(io.BytesIO(content))
    first = opened["It's one"]
    assert (first.freeze_panes, first.auto_filter.ref, first.print_title_rows) == ("A4", "A3:B4", "$1:$3")
    assert (first["A1"].value, first["A3"].font.bold, len(first["B4"].value)) == (
        "A title",
        True,
        MOST_CHARACTERS,
    )
    assert str(first.data_validations.dataValidation[0].sqref) == "B4"
    assert opened.sheetnames == ["It's one", "It's one 2"]
    assert opened.properties.description == "Source: <us> & them"


def test_names_of_sheets_are_ones_that_excel_takes() -> None:
    assert sheet_title("[a]:b?") == "a b"
    assert sheet_title("''") == "Sheet"
    assert sheet_title("Sheet", ["sheet", "SHEET 2"]) == "Sheet 3"


def test_folders_are_read_by_the_format_that_is_named(
    catalog: Catalog, tmp_path: Any, rows_of: RowsOf
) -> None:
    (tmp_path / "a.csv").write_bytes(
        csv_bytes([["subject", "object"], ["nist-csf@2.0:GV", "nist-csf@2.0:ID"]])
    )
    (tmp_path / "b.csv").write_bytes(csv_bytes([["other"], ["x"]]))
    found = formats.read(tmp_path, format="plain", catalog=catalog)
    assert rows_of(found) == [("nist-csf@2.0:GV", "related", "nist-csf@2.0:ID")]
    assert [each.what for each in found.losses.only("dropped")] == ["this is not plain table"]


SEEDS = {
    "strm": [["Focal Document:", "CSF 2.0"], ["FDE #", "STRM Relationship", "STRM Rationale", "SCF #", "Strength of Relationship"], ["GV.OC-01", "Equal", "Functional", "A-1; A-2", "5"]],
    "olir": [["Focal Document Element", "Relationship", "Reference Document Element"], ["GV.OC-01", "subset of", "A-1"]],
    "aicm": [["Question ID", "Question", "CAIQ Answer", "Control ID", "X Control Mapping"], ["A&A-01.1", "Is it?", "Yes", "A&A-01", "A.5.1"]],
    "soa": [["Standard", "iso-iec-27001@2022"], ["Control ID", "Applicable", "Justification", "Status", "Due"], ["A.5.1", "yes", "law", "planned", "2026"]],
    "plain": [["subject", "relationship", "object"], ["nist-csf@2.0:GV.OC-01", "equal", "x@1:A"]],
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_mutated_bytes_are_read_or_refused(name: str, catalog: Catalog) -> None:
    assert set(SEEDS) == {each for each, known in FORMATS.items() if known.module.startswith("sheets.")}
    whole = csv_bytes(SEEDS[name])
    dice = random.Random(7)
    read = 0
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            place = dice.randrange(len(content))
            content[place : place + dice.randrange(3)] = bytes(
                dice.choices(b"\t\n,;:'\"#()\xff aA1", k=dice.randrange(3))
            )
        try:
            found = formats.read(
                contents={"a.csv": bytes(content)}, format=name, catalog=catalog, match=False
            )
        except InvalidData:
            continue
        read += 1
        if found.overlay is not None:
            aiss.load(found.overlay)
    assert read
