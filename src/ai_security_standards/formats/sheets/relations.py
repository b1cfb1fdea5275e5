"""Relationships as sheets write them: their words, and the columns beside them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from ...vocabulary import LossKind, Rationale, RelationshipType
from ..foreign import Report
from .layout import folded

__all__ = ["SET_WORDS", "SUPPORTIVE_WORDS", "Reading", "Stated", "rationale_of"]

#: How NIST IR 8278A and the Secure Controls Framework write the relationships of sets.
SET_WORDS: Mapping[RelationshipType, str] = {
    RelationshipType.SUBSET_OF: "Subset Of",
    RelationshipType.INTERSECTS_WITH: "Intersects With",
    RelationshipType.EQUAL: "Equal",
    RelationshipType.SUPERSET_OF: "Superset Of",
    RelationshipType.NO_RELATIONSHIP: "No Relationship",
}
#: How NIST IR 8278A writes the supportive ones.
SUPPORTIVE_WORDS: Mapping[RelationshipType, str] = {
    RelationshipType.SUPPORTS: "supports",
    RelationshipType.IS_SUPPORTED_BY: "is supported by",
    RelationshipType.IDENTICAL: "identical",
    RelationshipType.EQUIVALENT: "equivalent",
    RelationshipType.CONTRARY: "contrary",
    RelationshipType.NO_RELATIONSHIP: "no relationship",
}
_WORDS: Mapping[str, RelationshipType] = {
    **{each.value.replace("_", " "): each for each in RelationshipType},
    "equal to": RelationshipType.EQUAL,
    "equals": RelationshipType.EQUAL,
    "is equal to": RelationshipType.EQUAL,
    "subset": RelationshipType.SUBSET_OF,
    "is subset of": RelationshipType.SUBSET_OF,
    "is a subset of": RelationshipType.SUBSET_OF,
    "superset": RelationshipType.SUPERSET_OF,
    "is superset of": RelationshipType.SUPERSET_OF,
    "is a superset of": RelationshipType.SUPERSET_OF,
    "intersects": RelationshipType.INTERSECTS_WITH,
    "intersect": RelationshipType.INTERSECTS_WITH,
    "not related": RelationshipType.NO_RELATIONSHIP,
    "not related to": RelationshipType.NO_RELATIONSHIP,
    "supported by": RelationshipType.IS_SUPPORTED_BY,
    "equivalent to": RelationshipType.EQUIVALENT,
    "identical to": RelationshipType.IDENTICAL,
    "contrary to": RelationshipType.CONTRARY,
    "related to": RelationshipType.RELATED,
    "relates to": RelationshipType.RELATED,
}
#: How alike a misspelt word is to the one that is meant, and how much of a longer text is compared.
_NEAR, _LONGEST = 0.93, 40
_RATIONALES = frozenset(each.value for each in Rationale)


class Stated(NamedTuple):
    """What a word says: the type, whether it is denied, and the word itself where it says more than that."""

    type: RelationshipType
    negated: bool
    stated: str | None


class Reading:
    """Reads the words of relationships; one that is unknown is listed once, and read as related."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._unknown: dict[str, RelationshipType] = {}

    def stated(self, word: str | None, place: str) -> Stated:
        """Return what a word says: none says that the two are related, and a misspelt one what is meant.

        Args:
            word: The word.
            place: The row that has it.
        """
        if word is None:
            return Stated(RelationshipType.RELATED, False, None)
        plain = folded(word.replace("-", " "))
        known = _WORDS.get(plain)
        if known is not None:
            return Stated(known, False, None)
        denied = _WORDS.get(plain.removeprefix("not ")) if plain.startswith("not ") else None
        if denied is not None:
            return Stated(denied, True, None)
        meant = self._unknown.get(plain)
        if meant is None:
            near = get_close_matches(plain[:_LONGEST], _WORDS, 1, _NEAR)
            meant = self._unknown[plain] = _WORDS[near[0]] if near else RelationshipType.RELATED
            problem = "misspelt" if near else "unknown"
            what = f"the {problem} relationship {word!r} is read as {meant.value.replace('_', ' ')}"
            self._report.add(LossKind.REPAIRED, place, "relationship", what)
        return Stated(meant, False, word)


def rationale_of(cell: str | None) -> tuple[str | None, str | None]:
    """Return the word of a rationale, else the text that is written in its place.

    >>> rationale_of("Functional"), rationale_of("because")
    (('functional', None), (None, 'because'))
    """
    if cell is None:
        return None, None
    word = folded(cell)
    return (word, None) if word in _RATIONALES else (None, cell)
