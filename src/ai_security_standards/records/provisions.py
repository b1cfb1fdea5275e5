"""The numbered structure of documents: provisions, and frameworks, which are all those of an edition."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import Attribute, field, fields, frozen, make_class

from ..errors import InvalidData
from ..vocabulary import Completeness, Confidence, LifecycleStage, ProvisionKind, RiskClass, Role
from .addresses import AddressPattern
from .cards import Card
from .dates import PartialDate, is_stated
from .refs import LONGEST_PROVISION, Ref
from .standards import Source

__all__ = ["Application", "Framework", "Provision"]


@frozen
class Application(Card):
    """A day from which a provision of a law applies.

    Attributes:
        stated_from, stated_until: The days between which the law's text named the date, which an
            amendment may have moved; None without a bound.
        note: To whom or to what it is limited.
    """

    date: PartialDate
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    note: str | None = None

    def stated_on(self, day: dt.date) -> bool:
        """Tell whether the law, as it read on that day, named this date."""
        return is_stated(self.stated_from, self.stated_until, day)


def _is_identifier(_: Any, attribute: Attribute[Any], id: str) -> None:
    if len(id) > LONGEST_PROVISION or not id.isprintable() or id.isspace() or not id:
        raise InvalidData(
            f"{id!r} is not an identifier",
            field=attribute.name,
            repair="write it as printed, without line breaks",
        )


def _is_only_name(provision: Any, attribute: Attribute[Any], label: str | None) -> None:
    if provision.title and label:
        raise InvalidData(
            "the provision has both title and label",
            field=attribute.name,
            repair="keep the publisher's title",
        )


@frozen(repr=False, weakref_slot=False)
class Provision(Card):
    """A numbered element of one edition of a document: control, requirement, technique, risk, article.

    Attributes:
        id: The identifier as the publisher prints it.
        title: The publisher's short title.
        label: What it is about in our own words, where the publisher prints only a sentence.
        parent: The id of the element directly above it.
        level: The publisher's own grade, such as a verification level.
        assessable: False for what is only a heading.
        applies: For law, every day from which it ever was to apply.
        wording_since: For what is amended in place, the latest day on which its text, a part, a lead-in, a
            definition or a provision that it cites changed.
        retired: Whether the publisher has withdrawn the identifier.
        successors: What took its place: ids of this edition, or full references.
        order: Its place in the document's own order, from 0.
        addresses: The address patterns of its framework.
        fallback: Why a look-up without edition found it in this edition, not in the current one.
        depth: How many elements are above it.
        application: `applies`, or that of the nearest element above it that has any.
    """

    _shown = (
        "ref", "kind", "name", "summary", "parent", "level", "roles", "risk_classes", "lifecycle_stages",
        "application", "wording_since", "retired", "successors", "aliases", "url", "sources", "note",
        "fallback",
    )  # fmt: skip

    standard: str
    edition: str
    id: str = field(validator=_is_identifier)
    kind: ProvisionKind
    title: str | None = None
    label: str | None = field(default=None, validator=_is_only_name)
    summary: str | None = None
    parent: str | None = None
    level: str | None = None
    assessable: bool = True
    roles: tuple[Role, ...] = ()
    risk_classes: tuple[RiskClass, ...] = ()
    lifecycle_stages: tuple[LifecycleStage, ...] = ()
    applies: tuple[Application, ...] = ()
    wording_since: PartialDate | None = None
    retired: bool = False
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None
    order: int = 0
    depth: int = 0
    application: tuple[Application, ...] = ()
    addresses: tuple[AddressPattern, ...] = field(default=(), eq=False)
    fallback: str | None = field(default=None, eq=False)

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

    @property
    def url(self) -> str | None:
        """Where a reader finds it: by the first address pattern of its framework that fits.

        >>> load().provision("mitre-atlas@2026.09:AML.T0051.000").url
        'https://atlas.mitre.org/techniques/AML.T0051.000'
        """
        urls = (pattern.fill(self.kind, self.id, self.name) for pattern in self.addresses)
        return next((url for url in urls if url is not None), None)

    def in_application(self, day: dt.date) -> bool:
        """Tell whether a date from which it applies, as the law read on that day, had been reached."""
        return any(entry.stated_on(day) and entry.date.last <= day for entry in self.application)


#: A provision that is being read: its fields can be set until its `__class__` becomes `Provision`, which
#: needs the same slots in both. A file has thousands, and to set the fields of a frozen one takes three
#: times as long as to read the file.
Draft: Any = make_class(
    "Draft",
    {each.name: field(default=each.default) for each in fields(Provision)},
    bases=(Card,),
    slots=True,
    weakref_slot=False,
    eq=False,
    repr=False,
)


#: The number of levels that a structure may have: known documents have at most seven.
MAX_DEPTH = 100


def _is_tree(_: Any, attribute: Attribute[Any], provisions: tuple[Provision, ...]) -> None:
    depths: dict[str | None, int] = {None: 0}
    for provision in provisions:
        if provision.id in depths:
            raise InvalidData(
                f"duplicate id {provision.id}", field=attribute.name, repair="keep one of the two"
            )
        if provision.parent not in depths:
            raise InvalidData(
                f"{provision.id} has the parent {provision.parent}, which does not come before it",
                field=attribute.name,
                repair="name a parent that comes before",
            )
        depths[provision.id] = depths[provision.parent] + 1
        if depths[provision.parent] == MAX_DEPTH:
            raise InvalidData(
                f"{provision.id} is nested more than {MAX_DEPTH} deep",
                field=attribute.name,
                repair="name the parent that the document names",
            )


@frozen(kw_only=True, repr=False)
class Framework(Card):
    """The numbered structure of one edition of a document, with its sources.

    Attributes:
        completeness: Whether all of it is here; `note` says what is missing.
        text_policy: What of the original's text is carried over.
        licence: The licence of the original.
        addresses: Where its provisions are found; the first pattern that fits a provision counts.
    """

    _shown = ("completeness", "confidence", "checked_on", "sources", "text_policy", "licence", "note")

    standard: str
    edition: str
    completeness: Completeness
    confidence: Confidence
    checked_on: PartialDate
    sources: tuple[Source, ...]
    text_policy: str
    licence: str | None = None
    addresses: tuple[AddressPattern, ...] = ()
    note: str | None = None
    provisions: tuple[Provision, ...] = field(validator=_is_tree)

    def __repr__(self) -> str:
        number = len(self.provisions)
        return f"<Framework {self.standard}@{self.edition}: {self.completeness}, {number} provisions>"
