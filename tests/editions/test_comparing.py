"""Two editions held side by side: what became of every provision."""

import csv
import io
import json
import pickle
from collections import Counter
from itertools import pairwise

import pytest
from samples import (
    EDITION_PAIRS,
    Overlay,
    comparison,
    difference,
    document,
    framework,
    mapping_set,
    register_file,
)

from ai_security_standards import Assessment, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.editions import Comparison, Migration, Trace
from ai_security_standards.mapping.lineage.links import REWORDED
from ai_security_standards.vocabulary import Change, ProvisionFate

CATALOG = load().as_of("2026-11-24")


def moves(found: Comparison) -> set[tuple[str, str, str]]:
    return {
        (each.change.value, "+".join(str(ref.provision) for ref in each.old), "+".join(str(ref.provision) for ref in each.new))
        for each in found
    }  # fmt: skip


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
    lineage = difference(found, "LLM03")
    ((relationship,),) = lineage.paths
    assert relationship.trust == "publisher"
    assert relationship.mapping_set == "owasp-llm-top-10-2025--owasp-llm-top-10-2026"
    assert str(lineage.reasons[0]) == (
        "owasp-llm-top-10@2025:LLM03 renamed_to owasp-llm-top-10@2026:LLM04, publisher "
        "(owasp-llm-top-10-2025--owasp-llm-top-10-2026)"
    )


def test_from_2023_to_2026_it_goes_over_2025() -> None:
    found = comparison("owasp-llm-top-10@2023", "owasp-llm-top-10@2026")
    assert found.intermediate == (Ref.parse("owasp-llm-top-10@2025"),)
    assert {("renumbered", "LLM05", "LLM04"), ("merged", "LLM07+LLM08", "LLM03")} <= moves(found)
    assert {("merged", "LLM04+LLM10", "LLM06"), ("added", "", "LLM09")} <= moves(found)
    traced = CATALOG.trace("owasp-llm-top-10@2023:LLM05")
    assert [(str(step.document.edition), [ref.provision for ref in step.refs]) for step in traced] == [
        ("2023", ["LLM05"]),
        ("2025", ["LLM03"]),
        ("2026", ["LLM04"]),
    ]
    assert (traced.fate, traced.needs_review, len(traced.reasons)) == (ProvisionFate.RENAMED, False, 2)


def test_a_title_that_changed_with_one_release() -> None:
    found = CATALOG.compare("mitre-atlas@2026.06", "mitre-atlas@2026.07")
    one = difference(found, "AML.T0020")
    assert (one.change, one.new_names) == (Change.RETITLED, ("Training Data Poisoning",))
    assert [reason.source for reason in one.reasons] == [path[0].mapping_set for path in one.paths]
    assert one.paths
    before = CATALOG.compare("mitre-atlas@5.6.1", "mitre-atlas@2026.06")
    assert difference(before, "AML.T0020").change is Change.UNCHANGED


def test_a_title_that_changed_between_editions_that_a_set_passes_over(overlay: Overlay) -> None:
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
        one = difference(catalog.compare(f"acme-policy@{earlier}", f"acme-policy@{later}"), provision)
        return one.change.value, bool(one.paths)

    assert change("1.0", "1.1", "P") == ("unchanged", False)
    assert change("1.1", "1.2", "P") == ("retitled", True)
    assert change("1.2", "2.0", "P") == ("unchanged", False)
    # What went over to another was still there beside it.
    assert change("1.0", "1.1", "R") == ("unchanged", False)
    assert change("1.2", "2.0", "R") == ("merged", True)


def test_what_comes_back_needs_a_look_and_what_is_withdrawn_later_is_retired(overlay: Overlay) -> None:
    editions = ["1.0", "1.1", "2.0"]
    documents = [document(edition=each, designation=f"ACME AI Policy {each}") for each in editions]
    for earlier, later in pairwise(documents):
        earlier["replaced_by"] = [{"ref": f"acme-policy@{later['edition']}"}]
        later["replaces"] = [{"ref": f"acme-policy@{earlier['edition']}"}]
    folder = overlay(register_file(*documents))
    (folder / "frameworks" / "acme-policy").mkdir(parents=True)
    for each, provisions in zip(editions, ["PSQR", "PSR", "PQR"], strict=True):
        raw = framework("acme-policy", *provisions, edition=each)
        raw["provisions"][-1].update({"retired": True} if each == "2.0" else {})
        (folder / "frameworks" / "acme-policy" / f"{each}.json").write_text(json.dumps(raw), encoding="utf-8")
    found = load(folder).compare("acme-policy@1.0", "acme-policy@2.0")
    assert [(each.change.value, each.needs_review, list(map(str, each.reasons))[1:]) for each in found] == [
        ("unchanged", False, []),
        ("retired", False, []),
        ("unchanged", True, ["an edition in between does not contain it"]),
        ("retired", False, []),
    ]
    assert str(found[3].reasons[0]) == "acme-policy@2.0:R is marked as withdrawn (successors)"


def test_the_controls_matrix_gives_identifiers_to_other_controls() -> None:
    found = comparison("csa-aicm@1.0.3", "csa-aicm@1.1.0")
    api = difference(found, "AIS-08")
    assert api.old_names == ("Input Validation",)
    assert (api.change, str(api.new[0].provision)) == (Change.RENUMBERED, "AIS-09")
    assert api.reused == ("AIS-08", "AIS-09")
    assert {name for each in found.reused for name in each.reused} >= {f"DCS-{n:02}" for n in range(1, 16)}
    open_ = difference(found, "CCC-04")
    assert (open_.change, open_.reused) == (Change.REUSED, ("CCC-04",))
    assert open_.needs_review
    assert difference(found, "AIS-12").change is Change.RETITLED
    undecided = CATALOG.trace("csa-aicm@1.0.3:CCC-04", to="csa-aicm@1.1.0")
    assert (undecided.fate, undecided.successors) == (ProvisionFate.UNKNOWN, ())
    assert list(map(str, undecided.candidates)) == ["csa-aicm@1.1.0:CCC-04"]
    assert CATALOG.trace("csa-aicm@1.0.3:IAM-13", to="csa-aicm@1.1.0").fate is ProvisionFate.RETIRED
    assert CATALOG.trace("csa-aicm@1.0.3:AIS-08").incomplete == ()
    assert str(CATALOG.trace("csa-aicm@1.0.3:AIS-08").successors[-1]) == "csa-aicm@1.1.1:AIS-09"
    later = ("scf-aat@2026.2", "scf-aat@2026.3")
    assert CATALOG.trace("scf-aat@2026.1.1:AAT-01").incomplete == tuple(map(Ref.parse, later))


def test_the_verification_standard_withdraws_one_and_rewords_another() -> None:
    found = comparison("owasp-aisvs@1.0", "owasp-aisvs@1.01")
    counts = Counter(each.change for each in found)
    assert counts[Change.UNCHANGED] == 348
    assert moves(found.only("retired")) == {("retired", "C10.2.6", "")}
    assert difference(found, "C10.2.6").reasons[0].source == "successors"
    assert difference(found, "C10.2.7").reasons[-1] == REWORDED
    assert not difference(found, "C3.3.1").needs_review
    assert counts[Change.ADDED] == 24


def test_the_cybersecurity_framework_marks_where_outcomes_went() -> None:
    found = comparison("nist-csf@1.1", "nist-csf@2.0")
    merged = CATALOG.trace("nist-csf@1.1:DE.DP-2")
    assert (merged.fate, [ref.provision for ref in merged.successors]) == (ProvisionFate.MERGED, ["DE.AE"])
    assert merged.paths[0][0].object == merged.successors[0]
    assert difference(found, "ID.GV-3").change is Change.RENUMBERED
    assert difference(found, "ID.GV-1").change is Change.SPLIT
    assert CATALOG.trace("nist-csf@1.1:ID.GV-1").fate is ProvisionFate.SPLIT
    kept = difference(found, "ID.AM-1")
    assert (kept.new[0].provision, kept.change) == ("ID.AM-01", Change.RETITLED)
    assert (kept.reasons[0].source, kept.reasons[1:]) == ("identifier", (REWORDED,))
    assert CATALOG.trace("nist-csf@2.0:DE.DP-02").fate is ProvisionFate.MERGED
    assert difference(found, "PR.IP-7").change is Change.RETIRED


def test_annex_a_of_27001_merges_two_and_more_into_one() -> None:
    found = comparison("iso-iec-27001@2013", "iso-iec-27001@2022")
    assert difference(found, "A.5.1.1").change is Change.MERGED
    assert [ref.provision for ref in difference(found, "A.5.1.1").old] == ["A.5.1.1", "A.5.1.2"]
    assert difference(found, "A.18.2.3").change is Change.REGROUPED
    assert difference(found, "A.6.2.2").change is Change.REPLACED
    assert [each.new_names[0] for each in found.only("added")].count("Threat intelligence") == 1
    assert difference(found, "A.5").change is Change.REUSED


def test_of_an_edition_shipped_in_part_nothing_is_said_to_be_gone() -> None:
    found = comparison("aiuc-1@2026-Q1", "aiuc-1@2026-Q2")
    assert len(found.only("retired")) == len(found.only("added")) == 0
    assert len(found.only("unknown")) > len(found) / 2
    unknown = str(found.only("unknown")[0].old[0])
    assert CATALOG.trace(unknown, to="aiuc-1@2026-Q2").fate is ProvisionFate.UNKNOWN
    assert CATALOG.trace(unknown).incomplete[0] == Ref.parse("aiuc-1@2026-Q2")
    assert len(CATALOG.compare("aiuc-1@2026-Q2", "aiuc-1@2026-Q1").only("added")) == 0


def test_what_nothing_came_of_is_an_error_with_a_name() -> None:
    with pytest.raises(
        UnknownReference, match=r"no succession between owasp-aisvs@1\.0 and nist-csf@2\.0 is known"
    ):
        CATALOG.compare("owasp-aisvs@1.0", "nist-csf@2.0")
    with pytest.raises(UnknownReference, match="is not shipped"):
        CATALOG.trace("scf-aat@2025.3:AAT-01", to="scf-aat@2026.3")
    with pytest.raises(UnknownReference, match="did you mean"):
        CATALOG.trace("owasp-llm-top-10@2025:LLM1")
    with pytest.raises(UnknownCriterion, match="did you mean 'merged'"):
        comparison(*EDITION_PAIRS[0]).only("merge")


def test_results_are_tables_that_pickle() -> None:
    compared, traced = comparison(*EDITION_PAIRS[4]), CATALOG.trace("mitre-atlas@5.1.0:AML.T0019")
    moved = CATALOG.migrate(["owasp-llm-top-10@2025:LLM07"], to="owasp-llm-top-10@2026")
    for each in (compared, traced, moved):
        assert isinstance(each, Comparison | Trace | Migration)
        twin = pickle.loads(pickle.dumps(each))
        assert (twin, twin.headline()) == (each, each.headline())
        assert set(each.rows()[0]) == set(each.columns)
        assert len(list(csv.reader(io.StringIO(each.to_csv(), newline="")))) == len(each) + 1 > 1
    assert "not shipped" in compared.headline()
    assert repr(compared[0]).startswith("<Difference ")
    assert repr(traced[0]).startswith("<Step ")
    assert repr(moved[0]) == "<Move owasp-llm-top-10@2025:LLM07: to_be_decided, owasp-llm-top-10@2026:LLM08>"
    assert CATALOG.migrate(Assessment.of([("owasp-llm-top-10@2025:LLM07", "partly")]), to="owasp-llm-top-10@2026").rows()[
        0
    ]["result"] == "partly"  # fmt: skip


STRUCTURED = sorted(CATALOG.snapshot.register.framework_loaders)


@pytest.mark.parametrize("pair", EDITION_PAIRS, ids=" to ".join)
def test_a_comparison_has_every_live_provision_once_on_its_side(pair: tuple[str, str]) -> None:
    found = comparison(*pair)
    for side, edition in (("old", pair[0]), ("new", pair[1])):
        on_side = Counter(ref for each in found for ref in getattr(each, side))
        assert on_side == Counter(each.ref for each in CATALOG.provisions(edition))
    for each in found:
        shared = {ref.provision for ref in each.old} & {ref.provision for ref in each.new}
        if each.change in (Change.UNCHANGED, Change.RETITLED) and shared:
            assert not shared & set(each.reused)
        if each.change not in (Change.ADDED, Change.RETIRED, Change.REUSED, Change.UNKNOWN):
            assert each.reasons


@pytest.mark.parametrize("document", STRUCTURED)
def test_an_edition_is_unchanged_from_itself(document: str) -> None:
    found = CATALOG.compare(document, document)
    assert {each.change for each in found} == {Change.UNCHANGED}
    assert len(found) == len(CATALOG.provisions(document))
