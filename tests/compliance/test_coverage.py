"""Coverage: what is certainly covered, what overlaps, what is a candidate, and what nobody spoke of."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from edition_models import History, Item, catalog_of_histories, ref
from hypothesis import given, settings
from models import A, B, C, D, X, Y, catalog_of, ends_of, random_model, relationship, seeds
from samples import (
    mapping_set,
)

from ai_security_standards import Assessment, Catalog, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.compliance import Coverage, subject
from ai_security_standards.compliance.idle_results import result_notes
from ai_security_standards.mapping.scopes import view_of
from ai_security_standards.vocabulary import Extent

RANK = {word: at for at, word in enumerate([Extent.UNKNOWN, Extent.ABSENT, Extent.CANDIDATE, Extent.PARTIAL, Extent.FULL])}  # fmt: skip


def extents(found: Coverage) -> dict[Ref, Extent]:
    return {each.ref: each.extent for each in found}


def naive(catalog: Catalog, targets: list[Ref], implemented: list[Ref], steps: int) -> dict[Ref, Extent]:
    """The same, from `infer` one pair at a time."""
    found = dict.fromkeys(targets, Extent.UNKNOWN)

    def raise_to(target: Ref, extent: Extent) -> None:
        if target in found and RANK[extent] > RANK[found[target]]:
            found[target] = extent

    for one in implemented:
        raise_to(one, Extent.FULL)
        inferred = catalog.infer(one, max_steps=steps)
        for each in inferred:
            relation = each.relation
            raise_to(each.target, Extent.FULL if relation.covers else Extent.PARTIAL if relation.overlaps else
                 Extent.ABSENT if relation.apart else Extent.CANDIDATE)  # fmt: skip
        for candidate in inferred.candidates:
            raise_to(candidate.target, Extent.CANDIDATE)
        for each in catalog.relationships(one):
            if each.negated and each.type == "related":
                raise_to(each.object, Extent.ABSENT)
    return found


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_coverage_is_what_infer_says_pair_by_pair_and_grows(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = random_model(chance)
    catalog = catalog_of(rows)
    spoken = ends_of(rows)
    target = chance.choice(spoken).document
    implemented = chance.sample(spoken, chance.randint(0, len(spoken)))
    steps = chance.choice([1, 2, 2, 3])
    found = catalog.coverage(target, implemented, max_steps=steps)
    named = [each for each in spoken if each.document == target]
    assert extents(found) == naive(catalog, named, implemented, steps)
    assert sum(found.counts.values()) == found.bounds.of == len(found) == len(named)
    assert found.bounds.least <= found.bounds.most <= found.bounds.of
    less = extents(catalog.coverage(target, implemented[:-1], max_steps=steps))
    assert all(RANK[less[ref]] <= RANK[extent] for ref, extent in extents(found).items())
    for each in found:
        if each.extent is Extent.FULL:
            # What is said to be covered truly is.
            assert any(sets[one.source] & sets[each.ref] == sets[each.ref] for one in each.reasons)
        assert bool(each.reasons or each.candidates) == (each.extent is not Extent.UNKNOWN)


def extent_of(rows: list[object], implemented: list[Ref], target: Ref = A) -> str:
    return catalog_of(rows).coverage(target.document, implemented).about(target).extent.value  # type: ignore[arg-type]


def test_the_errors_of_peers() -> None:
    # broadMatch turned round: the broader covers the narrower, never the reverse.
    assert extent_of([relationship(A, "subset_of", X)], [X]) == "full"
    assert extent_of([relationship(A, "superset_of", X)], [X]) == "partial"
    # intersects over intersects is not even partial; a candidate is all it can be.
    assert (
        extent_of([relationship(A, "intersects_with", Y), relationship(Y, "intersects_with", X)], [X])
        == "candidate"
    )
    # A strong link between two documents hides no weaker one of other provisions.
    both = catalog_of([relationship(A, "equal", X), relationship(B, "related", Y)]).coverage(
        A.document, [X, Y]
    )
    assert {each.ref: each.extent.value for each in both} == {A: "full", B: "candidate"}
    # Derived confidence is never 1.0 of its own accord, and never above the weakest step.
    rows = [relationship(A, "equal", Y, confidence=0.9), relationship(Y, "equal", X, confidence=0.4)]
    assert catalog_of(rows).coverage(A.document, [X]).rows()[0]["confidence"] == 0.4
    assert catalog_of([relationship(A, "equal", X)]).coverage(A.document, [X]).rows()[0]["confidence"] is None
    # Negative rows count: asserted absence is not silence, and a denial is no link.
    assert extent_of([relationship(A, "no_relationship", X)], [X]) == "absent"
    assert extent_of([relationship(A, "related", X, True)], [X]) == "absent"
    assert extent_of([relationship(A, "related", X, True), relationship(B, "equal", Y)], [Y]) == "unknown"
    assert extent_of([relationship(A, "related", X, True, unresolved="gone")], [X]) == "unknown"
    assert extent_of([relationship(A, "mitigates", X, True)], [X]) == "unknown"
    assert (
        extent_of([relationship(A, "no_relationship", X), relationship(A, "related", Y)], [X, Y])
        == "candidate"
    )
    # An unknown id is an error, never an empty answer.
    with pytest.raises(UnknownReference, match="iso-iec-42001"):
        load().coverage("iso-iec-42001", ["iso-iec-4201"])
    with pytest.raises(UnknownReference, match="did you mean"):
        load().coverage("iso-iec-42001:A.6.2.44", [])


def test_partial_sources_are_shown_together_and_never_added_up() -> None:
    found = catalog_of([relationship(A, "superset_of", X), relationship(A, "superset_of", Y)]).coverage(
        A.document, [X, Y]
    )
    (only,) = found
    assert only.extent is Extent.PARTIAL
    assert [each.source for each in only.reasons] == [X, Y]
    assert repr(only) == f"<CoverageRow {A}: partial>"


def test_a_contradiction_is_to_be_looked_at() -> None:
    rows = [relationship(A, "equal", X), relationship(A, "no_relationship", X, set_id="two")]
    (only,) = catalog_of(rows).coverage(A.document, [X])
    assert only.extent is Extent.CANDIDATE
    assert only.reasons[0].relation.certain == "contradiction"
    assert [step.type.value for step in only.reasons[0].path] == ["equal", "no_relationship"]


def test_candidates_are_ranked_by_trust_steps_and_independent_sets() -> None:
    rows = [
        relationship(A, "related", X), relationship(A, "related", Y), relationship(A, "related", Y, set_id="two"), relationship(B, "related", X),
        relationship(C, "related", D),
    ]  # fmt: skip
    catalog = catalog_of(rows)
    found = catalog.coverage(A.document, [X, Y])
    assert [each.source for each in found.about(A).candidates] == [Y, X]
    assert [each.source for each in found.about(B).candidates] == [X]
    assert extents(found)[C] is Extent.UNKNOWN
    assert found.about(f"{A.standard}:{A.provision}").ref == A
    assert found.about(B).ref == B
    with pytest.raises(UnknownReference, match="not among the assessable provisions"):
        found.about(X)


def test_the_denominator_is_what_can_be_assessed(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.coverage("acme-policy", ["acme-guide@1.0:G"])
    assert [each.ref.provision for each in found] == ["P.1", "P.2", "Q", "Q.1"]
    assert (found.left_out, found.notes, found.bounds) == (2, (), (1, 1, 4))
    assert found.headline() == (
        "at least 1 and at most 1 of 4 assessable provisions of acme-policy@1.0 covered, by stated relationships "
        "(1 full, 3 unknown)"
    )
    (full,) = found.only("full")
    assert (full.name, full.reasons[0].source.provision) == ("Title of P.1", "G1")
    assert [each.source.provision for each in full.reasons] == ["G1", "G"]
    assert found.only("full").bounds == found.bounds
    with pytest.raises(UnknownCriterion, match="partial"):
        found.only("partiall")
    assert len(catalog.coverage("acme-policy:P", "acme-guide@1.0")) == 2
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(found)).parts == found.parts
    assert found.rows()[1]["extent"] == "unknown"
    assert found.rows()[1]["trust"] is None
    with pytest.raises(UnknownCriterion, match="implemented must be a reference or several, not 7"):
        catalog.coverage("acme-policy", 7)  # type: ignore[arg-type]
    with pytest.raises(UnknownCriterion, match="max_steps"):
        catalog.coverage("acme-policy", [], max_steps=0)


def test_children_make_a_heading_full_and_nothing_else(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.coverage("acme-policy", catalog["acme-guide@1.0"])  # type: ignore[arg-type]
    parts = {each.ref.provision: each for each in found.parts}
    # P is nothing but a heading; Q asks something of its own beside Q.1.
    assert parts["P"].extent is Extent.FULL
    assert (parts["Q"].extent, parts["Q"].full, parts["Q"].partial) == (Extent.PARTIAL, 1, 1)
    assert (parts[None].name, parts[None].of, parts[None].full) == ("ACME AI Policy 1.0", 4, 3)
    assert found.parts.headline() == "3 parts, 1 full"
    assert extents(found)[Ref.parse("acme-policy@1.0:Q")] is Extent.PARTIAL
    for implemented, extent in ((["acme-policy:P.1"], "partial"), ([], "unknown")):
        assert catalog.coverage("acme-policy:P", implemented).parts[0].extent.value == extent


def test_a_part_is_absent_or_a_candidate_as_its_provisions_are(ours: Path) -> None:
    for kind, extent in (("no_relationship", "absent"), ("related", "candidate")):
        rows = [f"acme-policy@1.0:{name} {kind} acme-guide@1.0:H" for name in ("P.1", "P.2")]
        (ours / "mappings" / "policy--guide.sssom.tsv").write_bytes(
            mapping_set(*rows[: 1 + (kind != "related")])
        )
        parts = load(ours).as_of("2026-11-24").coverage("acme-policy:P", "acme-guide@1.0:H").parts
        assert [each.extent.value for each in parts] == [extent, extent]


def test_what_is_implemented_implements_what_stands_below_it(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.coverage("acme-policy", ["acme-policy:P", "acme-policy:Q.1"])
    assert {each.ref.provision: each.extent.value for each in found} == {
        "P.1": "full", "P.2": "full", "Q": "partial", "Q.1": "full",
    }  # fmt: skip
    above, itself = found.about("acme-policy:P.1").reasons[0], found.about("acme-policy:Q.1").reasons[0]
    assert (above.source.provision, above.relation.certain, len(above.path)) == ("P", "covers", 1)
    assert above.path[0].type == "superset_of"
    assert (itself.source, itself.relation.certain, itself.path) == (itself.target, "equal", ())
    assert found.rows()[3]["paths"] == ()
    narrow = catalog.coverage("acme-policy", "acme-policy:P", mapping_sets="policy--guide")
    assert narrow.bounds.least == 3


def test_a_superseded_edition_is_named_with_its_lineage(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    found = catalog.coverage(["acme-guide@1.0"], "acme-policy")
    assert found.superseded == ((Ref.parse("acme-guide@1.0"), Ref.parse("acme-guide@2.0")),)
    assert "acme-guide@1.0 is superseded: the current edition is acme-guide@2.0" in found.headline()
    assert "only a part of the structure of acme-guide@1.0 is shipped" in found.notes
    assert [str(each) for each in found.lineage] == [
        "acme-guide@1.0:G1 replaced_by acme-guide@2.0:G1 (lineage)"
    ]
    assert catalog.coverage("acme-guide", []).superseded == ()
    bare = catalog_of([relationship(A, "equal", X)]).coverage(A.document, [])
    assert "only provisions that mapping sets name are counted" in bare.headline()


def test_trust_and_sets_narrow_the_question() -> None:
    catalog = catalog_of([relationship(A, "equal", X), relationship(A, "related", X, set_id="two")])
    assert catalog.coverage(A, X, mapping_sets="two").about(A).extent is Extent.CANDIDATE
    assert catalog.coverage(A, X, trust="curated").bounds.most == 0
    assert catalog.coverage(A, X).bounds.least == 1


def test_many_questions_are_kept_and_older_ones_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_ANSWERS_LIMIT", 2)
    catalog = catalog_of([relationship(A, "equal", X), relationship(B, "equal", Y)])
    for target in (A, B, A.document, A):
        bounds = catalog.coverage(target, [X, Y], editions="exact").bounds
        assert bounds.least == bounds.of > 0
    assert len(view_of(catalog.snapshot).cache) == 2


def test_a_headline_counts_what_would_be_too_many_to_name() -> None:
    few, many = ([f"eu-ai-act@2024/1689:Article {number}" for number in range(9, last)] for last in (12, 13))
    catalog = load().as_of("2026-11-26")
    assert f"of {few[0]} and {few[1]} and {few[2]}" in catalog.coverage(few, []).headline()
    assert "assessable provisions of 4 parts of eu-ai-act@2024/1689" in catalog.coverage(many, []).headline()


@pytest.mark.parametrize(
    ("target", "implemented"),
    [
        ("owasp-agentic-top-10@2026", "owasp-llm-top-10@2025"),
        ("owasp-llm-top-10@2025", "mitre-atlas@5.6.1"),
    ],
)
def test_over_three_steps_every_reason_has_its_proof(target: str, implemented: str) -> None:
    found = load().as_of("2026-11-24").coverage(target, [implemented], max_steps=3)
    reasons = [reason for row in found for reason in row.reasons]
    assert reasons
    for reason in reasons:
        assert reason.paths
        for path in reason.paths:
            assert path[0].subject == reason.source
            assert path[-1].object == reason.target


def test_other_editions_add_candidates_and_change_nothing_certain_or_absent() -> None:
    catalog = load().as_of("2026-11-29")
    for target, implemented in (("mitre-atlas", "cosai-risk-map"), ("mitre-atlas", "owasp-ai-exchange")):
        strict = catalog.coverage(target, implemented, editions="same")
        carried = catalog.coverage(target, implemented)
        pairs = list(zip(strict, carried, strict=True))
        changed = [(one, other) for one, other in pairs if one.extent is not other.extent]
        assert changed
        assert {(one.extent.value, other.extent.value) for one, other in changed} == {
            ("unknown", "candidate")
        }
        for _, other in changed:
            assert any(step.mapping_set == "editions" for each in other.candidates for step in each.path)
    assert carried.rows() == catalog.coverage(target, implemented).rows()


def test_a_candidate_that_only_a_walk_from_the_target_finds_has_its_chain() -> None:
    """The walk from the source meets the former provision as an earlier edition of its first successor."""
    old, new, other, third = (
        ref("acme-one", 0, "1"),
        ref("acme-one", 1, "1b"),
        ref("acme-other", 0, "1"),
        ref("acme-third", 0, "1"),
    )
    editions = [
        {"1": Item("1", "Rule", None, 1)},
        {name: Item(name, f"Rule {name}", None, 2) for name in ("1a", "1b")},
    ]
    split = [
        relationship(old, "split_into", ref("acme-one", 1, name), set_id="of-acme-one")
        for name in ("1a", "1b")
    ]
    histories = [
        History("acme-one", editions, split),
        *(History(name, [{"1": Item("1", "Rule", None, 4)}], []) for name in ("acme-other", "acme-third")),
    ]
    rows = [
        relationship(one, "related", two)
        for one, two in ((ref("acme-one", 1, "1a"), other), (third, other), (third, old))
    ]
    (row,) = catalog_of_histories(histories, rows).coverage(new, [other])
    assert row.extent is Extent.CANDIDATE
    (candidate,) = row.candidates
    assert [str(step.object) for step in candidate.path] == [str(third), str(old), str(new)]


@pytest.mark.parametrize(("number", "end"), [(6, "LLM06 ("), (7, "LLM06, 1 more ("), (8, "LLM06, 2 more (")])
def test_six_results_that_decide_nothing_are_named_and_the_others_counted(number: int, end: str) -> None:
    results = [(f"owasp-llm-top-10@2025:LLM0{each}", "not_satisfied") for each in range(1, number + 1)]
    catalog, failed = load(), Assessment.of(results)
    _, line = result_notes(catalog.coverage("eu-ai-act@2024/1689:Article 4", failed), failed)
    assert line.startswith(f"{number} not_satisfied decide no row: owasp-llm-top-10@2025:LLM01, ")
    assert end in line
