"""The parts of a ruling: the case, its grounds, and from when something applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import field, frozen

from ..records.dates import PartialDate
from ..records.laws import DeemingRule, Law, Rule
from ..records.standards import Standard
from ..tables.reasons import Reason
from ..vocabulary import Binding
from .conditions import YES, Answer, Circumstances, all_of, any_of, evaluate, negation

__all__ = [
    "Case",
    "Ground",
    "StartDate",
    "Timing",
    "deeming_reason",
    "exclusions_ground",
    "reason_of",
    "timing_of",
    "with_grace_periods",
]


@frozen
class Case(Circumstances):
    """The circumstances of a profile on a day, one document, and the rules of law on it.

    `law` is `NO_LAW` where there are none. `is_current` tells whether its edition is the current one,
    `is_held_to` whether the fact `held_to` of the profile names it. `certification` is why the document
    can be certified against, where the profile asks for that.
    """

    standard: Standard
    is_current: bool
    is_held_to: bool
    law: Law
    certification: str | None = None
    _grounds: dict[int, Ground] = field(factory=dict, init=False, eq=False, repr=False)

    def ground_of(self, rule: Rule) -> Ground:
        """Return whether the profile meets a rule of the law, with the rule as the reason.

        Many provisions share a rule, so each is evaluated once.
        """
        known = self._grounds.get(id(rule))
        if known is None:
            known = Ground(evaluate(rule.when, self), (reason_of(self.law, rule),))
            self._grounds[id(rule)] = known
        return known

    def is_for(self, rule: DeemingRule) -> bool:
        """Tell whether the text states what an act is met by, certainly for such a profile."""
        return rule.stated_on(self.text_day) and evaluate(rule.when, self).truth is True

    def may_be_for(self, rule: DeemingRule) -> bool:
        """Tell whether the text states what an act is met by, possibly for such a profile."""
        return rule.stated_on(self.text_day) and evaluate(rule.when, self).truth is not False

    @property
    def binds(self) -> bool:
        """Whether those to whom the document applies must follow it."""
        return self.is_held_to or self.standard.binding is Binding.MANDATORY

    @property
    def text_day(self) -> dt.date:
        """The day whose text counts: before entry into force, the day of entry into force."""
        start = self.standard.in_force
        return self.day if start is None else max(self.day, start.last)


class Ground(NamedTuple):
    """One thing that decides a ruling: its answer, and the reasons for it."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()


class StartDate(NamedTuple):
    """A day from which something applies, and the answer whether it is the profile's day."""

    date: PartialDate
    answer: Answer
    note: str | None = None


class Timing(NamedTuple):
    """Whether something has begun to apply by the day, whether it ever applies, and from when."""

    has_begun: Answer
    ever_applies: Answer
    date: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()


def timing_of(starts: Sequence[StartDate], day: dt.date, one_is_certain: bool, source: str) -> Timing:
    """Return the timing that follows from several start dates.

    Args:
        starts: The days, each with the answer whether it is the profile's.
        day: The day of the ruling.
        one_is_certain: Whether one of the days is certainly the profile's.
        source: What states the days.
    """
    possible = sorted(
        (start for start in starts if start.answer.truth is not False), key=lambda each: each.date
    )
    reached = [start for start in possible if start.date.last <= day]
    all_reached = len(reached) == len(possible)
    ever_applies = any_of(start.answer for start in possible)
    if one_is_certain and possible:
        ever_applies = YES
    has_begun = ever_applies if all_reached else any_of(start.answer for start in reached)
    reasons = tuple(
        Reason(f"from {start.date}{f': {start.note}' if start.note else ''}", source) for start in possible
    )
    if not possible:
        reasons = (Reason("none of its dates of application is for such a profile", source),)
    certain = [start.date for start in reached if start.answer.truth]
    if certain:
        return Timing(has_begun, ever_applies, min(certain), reasons)
    if possible and all_reached:
        return Timing(has_begun, ever_applies, possible[-1].date, reasons)
    ahead = [start.date for start in possible if start.date.last > day]
    return Timing(has_begun, ever_applies, min(ahead, default=None), reasons)


def with_grace_periods(base: Timing, rules: Sequence[Rule], case: Case) -> Timing:
    """Adjust a timing for the grace periods of systems already on the market."""
    answered = [(rule, case.ground_of(rule).answer) for rule in rules]
    in_grace = any_of(answer for _, answer in answered)
    if in_grace.truth is False:
        return base
    possible = [(rule, answer) for rule, answer in answered if answer.truth is not False]
    ends = [[StartDate(end.date, evaluate(end.when, case)) for end in rule.then] for rule, _ in possible]
    reached = [[end for end in of_rule if end.date.last <= case.day] for of_rule in ends]

    def by_cases(without_grace: Answer, ends: Sequence[Sequence[StartDate]]) -> Answer:
        ended = [any_of(end.answer for end in of_rule) for of_rule in ends]
        cases = [all_of([answer, end]) for (_, answer), end in zip(possible, ended, strict=True)]
        # The last case: what is so for systems in grace and for others is so, whichever it is.
        return any_of([all_of([negation(in_grace), without_grace]), *cases, all_of([without_grace, *ended])])

    has_begun, ever_applies = by_cases(base.has_begun, reached), by_cases(base.ever_applies, ends)
    dates_without_grace = [base.date] if in_grace.truth is None and base.date is not None else []
    dates_with_grace = [end.date for of_rule in ends for end in of_rule if end.answer.truth is not False]
    date = min([*dates_with_grace, *dates_without_grace], default=None)
    if has_begun.truth:
        begun = min(end.date for of_rule in reached for end in of_rule if end.answer.truth)
        date = max([begun, *dates_without_grace])
    reasons = tuple(reason_of(case.law, rule) for rule, _ in possible)
    return Timing(has_begun, ever_applies, date, reasons + (base.reasons if not in_grace.truth else ()))


def exclusions_ground(case: Case, rules: Iterable[Rule]) -> Ground:
    """Return the ground that no exclusion applies, with the exclusions that decide it."""
    grounds = [case.ground_of(rule) for rule in rules if rule.stated_on(case.text_day)]
    excluded = any_of(ground.answer for ground in grounds)
    if excluded.truth is False:
        return Ground(YES)
    decisive = (ground for ground in grounds if ground.answer.truth is excluded.truth)
    return Ground(negation(excluded), tuple(reason for ground in decisive for reason in ground.reasons))


def reason_of(law: Law, rule: Rule) -> Reason:
    """Return what a rule states, with its article as the source."""
    return Reason(rule.why, f"{law.act}, {rule.article}")


def deeming_reason(law: Law, rule: DeemingRule) -> Reason:
    """Return what a rule does to a provision, with its extent and its condition, as a reason of a ruling."""
    extent = f", for {rule.extent}" if rule.extent else ""
    condition = f"; condition: {rule.condition}" if rule.condition else ""
    return Reason(f"{rule.effect}{extent}: {rule.why}{condition}", f"{law.act}, {rule.article}")
