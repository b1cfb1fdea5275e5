"""STIX objects of MITRE: ATT&CK and CAPEC as raw frameworks, and the relationships between their objects.

Identifiers, names, the order of tactics, the parents of sub-techniques, and what became of revoked objects
are imported. Descriptions are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from curation.importers import Raw, dump, one_line

__all__ = ["Edge", "attack", "capec", "dump", "edges", "parse", "references"]

_ATTACK_KINDS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "x-mitre-tactic": ("tactic", re.compile(r"TA\d{4}")),
    "attack-pattern": ("technique", re.compile(r"T\d{4}(?:\.\d{3})?")),
    "course-of-action": ("mitigation", re.compile(r"M\d{4}")),
}
_ATTACK = "mitre-attack"
_CAPEC = "capec"


class Edge(NamedTuple):
    """A relationship between two objects, by their identifiers."""

    subject: str
    object: str


def parse(contents: Iterable[bytes]) -> list[Raw]:
    """Return the objects of STIX bundles; ValueError if a file is not one."""
    found = []
    for content in contents:
        try:
            bundle = json.loads(content)
        except ValueError as error:
            raise ValueError(f"not JSON: {error}") from error
        if not isinstance(bundle, dict) or not isinstance(bundle.get("objects"), list):
            raise ValueError("not a STIX bundle: the file has no list of objects")
        found += bundle["objects"]
    return found


def attack(objects: Iterable[Raw]) -> list[Raw]:
    """Return the raw provisions of ATT&CK: tactics as the matrix orders them, techniques, mitigations.

    Mitigations of old releases that have the identifier of a technique give no provision.
    """
    listed = list(objects)
    names = _identifiers(listed, _ATTACK)
    successors = {edge.subject: edge.object for edge in edges(listed, "revoked-by", _ATTACK)}
    ranks = {ref: rank for each in _of_type(listed, "x-mitre-matrix") for rank, ref in _ranked(each)}
    provisions: dict[str, Raw] = {}
    for sort, (kind, pattern) in _ATTACK_KINDS.items():
        chosen = [each for each in _of_type(listed, sort) if pattern.fullmatch(names.get(each["id"], ""))]
        for each in sorted(chosen, key=lambda each: (ranks.get(each["id"], 0), names[each["id"]])):
            identifier = names[each["id"]]
            if identifier in provisions:
                raise ValueError(f"duplicate identifier {identifier} in the bundle")
            provisions[identifier] = _attack_provision(identifier, kind, each, successors)
    for identifier, provision in provisions.items():
        parent = identifier.partition(".")[0]
        if parent != identifier:
            if parent not in provisions:
                raise ValueError(f"{identifier} has no technique {parent}")
            provision |= {"kind": "subtechnique", "parent": parent}
    return list(provisions.values())


def capec(objects: Iterable[Raw]) -> list[Raw]:
    """Return the raw provisions of CAPEC, by number, each with its abstraction as level."""
    listed = _of_type(objects, "attack-pattern")
    names = _identifiers(listed, _CAPEC)
    return [
        {
            "id": names[each["id"]],
            "kind": "technique",
            "title": one_line(each["name"]),
            "level": each["x_capec_abstraction"],
        }
        | ({"retired": True} if each["x_capec_status"] in ("Deprecated", "Obsolete") else {})
        for each in sorted(listed, key=lambda each: int(names[each["id"]].removeprefix("CAPEC-")))
    ]


def edges(objects: Iterable[Raw], kind: str, source: str) -> list[Edge]:
    """Return the relationships of one kind between objects that have an identifier, in order.

    Relationships that are revoked or deprecated, or of such objects, are left out, except `revoked-by`.

    Args:
        objects: The objects of the bundles.
        kind: The type of relationship, such as "mitigates".
        source: Whose identifiers: "mitre-attack" or "capec".
    """
    listed = list(objects)
    names = _identifiers([each for each in listed if kind == "revoked-by" or not _is_retired(each)], source)
    pairs = (
        (each["source_ref"], each["target_ref"])
        for each in _of_type(listed, "relationship")
        if each["relationship_type"] == kind and not _is_retired(each)
    )
    return sorted(Edge(names[one], names[other]) for one, other in pairs if one in names and other in names)


def references(objects: Iterable[Raw], own: str, other: str) -> list[Edge]:
    """Return the identifiers of another source that objects in force refer to, in order."""
    listed = [each for each in objects if each.get("x_capec_status") not in ("Deprecated", "Obsolete")]
    names = _identifiers(listed, own)
    found = {
        Edge(names[each["id"]], reference["external_id"])
        for each in listed
        if each["id"] in names
        for reference in each.get("external_references", ())
        if reference.get("source_name") == other
    }
    return sorted(found)


def _of_type(objects: Iterable[Raw], sort: str) -> list[Raw]:
    return [each for each in objects if each.get("type") == sort]


def _identifiers(objects: Iterable[Raw], source: str) -> dict[str, str]:
    """Return the printed identifier of each object that has one of this source."""
    return {
        each["id"]: reference["external_id"]
        for each in objects
        for reference in each.get("external_references", ())
        if reference.get("source_name") == source and "external_id" in reference
    }


def _ranked(matrix: Raw) -> Iterator[tuple[int, str]]:
    return enumerate(matrix.get("tactic_refs", ()))


def _is_retired(each: Raw) -> bool:
    return bool(each.get("revoked") or each.get("x_mitre_deprecated"))


def _attack_provision(identifier: str, kind: str, each: Raw, successors: Mapping[str, str]) -> Raw:
    provision: Raw = {"id": identifier, "kind": kind, "title": one_line(each["name"])}
    if kind == "tactic":
        provision["assessable"] = False
    if _is_retired(each):
        provision["retired"] = True
        if identifier in successors:
            provision["successors"] = [successors[identifier]]
    return provision
