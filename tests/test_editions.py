import json
import pickle
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import document, framework, mapping_set, register_file

from ai_security_standards import Assessment, Provision, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.editions import Comparison, Difference, Migration, Trace, heirs, passages
from ai_security_standards.vocabulary import Change, Fate, Moved

CATALOG = load().as_of("2026-11-24")
#: Editions of which both structures are shipped, the older one first.
PAIRS = [
    ("owasp-llm-top-10@2023", "owasp-llm-top-10@2025"),
    ("owasp-llm-top-10@2025", "owasp-llm-top-10@2026"),
    ("owasp-llm-top-10@2023", "owasp-llm-top-10@2026"),
    ("mitre-atlas@4.4.0", "mitre-atlas@2026.09"),
    ("mitre-atlas@5.1.0", "mitre-atlas@2026.09"),
    ("csa-aicm@1.0.3", "csa-aicm@1.1.0"),
    ("owasp-aisvs@1.0", "owasp-aisvs@1.01"),
    ("nist-csf@1.1", "nist-csf@2.0"),
    ("iso-iec-27001@2013", "iso-iec-27001@2022"),
    ("etsi-ts-104-223@1.1.1", "etsi-en-304-223@2.1.1"),
    ("uk-ai-cyber-code@2025", "etsi-en-304-223@2.1.1"),
    ("aiuc-1@2026-Q1", "aiuc-1@2026-Q2"),
    ("owasp-llm-top-10@2026", "owasp-llm-top-10@2023"),
]
COMPARISONS = {pair: CATALOG.compare(*pair) for pair in PAIRS}


def moves(found: Comparison) -> set[tuple[str, str, str]]:
    return {
        (each.change.value, "+".join(str(ref.provision) for ref in each.old), "+".join(str(ref.provision) for ref in each.new))
        for each in found
    }  # fmt: skip


def row(found: Comparison, old: str) -> Difference:
    (one,) = [each for each in found if old in [ref.provision for ref in each.old]]
    return one


# ---------------------------------------------------------------- what really happened


def test_the_llm_top_10_of_2026_permutes_the_one_of_2025() -> None:
    found = CATALOG.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026")
    assert moves(found) == {
        ("unchanged", "LLM01", "LLM01"),
        ("unchanged", "LLM02", "LLM02"),
        ("renumbered", "LLM03", "LLM04"),
        ("renumbered", "LLM04", "LLM05"),
        ("renumbered", "LLM05", "LLM10"),
        ("renumbered", "LLM06", "LLM03"),
        ("replaced", "LLM07", "LLM08"),
        ("renumbered", "LLM08", "LLM09"),
        ("renumbered", "LLM09", "LLM07"),
        ("renumbered", "LLM10", "LLM06"),
    }
    assert {name for each in found.reused for name in each.reused} == {f"LLM{n:02}" for n in range(3, 11)}
    assert [str(each.old[0]) for each in found.to_decide] == ["owasp-llm-top-10@2025:LLM07"]
    said = row(found, "LLM03").evidence[0]
    assert said.relationship is not None
    assert said.relationship.trust == "publisher"
    assert said.relationship.mapping_set == "owasp-llm-top-10-2025--owasp-llm-top-10-2026"


def test_from_2023_to_2026_it_goes_over_2025() -> None:
    found = COMPARISONS["owasp-llm-top-10@2023", "owasp-llm-top-10@2026"]
    assert found.over == (Ref.parse("owasp-llm-top-10@2025"),)
    assert {("renumbered", "LLM05", "LLM04"), ("merged", "LLM07+LLM08", "LLM03")} <= moves(found)
    assert {("merged", "LLM04+LLM10", "LLM06"), ("added", "", "LLM09")} <= moves(found)
    traced = CATALOG.trace("owasp-llm-top-10@2023:LLM05")
    assert [(str(step.document.edition), [ref.provision for ref in step.refs]) for step in traced] == [
        ("2023", ["LLM05"]),
        ("2025", ["LLM03"]),
        ("2026", ["LLM04"]),
    ]
    assert (traced.fate, traced.doubts, len(traced.evidence)) == (Fate.RENAMED, (), 2)


def test_a_technique_of_atlas_that_was_folded_into_another() -> None:
    found = CATALOG.trace("mitre-atlas@5.1.0:AML.T0019", to="mitre-atlas@2026.09")
    assert found.fate is Fate.REPLACED
    assert [str(ref) for ref in found.successors] == ["mitre-atlas@2026.09:AML.T0115.000"]
    assert found.doubts
    assert {each.basis for each in found.evidence} == {"lineage", "identifier and title"}
    last = [str(step.document.edition) for step in found if step.fate is Fate.LIVE][-1]
    assert last == "2026.06"
    assert Ref.parse("mitre-atlas@5.6.0") in found.unread


def test_a_title_that_changed_with_one_release() -> None:
    found = CATALOG.compare("mitre-atlas@2026.06", "mitre-atlas@2026.07")
    one = row(found, "AML.T0020")
    assert (one.change, one.new_names) == (Change.RETITLED, ("Training Data Poisoning",))
    assert one.evidence[0].basis == "lineage"
    before = CATALOG.compare("mitre-atlas@5.6.1", "mitre-atlas@2026.06")
    assert row(before, "AML.T0020").change is Change.UNCHANGED


def test_a_title_that_changed_between_editions_that_a_set_passes_over(overlay: Callable[..., Path]) -> None:
    editions = ["1.0", "1.1", "1.2", "2.0"]
    documents = [document(edition=each, designation=f"ACME AI Policy {each}") for each in editions]
    for earlier, later in pairwise(documents):
        earlier["replaced_by"] = [{"ref": f"acme-policy@{later['edition']}"}]
        later["replaces"] = [{"ref": f"acme-policy@{earlier['edition']}"}]
    folder = overlay(register_file(*documents))
    (folder / "frameworks" / "acme-policy").mkdir(parents=True)
    for each, title, rest in zip(editions, ["Old", "Old", "New", "New"], ["R", "QR", "QR", "Q"], strict=True):
        raw = framework("acme-policy", "P", *rest, edition=each)
        raw["provisions"][0]["title"] = title
        (folder / "frameworks" / "acme-policy" / f"{each}.json").write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    rows = "acme-policy@2.0:P renamed_from acme-policy@1.0:P", "acme-policy@2.0:Q replaces acme-policy@1.0:R"
    content = mapping_set(*rows, head={"style": "lineage"})
    (folder / "mappings" / "lineage.sssom.tsv").write_bytes(content)
    catalog = load(folder)

    def change(earlier: str, later: str, provision: str) -> tuple[str, bool]:
        one = row(catalog.compare(f"acme-policy@{earlier}", f"acme-policy@{later}"), provision)
        return one.change.value, "lineage" in {each.basis for each in one.evidence}

    assert change("1.0", "1.1", "P") == ("unchanged", False)
    assert change("1.1", "1.2", "P") == ("retitled", True)
    assert change("1.2", "2.0", "P") == ("unchanged", False)
    # What went over to another was still there beside it.
    assert change("1.0", "1.1", "R") == ("unchanged", False)
    assert change("1.2", "2.0", "R") == ("merged", True)


def test_the_controls_matrix_gives_identifiers_to_other_controls() -> None:
    found = COMPARISONS["csa-aicm@1.0.3", "csa-aicm@1.1.0"]
    api = row(found, "AIS-08")
    assert api.old_names == ("Input Validation",)
    assert (api.change, str(api.new[0].provision)) == (Change.RENUMBERED, "AIS-09")
    assert api.reused == ("AIS-08", "AIS-09")
    assert {name for each in found.reused for name in each.reused} >= {f"DCS-{n:02}" for n in range(1, 16)}
    open_ = row(found, "CCC-04")
    assert (open_.change, open_.reused) == (Change.REUSED, ("CCC-04",))
    assert open_.doubts
    assert row(found, "AIS-12").change is Change.RETITLED
    undecided = CATALOG.trace("csa-aicm@1.0.3:CCC-04", to="csa-aicm@1.1.0")
    assert (undecided.fate, undecided.successors) == (Fate.UNKNOWN, ())
    assert list(map(str, undecided.candidates)) == ["csa-aicm@1.1.0:CCC-04"]
    assert CATALOG.trace("csa-aicm@1.0.3:IAM-13", to="csa-aicm@1.1.0").fate is Fate.RETIRED
    assert CATALOG.trace("csa-aicm@1.0.3:AIS-08").unread == (Ref.parse("csa-aicm@1.1.1"),)


def test_the_verification_standard_withdraws_one_and_rewords_another() -> None:
    found = COMPARISONS["owasp-aisvs@1.0", "owasp-aisvs@1.01"]
    counts = Counter(each.change for each in found)
    assert counts[Change.UNCHANGED] == 348
    assert moves(found.only("retired")) == {("retired", "C10.2.6", "")}
    assert row(found, "C10.2.6").evidence[0].basis == "successors"
    assert row(found, "C10.2.7").doubts == ("its wording has changed",)
    assert row(found, "C3.3.1").doubts == ()
    assert counts[Change.ADDED] == 24


def test_the_cybersecurity_framework_marks_where_outcomes_went() -> None:
    found = COMPARISONS["nist-csf@1.1", "nist-csf@2.0"]
    merged = CATALOG.trace("nist-csf@1.1:DE.DP-2")
    assert (merged.fate, [ref.provision for ref in merged.successors]) == (Fate.MERGED, ["DE.AE"])
    assert merged.evidence[0].relationship is not None
    assert row(found, "ID.GV-3").change is Change.RENUMBERED
    assert row(found, "ID.GV-1").change is Change.SPLIT
    assert CATALOG.trace("nist-csf@1.1:ID.GV-1").fate is Fate.SPLIT
    kept = row(found, "ID.AM-1")
    assert (kept.new[0].provision, kept.change) == ("ID.AM-01", Change.RETITLED)
    assert (kept.evidence[0].basis, kept.doubts) == ("identifier", ("its wording has changed",))
    assert CATALOG.trace("nist-csf@2.0:DE.DP-02").fate is Fate.MERGED
    assert row(found, "PR.IP-7").change is Change.RETIRED


def test_annex_a_of_27001_merges_two_and_more_into_one() -> None:
    found = COMPARISONS["iso-iec-27001@2013", "iso-iec-27001@2022"]
    assert row(found, "A.5.1.1").change is Change.MERGED
    assert [ref.provision for ref in row(found, "A.5.1.1").old] == ["A.5.1.1", "A.5.1.2"]
    assert row(found, "A.18.2.3").change is Change.REGROUPED
    assert row(found, "A.6.2.2").change is Change.REPLACED
    assert [each.new_names[0] for each in found.only("added")].count("Threat intelligence") == 1
    assert row(found, "A.5").change is Change.REUSED


def test_a_specification_adopted_under_another_number() -> None:
    found = CATALOG.trace("etsi-ts-104-223@1.1.1:5.1.1-1")
    assert (str(found.to), found.fate) == ("etsi-en-304-223@2.1.1", Fate.LIVE)
    assert set(COMPARISONS[PAIRS[9]].only("unchanged")) == set(COMPARISONS[PAIRS[9]])
    code = CATALOG.trace("uk-ai-cyber-code@2025:1.1", to="etsi-en-304-223")
    assert [str(step.document) for step in code][1] == "etsi-ts-104-223@1.1.1"
    assert [str(ref) for ref in code.successors] == ["etsi-en-304-223@2.1.1:5.1.1-1"]
    assert str(CATALOG.trace("uk-ai-cyber-code@2025:1.1").to) == "uk-ai-cyber-code@2025"


def test_of_an_edition_shipped_in_part_nothing_is_said_to_be_gone() -> None:
    found = COMPARISONS["aiuc-1@2026-Q1", "aiuc-1@2026-Q2"]
    assert found.only("retired") == found.only("added")
    assert len(found.only("unknown")) > 100
    unknown = str(found.only("unknown")[0].old[0])
    assert CATALOG.trace(unknown, to="aiuc-1@2026-Q2").fate is Fate.UNKNOWN
    assert CATALOG.trace(unknown).unread[0] == Ref.parse("aiuc-1@2026-Q2")
    assert CATALOG.compare("aiuc-1@2026-Q2", "aiuc-1@2026-Q1").only("added") == found.only("added")


def test_backwards_a_successor_leads_to_what_it_came_from() -> None:
    assert [str(ref) for ref in CATALOG.trace("owasp-llm-top-10@2026:LLM04", to="owasp-llm-top-10@2023").successors] == [
        "owasp-llm-top-10@2023:LLM05"
    ]  # fmt: skip
    several = CATALOG.trace("owasp-llm-top-10@2025:LLM06", to="owasp-llm-top-10@2023")
    assert several.fate is Fate.SPLIT
    assert several.doubts
    assert CATALOG.trace("nist-csf@2.0:DE.AE-06", to="nist-csf@1.1").fate is Fate.REPLACED


def test_a_catalog_of_an_earlier_day_traces_to_what_was_current_then() -> None:
    then = CATALOG.as_of("2025-06-01")
    assert str(then.trace("owasp-llm-top-10@2023:LLM01").to) == "owasp-llm-top-10@2025"
    assert str(then.trace("owasp-llm-top-10@2025:LLM01").to) == "owasp-llm-top-10@2025"
    with pytest.raises(UnknownReference):
        then.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026")


# ---------------------------------------------------------------- carrying over


def test_tags_move_to_the_list_of_2026_and_what_is_unsure_is_left_to_a_person() -> None:
    tags = [f"owasp-llm-top-10@2025:LLM{n:02}" for n in range(1, 11)]
    found = CATALOG.migrate(tags, to="owasp-llm-top-10@2026")
    assert found.headline() == "9 carried over, 1 to be decided, 0 lost"
    assert "owasp-llm-top-10@2026:LLM08" not in map(str, found.refs)
    assert found.assessment is None
    (one,) = found.to_decide
    assert (list(map(str, one.to)), one.why) == (
        ["owasp-llm-top-10@2026:LLM08"],
        ("the later one has another scope",),
    )
    assert CATALOG.migrate(tags[2], to="owasp-llm-top-10@2026").refs == (
        Ref.parse("owasp-llm-top-10@2026:LLM04"),
    )


def test_results_of_what_was_merged_are_carried_over_where_all_agree() -> None:
    to = "iso-iec-27001@2022"
    parts = ["iso-iec-27001@2013:A.5.1.1", "iso-iec-27001@2013:A.5.1.2"]
    same = CATALOG.migrate(Assessment.of([(part, "satisfied", part) for part in parts]), to=to)
    assert same.assessment is not None
    assert [str(each.ref) for each in same.assessment] == [f"{to}:A.5.1"] * 2
    assert [each.evidence for each in same.assessment] == parts
    mixed = CATALOG.migrate(Assessment.of([(parts[0], "satisfied"), (parts[1], "partly")]), to=to)
    assert [each.moved for each in mixed] == [Moved.TO_BE_DECIDED] * 2
    assert "different results: partly, satisfied" in mixed[0].why[0]
    alone = CATALOG.migrate(Assessment.of([(parts[0], "satisfied")]), to=to)
    assert "A.5.1.2 too, of which there is no result" in alone[0].why[0]
    assert alone.assessment == Assessment([])
    gone = CATALOG.migrate(
        Assessment.of([("iso-iec-27001@2013:A.6.2.2", "satisfied"), ("iso-iec-27001@2013:A.9.1", "partly")]),
        to=to,
    )
    assert [each.moved for each in gone] == [Moved.TO_BE_DECIDED, Moved.LOST]
    assert CATALOG.migrate([parts[0]], to=to).refs == (Ref.parse(f"{to}:A.5.1"),)
    assert CATALOG.migrate(["owasp-aisvs@1.0:C10.2.6"], to="owasp-aisvs@1.01").lost[0].why == (
        "owasp-aisvs@1.01:C10.2.6 is marked as withdrawn",
    )


def test_tags_that_the_other_edition_does_not_concern_stay_as_they_are() -> None:
    to = "owasp-llm-top-10@2026"
    tags = [
        "owasp-llm-top-10@2025:LLM03",
        "owasp-agentic-top-10@2026:ASI01",
        "nist-ai-rmf",
        "iso-iec-38507:5.1",  # no structure of it is shipped
        Ref("owasp-llm-top-10", "2025"),
        "owasp-llm-top-10@2025:LLM07",
        "cwe:CWE-1427",
    ]
    found = CATALOG.migrate(tags, to=to)
    assert found.headline() == "1 carried over, 1 to be decided, 0 lost, 5 untouched"
    assert [str(ref) for ref in found.refs] == [
        f"{to}:LLM04",
        "owasp-agentic-top-10@2026:ASI01",
        "nist-ai-rmf@1.0",
        "iso-iec-38507@2022:5.1",
        "owasp-llm-top-10@2025",
        "cwe@4.20:CWE-1427",
    ]
    assert (len(found), len(found.carried)) == (len(tags), 1)
    assert [each.why[0] for each in found.untouched[:1]] == [
        f"nothing says that {to} came of owasp-agentic-top-10@2026"
    ]
    assert "whole document" in found.untouched[3].why[0]
    assert found.rows()[1]["fate"] is None
    assert found.rows()[1]["evidence"] == ()
    assert (
        repr(found[1]) == "<Move owasp-agentic-top-10@2026:ASI01: untouched, owasp-agentic-top-10@2026:ASI01>"
    )
    results = [("owasp-llm-top-10@2025:LLM03", "satisfied"), ("owasp-agentic-top-10@2026:ASI01", "partly")]
    kept = CATALOG.migrate(Assessment.of(results), to=to).assessment
    assert kept is not None
    assert {(str(each.ref), each.result.value) for each in kept} == {
        (f"{to}:LLM04", "satisfied"),
        ("owasp-agentic-top-10@2026:ASI01", "partly"),
    }
    with pytest.raises(UnknownReference, match="did you mean"):
        CATALOG.migrate(["owasp-agentic-top-10@2026:ASI1"], to=to)


def test_of_a_document_that_leads_there_and_is_not_shipped_a_person_must_decide() -> None:
    (one,) = CATALOG.migrate(["csa-aicm@1.0:AIS-08"], to="csa-aicm@1.1.0")
    assert (one.moved, one.to, one.why) == (
        Moved.TO_BE_DECIDED,
        (),
        ("no structure of csa-aicm@1.0 is shipped",),
    )
    with pytest.raises(UnknownReference, match="no structure"):
        CATALOG.migrate([], to="csa-aicm@1.1.1")


def test_of_what_is_not_shipped_nobody_can_tell_what_came_of_it() -> None:
    found = heirs(CATALOG)
    assert found(Ref("iso-iec-38507", "2022", "5.1")) == ()
    assert found(Ref("nist-csf", "1.1", "PR.DS-1")) == (Ref("nist-csf", "2.0", "PR.DS-01"),)


def test_what_nothing_came_of_is_an_error_with_a_name() -> None:
    with pytest.raises(UnknownReference, match=r"nothing says that nist-csf@2\.0 came of"):
        CATALOG.compare("owasp-aisvs@1.0", "nist-csf@2.0")
    with pytest.raises(UnknownReference, match="no structure"):
        CATALOG.trace("csa-aicm@1.0.3:AIS-08", to="csa-aicm@1.1.1")
    with pytest.raises(UnknownReference, match="did you mean"):
        CATALOG.trace("owasp-llm-top-10@2025:LLM1")
    with pytest.raises(UnknownCriterion, match="did you mean merged"):
        COMPARISONS[PAIRS[0]].only("merge")


def test_results_are_tables_that_pickle() -> None:
    compared, traced = COMPARISONS[PAIRS[4]], CATALOG.trace("mitre-atlas@5.1.0:AML.T0019")
    moved = CATALOG.migrate(["owasp-llm-top-10@2025:LLM07"], to="owasp-llm-top-10@2026")
    for each in (compared, traced, moved):
        assert isinstance(each, Comparison | Trace | Migration)
        twin = pickle.loads(pickle.dumps(each))
        assert (twin, twin.headline()) == (each, each.headline())
        assert set(each.rows()[0]) == set(each.columns)
        assert each.to_csv()
    assert "not shipped" in compared.headline()
    assert repr(compared[0]).startswith("<Difference ")
    assert repr(traced[0]).startswith("<Step ")
    assert repr(moved[0]) == "<Move owasp-llm-top-10@2025:LLM07: to_be_decided, owasp-llm-top-10@2026:LLM08>"
    assert repr(traced.evidence[0]).startswith("<Evidence ")
    assert CATALOG.migrate(Assessment.of([("owasp-llm-top-10@2025:LLM07", "partly")]), to="owasp-llm-top-10@2026").rows()[
        0
    ]["result"] == "partly"  # fmt: skip


def test_what_went_into_something_withdrawn_goes_on_to_where_that_went() -> None:
    steps = {
        "a": [passages.Link("a", "b", passages.SAME, ())],
        "b": [passages.Link("b", "c", passages.MERGED, ()), passages.Link("b", "a", passages.SAME, ())],
    }
    (found,) = passages.lineage._final("a", steps, ())
    assert (found.old, found.new, found.how) == ("a", "c", passages.MERGED)


# ---------------------------------------------------------------- laws

STRUCTURED = sorted(CATALOG._register.structured)


@pytest.mark.parametrize("pair", PAIRS, ids=" to ".join)
def test_a_comparison_has_every_live_provision_once_on_its_side(pair: tuple[str, str]) -> None:
    found = COMPARISONS[pair]
    for side, edition in (("old", pair[0]), ("new", pair[1])):
        there = Counter(ref for each in found for ref in getattr(each, side))
        assert there == Counter(each.ref for each in CATALOG.provisions(edition))
    for each in found:
        shared = {ref.provision for ref in each.old} & {ref.provision for ref in each.new}
        if each.change in (Change.UNCHANGED, Change.RETITLED) and shared:
            assert not shared & set(each.reused)
        if each.change not in (Change.ADDED, Change.RETIRED, Change.REUSED, Change.UNKNOWN):
            assert each.evidence


@pytest.mark.parametrize("document", STRUCTURED)
def test_an_edition_is_unchanged_from_itself(document: str) -> None:
    found = CATALOG.compare(document, document)
    assert {each.change for each in found} <= {Change.UNCHANGED}
    assert len(found) == len(CATALOG.provisions(document))


@given(st.sampled_from(STRUCTURED).flatmap(lambda each: st.sampled_from(CATALOG.provisions(each))))
@settings(deadline=None, max_examples=60)
def test_what_is_live_in_an_edition_is_live_there(provision: Provision) -> None:
    found = CATALOG.trace(provision.ref, to=provision.ref.document)
    assert (found.fate, found.successors, found.doubts) == (Fate.LIVE, (provision.ref,), ())


@pytest.mark.parametrize("document", STRUCTURED)
def test_what_is_withdrawn_leads_to_what_is_not(document: str) -> None:
    for each in CATALOG.provisions(document, retired=True)[:12]:
        found = CATALOG.trace(each.ref, to=document)
        assert found.fate not in (Fate.LIVE, Fate.UNKNOWN)
        assert not any(CATALOG.provision(ref).retired for ref in found.successors)
        assert bool(found.successors) == (found.fate is not Fate.RETIRED)


@pytest.mark.parametrize("pair", PAIRS[:11], ids=" to ".join)
def test_there_and_back_what_is_unchanged_is_the_same(pair: tuple[str, str]) -> None:
    refs = [each.old[0] for each in COMPARISONS[pair].only("unchanged") if not each.doubts]
    there = CATALOG.migrate(refs, to=pair[1])
    assert {each.moved for each in there} <= {Moved.CARRIED_OVER}
    back = CATALOG.migrate(there.refs, to=pair[0])
    assert back.refs == tuple(refs)


@pytest.mark.parametrize("pair", PAIRS[:11], ids=" to ".join)
def test_trace_comparison_and_migration_tell_the_same(pair: tuple[str, str]) -> None:
    moved = CATALOG.migrate([each.ref for each in CATALOG.provisions(pair[0])], to=pair[1])
    assert Counter(each.moved for each in moved).total() == len(moved)
    for each in moved:
        one = row(COMPARISONS[pair], str(each.ref.provision))
        assert set(each.trace.successors) <= set(one.new)
        if each.moved is Moved.LOST:
            assert one.change is Change.RETIRED
        if one.change in (Change.UNCHANGED, Change.RENUMBERED) and not one.doubts:
            assert each.moved is Moved.CARRIED_OVER
