"""What is inferred is what a walk over all chains of two steps says, pair by pair."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

import pytest
from models import catalog_of, ends_of, random_model

from ai_security_standards import Catalog, Ref, Relationship
from ai_security_standards.algebra import Relation, meaning

ANY = Relation.ANY
Pairs = dict[tuple[Ref, Ref], Relation]


def stated(rows: Iterable[Relationship]) -> Pairs:
    """What all relationships of a pair say together, read from either end."""
    found: Pairs = defaultdict(lambda: ANY)
    for row in rows:
        said = meaning(row.type, row.negated, strict=row.strict is not None)
        found[row.subject, row.object] &= said
        found[row.object, row.subject] &= said.converse()
    return found


def by_brute_force(stated: Pairs) -> Pairs:
    """What all chains of one and two steps say of each pair together; pairs of which they say nothing are left out."""
    steps = {pair: bits for pair, bits in stated.items() if bits != ANY and pair[0] != pair[1]}
    onward: dict[Ref, list[tuple[Ref, Relation]]] = defaultdict(list)
    for (one, other), bits in steps.items():
        onward[one].append((other, bits))
    found: Pairs = defaultdict(lambda: ANY, steps)
    for (source, via), first in steps.items():
        for target, second in onward[via]:
            if target != source:
                found[source, target] &= first.then(second)
    return {pair: bits for pair, bits in found.items() if bits.certain != "unknown"}


def inferred(catalog: Catalog, sources: Iterable[Ref]) -> Pairs:
    """What the library infers from each of some provisions."""
    return {
        (each.source, each.target): each.relation
        for source in sources
        for each in catalog.infer(source, editions="exact")
    }


@pytest.mark.parametrize("seed", range(40))
def test_every_pair_is_inferred_as_all_its_chains_say(seed: int) -> None:
    _, rows = random_model(random.Random(seed))
    assert inferred(catalog_of(rows), ends_of(rows)) == by_brute_force(stated(rows))


def test_the_walk_finds_relations_of_two_steps_and_contradictions() -> None:
    every = [by_brute_force(stated(random_model(random.Random(seed))[1])) for seed in range(40)]
    words = {bits.certain for found in every for bits in found.values()}
    assert words == {"equal", "covers", "is covered by", "overlaps", "apart"}
