"""Conditions on a profile, answered yes, no or undecided (Kleene's logic).

A condition is a raw object with one key: `all` or `any` of a list of conditions, `not` of one, `ask`
(a question that no fact of a profile answers), `placed_before` a day, or a fact. The value of a fact
is a truth value, or a list of words of which the profile must have one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import field, frozen

from ..records.places import GROUPS, groups_of
from .profiles import Profile

__all__ = [
    "EEA_QUESTION", "NO", "UNKNOWN", "YES", "Answer", "Circumstances", "all_of", "any_of", "evaluate",
    "negation", "open_on",
]  # fmt: skip

Condition = Mapping[str, Any]
#: What decides whether an act of relevance to the EEA reaches its states outside the Union.
EEA_QUESTION = "whether the EEA Joint Committee has incorporated the act"


class Answer(NamedTuple):
    """Yes (True), no (False) or undecided (None).

    Of an undecided answer, `missing` has the facts and `questions` the questions that would decide it.
    `yes_by` and `no_by` have those of them that alone may make it yes, or no.
    """

    truth: bool | None
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    yes_by: frozenset[str] = frozenset()
    no_by: frozenset[str] = frozenset()


YES, NO, UNKNOWN = Answer(True), Answer(False), Answer(None)


def open_on(fact: str = "", question: str = "") -> Answer:
    """Return the answer that one fact, or one question, decides.

    >>> open_on("roles").missing, open_on(question="whether it is late").questions
    (('roles',), ('whether it is late',))
    """
    by = frozenset((fact or question,))
    return Answer(None, (fact,) if fact else (), (question,) if question else (), by, by)


def _merged(undecided: Sequence[Answer], yes_by: frozenset[str], no_by: frozenset[str]) -> Answer:
    missing = dict.fromkeys([fact for each in undecided for fact in each.missing])
    questions = dict.fromkeys([question for each in undecided for question in each.questions])
    return Answer(None, tuple(missing), tuple(questions), yes_by, no_by)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Return yes if all answers are yes, no if one is no, else undecided.

    One thing alone makes all yes only if every undecided answer turns on it; any of them may make it no.

    >>> both = all_of([YES, open_on("roles"), open_on("size")])
    >>> both.truth, both.missing, sorted(both.yes_by), sorted(both.no_by)
    (None, ('roles', 'size'), [], ['roles', 'size'])
    >>> all_of([NO, UNKNOWN]).truth
    False
    """
    undecided: list[Answer] = []
    for each in answers:
        if each.truth is False:
            return NO
        if each.truth is None:
            undecided.append(each)
    if len(undecided) < 2:
        return undecided[0] if undecided else YES
    yes_by, no_by = undecided[0].yes_by, undecided[0].no_by
    for each in undecided[1:]:
        yes_by, no_by = yes_by & each.yes_by, no_by | each.no_by
    return _merged(undecided, yes_by, no_by)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Return yes if one answer is yes, no if all are no, else undecided.

    >>> any_of([YES, UNKNOWN]).truth, any_of([NO, UNKNOWN]).truth, any_of([]).truth
    (True, None, False)
    """
    undecided: list[Answer] = []
    for each in answers:
        if each.truth:
            return YES
        if each.truth is None:
            undecided.append(each)
    if len(undecided) < 2:
        return undecided[0] if undecided else NO
    yes_by, no_by = undecided[0].yes_by, undecided[0].no_by
    for each in undecided[1:]:
        yes_by, no_by = yes_by | each.yes_by, no_by & each.no_by
    return _merged(undecided, yes_by, no_by)


def negation(answer: Answer) -> Answer:
    """Return no for yes and yes for no; undecided stays undecided."""
    if answer.truth is None:
        return answer._replace(yes_by=answer.no_by, no_by=answer.yes_by)
    return NO if answer.truth else YES


@frozen
class Circumstances:
    """What a condition is evaluated against; `eea` tells whether the act is of relevance to the EEA."""

    profile: Profile
    day: dt.date
    eea: bool = field(default=False, kw_only=True)


#: The next broader word of each word: every case of the one is a case of the other.
_BROADER: Mapping[str, Mapping[str, str]] = {
    "system_types": {
        "ai-system": "it-system",
        **dict.fromkeys(("machine-learning", "agentic", "biometric", "high-risk", "robotic"), "ai-system"),
        **dict.fromkeys(("predictive", "generative", "general-purpose", "federated"), "machine-learning"),
    },
    "sectors": dict.fromkeys(
        ("energy", "transport", "finance", "health", "digital-infrastructure"), "critical-infrastructure"
    ),
    "deployment": {"public-authority": "public-service"},
}


def evaluate(condition: Condition, circumstances: Circumstances) -> Answer:
    """Return the answer to whether a profile meets a condition on a day.

    >>> us = Circumstances(Profile(markets="US"), dt.date(2026, 11, 24))
    >>> evaluate({"markets": ["US-CO"]}, us).missing
    ('markets',)
    >>> evaluate({"not": {"markets": ["EU"]}}, us).truth
    True
    """
    ((key, value),) = condition.items()
    if key == "all":
        return all_of(evaluate(each, circumstances) for each in value)
    if key == "any":
        return any_of(evaluate(each, circumstances) for each in value)
    if key == "not":
        return negation(evaluate(value, circumstances))
    if key == "ask":
        return _asked(value, circumstances.profile)
    if key == "places":
        return any_of(_in_any_place(name, value, circumstances) for name in ("established_in", "markets"))
    if key in ("established_in", "markets"):
        return _in_any_place(key, value, circumstances)
    if key == "placed_before":
        return _placed_before(value, circumstances.profile)
    fact = getattr(circumstances.profile, key)
    if fact is None:
        return open_on(key)
    if isinstance(value, bool):
        return Answer(fact is value)
    words = fact if isinstance(fact, frozenset) else {fact.value}
    return _any_word(key, words, value)


def _any_word(fact: str, words: Iterable[str], wanted: Iterable[str]) -> Answer:
    """Return whether one of a fact's words is a case of a wanted one."""
    truths = [_is_case_of(fact, word, broader) for word in words for broader in wanted]
    if True in truths:
        return YES
    return open_on(fact) if None in truths else NO


def _asked(question: str, profile: Profile) -> Answer:
    """Return the profile's answer to a question that no fact answers."""
    if question in profile.answers_yes:
        return YES
    return NO if question in profile.answers_no else open_on(question=question)


@lru_cache(maxsize=4096)
def _is_case_of(fact: str, word: str, broader: str) -> bool | None:
    """Tell whether a word is a case of another; None if the word is the broader one."""
    if broader in _with_broader(fact, word):
        return True
    return None if word in _with_broader(fact, broader) else False


def _with_broader(fact: str, word: str) -> list[str]:
    """Return a word and all words that it is a case of."""
    if fact == "annexes":
        # annex-i-a is a case of annex-i; the Roman number ends at the second part.
        parts = word.split("-")
        return ["-".join(parts[:end]) for end in range(2, len(parts) + 1)]
    broader = _BROADER.get(fact, {})
    words = [word]
    while words[-1] in broader:
        words.append(broader[words[-1]])
    return words


def _in_any_place(fact: str, regions: Iterable[str], circumstances: Circumstances) -> Answer:
    """Return whether one of a fact's places is in one of some regions."""
    places = getattr(circumstances.profile, fact)
    if places is None:
        return open_on(fact)
    return any_of(_in_place(fact, place, region, circumstances) for place in places for region in regions)


def _in_place(fact: str, place: str, region: str, circumstances: Circumstances) -> Answer:
    """Return whether a place is in a region; undecided if the place is the wider one.

    Args:
        fact: The fact that names the place.
        place: The place that the profile names.
        region: The place that the condition names.
        circumstances: The day, and whether the act is of relevance to the EEA.
    """
    day = circumstances.day
    around = _around(place, day)
    if region in around:
        return YES
    if place in _around(region, day):
        return open_on(fact)
    if place in GROUPS:
        members = [state for state in GROUPS[place] if place in _around(state, day)]
        if any(region in _around(state, day) for state in members):
            return open_on(fact)
    elif region == "EU" and circumstances.eea and "EEA" in around:
        return _asked(EEA_QUESTION, circumstances.profile)
    return NO


@lru_cache(maxsize=1024)
def _around(place: str, day: dt.date) -> frozenset[str]:
    """Return a place with its state and the groups that the state is in on a day."""
    state = place.partition("-")[0]
    places = {place, state, "international"} | groups_of(state, day.isoformat())
    if place == "EU" or "EU" in places:
        places.add("EEA")
    return frozenset(places)


def _placed_before(day: str, profile: Profile) -> Answer:
    """Return whether the system was certainly placed on the market before a day."""
    placed = profile.placed_on_market
    limit = dt.date.fromisoformat(day)
    if placed is None or placed.first < limit <= placed.last:
        return open_on("placed_on_market")
    return Answer(placed.last < limit)
