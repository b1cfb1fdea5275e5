"""Families of documents: editions of a standard, and documents that replaced or adopted them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ...snapshot import Snapshot
from .whole_view import whole_view

__all__ = ["Families", "families_of"]


class Families:
    """Documents with a common lineage, and those that mapping sets relate to others."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._view = whole_view(snapshot)
        #: The documents that a document has a common lineage with, itself left out.
        self.family: Callable[[str], frozenset[str]] = cache(self._family)
        #: Those of its family that mapping sets relate to other documents, and current editions.
        self.related: Callable[[str], tuple[str, ...]] = cache(self._related)

    def _family(self, document: str) -> frozenset[str]:
        register, snapshot = self._snapshot.register, self._snapshot
        standards: dict[str, None] = {document.partition("@")[0]: None}
        found: list[str] = []
        waiting = list(standards)
        for standard in waiting:
            for edition in register.ordered(standard):
                if edition not in snapshot:
                    continue
                found.append(edition)
                record = snapshot.standard(edition)
                for link in (*record.replaced_by, *record.adopted_as, *record.replaces, *record.adopts):
                    if link.ref and link.ref.standard not in standards and str(link.ref) in snapshot:
                        standards[link.ref.standard] = None
                        waiting.append(link.ref.standard)
        return frozenset(each for each in found if each in register.framework_loaders) - {document}

    def _related(self, document: str) -> tuple[str, ...]:
        family = self.family(document) | {document}
        related: set[str] = set()
        for file in self._snapshot.register.mappings.values():
            if not file.documents <= family:
                related |= file.documents & family
        current = {each for each in family if not self._view.is_superseded(each)}
        return tuple(sorted((related | current) - {document}))

    def between(self, one: str, other: str) -> frozenset[str]:
        """Return the documents of two families that a mapping set relates to the other family."""
        families = self.family(one) | {one}, self.family(other) | {other}
        found: set[str] = set()
        for file in self._snapshot.register.mappings.values():
            ends = [file.documents & family for family in families]
            if all(ends):
                found |= ends[0] | ends[1]
        return frozenset(found)


def families_of(snapshot: Snapshot) -> Families:
    """Return the families of the day, made once."""
    return snapshot.cached("families", Families)
