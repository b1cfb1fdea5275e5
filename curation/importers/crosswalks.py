"""Mapping files of other publishers, as the raw relationships that `curation mappings` takes.

AIDEFEND names in each defence what it acts against. The Center for Threat-Informed Defense (CTID) lists which
control mitigates which technique. CISO Assistant has copies of others' tables. Comments and descriptions are
not imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from curation.importers import Raw, one_line

__all__ = ["Named", "aidefend", "ctid", "pairs", "relationships"]


class Named(NamedTuple):
    """One statement of a file: the identifier of the subject, and what is named as object.

    Attributes:
        subject: The printed identifier.
        object: The identifier of the object, or None where the text gives none.
        text: What the file prints of the object.
    """

    subject: str
    object: str | None
    text: str


def aidefend(data: Mapping[str, Any], framework: str, pattern: str) -> list[Named]:
    """Return what the defences of AIDEFEND act against in one framework, in the file's order.

    Args:
        data: The parsed data file.
        framework: The framework, as the file calls it.
        pattern: What an identifier looks like at the start of an item; its groups, joined by ": ", are the
            identifier.
    """
    found = []
    for defence in _defences(data["tactics"]):
        for block in defence.get("defendsAgainst", ()):
            if block["framework"] == framework:
                for item in map(one_line, block["items"]):
                    match = re.match(pattern, item)
                    found.append(Named(defence["id"], ": ".join(match.groups()) if match else None, item))
    if not found:
        raise ValueError(f"no defence names {framework}")
    return list(dict.fromkeys(found))


def _defences(holders: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for holder in holders:
        for defence in (*holder.get("techniques", ()), *holder.get("subTechniques", ())):
            yield defence
            yield from _defences([defence])


def ctid(data: Mapping[str, Any]) -> list[Named]:
    """Return which control mitigates which technique in a file of CTID's Mappings Explorer, in order.

    Control enhancements are printed without zeros, as NIST does: "AC-2(1)".
    """
    found = [
        Named(_plain(each["capability_id"]), each["attack_object_id"], each["attack_object_name"])
        for each in data["mapping_objects"]
        if each["mapping_type"] == "mitigates"
    ]
    return sorted(dict.fromkeys(found))


def pairs(library: Mapping[str, Any]) -> list[Named]:
    """Return the pairs of the first mapping in a library of CISO Assistant, which the second one turns round.

    The ends are those of its URNs, in small letters.
    """
    found = []
    for row in library["objects"]["requirement_mapping_sets"][0]["requirement_mappings"]:
        subject, end = (row[f"{side}_requirement_urn"].rpartition(":")[2] for side in ("source", "target"))
        found.append(Named(subject, end, end))
    return list(dict.fromkeys(found))


def _plain(identifier: str) -> str:
    return re.sub(r"-0(\d)", r"-\1", identifier) if re.match(r"[A-Z]{2}-\d", identifier) else identifier


def relationships(
    named: Iterable[Named],
    subject: str,
    object: str,
    known: Mapping[str, str],
    stated: str | None,
    type: str = "mitigates",
) -> list[Raw]:
    """Return raw relationships of each subject to its object.

    What is named without an identifier, or with one that the object's structure lacks, is unresolved, and its
    end is the document.

    Args:
        named: The statements.
        subject: The document of the subjects, with its edition.
        object: The document of the objects, with its edition.
        known: The printed identifier of each provision of the object, by its identifier in lower case.
        stated: The publisher's word; None if the file gives none.
        type: The type of relationship.
    """
    rows = []
    for each in named:
        target = known.get((each.object or "").casefold())
        row: Raw = {
            "subject": f"{subject}:{each.subject}",
            "type": type,
            "object": f"{object}:{target}" if target else object,
            "stated": stated,
        }
        rows.append(row if target else row | {"unresolved": f"{each.text!r} names no provision"})
    return rows
