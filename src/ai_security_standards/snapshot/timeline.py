"""What happened to documents and provisions between two days, or since a version of the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from ..errors import InvalidData
from ..records.dates import PartialDate, as_date
from ..records.provisions import Application, Framework, Provision
from ..records.refs import Ref
from ..records.standards import Milestone, Standard, StatusEvent
from ..tables import Table
from ..vocabulary import EventKind, MilestoneKind, Status
from ..vocabulary.criteria import known_value

__all__ = ["Event", "Events", "events_between", "history", "known_version", "parse_since", "recorded_since"]

_VERSION = re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,6})\Z")
_STATUSES = {
    Status.PLANNED: EventKind.ANNOUNCED,
    Status.DRAFT: EventKind.ANNOUNCED,
    Status.APPROVED: EventKind.APPROVED,
    Status.PUBLISHED: EventKind.ISSUED,
    Status.IN_FORCE: EventKind.IN_FORCE,
    Status.SUPERSEDED: EventKind.SUPERSEDED,
    Status.WITHDRAWN: EventKind.WITHDRAWN,
    Status.CANCELLED: EventKind.WITHDRAWN,
}
_MILESTONES = {
    MilestoneKind.PROPOSAL: EventKind.ANNOUNCED,
    MilestoneKind.ADOPTION: EventKind.APPROVED,
    MilestoneKind.PUBLICATION: EventKind.ISSUED,
    MilestoneKind.ENTRY_INTO_FORCE: EventKind.IN_FORCE,
    MilestoneKind.APPLICATION: EventKind.BEGINS_TO_APPLY,
    MilestoneKind.TRANSITION_END: EventKind.GRACE_ENDS,
    MilestoneKind.AMENDMENT: EventKind.AMENDED,
    MilestoneKind.REPEAL: EventKind.WITHDRAWN,
}
_DAY = dt.timedelta(days=1)


@frozen(repr=False)
class Event:
    """One thing that happened: to which document or provision, on which day, and what.

    Of a day that the text began or ceased to name, `about` is that day, and `date` the day since
    which the text does so. `day` is the first on which it is certain.
    """

    ref: Ref
    name: str
    day: dt.date
    date: PartialDate
    kind: EventKind
    what: str
    about: PartialDate | None = None

    def __repr__(self) -> str:
        return f"<Event {self.date} {self.ref}: {self.kind}, {self.what}>"


class Events(Table[Event]):
    """Events in the order of their days."""

    __slots__ = ()

    columns = ("date", "kind", "ref", "name", "what", "about")

    def headline(self) -> str:
        """How many events, of how many documents."""
        return f"{len(self)} events of {len({event.ref.document for event in self})} documents"

    def of(self, standard: str | Ref, *kinds: str) -> Events:
        """The events of one document and its provisions, of the kinds named or of all."""
        ref = Ref.parse(str(standard))
        wanted = {known_value(each.replace("_", "-"), list(EventKind), "kind") for each in kinds}
        return Events(
            [
                event
                for event in self
                if event.ref.standard == ref.standard
                and ref.edition in (None, event.ref.edition)
                and (not kinds or event.kind in wanted)
            ]
        )


def history(standard: Standard, framework: Framework | None = None) -> Iterator[Event]:
    """Everything dated about a document, and about the provisions of a framework that is given.

    A day that an amendment moved tells of the amendment: the day dropped, and the day set.

    >>> from ai_security_standards import load
    >>> moved = [each for each in history(load().standard("eu-ai-act")) if each.kind == "date-dropped"]
    >>> str(moved[1].date), str(moved[1].about)
    ('2026-07-27', '2026-08-02')
    """
    marked = [each for milestone in standard.milestones for each in _of_milestone(standard, milestone)]
    told = {(each.kind, each.day) for each in marked}
    for event in standard.history:
        plain = _of_status(standard, event)
        if (plain.kind, plain.day) not in told:
            yield plain
    yield from marked
    start = standard.in_force.first if standard.in_force else dt.date.min
    for provision in framework.provisions if framework else ():
        for application in provision.applies:
            yield from _of_application(provision, application, start)


def recorded_since(standard: Standard, version: tuple[int, ...]) -> Iterator[Event]:
    """What a later version of the data than this one first said of a document."""
    if known_version(standard.recorded) > version:
        first = _of_status(standard, standard.history[0])
        yield evolve(first, kind=EventKind.RECORDED, what=f"first held by data {standard.recorded}")
        return
    for event in standard.history:
        if event.recorded and known_version(event.recorded) > version:
            yield _of_status(standard, event)
    for milestone in standard.milestones:
        if milestone.recorded and known_version(milestone.recorded) > version:
            yield from _of_milestone(standard, milestone)


def known_version(text: str) -> tuple[int, ...]:
    """A version of the data as numbers, which compare; InvalidData for a text that is none.

    >>> known_version("2026.9.0") < known_version("2026.11.0")
    True
    """
    found = _VERSION.match(text)
    if not found:
        raise InvalidData(f"{text!r} is no version of the data", repair="write YYYY.MM.N")
    return tuple(map(int, found.groups()))


def parse_since(since: dt.date | str) -> tuple[dt.date | None, tuple[int, ...] | None]:
    """A day, or a version of the data; the other is None."""
    if isinstance(since, str) and _VERSION.match(since):
        return None, known_version(since)
    return as_date(since), None


def _of_status(standard: Standard, event: StatusEvent) -> Event:
    what = str(event.status)
    if event.status is Status.SUPERSEDED and standard.replaced_by:
        what += f" by {', '.join(str(tie.ref or tie.title) for tie in standard.replaced_by)}"
    date = event.date if event.date and event.date.last == event.since else event.seen_on
    assert date is not None
    return Event(standard.ref, standard.designation, event.since, date, _STATUSES[event.status], what)


def _of_milestone(standard: Standard, milestone: Milestone) -> Iterator[Event]:
    ref, name, what = standard.ref, standard.designation, milestone.what
    if milestone.stands_on(milestone.date.last):
        kind = _MILESTONES.get(milestone.kind, EventKind.MILESTONE)
        yield Event(ref, name, milestone.date.last, milestone.date, kind, what)
    yield from _moved(ref, name, what, milestone)


def _of_application(provision: Provision, stated: Application, start: dt.date) -> Iterator[Event]:
    what = stated.note or "applies"
    if stated.stands_on(stated.date.last):
        kind = EventKind.BEGINS_TO_APPLY
        yield Event(provision.ref, provision.name, stated.date.last, stated.date, kind, what)
    original = stated.stated_from is not None and stated.stated_from.first <= start
    first_text = evolve(stated, stated_from=None) if original else stated
    yield from _moved(provision.ref, provision.name, what, first_text)


def _moved(ref: Ref, name: str, what: str, stated: Milestone | Application) -> Iterator[Event]:
    """The days on which the text began and ceased to name a day that lay ahead."""
    if stated.stated_from is not None and stated.stated_from.last < stated.date.last:
        since = stated.stated_from
        yield Event(ref, name, since.last, since, EventKind.DATE_SET, what, stated.date)
    if stated.stated_until is not None and stated.stated_until.last < stated.date.last:
        end = stated.stated_until.last + _DAY
        yield Event(ref, name, end, PartialDate(end.isoformat()), EventKind.DATE_DROPPED, what, stated.date)


def events_between(events: Iterable[Event], since: dt.date | None, until: dt.date | None) -> Events:
    """The events after one day and up to another, in the order of their days."""
    inside = (
        event
        for event in events
        if (since is None or event.day > since) and (until is None or event.day <= until)
    )
    return Events(sorted(inside, key=lambda event: (event.day, str(event.ref), event.kind, event.what)))
