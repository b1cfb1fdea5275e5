"""Questions answered from the text of the law, and the rules as data."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from samples import (
    Overlay,
    document,
    register_file,
)

from ai_security_standards import Profile, Ref, load
from ai_security_standards._store import files, folders
from ai_security_standards.applicability import Ruling
from ai_security_standards.applicability.laws import Law, law_of
from ai_security_standards.applicability.profiles import _WORDS
from ai_security_standards.records.places import known_place
from ai_security_standards.vocabulary import OrganisationSize, Verdict

CATALOG = load().as_of("2026-11-24")


RAW = folders.rules()


LAWS = [law for law in (law_of(raw["standard"]) for raw in RAW["laws"]) if law is not None]


ACT = "eu-ai-act@2024/1689"


def ruling(ref: str, on: str, **facts: Any) -> Ruling:
    found = CATALOG.applicable(Profile(**facts), on=on, standard=str(Ref.parse(ref).document))
    (one,) = [each for each in (*found, *found.excluded) if str(each.ref) == ref]
    return one


PROVIDER = {"jurisdictions": "EU", "roles": "provider", "risk_classes": "high-risk"}


ANNEX_III = {**PROVIDER, "annexes": "annex-iii-4"}


ANNEX_I = {**PROVIDER, "annexes": "annex-i-a"}


DEPLOYER = {"jurisdictions": "EU", "roles": "deployer", "risk_classes": "high-risk", "annexes": "annex-iii-4"}


GPAI = {"jurisdictions": "EU", "roles": "gpai-provider", "risk_classes": "general-purpose"}


NEW = {**ANNEX_III, "placed_on_market": "2029"}


USER = {**DEPLOYER, "placed_on_market": "2029", "deployment": "internal"}


OFFICE = {**USER, "deployment": "public-authority"}


SYSTEMIC = {**GPAI, "risk_classes": "systemic-risk"}


PLAIN = {"jurisdictions": "EU", "roles": "provider", "risk_classes": "any"}


PERSON = {"jurisdictions": "EU", "roles": "deployer", "risk_classes": "any", "open_source": False}


PRODUCT = {**ANNEX_I, "placed_on_market": "2029"}


VEHICLE = {**PROVIDER, "annexes": "annex-i-b"}


BOTH = {**PROVIDER, "annexes": {"annex-i-a", "annex-iii-5"}}


FRONTIER = {**PROVIDER, "annexes": {"annex-x", "annex-iii-7"}, "deployment": "public-authority"}


BODY = {"jurisdictions": "EU", "roles": "notified-body", "risk_classes": "any"}


MAKER = {"jurisdictions": "EU", "roles": "product-manufacturer", "sectors": "manufacturing"}


CHAT = {
    "roles": "provider", "risk_classes": "transparency", "system_types": "generative",
    "deployment": {"public", "interactive"},
}  # fmt: skip


BANK = {"sectors": "finance", "roles": "deployer", "size": "large"}


CLOUD = {"jurisdictions": "EU", "sectors": "digital-infrastructure", "size": "large", "roles": "provider"}


CRA = "eu-cra@2024/2847"


DORA = "eu-dora@2022/2554"


NIS2 = "eu-nis2@2022/2555"


DETAIL = "eu-nis2-impl@2024/2690"


FINANCIAL = {"jurisdictions": "EU", "roles": "deployer", "sectors": "finance", "size": "large"}


HOST = {"jurisdictions": "EU", "roles": "provider", "sectors": "digital-infrastructure", "size": "large"}


UTILITY = {"jurisdictions": "EU", "roles": "deployer", "sectors": "energy", "size": "large"}


FOREIGN = {
    "established_in": "US", "markets": "EU",
    "roles": "provider", "sectors": "digital-infrastructure", "size": "large",
}  # fmt: skip


AUTHORITY = {"jurisdictions": "EU", "roles": "regulator"}


OTHER: Mapping[str, Any] = {"jurisdictions": "EU", "roles": "provider", "size": "large", "sectors": ()}


STEWARD = {"jurisdictions": "EU", "roles": "developer", "open_source": True}


BOT = {"roles": "provider", "system_types": "generative", "deployment": {"public", "interactive"}}


LAB = {"roles": "gpai-provider", "system_types": "general-purpose"}


QUESTIONS: list[tuple[str, str, Mapping[str, Any], str, str | None, str]] = [
    # AI Act, Article 113(a): Chapters I and II from 2025-02-02
    (f"{ACT}:Article 4", "2025-02-01", ANNEX_III, "will_apply", "2025-02-02", "Article 113(a)"),
    (f"{ACT}:Article 4", "2025-02-02", ANNEX_III, "applies", "2025-02-02", "Article 113(a)"),
    (f"{ACT}:Article 5", "2025-02-02", DEPLOYER, "applies", "2025-02-02", "Article 113(a)"),
    (f"{ACT}:Article 5(1)(bb)", "2026-11-24", ANNEX_III, "will_apply", "2026-12-02", "Article 113(a) as amended"),
    (f"{ACT}:Article 5(1)(bb)", "2026-12-02", ANNEX_III, "applies", "2026-12-02", "Article 113(a) as amended"),
    (f"{ACT}:Article 5(1)(bb)", "2026-07-26", ANNEX_III, "not_applicable", None, "not yet in the text"),
    # published, not in force; Article 113 is the same text
    (f"{ACT}:Article 4", "2024-07-20", ANNEX_III, "will_apply", "2025-02-02", "Article 113(a)"),
    # high-risk systems, before and after Regulation (EU) 2026/1744
    (f"{ACT}:Article 15", "2026-07-26", {**ANNEX_III, "placed_on_market": "2026-09-01"}, "will_apply", "2026-08-02", "Article 113, 2024 text"),
    (f"{ACT}:Article 15", "2026-07-27", {**ANNEX_III, "placed_on_market": "2028-09-01"}, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 15", "2026-09-01", {**ANNEX_III, "placed_on_market": "2028-09-01"}, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 15", "2027-12-02", {**ANNEX_III, "placed_on_market": "2027-12-02"}, "applies", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 15", "2027-12-02", {**ANNEX_III, "placed_on_market": "2027-06"}, "may_apply", "2027-12-02", "Article 111(2)"),
    (f"{ACT}:Article 15", "2027-12-02", {**ANNEX_III, "placed_on_market": "2027-06", "modified": False, "deployment": "internal"}, "not_applicable", None, "Article 111(2)"),
    (f"{ACT}:Article 15", "2027-12-02", {**ANNEX_III, "placed_on_market": "2027-06", "modified": True}, "applies", "2027-12-02", "Article 111(2)"),
    (f"{ACT}:Article 15", "2027-12-02", {**ANNEX_III, "placed_on_market": "2027-06", "modified": False, "deployment": "public-authority"}, "will_apply", "2030-08-02", "Article 111(2)"),
    (f"{ACT}:Article 15", "2030-08-02", {**ANNEX_III, "placed_on_market": "2027-06", "modified": False, "deployment": "public-authority"}, "applies", "2030-08-02", "Article 111(2)"),
    (f"{ACT}:Article 15", "2027-08-02", {**ANNEX_I, "placed_on_market": "2029"}, "will_apply", "2028-08-02", "Article 113(c)(ii)"),
    (f"{ACT}:Article 15", "2026-01-01", {**ANNEX_I, "placed_on_market": "2029"}, "will_apply", "2027-08-02", "Article 113(c), 2024 text"),
    (f"{ACT}:Article 15", "2028-08-02", {**ANNEX_I, "placed_on_market": "2029"}, "applies", "2028-08-02", "Article 113(c)(ii)"),
    (f"{ACT}:Article 15", "2028-01-01", {**PROVIDER, "placed_on_market": "2029"}, "may_apply", "2028-08-02", "Article 113(c): which way"),
    (f"{ACT}:Article 15", "2028-08-02", {**PROVIDER, "placed_on_market": "2029"}, "may_apply", "2028-08-02", "Article 2(2): Section B or not"),
    (f"{ACT}:Article 15", "2030-01-01", {**PROVIDER, "annexes": "annex-i-b"}, "not_applicable", None, "Article 2(2)"),
    (f"{ACT}:Article 16", "2030-01-01", DEPLOYER, "not_applicable", None, "addresses providers"),
    (f"{ACT}:Article 26", "2027-12-01", {**DEPLOYER, "placed_on_market": "2028"}, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 26", "2027-12-02", {**DEPLOYER, "placed_on_market": "2028"}, "applies", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 27", "2028-01-01", {**DEPLOYER, "placed_on_market": "2028", "deployment": "internal"}, "not_applicable", None, "Article 27(1)"),
    (f"{ACT}:Article 27", "2028-01-01", {**DEPLOYER, "placed_on_market": "2028", "deployment": "public-service"}, "applies", "2027-12-02", "Article 27(1)"),
    (f"{ACT}:Article 27", "2028-01-01", {**DEPLOYER, "annexes": "annex-iii-5-b", "placed_on_market": "2028"}, "applies", "2027-12-02", "Article 27(1)"),
    (f"{ACT}:Article 27", "2028-01-01", {**DEPLOYER, "annexes": "annex-iii-2", "placed_on_market": "2028"}, "not_applicable", None, "Article 27(1)"),
    (f"{ACT}:Article 111(2)", "2026-11-24", {**DEPLOYER, "placed_on_market": "2027-06"}, "will_apply", "2027-12-02", "Article 111(2)"),
    (f"{ACT}:Article 111(2)", "2026-11-24", {**DEPLOYER, "placed_on_market": "2028"}, "not_applicable", None, "Article 111(2)"),
    (f"{ACT}:Article 111(2)", "2026-07-01", {**DEPLOYER, "placed_on_market": "2027-06"}, "not_applicable", None, "Article 111(2), 2024 text"),
    # general-purpose models
    (f"{ACT}:Article 53", "2025-08-01", {**GPAI, "placed_on_market": "2025-09"}, "will_apply", "2025-08-02", "Article 113(b)"),
    (f"{ACT}:Article 53", "2025-08-02", {**GPAI, "placed_on_market": "2025-09"}, "applies", "2025-08-02", "Article 113(b)"),
    (f"{ACT}:Article 53", "2026-11-24", {**GPAI, "placed_on_market": "2024"}, "will_apply", "2027-08-02", "Article 111(3)"),
    (f"{ACT}:Article 53", "2026-11-24", GPAI, "may_apply", "2027-08-02", "Article 111(3)"),
    (f"{ACT}:Article 53", "2027-08-02", GPAI, "applies", "2027-08-02", "Article 111(3)"),
    (f"{ACT}:Article 55", "2026-11-24", {**GPAI, "placed_on_market": "2026"}, "not_applicable", None, "Article 51"),
    (f"{ACT}:Article 55", "2026-11-24", {**GPAI, "risk_classes": "systemic-risk", "placed_on_market": "2026"}, "applies", "2025-08-02", "Articles 51, 113(b)"),
    (f"{ACT}:Article 53(1)(a)", "2026-11-24", {**GPAI, "placed_on_market": "2026", "open_source": True}, "not_applicable", None, "Article 53(2)"),
    (f"{ACT}:Article 53(1)(d)", "2026-11-24", {**GPAI, "placed_on_market": "2026", "open_source": True}, "applies", "2025-08-02", "Article 53(2)"),
    (f"{ACT}:Article 54", "2026-11-24", {**GPAI, "placed_on_market": "2026"}, "not_applicable", None, "Article 54(1)"),
    (f"{ACT}:Article 54", "2026-11-24", {**GPAI, "established_in": "US", "placed_on_market": "2026", "open_source": False}, "applies", "2025-08-02", "Article 54(1)"),
    # transparency
    (f"{ACT}:Article 50(1)", "2026-08-01", {"jurisdictions": "EU", **CHAT}, "will_apply", "2026-08-02", "Article 113"),
    (f"{ACT}:Article 50(1)", "2026-08-02", {"jurisdictions": "EU", **CHAT}, "applies", "2026-08-02", "Article 113"),
    (f"{ACT}:Article 50(2)", "2026-11-24", {"jurisdictions": "EU", **CHAT, "placed_on_market": "2025"}, "will_apply", "2026-12-02", "Article 111(4)"),
    (f"{ACT}:Article 50(2)", "2026-11-24", {"jurisdictions": "EU", **CHAT, "placed_on_market": "2026-09"}, "applies", "2026-08-02", "Article 113"),
    # scope
    (ACT, "2026-11-24", {**ANNEX_III, "jurisdictions": "US"}, "not_applicable", None, "Article 2(1)"),
    (ACT, "2026-11-24", {**ANNEX_III, "jurisdictions": "US", "markets": {"US", "DE"}}, "applies", "2025-02-02", "Article 2(1)(a)"),
    (ACT, "2026-11-24", {**DEPLOYER, "jurisdictions": "US", "markets": "FR"}, "applies", "2025-02-02", "Article 2(1)(c)"),
    (ACT, "2026-11-24", {**ANNEX_III, "purposes": "defence"}, "not_applicable", None, "Article 2(3)"),
    (ACT, "2026-11-24", {**ANNEX_III, "purposes": "scientific-research"}, "not_applicable", None, "Article 2(6)"),
    (ACT, "2026-11-24", {**DEPLOYER, "purposes": "personal"}, "not_applicable", None, "Article 2(10)"),
    (f"{ACT}:Article 4", "2026-11-24", {**PLAIN, "open_source": True}, "may_apply", "2025-02-02", "Article 2(12): under Article 50 or not"),
    (f"{ACT}:Article 5", "2026-11-24", {**PLAIN, "open_source": True}, "applies", "2025-02-02", "Article 2(12)"),
    (ACT, "2026-11-24", {**ANNEX_III, "jurisdictions": "NO"}, "may_apply", "2025-02-02", "EEA Agreement"),
    # a second reader's questions, answered from the text before the rules were asked
    # scope and what is left out
    (ACT, "2026-11-26", {**ANNEX_III, "roles": "importer", "markets": {"FR"}, "established_in": "FR"}, "applies", "2025-02-02", "Article 2(1)(d)"),
    (ACT, "2026-11-26", {"established_in": "US", "roles": "deployer", "markets": "US"}, "not_applicable", None, "Article 2(1)(b), (c)"),
    (f"{ACT}:Article 50(1)", "2026-11-26", {"established_in": "US", **CHAT}, "may_apply", "2026-08-02", "Article 2(1)(a): where it is placed on the market"),
    (f"{ACT}:Article 60(4)", "2026-11-26", {**NEW, "purposes": "pre-market"}, "may_apply", "2026-08-02", "Article 2(8), last sentence"),
    (f"{ACT}:Article 9", "2026-11-26", {**NEW, "purposes": "pre-market"}, "not_applicable", None, "Article 2(8)"),
    (f"{ACT}:Article 5(1)(a)", "2026-11-26", {**NEW, "purposes": "pre-market"}, "not_applicable", None, "Article 2(8)"),
    (f"{ACT}:Article 4", "2026-11-26", {**PLAIN, "open_source": True, "deployment": "interactive"}, "applies", "2025-02-02", "Article 2(12): it falls under Article 50(1)"),
    (f"{ACT}:Article 4", "2026-11-26", {**PLAIN, "open_source": True, "deployment": "internal", "system_types": "predictive"}, "not_applicable", None, "Article 2(12)"),
    (f"{ACT}:Article 50(1)", "2026-11-26", {**PLAIN, "open_source": True, "deployment": "interactive"}, "applies", "2026-08-02", "Article 2(12)"),
    (f"{ACT}:Article 9", "2026-11-26", {**NEW, "open_source": True}, "will_apply", "2027-12-02", "Article 2(12): high-risk"),
    # Articles 4, 4a and 5
    (f"{ACT}:Article 4(1)", "2026-11-26", PERSON, "applies", "2025-02-02", "Article 113(a)"),
    (f"{ACT}:Article 4(1)", "2026-11-26", {**PROVIDER, "roles": "distributor"}, "not_applicable", None, "Article 4(1): providers and deployers"),
    (f"{ACT}:Article 4(1)", "2026-11-26", {**GPAI, "placed_on_market": "2026"}, "not_applicable", None, "Article 4(1): of AI systems"),
    (f"{ACT}:Article 4a(1)", "2026-07-26", NEW, "not_applicable", None, "not yet in the text"),
    (f"{ACT}:Article 4a(1)", "2026-11-26", NEW, "may_apply", "2026-07-27", "Articles 4a(1), 113(a); recital 9 of Regulation (EU) 2026/1744"),
    (f"{ACT}:Article 4a(2)", "2026-11-26", PERSON, "may_apply", "2026-07-27", "Article 4a(2)"),
    (f"{ACT}:Article 5(1)(a)", "2026-11-26", {**ANNEX_III, "placed_on_market": "2020"}, "applies", "2025-02-02", "Article 111(2): without prejudice to Article 5"),
    (f"{ACT}:Article 5(1)(f)", "2026-11-26", PERSON, "applies", "2025-02-02", "Article 5(1)(f)"),
    (f"{ACT}:Article 5(1)(ba)", "2026-12-01", PERSON, "will_apply", "2026-12-02", "Article 113(a) as amended"),
    (f"{ACT}:Article 5(1)(ba)", "2026-12-02", {**PLAIN, "roles": "importer"}, "applies", "2026-12-02", "Articles 5(1)(ba), 3(6): an importer places on the market"),
    (f"{ACT}:Article 5(1)(a)", "2026-11-26", {**PLAIN, "roles": "authorised-representative"}, "not_applicable", None, "Article 5(1): he neither markets nor uses"),
    (f"{ACT}:Article 5(1)(h)", "2026-11-26", {**PERSON, "deployment": "internal"}, "not_applicable", None, "Article 5(1)(h): law enforcement"),
    (f"{ACT}:Article 5(1)(h)", "2026-11-26", {**PERSON, "deployment": "public-authority", "system_types": "biometric"}, "may_apply", "2025-02-02", "Article 5(1)(h)"),
    # providers of high-risk systems
    (f"{ACT}:Article 10", "2026-11-26", NEW, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 17", "2026-11-26", NEW, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 21", "2026-11-26", NEW, "will_apply", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 43(2)", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 43(2), 111(2)"),
    (f"{ACT}:Article 47", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 47, 111(2)"),
    (f"{ACT}:Article 48", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 48, 111(2)"),
    (f"{ACT}:Article 49(1)", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 49(1), 111(2)"),
    (f"{ACT}:Article 71(2)", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 71(2), 111(2)"),
    (f"{ACT}:Article 72", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 72, 111(2)"),
    (f"{ACT}:Article 73(1)", "2026-11-26", NEW, "will_apply", "2027-12-02", "Articles 73, 111(2)"),
    (f"{ACT}:Article 72", "2026-11-26", {**ANNEX_III, "placed_on_market": "2026-10", "modified": False, "deployment": "internal"}, "not_applicable", None, "Article 111(2)"),
    (f"{ACT}:Article 49(1)", "2027-12-02", NEW, "applies", "2027-12-02", "Articles 6(2), 49(1)"),
    (f"{ACT}:Article 9", "2026-07-20", NEW, "will_apply", "2026-08-02", "Article 113, 2024 text"),
    (f"{ACT}:Article 18(3)", "2026-11-26", {**NEW, "sectors": "health"}, "not_applicable", None, "Article 18(3): financial institutions"),
    (f"{ACT}:Article 18(3)", "2026-11-26", {**NEW, "sectors": "finance"}, "will_apply", "2027-12-02", "Article 18(3)"),
    (f"{ACT}:Article 22(1)", "2026-11-26", NEW, "not_applicable", None, "Article 22(1): third countries"),
    (f"{ACT}:Article 22(1)", "2026-11-26", {**NEW, "jurisdictions": None, "established_in": "US", "markets": "EU"}, "will_apply", "2027-12-02", "Article 22(1)"),
    (f"{ACT}:Article 22(3)", "2026-11-26", {**NEW, "roles": "authorised-representative"}, "will_apply", "2027-12-02", "Article 22(3)"),
    (f"{ACT}:Article 22(3)(e)", "2026-11-26", {**NEW, "roles": "authorised-representative", "annexes": "annex-iii-2"}, "not_applicable", None, "Articles 22(3)(e), 49(1)"),
    (f"{ACT}:Article 23", "2026-11-26", {**NEW, "roles": "importer"}, "will_apply", "2027-12-02", "Article 23"),
    (f"{ACT}:Article 24", "2026-11-26", {**PRODUCT, "roles": "distributor"}, "will_apply", "2028-08-02", "Article 24"),
    (f"{ACT}:Article 23", "2028-01-01", {**NEW, "roles": "importer", "deployment": "public-authority", "placed_on_market": "2027-01", "modified": False}, "not_applicable", None, "Article 111(2): providers and deployers alone by 2030"),
    (f"{ACT}:Article 25(1)", "2026-11-26", {**NEW, "roles": "distributor"}, "may_apply", "2027-12-02", "Article 25(1)"),
    (f"{ACT}:Article 25(4)", "2026-11-26", {**GPAI, "annexes": "annex-iii-4"}, "may_apply", "2027-12-02", "Article 25(4): who supplies a model"),
    (f"{ACT}:Article 25(4)", "2026-11-26", {**NEW, "roles": "importer"}, "not_applicable", None, "Article 25(4)"),
    (f"{ACT}:Article 6(4)", "2026-11-26", {**NEW, "risk_classes": "any"}, "will_apply", "2027-12-02", "Articles 6(4), 113(c)(i)"),
    (f"{ACT}:Article 49(2)", "2026-11-26", {**NEW, "risk_classes": "any"}, "will_apply", "2027-12-02", "Article 49(2)"),
    (f"{ACT}:Article 71(2)", "2026-11-26", {**NEW, "risk_classes": "any"}, "will_apply", "2027-12-02", "Article 71(2): Section B of Annex VIII"),
    (f"{ACT}:Article 9", "2026-11-26", {**NEW, "risk_classes": "any"}, "not_applicable", None, "Article 6(3)"),
    (f"{ACT}:Article 49(1)", "2026-11-26", {**NEW, "annexes": "annex-iii-2"}, "not_applicable", None, "Article 49(1): point 2 aside"),
    (f"{ACT}:Article 49(5)", "2026-11-26", {**NEW, "annexes": "annex-iii-2"}, "will_apply", "2027-12-02", "Article 49(5)"),
    (f"{ACT}:Article 49(5)", "2026-11-26", NEW, "not_applicable", None, "Article 49(5): point 2"),
    (f"{ACT}:Article 49(4)", "2026-11-26", NEW, "not_applicable", None, "Article 49(4): points 1, 6 and 7"),
    (f"{ACT}:Article 49(4)", "2026-11-26", {**NEW, "annexes": "annex-iii-7"}, "will_apply", "2027-12-02", "Article 49(4)"),
    (f"{ACT}:Article 49(4)", "2026-11-26", {**NEW, "annexes": "annex-iii-1"}, "may_apply", "2027-12-02", "Article 49(4): in the areas named"),
    (f"{ACT}:Annex VIII, Section A(1)", "2026-11-26", {**NEW, "annexes": "annex-iii-2"}, "not_applicable", None, "Article 49(1)"),
    (f"{ACT}:Annex VIII, Section A(1)", "2026-11-26", OFFICE, "not_applicable", None, "Article 71(2): providers"),
    (f"{ACT}:Annex VIII, Section C(1)", "2026-11-26", OFFICE, "will_apply", "2027-12-02", "Article 71(3)"),
    (f"{ACT}:Article 43(1)", "2026-11-26", {**NEW, "annexes": "annex-iii-1"}, "will_apply", "2027-12-02", "Article 43(1)"),
    (f"{ACT}:Article 43(1)", "2026-11-26", NEW, "not_applicable", None, "Article 43(1): point 1"),
    (f"{ACT}:Article 43(2)", "2029-03-01", {**BOTH, "placed_on_market": "2029"}, "not_applicable", None, "Article 43(3), last subparagraph"),
    (f"{ACT}:Article 43(3)", "2029-03-01", {**BOTH, "placed_on_market": "2029"}, "applies", "2027-12-02", "Article 43(3)"),
    (f"{ACT}:Annex VII(3.1)", "2026-11-26", NEW, "not_applicable", None, "Article 43(2): internal control"),
    (f"{ACT}:Annex VI(2)", "2026-11-26", {**BODY, "risk_classes": "high-risk", "annexes": "annex-iii-4"}, "not_applicable", None, "Article 43(2): no notified body"),
    (f"{ACT}:Annex VI(2)", "2026-11-26", NEW, "will_apply", "2027-12-02", "Article 43(2)"),
    (f"{ACT}:Annex VII(3.1)", "2026-11-26", PLAIN, "not_applicable", None, "Article 43: high-risk systems"),
    (f"{ACT}:Annex VII(3.1)", "2026-11-26", {**NEW, "annexes": "annex-iii-1"}, "will_apply", "2027-12-02", "Article 43(1)"),
    (f"{ACT}:Annex VII(4.1)", "2026-11-26", PRODUCT, "not_applicable", None, "Article 43(3): points 3, 4.3 to 4.6 and 5"),
    (f"{ACT}:Article 73(10)", "2026-11-26", NEW, "not_applicable", None, "Article 73(10): devices"),
    (f"{ACT}:Article 73(10)", "2026-11-26", PRODUCT, "may_apply", "2028-08-02", "Article 73(10)"),
    (f"{ACT}:Article 12(3)", "2026-11-26", {**NEW, "annexes": "annex-iii-1"}, "may_apply", "2027-12-02", "Article 12(3): remote identification"),
    (f"{ACT}:Article 12(3)", "2026-11-26", NEW, "not_applicable", None, "Article 12(3)"),
    (f"{ACT}:Article 60(4)", "2026-11-26", NEW, "may_apply", "2026-08-02", "Article 60: Chapter VI, before the market"),
    (f"{ACT}:Article 60(4)", "2026-11-26", PRODUCT, "may_apply", "2026-08-02", "Article 60(1) as amended"),
    (f"{ACT}:Article 60(4)", "2026-07-20", PRODUCT, "not_applicable", None, "Article 60(1), 2024 text: Annex III"),
    # deployers of high-risk systems
    (f"{ACT}:Article 26(7)", "2026-11-26", USER, "may_apply", "2027-12-02", "Article 26(7): at the workplace"),
    (f"{ACT}:Article 26(8)", "2026-11-26", USER, "not_applicable", None, "Article 26(8): public authorities"),
    (f"{ACT}:Article 26(8)", "2026-11-26", OFFICE, "will_apply", "2027-12-02", "Article 26(8)"),
    (f"{ACT}:Article 26(8)", "2026-11-26", {**OFFICE, "deployment": "public-service"}, "may_apply", "2027-12-02", "Article 26(8): authority, or private"),
    (f"{ACT}:Article 49(3)", "2026-11-26", OFFICE, "will_apply", "2027-12-02", "Article 49(3)"),
    (f"{ACT}:Article 49(3)", "2026-11-26", {**OFFICE, "annexes": "annex-iii-2"}, "not_applicable", None, "Article 49(3): point 2 aside"),
    (f"{ACT}:Article 26(10)", "2026-11-26", OFFICE, "not_applicable", None, "Article 26(10): Annex III(1)"),
    (f"{ACT}:Article 26(10)", "2026-11-26", {**OFFICE, "annexes": "annex-iii-1"}, "may_apply", "2027-12-02", "Article 26(10)"),
    (f"{ACT}:Article 26(11)", "2026-11-26", USER, "will_apply", "2027-12-02", "Article 26(11)"),
    (f"{ACT}:Article 26(11)", "2026-11-26", {**USER, "annexes": "annex-iii-2"}, "may_apply", "2027-12-02", "Article 26(11): decisions about people"),
    (f"{ACT}:Article 26(11)", "2026-11-26", {**USER, "annexes": "annex-i-a"}, "not_applicable", None, "Article 26(11): Annex III"),
    (f"{ACT}:Article 27", "2026-11-26", OFFICE, "will_apply", "2027-12-02", "Article 27(1)"),
    (f"{ACT}:Article 27", "2026-11-26", {**USER, "annexes": "annex-iii-5"}, "may_apply", "2027-12-02", "Article 27(1): points 5(b) and (c)"),
    (f"{ACT}:Article 27", "2026-11-26", {**USER, "annexes": "annex-iii-5-c"}, "will_apply", "2027-12-02", "Article 27(1)"),
    (f"{ACT}:Article 27", "2026-11-26", {**OFFICE, "annexes": "annex-i-a"}, "not_applicable", None, "Article 27(1): Article 6(2)"),
    (f"{ACT}:Article 86", "2026-11-26", USER, "will_apply", "2027-12-02", "Articles 86, 111(2)"),
    (f"{ACT}:Article 86", "2026-11-26", {**USER, "annexes": "annex-iii-2"}, "not_applicable", None, "Article 86(1)"),
    (f"{ACT}:Article 86", "2026-11-26", {**USER, "roles": "subject"}, "will_apply", "2027-12-02", "Articles 2(1)(g), 86(1)"),
    (f"{ACT}:Article 86", "2028-01-01", {**USER, "roles": "subject", "placed_on_market": "2026-10", "modified": False}, "not_applicable", None, "Article 111(2)"),
    (f"{ACT}:Article 111", "2026-11-26", {**GPAI, "placed_on_market": "2026"}, "not_applicable", None, "Article 111(3)"),
    (f"{ACT}:Article 72", "2026-11-26", USER, "not_applicable", None, "Article 72(1): providers"),
    # products of Annex I
    (f"{ACT}:Article 8(2)", "2026-11-26", PRODUCT, "will_apply", "2028-08-02", "Article 113(c)(ii)"),
    (f"{ACT}:Article 49(1)", "2026-11-26", PRODUCT, "not_applicable", None, "Article 49(1): Annex III"),
    (f"{ACT}:Article 72", "2026-11-26", PRODUCT, "will_apply", "2028-08-02", "Articles 72, 111(2)"),
    (f"{ACT}:Article 25(3)", "2026-11-26", {**PRODUCT, "roles": "product-manufacturer"}, "will_apply", "2028-08-02", "Article 25(3)"),
    (f"{ACT}:Article 9", "2026-11-26", VEHICLE, "not_applicable", None, "Article 2(2)"),
    (f"{ACT}:Article 60a(6)", "2026-11-26", VEHICLE, "may_apply", "2026-08-02", "Articles 2(2), 60a"),
    (f"{ACT}:Article 5(1)(a)", "2026-11-26", VEHICLE, "may_apply", "2025-02-02", "Article 2(2) before Article 6(1) applies"),
    (f"{ACT}:Article 5(1)(a)", "2028-08-02", VEHICLE, "not_applicable", None, "Article 2(2)"),
    (f"{ACT}:Article 9", "2028-03-01", {**BOTH, "placed_on_market": "2028-01", "modified": False, "deployment": "internal"}, "applies", "2027-12-02", "Article 111(2): Annex III counts first"),
    (f"{ACT}:Article 9", "2028-09-01", {**ANNEX_I, "placed_on_market": "2028-01", "modified": False, "deployment": "internal"}, "not_applicable", None, "Article 111(2)"),
    # what was there before
    (f"{ACT}:Article 9", "2028-01-01", {**ANNEX_III, "placed_on_market": "2027-06", "modified": False, "deployment": "public-service"}, "may_apply", "2030-08-02", "Article 111(2): authority, or private"),
    (f"{ACT}:Article 9", "2028-01-01", {**FRONTIER, "placed_on_market": "2027-06"}, "will_apply", "2030-12-31", "Article 111(1)"),
    (f"{ACT}:Article 9", "2028-01-01", {**FRONTIER, "placed_on_market": "2027-09", "modified": False}, "will_apply", "2030-08-02", "Article 111(1), (2)"),
    (f"{ACT}:Article 9", "2028-01-01", {**FRONTIER, "placed_on_market": "2028"}, "applies", "2027-12-02", "Article 113(c)(i)"),
    (f"{ACT}:Article 111(1)", "2028-01-01", {**FRONTIER, "placed_on_market": "2027-06"}, "applies", "2026-08-02", "Article 111(1)"),
    (f"{ACT}:Article 111(2)", "2028-01-01", {**FRONTIER, "placed_on_market": "2027-06"}, "not_applicable", None, "Article 111(2): other than paragraph 1"),
    (f"{ACT}:Article 111(2)", "2028-01-01", {**ANNEX_III, "roles": "importer", "placed_on_market": "2027-06"}, "applies", "2027-12-02", "Article 111(2): operators"),
    # general-purpose models
    (f"{ACT}:Article 53(1)(c)", "2026-11-26", {**GPAI, "placed_on_market": "2026", "open_source": True}, "applies", "2025-08-02", "Article 53(2)"),
    (f"{ACT}:Article 53(1)(a)", "2026-11-26", {**SYSTEMIC, "placed_on_market": "2026", "open_source": True}, "applies", "2025-08-02", "Article 53(2)"),
    (f"{ACT}:Article 52(1)", "2026-11-26", {**SYSTEMIC, "placed_on_market": "2026"}, "applies", "2025-08-02", "Article 52(1)"),
    (f"{ACT}:Article 52(1)", "2026-11-26", {**SYSTEMIC, "placed_on_market": "2025-07"}, "will_apply", "2027-08-02", "Article 111(3): all obligations"),
    (f"{ACT}:Article 55(1)(d)", "2026-11-26", {**SYSTEMIC, "placed_on_market": "2025-07"}, "will_apply", "2027-08-02", "Article 111(3)"),
    (f"{ACT}:Annex XI, Section 1(1)", "2026-11-26", {**GPAI, "placed_on_market": "2025-07", "open_source": False}, "will_apply", "2027-08-02", "Articles 53(1)(a), 111(3)"),
    (f"{ACT}:Annex XII(1)", "2026-11-26", {**GPAI, "placed_on_market": "2025-07", "open_source": False}, "will_apply", "2027-08-02", "Articles 53(1)(b), 111(3)"),
    (f"{ACT}:Article 53", "2026-11-26", PLAIN, "not_applicable", None, "Article 53: providers of models"),
    (f"{ACT}:Article 54(3)", "2026-11-26", {**NEW, "roles": "authorised-representative", "open_source": False}, "not_applicable", None, "Article 54: of providers of models"),
    (f"{ACT}:Article 54(3)", "2026-11-26", {**GPAI, "roles": "authorised-representative", "open_source": False, "placed_on_market": "2026"}, "applies", "2025-08-02", "Article 54(3)"),
    (f"{ACT}:Article 91(5)", "2026-11-26", {**GPAI, "placed_on_market": "2026"}, "applies", "2026-08-02", "Article 113: Chapter IX"),
    # transparency
    (f"{ACT}:Article 50(1)", "2026-11-26", {"jurisdictions": "EU", **CHAT, "placed_on_market": "2025"}, "applies", "2026-08-02", "Article 111(4): paragraph 2 alone"),
    (f"{ACT}:Article 50(2)", "2026-12-02", {"jurisdictions": "EU", **CHAT, "placed_on_market": "2025"}, "applies", "2026-12-02", "Article 111(4)"),
    (f"{ACT}:Article 50(2)", "2026-11-26", {**PERSON, "system_types": "generative"}, "not_applicable", None, "Article 50(2): providers"),
    (f"{ACT}:Article 50(3)", "2026-11-26", {**PERSON, "system_types": "biometric"}, "may_apply", "2026-08-02", "Article 50(3): which biometrics"),
    (f"{ACT}:Article 50(4)", "2026-11-26", {**PERSON, "system_types": "generative", "placed_on_market": "2024"}, "may_apply", "2026-08-02", "Article 50(4): deep fakes; Article 111(4) is for providers"),
    (f"{ACT}:Article 50(4)", "2026-11-26", {"jurisdictions": "EU", **CHAT}, "not_applicable", None, "Article 50(4): deployers"),
    (f"{ACT}:Article 50(1)", "2026-11-26", {**NEW, "deployment": "interactive"}, "applies", "2026-08-02", "Article 50(6): beside Chapter III"),
    # bodies and operators at large
    (f"{ACT}:Article 31(1)", "2026-11-26", PLAIN, "not_applicable", None, "Article 31: notified bodies"),
    (f"{ACT}:Article 43(3)", "2026-11-26", BODY, "applies", "2026-08-02", "Article 43(3): notified bodies"),
    (f"{ACT}:Annex VII(3.2)", "2026-11-26", BODY, "applies", "2026-08-02", "Annex VII(3.2)"),
    (f"{ACT}:Article 79(4)", "2026-11-26", {**PROVIDER, "roles": "authorised-representative", "annexes": "annex-iii-4"}, "applies", "2026-08-02", "Articles 3(8), 79(4): operators"),
    # Cyber Resilience Act
    ("eu-cra@2024/2847:Article 14", "2026-09-10", MAKER, "will_apply", "2026-09-11", "Article 71(2)"),
    ("eu-cra@2024/2847:Article 14", "2026-09-11", {**MAKER, "placed_on_market": "2020"}, "applies", "2026-09-11", "Article 69(3)"),
    ("eu-cra@2024/2847:Article 13", "2027-12-10", {**MAKER, "placed_on_market": "2028"}, "will_apply", "2027-12-11", "Article 71(2)"),
    ("eu-cra@2024/2847:Article 13", "2027-12-11", {**MAKER, "placed_on_market": "2028"}, "applies", "2027-12-11", "Article 71(2)"),
    ("eu-cra@2024/2847:Article 13", "2027-12-11", {**MAKER, "placed_on_market": "2026", "modified": False}, "not_applicable", None, "Article 69(2)"),
    ("eu-cra@2024/2847:Article 39", "2026-06-11", {"jurisdictions": "EU", "roles": "notified-body"}, "applies", "2026-06-11", "Article 71(2)"),
    # NIS 2 and DORA
    ("eu-dora@2022/2554", "2025-01-16", {"jurisdictions": "EU", **BANK}, "will_apply", "2025-01-17", "Article 64"),
    ("eu-dora@2022/2554", "2025-01-17", {"jurisdictions": "EU", **BANK}, "applies", "2025-01-17", "Article 64"),
    ("eu-dora@2022/2554", "2025-01-17", {"jurisdictions": "EU", **BANK, "size": "micro"}, "may_apply", "2025-01-17", "Article 2(3)"),
    ("eu-dora@2022/2554", "2026-01-17", {"jurisdictions": "US", **BANK}, "not_applicable", None, "Article 2(1)"),
    ("eu-nis2@2022/2555", "2024-10-17", {"jurisdictions": "DE", "sectors": "energy", "size": "large"}, "may_apply", "2024-10-18", "Articles 2(1), 41(1)"),
    ("eu-nis2@2022/2555", "2026-11-24", {"jurisdictions": "US", "sectors": "energy", "size": "large"}, "not_applicable", None, "Article 2(1)"),
    # United States: Colorado, California
    ("co-sb24-205@2024", "2026-11-24", {"jurisdictions": "US-CO", "roles": "regulator"}, "applies", "2026-06-30", "SB 25B-004"),
    ("co-sb24-205@2024", "2025-10-01", {"jurisdictions": "US-CO", "roles": "regulator"}, "will_apply", "2026-02-01", "section 6-1-1702 as enacted"),
    ("co-sb24-205@2024", "2027-01-01", {"jurisdictions": "US-CO", "roles": "regulator"}, "not_applicable", None, "SB 26-189, section 5"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-CO", "roles": "regulator"}, "will_apply", "2027-01-01", "section 5(1)"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-CO", **BANK}, "may_apply", "2027-01-01", "section 6-1-1701"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-TX", **BANK}, "not_applicable", None, "section 6-1-1701"),
    ("ca-ab2013@2024", "2025-06-01", {"jurisdictions": "US-CA", **CHAT, "placed_on_market": "2024"}, "will_apply", "2026-01-01", "section 3111"),
    ("ca-ab2013@2024", "2026-01-01", {"jurisdictions": "US-CA", **CHAT, "placed_on_market": "2024"}, "applies", "2026-01-01", "section 3111"),
    ("ca-sb53@2025", "2026-01-01", {"jurisdictions": "US-CA", "roles": "gpai-provider", "system_types": "general-purpose"}, "may_apply", "2026-01-01", "section 22757.11"),
    ("ny-raise@2026", "2026-11-24", {"jurisdictions": "US-NY", "roles": "deployer"}, "not_applicable", None, "section 1420"),
    # Korea, China, Viet Nam
    ("kr-ai-basic-act@2025", "2026-01-21", {"established_in": "US", "markets": "KR", **CHAT}, "will_apply", "2026-01-22", "Article 4(1)"),
    ("kr-ai-basic-act@2025", "2026-01-22", {"established_in": "US", "markets": "KR", **CHAT}, "applies", "2026-01-22", "Article 4(1)"),
    ("kr-ai-basic-act@2025", "2026-01-22", {"jurisdictions": "KR", **CHAT, "purposes": "defence"}, "may_apply", "2026-01-22", "Article 4(2); Enforcement Decree, Article 2: designated tasks"),
    ("cn-genai-measures@2023", "2023-08-14", {"markets": "CN", **CHAT}, "will_apply", "2023-08-15", "Article 24"),
    ("cn-genai-measures@2023", "2026-11-24", {"markets": "CN", **CHAT}, "applies", "2023-08-15", "Article 2"),
    ("cn-genai-measures@2023", "2026-11-24", {"markets": "CN", **CHAT, "deployment": "internal"}, "not_applicable", None, "Article 2(3)"),
    ("cn-csl@2025", "2025-12-31", {"jurisdictions": "CN"}, "will_apply", "2026-01-01", "decision of 2025-10-28"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "VN", "roles": "deployer", "sectors": "finance", "placed_on_market": "2025"}, "will_apply", "2027-09-01", "Article 35"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "VN", "roles": "deployer", "placed_on_market": "2026-05"}, "applies", "2026-03-01", "Article 34"),
    # Second reading of all law but the AI Act: CRA
    (f"{CRA}:Article 13", "2025-06-01", {**MAKER, "placed_on_market": "2028"}, "will_apply", "2027-12-11", "Article 71(2): in force is not in application"),
    (f"{CRA}:Article 13", "2026-11-24", {**MAKER, "placed_on_market": "2026-10"}, "may_apply", "2027-12-11", "Article 69(2): modified or not"),
    (f"{CRA}:Article 13", "2027-12-11", {**MAKER, "placed_on_market": "2026-10", "modified": True}, "applies", "2027-12-11", "Article 69(2)"),
    (f"{CRA}:Article 14", "2026-11-24", {**MAKER, "placed_on_market": "2019", "modified": False, "size": "micro"}, "applies", "2026-09-11", "Articles 69(3), 64(10): no size is spared"),
    (f"{CRA}:Article 14", "2026-11-24", {**MAKER, "jurisdictions": "US", "markets": "DE"}, "applies", "2026-09-11", "Articles 2(1), 14(7)"),
    (f"{CRA}:Article 14", "2026-11-24", {"jurisdictions": "EU", "roles": "distributor"}, "not_applicable", None, "Articles 14, 21"),
    (f"{CRA}:Article 14", "2026-11-24", {"jurisdictions": "EU", "roles": "product-manufacturer", "sectors": "health"}, "may_apply", "2026-09-11", "Article 2(2)(a), (b)"),
    (f"{CRA}:Article 19", "2026-11-24", {"jurisdictions": "EU", "roles": "importer", "sectors": "manufacturing", "placed_on_market": "2028"}, "will_apply", "2027-12-11", "Articles 19, 71(2)"),
    (f"{CRA}:Article 20", "2026-11-24", {"jurisdictions": "EU", "roles": "distributor", "sectors": (), "placed_on_market": "2028"}, "will_apply", "2027-12-11", "Articles 20, 71(2)"),
    (f"{CRA}:Article 24", "2027-12-11", {**STEWARD, "placed_on_market": "2015", "modified": False}, "may_apply", "2027-12-11", "Article 24; Article 69(2) is about products on the market"),
    (f"{CRA}:Article 24", "2026-11-24", STEWARD, "may_apply", "2027-12-11", "Articles 3(14), 71(2)"),
    (f"{CRA}:Article 39", "2026-06-10", {"jurisdictions": "EU", "roles": "notified-body"}, "will_apply", "2026-06-11", "Article 71(2)"),
    (CRA, "2026-11-24", {"jurisdictions": "EU", "roles": "deployer", "sectors": "finance"}, "not_applicable", None, "Articles 3(12), (14)"),
    (CRA, "2026-11-24", {**MAKER, "jurisdictions": "US"}, "not_applicable", None, "Article 2(1)"),
    (CRA, "2026-11-24", {**MAKER, "established_in": "DE", "markets": "US"}, "not_applicable", None, "Articles 2(1), 3(22): the market decides"),
    (CRA, "2026-11-24", {**MAKER, "purposes": "defence"}, "not_applicable", None, "Article 2(7)"),
    # NIS 2 with its implementing regulation, and DORA
    ("eu-nis2@2022/2555", "2023-06-01", {"jurisdictions": "DE", "sectors": "energy", "size": "large"}, "may_apply", "2024-10-18", "Articles 41(1), 46: through national law"),
    ("eu-nis2@2022/2555", "2026-11-24", {"jurisdictions": "DE", "sectors": "energy", "size": "small"}, "may_apply", "2024-10-18", "Article 2(2)(b) to (e)"),
    ("eu-nis2@2022/2555", "2026-11-24", {"jurisdictions": "FR", "sectors": (), "size": "large"}, "may_apply", "2024-10-18", "Annexes I and II: water, food, waste, post, research"),
    ("eu-nis2@2022/2555", "2026-11-24", {"jurisdictions": "FR", "sectors": "defence", "size": "large"}, "not_applicable", None, "Article 2(1), (7)"),
    ("eu-nis2@2022/2555", "2026-11-24", {"jurisdictions": "FR", "sectors": "public-administration", "purposes": "defence"}, "may_apply", "2024-10-18", "Article 2(7): what the body does decides, not one system"),
    ("eu-nis2@2022/2555", "2026-11-24", {"established_in": "US", "markets": "EU", "sectors": "digital-infrastructure", "size": "large"}, "may_apply", "2024-10-18", "Articles 2(1), 26(3)"),
    ("eu-nis2-impl@2024/2690", "2024-11-06", {"jurisdictions": "DE", "sectors": "digital-infrastructure", "size": "medium"}, "may_apply", "2024-11-07", "Article 16: twentieth day"),
    ("eu-nis2-impl@2024/2690", "2026-11-24", {"jurisdictions": "DE", "sectors": "energy", "roles": "deployer"}, "not_applicable", None, "Article 1"),
    ("eu-nis2-impl@2024/2690", "2026-11-24", {"jurisdictions": "DE", "sectors": (), "roles": "provider"}, "may_apply", "2024-11-07", "Article 1: software offered as a cloud service"),
    ("eu-dora@2022/2554", "2023-06-01", {"jurisdictions": "FR", **BANK}, "will_apply", "2025-01-17", "Article 64: in force is not in application"),
    ("eu-dora@2022/2554", "2026-11-24", {"established_in": "FR", "markets": "US", **BANK}, "applies", "2025-01-17", "Article 2(1)"),
    ("eu-dora@2022/2554", "2026-11-24", {"jurisdictions": "FR", **BANK, "size": "medium"}, "may_apply", "2025-01-17", "Article 2(3)(e)"),
    ("eu-dora@2022/2554", "2026-11-24", {"jurisdictions": "FR", "roles": "provider", "sectors": "digital-infrastructure"}, "may_apply", "2025-01-17", "Article 2(1)(u)"),
    ("eu-dora@2022/2554", "2026-11-24", {"established_in": "US", "markets": "EU", "roles": "provider", "sectors": ()}, "may_apply", "2025-01-17", "Articles 2(1)(u), 31(12)"),
    ("eu-dora@2022/2554", "2026-11-24", {"jurisdictions": "FR", "roles": "deployer", "sectors": "energy"}, "not_applicable", None, "Article 2(1)"),
    # ... provision by provision
    (f"{DORA}:Article 5(2)(a)", "2025-01-16", {"jurisdictions": "FR", **BANK}, "will_apply", "2025-01-17", "Articles 5(2), 64"),
    (f"{DORA}:Article 6(4)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "applies", "2025-01-17", "Article 6(4): other than microenterprises"),
    (f"{DORA}:Article 6(4)", "2026-11-26", {"jurisdictions": "FR", **BANK, "size": "micro"}, "may_apply", "2025-01-17", "Articles 2(3), 3(60), 6(4)"),
    (f"{DORA}:Article 8(1)", "2026-11-26", {"jurisdictions": "FR", **BANK, "size": "small"}, "may_apply", "2025-01-17", "Articles 2(3), 16(1)"),
    (f"{DORA}:Article 16(1)(a)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "may_apply", "2025-01-17", "Article 16(1): exempted institutions"),
    (f"{DORA}:Article 19(4)(a)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "applies", "2025-01-17", "Article 19(4)"),
    (f"{DORA}:Article 12(5)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "may_apply", "2025-01-17", "Article 12(5): central securities depositories"),
    (f"{DORA}:Article 25(3)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "not_applicable", None, "Article 25(3): microenterprises"),
    (f"{DORA}:Article 26(1)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "may_apply", "2025-01-17", "Article 26(8): whom the authority identifies"),
    (f"{DORA}:Article 28(3)", "2026-11-26", {"jurisdictions": "FR", **BANK, "roles": "provider"}, "applies", "2025-01-17", "Article 28(3): whatever its role in AI"),
    (f"{DORA}:Article 28(3)", "2026-11-26", {"jurisdictions": "FR", "sectors": "finance", "roles": "regulator", "size": "large"}, "not_applicable", None, "Articles 2(2), 46"),
    (f"{DORA}:Article 42", "2026-11-26", {"jurisdictions": "FR", "sectors": "finance", "roles": "regulator", "size": "large"}, "applies", "2025-01-17", "Article 42(3) to (11): competent authorities"),
    (f"{DORA}:Article 6(1)", "2026-11-26", CLOUD, "not_applicable", None, "Article 6(1): financial entities"),
    (f"{DORA}:Article 30(1)", "2026-11-26", CLOUD, "may_apply", "2025-01-17", "Articles 2(1)(u), 30(1)"),
    (f"{DORA}:Article 35(5)", "2026-11-26", CLOUD, "may_apply", "2025-01-17", "Articles 31(9), 35(5): critical providers"),
    (f"{DORA}:Article 35(5)", "2026-11-26", {"jurisdictions": "FR", **BANK}, "not_applicable", None, "Article 35(5): critical providers"),
    ("eu-nis2@2022/2555:Article 21(2)(d)", "2024-10-17", {"jurisdictions": "DE", "sectors": "energy", "size": "large", "roles": "deployer"}, "may_apply", "2024-10-18", "Articles 21(2), 41(1): through national law"),
    ("eu-nis2@2022/2555:Article 26(3)", "2026-11-26", {"jurisdictions": "DE", "sectors": "energy", "size": "large"}, "not_applicable", None, "Article 26(3): not established in the Union"),
    ("eu-nis2@2022/2555:Article 26(3)", "2026-11-26", {"established_in": "US", "markets": "EU", "sectors": "digital-infrastructure", "size": "large"}, "may_apply", "2024-10-18", "Article 26(3)"),
    ("eu-nis2-impl@2024/2690:Article 7", "2024-11-06", CLOUD, "may_apply", "2024-11-07", "Articles 1, 7, 16"),
    ("eu-nis2-impl@2024/2690:Annex, point 11.7.1", "2026-11-26", CLOUD, "may_apply", "2024-11-07", "Article 2(1)"),
    # Colorado
    ("co-sb24-205@2024", "2025-06-01", {"jurisdictions": "US-CO", **BANK}, "may_apply", "2026-02-01", "section 6-1-1703 as enacted"),
    ("co-sb24-205@2024", "2025-12-01", {"jurisdictions": "US-CO", **BANK}, "may_apply", "2026-06-30", "SB 25B-004"),
    ("co-sb24-205@2024", "2026-08-01", {"jurisdictions": "US-CO", **BANK}, "may_apply", "2026-06-30", "section 6-1-1701(6), (9): consequential or not"),
    ("co-sb24-205@2024", "2026-08-01", {"jurisdictions": "US-CO", **CHAT}, "applies", "2026-06-30", "sections 6-1-1701(7), 6-1-1704(1): any AI that meets consumers"),
    ("co-sb24-205@2024", "2026-08-01", {"jurisdictions": "US-CO", **CHAT, "purposes": "defence"}, "may_apply", "2026-06-30", "section 6-1-1705(5)(c), (6)"),
    ("co-sb24-205@2024", "2026-08-01", {"jurisdictions": "US-TX", **BANK}, "not_applicable", None, "section 6-1-1701(6)"),
    ("co-sb26-189@2026", "2026-06-01", {"jurisdictions": "US-CO", **BANK}, "may_apply", "2027-01-01", "section 5"),
    ("co-sb26-189@2026", "2027-01-01", {"established_in": "US-NY", "markets": "US-CO", **BANK}, "may_apply", "2027-01-01", "section 6-1-1701(7)"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-CO", "roles": "developer", "deployment": "internal"}, "not_applicable", None, "section 6-1-1701(8)(b)(I)(B)"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-CO", "roles": "gpai-provider", "deployment": "public"}, "may_apply", "2027-01-01", "section 6-1-1701(8)(a)(II): components"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US-CO", "roles": "auditor"}, "not_applicable", None, "section 6-1-1701(7), (8)"),
    ("co-sb26-189@2026", "2026-11-24", {"jurisdictions": "US", **BANK}, "may_apply", "2027-01-01", "which state"),
    # California, New York, Texas
    ("ca-sb53@2025", "2025-12-31", {"jurisdictions": "US-CA", **LAB}, "may_apply", "2026-01-01", "section 22757.11(h), (i)"),
    ("ca-sb53@2025", "2026-11-24", {"established_in": "FR", "markets": "US-CA", **LAB, "roles": "provider"}, "may_apply", "2026-01-01", "section 22757.11(h): a person who trains"),
    ("ca-sb53@2025", "2026-11-24", {"jurisdictions": "US-CA", **LAB, "roles": "deployer"}, "not_applicable", None, "section 22757.11(h)"),
    ("ca-sb53@2025", "2026-11-24", {"jurisdictions": "US-CA", **LAB, "system_types": "predictive"}, "not_applicable", None, "section 22757.11(f)"),
    ("ca-ab2013@2024", "2026-11-24", {"established_in": "FR", "markets": "US-CA", **CHAT, "placed_on_market": "2023", "open_source": True}, "applies", "2026-01-01", "section 3111: to Californians, on whatever terms"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT}, "may_apply", "2026-01-01", "section 3111: released since 2022 or not"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "placed_on_market": "2021", "modified": False}, "may_apply", "2026-01-01", "section 3111: modified since 2022 or not"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "placed_on_market": "2021", "modified": True}, "applies", "2026-01-01", "section 3111"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "placed_on_market": "2023", "purposes": "defence"}, "may_apply", "2026-01-01", "section 3111(b)(3)"),
    ("ca-ab2013@2024", "2026-11-24", {"established_in": "US-CA", "markets": "DE", **CHAT}, "not_applicable", None, "section 3111"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "deployment": "internal"}, "not_applicable", None, "section 3110(b)"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "roles": "deployer"}, "not_applicable", None, "section 3110(b)"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "system_types": "predictive"}, "not_applicable", None, "section 3110(c)"),
    ("ca-ab2013@2024", "2026-11-24", {"jurisdictions": "US-CA", **CHAT, "roles": "integrator", "placed_on_market": "2023"}, "may_apply", "2026-01-01", "section 3110(b): fine-tunes it or not"),
    ("ny-raise@2026", "2026-11-24", {"jurisdictions": "US-NY", **LAB}, "may_apply", "2027-01-01", "sections 1420, 1425"),
    ("ny-raise@2026", "2027-01-01", {"established_in": "FR", "markets": "US-NY", **LAB, "purposes": "scientific-research"}, "may_apply", "2027-01-01", "sections 1425, 1426"),
    ("nydfs-500@2017", "2026-11-24", {"jurisdictions": "US-NY", **BANK}, "may_apply", "2017-08-28", "sections 500.1, 500.22"),
    ("nydfs-500@2017", "2026-11-24", {"jurisdictions": "US-NY", "sectors": "health"}, "may_apply", "2017-08-28", "section 500.1: insurers of health"),
    ("nydfs-500@2017", "2026-11-24", {"jurisdictions": "US-NY", "sectors": "energy"}, "not_applicable", None, "section 500.1"),
    ("tx-traiga@2025", "2025-12-31", {"jurisdictions": "US-TX", **CHAT}, "will_apply", "2026-01-01", "HB 149, section 9"),
    ("tx-traiga@2025", "2026-01-01", {"jurisdictions": "US-TX", **CHAT}, "applies", "2026-01-01", "sections 551.002, 552.052"),
    ("tx-traiga@2025", "2026-11-24", {"established_in": "FR", "markets": "US-TX", "roles": "gpai-provider"}, "applies", "2026-01-01", "section 551.002(2)"),
    ("tx-traiga@2025", "2026-11-24", {"jurisdictions": "US-TX", "roles": "distributor"}, "applies", "2026-01-01", "section 552.057"),
    ("tx-traiga@2025", "2026-11-24", {"jurisdictions": "US-TX", **BANK}, "applies", "2026-01-01", "section 552.056(e) spares one section"),
    ("tx-traiga@2025", "2026-11-24", {"jurisdictions": "US-CA", **CHAT}, "not_applicable", None, "section 551.002"),
    ("tx-traiga@2025", "2026-11-24", {"jurisdictions": "US", **CHAT}, "may_apply", "2026-01-01", "which state"),
    # Korea
    ("kr-ai-basic-act@2025", "2025-06-01", {"jurisdictions": "KR", **CHAT}, "will_apply", "2026-01-22", "Addenda, Article 1"),
    ("kr-ai-basic-act@2025", "2026-02-01", {"jurisdictions": "KR", **CHAT}, "applies", "2026-01-22", "Articles 31, 43: fines are held back, duties are not"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "US", **CHAT}, "not_applicable", None, "Article 4(1)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "deployer", "deployment": "internal"}, "not_applicable", None, "Article 2(7)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "deployer", "deployment": "public"}, "applies", "2026-01-22", "Article 2(7)(b)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "deployer"}, "may_apply", "2026-01-22", "Article 2(7)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "developer", "deployment": "internal"}, "not_applicable", None, "Article 2(7)(a): develops and provides"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"established_in": "US", "markets": "KR", "roles": "product-manufacturer"}, "applies", "2026-01-22", "Articles 2(7)(b), 4(1)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"established_in": "KR", "markets": "KR", "roles": "authorised-representative"}, "applies", "2026-01-22", "Article 36(2)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "distributor"}, "may_apply", "2026-01-22", "Article 2(6), (7)"),
    ("kr-ai-basic-act@2025", "2026-11-24", {"jurisdictions": "KR", "roles": "auditor"}, "not_applicable", None, "Article 2(7)"),
    # China
    ("cn-genai-measures@2023", "2026-11-24", {"established_in": "CN", "markets": "US", **CHAT}, "not_applicable", None, "Article 2"),
    ("cn-genai-measures@2023", "2026-11-24", {"jurisdictions": "CN", **CHAT, "roles": "deployer"}, "applies", "2023-08-15", "Article 22(2)"),
    ("cn-genai-measures@2023", "2026-11-24", {"jurisdictions": "CN", **CHAT, "system_types": "predictive"}, "not_applicable", None, "Articles 2, 22(1)"),
    ("cn-csl@2016", "2025-12-31", {"jurisdictions": "CN"}, "applies", "2017-06-01", "Article 79 of 2016: goes on until the amended text is in force"),
    ("cn-csl@2016", "2026-01-01", {"jurisdictions": "CN"}, "not_applicable", None, "decision of 2025-10-28"),
    ("cn-csl@2025", "2026-01-01", {"jurisdictions": "CN"}, "applies", "2026-01-01", "decision of 2025-10-28"),
    ("cn-csl@2025", "2026-11-24", {"established_in": "US", "markets": "CN"}, "may_apply", "2026-01-01", "Article 2: networks within China"),
    ("cn-csl@2025", "2026-11-24", {"jurisdictions": "US"}, "not_applicable", None, "Article 2"),
    ("cn-labelling@2025", "2025-08-31", {"jurisdictions": "CN", **CHAT}, "will_apply", "2025-09-01", "Article 14"),
    ("cn-labelling@2025", "2025-09-01", {"established_in": "US", "markets": "CN", **CHAT}, "applies", "2025-09-01", "Articles 2, 14"),
    ("cn-labelling@2025", "2026-11-24", {"jurisdictions": "CN", **CHAT, "deployment": "internal"}, "not_applicable", None, "Article 2"),
    ("cn-labelling@2025", "2026-11-24", {"jurisdictions": "CN", "roles": "distributor"}, "may_apply", "2025-09-01", "Articles 6, 7"),
    ("cn-labelling@2025", "2026-11-24", {"jurisdictions": "CN", "roles": "end-user"}, "may_apply", "2025-09-01", "Article 10"),
    ("cn-deep-synthesis@2022", "2023-01-09", {"jurisdictions": "CN", **CHAT}, "will_apply", "2023-01-10", "Article 25"),
    ("cn-deep-synthesis@2022", "2026-11-24", {"jurisdictions": "CN", **CHAT}, "applies", "2023-01-10", "Articles 2, 23"),
    ("cn-deep-synthesis@2022", "2026-11-24", {"jurisdictions": "CN", **CHAT, "deployment": "internal"}, "not_applicable", None, "Article 2"),
    ("cn-algo-rec@2021", "2022-02-28", {"jurisdictions": "CN", **CHAT}, "will_apply", "2022-03-01", "Articles 2(2), 35"),
    ("cn-algo-rec@2021", "2026-11-24", {"jurisdictions": "CN", **CHAT, "system_types": "predictive"}, "may_apply", "2022-03-01", "Article 2(2)"),
    ("cn-anthropomorphic@2026", "2026-07-14", {"jurisdictions": "CN", **CHAT}, "may_apply", "2026-07-15", "Articles 2, 32"),
    ("cn-anthropomorphic@2026", "2026-11-24", {"jurisdictions": "CN", **CHAT, "deployment": "internal"}, "not_applicable", None, "Article 2"),
    # Viet Nam
    ("vn-ai-law@2025", "2026-02-28", {"jurisdictions": "VN", **CHAT, "placed_on_market": "2026-06"}, "will_apply", "2026-03-01", "Article 34"),
    ("vn-ai-law@2025", "2026-11-24", {"established_in": "US", "markets": "VN", **CHAT, "placed_on_market": "2026-06"}, "applies", "2026-03-01", "Article 2"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "VN", "roles": "provider", "sectors": "energy", "placed_on_market": "2025"}, "will_apply", "2027-03-01", "Article 35(1)(b)"),
    ("vn-ai-law@2025", "2027-03-01", {"jurisdictions": "VN", "roles": "provider", "sectors": "energy", "placed_on_market": "2025"}, "may_apply", "2027-03-01", "Article 35(1)(a): education or not"),
    ("vn-ai-law@2025", "2027-09-01", {"jurisdictions": "VN", "roles": "provider"}, "applies", "2027-09-01", "Articles 34, 35(1): new or not"),
    ("vn-ai-law@2025", "2027-09-01", {"jurisdictions": "VN", "roles": "provider", "placed_on_market": "2025"}, "applies", "2027-09-01", "Article 35(1)"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "VN", "roles": "integrator", "placed_on_market": "2026-06"}, "applies", "2026-03-01", "Articles 1(1), 2"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "VN", **CHAT, "purposes": "defence"}, "not_applicable", None, "Article 1(2)"),
    ("vn-ai-law@2025", "2026-11-24", {"jurisdictions": "US", **CHAT}, "not_applicable", None, "Article 2"),
    # acts of American states and others on chatbots, companions, provenance, work and health
    ("ca-sb243@2025", "2025-12-31", {"jurisdictions": "US-CA", **CHAT}, "may_apply", "2026-01-01", "section 22601(b): companion or not"),
    ("ca-sb243@2025", "2026-11-24", {"established_in": "US-CA", "markets": "DE", **CHAT}, "not_applicable", None, "section 22601(e): users in the state"),
    ("ca-ab489@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "end-user"}, "not_applicable", None, "section 4999.9: who develops or deploys"),
    ("ca-ab979@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "deployer"}, "not_applicable", None, "section 8586.5: contractors and vendors"),
    ("co-hb26-1263@2026", "2026-11-24", {"jurisdictions": "US-CO", **CHAT}, "may_apply", "2027-01-01", "in effect 1 January 2027"),
    ("co-hb26-1263@2026", "2026-11-24", {"jurisdictions": "US-CO", **CHAT, "deployment": "internal"}, "not_applicable", None, "open to the public"),
    ("ct-sb5@2026", "2026-06-30", {"jurisdictions": "US-CT", "roles": "developer", "system_types": "predictive"}, "may_apply", "2026-10-01", "section 7"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-CT", "roles": "auditor"}, "may_apply", "2026-10-01", "notices of layoffs bind any employer"),
    ("ga-sb540@2026", "2026-11-24", {"jurisdictions": "US-FL", **CHAT}, "not_applicable", None, "in Georgia"),
    ("id-s1297@2026", "2026-11-24", {"jurisdictions": "US-ID", **CHAT}, "may_apply", "2027-07-01", "section 48-2102"),
    ("il-hb3773@2024", "2025-12-31", {"jurisdictions": "US-IL", "roles": "subject"}, "may_apply", "2026-01-01", "sections 2-102(L), 99: AI used on that person or not"),
    ("il-hb3773@2024", "2026-11-24", {"jurisdictions": "US-IL", "roles": "provider"}, "not_applicable", None, "section 2-102(L): employers"),
    ("me-ld1727@2025", "2026-11-24", {"jurisdictions": "US-ME", **CHAT}, "may_apply", "2025-09", "section 1500-DD: misleading or not"),
    ("mt-sb212@2025", "2026-11-24", {"jurisdictions": "US-MT", "roles": "provider"}, "not_applicable", None, "section 4: deployers"),
    ("ne-caisa@2026", "2027-07-01", {"jurisdictions": "US-NE", **CHAT}, "may_apply", "2027-07-01", "section 86-1802"),
    ("ny-ai-companions@2025", "2025-11-04", {"jurisdictions": "US-NY", **CHAT}, "may_apply", "2025-11-05", "section 1700"),
    ("nyc-ll144@2021", "2026-11-24", {"jurisdictions": "US-NY", "roles": "provider"}, "not_applicable", None, "section 20-871: employers and agencies"),
    ("ut-sb149@2024", "2025-05-06", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "may_apply", "2024-05-01", "section 13-2-12"),
    ("ut-sb226@2025", "2026-11-24", {"jurisdictions": "US-UT", **BANK, "system_types": "predictive"}, "not_applicable", None, "section 13-75-101(4)"),
    ("wa-hb1170@2026", "2026-11-24", {"established_in": "US-WA", "roles": "deployer", "deployment": "public-authority"}, "may_apply", "2027-02-01", "agencies: AI that consumers meet or not"),
    ("us-take-it-down@2025", "2026-11-24", {"jurisdictions": "US", **CHAT}, "may_apply", "2025-05-19", "platforms of user content or not"),
    ("in-it-rules-sgi@2026", "2026-02-19", {"jurisdictions": "IN", **CHAT}, "may_apply", "2026-02-20", "rule 1(2)"),
    # a text that is published does not end the one that it replaces
    ("au-dta-policy@1.1", "2025-12-14", {"jurisdictions": "AU", "roles": "deployer", "sectors": "public-administration"}, "applies", "2024-09-01", "policy 2.0 takes effect on 2025-12-15"),
    # the same acts, by a second reader, answered from the texts before the rules were asked; the last eleven stand for what was mended
    ("ca-sb243@2025", "2026-11-24", {**BOT, "jurisdictions": "US-CA"}, "may_apply", "2026-01-01", "22601(b): companion or not; non-urgency act, in force 1 Jan 2026"),
    ("ca-sb243@2025", "2025-12-31", {**BOT, "jurisdictions": "US-CA"}, "may_apply", "2026-01-01", "signed 13 Oct 2025, not yet in force"),
    ("ca-sb243@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "platform-provider", "system_types": "generative", "deployment": "public"}, "may_apply", "2026-01-01", "22601(c), (e): who makes the platform available"),
    ("ca-sb243@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "provider", "system_types": "agentic", "deployment": {"interactive", "public"}}, "may_apply", "2026-01-01", "22601(a), (b): any AI system with a natural language interface"),
    ("ca-sb243@2025", "2026-11-24", {**BOT, "established_in": "US-CA", "markets": "US-TX"}, "not_applicable", None, "22601(e): a user in the state"),
    ("ca-sb243@2025", "2026-11-24", {"roles": "provider", "system_types": "generative", "deployment": "internal", "jurisdictions": "US-CA"}, "not_applicable", None, "22601(b)(2)(A): operational purposes only"),
    ("ny-ai-companions@2025", "2026-11-24", {**BOT, "roles": "deployer", "jurisdictions": "US-NY"}, "may_apply", "2025-11-05", "1700: operates for or provides"),
    ("ny-ai-companions@2025", "2026-11-24", {"jurisdictions": "US-NY", "roles": "platform-provider", "system_types": "generative", "deployment": "interactive"}, "may_apply", "2025-11-05", "1700: operates for or provides"),
    ("ny-ai-companions@2025", "2026-11-24", {"jurisdictions": "US-NY", "roles": "provider", "system_types": "machine-learning", "deployment": {"interactive", "public"}}, "may_apply", "2025-11-05", "1700(a): AI, generative AI or emotion recognition"),
    ("co-hb26-1263@2026", "2026-12-31", {**BOT, "jurisdictions": "US-CO"}, "may_apply", "2027-01-01", "effective 1 Jan 2027"),
    ("co-hb26-1263@2026", "2027-01-01", {**BOT, "jurisdictions": "US-UT"}, "not_applicable", None, "users in Colorado"),
    ("wa-hb2225@2026", "2027-01-01", {**BOT, "roles": "platform-provider", "jurisdictions": "US-WA"}, "may_apply", "2027-01-01", "operator: makes available or controls access"),
    ("wa-hb2225@2026", "2026-11-24", {**BOT, "jurisdictions": "US-WA"}, "may_apply", "2027-01-01", "effective 1 Jan 2027"),
    ("or-sb1546@2026", "2026-11-24", {**BOT, "jurisdictions": "US-OR"}, "may_apply", "2027-01-01", "section 1(1); operative 1 Jan 2027"),
    ("or-sb1546@2026", "2027-06-01", {"jurisdictions": "US-OR", "roles": "provider", "system_types": "biometric", "deployment": {"interactive", "public"}}, "may_apply", "2027-01-01", "section 1(1)(a): algorithms that recognise emotion"),
    ("id-s1297@2026", "2027-06-30", {**BOT, "jurisdictions": "US-ID"}, "may_apply", "2027-07-01", "effective 1 July 2027"),
    ("id-s1297@2026", "2027-07-01", {"roles": "provider", "system_types": "generative", "deployment": "internal", "jurisdictions": "US-ID"}, "not_applicable", None, "48-2102: accessible to the general public"),
    ("ne-caisa@2026", "2027-07-01", {**BOT, "roles": "deployer", "jurisdictions": "US-NE"}, "may_apply", "2027-07-01", "86-1802(6)(a): makes available"),
    ("ne-caisa@2026", "2027-07-01", {"jurisdictions": "US-NE", "roles": "provider", "system_types": "ai-system", "deployment": "public"}, "may_apply", "2027-07-01", "86-1802(2)(a): AI software application"),
    ("ia-sf2417@2026", "2027-07-01", {**BOT, "jurisdictions": "US-IA"}, "may_apply", "2027-07-01", "554J.1(4): develops and makes available"),
    ("ia-sf2417@2026", "2027-07-01", {**BOT, "roles": "distributor", "jurisdictions": "US-IA"}, "not_applicable", None, "554J.1(4): app stores are no operators"),
    ("ga-sb540@2026", "2026-11-24", {**BOT, "jurisdictions": "US-GA"}, "may_apply", "2027-07-01", "effective 1 July 2027"),
    ("ut-hb452@2025", "2025-05-07", {**BOT, "jurisdictions": "US-UT"}, "may_apply", "2025-05-07", "13-72a-101(10): mental health chatbot"),
    ("ut-hb452@2025", "2026-11-24", {"jurisdictions": "US-UT", "roles": "provider", "system_types": "predictive", "deployment": {"interactive", "public"}}, "not_applicable", None, "13-72a-101(10)(a)(i): uses generative AI"),
    ("ut-sb226@2025", "2025-05-07", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "may_apply", "2025-05-07", "13-75-103(1): supplier in a consumer transaction"),
    ("ut-sb226@2025", "2025-05-06", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "may_apply", "2025-05-07", "section 9"),
    ("ut-sb226@2025", "2026-11-24", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "predictive"}, "not_applicable", None, "13-75-101(4): generative AI alone"),
    ("ut-sb149@2024", "2024-06-01", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "may_apply", "2024-05-01", "13-2-12(3), (4), in force 1 May 2024"),
    ("ut-sb149@2024", "2026-11-24", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "may_apply", "2024-05-01", "13-2-12 repealed 7 May 2025; the learning laboratory goes on for who joined"),
    ("ut-hb276@2026", "2027-01-01", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative", "deployment": "public"}, "may_apply", "2027-01-01", "13-72b-101(7): operates a service that generates intimate images"),
    ("ut-hb276@2026", "2027-01-01", {"jurisdictions": "US-UT", "roles": "platform-provider"}, "may_apply", "2027-01-01", "13-72c-101(8), 13-72b-101(4)"),
    ("ut-hb276@2026", "2026-11-26", {"jurisdictions": "US-UT", "roles": "product-manufacturer"}, "may_apply", "2027-01-01", "13-72c: capture devices from 2028"),
    ("wa-hb1170@2026", "2026-11-24", {**BOT, "jurisdictions": "US-WA"}, "may_apply", "2027-02-01", "over 1,000,000 monthly users"),
    ("wa-hb1170@2026", "2027-02-01", {"jurisdictions": "US-WA", "roles": "deployer", "deployment": "public-authority"}, "may_apply", "2027-02-01", "chapter in title 42: agencies that let AI deal with consumers"),
    ("wa-hb1170@2026", "2027-02-01", {"jurisdictions": "US-WA", "roles": "deployer", "system_types": "generative", "deployment": "internal"}, "not_applicable", None, "covered provider creates the system; no agency"),
    ("ct-sb5@2026", "2026-09-30", {"jurisdictions": "US-CT", "roles": "provider", "system_types": "generative"}, "may_apply", "2026-10-01", "section 1: by subscription"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-CT", "roles": "deployer", "system_types": "predictive", "deployment": "internal", "annexes": "annex-iii-4"}, "may_apply", "2026-10-01", "sections 7, 9, 10, 13: employment"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-CT", "roles": "gpai-provider", "system_types": "general-purpose"}, "may_apply", "2026-10-01", "section 2(a)(8): 10^26 operations"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-CT", "roles": "developer", "system_types": "predictive"}, "may_apply", "2026-10-01", "section 8: developers of employment technology"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-NY", "roles": "deployer"}, "not_applicable", None, "doing business in Connecticut"),
    ("il-hb3773@2024", "2025-12-31", {"jurisdictions": "US-IL", "roles": "deployer"}, "may_apply", "2026-01-01", "section 99"),
    ("il-hb3773@2024", "2026-11-24", {"jurisdictions": "US-IL", "roles": "provider"}, "not_applicable", None, "2-102(L): employers use it; who only sells is none"),
    ("il-hb3773@2024", "2026-11-24", {"established_in": "US-TX", "markets": "US-TX", "roles": "deployer"}, "not_applicable", None, "2-101(B): employees within Illinois"),
    ("il-wopr@2025", "2026-11-24", {"jurisdictions": "US-IL", "roles": "provider", "system_types": "generative"}, "may_apply", "2025-08-01", "section 20(a)"),
    ("il-wopr@2025", "2026-11-24", {"established_in": "US-IL", "markets": "US-WI", "roles": "deployer"}, "not_applicable", None, "section 20(a): to the public in this State"),
    ("nyc-ll144@2021", "2023-06-01", {"jurisdictions": "US-NY", "roles": "deployer"}, "may_apply", "2023-01-01", "20-871; in force 1 January 2023, enforced from 5 July 2023"),
    ("nyc-ll144@2021", "2026-11-24", {"jurisdictions": "US-NY", "roles": "provider"}, "not_applicable", None, "20-871: employers and employment agencies"),
    ("nyc-ll144@2021", "2026-11-24", {"jurisdictions": "US-NY", "roles": "deployer", "system_types": "generative"}, "may_apply", "2023-01-01", "20-870: any process derived from machine learning that gives simplified output"),
    ("me-ld1727@2025", "2026-11-24", {"jurisdictions": "US-ME", "roles": "deployer", "deployment": "interactive"}, "may_apply", "2025-09", "10 MRS 1500-DD"),
    ("me-ld1727@2025", "2026-11-24", {"jurisdictions": "US-ME", "roles": "deployer", "deployment": "internal"}, "not_applicable", None, "1500-DD: with a consumer"),
    ("mt-sb212@2025", "2026-11-24", {"jurisdictions": "US-MT", "roles": "deployer", "sectors": "critical-infrastructure"}, "may_apply", "2025-04", "section 4(1): facility controlled by an AI system"),
    ("mt-sb212@2025", "2026-11-24", {"jurisdictions": "US-MT", "roles": "provider"}, "not_applicable", None, "section 4: deployers"),
    ("nv-ab406@2025", "2025-06-30", {"jurisdictions": "US-NV", "roles": "provider", "system_types": "generative"}, "may_apply", "2025-07-01", "section 7"),
    ("nv-ab406@2025", "2026-11-24", {"jurisdictions": "US-NV", "roles": "deployer", "sectors": "health"}, "may_apply", "2025-07-01", "section 8: carers"),
    ("nv-ab406@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "provider"}, "not_applicable", None, "section 7: in this State"),
    ("us-take-it-down@2025", "2026-11-24", {"jurisdictions": "US", "roles": "platform-provider"}, "may_apply", "2025-05-19", "section 4(3): forum for users' content"),
    ("us-take-it-down@2025", "2026-11-24", {"jurisdictions": "GB", "roles": "platform-provider"}, "not_applicable", None, "commerce with the United States"),
    ("us-take-it-down@2025", "2026-11-24", {"established_in": "GB", "markets": "US", "roles": "platform-provider"}, "may_apply", "2025-05-19", "section 3: serves the public"),
    ("in-it-rules-sgi@2026", "2026-02-19", {"jurisdictions": "IN", "roles": "platform-provider"}, "may_apply", "2026-02-20", "rule 1(2)"),
    ("in-it-rules-sgi@2026", "2026-11-24", {"established_in": "IN", "markets": "US", "roles": "provider"}, "not_applicable", None, "users in India"),
    ("ca-ab489@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "deployer"}, "may_apply", "2026-01-01", "4999.9(a): develops or deploys"),
    ("ca-ab489@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "auditor"}, "not_applicable", None, "4999.9(a): develops or deploys"),
    ("ca-ab621@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "platform-provider"}, "may_apply", "2026-01-01", "1708.86: service providers that enable such a service"),
    ("ca-ab621@2025", "2025-12-31", {"jurisdictions": "US-CA", "roles": "platform-provider"}, "may_apply", "2026-01-01", "non-urgency act of 13 Oct 2025"),
    ("ca-ab979@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "provider"}, "may_apply", "2026-01-01", "8586.5: contractors and vendors of the state"),
    ("ca-ab979@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "end-user"}, "not_applicable", None, "8586.5"),
    ("ca-sb243@2025", "2026-11-24", {"roles": "product-manufacturer", "system_types": "generative", "deployment": "embedded", "jurisdictions": "US-CA"}, "may_apply", "2026-01-01", "section 22601(b)(2)(C): a companion toy is no mere voice assistant"),
    ("ut-sb149@2024", "2027-07-01", {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}, "not_applicable", None, "63I-2-213(5): chapter 72 repealed on 1 July 2027"),
    ("ut-sb149@2024", "2026-11-24", {"jurisdictions": "US-UT", "roles": "regulator"}, "may_apply", "2024-05-01", "section 13-72-201: the office, no other regulator"),
    ("il-hb3773@2024", "2026-11-24", {"jurisdictions": "US-IL", "roles": "regulator"}, "may_apply", "2026-01-01", "section 2-102(L): the department"),
    ("il-wopr@2025", "2026-11-24", {"jurisdictions": "US-IL", "roles": "regulator"}, "may_apply", "2025-08-01", "section 10: the department"),
    ("ca-ab489@2025", "2026-11-24", {"jurisdictions": "US-CA", "roles": "regulator"}, "may_apply", "2026-01-01", "section 4999.9: boards that license"),
    ("nv-ab406@2025", "2026-11-24", {"jurisdictions": "US-NV", "roles": "regulator"}, "may_apply", "2025-07-01", "section 7: the division"),
    ("mt-sb212@2025", "2026-11-24", {"jurisdictions": "US-MT", "roles": "regulator"}, "may_apply", "2025-04", "section 3: government that restricts computing"),
    ("ct-sb5@2026", "2026-11-24", {"jurisdictions": "US-CT", "roles": "integrator", "system_types": "predictive", "deployment": "internal"}, "may_apply", "2026-10-01", "section 7(4): modifies substantially"),
    ("ut-hb276@2026", "2027-01-01", {"established_in": "US-UT", "markets": "US-UT", "roles": "auditor", "deployment": "internal"}, "not_applicable", None, "sections 13-72b-101, 13-72c-101"),
    ("ia-sf2417@2026", "2026-11-24", {**BOT, "jurisdictions": "US-IA"}, "may_apply", "2027-07-01", "applies from 1 July 2027"),
    # DORA, NIS 2 and its implementing regulation, by a second reader
    (DORA, "2023-01-10", FINANCIAL, "will_apply", "2025-01-17", "Article 64: published 2022-12-27, in force 2023-01-16, applies 2025-01-17"),
    (DORA, "2023-02-01", FINANCIAL, "will_apply", "2025-01-17", "Article 64"),
    (DORA, "2025-01-16", FINANCIAL, "will_apply", "2025-01-17", "Article 64"),
    (DORA, "2025-01-17", FINANCIAL, "applies", "2025-01-17", "Article 64; 2(1)"),
    (f"{DORA}:Article 5(1)", "2024-06-01", FINANCIAL, "will_apply", "2025-01-17", "Article 64"),
    (f"{DORA}:Article 5(1)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 5(1)"),
    (DORA, "2026-11-24", {**FINANCIAL, "jurisdictions": "US"}, "not_applicable", None, "Article 2(1): Union financial entities; no tie to the Union"),
    (DORA, "2026-11-24", {**FINANCIAL, "sectors": "health"}, "not_applicable", None, "Article 2(1): a hospital is on no list"),
    (DORA, "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 2(1)(u): whether ICT services go to financial entities"),
    (DORA, "2026-11-24", FOREIGN, "may_apply", "2025-01-17", "Article 2(1)(u), 3(24): third-country providers too"),
    (DORA, "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 2(3)(e): micro and SME insurance intermediaries are out; 2(3)(a)-(c)"),
    (DORA, "2026-11-24", {**FINANCIAL, "size": "small"}, "may_apply", "2025-01-17", "Article 2(3)(e)"),
    (DORA, "2026-11-24", {**FINANCIAL, "size": "medium"}, "may_apply", "2025-01-17", "Article 2(3)(e)"),
    (DORA, "2026-11-24", {**FINANCIAL, "size": "small-mid-cap"}, "applies", "2025-01-17", "Article 2(3)(e) ends at medium"),
    (f"{DORA}:Article 5(3)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 5(3)"),
    (f"{DORA}:Article 5(3)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 5(3) exempts microenterprises, but 3(60): not a trading venue, CCP, TR, CSD - these stay bound whatever the size"),
    (f"{DORA}:Article 5(1)", "2026-11-24", {**FINANCIAL, "size": "small"}, "may_apply", "2025-01-17", "Article 16(1): not for small investment firms etc."),
    (f"{DORA}:Article 6(4)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 6(4): first sentence not micro, second sentence everyone"),
    (f"{DORA}:Article 8(3)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 8(3)"),
    (f"{DORA}:Article 8(1)", "2026-11-24", HOST, "not_applicable", None, "Article 8(1): financial entities only"),
    (f"{DORA}:Article 10(4)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 10(4): data reporting service providers only"),
    (f"{DORA}:Article 11(9)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 11(9): CSDs only"),
    (f"{DORA}:Article 11(10)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 11(10): upon request"),
    (f"{DORA}:Article 12(4)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 12(4) second sentence is for microenterprises; only scope open"),
    (f"{DORA}:Article 12(5)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 12(5): CSDs"),
    (f"{DORA}:Article 16(1)", "2026-11-24", {**FINANCIAL, "size": "small"}, "may_apply", "2025-01-17", "Article 16(1)"),
    (f"{DORA}:Article 16(1)(a)", "2026-11-24", {**FINANCIAL, "size": "medium"}, "may_apply", "2025-01-17", "Article 16(1): investment firms by thresholds that are not of headcount"),
    (f"{DORA}:Article 16(2)", "2026-11-24", {**FINANCIAL, "size": "small"}, "may_apply", "2025-01-17", "Article 16(2)"),
    (f"{DORA}:Article 16(1)(a)", "2026-11-24", HOST, "not_applicable", None, "Article 16(1): financial entities only"),
    (f"{DORA}:Article 17(1)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 17(1)"),
    (f"{DORA}:Article 17(1)", "2026-11-24", {**FINANCIAL, "size": "small"}, "may_apply", "2025-01-17", "Article 17(1); 2(3)(e) open"),
    (f"{DORA}:Article 19(1)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 19(1)"),
    (f"{DORA}:Article 19(1)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "not_applicable", None, "Article 19(1): financial entities"),
    (f"{DORA}:Article 23", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 23: credit, payment, AIS, e-money only"),
    (f"{DORA}:Article 23", "2026-11-24", HOST, "not_applicable", None, "Article 23"),
    (f"{DORA}:Article 24(1)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 24(1)"),
    (f"{DORA}:Article 24(6)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 24(6), 3(60)"),
    (f"{DORA}:Article 25(2)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 25(2): CSDs and CCPs"),
    (f"{DORA}:Article 25(3)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 25(3): microenterprises"),
    (f"{DORA}:Article 25(3)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 25(3), scope open"),
    (f"{DORA}:Article 25(1)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 25(1)"),
    (f"{DORA}:Article 26(1)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 26(1), (8): identified"),
    (f"{DORA}:Article 26(2)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 26(2): follows 26(1)"),
    (f"{DORA}:Article 26(8)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 26(8) first subparagraph: those under TLPT"),
    (f"{DORA}:Article 26(8)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "applies", "2025-01-17", "Article 26(8) third subparagraph"),
    (f"{DORA}:Article 26(7)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "applies", "2025-01-17", "Article 26(7) authorities attest"),
    (f"{DORA}:Article 27(1)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 27(1) only who carries out TLPT"),
    (f"{DORA}:Article 26(1)", "2026-11-24", HOST, "not_applicable", None, "Article 26(1): financial entities"),
    (f"{DORA}:Article 28(2)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 28(2)"),
    (f"{DORA}:Article 28(3)", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Article 28(3) no exemption for microenterprises; scope 2(3)(e)"),
    (f"{DORA}:Article 30(2)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 30(2)"),
    (f"{DORA}:Article 30(4)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 30(4) both parties"),
    (f"{DORA}:Article 28(3)", "2026-11-24", HOST, "not_applicable", None, "Article 28(3) financial entities"),
    (f"{DORA}:Article 31(4)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 31(4) critical provider in a group"),
    (f"{DORA}:Article 31(4)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 31(8)(i): financial entities are not designated"),
    (f"{DORA}:Article 31(12)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 31(12) binds financial entities"),
    (f"{DORA}:Article 31(13)", "2026-11-24", FOREIGN, "may_apply", "2025-01-17", "Article 31(13) third-country critical provider"),
    (f"{DORA}:Article 35(5)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 35(5) critical provider"),
    (f"{DORA}:Article 35(5)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 35(5), 31(8)(i)"),
    (f"{DORA}:Article 42(1)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 42(1) critical provider"),
    (f"{DORA}:Article 42(3)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 42(3) second subparagraph (if it is of such a kind)"),
    (f"{DORA}:Article 42(3)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "applies", "2025-01-17", "Article 42(3) first subparagraph"),
    (f"{DORA}:Article 42(9)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 42(9) second subparagraph"),
    (f"{DORA}:Article 43", "2026-11-24", HOST, "may_apply", "2025-01-17", "Article 43(1): charged on critical providers"),
    (f"{DORA}:Article 45(3)", "2026-11-24", FINANCIAL, "may_apply", "2025-01-17", "Article 45(3) (if it is of such a kind)"),
    (DORA, "2026-11-24", UTILITY, "not_applicable", None, "Article 28(3): not a financial entity"),
    (NIS2, "2023-06-01", HOST, "may_apply", "2024-10-18", "Article 41(1) (if it is of such a kind)"),
    (NIS2, "2024-10-17", HOST, "may_apply", "2024-10-18", "Article 41(1) (if it is of such a kind)"),
    (NIS2, "2024-10-18", HOST, "may_apply", "2024-10-18", "Article 41(1), 2(1) (if it is of such a kind)"),
    (f"{NIS2}:Article 21(1)", "2024-10-17", UTILITY, "may_apply", "2024-10-18", "Article 41(1) (if it is of such a kind)"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", UTILITY, "may_apply", "2024-10-18", "Article 21(1) (if it is of such a kind)"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**UTILITY, "size": "medium"}, "may_apply", "2024-10-18", "Article 2(1) (if it is of such a kind)"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**UTILITY, "size": "small"}, "may_apply", "2024-10-18", "Article 2(2)(b)-(e), 2(3)"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**HOST, "size": "micro"}, "may_apply", "2024-10-18", "Article 2(2)(a): trust, TLD, DNS, telecoms"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**FINANCIAL, "sectors": "manufacturing"}, "may_apply", "2024-10-18", "Annex II: some manufacture only"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**FINANCIAL, "sectors": "public-administration"}, "may_apply", "2024-10-18", "Article 2(2)(f), 2(5)(a): central, some regional, local where so provided; the word covers suppliers too"),
    (NIS2, "2026-11-24", {**FINANCIAL, "sectors": "defence"}, "not_applicable", None, "not in the annexes; 2(7)"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", OTHER, "may_apply", "2024-10-18", "Annex I(9), II(6): sectors that a profile has no word for"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 4(1); DORA 1(2): DORA instead"),
    (f"{NIS2}:Article 23(1)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 4(1); DORA 1(2)"),
    (f"{NIS2}:Article 20(1)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 4(1): goes with 21"),
    (f"{NIS2}:Article 21(1)", "2024-12-01", FINANCIAL, "may_apply", "2024-10-18", "Article 41(1) with DORA 64: till 2025-01-17 DORA required nothing; credit institutions, venues, CCPs only (Annex I 3-4)"),
    (f"{NIS2}:Article 3(4)", "2026-11-24", FINANCIAL, "may_apply", "2024-10-18", "Article 3(4): not displaced; banks, venues, CCPs"),
    (f"{NIS2}:Article 3(4)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 3(4) (if it is of such a kind)"),
    (f"{NIS2}:Article 20(2)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 20(2) (if it is of such a kind)"),
    (f"{NIS2}:Article 23(1)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 23(1) (if it is of such a kind)"),
    (f"{NIS2}:Article 23(4)(a)", "2026-11-24", UTILITY, "may_apply", "2024-10-18", "Article 23(4)(a) (if it is of such a kind)"),
    (f"{NIS2}:Article 23(1)", "2026-11-24", AUTHORITY, "may_apply", "2024-10-18", "an authority may be such an entity itself"),
    (f"{NIS2}:Article 24(1)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 24(1): Member States may require"),
    (f"{NIS2}:Article 26(3)", "2026-11-24", HOST, "not_applicable", None, "Article 26(3): established in the Union"),
    (f"{NIS2}:Article 26(3)", "2026-11-24", FOREIGN, "may_apply", "2024-10-18", "Article 26(3): of the kinds of 26(1)(b)"),
    (f"{NIS2}:Article 26(3)", "2026-11-24", {**FOREIGN, "sectors": "energy"}, "may_apply", "2024-10-18", "Article 26(3): not energy (if it is of such a kind)"),
    (f"{NIS2}:Article 27(2)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 27(1): kinds"),
    (f"{NIS2}:Article 27(2)", "2026-11-24", UTILITY, "not_applicable", None, "Article 27(1)"),
    (f"{NIS2}:Article 28(1)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 28(1): TLD registries, registration services"),
    (f"{NIS2}:Article 28(1)", "2026-11-24", UTILITY, "not_applicable", None, "Article 28(1)"),
    (f"{NIS2}:Article 28(1)", "2026-11-24", {**HOST, "size": "micro"}, "may_apply", "2024-10-18", "Article 2(4), 28(1): whatever the size"),
    (f"{NIS2}:Article 29(4)", "2026-11-24", HOST, "may_apply", "2024-10-18", "Article 29(4) (if it is of such a kind)"),
    (NIS2, "2026-11-24", {**HOST, "jurisdictions": "US"}, "not_applicable", None, "Article 2(1)"),
    (DETAIL, "2024-11-06", HOST, "may_apply", "2024-11-07", "Article 16: in force 2024-11-07; and only relevant entities"),
    (DETAIL, "2026-11-24", HOST, "may_apply", "2024-11-07", "Article 1: kinds; telecoms and exchange points are not among them"),
    (f"{DETAIL}:Article 2(2)", "2026-11-24", HOST, "may_apply", "2024-11-07", "Article 1"),
    (DETAIL, "2026-11-24", UTILITY, "not_applicable", None, "Article 1"),
    (DETAIL, "2026-11-24", FINANCIAL, "not_applicable", None, "Article 1"),
    (f"{DETAIL}:Annex, point 1.1.1", "2026-11-24", HOST, "may_apply", "2024-11-07", "Article 1"),
    (f"{DETAIL}:Annex, point 1.1.1", "2026-11-24", FOREIGN, "may_apply", "2024-11-07", "Article 1"),
    (f"{DETAIL}:Annex, point 1.1.1", "2026-11-24", {**HOST, "size": "micro"}, "may_apply", "2024-11-07", "Article 1: DNS, TLD, trust whatever their size"),
    (f"{DETAIL}:Annex, point 1.1.1", "2026-11-24", OTHER, "may_apply", "2024-11-07", "Article 1: managed services, marketplaces"),
    (DETAIL, "2026-11-24", {**FINANCIAL, "sectors": "health"}, "not_applicable", None, "Article 5"),
    (f"{DETAIL}:Annex, point 1.1.1", "2026-11-24", AUTHORITY, "may_apply", "2024-11-07", "an authority may be such an entity itself"),
    (DETAIL, "2026-11-24", {**HOST, "jurisdictions": "US"}, "not_applicable", None, "Article 1"),
    (DETAIL, "2026-11-24", {**FINANCIAL, "sectors": "public-administration"}, "not_applicable", None, "Article 1"),
    (f"{DETAIL}:Annex, point 13.3.3", "2026-11-24", {**HOST, "size": "small"}, "may_apply", "2024-11-07", "Article 1"),
    (DORA, "2026-11-24", {**FINANCIAL, "sectors": "digital-infrastructure"}, "may_apply", "2025-01-17", "Articles 2(1)(u), 3(19): whatever its role in AI"),
    (f"{DORA}:Article 30(1)", "2026-11-24", {**FINANCIAL, "sectors": "digital-infrastructure"}, "may_apply", "2025-01-17", "Articles 3(19), 30(1)"),
    (f"{DORA}:Article 35(5)", "2026-11-24", {**FINANCIAL, "sectors": "digital-infrastructure"}, "may_apply", "2025-01-17", "Articles 3(19), 35(5)"),
    (DORA, "2026-11-24", {**FINANCIAL, "roles": "data-provider", "sectors": ()}, "may_apply", "2025-01-17", "Article 3(21): data services"),
    (DORA, "2026-11-24", {**FINANCIAL, "sectors": ()}, "may_apply", "2025-01-17", "Articles 2(1)(u), 3(19): a company of information technology that deploys AI"),
    (f"{DORA}:Article 35(5)", "2026-11-24", {**FINANCIAL, "roles": "provider"}, "not_applicable", None, "Article 31(8)(i): financial entities are not designated"),
    (f"{DORA}:Article 43", "2026-11-24", {**FINANCIAL, "roles": "provider"}, "not_applicable", None, "Article 31(8)(i)"),
    (f"{DORA}:Article 35(5)", "2026-11-24", {**HOST, "sectors": {"digital-infrastructure", "finance"}}, "may_apply", "2025-01-17", "Article 31(8): a group of both kinds"),
    (f"{DORA}:Article 31", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "applies", "2025-01-17", "Article 31(1), (10)"),
    (f"{DORA}:Article 31", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 31(12)"),
    (f"{DORA}:Article 31(5)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "may_apply", "2025-01-17", "Article 31(5): the Lead Overseer"),
    (f"{DORA}:Article 42(1)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "may_apply", "2025-01-17", "Article 42(1): the Lead Overseer passes it on"),
    (f"{DORA}:Article 42(9)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "applies", "2025-01-17", "Article 42(9): the decision is notified"),
    (f"{DORA}:Article 42(9)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 42(9): authorities and critical providers"),
    (f"{DORA}:Article 26(8)", "2026-11-24", {**AUTHORITY, "sectors": "finance"}, "applies", "2025-01-17", "Article 26(8), third subparagraph, whatever its size"),
    (f"{DORA}:Article 26(1)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "not_applicable", None, "Article 26(1): financial entities"),
    (f"{DORA}:Article 27(2)(b)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "not_applicable", None, "Article 27(2): financial entities ensure it"),
    (f"{DORA}:Article 30(2)(a)", "2026-11-24", HOST, "may_apply", "2025-01-17", "Articles 1(1)(b), 30(2): the contract of both"),
    (f"{DORA}:Article 30(3)(e)", "2026-11-24", FOREIGN, "may_apply", "2025-01-17", "Articles 1(1)(b), 30(3)"),
    (f"{DORA}:Article 30(2)(a)", "2026-11-24", {**FINANCIAL, "roles": "regulator"}, "not_applicable", None, "Article 30(2): the parties"),
    (f"{DORA}:Article 30(2)(a)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 30(2)"),
    (f"{DORA}:Article 5(1)", "2026-11-24", {**FINANCIAL, "size": "small-mid-cap"}, "may_apply", "2025-01-17", "Article 16(1): small and non-interconnected firms are so by revenue, not by staff"),
    (f"{DORA}:Article 28(2)", "2026-11-24", {**FINANCIAL, "size": "small-mid-cap"}, "may_apply", "2025-01-17", "Articles 16(1), 28(2)"),
    (f"{DORA}:Article 17(1)", "2026-11-24", {**FINANCIAL, "size": "small-mid-cap"}, "applies", "2025-01-17", "Article 17(1): Article 16(1) takes Articles 5 to 15 alone away"),
    (f"{DORA}:Article 24(2)", "2026-11-24", FINANCIAL, "applies", "2025-01-17", "Article 24(2)"),
    (f"{DORA}:Article 24", "2026-11-24", {**FINANCIAL, "size": "micro"}, "may_apply", "2025-01-17", "Articles 3(60), 24(1)"),
    (f"{NIS2}:Article 21(1)", "2025-01-16", FINANCIAL, "may_apply", "2024-10-18", "Article 4(1); Regulation (EU) 2022/2554, Article 64"),
    (f"{NIS2}:Article 21(1)", "2025-01-17", FINANCIAL, "not_applicable", None, "Article 4(1); Regulation (EU) 2022/2554, Articles 1(2), 64"),
    (f"{NIS2}:Article 23(4)(a)", "2026-11-24", {**FINANCIAL, "size": "small-mid-cap"}, "not_applicable", None, "Article 4(1), (2)(b)"),
    (f"{NIS2}:Article 29(4)", "2026-11-24", FINANCIAL, "not_applicable", None, "Article 4(1), recital 28: Article 45 of Regulation (EU) 2022/2554 instead"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**FINANCIAL, "size": "medium"}, "may_apply", "2024-10-18", "Article 4(1), last sentence: who is outside Regulation (EU) 2022/2554"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**HOST, "sectors": {"digital-infrastructure", "finance"}}, "may_apply", "2024-10-18", "Article 4(1): what is not of the financial sector"),
    (f"{NIS2}:Article 21(1)", "2026-11-24", {**FOREIGN, "roles": "deployer", "sectors": "finance"}, "may_apply", "2024-10-18", "Article 4(1): financial entities of the Union"),
    (f"{NIS2}:Article 27(2)", "2026-11-24", {**FINANCIAL, "sectors": "health"}, "not_applicable", None, "Article 27(1): the kinds of Article 26(1)(b)"),
    (f"{NIS2}:Article 26(3)", "2026-11-24", {**FOREIGN, "roles": "deployer", "sectors": "energy"}, "not_applicable", None, "Article 26(1)(b), (3)"),
    (f"{NIS2}:Article 27(2)", "2026-11-24", {**FINANCIAL, "sectors": ()}, "may_apply", "2024-10-18", "Articles 26(1)(b), 27: marketplaces, managed services"),
    (f"{NIS2}:Article 28(1)", "2026-11-24", OTHER, "may_apply", "2024-10-18", "Articles 2(4), 28(1): registrars have no word of their own"),
    (f"{NIS2}:Article 28(1)", "2026-11-24", {**FINANCIAL, "sectors": "public-administration"}, "may_apply", "2024-10-18", "Articles 6(21), 28(1): a registry may be public"),
    (DETAIL, "2026-11-24", {**FINANCIAL, "sectors": ()}, "may_apply", "2024-11-07", "Article 1: marketplaces and managed services, whatever their role in AI"),
    (f"{DETAIL}:Article 11", "2026-11-24", {**FINANCIAL, "sectors": ()}, "may_apply", "2024-11-07", "Articles 1, 11"),
    (f"{DETAIL}:Annex, point 5.1.1", "2026-11-24", {**FINANCIAL, "sectors": "digital-infrastructure"}, "may_apply", "2024-11-07", "Articles 1, 2"),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "on", "facts", "verdict", "since", "article"), QUESTIONS)
def test_questions_are_answered_as_the_text_of_the_law_says(
    ref: str, on: str, facts: Mapping[str, Any], verdict: str, since: str | None, article: str
) -> None:
    found = ruling(ref, on, **facts)
    assert (found.verdict.value, found.date) == (verdict, since), article
    assert found.binds
    assert found.why


@pytest.mark.parametrize(
    ("provision", "on", "applies", "article"),
    [
        ("Article 6(5)", "2026-08-01", False, "Article 113, second paragraph"),
        ("Article 6(5)", "2026-08-02", True, "Article 113(c): with the exception of Article 6(5)"),
        ("Article 6(3)", "2027-12-01", False, "Article 113(c)(i)"),
        ("Article 28", "2025-08-02", True, "Article 113(b): Chapter III, Section 4"),
        ("Article 28(8)", "2026-07-26", False, "not yet in the text"),
        ("Article 28(8)", "2026-07-27", True, "Article 113(b)"),
        ("Article 43", "2026-08-02", True, "Article 113: Section 5 was not put off"),
        ("Article 57", "2026-08-02", True, "Article 113: Chapter VI"),
        ("Article 64", "2025-08-02", True, "Article 113(b): Chapter VII"),
        ("Article 72", "2026-08-02", True, "Article 113: Chapter IX was not put off"),
        ("Article 75a", "2026-08-01", False, "Article 113: Chapter IX"),
        ("Article 75a", "2026-08-02", True, "Article 113: Chapter IX"),
        ("Article 78", "2025-08-02", True, "Article 113(b)"),
        ("Article 95", "2026-08-02", True, "Article 113: Chapter X"),
        ("Article 99(3)", "2025-08-02", True, "Article 113(b): Chapter XII"),
        ("Article 99(4)(da)", "2026-07-26", False, "not yet in the text"),
        ("Article 99(6a)", "2026-07-27", True, "Article 113(b)"),
        ("Article 100", "2025-08-02", True, "Article 113(b)"),
        ("Article 101", "2026-08-01", False, "Article 113(b): with the exception of Article 101"),
        ("Article 101", "2026-08-02", True, "Article 113, second paragraph"),
        ("Article 104", "2026-07-27", True, "Article 113(d)"),
        ("Article 112", "2026-07-27", False, "Article 113(d): Articles 102 to 110"),
    ],
)
def test_what_binds_nobody_in_particular_has_the_dates_of_article_113(
    provision: str, on: str, applies: bool, article: str
) -> None:
    there = {each.id: each for each in CATALOG.framework("eu-ai-act").provisions}
    assert there[provision].in_application(date.fromisoformat(on)) is applies, article


def whens(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "when":
                yield part
            yield from whens(part)
    elif isinstance(value, list):
        for part in value:
            yield from whens(part)


def atoms(when: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    ((key, value),) = when.items()
    if key in ("all", "any"):
        for each in value:
            yield from atoms(each)
    elif key == "not":
        yield from atoms(value)
    else:
        yield key, value


def test_every_condition_speaks_of_known_facts_and_words() -> None:
    for when in whens(RAW):
        for key, value in atoms(when):
            if key in ("places", "established_in", "markets"):
                assert all(map(known_place, value))
            elif key == "size":
                assert {size.value for size in OrganisationSize} >= set(value)
            elif key in _WORDS:
                assert {word.value for word in _WORDS[key]} >= set(value)
            elif key in ("open_source", "modified"):
                assert value is True
            else:
                assert key in ("ask", "placed_before")


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.standard)
def test_rules_name_documents_provisions_and_sources_that_are_there(law: Law) -> None:
    record = CATALOG[law.standard]
    assert record.binding.value == "mandatory"
    assert all(source.address.startswith("https://") for source in law.sources)
    rules = [*law.scope, *law.exclusions, *law.classes, *law.stands_for, *law.legacy, *law.provisions]
    assert all(rule.article and rule.why for rule in rules)
    named = {each for rule in rules for each in (*rule.provisions, *rule.unless)}
    if named:
        there = {each.id for each in CATALOG.framework(record).provisions}
        assert named <= there


def test_every_limit_of_a_date_in_the_ai_act_is_understood() -> None:
    law = law_of("eu-ai-act")
    assert law is not None
    for provision in CATALOG.framework("eu-ai-act").provisions:
        for note in (each.note or "" for each in provision.applies):
            if "systems" in note or "models" in note:
                assert any(limit.note in note for limit in law.limits), note


def test_the_rules_are_in_canonical_form() -> None:
    assert files.canonical(RAW) == (files.packaged_folder() / "applicability.json").read_bytes()


def test_what_is_certifiable_is_there() -> None:
    for each in RAW["certifiable"]:
        assert CATALOG.standard(each["standard"]).binding.value != "mandatory"


def test_law_without_rules_is_read_by_the_register_and_its_structure(overlay: Overlay) -> None:
    law = document(
        id="acme-law", kind="law", binding="mandatory", in_force="2026-01-15",
        roles=["deployer"], sectors=["health"], system_types=["high-risk"],
        history=[{"status": "in-force", "date": "2026-01-15"}],
        milestones=[{"date": "2027-01-01", "kind": "application", "what": "Duties begin"}],
    )  # fmt: skip
    folder = overlay(register_file(law, document()))
    structure = {
        "standard": "acme-law", "edition": "1.0", "completeness": "complete", "confidence": "single-source",
        "checked_on": "2026-02-01", "sources": [{"address": "https://acme.example.org/law"}],
        "text_policy": "Identifiers.",
        "provisions": [
            {"id": "1", "kind": "article", "roles": ["deployer"], "risk_classes": ["high-risk"]},
            {"id": "2", "kind": "article", "roles": ["provider"]},
            {"id": "3", "kind": "article", "applies": [{"date": "2026-06-01", "note": "some"}]},
            {"id": "4", "kind": "article", "applies": [{"date": "2026-06-01", "stated_from": "2028-01-01"}]},
            {"id": "5", "kind": "article", "risk_classes": ["any"], "retired": True},
            {"id": "6", "kind": "article", "applies": [{"date": "2026-06-01", "note": "through Article 99"}]},
        ],
    }  # fmt: skip
    (folder / "frameworks" / "acme-law").mkdir(parents=True)
    (folder / "frameworks" / "acme-law" / "1.0.json").write_text(json.dumps(structure), encoding="utf-8")
    facts = {"jurisdictions": "DE", "roles": "deployer", "sectors": "health", "risk_classes": "high-risk"}
    found = load(folder).applicable(Profile(**facts), on="2026-07-01")
    told = {
        str(each.ref.provision): each.verdict.value
        for each in (*found.of("acme-law"), *found.excluded.of("acme-law"))
    }
    assert found.of("acme-policy")[0].verdict is Verdict.APPLIES
    assert told == {
        "None": "applies", "1": "will_apply", "2": "not_applicable", "3": "applies", "4": "not_applicable",
        "6": "applies",
    }  # fmt: skip
