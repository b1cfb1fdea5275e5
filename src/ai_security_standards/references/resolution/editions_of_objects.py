"""The edition that another field of an object states for the same identifier."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.beside import BesideReader
from .resolver import Resolved

__all__ = ["EditionsOfObjects"]


class EditionsOfObjects:
    """The edition that another field of the same object states for the same identifier: its address."""

    def __init__(self, resolved: Sequence[Resolved], reader: BesideReader) -> None:
        """Gather the dated references of each object.

        Args:
            resolved: All references of the text.
            reader: Reads the fields of the text.
        """
        self._reader = reader
        self._editions: dict[tuple[int, str, tuple[str, ...]], str] = {}
        for reference in resolved if reader.fields.all else ():
            sighting = reference.sighting
            if sighting.edition and sighting.ids:
                owner = reader.fields.owner_at(sighting.start)
                if owner is not None:
                    self._editions[owner, sighting.standard, sighting.ids] = sighting.edition

    def of(self, reference: Resolved) -> str | None:
        """Return the edition that its object states for a reference."""
        sighting = reference.sighting
        if not self._editions or sighting.edition:
            return None
        owner = self._reader.fields.owner_at(sighting.start)
        return None if owner is None else self._editions.get((owner, sighting.standard, sighting.ids))
