"""Rulings from rules and register: to whom a document applies, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ..records.dates import PartialDate
from ..records.laws import Law
from ..records.provisions import Framework, Provision
from ..tables.reasons import Reason
from ..vocabulary import (
    Access,
    Kind,
    MilestoneKind,
    RiskClass,
    Role,
    Status,
    SystemType,
    Verdict,
)
from ..vocabulary.documents import FORMER, IN_EFFECT
from .articles import Articles, is_partial
from .conditions import NO, YES, Answer, all_of, any_of, evaluate, open_on
from .grounds import (
    Case,
    Ground,
    StartDate,
    Timing,
    exclusions_ground,
    timing_of,
    with_grace_periods,
)
from .laws import NO_LAW
from .parts import Parts
from .questions import CHOICE, FORM, START
from .rulings import Ruling

__all__ = ["OPERATOR_QUESTION", "is_optional", "is_relevant", "judge", "relevant_provisions"]

#: What decides whether law on information systems reaches those who have another role in AI.
OPERATOR_QUESTION = "whether it runs the information systems to which the act refers"
#: Fields that name those for whom a document is made, not its subject.
_ADDRESSEE_FIELDS = ("jurisdictions", "roles")


def judge(case: Case, framework: Framework | None) -> Iterator[Ruling]:
    """Yield the ruling on a document, then those on its provisions where they are judged one by one."""
    grounds = [*_status_grounds(case), *_scope_grounds(case)]
    document_timing = _document_timing(case)
    in_scope = all_of(ground.answer for ground in grounds)
    if framework is None or in_scope.truth is False or case.standard.status not in IN_EFFECT:
        exclusions = [grounds[-1]] if case.law is not NO_LAW else []
        yield _ruling(case, grounds, document_timing, None, exclusions)
        return
    articles = Articles(case, framework, document_timing)
    exclusion = grounds[-1] if case.law is not NO_LAW else None
    parts = Parts(case, framework)
    rulings: list[Ruling] = []
    for provision in reversed(framework.provisions):  # what a provision has below it comes first
        if provision.assessable and not provision.retired:
            own_grounds, timing = [*grounds, *articles.grounds(provision)], articles.timing(provision)
            exclusions = [] if exclusion is None else [exclusion, own_grounds[-1]]
            timing = parts.restrict(provision, timing)
            for_profile = all_of(ground.answer for ground in own_grounds)
            ruling = _ruling(case, own_grounds, timing, provision, exclusions)
            ruling = parts.with_exceptions(provision, ruling)
            parts.add(provision, for_profile, timing, ruling)
            deemed = articles.deeming_reasons(provision) if for_profile.truth is not False else ()
            rulings.append(evolve(ruling, reasons=ruling.reasons + deemed) if deemed else ruling)
    rulings.reverse()
    counts = ((verdict, sum(each.verdict is verdict for each in rulings)) for verdict in Verdict)
    summary = ", ".join(f"{number} {verdict}" for verdict, number in counts if number)
    timing = Timing(any_of(parts.begun), any_of(parts.ever), *_first_day(rulings, summary))
    document = _ruling(case, grounds, timing)
    excepted = [each.exceptions for each in rulings if each.exceptions]
    if document.verdict is Verdict.MAY_APPLY and excepted:
        document = evolve(document, exceptions=min(excepted, key=len))
    yield document
    yield from rulings


def _first_day(rulings: Iterable[Ruling], summary: str) -> tuple[PartialDate | None, tuple[Reason, ...]]:
    """Return the first day of provisions that apply or may apply, and the reasons for the document.

    Where that is the day of one that only may apply, a reason names the first that certainly does.

    Args:
        rulings: The rulings on the provisions.
        summary: How many of them have each verdict.
    """
    reasons: tuple[Reason, ...] = (Reason(f"of its provisions: {summary}", "provisions"),)
    first = min((each.date for each in rulings if each.date), default=None)
    begun = [(each.date, each) for each in rulings if each.date and each.verdict is Verdict.APPLIES]
    if begun:
        day, certain = min(begun, key=lambda pair: pair[0])
        if day != first:
            text = f"certainly since {day}, by {certain.ref.provision}; possibly since {first}"
            reasons += (Reason(text, "provisions"),)
    return first, reasons


def is_relevant(case: Case) -> bool:
    """Tell whether a document can be relevant to the profile, whatever its status and its dates.

    A voluntary document made for others is not, until the profile is held to it.
    """
    in_scope = all_of(ground.answer for ground in _scope_grounds(case))
    return in_scope.truth is not False and not is_optional(in_scope.questions)


def is_optional(questions: Iterable[str]) -> bool:
    """Tell whether the questions ask if the profile chooses a document that was made for others."""
    return CHOICE in questions


def relevant_provisions(case: Case, framework: Framework) -> tuple[Provision, ...]:
    """Return only those provisions of a framework that can be relevant to the profile.

    An article is relevant only as far as one of its paragraphs is.
    """
    articles, parts = Articles(case, framework, _document_timing(case)), Parts(case, framework)
    relevant: list[Provision] = []
    for provision in reversed(framework.provisions):  # what a provision has below it comes first
        if provision.assessable:
            for_profile = all_of(ground.answer for ground in articles.grounds(provision))
            if parts.relevance(provision, for_profile).truth is not False:
                relevant.append(provision)
    return tuple(reversed(relevant))


def _ruling(
    case: Case,
    grounds: Iterable[Ground],
    timing: Timing,
    provision: Provision | None = None,
    exclusions: Iterable[Ground] = (),
) -> Ruling:
    """Return the ruling that all grounds and the dates lead to.

    Args:
        case: The profile and the document.
        grounds: What decides whether it is for the profile.
        timing: From when it applies.
        provision: The provision; without it, the ruling is on the document.
        exclusions: Those of the grounds that tell whether an exclusion leaves it out.
    """
    grounds = list(grounds)
    for_profile = all_of(ground.answer for ground in grounds)
    begun = all_of([for_profile, timing.has_begun])
    ever = all_of([for_profile, timing.ever_applies])
    date, undecided = timing.date, Answer(None)
    exceptions: tuple[str, ...] = ()
    if ever.truth is False:
        verdict, date = Verdict.NOT_APPLICABLE, None
        reasons = _reasons_of(ground for ground in grounds if ground.answer.truth is False)
        reasons = reasons or list(timing.reasons)
    elif begun.truth is None or ever.truth is None:
        verdict, undecided = Verdict.MAY_APPLY, begun if begun.truth is None else ever
        reasons = _reasons_of(ground for ground in grounds if ground.answer.truth is None)
        reasons += timing.reasons
        exceptions = _exceptions(grounds, timing, list(exclusions))
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
        decided_by=tuple(
            each
            for each in (*undecided.missing, *undecided.questions)
            if each in undecided.yes_by or each in undecided.no_by
        ),
        exceptions=exceptions,
    )


def _exceptions(grounds: Iterable[Ground], timing: Timing, exclusions: list[Ground]) -> tuple[str, ...]:
    """Return what alone keeps a ruling open, if that is nothing but exclusions; else nothing."""
    others = [ground for ground in grounds if not any(ground is each for each in exclusions)]
    if not (timing.ever_applies.truth and all(ground.answer.truth for ground in others)):
        return ()
    if timing.has_begun.truth is None:
        return ()
    undecided = (ground for ground in exclusions if ground.answer.truth is None)
    return tuple(dict.fromkeys(str(reason) for ground in undecided for reason in ground.reasons))


def _reasons_of(grounds: Iterable[Ground]) -> list[Reason]:
    return [reason for ground in grounds for reason in ground.reasons]


# ---------------------------------------------------------------- from when it applies


def _document_timing(case: Case) -> Timing:
    """Return from when the document applies: by its milestones, or else by its status."""
    standard = case.standard
    if standard.status not in IN_EFFECT:
        form = "a bill or draft" if case.binds else "a draft"
        question = f"{FORM}: it is {form} ({standard.status} on {case.day})"
        return Timing(NO, open_on(question=question), None, (_status_reason(case),))
    stated = [each for each in standard.milestones if each.stated_on(case.text_day)]
    starts = [
        StartDate(each.date, YES, each.what) for each in stated if each.kind is MilestoneKind.APPLICATION
    ]
    if starts:
        timing = timing_of(starts, case.day, True, f"register, milestones of {standard.ref}")
        rules = [rule for rule in case.law.legacy if rule.stated_on(case.text_day)]
        return with_grace_periods(timing, rules, case)
    if case.binds and not case.is_held_to:
        question = f"{START}: the register has no date of application"
        return Timing(open_on(question=question), YES, standard.in_force, (_status_reason(case),))
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
    if case.law is not NO_LAW:
        yield _law_ground(case, case.law)
        general = (rule for rule in case.law.exclusions if not is_partial(rule))
        yield exclusions_ground(case, general)
    elif case.is_held_to:
        yield Ground(YES, (Reason("the profile is held to it", "profile, fact held_to"),))
    else:
        yield from _register_grounds(case)


def _law_ground(case: Case, law: Law) -> Ground:
    """Return whether the profile is among those to whom an act applies."""
    stated = [rule for rule in law.scope if rule.stated_on(case.text_day)]
    grounds = [case.ground_of(rule) for rule in stated]
    in_scope = any_of(ground.answer for ground in grounds)
    if in_scope.truth is False:
        articles = ", ".join(dict.fromkeys(rule.article for rule in stated or law.scope))
        reason = Reason("it is not among those the act applies to", f"{law.act}, {articles}")
        return Ground(NO, (reason,))
    decisive = (ground for ground in grounds if ground.answer.truth is in_scope.truth)
    return Ground(in_scope, tuple(reason for ground in decisive for reason in ground.reasons))


def _register_grounds(case: Case) -> Iterator[Ground]:
    """Yield what the register states on those for whom a document without rules of law is."""
    standard = case.standard
    if "international" not in standard.jurisdictions:
        in_place = evaluate({"places": standard.jurisdictions}, case)
        yield _field_ground(case, "jurisdictions", "applies in", in_place)
    if standard.roles:
        yield _field_ground(case, "roles", "is addressed to", _has_role(case))
    if standard.system_types:
        yield _field_ground(case, "system_types", "is about systems of type", _has_system_type(case))
    if standard.sectors:
        yield _field_ground(case, "sectors", "is for", evaluate({"sectors": standard.sectors}, case))
    if not case.binds:
        yield from _wish_grounds(case)


def _field_ground(case: Case, field: str, phrase: str, answer: Answer) -> Ground:
    """Return the ground that a field of the register gives.

    Args:
        case: The profile and the document.
        field: The field; where it names addressees of a voluntary document, anybody may choose it.
        phrase: What its values are to the document.
        answer: Whether the profile matches the values.
    """
    if field in _ADDRESSEE_FIELDS and answer.truth is False and not case.binds:
        answer = open_on(question=CHOICE)
    values = ", ".join(getattr(case.standard, field))
    return Ground(answer, (Reason(f"{phrase} {values}", f"register, field {field}"),))


def _has_role(case: Case) -> Answer:
    """Return whether the profile has a role that the document addresses."""
    standard = case.standard
    answer = evaluate({"roles": standard.roles}, case)
    of_systems = Role.SYSTEM_OPERATOR in standard.roles and SystemType.IT_SYSTEM in standard.system_types
    if case.binds and of_systems:
        # Law on information systems is for whoever runs any, whatever the role in AI.
        return any_of([answer, evaluate({"ask": OPERATOR_QUESTION}, case)])
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
