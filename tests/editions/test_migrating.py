"""Tags and results carried over to another edition."""

import pytest
from samples import WHOLE_PAIRS, comparison, difference

from ai_security_standards import Assessment, Ref, UnknownReference, load
from ai_security_standards.mapping.lineage.links import RESCOPED
from ai_security_standards.tables.reasons import Reason
from ai_security_standards.vocabulary import Change, MigrationOutcome

CATALOG = load().as_of("2026-11-24")


def test_tags_move_to_the_list_of_2026_and_what_is_unsure_is_left_to_a_person() -> None:
    tags = [f"owasp-llm-top-10@2025:LLM{n:02}" for n in range(1, 11)]
    found = CATALOG.migrate(tags, to="owasp-llm-top-10@2026")
    assert found.headline() == "9 carried over, 1 to be decided, 0 lost"
    assert "owasp-llm-top-10@2026:LLM08" not in map(str, found.refs)
    assert found.assessment is None
    (one,) = found.to_decide
    assert (list(map(str, one.to)), one.reasons[1:]) == (["owasp-llm-top-10@2026:LLM08"], (RESCOPED,))
    assert one.paths[0][0].object == one.to[0]
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
    assert [each.outcome for each in mixed] == [MigrationOutcome.TO_BE_DECIDED] * 2
    assert "different results: partly, satisfied" in mixed[0].reasons[-1].text
    alone = CATALOG.migrate(Assessment.of([(parts[0], "satisfied")]), to=to)
    assert "also took in iso-iec-27001@2013:A.5.1.2, which has no result" in alone[0].reasons[-1].text
    assert alone.assessment == Assessment([])
    gone = CATALOG.migrate(
        Assessment.of([("iso-iec-27001@2013:A.6.2.2", "satisfied"), ("iso-iec-27001@2013:A.9.1", "partly")]),
        to=to,
    )
    assert [each.outcome for each in gone] == [MigrationOutcome.TO_BE_DECIDED, MigrationOutcome.LOST]
    assert CATALOG.migrate([parts[0]], to=to).refs == (Ref.parse(f"{to}:A.5.1"),)
    assert CATALOG.migrate(["owasp-aisvs@1.0:C10.2.6"], to="owasp-aisvs@1.01").lost[0].reasons == (
        Reason("owasp-aisvs@1.01:C10.2.6 is marked as withdrawn", "successors"),
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
    assert [str(each.reasons[0]) for each in found.untouched[:1]] == [
        f"no succession between owasp-agentic-top-10@2026 and {to} is known"
    ]
    assert "whole document" in found.untouched[3].reasons[0].text
    assert found.rows()[1]["fate"] is None
    assert found[1].paths == ()
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
    assert (one.outcome, one.to, one.reasons) == (
        MigrationOutcome.TO_BE_DECIDED,
        (),
        (Reason("the structure of csa-aicm@1.0 is not shipped", doubt=True),),
    )
    with pytest.raises(UnknownReference, match="is not shipped"):
        CATALOG.migrate([], to="scf-aat@2026.3")


@pytest.mark.parametrize("pair", WHOLE_PAIRS, ids=" to ".join)
def test_there_and_back_what_is_unchanged_is_the_same(pair: tuple[str, str]) -> None:
    refs = [each.old[0] for each in comparison(*pair).only("unchanged") if not each.needs_review]
    forward = CATALOG.migrate(refs, to=pair[1])
    assert {each.outcome for each in forward} == {MigrationOutcome.CARRIED_OVER}
    back = CATALOG.migrate(forward.refs, to=pair[0])
    assert back.refs == tuple(refs)


@pytest.mark.parametrize("pair", WHOLE_PAIRS, ids=" to ".join)
def test_trace_comparison_and_migration_tell_the_same(pair: tuple[str, str]) -> None:
    moved = CATALOG.migrate([each.ref for each in CATALOG.provisions(pair[0])], to=pair[1])
    assert len(moved) == len(CATALOG.provisions(pair[0])) > 0
    for each in moved:
        one = difference(comparison(*pair), str(each.ref.provision))
        assert set(each.trace.successors) <= set(one.new)
        if each.outcome is MigrationOutcome.LOST:
            assert one.change is Change.RETIRED
        if one.change in (Change.UNCHANGED, Change.RENUMBERED) and not one.needs_review:
            assert each.outcome is MigrationOutcome.CARRIED_OVER
