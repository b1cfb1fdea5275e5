"""Canonical records of a data folder, one line each, and the digest under which a release is kept.

Everything here works from the data files alone, so that a frozen record outlives any class of the package.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

__all__ = [
    "GENERATION",
    "RELEASES",
    "RULE_SECTIONS",
    "Release",
    "canonical_records",
    "freeze",
    "lines_of",
    "read_release",
    "read_sssom",
]

#: The number of this form of the records; `_upgrade` brings earlier forms into it.
GENERATION = 2
RELEASES = Path(__file__).parent / "releases"
#: The lists of rules on a law, each rule a record of its own; their order within the list counts.
RULE_SECTIONS = ("scope", "exclusions", "classes", "stands_for", "limits", "legacy", "provisions")

Raw = Mapping[str, Any]
Entry = tuple[str, str, str]


class Release(NamedTuple):
    """A release as it is kept: its name, digest, number of records of each kind, and its lines."""

    name: str
    digest: str
    counts: Mapping[str, int]
    lines: tuple[str, ...]


def canonical_records(data_folder: Path) -> Iterator[Entry]:
    """Yield kind, key and canonical JSON of every record of a data folder, file by file."""
    readers = (_register_records, _framework_records, _mapping_records, _rule_records)
    for reader in readers:
        for kind, key, record in reader(data_folder):
            yield kind, key, _canonical(record)


def lines_of(entries: Iterable[Entry]) -> list[str]:
    """Return one canonical line for each entry, by kind and key; ValueError where a key recurs."""
    ordered = sorted(entries)
    for before, after in pairwise(ordered):
        if before[:2] == after[:2]:
            raise ValueError(f"two records of kind {after[0]} have the key {after[1]!r}")
    return [
        f'{{"key":{_canonical(key)},"kind":{_canonical(kind)},"record":{text}}}'
        for kind, key, text in ordered
    ]


def freeze(data_folder: Path, releases: Path = RELEASES) -> tuple[Release, bool]:
    """Write the release of a data folder, and return it with whether it was written now.

    The data version in the folder's `release.json` names the release. Raises FileExistsError where
    another content is kept under that name.
    """
    release: str = json.loads((data_folder / "release.json").read_bytes())["data_version"]
    entries = list(canonical_records(data_folder))
    lines = tuple(lines_of(entries))
    counts = dict(sorted(Counter(kind for kind, _, _ in entries).items()))
    made = Release(release, _digest(lines), counts, lines)
    folder = releases / release
    if (folder / "digest.json").exists():
        kept = read_release(release, releases)
        if kept != made:
            raise FileExistsError(
                f"release {release} is frozen with digest {kept.digest[:12]}, the data have "
                f"{made.digest[:12]}; run `python -m curation changes` and give the data a new version"
            )
        return kept, False
    folder.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{line}\n" for line in lines).encode()
    (folder / "records.jsonl.xz").write_bytes(lzma.compress(content, preset=9))
    summary = {"release": release, "generation": GENERATION, "digest": made.digest, "counts": counts}
    (folder / "digest.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return made, True


def read_release(release: str, releases: Path = RELEASES) -> Release:
    """Read a release in the present form; ValueError where its lines do not have its digest."""
    folder = releases / release
    summary = json.loads((folder / "digest.json").read_bytes())
    text = lzma.decompress((folder / "records.jsonl.xz").read_bytes()).decode()
    lines = tuple(text.split("\n")[:-1])
    digest = _digest(lines)
    if digest != summary["digest"]:
        raise ValueError(f"the records of release {release} have digest {digest}, not {summary['digest']}")
    if summary["generation"] == 1:
        lines = tuple(map(_upgrade, lines))
    return Release(release, _digest(lines), summary["counts"], lines)


def _upgrade(line: str) -> str:
    """Bring a line of the first form into the second: a law has a file of its own, and no order."""
    entry = json.loads(line)
    if entry["kind"] != "rule" or "/" in entry["key"]:
        return line
    del entry["record"]["order"]
    return _canonical(entry)


def read_sssom(text: str) -> tuple[dict[str, Any], list[str], list[dict[str, str]]]:
    """Return the header by slot, the columns, and the rows without empty cells of a packaged mapping set.

    Its header lines are `#slot: JSON value`, and none of its cells needs quotes.
    """
    header: dict[str, Any] = {}
    lines = text.removesuffix("\n").split("\n")
    while lines[0].startswith("#"):
        slot, _, value = lines.pop(0)[1:].partition(": ")
        header[slot] = json.loads(value)
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    return header, columns, [{name: cell for name, cell in row.items() if cell} for row in rows]


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _register_records(folder: Path) -> Iterator[tuple[str, str, Raw]]:
    for path in sorted((folder / "register").glob("*.json")):
        sections = json.loads(path.read_bytes())
        for publisher in sections.pop("publishers", ()):
            yield "publisher", publisher["id"], publisher
        for standard in sections.pop("standards", ()):
            yield "standard", f"{standard['id']}@{standard['edition']}", standard
        for annotation in sections.pop("annotations", ()):
            yield "annotation", f"{annotation['ref']}#{annotation['key']}", annotation
        for grammar in sections.pop("grammars", ()):
            yield "grammar", grammar["standard"], grammar
        _require_empty(path, sections)


def _framework_records(folder: Path) -> Iterator[tuple[str, str, Raw]]:
    for path in sorted((folder / "frameworks").glob("*/*.json")):
        framework = json.loads(path.read_bytes())
        document = f"{framework['standard']}@{framework['edition']}"
        for order, provision in enumerate(framework.pop("provisions")):
            yield "provision", f"{document}:{provision['id']}", _ordered(provision, order)
        yield "framework", document, framework


def _mapping_records(folder: Path) -> Iterator[tuple[str, str, Raw]]:
    for path in sorted((folder / "mappings").glob("*.sssom.tsv")):
        header, columns, rows = read_sssom(path.read_bytes().decode())
        name = path.name.removesuffix(".sssom.tsv")
        yield "mapping_set", name, {"header": header, "columns": columns}
        for row in rows:
            ends = "|".join(row[column] for column in ("subject_id", "predicate_id", "object_id"))
            yield "relationship", f"{name}|{ends}", row


def _rule_records(folder: Path) -> Iterator[tuple[str, str, Raw]]:
    """Yield laws, each rule on them, and what can be certified; an empty list stays with its law."""
    for path in sorted((folder / "applicability").glob("*.json")):
        law = json.loads(path.read_bytes())
        for section in RULE_SECTIONS:
            for place, rule in enumerate(law.get(section) or ()):
                yield "rule", f"{law['standard']}/{section}/{place:03}", rule
            if law.get(section):
                del law[section]
        yield "rule", law["standard"], law
    for order, certifiable in enumerate(json.loads((folder / "certifiable.json").read_bytes())):
        yield "rule", f"certifiable/{certifiable['standard']}", _ordered(certifiable, order)


def _ordered(record: Raw, order: int) -> Raw:
    """Return a record with its place in its list, which its key does not tell."""
    if "order" in record:
        raise ValueError(f"the record has a field `order` of its own: {record}")
    return {**record, "order": order}


def _require_empty(path: Path, rest: Raw) -> None:
    if rest:
        raise ValueError(f"{path.name} holds what no kind of record is for: {', '.join(rest)}")
