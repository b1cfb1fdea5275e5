"""Release the data: name the next release, and make of it all that is published and kept."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ai_security_standards._store.files import GENERATION, MANIFEST, RELEASE, canonical
from ai_security_standards._store.manifest import release_key
from ai_security_standards.references.lexicon.deriving import derived_files

from .freezing import RELEASES, freeze, kept_releases, present, read_release, release_of
from .history import delta_lines, write_history

__all__ = ["PREDICATE", "build_twice", "bump", "changes_report", "statement", "write_derived"]

#: What our statements say of a release; the page of that address describes it.
PREDICATE = "https://ai-security-standards.readthedocs.io/docs/releases.html#statement-v1"

_RELEASE_NAME = re.compile(r"20\d\d\.(?:0[1-9]|1[0-2])\.\d+\Z")
#: What a copy of the project leaves out: nothing of it is built.
_NOT_BUILT = shutil.ignore_patterns(
    ".*", "__pycache__", "dist", "build", "_build", "node_modules", "*.egg-info"
)


def write_derived(data: Path) -> None:
    """Write the manifest and the lexicon of a data folder."""
    for name, content in derived_files(data).items():
        (data / name).write_bytes(content)


def bump(release: str, data: Path, releases: Path = RELEASES) -> str:
    """Give the data the name of the next release, and keep the present one in history.

    Args:
        release: The name of the next release, such as "2026.12.0".
        data: The data folder.
        releases: The folder of the frozen releases.

    Returns:
        A line on what was done.

    Raises:
        ValueError: The name is not one of a later release, or the present data are not released as they are.
    """
    current = release_of(data)
    if not _RELEASE_NAME.match(release):
        raise ValueError(f"{release!r} does not name a release: write YYYY.MM.N, such as 2026.12.0")
    if release_key(release) <= release_key(current):
        raise ValueError(f"data {release} would not follow {current}: name a later release")
    if current not in kept_releases(releases):
        raise ValueError(f"data {current} are not frozen: run `python -m curation release` first")
    freeze(data, releases)
    (data / RELEASE).write_bytes(canonical({"data_version": release, "generation": GENERATION}))
    made = write_history(data, releases)
    write_derived(data)
    return f"data {release} follow {current}; history takes {made.share:.1%} of the package"


def changes_report(data: Path, releases: Path = RELEASES) -> Iterator[str]:
    """Yield how many records of each kind this release adds, removes and changes, then each record.

    Args:
        data: The data folder.
        releases: The folder of the frozen releases.
    """
    now = present(data)
    earlier = [name for name in kept_releases(releases) if release_key(name) < release_key(now.name)]
    if not earlier:
        yield f"data {now.name} is the first release"
        return
    last = read_release(earlier[-1], releases)
    lines = [json.loads(line) for line in delta_lines(last.entries(), now.entries())]
    counts = Counter((_action(line), line.get("kind", "file")) for line in lines)
    yield f"data {now.name} since {last.name}"
    for (action, kind), number in sorted(counts.items()):
        yield f"{number:6} {kind} {action}"
    for line in lines:
        fields = f": {', '.join(sorted(line['delta']))}" if "delta" in line else ""
        yield f"{_action(line)} {line.get('kind', 'file')} {line.get('key', line.get('group'))}{fields}"


def _action(line: Mapping[str, Any]) -> str:
    if "delta" in line:
        return "changed"
    return "removed" if "record" in line else "added"


# ---------------------------------------------------------------- what is published


class Build(NamedTuple):
    """The files of a build, with their digests."""

    files: Mapping[str, str]


def build_twice(project: Path, out: Path) -> Build:
    """Build wheel and source distribution twice, in two places, and keep them if they are the same bytes.

    Args:
        project: The folder of the project.
        out: The folder for the files.

    Raises:
        ValueError: The two builds differ.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        builds = [_build(project, Path(scratch, name)) for name in ("first", "second-place")]
        digests = [_digests(folder) for folder in builds]
        if digests[0] != digests[1]:
            names = sorted(name for name, _ in {*digests[0].items()} ^ {*digests[1].items()})
            raise ValueError(f"two builds differ: {', '.join(dict.fromkeys(names))}")
        for path in sorted(builds[0].iterdir()):
            shutil.copy(path, out / path.name)
    return Build(digests[0])


def _build(project: Path, folder: Path) -> Path:
    copy = folder / "project"
    shutil.copytree(project, copy, ignore=_NOT_BUILT)
    dist = folder / "dist"
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(dist)]
    # Another seed each time, so that the order of a set cannot hide in a file.
    seed = str(len(folder.name))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ValueError(f"the build failed: {done.stderr.strip() or done.stdout.strip()}")
    return dist


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def statement(build: Build, data: Path) -> dict[str, Any]:
    """Return an in-toto statement (version 1) on the files of a release.

    Args:
        build: The files that were built.
        data: The data folder, whose manifest is a subject as well.
    """
    content = (data / MANIFEST).read_bytes()
    listed = json.loads(content)
    subjects = {**build.files, f"ai_security_standards/data/{MANIFEST}": hashlib.sha256(content).hexdigest()}
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": name, "digest": {"sha256": digest}} for name, digest in sorted(subjects.items())
        ],
        "predicateType": PREDICATE,
        "predicate": {
            "release": listed["data_version"],
            "generation": listed["generation"],
            "digest": {"sha256": listed["digest"]},
            "counts": listed["counts"],
            "earlier": {release: entry["digest"] for release, entry in listed["history"].items()},
            "builds": 2,
        },
    }
