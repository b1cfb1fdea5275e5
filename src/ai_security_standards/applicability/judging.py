"""Rulings from rules and register: to whom a document applies, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..records.laws import Law
from ..records.provisions import Framework, Provision
from ..tables.reasons import Reason
from ..vocabulary import Access, Kind, MilestoneKind, RiskClass, Role, Status, SystemType, Verdict
from ..vocabulary.documents import FORMER, IN_EFFECT
from .articles import Articles
from .conditions import NO, YES, Answer, all_of, any_of, evaluate
from .grounds import (
    Case,
    Ground,
    StartDate,
    Timing,
    exclusions_ground,
    reason_of,
    timing_of,
    with_grace_periods,
)
from .rulings import Ruling

__all__ = ["is_optional", "is_relevant", "judge", "relevant_provisions"]

_CHOICE = (
    "whether the organisation chooses it or is held to it: "
    "it is made for others, and nobody is obliged to follow it"
)
#: Fields that name those for whom a document is made, not its subject.
_ADDRESSEE_FIELDS = ("jurisdictions", "roles")


def judge(case: Case, framework: Framework | None) -> Iterator[Ruling]:
    """Yield the ruling on a document, then those on its provisions where they are judged one by one."""
    grounds = [*_status_grounds(case), *_scope_grounds(case)]
    document_timing = _document_timing(case)
    in_scope = all_of(ground.answer for ground in grounds)
    if framework is None or in_scope.truth is False or case.standard.status not in IN_EFFECT:
        yield _ruling(case, grounds, document_timing)
        return
    articles = Articles(case, framework, document_timing)
    rulings: list[Ruling] = []
    begun: list[Answer] = []
    ever: list[Answer] = []
    for provision in framework.provisions:
        if provision.assessable and not provision.retired:
            own_grounds, timing = [*grounds, *articles.grounds(provision)], articles.timing(provision)
            for_profile = all_of(ground.answer for ground in own_grounds)
            begun.append(all_of([for_profile, timing.has_begun]))
            ever.append(all_of([for_profile, timing.ever_applies]))
            rulings.append(_ruling(case, own_grounds, timing, provision))
    counts = ((verdict, sum(each.verdict is verdict for each in rulings)) for verdict in Verdict)
    summary = ", ".join(f"{number} {verdict}" for verdict, number in counts if number)
    dates = [each.date for each in rulings if each.date and each.verdict is Verdict.APPLIES]
    dates = dates or [each.date for each in rulings if each.date]
    reason = Reason(f"of its provisions: {summary}", "provisions")
    yield _ruling(case, grounds, Timing(any_of(begun), any_of(ever), min(dates, default=None), (reason,)))
    yield from rulings


def is_relevant(case: Case) -> bool:
    """Tell whether a document can be relevant to the profile, whatever its status and its dates.

    A voluntary document made for others is not, until the profile is held to it.
    """
    in_scope = all_of(ground.answer for ground in _scope_grounds(case))
    return in_scope.truth is not False and not is_optional(in_scope.questions)


def is_optional(questions: Iterable[str]) -> bool:
    """Tell whether the questions ask if the profile chooses a document that was made for others."""
    return _CHOICE in questions


def relevant_provisions(case: Case, framework: Framework) -> tuple[Provision, ...]:
    """Return only those provisions of a framework that can be relevant to the profile."""
    articles = Articles(case, framework, _document_timing(case))

    def can_be_relevant(provision: Provision) -> bool:
        return all_of(ground.answer for ground in articles.grounds(provision)).truth is not False

    return tuple(each for each in framework.provisions if each.assessable and can_be_relevant(each))


def _ruling(
    case: Case, grounds: Iterable[Ground], timing: Timing, provision: Provision | None = None
) -> Ruling:
    """Return the ruling that all grounds and the dates lead to.

    Args:
        case: The profile and the document.
        grounds: What decides whether it is for the profile.
        timing: From when it applies.
        provision: The provision; without it, the ruling is on the document.
    """
    grounds = list(grounds)
    for_profile = all_of(ground.answer for ground in grounds)
    begun = all_of([for_profile, timing.has_begun])
    ever = all_of([for_profile, timing.ever_applies])
    date, undecided = timing.date, Answer(None)
    if ever.truth is False:
        verdict, date = Verdict.NOT_APPLICABLE, None
        reasons = _reasons_of(ground for ground in grounds if ground.answer.truth is False)
        reasons = reasons or list(timing.reasons)
    elif begun.truth is None or ever.truth is None:
        verdict, undecided = Verdict.MAY_APPLY, begun if begun.truth is None else ever
        reasons = _reasons_of(ground for ground in grounds if ground.answer.truth is None)
        reasons += timing.reasons
    else:
        verdict = Verdict.APPLIES if begun.truth else Verdict.WILL_APPLY
        reasons = _reasons_of(grounds) + list(timing.reasons)
    subject = case.standard if provision is None else provision
    return Ruling(
        ref=subject.ref,
        name=case.standard.designation if provision is None else provision.name,
        kind=subject.kind,
        binding=case.standard.binding,
        binds=case.binds,
        verdict=verdict,
        date=date,
        reasons=tuple(dict.fromkeys(reasons)),
        missing=undecided.missing,
        questions=undecided.questions,
    )


def _reasons_of(grounds: Iterable[Ground]) -> list[Reason]:
    return [reason for ground in grounds for reason in ground.reasons]


# ---------------------------------------------------------------- from when it applies


def _document_timing(case: Case) -> Timing:
    """Return from when the document applies: by its milestones, or else by its status."""
    standard = case.standard
    if standard.status not in IN_EFFECT:
        form = "a bill or draft" if case.binds else "a draft"
        question = f"whether and in what form it is issued: it is {form} ({standard.status} on {case.day})"
        return Timing(NO, Answer(None, (), (question,)), None, (_status_reason(case),))
    stated = [each for each in standard.milestones if each.stated_on(case.text_day)]
    starts = [
        StartDate(each.date, YES, each.what) for each in stated if each.kind is MilestoneKind.APPLICATION
    ]
    if starts:
        timing = timing_of(starts, case.day, True, f"register, milestones of {standard.ref}")
        rules = [rule for rule in case.law.legacy if rule.stated_on(case.text_day)] if case.law else []
        return with_grace_periods(timing, rules, case) if rules else timing
    if case.binds and not case.is_held_to:
        question = "from when it applies: the register has no date of application"
        return Timing(Answer(None, (), (question,)), YES, standard.in_force, (_status_reason(case),))
    return Timing(YES, YES, standard.published)


def _status_reason(case: Case) -> Reason:
    return Reason(f"{case.standard.status} on {case.day}", "register, field history")


# ---------------------------------------------------------------- to whom it applies


def _status_grounds(case: Case) -> Iterator[Ground]:
    """Yield a ground against a document that is not in use on the day."""
    standard = case.standard
    if standard.status in FORMER:
        yield Ground(NO, (_status_reason(case),))
    elif not (case.is_current or case.is_held_to or (case.binds and standard.status is Status.IN_FORCE)):
        # Law in force applies until the text that replaces it takes effect, even if that is published.
        yield Ground(NO, (Reason("another edition is current", "register, field history"),))


def _scope_grounds(case: Case) -> Iterator[Ground]:
    """Yield what decides whether a document is for the profile: rules of law, or else the register."""
    if case.law is not None:
        yield _law_ground(case, case.law)
        general = (rule for rule in case.law.exclusions if not rule.classes and not rule.unless)
        yield exclusions_ground(case, general)
    elif case.is_held_to:
        yield Ground(YES, (Reason("the profile is held to it", "profile, fact held_to"),))
    else:
        yield from _register_grounds(case)


def _law_ground(case: Case, law: Law) -> Ground:
    """Return whether the profile is among those to whom an act applies."""
    stated = [rule for rule in law.scope if rule.stated_on(case.text_day)]
    answered = [(rule, evaluate(rule.when, case)) for rule in stated]
    in_scope = any_of(answer for _, answer in answered)
    if in_scope.truth is False:
        articles = ", ".join(dict.fromkeys(rule.article for rule in stated or law.scope))
        reason = Reason("it is not among those the act applies to", f"{law.act}, {articles}")
        return Ground(NO, (reason,))
    decisive = (rule for rule, answer in answered if answer.truth is in_scope.truth)
    return Ground(in_scope, tuple(reason_of(law, rule) for rule in decisive))


class _FieldTest(NamedTuple):
    """A field of the register, a phrase for it, its values, and whether the profile matches them."""

    field: str
    phrase: str
    values: Iterable[str]
    answer: Answer


def _register_grounds(case: Case) -> Iterator[Ground]:
    """Yield what the register states on those for whom a document without rules of law is."""
    standard = case.standard
    places, roles, sectors = standard.jurisdictions, standard.roles, standard.sectors
    tests: list[_FieldTest] = []
    if "international" not in places:
        in_place = evaluate({"places": places}, case)
        tests.append(_FieldTest("jurisdictions", "applies in", places, in_place))
    if roles:
        tests.append(_FieldTest("roles", "is addressed to", roles, _has_role(case)))
    if standard.system_types:
        of_type = _has_system_type(case)
        tests.append(_FieldTest("system_types", "is about systems of type", standard.system_types, of_type))
    if sectors:
        in_sector = evaluate({"sectors": sectors}, case)
        tests.append(_FieldTest("sectors", "is for", sectors, in_sector))
    for field, phrase, values, answer in tests:
        reason = Reason(f"{phrase} {', '.join(values)}", f"register, field {field}")
        yield Ground(_or_by_choice(case, answer) if field in _ADDRESSEE_FIELDS else answer, (reason,))
    if not case.binds:
        yield from _wish_grounds(case)


def _or_by_choice(case: Case, answer: Answer) -> Answer:
    """Return undecided for no where a document is voluntary: anybody may choose it."""
    return Answer(None, (), (_CHOICE,)) if answer.truth is False and not case.binds else answer


def _has_role(case: Case) -> Answer:
    """Return whether the profile has a role that the document addresses."""
    standard = case.standard
    answer = evaluate({"roles": standard.roles}, case)
    of_systems = Role.SYSTEM_OPERATOR in standard.roles and SystemType.IT_SYSTEM in standard.system_types
    if case.binds and of_systems:
        # Law on information systems is for whoever runs any, whatever the role in AI.
        question = "whether it runs the information systems to which the act refers"
        return any_of([answer, Answer(None, (), (question,))])
    return answer


def _has_system_type(case: Case) -> Answer:
    """Return whether the profile has systems of a type that the document is about."""
    types = case.standard.system_types
    if SystemType.AI_SYSTEM in types or SystemType.IT_SYSTEM in types:
        return YES
    answer = evaluate({"system_types": types}, case)
    if SystemType.HIGH_RISK in types:
        high_risk = evaluate({"risk_classes": [RiskClass.HIGH_RISK]}, case)
        answer = any_of([answer, high_risk])
    return answer


def _wish_grounds(case: Case) -> Iterator[Ground]:
    """Yield whether a voluntary document meets the wishes of the profile."""
    standard = case.standard
    stages = standard.lifecycle_stages
    if case.profile.lifecycle_stages is not None and stages:
        answer = evaluate({"lifecycle_stages": stages}, case)
        yield Ground(answer, (Reason(f"for {', '.join(stages)}", "register, field lifecycle_stages"),))
    if case.profile.free:
        answer = Answer(standard.access in (Access.FREE, Access.REGISTRATION))
        yield Ground(answer, (Reason(f"access: {standard.access or 'not known'}", "register, field access"),))
    if case.profile.certifiable:
        is_scheme = standard.kind is Kind.CERTIFICATION_SCHEME
        basis = case.certification or ("a certification scheme" if is_scheme else None)
        reason = Reason(
            basis or "nobody is certified against it", "register, field kind; list of certifiable documents"
        )
        yield Ground(Answer(basis is not None), (reason,))
