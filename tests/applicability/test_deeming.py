"""What law is met by, beside itself: the rules, against what the texts say, and what may count of them."""

import pytest

from ai_security_standards import Profile, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards._store.register import packaged_register
from ai_security_standards.applicability import Deeming, Deemings
from ai_security_standards.vocabulary import LegalEffect

CATALOG = load().as_of("2026-11-29")
ACT = "eu-ai-act@2024/1689"
RULES = {str(rule.ref): rule for rule in CATALOG.deemed_by()}
COUNTING = {LegalEffect.DEEMED, LegalEffect.PRESUMED}

#: The effect that each article states, and what it reaches, as read in the texts.
STATED = {
    f"{ACT}:Article 8(2)": ("integrated", ["Chapter III, Section 2"]),
    f"{ACT}:Article 17(4)": ("deemed", ["Article 17"]),
    f"{ACT}:Article 26(5)": ("deemed", ["Article 26(5)"]),
    f"{ACT}:Article 26(6)": ("integrated", ["Article 26(6)"]),
    f"{ACT}:Article 27(2)": ("may-rely", ["Article 27(1)"]),
    f"{ACT}:Article 47(3)": ("integrated", ["Article 47(1)"]),
    "co-sb26-189@2026:6-1-1704(6)(a)": ("deemed", [None]),
    "co-sb26-189@2026:6-1-1704(9)(a)": ("deemed", [None]),
    "co-sb26-189@2026:6-1-1705(2)(a)": ("deemed", [None]),
    "mt-sb212@2025:section 4": ("deemed", [None]),
    f"{ACT}:Article 40(1)": (
        "presumed",
        ["Chapter III, Section 2", "Chapter V, Section 2", "Chapter V, Section 3"],
    ),
    f"{ACT}:Article 42(1)": ("presumed", ["Article 10(4)"]),
    f"{ACT}:Article 42(2)": ("presumed", ["Article 15"]),
    f"{ACT}:Article 42(3)": ("deemed", ["Article 15"]),
    f"{ACT}:Article 53(4)": ("may-rely", ["Article 53(1)"]),
    f"{ACT}:Article 55(2)": ("may-rely", ["Article 55(1)"]),
    "eu-cra@2024/2847:Article 12(2)": ("displaces", ["Article 32"]),
    "eu-cra@2024/2847:Article 27(1)": ("presumed", ["Annex I"]),
    "eu-nis2@2022/2555:Article 4(1)": ("displaces", ["Article 21", "Article 23", "Chapter VII"]),
    "co-sb24-205@2024:6-1-1706(3)": ("defence", [None]),
    "tx-traiga@2025:552.105(e)(2)(D)": ("defence", [None]),
    "ca-sb53@2025:22757.13(i)(2)(A)": ("deemed", [None]),
    "kr-ai-basic-act@2025:Enforcement Decree, Article 27(3)": ("deemed", [None]),
}


@pytest.mark.parametrize("ref", STATED)
def test_each_article_has_the_effect_and_the_reach_that_its_text_gives(ref: str) -> None:
    rule = RULES[ref]
    assert (rule.effect.value, [each.provision for each in rule.reaches]) == STATED[ref]
    assert rule.condition
    assert rule.basis
    assert rule.reason.source.endswith(rule.ref.provision or "")


def test_only_what_is_deemed_or_presumed_counts_and_only_where_the_condition_is_affirmed() -> None:
    rules = CATALOG.deemed_by()
    assert {rule.effect for rule in rules if rule.counts} == COUNTING
    assert (
        rules.headline()
        == f"{len(rules)} rules of 10 acts, {sum(rule.counts for rule in rules)} of which can count"
    )
    assert len(rules.affirmed([])) == 0
    (one,) = rules.affirmed([f"{ACT}:Article 42(3)", f"{ACT}:Article 53(4)"])
    assert one.ref == Ref.parse(f"{ACT}:Article 42(3)")
    assert len(rules.only("may_rely")) == 5
    assert repr(one).startswith(f"<Deeming {ACT}:Article 42(3): deemed by Annex I")
    with pytest.raises(UnknownCriterion, match="did you mean 'deemed'"):
        rules.only("deemd")


def test_42_3_reaches_the_cybersecurity_of_article_15_since_2026_1744() -> None:
    rule = RULES[f"{ACT}:Article 42(3)"]
    assert rule.extent == "cybersecurity, not accuracy and robustness"
    assert rule.by == (Ref.parse("eu-cra@2024/2847:Annex I"),)
    for below in ("Article 15", "Article 15(5)", "Chapter III, Section 2"):
        assert rule in CATALOG.deemed_by(f"eu-ai-act:{below}", by="eu-cra:Annex I, Part I")
    assert rule not in CATALOG.deemed_by("eu-ai-act:Article 14")
    assert rule not in CATALOG.deemed_by("eu-ai-act:Article 15", on="2026-07-26")
    assert rule in CATALOG.deemed_by("eu-ai-act:Article 15", on="2026-07-27")
    assert len(CATALOG.deemed_by("eu-ai-act", by="nist-csf")) == 0


def test_a_bank_may_put_the_monitoring_of_its_credit_scoring_into_that_of_financial_law() -> None:
    bank: dict[str, object] = {"roles": "provider", "sectors": "finance", "annexes": "annex-iii-5-b"}
    assert "Article 72(4))" in reasons("Article 72(1)", **bank)
    assert "Article 72(4))" in reasons("Article 72(1)", roles="provider", annexes="annex-i-a")
    assert "Article 72(4))" not in reasons("Article 72(1)", **{**bank, "sectors": "health"})
    assert "Article 72(4))" not in reasons("Article 72(1)", **{**bank, "annexes": "annex-iii-4"})


def test_a_rule_does_not_reach_what_it_leaves_out() -> None:
    rule = RULES[f"{ACT}:Article 17(4)"]
    for letter in "abcdefghijklm":
        found = {each.ref for each in CATALOG.deemed_by(f"{ACT}:Article 17(1)({letter})")}
        assert (rule.ref in found) is (letter not in "ghi"), letter
    for paragraph in (1, 2, 3, 4, 5):
        found = {each.ref for each in CATALOG.deemed_by(f"{ACT}:Article 15({paragraph})")}
        assert (Ref.parse(f"{ACT}:Article 42(3)") in found) is (paragraph in (1, 5)), paragraph


def test_a_code_of_practice_is_relied_on_and_never_counts() -> None:
    found = CATALOG.deemed_by(by="eu-gpai-code")
    assert {str(rule.ref.provision) for rule in found} == {"Article 53(4)", "Article 55(2)"}
    assert not any(rule.counts for rule in found)


def test_acts_that_are_not_there_on_a_day_or_have_no_rules_give_none() -> None:
    assert len(CATALOG.deemed_by(on="2015-01-01")) == 0
    assert len(CATALOG.deemed_by("eu-dora")) == 0
    assert len(CATALOG.deemed_by("iso-iec-42001")) == 0
    with pytest.raises(UnknownReference):
        CATALOG.deemed_by("eu-ai-actt")


def test_each_rule_names_its_readings_and_is_sure_only_if_two_agree() -> None:
    for law in map(packaged_register().law, packaged_register().law_loaders):
        assert law is not None
        for rule in law.deemed_by:
            read = [source for source in rule.sources if source.checked_on is not None]
            if rule.confidence.value == "verified":
                assert len(read) > 1, (law.standard, rule.article)
            assert rule.counts is (rule.effect in COUNTING)
            assert rule.recorded == "2026.12.0"


PROVIDER = {
    "jurisdictions": "EU", "risk_classes": "high-risk", "annexes": "annex-iii-4", "placed_on_market": "2029",
}  # fmt: skip


def reasons(provision: str, **facts: object) -> str:
    rulings = CATALOG.applicable(Profile(**{**PROVIDER, **facts}), standard="eu-ai-act")  # type: ignore[arg-type]
    (ruling,) = [each for each in (*rulings, *rulings.excluded) if each.ref.provision == provision]
    return "\n".join(map(str, ruling.reasons))


def test_a_ruling_tells_what_the_provision_is_met_by_for_such_a_profile() -> None:
    both = reasons("Article 15(5)", roles={"provider", "product-manufacturer"})
    assert "deemed, for cybersecurity, not accuracy and robustness: " in both
    assert "Article 42(3))" in both
    assert "condition: the system is in the scope of the Cyber Resilience Act" in both
    assert "Article 42(3)" not in reasons("Article 15(5)", roles="provider")
    assert "Article 42(2)" in reasons("Article 15(5)", roles="provider")
    bank = reasons("Article 26(5)", roles="deployer", sectors="finance")
    assert "deemed, for the duty to monitor of the first subparagraph" in bank
    assert "Article 26(5))" in bank
    assert "governance" not in reasons("Article 26(5)", roles="deployer", sectors="health")
    assert "deemed" not in reasons("Article 15(5)", roles="deployer")


def test_rules_of_an_act_are_a_table() -> None:
    found = CATALOG.deemed_by("eu-ai-act")
    assert isinstance(found, Deemings)
    assert isinstance(found[0], Deeming)
    (row,) = [row for row in found.rows() if row["ref"].endswith("Article 42(3)")]
    assert row["by"] == ("eu-cra@2024/2847:Annex I",)
    assert row["stated_from"] == "2026-07-27"
    assert "42(3)" in found.to_markdown()
