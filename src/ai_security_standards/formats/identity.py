"""Which document of the catalog a foreign one is, and which of its provisions an identifier means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..catalog import Catalog
from ..errors import StandardsError, did_you_mean, nearest
from ..records.refs import Ref
from .foreign import ForeignDocument

__all__ = ["Identifiers", "edition_of", "find_document", "slug_of"]

#: The share of the identifiers that a document of the catalog must have to be taken for a foreign one.
_SHARE = 0.6
_OTHER = re.compile(r"[^a-z0-9]+")
_OTHER_IN_EDITION = re.compile(r"[^A-Za-z0-9._-]+")


def slug_of(*texts: str, limit: int = 100) -> str:
    """Return an id of small letters, digits and hyphens.

    >>> slug_of("urn:ACME", "Contrôles  2.0")
    'urn-acme-controles-2-0'
    """
    plain = unicodedata.normalize("NFKD", "-".join(texts)).encode("ascii", "ignore").decode().casefold()
    return _OTHER.sub("-", plain).strip("-")[:limit].strip("-") or "unnamed"


def edition_of(text: str | None) -> str:
    """Return an edition that a reference may have.

    >>> edition_of("v 4.1 (final)"), edition_of(None)
    ('v-4.1-final', 'undated')
    """
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return _OTHER_IN_EDITION.sub("-", plain)[:60].strip("._-") or "undated"


class Identifiers:
    """The provisions of a document of the catalog, found by identifiers as others write them."""

    def __init__(self, catalog: Catalog, document: Ref) -> None:
        self.document = document
        self._catalog = catalog
        register = catalog.snapshot.register
        self.is_shipped = str(document) in register.framework_loaders
        self._known = dict(register.provisions(str(document))) if self.is_shipped else {}
        self._folded = {name.casefold(): name for name in reversed(self._known)}
        self._read: dict[str, str | None] = {}

    def find(self, texts: Iterable[str]) -> str | None:
        """Return the provision that the first readable text means; None if none means one."""
        return next((found for text in texts if (found := self._find(text)) is not None), None)

    def _find(self, text: str) -> str | None:
        if text in self._known:
            return text
        if text not in self._read:
            self._read[text] = self._folded.get(text.casefold()) or self._resolved(text)
        return self._read[text]

    def _resolved(self, text: str) -> str | None:
        if not self.is_shipped:
            return text
        try:
            found = self._catalog.resolve(text, within=self.document)
        except StandardsError:
            return None
        return found.provision if found.document == self.document else None

    def problem(self, text: str) -> str:
        """Return why an identifier is unknown, with near misses."""
        near = nearest(text, self._known, 2)
        return f"{self.document} has no provision {text!r}{did_you_mean(near)}"


def find_document(
    catalog: Catalog,
    document: ForeignDocument,
    ids: Iterable[tuple[str, ...]],
    given: Mapping[str, str],
    match: bool,
) -> Identifiers | None:
    """Return the document of the catalog that a foreign one is; None where it is new.

    Without a word of the caller's, it must bear the name, and have most of the identifiers.

    Args:
        catalog: The catalog.
        document: The foreign document.
        ids: The texts of each identifier that the files have of it.
        given: The reference of each document that the caller names, by key.
        match: Whether to look for it by name.

    Raises:
        UnknownReference: The caller names an unknown document.
    """
    if document.key in given:
        return Identifiers(catalog, catalog.standard(given[document.key]).ref)
    listed = list(dict.fromkeys(ids))
    for name in document.names if match and listed else ():
        try:
            ref = catalog.resolve(name)
        except StandardsError:
            continue
        for each in _editions(catalog, ref, name) if ref.provision is None else ():
            found = Identifiers(catalog, each)
            known = sum(found.find(texts) is not None for texts in listed)
            if known >= _SHARE * len(listed):
                return found
    return None


def _editions(catalog: Catalog, ref: Ref, name: str) -> list[Ref]:
    """Return the editions with a structure that a name may mean: all, newest first, where it states none."""
    shipped = catalog.snapshot.register.framework_loaders
    states_edition = str(ref.edition).casefold() in name.casefold()
    others = () if states_edition else reversed(catalog.editions(ref.standard))
    refs = dict.fromkeys((ref.document, *(each.ref for each in others)))
    return [each for each in refs if str(each) in shipped]
