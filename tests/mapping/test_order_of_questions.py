"""Answers are the same in any order of questions: no row tells which mapping sets were read before."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from attrs import evolve
from edition_models import STANDARDS, catalog_of_histories, random_history, random_rows, sets_of
from hypothesis import given, settings
from models import catalog_of, relationship, seeds
from part_of_catalog import DAY, part_register

from ai_security_standards import Assessment, Catalog, Ref, Relationship
from ai_security_standards.snapshot import Snapshot

NEAR, FAR = "iso-iec-27090@draft", "iso-iec-27091@draft"
BETWEEN = ("iso-iec-42006@2025", "iso-iec-22989@2022", "iso-iec-23894@2023")
TYPES = ("equal", "subset_of", "superset_of", "related", "supports")

Question = Callable[[Catalog], Any]


def in_sets_of_pairs(chance: random.Random, rows: Sequence[Relationship]) -> list[Relationship]:
    """Rows in sets that relate two documents each, named so that their order says nothing."""
    names: dict[frozenset[str], str] = {}
    placed = []
    for row in rows:
        pair = frozenset((str(row.subject.document), str(row.object.document)))
        names.setdefault(pair, f"{chance.random():.6f}")
        placed.append(evolve(row, mapping_set=f"{chance.choice('ab')}-{names[pair]}"))
    return placed


def many_equal_chains(chance: random.Random) -> list[Relationship]:
    """Relationships over three documents that lead from one to another on equal terms."""
    kinds = chance.sample(TYPES, 2)
    between = [Ref.parse(f"{document}:{number}") for document in BETWEEN for number in range(2)]
    rows = []
    for middle in between:
        for end in (NEAR, FAR):
            for number in range(2):
                ends = (Ref.parse(f"{end}:{number}"), middle)
                subject, target = ends if chance.random() < 0.7 else ends[::-1]
                if chance.random() < 0.8:
                    rows.append(relationship(subject, chance.choice(kinds), target, chance.random() < 0.1))
    return in_sets_of_pairs(chance, rows)


def questions(near: str, far: str, between: Sequence[str]) -> dict[str, Question]:
    """Questions about documents whose rows show proofs and candidates; those about others only warm up."""

    def projected(catalog: Catalog) -> Any:
        ends = {end for row in catalog.relationships(far) for end in (row.subject, row.object)}
        document = catalog.standard(far).ref
        known = sorted(end for end in ends if end.document == document and end.provision)
        words = ("satisfied", "not_satisfied", "partly")
        results = [(ref, words[number % 3]) for number, ref in enumerate(known)]
        return catalog.project(Assessment.of(results), near).rows()

    def inferred(catalog: Catalog) -> Any:
        tables = catalog.infer(near), catalog.infer(far, to=near)
        return [(each.rows(), each.candidates.rows(), each.conditional.rows()) for each in tables]

    return {
        "coverage": lambda catalog: catalog.coverage(near, [far]).rows(),
        "coverage over three steps": lambda catalog: catalog.coverage(near, [far], max_steps=3).rows(),
        "project": projected,
        "crosswalk": lambda catalog: catalog.crosswalk(near, far, max_steps=2).rows(),
        "infer": inferred,
        "threats": lambda catalog: catalog.threat_coverage(near, [far, *between]).rows(),
        "conflicts": lambda catalog: catalog.conflicts().rows(),
        **{f"of {each}": lambda catalog, each=each: catalog.relationships(each).rows() for each in between},
    }


def check_orders(chance: random.Random, new: Callable[[], Catalog], asked: dict[str, Question]) -> None:
    """Ask in three orders, each of a catalog that was asked nothing before."""
    found = []
    for _ in range(3):
        catalog = new()
        found.append({name: asked[name](catalog) for name in chance.sample(sorted(asked), len(asked))})
    assert found[0] == found[1] == found[2]


@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_rows_are_the_same_in_any_order_of_questions(seed: int) -> None:
    chance = random.Random(seed)
    rows = many_equal_chains(chance)
    check_orders(chance, lambda: catalog_of(rows), questions(NEAR, FAR, BETWEEN))


@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_rows_of_several_editions_are_the_same_in_any_order_of_questions(seed: int) -> None:
    chance = random.Random(seed)
    histories = [random_history(chance, standard) for standard in STANDARDS]
    rows = in_sets_of_pairs(chance, random_rows(chance, sets_of(histories), 30))
    asked = questions(STANDARDS[0], STANDARDS[1], STANDARDS[2:])
    check_orders(chance, lambda: catalog_of_histories(histories, rows), asked)


@pytest.mark.parametrize("first", [(), BETWEEN[:1], BETWEEN[1:2], BETWEEN[::-1]])
def test_of_equally_good_proofs_that_of_the_first_set_by_name_is_shown(first: Sequence[str]) -> None:
    near, far, *between = (Ref.parse(f"{document}:A") for document in (NEAR, FAR, *BETWEEN))
    rows = [
        relationship(end, "equal", middle, set_id=f"{name} {number}")
        for number, end in enumerate((near, far))
        for name, middle in zip("bac", between, strict=True)
    ]
    catalog = catalog_of(rows)
    for document in first:
        catalog.relationships(document)
    assert catalog.coverage(near, [far]).rows()[0]["mapping_sets"] == ("a 1", "a 0")
    assert catalog.coverage(far, [near]).rows()[0]["mapping_sets"] == ("a 0", "a 1")


def test_shipped_documents_are_proved_alike_whatever_was_asked_before() -> None:
    asked = questions("iso-iec-42001", "etsi-en-304-223", ["nist-ai-rmf"])
    fresh, warm = (Catalog(Snapshot(part_register.__wrapped__(), DAY)) for _ in range(2))
    for document in ("uk-ai-cyber-code", "nist-ai-rmf"):
        warm.coverage(document, ["eu-ai-act", "etsi-en-304-223"]).rows()
    for name in ("coverage", "project", "infer"):
        assert asked[name](fresh) == asked[name](warm)
