"""Files that are no regular files, change while they are read, or have names that no one can see."""

import io
import os
import sys
from pathlib import Path
from typing import Protocol

import pytest

from ai_security_standards import InvalidData, formats, load
from ai_security_standards._store import files
from ai_security_standards.checklists import Checklist
from ai_security_standards.cli import fixes
from ai_security_standards.cli.asking import standard_input
from ai_security_standards.cli.main import run
from ai_security_standards.cli.profiles import read_profile
from ai_security_standards.references.accepting import read_baseline

CATALOG = load().as_of("2026-11-24")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_refused_at_once_and_left_out_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.csv", "c.xlsx", "pyproject.toml"):
        os.mkfifo(tmp_path / name)
    for read in (CATALOG.audit, Checklist.read, read_profile, formats.read, read_baseline):
        for name in ("b.csv", "c.xlsx"):
            with pytest.raises(InvalidData, match="it is not a regular file"):
                read(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert run(["audit", "."]) == 0
    assert "left out: 4 not a regular file" in capsys.readouterr().out
    assert run(["audit", "a.md"]) == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no /dev here")
def test_a_pipe_of_the_shell_is_read_to_its_end() -> None:
    there, here = os.pipe()
    os.write(here, b"see LLM99:2025")
    os.close(here)
    assert [each.verdict for each in CATALOG.audit(Path(f"/dev/fd/{there}"))] == ["unknown"]
    os.close(there)


# ---------------------------------------------------------------- names and streams of the command

#: A name that is no UTF-8, that moves the cursor, and that turns the direction of writing.
NAMES = [b"\xff.md", b"a\nb.md", b"\x1b[31mred.md", "\u202eabc.md".encode()]


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in NAMES:
        try:
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(
                "see OWASP LLM05:2023, LLM99:2025\n"
            )
        except (OSError, ValueError):
            pytest.skip("this system has no such names")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Streams(Protocol):
    def __call__(self, *arguments: str, given: bytes = b"") -> tuple[int, str, str]: ...


@pytest.fixture
def strictly(monkeypatch: pytest.MonkeyPatch) -> Streams:
    """Run the command with streams that take UTF-8 alone, as in most terminals."""

    def call(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "strict") for _ in range(2))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8", "strict"))
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("sys.stderr", err)
        status = run([*arguments])
        for stream in (out, err):
            stream.flush()
        return status, *(stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]

    return call


@pytest.mark.parametrize("form", ["--csv", "--json", "--sarif"])
def test_files_of_any_name_are_reported_in_each_form(odd: Path, strictly: Streams, form: str) -> None:
    status, out, err = strictly("audit", ".", form, "--jobs", "1")
    assert (status, err) == (1, "")
    assert out.count("LLM99:2025") >= len(NAMES)


def test_a_baseline_holds_files_of_any_name(odd: Path, strictly: Streams) -> None:
    assert strictly("audit", ".", "--write-baseline", "known.json", "--jobs", "1")[0] == 0
    assert strictly("audit", ".", "--baseline", "known.json", "--jobs", "1")[0] == 0


def test_no_name_of_a_file_moves_the_cursor(odd: Path, strictly: Streams) -> None:
    for arguments in (
        ["audit", ".", "\x1b[2Jgone"],
        ["fix", ".", "\x1b[2Jgone", "--to", "owasp-llm-top-10@2025", "--check"],
        ["fix", ".", "--to", "owasp-llm-top-10@2025", "--diff"],
        ["fix", ".", "--to", "owasp-llm-top-10@2025"],
    ):
        _, out, err = strictly(*arguments, "--jobs", "1")
        assert "red.md" in out
        for line in (out + err).splitlines():
            assert line.isprintable(), line
            assert line != "b.md"


def test_no_argument_moves_the_cursor(strictly: Streams) -> None:
    for arguments in (["fix", "x", "--\x1b[2J"], ["\x1b[2J"]):
        with pytest.raises(SystemExit):
            strictly(*arguments)
        assert "\x1b" not in sys.stderr.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_a_file_that_changed_meanwhile_is_not_written_over(
    tmp_path: Path, strictly: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("see OWASP LLM05:2025 Improper Output Handling\n")

    def read_late(name: str) -> bytes:
        path.write_text("the work of somebody else\n")
        return files.read_bytes(name)

    monkeypatch.setattr(fixes, "read_bytes", read_late)
    status, _, err = strictly("fix", str(path), "--to", "owasp-llm-top-10@2026", "--jobs", "1")
    assert status == 2
    assert "it was changed meanwhile" in err
    assert path.read_text() == "the work of somebody else\n"


@pytest.mark.parametrize(
    "arguments",
    [["audit", "-"], ["resolve", "-"], ["applies", "--ask"]],
)
def test_what_is_no_utf_8_on_standard_input_is_named(strictly: Streams, arguments: list[str]) -> None:
    status, _, err = strictly(*arguments, given=b"\xff\xfe\n")
    assert status == 2
    assert "standard input: it is not utf-8. Repair: save the text as UTF-8." in err


def test_closed_streams_are_named(strictly: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InvalidData, match="standard input: it is closed"):
        standard_input()
    monkeypatch.setattr("sys.stdout", None)
    assert run(["list"]) == 2


def test_standard_input_has_the_limit_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    monkeypatch.setattr("sys.stdin", io.StringIO("four"))
    with pytest.raises(InvalidData, match="3 characters are allowed"):
        standard_input()
