"""Reverse deltas: what leads from the data back to each earlier release, in `data/history/`."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ai_security_standards._store.files import GENERATION, history_files, packaged_files
from ai_security_standards._store.history.deltas import reverse_delta
from ai_security_standards._store.history.records import (
    ORDERED_GROUPS,
    Entry,
    canonical_text,
    group_of,
)
from ai_security_standards._store.manifest import release_key

from .freezing import RELEASES, Release, kept_releases, present, read_release

__all__ = ["SHARE", "History", "compressed_size", "delta_lines", "select_releases", "write_history"]

#: The largest part of the wheel that history may take.
SHARE = 0.15

Key = tuple[str, str]
Records = Mapping[Key, Mapping[str, Any]]


class History(NamedTuple):
    """The files of `data/history/` by release, and what part of the wheel they take."""

    contents: Mapping[str, bytes]
    share: float


def write_history(data: Path, releases: Path = RELEASES, share: float = SHARE) -> History:
    """Write the history of a data folder anew, from the releases that are frozen.

    Args:
        data: The data folder, which holds the present release.
        releases: The folder of the frozen releases.
        share: The largest part of the wheel that history may take; older releases are consolidated until
            it takes no more.
    """
    made = _history(data, releases, share)
    for name in history_files(data):
        (data / name).unlink()
    for release, content in made.contents.items():
        (data / "history").mkdir(exist_ok=True)
        (data / "history" / f"{release}.jsonl").write_bytes(content)
    return made


def _history(data: Path, releases: Path, share: float) -> History:
    now = present(data)
    earlier = [name for name in kept_releases(releases) if release_key(name) < release_key(now.name)]
    frozen = {name: read_release(name, releases) for name in earlier}
    digests = _published_digests(data)
    rest = sum(compressed_size((data / name).read_bytes()) for name in packaged_files(data))
    rest += sum(compressed_size(path.read_bytes()) for path in data.parent.rglob("*.py"))
    while True:
        chain = [*(frozen[name] for name in earlier), now]
        contents = {
            older.name: _content(older, newer, digests.get(older.name, older.digest))
            for older, newer in pairwise(chain)
        }
        size = sum(map(compressed_size, contents.values()))
        if size <= share * (rest + size):
            return History(contents, size / (rest + size))
        earlier = select_releases(earlier)


def compressed_size(content: bytes) -> int:
    """Return the size of a file in a wheel."""
    return len(zlib.compress(content, 6))


def _published_digests(data: Path) -> dict[str, str]:
    """Return the digests that earlier releases had when they were published, in their own generation."""
    headers = [json.loads((data / name).read_bytes().partition(b"\n")[0]) for name in history_files(data)]
    return {header["release"]: header["digest"] for header in headers}


def select_releases(releases: Sequence[str]) -> list[str]:
    """Return the releases without the one that is consolidated next.

    That is the oldest which is not the last of its year, else the oldest.

    >>> select_releases(["2026.11.0", "2026.12.0", "2027.1.0"])
    ['2026.12.0', '2027.1.0']
    >>> select_releases(["2026.12.0", "2027.1.0"])
    ['2027.1.0']
    """
    years = [release.partition(".")[0] for release in releases]
    inner = (place for place, year in enumerate(years[:-1]) if years[place + 1] == year)
    place = next(inner, 0)
    return [*releases[:place], *releases[place + 1 :]]


def _content(older: Release, newer: Release, published: str) -> bytes:
    header = {
        "release": older.name,
        "generation": GENERATION,
        "digest": published,
        "records": older.digest,
        "to": newer.name,
    }
    lines = [json.dumps(header), *delta_lines(older.entries(), newer.entries())]
    return "".join(f"{line}\n" for line in lines).encode()


# ---------------------------------------------------------------- the lines of one step


def delta_lines(older: Iterable[Entry], newer: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines that lead from the records of a release back to those of an earlier one."""
    before, after = _by_group(older), _by_group(newer)
    for group in sorted(before.keys() | after.keys()):
        if group not in before:
            yield canonical_text({"group": group})
            continue
        ordered = group.startswith(ORDERED_GROUPS)
        for line in _group_lines(before[group], after.get(group, {}), ordered):
            yield canonical_text(line)


def _by_group(entries: Iterable[Entry]) -> dict[str, dict[Key, dict[str, Any]]]:
    groups: dict[str, dict[Key, dict[str, Any]]] = defaultdict(dict)
    for kind, key, record in entries:
        groups[group_of(kind, key)][kind, key] = record
    return groups


def _group_lines(before: Records, after: Records, ordered: bool) -> Iterator[dict[str, Any]]:
    moved = _moved(before, after) if ordered else frozenset()
    for kind, key in sorted({**before, **after}):
        line = {"kind": kind, "key": key}
        old, new = before.get((kind, key)), after.get((kind, key))
        if old is None:
            yield line
        elif new is None:
            yield {**line, "record": old}
        else:
            delta: Any = reverse_delta(_unordered(new, ordered), _unordered(old, ordered))
            if (kind, key) in moved:
                delta = {**delta, "order": [old["order"]]}
            if delta:
                yield {**line, "delta": delta}


def _unordered(record: Mapping[str, Any], ordered: bool) -> dict[str, Any]:
    return {name: value for name, value in record.items() if not (ordered and name == "order")}


def _moved(before: Records, after: Records) -> frozenset[Key]:
    """Return the fewest records that must be put in another place, of those that are in both."""
    common = [key for key in before if key in after and "order" in before[key]]
    common.sort(key=lambda key: int(after[key]["order"]))
    return frozenset(common) - _longest_rising(common, [int(before[key]["order"]) for key in common])


def _longest_rising(keys: Sequence[Key], numbers: Sequence[int]) -> set[Key]:
    """Return the keys of a longest subsequence of rising numbers (patience sorting)."""
    ends: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        previous.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    chain: set[Key] = set()
    place = places[-1] if places else -1
    while place >= 0:
        chain.add(keys[place])
        place = previous[place]
    return chain
