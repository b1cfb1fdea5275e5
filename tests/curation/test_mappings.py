"""Mapping sets from curators' JSON to the packaged files, and the rules of packaged sets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ai_security_standards._store.manifest import manifest
from ai_security_standards._store.register import read_register
from ai_security_standards._store.sssom import dump, read
from ai_security_standards.checking.checks import _check_packaged
from curation import commands
from curation.commands import build, main
from curation.mappings import convert

RAW = {
    "id": "ours--theirs",
    "title": "Ours  to theirs",
    "description": None,
    "publisher": "acme",
    "authors": [],
    "version": None,
    "date": "2025-03",
    "licence": "CC-BY-SA-4.0",
    "url": "https://owasp.example.org/map",
    "sources": [{"address": "https://owasp.example.org/map", "checked_on": "2026-11-24"}],
    "method": "Read from the table.",
    "trust": "publisher",
    "style": "concept_crosswalk",
    "completeness": "complete",
    "checked_on": "2026-11-24",
    "note": None,
    "relationships": [
        {
            "subject": "acme-policy@1.0:P.1",
            "type": "related",
            "object": "acme-guide@1.0:G",
            "stated": "Related  Frameworks",
            "strength": 7,
            "confidence": 0.5,
            "rationale": "semantic",
            "negated": None,
            "date": "2025",
        },
        {"subject": "acme-policy@1.0:P.1", "type": "related", "object": "acme-guide@1.9:G", "unresolved": "?"},
    ],
}  # fmt: skip


def write(folder: Path, raw: object, name: str = "ours--theirs") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(raw), encoding="utf-8")
    return folder


@pytest.fixture
def data(small_data: Path) -> Path:
    """A data folder without mapping sets."""
    shutil.rmtree(small_data / "mappings")
    assert build(small_data) == 0
    return small_data


def test_sets_are_written_built_and_checked(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "raw", RAW)
    assert commands.mappings([folder], data) == 0
    path = data / "mappings" / "ours--theirs.sssom.tsv"
    content = path.read_bytes()
    assert commands.mappings([folder], data) == 0
    assert path.read_bytes() == content
    first, second = sorted(read(content, str(path)), key=lambda each: str(each.object))
    assert (first.stated, first.strength, first.confidence, first.date) == (
        "Related Frameworks",
        7,
        0.5,
        "2025",
    )
    assert second.unresolved == "?"
    assert build(data) == 0
    listed = json.loads((data / "manifest.json").read_bytes())
    assert listed["counts"]["mapping_sets"] == 1
    assert listed["counts"]["relationships"] == 2
    assert listed["counts"]["unresolved"] == 1
    assert listed["mappings"]["ours--theirs"]["documents"] == [
        "acme-guide@1.0", "acme-guide@1.9", "acme-policy@1.0",
    ]  # fmt: skip
    assert list(_check_packaged(data)) == []
    assert len(read_register(data).mappings["ours--theirs"].sheet) == 2
    monkeypatch.setattr(commands, "mappings", lambda folders: len(folders))
    assert main(["mappings", "a", "b"]) == 2


def test_packaged_sets_agree_with_the_manifest(tmp_path: Path, data: Path) -> None:
    commands.mappings([write(tmp_path / "raw", RAW)], data)
    path = data / "mappings" / "ours--theirs.sssom.tsv"
    assert [finding.rule for finding in _check_packaged(data)] == ["manifest"]
    build(data)
    content = path.read_bytes()
    assert content.count(b":P.1\tskos") == 2
    path.write_bytes(content.replace(b":P.1\tskos", b":P\tskos"))
    assert {finding.rule for finding in _check_packaged(data)} == {"manifest"}
    lines = content.decode().splitlines(keepends=True)
    path.write_text("".join([*lines[:-2], lines[-1], lines[-2]]), encoding="utf-8")
    (data / "manifest.json").write_text(json.dumps(manifest(data)), encoding="utf-8")
    assert [finding.rule for finding in _check_packaged(data)] == ["canonical"]
    path.write_bytes(b"#")
    assert [finding.rule for finding in _check_packaged(data)] == ["file"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": "another"}, "file of another name"),
        ({"trust": "mine"}, "not in the list Trust"),
        ({"relationships": [{"subjct": "a"}]}, "unknown field"),
        ({"relationships": [{"type": "subsetof"}]}, "did you mean 'subset_of'"),
        ({"relationships": [{"rationale": "guess"}]}, "guess"),
        ({"relationships": [{**RAW["relationships"][0], "strength": 12}]}, "not a number from 0 to 10"),  # type: ignore[index]
    ],
)  # fmt: skip
def test_faulty_sets_are_refused(
    tmp_path: Path, change: dict[str, object], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "raw", {**RAW, **change})
    assert commands.mappings([folder], tmp_path) == 1
    assert problem in capsys.readouterr().out


def test_a_set_in_two_folders_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [write(tmp_path / name, RAW) for name in ("one", "two")]
    assert commands.mappings(folders, tmp_path) == 1
    assert "duplicate set" in capsys.readouterr().out


def test_the_same_relationship_written_twice_is_once(tmp_path: Path) -> None:
    rows = RAW["relationships"]
    folder = write(tmp_path / "raw", {**RAW, "relationships": [*rows, *rows]})  # type: ignore[misc]
    (made,) = convert([folder]).values()
    assert len(read(made, "ours--theirs.sssom.tsv")) == 2
    assert dump(read(made, "ours--theirs.sssom.tsv")) == made
