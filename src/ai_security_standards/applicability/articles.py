"""Provisions of an act or a framework: whom each binds, and from when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..records.provisions import Application, Framework, Provision
from ..vocabulary import RiskClass
from .conditions import NO, YES, Answer, all_of, answer, any_of, negation
from .grounds import Case, Ground, Term, Timing, exclusions_ground, reason, timing, with_grace_periods
from .laws import Rule
from .rulings import Reason

__all__ = ["Articles"]

_THROUGH = re.compile(r"through (Article [^:;,]+)")
_WHATEVER = (RiskClass.ANY, RiskClass.PROHIBITED)


class Articles:
    """The provisions of one document, read with the rules on it, for one case.

    What a provision says on roles and risk classes holds for those below it that say nothing; an
    annex that says nothing is read with the article through which it works.
    """

    __slots__ = ("_case", "_rules", "_there", "document")

    def __init__(self, case: Case, framework: Framework, document: Timing) -> None:
        self._case = case
        self.document = document
        self._there = {each.id: each for each in framework.provisions}
        self._rules: dict[str, list[Rule]] = {}
        for rule in case.law.provisions if case.law else ():
            for named in rule.provisions if rule.stands_on(case.text_day) else ():
                self._rules.setdefault(named, []).append(rule)

    def grounds(self, provision: Provision) -> Iterator[Ground]:
        """On what it turns whether the provision is for the profile, its dates aside."""
        case, base = self._case, self._base(provision)
        yield self._addressed(base)
        rules = [rule for each in self._line(provision, base) for rule in self._rules.get(each, ())]
        if not any(rule.whatever_class for rule in rules) and base.risk_classes:
            yield any_class(case, base.risk_classes)
        if case.law is None:
            return
        for rule in rules:
            yield Ground(answer(rule.when, case.about), (reason(case.law, rule),))
        partial = [rule for rule in case.law.exclusions if rule.classes or rule.unless]
        line = set(self._line(provision, base))
        yield exclusions_ground(case, (rule for rule in partial if _touches(rule, base, line)))

    def timing(self, provision: Provision) -> Timing:
        """From when the provision applies to the profile."""
        case = self._case
        if not provision.application:
            return self.document
        stated = [each for each in provision.application if each.stated_on(case.text_day)]
        if not stated:
            return Timing(NO, NO, None, (Reason(f"not in the text as it read on {case.day}", "its dates"),))
        base = self._base(provision)
        terms, sure = self._terms(stated)
        source = f"{case.standard.designation}, {provision.id}"
        notes: tuple[Reason, ...] = ()
        line = set(self._line(provision, base))
        if case.law is not None and case.law.gate is not None and self._gated(base, line, stated):
            meant = answer(case.law.gate.when, case.about)
            gate = self._there[case.law.gate.provisions[0]]
            standing = [each for each in gate.application if each.stated_on(case.text_day)]
            gates, gate_sure = self._terms(standing)
            latest = max(term.date for term in terms)
            # Whom the gate is not about keeps the day that stands there; who may be either, has both.
            others = negation(meant)
            terms = [Term(each.date, all_of((each.answer, others)), each.note) for each in terms]
            terms += [Term(max(latest, each.date), all_of((each.answer, meant)), each.note) for each in gates]
            sure = sure and gate_sure
            notes = (reason(case.law, case.law.gate),)
        told = timing(terms, case.day, sure, source)
        told = told._replace(reasons=told.reasons + notes)
        if case.law is None:
            return told
        legacy = (rule for rule in case.law.legacy if rule.stands_on(case.text_day))
        return with_grace_periods(told, [rule for rule in legacy if _touches(rule, base, line)], case)

    # ------------------------------------------------------------ parts

    def _base(self, provision: Provision) -> Provision:
        """The provision itself, or the article through which an annex works."""
        if not provision.roles and not provision.risk_classes:
            for each in provision.application:
                found = _THROUGH.match(each.note or "")
                if found and found[1] in self._there:
                    return self._there[found[1]]
        return provision

    def _line(self, *provisions: Provision) -> Iterator[str]:
        """The ids of provisions and of all above them, each once."""
        seen: set[str] = set()
        for provision in provisions:
            at: str | None = provision.id
            while at is not None and at not in seen:
                seen.add(at)
                yield at
                at = self._there[at].parent

    def _addressed(self, base: Provision) -> Ground:
        case = self._case
        if not base.roles:
            return Ground(YES)
        told = [answer({"roles": base.roles}, case.about)]
        where = Reason(f"addresses {', '.join(base.roles)}", f"{case.standard.designation}, {base.id}")
        reasons = [where]
        for rule in case.law.stands_for if case.law else ():
            if set(rule.roles) & set(base.roles) and _touches(rule, base, set()):
                stands = answer(rule.when, case.about)
                told.append(stands)
                if case.law is not None and stands.truth is not False and not told[0].truth:
                    reasons.append(reason(case.law, rule))
        return Ground(any_of(told), tuple(reasons))

    def _terms(self, stated: Iterable[Application]) -> tuple[list[Term], bool]:
        """The days with whose they are, and whether one of them is certainly the profile's.

        A day without a limit is for all whom no other day is limited to. The two ways to be
        high-risk leave no third.
        """
        limited: list[tuple[Application, Answer]] = []
        general: list[Application] = []
        routes: set[str] = set()
        for each in stated:
            when = self._limit(each.note)
            if when is None:
                general.append(each)
            else:
                limited.append((each, answer(when, self._case.about)))
                routes.update(when.get("annexes", ()))
        others = negation(any_of(told for _, told in limited))
        terms = [Term(each.date, told, each.note) for each, told in limited]
        terms += [Term(each.date, others, None) for each in general]
        return terms, bool(general) or routes == {"annex-i", "annex-iii"}

    def _limit(self, note: str | None) -> Mapping[str, Any] | None:
        for limit in self._case.law.limits if self._case.law and note else ():
            if note is not None and limit.note in note:
                return limit.when
        return None

    def _gated(self, base: Provision, line: set[str], stated: Iterable[Application]) -> bool:
        """Whether it binds, without a day of its own for each way, those whom the gate is about."""
        gate = self._case.law.gate if self._case.law else None
        if gate is None or set(base.risk_classes) != set(gate.classes) or line.intersection(gate.unless):
            return False
        general = any(self._limit(each.note) is None for each in stated)
        meant = answer(gate.when, self._case.about).truth is not False
        return general and meant and not set(gate.roles).isdisjoint(base.roles)


def any_class(case: Case, classes: Iterable[RiskClass]) -> Ground:
    """Whether the profile's systems or models are of one of the risk classes of a provision."""
    answers: list[Answer] = []
    reasons: list[Reason] = []
    for wanted in classes:
        if wanted in _WHATEVER:
            return Ground(YES)
        rules = [rule for rule in case.law.classes if wanted in rule.classes] if case.law else []
        told = all_of(answer(rule.when, case.about) for rule in rules)
        if not rules:
            told = answer({"risk_classes": [wanted]}, case.about)
        answers.append(told)
        reasons += [reason(case.law, rule) for rule in rules if case.law is not None]
    return Ground(any_of(answers), tuple(reasons))


def _touches(rule: Rule, base: Provision, line: set[str]) -> bool:
    """Whether a rule for some classes, with exceptions, is about a provision."""
    if line.intersection(rule.unless):
        return False
    return not rule.classes or set(rule.classes) >= set(base.risk_classes or (RiskClass.ANY,))
