"""Canonical records of data files: each with its kind and key, the digest over all, and files again.

The order of provisions and of what can be certified is a field `order` of each record. That of rules is in
their keys, and that of rows of mapping sets means nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from ..files import canonical, packaged_files, read_packaged_bytes
from ..shapes import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = [
    "ORDERED_GROUPS",
    "RULE_SECTIONS",
    "Entry",
    "canonical_lines",
    "canonical_text",
    "digest_of",
    "entries_of",
    "file_entries",
    "framework_entries",
    "group_content",
    "group_of",
    "mapping_entries",
    "read_sssom",
    "register_contents",
    "register_entries",
    "split_register",
]

#: The lists of rules on a law, each rule a record of its own; their order within the list counts.
RULE_SECTIONS = (
    "scope", "exclusions", "classes", "stands_for", "limits", "legacy", "provisions", "deemed_by",
    "cites",
)  # fmt: skip

#: The groups whose records have an order: what their names begin with.
ORDERED_GROUPS = ("frameworks/", "certifiable")

_REGISTER_KINDS = {
    "publishers": "publisher",
    "standards": "standard",
    "annotations": "annotation",
    "grammars": "grammar",
}


class Entry(NamedTuple):
    """One record of the data: its kind, its key among those of its kind, and its fields."""

    kind: str
    key: str
    record: Raw


# ---------------------------------------------------------------- lines and digest


def canonical_text(value: object) -> str:
    """Write a value as JSON in one form: keys sorted, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_lines(entries: Iterable[Entry]) -> list[str]:
    """Return one canonical line for each entry, by kind and key.

    Raises:
        ValueError: Two entries of one kind have the same key.
    """
    ordered = sorted(entries, key=lambda entry: entry[:2])
    for before, after in pairwise(ordered):
        if before[:2] == after[:2]:
            raise ValueError(f"two records of kind {after.kind} have the key {after.key!r}")
    return [canonical_text(entry._asdict()) for entry in ordered]


def digest_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 over canonical lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


# ---------------------------------------------------------------- files to records


def entries_of(data: Traversable, names: Iterable[str] | None = None) -> Iterator[Entry]:
    """Yield the records of a data folder, file by file.

    Args:
        data: The folder.
        names: The names of its files; without them, all that it holds.
    """
    for name in packaged_files(data) if names is None else names:
        yield from file_entries(name, read_packaged_bytes(data, name))


def file_entries(name: str, content: bytes) -> Iterator[Entry]:
    """Yield the records of one data file.

    Args:
        name: Its name in the data folder, such as `register/etsi.json`.
        content: Its bytes, in canonical form.
    """
    if name.endswith(".tsv"):
        yield from mapping_entries(name.rpartition("/")[2].removesuffix(".sssom.tsv"), content.decode())
        return
    raw = json.loads(content)
    folder = name.partition("/")[0]
    if folder == "register":
        yield from register_entries(name, raw)
    elif folder == "frameworks":
        yield from framework_entries(raw)
    elif folder == "applicability":
        yield from _law_entries(raw)
    elif folder == "dialects":
        yield Entry("dialect", raw["tool"], raw)
    else:
        for order, certifiable in enumerate(raw):
            yield Entry("rule", f"certifiable/{certifiable['standard']}", _ordered(certifiable, order))


def register_entries(name: str, sections: Raw) -> Iterator[Entry]:
    """Yield the records of the sections of a register file, which are taken out of `sections`.

    Raises:
        ValueError: A section is left that no kind of record is for.
    """
    for section, kind in _REGISTER_KINDS.items():
        for record in sections.pop(section, ()):
            yield Entry(kind, _register_key(kind, record), record)
    if sections:
        raise ValueError(f"{name} holds what no kind of record is for: {', '.join(sections)}")


def _register_key(kind: str, record: Raw) -> str:
    if kind == "standard":
        return f"{record['id']}@{record['edition']}"
    if kind == "annotation":
        return f"{record['ref']}#{record['key']}"
    key: str = record["standard" if kind == "grammar" else "id"]
    return key


def framework_entries(framework: Raw) -> Iterator[Entry]:
    """Yield the provisions of a raw framework, which are taken out of it, then the framework itself."""
    document = f"{framework['standard']}@{framework['edition']}"
    for order, provision in enumerate(framework.pop("provisions")):
        yield Entry("provision", f"{document}:{provision['id']}", _ordered(provision, order))
    yield Entry("framework", document, framework)


def mapping_entries(set_id: str, text: str) -> Iterator[Entry]:
    """Yield a mapping set and its rows from the text of its file, in canonical form."""
    header, columns, rows = read_sssom(text)
    yield Entry("mapping_set", set_id, {"header": header, "columns": columns})
    times: Counter[str] = Counter()
    for row in rows:
        key = "|".join((set_id, *(row[column] for column in ("subject_id", "predicate_id", "object_id"))))
        times[key] += 1
        yield Entry("relationship", key if times[key] == 1 else f"{key}|{times[key]}", row)


def read_sssom(text: str) -> tuple[dict[str, Any], list[str], list[dict[str, str]]]:
    """Return the header by slot, the columns, and the rows without empty cells of a packaged mapping set.

    Its header lines are `#slot: JSON value`, and none of its cells has a tab or a line break.
    """
    header: dict[str, Any] = {}
    lines = text.removesuffix("\n").split("\n")
    while lines[0].startswith("#"):
        slot, _, value = lines.pop(0)[1:].partition(": ")
        header[slot] = json.loads(value)
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    return header, columns, [{name: cell for name, cell in row.items() if cell} for row in rows]


def _law_entries(law: Raw) -> Iterator[Entry]:
    """Yield a law and each rule on it; an empty list stays with its law."""
    for section in RULE_SECTIONS:
        if law.get(section):
            for place, rule in enumerate(law.pop(section)):
                yield Entry("rule", f"{law['standard']}/{section}/{place:03}", rule)
    yield Entry("rule", law["standard"], law)


def _ordered(record: Raw, order: int) -> Raw:
    """Return a record with its place in its list, which its key does not tell."""
    if "order" in record:
        raise ValueError(f"the record has a field `order` of its own: {record}")
    return {**record, "order": order}


# ---------------------------------------------------------------- records to files


def group_of(kind: str, key: str) -> str:
    """Return the group of a record: what is one file, or the whole of the register."""
    if kind in ("framework", "provision"):
        return f"frameworks/{key.partition(':')[0]}"
    if kind in ("mapping_set", "relationship"):
        return f"mappings/{key.partition('|')[0]}"
    if kind == "rule":
        law = key.partition("/")[0]
        return law if law == "certifiable" else f"applicability/{law}"
    if kind == "dialect":
        return f"dialects/{key}"
    return "register"


def group_content(group: str, entries: Iterable[Entry]) -> bytes:
    """Write the file of a group, of frameworks, mapping sets, rules or a dialect, from its records."""
    if group.startswith("dialects/"):
        (dialect,) = entries
        return canonical(dialect.record)
    if group.startswith("mappings/"):
        return _mapping_content(entries)
    by_kind: dict[str, list[Entry]] = {"framework": [], "provision": [], "rule": []}
    for entry in entries:
        by_kind[entry.kind].append(entry)
    if group == "certifiable":
        return canonical(_in_order(by_kind["rule"]))
    if group.startswith("frameworks/"):
        (framework,) = by_kind["framework"]
        return canonical({**framework.record, "provisions": _in_order(by_kind["provision"])})
    rules = sorted(by_kind["rule"], key=lambda entry: entry.key)
    law = dict(rules[0].record)
    for rule in rules[1:]:
        law.setdefault(rule.key.split("/")[1], []).append(rule.record)
    return canonical(law)


def _in_order(entries: Iterable[Entry]) -> list[Raw]:
    ordered = sorted(entries, key=lambda entry: int(entry.record["order"]))
    return [{name: value for name, value in entry.record.items() if name != "order"} for entry in ordered]


def _mapping_content(entries: Iterable[Entry]) -> bytes:
    rows = []
    header: Mapping[str, Any] = {}
    columns: list[str] = []
    for entry in entries:
        if entry.kind == "mapping_set":
            header, columns = entry.record["header"], entry.record["columns"]
        else:
            rows.append(entry.record)
    lines = [f"#{slot}: {json.dumps(value, ensure_ascii=False)}" for slot, value in header.items()]
    cells = sorted([row.get(column, "") for column in columns] for row in rows)
    return "".join(f"{line}\n" for line in (*lines, *map("\t".join, [columns, *cells]))).encode()


def register_contents(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Write the files of the register, one for each publisher, from the records of all."""
    return {name: canonical(sections) for name, sections in split_register(entries).items()}


def split_register(entries: Iterable[Entry]) -> dict[str, dict[str, list[Raw]]]:
    """Return the sections of each register file: every record is in the file of its publisher."""
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in _REGISTER_KINDS.values()}
    for entry in sorted(entries, key=lambda entry: entry[:2]):
        by_kind[entry.kind].append(entry)
    homes = {key: key for _, key, _ in by_kind["publisher"]}
    for _, key, record in by_kind["standard"]:
        homes[key] = homes[record["id"]] = record["publisher"]
    contents: dict[str, dict[str, list[Raw]]] = {}
    for section, kind in _REGISTER_KINDS.items():
        for _, key, record in sorted(by_kind[kind], key=_file_order):
            file = f"register/{homes[key.partition('#')[0]]}.json"
            contents.setdefault(file, {}).setdefault(section, []).append(record)
    return contents


def _file_order(entry: Entry) -> tuple[str, str]:
    record = entry.record
    return str(record.get("id", entry.key)), str(record.get("edition", ""))
