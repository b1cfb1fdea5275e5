"""Rare exceptions count where a profile answers yes, and nobody is asked for them."""

from __future__ import annotations

from typing import Any

import pytest

from ai_security_standards import Profile, load
from ai_security_standards.vocabulary import Verdict

CATALOG = load().as_of("2026-11-29")
OWN_NAME = "whether it markets the product under its own name or modifies it substantially (Article 21)"
LIGHTER = "whether it is one of the small or exempted entities of Article 16(1)"
PROVIDER_NOW = (
    "whether it puts its own name on a high-risk system, modifies it substantially or changes its purpose"
    " (Article 25(1))"
)
PROVIDER_NO_MORE = "whether another has become the provider of its system (Article 25(2))"
EXEMPTED = "whether its Member State has exempted it from Regulation (EU) 2022/2554 (Article 2(4) there)"

BANK: dict[str, Any] = {"jurisdictions": "DE", "roles": "deployer", "sectors": "finance", "size": "large"}
HIGH_RISK: dict[str, Any] = {
    "jurisdictions": "DE",
    "sectors": "manufacturing",
    "system_types": "predictive",
    "risk_classes": "high-risk",
    "annexes": "annex-iii-4",
    "placed_on_market": "2028-01-15",
    "size": "large",
}


@pytest.mark.parametrize(
    ("facts", "question", "reference", "without", "told"),
    [
        ({**HIGH_RISK, "roles": "importer"}, OWN_NAME,
         "eu-cra@2024/2847:Article 13", Verdict.NOT_APPLICABLE, Verdict.WILL_APPLY),
        (BANK, LIGHTER, "eu-dora@2022/2554:Article 8", Verdict.APPLIES, Verdict.NOT_APPLICABLE),
        ({**HIGH_RISK, "roles": "deployer"}, PROVIDER_NOW,
         "eu-ai-act@2024/1689:Article 16", Verdict.NOT_APPLICABLE, Verdict.WILL_APPLY),
        ({**HIGH_RISK, "roles": "provider"}, PROVIDER_NO_MORE,
         "eu-ai-act@2024/1689:Article 16", Verdict.WILL_APPLY, Verdict.NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_an_exception_counts_where_the_profile_says_so(
    facts: dict[str, Any], question: str, reference: str, without: Verdict, told: Verdict
) -> None:
    for answers, verdict in (((), without), ((question,), told)):
        rulings = CATALOG.applicable(Profile(**facts, answers_yes=answers), standard=reference.split("@")[0])
        (ruling,) = [each for each in (*rulings, *rulings.excluded) if str(each.ref) == reference]
        assert ruling.verdict is verdict, answers


def test_nobody_is_asked_for_it_but_the_answer_is_taken() -> None:
    bank = CATALOG.applicable(Profile(**BANK), standard="eu-nis2")
    assert EXEMPTED not in {question for each in bank for question in each.questions}
    exempted = CATALOG.applicable(Profile(**BANK, answers_yes=EXEMPTED), standard="eu-nis2")
    assert {each.verdict for each in (*exempted, *exempted.excluded)} == {Verdict.NOT_APPLICABLE}
