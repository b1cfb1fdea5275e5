"""What changed between two folders of data."""

import json
import shutil
from pathlib import Path

import pytest

from ai_security_standards._store import files
from ai_security_standards._store.manifest import manifest
from curation.changes import changes
from curation.commands import main


@pytest.fixture
def states(small_data: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A data folder and a copy of it."""
    shutil.copytree(small_data, tmp_path / "new")
    return small_data, tmp_path / "new"


def test_between_equal_folders_nothing_changed(states: tuple[Path, Path]) -> None:
    assert list(changes(*states)) == []


def test_what_came_went_and_changed_is_listed(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = states
    register = new / "register" / "acme.json"
    raw = json.loads(register.read_bytes())
    raw["standards"] = [{**raw["standards"][1], "title": "Another title"}]
    register.write_bytes(files.canonical(raw))
    policy = new / "frameworks" / "acme-policy" / "1.0.json"
    raw = json.loads(policy.read_bytes())
    raw["provisions"][0]["title"] = "People"
    raw["provisions"][-1]["id"] = "R"
    policy.write_bytes(files.canonical(raw))
    (new / "frameworks" / "acme-guide" / "1.0.json").unlink()
    (new / "manifest.json").write_bytes(files.canonical(manifest(new)))
    lines = list(changes(old, new))
    assert lines == [
        "- document acme-guide@1.0",
        "~ document acme-policy@1.0: title: 'ACME policy for the secure use of AI' -> 'Another title'",
        "- structure acme-guide@1.0",
        "~ provision acme-policy@1.0:P: title: 'Title of P' -> 'People'",
        "- provision acme-policy@1.0:Q",
        "+ provision acme-policy@1.0:R",
    ]
    assert "+ structure acme-guide@1.0: 2 provisions" in list(changes(new, old))
    assert main(["changes", str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines() == [*lines, "6 changes"]
