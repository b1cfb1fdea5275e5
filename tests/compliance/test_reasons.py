"""Why a provision has its extent: which sources count as reasons, which do not, and what of law they pass on."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from edition_models import History, Item, catalog_of_histories, ref
from hypothesis import given, settings
from models import A, B, X, Y, catalog_of, ends_of, random_model, relationship, seeds
from samples import Overlay, document, framework, mapping_set, register_file, write_sets

from ai_security_standards import Assessment, Catalog, Ref, UnknownReference, load
from ai_security_standards.compliance import Coverage
from ai_security_standards.mapping.proofs import Chain


def reasons_of(found: Coverage, provision: Ref | str) -> list[tuple[str, str]]:
    """The provisions of the reasons of a row, each with its result."""
    row = found.about(provision)
    return [
        (str(each.source.provision), word.value) for each, word in zip(row.reasons, row.results, strict=True)
    ]


def projected(catalog: Catalog, audit: Assessment, onto: Ref) -> tuple[str, list[tuple[str, str]]]:
    """The result that is projected onto a provision, and what each assessed provision passes to it."""
    (row,) = [each for each in catalog.project(audit, onto) if each.ref == onto]
    reasons = [(str(each.result.ref.provision), each.outcome.value) for each in row.reasons]
    return row.result.value, reasons


# ------------------------------------------------------------ what counts as a reason


def test_what_overlaps_nothing_is_no_reason() -> None:
    rows = [relationship(A, "superset_of", X), relationship(A, "no_relationship", Y)]
    catalog, audit = catalog_of(rows), Assessment.of([(X, "satisfied"), (Y, "satisfied")])
    assert reasons_of(catalog.coverage(A, audit), A) == [("X", "satisfied")]
    assert projected(catalog, audit, A) == ("partly", [("X", "partly")])


def test_what_is_denied_has_the_denial_as_its_reason() -> None:
    catalog = catalog_of([relationship(X, "related", A, True), relationship(A, "related", Y, True)])
    for source in (X, Y):
        (row,) = catalog.coverage(A, Assessment.of([(source, "partly")]))
        (reason,) = row.reasons
        ((step,),) = reason.paths
        assert (row.extent, reason.source, reason.target) == ("absent", source, A)
        assert (step.negated, reason.relation.certain, *row.results) == (True, "unknown", "partly")
        assert (step.subject, step.object) == (source, A)


def test_a_provision_left_without_assessing_it_is_met_by_nothing_that_covers_it() -> None:
    rows = [relationship(A, "subset_of", X), relationship(A, "superset_of", Y)]
    catalog = catalog_of(rows)
    audit = Assessment.of([(A, "not_assessed"), (X, "satisfied"), (Y, "satisfied")])
    assert projected(catalog, audit, A) == ("partly", [("Y", "partly")])
    failed = Assessment.of([(A, "not_assessed"), (X, "satisfied"), (Y, "not_satisfied")])
    # Y lies within X as well: what is said of X is a claim, and satisfies no provision that was left.
    assert reasons_of(catalog.coverage(A, failed), A) == [("Y", "not_satisfied")]
    assert projected(catalog, failed, A) == ("not_satisfied", [("Y", "not_satisfied")])


def test_a_claim_with_a_reservation_is_no_reason_of_what_another_covers() -> None:
    rows = [
        relationship(A, "equal", Y),
        relationship(A, "subset_of", X),
        relationship(B, "subset_of", X),
    ]
    audit = Assessment.of([(X, "satisfied"), (B, "partly"), (Y, "satisfied")])
    found = catalog_of(rows).coverage(A, audit)
    assert found.about(A).extent == "full"
    assert reasons_of(found, A) == [("Y", "satisfied")]


def test_the_addresses_of_all_that_proves_a_reason_are_given(ours: Path) -> None:
    sides = {
        "one": ("Q.1 no_relationship acme-policy@1.0:P.1", "P.1 subset_of acme-guide@1.0:H"),
        "two": ("Q.1 intersects_with acme-guide@1.0:H",),
    }
    for name, rows in sides.items():
        head = {"see_also": [f"https://acme.example.org/{name}"]}
        write_sets(ours, (name, mapping_set(*(f"acme-policy@1.0:{row}" for row in rows), head=head)))
    (ours / "mappings" / "policy--guide.sssom.tsv").unlink()
    (row,) = load(ours).as_of("2026-11-24").coverage("acme-policy:Q.1", "acme-guide@1.0:H", max_steps=2)
    # H has something beside Q.1 as well: that follows from both sets together.
    assert [(each.relation.certain, len(each.paths)) for each in row.reasons] == [("overlaps", 2)]
    assert sorted(row.urls) == [f"https://acme.example.org/{name}" for name in sides]


def test_a_whole_document_implements_each_provision_itself(ours: Path) -> None:
    found = load(ours).as_of("2026-11-24").coverage("acme-policy", "acme-policy")
    assert [[each.source for each in row.reasons if not each.path] for row in found] == [
        [row.ref] for row in found
    ]


def test_a_reference_counts_as_its_result_satisfied_in_any_order(overlay: Overlay) -> None:
    tree = ("1", ("1.a", "1"), ("1.a.i", "1.a"), ("1.b", "1"), "2")
    catalog = shaped(
        overlay, *tree, rows=("G:F subset_of P:1.a", "G:F related P:2", "G:G intersects_with P:1.a.i")
    )
    names = ["acme-policy", *(f"acme-policy:{name if isinstance(name, str) else name[0]}" for name in tree)]
    chance = random.Random(5)
    for number in range(1, 4):
        for chosen in combinations(names, number):
            refs = chance.sample(chosen, number)
            audit = Assessment.of([(each, "satisfied") for each in chosen])
            for target in ("acme-policy", "acme-guide"):
                assert catalog.coverage(target, refs).rows() == catalog.coverage(target, audit).rows(), refs


# ------------------------------------------------------------ failures and reservations around what is satisfied


def shaped(
    overlay: Overlay, *provisions: Any, rows: tuple[str, ...] = (), headings: tuple[str, ...] = ()
) -> Catalog:
    """A policy with this structure, and a guide with the provisions F and G; rows relate them."""
    folder = overlay(register_file(document(), document(id="acme-guide", designation="ACME Guide 1")))
    policy = framework("acme-policy", *provisions)
    for raw in policy["provisions"]:
        raw.update({"assessable": False} if raw["id"] in headings else {})
    for name, raw in (
        ("acme-policy", policy),
        ("acme-guide", framework("acme-guide", "F", "G")),
    ):
        path = folder / "frameworks" / name / "1.0.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(raw), encoding="utf-8")
    sheet = mapping_set(
        *(row.replace("P:", "acme-policy@1.0:").replace("G:", "acme-guide@1.0:") for row in rows)
    )
    write_sets(folder, *([("guide--policy", sheet)] if rows else []))
    return load(folder).as_of("2026-11-26")


def extents(found: Coverage) -> dict[str, str]:
    return {str(row.ref.provision): row.extent.value for row in found}


def test_a_failed_provision_of_a_flat_document_refutes_what_is_said_of_the_document(overlay: Overlay) -> None:
    catalog = shaped(overlay, "1", "2", rows=("G:F subset_of P:2",))
    whole = ("acme-policy", "satisfied")
    assert extents(catalog.coverage("acme-policy", Assessment.of([whole]))) == {"1": "full", "2": "full"}
    own = Assessment.of([whole, ("acme-policy:2", "not_satisfied")])
    assert extents(catalog.coverage("acme-policy", own)) == {"1": "unknown", "2": "not_satisfied"}
    # So does one of another document that lies within a provision of it, although that was left.
    within = Assessment.of([whole, ("acme-policy:2", "not_assessed"), ("acme-guide:F", "not_satisfied")])
    assert extents(catalog.coverage("acme-policy", within)) == {"1": "unknown", "2": "not_satisfied"}


def test_a_failure_within_a_heading_fails_what_is_above_the_heading(overlay: Overlay) -> None:
    catalog = shaped(
        overlay, "1", ("1.a", "1"), ("1.a.i", "1.a"), rows=("G:F subset_of P:1.a",), headings=("1.a",)
    )
    found = catalog.coverage("acme-policy", Assessment.of([("acme-guide:F", "not_satisfied")]), max_steps=1)
    assert extents(found) == {"1": "not_satisfied", "1.a.i": "unknown"}
    assert [str(step.object.provision) for step in found.about("acme-policy:1").reasons[0].path] == [
        "1.a",
        "1",
    ]


def test_a_result_of_an_unknown_provision_is_refused_where_no_structure_is_shipped() -> None:
    catalog = catalog_of([relationship(A, "equal", X)])
    for ask in (catalog.coverage, catalog.threat_coverage):
        with pytest.raises(UnknownReference, match="the structure of iso-iec-42006@2025 is not shipped"):
            ask(A, Assessment.of([(f"{X.document}:Nowhere", "satisfied")]))


@pytest.mark.parametrize("steps", [1, 2])
def test_a_part_fails_the_whole_at_any_depth_whatever_number_of_steps(overlay: Overlay, steps: int) -> None:
    catalog = shaped(overlay, "a", ("b", "a"), ("c", "b"), rows=("G:F equal P:c",))
    both = Assessment.of([("acme-policy:b", "not_satisfied"), ("acme-policy:c", "not_satisfied")])
    found = catalog.coverage("acme-policy", both, max_steps=steps)
    assert reasons_of(found, "acme-policy:a") == [("b", "not_satisfied"), ("c", "not_satisfied")]
    twin = catalog.coverage(
        "acme-policy", Assessment.of([("acme-guide:F", "not_satisfied")]), max_steps=steps
    )
    relations = {str(row.ref.provision): [each.relation.certain for each in row.reasons] for row in twin}
    assert relations == {"a": ["is covered by"], "b": ["is covered by"], "c": ["equal"]}


# ------------------------------------------------------------ law


def law_and(overlay: Overlay, **rows_by_publisher: tuple[str, ...]) -> Catalog:
    """An act of ACME and a policy, and what ACME and another publisher say of both."""
    act = document(id="acme-law", designation="ACME Act", kind="law", binding="mandatory")
    folder = overlay(register_file(document(), act, document(id="acme-guide", designation="ACME Guide 1")))
    for publisher, rows in rows_by_publisher.items():
        named = [
            row.replace("L:", "acme-law@1.0:")
            .replace("P:", "acme-policy@1.0:")
            .replace("G:", "acme-guide@1.0:")
            for row in rows
        ]
        write_sets(folder, (publisher, mapping_set(*named, head={"publisher": publisher})))
    return load(folder).as_of("2026-11-26")


def test_of_two_that_cover_law_the_one_that_its_publisher_names_satisfies_it(overlay: Overlay) -> None:
    catalog = law_and(overlay, acme=("L:1 subset_of P:own",), nist=("L:1 subset_of P:other",))
    audit = Assessment.of([("acme-policy:own", "satisfied"), ("acme-policy:other", "satisfied")])
    article = Ref("acme-law", "1.0", "1")
    assert projected(catalog, audit, article) == ("satisfied", [("other", "partly"), ("own", "satisfied")])
    assert reasons_of(catalog.coverage("acme-law", audit), article) == [("own", "satisfied")]
    assert projected(catalog, Assessment(list(audit)[1:]), article)[0] == "partly"


def test_an_overlap_that_the_publisher_of_a_law_states_lets_nothing_cover_it(overlay: Overlay) -> None:
    catalog = law_and(overlay, acme=("L:1 intersects_with P:p",), nist=("L:1 subset_of P:p",))
    (row,) = catalog.coverage("acme-law", "acme-policy")
    assert row.extent == "partial"


def test_law_is_no_less_law_beside_another_document(overlay: Overlay) -> None:
    catalog = law_and(overlay, nist=("L:1 subset_of P:p", "G:1 subset_of P:p"))
    for targets in (["acme-law", "acme-guide"], ["acme-guide", "acme-law"]):
        found = catalog.coverage(targets, "acme-policy")
        assert {row.ref.standard: row.extent.value for row in found} == {
            "acme-law": "partial", "acme-guide": "full",
        }  # fmt: skip


# ------------------------------------------------------------ candidates


def candidates_by_infer(catalog: Catalog, source: Ref, target: Ref, steps: int) -> list[Chain]:
    found = catalog.infer(source, to=target.document, max_steps=steps).candidates
    return [each.path for each in found if each.target == target]


def test_of_chains_of_one_length_the_candidate_is_the_one_that_infer_shows() -> None:
    # From X, the first by name goes over M1 and N2; from A, over N1 and M2.
    names = {name: Ref.parse(f"iso-iec-27091@draft:{name}") for name in ("M1", "M2", "N1", "N2")}
    pairs = ((X, "M1"), (X, "M2"), ("M1", "N2"), ("M2", "N1"), ("N1", A), ("N2", A))
    catalog = catalog_of([relationship(names.get(one, one), "related", names.get(two, two)) for one, two in pairs])  # type: ignore[arg-type, call-overload]  # fmt: skip
    (row,) = catalog.coverage(A, X, max_steps=3)
    paths = [each.path for each in row.candidates]
    assert paths == candidates_by_infer(catalog, X, A, 3)
    assert [step.object.provision for step in paths[0]] == ["M1", "N2", "A"]


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_each_candidate_is_one_of_infer(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = random_model(chance)
    catalog, ends, steps = catalog_of(rows), ends_of(rows), chance.choice([1, 2, 3])
    target = chance.choice(ends).document
    for row in catalog.coverage(target, [end for end in ends if end.document != target], max_steps=steps):
        for candidate in row.candidates:
            assert candidates_by_infer(catalog, candidate.source, row.ref, steps) == [candidate.path]


def test_what_is_stated_of_a_provision_itself_comes_before_what_is_stated_of_the_same_text() -> None:
    editions = [{"1": Item("1", "Rule", None, 1)} for _ in range(2)]
    histories = [History("acme-one", editions, []), History("acme-other", editions[:1], [])]
    former, now, other = ref("acme-one", 0, "1"), ref("acme-one", 1, "1"), ref("acme-other", 0, "1")
    rows = [relationship(each, "related", other) for each in (former, now)]
    for stated, subjects in ((rows, [now]), (rows[:1], [now, former])):
        (row,) = catalog_of_histories(histories, stated).coverage(other, [now])
        (candidate,) = row.candidates
        assert [step.subject for step in candidate.path] == subjects
