"""The records of overlays, and the digest of each overlay over them."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..folders import DataFile
from ..sssom import dump
from .records import canonical_text, digest_of, framework_entries, mapping_entries, register_entries

__all__ = ["OverlayDigest", "overlay_digests"]


class OverlayDigest(NamedTuple):
    """The SHA-256 over the records of an overlay, and the release that it names, if any."""

    digest: str
    release: str | None


def overlay_digests(files: Iterable[DataFile]) -> list[OverlayDigest]:
    """Return the digest of each overlay, in the order in which they were added.

    It is the same wherever the folder is, and however its records are divided among files.
    """
    lines: dict[str, set[str]] = {}
    releases: dict[str, str] = {}
    for file in files:
        folder = _top_folder(file)
        lines.setdefault(folder, set()).update(_lines(file))
        if file.release is not None:
            releases[folder] = file.release["data_version"]
    return [OverlayDigest(digest_of(sorted(found)), releases.get(folder)) for folder, found in lines.items()]


def _top_folder(file: DataFile) -> str:
    depth = 3 if file.framework is not None else 1 if file.release is not None else 2
    return str(pathlib.PurePath(*pathlib.PurePath(file.name).parts[:-depth]))


def _lines(file: DataFile) -> Iterator[str]:
    for ref in file.replaces:
        yield canonical_text({"replaces": ref})
    for entry in register_entries(file.name, dict(file.sections)):
        yield canonical_text(entry._asdict())
    if file.framework is not None:
        for entry in framework_entries(dict(file.framework)):
            yield canonical_text(entry._asdict())
    if file.mappings is not None:
        for entry in mapping_entries(file.mappings.header.id, dump(file.mappings).decode()):
            yield canonical_text(entry._asdict())
