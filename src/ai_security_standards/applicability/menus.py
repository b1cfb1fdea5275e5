"""The menus of an interview: what to ask about each fact, and the answers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from ..records.cards import Card
from ..records.laws import FACT_WORDS
from ..records.places import GROUPS, STATES
from ..vocabulary import OrganisationSize

__all__ = ["NONE_LABELS", "TEXTS", "YES_NO", "Option", "is_single", "options_by_question"]

#: The facts with one answer.
_SINGLE = ("size", "open_source", "modified", "placed_on_market")
#: What the answer "none of these" says of facts with several; one of their options says it of the others.
NONE_LABELS: Mapping[str, str] = {
    "established_in": "none of these, and none that you can name",
    "markets": "none of these, and none that you can name",
    "roles": "none of these",
    "sectors": "none of these: another one, such as retail, education or staffing",
    "annexes": "none of these",
    "system_types": "none of these",
    "deployment": "none of these",
}


@frozen
class Option(Card):
    """An answer that can be chosen: what it says, and the values that it gives to the fact.

    `follow_up` names the question that makes it exact: its values are then those of that question.
    """

    label: str
    values: tuple[str, ...]
    follow_up: str | None = None


YES_NO = (Option("yes", ("yes",)), Option("no", ("no",)))

#: What to ask about each fact.
TEXTS: Mapping[str, str] = {
    "established_in": "Where is the organisation established or located?",
    "markets": "Where are its systems, models or products offered, or is their output used?",
    "roles": "What does the organisation do?",
    "sectors": "In which of these sectors does it work?",
    "risk_classes": "What does the system or model count as under the EU AI Act?",
    "annexes": "Is it used in one of these areas, which the annexes of the EU AI Act list?",
    "system_types": "What sort of system or model is it?",
    "deployment": "How is the system used, and how does it reach people?",
    "size": "How large is the organisation?",
    "open_source": "Is it under a free and open-source licence?",
    "modified": "Did its design change substantially after the duties for new ones began?",
    "placed_on_market": "When was it first placed on the market or put into service?",
}

_COUNTRIES = {
    "IN": "India", "JP": "Japan", "TW": "Taiwan", "VN": "Viet Nam", "KZ": "Kazakhstan", "UZ": "Uzbekistan",
    "RU": "Russia",
    "AU": "Australia", "BR": "Brazil", "CA": "Canada", "PE": "Peru", "SV": "El Salvador",
    "DK": "Denmark", "HU": "Hungary", "IT": "Italy",
}  # fmt: skip


def _named(names: Mapping[str, str], codes: str) -> tuple[Option, ...]:
    return tuple(Option(names[code], (code,)) for code in codes.split())


def _words(fact: str, words: str) -> tuple[Option, ...]:
    """Return an option for each of some words of a fact, labelled by its meaning."""
    return tuple(Option(FACT_WORDS[fact](word).meaning, (word,)) for word in words.split())


def _group(fact: str, name: str, label: str, words: str) -> Option:
    return Option(label, tuple(words.split()), f"{fact}:{name}")


_ASIA, _REST = "IN JP TW VN KZ UZ RU", "AU BR CA PE SV"
_BUILDERS = "developer integrator platform-provider system-operator data-provider data-custodian defender"
_ASSESSORS = "regulator notified-body auditor evaluator standardiser"
_AFFECTED = "customer end-user subject governing-body"
_OTHERS = f"{_ASSESSORS} {_AFFECTED}"
_SUPPLY = "importer distributor authorised-representative"
_LARGE = "US-CA US-CO US-NY US-TX"
_EASTERN, _WESTERN = "US-CT US-GA US-IA US-ID US-IL US-ME", "US-MT US-NE US-NV US-OR US-UT US-WA"
_OTHER_STATES = tuple(code for code in STATES if code not in f"{_LARGE} {_EASTERN} {_WESTERN}".split())
#: The places of the annexes of the AI Act, as a newcomer asks for them: by area.
_SERVICES, _TECHNICAL = "annex-iii-5-b annex-iii-5-c annex-iii-5", "annex-iii-1 annex-iii-2"
_PUBLIC, _PRODUCTS = "annex-iii-6 annex-iii-7 annex-iii-8", "annex-i-a annex-i-b"


#: By year, and each year by the days that rules on grace periods name.
_DATES: Mapping[str, tuple[Option, ...]] = {
    "placed_on_market": (
        Option("2021 or before", ("2021-12-31",)),
        Option("2022 to 2024", ("2024-12-31",)),
        Option("2025", ("2025",)),
        Option("2026", ("2026",)),
        Option("2027", ("2027",)),
        Option("2028", ("2028",)),
        Option("2029 or later, or not yet planned", ("2029-01-01",)),
    ),
    "placed_on_market:2025": (
        Option("before 2 August 2025", ("2025-08-01",)),
        Option("later in 2025", ("2025-12-31",)),
    ),
    "placed_on_market:2026": (
        Option("before 1 March 2026", ("2026-02-28",)),
        Option("1 March to 1 August 2026", ("2026-08-01",)),
        Option("later in 2026", ("2026-12-31",)),
    ),
    "placed_on_market:2027": (
        Option("before 2 August 2027", ("2027-08-01",)),
        Option("2 August to 1 December 2027", ("2027-12-01",)),
        Option("2 to 10 December 2027", ("2027-12-10",)),
        Option("later in 2027", ("2027-12-31",)),
    ),
    "placed_on_market:2028": (
        Option("before 2 August 2028", ("2028-08-01",)),
        Option("later in 2028", ("2028-12-31",)),
    ),
}


def _place_questions(fact: str) -> Mapping[str, tuple[Option, ...]]:
    members = {code for code, last_day in GROUPS["EU"].items() if last_day is None}
    with_law = set("DK HU IT".split())
    rest = tuple(sorted(members - with_law))
    return {
        fact: (
            Option("European Union", ("EU",)),
            Option("United States", ("US",)),
            Option("China", ("CN",)),
            Option("Korea", ("KR",)),
            Option("United Kingdom", ("GB",)),
            _group(fact, "asia", "elsewhere in Asia, Russia", _ASIA),
            _group(fact, "rest", "Australia, Canada or Latin America", _REST),
        ),
        f"{fact}:asia": _named(_COUNTRIES, _ASIA),
        f"{fact}:rest": _named(_COUNTRIES, _REST),
        f"{fact}:EU": (
            Option("all of the Union, so in Denmark, Hungary and Italy too", (*sorted(with_law), *rest)),
            *_named(_COUNTRIES, "DK HU IT"),
            Option("other Member States alone", rest),
        ),
        f"{fact}:US": (
            Option("all of the United States", tuple(STATES)),
            *_named(STATES, _LARGE),
            _group(
                fact, "more-states",
                "CT, GA, IA, ID, IL, ME, MT, NE, NV, OR, UT or WA",
                f"{_EASTERN} {_WESTERN}",
            ),
            Option("other states", _OTHER_STATES),
        ),
        f"{fact}:more-states": (
            *_named(STATES, _EASTERN),
            _group(fact, "western-states", "Montana, Nebraska, Nevada, Oregon, Utah, Washington", _WESTERN),
        ),
        f"{fact}:western-states": _named(STATES, _WESTERN),
    }  # fmt: skip


def is_single(fact: str) -> bool:
    """Tell whether a fact has one answer, not several."""
    return fact in _SINGLE


@cache
def options_by_question() -> Mapping[str, tuple[Option, ...]]:
    """Return the options of the questions on facts, by id."""
    return {
        **_place_questions("established_in"),
        **_place_questions("markets"),
        "roles": (
            *_words("roles", "provider gpai-provider deployer product-manufacturer"),
            _group("roles", "supply", "imports, distributes or represents", _SUPPLY),
            _group("roles", "builders", "builds, runs or secures systems, or supplies data", _BUILDERS),
            _group(
                "roles", "others", "assesses, supervises, buys, or is affected", f"{_ASSESSORS} {_AFFECTED}"
            ),
        ),
        "roles:supply": _words("roles", _SUPPLY),
        "roles:builders": _words("roles", _BUILDERS),
        "roles:others": (
            *_words("roles", _ASSESSORS),
            _group("roles", "affected", "buys, uses, directs or is affected", _AFFECTED),
        ),
        "roles:affected": _words("roles", _AFFECTED),
        "sectors": (
            Option("finance", ("finance",)),
            Option("health care", ("health",)),
            *_words("sectors", "digital-infrastructure public-administration"),
            Option("energy, transport or other critical infrastructure", ("critical-infrastructure",)),
            *_words("sectors", "manufacturing defence"),
        ),
        "sectors:critical-infrastructure": _words(
            "sectors", "energy transport finance health digital-infrastructure critical-infrastructure"
        ),
        "risk_classes": (
            Option("high-risk: a use of Annex III, or a safety part of a product of Annex I", ("high-risk",)),
            Option("people must be told of it: chatbots, generated content", ("transparency",)),
            Option("a general-purpose AI model, such as a large language model", ("general-purpose",)),
            Option("a general-purpose AI model with systemic risk", ("systemic-risk",)),
            Option("a prohibited practice, such as social scoring", ("prohibited",)),
            Option("none of these: an AI system with the duties of every one", ("any",)),
        ),
        "annexes": (
            Option("employment: recruiting, CV screening, managing workers", ("annex-iii-4",)),
            Option("education and vocational training", ("annex-iii-3",)),
            _group("annexes", "annex-iii-5", "credit, insurance, public benefits, emergencies", _SERVICES),
            _group("annexes", "technical", "biometrics; critical infrastructure", _TECHNICAL),
            _group("annexes", "public", "police, borders and asylum, courts and elections", _PUBLIC),
            _group(
                "annexes",
                "annex-i",
                "part of a product: medical device, toy, vehicle, machine",
                _PRODUCTS,
            ),
            *_words("annexes", "annex-x"),
        ),
        "annexes:technical": _words("annexes", _TECHNICAL),
        "annexes:public": _words("annexes", _PUBLIC),
        "annexes:annex-i": _words("annexes", _PRODUCTS),
        "annexes:annex-iii": (
            *_words("annexes", "annex-iii-4 annex-iii-3 annex-iii-5"),
            _group("annexes", "technical", "biometrics; critical infrastructure", _TECHNICAL),
            _group("annexes", "public", "police, borders and asylum, courts and elections", _PUBLIC),
        ),
        "annexes:annex-iii-5": _words("annexes", _SERVICES),
        "system_types": (
            *_words("system_types", "generative general-purpose agentic predictive biometric robotic"),
            Option("another AI system", ("ai-system",)),
        ),
        "system_types:ai-system": _words("system_types", "machine-learning federated high-risk ai-system"),
        "system_types:machine-learning": _words(
            "system_types", "generative general-purpose predictive federated machine-learning"
        ),
        "deployment": _words(
            "deployment", "internal public interactive embedded public-service public-authority"
        ),
        "deployment:public-service": _words("deployment", "public-authority public-service"),
        "size": tuple(Option(word.meaning, (word.value,)) for word in OrganisationSize),
        "open_source": YES_NO,
        "modified": YES_NO,
        **_DATES,
    }
