"""Files from outside: hostile, misplaced, too large, or not files at all."""

import json
import os
from pathlib import Path

import pytest
from samples import (
    Overlay,
    document,
    register_file,
)

from ai_security_standards import InvalidData, load
from ai_security_standards._store import files, folders

DEEP = b"[" * 100_000 + b"]" * 100_000
FILE = json.dumps(register_file(document())).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(FILE[: len(FILE) // 2], "not JSON", id="truncated"),
        pytest.param(b"", "not JSON", id="empty"),
        pytest.param(FILE.replace(b"ACME Corporation", b"ACME \xff"), "not UTF-8", id="not UTF-8"),
        pytest.param(FILE.replace(b'"id"', b'"id": "twice", "id"', 1), "duplicate key", id="duplicate key"),
        pytest.param(b'{"standards": NaN}', "not a whole number", id="NaN"),
        pytest.param(b'{"standards": -Infinity}', "not a whole number", id="infinity"),
        pytest.param(b'{"standards": 1e999}', "not a whole number", id="huge float"),
        pytest.param(b'{"standards": ' + b"9" * 5000 + b"}", "digits", id="huge integer"),
        pytest.param(DEEP, "nested too deeply", id="deep list"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply", id="deep object"),
        pytest.param(b"[]", "one JSON object", id="a list"),
        pytest.param(b'"text"', "one JSON object", id="a text"),
        pytest.param(b'{"standrads": []}', "unknown section", id="unknown section"),
        pytest.param(b'{"zzz": []}', "unknown section", id="unknown section without near misses"),
        pytest.param(b'{"standards": {}}', "not a list", id="section of the wrong type"),
        pytest.param(b'{"replaces": ["A B"]}', "not a reference", id="replaces of no reference"),
        pytest.param(b'{"standards": [1]}', "not an object", id="a number as a record"),
    ],
)
def test_hostile_files_give_one_clear_error_with_place_and_repair(
    overlay: Overlay, content: bytes, says: str
) -> None:
    before = load()
    folder = overlay(content)
    with pytest.raises(InvalidData, match=says) as raised:
        load(folder)
    assert raised.value.file == str(folder / "register" / "file0.json")
    assert raised.value.repair
    assert load() == before


def test_the_data_is_found_without_a_folder_beside_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = (files.packaged_folder() / "manifest.json").read_bytes()
    monkeypatch.setattr(files, "__file__", "/nowhere/at/all.py")
    assert (files.packaged_folder() / "manifest.json").read_bytes() == manifest


def test_a_missing_folder_and_an_empty_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="no such folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(InvalidData, match="holds no data"):
        load(tmp_path)


def test_links_are_refused(overlay: Overlay, tmp_path: Path) -> None:
    folder = overlay(register_file(document()))
    outside = tmp_path / "outside.json"
    outside.write_bytes(FILE)
    os.symlink(outside, folder / "register" / "link.json")
    with pytest.raises(InvalidData, match="link") as raised:
        load(folder)
    assert raised.value.file.endswith("link.json")
    (folder / "register" / "link.json").unlink()
    os.symlink(tmp_path, folder / "up")
    with pytest.raises(InvalidData, match="link"):
        load(folder)


def test_a_pipe_is_refused_and_does_not_hang(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    os.mkfifo(folder / "register" / "pipe.json")
    with pytest.raises(InvalidData, match="regular file"):
        load(folder)


@pytest.mark.parametrize(
    "place", ["more.json", "register/deep/more.json", "mappings/set.tsv", "register/rows.tsv"]
)
def test_a_data_file_out_of_place_is_not_skipped(overlay: Overlay, place: str) -> None:
    folder = overlay(register_file(document()))
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(FILE)
    with pytest.raises(InvalidData, match="no place here") as raised:
        load(folder)
    assert raised.value.file == str(path)


def test_files_that_hold_no_data_are_left_alone(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    (folder / "README.md").write_text("ours", encoding="utf-8")
    assert "acme-policy" in load(folder)


def test_dots_in_a_folder_name_lead_where_they_lead(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    assert "acme-policy" in load(folder / "register" / "..")


def test_too_many_records_and_bytes_are_refused(overlay: Overlay, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = overlay(register_file(*(document(id=f"acme-{n}", designation=f"A{n}") for n in range(3))))
    monkeypatch.setattr(folders, "MAX_RECORDS", 3)
    with pytest.raises(InvalidData, match="more than 3 records"):
        load(folder)
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(InvalidData, match="100 are allowed"):
        load(folder)


def test_a_byte_order_mark_is_no_fault(overlay: Overlay) -> None:
    assert "acme-policy" in load(overlay(b"\xef\xbb\xbf" + FILE))
