"""A minimal sound document, and register files made of such."""

from __future__ import annotations

import json
from typing import Any

Raw = dict[str, Any]


def document(**changes: Any) -> Raw:
    """A raw document that keeps every rule; a change to None takes the field out."""
    raw: Raw = {
        "id": "acme-policy",
        "edition": "1.0",
        "designation": "ACME AI Policy 1.0",
        "title": "ACME policy for the secure use of AI",
        "publisher": "acme",
        "kind": "policy",
        "binding": "conditional",
        "jurisdictions": ["DE"],
        "history": [{"status": "published", "date": "2026-01-15"}],
        "published": "2026-01-15",
        "topics": ["governance"],
        "sources": [{"address": "https://acme.example.org/policy"}],
        "checked_on": "2026-02-01",
        "confidence": "single-source",
        "recorded": "2026.11.0",
    }
    raw.update(changes)
    return {name: value for name, value in raw.items() if value is not None}


ACME: Raw = {"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}


def register_file(*documents: Raw, **sections: Any) -> Raw:
    """A register file with the publisher ACME."""
    return {"publishers": [ACME], "standards": list(documents), **sections}


def framework(standard: str, *provisions: Any, edition: str = "1.0", **changes: Any) -> Raw:
    """A raw structure: each provision an id, or an id and that of its parent."""
    pairs = [each if isinstance(each, tuple) else (each, None) for each in provisions]
    listed = [{"id": name, "kind": "control", "title": f"Title of {name}"} for name, _ in pairs]
    for raw, (_, parent) in zip(listed, pairs, strict=True):
        raw.update({} if parent is None else {"parent": parent})
    return {
        "standard": standard,
        "edition": edition,
        "completeness": "complete",
        "confidence": "single-source",
        "checked_on": "2026-02-01",
        "sources": [{"address": f"https://acme.example.org/{standard}"}],
        "text_policy": "Titles are the publisher's.",
        "provisions": listed,
        **changes,
    }


HEAD = {
    "mapping_set_title": "Ours to theirs",
    "publisher": "acme",
    "licence": "CC-BY-4.0",
    "style": "set_theory",
    "trust": "publisher",
    "method": "Read side by side.",
    "completeness": "partial",
    "checked_on": "2026-02-01",
    "see_also": ["https://acme.example.org/mapping"],
    "publication_date": "2026-01-20",
}


def mapping_set(*rows: str | Raw, head: Raw | None = None) -> bytes:
    """A mapping set as SSSOM TSV: each row "subject type object", with "not" before a type denied, or cells."""
    made = {**HEAD, **(head or {})}
    columns = ["subject_id", "predicate_id", "predicate_modifier", "object_id"]
    cells = []
    for row in rows:
        raw = row if isinstance(row, dict) else {"relation": row}
        subject, *words, target = raw["relation"].split()
        cell = {
            "subject_id": f"aiss:{subject}",
            "predicate_id": f"rel:{words[-1]}" if ":" not in words[-1] else words[-1],
            "predicate_modifier": "Not" if words[0] == "not" else "",
            "object_id": f"aiss:{target}",
            **{name: text for name, text in raw.items() if name != "relation"},
        }
        columns += [name for name in cell if name not in columns]
        cells.append(cell)
    own = {*made, *columns}
    made["extension_definitions"] = [{"slot_name": name} for name in sorted(own)]
    lines = [f"#{key}: {json.dumps(value)}" for key, value in made.items() if value is not None]
    lines += ["\t".join(columns), *("\t".join(cell.get(name, "") for name in columns) for cell in cells)]
    return "".join(f"{line}\n" for line in lines).encode()
