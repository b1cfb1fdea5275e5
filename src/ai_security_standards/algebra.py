"""What relations between provisions imply: the algebra RCC-5, and words that translate into it.

A provision is read as the set of outcomes that it asks for, which is never empty. The five types of
NIST IR 8477's set theory mapping are then the five base relations of the region connection calculus
RCC-5: of two provisions exactly one of them holds. What is known is a set of those that may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntFlag

from .errors import UnknownCriterion, did_you_mean, nearest
from .vocabulary import MappingStyle, RelationshipType

__all__ = [
    "COMPOSED",
    "CONVERSE",
    "COVERING",
    "INVERSE",
    "OSCAL",
    "OVERLAPPING",
    "SKOS",
    "STYLES",
    "ENTAILS_NAMED",
    "Relation",
    "meaning",
    "type_of",
]


class Relation(IntFlag):
    """The base relations that may hold of two provisions, read from the first; none is a contradiction.

    `&` is what two statements say together, `then` what follows over a third provision in between.

    >>> Relation.SUBSET_OF.then(Relation.SUBSET_OF | Relation.EQUAL).certain
    'is covered by'
    >>> Relation.INTERSECTS_WITH.then(Relation.INTERSECTS_WITH).certain
    'unknown'
    """

    CONTRADICTION = 0
    EQUAL = 1
    SUBSET_OF = 2
    SUPERSET_OF = 4
    INTERSECTS_WITH = 8
    NO_RELATIONSHIP = 16
    UNKNOWN = 31

    def converse(self) -> Relation:
        """The same, read from the second.

        >>> Relation.SUBSET_OF.converse().certain
        'covers'
        """
        return Relation(CONVERSE[self])

    def then(self, other: Relation) -> Relation:
        """What holds of a and c, where this holds of a and b and `other` of b and c."""
        return Relation(COMPOSED[self][other])

    @property
    def covers(self) -> bool:
        """Whether the first certainly asks all that the second asks."""
        return bool(self) and not self & ~5

    @property
    def is_covered_by(self) -> bool:
        """Whether the second certainly asks all that the first asks."""
        return bool(self) and not self & ~3

    @property
    def overlaps(self) -> bool:
        """Whether the two certainly ask something in common."""
        return bool(self) and not self & 16

    @property
    def apart(self) -> bool:
        """Whether the two certainly have nothing in common."""
        return self == 16

    @property
    def certain(self) -> str:
        """The strongest that is certain, in words.

        equal, covers, is covered by, overlaps, apart, unknown; or contradiction.
        """
        if self == 1:
            return "equal"
        for word, holds in (
            ("covers", self.covers),
            ("is covered by", self.is_covered_by),
            ("overlaps", self.overlaps),
            ("apart", self.apart),
            ("contradiction", not self),
        ):
            if holds:
                return word
        return "unknown"

    @property
    def types(self) -> tuple[RelationshipType, ...]:
        """The set-theory types that may hold."""
        return tuple(word for word, bit in _BASE.items() if self & bit)


# The composition of base relations, row then column (Renz and Nebel 2007, table of RCC-5). The bits,
# written out, are EQ 1, PP 2, PPI 4, PO 8, DR 16.
_TABLE: Mapping[int, tuple[int, ...]] = {
    1: (1, 2, 4, 8, 16),
    2: (2, 2, 31, 26, 16),
    4: (4, 15, 4, 12, 28),
    8: (8, 10, 28, 31, 28),
    16: (16, 26, 16, 26, 31),
}
_BITS = (1, 2, 4, 8, 16)


def _union(bits: Iterable[int]) -> int:
    whole = 0
    for each in bits:
        whole |= each
    return whole


#: What follows of a and c from a set of relations of a and b (row) and one of b and c (column).
COMPOSED: tuple[bytes, ...] = tuple(
    bytes(
        _union(
            _TABLE[one][place]
            for one in _BITS
            if row & one
            for place, two in enumerate(_BITS)
            if column & two
        )
        for column in range(32)
    )
    for row in range(32)
)
#: A set of relations read from the other side.
CONVERSE = bytes(row & 25 | (row & 2) << 1 | (row & 4) >> 1 for row in range(32))

#: Whether a set of relations says anything certain in words; some say only what does not hold.
ENTAILS_NAMED = bytes(Relation(row).certain != "unknown" for row in range(32))

#: The same in numbers as `covers` and `overlaps` of a relation, for those who ask of very many.
COVERING = bytes(Relation(row).covers for row in range(32))
OVERLAPPING = bytes(Relation(row).overlaps for row in range(32))

_BASE: Mapping[RelationshipType, int] = {
    RelationshipType.EQUAL: 1,
    RelationshipType.SUBSET_OF: 2,
    RelationshipType.SUPERSET_OF: 4,
    RelationshipType.INTERSECTS_WITH: 8,
    RelationshipType.NO_RELATIONSHIP: 16,
}
_MEANING: Mapping[RelationshipType, int] = {
    **_BASE,
    RelationshipType.IDENTICAL: 1,
    RelationshipType.EQUIVALENT: 1,
}


def meaning(type: RelationshipType, negated: bool = False) -> Relation:
    """What an asserted relationship says of the two as sets; UNKNOWN where it says nothing.

    Of the supportive types, identical and equivalent count as equal in content. A denied relationship
    says that one of the others holds; denying a type without set meaning says nothing.

    >>> meaning(RelationshipType.NO_RELATIONSHIP, negated=True).certain
    'overlaps'
    """
    bits = _MEANING.get(type, 31)
    return Relation(31 & ~bits if negated and bits != 31 else bits)


_WORDS = {word.value: word for word in RelationshipType}
_PAIRS = (
    ("subset_of", "superset_of"),
    ("supports", "is_supported_by"),
    ("mitigates", "mitigated_by"),
    ("exploits", "exploited_by"),
    ("tests", "tested_by"),
    ("replaces", "replaced_by"),
    ("renamed_from", "renamed_to"),
    ("split_from", "split_into"),
    ("merged_from", "merged_into"),
    ("adopted_as", "adopts"),
)
#: Each type as it reads from the object's side.
INVERSE: Mapping[RelationshipType, RelationshipType] = {
    **{word: word for word in RelationshipType},
    **{_WORDS[one]: _WORDS[other] for one, other in _PAIRS},
    **{_WORDS[other]: _WORDS[one] for one, other in _PAIRS},
}

_STYLED = {
    MappingStyle.SET_THEORY: "equal subset_of superset_of intersects_with no_relationship",
    MappingStyle.SUPPORTIVE: "supports is_supported_by identical equivalent contrary",
    MappingStyle.CONCEPT_CROSSWALK: "related",
    MappingStyle.THREAT: "mitigates mitigated_by exploits exploited_by tests tested_by",
    MappingStyle.LINEAGE: (
        "replaces replaced_by renamed_from renamed_to split_from split_into merged_from merged_into "
        "adopted_as adopts"
    ),
}
#: The mapping style that each type belongs to.
STYLES: Mapping[RelationshipType, MappingStyle] = {
    _WORDS[word]: style for style, words in _STYLED.items() for word in words.split()
}

#: SKOS mapping properties, as SSSOM predicates, that say exactly what a type says. Direction:
#: `a skos:broadMatch b` says that b is the broader one, so a is a subset of b (SKOS Reference, 10.1).
SKOS: Mapping[RelationshipType, str] = {
    RelationshipType.EQUAL: "skos:exactMatch",
    RelationshipType.SUBSET_OF: "skos:broadMatch",
    RelationshipType.SUPERSET_OF: "skos:narrowMatch",
    RelationshipType.RELATED: "skos:relatedMatch",
}
#: The relationship words of OSCAL's control mapping model, read from the source, which is the subject.
OSCAL: Mapping[RelationshipType, str] = {
    RelationshipType.EQUAL: "equal-to",
    RelationshipType.EQUIVALENT: "equivalent-to",
    RelationshipType.SUBSET_OF: "subset-of",
    RelationshipType.SUPERSET_OF: "superset-of",
    RelationshipType.INTERSECTS_WITH: "intersects-with",
    RelationshipType.NO_RELATIONSHIP: "no-relationship",
}
_SKOS_IRI = "http://www.w3.org/2004/02/skos/core#"
# closeMatch says less than equal and more than nothing: untyped is all that surely follows.
_READ: Mapping[str, RelationshipType] = {
    **{word.value: word for word in RelationshipType},
    **{word: kind for kind, word in OSCAL.items()},
    **{word: kind for kind, word in SKOS.items()},
    **{_SKOS_IRI + word.partition(":")[2]: kind for kind, word in SKOS.items()},
    "skos:closeMatch": RelationshipType.RELATED,
    _SKOS_IRI + "closeMatch": RelationshipType.RELATED,
}


def type_of(word: str) -> RelationshipType:
    """The type that a word of this library, of SKOS or of OSCAL's mapping model means.

    Raises UnknownCriterion, naming near misses, for another word.

    >>> type_of("skos:broadMatch").value, type_of("superset-of").value
    ('subset_of', 'superset_of')
    """
    found = _READ.get(word)
    if found is None:
        meant = did_you_mean(nearest(word, _READ))
        raise UnknownCriterion(f"there is no relationship type {word[:80]!r}{meant}")
    return found
