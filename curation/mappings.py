"""Mapping sets as curators write them, one JSON file each, converted into the shipped SSSOM TSV."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ai_security_standards import InvalidData, Ref, StandardsError
from ai_security_standards._store import structuring
from ai_security_standards._store.findings import suggestion
from ai_security_standards._store.sssom import dump, read, sheet_of
from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.algebra import type_of
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.relationships import MappingSet, Relationship
from ai_security_standards.vocabulary import Rationale
from curation.importers import one_line

__all__ = ["convert"]

#: How the value of each field of a relationship is parsed.
_PARSERS: dict[str, Callable[[Any], Any]] = {
    "subject": Ref.parse,
    "type": type_of,
    "object": Ref.parse,
    "strength": int,
    "confidence": float,
    "rationale": {word.value: word for word in Rationale}.__getitem__,
    "negated": bool,
    "date": PartialDate,
    "caveats": tuple,
    **dict.fromkeys(("stated", "locator", "argument", "comment", "unresolved", "strict", "group"), str),
}


def convert(folders: list[Path]) -> dict[str, bytes]:
    """Convert every set in these folders.

    Returns:
        The content of the SSSOM file of each set, by id.

    Raises:
        InvalidData: A value is wrong, or an id is a duplicate or not the name of its file.
    """
    contents: dict[str, bytes] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        raw = json.loads(path.read_bytes())
        set_id = str(raw.get("id"))
        if set_id != path.stem:
            raise InvalidData(
                f"the set {set_id!r} is in a file of another name",
                str(path),
                repair=f"name the file {set_id}.json",
            )
        if set_id in contents:
            raise InvalidData(f"duplicate set {set_id!r}", str(path), repair="give it another id")
        content = dump(sheet_of(*_records(raw, str(path))))
        read(content, f"{set_id}.sssom.tsv")
        contents[set_id] = content
    return contents


def _records(raw: dict[str, Any], name: str) -> tuple[MappingSet, list[Relationship]]:
    """Return the header of a raw set, and its relationships without repetitions."""
    rows = raw.pop("relationships")
    fields = {field: _tidy(value) for field, value in raw.items() if value not in (None, [])}
    for finding in shape_findings(fields, MappingSet):
        raise finding._replace(file=name).error()
    header: MappingSet = structuring.structure(fields, MappingSet)
    distinct = {json.dumps(row, sort_keys=True): _fields(row, place, name) for place, row in enumerate(rows)}
    relationships = [
        Relationship(mapping_set=header.id, trust=header.trust, **row) for row in distinct.values()
    ]
    return header, relationships


def _fields(row: dict[str, Any], place: int, name: str) -> dict[str, Any]:
    """Parse the fields of one relationship that have a value."""
    record = f"relationships[{place}]"
    fields: dict[str, Any] = {}
    for field, value in row.items():
        if field not in _PARSERS:
            raise InvalidData(
                f"unknown field {field!r}", name, record, field, suggestion(field, _PARSERS, "remove it")
            )
        if value is not None:
            try:
                fields[field] = _PARSERS[field](_tidy(value))
            except (StandardsError, ValueError, TypeError, KeyError) as error:
                raise InvalidData(
                    str(error).removesuffix("."), name, record, field, "write a value that the field may have"
                ) from None
    return fields


def _tidy(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value
