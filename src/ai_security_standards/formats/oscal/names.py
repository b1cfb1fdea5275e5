"""The names that OSCAL gives its properties and words, and the form of its identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..._store.sssom import BASE
from ...algebra import OSCAL
from ...vocabulary import RelationshipType

__all__ = [
    "EXTRA_FIELDS",
    "NAMESPACE",
    "OSCAL_VERSION",
    "RELATIONS",
    "RELATION_NAMESPACE",
    "token_of",
    "unique_token",
]

OSCAL_VERSION = "1.2.3"
#: The namespace of properties that hold what OSCAL has no field for.
NAMESPACE = f"{BASE}oscal"
#: The namespace of our words for relationships, where OSCAL has none.
RELATION_NAMESPACE = f"{BASE}type"
RELATIONS: Mapping[str, RelationshipType] = {
    **{word: relation for relation, word in OSCAL.items()},
    **{relation.value: relation for relation in RelationshipType},
}
#: The fields of a relationship that OSCAL has no field for: they are properties of our namespace.
EXTRA_FIELDS = ("strength", "argument", "stated", "locator", "date", "justification", "strict")
_NOT_IN_TOKEN = re.compile(r"[^\w.-]+")


def token_of(text: str) -> str:
    """Return an identifier as a token: letters, digits, dots, hyphens, and no digit at the start.

    >>> token_of("AC-2(1)"), token_of("4.1"), token_of("Article 9")
    ('AC-2.1', '_4.1', 'Article-9')
    """
    plain = re.sub(r"\((\w+)\)", r".\1", text)
    token = _NOT_IN_TOKEN.sub("-", plain).strip("-") or "_"
    return token if token[0].isalpha() or token[0] == "_" else f"_{token}"


def unique_token(text: str, taken: set[str]) -> str:
    """Return the token of an identifier that no other has, and take it."""
    token, number = token_of(text), 1
    base = token
    while token in taken:
        number += 1
        token = f"{base}_{number}"
    taken.add(token)
    return token
