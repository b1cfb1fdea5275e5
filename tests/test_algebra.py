"""The algebra of relations: laws, the table against brute force, and words that translate."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import true_relation

from ai_security_standards import UnknownCriterion
from ai_security_standards.algebra import (
    COMPOSED,
    CONVERSE,
    COVERING,
    ENTAILS_NAMED,
    INVERSE,
    OSCAL,
    OVERLAPPING,
    SKOS,
    STYLES,
    Relation,
    meaning,
    type_of,
)
from ai_security_standards.vocabulary import MappingStyle, RelationshipType

BASE = (1, 2, 4, 8, 16)
relations = st.integers(0, 31).map(Relation)


def test_the_table_is_the_one_computed_over_subsets_of_five() -> None:
    found = {(one, two): 0 for one in BASE for two in BASE}
    for a, b, c in product(range(1, 32), repeat=3):
        found[true_relation(a, b), true_relation(b, c)] |= true_relation(a, c)
    assert {pair: COMPOSED[pair[0]][pair[1]] for pair in found} == found


def test_converse_is_the_one_computed() -> None:
    for a, b in product(range(1, 32), repeat=2):
        assert CONVERSE[true_relation(a, b)] == true_relation(b, a)


@given(relations, relations, relations)
def test_composition_is_associative(r: Relation, s: Relation, t: Relation) -> None:
    assert r.then(s).then(t) == r.then(s.then(t))


@given(relations, relations)
def test_the_converse_of_a_composition_is_the_composition_of_converses_turned(
    r: Relation, s: Relation
) -> None:
    assert r.then(s).converse() == s.converse().then(r.converse())
    assert r.converse().converse() == r


@given(relations, relations, relations)
def test_composition_is_monotone_and_distributes_over_disjunction(
    r: Relation, s: Relation, t: Relation
) -> None:
    assert r.then(s) & ~r.then(s | t) == 0
    assert r.then(s | t) == r.then(s) | r.then(t)


@given(relations)
def test_equal_is_the_identity_and_a_contradiction_stays_one(r: Relation) -> None:
    assert r.then(Relation.EQUAL) == r == Relation.EQUAL.then(r)
    assert r.then(Relation.CONTRADICTION) == Relation.CONTRADICTION


@pytest.mark.parametrize(
    ("bits", "word"),
    [
        (0, "contradiction"), (1, "equal"), (5, "covers"), (4, "covers"), (3, "is covered by"), (2, "is covered by"),
        (8, "overlaps"), (15, "overlaps"), (6, "overlaps"), (16, "apart"), (31, "unknown"), (24, "unknown"),
    ],
)  # fmt: skip
def test_what_is_certain(bits: int, word: str) -> None:
    relation = Relation(bits)
    assert relation.certain == word
    assert bool(ENTAILS_NAMED[bits]) is (word != "unknown")
    assert relation.covers is (bits in (1, 4, 5))
    assert relation.is_covered_by is (bits in (1, 2, 3))
    assert relation.apart is (bits == 16)
    assert relation.overlaps is (0 < bits < 16)
    assert [meaning(word, strict=True) for word in relation.types] == [each for each in BASE if each & bits]


def test_intersects_over_intersects_says_nothing_and_covers_over_covered_still_overlaps() -> None:
    assert Relation.INTERSECTS_WITH.then(Relation.INTERSECTS_WITH) == Relation.ANY
    assert Relation.SUPERSET_OF.then(Relation.SUBSET_OF).certain == "overlaps"


@pytest.mark.parametrize("word", RelationshipType)
def test_every_type_has_a_style_an_inverse_and_a_meaning(word: RelationshipType) -> None:
    assert INVERSE[INVERSE[word]] is word
    assert STYLES[INVERSE[word]] is STYLES[word]
    assert meaning(INVERSE[word]) == meaning(word).converse()
    assert meaning(INVERSE[word], negated=True) == meaning(word, negated=True).converse()
    says = STYLES[word] is MappingStyle.SET_THEORY or word in ("identical", "equivalent")
    assert (meaning(word) != Relation.ANY) is says
    strictly = meaning(word, strict=True)
    assert meaning(word, negated=True) == (31 & ~strictly if says else 31)
    assert strictly == meaning(word) or word == "intersects_with"


def test_what_intersects_may_also_contain_unless_it_is_read_strictly() -> None:
    assert meaning(RelationshipType.INTERSECTS_WITH) == 15
    assert meaning(RelationshipType.INTERSECTS_WITH, strict=True) == 8
    # To deny it says the same by either reading: no more than that the strict relation does not hold.
    assert meaning(RelationshipType.INTERSECTS_WITH, negated=True) == 23


#: Subject, predicate, object; the type; and the same read from the object.
NAMED = [
    ("skos:exactMatch", "equal", "equal", "prompt injection is prompt injection"),
    ("skos:broadMatch", "subset_of", "superset_of", "direct injection has the broader match injection"),
    ("skos:narrowMatch", "superset_of", "subset_of", "injection has the narrower match direct injection"),
    ("skos:relatedMatch", "related", "related", "poisoning has to do with supply chain"),
    ("skos:closeMatch", "related", "related", "close says no more than related"),
    ("equal-to", "equal", "equal", "OSCAL: source and target ask the same"),
    ("equivalent-to", "equivalent", "equivalent", "OSCAL: the same in other words"),
    ("subset-of", "subset_of", "superset_of", "OSCAL: the source is a subset of the target"),
    ("superset-of", "superset_of", "subset_of", "OSCAL: the source is a superset of the target"),
    ("intersects-with", "intersects_with", "intersects_with", "OSCAL: both have something in common"),
    ("no-relationship", "no_relationship", "no_relationship", "OSCAL: nothing in common"),
]


@pytest.mark.parametrize(("word", "forward", "backward", "example"), NAMED, ids=[row[0] for row in NAMED])
def test_words_of_others_translate_in_their_direction(
    word: str, forward: str, backward: str, example: str
) -> None:
    assert type_of(word) == forward, example
    assert INVERSE[type_of(word)] == backward, example
    if word.startswith("skos:"):
        assert type_of("http://www.w3.org/2004/02/skos/core#" + word[5:]) == forward


def test_what_is_written_is_read_as_the_same() -> None:
    for table in (SKOS, OSCAL):
        assert len(set(table.values())) == len(table)
        for kind, word in table.items():
            assert type_of(word) is kind
    for kind in RelationshipType:
        assert type_of(kind.value) is kind


def test_an_unknown_word_names_near_misses() -> None:
    with pytest.raises(UnknownCriterion, match="subset"):
        type_of("subsetof")
    with pytest.raises(UnknownCriterion, match="zzz"):
        type_of("zzz")


def test_each_base_relation_has_a_bit_of_its_own_and_each_table_a_place_for_every_set() -> None:
    names = ("EQUAL", "SUBSET_OF", "SUPERSET_OF", "INTERSECTS_WITH", "NO_RELATIONSHIP")
    assert [Relation[name].value for name in names] == [1, 2, 4, 8, 16]
    assert sum(Relation[name] for name in names) == Relation.ANY
    assert {
        len(table) for table in (*COMPOSED, COMPOSED, CONVERSE, ENTAILS_NAMED, COVERING, OVERLAPPING)
    } == {32}


def test_a_long_unknown_word_is_cut() -> None:
    with pytest.raises(UnknownCriterion) as raised:
        type_of("x" * 200)
    assert "x" * 80 in str(raised.value)
    assert "x" * 81 not in str(raised.value)
