"""Checklists as CSV and Excel: filled in by people, and read back in."""

import csv
import datetime as dt
import io
import pickle
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import Assessment, InvalidData, load
from ai_security_standards.checklists.table import Checklist
from ai_security_standards.tables import require_extra
from ai_security_standards.vocabulary import Outcome

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"
LIST = CATALOG.checklist(LLM)


NASTY = [
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "'=1",
    "'quoted'",
    "a\nb",
    "_x0041_",
    "\x01\x0b\uffff",
    "é 😀 \u2028",
    "a;b,c\td",
]


def full(*texts: str) -> Assessment:
    """A result for every item, with texts in every column that holds texts."""
    words = list(Outcome)
    return Assessment.of(
        [
            (item.id, words[place % 5], texts[place % len(texts)], texts[-place % len(texts)], "2026-11", texts[0])
            for place, item in enumerate(LIST)
        ]
    )  # fmt: skip


def test_rows_that_are_left_blank_are_passed_over() -> None:
    written = f"id,result\n{LLM}:LLM01,satisfied\n,\n\n{LLM}:LLM03,not-satisfied\n"
    assert [str(each.ref) for each in Checklist.read(written)] == [f"{LLM}:LLM01", f"{LLM}:LLM03"]


def test_a_checklist_is_a_table() -> None:
    twin = pickle.loads(pickle.dumps(LIST))
    assert (twin, twin.headline()) == (LIST, "10 items for 10 provisions of 1 document")
    assert LIST.to_markdown().startswith("| id | question | ask\\_for |")
    assert repr(LIST[0]) == f"<Item {LLM}:LLM01: Is this risk dealt with: Prompt Injection?>"
    assert LIST.assessment == Assessment([])
    filled = LIST.fill(full("report 7"))
    assert filled.assessment == full("report 7")
    assert filled.fill(Assessment([])) == filled


def test_nothing_is_lost_over_csv_and_excel(tmp_path: Path) -> None:
    done = full(*NASTY)
    filled = LIST.fill(done)
    path = tmp_path / "list.csv"
    path.write_text("\ufeff" + filled.to_csv(), encoding="utf-8", newline="")
    filled.to_xlsx(tmp_path / "list.xlsx")
    assert Checklist.read(filled.to_csv()) == done
    assert Checklist.read(path) == done
    assert Checklist.read(tmp_path / "list.xlsx") == done
    assert Checklist.read(LIST.to_csv()) == Assessment.of([(item.id, None) for item in LIST])


@given(
    st.lists(st.text(), min_size=1, max_size=5), st.randoms(use_true_random=False), st.sampled_from(",;\t")
)
@settings(deadline=None, max_examples=40)
def test_csv_comes_back_after_people_sorted_it_and_added_columns(
    texts: list[str], shuffle: random.Random, delimiter: str
) -> None:
    done = full(*texts)
    header, *rows = list(csv.reader(io.StringIO(LIST.fill(done).to_csv(), newline="")))
    shuffle.shuffle(rows)
    order = [*range(len(header)), None]
    shuffle.shuffle(order)
    lines = [["mine" if place is None else header[place].upper() for place in order]]
    lines += [["x" if place is None else row[place] for place in order] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["Audit of 2026"], *lines, []])
    assert sorted(Checklist.read(out.getvalue()), key=str) == sorted(done, key=str)


@given(st.lists(st.text(), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=15)
def test_excel_comes_back_after_people_sorted_hid_and_added(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], shuffle: random.Random
) -> None:
    done = full(*texts)
    path = tmp_path_factory.mktemp("x") / "list.XLSX"
    LIST.fill(done).to_xlsx(path)
    library: Any = require_extra("openpyxl")
    book = library.load_workbook(path)
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    shuffle.shuffle(rows)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = value
            cell.data_type = "n" if value is None else "s"
    sheet.insert_cols(3)
    sheet.insert_rows(1, 2)
    sheet.row_dimensions[5].hidden = True
    sheet.cell(1, 1, "Audit of 2026")
    book.create_sheet("Notes", 0).append(["anything"])
    book.save(path)
    assert sorted(Checklist.read(path), key=str) == sorted(done, key=str)


def test_the_sheet_has_a_frozen_header_a_filter_a_list_and_no_formula(tmp_path: Path) -> None:
    LIST.fill(full(*NASTY)).to_xlsx(tmp_path / "list.xlsx")
    library: Any = require_extra("openpyxl")
    sheet = library.load_workbook(tmp_path / "list.xlsx").active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:L11")
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == (
        "G2:G11",
        '"satisfied,not satisfied,partly,not applicable,not assessed"',
    )
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    formulas = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert formulas
    assert all(cell.quotePrefix for cell in formulas)


def test_dates_that_excel_made_of_texts_are_read(tmp_path: Path) -> None:
    library: Any = require_extra("openpyxl")
    book = library.Workbook()
    book.active.append(["id", "result", "date", "note"])
    book.active.append([f"{LLM}:LLM01", "Not satisfied"])
    book.active.cell(2, 3).value = dt.datetime(2026, 11, 24)
    book.active.cell(2, 4).value = 7
    book.save(tmp_path / "list.xlsx")
    (one,) = Checklist.read(tmp_path / "list.xlsx")
    assert (one.result, one.date, one.note) == (Outcome.NOT_SATISFIED, "2026-11-24", "7")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,result\nx y,partly\n", r"row 2, id: .*not an identifier"),
        (f"id,result\n{LLM}:LLM01,partly\n{LLM}:LLM02,part\n", r"row 3, result: unknown result 'part'.*partly"),
        (f"id,result,date\n{LLM}:LLM01,partly,soon\n", r"row 2, date: 'soon' is not a date"),
        ("id,result\n,partly\n", r"row 2, id: this row has values but no item"),
        (f"id,results\n{LLM}:LLM01,partly\n", r"there is no column 'result'; did you mean 'results'"),
        ("\n", r"there is no column 'id'"),
        (f"id,result,Result\n{LLM}:LLM01,partly,partly\n", r"row 1, result: there are two columns 'result'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_row_and_column(text: str, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        Checklist.read(text)


def test_several_rows_of_one_item_stay_and_say_of_which_system_they_are() -> None:
    text = f"id,result,subject\n{LLM}:LLM01,partly,chatbot\n{LLM}:LLM01,satisfied,scoring\n{LLM}:LLM01,,\n"
    found = Checklist.read(text)
    assert [(each.result.value, each.subject) for each in found] == [
        ("partly", "chatbot"), ("satisfied", "scoring"), ("not_assessed", None),
    ]  # fmt: skip
    with pytest.raises(InvalidData, match=r"of one subject, the results of 2.*split_by_subject\(\)"):
        LIST.fill(found)
    filled = {name: LIST.fill(each)[0] for name, each in found.split_by_subject().items()}
    assert {name: (item.result, item.subject) for name, item in filled.items()} == {
        "chatbot": ("partly", "chatbot"), "scoring": ("satisfied", "scoring"),
    }  # fmt: skip
    both = LIST.fill(found.merge_subjects())
    assert (both[0].result, both[0].note) == ("partly", "results: partly, satisfied")
    assert Checklist.read(both.to_csv())[0].note == "results: partly, satisfied"


def test_a_file_that_is_no_workbook_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"id,result\n")
    with pytest.raises(InvalidData, match=r"list\.xlsx: this is not a workbook"):
        Checklist.read(tmp_path / "list.xlsx")


def test_a_formula_that_nobody_computed_names_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    LIST.to_xlsx(path)
    library: Any = require_extra("openpyxl")
    book = library.load_workbook(path)
    names = [cell.value for cell in book.active[1]]
    cell = book.active.cell(3, names.index("result") + 1)
    cell.value, cell.data_type = '=IF(TRUE,"partly","")', "f"
    book.save(path)
    with pytest.raises(InvalidData, match=r"row 3, result: the formula has no computed value"):
        Checklist.read(path)


def test_a_header_far_below_is_not_looked_for() -> None:
    rows = ["A title"] * 40 + ["id,result", "LLM01,satisfied"]
    with pytest.raises(InvalidData, match="there is no column 'id'"):
        LIST.read("\n".join(rows))
