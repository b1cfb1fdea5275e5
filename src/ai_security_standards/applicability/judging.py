"""From the rules and the register to rulings: whom a document reaches, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ..records.provisions import Framework, Provision
from ..vocabulary import Access, Kind, MilestoneKind, RiskClass, Role, Status, SystemType, Verdict
from .articles import Articles
from .conditions import NO, YES, Answer, all_of, answer, any_of
from .grounds import Case, Ground, Term, Timing, exclusions_ground, reason, timing, with_grace_periods
from .laws import Law
from .rulings import Reason, Ruling

__all__ = ["concerning", "concerns", "judge", "is_optional"]

_IN_EFFECT = (Status.PUBLISHED, Status.IN_FORCE)
_CHOICE = (
    "whether it is chosen, or the profile held to it: it is made for others, and nobody is obliged to it"
)
#: Fields that say for whom a document is made, not what it is about.
_OPEN = ("jurisdictions", "roles")
_FORMER = (Status.SUPERSEDED, Status.WITHDRAWN, Status.CANCELLED)


def judge(case: Case, framework: Framework | None) -> Iterator[Ruling]:
    """The ruling on a document, then those on its provisions where these are looked at one by one."""
    grounds = [*_status(case), *_scope(case)]
    when = _timing(case)
    reach = all_of(ground.answer for ground in grounds)
    if framework is None or reach.truth is False or case.standard.status not in _IN_EFFECT:
        yield _ruling(case, grounds, when)
        return
    articles = Articles(case, framework, when)
    rulings: list[Ruling] = []
    now: list[Answer] = []
    ever: list[Answer] = []
    for provision in framework.provisions:
        if provision.assessable and not provision.retired:
            own, then = [*grounds, *articles.grounds(provision)], articles.timing(provision)
            whole = all_of(ground.answer for ground in own)
            now.append(all_of([whole, then.now]))
            ever.append(all_of([whole, then.ever]))
            rulings.append(_ruling(case, own, then, provision))
    counts = ((verdict, sum(each.verdict is verdict for each in rulings)) for verdict in Verdict)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts if number)
    dates = [each.date for each in rulings if each.date and each.verdict is Verdict.APPLIES]
    dates = dates or [each.date for each in rulings if each.date]
    summed = Timing(
        any_of(now),
        any_of(ever),
        min(dates, default=None),
        (Reason(f"of its provisions: {told}", "provisions"),),
    )
    yield _ruling(case, grounds, summed)
    yield from rulings


def concerns(case: Case) -> bool:
    """Whether a document can be of concern to the profile, whatever its status and its dates.

    What is voluntary and made for others is not, until the profile is held to it.
    """
    reach = all_of(ground.answer for ground in _scope(case))
    return reach.truth is not False and not is_optional(reach.questions)


def is_optional(questions: Iterable[str]) -> bool:
    """Whether it turns on the choice of one for whom the document was not made."""
    return _CHOICE in questions


def concerning(case: Case, framework: Framework) -> Framework:
    """The framework with those provisions alone that can be of concern to the profile."""
    articles = Articles(case, framework, _timing(case))
    return evolve(
        framework,
        provisions=tuple(
            each
            for each in framework.provisions
            if each.assessable
            and all_of(ground.answer for ground in articles.grounds(each)).truth is not False
        ),
    )


def _ruling(
    case: Case, grounds: Iterable[Ground], when: Timing, provision: Provision | None = None
) -> Ruling:
    """What follows from all grounds together with the dates."""
    grounds = list(grounds)
    reach = all_of(ground.answer for ground in grounds)
    now, ever = all_of([reach, when.now]), all_of([reach, when.ever])
    date, undecided = when.date, Answer(None)
    if ever.truth is False:
        verdict, date = Verdict.NOT_APPLICABLE, None
        why = [each for ground in grounds if ground.answer.truth is False for each in ground.reasons]
        why = why or list(when.reasons)
    elif now.truth is None or ever.truth is None:
        verdict, undecided = Verdict.MAY_APPLY, now if now.truth is None else ever
        why = [each for ground in grounds if ground.answer.truth is None for each in ground.reasons]
        why += when.reasons
    else:
        verdict = Verdict.APPLIES if now.truth else Verdict.WILL_APPLY
        why = [each for ground in grounds for each in ground.reasons] + list(when.reasons)
    what = case.standard if provision is None else provision
    return Ruling(
        ref=what.ref,
        name=case.standard.designation if provision is None else provision.name,
        kind=what.kind,
        binding=case.standard.binding,
        binds=case.binds,
        verdict=verdict,
        date=date,
        why=tuple(dict.fromkeys(why)),
        missing=undecided.missing,
        questions=undecided.questions,
    )


# ---------------------------------------------------------------- when


def _timing(case: Case) -> Timing:
    standard = case.standard
    if standard.status not in _IN_EFFECT:
        how = "a bill or draft" if case.binds else "a draft"
        question = f"whether and how it is issued: it is {how} ({standard.status} on {case.day})"
        reasons = (Reason(f"{standard.status} on {case.day}", "register, field history"),)
        return Timing(NO, Answer(None, (), (question,)), None, reasons)
    stated = [
        each
        for each in standard.milestones
        if each.kind is MilestoneKind.APPLICATION and each.stands_on(case.text_day)
    ]
    if stated:
        terms = [Term(each.date, YES, each.what) for each in stated]
        told = timing(terms, case.day, True, f"register, milestones of {standard.ref}")
        rules = [rule for rule in case.law.legacy if rule.stands_on(case.text_day)] if case.law else []
        return with_grace_periods(told, rules, case) if rules else told
    if case.binds and not case.held:
        question = "from when it applies: the register names no day of application"
        reasons = (Reason(f"{standard.status} on {case.day}", "register, field history"),)
        return Timing(Answer(None, (), (question,)), YES, standard.in_force, reasons)
    return Timing(YES, YES, standard.published)


# ---------------------------------------------------------------- whom it reaches


def _status(case: Case) -> Iterator[Ground]:
    standard = case.standard
    if standard.status in _FORMER:
        yield Ground(NO, (Reason(f"{standard.status} on {case.day}", "register, field history"),))
    elif not (case.current or case.held or (case.binds and standard.status is Status.IN_FORCE)):
        # Law goes on until the text that replaces it takes effect, however long that has been published.
        yield Ground(NO, (Reason("another edition is current", "register, field history"),))


def _scope(case: Case) -> Iterator[Ground]:
    if case.law is not None:
        yield _reached(case, case.law)
        yield exclusions_ground(
            case, (rule for rule in case.law.exclusions if not rule.classes and not rule.unless)
        )
    elif case.held:
        yield Ground(YES, (Reason("the profile is held to it", "profile, fact held_to"),))
    else:
        yield from _registered(case)


def _reached(case: Case, law: Law) -> Ground:
    standing = [rule for rule in law.scope if rule.stands_on(case.text_day)]
    told = [(rule, answer(rule.when, case.about)) for rule in standing]
    whole = any_of(each for _, each in told)
    if whole.truth is False:
        articles = ", ".join(dict.fromkeys(rule.article for rule in standing or law.scope))
        return Ground(NO, (Reason("it is none of those whom the act reaches", f"{law.act}, {articles}"),))
    return Ground(whole, tuple(reason(law, rule) for rule, each in told if each.truth is whole.truth))


def _registered(case: Case) -> Iterator[Ground]:
    """What the fields of the register say on whom a document without rules of its own is for."""
    standard, about = case.standard, case.about
    places = standard.jurisdictions
    fields: list[tuple[str, str, Iterable[str], Answer]] = []
    if "international" not in places:
        fields.append(("jurisdictions", "holds in", places, answer({"places": places}, about)))
    if standard.roles:
        fields.append(("roles", "speaks to", standard.roles, _roles(case)))
    if standard.system_types:
        told = _types(case)
        fields.append(("system_types", "on systems of the type", standard.system_types, told))
    if standard.sectors:
        told = answer({"sectors": standard.sectors}, about)
        fields.append(("sectors", "for", standard.sectors, told))
    for name, how, values, told in fields:
        told = _chosen(case, told) if name in _OPEN else told
        yield Ground(told, (Reason(f"{how} {', '.join(values)}", f"register, field {name}"),))
    if not case.binds:
        yield from _wishes(case)


def _chosen(case: Case, told: Answer) -> Answer:
    """Where law ends, at borders and at its addressees, what is voluntary may still be chosen."""
    return Answer(None, (), (_CHOICE,)) if told.truth is False and not case.binds else told


def _roles(case: Case) -> Answer:
    standard = case.standard
    told = answer({"roles": standard.roles}, case.about)
    of_systems = Role.SYSTEM_OPERATOR in standard.roles and SystemType.IT_SYSTEM in standard.system_types
    if case.binds and of_systems:
        # Law on information systems means whoever runs any, by whatever role in AI he goes.
        question = Answer(None, (), ("whether it runs the information systems that the act speaks of",))
        return any_of([told, question])
    return told


def _types(case: Case) -> Answer:
    types = case.standard.system_types
    if SystemType.AI_SYSTEM in types or SystemType.IT_SYSTEM in types:
        return YES
    told = answer({"system_types": types}, case.about)
    if SystemType.HIGH_RISK in types:
        told = any_of([told, answer({"risk_classes": [RiskClass.HIGH_RISK]}, case.about)])
    return told


def _wishes(case: Case) -> Iterator[Ground]:
    standard = case.standard
    stages = standard.lifecycle_stages
    if case.profile.lifecycle_stages is not None and stages:
        told = answer({"lifecycle_stages": stages}, case.about)
        yield Ground(told, (Reason(f"for {', '.join(stages)}", "register, field lifecycle_stages"),))
    if case.profile.free:
        told = Answer(standard.access in (Access.FREE, Access.REGISTRATION))
        yield Ground(told, (Reason(f"access: {standard.access or 'not known'}", "register, field access"),))
    if case.profile.certifiable:
        scheme = standard.kind is Kind.CERTIFICATION_SCHEME
        how = case.certification or ("a certification scheme" if scheme else None)
        why = Reason(how or "nobody is certified against it", "register, field kind; list of the certifiable")
        yield Ground(Answer(how is not None), (why,))
