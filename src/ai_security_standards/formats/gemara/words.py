"""The words of Gemara: its relationships, and the entries of each sort of catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ...vocabulary import ProvisionKind, RelationshipType

__all__ = [
    "ENTRIES",
    "MAPPING",
    "METADATA_FIELDS",
    "NO_MATCH",
    "RELATIONSHIPS",
    "Entries",
    "content_of",
    "flat_entries",
    "has_entries",
    "sort_of",
]

#: The word of an entry that has no counterpart: with targets, it has none in them.
NO_MATCH = "no-match"
#: What each relationship surely says; where that is less than the word, `stated` keeps the word.
RELATIONSHIPS: Mapping[str, RelationshipType] = {
    "implements": RelationshipType.SUPPORTS,
    "implemented-by": RelationshipType.IS_SUPPORTED_BY,
    "supports": RelationshipType.SUPPORTS,
    "supported-by": RelationshipType.IS_SUPPORTED_BY,
    "equivalent": RelationshipType.EQUIVALENT,
    "subsumes": RelationshipType.SUPERSET_OF,
    "relates-to": RelationshipType.RELATED,
    NO_MATCH: RelationshipType.NO_RELATIONSHIP,
}


class Entries(NamedTuple):
    """The entries of a sort of catalog: their field and kind, the field and kind of what is below them."""

    field: str
    kind: ProvisionKind
    word: str
    below: str = ""
    kind_below: ProvisionKind = ProvisionKind.REQUIREMENT


ENTRIES: Mapping[str, Entries] = {
    "ControlCatalog": Entries("controls", ProvisionKind.CONTROL, "Control", "assessment-requirements"),
    "GuidanceCatalog": Entries("guidelines", ProvisionKind.GUIDANCE, "Guideline", "statements"),
    "ThreatCatalog": Entries("threats", ProvisionKind.THREAT, "Threat"),
    "RiskCatalog": Entries("risks", ProvisionKind.RISK, "Risk"),
    "VectorCatalog": Entries("vectors", ProvisionKind.TECHNIQUE, "Vector"),
    "PrincipleCatalog": Entries("principles", ProvisionKind.PRINCIPLE, "Principle"),
    "CapabilityCatalog": Entries("capabilities", ProvisionKind.COMPONENT, "Capability"),
}
#: The fields of metadata that are read.
METADATA_FIELDS = frozenset(
    "id type gemara-version version date description author mapping-references draft".split()
)
#: The fields of metadata by which a catalog without type is known.
_MARKS = frozenset(("author", "mapping-references", "applicability-categories", "applicability-groups"))
#: The type of a file that is a mapping document.
MAPPING = "MappingDocument"


def has_entries(value: Mapping[str, Any], field: str, key: str = "id") -> bool:
    """Tell whether a field is a list of records that all have a name.

    >>> has_entries({"controls": [{"id": "C1"}]}, "controls"), has_entries({"controls": []}, "controls")
    (True, False)
    """
    listed = value.get(field)
    return (
        isinstance(listed, list)
        and bool(listed)
        and all(isinstance(each, dict) and key in each for each in listed)
    )


def flat_entries(value: Any) -> Any:
    """Return the entries of a list that has them by document; any other value as it is.

    >>> flat_entries([{"reference-id": "CCC", "entries": [{"reference-id": "C1"}, {"reference-id": "C2"}]}])
    [{'reference-id': 'C1'}, {'reference-id': 'C2'}]
    """
    if type(value) is dict and value and all(type(each) is list for each in value.values()):
        value = [each for listed in value.values() for each in listed]
    if type(value) is not list or not all(
        type(each) is dict and type(each.get("entries")) is list for each in value
    ):
        return value
    return [entry for each in value for entry in each["entries"]]


def content_of(value: Any) -> dict[str, Any] | None:
    """Return what a file of Gemara holds, perhaps in a field `catalog`; None where it is another file.

    >>> content_of({"catalog": {"metadata": {"type": "RiskCatalog"}}})
    {'metadata': {'type': 'RiskCatalog'}}
    """
    inner = value.get("catalog") if isinstance(value, dict) else None
    found = inner if isinstance(inner, dict) else value
    metadata = found.get("metadata") if isinstance(found, dict) else None
    if not isinstance(metadata, dict):
        return None
    sort = metadata.get("type")
    is_known = isinstance(sort, str) and (sort in ENTRIES or sort == MAPPING)
    return found if is_known or "gemara-version" in metadata or sort_of(found) is not None else None


def sort_of(value: Mapping[str, Any]) -> str | None:
    """Return the sort of a catalog without type, as before version 1, by its entries; None where none are.

    >>> sort_of({"metadata": {"id": "A", "author": {"id": "a"}}, "threats": [], "capabilities": []})
    'ThreatCatalog'
    """
    metadata = value.get("metadata")
    has_marks = isinstance(metadata, dict) and "id" in metadata and not _MARKS.isdisjoint(metadata)
    sorts = (sort for sort, each in ENTRIES.items() if isinstance(value.get(each.field), list))
    return next(sorts, None) if has_marks else None
