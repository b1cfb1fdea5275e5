"""The packaged data against their manifest and their canonical form; faults are planted in little data."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import (
    ACME,
    CHAPTER,
    Overlay,
    document,
    mapping_set,
    register_file,
    structure,
    write_sets,
    write_structure,
)

from ai_security_standards import InvalidData, check
from ai_security_standards._store import files
from ai_security_standards._store.manifest import manifest
from ai_security_standards._store.register import read_register
from ai_security_standards.checking.checks import Finding, _check_packaged
from curation.commands import build

POLICY = "frameworks/acme-policy/1.0.json"


# That the packaged data are sound is the example of `check`.


def test_a_data_folder_elsewhere_is_sound(small_data: Path) -> None:
    assert list(_check_packaged(small_data)) == []


def findings_after(data: Path, name: str, change: Callable[[Any], object]) -> list[Finding]:
    """What is found after a change to a file."""
    path = data / name
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_bytes(files.canonical(raw))
    return list(_check_packaged(data))


def renew_manifest(data: Path) -> None:
    (data / "manifest.json").write_bytes(files.canonical(manifest(data)))


def loosen(path: Path) -> None:
    """Write a file in a form that is not the canonical one."""
    content = path.read_bytes()
    path.write_bytes(content.replace(b"  ", b" "))
    assert path.read_bytes() != content


def test_a_file_that_was_touched_after_the_manifest_was_made_is_found(small_data: Path) -> None:
    found = findings_after(small_data, "register/acme.json", lambda raw: raw["standards"].pop())
    assert [(f.rule, f.file, f.field) for f in found] == [
        ("manifest", "register/acme.json", "sha256"),
        ("manifest", "register/acme.json", "standards"),
    ]


def test_a_publisher_that_the_manifest_does_not_know_is_found(small_data: Path) -> None:
    more = {**ACME, "id": "gamma", "name": "Gamma Company"}
    found = findings_after(small_data, "register/acme.json", lambda raw: raw["publishers"].append(more))
    assert [f.field for f in found] == ["publishers", "sha256"]


def test_files_that_only_one_of_folder_and_manifest_knows_are_found(small_data: Path) -> None:
    (small_data / "register" / "more.json").write_bytes(
        files.canonical(register_file(document(id="acme-more", designation="More")))
    )
    (small_data / "register" / "beta.json").unlink()
    found = list(_check_packaged(small_data))
    assert [(f.rule, f.record) for f in found] == [
        ("manifest", "register/beta.json"),
        ("manifest", "register/more.json"),
    ]


def test_the_rules_on_whom_law_applies_to_are_held_against_the_manifest(small_data: Path) -> None:
    name = "applicability/beta-rules.json"
    path = small_data / name
    found = findings_after(small_data, name, lambda raw: raw.update(act="Act 1"))
    assert [(f.rule, f.file, f.field, f.repair) for f in found] == [
        ("manifest", name, "sha256", "run `python -m curation build`")
    ]
    loosen(path)
    renew_manifest(small_data)
    assert [(f.rule, f.file) for f in _check_packaged(small_data)] == [("canonical", name)]
    for content, problem in (
        (b"{", "not JSON"),
        (b"{}", "names its standard"),
        (b'{"standard": "acme-policy"}', "those of acme-policy"),
    ):
        path.write_bytes(content)
        (finding,) = _check_packaged(small_data)
        assert (finding.rule, finding.file) == ("file", name)
        assert problem in finding.problem
    path.unlink()
    assert [(f.rule, f.record) for f in _check_packaged(small_data)] == [("manifest", name)]


def test_the_list_of_what_is_certifiable_is_held_against_the_manifest(small_data: Path) -> None:
    found = findings_after(small_data, "certifiable.json", lambda raw: raw.pop())
    assert [(f.rule, f.file, f.field) for f in found] == [("manifest", "certifiable.json", "sha256")]


@pytest.mark.parametrize("content", [None, b"{"])
def test_a_manifest_that_is_missing_or_damaged_is_one_finding(
    small_data: Path, content: bytes | None
) -> None:
    path = small_data / "manifest.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    (finding,) = _check_packaged(small_data)
    assert finding.rule == "manifest"
    assert finding.repair == "run `python -m curation build`"
    with pytest.raises(
        InvalidData, match=r"data/manifest\.json is .* Repair: run `python -m curation build`"
    ):
        read_register(small_data)


def test_the_key_of_a_file_is_held_against_the_manifest(small_data: Path) -> None:
    written = json.loads((small_data / "manifest.json").read_bytes())
    written["frameworks"]["acme-policy@2.0"] = written["frameworks"].pop("acme-policy@1.0")
    (small_data / "manifest.json").write_bytes(files.canonical(written))
    (finding,) = _check_packaged(small_data)
    assert (finding.rule, finding.file, finding.field) == ("manifest", POLICY, "")


def test_a_form_that_is_not_canonical_is_found(small_data: Path) -> None:
    loosen(small_data / "register" / "acme.json")
    renew_manifest(small_data)
    assert [(f.rule, f.file) for f in _check_packaged(small_data)] == [("canonical", "register/acme.json")]


def test_a_packaged_file_that_cannot_be_read_is_found(small_data: Path) -> None:
    found = findings_after(small_data, "register/acme.json", lambda raw: raw["standards"][0].pop("title"))
    assert [(f.rule, f.field) for f in found] == [("shape", "title")]
    (small_data / "register" / "acme.json").write_bytes(b"{")
    assert [(f.rule, f.file) for f in _check_packaged(small_data)] == [("file", "register/acme.json")]


def test_faults_of_packaged_structures_are_found(small_data: Path) -> None:
    def rules(found: list[Finding]) -> list[tuple[str, str]]:
        return [(f.rule, f.file) for f in found]

    path = small_data / POLICY
    content = path.read_bytes()
    found = findings_after(small_data, POLICY, lambda raw: raw["provisions"].pop())
    assert [(f.rule, f.file, f.field) for f in found] == [
        ("manifest", POLICY, "provisions"),
        ("manifest", POLICY, "sha256"),
    ]
    assert rules(findings_after(small_data, POLICY, lambda raw: raw["provisions"][0].pop("kind"))) == [
        ("shape", POLICY)
    ]
    path.write_bytes(b"[")
    assert rules(list(_check_packaged(small_data))) == [("file", POLICY)]
    path.write_bytes(content)
    loosen(path)
    assert rules(list(_check_packaged(small_data))) == [("manifest", POLICY), ("canonical", POLICY)]
    path.unlink()
    (found,) = _check_packaged(small_data)
    assert (found.rule, found.record) == ("manifest", POLICY)


def test_a_structure_without_its_document_is_found(small_data: Path) -> None:
    raw = json.loads((small_data / POLICY).read_bytes())
    raw["standard"] = "unheard-of"
    (small_data / "frameworks" / "unheard-of").mkdir()
    (small_data / "frameworks" / "unheard-of" / "1.0.json").write_bytes(files.canonical(raw))
    renew_manifest(small_data)
    (found,) = _check_packaged(small_data)
    assert (found.rule, found.record) == ("reference", "unheard-of@1.0")


@pytest.mark.parametrize("more", [0, 1])
def test_texts_of_a_document_have_a_greatest_length(small_data: Path, more: int) -> None:
    lengths = {
        "title": 700, "summary": 400, "audience": 200, "note": 700, "designation": 160, "version": 160,
    }  # fmt: skip
    path = small_data / "register" / "acme.json"
    raw = json.loads(path.read_bytes())
    long = document(**{field: "x" * (length + more) for field, length in lengths.items()})
    raw["standards"] = [long if each["id"] == "acme-policy" else each for each in raw["standards"]]
    path.write_bytes(files.canonical(raw))
    assert build(small_data) == 0
    found = {each.field for each in _check_packaged(small_data) if each.rule == "text"}
    assert found == (set(lengths) if more else set())


def test_limits_of_length_bind_shipped_data_alone(small_data: Path, overlay: Overlay) -> None:
    long = {
        "title": "x" * 701,
        "summary": "x" * 401,
        "milestones": [{"date": "2026", "kind": "other", "what": "x" * 201}],
    }
    path = small_data / "register" / "acme.json"
    raw = json.loads(path.read_bytes())
    raw["standards"] = [
        document(**long) if each["id"] == "acme-policy" else each for each in raw["standards"]
    ]
    path.write_bytes(files.canonical(raw))
    provisions = [{**CHAPTER, "title": "x" * 161}, {"id": "B", "kind": "chapter", "label": "x" * 91}]
    framework = structure(*provisions, {"id": "C", "kind": "chapter", "summary": "x" * 241})
    write_structure(small_data, framework)
    head = {"title": "x" * 201, "mapping_set_title": "x" * 201}
    rows = {"relation": "acme-policy@1.0 related acme-guide@1.0", "stated": "x" * 161}
    write_sets(small_data, ("acme--acme", mapping_set(rows, head=head)))
    assert build(small_data) == 0
    found = {(f.rule, f.field) for f in _check_packaged(small_data)}
    assert found >= {
        ("text", "title"), ("text", "summary"), ("text", "milestones[0].what"), ("text", "provisions[0].title"),
        ("text", "provisions[1].label"), ("text", "provisions[2].summary"), ("text", "stated"),
    }  # fmt: skip
    folder = overlay(register_file(document(**long)))
    write_sets(
        folder,
        (
            "acme--acme",
            mapping_set({**rows, "relation": "acme-policy@1.0 related eu-ai-act@2024-1689"}, head=head),
        ),
    )
    assert [f for f in check(write_structure(folder, framework)) if f.rule == "text"] == []
