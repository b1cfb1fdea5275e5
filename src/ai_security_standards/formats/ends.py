"""The ends of relationships: which provision the key and the texts of a foreign file mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..records.refs import LONGEST_PROVISION, Ref
from .foreign import End
from .identity import Identifiers
from .texts import tidy

__all__ = ["Ends", "FoundProvision", "longest_id"]


def longest_id(document: Ref) -> int:
    """Return how many characters an identifier may have, so that its reference is not too long.

    >>> longest_id(Ref("nist-csf", "2.0"))
    287
    """
    return LONGEST_PROVISION + 1 - len(str(document))


class FoundProvision(NamedTuple):
    """A provision that an end names: its reference, also as a text, and why it is unknown; None if known."""

    ref: Ref
    text: str
    problem: str | None


class Ends:
    """The provisions of one document, by the keys that mapping sets use."""

    def __init__(self, ref: Ref, ids: Mapping[str, str] | None, known: Identifiers | None) -> None:
        self.ref, self._ids, self._known = ref, ids, known
        self._found: dict[End, FoundProvision] = {}
        self._folded = {key.casefold(): name for key, name in (ids or {}).items()}

    def find(self, end: End) -> FoundProvision:
        """Return the provision that an end names."""
        found = self._found.get(end)
        if found is None:
            ref, problem = self._find(end)
            found = self._found[end] = FoundProvision(ref, str(ref), problem)
        return found

    def _find(self, end: End) -> tuple[Ref, str | None]:
        if not end.key:
            return self.ref, None
        texts = [text for each in (*end.texts, end.key) if (text := tidy(each)) is not None]
        texts = texts or ["unnamed"]
        if self._known is not None:
            listed = () if self._ids is None else tuple(filter(None, [self._ids.get(end.key)]))
            found = self._known.find((*listed, *texts))
            problem = None if found is not None else self._known.problem(texts[0])
        elif self._ids is None:
            found, problem = texts[0], None
        else:
            found = self._ids.get(end.key) or self._folded.get(end.key.casefold())
            problem = None if found is not None else f"{self.ref} has no provision {texts[0]!r}"
        return self.ref._replace(provision=(found or texts[0])[: longest_id(self.ref)]), problem
