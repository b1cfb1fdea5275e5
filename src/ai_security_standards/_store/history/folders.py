"""The data folder of an earlier release: today's files, with what has changed put back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from ...errors import InvalidData
from ..files import MANIFEST, canonical, read_manifest, read_packaged_bytes
from ..folders import data_file
from ..manifest import SECTIONS, counts, entries_by_file, entry_of, release_key
from ..shapes import Raw
from .deltas import former
from .records import ORDERED_GROUPS, Entry, entries_of, group_content, group_of, register_contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["Change", "changes_since", "kept_releases", "restored_folder"]


class Change(NamedTuple):
    """What a later release did to one record.

    Attributes:
        kind: The kind of the record, or "group" for a whole file that was added.
        key: Its key, or the name of the group.
        action: "added", "removed" or "changed".
        content: The former record where it was removed, else the delta that leads back to it.
        release: The later release.
    """

    kind: str
    key: str
    action: str
    content: Any
    release: str


class _Step(NamedTuple):
    """What leads from one release to the one before it: added groups, and changes by group."""

    header: Raw
    added_groups: frozenset[str]
    changes: Mapping[str, list[Change]]


def kept_releases(manifest: Raw) -> tuple[str, ...]:
    """Return the releases that a manifest can give: the earlier ones, oldest first, then its own."""
    return (*manifest.get("history", {}), manifest["data_version"])


def _steps(data: Traversable, manifest: Raw, release: str) -> Iterator[_Step]:
    """Yield the steps from the present release back to an earlier one that is kept."""
    kept = kept_releases(manifest)
    for name in reversed(kept[kept.index(release) : -1]):
        yield _read_step(read_packaged_bytes(data, manifest["history"][name]["file"]))


def _read_step(content: bytes) -> _Step:
    header, *lines = map(json.loads, content.decode().splitlines())
    added: set[str] = set()
    changes: dict[str, list[Change]] = {}
    for line in lines:
        if "group" in line:
            added.add(line["group"])
            continue
        kind, key, release = line["kind"], line["key"], header["to"]
        if "record" in line:
            change = Change(kind, key, "removed", line["record"], release)
        else:
            action = "changed" if "delta" in line else "added"
            change = Change(kind, key, action, line.get("delta", {}), release)
        changes.setdefault(group_of(kind, key), []).append(change)
    return _Step(header, frozenset(added), changes)


def changes_since(data: Traversable, release: str) -> Iterator[Change]:
    """Yield what each later release changed, the latest first; an added group is a change of its own.

    Args:
        data: The packaged data.
        release: The release; in the place of one that is not kept, the last that is kept before it.
    """
    manifest = read_manifest(data)
    kept = kept_releases(manifest)
    earlier = [name for name in kept if release_key(name) <= release_key(release)]
    for step in _steps(data, manifest, earlier[-1] if earlier else kept[0]):
        for group in sorted(step.added_groups):
            yield Change("group", group, "added", {}, step.header["to"])
        for changes in step.changes.values():
            yield from changes


# ---------------------------------------------------------------- putting back


class _RestoredFile(NamedTuple):
    """One file of a restored folder."""

    content: bytes

    def read_bytes(self) -> bytes:
        return self.content


class _RestoredFolder:
    """A data folder of which some files are in memory, and all others are those of another folder."""

    def __init__(self, data: Traversable, contents: Mapping[str, bytes]) -> None:
        self._data = data
        self._contents = contents

    def __truediv__(self, name: str) -> Any:
        content = self._contents.get(name)
        return self._data / name if content is None else _RestoredFile(content)


def restored_folder(data: Traversable, release: str) -> Traversable:
    """Return the data folder of an earlier release.

    Files that no later release touched are today's, and are not read here.

    Args:
        data: The packaged data.
        release: The release, such as "2026.11.0".

    Raises:
        InvalidData: The release is not kept.
    """
    manifest = read_manifest(data)
    kept = kept_releases(manifest)
    if release not in kept:
        problem = f"data {release} is not kept in data {kept[-1]}; kept: {', '.join(kept)}"
        repair = "name one of these, or install the version of the package that released it"
        raise InvalidData(problem, repair=repair)
    steps = list(_steps(data, manifest, release))
    contents: dict[str, bytes] = {}
    dropped: set[str] = set()
    for group in sorted({group for step in steps for group in (*step.added_groups, *step.changes)}):
        names = _group_files(group, manifest)
        entries = list(entries_of(data, names))
        for step in steps:
            entries = [] if group in step.added_groups else _former(entries, step.changes.get(group, []))
            if group.startswith(ORDERED_GROUPS):
                entries = _numbered(entries, step.changes.get(group, []))
        made = register_contents(entries) if group == "register" else _contents(group, names, entries)
        contents.update(made)
        dropped.update(name for name in names if name not in made)
    past = _past_manifest(manifest, contents, dropped, steps, release)
    return cast("Traversable", _RestoredFolder(data, {**contents, MANIFEST: canonical(past)}))


def _group_files(group: str, manifest: Raw) -> list[str]:
    """Return the names of the present files of a group."""
    section, _, key = group.partition("/")
    if section == "register":
        return list(manifest["register"])
    if section == "certifiable":
        return list(manifest["certifiable"])
    return [manifest[section][key]["file"]] if key in manifest[section] else []


def _contents(group: str, names: list[str], entries: list[Entry]) -> dict[str, bytes]:
    if not entries:
        return {}
    return {names[0] if names else _file_name(group): group_content(group, entries)}


def _file_name(group: str) -> str:
    """Return the name of the file of a group that is no more."""
    section, _, key = group.partition("/")
    if section == "frameworks":
        standard, _, edition = key.partition("@")
        return f"frameworks/{standard}/{edition.replace('/', '-')}.json"
    if section == "certifiable":
        return "certifiable.json"
    return f"{section}/{key}.{'sssom.tsv' if section == 'mappings' else 'json'}"


def _former(entries: list[Entry], changes: list[Change]) -> list[Entry]:
    """Return the records of a group as they were before some changes; their numbers are to be set."""
    records = {(entry.kind, entry.key): entry.record for entry in entries}
    for change in changes:
        key = change.kind, change.key
        if change.action == "added":
            del records[key]
        elif change.action == "removed":
            records[key] = change.content
        else:
            records[key] = former(records[key], change.content)
    return [Entry(*key, record) for key, record in records.items()]


def _numbered(entries: list[Entry], changes: list[Change]) -> list[Entry]:
    """Return the records of a group numbered anew: those of which changes name the place are put there."""
    placed = {
        (each.kind, each.key) for each in changes if each.action == "removed" or "order" in each.content
    }
    listed = sorted(
        (entry for entry in entries if "order" in entry.record), key=lambda entry: int(entry.record["order"])
    )
    order = [entry for entry in listed if (entry.kind, entry.key) not in placed]
    for entry in listed:
        if (entry.kind, entry.key) in placed:
            order.insert(entry.record["order"], entry)
    numbered = [entry._replace(record={**entry.record, "order": place}) for place, entry in enumerate(order)]
    return [*(entry for entry in entries if "order" not in entry.record), *numbered]


def _past_manifest(
    manifest: Raw, contents: Mapping[str, bytes], dropped: set[str], steps: list[_Step], release: str
) -> Raw:
    """Return the manifest of an earlier release: entries of today, less and with those of other files.

    `digest` is the one that the release was published with, `records` that in the present generation.
    """
    others = {name: entry for name, entry in entries_by_file(manifest).items() if name not in dropped}
    others |= {name: entry_of(data_file(content, name), content) for name, content in contents.items()}
    listed: dict[str, Raw] = {section: {} for section in SECTIONS}
    for _, entry in sorted(others.items()):
        listed[entry.section][entry.key] = entry.values
    header = steps[-1].header if steps else {"digest": manifest["digest"], "records": manifest["digest"]}
    identity = {
        "data_version": release,
        "generation": manifest["generation"],
        "digest": header["digest"],
        "records": header["records"],
    }
    history = {}
    for name, entry in manifest.get("history", {}).items():
        if name == release:
            break
        history[name] = entry
    listed = {section: dict(sorted(entries.items())) for section, entries in listed.items()}
    return {**identity, "counts": counts(listed), "history": history, **listed}
