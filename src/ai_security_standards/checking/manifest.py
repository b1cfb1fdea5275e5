"""The manifest of a data folder: its files, what they hold, their digests, and the totals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from .._store.files import packaged_files, parse, read_packaged_bytes
from .._store.folders import DataFile, data_file
from .._store.register import document_ref, framework_ref
from .._store.shapes import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["SECTIONS", "ManifestEntry", "entries_by_file", "entry_of", "manifest"]

#: The sections of a manifest that list files.
SECTIONS = ("register", "frameworks", "mappings", "applicability", "certifiable")


class ManifestEntry(NamedTuple):
    """What a manifest says of one file: its section, its key there, and the values."""

    section: str
    key: str
    values: Raw


def manifest(data: Traversable) -> Raw:
    """Derive the manifest of a data folder from its files.

    The data version is that of the folder's `release.json`.

    Raises:
        InvalidData: A file is not a data file.
    """
    sections: dict[str, Raw] = {section: {} for section in SECTIONS}
    for name in packaged_files(data):
        content = read_packaged_bytes(data, name)
        entry = entry_of(data_file(content, name), content)
        sections[entry.section][entry.key] = entry.values
    release = parse(read_packaged_bytes(data, "release.json"), "release.json")
    listed = {section: dict(sorted(entries.items())) for section, entries in sections.items()}
    return {"data_version": release["data_version"], "counts": _counts(listed), **listed}


def entry_of(file: DataFile, content: bytes) -> ManifestEntry:
    """Return the manifest entry of a data file.

    Args:
        file: The file as parsed, with its name in the data folder.
        content: Its bytes.
    """
    digest = {"sha256": hashlib.sha256(content).hexdigest()}
    if file.framework is not None:
        values = {"file": file.name, "provisions": len(file.framework["provisions"]), **digest}
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


def _counts(sections: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
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
