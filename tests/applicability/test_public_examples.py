"""Examples that others made, asked of the rulings.

Ten systems of a public toolkit with the tier that each is in, nine of another and one of a third, a public table
of roles with the articles that each owes, and a public table of sectors with the acts that certainly reach them
or do not. Facts alone were taken over; where the text of the law says otherwise, the note says so.
"""

from typing import Any

import pytest

from ai_security_standards import Interview, Profile, load
from ai_security_standards.applicability import Question, Ruling

CATALOG = load().as_of("2026-11-29")
HIGH_RISK = {"risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False}
MODEL = {"roles": "gpai-provider", "annexes": (), "placed_on_market": "2026-01-01"}


def rulings(act: str, **facts: Any) -> dict[str, Ruling]:
    """The rulings on an act by provision; the act itself is ""."""
    found = CATALOG.applicable(Profile(jurisdictions="EU", **facts), standard=act)
    return {each.ref.provision or "": each for each in (*found, *found.excluded)}


EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "customer service chatbot: transparency": (
        {"roles": "provider", "risk_classes": "transparency", "annexes": (), "system_types": "generative",
         "deployment": {"public", "interactive"}, "open_source": False, "placed_on_market": "2026-10-01"},
        {"Article 50(1)": "applies", "Article 9(1)": "not_applicable"},
    ),
    "screening of applications: high-risk": (
        {"roles": "provider", "annexes": "annex-iii-4", **HIGH_RISK},
        {"Article 9(1)": "will_apply", "Article 43(2)": "will_apply"},
    ),
    # The toolkit says high-risk duties; of vehicles, Article 2(2) leaves few articles.
    "perception of a vehicle: Annex I, Section B": (
        {"roles": {"provider", "product-manufacturer"}, "annexes": "annex-i-b", **HIGH_RISK},
        {"Article 9(1)": "not_applicable", "Article 15(5)": "not_applicable"},
    ),
    "social scoring by an authority: prohibited": (
        {"roles": "deployer", "risk_classes": "prohibited", "annexes": (), "open_source": False},
        {"Article 5(1)(c)": "applies"},
    ),
    "foundation model": (
        {**MODEL, "risk_classes": "general-purpose", "open_source": False},
        {"Article 53(1)(a)": "applies", "Article 55(1)(a)": "not_applicable"},
    ),
    "frontier model: systemic risk": (
        {**MODEL, "risk_classes": {"general-purpose", "systemic-risk"}, "open_source": False},
        {"Article 53(1)(a)": "applies", "Article 55(1)(a)": "applies"},
    ),
    "open-source language model": (
        {**MODEL, "risk_classes": "general-purpose", "open_source": True},
        {"Article 53(1)(a)": "not_applicable", "Article 53(1)(c)": "applies"},
    ),
    "spam filter: minimal": (
        {"roles": "provider", "risk_classes": "any", "annexes": (), "system_types": "predictive",
         "deployment": "internal", "open_source": False},
        {"Article 4": "applies", "Article 50(1)": "not_applicable", "Article 9(1)": "not_applicable"},
    ),
    "video generator: transparency": (
        {"roles": "provider", "risk_classes": "transparency", "annexes": (), "system_types": "generative",
         "deployment": "public", "open_source": False, "placed_on_market": "2026-10-01"},
        {"Article 50(2)": "applies", "Article 50(4)": "not_applicable"},
    ),
    "credit scoring by a bank: high-risk": (
        {"roles": "deployer", "sectors": "finance", "size": "large", "annexes": "annex-iii-5-b", **HIGH_RISK},
        {"Article 26(5)": "will_apply", "Article 27(1)": "will_apply"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_systems_of_a_public_toolkit_are_in_the_tier_that_it_says(name: str) -> None:
    facts, expected = EXAMPLES[name]
    found = rulings("eu-ai-act", **facts)
    assert {article: found[article].verdict.value for article in expected} == expected


def test_a_bank_reads_what_its_duties_are_met_by() -> None:
    facts, _ = EXAMPLES["credit scoring by a bank: high-risk"]
    found = rulings("eu-ai-act", **facts)
    for article, effect in (
        ("Article 26(5)", "deemed"),
        ("Article 26(6)", "integrated"),
        ("Article 27(1)", "integrated"),
    ):
        assert str(found[article].reasons[-1]).startswith(effect), article
        assert "condition: " in str(found[article].reasons[-1])


#: Without Articles 14, 49 and 73, of which parts concern the deployer, too (14(3), 49(3), 26(5)).
ROLES = {
    "provider": "9 10 11 12 13 15 17 43 47 48 72",
    "deployer": "26",
    "importer": "23",
    "distributor": "24",
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_owes_the_articles_of_a_public_table_and_not_those_of_another(role: str) -> None:
    found = rulings("eu-ai-act", roles=role, annexes="annex-iii-4", **HIGH_RISK)

    def owed(number: str) -> bool:
        of_article = [each for key, each in found.items() if key.split("(")[0] == f"Article {number}"]
        return any(each.verdict.value == "will_apply" for each in of_article)

    for other, numbers in ROLES.items():
        for number in numbers.split():
            assert owed(number) is (other == role), (other, number)


#: What no such table asks: whether a financial entity is one of those that DORA leaves out.
LEFT_OUT = "whether it is one of the entities that Article 2(3)(a) to (d) or (f) leaves out"
SECTORS = {
    "eu-dora": {"finance": "applies", "health": "not_applicable", "energy": "not_applicable",
                "manufacturing": "not_applicable"},
    # Which entities of a sector the annexes name is a question.
    "eu-nis2": {"energy": "may_apply", "health": "may_apply", "digital-infrastructure": "may_apply"},
    "eu-cra": {"finance": "not_applicable", "public-administration": "not_applicable"},
}  # fmt: skip


@pytest.mark.parametrize("act", SECTORS)
def test_acts_reach_the_sectors_of_a_public_table(act: str) -> None:
    for sector, expected in SECTORS[act].items():
        found = rulings(act, roles="deployer", sectors=sector, size="large", answers_no=LEFT_OUT)
        assert found[""].verdict.value == expected, sector


# ---------------------------------------------------------------- by interview

#: What the tiers of two other toolkits mean: articles that bind, now or later, and one that does not.
TIERS = {
    "limited": ("Article 50(2)", "Article 9(1)"),
    "high_risk of a provider": ("Article 9(1)", "Article 53(1)(a)"),
    "high_risk of a deployer": ("Article 26(1)", "Article 9(1)"),
    "prohibited": ("Article 5(1)(c)", "Article 9(1)"),  # that toolkit cites 5(1)(a)
    "minimal": ("Article 4", "Article 50(1)"),
    "general-purpose": ("Article 53(1)(a)", "Article 55(1)(a)"),
    "systemic": ("Article 55(1)(a)", "Article 9(1)"),
}
IN_EFFECT = ("applies", "will_apply")
#: By Article 25(1), what a deployer must deny who is no provider.
OWN_NAME = (
    "whether it puts its own name on a high-risk system, modifies it substantially or changes its purpose "
    "(Article 25(1))"
)
#: Their systems: what is known at first, what is answered, and the tier.
ASKED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "chatbot of a software firm": (
        {"roles": {"provider", "deployer"}, "system_types": "generative"},
        {"sectors": (), "size": "medium", "annexes": (), "risk_classes": "transparency",
         "deployment": {"public", "interactive"}, "placed_on_market": "2026-10-01"}, "limited",
    ),
    "model of 1.8e25 operations": (
        {"roles": "gpai-provider"},
        {"risk_classes": {"general-purpose", "systemic-risk"}, "sectors": (), "size": "medium", "annexes": (),
         "placed_on_market": "2026-05-05", "system_types": "general-purpose", "deployment": "public"}, "systemic",
    ),
    "model of 7.5e23 operations": (
        {"roles": "gpai-provider"},
        {"risk_classes": "general-purpose", "sectors": (), "size": "small", "annexes": (),
         "placed_on_market": "2026-05-05", "system_types": "general-purpose", "deployment": "public"}, "general-purpose",
    ),
    "screening of resumes": (
        {"roles": "deployer"},
        {"risk_classes": "high-risk", "annexes": "annex-iii-4", "sectors": (), "size": "large",
         "system_types": "predictive", "deployment": "internal", "placed_on_market": "2029"}, "high_risk of a deployer",
    ),
    "medical imaging": (
        {"roles": {"provider", "product-manufacturer"}},
        {"risk_classes": "high-risk", "annexes": "annex-i-a", "sectors": "health", "size": "large",
         "system_types": "predictive", "deployment": "embedded", "placed_on_market": "2029"}, "high_risk of a provider",
    ),
    "triage of claims for benefits": (
        {"roles": "deployer"},
        {"risk_classes": "high-risk", "annexes": "annex-iii-5", "sectors": "public-administration", "size": "large",
         "system_types": "predictive", "deployment": "public-authority", "placed_on_market": "2029"},
        "high_risk of a deployer",
    ),
    "social credit": (
        {"roles": {"provider", "deployer"}},
        {"risk_classes": "prohibited", "annexes": (), "sectors": "public-administration", "size": "large",
         "system_types": "predictive", "deployment": "public-authority", "placed_on_market": "2026"}, "prohibited",
    ),
    "spam filter": (
        {"roles": "provider"},
        {"risk_classes": "any", "annexes": (), "sectors": (), "size": "small", "system_types": "predictive",
         "deployment": "internal", "placed_on_market": "2026-01-01"}, "minimal",
    ),
    "pictures for campaigns": (
        {"roles": {"provider", "deployer"}},
        {"risk_classes": "transparency", "annexes": (), "sectors": (), "size": "medium", "system_types": "generative",
         "deployment": "internal", "placed_on_market": "2026-10-01"}, "limited",
    ),
    "assistant for recruitment": (
        {"roles": "provider"},
        {"risk_classes": "high-risk", "annexes": "annex-iii-4", "sectors": (), "size": "small",
         "system_types": "predictive", "deployment": "internal", "placed_on_market": "2029"}, "high_risk of a provider",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_an_interview_settles_the_acts_on_systems_of_other_toolkits(name: str) -> None:
    known, answers, tier = ASKED[name]
    known = {"jurisdictions": "DE", **known}

    def answer(question: Question) -> Any:
        if question.fact is None or question.fact == "open_source":
            return False
        given = answers.get(question.fact)
        return sorted(given) if isinstance(given, set | tuple) else given

    finished = Interview(Profile(**known), CATALOG).run(answer)
    assert 0 < len(finished.answered) <= 11
    acts = {each.ref.standard: each.verdict.value for each in finished.rulings.documents if each.binds}
    assert acts["eu-ai-act"] in IN_EFFECT
    assert all(
        verdict in IN_EFFECT for act, verdict in acts.items() if act in ("eu-cra", "eu-dora", "eu-nis2")
    )
    truth = Profile(**known, **answers, open_source=False, answers_no=OWN_NAME)
    found = CATALOG.applicable(truth, standard="eu-ai-act")
    verdicts = {each.ref.provision: each.verdict.value for each in (*found, *found.excluded)}
    binding, other = TIERS[tier]
    assert (verdicts[binding] in IN_EFFECT, verdicts[other]) == (True, "not_applicable")
