"""A minimal sound document, files made of such, and pairs of shipped editions."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ai_security_standards import load
from ai_security_standards.editions import Comparison, Difference

Raw = dict[str, Any]
#: The fixture that writes an overlay.
Overlay = Callable[..., Path]


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


def structure(*provisions: Raw, **changes: object) -> Raw:
    """A raw structure of the minimal document, with provisions as they stand in the file."""
    return {
        "standard": "acme-policy",
        "edition": "1.0",
        "completeness": "complete",
        "confidence": "single-source",
        "checked_on": "2026-02-01",
        "sources": [{"address": "https://acme.example.org/policy"}],
        "text_policy": "Identifiers and titles.",
        "provisions": list(provisions),
        **changes,
    }


def write_structure(folder: Path, raw: object, place: str = "frameworks/acme-policy/1.0.json") -> Path:
    """Write a structure into an overlay."""
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return folder


CHAPTER = {"id": "A", "kind": "chapter", "title": "People", "assessable": False}
CONTROL = {"id": "A.1", "kind": "control", "title": "Train <people>", "parent": "A", "roles": ["developer"]}
LABELLED = {"id": "A.2", "kind": "control", "label": "Vet those who label", "parent": "A", "level": "2"}
RETIRED = {"id": "A.3", "kind": "control", "parent": "A", "retired": True, "successors": ["A.2"]}
ARTICLE = {
    "id": "Article 1",
    "kind": "article",
    "title": "Duty",
    "applies": [
        {"date": "2026-08-02", "stated_until": "2026-07-26"},
        {"date": "2027-12-02", "stated_from": "2026-07-27"},
    ],
}
PARAGRAPH = {"id": "Article 1(1)", "kind": "paragraph", "parent": "Article 1"}


def law(standard: str, **changes: Any) -> Raw:
    """The raw rules of a law with one rule."""
    return {
        "standard": standard,
        "act": "Act",
        "sources": [{"address": f"https://acme.example.org/{standard}"}],
        "scope": [{"article": "1", "why": "all providers", "when": {"roles": ["provider"]}}],
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


def write_sets(folder: Path, *files: tuple[str, bytes]) -> Path:
    """Write mapping sets into an overlay: each its id and its content."""
    (folder / "mappings").mkdir(parents=True, exist_ok=True)
    for name, data in files:
        (folder / "mappings" / f"{name}.sssom.tsv").write_bytes(data)
    return folder


#: Editions of which both structures are shipped, the older one first but for the last pair.
EDITION_PAIRS = [
    ("owasp-llm-top-10@2023", "owasp-llm-top-10@2025"),
    ("owasp-llm-top-10@2025", "owasp-llm-top-10@2026"),
    ("owasp-llm-top-10@2023", "owasp-llm-top-10@2026"),
    ("mitre-atlas@4.4.0", "mitre-atlas@2026.09"),
    ("mitre-atlas@5.1.0", "mitre-atlas@2026.09"),
    ("csa-aicm@1.0.3", "csa-aicm@1.1.0"),
    ("owasp-aisvs@1.0", "owasp-aisvs@1.01"),
    ("nist-csf@1.1", "nist-csf@2.0"),
    ("iso-iec-27001@2013", "iso-iec-27001@2022"),
    ("etsi-ts-104-223@1.1.1", "etsi-en-304-223@2.1.1"),
    ("uk-ai-cyber-code@2025", "etsi-en-304-223@2.1.1"),
    ("aiuc-1@2026-Q1", "aiuc-1@2026-Q2"),
    ("owasp-llm-top-10@2026", "owasp-llm-top-10@2023"),
]
#: Those of them that lead forward and are shipped in full.
WHOLE_PAIRS = EDITION_PAIRS[:11]


@functools.cache
def comparison(old: str, new: str) -> Comparison:
    """Two shipped editions compared, once in each process."""
    return load().as_of("2026-11-24").compare(old, new)


def difference(found: Comparison, old: str) -> Difference:
    """The one row of a comparison that is about a provision of the older edition."""
    (one,) = [each for each in found if old in [ref.provision for ref in each.old]]
    return one


def statement_problems(value: Any) -> list[str]:
    """Return what breaks the rules of in-toto's Statement v1, resource descriptors and digest sets."""
    problems = []
    if value.get("_type") != "https://in-toto.io/Statement/v1":
        problems.append("_type")
    if not re.match(r"[a-z][a-z0-9+.-]*:", str(value.get("predicateType"))):
        problems.append("predicateType is no URI")
    if not isinstance(value.get("predicate", {}), dict):
        problems.append("predicate is no object")
    subjects = value.get("subject")
    if not isinstance(subjects, list) or not subjects:
        return [*problems, "subject"]
    for subject in subjects:
        digests = subject.get("digest")
        if not isinstance(digests, dict) or not re.fullmatch("[0-9a-f]{64}", str(digests.get("sha256"))):
            problems.append("digest")
    names = [subject.get("name") for subject in subjects]
    return problems if len({*names}) == len(names) else [*problems, "name"]
