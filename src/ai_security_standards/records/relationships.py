"""The records of mappings: relationships between provisions, and the sets that they belong to."""

from __future__ import annotations

from attrs import frozen

from ..vocabulary import Completeness, MappingStyle, Rationale, RelationshipType, Trust
from .cards import Card
from .dates import PartialDate
from .refs import Ref
from .standards import Source

__all__ = ["PROJECT", "MappingSet", "Relationship"]

#: The publisher of the relationships that this project judged itself.
PROJECT = "ai-security-standards"


@frozen(kw_only=True, repr=False)
class Relationship(Card):
    """A relationship between two provisions, as somebody stated it.

    It reads from `subject`: subject, `type`, `object`; both name their edition.

    Attributes:
        mapping_set: The id of the set that states it.
        trust: On whose word it rests.
        strength: The publisher's 0 to 10 (NIST IR 8278A).
        confidence: The publisher's 0 to 1.
        rationale: In what sense the two are related.
        argument: This project's sentence, where the judgement is its own.
        stated: The publisher's own word for the relation.
        locator: The place in the source.
        negated: Whether the relation is denied.
        unresolved: Why an end names nothing that exists.
        caveats: What limits it, such as a scope or a condition: the row's own, then those of its set.
        strict: What each side lacks, where `intersects_with` says that neither contains the other.
        group: The name that all rows of a group share, in which several subjects together, or several
            objects together, are related; None for a row of its own.
        other: Further SSSOM slots, each with its value.
        reversed: Whether it was written from the other side and is read backwards here; `stated` is then
            the word for the other direction.
        superseded: The documents at its ends that are not the current edition on the catalog's day.
        reworded: The provisions at its ends whose wording changed since: it is about the wording before.
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
    caveats: tuple[str, ...] = ()
    strict: str | None = None
    group: str | None = None
    justification: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    reversed: bool = False
    superseded: tuple[Ref, ...] = ()
    reworded: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<Relationship {self}>"

    def __str__(self) -> str:
        denied = "not " if self.negated else ""
        return f"{self.subject} {denied}{self.type} {self.object} ({self.mapping_set})"

    def __hash__(self) -> int:
        return hash((self.subject, self.type, self.object, self.mapping_set))


@frozen(kw_only=True, repr=False)
class MappingSet(Card):
    """A set of relationships as one source published it.

    Attributes:
        publisher: The id of a body.
        date: The day of publication.
        url: Where a reader can open it.
        method: How it was made, in our words.
        note: What is missing or doubtful.
        replaces: The ids of the sets that it replaces.
        caveats: What limits all of its relationships, such as a scope or a condition.
        extra: Further slots of its file, each with its value as JSON.
        subjects, objects: The documents at either end.
        size: The number of relationships.
        unresolved: How many of them have an end that names nothing that exists.
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
    caveats: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    subjects: tuple[Ref, ...] = ()
    objects: tuple[Ref, ...] = ()
    size: int = 0
    unresolved: int = 0

    def __repr__(self) -> str:
        return f"<MappingSet {self.id}: {self.title}, {self.size} relationships>"

    def __hash__(self) -> int:
        return hash(self.id)
