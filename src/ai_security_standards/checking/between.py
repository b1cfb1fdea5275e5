"""The rules between records: ties written on both sides, one name for one document."""

from __future__ import annotations

from collections.abc import Iterator

from .._store.register import Register
from ..records.standards import Standard
from ..vocabulary.documents import FORMER
from .rules import MIRRORS, Wrong

__all__ = ["Names", "names_of", "one_sided"]


def one_sided(standard: Standard, register: Register) -> Iterator[Wrong]:
    """Ties must be written on both sides, with the same confidence."""
    for field, mirror in MIRRORS.items():
        for tie in getattr(standard, field):
            if tie.ref is None or str(tie.ref) not in register.files_by_ref:
                continue
            other = register.standard(str(tie.ref))
            back = [each for each in getattr(other, mirror) if each.ref == standard.ref]
            if not back:
                yield Wrong(field, f"{tie.ref} does not say so under {mirror}", "write it on both sides")
            elif back[0].confidence is not tie.confidence:
                yield Wrong(field, f"{tie.ref} gives this tie another confidence", "make the two agree")
    if standard.history[-1].status in FORMER:
        return
    for tie in standard.replaces:
        if tie.ref is not None and str(tie.ref) in register.files_by_ref and tie.ref.standard == standard.id:
            old, new = register.standard(str(tie.ref)).published, standard.published
            if old and new and new.last < old.first:
                yield Wrong("replaces", f"{tie.ref} is later than this edition", "turn the succession round")


class Names:
    """Who goes by which name, to find one document under two ids and one alias for two documents."""

    def __init__(self, register: Register) -> None:
        self.issuing: set[str] = set()
        self._names: dict[str, set[str]] = {}
        for ref in register.files_by_ref:
            standard = register.standard(ref)
            self.issuing.update((standard.publisher, *standard.co_publishers))
            for name in names_of(standard):
                self._names.setdefault(name, set()).add(ref)

    def clashes(self, standard: Standard) -> Iterator[Wrong]:
        """Names of a document that another one goes by too."""
        own = standard.ref
        for field, name in (
            ("designation", standard.designation),
            *(("aliases", each) for each in standard.aliases),
        ):
            others = sorted(self._names[name.casefold()] - {str(own)})
            # An alias may stand for every edition of one standard.
            others = [
                ref for ref in others if field == "designation" or not ref.startswith(f"{standard.id}@")
            ]
            if others:
                yield Wrong(
                    field,
                    f"{name!r} names {others[0]} too",
                    "keep one record of a document, and a name for one",
                )


def names_of(standard: Standard) -> set[str]:
    """The names under which a document is cited, folded in case."""
    return {name.casefold() for name in (standard.designation, *standard.aliases)}
