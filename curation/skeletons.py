"""Skeletons: sound files for a new framework, in which only named blanks are left to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ai_security_standards import InvalidData, Ref, load
from ai_security_standards._store import files, folders
from ai_security_standards._store.findings import Finding
from ai_security_standards._store.register import packaged_register
from ai_security_standards.checking import canonical_file

__all__ = ["BLANK", "blanks", "skeletons", "write_skeletons"]

#: How a text begins that is still to be written.
BLANK = "BLANK:"
#: The host of an address that is still to be found: a name that no registry gives away.
_NOWHERE = "https://blank.example/"
_TEXT = re.compile(rf"{BLANK} ?([^\"\t\n]*)|{re.escape(_NOWHERE)}\S*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def skeletons(
    standard: str,
    *,
    data: Path,
    edition: str = "1.0",
    publisher: str = "",
    law: bool = False,
    to: str = "",
    day: date | None = None,
) -> dict[str, bytes]:
    """Return the files of a new edition by name, in canonical form.

    Args:
        standard: The id of the standard, such as "acme-ai-controls".
        data: The data folder to which they will belong.
        edition: The edition, as it is printed.
        publisher: The id of the publisher; by default the first part of the id.
        law: Whether it is law, so that a file says who must comply.
        to: A document or provision to begin a mapping set with; empty for none.
        day: The day on which it was seen; by default today.

    Raises:
        InvalidData: The id is no slug, or the edition is recorded already.
        UnknownReference: There is no such document to map to.
    """
    if not _SLUG.match(standard):
        repair = "write small letters, digits and single hyphens, such as acme-ai-controls"
        raise InvalidData(f"{standard!r} is not an id", repair=repair)
    document = Ref(standard, edition)
    if str(document) in packaged_register().files_by_ref:
        raise InvalidData(f"{document} is recorded already", repair="give another --edition, or edit it")
    seen = (day or date.today()).isoformat()
    body = publisher or standard.partition("-")[0]
    made: dict[str, Any] = dict([
        _register(document, body, data, law=law, day=seen),
        (f"frameworks/{standard}/{edition.replace('/', '-')}.json", _framework(document, law=law, day=seen)),
    ])  # fmt: skip
    if law:
        made[f"applicability/{standard}.json"] = _law(document)
    contents = {name: files.canonical(raw) for name, raw in made.items()}
    if to:
        contents.update([_mapping(document, to, law=law, day=seen)])
    return {
        name: canonical_file(folders.data_file(content, name)) for name, content in sorted(contents.items())
    }


def write_skeletons(contents: Mapping[str, bytes], data: Path) -> None:
    """Write the files into the data folder."""
    for name, content in contents.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def blanks(data: Path) -> Iterator[Finding]:
    """Find what is still to be filled in: the texts that begin with `BLANK:`, and addresses of nowhere."""
    for name in files.packaged_files(data):
        content = (data / name).read_bytes()
        if BLANK.encode() not in content and _NOWHERE.encode() not in content:
            continue
        for number, line in enumerate(content.decode().splitlines(), 1):
            for found in _TEXT.finditer(line):
                what = found[1] or "an address that a reader can open"
                yield Finding("blank", name, f"line {number}", "", f"blank: {what}", "fill it in")


def _register(document: Ref, body: str, data: Path, *, law: bool, day: str) -> tuple[str, Any]:
    """Return the register file of the publisher, with the new record in it."""
    record = {
        "id": document.standard,
        "edition": document.edition,
        "designation": f"{BLANK} how {document} is cited",
        "short_name": f"{BLANK} {document}"[:50],
        "title": f"{BLANK} the title of {document}, as printed",
        "publisher": body,
        "kind": "law" if law else "framework",
        "binding": "mandatory" if law else "voluntary",
        "jurisdictions": ["international"],
        "history": [{"status": "published", "seen_on": day}],
        "summary": f"{BLANK} what it gives, in your own words",
        "roles": ["provider"],
        "lifecycle_stages": ["deployment"],
        "topics": ["governance"],
        "tier": "core",
        "note": f"{BLANK} kind, binding, jurisdictions, history, roles, life cycle stages, topics and tier "
        "are guesses; correct them, then take this note out",
        "sources": [{"address": _NOWHERE + document.standard}],
        "checked_on": None,
        "confidence": "unverified",
        "recorded": load().data_version,
    }
    known = packaged_register().publishers
    name = f"register/{body}.json"
    file: dict[str, Any] = {"publishers": [], "standards": []}
    if (data / name).exists():
        file |= json.loads((data / name).read_bytes())
    if body not in known and body not in {each["id"] for each in file["publishers"]}:
        file["publishers"].append({
            "id": body,
            "name": f"{BLANK} the name of {body}",
            "family": "vendor",
            "place": "international",
            "note": f"{BLANK} family and place are guesses; correct them, then take this note out",
        })  # fmt: skip
    file["standards"].append(record)
    return name, {section: records for section, records in file.items() if records}


def _framework(document: Ref, *, law: bool, day: str) -> dict[str, Any]:
    head, part = ("Article 1", "Article 1(1)") if law else ("1", "1.1")
    days = {"applies": [{"date": "2030-01-01", "note": f"{BLANK} the day is a guess"}]} if law else {}
    return {
        "standard": document.standard,
        "edition": document.edition,
        "completeness": "partial",
        "confidence": "unverified",
        "checked_on": day,
        "sources": [{"address": _NOWHERE + document.standard}],
        "text_policy": f"{BLANK} what is the publisher's own, and what is ours",
        "addresses": [{"address": f"{_NOWHERE}{document.standard}#{{id}}"}],
        "note": f"{BLANK} what is missing, and how sure the rest is",
        "provisions": [
            {"id": head, "kind": "article" if law else "chapter", "title": f"{BLANK} the heading, as printed",
             "assessable": False},
            {"id": part, "kind": "paragraph" if law else "requirement", "parent": head,
             "label": f"{BLANK} what {part} asks for, in your own words", **days},
        ],
    }  # fmt: skip


def _law(document: Ref) -> dict[str, Any]:
    return {
        "standard": document.standard,
        "act": f"{BLANK} how the act is cited",
        "sources": [{"address": _NOWHERE + document.standard}],
        "scope": [
            {
                "article": "Article 1",
                "why": f"{BLANK} whom the act reaches, in the words of a reason; the condition is a guess",
                "when": {"roles": ["provider"]},
            }
        ],
    }


def _mapping(document: Ref, to: str, *, law: bool, day: str) -> tuple[str, bytes]:
    """Return a mapping set of one row, to the document or provision that is named."""
    catalog = load()
    far = catalog[to].ref
    if far.provision is None:
        far = next(iter(catalog.provisions(str(far), assessable=True))).ref
    near = document._replace(provision="Article 1(1)" if law else "1.1")
    name = f"{document.slug}--{far.document.slug}".replace("@", "-").replace("~2f", "-")
    head = {
        "mapping_set_title": f"{BLANK} {document} to {far.document}",
        "publisher": "ai-security-standards",
        "licence": "CC-BY-4.0",
        "style": "set_theory",
        "trust": "curated",
        "method": f"{BLANK} how the rows were made, and who read them a second time",
        "completeness": "partial",
        "checked_on": day,
        "publication_date": day,
        "see_also": [_NOWHERE + document.standard],
    }
    lines = [f"#{slot}: {json.dumps(value)}" for slot, value in head.items()]
    lines += ["subject_id\tpredicate_id\tobject_id\targument"]
    lines += [f"aiss:{near}\trel:intersects_with\taiss:{far}\t{BLANK} why the two overlap; they are a guess"]
    return f"mappings/{name}.sssom.tsv", "".join(f"{line}\n" for line in lines).encode()
