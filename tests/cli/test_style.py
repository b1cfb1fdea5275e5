"""Colours and links, in terminals that have them."""

import io
import re
import sys
from argparse import Namespace

import pytest

import ai_security_standards as aiss
from ai_security_standards.cli import main, output
from ai_security_standards.cli.style import has_style, one_line, styled


class Screen(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a terminal in the place of standard output; pytest does the same between a fixture and its test."""
    shown = Screen()
    monkeypatch.setattr("sys.stdout", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return shown


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", text)


def test_a_text_has_a_colour_and_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    assert has_style()
    assert styled("bad", "error") == "\x1b[31mbad\x1b[0m"
    assert styled("x", link="https://a.b/") == "\x1b]8;;https://a.b/\x1b\\x\x1b]8;;\x1b\\"
    assert styled("x", link="https://a.b/\x07") == "x"
    assert styled("", "error") == ""


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_who_wants_none_gets_none(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    assert styled("bad", "error", "https://a.b/") == "bad"


def test_old_terminals_of_windows_get_none(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("WT_SESSION", raising=False)
    assert not has_style()
    monkeypatch.setenv("WT_SESSION", "1")
    assert has_style()


def test_a_pipe_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["list", "--id", "eu-ai-act"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_styles_take_no_room_in_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    table = aiss.load().standards(publisher="etsi")
    options = Namespace(format="table", limit=3)
    output.print_table(table, options, ("ref", "designation", "title"))
    lines = screen.getvalue().splitlines()
    rows = [line for line in lines if "]8;;https://www.etsi.org" in line]
    assert len(rows) == 3
    assert all(len(plain(line)) <= 90 for line in lines)
    columns = {plain(line).index("ETSI") for line in rows}
    assert columns == {plain(lines[1]).index("designation")}


def test_a_record_links_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    output.print_record(aiss.load()["eu-ai-act"], Namespace(format="table"))
    shown = screen.getvalue()
    address = "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"
    assert f"\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\" in shown
    assert "\x1b[1mStandard eu-ai-act@2024/1689" in shown


def test_findings_link_their_file_and_colour_their_severity(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    screen = terminal(monkeypatch)
    path = tmp_path / "a\x1b[2Jb.md"
    path.write_text("LLM99:2025\n")
    assert main.run(["audit", str(path)]) == 1
    shown = screen.getvalue()
    assert f"]8;;{path.as_uri()}" in shown
    assert "\x1b[31merror\x1b[0m" in shown
    assert "\x1b[2J" not in shown
    assert "a\\x1b[2Jb.md:1" in plain(shown)


def test_a_name_cannot_move_the_cursor() -> None:
    assert one_line("docs/ü b.md") == "docs/ü b.md"
    assert one_line("a\nb\x1b[2J") == "a\\nb\\x1b[2J"


def test_a_terminal_says_what_to_do_next(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    screen = terminal(monkeypatch)
    path = tmp_path / "a.md"
    path.write_text("OWASP LLM04\nAML.T9999\n")
    monkeypatch.chdir(tmp_path)
    assert main.run(["audit", "a.md"]) == 1
    *_, explained, settled = screen.getvalue().splitlines()
    assert explained == "What each means, and how to mend it: aiss explain ambiguous unknown"
    assert settled.startswith(
        "If owasp-llm-top-10 means one edition here, say so in .aiss.toml: editions = {"
    )
    # What it says works when pasted.
    edition = settled.partition("editions = ")[2].replace("2023", "2025").replace("2026", "2025")
    (tmp_path / ".aiss.toml").write_text(f"editions = {edition}\n")
    screen = terminal(monkeypatch)
    assert main.run(["audit", "a.md"]) == 1
    assert "ambiguous" not in screen.getvalue()
    path.write_text("OWASP LLM04\n")
    screen = terminal(monkeypatch)
    assert main.run(["audit", "a.md"]) == 0
    assert screen.getvalue() == "1 reference in 1 file: all ok\n"
