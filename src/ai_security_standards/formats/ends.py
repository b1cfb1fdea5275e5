"""The ends of relationships in foreign files, as references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..records.refs import LONGEST_PROVISION, Ref
from .foreign import End
from .identity import Identifiers

__all__ = ["Ends", "filled", "tidy"]


def tidy(text: str | None) -> str | None:
    """Return a text on one line without stray blanks and unprintable characters; None if nothing is left.

    >>> tidy("  two   words" + chr(0))
    'two words'
    """
    if text is None or (text.isprintable() and "  " not in text and text == text.strip()):
        return text or None
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line)).strip() or None


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that hold nothing."""
    return {field: value for field, value in raw.items() if value not in (None, [], ())}


class Ends:
    """The provisions of one document, by the keys that mapping sets use."""

    def __init__(self, ref: Ref, ids: Mapping[str, str] | None, known: Identifiers | None) -> None:
        self.ref, self._ids, self._known = ref, ids, known
        self._found: dict[End, tuple[Ref, str | None]] = {}
        self._folded = {key.casefold(): name for key, name in (ids or {}).items()}

    def find(self, end: End) -> tuple[Ref, str | None]:
        """Return the reference of an end, and why it is unknown; None where it is known."""
        found = self._found.get(end)
        if found is None:
            found = self._found[end] = self._find(end)
        return found

    def _find(self, end: End) -> tuple[Ref, str | None]:
        if not end.key:
            return self.ref, None
        texts = tuple(text for each in (*end.texts, end.key) if (text := tidy(each)) is not None)
        if self._known is not None:
            listed = () if self._ids is None else tuple(filter(None, [self._ids.get(end.key)]))
            found = self._known.find((*listed, *texts))
            problem = None if found is not None else self._known.problem(texts[0])
        elif self._ids is None:
            found, problem = texts[0], None
        else:
            found = self._ids.get(end.key) or self._folded.get(end.key.casefold())
            problem = None if found is not None else f"{self.ref} has no provision {texts[0]!r}"
        return self.ref._replace(provision=(found or texts[0])[:LONGEST_PROVISION]), problem
