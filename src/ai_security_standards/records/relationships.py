"""What is written down of mappings: relationships between provisions, and the sets that hold them."""

from __future__ import annotations

from attrs import frozen

from ..vocabulary import Completeness, MappingStyle, Rationale, RelationshipType, Trust
from .dates import PartialDate
from .refs import Ref
from .standards import Source

__all__ = ["PROJECT", "MappingSet", "Relationship"]

#: Who publishes what this project judged itself.
PROJECT = "ai-security-standards"


@frozen(kw_only=True, repr=False)
class Relationship:
    """How one provision stands to another, as somebody said it.

    It reads from `subject`: subject, `type`, `object`; both carry their edition. `mapping_set` is the
    id of the set that says so and `trust` on whose word it rests. `strength` is the publisher's 0 to
    10 (NIST IR 8278A), `confidence` his 0 to 1, `rationale` his reason's sort; `argument` is this
    project's sentence where the judgement is its own. `stated` is the publisher's own word for the
    relation and `locator` where it stands in the source. `negated` means that the relation is denied.
    `unresolved` says why an end names nothing that exists. `other` holds further SSSOM slots.

    `reversed` is True where it was written from the other side and is read backwards here (`stated` is
    then the word for the other direction); `superseded` names the documents at its ends that are not
    the current edition on the catalog's day.
    """

    subject: Ref
    type: RelationshipType
    object: Ref
    mapping_set: str
    trust: Trust
    strength: int | None = None
    confidence: float | None = None
    rationale: Rationale | None = None
    argument: str | None = None
    stated: str | None = None
    locator: str | None = None
    negated: bool = False
    date: PartialDate | None = None
    comment: str | None = None
    unresolved: str | None = None
    justification: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    reversed: bool = False
    superseded: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<Relationship {self}>"

    def __str__(self) -> str:
        denied = "not " if self.negated else ""
        return f"{self.subject} {denied}{self.type} {self.object} ({self.mapping_set})"

    def __hash__(self) -> int:
        return hash((self.subject, self.type, self.object, self.mapping_set))


@frozen(kw_only=True, repr=False)
class MappingSet:
    """A set of relationships as one source published it: who, when, where, how, under which licence.

    `publisher` is the id of a body, `date` the day of publication, `url` where a reader can open it.
    `method` says in our words how it was made, `note` what is not had or doubtful, `replaces` the ids
    of sets in whose place it stands. `extra` holds further slots of its file, each with its value as
    JSON. `subjects` and `objects` are the documents at either end, `size` is the number of
    relationships and `unresolved` how many of these have an end that names nothing that exists.
    """

    id: str
    title: str
    description: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    version: str | None = None
    date: PartialDate | None = None
    licence: str | None = None
    url: str | None = None
    sources: tuple[Source, ...] = ()
    method: str | None = None
    trust: Trust = Trust.THIRD_PARTY
    style: MappingStyle | None = None
    completeness: Completeness | None = None
    checked_on: PartialDate | None = None
    note: str | None = None
    replaces: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    subjects: tuple[Ref, ...] = ()
    objects: tuple[Ref, ...] = ()
    size: int = 0
    unresolved: int = 0

    def __repr__(self) -> str:
        return f"<MappingSet {self.id}: {self.title}, {self.size} relationships>"

    def __hash__(self) -> int:
        return hash(self.id)
