"""Results count: one rule table for coverage, projection, threats and plans; parents against children."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from models import A, B, C, D, X, Y, catalog_of, ends_of, random_model, relationship, seeds
from samples import Overlay, document, framework, mapping_set, register_file

from ai_security_standards import Assessment, Catalog, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.assessments import Result
from ai_security_standards.checklists.table import Checklist
from ai_security_standards.compliance import Coverage
from ai_security_standards.vocabulary import Extent, Outcome, ProjectedResult, ThreatStatus

CATALOG = load().as_of("2026-11-26")
#: A tree of provisions, as the outcomes that they ask for, and the parent of each.
ATOMS = {"S": 0b1111, "S.1": 0b0011, "S.1.a": 0b0001, "S.2": 0b0100}
PARENTS = {"S.1": "S", "S.1.a": "S.1", "S.2": "S"}
#: Provisions of a guide that are equal to those of the tree, and two that are not.
TWINS = {"TS": "S", "T1": "S.1", "Ta": "S.1.a", "T2": "S.2"}
GUIDE = {**{twin: ATOMS[name] for twin, name in TWINS.items()}, "Tin": 0b1000, "Tup": 0b10001}
EVERY = {**ATOMS, **GUIDE}
RESULTS: Mapping[Extent, ProjectedResult] = {
    Extent.FULL: ProjectedResult.SATISFIED, Extent.PARTIAL: ProjectedResult.PARTLY,
    Extent.CONFLICT: ProjectedResult.CONFLICT, Extent.NOT_SATISFIED: ProjectedResult.NOT_SATISFIED,
    Extent.EXCLUDED: ProjectedResult.EXCLUDED, Extent.CANDIDATE: ProjectedResult.INDICATED,
    Extent.ABSENT: ProjectedResult.UNKNOWN, Extent.UNKNOWN: ProjectedResult.UNKNOWN,
}  # fmt: skip


@pytest.fixture
def tree(overlay: Overlay) -> Catalog:
    """A policy S over S.1 (over S.1.a) and S.2, and a guide with twins of all four."""
    folder = overlay(register_file(document(), document(id="acme-guide", designation="ACME Guide 1")))
    files = {
        "acme-policy": framework("acme-policy", "S", ("S.1", "S"), ("S.1.a", "S.1"), ("S.2", "S")),
        "acme-guide": framework("acme-guide", *GUIDE),
    }
    for name, raw in files.items():
        path = folder / "frameworks" / name / "1.0.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    rows = [f"acme-guide@1.0:{twin} equal acme-policy@1.0:{name}" for twin, name in TWINS.items()]
    rows += [
        "acme-guide@1.0:Tin subset_of acme-policy@1.0:S",
        "acme-guide@1.0:Tup superset_of acme-policy@1.0:S.1.a",
    ]
    (folder / "mappings" / "guide--policy.sssom.tsv").write_bytes(mapping_set(*rows))
    return load(folder).as_of("2026-11-26")


def above(name: str) -> Iterator[str]:
    while name in PARENTS:
        name = PARENTS[name]
        yield name


def below(name: str) -> list[str]:
    return [each for each in ATOMS if name in above(each)]


def expected(given: Mapping[str, Outcome]) -> dict[str, Extent]:
    """The extents of the tree by the rules as they are written, node by node."""
    owner = {name: next((each for each in (name, *above(name)) if each in given), None) for name in ATOMS}
    inherited = {name: given[each] for name, each in owner.items() if each and (each == name or given[each] in ("satisfied", "not_applicable"))}  # fmt: skip
    failed_below = {name: any(given.get(each) == "not_satisfied" for each in below(name)) for name in ATOMS}
    partly_below = {name: any(given.get(each) == "partly" for each in below(name)) for name in ATOMS}
    claimed = {name for name, word in inherited.items() if word == "satisfied"}
    met = {name for name in claimed if not failed_below[str(owner[name])]}
    passing = {
        name for name in met if not any(given.get(each, "satisfied") != "satisfied" for each in below(name))
    }
    hints = (met - passing) | {name for name, word in given.items() if word == "partly"}
    found = {}
    for name in ATOMS:
        around = {*below(name), *above(name)}
        if inherited.get(name) == "not_applicable":
            found[name] = Extent.EXCLUDED
        elif given.get(name) == "not_satisfied":
            found[name] = Extent.NOT_SATISFIED
        elif given.get(name) == "partly":
            found[name] = Extent.PARTIAL
        elif name in claimed and (failed_below[name] or partly_below[name]):
            found[name] = Extent.CONFLICT
        elif name in met:
            found[name] = Extent.FULL
        elif failed_below[name]:
            found[name] = Extent.NOT_SATISFIED
        elif partly_below[name] or passing.intersection(below(name)):
            found[name] = Extent.PARTIAL
        else:
            found[name] = Extent.CANDIDATE if around & hints else Extent.UNKNOWN
    return found


def worlds(given: Mapping[str, Outcome]) -> Iterator[int]:
    """All ways in which outcomes may be met, of which all results are true."""
    for met in range(32):
        shares = {name: met & atoms for name, atoms in ATOMS.items()}
        if all(
            (word != "satisfied" or shares[name] == ATOMS[name])
            and (word != "not_satisfied" or shares[name] != ATOMS[name])
            and (word != "partly" or 0 < shares[name] < ATOMS[name])
            for name, word in given.items()
        ):
            yield met


def by_name(found: Coverage) -> dict[str, Extent]:
    return {str(row.ref.provision): row.extent for row in found}


def test_parents_against_children_in_every_combination(tree: Catalog) -> None:
    words: list[Outcome | None] = [None, *Outcome]
    for chosen in product(words, repeat=len(ATOMS)):
        given = {name: word for name, word in zip(ATOMS, chosen, strict=True) if word is not None}
        audit = Assessment([Result(Ref("acme-policy", "1.0", name), word) for name, word in given.items()])
        own = tree.coverage("acme-policy", audit)
        found = by_name(own)
        assert found == expected(given), given
        found |= by_name(tree.coverage("acme-guide", audit))
        if "satisfied" not in given.values():
            assert Extent.FULL not in found.values()
        for met in worlds(given):
            for name, extent in found.items():
                share = met & EVERY[name]
                if extent is Extent.FULL:
                    assert share == EVERY[name], (given, name)
                elif extent is Extent.NOT_SATISFIED:
                    assert share != EVERY[name], (given, name)
                elif extent is Extent.PARTIAL:
                    assert share, (given, name)
                assert extent is not Extent.CONFLICT
        # A twin is never told to be met where its provision is not.
        for twin, name in TWINS.items():
            assert found[twin] is not Extent.FULL or found[name] is Extent.FULL
        assert own.bounds.of == sum(extent is not Extent.EXCLUDED for extent in expected(given).values())


def test_projection_is_the_same_table(tree: Catalog) -> None:
    chance = random.Random(7)
    for _ in range(150):
        given = [
            (f"acme-policy:{name}", chance.choice(list(Outcome))) for name in ATOMS if chance.random() < 0.8
        ]
        covered, projected = (
            ask(["acme-guide", "acme-policy"], Assessment.of(given)) if ask == tree.coverage else ask(Assessment.of(given), ["acme-guide", "acme-policy"])
            for ask in (tree.coverage, tree.project)
        )  # fmt: skip
        for row, other in zip(covered, projected, strict=True):
            assert other.result is RESULTS[row.extent]
            # Each extent that is certain has its reasons, with the results and the paths.
            assert bool(row.reasons) or row.extent in (Extent.CANDIDATE, Extent.UNKNOWN)
            assert len(row.results) == len(row.reasons)
            for reason in row.reasons:
                for path in reason.paths:
                    ends = [(path[0].subject, path[-1].object)] if path else []
                    assert ends in ([], [(reason.source, row.ref)])
        assert sum(covered.tally) == len(covered)
        assert covered.tally.certain == covered.bounds.least


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_no_assessment_without_satisfied_makes_anything_certain(seed: int) -> None:
    chance = random.Random(seed)
    _, rows = random_model(chance)
    catalog, ends = catalog_of(rows), ends_of(rows)
    words = [word for word in Outcome if word is not Outcome.SATISFIED]
    audit = Assessment([Result(ref, chance.choice(words)) for ref in ends if chance.random() < 0.8])
    for target in {ref.document for ref in ends}:
        found = catalog.coverage(target, audit)
        assert found.counts["full"] == found.counts["conflict"] == found.bounds.least == 0
        assert catalog.project(audit, target).counts["satisfied"] == 0
        threats = catalog.threat_coverage(target, audit)
        assert {row.defence for row in threats} <= {"unaddressed", "unknown", "excluded"}
        plan = catalog.plan(target, ends, implemented=audit, method="greedy")
        assert plan.covered_by_implemented == ()


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_what_is_covered_by_true_results_is_covered_truly(seed: int) -> None:
    chance = random.Random(seed)
    sets, rows = random_model(chance)
    catalog, ends = catalog_of(rows), ends_of(rows)
    met = chance.randint(0, 31)

    def truth(ref: Ref) -> Outcome:
        share = sets[ref] & met
        return Outcome.SATISFIED if share == sets[ref] else Outcome.PARTLY if share else Outcome.NOT_SATISFIED

    blind = (Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE)
    audit = Assessment(
        [Result(ref, truth(ref) if chance.random() < 0.8 else chance.choice(blind)) for ref in ends if chance.random() < 0.7]
    )  # fmt: skip
    for target in {ref.document for ref in ends}:
        for row in catalog.coverage(target, audit, max_steps=chance.choice([1, 2, 3])):
            share = sets[row.ref] & met
            assert row.extent is not Extent.CONFLICT
            assert row.extent is not Extent.FULL or share == sets[row.ref]
            assert row.extent is not Extent.NOT_SATISFIED or share != sets[row.ref]
            assert row.extent is not Extent.PARTIAL or share


# ------------------------------------------------------------ findings on the first version, each as a test


def test_a_blank_checklist_covers_nothing() -> None:
    blank = Checklist.read(CATALOG.checklist("etsi-en-304-223").to_csv())
    assert CATALOG.coverage("uk-ai-cyber-code", "etsi-en-304-223").bounds.least > 50
    found = CATALOG.coverage("uk-ai-cyber-code", blank)
    assert (found.bounds, found.implemented) == ((0, 0, 72), ())
    assert not CATALOG.threat_coverage("owasp-llm-top-10@2025", blank).only("addressed")
    done = Assessment([result._replace(result=Outcome.SATISFIED) for result in blank])
    assert CATALOG.coverage("uk-ai-cyber-code", done).bounds.least > 50
    failed = Assessment([result._replace(result=Outcome.NOT_SATISFIED) for result in blank])
    assert CATALOG.coverage("uk-ai-cyber-code", failed).bounds.most == 0


def test_law_is_not_met_because_somebody_reads_a_code_as_asking_for_as_much() -> None:
    found = CATALOG.coverage("eu-ai-act", implemented=["eu-gpai-code"])
    assert found.bounds.least == 0
    points = ["53(1)(b)", "53(1)(b)(i)", "53(1)(b)(ii)", "53(1)(c)", "55(1)(b)", "55(1)(c)"]
    extents = [found.about(f"eu-ai-act:Article {point}").extent for point in points]
    # Of two points the code's caveat limits all that is said: adherence is no evidence of compliance.
    assert extents == ["partial", "candidate", "candidate", "partial", "partial", "partial"]
    audit = Assessment.of(
        [("eu-gpai-code@2025:Commitment 9", "satisfied"), ("iso-iec-42001@2023:A.9.4", "satisfied")]
    )
    projected = CATALOG.project(audit, onto="eu-ai-act")
    assert projected.counts["satisfied"] == 0
    assert all(each.result == "not_assessed" for each in projected.assessment)
    assert CATALOG.plan("eu-ai-act:Article 26", "iso-iec-42001", method="greedy").covered == ()
    # Results of its own, and its structure, satisfy law.
    own = CATALOG.coverage("eu-ai-act:Article 26", Assessment.of([("eu-ai-act:Article 26", "satisfied")]))
    assert own.bounds.least == own.bounds.of == 12


def test_the_publisher_of_a_law_may_say_that_something_covers_it(overlay: Overlay) -> None:
    law = document(id="acme-law", designation="ACME Act", kind="law", binding="mandatory")
    folder = overlay(register_file(document(), law))
    (folder / "mappings").mkdir()
    row = "acme-law@1.0:Article 1 subset_of acme-policy@1.0:P"
    for publisher, extent in (("acme", "full"), ("nist", "partial")):
        sheet = mapping_set(row, head={"publisher": publisher})
        (folder / "mappings" / "law--policy.sssom.tsv").write_bytes(sheet)
        catalog = load(folder).as_of("2026-11-26")
        assert catalog.coverage("acme-law", "acme-policy")[0].extent == extent
        assert len(catalog.plan("acme-law", "acme-policy", method="greedy")) == (extent == "full")
        audit = Assessment.of([("acme-policy:P", "satisfied")])
        assert catalog.project(audit, "acme-law")[0].result is RESULTS[Extent(extent)]


# ------------------------------------------------------------ single rules


def extent_of(rows: list[Any], *results: tuple[Ref, str], of: Ref = A) -> str:
    return catalog_of(rows).coverage(of.document, Assessment.of(results)).about(of).extent.value


def test_partly_is_partial_only_for_what_contains_it() -> None:
    assert extent_of([relationship(A, "superset_of", X)], (X, "partly")) == "partial"
    assert extent_of([relationship(A, "equal", X)], (X, "partly")) == "partial"
    for kind in ("subset_of", "intersects_with", "related"):
        assert extent_of([relationship(A, kind, X)], (X, "partly")) == "candidate"
    assert extent_of([relationship(A, "no_relationship", X)], (X, "partly")) == "absent"
    assert extent_of([relationship(A, "related", X, True)], (X, "partly")) == "absent"
    for word in ("not_satisfied", "not_assessed", "not_applicable"):
        for kind in ("subset_of", "intersects_with", "related", "no_relationship"):
            assert extent_of([relationship(A, kind, X)], (X, word)) == "unknown"


def test_a_failure_within_what_is_satisfied_takes_back_what_that_covers() -> None:
    rows = [
        relationship(X, "superset_of", Y),
        relationship(X, "superset_of", A),
        relationship(Y, "subset_of", B),
    ]
    catalog = catalog_of(rows)
    audit = Assessment.of([(X, "satisfied"), (Y, "not_satisfied")])
    assert catalog.coverage(A, Assessment.of([(X, "satisfied")])).about(A).extent == "full"
    assert catalog.coverage(A, audit).about(A).extent == "unknown"
    assert catalog.coverage(B, audit).about(B).extent == "not_satisfied"
    own = catalog.coverage(X.document, audit)
    assert [(str(row.ref.provision), row.extent.value) for row in own] == [
        ("X", "conflict"),
        ("Y", "not_satisfied"),
    ]
    (conflict,) = own.only("conflict")
    assert [(str(each.source.provision), word.value) for each, word in zip(conflict.reasons, conflict.results, strict=True)] == [
        ("X", "satisfied"), ("Y", "not_satisfied"),
    ]  # fmt: skip
    assert own.rows()[0]["results"] == ("satisfied", "not_satisfied")
    assert "1 conflict, 1 not_satisfied" in own.headline()


def test_a_provision_left_unassessed_is_not_met_by_what_covers_it() -> None:
    rows = [relationship(A, "subset_of", X), relationship(A, "intersects_with", Y)]
    assert extent_of(rows, (X, "satisfied"), (A, "not_assessed")) == "candidate"
    assert extent_of(rows, (Y, "satisfied"), (A, "not_assessed")) == "partial"
    both = Assessment.of([(X, "satisfied"), (Y, "satisfied"), (A, "not_assessed")])
    row = catalog_of(rows).coverage(A, both).about(A)
    assert (row.extent, [reason.source for reason in row.reasons]) == ("partial", [Y])
    assert extent_of(rows, (X, "satisfied"), (A, "partly")) == "partial"
    assert extent_of(rows, (X, "satisfied"), (A, "not_satisfied")) == "not_satisfied"


def test_not_applicable_leaves_the_denominator_and_is_said(tree: Catalog) -> None:
    audit = Assessment.of(
        [
            ("acme-policy:S.1", "not_applicable"),
            ("acme-policy:S.2", "satisfied"),
            ("acme-policy:S", "not assessed"),
        ]
    )
    found = tree.coverage("acme-policy", audit)
    assert by_name(found) == {
        "S": Extent.PARTIAL, "S.1": Extent.EXCLUDED, "S.1.a": Extent.EXCLUDED, "S.2": Extent.FULL,
    }  # fmt: skip
    assert (found.bounds, found.tally.excluded) == ((1, 2, 2), 2)
    assert found.headline().endswith(
        "covered, by stated relationships (1 full, 1 partial); 2 excluded as not applicable"
    )
    assert found.about("acme-policy:S.1.a").reasons[0].source == Ref("acme-policy", "1.0", "S.1")
    parts = {part.ref.provision: part for part in found.parts}
    assert (parts["S.1"].extent, parts["S.1"].of, parts["S.1"].excluded) == ("excluded", 0, 2)
    assert (parts[None].extent, parts[None].of) == ("partial", 2)
    projected = tree.project(audit, "acme-policy")
    assert projected.headline() == "2 provisions: 1 satisfied, 1 partly; 2 excluded as not applicable"
    back = {str(each.ref.provision): each.result.value for each in projected.assessment}
    assert back == {
        "S": "not_assessed",
        "S.1": "not_applicable",
        "S.1.a": "not_applicable",
        "S.2": "satisfied",
    }
    plan = tree.plan("acme-policy", "acme-guide", implemented=audit, method="greedy")
    assert (plan.of, [str(each.provision) for each in plan.covered]) == (2, ["S", "S.2"])
    # In another document, it passes nothing on.
    assert (
        by_name(tree.coverage("acme-guide", Assessment.of([("acme-policy:S", "not_applicable")])))["Tin"]
        == "unknown"
    )


def test_a_part_that_failed_or_is_contested_tells_on_the_whole(tree: Catalog) -> None:
    for rows, extent in (
        ([("S.2", "not_satisfied"), ("S.1", "satisfied")], "not_satisfied"),
        ([("S.1", "satisfied"), ("S.1.a", "partly"), ("S.2", "satisfied")], "conflict"),
    ):
        audit = Assessment.of([(f"acme-policy:{name}", word) for name, word in rows])
        parts = tree.coverage("acme-policy", audit).parts
        assert parts[0].extent == extent


def test_a_whole_document_may_be_satisfied_but_for_what_is_said_otherwise(tree: Catalog) -> None:
    whole = ("acme-policy", "satisfied")
    assert tree.coverage("acme-guide", Assessment.of([whole])).bounds.least == 5
    but = by_name(tree.coverage("acme-policy", Assessment.of([whole, ("acme-policy:S.2", "not_assessed")])))
    assert but == {"S": Extent.FULL, "S.1": Extent.FULL, "S.1.a": Extent.FULL, "S.2": Extent.CANDIDATE}
    failed = by_name(
        tree.coverage("acme-policy", Assessment.of([whole, ("acme-policy:S.2", "not_satisfied")]))
    )
    assert failed == {
        "S": Extent.CONFLICT, "S.1": Extent.UNKNOWN, "S.1.a": Extent.UNKNOWN, "S.2": Extent.NOT_SATISFIED,
    }  # fmt: skip
    outside = by_name(
        tree.coverage("acme-policy", Assessment.of([whole, ("acme-guide:Ta", "not_satisfied")]))
    )
    assert outside["S.1.a"] == outside["S.1"] == outside["S"] == Extent.CONFLICT
    assert outside["S.2"] == Extent.UNKNOWN


def test_a_family_said_to_be_satisfied_is_one_reason_of_a_conflict_below_it() -> None:
    # NIST's own example of assessment results: AC-6(1) is not satisfied, whatever is said of the family.
    audit = Assessment.of(
        [
            ("nist-sp-800-53@5:AC", "satisfied"),
            ("nist-sp-800-53@5:AC-2", "satisfied"),
            ("nist-sp-800-53@5:AC-6(1)", "not-satisfied", "role permits high-risk actions"),
        ]
    )
    found = CATALOG.coverage("nist-sp-800-53@5", audit)
    conflict = found.about("nist-sp-800-53@5:AC-6")
    assert conflict.extent == "conflict"
    assert [(str(each.source.provision), word.value) for each, word in zip(conflict.reasons, conflict.results, strict=True)] == [
        ("AC", "satisfied"), ("AC-6(1)", "not_satisfied"),
    ]  # fmt: skip
    assert {str(row.ref.provision).partition("(")[0] for row in found.only("full")} == {"AC-2"}
    alone = CATALOG.coverage("nist-sp-800-53@5", audit[2:])
    assert [str(row.ref.provision) for row in alone.only("not_satisfied")] == ["AC-6", "AC-6(1)"]


def test_failures_reach_whatever_is_above_at_any_depth(overlay: Overlay) -> None:
    chain = ["a", ("b", "a"), ("c", "b"), ("d", "c"), ("e", "d")]
    folder = overlay(register_file(document(), document(id="acme-guide", designation="ACME Guide 1")))
    for name, provisions in (("acme-policy", chain), ("acme-guide", ["x"])):
        path = folder / "frameworks" / name / "1.0.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(framework(name, *provisions)), encoding="utf-8")
    (folder / "mappings").mkdir()
    row = mapping_set("acme-guide@1.0:x subset_of acme-policy@1.0:d")
    (folder / "mappings" / "guide--policy.sssom.tsv").write_bytes(row)
    catalog = load(folder).as_of("2026-11-26")
    for failed in ("acme-policy:e", "acme-guide:x"):
        found = catalog.coverage("acme-policy", Assessment.of([(failed, "not_satisfied")]))
        assert [row.extent.value for row in found][:4] == ["not_satisfied"] * 4
        reason = found.about("acme-policy:a").reasons[0]
        assert reason.relation.certain == "is covered by"
        assert (len(reason.path), reason.path[-1].object.provision) == (4, "a")


# ------------------------------------------------------------ subjects and disagreement


def test_several_results_of_one_provision_the_worst_stands_and_it_is_said() -> None:
    catalog = catalog_of([relationship(A, "equal", X)])
    audit = Assessment.of([(X, "satisfied", "team"), (X, "not satisfied", "audit"), (X, "not assessed")])
    found = catalog.coverage(A, audit)
    assert found.about(A).extent == "not_satisfied"
    assert found.notes[-1] == "results disagree on 1 provision: the worst stands"
    projected = catalog.project(audit, A)
    assert [each.result.evidence for each in projected[0].reasons] == ["audit"]
    assert "results disagree on 1 provision" in projected.headline()
    assert "results disagree" in catalog.threat_coverage(A, audit).headline()
    assert "results disagree" in catalog.plan(A, X, implemented=audit, method="greedy").headline()


def test_subjects_are_answered_apart_unless_asked() -> None:
    catalog = catalog_of([relationship(A, "equal", X), relationship(B, "equal", Y)])
    audit = Assessment(
        [
            Result(X, Outcome.SATISFIED, subject="chatbot"),
            Result(X, Outcome.NOT_SATISFIED, subject="scoring"),
            Result(Y, Outcome.SATISFIED),
        ]
    )
    for ask in (
        lambda: catalog.coverage(A, audit),
        lambda: catalog.threat_coverage(A, audit),
        lambda: catalog.project(audit, A),
        lambda: catalog.plan(A, Y, implemented=audit, method="greedy"),
    ):
        with pytest.raises(
            UnknownCriterion, match=r"2 subjects, such as 'chatbot' and 'scoring'.*split_by_subject"
        ):
            ask()
    apart = {
        name: catalog.coverage([A, B], each).bounds.least for name, each in audit.split_by_subject().items()
    }
    assert apart == {"chatbot": 2, "scoring": 1}
    together = catalog.coverage([A, B], audit.merge_subjects())
    assert (together.bounds.least, together.counts["not_satisfied"]) == (1, 1)
    (one, _) = audit.split_by_subject().values()
    assert [each.subject for each in catalog.project(one, [A, B]).assessment] == ["chatbot", None]


# ------------------------------------------------------------ what may be given as implemented


def test_whatever_says_what_is_implemented_is_taken() -> None:
    catalog = CATALOG
    whole = catalog.coverage("uk-ai-cyber-code", "etsi-en-304-223").bounds
    for implemented in (
        catalog.provisions("etsi-en-304-223"),
        catalog.standards(id="etsi-en-304-223"),
        catalog["etsi-en-304-223"],
        list(catalog.provisions("etsi-en-304-223")),
        (ref for ref in ["etsi-en-304-223"]),
        Result(Ref.parse("etsi-en-304-223"), Outcome.SATISFIED),
        [Result(Ref.parse("etsi-en-304-223:5.1.1-1"), Outcome.NOT_ASSESSED), "etsi-en-304-223"],
    ):
        found = catalog.coverage("uk-ai-cyber-code", implemented).bounds
        assert found.least <= whole.least
        assert found.least > 50
    plan = catalog.plan("uk-ai-cyber-code", "etsi-en-304-223", method="greedy")
    assert catalog.coverage("uk-ai-cyber-code", plan).bounds.least == len(plan.covered)
    assert catalog.coverage("uk-ai-cyber-code", list(plan)).bounds.least == len(plan.covered)


def test_what_does_not_say_it_is_refused_with_a_sentence() -> None:
    catalog = CATALOG
    covered = catalog.coverage("uk-ai-cyber-code", "etsi-en-304-223")
    checklist = catalog.checklist("etsi-en-304-223")
    hits = catalog.search("training")
    audit = Assessment.of([("etsi-en-304-223:5.1.1-1", "satisfied")])
    for wrong, message in (
        (covered.only("full"), "which Coverage does not: pass the references"),
        (list(covered), "which CoverageRow does not"),
        (hits, "which Hits does not"),
        (hits[0], "which Hit does not"),
        (checklist, "which Checklist does not: pass its assessment"),
        (catalog.project(audit, "uk-ai-cyber-code"), "which Projection does not: pass its assessment"),
        (catalog.relationships("etsi-en-304-223:5.1.1-1"), "which Relationships does not"),
        ([{"ref": "etsi-en-304-223:5.1.1-1", "result": "satisfied"}], r"pass Assessment.of\(rows\)"),
        ({"ref": "etsi-en-304-223:5.1.1-1"}, r"pass Assessment.of\(rows\)"),
        ([audit, "etsi-en-304-223"], "which Assessment does not"),
        (7, "implemented must be a reference or several, not 7"),
    ):
        for ask in (catalog.coverage, catalog.threat_coverage):
            with pytest.raises(UnknownCriterion, match=message):
                ask("uk-ai-cyber-code", wrong)  # type: ignore[operator]
        with pytest.raises(UnknownCriterion, match=message):
            catalog.plan("uk-ai-cyber-code", "etsi-en-304-223", implemented=wrong, method="greedy")  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="did you mean"):
        catalog.coverage("uk-ai-cyber-code", Assessment.of([("etsi-en-304-223:5.1.1-11", "satisfied")]))


def test_rulings_are_a_target() -> None:
    from ai_security_standards import Profile

    rulings = CATALOG.applicable(Profile(jurisdictions="GB", roles="developer", held_to={"etsi-en-304-223"}))
    provisions = rulings.only("applies", where=lambda each: each.ref.standard == "etsi-en-304-223" and each.ref.provision)  # type: ignore[arg-type, return-value]  # fmt: skip
    assert CATALOG.coverage(provisions, implemented="uk-ai-cyber-code").bounds.least > 20
    with pytest.raises(UnknownCriterion, match="which Rulings does not"):
        CATALOG.coverage("uk-ai-cyber-code", implemented=provisions)


# ------------------------------------------------------------ threats, plans, differences


def test_only_what_is_satisfied_mitigates() -> None:
    catalog = catalog_of(
        [relationship(X, "mitigates", A), relationship(C, "mitigates", B), relationship(Y, "equal", X)]
    )
    for word, defence in (
        ("satisfied", "addressed"),
        ("partly", "unaddressed"),
        ("not_assessed", "unaddressed"),
    ):
        for ref in (X, Y):
            found = catalog.threat_coverage(A.document, Assessment.of([(ref, word)]))
            assert {str(row.ref.provision): row.defence.value for row in found}["A"] == defence
    audit = Assessment.of([(X, "satisfied"), (A, "not_applicable")])
    found = catalog.threat_coverage(A.document, audit)
    assert found.counts[ThreatStatus.EXCLUDED] == 1
    assert found.headline().startswith("0 of 1 threat addressed, 1 unaddressed; 1 excluded as not applicable")


def test_a_plan_counts_what_is_implemented_for_nothing() -> None:
    rows = [
        relationship(A, "equal", X),
        relationship(B, "equal", Y),
        relationship(C, "superset_of", Y),
        relationship(D, "related", X),
    ]
    catalog = catalog_of(rows)
    whole = catalog.plan(A.document, [X, Y], method="greedy")
    assert (whole.cost, whole.covered, whole.covered_by_implemented) == (2, (A, B), ())
    done = Assessment.of([(X, "satisfied"), (Y, "not_satisfied")])
    for implemented in ([X], done):
        plan = catalog.plan(A.document, [X, Y], implemented=implemented)
        assert ([choice.ref for choice in plan], plan.cost) == ([Y], 1)
        assert (plan.covered, plan.covered_by_implemented) == ((A, B), (A,))
        assert (
            "2 of 4 covered (full), 1 of them by what is implemented, 2 cannot be covered" in plan.headline()
        )
        assert {row.ref: row.extent.value for row in plan.uncovered} == {C: "partial", D: "candidate"}
        assert plan.uncovered.implemented == (X, Y)
    partial = catalog.plan(A.document, [X], require="partial", implemented=[Y], method="greedy")
    assert ([choice.ref for choice in partial], partial.covered_by_implemented) == ([X], (B, C))
    nothing = catalog.plan(A.document, [X, Y], implemented=[X, Y])
    assert (len(nothing), nothing.cost) == (0, 0)


def test_what_does_not_apply_is_no_part_of_what_a_plan_leaves_uncovered() -> None:
    rows = [relationship(A, "equal", X), relationship(B, "superset_of", X), relationship(C, "superset_of", X)]
    audit = Assessment.of([(B, "not_applicable")])
    plan = catalog_of(rows).plan(A.document, [X], implemented=audit, method="greedy")
    assert (plan.of, plan.covered) == (2, (A,))
    left = plan.uncovered
    assert [(row.ref, row.extent.value) for row in left] == [(C, "partial")]
    assert (left.bounds, left.tally.excluded) == ((1, 2, 2), 1)


def test_a_difference_tells_what_changed(tree: Catalog) -> None:
    before = tree.coverage("acme-policy", Assessment.of([("acme-policy:S.1", "satisfied")]))
    audit = Assessment.of([("acme-policy:S.1", "satisfied"), ("acme-policy:S.2", "not_satisfied")])
    after = tree.coverage("acme-policy", audit)
    found = after.difference(before)
    assert "partial" in found[0]._repr_html_() or found[0].ref.standard in found[0]._repr_html_()
    assert (
        found.headline()
        == "2 of 4 provisions changed: 1 partial to not_satisfied, 1 unknown to not_satisfied"
    )
    assert found.rows()[0] == {
        "ref": "acme-policy@1.0:S", "name": "Title of S", "before": "partial", "after": "not_satisfied",
    }  # fmt: skip
    assert found.provenance == after.provenance
    assert after.difference(after).headline() == "0 of 4 provisions changed"
    wider = tree.coverage(["acme-policy", "acme-guide:Tin"], audit)
    assert wider.difference(before)[-1][2:] == (None, "unknown")
    assert before.difference(wider).headline().endswith("1 unknown to nothing")
    projected = tree.project(audit, "acme-policy")
    assert projected.difference(projected) == projected.difference(projected)[:0]
    with pytest.raises(UnknownCriterion, match="of the same kind, Coverage, not Projection"):
        after.difference(projected)
    with pytest.raises(UnknownCriterion, match="about other provisions"):
        after.difference(tree.coverage("acme-guide", audit))


def test_migrated_results_of_one_provision_do_not_count_as_merged(tmp_path: Path) -> None:
    old = "owasp-llm-top-10@2025:LLM01"
    audit = Assessment.of([(old, "satisfied", "team"), (old, "partly", "audit")])
    moved = CATALOG.migrate(audit, to="owasp-llm-top-10@2026").assessment
    assert moved is not None
    assert [each.evidence for each in moved] == ["team", "audit"]
