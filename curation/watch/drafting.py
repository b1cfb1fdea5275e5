"""A publisher's new edition as an overlay: its record, its provisions, and the lineage of equal texts."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ai_security_standards import Standard
from ai_security_standards._store import files, structuring
from ai_security_standards._store.register import Register
from curation.importers import Raw, add_summaries, atlas
from curation.importers.same_text import Text, classes, same_rows
from curation.watch.matching import Match, replaced_number
from curation.watch.reading import Release

__all__ = ["draft", "framework", "record", "same_text_set", "write"]

#: Fields of the record of an edition that say nothing about the next one.
_OWN_FIELDS = ("corrections", "milestones", "note", "replaced_by", "replaces")
#: What counts of provisions are called.
_PLURALS: Mapping[str, str] = {
    "category": "categories",
    "subcategory": "subcategories",
    "case-study": "case studies",
    "subtechnique": "sub-techniques",
}


def framework(register: Register, release: Release, match: Match, edition: str) -> Raw:
    """Return the raw framework of a release, with what the nearest edition said of the same provisions.

    Summaries, labels and aliases are taken over where identifier and title are equal. ATLAS keeps former
    names and dropped identifiers.

    Args:
        register: The register with the nearest edition.
        release: What the files say.
        match: The document, and the nearest edition.
        edition: The name of the edition.
    """
    nearest = structuring.unstructure(register.framework(str(match.nearest.ref)))
    provisions = release.provisions
    if match.standard == "mitre-atlas":
        provisions = atlas.add_history(provisions, nearest)
    provisions = add_summaries([_taken_over(each, nearest) for each in provisions], [nearest])
    head = {
        "standard": match.standard,
        "edition": edition,
        "completeness": "complete" if release.whole else "partial",
        "confidence": "single-source",
        "checked_on": dt.date.today().isoformat(),
        "sources": [_source(match.nearest, edition, release)],
        "provisions": provisions,
    }
    kept = ("text_policy", "licence", "addresses")
    return head | {name: nearest[name] for name in kept if nearest.get(name)}


def _taken_over(provision: Raw, nearest: Raw) -> Raw:
    """Return a provision with the kind, label and aliases that the nearest edition gives the same one."""
    known = next((each for each in nearest["provisions"] if each["id"] == provision["id"]), None)
    if known is None:
        return provision
    same_title = provision.get("title") == known.get("title")
    fields = ("kind", "assessable", *(("label", "aliases") if same_title else ()))
    own = {name: known[name] for name in fields if name in known and name not in provision}
    return provision | {"kind": known["kind"]} | own


def record(release: Release, match: Match, edition: str, recorded: str) -> Raw:
    """Return the raw record of a new edition, as far as files and the edition before it tell.

    Args:
        release: What the files say.
        match: The document, and the edition before.
        edition: The name of the edition.
        recorded: The data release that is in the making.
    """
    before = match.nearest
    raw = {name: value for name, value in structuring.unstructure(before).items() if name not in _OWN_FIELDS}
    numbers = {number: edition for number in (before.edition, before.version) if number}
    for name in ("designation", "short_name", "number", "version", "url"):
        if raw.get(name):
            raw[name] = replaced_number(raw[name], numbers)
    raw["aliases"] = [replaced_number(each, numbers) for each in raw.get("aliases", ())]
    day = release.published or dt.date.today().isoformat()
    raw |= {
        "edition": edition,
        "history": [{"status": "published", "date": day}],
        "published": day,
        "sources": [_source(before, edition, release)],
        "checked_on": dt.date.today().isoformat(),
        "confidence": "single-source",
        "recorded": recorded,
        "replaces": [{"ref": str(before.ref)}],
    }
    pattern = {name: value for name, value in raw.get("structure", {}).items() if name == "pattern"}
    raw["structure"] = {"counts": _counts(release.provisions)} | pattern
    return {name: value for name, value in raw.items() if value not in (None, [], "")}


def _source(before: Standard, edition: str, release: Release) -> Raw:
    """Return the address of the edition before, moved on, with the files that were read."""
    numbers = {number: edition for number in (before.edition, before.version) if number}
    address = next((each.address for each in before.sources if each.official), before.sources[0].address)
    moved = replaced_number(address, numbers)
    return {
        "address": moved,
        "checked_on": dt.date.today().isoformat(),
        "note": f"read from {', '.join(release.files)}, SHA-256 {release.digest}; open the address",
    }


def _counts(provisions: Iterable[Raw]) -> list[Raw]:
    kinds = Counter(each["kind"] for each in provisions if not each.get("retired"))
    return [
        {"what": _PLURALS.get(kind, f"{kind.replace('-', ' ')}s"), "number": number}
        for kind, number in kinds.items()
    ]


def same_text_set(texts: Mapping[str, Text], match: Match, sources: Iterable[str]) -> dict[str, Any]:
    """Return the set of equal texts of the editions whose files are there; empty where no text is equal.

    Args:
        texts: The text of each edition, oldest first.
        match: The document.
        sources: The names of the files.
    """
    rows = same_rows(classes(texts), match.standard) if len(texts) > 1 else []
    if not rows:
        return {}
    name = f"{match.standard}-same-text"
    today = dt.date.today().isoformat()
    return {
        f"same-text/{name}.json": {
            "id": name,
            "title": f"Provisions of {match.nearest.designation} with the same text in several editions",
            "publisher": "ai-security-standards",
            "licence": "CC-BY-4.0",
            "method": "Nested digests over the publisher's files.",
            "trust": "curated",
            "style": "lineage",
            "completeness": "partial",
            "checked_on": today,
            "sources": [{"address": address, "checked_on": today} for address in sources],
            "relationships": rows,
        }
    }


def draft(register: Register, release: Release, match: Match, edition: str) -> dict[str, Raw]:
    """Return the files of the overlay of a new edition, by path."""
    publisher = match.nearest.publisher
    recorded = register.data_version
    return {
        f"register/{publisher}.json": {"standards": [record(release, match, edition, recorded)]},
        f"frameworks/{match.standard}/{edition}.json": framework(register, release, match, edition),
    }


def write(folder: Path, contents: Mapping[str, Any]) -> None:
    """Write files below a folder, in the form of data files."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files.canonical(json.loads(json.dumps(content))))
