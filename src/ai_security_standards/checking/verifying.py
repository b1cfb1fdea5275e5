"""Verify the installed data against the digests that its manifest names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from .._store.files import (
    MANIFEST,
    derived_names,
    history_files,
    packaged_files,
    packaged_folder,
    read_manifest,
    read_packaged_bytes,
)
from .._store.findings import Finding
from .._store.history.folders import kept_releases, restored_folder
from .._store.history.records import canonical_lines, digest_of, entries_of
from .._store.manifest import entries_by_file
from .._store.shapes import Raw
from ..errors import InvalidData

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["verify"]

_REINSTALL = "install the package anew: pip install --force-reinstall ai-security-standards"


def verify() -> tuple[Finding, ...]:
    """Find every file of the installed data that is not the one that was released.

    Each file is compared with the SHA-256 in the manifest, and the records of this release and of each
    earlier one with their digest. Compare the manifest itself with the statement published beside the
    release.

    Returns:
        The findings, each with the file; empty if all is as released.

    >>> verify()
    ()
    """
    return tuple(verify_folder(packaged_folder()))


def verify_folder(data: Traversable) -> Iterator[Finding]:
    """Yield a finding for each file, and each release, that is not as the manifest says."""
    try:
        manifest = read_manifest(data)
    except InvalidData as error:
        yield Finding.of_error("manifest", error)
        return
    findings = list(_file_findings(data, manifest))
    yield from findings
    # The records of damaged files need not be readable, and their digest would tell nothing new.
    if not findings:
        yield from _release_findings(data, manifest)


def _file_findings(data: Traversable, manifest: Raw) -> Iterator[Finding]:
    digests = {name: entry.values["sha256"] for name, entry in entries_by_file(manifest).items()}
    further = [*manifest["history"].values(), *([manifest["lexicon"]] if "lexicon" in manifest else [])]
    digests.update({entry["file"]: entry["sha256"] for entry in further})
    present = {*packaged_files(data), *history_files(data), *derived_names(data)}
    for name in sorted(digests.keys() | present):
        if name not in present:
            yield Finding("digest", name, "", "", "the file is missing", _REINSTALL)
        elif name not in digests:
            yield Finding("digest", name, "", "", "the file was not released", "remove it")
        elif hashlib.sha256(read_packaged_bytes(data, name)).hexdigest() != digests[name]:
            yield Finding("digest", name, "", "", "the file was changed since its release", _REINSTALL)


def _release_findings(data: Traversable, manifest: Raw) -> Iterator[Finding]:
    for release in kept_releases(manifest):
        folder = restored_folder(data, release)
        past = read_manifest(folder)
        if past["records"] != digest_of(canonical_lines(entries_of(folder, entries_by_file(past)))):
            problem = "the records do not have the digest of the release"
            yield Finding("digest", MANIFEST, f"data {release}", "digest", problem, _REINSTALL)
