"""Workbooks of others: limits, damage, and what cells hold."""

import datetime as dt
import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ai_security_standards import InvalidData
from ai_security_standards._store import plain_rows, workbooks
from ai_security_standards._store.workbooks import UNCOMPUTED, read_workbook
from ai_security_standards.tables import require_extra

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="&quot;day&quot; yyyy"/>'
    '<numFmt numFmtId="171" formatCode="[Red]0&quot;d&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)
TEXTS = (
    f'<sst xmlns="{MAIN}"><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch_x0041_</t></r>'
    "<rPh><t>phonetic</t></rPh></si></sst>"
)


def parts_of(rows: str, **changes: str | None) -> dict[str, str]:
    parts: dict[str, str | None] = {
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="One" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "/xl/styles.xml"), ("sharedStrings", "./x/../texts.xml")
        ),
        "xl/styles.xml": STYLES,
        "xl/texts.xml": TEXTS,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **changes,
    }  # fmt: skip
    return {name: text for name, text in parts.items() if text is not None}


def workbook(path: Path, parts: Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path / "list.xlsx", "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return str(path / "list.xlsx")


def read(path: str) -> list[tuple[str, list[tuple[int, tuple[Any, ...]]]]]:
    return [(title, list(rows)) for title, rows in read_workbook(path)]


def cells(path: Path, *cells: str) -> tuple[Any, ...]:
    ((_, rows),) = read(workbook(path, parts_of(f"<row>{''.join(cells)}</row>")))
    return rows[0][1] if rows else ()


def test_every_kind_of_cell_has_its_value(tmp_path: Path) -> None:
    found = cells(
        tmp_path,
        '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '<c t="inlineStr"><is><t>in</t><t>line</t></is></c>',
        '<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>', "<c><v>7</v></c>", "<c><v>7.5</v></c>",
        '<c t="str"><f>A1</f><v>told</v></c>', '<c t="str"><f>A1</f><v></v></c>', "<c><f>A1</f><v>3</v></c>",
        '<c t="e"><v>#N/A</v></c>', "<c/>", '<c s="1"><v>46350</v></c>', '<c s="2"><v>1</v></c>',
        '<c s="3"><v>5</v></c>', '<c s="0"><v>5</v></c>', "<c><f>A1</f></c>", '<c t="d"><v>2026-11-24</v></c>',
    )  # fmt: skip
    assert found == (
        "plain", "richA", "inline", True, False, 7, 7.5, "told", None, 3, "#N/A", None,
        dt.datetime(2026, 11, 24), dt.datetime(1900, 1, 1), 5, 5, UNCOMPUTED, "2026-11-24",
    )  # fmt: skip


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    head = f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr date1904="1"/>'
    main = f'{head}<sheets><sheet name="One" r:id="r0"/></sheets></workbook>'
    path = workbook(tmp_path, parts_of('<row><c s="1"><v>1</v></c></row>', **{"xl/workbook.xml": main}))
    assert read(path) == [("One", [(1, (dt.datetime(1904, 1, 2),))])]


def test_rows_and_cells_are_where_they_say_and_blank_ones_cost_nothing(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c></row><row><c><v>2</v></c></row><row r="1048576"><c r="C1048576" s="1"/></row>'
    assert read(workbook(tmp_path, parts_of(rows))) == [("One", [(3, (None, 1)), (4, (2,))])]


def test_a_workbook_may_lie_at_the_top_without_texts_and_styles(tmp_path: Path) -> None:
    parts = {
        "_rels/.rels": relationships(("officeDocument", "workbook.xml")),
        "workbook.xml": parts_of("")["xl/workbook.xml"],
        "_rels/workbook.xml.rels": relationships(("worksheet", "one.xml"), ("chartsheet", "two.xml")),
        "one.xml": parts_of("<row><c><v>1</v></c></row>")["xl/worksheets/sheet1.xml"],
    }
    assert read(workbook(tmp_path, parts)) == [("One", [(1, (1,))])]


SHEET = "xl/worksheets/sheet1.xml"
BROKEN = {
    "no relationships": parts_of("", **{"_rels/.rels": None}),
    "no workbook": parts_of("", **{"xl/workbook.xml": None}),
    "no sheet": parts_of("", **{SHEET: None}),
    "no target": parts_of("", **{"_rels/.rels": relationships()}),
    "a sheet that ends": parts_of("", **{SHEET: "<worksheet><row>"}),
    "an entity": parts_of("", **{SHEET: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'}),
    "a text that is not there": parts_of('<row><c t="s"><v>2</v></c></row>'),
    "a text counted from the end": parts_of('<row><c t="s"><v>-1</v></c></row>'),
    "a format that is not there": parts_of('<row><c s="9"><v>2</v></c></row>'),
    "a format of many brackets": parts_of("", **{"xl/styles.xml": STYLES.replace("[Red]", "[" * 300_000)}),
    "a day that no calendar has": parts_of('<row><c s="1"><v>1e300</v></c></row>'),
    "a number that is none": parts_of("<row><c><v>x</v></c></row>"),
    "a cell without a place": parts_of('<row><c r="7"><v>1</v></c></row>'),
    "a row behind the last": parts_of('<row r="4294967296"><c><v>1</v></c></row>'),
    "a row just behind the last": parts_of('<row r="1048577"><c><v>1</v></c></row>'),
    "a row before the first": parts_of('<row r="0"><c><v>1</v></c></row>'),
    "a row that is no number": parts_of('<row r="-1"><c><v>1</v></c></row>'),
    "one sheet twice": parts_of(
        "",
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="One" r:id="r0"/>'
            '<sheet name="Two" r:id="r0"/></sheets></workbook>'
        },
    ),
    "no sheets": parts_of("", **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
    "a path out of the workbook": parts_of("", **{"_rels/.rels": relationships(("officeDocument", "../../x"))}),
}  # fmt: skip


@pytest.mark.parametrize("parts", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_no_workbook(tmp_path: Path, parts: Mapping[str, str]) -> None:
    with pytest.raises(InvalidData, match=r"list\.xlsx: this is not a workbook .*Repair: save it as \.xlsx"):
        read(workbook(tmp_path, parts))


def test_a_part_packed_in_another_way_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="not packed as in a workbook"):
        read(workbook(tmp_path, parts_of(""), zipfile.ZIP_LZMA))


@pytest.mark.parametrize("name", [".", "nothing.xlsx"])
def test_what_is_no_file_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidData, match="the file cannot be read"):
        read(str(tmp_path / name))


@pytest.mark.parametrize(
    ("limit", "most", "rows", "says"),
    [
        ("MAX_PARTS", 5, "", "6 parts"),
        ("MAX_UNPACKED", 100, "", "that a workbook may have"),
        ("MAX_ROWS", 1, "<row><c><v>1</v></c></row>" * 2, "more than 1 filled rows"),
        ("MAX_CELLS", 1, "<row><c><v>1</v></c><c><v>1</v></c></row>", "more than 1 filled cells"),
        ("MAX_COLUMNS", 26, '<row><c r="AA1"><v>1</v></c></row>', "more than 26 columns"),
        ("MAX_CHARACTERS", 4, '<row><c t="s"><v>0</v></c></row>', "more than 4 characters"),
    ],
)
def test_limits_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, rows: str, says: str
) -> None:
    monkeypatch.setattr(workbooks, limit, most)
    with pytest.raises(InvalidData, match=says):
        read(workbook(tmp_path, parts_of(rows)))


def test_an_error_of_the_reader_itself_keeps_its_words(tmp_path: Path) -> None:
    rows = iter(read_workbook(workbook(tmp_path, parts_of(""))))
    next(rows)
    with pytest.raises(InvalidData, match="of the reader"):
        rows.throw(InvalidData("of the reader"))  # type: ignore[attr-defined]


def test_the_same_is_read_as_by_openpyxl(tmp_path: Path) -> None:
    library: Any = require_extra("openpyxl")
    chance = random.Random(7)
    values = [
        "a",
        "=x",
        1,
        -2.5,
        True,
        False,
        dt.datetime(2026, 2, 3),
        "é\n ",
        None,
        "1e5",
        10**12,
        "_x0041_",
    ]
    book = library.Workbook()
    sheet = book.active
    for _ in range(40):
        sheet.append([chance.choice(values) for _ in range(8)])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.create_sheet("Two").append(["z"])
    book.save(tmp_path / "list.xlsx")
    same = library.load_workbook(tmp_path / "list.xlsx", data_only=True)
    for title, rows in read_workbook(str(tmp_path / "list.xlsx")):
        wanted = {
            number: tuple(value for value in row)
            for number, row in enumerate(same[title].iter_rows(values_only=True), 1)
        }
        for number, found in rows:
            padded = found + (None,) * (len(wanted[number]) - len(found))
            assert padded == tuple("A" if value == "_x0041_" else value for value in wanted[number])


def test_any_change_of_bytes_is_read_or_refused(tmp_path: Path) -> None:
    library: Any = require_extra("openpyxl")
    book = library.Workbook()
    book.active.append(["id", "result", dt.datetime(2026, 2, 3), True, 1.5])
    book.save(tmp_path / "list.xlsx")
    sound = (tmp_path / "list.xlsx").read_bytes()
    chance = random.Random(3)
    for number in range(150):
        data = bytearray(sound)
        if number % 2:  # inside a part, which is then packed again
            out = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(out, "w") as new:
                spoilt = chance.choice(old.namelist())
                for name in old.namelist():
                    part = bytearray(old.read(name))
                    if name == spoilt:
                        part[chance.randrange(len(part))] = chance.randrange(256)
                        del part[chance.choice([len(part), chance.randrange(len(part))]) :]
                    new.writestr(name, bytes(part))
            data = bytearray(out.getvalue())
        else:
            for _ in range(3):
                data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "spoilt.xlsx").write_bytes(data)
        try:
            read(str(tmp_path / "spoilt.xlsx"))
        except InvalidData as error:
            assert error.file.endswith("spoilt.xlsx")  # noqa: PT017
            assert error.repair  # noqa: PT017


def test_a_reading_aid_in_a_cell_is_no_text_of_it(tmp_path: Path) -> None:
    aid = '<row><c t="inlineStr"><is><t>text</t><rPh><t>aid</t></rPh><t> more</t></is></c></row>'
    assert read(workbook(tmp_path, parts_of(aid))) == [("One", [(1, ("text more",))])]


def test_a_formula_without_a_value_is_refused_in_plain_rows() -> None:
    with pytest.raises(InvalidData, match=r"row 2, tag: the formula has no computed value"):
        plain_rows._cells(["tag"], [UNCOMPUTED], "tags.xlsx", 2)
