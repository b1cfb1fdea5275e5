"""One provision followed from edition to edition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import EDITION_PAIRS, comparison

from ai_security_standards import Provision, Ref, UnknownReference, from_dict, load, to_dict
from ai_security_standards.editions import successors_of
from ai_security_standards.mapping.lineage import asserted as asserted_lineage
from ai_security_standards.mapping.lineage import edition_path
from ai_security_standards.mapping.lineage.links import Link, LinkKind
from ai_security_standards.vocabulary import ProvisionFate

CATALOG = load().as_of("2026-11-24")


def test_a_technique_of_atlas_that_was_folded_into_another() -> None:
    found = CATALOG.trace("mitre-atlas@5.1.0:AML.T0019", to="mitre-atlas@2026.09")
    assert found.fate is ProvisionFate.REPLACED
    assert [str(ref) for ref in found.successors] == ["mitre-atlas@2026.09:AML.T0115.000"]
    assert found.needs_review
    assert {each.source for each in found.reasons if not each.doubt} == {
        "identifier and title", *(path[0].mapping_set for path in found.paths),
    }  # fmt: skip
    assert found.paths
    last = [str(step.document.edition) for step in found if step.fate is ProvisionFate.LIVE][-1]
    assert last == "2026.06"
    assert Ref.parse("mitre-atlas@5.6.0") in found.incomplete


def test_a_specification_adopted_under_another_number() -> None:
    found = CATALOG.trace("etsi-ts-104-223@1.1.1:5.1.1-1")
    assert (str(found.to), found.fate) == ("etsi-en-304-223@2.1.1", ProvisionFate.LIVE)
    assert set(comparison(*EDITION_PAIRS[9]).only("unchanged")) == set(comparison(*EDITION_PAIRS[9]))
    code = CATALOG.trace("uk-ai-cyber-code@2025:1.1", to="etsi-en-304-223")
    assert [str(step.document) for step in code][1] == "etsi-ts-104-223@1.1.1"
    assert [str(ref) for ref in code.successors] == ["etsi-en-304-223@2.1.1:5.1.1-1"]
    assert str(CATALOG.trace("uk-ai-cyber-code@2025:1.1").to) == "uk-ai-cyber-code@2025"


def test_backwards_a_successor_leads_to_what_it_came_from() -> None:
    assert [str(ref) for ref in CATALOG.trace("owasp-llm-top-10@2026:LLM04", to="owasp-llm-top-10@2023").successors] == [
        "owasp-llm-top-10@2023:LLM05"
    ]  # fmt: skip
    several = CATALOG.trace("owasp-llm-top-10@2025:LLM06", to="owasp-llm-top-10@2023")
    assert several.fate is ProvisionFate.SPLIT
    assert several.needs_review
    assert CATALOG.trace("nist-csf@2.0:DE.AE-06", to="nist-csf@1.1").fate is ProvisionFate.REPLACED


def test_a_catalog_of_an_earlier_day_traces_to_what_was_current_then() -> None:
    then = CATALOG.as_of("2025-06-01")
    assert str(then.trace("owasp-llm-top-10@2023:LLM01").to) == "owasp-llm-top-10@2025"
    assert str(then.trace("owasp-llm-top-10@2025:LLM01").to) == "owasp-llm-top-10@2025"
    with pytest.raises(UnknownReference):
        then.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026")


def test_of_what_is_not_shipped_nobody_can_tell_what_came_of_it() -> None:
    found = successors_of(CATALOG.snapshot)
    assert found(Ref("iso-iec-38507", "2022", "5.1")) == ()
    assert found(Ref("nist-csf", "1.1", "PR.DS-1")) == (Ref("nist-csf", "2.0", "PR.DS-01"),)


def test_what_went_into_something_withdrawn_goes_on_to_where_that_went() -> None:
    steps = {
        "a": [Link("a", "b", LinkKind.SAME, ())],
        "b": [Link("b", "c", LinkKind.MERGED, ()), Link("b", "a", LinkKind.SAME, ())],
    }
    (found,) = asserted_lineage._links_to_live("a", steps, ())
    assert (found.old, found.new, found.kind) == ("a", "c", LinkKind.MERGED)


STRUCTURED = sorted(CATALOG.snapshot.register.framework_loaders)


@given(st.sampled_from(STRUCTURED).flatmap(lambda each: st.sampled_from(CATALOG.provisions(each))))
@settings(deadline=None, max_examples=60)
def test_what_is_live_in_an_edition_is_live_there(provision: Provision) -> None:
    found = CATALOG.trace(provision.ref, to=provision.ref.document)
    assert (found.fate, found.successors, found.reasons) == (ProvisionFate.LIVE, (provision.ref,), ())


@pytest.mark.parametrize("document", [ref for ref in STRUCTURED if CATALOG.provisions(ref, retired=True)])
def test_what_is_withdrawn_leads_to_what_is_not(document: str) -> None:
    for each in CATALOG.provisions(document, retired=True)[:12]:
        found = CATALOG.trace(each.ref, to=document)
        assert found.fate not in (ProvisionFate.LIVE, ProvisionFate.UNKNOWN)
        assert not any(CATALOG.provision(ref).retired for ref in found.successors)
        assert bool(found.successors) == (found.fate is not ProvisionFate.RETIRED)


def test_documents_that_two_ways_lead_to_are_visited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    later = {"owasp-llm-top-10@2023": ("b", "c"), "b": ("d",), "c": ("d",), "d": ("owasp-llm-top-10@2026",)}
    visited: list[str] = []

    def later_documents(_: object, document: str, goal: str) -> list[tuple[str, tuple[str, ...]]]:
        visited.append(document)
        assert goal == "owasp-llm-top-10@2026"
        return [(name, (f"before {name}",)) for name in later.get(document, ())]

    monkeypatch.setattr(edition_path, "_later_documents", later_documents)
    old, new = (CATALOG[f"owasp-llm-top-10@{edition}"] for edition in ("2023", "2026"))
    found = edition_path.find_path(CATALOG.snapshot, old, new)  # type: ignore[arg-type]
    assert found == (
        ("owasp-llm-top-10@2023", "b", "d", "owasp-llm-top-10@2026"),
        ("before b", "before d", "before owasp-llm-top-10@2026"),
        False,
    )
    assert visited == ["owasp-llm-top-10@2023", "b", "c", "d", "owasp-llm-top-10@2026"]


def test_a_trace_of_which_no_row_was_picked_knows_nothing() -> None:
    empty = CATALOG.trace("owasp-llm-top-10@2023:LLM01", to="owasp-llm-top-10@2026").only("split")
    assert not empty
    assert (empty.to, empty.fate, empty.successors) == (Ref.parse("owasp-llm-top-10@2023"), "unknown", ())
    assert (empty.candidates, empty.reasons, empty.needs_review, empty.paths) == ((), (), False, ())
    assert "is unknown in owasp-llm-top-10@2023" in repr(empty)
    assert from_dict(to_dict(empty)) == empty
