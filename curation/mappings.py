"""Mapping sets as curators write them, one JSON file each, turned into the shipped SSSOM TSV."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ai_security_standards import InvalidData, Ref, StandardsError
from ai_security_standards._store import structuring
from ai_security_standards._store.shapes import shape_findings
from ai_security_standards._store.sssom import dump, read, sheet_of
from ai_security_standards.algebra import type_of
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.relationships import MappingSet, Relationship
from ai_security_standards.vocabulary import Rationale

#: What each field of a relationship is read with.
_READ: dict[str, Callable[[Any], Any]] = {
    "subject": Ref.parse,
    "type": type_of,
    "object": Ref.parse,
    "strength": int,
    "confidence": float,
    "rationale": {word.value: word for word in Rationale}.__getitem__,
    "negated": bool,
    "date": PartialDate,
    **dict.fromkeys(("stated", "locator", "argument", "comment", "unresolved"), str),
}


def convert(folders: list[Path]) -> dict[str, bytes]:
    """Each set of these folders by its id, as a file; InvalidData for a fault, or an id that stands twice."""
    made: dict[str, bytes] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        raw = json.loads(path.read_bytes())
        set_id = str(raw.get("id"))
        if set_id in made or set_id != path.stem:
            raise InvalidData(
                f"the set {set_id!r} stands twice, or in a file of another name",
                str(path),
                repair="name it anew",
            )
        content = dump(sheet_of(*_records(raw, str(path))))
        read(content, f"{set_id}.sssom.tsv")
        made[set_id] = content
    return made


def _records(raw: dict[str, Any], name: str) -> tuple[MappingSet, list[Relationship]]:
    rows = raw.pop("relationships")
    written = {key: _tidy(value) for key, value in raw.items() if value not in (None, [])}
    for fault in shape_findings(written, MappingSet):
        raise InvalidData(fault.problem, name, fault.record, fault.field, fault.repair)
    header: MappingSet = structuring.structure(written, MappingSet)
    seen: dict[str, dict[str, Any]] = {}
    for place, row in enumerate(rows):
        fields: dict[str, Any] = {}
        for key, value in row.items():
            if key not in _READ:
                raise InvalidData(
                    "a relationship has no such field", name, f"relationships[{place}]", key, "take it out"
                )
            if value is None:
                continue
            try:
                fields[key] = _READ[key](_tidy(value))
            except (StandardsError, ValueError, TypeError, KeyError) as wrong:
                raise InvalidData(
                    str(wrong), name, f"relationships[{place}]", key, "see the word lists and records"
                ) from None
        seen[json.dumps(row, sort_keys=True)] = fields
    trust = header.trust
    return header, [Relationship(mapping_set=header.id, trust=trust, **fields) for fields in seen.values()]


def _tidy(value: Any) -> Any:
    """A text with each run of blanks as one; the same twice is once."""
    return " ".join(value.split()) if isinstance(value, str) else value
