import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ACME, document, register_file

from ai_security_standards import InvalidData, _reading, load
from ai_security_standards._shapes import faults
from ai_security_standards.records import Annotation, Publisher, Standard

Overlay = Callable[..., Path]


def sound(changes: bytes) -> bytes:
    return changes


DEEP = b"[" * 100_000 + b"]" * 100_000
FILE = json.dumps(register_file(document())).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(FILE[: len(FILE) // 2], "no JSON", id="truncated"),
        pytest.param(b"", "no JSON", id="empty"),
        pytest.param(FILE.replace(b"ACME Corporation", b"ACME \xff"), "not UTF-8", id="not UTF-8"),
        pytest.param(FILE.replace(b'"id"', b'"id": "twice", "id"', 1), "stands twice", id="duplicate key"),
        pytest.param(b'{"standards": NaN}', "no number", id="NaN"),
        pytest.param(b'{"standards": -Infinity}', "no number", id="infinity"),
        pytest.param(b'{"standards": 1e999}', "no number", id="huge float"),
        pytest.param(b'{"standards": ' + b"9" * 5000 + b"}", "digits", id="huge integer"),
        pytest.param(DEEP, "nested too deeply", id="deep list"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply", id="deep object"),
        pytest.param(b"[]", "one JSON object", id="a list"),
        pytest.param(b'"text"', "one JSON object", id="a text"),
        pytest.param(b'{"standrads": []}', "no such section", id="unknown section"),
        pytest.param(b'{"zzz": []}', "no such section", id="unknown section without near misses"),
        pytest.param(b'{"standards": {}}', "no list", id="section of the wrong type"),
        pytest.param(b'{"replaces": ["A B"]}', "no reference", id="replaces of no reference"),
        pytest.param(b'{"standards": [1]}', "no object", id="a number as a record"),
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


@pytest.mark.parametrize(
    ("changes", "field", "repair"),
    [
        ({"knid": "policy"}, "knid", "kind"),
        ({"\u202eevil" * 50: 1}, "\u202eevil" * 16, "remove it"),
        ({"kind": "polcy"}, "kind", "policy"),
        ({"kind": "zzzz"}, "kind", "use one of"),
        ({"kind": 3}, "kind", "use one of"),
        ({"title": None}, "title", "add it"),
        ({"title": ""}, "title", "text in quotes"),
        ({"title": 5}, "title", "text in quotes"),
        ({"title": " \n"}, "title", "text in quotes"),
        ({"eea_relevant": "yes"}, "eea_relevant", "true or false"),
        ({"published": "2026-02-30"}, "published", "YYYY-MM-DD"),
        ({"published": 2026}, "published", "text in quotes"),
        ({"topics": "governance"}, "topics", "list in brackets"),
        ({"topics": ["governance", "governence"]}, "topics[1]", "governance"),
        ({"history": [{"status": "published"}]}, "history[0].date", "when it began"),
        ({"history": []}, "history", "at least one"),
        ({"sources": []}, "sources", "at least one"),
        ({"sources": ["https://x.org"]}, "sources[0]", "object in braces"),
        ({"replaces": [{"note": "?"}]}, "replaces[0].ref", "one of the two"),
        ({"replaces": [{"ref": "B C"}]}, "replaces[0].ref", "standard[@edition]"),
        ({"structure": {"counts": [{"what": "x", "number": True}]}}, "structure.counts[0].number", "digits"),
        ({"id": "ACME Policy"}, "id", "small letters"),
        ({"edition": "1:2"}, "id", "small letters"),
    ],
)
def test_a_fault_of_shape_names_record_field_and_repair(
    overlay: Overlay, changes: dict[str, Any], field: str, repair: str
) -> None:
    raw = document(**changes)
    with pytest.raises(InvalidData) as raised:
        load(overlay(register_file(raw)))
    assert raised.value.field == field
    assert repair in raised.value.repair
    assert raised.value.record == f"{raw['id']}@{raw['edition']}"


def test_a_record_without_a_name_is_told_by_its_place(overlay: Overlay) -> None:
    with pytest.raises(InvalidData) as raised:
        load(overlay({"standards": [document(), {"title": "x"}]}))
    assert raised.value.record == "standards[1]"


def test_all_faults_of_a_record_come_together() -> None:
    found = list(faults(document(kind="x", binding=None, published="y"), Standard))
    assert [fault.field for fault in found] == ["binding", "kind", "published"]


def test_null_is_no_fault_of_a_field_that_may_be_left_out() -> None:
    assert list(faults({**document(), "note": None}, Standard)) == []
    assert [fault.field for fault in faults({**document(kind="x"), "note": None}, Standard)] == ["kind"]
    assert _reading.structure({**document(), "published": None, "note": None}, Standard).published is None


def test_the_data_is_found_without_a_folder_beside_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    there = (_reading.packaged() / "manifest.json").read_bytes()
    monkeypatch.setattr(_reading, "__file__", "/nowhere/at/all.py")
    assert (_reading.packaged() / "manifest.json").read_bytes() == there


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
    monkeypatch.setattr(_reading, "MOST_RECORDS", 3)
    with pytest.raises(InvalidData, match="more than 3 records"):
        load(folder)
    monkeypatch.setattr(_reading, "MOST_BYTES", 100)
    with pytest.raises(InvalidData, match="more than the 100"):
        load(folder)


def test_a_byte_order_mark_is_no_fault(overlay: Overlay) -> None:
    assert "acme-policy" in load(overlay(b"\xef\xbb\xbf" + FILE))


def test_writing_undoes_reading_for_every_shipped_record() -> None:
    catalog = load()
    for standard in catalog.standards(current=None):
        raw = _reading.unstructure(standard)
        assert not {"status", "stage", "day"} & raw.keys()
        assert not list(faults(raw, Standard))
        assert _reading.structure(raw, Standard).on(catalog.date) == standard
        assert json.loads(_reading.canonical(raw)) == raw


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "ref", "kind", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(document())), json_values)
def test_whatever_passes_the_sieve_can_be_structured(field: str, value: object) -> None:
    raw = {**document(), field: value}
    if not list(faults(raw, Standard)):
        made = _reading.structure(raw, Standard)
        assert list(faults(_reading.unstructure(made), Standard)) == []


@given(st.sampled_from([Publisher, Annotation]), json_values)
def test_any_value_is_either_sound_or_explained(record: type, value: object) -> None:
    for fault in faults(value, record):
        assert fault.problem
        assert fault.repair


def test_publishers_and_annotations_are_read_too(overlay: Overlay) -> None:
    note = {"ref": "acme-policy", "key": "owner", "value": "CISO", "date": "2026-02"}
    catalog = load(overlay({"publishers": [ACME], "standards": [document()], "annotations": [note]}))
    assert catalog.publisher("acme").name == "ACME Corporation"
    assert catalog.annotations("acme-policy@1.0")[0].value == "CISO"
