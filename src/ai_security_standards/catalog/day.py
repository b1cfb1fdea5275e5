"""A register as it stands on one day: what makes a catalog the catalog that it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast

from .._register import Register
from ..dates import as_date
from ..refs import Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from .._graph import View as Links
    from ..filtering import View
    from ..records import Standard
    from ..searching import Index
    from ..structures import Provision
    from . import Catalog

__all__ = ["Day"]


class Day:
    """A register on a day, and which editions are known and current then. It never changes."""

    __slots__ = ("__weakref__", "_found", "_indexes", "_register", "_view", "_views", "date")

    date: dt.date
    _register: Register
    _view: View | None
    _found: dict[object, Standard | Provision]
    _indexes: dict[str | None, Index]
    _views: dict[object, Links]

    def __init__(self, register: Register, day: dt.date) -> None:
        object.__setattr__(self, "_register", register)
        object.__setattr__(self, "date", day)
        object.__setattr__(self, "_view", None)
        object.__setattr__(self, "_found", {})
        object.__setattr__(self, "_indexes", {})
        object.__setattr__(self, "_views", {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Catalog is immutable; as_of(date) and load(*overlays) give another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Catalog is immutable")

    def __repr__(self) -> str:
        return f"<Catalog of {len(self)} editions on {self.date}, data {self.data_version}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Day):
            return NotImplemented
        return self.date == other.date and self._register.content == other._register.content

    def __hash__(self) -> int:
        return hash((self.date, self._register.data_version, len(self._register.where)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._register, self.date)

    @property
    def data_version(self) -> str:
        """The version of the packaged data that it rests on."""
        return self._register.data_version

    def as_of(self, day: dt.date | str) -> Self:
        """The catalog as it answers for another day: editions, statuses and obligations of that day.

        What is known is what this data release knows; a document first seen later than `day` is
        not in it.

        >>> act = load().as_of("2025-03-01")["eu-ai-act"]
        >>> act.status.value, [reached.date for reached in act.obligations]
        ('in-force', ['2025-02-02'])
        """
        return type(self)(self._register, as_date(day))

    def __iter__(self) -> Iterator[Ref]:
        """The references of every edition that is known on `date`."""
        return (Ref.parse(ref) for ref in self._on_day.order if ref in self._on_day.events)

    def __len__(self) -> int:
        return len(self._on_day.events)

    @property
    def _on_day(self) -> View:
        view = self._view
        if view is None:
            from ..filtering import View

            view = View(self._register, self.date)
            object.__setattr__(self, "_view", view)
        return view

    @property
    def _catalog(self) -> Catalog:
        """The same object, as the rooms that answer know it: only as a Catalog is a day ever made."""
        return cast("Catalog", self)
