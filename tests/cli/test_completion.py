"""Completion of verbs, options and paths in the shells."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ai_security_standards.cli import main
from ai_security_standards.cli.verbs import VERBS


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as end:
        main.run(["--completion", shell])
    assert end.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_verb_is_completed(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = script(shell, capsys)
    assert all(verb.name in text for verb in VERBS)
    assert "sarif" in text
    if shutil.which(shell):
        (tmp_path / "script").write_text(text)
        done = subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["aiss", "au"], ["audit"]),
        (["aiss", "audit", "--sa"], ["--sarif"]),
        (["aiss", "audit", "REA"], ["README.md"]),
        (["aiss", "applies", "pro"], ["profile.toml"]),
        (["aiss", "check", "ou"], ["ours"]),
        (["aiss", "list", "--editions", "f"], ["former"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_bash_completes(
    words: list[str], completed: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "script").write_text(script("bash", capsys))
    (tmp_path / "README.md").touch()
    (tmp_path / "profile.toml").touch()
    (tmp_path / "ours").mkdir()
    asked = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; COMP_LINE='{' '.join(words)}'"
    code = f'source ./script; {asked}; _shtab_aiss; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.split() == completed


def test_the_extra_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    with pytest.raises(SystemExit) as end:
        main.run(["--completion", "bash"])
    assert end.value.code == 2
    assert "pip install 'ai-security-standards[cli]'" in capsys.readouterr().err


def test_other_shells_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.run(["--completion", "cmd"])
    assert "choose from" in capsys.readouterr().err
