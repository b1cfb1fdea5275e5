"""Conditions on a profile, answered yes, no, or not to be told from what is said (Kleene's logic).

A condition is a raw object with one key: `all` or `any` of a list of conditions, `not` of one, `ask`
(a question that no fact of a profile answers), `placed_before` a day, a truth value for a fact that
is one, or a list of words of which the profile's fact must hold one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrs import frozen

from ..records.places import GROUPS, groups_of
from .profiles import Profile

__all__ = ["NO", "UNKNOWN", "YES", "Answer", "Circumstances", "all_of", "answer", "any_of", "negation"]

Condition = Mapping[str, Any]


class Answer(NamedTuple):
    """Yes (True), no (False) or undecided (None), then with the facts and questions that would decide it."""

    truth: bool | None
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


YES, NO, UNKNOWN = Answer(True), Answer(False), Answer(None)


def _undecided(answers: Iterable[Answer]) -> Answer:
    open_ = [each for each in answers if each.truth is None]
    missing = dict.fromkeys(fact for each in open_ for fact in each.missing)
    return Answer(None, tuple(missing), tuple(dict.fromkeys(q for each in open_ for q in each.questions)))


def all_of(answers: Iterable[Answer]) -> Answer:
    """Yes if all are; no if one is no; else undecided.

    >>> all_of([YES, Answer(None, ("roles",))])
    Answer(truth=None, missing=('roles',), questions=())
    >>> all_of([NO, UNKNOWN]).truth
    False
    """
    told = list(answers)
    if any(each.truth is False for each in told):
        return NO
    return YES if all(each.truth for each in told) else _undecided(told)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes if one is; no if none is; else undecided."""
    told = list(answers)
    if any(each.truth for each in told):
        return YES
    return NO if all(each.truth is False for each in told) else _undecided(told)


def negation(told: Answer) -> Answer:
    """Yes for no, no for yes; undecided stays so."""
    return told if told.truth is None else Answer(not told.truth)


@frozen
class Circumstances:
    """In what a condition is looked at; `eea` says that the act is of relevance to the EEA."""

    profile: Profile
    day: dt.date
    eea: bool = False


_TREES: Mapping[str, Mapping[str, str]] = {
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
"""What lies directly in what: every word below another is a case of it."""


def answer(condition: Condition, about: Circumstances) -> Answer:
    """Whether a condition holds for a profile on a day.

    >>> here = Circumstances(Profile(markets="US"), dt.date(2026, 11, 24))
    >>> answer({"markets": ["US-CO"]}, here)
    Answer(truth=None, missing=('markets',), questions=())
    >>> answer({"not": {"markets": ["EU"]}}, here).truth
    True
    """
    ((key, value),) = condition.items()
    if key == "all":
        return all_of(answer(each, about) for each in value)
    if key == "any":
        return any_of(answer(each, about) for each in value)
    if key == "not":
        return negation(answer(value, about))
    if key == "ask":
        return Answer(None, (), (value,))
    if key == "places":
        return any_of(_in_place(name, value, about) for name in ("established_in", "markets"))
    if key in ("established_in", "markets"):
        return _in_place(key, value, about)
    if key == "placed_before":
        return _placed_before(value, about.profile)
    said = getattr(about.profile, key)
    if said is None:
        return Answer(None, (key,))
    if isinstance(value, bool):
        return Answer(said is value)
    words = said if isinstance(said, frozenset) else {said.value}
    return _one_of(key, words, value)


def _one_of(fact: str, words: Iterable[str], wanted: Iterable[str]) -> Answer:
    def holds(word: str, wish: str) -> bool | None:
        return True if wish in _path(fact, word) else None if word in _path(fact, wish) else False

    truths = [holds(word, wish) for word in words for wish in wanted]
    return YES if True in truths else Answer(None, (fact,)) if None in truths else NO


def _path(fact: str, word: str) -> list[str]:
    """A word and all that it is a case of."""
    if fact == "annexes":
        # annex-i-a is a case of annex-i; the Roman number ends at the second part.
        parts = word.split("-")
        return ["-".join(parts[:end]) for end in range(2, len(parts) + 1)]
    tree = _TREES.get(fact, {})
    path = [word]
    while path[-1] in tree:
        path.append(tree[path[-1]])
    return path


def _in_place(fact: str, wanted: Iterable[str], about: Circumstances) -> Answer:
    places = getattr(about.profile, fact)
    if places is None:
        return Answer(None, (fact,))
    return any_of(_one_in(fact, place, wish, about) for place in places for wish in wanted)


def _one_in(fact: str, place: str, wish: str, about: Circumstances) -> Answer:
    """Whether what is in a place is in another: undecided if the first is the wider one."""
    around = _around(place, about.day)
    if wish in around:
        return YES
    if place in _around(wish, about.day):
        return Answer(None, (fact,))
    if place in GROUPS:
        members = [state for state in GROUPS[place] if place in _around(state, about.day)]
        if any(wish in _around(state, about.day) for state in members):
            return Answer(None, (fact,))
    elif wish == "EU" and about.eea and "EEA" in around:
        return Answer(None, (), ("whether the EEA Joint Committee has taken the act over",))
    return NO


def _around(place: str, day: dt.date) -> set[str]:
    state = place.partition("-")[0]
    found = {place, state, "international"} | groups_of(state, day.isoformat())
    if place == "EU" or "EU" in found:
        found.add("EEA")
    return found


def _placed_before(day: str, profile: Profile) -> Answer:
    placed = profile.placed_on_market
    limit = dt.date.fromisoformat(day)
    if placed is None or placed.first < limit <= placed.last:
        return Answer(None, ("placed_on_market",))
    return Answer(placed.last < limit)
