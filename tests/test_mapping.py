"""What is asserted, what follows, and what cannot hold: against models of real sets, and by example."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Raw, document, framework, mapping_set, register_file
from test_algebra import true_relation

import ai_security_standards as aiss
from ai_security_standards import Catalog, Ref, Relationship, UnknownCriterion, UnknownReference, load
from ai_security_standards._graph import graph_of
from ai_security_standards._reading import SECTIONS, DataFile
from ai_security_standards._register import packaged
from ai_security_standards._register.overlaying import overlaid
from ai_security_standards._sssom import sheet_of
from ai_security_standards.algebra import Relation, meaning
from ai_security_standards.mapping import Inference
from ai_security_standards.mapping.inferring import _fewest
from ai_security_standards.relationships import MappingSet
from ai_security_standards.vocabulary import RelationshipType, Trust

SETS = ("equal", "subset_of", "superset_of", "intersects_with", "no_relationship")
#: Documents whose structure is not shipped: any provision may be spoken of.
DOCUMENTS = ("iso-iec-27090@draft", "iso-iec-42006@2025", "iso-iec-27091@draft")  # none has a structure here
NO_SECTIONS: dict[str, list[Raw]] = {section: [] for section in SECTIONS}
DAY = load().as_of("2026-11-24").date


def catalog_of(rows: list[Relationship]) -> Catalog:
    """A catalog over these relationships alone."""
    by_set: dict[str, list[Relationship]] = {}
    for row in rows:
        by_set.setdefault(row.mapping_set, []).append(row)
    files = [
        DataFile(
            name, NO_SECTIONS, mappings=sheet_of(MappingSet(id=name, title=name, trust=held[0].trust), held)
        )
        for name, held in by_set.items()
    ]
    register = overlaid(packaged(), files, settle=False)
    register.mappings = {name: register.mappings[name] for name in by_set}
    return Catalog(register, DAY)


def row(
    subject: Ref, kind: str, object: Ref, denied: bool = False, set_id: str = "one", **more: object
) -> Relationship:
    return Relationship(
        subject=subject, type=RelationshipType(kind), object=object, negated=denied, mapping_set=set_id,
        trust=Trust.PUBLISHER, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def model(chance: random.Random) -> tuple[dict[Ref, int], list[Relationship]]:
    """Provisions as real sets, and relationships that are true of them."""
    size = chance.randint(2, 6)
    sets = {
        Ref.parse(f"{chance.choice(DOCUMENTS)}:{n}"): chance.choice(
            [chance.randint(1, 31), 1 << chance.randrange(5)]
        )
        for n in range(size)
    }
    names = list(sets)
    rows = []
    for _ in range(chance.randint(1, 9)):
        one, other = chance.sample(names, 2)
        held = true_relation(sets[one], sets[other])
        kind = true = SETS[held.bit_length() - 1]
        what = chance.random()
        if what < 0.1 and kind == "equal":
            kind = chance.choice(["identical", "equivalent"])
        elif what < 0.25:
            kind = chance.choice(["related", "supports", "mitigates", "contrary", "replaces"])
        denied = chance.random() < 0.2
        if denied:
            kind = chance.choice([each for each in SETS if each != true])
        rows.append(row(one, kind, other, denied, chance.choice(["one", "two"])))
    return sets, rows


def test_no_inference_is_unsound_in_ten_thousand_random_models() -> None:
    chance = random.Random(8477)
    told = 0
    for _ in range(10_000):
        sets, rows = model(chance)
        catalog = catalog_of(rows)
        for name in {str(ref.document) for ref in sets}:
            for found in catalog.infer(name, max_steps=chance.choice([1, 2, 2, 3])):
                truth = true_relation(sets[found.source], sets[found.target])
                assert found.relation & truth, (found, rows)
                told += 1
    assert told > 10_000


def proved(found: Inference) -> int:
    """What the paths of an inference say, worked out anew from the relationships in them."""
    whole = 31
    for path in found.paths:
        said = 1
        for _, step in groupby(path, key=lambda each: (each.subject, each.object)):
            bits = 31
            for each in step:
                bits &= 5 if each.mapping_set == "structure" and each.type == "superset_of" else (
                    3 if each.mapping_set == "structure" else meaning(each.type, each.negated)
                )  # fmt: skip
            said = Relation(said).then(Relation(bits))
        assert path[0].subject == found.source
        assert path[-1].object == found.target
        assert all(one.object in (other.subject, other.object) for one, other in pairwise(path))
        whole &= said
    return whole


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_paths_prove_what_is_inferred_and_conflicts_are_none_in_what_is_true(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = model(chance)
    catalog = catalog_of(rows)
    assert len(catalog.conflicts()) == 0
    for name in {str(ref.document) for ref in sets}:
        for found in catalog.infer(name, max_steps=2):
            assert proved(found) == found.relation
            for path in found.paths:
                assert {step.type for step in path} <= {*SETS, "identical", "equivalent"}
                assert len({(step.subject, step.object) for step in path}) <= 2


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_a_relationship_more_never_takes_an_inference_away(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = model(chance)
    less, more = catalog_of(rows[:-1] or rows), catalog_of(rows)
    for name in {str(ref.document) for ref in sets}:
        before = {(each.source, each.target): each.relation for each in less.infer(name)}
        after = {(each.source, each.target): each.relation for each in more.infer(name)}
        for pair, relation in before.items():
            assert after[pair] & relation == after[pair]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_what_follows_of_the_two_ways_round_agrees(seed: int) -> None:
    _, rows = model(random.Random(seed))
    catalog = catalog_of(rows)
    found = {
        (each.source, each.target): each.relation
        for ref in {end for each in rows for end in (each.subject, each.object)}
        for each in catalog.infer(ref, max_steps=2)
    }
    for (one, other), relation in found.items():
        assert found[other, one] == relation.converse()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_false_claims_are_found_where_path_consistency_finds_them(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = model(chance)
    for at, each in enumerate(rows):
        if chance.random() < 0.3:
            rows[at] = row(each.subject, chance.choice(SETS), each.object, set_id=each.mapping_set)
    catalog = catalog_of(rows)
    for conflict in catalog.conflicts():
        held = list(conflict.relationships)
        assert len(catalog_of(held).conflicts()) == 1
        for leave in held:
            rest = [each for each in held if each is not leave]
            assert not rest or len(catalog_of(rest).conflicts()) == 0


A, B, C, D = (Ref.parse(f"iso-iec-27090@draft:{name}") for name in "ABCD")
X, Y = (Ref.parse(f"iso-iec-42006@2025:{name}") for name in "XY")


def said(catalog: Catalog, one: Ref, other: Ref, **more: object) -> str:
    found = [each for each in catalog.infer(one, to=other, **more) if each.target == other]  # type: ignore[arg-type]
    return found[0].relation.certain if found else "unknown"


def test_intersects_over_intersects_is_not_coverage() -> None:
    catalog = catalog_of([row(A, "intersects_with", X), row(X, "intersects_with", B)])
    found = catalog.infer(A)
    assert [str(each.target) for each in found] == [str(X)]
    assert [each.target for each in found.candidates] == [B]
    assert found.headline() == "1 inferences"


def test_broad_reads_from_the_subject_and_backwards_from_the_object() -> None:
    catalog = catalog_of([row(A, "subset_of", X)])
    assert said(catalog, A, X) == "is covered by"
    assert said(catalog, X, A) == "covers"
    (found,) = catalog.relationships(X)
    assert (found.type, found.subject, found.turned) == (RelationshipType.SUPERSET_OF, X, True)


def test_a_strong_link_does_not_hide_a_weaker_one_of_another_provision() -> None:
    catalog = catalog_of([row(A, "equal", X), row(B, "related", Y)])
    walk = catalog.crosswalk(A.document, X.document, max_steps=2)
    assert {(each.source, each.target, each.basis) for each in walk} == {
        (A, X, "asserted"),
        (B, Y, "asserted"),
    }


def test_untyped_threat_and_lineage_never_become_set_relations() -> None:
    for kind in RelationshipType:
        if meaning(kind) == Relation.UNKNOWN:
            catalog = catalog_of([row(A, kind.value, X), row(X, "equal", B)])
            assert said(catalog, A, B) == "unknown"
            reached = [each.target for each in catalog.infer(A).candidates]
            apart = kind == "contrary" or kind.value.endswith(("_from", "_to", "_into")) or kind.value in (
                "replaces", "replaced_by", "adopted_as", "adopts",
            )  # fmt: skip
            assert reached == ([] if apart else [X, B])


def test_denials_are_kept_and_say_the_rest() -> None:
    catalog = catalog_of([row(A, "no_relationship", X, denied=True), row(B, "related", X, denied=True)])
    assert said(catalog, A, X) == "overlaps"
    assert [each.negated for each in catalog.relationships(X)] == [True, True]
    assert catalog.relationships(X).headline() == "2 relationships, 2 denied"
    walk = catalog.crosswalk(A.document, X.document)
    assert [each.negated for each in walk] == [True, True]


def test_several_paths_say_more_together_and_a_contradiction_names_them() -> None:
    rows = [
        row(A, "equal", X, denied=True), row(A, "superset_of", X, denied=True), row(A, "subset_of", C), row(C, "subset_of", X),
        row(B, "equal", Y), row(B, "no_relationship", Y, set_id="two"),
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
    assert "cannot" not in repr(conflict)
    assert conflict.provisions == (B, Y)
    assert catalog.conflicts().headline() == "1 conflicts"
    assert catalog.conflicts().rows()[0]["mapping_sets"] == ("one", "two")
    assert len(catalog.conflicts("one")) == 0


def test_a_circle_of_subsets_is_a_conflict_of_three() -> None:
    rows = [row(A, "subset_of", X), row(X, "subset_of", B), row(B, "subset_of", A), row(C, "equal", Y)]
    (conflict,) = catalog_of(rows).conflicts()
    assert len(conflict.relationships) == 3


def test_no_inference_is_surer_than_its_weakest_step() -> None:
    rows = [row(A, "equal", X, confidence=0.9), row(X, "equal", B, confidence=0.4), row(X, "equal", C)]
    curated = [Relationship(**{**_fields(row(C, "equal", Y, set_id="two")), "trust": Trust.CURATED})]
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


def test_unresolved_rows_are_told_and_never_chained() -> None:
    catalog = catalog_of(
        [row(A, "equal", X, unresolved="no such clause"), row(X, "equal", B), row(A, "equal", A)]
    )
    assert len(catalog.relationships(A)) == 1
    assert catalog.relationships(A).headline() == "1 relationships, 1 unresolved"
    assert len(catalog.infer(A)) == 0
    assert len(catalog.conflicts()) == 0


# ---------------------------------------------------------------- with structures, days and editions

Overlay = Callable[..., Path]


@pytest.fixture
def ours(overlay: Overlay, tmp_path: Path) -> Path:
    """Two documents of ours with structures, an edition that replaced one of them, and two mapping sets."""
    old = {
        "history": [
            {"status": "published", "date": "2024-01-15"},
            {"status": "superseded", "date": "2026-01-15"},
        ]
    }
    tie = {"replaced_by": [{"ref": "acme-guide@2.0"}]}
    folder = overlay(
        register_file(
            document(),
            document(id="acme-guide", designation="ACME Guide 1", published="2024-01-15", **old, **tie),
            document(
                id="acme-guide",
                edition="2.0",
                designation="ACME Guide 2",
                replaces=[{"ref": "acme-guide@1.0"}],
            ),
        )
    )
    files = {
        "frameworks/acme-policy/1.0.json": framework(
            "acme-policy", "P", ("P.1", "P"), ("P.1.a", "P.1"), ("P.2", "P"), "Q"
        ),
        "frameworks/acme-guide/1.0.json": framework("acme-guide", "G", ("G1", "G"), "H"),
        "frameworks/acme-guide/2.0.json": framework("acme-guide", "G1", "H", edition="2.0"),
    }
    files["frameworks/acme-policy/1.0.json"]["provisions"][0]["assessable"] = False
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "policy--guide.sssom.tsv").write_bytes(
        mapping_set(
            {
                "relation": "acme-policy@1.0:P.1 superset_of acme-guide@1.0:G1",
                "strength": "7",
                "confidence": "0.8",
            },
            "acme-policy@1.0:P.2 related acme-guide@1.0:H",
            {
                "relation": "acme-policy@1.0:P.2 no_relationship acme-guide@1.0:G",
                "mapping_date": "2026-03-01",
            },
            "acme-policy@1.0 related acme-guide@1.0",
            "acme-policy@1.0:Q equal acme-guide@2.0:G1",
        )
    )
    (folder / "mappings" / "guide--policy.sssom.tsv").write_bytes(
        mapping_set(
            "acme-guide@1.0:G1 not intersects_with acme-policy@1.0:P.1",
            head={
                "publication_date": "2026-06",
                "checked_on": "2026-07-01",
                "trust": "third_party",
                "style": "supportive",
            },
        )
    )
    return folder


def test_a_parent_and_a_document_speak_for_all_below(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    assert len(catalog.relationships("acme-policy@1.0:P.1")) == 2
    assert [str(each.subject) for each in catalog.relationships("acme-policy:P")] == [
        "acme-policy@1.0:P.1", "acme-policy@1.0:P.1", "acme-policy@1.0:P.2", "acme-policy@1.0:P.2",
    ]  # fmt: skip
    whole = catalog.relationships(catalog["acme-policy"])  # type: ignore[arg-type]
    assert len(whole) == 6
    assert whole.headline() == "6 relationships, 1 denied, 5 with a superseded edition"
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert whole.rows()[0]["superseded"] == ("acme-guide@1.0",)
    assert "confidence" in whole.to_csv()


def test_other_editions_are_counted_not_mixed_in(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.relationships("acme-policy:P.1", to="acme-guide")
    assert len(found) == 0
    assert found.elsewhere == ((Ref.parse("acme-guide@1.0"), 2),)
    assert found.headline() == "0 relationships, 2 more with acme-guide@1.0"
    assert len(catalog.relationships("acme-policy:P.1", to="acme-guide@1.0:G")) == 2
    there = catalog.relationships("acme-guide:G1", to="acme-policy")
    assert [str(each.object) for each in there] == ["acme-policy@1.0:Q"]
    assert there.elsewhere == ((Ref.parse("acme-guide@1.0"), 2),)
    assert catalog.relationships("acme-guide@2.0:G1").elsewhere == ()
    (kept,) = catalog.relationships("acme-guide:G1")
    assert kept.superseded == ()


def test_inside_a_document_a_relationship_is_told_once(ours: Path) -> None:
    inside = "acme-policy@1.0:P.1 related acme-policy@1.0:Q"
    row_ = "acme-policy@1.0:Q related owasp-llm-top-10@2025:LLM01"
    (ours / "mappings" / "inside.sssom.tsv").write_bytes(mapping_set(inside, row_))
    catalog = load(ours).as_of("2026-11-24")
    assert [str(each) for each in catalog.relationships("acme-policy", mapping_sets="inside")] == [
        f"{inside} (inside)", f"{row_} (inside)",
    ]  # fmt: skip
    within = catalog.relationships("acme-policy", to="acme-policy", mapping_sets="inside")
    assert [str(each) for each in within] == [f"{inside} (inside)"]
    (turned,) = catalog.relationships("acme-policy:Q", to="acme-policy", mapping_sets="inside")
    assert turned.turned
    assert catalog.relationships("acme-guide:H", to="acme-policy:Q").elsewhere == ()


def test_the_day_is_respected(ours: Path) -> None:
    def types(day: str) -> list[str]:
        catalog = load(ours).as_of(day)
        return [each.type.value for each in catalog.relationships("acme-policy@1.0:P")]

    # Checked on 2026-02-01, published on 2026-01-20.
    assert types("2026-01-19") == []
    assert types("2026-01-20") == ["superset_of", "related"]
    assert types("2026-05-01") == ["superset_of", "no_relationship", "related"]
    # "2026-06" has certainly come only when that month is over.
    assert types("2026-06-29") == types("2026-05-01")
    assert types("2026-06-30") == ["intersects_with", *types("2026-05-01")]
    before = load(ours).as_of("2026-01-14")
    with pytest.raises(UnknownReference, match="not known to exist"):
        before.relationships("acme-policy@1.0")
    assert len(before.relationships("acme-guide@1.0")) == 0
    assert len(before.infer("acme-guide@1.0:G1", to="acme-guide@1.0")) == 1
    early = load(ours).as_of("2026-01-16").mapping_sets(of="acme-policy")
    assert len(early) == 0


def test_documents_not_yet_known_are_left_out(ours: Path) -> None:
    early = {"publication_date": "2024-02-01"}
    data = mapping_set("acme-guide@1.0:G1 equal acme-policy@1.0:Q", head=early)
    (ours / "mappings" / "early.sssom.tsv").write_bytes(data)
    catalog = load(ours).as_of("2025-06-01")
    assert len(catalog.relationships("acme-guide@1.0", mapping_sets="early")) == 0
    assert len(catalog.infer("acme-guide@1.0")) == 0
    assert len(catalog.as_of("2026-01-15").relationships("acme-guide@1.0", mapping_sets="early")) == 1


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
    assert repr(up["P"]) == "<Inference acme-policy@1.0:P covers acme-guide@1.0:G1: 1 paths>"
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
    assert found.candidates.headline() == "1 candidates"
    assert found.candidates.rows()[0]["mapping_sets"] == ("policy--guide",)


def test_a_crosswalk_has_its_denominators(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    walk = catalog.crosswalk("acme-policy", "acme-guide@1.0")
    assert {(row_.source.provision, row_.target.provision): row_.basis for row_ in walk} == {
        ("P.1", "G1"): "asserted", ("P.2", "H"): "asserted", ("P.2", "G"): "asserted", (None, None): "asserted",
    }  # fmt: skip
    assert [each.provision for each in walk.sources] == ["P.1", "P.1.a", "P.2", "Q"]
    assert [each.provision for each in walk.unmapped_sources] == ["P.1.a", "Q"]
    assert [each.provision for each in walk.unmapped_targets] == ["G"]
    assert (
        walk.headline()
        == "4 rows; 2 of 4 of acme-policy@1.0, 2 of 3 of acme-guide@1.0; superseded: acme-guide@1.0"
    )
    assert walk.matrix.rows() == (
        {"part": "P", "G": 1, "H": 1, "acme-guide@1.0": 0},
        {"part": "acme-policy@1.0", "G": 0, "H": 0, "acme-guide@1.0": 1},
    )
    assert pickle.loads(pickle.dumps(walk)) == walk
    assert pickle.loads(pickle.dumps(walk.matrix)) == walk.matrix
    assert pickle.loads(pickle.dumps(walk)).headline() == walk.headline()
    assert walk.to_markdown().startswith("| source | target | basis |")
    (two,) = [each for each in walk if each.target.provision == "G1"]
    assert (two.types, two.relation.certain, len(two.paths)) == (
        (RelationshipType.SUPERSET_OF, RelationshipType.INTERSECTS_WITH), "covers", 2,
    )  # fmt: skip
    assert "acme-policy@1.0:P.1 asserted superset_of" in repr(two)
    part = catalog.crosswalk("acme-policy:P.2", "acme-guide@1.0:G")
    assert [str(each.provision) for each in part.sources] == ["P.2"]
    assert len(part) == 1
    more = catalog.crosswalk("acme-policy", "acme-guide@1.0", max_steps=2)
    bases = {(row_.source.provision, row_.target.provision): row_.basis for row_ in more}
    assert bases["P", "G1"] == "inferred"
    assert bases["P.1", "G"] == "inferred"
    assert "overlaps" in repr([each for each in more if each.source.provision == "P.1"])
    assert catalog.crosswalk("acme-guide", "acme-policy").headline().endswith("1 of 4 of acme-policy@1.0")


def test_a_crosswalk_shows_candidates_where_nothing_follows() -> None:
    catalog = catalog_of([row(A, "related", X), row(X, "mitigated_by", Y), row(X, "equal", D)])
    walk = catalog.crosswalk(A.document, X.document, max_steps=2)
    assert {(each.source, each.target): each.basis for each in walk} == {
        (A, X): "asserted", (A, Y): "candidate", (D, X): "asserted", (D, Y): "candidate",
    }  # fmt: skip
    assert walk.sources == walk.unmapped_targets == ()


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


def test_sets_are_listed_and_filtered(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.mapping_sets(of="acme-policy")
    assert [each.id for each in found] == ["guide--policy", "policy--guide"]
    assert found.headline() == "2 mapping sets, 6 relationships"
    assert [each.id for each in catalog.mapping_sets(of="acme-policy", to="acme-guide@2.0")] == [
        "policy--guide"
    ]
    assert [each.id for each in catalog.mapping_sets(of="acme-guide@2.0")] == ["policy--guide"]
    assert len(catalog.mapping_sets(of="acme-guide@1.0", to="acme-guide@2.0")) == 0
    assert [each.id for each in catalog.mapping_sets(publisher="acme", trust="third_party")] == [
        "guide--policy"
    ]
    assert len(catalog.mapping_sets(publisher="acme", style="set-theory")) == 1
    assert found.rows()[1]["objects"] == ("acme-guide@1.0", "acme-guide@2.0")
    for wrong in ({"publisher": "acmee"}, {"style": "strict"}, {"trust": "mine"}):
        with pytest.raises(UnknownCriterion):
            catalog.mapping_sets(**wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="acme-policy"):
        catalog.mapping_sets(of="acme-polic")
    assert len(catalog.mapping_sets(publisher="ai-security-standards", of="acme-policy")) == 0


def test_what_is_unknown_is_an_error_with_near_misses(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    with pytest.raises(UnknownReference, match=r"did you mean P\.1"):
        catalog.relationships("acme-policy:P.11")
    with pytest.raises(UnknownReference, match="no structure"):
        catalog.relationships("iso-iec-27090:5.1")
    with pytest.raises(UnknownReference):
        catalog.infer("acme-policy", to="acme-policies")
    with pytest.raises(UnknownCriterion, match="policy--guide"):
        catalog.relationships("acme-policy", mapping_sets="policy-guide")
    with pytest.raises(UnknownCriterion, match="trust knows no"):
        catalog.infer("acme-policy", trust="anybody")
    for steps in (0, -1, True, 1.5):
        with pytest.raises(UnknownCriterion, match="max_steps"):
            catalog.infer("acme-policy", max_steps=steps)  # type: ignore[arg-type]
        with pytest.raises(UnknownCriterion, match="max_steps"):
            catalog.crosswalk("acme-policy", "acme-guide", max_steps=steps)  # type: ignore[arg-type]


def test_many_questions_keep_few_views(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load(ours).as_of("2026-11-24")
    monkeypatch.setattr("ai_security_standards.mapping.scopes._MOST_VIEWS", 2)
    monkeypatch.setattr("ai_security_standards._graph.viewing._MOST_KEPT", 1)
    monkeypatch.setattr("ai_security_standards.mapping.scopes._MOST_SCOPES", 1)
    assert catalog.relationships("acme-policy", to="acme-guide") == catalog.relationships(
        "acme-policy", to="acme-guide"
    )
    for trust in (None, "publisher", "third_party", "curated"):
        assert catalog.infer("acme-policy@1.0:P", trust=trust) is not None
    assert len(catalog._views) <= 2
    asked = catalog.infer("acme-policy@1.0:P", trust="curated")
    assert asked == catalog.infer("acme-policy@1.0:P", trust="curated")


def test_threads_get_the_same_answers(ours: Path) -> None:
    expected = [
        tuple(load(ours).as_of("2026-11-24").infer(ref)) for ref in ("acme-policy:P", "acme-guide:G1")
    ]
    for _ in range(5):
        catalog = load(ours).as_of("2026-11-24")
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(catalog.infer, ["acme-policy:P", "acme-guide:G1"] * 8))
        assert [tuple(each) for each in found] == expected * 8


def test_a_question_reads_the_sets_it_needs_and_no_others(ours: Path) -> None:
    code = (
        "import sys, os; opened = []\n"
        "sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' and str(a[0]).endswith('.tsv') else None)\n"
        "import ai_security_standards as aiss\n"
        "catalog = aiss.load(); catalog['owasp-llm-top-10@2025:LLM01']\n"
        "print([m for m in sys.modules if m.endswith(('_graph', '_sssom', 'mapping', 'algebra'))], opened)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
    catalog = load(ours)
    graph_sets = lambda: graph_of(catalog._register)._sheets  # noqa: E731
    catalog.relationships("iso-iec-tr-24030@2021")
    before = len(graph_sets())
    catalog.relationships("acme-policy")
    assert len(graph_sets()) == before + 2
    assert graph_of(aiss.load()._register) is not graph_of(catalog._register)


def test_a_proof_leaves_out_what_adds_nothing() -> None:
    assert _fewest([(7, "a"), (11, "b"), (21, "c"), (31, "d")]) == ["b", "c"]
