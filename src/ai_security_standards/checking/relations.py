"""The rules between documents: relations are stated on both sides, and a name has one document."""

from __future__ import annotations

from collections.abc import Iterator

from .._store.findings import Finding, field_finding
from .._store.register import Register
from ..records.standards import Standard
from ..vocabulary.documents import FORMER
from .rules import INVERSE_RELATIONS

__all__ = ["NameIndex", "one_sided_relations"]


def one_sided_relations(standard: Standard, register: Register) -> Iterator[Finding]:
    """Find relations that the other document does not state, or not with the same confidence."""
    for field, inverse in INVERSE_RELATIONS.items():
        for relation in getattr(standard, field):
            if str(relation.ref) not in register.files_by_ref:
                continue
            other = register.standard(str(relation.ref))
            stated = [each for each in getattr(other, inverse) if each.ref == standard.ref]
            if not stated:
                yield field_finding(
                    field, f"{relation.ref} does not state it under {inverse}", "write it on both sides"
                )
            elif stated[0].confidence is not relation.confidence:
                yield field_finding(
                    field, f"{relation.ref} gives this relation another confidence", "make the two agree"
                )
    if standard.history[-1].status not in FORMER:
        yield from _reversed_successions(standard, register)


def _reversed_successions(standard: Standard, register: Register) -> Iterator[Finding]:
    for succession in standard.replaces:
        ref = succession.ref
        if ref is not None and str(ref) in register.files_by_ref and ref.standard == standard.id:
            old, new = register.standard(str(ref)).published, standard.published
            if old and new and new.last < old.first:
                yield field_finding("replaces", f"{ref} is later than this edition", "reverse the succession")


class NameIndex:
    """The documents of each name and short name, and the publishers that documents name."""

    def __init__(self, register: Register) -> None:
        self.publishers: set[str] = set()
        self.refs_by_short_name: dict[str, list[str]] = {}
        self._refs: dict[str, set[str]] = {}
        for ref in register.files_by_ref:
            standard = register.standard(ref)
            self.publishers.update((standard.publisher, *standard.co_publishers))
            self.refs_by_short_name.setdefault(standard.short_name.casefold(), []).append(ref)
            for name in (standard.designation, *standard.aliases):
                self._refs.setdefault(name.casefold(), set()).add(ref)

    def shared_names(self, standard: Standard) -> Iterator[Finding]:
        """Find names of a document that are also names of another one."""
        names = [("designation", standard.designation), *(("aliases", alias) for alias in standard.aliases)]
        for field, name in names:
            others = sorted(self._refs[name.casefold()] - {str(standard.ref)})
            if field == "aliases":  # which may name every edition of one standard
                others = [ref for ref in others if not ref.startswith(f"{standard.id}@")]
            if others:
                yield field_finding(
                    field,
                    f"{name!r} is also a name of {others[0]}",
                    "keep one record of a document, and one document of a name",
                )
