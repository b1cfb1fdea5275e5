"""The words of a library of CISO Assistant, and the form of its names."""

from __future__ import annotations

from collections.abc import Mapping

from ...vocabulary import RelationshipType

__all__ = ["RATIONALES", "RELATIONSHIPS", "tail_of"]

#: The relationships, read from the source: one that contains the target covers it in full.
RELATIONSHIPS: Mapping[str, RelationshipType] = {
    "equal": RelationshipType.EQUAL,
    "subset": RelationshipType.SUBSET_OF,
    "superset": RelationshipType.SUPERSET_OF,
    "intersect": RelationshipType.INTERSECTS_WITH,
    "not_related": RelationshipType.NO_RELATIONSHIP,
}
RATIONALES = ("syntactic", "semantic", "functional")


def tail_of(urn: str) -> str:
    """Return what a URN says inside its document.

    >>> tail_of("urn:acme:risk:req_node:rules:a.5:1"), tail_of("urn:acme:t1")
    ('a.5:1', 't1')
    """
    parts = urn.split(":", 5)
    return parts[5] if len(parts) > 5 else parts[-1]
