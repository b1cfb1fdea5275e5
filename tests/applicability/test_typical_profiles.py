"""Which acts of the Union bind ten typical organisations, as a second reader found in the texts.

The reader did not write the rules. Each expectation names the article that decides.
"""

from typing import Any

import pytest

from ai_security_standards import Profile, load
from ai_security_standards.applicability import Ruling
from ai_security_standards.vocabulary import Verdict

CATALOG = load().as_of("2026-11-29")
ACTS = ("eu-ai-act", "eu-cra", "eu-dora", "eu-nis2", "eu-nis2-impl")


def asked(*beginnings: str) -> list[str]:
    """The questions that begin so, as the rulings for an empty profile ask them."""
    rulings = CATALOG.applicable(Profile(jurisdictions="EU"), standard=ACTS)
    found = {each for ruling in rulings for each in ruling.questions if each.startswith(beginnings)}
    assert len(found) >= len(beginnings)
    return sorted(found)


ANNEX_I = asked("whether it is of a type that Annex I names")
BRANCH = asked("whether it is of a branch that Annex II, point 5 names")
WHATEVER_SIZE = asked("whether it is one of the entities of Article 2(2) to (4)")
CREDIT = asked("whether it is a credit institution")
LEFT_OUT = asked("whether it is one of the entities that Article 2(3)")
MARKETS = asked("whether it markets, in the course of a commercial activity")
RELEVANT = asked("whether it is one of the relevant entities of Article 1")
THIRD_PARTY = asked("whether it provides ICT services to financial entities")
STEWARD = asked("whether it is a legal person that lastingly supports")
MEDICAL = asked("whether it is a medical device")
OTHER_SECTORS = asked("whether it is of one of the types for which a profile has no word")
MACHINERY = asked("whether it counts as high-risk under Article 6(1)")
OWN_NAME = asked("whether it puts its own name on a high-risk system")
AS_ITS_OWN = asked("whether it markets the product under its own name")
NO_ICT = [*MARKETS, *RELEVANT, *THIRD_PARTY]

#: By organisation: its facts; what applies or will, from when and by which article; and what does not.
READ: dict[str, tuple[dict[str, Any], dict[str, tuple[str, str]], dict[str, str]]] = {
    "chatbot of a bank": (
        {"jurisdictions": "DE", "roles": "deployer", "sectors": "finance", "size": "large", "annexes": (),
         "system_types": "generative", "answers_yes": CREDIT,
         "answers_no": [*WHATEVER_SIZE, *LEFT_OUT]},
        {"eu-ai-act": ("2025-02-02", "2(1)(b)"), "eu-ai-act:Article 4": ("2025-02-02", "113(a)"),
         "eu-dora": ("2025-01-17", "2(1)(a), 64"), "eu-nis2": ("2024-10-18", "Annex I(3), 41(1)"),
         "eu-nis2:Article 3(4)": ("2024-10-18", "not among what 4(1) displaces")},
        {"eu-nis2:Article 21(1)": "4(1), with DORA 1(2)", "eu-nis2:Article 23(1)": "4(1)",
         "eu-cra": "2(1), 3(13): it makes, imports and distributes nothing", "eu-nis2-impl": "1",
         "eu-ai-act:Article 26(5)": "26: deployers of high-risk systems", "eu-ai-act:Article 50(1)": "50(1): providers"},
    ),
    "hiring tool": (
        {"jurisdictions": "FR", "roles": "provider", "sectors": (), "size": "small", "annexes": "annex-iii-4",
         "risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False,
         "answers_no": [*WHATEVER_SIZE, *NO_ICT]},
        {"eu-ai-act": ("2025-02-02", "2(1)(a)"), "eu-ai-act:Article 9(1)": ("2027-12-02", "113, as amended"),
         "eu-ai-act:Article 15(5)": ("2027-12-02", "113, as amended"), "eu-ai-act:Article 49(1)": ("2027-12-02", "49(1)")},
        {"eu-nis2": "2(1): small", "eu-dora": "2(1)", "eu-cra": "3(2): a service", "eu-nis2-impl": "1",
         "eu-ai-act:Article 26(1)": "26: deployers", "eu-ai-act:Article 53(1)(a)": "53: models"},
    ),
    "medical device": (
        {"jurisdictions": "DE", "roles": {"provider", "product-manufacturer"}, "sectors": "health", "size": "medium",
         "annexes": "annex-i-a", "risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False,
         "answers_yes": [*MEDICAL, *BRANCH], "answers_no": [*ANNEX_I, *WHATEVER_SIZE, *RELEVANT, *THIRD_PARTY]},
        {"eu-ai-act": ("2025-02-02", "2(1)(a), (e)"), "eu-ai-act:Article 9(1)": ("2028-08-02", "113, as amended"),
         "eu-nis2": ("2024-10-18", "Annex II(5)(a)"), "eu-nis2:Article 21(1)": ("2024-10-18", "21(1)")},
        {"eu-cra": "2(2)(a)", "eu-dora": "2(1)", "eu-nis2-impl": "1", "eu-ai-act:Article 49(1)": "49(1): Annex III"},
    ),
    "general-purpose model": (
        {"jurisdictions": "FR", "roles": "gpai-provider", "sectors": (), "size": "large", "annexes": (),
         "risk_classes": {"general-purpose", "systemic-risk"}, "placed_on_market": "2026-05-05", "open_source": False,
         "answers_no": [*OTHER_SECTORS, *WHATEVER_SIZE, *NO_ICT]},
        {"eu-ai-act": ("2025-08-02", "2(1)(a), 113(b)"), "eu-ai-act:Article 53(1)(c)": ("2025-08-02", "113(b)"),
         "eu-ai-act:Article 55(1)(d)": ("2025-08-02", "113(b)")},
        {"eu-cra": "3(2): a service", "eu-nis2": "Annexes I and II", "eu-dora": "2(1)", "eu-nis2-impl": "1",
         "eu-ai-act:Article 9(1)": "8(1): high-risk systems"},
    ),
    "open-source library": (
        {"jurisdictions": "AT", "roles": "developer", "sectors": (), "size": "micro", "open_source": True,
         "system_types": "machine-learning", "answers_no": [*STEWARD, *WHATEVER_SIZE, *NO_ICT]},
        {},
        {"eu-ai-act": "2(1): none of its operators", "eu-cra": "3(13), (14), (22): nothing marketed",
         "eu-nis2": "2(1): micro", "eu-dora": "2(1)", "eu-nis2-impl": "1"},
    ),
    "agent platform": (
        {"jurisdictions": "IE", "roles": {"provider", "platform-provider"}, "sectors": "digital-infrastructure",
         "size": "large", "annexes": (), "system_types": {"agentic", "generative"}, "risk_classes": "transparency",
         "deployment": {"public", "interactive"}, "open_source": False, "placed_on_market": "2026-10-01",
         "answers_yes": [*ANNEX_I, *RELEVANT], "answers_no": [*WHATEVER_SIZE, *MARKETS, *THIRD_PARTY]},
        {"eu-ai-act": ("2025-02-02", "2(1)(a)"), "eu-ai-act:Article 50(1)": ("2026-08-02", "113"),
         "eu-ai-act:Article 50(2)": ("2026-08-02", "113; 111(4) is for earlier systems"),
         "eu-nis2": ("2024-10-18", "Annex I(8), 6(30)"), "eu-nis2-impl": ("2024-11-07", "1, 17")},
        {"eu-cra": "3(2): a service", "eu-dora": "2(1)(u)", "eu-ai-act:Article 9(1)": "8(1)"},
    ),
    "critical infrastructure": (
        {"jurisdictions": "FR", "roles": "deployer", "sectors": "energy", "size": "large", "annexes": "annex-iii-2",
         "risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False, "deployment": "internal",
         "answers_yes": ANNEX_I, "answers_no": [*WHATEVER_SIZE, *OWN_NAME]},
        {"eu-ai-act": ("2025-02-02", "2(1)(b)"), "eu-ai-act:Article 26(1)": ("2027-12-02", "113, as amended"),
         "eu-nis2": ("2024-10-18", "Annex I(1), 41(1)"), "eu-nis2:Article 23(1)": ("2024-10-18", "23(1)")},
        {"eu-ai-act:Article 27(1)": "27(1): not Annex III, point 2", "eu-cra": "2(1), 3(13)", "eu-dora": "2(1)",
         "eu-nis2-impl": "1", "eu-ai-act:Article 9(1)": "16, 25(1): providers"},
    ),
    "SME deployer": (
        {"jurisdictions": "AT", "roles": "deployer", "sectors": (), "size": "small", "annexes": (),
         "system_types": "generative", "answers_no": [*WHATEVER_SIZE, *RELEVANT, *THIRD_PARTY]},
        {"eu-ai-act": ("2025-02-02", "2(1)(b)"), "eu-ai-act:Article 4": ("2025-02-02", "113(a)")},
        {"eu-nis2": "2(1): small", "eu-cra": "2(1), 3(13)", "eu-dora": "2(1)", "eu-nis2-impl": "1",
         "eu-ai-act:Article 26(1)": "26: deployers of high-risk systems"},
    ),
    "importer": (
        {"jurisdictions": "NL", "roles": "importer", "sectors": "manufacturing", "size": "medium",
         "annexes": "annex-i-b", "risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False,
         "system_types": "robotic", "answers_yes": MACHINERY,
         "answers_no": [*BRANCH, *WHATEVER_SIZE, *AS_ITS_OWN]},
        {"eu-cra": ("2027-12-11", "2(1), 19, 71(2)"), "eu-cra:Article 19(1)": ("2027-12-11", "71(2)")},
        {"eu-ai-act:Article 23(1)": "2(2), Annex I, Section B, point 21", "eu-dora": "2(1)", "eu-nis2-impl": "1",
         "eu-nis2": "Annex II(5): manufacture", "eu-cra:Article 13(1)": "13, 21: manufacturers"},
    ),
    "public authority": (
        {"jurisdictions": "SE", "roles": "deployer", "sectors": "public-administration", "size": "large",
         "annexes": "annex-iii-5", "risk_classes": "high-risk", "placed_on_market": "2029", "open_source": False,
         "deployment": "public-authority", "answers_yes": WHATEVER_SIZE},
        {"eu-ai-act": ("2025-02-02", "2(1)(b)"), "eu-ai-act:Article 27(1)": ("2027-12-02", "27(1), 113"),
         "eu-ai-act:Article 49(3)": ("2027-12-02", "49(3)"), "eu-nis2": ("2024-10-18", "2(2)(f)(i), 41(1)")},
        {"eu-cra": "2(1), 3(13)", "eu-dora": "2(1)", "eu-nis2-impl": "1", "eu-nis2:Article 27(2)": "27(1)"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_acts_and_articles_bind_a_typical_organisation_as_their_texts_say(name: str) -> None:
    facts, binding, other = READ[name]
    rulings = CATALOG.applicable(Profile(**facts), standard=ACTS)
    found: dict[str, Ruling] = {}
    for each in (*rulings, *rulings.excluded):
        found[str(each.ref).replace(f"@{each.ref.edition}", "")] = each
    for ref, (day, article) in binding.items():
        expected = Verdict.APPLIES if day <= "2026-11-29" else Verdict.WILL_APPLY
        assert (found[ref].verdict, str(found[ref].date)) == (expected, day), (ref, article)
    for ref, article in other.items():
        ruling = found.get(ref, found[ref.partition(":")[0]])
        assert ruling.verdict is Verdict.NOT_APPLICABLE, (ref, article)
    decided = {ref for ref in {**binding, **other} if ":" not in ref}
    assert decided >= set(ACTS) - {"eu-ai-act"}
