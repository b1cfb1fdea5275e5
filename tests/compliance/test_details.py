"""Each row of coverage beside the rules as they are written: which reasons it has, in what order, and the parts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from models import A, B, C, X, Y, catalog_of, ends_of, random_model, relationship, seeds
from samples import mapping_set

from ai_security_standards import Assessment, Catalog, Ref, UnknownCriterion, load
from ai_security_standards.assessments import Result
from ai_security_standards.compliance.covering import _joint_extent
from ai_security_standards.compliance.extents import joint_extent
from ai_security_standards.mapping.elsewhere import Elsewhere
from ai_security_standards.mapping.graph import RANKS
from ai_security_standards.mapping.proofs import Inference
from ai_security_standards.vocabulary import Extent, Outcome, Trust


class Rules:
    """The rules on results in a model without structures, from `infer` one pair at a time."""

    def __init__(
        self, catalog: Catalog, given: Mapping[Ref, Outcome], ends: Iterable[Ref], steps: int
    ) -> None:
        self.given = given
        self.inferred = {
            one: {each.target: each for each in catalog.infer(one, max_steps=steps)} for one in ends
        }
        claimed = self._with("satisfied")
        met = {ref for ref in claimed if not self._parts(ref, "not_satisfied")}
        self.sources = {ref for ref in met if not self._parts(ref, "partly")}
        self.met, self.claims = met, claimed - self.sources
        self.hints = self._with("partly") | (met - self.sources)

    def _with(self, word: str) -> set[Ref]:
        return {ref for ref, outcome in self.given.items() if outcome == word}

    def _covers(self, one: Ref, other: Ref) -> bool:
        return other in self.inferred[one] and self.inferred[one][other].relation.covers

    def _overlaps(self, one: Ref, other: Ref) -> bool:
        return other in self.inferred[one] and self.inferred[one][other].relation.overlaps

    def _parts(self, whole: Ref, word: str) -> set[Ref]:
        return {ref for ref in self._with(word) if ref != whole and self._covers(whole, ref)}

    def certain(self, ref: Ref) -> tuple[Extent, set[Ref]] | None:
        """The extent of a provision of which something is certain, and the sources of its reasons."""
        own = {
            "not_satisfied": Extent.NOT_SATISFIED,
            "partly": Extent.PARTIAL,
            "not_applicable": Extent.EXCLUDED,
        }
        outcome = self.given.get(ref)
        if outcome in own:
            return own[outcome], {ref}
        failed, partly = self._parts(ref, "not_satisfied"), self._parts(ref, "partly")
        contested = bool(failed or partly)
        satisfied = {ref} & (self.met | (self.claims if contested else set()))
        others = self.sources | (self.claims if contested else set())
        if outcome is None:
            satisfied |= {each for each in others if self._covers(each, ref)}
        overlapping = {
            each for each in self.sources if self._overlaps(each, ref) and not self._covers(each, ref)
        }
        if satisfied:
            return (Extent.CONFLICT, satisfied | failed | partly) if contested else (Extent.FULL, satisfied)
        if failed:
            return Extent.NOT_SATISFIED, failed
        return (Extent.PARTIAL, partly | overlapping) if partly or overlapping else None


def mixed(chance: random.Random) -> tuple[Catalog, list[Ref]]:
    """A random model whose sets differ in trust, and whose rows differ in confidence."""
    _, rows = random_model(chance)
    trusts = {name: chance.choice(list(Trust)) for name in ("one", "two")}
    rows = [
        evolve(row, trust=trusts[row.mapping_set], confidence=chance.choice([None, 0.3, 0.9])) for row in rows
    ]
    return catalog_of(rows), ends_of(rows)


def rank(support: Any) -> tuple[int, int]:
    path = support.path
    return RANKS[support.trust], len(path)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_each_row_has_the_reasons_that_the_rules_give(seed: int) -> None:
    chance = random.Random(seed)
    catalog, ends = mixed(chance)
    results = {ref: chance.choice([*Outcome, Outcome.SATISFIED]) for ref in ends if chance.random() < 0.6}
    audit, steps = Assessment([Result(*each) for each in results.items()]), chance.choice([1, 2, 3])
    rules = Rules(catalog, results, ends, steps)
    for row in catalog.coverage({ref.document for ref in ends}, audit, max_steps=steps):
        certain = rules.certain(row.ref)
        if certain is not None:
            assert (row.extent, {reason.source for reason in row.reasons}) == certain
        else:
            assert row.extent in (Extent.CANDIDATE, Extent.ABSENT, Extent.UNKNOWN)
        assert row.results == tuple(results[reason.source] for reason in row.reasons)
        assert [*map(rank, row.reasons)] == sorted(map(rank, row.reasons))
        assert [*map(rank, row.candidates)] == sorted(map(rank, row.candidates))
        for reason in row.reasons:
            assert same_as_inferred(reason, rules.inferred[reason.source].get(row.ref))


def same_as_inferred(reason: Inference, inferred: Inference | None) -> bool:
    """Tell whether a reason is what `infer` says of its ends; a result of its own and a denial are not inferred."""
    if inferred is None:
        (path,) = reason.paths
        is_own = reason.source == reason.target and not path and reason.relation.certain == "equal"
        return is_own or (len(path) == 1 and path[0].negated and reason.relation.certain == "unknown")
    parts = ("relation", "trust", "confidence", "superseded")
    return [getattr(reason, each) for each in parts] == [getattr(inferred, each) for each in parts]


# ------------------------------------------------------------ the two tables of extents


def test_the_extent_of_a_provision_by_all_that_is_certain() -> None:
    for satisfied, failed, partial, overlaps in product((True, False), repeat=4):
        expected = None
        if satisfied:
            expected = Extent.CONFLICT if failed or partial else Extent.FULL
        elif failed:
            expected = Extent.NOT_SATISFIED
        elif partial or overlaps:
            expected = Extent.PARTIAL
        assert joint_extent(satisfied, failed, partial, overlaps) is expected


def joint(extents: Iterable[Extent]) -> Extent:
    """The extent of an element, as `Part` says it."""
    left = [each for each in extents if each is not Extent.EXCLUDED]
    if not left:
        return Extent.EXCLUDED
    for extent in (Extent.FULL, Extent.ABSENT):
        if {*left} == {extent}:
            return extent
    for extent in (Extent.NOT_SATISFIED, Extent.CONFLICT):
        if extent in left:
            return extent
    if {*left} <= {Extent.FULL, Extent.DEEMED}:
        return Extent.DEEMED
    if {*left} & {Extent.FULL, Extent.PARTIAL, Extent.DEEMED}:
        return Extent.PARTIAL
    return Extent.CANDIDATE if Extent.CANDIDATE in left else Extent.UNKNOWN


def test_the_extent_of_an_element_by_those_of_its_provisions() -> None:
    for number in range(1, 4):
        for extents in combinations_with_replacement(Extent, number):
            assert _joint_extent(Counter(extents)) is joint(extents), extents


def test_parts_count_what_is_in_and_below_them(ours: Path) -> None:
    catalog, chance = load(ours).as_of("2026-11-24"), random.Random(3)
    assert catalog.coverage("acme-policy", []).left_out == 2  # a heading, and one retired
    below = {None: ["P.1", "P.2", "Q", "Q.1"], "P": ["P.1", "P.2"], "Q": ["Q", "Q.1"]}
    for _ in range(25):
        names = [name for name in below[None] if chance.random() < 0.7]
        audit = Assessment.of([(f"acme-policy:{name}", chance.choice(list(Outcome))) for name in names])
        found = catalog.coverage("acme-policy", audit)
        extents = {row.ref.provision: row.extent for row in found}
        assert [part.ref.provision for part in found.parts] == [*below]
        for part in found.parts:
            counted = [extents[name] for name in below[part.ref.provision]]
            assert part.extent is joint(counted)
            assert {word: getattr(part, word.value) for word in Extent} == {
                word: counted.count(word) for word in Extent
            }
            assert part.of == len(counted) - counted.count(Extent.EXCLUDED)


# ------------------------------------------------------------ what rows, headlines and errors say


def test_a_row_has_the_trust_and_confidence_of_its_best_support() -> None:
    rows = [
        relationship(A, "related", X, confidence=0.3),
        evolve(relationship(A, "related", Y, set_id="two", confidence=0.9), trust=Trust.CURATED),
    ]
    (row,) = catalog_of(rows).coverage(A, [X, Y]).rows()
    assert (row["trust"], row["confidence"]) == min(
        [("publisher", 0.3), ("curated", 0.9)], key=lambda each: RANKS[Trust(each[0])]
    )
    part = catalog_of(rows).coverage(A.document, [X, Y]).parts[0]
    assert "candidate" in part._repr_html_()


def test_a_headline_without_provisions_has_no_counts() -> None:
    found = catalog_of([relationship(A, "equal", X)]).coverage([], [])
    assert found.headline().endswith("covered, by stated relationships")


def test_two_of_many_subjects_are_named() -> None:
    catalog = catalog_of([relationship(A, "equal", X)])
    audit = Assessment([Result(X, Outcome.SATISFIED, subject=name) for name in ("one", "two", "three")])
    with pytest.raises(UnknownCriterion, match="3 subjects, such as 'one' and 'two': ask"):
        catalog.coverage(A, audit)


def test_a_document_is_no_provision_of_its_own() -> None:
    rows = [relationship(A, "equal", X), relationship(A.document, "related", X)]
    assert [row.ref for row in catalog_of(rows).coverage(A.document, [X])] == [A]


def test_a_document_without_structure_is_implemented_by_what_sets_name_of_it() -> None:
    rows = [relationship(A, "equal", X), relationship(B, "equal", Y)]
    found = catalog_of(rows).coverage(A.document, X.document)
    assert [(row.extent.value, row.reasons[0].source) for row in found] == [("full", X), ("full", Y)]
    assert [row.ref for row in catalog_of(rows).coverage(B, X.document)] == [B]


def test_relationships_elsewhere_are_counted_once_for_both_sides() -> None:
    rows = [
        *(relationship(each, "related", X) for each in (A, B, C)),
        relationship(A, "equal", Y, set_id="two"),
    ]
    catalog, document = catalog_of(rows), str(A.document)
    for target, number in (([A, B], 2), ([A, document], 3), ([document, A], 3), (A, 1)):
        found = catalog.coverage(target, [X, Y], mapping_sets="two").elsewhere
        assert found == (Elsewhere(document, str(X.document), number, "trust"),)
    # Of coverage, a relationship need not be a mitigation.
    assert catalog.coverage(A, X).elsewhere == ()


def test_a_part_that_failed_is_within_what_it_is_equal_to() -> None:
    for kind, certain in (("equal", "equal"), ("superset_of", "is covered by")):
        found = catalog_of([relationship(A, kind, X)]).coverage(A, Assessment.of([(X, "not_satisfied")]))
        (reason,) = found[0].reasons
        assert (reason.relation.certain, reason.superseded, len(reason.path)) == (certain, (), 1)


def test_a_failed_twin_of_a_part_is_within_the_whole(ours: Path) -> None:
    audit = Assessment.of([("acme-guide@1.0:H", "not_satisfied")])
    (reason,) = load(ours).as_of("2026-11-24").coverage("acme-policy", audit).about("acme-policy:Q").reasons
    # H is equal to Q.1, which is a part of Q.
    assert (reason.relation.certain, [step.mapping_set for step in reason.path]) == (
        "is covered by",
        ["policy--guide", "structure"],
    )


def test_what_is_absent_or_contradicted_has_the_sources_that_say_so() -> None:
    apart = relationship(A, "no_relationship", X)
    (row,) = catalog_of([apart]).coverage(A, [X])
    assert (row.extent, [each.source for each in row.reasons]) == ("absent", [X])
    rows = [apart, relationship(A, "equal", Y), relationship(A, "no_relationship", Y, set_id="two")]
    (row,) = catalog_of(rows).coverage(A, [X, Y])
    assert (row.extent, [each.source for each in row.reasons]) == ("candidate", [Y])


def test_results_and_references_may_be_given_in_any_collection() -> None:
    catalog = catalog_of([relationship(A, "equal", X), relationship(B, "equal", Y)])
    assert catalog.coverage([A, B], (ref for ref in [X, Y])).bounds.least == 2
    failed = Result(X, Outcome.NOT_SATISFIED)
    for items in ([failed, Y], (each for each in [failed, Y])):
        found = catalog.coverage([A, B], items)
        assert [row.extent.value for row in found] == ["not_satisfied", "full"]


def test_answers_print_their_headline_first() -> None:
    catalog, audit = catalog_of([relationship(A, "equal", X)]), Assessment.of([(X, "satisfied")])
    for answer in (catalog.coverage(A, audit), catalog.project(audit, A)):
        assert repr(answer).startswith(answer.headline())
        assert repr(answer[0]).startswith("<")


def test_lineage_is_in_the_order_of_its_names(ours: Path) -> None:
    rows = [f"acme-guide@2.0:{name} replaces acme-guide@1.0:G1" for name in ("H", "G1")]
    (ours / "mappings" / "lineage.sssom.tsv").write_bytes(mapping_set(*rows, head={"style": "lineage"}))
    found = load(ours).as_of("2026-11-24").coverage("acme-guide@1.0", [])
    assert [each.object.provision for each in found.lineage] == ["G1", "H"]


def test_only_superseded_editions_are_named_with_reasons_and_lineage(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    audit = Assessment.of([("acme-guide@1.0:H", "not_satisfied")])
    (reason,) = catalog.coverage("acme-policy:P.2", audit)[0].reasons
    assert reason.superseded == (Ref("acme-guide", "1.0"),)
    both = catalog.coverage(["acme-guide@1.0", "acme-guide@2.0"], [])
    assert [(str(each.subject), str(each.object)) for each in both.lineage] == [
        ("acme-guide@1.0:G1", "acme-guide@2.0:G1")
    ]


def test_what_is_implemented_from_above_is_proved_from_there_down(ours: Path) -> None:
    found = load(ours).as_of("2026-11-24").coverage("acme-policy", ["acme-policy:P"])
    (step,) = found.about("acme-policy:P.1").reasons[0].path
    assert (step.subject.provision, step.type.value, step.object.provision) == ("P", "superset_of", "P.1")


def test_a_whole_document_passes_nothing_below_a_provision_with_another_result(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-24")
    whole, own = ("acme-policy", "satisfied"), "acme-policy:Q"
    excluded = catalog.coverage("acme-policy", Assessment.of([whole, (own, "not_applicable")]))
    assert {row.ref.provision: row.extent.value for row in excluded} == {
        "P.1": "full", "P.2": "full", "Q": "excluded", "Q.1": "excluded",
    }  # fmt: skip
    left = catalog.coverage("acme-policy", Assessment.of([whole, (own, "not_assessed")]))
    # What is below it is met by another provision alone, over the guide.
    assert left.about(own).extent == "unknown"
    assert [each.source.provision for each in left.about("acme-policy:Q.1").reasons] == ["P.2"]


# ------------------------------------------------------------ projection


def test_a_projected_result_has_the_first_subject_that_is_stated() -> None:
    catalog = catalog_of([relationship(A, "equal", X), relationship(A, "equal", Y)])
    audit = Assessment([Result(X, Outcome.SATISFIED), Result(Y, Outcome.SATISFIED, subject="chatbot")])
    found = catalog.project(audit, A)
    assert [reason.result.ref for reason in found[0].reasons] == [X, Y]
    assert [each.subject for each in found.assessment] == ["chatbot"]
    assert "satisfied" in found[0].reasons[0]._repr_html_()


def test_rows_are_projected_as_the_assessment_made_of_them() -> None:
    catalog, rows = catalog_of([relationship(A, "equal", X)]), [(str(X), "satisfied")]
    assert catalog.project(rows, A) == catalog.project(Assessment.of(rows), A)
    assert catalog.project(rows, A)[0].result == "satisfied"


def test_only_what_is_indicated_has_candidates() -> None:
    rows = [relationship(A, "superset_of", X), relationship(A, "related", Y)]
    (row,) = catalog_of(rows).project(Assessment.of([(X, "satisfied"), (Y, "satisfied")]), A)
    assert (row.result, row.candidates, row.caveats) == ("partly", (), ())
