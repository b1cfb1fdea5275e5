"""Whose edition a file is: the document whose provisions have most of its identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ai_security_standards import Catalog, InvalidData, Standard
from curation.importers import Raw

__all__ = ["LEAST", "Match", "edition_of", "match", "replaced_number"]

#: The least share of its identifiers that a file and an edition must have in common.
LEAST = 0.5


class Match(NamedTuple):
    """The document of a file, and the edition of it that is most like the file.

    Attributes:
        standard: The id of the document.
        nearest: The edition with most identifiers and titles in common.
    """

    standard: str
    nearest: Standard


def match(catalog: Catalog, provisions: Iterable[Raw], files: str) -> Match:
    """Return whose provisions these are.

    Args:
        catalog: The catalog with the editions that are known.
        provisions: The raw provisions of the file.
        files: The names of the files, for the message.

    Raises:
        InvalidData: No edition of any document has enough of the identifiers.
    """
    names = {each["id"]: str(each.get("title", "")).casefold() for each in provisions}
    best: tuple[float, float, int, str] = (0.0, 0.0, 0, "")
    chosen: Standard | None = None
    for ref in catalog.snapshot.register.framework_loaders:
        standard = catalog.standard(ref)
        held = {
            each.ref.provision or "": (each.title or "").casefold()
            for each in catalog.framework(ref).provisions
            if not each.retired
        }
        both = names.keys() & held.keys()
        share = len(both) / len(names)
        alike = len(both) / len(names.keys() | held.keys())
        titles = sum(names[each] == held[each] for each in both)
        rank = (round(share, 1), round(alike, 2), titles, str(standard.published or ""))
        if share >= LEAST and rank > best:
            best, chosen = rank, standard
    if chosen is None:
        raise InvalidData(
            f"no document has these identifiers: {', '.join(list(names)[:5])} ...",
            files,
            repair="add the document first; `python -m curation new ID` makes the files",
        )
    return Match(chosen.id, chosen)


def edition_of(catalog: Catalog, standard: str, stated: str | None) -> str | None:
    """Return the name of the held edition that a file states; the stated one if it is not held."""
    if stated is None:
        return None
    plain = _plain(stated)
    for held in catalog.editions(standard):
        if plain in (_plain(held.edition), _plain(held.version or held.edition)):
            return held.edition
    return plain


def _plain(version: str) -> str:
    return re.sub(r"^(?:v|version|rev\.?|release)\s*", "", version.strip(), flags=re.IGNORECASE)


def replaced_number(text: str, old: Mapping[str, str]) -> str:
    """Return a text with each old number replaced that stands for itself."""
    for number, new in old.items():
        text = re.sub(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", new, text)
    return text
