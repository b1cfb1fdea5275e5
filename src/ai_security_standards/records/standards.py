"""What is written down: one frozen record class for each thing that data files hold."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter

from attrs import Factory, field, fields, frozen

from ..vocabulary import (
    Access,
    Binding,
    Confidence,
    Family,
    Kind,
    LifecycleStage,
    MilestoneKind,
    Role,
    Sector,
    Status,
    SystemType,
    Topic,
)
from ..vocabulary.documents import IN_EFFECT
from .dates import PartialDate, certain_day, last_begun, stated
from .refs import Ref

__all__ = [
    "Annotation",
    "Count",
    "Milestone",
    "Publisher",
    "Source",
    "Standard",
    "StatusEvent",
    "Structure",
    "Succession",
]


@frozen
class Source:
    """Where a reader can open what a record says.

    `address` is a web address; a file in a repository is named by its address at a commit.
    `checked_on` is the day on which this project read it, None where it was cited but not read.
    `note` says what it shows, where that is not the whole record.
    """

    address: str
    checked_on: PartialDate | None = None
    note: str | None = None


@frozen
class StatusEvent:
    """A status that began on a day.

    `date` is the day it began, as precise as the source. Where that is not known, `seen_on` is a
    day on which a source showed it. `stage` is the ISO harmonised stage code ("60.60") where the
    body uses them. `recorded` is the data version that first said so (None: the record's own).
    """

    status: Status
    date: PartialDate | None = None
    seen_on: PartialDate | None = None
    stage: str | None = None
    note: str | None = None
    recorded: str | None = None

    @property
    def since(self) -> dt.date:
        """The first day on which the status certainly holds.

        That is the last day that `date` can mean, or the day on which it was seen if that is
        earlier: nothing is in force before it certainly is.
        """
        return dt.date.fromisoformat(_began(self))


@frozen
class Milestone:
    """A day in a document's life, or one that its text sets.

    `stated_from` and `stated_until` bound the time in which the text said so: a date that an
    amendment moved keeps the day until which it stood. `recorded` is the data version that first
    said so (None: the record's own).
    """

    date: PartialDate
    kind: MilestoneKind
    what: str
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    recorded: str | None = None

    def stands_on(self, day: dt.date) -> bool:
        """Whether the text, as it read on that day, named this milestone."""
        return stated(self.stated_from, self.stated_until, day)


@frozen
class Succession:
    """A tie to another edition or document, and how sure it is.

    `ref` is the other one where the catalog holds it, else `title` names it.
    """

    ref: Ref | None = None
    title: str | None = None
    confidence: Confidence = Confidence.VERIFIED
    note: str | None = None


@frozen
class Count:
    """How many provisions of a sort a document has: `what` in the plural, such as "techniques"."""

    what: str
    number: int


@frozen
class Structure:
    """How a document numbers its provisions, and how many of each sort it has, as far as known.

    `pattern` shows the printed identifiers ("AML.Txxxx.xxx"), `note` says the rest.
    """

    pattern: str | None = None
    counts: tuple[Count, ...] = ()
    note: str | None = None


@frozen
class Publisher:
    """A body that issues documents.

    `place` is its home: an ISO 3166-1 code, a code of `GROUPS`, or "international".
    """

    id: str
    name: str
    family: Family
    place: str
    short_name: str | None = None
    url: str | None = None
    note: str | None = None


@frozen
class Annotation:
    """What an overlay writes beside a document of another origin, which stays as it is."""

    ref: Ref
    key: str
    value: str
    author: str | None = None
    date: PartialDate | None = None


@frozen(kw_only=True, repr=False)
class Standard:
    """One issued or forthcoming document in one edition: law, standard, framework, list.

    `designation` is what is printed to cite it, `version` what is printed of the edition, `number`
    the bare number that people use ("27090", "SAI 004"). `history` holds its statuses, oldest
    first; `status` and `stage` are those of `day`, the day that the catalog answers for. Two records
    are equal when all that is written in them, and their status, is; `day` is left out of that.
    `in_force` is entry into force; `applies_from` and `applies_fully_from` are the first days on
    which any, and all, of a law's obligations apply. `jurisdictions` holds ISO 3166 codes, codes
    of `GROUPS`, or "international".
    Every date is as precise as its source.
    `checked_on` is the day of the last check against a source, `recorded` the data version that
    first held the record, `aliases` other names under which it is cited.
    """

    id: str
    edition: str
    designation: str
    title: str
    number: str | None = None
    version: str | None = None
    aliases: tuple[str, ...] = ()
    publisher: str
    co_publishers: tuple[str, ...] = ()
    committee: str | None = None
    kind: Kind
    binding: Binding
    jurisdictions: tuple[str, ...]
    eea_relevant: bool = False
    history: tuple[StatusEvent, ...]
    published: PartialDate | None = None
    in_force: PartialDate | None = None
    applies_from: PartialDate | None = None
    applies_fully_from: PartialDate | None = None
    milestones: tuple[Milestone, ...] = ()
    replaces: tuple[Succession, ...] = ()
    replaced_by: tuple[Succession, ...] = ()
    adopts: tuple[Succession, ...] = ()
    adopted_as: tuple[Succession, ...] = ()
    amends: tuple[Succession, ...] = ()
    amended_by: tuple[Succession, ...] = ()
    access: Access | None = None
    price: str | None = None
    licence: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    structure: Structure | None = None
    summary: str | None = None
    audience: str | None = None
    roles: tuple[Role, ...] = ()
    system_types: tuple[SystemType, ...] = ()
    lifecycle_stages: tuple[LifecycleStage, ...] = ()
    sectors: tuple[Sector, ...] = ()
    topics: tuple[Topic, ...] = ()
    note: str | None = None
    sources: tuple[Source, ...]
    checked_on: PartialDate
    confidence: Confidence
    recorded: str
    status: Status = field(default=Factory(lambda self: self.history[-1].status, takes_self=True))
    stage: str | None = field(default=Factory(lambda self: self.history[-1].stage, takes_self=True))
    day: dt.date | None = field(default=None, eq=False)

    def __repr__(self) -> str:
        return f"<Standard {self.ref}: {self.designation}, {self.status}>"

    def __hash__(self) -> int:
        # Cheaper than over fifty fields, and as good: a catalog holds one record of an edition.
        return hash((self.id, self.edition))

    @property
    def ref(self) -> Ref:
        """Its canonical reference, edition included."""
        return Ref(self.id, self.edition)

    def on(self, day: dt.date) -> Standard | None:
        """The record as it answers for that day, or None if nothing of it was known to exist then."""
        event = status_on(self.history, day)
        if event is None:
            return None
        twin = object.__new__(Standard)
        # attrs.evolve would convert and default anew what is settled already, at four times the cost.
        for name, value in zip(_FIELDS, _VALUES(self), strict=True):
            object.__setattr__(twin, name, value)
        object.__setattr__(twin, "status", event.status)
        object.__setattr__(twin, "stage", event.stage)
        object.__setattr__(twin, "day", day)
        return twin

    @property
    def obligations(self) -> tuple[Milestone, ...]:
        """What of it applies on its day: the application milestones reached, none once it is replaced."""
        if self.status not in IN_EFFECT:
            return ()
        return tuple(
            milestone
            for milestone in self._stated
            if milestone.kind is MilestoneKind.APPLICATION and milestone.date.last <= self._day
        )

    @property
    def upcoming(self) -> tuple[Milestone, ...]:
        """The milestones, as its text reads on its day, that still lie ahead of that day."""
        return tuple(milestone for milestone in self._stated if milestone.date.last > self._day)

    @property
    def _day(self) -> dt.date:
        return self.day or dt.date.max

    @property
    def _stated(self) -> tuple[Milestone, ...]:
        return tuple(each for each in self.milestones if each.stands_on(self._day))


_FIELDS = tuple(each.name for each in fields(Standard))
_VALUES = attrgetter(*_FIELDS)


def status_on(history: tuple[StatusEvent, ...], day: dt.date) -> StatusEvent | None:
    """Return the status event that certainly holds on a day; None before the first."""
    return last_begun(history, day.isoformat(), _began)


def _began(event: StatusEvent) -> str:
    return certain_day(event.date, event.seen_on)
