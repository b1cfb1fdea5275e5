"""The items of a checklist: what is asked, of whom, and what is left out."""

import pytest

from ai_security_standards import Assessment, Profile, Ref, UnknownReference, load
from ai_security_standards.checklists import statement
from ai_security_standards.checklists.table import Checklist
from ai_security_standards.vocabulary import Outcome

CATALOG = load().as_of("2026-11-24")
LLM = "owasp-llm-top-10@2025"
LIST = CATALOG.checklist(LLM)


def test_a_provider_of_a_high_risk_system_is_asked_what_applies_to_it() -> None:
    profile = Profile(
        jurisdictions="EU", roles="provider", risk_classes="high-risk", annexes="annex-iii-4",
        placed_on_market="2027-12-10", system_types="generative",
    )  # fmt: skip
    found = CATALOG.checklist(profile, on="2027-12-10")
    asked = {item.id: item for item in found}
    item = asked["eu-ai-act@2024/1689:Article 15(4)"]
    assert item.question == "Is this met: Resilience to errors and faults; feedback loops?"
    assert "Article 15 Accuracy, robustness and cybersecurity" in item.under[0]
    assert "eu-ai-act@2024/1689:Article 15" not in asked
    assert asked["eu-ai-act@2024/1689:Article 5(1)(a)"].question.startswith("Is this ruled out: ")
    assert not any("Article 26" in each for each in asked)
    open_ = CATALOG.checklist(Profile(jurisdictions="EU"), on="2027-12-10")
    assert f"{open_.undecided} more may apply" in open_.headline()
    assert open_.undecided > len(open_)


def test_a_supplier_held_to_the_european_norm_is_asked_for_its_provisions() -> None:
    found = CATALOG.checklist(Profile(jurisdictions="GB", roles="developer", held_to={"etsi-en-304-223"}))
    assert {str(ref.document) for item in found for ref in item.provisions} == {"etsi-en-304-223@2.1.1"}
    assert (
        found[0].question == "Is this in place: AI security content in the cyber security training programme?"
    )


def test_provisions_that_ask_the_same_are_one_item() -> None:
    found = CATALOG.checklist(["ibm-ai-risk-atlas", LLM, LLM])
    merged = [item for item in found if len(item.provisions) > 1]
    assert merged
    for item in merged:
        assert len(item.names) == len(item.provisions)
        assert " = " in item.id
    one = {item.id for item in CATALOG.checklist("ibm-ai-risk-atlas")} | {item.id for item in LIST}
    assert {part for item in found for part in item.id.split(" = ")} == one
    done = Assessment.of([(ref, "partly", "minutes") for ref in merged[0].provisions])
    assert {
        each.ref for each in Checklist.read(found.fill(done).to_csv()) if each.result is Outcome.PARTLY
    } == set(merged[0].provisions)
    differing = Assessment.of(list(zip(merged[0].provisions, ["partly", "satisfied"], strict=False)))
    (item,) = [each for each in found.fill(differing) if each.result]
    assert (item.result, item.note) == ("partly", "results: partly, satisfied")


def test_what_is_left_out_is_said() -> None:
    found = CATALOG.checklist("iso-iec-42001")
    assert "only a part of iso-iec-42001@2023 is shipped" in found.headline()
    with pytest.raises(UnknownReference, match="did you mean"):
        CATALOG.checklist("owasp-llm-top-11")


def test_a_provision_gives_its_own_items_and_those_below_it() -> None:
    catalog = load()
    listed = catalog.checklist("eu-ai-act@2024/1689:Article 15")
    assert [str(ref.provision) for item in listed for ref in item.provisions] == [
        "Article 15(1)", "Article 15(3)", "Article 15(4)", "Article 15(5)",
    ]  # fmt: skip
    (one,) = catalog.checklist(["eu-ai-act:Article 15(4)"])
    assert one.provisions == (Ref("eu-ai-act", "2024/1689", "Article 15(4)"),)
    with pytest.raises(UnknownReference, match="has no provision 'Article 999'"):
        catalog.checklist("eu-ai-act:Article 999")


def test_items_have_the_level_that_the_publisher_gives() -> None:
    catalog = load()
    assert {item.level for item in catalog.checklist("owasp-aisvs@1.01")} == {("1",), ("2",), ("3",)}
    assert {item.level for item in catalog.checklist("etsi-en-304-223@2.1.1")} == {("shall",), ("should",)}
    assert {item.level for item in catalog.checklist("owasp-llm-top-10@2025")} == {()}
    assert catalog.checklist("etsi-en-304-223@2.1.1").rows()[0]["level"] == ("shall",)


def test_a_checklist_of_a_profile_names_the_facts_that_decide_the_rest() -> None:
    profile = Profile(jurisdictions="EU", roles="provider", sectors=())
    listed = load().as_of("2026-11-29").checklist(profile)
    assert listed.undecided > 300
    assert {"risk_classes", "annexes", "placed_on_market"} <= {fact for fact, _ in listed.missing[:4]}
    (fact, number), *_ = listed.missing
    assert f"{listed.undecided} more may apply, which depends on {fact} ({number}), " in listed.headline()
    assert load().checklist("owasp-llm-top-10@2025").missing == ()


def test_a_statement_of_applicability_is_of_the_controls_of_annex_a() -> None:
    listed = statement(CATALOG.snapshot, "iso-iec-42001@2023")
    assert {CATALOG.provision(each.ref).kind for each in listed} == {"control"}
    assert (len(listed), str(listed[0].ref)) == (38, "iso-iec-42001@2023:A.2.2")
