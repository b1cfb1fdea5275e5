"""Address patterns: where a reader finds each provision of a framework."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from attrs import Attribute, field, frozen

from ..errors import InvalidData
from ..vocabulary import ProvisionKind
from .cards import Card

__all__ = ["AddressPattern"]

#: A placeholder: a name, or the number of a part of the identifier, and how long it is with leading zeros.
_PLACEHOLDER = re.compile(r"\{(?:([a-z]+)|([1-9])(?::([1-9]))?)\}")
_PART = re.compile(r"[0-9A-Za-z]+")
#: What stands between the words of a title in an address.
_BETWEEN = re.compile(r"[^0-9a-z]+")
_NAMES = ("id", "lower", "name", "slug")
#: What begins a text that a browser is to find in a page (WICG, Text Fragments): there, "-" separates.
_TEXT_DIRECTIVE = ":~:text="


def _is_pattern(_: Any, attribute: Attribute[Any], address: str) -> None:
    rest = _PLACEHOLDER.sub("", address)
    unknown = [name for name, _, _ in _PLACEHOLDER.findall(address) if name and name not in _NAMES]
    if unknown or "{" in rest or "}" in rest or rest == address:
        raise InvalidData(
            f"{address!r} is not an address pattern",
            field=attribute.name,
            repair="write an address with {id}, {lower}, {name}, {slug}, {1} or {1:3}",
        )


@frozen
class AddressPattern(Card):
    """The address of provisions, with placeholders.

    `{id}` is the identifier, `{lower}` the same in small letters; `{name}` is the title or label, `{slug}`
    its words with hyphens. `{1}` is the first part of letters and digits of the identifier, and `{1:3}`
    the same with zeros up to three signs.

    Attributes:
        address: The address with placeholders.
        kinds: The kinds of provisions that it is for; empty for all.
        prefix: How the identifiers begin that it is for; None for all.

    >>> from ai_security_standards.vocabulary import ProvisionKind
    >>> pattern = AddressPattern("https://example.org/act#{2:3}.{3:3}", (ProvisionKind.PARAGRAPH,))
    >>> pattern.fill(ProvisionKind.PARAGRAPH, "Article 6(1)", "")
    'https://example.org/act#006.001'
    """

    address: str = field(validator=_is_pattern)
    kinds: tuple[ProvisionKind, ...] = ()
    prefix: str | None = None

    def fill(self, kind: ProvisionKind, id: str, name: str) -> str | None:
        """Return the address of a provision; None where the pattern is for others.

        Args:
            kind: The kind of the provision.
            id: Its identifier.
            name: Its title or label.
        """
        if (self.kinds and kind not in self.kinds) or not id.startswith(self.prefix or ""):
            return None
        parts = _PART.findall(id)
        filled = []
        end = 0
        for found in _PLACEHOLDER.finditer(self.address):
            placeholder, number, length = found.groups()
            if number is not None and int(number) > len(parts):
                return None
            text = parts[int(number) - 1] if number is not None else _named(placeholder, id, name)
            encoded = quote(text.rjust(int(length or 0), "0"), safe="")
            if _TEXT_DIRECTIVE in self.address:
                encoded = encoded.replace("-", "%2D")
            filled += [self.address[end : found.start()], encoded]
            end = found.end()
        return "".join([*filled, self.address[end:]])


def _named(placeholder: str, id: str, name: str) -> str:
    """Return what a placeholder with a name stands for."""
    if placeholder == "slug":
        return _BETWEEN.sub("-", name.casefold()).strip("-")
    if placeholder == "name":
        return name
    return id if placeholder == "id" else id.lower()
