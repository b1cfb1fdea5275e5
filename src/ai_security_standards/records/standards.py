"""The records of documents, as data files hold them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from operator import attrgetter
from typing import Any

from attrs import Attribute, Factory, field, fields, frozen

from ..errors import InvalidData
from ..vocabulary import (
    Access,
    Binding,
    Confidence,
    Kind,
    LifecycleStage,
    MilestoneKind,
    Role,
    Sector,
    Status,
    SystemType,
    Tier,
    Topic,
)
from ..vocabulary.documents import FORTHCOMING, IN_EFFECT
from .cards import Card
from .dates import PartialDate, as_date
from .entries import Correction, Count, Milestone, Source, StatusEvent, Structure, Succession, status_on
from .refs import Ref, is_document

#: A forthcoming document that was last seen more days ago is marked stale.
STALE_AFTER_DAYS = 60

__all__ = [
    "STALE_AFTER_DAYS",
    "Correction",
    "Count",
    "Milestone",
    "Source",
    "Standard",
    "StatusEvent",
    "Structure",
    "Succession",
    "not_empty",
    "tier_by",
]


def _is_a_reference(standard: Any, _: Attribute[Any], edition: str) -> None:
    if not is_document(standard.id, edition):
        raise InvalidData(
            f"{standard.id}@{edition} is not a reference",
            field="id",
            repair="write an id of small letters, digits, dots and hyphens, and an edition without blanks",
        )


def not_empty(_: Any, attribute: Attribute[Any], value: tuple[Any, ...]) -> None:
    """Refuse a list without members; a validator of attrs."""
    if not value:
        raise InvalidData("the list is empty", field=attribute.name, repair="give at least one")


def _latest(name: str) -> Any:
    """Return the default of a field that the last status event gives."""
    return Factory(lambda self: getattr(self.history[-1], name) if self.history else None, takes_self=True)


def tier_by(system_types: Collection[str], binding: str) -> Tier:
    """Return the tier of a document that states none.

    It is a companion if it never singles out AI and nobody is obliged to follow it.

    >>> str(tier_by(["it-system"], "voluntary")), str(tier_by(["it-system", "agentic"], "voluntary"))
    ('companion', 'core')
    """
    general = list(system_types) == [SystemType.IT_SYSTEM] and binding != Binding.MANDATORY
    return Tier.COMPANION if general else Tier.CORE


@frozen(kw_only=True, repr=False)
class Standard(Card):
    """One issued or forthcoming document in one edition: law, standard, framework, list.

    Every date is as precise as its source. Two records are equal when all that is written in them and
    their status are; `day` does not count.

    Attributes:
        designation: What is printed to cite it.
        short_name: What people call this edition ("NIST CSF 2.0"), where that is not the designation.
        number: The bare number that people use ("27090", "SAI 004").
        version: What is printed of the edition.
        aliases: Other names under which it is cited.
        jurisdictions: ISO 3166 codes, codes of `GROUPS`, or "international".
        history: Its statuses, oldest first.
        in_force: The day of entry into force.
        applies_from, applies_fully_from: The first days on which any, and all, of a law's obligations
            apply.
        checked_on: The day on which a source was last read; None where none was.
        recorded: The data version that first held the record.
        tier: Why it is recorded; by `tier_by` where the record does not state it.
        status, stage: Its status and stage on `day`, the day that the catalog answers for.
    """

    _shown = (
        "ref", "short_name", "title", "summary", "kind", "binding", "status", "stage", "publisher",
        "jurisdictions", "published", "in_force", "applies_from", "obligations", "upcoming", "replaces",
        "replaced_by", "adopts", "adopted_as", "amends", "amended_by", "topics", "roles", "system_types",
        "access", "price", "note", "url", "sources", "checked_on", "confidence",
    )  # fmt: skip

    id: str
    edition: str = field(validator=_is_a_reference)
    designation: str
    short_name: str = Factory(lambda self: self.designation, takes_self=True)
    title: str
    number: str | None = None
    version: str | None = None
    aliases: tuple[str, ...] = ()
    publisher: str
    co_publishers: tuple[str, ...] = ()
    committee: str | None = None
    kind: Kind
    binding: Binding
    jurisdictions: tuple[str, ...] = field(validator=not_empty)
    eea_relevant: bool = False
    history: tuple[StatusEvent, ...] = field(validator=not_empty)
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
    tier: Tier = Factory(lambda self: tier_by(self.system_types, self.binding), takes_self=True)
    note: str | None = None
    sources: tuple[Source, ...] = field(validator=not_empty)
    checked_on: PartialDate | None
    confidence: Confidence
    recorded: str
    corrections: tuple[Correction, ...] = ()
    status: Status = field(default=_latest("status"))
    stage: str | None = field(default=_latest("stage"))
    day: dt.date | None = field(default=None, eq=False)

    def __repr__(self) -> str:
        return f"<Standard {self.ref}: {self.designation}, {self.status}>"

    def __hash__(self) -> int:
        # Cheaper than over fifty fields, and as good: a catalog has one record of an edition.
        return hash((self.id, self.edition))

    @property
    def ref(self) -> Ref:
        """Its canonical reference, edition included."""
        return Ref(self.id, self.edition)

    def on(self, day: dt.date) -> Standard | None:
        """Return the record with its status on a day; None if it was not known to exist then."""
        if type(day) is not dt.date:
            day = as_date(day)
        event = status_on(self.history, day)
        if event is None:
            return None
        copy = object.__new__(Standard)
        # attrs.evolve takes six times as long: it converts every field again.
        for put, value in zip(_SLOTS, _VALUES(self), strict=True):
            put(copy, value)
        object.__setattr__(copy, "status", event.status)
        object.__setattr__(copy, "stage", event.stage)
        object.__setattr__(copy, "day", day)
        return copy

    @property
    def published_from(self) -> dt.date | None:
        """The earliest day that `published` can mean."""
        return self.published.first if self.published else None

    @property
    def published_until(self) -> dt.date | None:
        """The latest day that `published` can mean."""
        return self.published.last if self.published else None

    @property
    def obligations(self) -> tuple[Milestone, ...]:
        """The application milestones reached on its day; none once it is replaced."""
        if self.status not in IN_EFFECT:
            return ()
        return tuple(
            milestone
            for milestone in self._stated
            if milestone.kind is MilestoneKind.APPLICATION and milestone.date.last <= self._day
        )

    @property
    def upcoming(self) -> tuple[Milestone, ...]:
        """The milestones that its text, as it reads on its day, sets for later days."""
        return tuple(milestone for milestone in self._stated if milestone.date.last > self._day)

    @property
    def last_seen(self) -> dt.date:
        """The last day on which a source showed it in its status, or the day on which the status began.

        It is the earliest day that the source's date can mean.
        """
        event = status_on(self.history, self._day) or self.history[0]
        return max(day.first for day in (event.date, event.seen_on) if day is not None)

    @property
    def stale(self) -> bool:
        """Whether its status may have changed unseen: a forthcoming document, last seen 60 days before.

        A consultation that ended since it was last seen makes it stale, too.
        """
        if self.day is None or self.status not in FORTHCOMING:
            return False
        seen = self.last_seen
        return (self.day - seen).days > STALE_AFTER_DAYS or any(
            milestone.kind is MilestoneKind.CONSULTATION and seen <= milestone.date.last < self.day
            for milestone in self._stated
        )

    @property
    def _day(self) -> dt.date:
        return self.day or dt.date.max

    @property
    def _stated(self) -> tuple[Milestone, ...]:
        return tuple(milestone for milestone in self.milestones if milestone.stated_on(self._day))


_FIELDS = tuple(each.name for each in fields(Standard))
_VALUES = attrgetter(*_FIELDS)
_SLOTS = tuple(vars(Standard)[name].__set__ for name in _FIELDS)
