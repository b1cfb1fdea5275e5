"""The records of publishers, and of what overlays write beside documents, as data files hold them."""

from __future__ import annotations

from attrs import frozen

from ..vocabulary import Family
from .cards import Card
from .dates import PartialDate
from .refs import Ref

__all__ = ["Annotation", "Publisher"]


@frozen
class Publisher(Card):
    """A body that issues documents.

    `place` is the state of its seat, as an ISO 3166-1 code; the code of `GROUPS` whose body it is; or
    "international" for bodies of states and those of no known seat.
    """

    id: str
    name: str
    family: Family
    place: str
    short_name: str | None = None
    url: str | None = None
    note: str | None = None


@frozen
class Annotation(Card):
    """A note of an overlay on a document of another origin, which it does not change."""

    ref: Ref
    key: str
    value: str
    author: str | None = None
    date: PartialDate | None = None
