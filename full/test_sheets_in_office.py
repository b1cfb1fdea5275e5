"""Checklists opened by LibreOffice: nothing repaired, every cell the text that was written."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from ai_security_standards import formats, load
from ai_security_standards.checklists import Checklist

DOCUMENTS = ["owasp-llm-top-10@2025", "iso-iec-42001@2023", "etsi-en-304-223@2.1.1", "nist-ai-rmf@1.0"]


def through_office(path: Path, to: str) -> Path:
    done = subprocess.run(
        ["soffice", "--headless", "--convert-to", to, "--outdir", str(path.parent / "out"), str(path)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert "repair" not in (done.stdout + done.stderr).casefold()
    (written,) = (path.parent / "out").glob(f"*.{to.partition(':')[0]}")
    return written


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_checklist_is_opened_as_it_was_written(document: str, tmp_path: Path) -> None:
    checklist = load().checklist(document)
    path = tmp_path / "checklist.xlsx"
    checklist.to_xlsx(path)
    with through_office(path, "csv:Text - txt - csv (StarCalc):44,34,76").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [item.id for item in checklist]
    assert [row["question"] for row in rows] == [item.question for item in checklist]


def test_what_office_saves_is_read_back(tmp_path: Path) -> None:
    checklist = load().checklist("owasp-llm-top-10@2025")
    path = tmp_path / "checklist.xlsx"
    checklist.to_xlsx(path)
    results = Checklist.read(through_office(path, "xlsx"))
    assert [result.ref for result in results] == [ref for item in checklist for ref in item.provisions]
    assert {result.result.value for result in results} == {"not_assessed"}


SET = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
WRITTEN = {
    "strm": SET, "olir": SET, "plain": "owasp-llm-top-10@2025", "aicm": "csa-ai-caiq@1.1.0",
    "soa": "iso-iec-42001@2023",
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_a_sheet_that_office_saves_says_the_same(name: str, tmp_path: Path) -> None:
    catalog = load().as_of("2026-11-29")
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(formats.write(name, WRITTEN[name], catalog=catalog).content)
    saved = through_office(path, "xlsx")
    before, after = (formats.read(each, catalog=catalog, match=name != "plain") for each in (path, saved))
    assert after.format == before.format == name
    assert after.overlay == before.overlay
    assert after.statement == before.statement
    assert after.assessment == before.assessment
