"""Provisions of an act or a framework: to which profiles each applies, and from when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..records.laws import Rule
from ..records.provisions import Application, Framework, Provision
from ..tables.reasons import Reason
from ..vocabulary import RiskClass
from .conditions import NO, YES, Answer, all_of, any_of, evaluate, negation
from .grounds import (
    Case,
    Ground,
    StartDate,
    Timing,
    deeming_reason,
    exclusions_ground,
    reason_of,
    timing_of,
    with_grace_periods,
)

__all__ = ["Articles", "is_partial"]

_THROUGH = re.compile(r"through (Article [^:;,]+)")
#: Classes of a provision that binds whatever the risk class.
_EVERY_CLASS = (RiskClass.ANY, RiskClass.PROHIBITED)


class Articles:
    """The provisions of one document, read with the rules on it, for one case.

    Roles and risk classes of a provision apply to those below it that name none. An annex that names
    none is read with the article through which it works.
    """

    __slots__ = ("_case", "_provisions", "_rules", "document")

    def __init__(self, case: Case, framework: Framework, document: Timing) -> None:
        self._case = case
        self.document = document
        self._provisions = {each.id: each for each in framework.provisions}
        self._rules: dict[str, list[Rule]] = {}
        for rule in case.law.provisions:
            if rule.stated_on(case.text_day):
                for provision in rule.provisions:
                    self._rules.setdefault(provision, []).append(rule)

    def grounds(self, provision: Provision) -> Iterator[Ground]:
        """Yield what decides whether a provision is for the profile, its dates aside."""
        case, base = self._case, self._base(provision)
        lineage = list(self._with_ancestors(provision, base))
        yield self._role_ground(base, set(lineage))
        rules = [rule for each in lineage for rule in self._rules.get(each, ())]
        if not any(rule.whatever_class for rule in rules) and base.risk_classes:
            yield class_ground(case, base.risk_classes)
        for rule in rules:
            yield case.ground_of(rule)
        partial = [rule for rule in case.law.exclusions if is_partial(rule)]
        yield exclusions_ground(case, (rule for rule in partial if _is_about(rule, base, set(lineage))))

    def timing(self, provision: Provision) -> Timing:
        """Return from when a provision applies to the profile."""
        case = self._case
        if not provision.application:
            return self.document
        stated = [each for each in provision.application if each.stated_on(case.text_day)]
        if not stated:
            reason = Reason(f"not in the text as it read on {case.day}", "dates of the provision")
            return Timing(NO, NO, None, (reason,))
        base = self._base(provision)
        lineage = set(self._with_ancestors(provision, base))
        starts, one_is_certain = self._starts(stated)
        notes: tuple[Reason, ...] = ()
        if case.law.gate is not None and self._waits_for_gate(case.law.gate, base, lineage, stated):
            starts, gate_is_certain = self._behind_gate(case.law.gate, starts)
            one_is_certain = one_is_certain and gate_is_certain
            notes = (reason_of(case.law, case.law.gate),)
        source = f"{case.standard.designation}, {provision.id}"
        timing = timing_of(starts, case.day, one_is_certain, source)
        timing = timing._replace(reasons=timing.reasons + notes)
        legacy = (rule for rule in case.law.legacy if rule.stated_on(case.text_day))
        return with_grace_periods(timing, [rule for rule in legacy if _is_about(rule, base, lineage)], case)

    def deeming_reasons(self, provision: Provision) -> tuple[Reason, ...]:
        """Return what a provision is met by, beside itself, for such a profile."""
        law = self._case.law
        if not law.deemed_by:
            return ()
        lineage = set(self._with_ancestors(provision))
        return tuple(
            deeming_reason(law, rule)
            for rule in law.deemed_by
            if lineage.intersection(rule.provisions) and self._case.is_for(rule)
        )

    # ------------------------------------------------------------ parts

    def _base(self, provision: Provision) -> Provision:
        """Return the provision itself, or the article through which an annex works."""
        if not provision.roles and not provision.risk_classes:
            for each in provision.application:
                match = _THROUGH.match(each.note or "")
                if match and match[1] in self._provisions:
                    return self._provisions[match[1]]
        return provision

    def _with_ancestors(self, *provisions: Provision) -> Iterator[str]:
        """Yield the ids of provisions and of all above them, each once."""
        seen: set[str] = set()
        for provision in provisions:
            current: str | None = provision.id
            while current is not None and current not in seen:
                seen.add(current)
                yield current
                current = self._provisions[current].parent

    def _role_ground(self, base: Provision, lineage: set[str]) -> Ground:
        """Return whether the provision addresses a role of the profile, or one that stands for it."""
        case = self._case
        if not base.roles:
            return Ground(YES)
        addressed = evaluate({"roles": base.roles}, case)
        answers = [addressed]
        reasons = [Reason(f"addresses {', '.join(base.roles)}", f"{case.standard.designation}, {base.id}")]
        for rule in case.law.stands_for:
            if set(rule.roles) & set(base.roles) and _is_about(rule, base, lineage):
                stands_for = case.ground_of(rule)
                answers.append(stands_for.answer)
                if stands_for.answer.truth is not False and not addressed.truth:
                    reasons += stands_for.reasons
        return Ground(any_of(answers), tuple(reasons))

    def _starts(self, stated: Iterable[Application]) -> tuple[list[StartDate], bool]:
        """Return the start dates, and whether one of them is certainly the profile's.

        A date without a limit is for all to whom no other date is limited. Every high-risk system is
        so by one of two ways, so dates limited to both leave nobody out.
        """
        limited: list[StartDate] = []
        general: list[Application] = []
        routes: set[str] = set()
        for each in stated:
            when = self._limit(each.note)
            if when is None:
                general.append(each)
            else:
                limited.append(StartDate(each.date, evaluate(when, self._case), each.note))
                routes.update(when.get("annexes", ()))
        others = negation(any_of(start.answer for start in limited))
        starts = limited + [StartDate(each.date, others, None) for each in general]
        return starts, bool(general) or routes == {"annex-i", "annex-iii"}

    def _limit(self, note: str | None) -> Mapping[str, Any] | None:
        """Return the condition that the note of a date stands for, if any."""
        return next((limit.when for limit in self._case.law.limits if note and limit.note in note), None)

    def _waits_for_gate(
        self, gate: Rule, base: Provision, lineage: set[str], stated: Iterable[Application]
    ) -> bool:
        """Tell whether a provision binds those whom the gate is for, without own dates for each way."""
        if set(base.risk_classes) != set(gate.classes) or lineage.intersection(gate.unless):
            return False
        has_general_date = any(self._limit(each.note) is None for each in stated)
        is_possible = evaluate(gate.when, self._case).truth is not False
        return has_general_date and is_possible and not set(gate.roles).isdisjoint(base.roles)

    def _behind_gate(self, gate: Rule, starts: list[StartDate]) -> tuple[list[StartDate], bool]:
        """Return start dates no earlier than the gate's, and whether one of these is certain.

        Outside the gate, the stated dates are kept; if membership is undecided, both are.
        """
        case = self._case
        inside = case.ground_of(gate).answer
        outside = negation(inside)
        applications = self._provisions[gate.provisions[0]].application
        gate_starts, gate_is_certain = self._starts(
            [each for each in applications if each.stated_on(case.text_day)]
        )
        latest = max(start.date for start in starts)
        stated = [start._replace(answer=all_of((start.answer, outside))) for start in starts]
        moved = [
            StartDate(max(latest, start.date), all_of((start.answer, inside)), start.note)
            for start in gate_starts
        ]
        return stated + moved, gate_is_certain


def class_ground(case: Case, classes: Iterable[RiskClass]) -> Ground:
    """Return whether the profile's systems or models are of one of the risk classes of a provision."""
    answers: list[Answer] = []
    reasons: list[Reason] = []
    for risk_class in classes:
        if risk_class in _EVERY_CLASS:
            return Ground(YES)
        rules = [rule for rule in case.law.classes if risk_class in rule.classes]
        if not rules:
            answers.append(evaluate({"risk_classes": [risk_class]}, case))
        else:
            grounds = [case.ground_of(rule) for rule in rules]
            answers.append(all_of(ground.answer for ground in grounds))
            reasons += [reason for ground in grounds for reason in ground.reasons]
    return Ground(any_of(answers), tuple(reasons))


def is_partial(exclusion: Rule) -> bool:
    """Tell whether an exclusion leaves out only some provisions, so that the act may apply all the same."""
    return bool(exclusion.classes or exclusion.unless or exclusion.provisions)


def _is_about(rule: Rule, base: Provision, lineage: set[str]) -> bool:
    """Tell whether a rule for some provisions or classes, with exceptions, is about a provision."""
    if lineage.intersection(rule.unless) or (rule.provisions and lineage.isdisjoint(rule.provisions)):
        return False
    return not rule.classes or set(rule.classes) >= set(base.risk_classes or (RiskClass.ANY,))
