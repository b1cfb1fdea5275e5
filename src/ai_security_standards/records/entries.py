"""The entries of a document's record: its sources, statuses, milestones, corrections, successions, counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import Attribute, field, frozen

from ..errors import InvalidData
from ..vocabulary import Confidence, MilestoneKind, ProvisionKind, Status
from .cards import Card
from .dates import PartialDate, certain_day, is_stated, last_begun
from .refs import Ref

__all__ = [
    "Correction",
    "Count",
    "Milestone",
    "Source",
    "StatusEvent",
    "Structure",
    "Succession",
    "status_on",
]


@frozen
class Source(Card):
    """A place where a reader can check what a record says.

    Attributes:
        address: A web address; of a file in a repository, its address at a commit.
        checked_on: The day on which this project read it; None where it was cited but not read.
        note: What it shows, where that is not the whole record.
        official: Whether it is the publisher's own text, page or catalogue, or a copy of one of these.
    """

    address: str
    checked_on: PartialDate | None = None
    note: str | None = None
    official: bool = False


def _has_a_day(event: Any, _: Attribute[Any], seen_on: PartialDate | None) -> None:
    if not event.date and not seen_on:
        raise InvalidData(
            "the event has neither date nor seen_on",
            field="date",
            repair="say when it began or when it was seen",
        )


def _has_one_name(succession: Any, _: Attribute[Any], title: str | None) -> None:
    if bool(succession.ref) == bool(title):
        raise InvalidData(
            "the succession must name either ref or title", field="ref", repair="keep one of the two"
        )


@frozen
class StatusEvent(Card):
    """A status that began on a day.

    Attributes:
        date: The day it began, as precise as the source.
        seen_on: A day on which a source showed it, where the day it began is not known.
        stage: The ISO harmonised stage code ("60.60") where the body uses them.
        recorded: The data version that first said so; None for the record's own.
    """

    status: Status
    date: PartialDate | None = None
    seen_on: PartialDate | None = field(default=None, validator=_has_a_day)
    stage: str | None = None
    note: str | None = None
    recorded: str | None = None

    @property
    def since(self) -> dt.date:
        """The first day on which the document certainly has the status.

        That is the last day that `date` can mean, or `seen_on` if that is earlier.
        """
        return dt.date.fromisoformat(_began(self))


@frozen
class Milestone(Card):
    """A day in a document's life, or one that its text sets.

    Attributes:
        what: What happens on the day, in our own words.
        stated_from, stated_until: The days between which the text named the date, which an amendment
            may have moved; None without a bound.
        recorded: The data version that first said so; None for the record's own.
    """

    date: PartialDate
    kind: MilestoneKind
    what: str
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    recorded: str | None = None

    def stated_on(self, day: dt.date) -> bool:
        """Tell whether the text, as it read on that day, named this milestone."""
        return is_stated(self.stated_from, self.stated_until, day)


@frozen
class Correction(Card):
    """A fact that earlier data stated wrongly: nothing happened to the document, the record was wrong.

    `recorded` is the data release that corrected it, and `note` says what was wrong. `field` is the field
    of the document, or of the `provision` named; "rules" means the rules on who must comply.
    """

    recorded: str
    field: str
    note: str
    provision: str | None = None


@frozen
class Succession(Card):
    """A tie to another edition or document, and how sure it is.

    Attributes:
        ref: The other document, where the catalog has it.
        title: Its title, where the catalog does not have it.
    """

    ref: Ref | None = None
    title: str | None = field(default=None, validator=_has_one_name)
    confidence: Confidence = Confidence.VERIFIED
    note: str | None = None


@frozen
class Count:
    """A number of provisions of one sort in a document; `what` is in the plural ("techniques").

    Attributes:
        kind: The kind of these provisions in the structure that is shipped, where `what` does not say it.
        note: Why the number is not that of the structure, where the two differ.
    """

    what: str
    number: int
    kind: ProvisionKind | None = None
    note: str | None = None


@frozen
class Structure(Card):
    """The numbering of a document's provisions, and how many of each sort it has, as far as known.

    Attributes:
        pattern: The form of the printed identifiers ("AML.Txxxx.xxx").
    """

    pattern: str | None = None
    counts: tuple[Count, ...] = ()
    note: str | None = None


def status_on(history: tuple[StatusEvent, ...], day: dt.date) -> StatusEvent | None:
    """Return the status event that certainly holds on a day; None before the first."""
    return last_begun(history, day.isoformat(), _began)


def _began(event: StatusEvent) -> str:
    return certain_day(event.date, event.seen_on)
