"""The algebra of relations between provisions (RCC-5), and the words of other schemes for them.

A provision is read as the set of outcomes that it asks for, which is never empty. The five types of
NIST IR 8477's set theory mapping are then the five base relations of the region connection calculus
RCC-5: exactly one of them holds between two provisions. Knowledge is a set of those that may hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag

from .vocabulary import MappingStyle, RelationshipType
from .vocabulary.criteria import unknown_value

__all__ = [
    "ANY",
    "CHILD_TO_PARENT",
    "COMPOSED",
    "CONVERSE",
    "COVERING",
    "ENTAILS_NAMED",
    "EQUAL",
    "INVERSE",
    "OSCAL",
    "OVERLAPPING",
    "PARENT_TO_CHILD",
    "SKOS",
    "STYLES",
    "Relation",
    "meaning",
    "type_of",
]


class Relation(IntFlag):
    """A set of the base relations that may hold between two provisions, read from the first.

    `a & b` is what two statements say together; `a.then(b)` what follows over a third provision.
    `CONTRADICTION` is the empty set, `ANY` the full one, from which nothing follows.

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
    ANY = 31

    def converse(self) -> Relation:
        """Return the same relation, read from the second provision.

        >>> Relation.SUBSET_OF.converse().certain
        'covers'
        """
        return Relation(CONVERSE[self])

    def then(self, other: Relation) -> Relation:
        """Return the relation of a to c, given this one of a to b and `other` of b to c."""
        return Relation(COMPOSED[self][other])

    @property
    def covers(self) -> bool:
        """Whether the first certainly asks all that the second asks."""
        return bool(self) and not self & ~PARENT_TO_CHILD

    @property
    def is_covered_by(self) -> bool:
        """Whether the second certainly asks all that the first asks."""
        return bool(self) and not self & ~CHILD_TO_PARENT

    @property
    def overlaps(self) -> bool:
        """Whether both certainly have something in common."""
        return bool(self) and not self & Relation.NO_RELATIONSHIP

    @property
    def apart(self) -> bool:
        """Whether both certainly have nothing in common."""
        return self == Relation.NO_RELATIONSHIP

    @property
    def certain(self) -> str:
        """The strongest certain statement, in words.

        One of equal, covers, is covered by, overlaps, apart, unknown and contradiction.
        """
        return _CERTAIN[self]

    @property
    def types(self) -> tuple[RelationshipType, ...]:
        """The set-theory types that may hold."""
        return tuple(word for word, bit in _BASE.items() if self & bit)


# Plain integers for inner loops: operations on the members of an IntFlag are slow.
#: The full set of relations, from which nothing follows.
ANY = int(Relation.ANY)
EQUAL = int(Relation.EQUAL)
#: A child asks part of what its parent asks, or all of it where it is the only child.
CHILD_TO_PARENT = int(Relation.EQUAL | Relation.SUBSET_OF)
#: A parent, read towards its child.
PARENT_TO_CHILD = int(Relation.EQUAL | Relation.SUPERSET_OF)

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


def _compose(first: int, second: int) -> int:
    """Return the union of the compositions of each base relation of one set with each of another."""
    composed = 0
    for row in _BITS:
        for place, column in enumerate(_BITS):
            if first & row and second & column:
                composed |= _TABLE[row][place]
    return composed


#: The relations of a to c that follow from those of a to b (row) and of b to c (column).
COMPOSED = tuple(bytes(_compose(row, column) for column in range(32)) for row in range(32))
#: Each set of relations read from the other side.
CONVERSE = bytes(row & 25 | (row & 2) << 1 | (row & 4) >> 1 for row in range(32))


def _certain(relation: Relation) -> str:
    for word, is_certain in (
        ("contradiction", not relation),
        ("equal", relation == Relation.EQUAL),
        ("covers", relation.covers),
        ("is covered by", relation.is_covered_by),
        ("overlaps", relation.overlaps),
        ("apart", relation.apart),
    ):
        if is_certain:
            return word
    return "unknown"


_CERTAIN = tuple(_certain(Relation(row)) for row in range(32))
#: Whether each set of relations entails a relation that has a name; some only exclude others.
ENTAILS_NAMED = bytes(word != "unknown" for word in _CERTAIN)

#: `Relation.covers` and `Relation.overlaps` of each set of relations, for inner loops.
COVERING = bytes(Relation(row).covers for row in range(32))
OVERLAPPING = bytes(Relation(row).overlaps for row in range(32))

_BASE: Mapping[RelationshipType, int] = {
    RelationshipType.EQUAL: 1,
    RelationshipType.SUBSET_OF: 2,
    RelationshipType.SUPERSET_OF: 4,
    RelationshipType.INTERSECTS_WITH: 8,
    RelationshipType.NO_RELATIONSHIP: 16,
}
#: What publishers mean by `intersects_with`: something in common, whatever else.
_LOOSELY = _BASE[RelationshipType.INTERSECTS_WITH] | 1 | 2 | 4
_MEANING: Mapping[RelationshipType, int] = {
    **_BASE,
    RelationshipType.INTERSECTS_WITH: _LOOSELY,
    RelationshipType.IDENTICAL: 1,
    RelationshipType.EQUIVALENT: 1,
}


def meaning(type: RelationshipType, negated: bool = False, strict: bool = False) -> Relation:
    """Return what an asserted relationship says of two provisions as sets; ANY where it says nothing.

    The supportive types identical and equivalent count as equal. `intersects_with` says that the two
    have something in common, and no more: published sets rarely mean that each also has something of
    its own. A denied relationship says that one of the other base relations holds; to deny a type
    without set meaning says nothing.

    Args:
        type: The type of relationship.
        negated: Whether it is denied.
        strict: Whether `intersects_with` says that neither contains the other, as NIST IR 8477 has it.

    >>> meaning(RelationshipType.INTERSECTS_WITH).certain, meaning(RelationshipType.INTERSECTS_WITH).covers
    ('overlaps', False)
    >>> meaning(RelationshipType.NO_RELATIONSHIP, negated=True).certain
    'overlaps'
    """
    stated = _BASE if strict or negated else _MEANING
    relation = Relation(stated.get(type, _MEANING.get(type, ANY)))
    return Relation.ANY & ~relation if negated and relation != Relation.ANY else relation


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
#: The type that says the same from the object's side.
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

#: SKOS mapping properties, as SSSOM predicates, that mean exactly the same as a type. Direction:
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
# closeMatch says less than equal and more than nothing: only the untyped relation surely follows.
_READ: Mapping[str, RelationshipType] = {
    **{word.value: word for word in RelationshipType},
    **{word: kind for kind, word in OSCAL.items()},
    **{word: kind for kind, word in SKOS.items()},
    **{_SKOS_IRI + word.partition(":")[2]: kind for kind, word in SKOS.items()},
    "skos:closeMatch": RelationshipType.RELATED,
    _SKOS_IRI + "closeMatch": RelationshipType.RELATED,
}


def type_of(word: str) -> RelationshipType:
    """Return the relationship type that a word of this library, SKOS or OSCAL's mapping model means.

    Raises:
        UnknownCriterion: The word is not known; the message names near misses.

    >>> type_of("skos:broadMatch").value, type_of("superset-of").value
    ('subset_of', 'superset_of')
    """
    found = _READ.get(word)
    if found is None:
        raise unknown_value("relationship type", word[:80], _READ)
    return found
