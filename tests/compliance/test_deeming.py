"""What law is deemed to be met by counts only where its condition is affirmed, within its extent, and alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from samples import Overlay, document, framework, law, mapping_set, register_file

import ai_security_standards as aiss
from ai_security_standards import Assessment, Catalog, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.compliance import Affirmation, Coverage, DeemingOutcome
from ai_security_standards.vocabulary import Extent

CATALOG = load().as_of("2026-11-29")
ACT = "eu-ai-act@2024/1689"
CYBERSECURITY = f"{ACT}:Article 42(3)"

SOURCES = [{"address": "https://acme.example.org/act", "checked_on": "2026-02-01"}]


def rule(article: str, effect: str = "deemed", **changes: Any) -> dict[str, Any]:
    """A rule of the act on its provision T, which is met by a norm."""
    return {
        "article": article, "why": "the norm counts", "effect": effect, "basis": "the norm", "sources": SOURCES,
        "recorded": "2026.12.0", "by": ["acme-norm@1.0:N"], "provisions": ["T"],
        "condition": "the norm is applied in full", **changes,
    }  # fmt: skip


RULES = [
    rule("R.full"),
    rule("R.part", "presumed", extent="the half of it", in_full=["T.1"], unless=["T.2"]),
    rule("R.covered", "presumed", by=[], extent="what the norm covers", in_full=["T"], as_covered=True),
    rule("R.open", by=[], provisions=["T.2"]),
    rule("R.early", stated_until="2026-06-30"),
    rule("R.late", stated_from="2026-07-01"),
    rule("R.rely", "may-rely"),
    rule("R.integrated", "integrated"),
    rule("R.defence", "defence"),
    rule("R.displaces", "displaces"),
    rule("R.document", by=["acme-norm@1.0"]),
    rule("R.two", by=["acme-norm@1.0:N", "acme-norm@1.0:M"]),
    rule("R.act", provisions=[]),
    rule("R.heading", by=["acme-norm@1.0:H"]),
    rule("R.below", provisions=["U"], by=["acme-act@1.0:T"]),
]


def published(name: str, **changes: Any) -> dict[str, Any]:
    return document(id=name, designation=name.upper(), title=f"The {name}", **changes)


@pytest.fixture
def acts(overlay: Overlay) -> Catalog:
    """An act with T (over T.1, over T.1.a, and T.2) and U, a norm with N (over N.1), M and a heading H, and a policy in T."""
    binding: dict[str, Any] = {
        "kind": "law", "binding": "mandatory", "in_force": "2026-01-15", "published": None,
        "history": [{"status": "in-force", "date": "2026-01-15"}],
        "milestones": [{"date": "2026-01-15", "kind": "application", "what": "all of it"}],
        "applies_from": "2026-01-15",
    }  # fmt: skip
    folder = overlay(register_file(published("acme-act", **binding), published("acme-norm"), document()))
    norm = framework("acme-norm", "N", ("N.1", "N"), "M", "H", ("H.1", "H"), ("H.2", "H"), ("H.2.a", "H.2"))
    norm["provisions"][3]["assessable"] = False
    files = {
        "frameworks/acme-act/1.0.json": framework(
            "acme-act", "T", ("T.1", "T"), ("T.1.a", "T.1"), ("T.2", "T"), "U"
        ),
        "frameworks/acme-norm/1.0.json": norm,
        "frameworks/acme-policy/1.0.json": framework("acme-policy", "P"),
        "applicability/acme-act.json": law("acme-act", deemed_by=RULES),
    }
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    rows = ["acme-policy@1.0:P subset_of acme-act@1.0:T", "acme-norm@1.0:M subset_of acme-policy@1.0:P"]
    (folder / "mappings" / "policy.sssom.tsv").write_bytes(mapping_set(*rows))
    assert aiss.check(folder) == ()
    return load(folder).as_of("2026-11-29")


def extents(found: Coverage) -> dict[str, str]:
    return {str(row.ref.provision): str(row.extent) for row in found}


def asked(
    catalog: Catalog, rules: Any, implemented: Any = "acme-norm:N", target: Any = "acme-act"
) -> Coverage:
    return catalog.coverage(target, implemented, affirm=rules)


FULL = {"T": "deemed", "T.1": "deemed", "T.1.a": "deemed", "T.2": "deemed", "U": "unknown"}
NOTHING = dict.fromkeys(FULL, "unknown")


def test_a_rule_counts_where_its_condition_is_affirmed_and_its_basis_is_satisfied(acts: Catalog) -> None:
    assert extents(asked(acts, ())) == NOTHING
    found = asked(acts, "acme-act:R.full")
    assert extents(found) == FULL
    assert found.tally == (0, 0, 4, 0, 0, 0, 0, 1, 0)
    assert found.bounds == (0, 4, 5)
    assert (
        found.parts[0].extent,
        found.parts[0].deemed,
        next(part for part in found.parts if part.ref.provision == "T").extent,
    ) == ("partial", 4, "deemed")
    assert not any(row.reasons for row in found)
    for given in (
        ["acme-act:R.full"],
        Affirmation("acme-act@1.0:R.full"),
        [Ref.parse("acme-act@1.0:R.full")],
    ):
        assert extents(asked(acts, given)) == FULL
    assert extents(asked(acts, acts.deemed_by("acme-act").affirmed(["acme-act:R.full"]))) == FULL
    assert (
        extents(asked(acts, next(each for each in acts.deemed_by() if each.ref.provision == "R.full")))
        == FULL
    )


def test_what_overlaps_a_provision_is_no_reason_for_deeming_it_met(acts: Catalog) -> None:
    overlapped = acts.coverage("acme-act", "acme-policy:P").about("acme-act:T")
    assert (overlapped.extent, len(overlapped.reasons)) == ("partial", 1)
    row = asked(acts, "acme-act:R.full", ["acme-norm:N", "acme-policy:P"]).about("acme-act:T")
    assert (row.extent, row.reasons, row.results) == ("deemed", (), ())


def test_the_evidence_of_what_is_deemed_is_the_rules_that_count(acts: Catalog) -> None:
    audit = Assessment.of([("acme-norm:N", "satisfied")])
    found = acts.project(audit, "acme-act:T.2", affirm="acme-act:R.full")
    counting, *others = found[0].deemed_by
    assert others
    assert [each.evidence for each in found.assessment] == [f"projected from {counting}"]


def test_where_it_is_not_affirmed_it_is_printed_with_its_condition(acts: Catalog) -> None:
    found = asked(acts, ())
    row = found.about("acme-act:T.1.a")
    first = next(each for each in row.deemed_by if each.rule.ref.provision == "R.full")
    assert (first.counts, first.sources, first.in_full) == (False, (), True)
    assert str(first) == (
        "acme-act@1.0:R.full: deemed by the norm; condition: the norm is applied in full "
        "(its condition is not affirmed)"
    )
    assert repr(first) == "<DeemingOutcome acme-act@1.0:R.full: its condition is not affirmed>"
    assert str(first) in row_cells(found, "T.1.a")["deemed_by"]
    assert str(first) in found.to_csv()
    assert str(first) in found.to_markdown()
    headline = found.headline()
    assert "acme-act@1.0:R.full does not count: its condition is not affirmed" in headline
    assert "its condition: the norm is applied in full" in headline
    without = asked(acts, (), implemented=())
    assert "does not count" not in without.headline()
    assert str(first) in row_cells(without, "T.1.a")["deemed_by"]


def test_where_it_counts_the_condition_is_printed_too(acts: Catalog) -> None:
    found = asked(acts, "acme-act:R.full")
    (first, *others) = found.about("acme-act:T").deemed_by
    assert first.counts
    assert first.sources == (Ref.parse("acme-norm@1.0:N"),)
    assert not any(each.counts for each in others)
    assert "condition: the norm is applied in full (counts: its condition is affirmed, and" in str(first)
    assert "acme-norm@1.0:N is satisfied)" in str(first)
    counted = "acme-act@1.0:R.full counts for 4 provisions: deemed by the norm, as you affirm that"
    assert counted in found.headline()
    assert counted in str(found)
    assert "4 deemed" in found.headline()


def row_cells(found: Coverage, provision: str) -> Any:
    return next(row for row in found.rows() if row["ref"].endswith(f":{provision}"))


def test_what_is_relied_on_integrated_a_defence_or_displaced_never_counts(acts: Catalog) -> None:
    for word in ("rely", "integrated", "defence", "displaces"):
        found = asked(acts, f"acme-act:R.{word}")
        assert extents(found) == NOTHING, word
        assert f"acme-act@1.0:R.{word} does not count: " in found.headline()
        assert "never counts" in found.headline()


def test_it_counts_within_its_extent_and_a_smaller_extent_gives_partial(acts: Catalog) -> None:
    found = asked(acts, "acme-act:R.part")
    assert extents(found) == {**NOTHING, "T": "partial", "T.1": "deemed", "T.1.a": "deemed"}
    assert "R.part" not in {str(each.rule.ref.provision) for each in found.about("acme-act:T.2").deemed_by}
    by_rule = {str(each.rule.ref.provision): each for each in found.about("acme-act:T").deemed_by}
    assert not by_rule["R.part"].in_full
    assert ", for the half of it; " in str(by_rule["R.part"])
    assert found.parts[0].partial == 1
    assert "R.part" not in {each.ref.provision for each in acts.deemed_by("acme-act:T.2")}
    assert "R.part" in {each.ref.provision for each in acts.deemed_by("acme-act:T.1.a")}


def test_a_rule_on_the_act_reaches_all_of_it(acts: Catalog) -> None:
    assert extents(asked(acts, "acme-act:R.act")) == {**FULL, "U": "deemed"}
    assert asked(acts, "acme-act:R.act").parts[0].extent == "deemed"


def test_two_rules_give_the_larger_of_their_extents(acts: Catalog) -> None:
    assert extents(asked(acts, ["acme-act:R.part", "acme-act:R.full"])) == FULL
    assert extents(asked(acts, ["acme-act:R.full", "acme-act:R.part"])) == FULL


def test_it_counts_on_its_days_only(acts: Catalog) -> None:
    for day, counting in (("2026-06-30", "R.early"), ("2026-07-01", "R.late")):
        then = acts.as_of(day)
        for name in ("R.early", "R.late"):
            found = asked(then, f"acme-act:{name}")
            assert extents(found) == (FULL if name == counting else NOTHING), (day, name)
            said = found.headline()
            assert (f"acme-act@1.0:{name} does not count: the text does not state it on {day}" in said) is (
                name != counting
            )


def test_its_basis_needs_a_result_of_its_own(acts: Catalog) -> None:
    for implemented in ((), "acme-norm:N.1", "acme-norm:M", "acme-policy"):
        found = asked(acts, "acme-act:R.full", implemented)
        assert "deemed" not in extents(found).values()
        assert "acme-norm@1.0:N has no satisfied result of its own" in found.headline()
    for results in (
        [("acme-norm:N", "partly")], [("acme-norm:N", "not assessed")], [("acme-norm:N", "not satisfied")],
        [("acme-norm:N", "not applicable")], [("acme-norm:N", "satisfied"), ("acme-norm:N.1", "not satisfied")],
        [("acme-norm:N", "satisfied"), ("acme-norm:N.1", "partly")], [("acme-norm:N.1", "satisfied")],
    ):  # fmt: skip
        found = asked(acts, "acme-act:R.full", Assessment.of(results))
        assert "deemed" not in extents(found).values(), results
    assert extents(asked(acts, "acme-act:R.full", Assessment.of([("acme-norm:N", "satisfied")]))) == FULL
    assert extents(asked(acts, "acme-act:R.full", "acme-norm")) == FULL


def test_a_heading_as_basis_has_the_results_of_all_below_it(acts: Catalog) -> None:
    parts = ["acme-norm:H.1", "acme-norm:H.2"]
    assert extents(asked(acts, "acme-act:R.heading", parts)) == FULL
    assert extents(asked(acts, "acme-act:R.heading", "acme-norm:H")) == FULL
    assert extents(asked(acts, "acme-act:R.heading", [*parts[:1], "acme-norm:H.2.a"])) == NOTHING
    results = [(part, "satisfied") for part in parts]
    assert extents(asked(acts, "acme-act:R.heading", Assessment.of(results))) == FULL
    but = Assessment.of([*results, ("acme-norm:H.2.a", "not satisfied")])
    assert extents(asked(acts, "acme-act:R.heading", but)) == NOTHING


def test_a_document_as_basis_needs_a_result_without_exceptions(acts: Catalog) -> None:
    assert extents(asked(acts, "acme-act:R.document", "acme-norm")) == FULL
    assert extents(asked(acts, "acme-act:R.document", Assessment.of([("acme-norm", "satisfied")]))) == FULL
    but = Assessment.of([("acme-norm", "satisfied"), ("acme-norm:M", "not satisfied")])
    for implemented in (["acme-norm:N", "acme-norm:M"], but):
        assert extents(asked(acts, "acme-act:R.document", implemented)) != FULL


def test_all_of_several_bases_need_a_result(acts: Catalog) -> None:
    found = asked(acts, "acme-act:R.two")
    assert "acme-norm@1.0:M has no satisfied result of its own" in found.headline()
    assert extents(found) == NOTHING
    both = asked(acts, "acme-act:R.two", ["acme-norm:N", "acme-norm:M"])
    assert extents(both)["T.2"] == "deemed"
    assert "acme-norm@1.0:N and acme-norm@1.0:M are satisfied" in str(both.about("acme-act:T").deemed_by[0])


def test_it_never_composes(acts: Catalog) -> None:
    # U is met by T, and T is deemed to be met by the norm: U is not met by the norm.
    found = asked(acts, ["acme-act:R.full", "acme-act:R.below"])
    assert extents(found) == FULL
    assert "acme-act@1.0:T has no satisfied result of its own" in found.headline()
    assert extents(asked(acts, "acme-act:R.below", "acme-act:T"))["U"] == "deemed"
    # Nor does what is deemed cover anything: the policy lies within T.
    policy = asked(acts, ["acme-act:R.full"], target=["acme-act", "acme-policy"])
    assert policy.about("acme-policy:P").extent == "unknown"
    assert acts.coverage("acme-policy:P", "acme-act:T").about("acme-policy:P").extent == "full"
    # Nor does a projection make a result of it.
    projected = acts.project([("acme-norm:N", "satisfied")], "acme-act", affirm="acme-act:R.full")
    results = {str(each.ref.provision): each for each in projected.assessment}
    assert {str(each.result) for each in results.values()} == {"not_assessed"}
    assert results["T"].note == "law deems or presumes it met, which is no result of its own"
    again = asked(acts, "acme-act:R.below", projected.assessment)
    assert "deemed" not in extents(again).values()


def test_with_a_failed_result_it_is_a_conflict(acts: Catalog) -> None:
    norm = ("acme-norm:N", "satisfied")
    for provision, conflicts in (("T", {"T"}), ("T.2", {"T", "T.2"}), ("T.1.a", {"T", "T.1", "T.1.a"})):
        results = Assessment.of([norm, (f"acme-act:{provision}", "not satisfied")])
        found = asked(acts, "acme-act:R.full", results)
        assert {name for name, word in extents(found).items() if word == "conflict"} == conflicts
        row = found.about(f"acme-act:{provision}")
        assert [each.counts for each in row.deemed_by].count(True) == 1
        assert [str(each) for each in row.results] == ["not_satisfied"]
        projected = acts.project(results, "acme-act", affirm="acme-act:R.full")
        assert {str(each.ref.provision) for each in projected.only("conflict")} == conflicts
        assert f"acme-act@1.0:{provision}" not in {str(each.ref) for each in projected.assessment}
        assert "conflict" not in extents(asked(acts, (), results)).values()
    part = asked(acts, "acme-act:R.part", Assessment.of([norm, ("acme-act:T", "not satisfied")]))
    assert extents(part)["T"] == "conflict"


def test_a_result_of_its_own_comes_first(acts: Catalog) -> None:
    norm = ("acme-norm:N", "satisfied")
    for word, expected in (("satisfied", "full"), ("partly", "partial"), ("not applicable", "excluded")):
        found = asked(acts, "acme-act:R.full", Assessment.of([norm, ("acme-act:T.1.a", word)]))
        assert extents(found)["T.1.a"] == expected
        assert extents(found)["T.2"] == "deemed"
        assert extents(found)["T.1"] == ("partial" if word == "partly" else "deemed")
    blank = asked(acts, "acme-act:R.full", Assessment.of([norm, ("acme-act:T.1.a", "not assessed")]))
    assert extents(blank) == FULL


def test_a_basis_without_record_is_named_by_the_caller(acts: Catalog) -> None:
    alone = asked(acts, "acme-act:R.open")
    assert extents(alone) == NOTHING
    assert "acme-act@1.0:R.open does not count: nothing is named that meets its basis" in alone.headline()
    named = Affirmation("acme-act:R.open", by="acme-norm:N")
    assert extents(asked(acts, named)) == {**NOTHING, "T.2": "deemed"}
    assert extents(asked(acts, [named], implemented="acme-norm:M"))["T.2"] == "unknown"
    both = asked(acts, [Affirmation("acme-act:R.full", by="acme-norm:M")])
    assert "acme-norm@1.0:M has no satisfied result of its own" in both.headline()
    with pytest.raises(UnknownReference, match="acme-norm"):
        asked(acts, Affirmation("acme-act:R.open", by="acme-nrm"))


def test_what_reaches_only_what_the_basis_covers_counts_for_what_the_caller_names(acts: Catalog) -> None:
    norm = "acme-norm:N"
    for reaches in ((), "acme-act:U"):
        without = asked(acts, Affirmation("acme-act:R.covered", by=norm, reaches=reaches))
        assert extents(without) == NOTHING
        assert "nothing that it reaches is named as covered" in without.headline()
    found = asked(acts, Affirmation("acme-act:R.covered", by=norm, reaches=["acme-act:T.1", "acme-act:U"]))
    assert extents(found) == {**NOTHING, "T.1": "deemed", "T.1.a": "deemed"}
    for provision, counts in (("T.1.a", True), ("T.2", False)):
        (one,) = [
            each
            for each in found.about(f"acme-act:{provision}").deemed_by
            if each.rule.ref.provision == "R.covered"
        ]
        assert one.counts is counts
        assert ", for what the norm covers; condition: " in str(one)
        assert ("the basis is not said to cover it" in str(one)) is not counts
    narrowed = asked(acts, Affirmation("acme-act:R.full", reaches="acme-act:T.2"))
    assert extents(narrowed) == {**NOTHING, "T.2": "deemed"}


def test_what_is_affirmed_must_be_rules(acts: Catalog) -> None:
    with pytest.raises(
        UnknownCriterion, match=r"unknown rule to affirm .*did you mean 'acme-act@1.0:R.full'"
    ):
        asked(acts, "acme-act:R.ful")
    with pytest.raises(UnknownCriterion, match=r"unknown rule to affirm 'acme-norm@1\.0:N'"):
        asked(acts, "acme-norm:N")
    with pytest.raises(UnknownReference):
        asked(acts, "acme-actt:R.full")
    elsewhere = asked(acts, CYBERSECURITY)
    assert "Article 42(3)" not in elsewhere.headline()
    with pytest.raises(UnknownCriterion, match="affirm must name rules of deemed_by, not 3"):
        asked(acts, 3)


def test_projections_say_the_same(acts: Catalog) -> None:
    results = [("acme-norm:N", "satisfied")]
    for rules in ((), "acme-act:R.full", "acme-act:R.part", ["acme-act:R.rely", "acme-act:R.late"]):
        projected = acts.project(results, "acme-act", affirm=rules)
        covered = asked(acts, rules, Assessment.of(results))
        words = {"partial": "partly"}
        assert {str(each.ref.provision): str(each.result) for each in projected} == {
            name: words.get(word, word) for name, word in extents(covered).items()
        }
        assert [each.deemed_by for each in projected] == [each.deemed_by for each in covered]
        assert [row["deemed_by"] for row in projected.rows()] == [row["deemed_by"] for row in covered.rows()]
        assert projected.notes == covered.notes
    assert "4 deemed" in acts.project(results, "acme-act", affirm="acme-act:R.full").headline()


def test_an_answer_goes_through_json(acts: Catalog) -> None:
    found = asked(acts, "acme-act:R.full")
    again = aiss.from_dict(json.loads(json.dumps(aiss.to_dict(found))))
    assert list(again) == list(found)
    assert isinstance(again[0].deemed_by[0], DeemingOutcome)


# ---------------------------------------------------------------- the shipped rules


def test_the_cyber_resilience_act_counts_for_the_cybersecurity_of_article_15() -> None:
    def found(**changes: Any) -> dict[str, str]:
        return extents(CATALOG.coverage(f"{ACT}:Article 15", "eu-cra:Annex I", **changes))

    nothing = dict.fromkeys(["15", "15(1)", "15(3)", "15(4)", "15(5)"], "unknown")
    assert found() == {f"Article {name}": word for name, word in nothing.items()}
    reached = {**nothing, "15": "partial", "15(1)": "partial", "15(5)": "deemed"}
    assert found(affirm=CYBERSECURITY) == {f"Article {name}": word for name, word in reached.items()}
    before = CATALOG.as_of("2026-07-26")
    then = before.coverage(f"{ACT}:Article 15", "eu-cra:Annex I", affirm=CYBERSECURITY)
    assert set(extents(then).values()) == {"unknown"}
    assert "the text does not state it on 2026-07-26" in then.headline()
    points = [each for each in CATALOG.descendants("eu-cra:Annex I") if each.assessable]
    each_point = CATALOG.coverage(f"{ACT}:Article 15", points, affirm=CYBERSECURITY)
    assert extents(each_point) == found(affirm=CYBERSECURITY)
    but_one = CATALOG.coverage(f"{ACT}:Article 15", points[:-1], affirm=CYBERSECURITY)
    assert set(extents(but_one).values()) == {"unknown"}
    part = CATALOG.coverage(f"{ACT}:Article 15", "eu-cra:Annex I, Part I", affirm=CYBERSECURITY)
    assert set(extents(part).values()) == {"unknown"}


def test_a_code_of_practice_never_counts_whatever_is_affirmed() -> None:
    rules = [f"{ACT}:Article 53(4)", f"{ACT}:Article 55(2)"]
    found = CATALOG.coverage("eu-ai-act", "eu-gpai-code", affirm=rules)
    assert found.counts[Extent.FULL] == found.counts[Extent.DEEMED] == 0
    assert "Article 53(4) does not count: may-rely never counts" in found.headline()
    row = found.about(f"{ACT}:Article 53(1)(c)")
    assert any(
        "the provider adheres to the code (may-rely never counts)" in str(each) for each in row.deemed_by
    )


def test_a_bank_is_deemed_to_have_a_quality_system_but_for_three_points(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-29")
    rules = [
        Affirmation(f"{ACT}:Article 17(4)", by="acme-policy:Q"),
        Affirmation(f"{ACT}:Article 26(5)", by="acme-policy:Q"),
    ]
    found = extents(
        catalog.coverage([f"{ACT}:Article 17", f"{ACT}:Article 26(5)"], "acme-policy:Q", affirm=rules)
    )
    deemed = {f"Article 17(1)({letter})" for letter in "abcdefjklm"}
    assert {name for name, word in found.items() if word == "deemed"} == deemed
    assert {name for name, word in found.items() if word == "unknown"} == {
        f"Article 17(1)({letter})" for letter in "ghi"
    }
    assert found["Article 26(5)"] == "partial"


def test_a_harmonised_standard_counts_for_the_articles_that_it_is_cited_for(ours: Path) -> None:
    catalog = load(ours).as_of("2026-11-29")
    standard = Affirmation(f"{ACT}:Article 40(1)", by="acme-policy", reaches=f"{ACT}:Article 9")
    found = catalog.coverage("eu-ai-act", "acme-policy", affirm=standard)
    deemed = {str(each.ref.provision) for each in found.only("deemed")}
    assert deemed
    assert all(name.split("(")[0] == "Article 9" for name in deemed)
    assert found.counts[Extent.PARTIAL] == found.counts[Extent.FULL] == 0
