"""The numbered structure of documents: provisions, and the frameworks that hold them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import field, fields, frozen, make_class

from ..vocabulary import Completeness, Confidence, LifecycleStage, ProvisionKind, RiskClass, Role
from .dates import PartialDate, stated
from .refs import Ref
from .standards import Source

__all__ = ["Application", "Framework", "Provision"]


@frozen
class Application:
    """From when a provision of a law applies.

    `stated_from` and `stated_until` bound the time in which the law's text said so: a date that an
    amendment moved keeps the day until which it stood. `note` says to whom or what it is limited.
    """

    date: PartialDate
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    note: str | None = None

    def stands_on(self, day: dt.date) -> bool:
        """Whether the law, as it read on that day, gave this date."""
        return stated(self.stated_from, self.stated_until, day)


@frozen(repr=False, weakref_slot=False)
class Provision:
    """A numbered element of one edition of a document: control, requirement, technique, risk, article.

    `id` is the identifier as the publisher prints it. `title` is the publisher's short title; where
    only a sentence is printed, `label` says in our own words what it is about. `parent` is the id of
    the element above it. `level` is the publisher's own grade (a verification level, say),
    `assessable` is False for what is only a heading. `applies` holds, for law, every day from which
    it ever was to apply. A retired identifier stays, with `successors` (ids of this edition, or full
    references). `order` counts from 0 in the document's own order, `depth` from 0 at the top;
    `application` is `applies`, or that of the nearest element above it that has any.
    """

    standard: str
    edition: str
    id: str
    kind: ProvisionKind
    title: str | None = None
    label: str | None = None
    summary: str | None = None
    parent: str | None = None
    level: str | None = None
    assessable: bool = True
    roles: tuple[Role, ...] = ()
    risk_classes: tuple[RiskClass, ...] = ()
    lifecycle_stages: tuple[LifecycleStage, ...] = ()
    applies: tuple[Application, ...] = ()
    retired: bool = False
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None
    order: int = 0
    depth: int = 0
    application: tuple[Application, ...] = ()

    def __repr__(self) -> str:
        return f"<Provision {self.ref}: {self.name}>"

    def __hash__(self) -> int:
        return hash((self.standard, self.edition, self.id))

    @property
    def ref(self) -> Ref:
        """Its canonical reference."""
        return Ref(self.standard, self.edition, self.id)

    @property
    def name(self) -> str:
        """The publisher's title, else our label, else the identifier."""
        return self.title or self.label or self.id

    def in_application(self, day: dt.date) -> bool:
        """Whether, as the law read on that day, a date from which it applies had been reached."""
        return any(each.stands_on(day) and each.date.last <= day for each in self.application)


#: A provision that is being read: its fields can be set until it is made a `Provision`, and not after.
#: There are thousands in a file. To set the fields of something frozen takes three times as long as to
#: read the file; a draft becomes frozen when its `__class__` does, which asks for the same slots in both.
Draft: Any = make_class(
    "Draft",
    {each.name: field(default=each.default) for each in fields(Provision)},
    slots=True,
    weakref_slot=False,
    eq=False,
    repr=False,
)


@frozen(kw_only=True)
class Framework:
    """The numbered structure of one edition of a document, with where it was read.

    `completeness` says whether all of it is here and `note` what is missing; `text_policy` what of
    the original's text is carried over, `licence` the original's licence.
    """

    standard: str
    edition: str
    completeness: Completeness
    confidence: Confidence
    checked_on: PartialDate
    sources: tuple[Source, ...]
    text_policy: str
    licence: str | None = None
    note: str | None = None
    provisions: tuple[Provision, ...]
