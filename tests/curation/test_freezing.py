"""The frozen record of a release: lossless, in one form, never overwritten."""

import json
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from ai_security_standards._store import files
from ai_security_standards._store.history import records as history_records
from ai_security_standards._store.history.records import (
    RULE_SECTIONS,
    Entry,
    canonical_lines,
    entries_of,
    read_sssom,
)
from curation import freezing
from curation.freezing import RELEASES, freeze

DATA = Path(str(files.packaged_folder()))
RELEASE = "2026.11.0"


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(entries_of(DATA))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def records(entries: list[Entry]) -> dict[str, dict[str, Any]]:
    """The records of the lines, by kind and key: all that the tests below rebuild the files from."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for line in canonical_lines(entries):
        each = json.loads(line)
        found[each["kind"]][each["key"]] = each["record"]
    return found


def test_register_files_can_be_rebuilt_from_the_records(records: dict[str, dict[str, Any]]) -> None:
    home = {record["id"]: record["publisher"] for record in records["standard"].values()}
    rebuilt: dict[str, dict[str, list[Any]]] = {
        key: {"publishers": [it]} for key, it in records["publisher"].items()
    }
    for record in sorted(records["standard"].values(), key=lambda it: (it["id"], it["edition"])):
        rebuilt[record["publisher"]].setdefault("standards", []).append(record)
    for key, record in sorted(records["grammar"].items()):
        rebuilt[home[key]].setdefault("grammars", []).append(record)
    paths = sorted((DATA / "register").glob("*.json"))
    assert {path.stem for path in paths} == set(rebuilt)
    for path in paths:
        assert rebuilt[path.stem] == json.loads(path.read_bytes()), path.name


def test_framework_files_can_be_rebuilt_from_the_records(records: dict[str, dict[str, Any]]) -> None:
    below: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for key, record in records["provision"].items():
        provision = dict(record)
        below[key.partition(":")[0]].append((provision.pop("order"), provision))
    paths = sorted((DATA / "frameworks").glob("*/*.json"))
    assert len(paths) == len(records["framework"])
    for path in paths:
        raw = json.loads(path.read_bytes())
        document = f"{raw['standard']}@{raw['edition']}"
        provisions = [each for _, each in sorted(below.pop(document), key=lambda pair: pair[0])]
        assert {**records["framework"][document], "provisions": provisions} == raw, path.name
    assert not below


def test_mapping_files_can_be_rebuilt_from_the_records(records: dict[str, dict[str, Any]]) -> None:
    rows: dict[str, list[Any]] = defaultdict(list)
    for key, record in records["relationship"].items():
        rows[key.partition("|")[0]].append(record)
    paths = sorted((DATA / "mappings").glob("*.sssom.tsv"))
    assert {path.name.removesuffix(".sssom.tsv") for path in paths} == set(records["mapping_set"])
    for path in paths:
        name = path.name.removesuffix(".sssom.tsv")
        kept = records["mapping_set"][name]
        cells = ["\t".join(row.get(column, "") for column in kept["columns"]) for row in rows.pop(name)]
        written = path.read_bytes().decode().removesuffix("\n").split("\n")
        start = len(kept["header"])
        slots = [line.removeprefix("#").split(": ", 1) for line in written[:start]]
        # The order of slots and of rows means nothing; that of columns does.
        assert kept["header"] == {slot: json.loads(value) for slot, value in slots}, name
        assert "\t".join(kept["columns"]) == written[start], name
        assert Counter(cells) == Counter(written[start + 1 :]), name
    assert not rows


def test_rules_can_be_rebuilt_from_the_records(records: dict[str, dict[str, Any]]) -> None:
    files = {path.stem: json.loads(path.read_bytes()) for path in (DATA / "applicability").glob("*.json")}
    laws: dict[str, dict[str, Any]] = {
        key: {**record} for key, record in records["rule"].items() if "/" not in key
    }
    certifiable = []
    for key, record in sorted(records["rule"].items()):
        head, *section = key.split("/")
        if head == "certifiable":
            certifiable.append({**record})
        elif section:
            laws[head].setdefault(section[0], []).append(record)
    assert {
        section for key in records["rule"] for section in key.split("/")[1:2] if not key.startswith("cert")
    } <= {*RULE_SECTIONS}
    assert laws == files
    certifiable.sort(key=lambda record: record.pop("order"))
    assert certifiable == json.loads((DATA / "certifiable.json").read_bytes())


def test_the_release_is_kept_as_its_digest_says(entries: list[Entry]) -> None:
    kept = freezing.read_release(RELEASE)
    summary = json.loads((RELEASES / RELEASE / "digest.json").read_bytes())
    assert (summary["release"], summary["generation"]) == (RELEASE, 1)
    assert Counter(json.loads(line)["kind"] for line in kept.lines) == summary["counts"]
    if json.loads((DATA / "release.json").read_bytes())["data_version"] == RELEASE:
        assert tuple(canonical_lines(entries)) == kept.lines


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A data folder of one body, one mapping set and the rules."""
    law = "applicability/eu-ai-act.json"
    for name in ("certifiable.json", law, "register/etsi.json"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / name, tmp_path / "data" / name)
    release = files.canonical({"data_version": RELEASE, "generation": files.GENERATION})
    (tmp_path / "data" / "release.json").write_bytes(release)
    return tmp_path / "data"


def test_a_release_that_differs_is_not_overwritten(small: Path, tmp_path: Path) -> None:
    made, written = freeze(small, tmp_path / "releases")
    assert written
    assert freeze(small, tmp_path / "releases") == (made, False)
    path = small / "register" / "etsi.json"
    path.write_text(path.read_text(encoding="utf-8").replace("ETSI", "Etsi"), encoding="utf-8")
    with pytest.raises(
        FileExistsError, match=r"release 2026\.11\.0 is frozen .* give the data a new version"
    ):
        freeze(small, tmp_path / "releases")
    assert freezing.read_release(RELEASE, tmp_path / "releases") == made


def test_a_record_that_was_touched_is_refused(small: Path, tmp_path: Path) -> None:
    freeze(small, tmp_path / "releases")
    path = tmp_path / "releases" / RELEASE / "digest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"digest": "', '"digest": "0'), encoding="utf-8")
    with pytest.raises(ValueError, match="have digest"):
        freezing.read_release(RELEASE, tmp_path / "releases")


def test_what_no_kind_is_for_is_refused(small: Path) -> None:
    path = small / "register" / "etsi.json"
    raw = json.loads(path.read_bytes())
    note = {"ref": "etsi-en-304-223", "key": "owner", "value": "Legal"}
    path.write_text(json.dumps({**raw, "annotations": [note]}), encoding="utf-8")
    assert ("annotation", "etsi-en-304-223#owner") in {entry[:2] for entry in entries_of(small)}
    path.write_text(json.dumps({**raw, "surprises": [1]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"etsi\.json holds what no kind of record is for: surprises"):
        list(entries_of(small))


def test_two_records_of_one_key_and_a_field_that_is_taken_are_refused() -> None:
    with pytest.raises(ValueError, match="two records of kind publisher have the key 'etsi'"):
        canonical_lines([Entry("publisher", "etsi", {}), Entry("publisher", "etsi", {"name": "ETSI"})])
    with pytest.raises(ValueError, match="a field `order` of its own"):
        history_records._ordered({"order": 1}, 0)


def test_an_sssom_file_is_read_without_its_empty_cells() -> None:
    text = '#a: "x"\n#b: ["y"]\nsubject_id\tcomment\tobject_id\ns\t\to\n'
    assert read_sssom(text) == (
        {"a": "x", "b": ["y"]},
        ["subject_id", "comment", "object_id"],
        [{"subject_id": "s", "object_id": "o"}],
    )
