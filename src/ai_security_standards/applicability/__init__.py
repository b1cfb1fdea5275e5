"""Whom law and standards apply to: a profile, and a ruling with its reasons on every document.

This is no legal advice. A ruling repeats what the articles named in it and the fields of the
register say of the facts given; whether these facts are as given, and what a court or an authority
makes of them, it cannot know.
"""

from __future__ import annotations

import datetime as dt

from ..dates import as_date
from ..errors import InvalidData, UnknownReference
from ..filtering import OneOrMore, texts_of
from ..timeline import Event, Events, after, history, kept, known_version, recorded_since
from ..vocabulary import Binding, Verdict
from .grounds import Case
from .judging import concerning, concerns, judge, of_choice
from .laws import law_of
from .profiles import Facts, Profile
from .rulings import Reason, Ruling, Rulings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalog import Catalog
    from ..structures import Framework

__all__ = ["Facts", "Profile", "Reason", "Ruling", "Rulings", "applicable", "changes"]


def applicable(catalog: Catalog, profile: Profile, standard: OneOrMore = None) -> Rulings:
    """The rulings on all that the catalog knows on its day; see `Catalog.applicable`."""
    found = [list(judge(case, _framework(catalog, case))) for case in cases(catalog, profile, standard)]
    found.sort(key=lambda rulings: _place(rulings[0]))
    every = [ruling for rulings in found for ruling in rulings]
    out = Verdict.NOT_APPLICABLE
    return Rulings(
        [each for each in every if each.verdict is not out],
        catalog.date,
        profile,
        [each for each in every if each.verdict is out],
    )


def _place(ruling: Ruling) -> tuple[bool, bool, bool]:
    """Law first, then what else binds, and last what could only be chosen."""
    return ruling.binding is not Binding.MANDATORY, not ruling.binds, of_choice(ruling.questions)


def cases(catalog: Catalog, profile: Profile, standard: OneOrMore = None) -> Iterator[Case]:
    """Each document that is known on the catalog's day, or each named, as a case for the profile.

    Raises UnknownReference for a document in `held_to` that the catalog does not have.
    """
    held = {catalog.standard(ref).ref for ref in sorted(profile.held_to or ())}
    current = set(catalog.standards().refs)
    several = None if standard is None else texts_of("standard", standard)
    named = catalog.standards(current=None) if several is None else map(catalog.standard, several)
    for each in named:
        ref = each.ref
        yield Case(profile, catalog.date, each, ref in current, ref in held, law_of(each.id))


def changes(
    catalog: Catalog, since: dt.date | str, until: dt.date | str | None, profile: Profile | None
) -> Events:
    """The events since a day or a version of the data; see `Catalog.changes`."""
    day, version = after(since)
    last = catalog.date if until is None else as_date(until)
    if version is not None and version > known_version(catalog.data_version):
        raise InvalidData(
            f"there is no data {since} yet: this is {catalog.data_version}", repair="name an earlier version"
        )
    on = catalog.as_of(max(last, catalog.date))
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
    return kept(found, day, last if version is None or until is not None else None)


def _framework(catalog: Catalog, case: Case) -> Framework | None:
    """The structure of law, and of what the profile is held to, where it is shipped."""
    if case.standard.binding is Binding.MANDATORY or case.held:
        try:
            return catalog.framework(case.standard)
        except UnknownReference:
            return None
    return None
