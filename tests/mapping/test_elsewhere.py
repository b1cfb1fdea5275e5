"""What an answer leaves out although the data hold it is counted, and nothing of it is called unmapped."""

from __future__ import annotations

from itertools import permutations

from edition_models import History, random_catalog
from hypothesis import given, settings
from models import A, B, X, Y, catalog_of, relationship, seeds

from ai_security_standards import Assessment, load
from ai_security_standards.mapping.elsewhere import Elsewhere

CATALOG = load().as_of("2026-11-29")
LLM, ATLAS = "owasp-llm-top-10", "mitre-atlas"


def documents(histories: list[History]) -> list[str]:
    """Every edition of every standard."""
    return [f"{each.standard}@{n + 1}" for each in histories for n in range(len(each.editions))]


def total(found: tuple[Elsewhere, ...], reason: str) -> int:
    return sum(each.number for each in found if each.reason == reason)


def test_no_answer_of_these_editions_says_nothing_of_what_others_hold() -> None:
    stated = CATALOG.relationships(f"{LLM}@2025", to=f"{ATLAS}@5.6.1")
    rows = sum(not row.negated and row.type != "no_relationship" for row in stated)
    audit = Assessment.of([(LLM, "satisfied")])
    answers = (
        CATALOG.crosswalk(LLM, ATLAS, editions="exact"),
        CATALOG.infer(LLM, to=ATLAS),
        CATALOG.coverage(ATLAS, [LLM], editions="exact"),
        CATALOG.project(audit, ATLAS, editions="exact"),
        CATALOG.related(f"{LLM}@2026:LLM01", frameworks=[ATLAS], editions="exact"),
    )
    for answer in answers:
        assert "; elsewhere: " in answer.headline()
        assert total(answer.elsewhere, "edition") > 0
    assert all(
        Elsewhere(f"{LLM}@2025", f"{ATLAS}@5.6.1", rows, "edition") in each.elsewhere for each in answers[:4]
    )
    # What is carried is left out no more.
    for answer in (CATALOG.coverage(ATLAS, [LLM]), CATALOG.project(audit, ATLAS)):
        assert answer.elsewhere == ()
        assert "elsewhere" not in answer.headline()


def test_what_trust_leaves_out_is_counted_everywhere() -> None:
    one, other = f"{LLM}@2025", f"{ATLAS}@5.6.1"
    rows = CATALOG.relationships(one, to=other)
    for answer in (
        CATALOG.relationships(one, to=other, trust="publisher"),
        CATALOG.relationships(other, to=one, trust="publisher"),
        CATALOG.infer(one, to=other, trust="publisher"),
        CATALOG.coverage(other, [one], trust="publisher"),
        CATALOG.crosswalk(one, other, trust="publisher"),
    ):
        assert len(rows) - 6 <= total(answer.elsewhere, "trust") <= len(rows)
        assert "(trust)" in answer.headline()
    alone = CATALOG.relationships(one, trust="publisher")
    everything = CATALOG.relationships(one)
    assert len(alone) + total(alone.elsewhere, "trust") == len(everything)
    assert CATALOG.infer(one, trust="publisher").elsewhere == alone.elsewhere
    assert everything.elsewhere == ()


def test_threats_name_the_direction_the_type_and_the_caveats_that_they_leave_out() -> None:
    asked = CATALOG.threat_coverage(f"{ATLAS}@5.6.1", [f"{LLM}@2025"])
    assert total(asked.elsewhere, "type") == sum(each.number for each in asked.elsewhere) > 100
    assert asked.headline().startswith("0 of 170 threats addressed, ")
    rows = [
        relationship(A, "mitigated_by", X),
        relationship(B, "mitigated_by", X, set_id="two", caveats=("in production only",)),
        relationship(Y, "mitigated_by", A, set_id="three"),
        relationship(A, "mitigated_by", Y, denied=True, set_id="four"),
    ]
    found = catalog_of(rows).threat_coverage("iso-iec-27090@draft", "iso-iec-42006@2025")
    assert {(each.number, each.reason) for each in found.elsewhere} == {(1, "caveats"), (1, "direction")}
    assert {str(row.ref.provision): row.defence.value for row in found}["A"] == "addressed"
    assert found.counts["addressed"] == 1
    first = CATALOG.threat_coverage(LLM, ["owasp-aisvs"]).headline()
    assert first.startswith("10 threats: 10 formerly")


@settings(deadline=None, max_examples=25)
@given(seeds)
def test_unmapped_is_only_what_the_widest_question_does_not_reach(seed: int) -> None:
    catalog, _, histories, _ = random_catalog(seed)
    for one, other in permutations(documents(histories), 2):
        widest = catalog.crosswalk(one, other)
        reached = {
            end
            for row in widest
            if not (row.relation.apart or row.negated)
            for end in (row.source, row.target)
        }
        for editions in ("exact", "same", "carried"):
            walk = catalog.crosswalk(one, other, editions=editions)
            own = {
                end
                for row in walk
                if not (row.relation.apart or row.negated)
                for end in (row.source, row.target)
            }
            for refs, unmapped in (
                (walk.sources, walk.unmapped_sources),
                (walk.targets, walk.unmapped_targets),
            ):
                if one.partition("@")[0] != other.partition("@")[0]:
                    assert set(unmapped) == set(refs) - reached - own
