"""Tables in terminals: what holds the answer stays, references lose what they share, titles give way."""

import pytest

from ai_security_standards import load
from ai_security_standards.cli.output import print_rows
from ai_security_standards.cli.widths import fit_columns

COLUMNS = ("ref", "extent", "sources", "candidates", "name")
ROWS = load().as_of("2026-11-29").coverage(
    "etsi-en-304-223@2.1.1", ["iso-iec-42001:A.6.2.4", "iso-iec-42001:A.6.2.6", "iso-iec-42001:A.8.4"]
).rows()[:40]  # fmt: skip


def printed(
    columns: tuple[str, ...], rows: list, width: int | None, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:  # fmt: skip
    monkeypatch.setattr("ai_security_standards.cli.output.terminal_width", lambda: width)
    print_rows(columns, rows, None)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [80, 100, 140])
def test_sources_and_candidates_can_be_read_at_every_width(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = printed(COLUMNS, ROWS, width, capsys, monkeypatch)
    assert max(map(len, lines)) <= width
    notes = [
        "Parts of etsi-en-304-223@2.1.1, unless another document is named",
        "Editions: iso-iec-42001@2023",
    ]
    assert (lines[:2] == notes) is (width < 120)
    edition = "" if width < 120 else "@2023"
    assert any(f"  partial    iso-iec-42001{edition}:A.6.2.4" in line for line in lines)


def test_a_wide_terminal_shows_references_whole() -> None:
    fitted = fit_columns(COLUMNS, ROWS, 400)
    assert fitted.notes == ()
    assert fitted.cells is not None
    assert fitted.cells[0][0] == ROWS[0]["ref"]


def test_references_name_a_document_once_before_they_lose_its_edition() -> None:
    rows = [
        {
            "ref": "a@1:x",
            "to": ("bbbbbbbbbb@2025:1", "bbbbbbbbbb@2025:2", "c@3", "c@3:4", "c@3:5"),
            "name": "t",
        },
        {"ref": "a@2:y", "to": ("bbbbbbbbbb@2026:1",), "name": "u"},
    ]
    folded = fit_columns(("ref", "to", "name"), rows, 55)
    assert folded.cells is not None
    assert folded.cells[0][1] == "bbbbbbbbbb@2025:1, 2, c@3, c@3:4, 5"
    assert folded.notes == ()
    short = fit_columns(("ref", "to", "name"), rows, 42)
    assert short.cells is not None
    assert short.cells[0][1] == "bbbbbbbbbb@2025:1, 2, c, c:4, 5"
    assert short.notes == ("Editions: c@3",)


def test_titles_give_way_and_rows_that_do_not_fit_become_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"ref": f"r{n}", "title": "long title " * 9, "status": "published", "why": ("w" * 50,)}
        for n in (1, 2)
    ]
    names = ("ref", "title", "status", "why")
    lines = printed(names, rows, 90, capsys, monkeypatch)
    assert lines[1].split()[-2:] == ["published", "w" * 50]
    assert lines[1].startswith("r1   long title long title…")
    narrow = printed(names, rows, 61, capsys, monkeypatch)
    assert "published" in narrow[1]
    assert narrow[1].endswith("w…")
    many = [{f"c{n}": "x" * 20 for n in range(9)}]
    assert printed(tuple(many[0]), many, 70, capsys, monkeypatch)[0] == f"c0: {'x' * 20}"


def test_a_pipe_gets_whole_cells_without_padding_to_the_longest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"ref": "a", "title": "t" * 300, "status": "x"}, {"ref": "b", "title": "u", "status": "y"}]
    lines = printed(("ref", "title", "status"), rows, None, capsys, monkeypatch)
    assert lines[1] == f"a    {'t' * 300}  x"
    assert len(lines[2]) == 3 + 2 + 60 + 2 + 1
    assert printed(("none",), [], None, capsys, monkeypatch) == []
