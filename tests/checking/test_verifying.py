"""Verifying: each damage to the installed data is a finding that names the file or the release."""

import json
from pathlib import Path

from ai_security_standards._store.files import canonical
from ai_security_standards.checking.verifying import verify_folder
from curation.freezing import freeze
from curation.history import write_history
from curation.releasing import bump, write_derived


def found(data: Path) -> list[tuple[str, str, str]]:
    findings = list(verify_folder(data))
    assert all(finding.repair for finding in findings)
    return [(finding.file, finding.record, finding.problem) for finding in findings]


def test_data_as_released_have_no_findings(small_data: Path) -> None:
    assert found(small_data) == []


def test_a_file_that_was_changed_added_or_lost_is_named(small_data: Path) -> None:
    (small_data / "register" / "acme.json").write_bytes(b"{}")
    (small_data / "register" / "more.json").write_bytes(b"{}")
    (small_data / "certifiable.json").unlink()
    assert found(small_data) == [
        ("certifiable.json", "", "the file is missing"),
        ("register/acme.json", "", "the file was changed since its release"),
        ("register/more.json", "", "the file was not released"),
    ]


def test_names_that_were_derived_otherwise_are_a_finding(small_data: Path) -> None:
    lexicon = small_data / "lexicon.jsonl"
    lexicon.write_bytes(lexicon.read_bytes().replace(b"acme-guide", b"acme-other"))
    assert found(small_data) == [("lexicon.jsonl", "", "the file was changed since its release")]
    lexicon.unlink()
    assert found(small_data) == [("lexicon.jsonl", "", "the file is missing")]


def test_history_and_the_digests_of_all_releases_are_verified(small_data: Path, tmp_path: Path) -> None:
    freeze(small_data, tmp_path / "releases")
    bump("2026.12.0", small_data, tmp_path / "releases")
    assert found(small_data) == []
    history = small_data / "history" / "2026.11.0.jsonl"
    content = history.read_bytes()
    history.write_bytes(content.replace(b'"records": "', b'"records": "0'))
    assert found(small_data) == [("history/2026.11.0.jsonl", "", "the file was changed since its release")]
    write_derived(small_data)
    assert found(small_data) == [
        ("manifest.json", "data 2026.11.0", "the records do not have the digest of the release")
    ]
    write_history(small_data, tmp_path / "releases")
    write_derived(small_data)
    path = small_data / "manifest.json"
    path.write_bytes(canonical({**json.loads(path.read_bytes()), "digest": "0" * 64}))
    assert found(small_data)[-1][1] == "data 2026.12.0"


def test_a_manifest_that_cannot_be_read_is_the_one_finding(small_data: Path) -> None:
    (small_data / "manifest.json").write_bytes(b'{"generation": 1}')
    assert [each[2] for each in found(small_data)] == [
        "data/manifest.json is of generation 1 of the format; this version reads 2"
    ]
