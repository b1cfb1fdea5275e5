"""The packaged data against their manifest and their canonical form."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import (
    register_file,
)

from ai_security_standards import check
from ai_security_standards._store import files
from ai_security_standards.checking import Finding, _check_packaged
from curation.commands import DATA, manifest


def test_the_packaged_data_is_sound() -> None:
    assert check() == ()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def test_a_copy_of_the_packaged_data_is_sound(data: Path) -> None:
    assert list(_check_packaged(data)) == []


def planted(data: Path, name: str, change: Callable[[Any], object]) -> list[Finding]:
    path = data / name
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_bytes(files.canonical(raw))
    return list(_check_packaged(data))


def test_a_file_that_was_touched_after_the_manifest_was_made_is_found(data: Path) -> None:
    found = planted(data, "register/etsi.json", lambda raw: raw["standards"].pop())
    assert {("manifest", "sha256"), ("manifest", "standards")} <= {(f.rule, f.field) for f in found}


def test_files_that_only_one_of_folder_and_manifest_knows_are_found(data: Path) -> None:
    (data / "register" / "more.json").write_bytes(files.canonical(register_file()))
    (data / "register" / "aarm.json").unlink()
    found = [f for f in _check_packaged(data) if f.rule == "manifest"]
    assert [f.record for f in found] == ["register/aarm.json", "register/more.json"]


def test_the_rules_on_whom_law_applies_to_are_held_against_the_manifest(data: Path) -> None:
    found = planted(data, "applicability.json", lambda raw: raw["laws"].pop())
    assert [(f.rule, f.file, f.field) for f in found] == [
        ("manifest", "applicability.json", "laws"),
        ("manifest", "applicability.json", "sha256"),
    ]
    path = data / "applicability.json"
    path.write_bytes(path.read_bytes().replace(b"  ", b" "))
    version = json.loads((data / "manifest.json").read_bytes())["data_version"]
    (data / "manifest.json").write_bytes(files.canonical(manifest(data, version)))
    assert [(f.rule, f.file) for f in _check_packaged(data)] == [("canonical", "applicability.json")]
    path.write_bytes(b"{")
    assert [(f.rule, f.file) for f in _check_packaged(data)] == [("file", "applicability.json")]
    path.unlink()
    assert [(f.rule, f.record) for f in _check_packaged(data)] == [("manifest", "applicability.json")]


def test_a_form_that_is_not_canonical_is_found(data: Path) -> None:
    path = data / "register" / "etsi.json"
    path.write_bytes(path.read_bytes().replace(b"  ", b" "))
    version = json.loads((data / "manifest.json").read_bytes())["data_version"]
    (data / "manifest.json").write_bytes(files.canonical(manifest(data, version)))
    assert [f.rule for f in _check_packaged(data)] == ["canonical"]


def test_a_packaged_file_that_cannot_be_read_is_found(data: Path) -> None:
    found = planted(data, "register/etsi.json", lambda raw: raw["standards"][0].pop("title"))
    assert [(f.rule, f.field) for f in found] == [("shape", "title")]
    (data / "register" / "etsi.json").write_bytes(b"{")
    assert [f.rule for f in _check_packaged(data)] == ["file"]


LLM = "frameworks/owasp-llm-top-10/2025.json"


def test_faults_of_packaged_structures_are_found(data: Path) -> None:
    def rules(found: list[Finding]) -> list[tuple[str, str]]:
        return [(f.rule, f.file) for f in found]

    content = (data / LLM).read_bytes()
    assert rules(planted(data, LLM, lambda raw: raw["provisions"].pop())) == [("manifest", LLM)]
    assert rules(planted(data, LLM, lambda raw: raw["provisions"][0].pop("kind"))) == [("shape", LLM)]
    (data / LLM).write_bytes(b"[")
    assert rules(list(_check_packaged(data))) == [("file", LLM)]
    (data / LLM).write_bytes(content.replace(b"  ", b" "))
    assert rules(list(_check_packaged(data))) == [("manifest", LLM), ("canonical", LLM)]
    (data / LLM).unlink()
    (found,) = _check_packaged(data)
    assert (found.record, found.field) == (LLM, "frameworks")


def test_a_structure_without_its_document_is_found(data: Path) -> None:
    raw = json.loads((data / LLM).read_bytes())
    raw["standard"] = "unheard-of"
    (data / "frameworks" / "unheard-of").mkdir()
    (data / "frameworks" / "unheard-of" / "2025.json").write_bytes(files.canonical(raw))
    version = json.loads((data / "manifest.json").read_bytes())["data_version"]
    (data / "manifest.json").write_bytes(files.canonical(manifest(data, version)))
    (found,) = _check_packaged(data)
    assert (found.rule, found.record) == ("reference", "unheard-of@2025")
