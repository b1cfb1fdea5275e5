"""Statements that cannot all hold."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from edition_models import History, Item, catalog_of_histories, ref
from hypothesis import example, given, settings
from models import SET_TYPES, A, B, C, X, Y, catalog_of, random_model, relationship, seeds
from samples import (
    mapping_set,
)

from ai_security_standards import Catalog, Ref, load
from ai_security_standards.algebra import Relation
from ai_security_standards.mapping import contradictions
from ai_security_standards.mapping.path_consistency import Network


def distorted(seed: int) -> Catalog:
    """A catalog over a random model in which some relationships were changed to what may be false."""
    chance = random.Random(seed)
    _, rows = random_model(chance)
    for at, each in enumerate(rows):
        if chance.random() < 0.3:
            kind = chance.choice(SET_TYPES)
            rows[at] = relationship(each.subject, kind, each.object, set_id=each.mapping_set)
    return catalog_of(rows)


@settings(max_examples=100, deadline=None)
@given(seeds)
@example(4)  # two circles of three
@example(208)  # a circle of four
def test_a_conflict_names_as_few_relationships_as_cannot_all_hold(seed: int) -> None:
    for conflict in distorted(seed).conflicts():
        clashing = list(conflict.relationships)
        assert len(clashing) > 1
        assert len(catalog_of(clashing).conflicts()) == 1
        for one in clashing:
            rest = [each for each in clashing if each is not one]
            assert len(catalog_of(rest).conflicts()) == 0


def test_false_claims_are_found() -> None:
    sizes = {len(conflict.relationships) for seed in (0, 208) for conflict in distorted(seed).conflicts()}
    assert sizes == {2, 3, 4}


def test_several_paths_say_more_together_and_a_contradiction_names_them() -> None:
    rows = [
        relationship(A, "equal", X, denied=True), relationship(A, "superset_of", X, denied=True), relationship(A, "subset_of", C), relationship(C, "subset_of", X),
        relationship(B, "equal", Y), relationship(B, "no_relationship", Y, set_id="two"),
    ]  # fmt: skip
    catalog = catalog_of(rows)
    (found,) = [each for each in catalog.infer(A) if each.target == X]
    assert found.relation == Relation.SUBSET_OF
    assert found.path == found.paths[0]
    (clash,) = [each for each in catalog.infer(B) if each.target == Y]
    assert clash.relation.certain == "contradiction"
    assert {str(step) for path in clash.paths for step in path} == {
        f"{B} equal {Y} (one)", f"{B} no_relationship {Y} (two)",
    }  # fmt: skip
    (conflict,) = catalog.conflicts()
    assert len(conflict.relationships) == 2
    assert (
        repr(conflict) == f"<Conflict of 2 relationships: {B} equal {Y} (one); {B} no_relationship {Y} (two)>"
    )
    assert conflict.provisions == (B, Y)
    assert catalog.conflicts().headline() == "1 conflict"
    assert catalog.conflicts().rows()[0]["mapping_sets"] == ("one", "two")
    assert len(catalog.conflicts("one")) == 0


def test_a_circle_of_subsets_is_a_conflict_of_three() -> None:
    rows = [
        relationship(A, "subset_of", X),
        relationship(X, "subset_of", B),
        relationship(B, "subset_of", A),
        relationship(C, "equal", Y),
    ]
    (conflict,) = catalog_of(rows).conflicts()
    assert len(conflict.relationships) == 3


def test_conflicts_reach_over_the_structure(ours: Path) -> None:
    (ours / "mappings" / "wrong.sssom.tsv").write_bytes(
        mapping_set(
            "acme-policy@1.0:P.1.a equal iso-iec-27090@draft:5",
            "acme-policy@1.0:P no_relationship iso-iec-27090@draft:5",
            head={"trust": "third_party"},
        )
    )
    catalog = load(ours).as_of("2026-11-24")
    (conflict,) = catalog.conflicts("wrong")
    assert [step.mapping_set for step in conflict.relationships].count("structure") == 1
    assert len(catalog.as_of("2026-01-19").conflicts("wrong")) == 0
    assert len(catalog.as_of("2026-01-14").conflicts("wrong")) == 0


def test_what_only_intersects_may_be_contained_unless_it_is_read_strictly() -> None:
    rows = [relationship(A, "intersects_with", X), relationship(A, "subset_of", X, set_id="two")]
    catalog = catalog_of(rows)
    assert len(catalog.conflicts()) == 0
    (conflict,) = catalog.conflicts(strict=True)
    assert len(conflict.relationships) == 2
    (found,) = [each for each in catalog.infer(A) if each.target == X]
    assert found.relation == Relation.SUBSET_OF
    assert len(catalog.conflicts("one", strict=True)) == 0


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_strict_reading_finds_no_fewer_conflicts(seed: int) -> None:
    catalog = distorted(seed)
    assert bool(catalog.conflicts()) <= bool(catalog.conflicts(strict=True))


@settings(deadline=None, max_examples=60)
@given(seeds)
def test_each_conflict_is_minimal_and_what_stays_has_none(seed: int) -> None:
    chance = random.Random(seed)
    ends = [Ref.parse(f"iso-iec-27090@draft:{n}") for n in range(5)]
    rows = []
    for number in range(chance.randint(4, 14)):
        one, other = chance.sample(ends, 2)
        rows.append(
            relationship(one, chance.choice(SET_TYPES), other, chance.random() < 0.2, f"set-{number:02}")
        )
    found = list(catalog_of(rows).conflicts())
    left = list(rows)
    for conflict in found:
        own = [row for row in rows if str(row) in set(map(str, conflict.relationships))]
        assert len(catalog_of(own).conflicts()) == 1
        for each in own:
            rest = [row for row in own if row is not each]
            assert not rest or not catalog_of(rest).conflicts()
        left = [row for row in left if row is not own[-1]]
    assert len(catalog_of(left).conflicts()) == 0


def naive(nodes: int, statements: list[tuple[int, int, int]]) -> bool:
    """Whether path consistency, worked out anew over all triples, leaves a relation to every pair."""
    bits = {(one, other): 1 if one == other else 31 for one in range(nodes) for other in range(nodes)}
    for one, other, said in statements:
        bits[one, other] &= said
        bits[other, one] = int(Relation(bits[one, other]).converse())
    changed = True
    while changed and all(bits.values()):
        changed = False
        for one, via, other in product(range(nodes), repeat=3):
            both = bits[one, other] & int(Relation(bits[one, via]).then(Relation(bits[via, other])))
            if both != bits[one, other]:
                bits[one, other], changed = both, True
    return all(bits.values())


def test_a_network_takes_back_what_contradicts_it_and_stays_closed() -> None:
    chance = random.Random(5)
    refused = 0
    for _ in range(150):
        network, kept = Network(), []
        for number in range(14):
            one, other = chance.sample(range(5), 2)
            said = chance.choice([chance.randint(1, 30), 1 << chance.randrange(5)])
            support = network.add(number, one, other, said)
            assert bool(support) is not naive(5, [*kept, (one, other, said)])
            if support:
                refused += 1
                assert number in support
            else:
                kept.append((one, other, said))
    assert refused > 100


def test_provisions_with_the_same_text_contradict_each_other_across_editions() -> None:
    item = {"1": Item("1", "Rule", None, 3)}
    histories = [
        History("acme-one", [item, item], []),
        History("acme-other", [{"A": Item("A", "All", None, 7)}], []),
    ]
    rows = [
        relationship(ref("acme-other", 0, "A"), "superset_of", ref("acme-one", 0, "1")),
        relationship(ref("acme-other", 0, "A"), "no_relationship", ref("acme-one", 1, "1"), set_id="two"),
    ]
    catalog = catalog_of_histories(histories, rows)
    assert not catalog.conflicts(editions="exact")
    (conflict,) = catalog.conflicts()
    assert sorted(each.mapping_set for each in conflict.relationships) == ["editions", "one", "two"]


def test_what_follows_only_by_composition_is_taken_back_too() -> None:
    # The last statement agrees with all that is known of its pair, and not with what then follows of others.
    statements = [
        (3, 5, 13), (6, 5, 20), (0, 6, 22), (4, 0, 1), (5, 4, 7), (4, 3, 17), (6, 3, 3), (6, 3, 1),
    ]  # fmt: skip
    network = Network()
    added = [network.add(number, *each) for number, each in enumerate(statements)]
    assert added[:-1] == [frozenset()] * 7
    assert added[-1] == set(range(8))
    assert network.add(8, 6, 3, 2) == frozenset()


def test_a_pair_of_which_nothing_was_known_is_unknown_again() -> None:
    # As above; beside it, 3 contains 9. Where 6 equals 3, 6 contains 9 too, until that is taken back.
    statements = [
        (3, 5, 13), (6, 5, 20), (0, 6, 22), (4, 0, 1), (5, 4, 7), (4, 3, 17), (6, 3, 3), (3, 9, 4), (6, 3, 1),
    ]  # fmt: skip
    network = Network()
    added = [network.add(number, *each) for number, each in enumerate(statements)]
    assert added[-1] == {0, 1, 2, 3, 4, 5, 6, 8}
    assert network.add(9, 6, 9, 16) == frozenset()
    assert network.add(10, 6, 3, 1) == {6, 7, 9, 10}


def test_a_network_with_a_limit_compares_and_follows_no_further() -> None:
    # A chain of parts, whose closure is every pair.
    whole, limited = Network(), Network(limit=20)
    for number in range(12):
        assert not whole.add(number, number, number + 1, 2)
        assert not limited.add(number, number, number + 1, 2)
        assert limited.is_full is (number > 4)
    assert not whole.is_full
    # What is known is still compared, what would follow is not.
    assert whole.add(12, 0, 12, 16) == frozenset(range(13))
    assert limited.add(12, 0, 12, 16) == frozenset()
    assert limited.add(13, 0, 3, 16) == {0, 1, 2, 13}
    assert limited.add(14, 11, 12, 16) == {11, 14}


def test_what_contradicts_itself_everywhere_is_looked_at_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contradictions, "_FEWEST_PAIRS", 40)
    monkeypatch.setattr(contradictions, "_PAIRS_OF_STATEMENT", 1)
    chance = random.Random(3)
    ends = [Ref.parse(f"iso-iec-27090@draft:{n}") for n in range(30)]
    rows = [
        relationship(chance.choice(ends), chance.choice(SET_TYPES[:3]), chance.choice(ends))
        for _ in range(120)
    ]
    found = catalog_of(rows).conflicts()
    assert found.unfollowed > 0
    assert found.headline().endswith(f"; {found.unfollowed} relationships not followed to the end")
    assert len(found) > 0
    for conflict in found:
        assert len(catalog_of(list(conflict.relationships)).conflicts()) == 1
    monkeypatch.setattr(contradictions, "_FEWEST_PAIRS", 10_000)
    assert catalog_of(rows).conflicts().unfollowed == 0
