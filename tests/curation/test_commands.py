"""The curator's commands."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from samples import (
    Overlay,
    document,
    register_file,
)

from ai_security_standards._store import files
from ai_security_standards._store.manifest import manifest
from ai_security_standards._store.register import packaged_register
from ai_security_standards.checking import Finding
from curation import commands
from curation.commands import DATA, build, main
from curation.schemas import schemas


def test_building_what_is_built_changes_no_byte(small_data: Path) -> None:
    before = {path: path.read_bytes() for path in small_data.rglob("*.*")}
    assert len(before) == 11 + len(schemas())
    assert build(small_data) == 0
    assert {path: path.read_bytes() for path in small_data.rglob("*.*")} == before


def test_the_packaged_manifest_is_the_one_that_is_built() -> None:
    written = json.loads((DATA / "manifest.json").read_bytes())
    assert written.pop("lexicon")["file"] == "lexicon.jsonl"
    assert manifest(DATA) == written  # type: ignore[arg-type]


#: What looks at the packaged data; `nox -s lint` runs all of it on the real ones.
CHECKS = ("check", "event_findings", "stale_counts", "page_findings", "blanks")


@pytest.mark.parametrize("wrong", [(), CHECKS[:1], CHECKS[1:]], ids=len)
def test_check_prints_what_is_wrong_with_the_packaged_data(
    wrong: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = {
        name: [Finding("text", "register/acme.json", "acme-policy@1.0", name, "it is too long", "shorten it")]
        for name in wrong
    }
    looked_at = []
    for name in CHECKS:
        monkeypatch.setattr(
            commands, name, lambda *data, name=name: looked_at.extend(data) or findings.get(name, [])
        )
    assert main(["check"]) == bool(wrong)
    number = ["0 findings", "1 finding", "4 findings"][[0, 1, 4].index(len(wrong))]
    lines = [*(str(each) for name in wrong for each in findings[name]), f"{number} in the packaged data"]
    assert capsys.readouterr().out.splitlines() == lines
    assert looked_at == [DATA] * 4


def test_check_prints_what_is_wrong_with_files(overlay: Overlay, capsys: pytest.CaptureFixture[str]) -> None:
    folder = overlay(register_file(document(kind="x")), b"{", register_file(document()))
    paths = [str(path) for path in sorted((folder / "register").iterdir())]
    assert main(["check", *paths]) == 1
    out = capsys.readouterr().out
    assert "file0.json, acme-policy@1.0, kind:" in out
    assert "file1.json: line 1, column 2 is not JSON" in out
    assert out.endswith("2 findings in 3 files\n")
    assert main(["format", *paths]) == 1


def test_format_writes_the_canonical_form(overlay: Overlay) -> None:
    folder = overlay(register_file(document(eea_relevant=False)))
    path = folder / "register" / "file0.json"
    assert main(["format", str(path)]) == 0
    once = path.read_bytes()
    assert b"eea_relevant" not in once
    assert once.endswith(b"}\n")
    assert main(["format", str(path)]) == 0
    assert path.read_bytes() == once


def test_the_manifest_lists_what_is_there(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    (folder / "release.json").write_text('{"data_version": "2026.11.0", "generation": 2}', encoding="utf-8")
    made = manifest(folder)  # type: ignore[arg-type]
    assert made["data_version"] == "2026.11.0"
    assert made["counts"] == {
        "publishers": 1,
        "standards": 1,
        "frameworks": 0,
        "provisions": 0,
        "mapping_sets": 0,
        "relationships": 0,
        "unresolved": 0,
    }
    assert made["register"]["register/file0.json"]["standards"] == ["acme-policy@1.0"]


def test_build_stops_at_a_faulty_file(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small_data / "register" / "acme.json").write_bytes(b"{")
    (small_data / "manifest.json").write_bytes(b'{"data_version": "2026.12.0"}')
    assert build(small_data) == 1
    assert (small_data / "manifest.json").read_bytes() == b'{"data_version": "2026.12.0"}'
    monkeypatch.setattr(commands, "build", lambda: 7)
    assert main(["build"]) == 7


def test_a_release_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.txt"
    monkeypatch.setattr(commands, "LEDGER", ledger)
    assert commands.write_ledger() == 0
    released = ledger.read_text(encoding="utf-8").splitlines()
    assert released == sorted(released)
    assert set(packaged_register().files_by_ref) < set(released)
    assert "owasp-llm-top-10@2023:LLM10" in released
    ledger.write_text("gone-standard@1\n", encoding="utf-8")
    assert commands.write_ledger() == 1
    assert "gone-standard@1" in capsys.readouterr().out


def test_a_framework_file_is_checked_and_formatted(tmp_path: Path) -> None:
    path = tmp_path / "frameworks" / "acme-policy" / "1.0.json"
    path.parent.mkdir(parents=True)
    raw = {
        "provisions": [
            {"id": "A", "kind": "chapter", "assessable": False},
            {"id": "A.1", "kind": "control", "parent": "A", "assessable": True},
        ],
        "standard": "acme-policy",
        "edition": "1.0",
        "completeness": "complete",
        "confidence": "verified",
        "checked_on": "2026-11-23",
        "sources": [{"address": "https://acme.example.org"}],
        "text_policy": "Identifiers only.",
    }
    path.write_bytes(files.canonical(raw))
    assert main(["format", str(path)]) == 0
    written = json.loads(path.read_bytes())
    assert next(iter(written)) == "standard"
    assert written["provisions"] == [
        {"id": "A", "kind": "chapter", "assessable": False},
        {"id": "A.1", "kind": "control", "parent": "A"},
    ]
    raw["provisions"].append({"id": "A.1", "kind": "control"})
    path.write_bytes(files.canonical(raw))
    assert main(["check", str(path)]) == 1


def test_stale_lists_what_was_not_seen_for_long(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "2026-11-24"]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == f"{len(lines)} documents stale on 2026-11-24"
    assert lines == sorted(lines, key=lambda line: line[:10])
    assert "2026-09-27  en-18229-3@draft  draft  40.20" in lines
    assert not any("iso-iec-27090@draft" in line for line in lines)
    assert main(["stale"]) == 0
    assert "stale on" in capsys.readouterr().out
