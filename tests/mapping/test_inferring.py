"""What follows of mapping sets: against models of real sets, and by example."""

from __future__ import annotations

import pickle
import random
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from models import (
    SET_TYPES,
    A,
    B,
    C,
    X,
    Y,
    catalog_of,
    certain_relation,
    ends_of,
    random_model,
    relationship,
    seeds,
    true_relation,
)

from ai_security_standards import Ref, Relationship, load
from ai_security_standards.algebra import Relation, meaning
from ai_security_standards.mapping import Inference
from ai_security_standards.mapping.proofs import minimal_support
from ai_security_standards.vocabulary import RelationshipType, Trust

#: So many that each single relation left out of the table of compositions made some inference unsound.
MODELS = 1_500


def test_no_inference_is_unsound_in_random_models() -> None:
    chance = random.Random(8477)
    count = 0
    for _ in range(MODELS):
        sets, rows = random_model(chance)
        catalog = catalog_of(rows)
        for name in {str(ref.document) for ref in sets}:
            for found in catalog.infer(name, max_steps=chance.choice([1, 2, 2, 3])):
                truth = true_relation(sets[found.source], sets[found.target])
                assert found.relation & truth, (found, rows)
                count += 1
    assert count > MODELS


def proved(found: Inference) -> int:
    """What the paths of an inference say, worked out anew from the relationships in them."""
    whole = 31
    for path in found.paths:
        composed = 1
        for _, step in groupby(path, key=lambda each: (each.subject, each.object)):
            bits = 31
            for each in step:
                bits &= 5 if each.mapping_set == "structure" and each.type == "superset_of" else (
                    3 if each.mapping_set == "structure" else meaning(each.type, each.negated)
                )  # fmt: skip
            composed = Relation(composed).then(Relation(bits))
        assert path[0].subject == found.source
        assert path[-1].object == found.target
        assert all(one.object in (other.subject, other.object) for one, other in pairwise(path))
        whole &= composed
    return whole


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_paths_prove_what_is_inferred_and_conflicts_are_none_in_what_is_true(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = random_model(chance)
    catalog = catalog_of(rows)
    assert len(catalog.conflicts()) == 0
    for name in {str(ref.document) for ref in sets}:
        for found in catalog.infer(name, max_steps=2):
            assert proved(found) == found.relation
            for path in found.paths:
                assert {step.type for step in path} <= {*SET_TYPES, "identical", "equivalent"}
                assert len({(step.subject, step.object) for step in path}) <= 2


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_a_relationship_more_never_takes_an_inference_away(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = random_model(chance)
    less, more = catalog_of(rows[:-1] or rows), catalog_of(rows)
    for name in {str(ref.document) for ref in sets}:
        before = {(each.source, each.target): each.relation for each in less.infer(name)}
        after = {(each.source, each.target): each.relation for each in more.infer(name)}
        for pair, relation in before.items():
            assert after[pair] & relation == after[pair]


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_what_follows_of_the_two_ways_round_agrees(seed: int) -> None:
    _, rows = random_model(random.Random(seed))
    catalog = catalog_of(rows)
    found = {
        (each.source, each.target): each.relation
        for ref in ends_of(rows)
        for each in catalog.infer(ref, max_steps=2)
    }
    for (one, other), relation in found.items():
        assert found[other, one] == relation.converse()


def test_intersects_over_intersects_is_not_coverage() -> None:
    catalog = catalog_of([relationship(A, "intersects_with", X), relationship(X, "intersects_with", B)])
    found = catalog.infer(A)
    assert [str(each.target) for each in found] == [str(X)]
    assert [each.target for each in found.candidates] == [B]
    assert found.headline() == "1 inference"


def test_untyped_threat_and_lineage_never_become_set_relations() -> None:
    for kind in RelationshipType:
        if meaning(kind) == Relation.ANY:
            catalog = catalog_of([relationship(A, kind.value, X), relationship(X, "equal", B)])
            assert certain_relation(catalog, A, B) == "unknown"
            reached = [each.target for each in catalog.infer(A).candidates]
            apart = kind == "contrary" or kind.value.endswith(("_from", "_to", "_into")) or kind.value in (
                "replaces", "replaced_by", "adopted_as", "adopts",
            )  # fmt: skip
            assert reached == ([] if apart else [X, B])


def test_no_inference_is_surer_than_its_weakest_step() -> None:
    rows = [
        relationship(A, "equal", X, confidence=0.9),
        relationship(X, "equal", B, confidence=0.4),
        relationship(X, "equal", C),
    ]
    curated = [Relationship(**{**_fields(relationship(C, "equal", Y, set_id="two")), "trust": Trust.CURATED})]
    catalog = catalog_of(rows + curated)
    found = {each.target: each for each in catalog.infer(A, max_steps=3)}
    assert found[X].confidence == 0.9
    assert found[B].confidence == 0.4
    assert found[C].confidence is None
    assert (found[B].trust, found[Y].trust) == (Trust.PUBLISHER, Trust.CURATED)
    assert Y not in [each.target for each in catalog.infer(A, max_steps=3, trust="publisher")]
    assert Y not in [each.target for each in catalog.infer(A, max_steps=3, mapping_sets="one")]
    assert len(catalog.relationships(Y, trust=["third-party", "curated"])) == 1


def _fields(record: Relationship) -> dict[str, object]:
    return {name: getattr(record, name) for name in Relationship.__attrs_attrs__ and [
        each.name for each in Relationship.__attrs_attrs__  # type: ignore[attr-defined]
    ]}  # fmt: skip


def test_parent_and_child_are_chained_as_part_and_whole(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = {
        (each.source.provision, each.target.provision): each
        for each in catalog.infer("acme-policy:P.1.a", to="acme-guide@1.0", max_steps=3)
    }
    assert found == {}
    up = {each.source.provision: each for each in catalog.infer("acme-policy@1.0", to="acme-guide@1.0:G1")}
    assert {name: each.relation.certain for name, each in up.items()} == {
        "P": "covers", "P.1": "covers", "P.2": "apart",
    }  # fmt: skip
    assert [step.mapping_set for step in up["P"].path] == ["structure", "policy--guide"]
    assert up["P"].confidence == 0.8
    assert up["P"].superseded == (Ref.parse("acme-guide@1.0"),)
    assert repr(up["P"]) == "<Inference acme-policy@1.0:P covers acme-guide@1.0:G1: 1 path>"
    alone = catalog.infer("acme-policy@1.0:P", to="acme-guide@1.0:G1", mapping_sets="policy--guide")
    assert [each.source.provision for each in alone] == ["P.1"]
    inside = catalog.infer("acme-policy@1.0:P.1.a", to="acme-policy@1.0", max_steps=2)
    assert [(each.target.provision, each.relation.certain) for each in inside] == [
        ("P", "is covered by"), ("P.1", "is covered by"),
    ]  # fmt: skip
    assert inside[0].confidence is None
    back = catalog.infer("acme-guide@1.0:G1", to="acme-policy@1.0")
    assert {each.target.provision: each.relation.certain for each in back}["P"] == "is covered by"
    assert pickle.loads(pickle.dumps(inside)) == inside
    assert inside.rows()[0]["relation"] == "is covered by"
    with pytest.raises(AttributeError):
        inside.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_candidates_are_kept_apart(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.infer("acme-policy@1.0:P.2", to="acme-guide@1.0")
    assert [(each.target.provision, each.relation.certain) for each in found] == [
        ("G", "apart"),
        ("G1", "apart"),
    ]
    (candidate,) = found.candidates
    assert (candidate.target.provision, candidate.types) == ("H", (RelationshipType.RELATED,))
    assert repr(candidate) == "<Candidate acme-policy@1.0:P.2 … acme-guide@1.0:H: related>"
    assert found.candidates.headline() == "1 candidate"
    assert found.candidates.rows()[0]["mapping_sets"] == ("policy--guide",)


def test_a_proof_leaves_out_what_adds_nothing() -> None:
    assert minimal_support([(7, "a"), (11, "b"), (21, "c"), (31, "d")]) == ["b", "c"]
