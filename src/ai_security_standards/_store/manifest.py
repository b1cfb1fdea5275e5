"""The manifest of a data folder: its release, its files, what they hold, their digests, and the totals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..errors import InvalidData
from .files import GENERATION, RELEASE, history_files, packaged_files, parse, read_packaged_bytes
from .folders import DataFile, data_file
from .history.records import Entry, canonical_lines, digest_of, file_entries
from .register.lazy_files import document_ref, framework_ref, latest_wording
from .shapes import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["SECTIONS", "ManifestEntry", "counts", "entries_by_file", "entry_of", "manifest", "release_key"]

#: The sections of a manifest that list files.
SECTIONS = ("register", "frameworks", "mappings", "applicability", "dialects", "certifiable")


class ManifestEntry(NamedTuple):
    """What a manifest says of one file: its section, its key there, and the values."""

    section: str
    key: str
    values: Raw


def manifest(data: Traversable) -> Raw:
    """Derive the manifest of a data folder from its files.

    The data version and the generation of the format are those of the folder's `release.json`.
    `digest` is that of the canonical records.

    Raises:
        InvalidData: A file is not a data file, or the data are of another generation.
    """
    release = parse(read_packaged_bytes(data, RELEASE), RELEASE)
    if release.get("generation") != GENERATION:
        problem = f"the data are of generation {release.get('generation')} of the format, not {GENERATION}"
        repair = f"bring the files into generation {GENERATION} and write that number"
        raise InvalidData(problem, RELEASE, field="generation", repair=repair)
    sections: dict[str, Raw] = {section: {} for section in SECTIONS}
    entries: list[Entry] = []
    for name in packaged_files(data):
        content = read_packaged_bytes(data, name)
        entry = entry_of(data_file(content, name), content)
        sections[entry.section][entry.key] = entry.values
        entries += file_entries(name, content)
    listed = {section: dict(sorted(entries.items())) for section, entries in sections.items()}
    return {
        "data_version": release["data_version"],
        "generation": GENERATION,
        "digest": digest_of(canonical_lines(entries)),
        "counts": counts(listed),
        "history": _history(data),
        **listed,
    }


def _history(data: Traversable) -> dict[str, Raw]:
    """Return the files of earlier releases, oldest first, with the digest of each release."""
    listed = {}
    for name in history_files(data):
        content = read_packaged_bytes(data, name)
        header = json.loads(content.partition(b"\n")[0])
        digest = hashlib.sha256(content).hexdigest()
        listed[header["release"]] = {"file": name, "digest": header["digest"], "sha256": digest}
    return {release: listed[release] for release in sorted(listed, key=release_key)}


def release_key(release: str) -> tuple[int, ...]:
    """Return the numbers of a data release, by which releases are ordered.

    >>> release_key("2026.9.0") < release_key("2026.11.0")
    True
    """
    return tuple(map(int, release.split(".")))


def entry_of(file: DataFile, content: bytes) -> ManifestEntry:
    """Return the manifest entry of a data file.

    Args:
        file: The file as parsed, with its name in the data folder.
        content: Its bytes.
    """
    digest = {"sha256": hashlib.sha256(content).hexdigest()}
    if file.framework is not None:
        values = {"file": file.name, "provisions": len(file.framework["provisions"]), **digest}
        latest = latest_wording(file.framework)
        if latest is not None:
            values["reworded"] = latest
        return ManifestEntry("frameworks", framework_ref(file.framework), values)
    if file.mappings is not None:
        header = file.mappings.header
        values = {
            "file": file.name,
            "documents": sorted({*map(str, header.subjects), *map(str, header.objects)}),
            "relationships": header.size,
            "unresolved": header.unresolved,
            **digest,
        }
        return ManifestEntry("mappings", header.id, values)
    if file.rules is not None:
        section, _, _ = file.name.partition("/")
        if section == "applicability":
            return ManifestEntry(section, file.rules["standard"], {"file": file.name, **digest})
        return ManifestEntry("certifiable", file.name, digest)
    if file.dialect is not None:
        values = {"file": file.name, "names": sorted(file.dialect.get("names", ())), **digest}
        return ManifestEntry("dialects", file.dialect["tool"], values)
    values = {
        "publishers": sorted(raw["id"] for raw in file.sections["publishers"]),
        **digest,
        "standards": sorted(document_ref(raw) for raw in file.sections["standards"]),
    }
    return ManifestEntry("register", file.name, values)


def entries_by_file(raw: Raw) -> dict[str, ManifestEntry]:
    """Return the entries of a manifest by the name of the file that each lists."""
    entries = [
        ManifestEntry(section, key, values)
        for section in SECTIONS
        for key, values in raw.get(section, {}).items()
    ]
    return {entry.values.get("file", entry.key): entry for entry in entries}


def counts(sections: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return the totals of the sections of a manifest."""
    register, frameworks, mappings = (
        sections[name].values() for name in ("register", "frameworks", "mappings")
    )
    return {
        "publishers": sum(len(entry["publishers"]) for entry in register),
        "standards": sum(len(entry["standards"]) for entry in register),
        "frameworks": len(frameworks),
        "provisions": sum(entry["provisions"] for entry in frameworks),
        "mapping_sets": len(mappings),
        "relationships": sum(entry["relationships"] for entry in mappings),
        "unresolved": sum(entry["unresolved"] for entry in mappings),
    }
