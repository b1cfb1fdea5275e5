"""What changed between two folders of data."""

import json
import shutil
from pathlib import Path

import pytest

from ai_security_standards._store import files
from curation.changes import changes
from curation.commands import DATA, main, manifest


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        shutil.copytree(DATA, tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def settle(data: Path) -> None:
    (data / "manifest.json").write_bytes(files.canonical(manifest(data, "2026.11.1")))


def test_nothing_changed(states: tuple[Path, Path]) -> None:
    assert list(changes(*states)) == []


def test_what_came_went_and_changed_is_told(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = states
    etsi = new / "register" / "etsi.json"
    raw = json.loads(etsi.read_bytes())
    gone = raw["standards"].pop()
    raw["standards"][0]["title"] = "Another title"
    etsi.write_bytes(files.canonical(raw))
    llm = new / "frameworks" / "owasp-llm-top-10" / "2025.json"
    raw = json.loads(llm.read_bytes())
    raw["provisions"][0]["title"] = "Prompt Injections"
    raw["provisions"][-1]["id"] = "LLM11"
    llm.write_bytes(files.canonical(raw))
    (new / "frameworks" / "avid" / "0.2.json").unlink()
    settle(new)
    told = list(changes(old, new))
    assert f"- document {gone['id']}@{gone['edition']}" in told
    assert any(line.startswith("~ document etsi-") and "'Another title'" in line for line in told)
    assert "~ provision owasp-llm-top-10@2025:LLM01: title: 'Prompt Injection' -> 'Prompt Injections'" in told
    assert "- provision owasp-llm-top-10@2025:LLM10" in told
    assert "+ provision owasp-llm-top-10@2025:LLM11" in told
    assert "- structure avid@0.2" in told
    assert any(line.startswith("+ structure avid@0.2: ") for line in changes(new, old))
    assert main(["changes", str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{len(told)} changes"
