"""What a ruling is made of: the case, its grounds, and from when something applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..records.dates import PartialDate
from ..records.standards import Standard
from ..vocabulary import Binding
from .conditions import YES, Answer, Circumstances, all_of, answer, any_of, negation
from .laws import Law, Rule
from .profiles import Profile
from .rulings import Reason

__all__ = ["Case", "Ground", "Term", "Timing", "with_grace_periods", "exclusions_ground", "reason", "timing"]


class Case(NamedTuple):
    """A profile on a day, against one document, with the rules of law on it where there are any.

    `current` is whether its edition is, `held` whether the profile is held to it. `certification` is why
    the document can be certified against, where the profile asks for that.
    """

    profile: Profile
    day: dt.date
    standard: Standard
    current: bool
    held: bool
    law: Law | None
    certification: str | None = None

    @property
    def about(self) -> Circumstances:
        """In what conditions are looked at."""
        return Circumstances(self.profile, self.day, self.standard.eea_relevant)

    @property
    def binds(self) -> bool:
        """Whether those to whom the document applies must follow it."""
        return self.held or self.standard.binding is Binding.MANDATORY

    @property
    def text_day(self) -> dt.date:
        """The day whose text counts: before an act enters into force, the text with which it will."""
        start = self.standard.in_force
        return self.day if start is None else max(self.day, start.last)


class Ground(NamedTuple):
    """One thing on which a ruling turns: its answer, and the reasons that come with it."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()


class Term(NamedTuple):
    """A day from which something applies, and whether it is this profile's."""

    date: PartialDate
    answer: Answer
    note: str | None = None


class Timing(NamedTuple):
    """Whether something has begun to apply by the day, whether it ever does, and from when."""

    now: Answer
    ever: Answer
    date: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()


def timing(terms: Sequence[Term], day: dt.date, sure: bool, source: str) -> Timing:
    """The timing that follows from several days; `sure` says that one of them is the profile's."""
    open_ = sorted((term for term in terms if term.answer.truth is not False), key=lambda term: term.date)
    reached = [term for term in open_ if term.date.last <= day]
    all_reached = len(reached) == len(open_)
    ever = any_of(term.answer for term in open_)
    if sure and open_:
        ever = YES
    now = ever if all_reached else any_of(term.answer for term in reached)
    reasons = tuple(
        Reason(f"from {term.date}{f': {term.note}' if term.note else ''}", source) for term in open_
    )
    if not open_:
        reasons = (Reason("none of the days from which it applies is for such a profile", source),)
    certain = [term.date for term in reached if term.answer.truth]
    if certain:
        return Timing(now, ever, min(certain), reasons)
    if open_ and all_reached:
        return Timing(now, ever, open_[-1].date, reasons)
    ahead = [term.date for term in open_ if term.date.last > day]
    return Timing(now, ever, min(ahead, default=None), reasons)


def with_grace_periods(base: Timing, rules: Sequence[Rule], case: Case) -> Timing:
    """A timing, with what the rules of grace leave of it for what was there before."""
    assert case.law is not None
    told = [(rule, answer(rule.when, case.about)) for rule in rules]
    before = any_of(each for _, each in told)
    if before.truth is False:
        return base
    law = case.law
    touched = [(rule, each) for rule, each in told if each.truth is not False]
    reasons = tuple(reason(law, rule) for rule, _ in touched)
    late = [[Term(then.date, answer(then.when, case.about)) for then in rule.then] for rule, _ in touched]
    reached = [[term for term in terms if term.date.last <= case.day] for terms in late]

    def by_cases(fresh: Answer, graces: Sequence[Sequence[Term]]) -> Answer:
        old = [any_of(term.answer for term in terms) for terms in graces]
        cases = [all_of([each, end]) for (_, each), end in zip(touched, old, strict=True)]
        # The last case: what holds of old and new alike holds, whichever of them it is.
        return any_of([all_of([negation(before), fresh]), *cases, all_of([fresh, *old])])

    now, ever = by_cases(base.now, reached), by_cases(base.ever, late)
    new = [base.date] if before.truth is None and base.date is not None else []
    ends = [term.date for terms in late for term in terms if term.answer.truth is not False]
    date = min([*ends, *new], default=None)
    if now.truth:
        date = max([min(term.date for terms in reached for term in terms if term.answer.truth), *new])
    return Timing(now, ever, date, reasons + (base.reasons if not before.truth else ()))


def exclusions_ground(case: Case, rules: Iterable[Rule]) -> Ground:
    """That no exclusion takes it out."""
    assert case.law is not None
    told = [(rule, answer(rule.when, case.about)) for rule in rules if rule.stands_on(case.text_day)]
    whole = any_of(each for _, each in told)
    reasons = (reason(case.law, rule) for rule, each in told if each.truth is whole.truth)
    return Ground(negation(whole), () if whole.truth is False else tuple(reasons))


def reason(law: Law, rule: Rule) -> Reason:
    """What a rule says, with its article."""
    return Reason(rule.why, f"{law.act}, {rule.article}")
