"""To whom law and standards apply: a profile, and a ruling with its reasons on every document.

This is no legal advice. A ruling repeats what the named articles and the register state about the
facts given. Whether the facts are true, and how a court or an authority assesses them, it cannot know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from attrs import evolve

from ..errors import InvalidData
from ..records.dates import as_date
from ..records.provisions import Framework
from ..records.refs import Ref
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..snapshot.revisions import WatchedReferences, revisions_since
from ..snapshot.timeline import (
    Event,
    Events,
    events_between,
    history,
    parse_since,
    parse_version,
    recorded_since,
)
from ..vocabulary import Access, Binding, Kind, LegalEffect, Tier, Verdict
from ..vocabulary.criteria import OneOrMore, texts_of, unknown_value
from .conditions import EEA_QUESTION
from .grounds import Case
from .judging import OPERATOR_QUESTION, is_optional, is_relevant, judge, relevant_provisions
from .laws import NO_LAW, certifiable, law_questions
from .profiles import Facts, Profile
from .rulings import CITED_BY, Ruling, Rulings

__all__ = ["Facts", "Profile", "Ruling", "Rulings", "applicable", "changes"]


def applicable(snapshot: Snapshot, profile: Profile, standard: OneOrMore[str] = None) -> Rulings:
    """Return the rulings on all documents known on the snapshot's day; see `Catalog.applicable`.

    Those on the last profiles are kept, since interviews and reports ask for the same ones again.
    """
    names = None if standard is None else tuple(dict.fromkeys(texts_of("standard", standard)))
    return Rulings(*snapshot.cached("rulings", _make_rulings)(profile, names))


#: Rulings that are listed, the day, the profile, and rulings on what is not applicable.
_Decided: TypeAlias = tuple[tuple[Ruling, ...], dt.date, Profile, tuple[Ruling, ...]]
_MAX_KEPT = 8


def _make_rulings(snapshot: Snapshot) -> Callable[[Profile, tuple[str, ...] | None], _Decided]:
    """Return a function of profile and documents that decides, and keeps the last decisions."""
    return lru_cache(_MAX_KEPT)(partial(_decide, snapshot))


def _decide(snapshot: Snapshot, profile: Profile, standard: tuple[str, ...] | None) -> _Decided:
    """Return the rulings on all documents, or on those named."""
    _check_answers(snapshot, profile)
    cases = list(_cases(snapshot, profile, standard))
    if standard is None:  # there are no rules on companions
        cases = [case for case in cases if case.is_held_to or case.standard.tier is not Tier.COMPANION]
    by_document = [list(judge(case, _framework(snapshot, case))) for case in cases]
    benefits = _benefits(zip(cases, by_document, strict=True))
    for case, rulings in zip(cases, by_document, strict=True):
        if rulings[0].verdict is Verdict.APPLIES and not case.binds:
            rulings[0] = evolve(rulings[0], fit=_fit(snapshot, case, benefits))
    by_document.sort(key=lambda rulings: _rank(rulings[0]))
    every = [ruling for rulings in by_document for ruling in rulings]
    excluded = tuple(ruling for ruling in every if ruling.verdict is Verdict.NOT_APPLICABLE)
    listed = tuple(ruling for ruling in every if ruling.verdict is not Verdict.NOT_APPLICABLE)
    return listed, snapshot.date, profile, excluded


#: The effects for which it pays to follow a document.
_BENEFITS = (LegalEffect.DEEMED, LegalEffect.PRESUMED, LegalEffect.MAY_RELY, LegalEffect.DEFENCE)


def _benefits(judged: Iterable[tuple[Case, list[Ruling]]]) -> dict[str, list[str]]:
    """Return by document what it gives under acts that may bind the profile, and which of these cite it."""
    given: dict[str, list[str]] = {}
    cited: dict[str, list[str]] = {}
    for case, rulings in judged:
        if rulings[0].verdict is Verdict.NOT_APPLICABLE:
            continue
        for rule in case.law.deemed_by:
            if rule.effect in _BENEFITS and case.may_be_for(rule):
                for ref in rule.by:
                    text = f"{rule.effect} under {case.law.act}, {rule.article}"
                    given.setdefault(str(ref.document), []).append(text)
        for citation in case.law.cites:
            for ref in citation.names:
                text = f"{CITED_BY} {case.law.act}, {citation.article}"
                cited.setdefault(str(ref.document), []).append(text)
    return {document: given.get(document, []) + cited.get(document, []) for document in {**given, **cited}}


def _fit(snapshot: Snapshot, case: Case, benefits: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return why a voluntary document fits: what it gives, what cites it, if it is certifiable or free."""
    standard = case.standard
    reasons = list(benefits.get(str(standard.ref), ()))
    if certifiable(snapshot.register, standard.id) or standard.kind is Kind.CERTIFICATION_SCHEME:
        reasons.append("certifiable")
    if standard.access in (Access.FREE, Access.REGISTRATION):
        reasons.append("free of charge")
    return tuple(reasons)


def _check_answers(snapshot: Snapshot, profile: Profile) -> None:
    """Refuse answers to what nobody asks.

    Raises:
        UnknownCriterion: A question of the profile is unknown; near misses are named.
    """
    answered = profile.answers_yes | profile.answers_no
    if answered:
        known = law_questions(snapshot.register) | {EEA_QUESTION, OPERATOR_QUESTION}
        for question in sorted(answered - known):
            raise unknown_value("question", question, known)


def _rank(ruling: Ruling) -> tuple[bool, bool, bool]:
    """Return the sort key of a document: law, then what else binds, and last what is optional."""
    return ruling.binding is not Binding.MANDATORY, not ruling.binds, is_optional(ruling.questions)


def _cases(snapshot: Snapshot, profile: Profile, standard: OneOrMore[str] = None) -> Iterator[Case]:
    """Yield each document known on the snapshot's day, or each named, as a case for the profile.

    Raises:
        UnknownReference: A document, named or in `held_to`, is unknown; near misses are named.
    """
    held_to = {snapshot.standard(ref).ref for ref in sorted(profile.held_to or ())}
    current = snapshot.cached("current editions", lambda snapshot: frozenset(snapshot.standards().refs))
    if standard is None:
        documents: Iterable[Standard] = snapshot.standards(current=None)
    else:
        documents = map(snapshot.standard, texts_of("standard", standard))
    law_of = snapshot.register.law
    for each in documents:
        ref = each.ref
        rules = law_of(each.id) or NO_LAW
        certification = certifiable(snapshot.register, each.id) if profile.certifiable else None
        yield Case(
            profile,
            snapshot.date,
            each,
            ref in current,
            ref in held_to,
            rules,
            certification,
            eea=each.eea_relevant,
        )


def changes(
    snapshot: Snapshot,
    since: dt.date | str,
    until: dt.date | str | None,
    profile: Profile | None,
    refs: Iterable[Ref] | None = None,
) -> Events:
    """Return the events after a day or a data release; see `Catalog.changes`.

    Args:
        snapshot: The data.
        since: A day or a data release.
        until: The last day; None for that of the snapshot.
        profile: The facts that select documents; None for all.
        refs: The references that an event must touch; None for all.
    """
    day, version = parse_since(since)
    last = snapshot.date if until is None else as_date(until)
    if version is not None and version > parse_version(snapshot.data_version):
        raise InvalidData(
            f"data release {since} is later than this one, {snapshot.data_version}",
            repair=f"name a release before {snapshot.data_version}",
        )
    later = snapshot.as_of(max(last, snapshot.date))
    events: list[Event] = []
    relevant: set[Ref] = set()
    for case in _cases(later, profile or Profile()):
        if profile is not None and not is_relevant(case):
            continue
        relevant.add(case.standard.ref)
        if version is not None:
            events += recorded_since(case.standard, version)
            continue
        framework = _framework(later, case)
        provisions = framework.provisions if framework is not None else ()
        if framework is not None and profile is not None:
            provisions = relevant_provisions(case, framework)
        events += history(case.standard, provisions)
    watched = None if refs is None else WatchedReferences(later, refs)
    if version is not None:
        revisions = revisions_since(later, str(since), watched)
        events += [event for event in revisions if event.ref.document in relevant]
    if watched is not None:
        events = [event for event in events if watched.touched_by(event)]
    return events_between(events, day, last if version is None or until is not None else None)


def _framework(snapshot: Snapshot, case: Case) -> Framework | None:
    """Return the structure of law, and of what the profile is held to, where it is shipped."""
    is_read = case.standard.binding is Binding.MANDATORY or case.is_held_to
    if is_read and str(case.standard.ref) in snapshot.register.framework_loaders:
        return snapshot.framework(case.standard)
    return None
