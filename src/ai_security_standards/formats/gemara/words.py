"""The words of Gemara: its relationships, and the entries of each sort of catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...vocabulary import ProvisionKind, RelationshipType

__all__ = ["ENTRIES", "RELATIONSHIPS", "Entries"]

#: What each relationship surely says; where that is less than the word, `stated` keeps the word.
RELATIONSHIPS: Mapping[str, RelationshipType] = {
    "implements": RelationshipType.SUPPORTS,
    "implemented-by": RelationshipType.IS_SUPPORTED_BY,
    "supports": RelationshipType.SUPPORTS,
    "supported-by": RelationshipType.IS_SUPPORTED_BY,
    "equivalent": RelationshipType.EQUIVALENT,
    "subsumes": RelationshipType.SUPERSET_OF,
    "relates-to": RelationshipType.RELATED,
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
