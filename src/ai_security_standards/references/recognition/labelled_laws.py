"""The law that the key or the label of an object around an article names: "dsgvo", `"label": "EU AI Act"`."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..text.fields import plain_key
from .page import Page

__all__ = ["LabelledLaws"]

#: Keys of the fields by which an object is called.
_LABELS = frozenset(("label", "name", "title", "key", "id", "slug"))

#: What stands behind the name of a law in a label: "NIS-2 (EU 2022/2555)".
_REMARK = re.compile(r"(?: ?\([^()]*\))?")

#: A key names a law if it begins or ends a name of the law with so many letters at least.
SHORTEST_KEY = 4


class LabelledLaws:
    """The laws of the objects of a page."""

    def __init__(self, page: Page, laws: Collection[str]) -> None:
        """Prepare a page.

        Args:
            page: The text.
            laws: The laws that it names.
        """
        self._page = page
        self._names: dict[str, str] = {}  # the law by its names in the plain form, as the page has them
        self._by_object: dict[int, set[str]] = {}
        if not page.scopes.is_structured:
            return
        fields = page.scopes.fields
        for name in page.names:
            if name.standard in laws:
                start, end = page.tokens[name.first].start, page.tokens[name.stop - 1].end
                self._names[plain_key(page.text[start:end])] = name.standard
                number = fields.number_at(start)
                field = fields.all[number] if number is not None else None
                is_label = field is not None and field.key in _LABELS and field.start == start
                if field is not None and is_label and _REMARK.fullmatch(page.text, end, field.end):
                    self._by_object.setdefault(field.owner, set()).add(name.standard)

    def law_at(self, place: int) -> str:
        """Return the law that the nearest object around a place is called by; "" for none or several.

        Examples::

            "ai_act": {"label": "EU AI Act", "features": ["Risk classes (Art. 5)"]}       the AI Act
            "dsgvo": {"features": ["Records (Art. 30)"]}                                  the GDPR
            DORA_ARTICLES = [('Art. 19', …)]                                              DORA

        Args:
            place: The place.
        """
        if not self._names:
            return ""
        fields = self._page.scopes.fields
        for owner in fields.owners_above(fields.innermost_at(place)):
            laws = self._by_object.get(owner) or self._of_key(plain_key(fields.keys_of.get(owner, "")))
            if laws:
                return "".join(laws) if len(laws) == 1 else ""
        return ""

    def _of_key(self, key: str) -> set[str]:
        """Return the laws with a name that begins a key, or ends with it.

        Args:
            key: The key in the plain form.
        """
        if len(key) < SHORTEST_KEY:
            return set()
        return {
            law
            for name, law in self._names.items()
            if name.endswith(key) or (len(name) >= SHORTEST_KEY and key.startswith(name))
        }
