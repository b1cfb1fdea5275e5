"""Tables of documents and of bodies, as the catalog hands them out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .._store.folders import DataFile
from .._store.register import Register
from ..records.refs import Ref
from ..records.standards import Publisher, Standard
from ..tables import Table

__all__ = ["Publishers", "Standards"]


class Standards(Table[Standard]):
    """Documents that `Catalog.standards` found, by id, the editions of each oldest first.

    `left_out` is how many more meet the criteria but are not current (or, with `current=False`,
    not former) on `day`.
    """

    __slots__ = ("_refs", "_register", "day", "left_out")

    _refs: tuple[str, ...]
    _register: Register
    day: dt.date
    left_out: int

    columns = (
        "ref", "designation", "title", "publisher", "kind", "binding", "status", "stage", "published",
        "in_force", "applies_from", "access", "price", "jurisdictions", "topics", "roles", "system_types",
        "lifecycle_stages", "sectors", "confidence", "checked_on", "url",
    )  # fmt: skip

    def __init__(self, register: Register, day: dt.date, refs: tuple[str, ...], left_out: int) -> None:
        object.__setattr__(self, "_register", register)
        object.__setattr__(self, "_refs", refs)
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "left_out", left_out)

    def __reduce__(self) -> tuple[Any, ...]:
        register = self._register
        return _rebuilt, (register.data_version, register.given_overlays, self.day, self._refs, self.left_out)

    def __getattr__(self, name: str) -> Any:
        # Records are made when first looked at: counting or listing references needs none.
        if name != "_records":
            raise AttributeError(name)
        made = (self._register.standard(ref).on(self.day) for ref in self._refs)
        object.__setattr__(self, "_records", tuple(record for record in made if record is not None))
        return self._records

    def __len__(self) -> int:
        return len(self._refs)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references alone, which needs no record to be read."""
        return tuple(map(Ref.parse, self._refs))

    def headline(self) -> str:
        """How many documents, on which day, and how many were left out."""
        more = f", {self.left_out} more left out by current" if self.left_out else ""
        return f"{len(self)} documents on {self.day}{more}"


class Publishers(Table[Publisher]):
    """Bodies that issue documents, by id."""

    __slots__ = ()

    columns = ("id", "name", "short_name", "family", "place", "url")

    def headline(self) -> str:
        """How many bodies."""
        return f"{len(self)} publishers"


def _rebuilt(
    data_version: str, overlays: tuple[DataFile, ...], day: dt.date, refs: tuple[str, ...], left_out: int
) -> Standards:
    """Return a pickled table, on the data of the installed package."""
    from .._store.register.releases import rebuild_register

    return Standards(rebuild_register(data_version, overlays), day, refs, left_out)
