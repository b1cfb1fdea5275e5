"""Reverse deltas: every earlier release comes back, whatever was edited, and history keeps its share."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import InvalidData
from ai_security_standards._store import files
from ai_security_standards._store.history.deltas import former, reverse_delta
from ai_security_standards._store.history.folders import (
    _file_name,
    _group_files,
    changes_since,
    kept_releases,
    restored_folder,
)
from ai_security_standards._store.history.records import (
    ORDERED_GROUPS,
    Entry,
    canonical_lines,
    canonical_text,
    digest_of,
    entries_of,
    group_content,
    group_of,
    register_contents,
)
from ai_security_standards._store.manifest import entries_by_file, manifest
from ai_security_standards._store.register import read_register
from curation.freezing import freeze, read_release
from curation.history import delta_lines, select_releases, write_history

PACKAGED = Path(str(files.packaged_folder()))
#: A small part of the packaged data, with records of every kind.
PART = (
    "register/biml.json", "register/anssi.json", "frameworks/owasp-llm-top-10/2025.json",
    "frameworks/owasp-mcp-top-10/2025.json", "applicability/ca-ab489.json", "applicability/eu-nis2.json",
    "mappings/owasp-llm-top-10-2023--owasp-llm-top-10-2025.sssom.tsv", "certifiable.json", "dialects/trivy.json",
)  # fmt: skip
RELEASES = ("2026.11.0", "2026.12.0", "2027.1.0", "2027.2.0")

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("aä\n", max_size=2),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text("ab", max_size=1), values, max_size=3),
    max_leaves=8,
)  # fmt: skip

Records = dict[tuple[str, str], dict[str, Any]]


@given(JSON, JSON)
@settings(max_examples=300, deadline=None)
def test_a_delta_leads_back_from_any_value_to_any_other(later: Any, earlier: Any) -> None:
    delta = json.loads(json.dumps(reverse_delta(later, earlier)))
    assert canonical_text(former(later, delta)) == canonical_text(earlier)


def test_a_delta_names_what_differs_and_no_more() -> None:
    sources = [{"address": "https://a", "checked_on": "2026-11-01"}, {"address": "https://b"}]
    later = [{**sources[0], "checked_on": "2026-12-01"}, sources[1]]
    assert reverse_delta({"sources": later}, {"sources": sources}) == {
        "sources": {"0": {"checked_on": ["2026-11-01"]}}
    }
    assert reverse_delta([1, 2, 3, 4], [1, 9, 4]) == [1, 2, [9]]
    assert reverse_delta({}, {"note": "old"}) == {"note": ["old"]}
    assert reverse_delta([True], [1]) == [0, 1, [1]]


# ---------------------------------------------------------------- whole releases


def write_part(folder: Path) -> Path:
    data = folder / "data"
    for name in PART:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGED / name, data / name)
    write_release(data, RELEASES[0])
    path = data / "register" / "biml.json"
    raw = json.loads(path.read_bytes())
    first = raw["standards"][0]
    note = {"ref": f"{first['id']}@{first['edition']}", "key": "owner", "value": "Legal"}
    path.write_bytes(files.canonical({**raw, "annotations": [note]}))
    return data


def write_release(data: Path, release: str) -> None:
    content = {"data_version": release, "generation": files.GENERATION}
    (data / "release.json").write_bytes(files.canonical(content))


def write_records(data: Path, records: Records) -> None:
    """Write the files of records, and take away those that no record is left of."""
    groups: dict[str, list[Entry]] = {}
    for (kind, key), record in records.items():
        groups.setdefault(group_of(kind, key), []).append(Entry(kind, key, record))
    contents = register_contents(groups.pop("register"))
    for group, entries in groups.items():
        head, _, rest = group.partition("/")
        name = f"{group}.json" if head != "mappings" else f"{group}.sssom.tsv"
        if head == "frameworks":
            name = f"frameworks/{rest.replace('@', '/')}.json"
        contents[name] = group_content(group, entries)
    for name in files.packaged_files(data):
        if name not in contents:
            (data / name).unlink()
    for name, content in contents.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(content)


#: The fields by which files are divided, which no edit touches.
FIXED = {"id", "edition", "standard", "tool", "publisher", "order", "ref", "key", "header", "columns", "provisions",
         "subject_id", "predicate_id", "object_id", "predicate_modifier", "mapping_justification", "generation",
         "scope", "exclusions", "classes", "stands_for", "limits", "legacy", "replaces"}  # fmt: skip
TEXTS = st.text("abc", min_size=1, max_size=3)


def edit(draw: Any, records: Records) -> None:
    kind = draw(st.sampled_from(sorted({kind for kind, _ in records})))
    key = draw(st.sampled_from(sorted(key for other, key in records if other == kind)))
    record = records[kind, key]
    if kind == "mapping_set":
        record["header"]["mapping_set_title"] = draw(TEXTS)
    elif kind == "relationship":
        edit_row(draw, records, key)
    elif draw(st.booleans()):
        fields = sorted(record.keys() - FIXED)
        name = draw(st.sampled_from([*fields, "note"]))
        if name in record and draw(st.booleans()):
            del record[name]
        else:
            record[name] = draw(JSON)
    elif kind in ("provision", "rule", "standard", "grammar", "publisher", "annotation"):
        move(draw, records, kind, key)


def edit_row(draw: Any, records: Records, key: str) -> None:
    action = draw(st.sampled_from(["change", "remove", "add"]))
    if action == "change":
        records["relationship", key]["stated"] = draw(TEXTS)
    elif action == "add":
        target = f"aiss:new@1:{draw(TEXTS)}"
        row = {**records["relationship", key], "object_id": target}
        records.setdefault(("relationship", f"{key.rpartition('|')[0]}|{target}"), row)
    elif sum(kind == "relationship" for kind, _ in records) > 1:
        del records["relationship", key]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("certifiable/all", ["certifiable.json"]),
        ("frameworks/owasp-llm-top-10@2025", ["frameworks/owasp-llm-top-10/2025.json"]),
        ("mappings/gone", []),
    ],
)
def test_a_group_has_its_files(group: str, names: list[str]) -> None:
    assert _group_files(group, files.read_manifest(files.packaged_folder())) == names


def move(draw: Any, records: Records, kind: str, key: str) -> None:
    """Remove a record, add one like it, or put it at another place."""
    record = records[kind, key]
    ordered = group_of(kind, key).startswith(ORDERED_GROUPS)
    action = draw(st.sampled_from(["remove", "add", "reorder"]))
    peers = sorted(
        (other for other in records if other[0] == kind and group_of(*other) == group_of(kind, key)),
        key=lambda other: records[other].get("order", 0),
    )
    if ordered:
        place = draw(st.integers(0, len(peers)))
        if action == "add":
            new = draw(TEXTS)
            name = f"{key.partition(':')[0]}:{new}" if kind == "provision" else f"certifiable/{new}"
            if (kind, name) not in records:
                records[kind, name] = {**record, ("id" if kind == "provision" else "standard"): new}
                peers.insert(place, (kind, name))
        else:
            peers.remove((kind, key))
            if action == "reorder":
                peers.insert(place, (kind, key))
            else:
                del records[kind, key]
        for order, peer in enumerate(peers):
            records[peer]["order"] = order
    elif kind == "standard":
        name = f"{record['id']}@{draw(TEXTS)}"
        if action == "add":
            records.setdefault((kind, name), {**record, "edition": name.partition("@")[2]})
        elif sum(other[0] == "standard" and other[1].startswith(record["id"]) for other in records) > 1:
            del records[kind, key]
    elif kind == "rule" and "/" not in key:
        for other in [other for other in records if other[0] == "rule" and other[1].partition("/")[0] == key]:
            del records[other]
    elif kind == "rule" and int(key[-3:]) == len(peers_of_section(records, key)) - 1:
        del records[kind, key]


def peers_of_section(records: Records, key: str) -> list[tuple[str, str]]:
    return [other for other in records if other[0] == "rule" and other[1][:-3] == key[:-3]]


def toggle_group(records: Records, group: str, first: Records) -> None:
    """Take a whole file away, or put it back as the first release had it."""
    present = [key for key in records if group_of(*key) == group]
    for key in present:
        del records[key]
    if not present:
        records.update({key: record for key, record in first.items() if group_of(*key) == group})


@given(st.data())
@settings(max_examples=6, deadline=None)
def test_each_of_three_earlier_releases_comes_back_whatever_was_edited(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("history")
    part, releases = write_part(folder), folder / "releases"
    original = write_part(folder / "original")
    groups = sorted({group_of(*key) for key in records_of(original)} - {"register"})
    digests = {}
    for release in RELEASES:
        write_release(part, release)
        if release != RELEASES[0]:
            records = records_of(part)
            if data.draw(st.integers(0, 2)) == 0:
                toggle_group(records, data.draw(st.sampled_from(groups)), records_of(original))
            for _ in range(data.draw(st.integers(1, 6))):
                edit(data.draw, records)
            write_records(part, records)
        digests[release] = freeze(part, releases)[0].digest
    write_history(part, releases, share=1)
    (part / "manifest.json").write_bytes(files.canonical(manifest(part)))
    for release, digest in digests.items():
        past = restored_folder(part, release)
        listed = files.read_manifest(past)
        assert (
            listed["digest"]
            == digest_of(canonical_lines(entries_of(past, entries_by_file(listed))))
            == digest
        )
        assert listed["data_version"] == read_register(past).data_version == release
    shutil.rmtree(folder)


def records_of(data: Path) -> Records:
    return {(kind, key): record for kind, key, record in entries_of(data)}


def publish(data: Path, release: str, title: str) -> None:
    """Release a part of the data, in which one identifier is retitled."""
    write_release(data, release)
    records = records_of(data)
    records["provision", "owasp-llm-top-10@2025:LLM01"]["title"] = title
    write_records(data, records)
    freeze(data, data.parent / "releases")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A part of the data after four releases, with the history of all."""
    data = write_part(tmp_path)
    for release, title in zip(RELEASES, ("A", "B", "C", "D"), strict=True):
        publish(data, release, title)
    write_history(data, tmp_path / "releases")
    return data


def title_under(data: Path, release: str) -> str | None:
    (data / "manifest.json").write_bytes(files.canonical(manifest(data)))
    register = read_register(restored_folder(data, release))
    return register.provisions("owasp-llm-top-10@2025")["LLM01"].title


def test_each_step_leads_to_the_release_before(published: Path) -> None:
    assert [title_under(published, release) for release in RELEASES] == ["A", "B", "C", "D"]
    assert kept_releases(files.read_manifest(published)) == RELEASES
    changes = list(changes_since(published, "2026.12.0"))
    assert [(change.key, change.action, change.content) for change in changes] == [
        ("owasp-llm-top-10@2025:LLM01", "changed", {"title": ["C"]}),
        ("owasp-llm-top-10@2025:LLM01", "changed", {"title": ["B"]}),
    ]
    every = [each for each in changes_since(published, "2020.1.0") if each.kind == "provision"]
    assert [each.content for each in every] == [{"title": ["C"]}, {"title": ["B"]}, {"title": ["A"]}]
    past = restored_folder(published, "2026.12.0")
    assert kept_releases(files.read_manifest(past)) == RELEASES[:2]


def test_a_release_that_is_not_kept_is_refused_with_those_that_are(published: Path) -> None:
    title_under(published, RELEASES[0])
    with pytest.raises(
        InvalidData, match=r"data 2026\.11\.1 is not kept in data 2027\.2\.0; kept: 2026\.11\.0, "
    ):
        restored_folder(published, "2026.11.1")


def test_older_releases_are_consolidated_to_keep_the_share(published: Path) -> None:
    releases = published.parent / "releases"
    before = {path.name: path.read_bytes() for path in (published / "history").iterdir()}
    assert sorted(before) == [f"{release}.jsonl" for release in RELEASES[:3]]
    fits = write_history(published, releases, share=1).share
    assert write_history(published, releases, share=fits * 0.9).contents.keys() == {"2026.12.0", "2027.1.0"}
    assert [title_under(published, release) for release in RELEASES[1:]] == ["B", "C", "D"]
    assert write_history(published, releases, share=0).contents == {}
    assert files.history_files(published) == []
    write_history(published, releases)
    assert {path.name: path.read_bytes() for path in (published / "history").iterdir()} == before


def test_the_digest_of_a_release_stays_the_one_that_was_published(published: Path) -> None:
    releases = published.parent / "releases"
    path = published / "history" / "2026.11.0.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"digest": "', b'"digest": "0', 1))
    write_history(published, releases)
    header = json.loads(path.read_bytes().partition(b"\n")[0])
    assert header["digest"] == "0" + header["records"]
    assert header["records"] == read_release("2026.11.0", releases).digest
    title_under(published, "2026.11.0")
    assert files.read_manifest(restored_folder(published, "2026.11.0"))["digest"] == header["digest"]


def test_inserting_one_provision_takes_one_line() -> None:
    def provisions(ids: str) -> list[Entry]:
        listed = [
            Entry("provision", f"a@1:{name}", {"id": name, "order": order}) for order, name in enumerate(ids)
        ]
        return [Entry("framework", "a@1", {"standard": "a"}), *listed]

    assert list(delta_lines(provisions("bcd"), provisions("abcd"))) == ['{"key":"a@1:a","kind":"provision"}']
    assert list(delta_lines(provisions("abc"), provisions("bca"))) == [
        '{"delta":{"order":[0]},"key":"a@1:a","kind":"provision"}'
    ]
    assert list(delta_lines([], provisions("abc"))) == ['{"group":"frameworks/a@1"}']


def test_the_last_release_of_a_year_is_consolidated_last() -> None:
    releases = ["2026.11.0", "2026.12.0", "2027.3.0", "2027.9.0", "2028.1.0"]
    dropped = []
    while releases:
        rest = select_releases(releases)
        dropped += sorted({*releases} - {*rest})
        releases = rest
    assert dropped == ["2026.11.0", "2027.3.0", "2026.12.0", "2027.9.0", "2028.1.0"]


def test_a_file_of_another_generation_is_refused_with_the_repair(published: Path) -> None:
    write_release(published, RELEASES[3])
    (published / "release.json").write_bytes(b'{"data_version": "2027.2.0", "generation": 1}')
    with pytest.raises(InvalidData, match=r"of generation 1 of the format, not 2") as raised:
        manifest(published)
    assert "bring the files into generation 2" in raised.value.repair


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("frameworks/eu-ai-act@2024/1689", "frameworks/eu-ai-act/2024-1689.json"),
        ("certifiable/all", "certifiable.json"),
        ("mappings/gone", "mappings/gone.sssom.tsv"),
        ("register/etsi", "register/etsi.json"),
    ],
)
def test_a_file_that_is_no_more_comes_back_under_its_name(group: str, name: str) -> None:
    assert _file_name(group) == name
