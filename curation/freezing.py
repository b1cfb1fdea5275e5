"""The canonical records of a release, kept with the digest that guards them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ai_security_standards._store.files import GENERATION
from ai_security_standards._store.history.records import (
    Entry,
    canonical_lines,
    digest_of,
    entries_of,
)
from ai_security_standards._store.manifest import release_key

__all__ = ["RELEASES", "Release", "freeze", "kept_releases", "read_release", "release_of"]

RELEASES = Path(__file__).parent / "releases"


class Release(NamedTuple):
    """A release as it is kept: its name, digest, number of records of each kind, and its lines."""

    name: str
    digest: str
    counts: Mapping[str, int]
    lines: tuple[str, ...]

    def entries(self) -> list[Entry]:
        """Return the records of the lines."""
        return [Entry(**json.loads(line)) for line in self.lines]


def release_of(data_folder: Path) -> str:
    """Return the name of the release that a data folder holds, from its `release.json`."""
    name: str = json.loads((data_folder / "release.json").read_bytes())["data_version"]
    return name


def kept_releases(releases: Path = RELEASES) -> list[str]:
    """Return the names of the releases that are kept, oldest first."""
    return sorted((path.parent.name for path in releases.glob("*/digest.json")), key=release_key)


def present(data_folder: Path) -> Release:
    """Return what a data folder holds, in the form in which releases are kept."""
    entries = list(entries_of(data_folder))
    lines = tuple(canonical_lines(entries))
    counts = dict(sorted(Counter(entry.kind for entry in entries).items()))
    return Release(release_of(data_folder), digest_of(lines), counts, lines)


def freeze(data_folder: Path, releases: Path = RELEASES) -> tuple[Release, bool]:
    """Write the release of a data folder, and return it with whether it was written now.

    Raises:
        FileExistsError: Another content is kept under its name.
    """
    made = present(data_folder)
    folder = releases / made.name
    if (folder / "digest.json").exists():
        kept = read_release(made.name, releases)
        if kept != made:
            raise FileExistsError(
                f"release {made.name} is frozen with digest {kept.digest[:12]}, the data have "
                f"{made.digest[:12]}; run `python -m curation bump` to give the data a new version"
            )
        return kept, False
    folder.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{line}\n" for line in made.lines).encode()
    (folder / "records.jsonl.xz").write_bytes(lzma.compress(content, preset=9))
    summary = {
        "release": made.name,
        "generation": GENERATION,
        "digest": made.digest,
        "counts": made.counts,
    }
    (folder / "digest.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return made, True


def read_release(release: str, releases: Path = RELEASES) -> Release:
    """Read a release in the present generation of the format.

    Raises:
        ValueError: Its lines do not have its digest, or no step leads from its generation.
    """
    folder = releases / release
    summary = json.loads((folder / "digest.json").read_bytes())
    text = lzma.decompress((folder / "records.jsonl.xz").read_bytes()).decode()
    lines = tuple(text.split("\n")[:-1])
    digest = digest_of(lines)
    if digest != summary["digest"]:
        raise ValueError(f"the records of release {release} have digest {digest}, not {summary['digest']}")
    if summary["generation"] == GENERATION:
        return Release(release, digest, summary["counts"], lines)
    upgraded = [Entry(**json.loads(line)) for line in lines]
    for generation in range(summary["generation"], GENERATION):
        upgraded = [UPGRADES[generation](entry) for entry in upgraded]
    lines = tuple(canonical_lines(upgraded))
    counts = dict(sorted(Counter(entry.kind for entry in upgraded).items()))
    return Release(release, digest_of(lines), counts, lines)


def _without_order(entry: Entry) -> Entry:
    """From generation 1 to 2: a law has a file of its own, and no place among laws."""
    if entry.kind != "rule" or "/" in entry.key:
        return entry
    record = {name: value for name, value in entry.record.items() if name != "order"}
    return entry._replace(record=record)


#: The step that leads from each generation of the format to the next.
UPGRADES: Mapping[int, Callable[[Entry], Entry]] = {1: _without_order}
