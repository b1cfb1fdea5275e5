"""Tag the results of an existing SARIF log: text is put in, and every other byte stays as it was."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..._store.files import decode_text, path_text, read_bytes
from ...catalog import Catalog
from ...records.refs import Ref
from ..foreign import Report
from ..inputs import parse_json
from .results import findings_of

__all__ = ["tagged"]

#: The name of the taxonomy that is added to each run.
TAXONOMY = "ai-security-standards"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
#: The deepest container that is looked for: runs, its member, results, its member, properties, tags.
_DEEPEST = 6


class _Place(NamedTuple):
    """Where a list or an object of the log ends, before its bracket, and whether it holds anything."""

    end: int
    is_empty: bool


class _Open(NamedTuple):
    path: tuple[str | int, ...]
    is_object: bool


def tagged(log: Any, catalog: Catalog, report: Report, dialect: str | None) -> bytes:
    """Return a log with what the tags of its results mean, as taxa and as tags.

    Args:
        log: The path of the log.
        catalog: The catalog whose references the tags mean.
        report: Takes tags that mean none.
        dialect: The tool and version whose tags they are.

    Raises:
        InvalidData: The log is not SARIF.
    """
    name = path_text(log)
    content = read_bytes(name)
    text = decode_text(content, name)
    report.file = name
    value = report.mapping(parse_json(text, name), "")
    adding = _Adding((), _places(text), [], report)
    for number, run in enumerate(report.items(value, "runs", "")):
        record = f"runs[{number}]"
        found = [each.refs for each in findings_of(run, record, catalog, report, dialect)]
        every = sorted({ref for refs in found for ref in refs}, key=str)
        index = _index_of(report.items(run, "taxonomies", record))
        below = adding.below("runs", number)
        for place, (result, refs) in enumerate(zip(report.items(run, "results", record), found, strict=True)):
            new = [ref for ref in refs if not _has(result, ref)]
            if new:
                _into_result(result, new, index, below.below("results", place))
        if every:
            _into_run(run, every, catalog, index, below)
    mark = "\ufeff" if content.startswith(BOM_UTF8) else ""
    return (mark + _put_in(text, adding.pieces)).encode()


def _has(result: Mapping[str, Any], ref: Ref) -> bool:
    return any(taxon.get("id") == str(ref) for taxon in result.get("taxa") or ())


def _index_of(existing: Sequence[Mapping[str, Any]]) -> int:
    """Return the index of our taxonomy, or that of the next one."""
    names = [each.get("name") for each in existing]
    return names.index(TAXONOMY) if TAXONOMY in names else len(names)


def _into_run(
    run: Mapping[str, Any], refs: Sequence[Ref], catalog: Catalog, index: int, adding: _Adding
) -> None:
    """Add our taxonomy to a run, or taxa that it lacks."""
    existing = run.get("taxonomies") or ()
    if index == len(existing):
        adding.to_list(run, "taxonomies", [_taxonomy(refs, catalog)])
        return
    ours = existing[index]
    known = {taxon.get("id") for taxon in ours.get("taxa") or ()}
    new = [ref for ref in refs if str(ref) not in known]
    if new:
        adding.below("taxonomies", index).to_list(ours, "taxa", _taxa(new, catalog))


def _taxonomy(refs: Sequence[Ref], catalog: Catalog) -> dict[str, Any]:
    return {
        "name": TAXONOMY,
        "version": catalog.data_version,
        "organization": TAXONOMY,
        "shortDescription": {"text": "Provisions of standards, law and guidance on the security of AI."},
        "taxa": _taxa(refs, catalog),
    }


def _taxa(refs: Sequence[Ref], catalog: Catalog) -> list[dict[str, str]]:
    taxa = []
    for ref in refs:
        record: Any = catalog[ref]
        taxa.append({"id": str(ref), "name": record.title if ref.provision is None else record.name})
    return taxa


def _into_result(result: Mapping[str, Any], refs: Sequence[Ref], index: int, adding: _Adding) -> None:
    component = {"name": TAXONOMY, "index": index}
    adding.to_list(result, "taxa", [{"id": str(ref), "toolComponent": component} for ref in refs])
    tags = [str(ref) for ref in refs]
    if "properties" in result:
        adding.below("properties").to_list(result["properties"], "tags", tags)
    else:
        adding.member("properties", {"tags": tags})


class _Adding(NamedTuple):
    """What is put in, and where: pairs of a position and a text, of the value at a path."""

    path: tuple[str | int, ...]
    places: Mapping[tuple[str | int, ...], _Place]
    pieces: list[tuple[int, str]]
    report: Report

    def below(self, *path: str | int) -> _Adding:
        """Return the same for a value further down."""
        return self._replace(path=(*self.path, *path))

    def to_list(self, owner: Mapping[str, Any], field: str, values: Sequence[Any]) -> None:
        """Add values to the list under a field, which is made where there is none."""
        if field not in owner:
            self.member(field, list(values))
            return
        if type(owner[field]) is not list:
            raise self.report.error(
                ".".join(map(str, self.path)), field, "this is not a list", "write a list"
            )
        place = self.places[*self.path, field]
        inner = ",".join(json.dumps(value, ensure_ascii=False) for value in values)
        self.pieces.append((place.end, inner if place.is_empty else f",{inner}"))

    def member(self, field: str, value: Any) -> None:
        """Add a field to the object at the path."""
        place = self.places[self.path]
        text = f"{json.dumps(field)}:{json.dumps(value, ensure_ascii=False)}"
        self.pieces.append((place.end, text if place.is_empty else f",{text}"))


def _put_in(text: str, pieces: Sequence[tuple[int, str]]) -> str:
    parts, last = [], 0
    for position, piece in sorted(pieces, key=lambda each: each[0]):
        parts += [text[last:position], piece]
        last = position
    return "".join([*parts, text[last:]])


def _places(text: str) -> dict[tuple[str | int, ...], _Place]:
    """Return the place of each list and object near the top of a JSON text, by its path."""
    found: dict[tuple[str | int, ...], _Place] = {}
    stack: list[_Open] = []
    keys: list[str | int] = []
    filled: list[bool] = []
    start = previous = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "{[":
            if filled:
                filled[-1] = True
            stack.append(_Open(tuple(keys), sign == "{"))
            keys.append("" if sign == "{" else 0)
            filled.append(False)
        elif sign in "}]":
            opened = stack.pop()
            keys.pop()
            is_filled = filled.pop()
            if len(stack) <= _DEEPEST:
                found[opened.path] = _Place(previous, not is_filled)
        elif sign == ",":
            if type(keys[-1]) is int:
                keys[-1] += 1
        elif sign == ":":
            keys[-1] = json.loads(text[start:previous])
        else:
            filled[-1] = True
        start, previous = token.start(), token.end()
    return found
