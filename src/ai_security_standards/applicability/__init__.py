"""Whom law and standards apply to: a profile, and a ruling with its reasons on every document.

This is no legal advice. A ruling repeats what the articles named in it and the fields of the
register say of the facts given; whether these facts are as given, and what a court or an authority
makes of them, it cannot know.
"""

from __future__ import annotations

import datetime as dt

from ..errors import InvalidData, UnknownReference
from ..records.dates import as_date
from ..snapshot.timeline import (
    Event,
    Events,
    events_between,
    history,
    known_version,
    parse_since,
    recorded_since,
)
from ..vocabulary import Binding, Verdict
from ..vocabulary.criteria import OneOrMore, texts_of
from .grounds import Case
from .judging import concerning, concerns, is_optional, judge
from .laws import certifiable, law_of
from .profiles import Facts, Profile
from .rulings import Reason, Ruling, Rulings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..records.provisions import Framework
    from ..snapshot import Snapshot

__all__ = ["Facts", "Profile", "Reason", "Ruling", "Rulings", "applicable", "changes"]


def applicable(snapshot: Snapshot, profile: Profile, standard: OneOrMore = None) -> Rulings:
    """The rulings on all that the catalog knows on its day; see `Catalog.applicable`."""
    found = [list(judge(case, _framework(snapshot, case))) for case in cases(snapshot, profile, standard)]
    found.sort(key=lambda rulings: _place(rulings[0]))
    every = [ruling for rulings in found for ruling in rulings]
    out = Verdict.NOT_APPLICABLE
    return Rulings(
        [each for each in every if each.verdict is not out],
        snapshot.date,
        profile,
        [each for each in every if each.verdict is out],
    )


def _place(ruling: Ruling) -> tuple[bool, bool, bool]:
    """Law first, then what else binds, and last what could only be chosen."""
    return ruling.binding is not Binding.MANDATORY, not ruling.binds, is_optional(ruling.questions)


def cases(snapshot: Snapshot, profile: Profile, standard: OneOrMore = None) -> Iterator[Case]:
    """Each document that is known on the catalog's day, or each named, as a case for the profile.

    Raises UnknownReference for a document in `held_to` that the catalog does not have.
    """
    held = {snapshot.standard(ref).ref for ref in sorted(profile.held_to or ())}
    current = set(snapshot.standards().refs)
    several = None if standard is None else texts_of("standard", standard)
    named = snapshot.standards(current=None) if several is None else map(snapshot.standard, several)
    for each in named:
        ref = each.ref
        law = law_of(snapshot.register, each.id)
        certification = certifiable(snapshot.register, each.id) if profile.certifiable else None
        yield Case(profile, snapshot.date, each, ref in current, ref in held, law, certification)


def changes(
    snapshot: Snapshot, since: dt.date | str, until: dt.date | str | None, profile: Profile | None
) -> Events:
    """The events since a day or a version of the data; see `Catalog.changes`."""
    day, version = parse_since(since)
    last = snapshot.date if until is None else as_date(until)
    if version is not None and version > known_version(snapshot.data_version):
        raise InvalidData(
            f"there is no data {since} yet: this is {snapshot.data_version}", repair="name an earlier version"
        )
    on = snapshot.as_of(max(last, snapshot.date))
    found: list[Event] = []
    for case in cases(on, profile or Profile()):
        if profile is not None and not concerns(case):
            continue
        if version is not None:
            found += recorded_since(case.standard, version)
            continue
        framework = _framework(on, case)
        if framework is not None and profile is not None:
            framework = concerning(case, framework)
        found += history(case.standard, framework)
    return events_between(found, day, last if version is None or until is not None else None)


def _framework(snapshot: Snapshot, case: Case) -> Framework | None:
    """The structure of law, and of what the profile is held to, where it is shipped."""
    if case.standard.binding is Binding.MANDATORY or case.held:
        try:
            return snapshot.framework(case.standard)
        except UnknownReference:
            return None
    return None
