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

from ai_security_standards import Assessment, InvalidData, Profile, UnknownReference, load
from ai_security_standards.checklists import Checklist, ask_for, question
from ai_security_standards.tabular import wanted
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


# ---------------------------------------------------------------- what is asked


def test_a_provider_of_a_high_risk_system_is_asked_what_applies_to_it() -> None:
    profile = Profile(
        jurisdictions="EU", roles="provider", risk_classes="high-risk", annexes="annex-iii-4",
        placed_on_market="2027-12-10", system_types="generative",
    )  # fmt: skip
    found = CATALOG.checklist(profile, on="2027-12-10")
    asked = {item.id: item for item in found}
    item = asked["eu-ai-act@2024/1689:Article 15(4)"]
    assert item.question == "Is this met: Resilience to errors and faults; feedback loops?"
    assert "Article 15 Accuracy, robustness and cybersecurity" in item.under[0]
    assert "eu-ai-act@2024/1689:Article 15" not in asked
    assert asked["eu-ai-act@2024/1689:Article 5(1)(a)"].question.startswith("Is this ruled out: ")
    assert not any("Article 26" in each for each in asked)
    open_ = CATALOG.checklist(Profile(jurisdictions="EU"), on="2027-12-10")
    assert f"{open_.undecided} more may apply" in open_.headline()
    assert open_.undecided > len(open_)


def test_a_supplier_held_to_the_european_norm_is_asked_for_its_provisions() -> None:
    found = CATALOG.checklist(Profile(jurisdictions="GB", roles="developer", held_to={"etsi-en-304-223"}))
    assert {str(ref.document) for item in found for ref in item.provisions} == {"etsi-en-304-223@2.1.1"}
    assert (
        found[0].question == "Is this in place: AI security content in the cyber security training programme?"
    )


def test_provisions_that_ask_the_same_are_one_item() -> None:
    found = CATALOG.checklist(["ibm-ai-risk-atlas", LLM, LLM])
    merged = [item for item in found if len(item.provisions) > 1]
    assert merged
    for item in merged:
        assert len(item.names) == len(item.provisions)
        assert " = " in item.id
    one = {item.id for item in CATALOG.checklist("ibm-ai-risk-atlas")} | {item.id for item in LIST}
    assert {part for item in found for part in item.id.split(" = ")} == one
    done = Assessment.of([(ref, "partly", "minutes") for ref in merged[0].provisions])
    assert {
        each.ref for each in Checklist.read(found.filled(done).to_csv()) if each.result is Outcome.PARTLY
    } == set(merged[0].provisions)
    differing = Assessment.of(list(zip(merged[0].provisions, ["partly", "satisfied"], strict=False)))
    with pytest.raises(InvalidData, match="partly and satisfied"):
        found.filled(differing)


@pytest.mark.parametrize(
    ("ref", "start"),
    [
        ("mitre-atlas@5.6.1:AML.T0051", "Is this threat dealt with: LLM Prompt Injection?"),
        ("owasp-aitg@1.0:AITG-APP-01", "Has this been tested: "),
        ("nist-ai-rmf@1.0:GOVERN 1.1", "Is this achieved: "),
        ("owasp-aisvs@1.01:C2.1.3", "Is this in place: Prompt injection screening"),
    ],
)
def test_questions_follow_the_kind_of_provision(ref: str, start: str) -> None:
    assert question(CATALOG.provision(ref)).startswith(start)


def test_there_is_evidence_to_ask_for_whatever_is_asked() -> None:
    assert {ask_for(each, None) for each in CATALOG.provisions(["owasp-aitg@1.0", LLM, "iso-iec-42001", "eu-ai-act"])} > {
        "threat model, controls in place, results of tests",
        "the policy or document that answers it, a record that shows it in use",
        "the policy or procedure, a record that shows it in use, a test or a walk-through",
    }  # fmt: skip
    below = CATALOG.provision("etsi-en-304-223@2.1.1:5.1.1-1")
    assert "training material" in ask_for(below, None)
    for item in CATALOG.checklist(["csa-aicm@1.1.0", "mitre-atlas", "nist-csf", "safe-mcp"]):
        assert item.question.endswith("?")
        assert item.ask_for


def test_what_is_left_out_is_said() -> None:
    found = CATALOG.checklist("iso-iec-42001")
    assert "only a part is shipped of iso-iec-42001@2023" in found.headline()
    with pytest.raises(UnknownReference, match="did you mean"):
        CATALOG.checklist("owasp-llm-top-11")


def test_a_checklist_is_a_table() -> None:
    twin = pickle.loads(pickle.dumps(LIST))
    assert (twin, twin.headline()) == (LIST, "10 items for 10 provisions of 1 documents")
    assert LIST.to_markdown().startswith("| id | question | ask\\_for |")
    assert repr(LIST[0]) == f"<Item {LLM}:LLM01: Is this risk dealt with: Prompt Injection?>"
    assert LIST.assessment == Assessment([])
    filled = LIST.filled(full("report 7"))
    assert filled.assessment == full("report 7")
    assert filled.filled(Assessment([])) == filled


# ---------------------------------------------------------------- out and back in


def test_nothing_is_lost_over_csv_and_excel(tmp_path: Path) -> None:
    done = full(*NASTY)
    filled = LIST.filled(done)
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
    header, *rows = list(csv.reader(io.StringIO(LIST.filled(done).to_csv(), newline="")))
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
    LIST.filled(done).to_xlsx(path)
    library: Any = wanted("openpyxl")
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
    LIST.filled(full(*NASTY)).to_xlsx(tmp_path / "list.xlsx")
    library: Any = wanted("openpyxl")
    sheet = library.load_workbook(tmp_path / "list.xlsx").active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J11")
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == (
        "F2:F11",
        '"satisfied,not satisfied,partly,not applicable,not assessed"',
    )
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    formulas = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert formulas
    assert all(cell.quotePrefix for cell in formulas)


def test_dates_that_excel_made_of_texts_are_read(tmp_path: Path) -> None:
    library: Any = wanted("openpyxl")
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
        ("id,result\nx y,partly\n", r"row 2, id: .*no identifier"),
        (f"id,result\n{LLM}:LLM01,partly\n{LLM}:LLM02,part\n", r"row 3, result: there is no result 'part'.*partly"),
        (f"id,result,date\n{LLM}:LLM01,partly,soon\n", r"row 2, date: 'soon' is no date"),
        (f"id,result\n{LLM}:LLM01,partly\n{LLM}:LLM01,satisfied\n", r"row 3, result: .*satisfied here and partly in row 2"),
        ("id,result\n,partly\n", r"row 2, id: something is entered for no item"),
        (f"id,results\n{LLM}:LLM01,partly\n", r"there is no column 'result', but 'results'"),
        ("\n", r"there is no column 'id'"),
        (f"id,result,Result\n{LLM}:LLM01,partly,partly\n", r"row 1, result: there are two columns 'result'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_row_and_column(text: str, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        Checklist.read(text)


def test_a_file_that_is_no_workbook_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"id,result\n")
    with pytest.raises(InvalidData, match=r"list\.xlsx: it is no workbook"):
        Checklist.read(tmp_path / "list.xlsx")
