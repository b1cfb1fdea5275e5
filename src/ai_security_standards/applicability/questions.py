"""The questions of an interview: one fact each, with at most seven options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from ..errors import UnknownCriterion
from ..records.cards import Card
from ..records.laws import FACT_WORDS
from ..records.places import GROUPS
from ..records.refs import Ref
from ..vocabulary import OrganisationSize
from ..vocabulary.criteria import unknown_value
from .profiles import Profile

__all__ = [
    "CHOICE",
    "FORM",
    "START",
    "Option",
    "Question",
    "can_be_asked",
    "is_fact",
    "question_for",
    "question_text",
]

#: Questions of rulings that no answer settles: the fact `held_to` does, an authority, or the register.
CHOICE = (
    "whether the organisation chooses it or is held to it: "
    "it is made for others, and nobody is obliged to follow it"
)
FORM = "whether and in what form it is issued"
START = "from when it applies"


@frozen
class Option(Card):
    """An answer that can be chosen: what it says, and the values that it gives to the fact.

    `follow_up` names the question that makes it exact: its values are then those of that question.
    """

    label: str
    values: tuple[str, ...]
    follow_up: str | None = None


@frozen(kw_only=True)
class Question(Card):
    """A question on one fact of a profile, or one that no fact answers.

    Attributes:
        id: The fact, with the word that the question makes exact after a colon; or the question of a rule.
        text: What to ask.
        options: At most seven answers.
        several: Whether several options may be chosen, or none of them.
        settles: The acts that the answer alone may settle.
    """

    id: str
    text: str
    options: tuple[Option, ...]
    several: bool = False
    settles: tuple[Ref, ...] = ()

    @property
    def fact(self) -> str | None:
        """The fact of a profile that the answer gives; None for a question that no fact answers."""
        fact = self.id.partition(":")[0]
        return fact if is_fact(fact) else None

    def chosen(self, answer: object) -> tuple[Option, ...]:
        """Return the options that an answer means.

        Args:
            answer: Labels or values of options, one or several; True and False stand for yes and no. Of a
                fact, any other value of it, too.

        Raises:
            UnknownCriterion: An answer is none of these; near misses are named.

        >>> sectors = question_for("sectors", Profile())
        >>> [option.values for option in sectors.chosen(["health care", "finance"])]
        [('health',), ('finance',)]
        """
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        given = [answer] if isinstance(answer, str) else answer
        if not isinstance(given, Iterable):
            raise UnknownCriterion(f"an answer must be one or several of the options, not {answer!r}")
        chosen = tuple(self._option(str(each)) for each in given)
        if len(chosen) != 1 and not self.several:
            raise UnknownCriterion(f"give one answer to {self.text!r}, not {len(chosen)}")
        return chosen

    def _option(self, text: str) -> Option:
        for option in self.options:
            if text == option.label or (text,) == option.values:
                return option
        if self.fact is None or self.options == _YES_NO:
            raise unknown_value("answer", text, [option.label for option in self.options])
        facts: dict[str, Any] = {self.fact: text}
        given = getattr(Profile(**facts), self.fact)
        return Option(text, tuple(sorted(given)) if isinstance(given, frozenset) else (str(given),))


def is_fact(name: str) -> bool:
    """Tell whether a fact of a profile can be asked."""
    return name in _TEXTS


def can_be_asked(key: str) -> bool:
    """Tell whether the answer to a fact or question of a ruling can be given in an interview.

    >>> can_be_asked("roles"), can_be_asked("free"), can_be_asked(CHOICE)
    (True, False, False)
    """
    if key in Profile.__annotations__:
        return is_fact(key)
    return not key.startswith((CHOICE, FORM, START))


#: A second statement, after which "Is it" would no longer fit.
_MORE_STATEMENTS = re.compile(r", and |\b(?:and|or) (?:then )?[a-z]+s ")
_SECOND_QUESTION = re.compile(r", and whether (.+?) (is|has) ")


def question_text(key: str) -> str:
    """Return what to ask about a fact, or a question of a ruling as a sentence.

    >>> question_text("whether it is a cloud computing service provider (Article 7)")
    'Is it a cloud computing service provider (Article 7)?'
    >>> question_text("whether it makes toys")
    'Is it true that it makes toys?'
    """
    if is_fact(key):
        return _TEXTS[key]
    statement = _SECOND_QUESTION.sub(r", and \2 \1 ", key.removeprefix("whether "))
    if statement.startswith("it is ") and not _MORE_STATEMENTS.search(statement):
        return f"Is it {statement.removeprefix('it is ')}?"
    return f"Is it true that {statement}?"


def question_for(key: str, profile: Profile, skipped: Iterable[str] = ()) -> Question | None:
    """Return the question on a fact, or on what no fact answers; None where nothing is left to ask.

    Where the profile gives the fact, the question is the first that makes one of its words more exact.

    Args:
        key: A fact, the id of a follow-up, or a question of a rule.
        profile: The facts so far.
        skipped: The ids of questions that are not to be asked.
    """
    if not is_fact(key.partition(":")[0]):
        question = Question(id=key, text=question_text(key), options=_YES_NO)
        return None if key in skipped else question
    questions = _questions()
    if ":" in key:
        return questions.get(key)
    value = getattr(profile, key)
    if value is None:
        return None if key in skipped else questions[key]
    words = sorted(value) if isinstance(value, frozenset) else ["" if isinstance(value, bool) else str(value)]
    finer = [f"{key}:{word}" for word in words]
    return next((questions[each] for each in finer if each in questions and each not in skipped), None)


# ---------------------------------------------------------------- the questions

_YES_NO = (Option("yes", ("yes",)), Option("no", ("no",)))

#: What to ask about each fact.
_TEXTS: Mapping[str, str] = {
    "established_in": "Where is the organisation established or located?",
    "markets": "Where are its systems, models or products offered, or is their output used?",
    "roles": "What does the organisation do?",
    "sectors": "In which of these sectors does it work?",
    "risk_classes": "What does the system or model count as under the EU AI Act?",
    "annexes": "Where do the annexes of the EU AI Act list the system?",
    "system_types": "What sort of system or model is it?",
    "deployment": "How is the system used, and how does it reach people?",
    "size": "How large is the organisation?",
    "open_source": "Is it under a free and open-source licence?",
    "modified": "Did its design change substantially after the duties for new ones began?",
    "placed_on_market": "When was it first placed on the market or put into service?",
}

_STATES = {
    "US-CA": "California", "US-CO": "Colorado", "US-NY": "New York", "US-TX": "Texas", "US-CT": "Connecticut",
    "US-GA": "Georgia", "US-IA": "Iowa", "US-ID": "Idaho", "US-IL": "Illinois", "US-ME": "Maine",
    "US-MT": "Montana", "US-NE": "Nebraska", "US-NV": "Nevada", "US-OR": "Oregon", "US-UT": "Utah",
    "US-WA": "Washington",
}  # fmt: skip
_OTHER_STATES = tuple(
    f"US-{code}"
    for code in (
        "AK AL AR AZ DC DE FL HI IN KS KY LA MA MD MI MN MO MS "
        "NC ND NH NJ NM OH OK PA RI SC SD TN VA VT WI WV WY"
    ).split()
)
_COUNTRIES = {
    "IN": "India", "JP": "Japan", "TW": "Taiwan", "VN": "Viet Nam", "KZ": "Kazakhstan", "RU": "Russia",
    "UZ": "Uzbekistan",
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
_STATES_2, _STATES_3 = "US-CT US-GA US-IA US-ID US-IL US-ME", "US-MT US-NE US-NV US-OR US-UT US-WA"


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
        Option("before 2 August", ("2025-08-01",)),
        Option("later", ("2025-12-31",)),
    ),
    "placed_on_market:2026": (
        Option("before 1 March", ("2026-02-28",)),
        Option("March to 1 August", ("2026-08-01",)),
        Option("later", ("2026-12-31",)),
    ),
    "placed_on_market:2027": (
        Option("before 2 August", ("2027-08-01",)),
        Option("2 August to 1 December", ("2027-12-01",)),
        Option("2 to 10 December", ("2027-12-10",)),
        Option("later", ("2027-12-31",)),
    ),
    "placed_on_market:2028": (
        Option("before 2 August", ("2028-08-01",)),
        Option("later", ("2028-12-31",)),
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
            _group(fact, "asia", "elsewhere in Asia, or Russia", _ASIA),
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
            Option("all of the United States", (*_STATES, *_OTHER_STATES)),
            *_named(_STATES, "US-CA US-CO US-NY US-TX"),
            _group(
                fact, "more-states",
                "CT, GA, IA, ID, IL, ME, MT, NE, NV, OR, UT or WA",
                f"{_STATES_2} {_STATES_3}",
            ),
            Option("other states", _OTHER_STATES),
        ),
        f"{fact}:more-states": (
            *_named(_STATES, _STATES_2),
            _group(fact, "western-states", "Montana, Nebraska, Nevada, Oregon, Utah, Washington", _STATES_3),
        ),
        f"{fact}:western-states": _named(_STATES, _STATES_3),
    }  # fmt: skip


@cache
def _questions() -> Mapping[str, Question]:
    """Return the questions on facts by id: of a fact, of a word to be made exact, of a group of words."""
    options: dict[str, tuple[Option, ...]] = {
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
        "risk_classes": _words(
            "risk_classes", "prohibited high-risk transparency general-purpose systemic-risk any"
        ),
        "annexes": _words("annexes", "annex-i-a annex-i-b annex-iii annex-x"),
        "annexes:annex-i": _words("annexes", "annex-i-a annex-i-b"),
        "annexes:annex-iii": (
            *_words("annexes", "annex-iii-1 annex-iii-2 annex-iii-3 annex-iii-4 annex-iii-5"),
            _group(
                "annexes",
                "police",
                "law enforcement; migration, asylum and borders",
                "annex-iii-6 annex-iii-7",
            ),
            *_words("annexes", "annex-iii-8"),
        ),
        "annexes:police": _words("annexes", "annex-iii-6 annex-iii-7"),
        "annexes:annex-iii-5": _words("annexes", "annex-iii-5-b annex-iii-5-c annex-iii-5"),
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
        "open_source": _YES_NO,
        "modified": _YES_NO,
        **_DATES,
    }
    single = ("size", "open_source", "modified", "placed_on_market")
    return {
        key: Question(
            id=key, text=_TEXTS[key.partition(":")[0]], options=answers,
            several=key.partition(":")[0] not in single,
        )
        for key, answers in options.items()
    }  # fmt: skip
