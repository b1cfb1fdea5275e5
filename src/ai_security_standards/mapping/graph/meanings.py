"""What relationships mean to questions: set relations, chains of candidates, and ranks of trust."""

from __future__ import annotations

from ..._store.sssom import NEGATED, TYPES
from ...algebra import STYLES, meaning
from ...vocabulary import MappingStyle, RelationshipType, Trust

__all__ = ["CHAINABLE", "RANKS", "SET_MEANING", "STRICT_MEANING", "STRUCTURE"]

#: The name of the mapping set of steps between parent and child inside one document.
STRUCTURE = "structure"
#: The distance of each trust from the publisher's own word.
RANKS = {Trust.PUBLISHER: 0, Trust.THIRD_PARTY: 1, Trust.CURATED: 2, Trust.INFERRED: 3}
#: The set relation that each code of a relationship states; ANY where it states none.
SET_MEANING = {
    code | denied: int(meaning(word, bool(denied)))
    for code, word in enumerate(TYPES)
    for denied in (0, NEGATED)
}
#: The same, where `intersects_with` says that neither contains the other.
STRICT_MEANING = {
    code | denied: int(meaning(word, bool(denied), strict=True))
    for code, word in enumerate(TYPES)
    for denied in (0, NEGATED)
}
#: Codes of relationships that a candidate chain may go over.
CHAINABLE = frozenset(
    code
    for code, word in enumerate(TYPES)
    if STYLES[word] is not MappingStyle.LINEAGE
    and word not in (RelationshipType.NO_RELATIONSHIP, RelationshipType.CONTRARY)
)
