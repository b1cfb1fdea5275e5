"""Tables of documents and of publishers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, frozen

from ..records.publishers import Publisher
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table, quantity
from ..vocabulary import Family, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from ..tables.rows import PublisherCells, StandardCells
    from ..vocabulary.literals import FamilyText, KindText


__all__ = ["Publishers", "Standards"]


@frozen(eq=False, repr=False)
class Standards(Table[Standard, "StandardCells", "Kind | KindText"]):
    """Documents that `Catalog.standards` found, by id, the editions of each oldest first.

    `left_out` is how many more meet the criteria but are not current (or, with `current=False`,
    not former) on `day`.
    """

    columns = (
        "ref", "designation", "title", "publisher", "kind", "binding", "status", "stage", "published",
        "published_from", "published_until", "in_force", "applies_from", "access", "price", "jurisdictions",
        "topics", "roles", "system_types", "lifecycle_stages", "sectors", "confidence", "checked_on", "url",
    )  # fmt: skip
    noun = "document"
    is_selection = True
    words = Kind
    word_field = "kind"

    day: dt.date
    left_out: int
    _refs: tuple[str, ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references alone, for which no record is read."""
        return tuple(map(Ref.parse, self._refs))

    def _with(self, records: Sequence[Standard]) -> Self:
        return evolve(self, records=records, refs=tuple(str(record.ref) for record in records))

    def headline(self) -> str:
        """Return how many documents there are on which day, and how many were left out."""
        more = f", {self.left_out} more left out by current" if self.left_out else ""
        return f"{quantity(len(self), self.noun)} on {self.day}{more}"


class Publishers(Table[Publisher, "PublisherCells", "Family | FamilyText"]):
    """Bodies that issue documents, by id."""

    __slots__ = ()

    columns = ("id", "name", "short_name", "family", "place", "url")
    noun = "publisher"
    words = Family
    word_field = "family"
