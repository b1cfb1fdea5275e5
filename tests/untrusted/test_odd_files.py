"""Files that are no regular files, change while they are read, or have names that no one can see."""

import os
from pathlib import Path

import pytest

from ai_security_standards import InvalidData, formats, load
from ai_security_standards.checklists import Checklist
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
