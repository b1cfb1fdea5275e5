"""The addresses of pages about one document alone, by which texts name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import regex
from ..._store.register import Register
from ..._store.shapes import Raw
from ..text.tokens import fold
from .following_words import OPTIONAL_WORDS

__all__ = ["PageAddress", "page_addresses"]

_ADDRESS = regex(r"https?://(?:www\.)?([^?#]+?/[^?#]+?)(?:\.html?)?/?\Z")
_CATALOGUE_NUMBER = regex(r"[0-9]{4}")


class PageAddress(NamedTuple):
    """The address of a page about one document, with its edition where the address states it."""

    address: str
    standard: str
    edition: str | None


def page_addresses(register: Register) -> Iterator[PageAddress]:
    """Yield the addresses of pages about one document only.

    The last part of such an address has a catalogue number, a year, or a word of the document's
    names. The number, or the edition's name at the end, states the edition.
    """
    raws_by_address: dict[str, list[Raw]] = {}
    for standard in register.editions:
        for raw in map(register.raw, register.editions[standard]):
            page = _ADDRESS.match(raw.get("url", ""))
            if page is not None:
                raws_by_address.setdefault(page[1], []).append(raw)
    for address, raws in raws_by_address.items():
        raw = raws[0]
        if any(other["id"] != raw["id"] for other in raws):
            continue
        page_name = address.rpartition("/")[2]
        numbered = _CATALOGUE_NUMBER.search(page_name) is not None
        words = {word for name in (raw["id"], raw["designation"], raw["title"]) for word in fold(name)}
        if numbered or words & set(fold(page_name)) - OPTIONAL_WORDS:
            edition = fold(raw["edition"])
            stated = len(raws) == 1 and (numbered or fold(page_name)[-len(edition) :] == edition)
            yield PageAddress(address, raw["id"], raw["edition"] if stated else None)
