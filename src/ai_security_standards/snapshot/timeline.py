"""What happened to documents and provisions between two days, or since a version of the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from ..errors import InvalidData
from ..records.cards import Card
from ..records.dates import PartialDate, as_date
from ..records.provisions import Application, Provision
from ..records.refs import Ref
from ..records.standards import Milestone, Standard, StatusEvent
from ..tables import Table, quantity
from ..vocabulary import EventKind, MilestoneKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import EventCells
    from ..vocabulary.literals import EventKindText

__all__ = [
    "EVENT_OF_MILESTONE",
    "Event",
    "Events",
    "data_event",
    "events_between",
    "history",
    "parse_since",
    "parse_version",
    "recorded_since",
]

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
#: The kind of event that a milestone is; any other one is a milestone.
EVENT_OF_MILESTONE = {
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
class Event(Card):
    """Something that happened to a document or a provision.

    Attributes:
        name: The designation of the document, or the name of the provision.
        day: The first day on which it has certainly happened.
        date: The day as precise as the source.
        what: What happened, in words.
        about: The day that the text began or ceased to name; `date` is then the day of that change.
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


class Events(Table[Event, "EventCells", "EventKind | EventKindText"]):
    """Events in the order of their days."""

    __slots__ = ()

    columns = ("date", "kind", "ref", "name", "what", "about")

    noun = "event"
    words = EventKind
    word_field = "kind"

    def headline(self) -> str:
        """Return how many events there are, of how many documents."""
        documents = {event.ref.document for event in self}
        return f"{quantity(len(self), self.noun)} of {quantity(len(documents), 'document')}"

    def of(self, standard: str | Ref, *kinds: EventKind | EventKindText) -> Events:
        """Return the events of one document and its provisions, of some kinds or of all."""
        ref = Ref.parse(str(standard))
        chosen = self.only(*kinds) if kinds else self
        return chosen.only(
            where=lambda event: (
                event.ref.standard == ref.standard and ref.edition in (None, event.ref.edition)
            )
        )


def history(standard: Standard, provisions: Iterable[Provision] = ()) -> Iterator[Event]:
    """Yield everything dated about a document, and about those of its provisions that are given.

    A date that an amendment moved gives two events: the old day dropped, and the new day set.

    >>> from ai_security_standards import load
    >>> moved = [each for each in history(load().standard("eu-ai-act")) if each.kind == "date-dropped"]
    >>> str(moved[1].date), str(moved[1].about)
    ('2026-07-27', '2026-08-02')
    """
    of_milestones = [
        event for milestone in standard.milestones for event in _milestone_events(standard, milestone)
    ]
    dated = {(event.kind, event.day) for event in of_milestones}
    for status in standard.history:
        event = _status_event(standard, status)
        if (event.kind, event.day) not in dated:
            yield event
    yield from of_milestones
    start = standard.in_force.first if standard.in_force else dt.date.min
    for provision in provisions:
        for application in provision.applies:
            yield from _application_events(provision, application, start)


def recorded_since(standard: Standard, version: tuple[int, ...]) -> Iterator[Event]:
    """Yield what versions of the data later than this one first said of a document."""
    if parse_version(standard.recorded) > version:
        first = _status_event(standard, standard.history[0])
        yield evolve(first, kind=EventKind.RECORDED, what=f"first in data {standard.recorded}")
        return
    for status in standard.history:
        if status.recorded and parse_version(status.recorded) > version:
            yield _status_event(standard, status)
    for milestone in standard.milestones:
        if milestone.recorded and parse_version(milestone.recorded) > version:
            yield from _milestone_events(standard, milestone)
    for correction in standard.corrections:
        if parse_version(correction.recorded) > version:
            ref = standard.ref._replace(provision=correction.provision)
            what = f"{correction.field}: {correction.note}"
            yield data_event(ref, standard.designation, correction.recorded, EventKind.CORRECTED, what)


def data_event(ref: Ref, name: str, release: str, kind: EventKind, what: str) -> Event:
    """Return the event that a data release is for a document or provision; it is dated by its month."""
    year, month, _ = parse_version(release)
    date = PartialDate(f"{year}-{month:02}")
    return Event(ref, name, date.last, date, kind, what)


def parse_version(text: str) -> tuple[int, ...]:
    """Return a version of the data as numbers, which compare.

    Raises:
        InvalidData: The text is not a version of the data.

    >>> parse_version("2026.9.0") < parse_version("2026.11.0")
    True
    """
    found = _VERSION.match(text)
    if not found:
        raise InvalidData(f"{text!r} is not a version of the data", repair="write YYYY.MM.N")
    return tuple(map(int, found.groups()))


def parse_since(since: dt.date | str) -> tuple[dt.date | None, tuple[int, ...] | None]:
    """Return the day or the version of the data that a text means; the other is None."""
    if isinstance(since, str) and _VERSION.match(since):
        return None, parse_version(since)
    return as_date(since), None


def events_between(events: Iterable[Event], since: dt.date | None, until: dt.date | None) -> Events:
    """Return the events after one day and up to another, in the order of their days."""
    between = (
        event
        for event in events
        if (since is None or event.day > since) and (until is None or event.day <= until)
    )
    return Events(sorted(between, key=lambda event: (event.day, str(event.ref), event.kind, event.what)))


def _status_event(standard: Standard, status: StatusEvent) -> Event:
    what = str(status.status)
    if status.status is Status.SUPERSEDED and standard.replaced_by:
        what += f" by {', '.join(str(later.ref or later.title) for later in standard.replaced_by)}"
    date = status.date if status.date and status.date.last == status.since else status.seen_on
    assert date is not None
    return Event(standard.ref, standard.designation, status.since, date, _STATUSES[status.status], what)


def _milestone_events(standard: Standard, milestone: Milestone) -> Iterator[Event]:
    ref, name, what = standard.ref, standard.designation, milestone.what
    if milestone.stated_on(milestone.date.last):
        kind = EVENT_OF_MILESTONE.get(milestone.kind, EventKind.MILESTONE)
        yield Event(ref, name, milestone.date.last, milestone.date, kind, what)
    yield from _date_changes(ref, name, what, milestone)


def _application_events(provision: Provision, application: Application, start: dt.date) -> Iterator[Event]:
    what = application.note or "applies"
    if application.stated_on(application.date.last):
        kind = EventKind.BEGINS_TO_APPLY
        yield Event(provision.ref, provision.name, application.date.last, application.date, kind, what)
    # A date that the law named from the start was not set by a change.
    original = application.stated_from is not None and application.stated_from.first <= start
    changed = evolve(application, stated_from=None) if original else application
    yield from _date_changes(provision.ref, provision.name, what, changed)


def _date_changes(ref: Ref, name: str, what: str, dated: Milestone | Application) -> Iterator[Event]:
    """Yield the days on which the text began and ceased to name a day that was still to come."""
    since, until = dated.stated_from, dated.stated_until
    if since is not None and since.last < dated.date.last:
        yield Event(ref, name, since.last, since, EventKind.DATE_SET, what, dated.date)
    if until is not None and until.last < dated.date.last:
        end = until.last + _DAY
        yield Event(ref, name, end, PartialDate(end.isoformat()), EventKind.DATE_DROPPED, what, dated.date)
