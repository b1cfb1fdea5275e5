"""Which catalog of the same files an entry belongs to, whatever reference stands before it."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalog import Catalog
from ...errors import AmbiguousReference, StandardsError
from ..foreign import ForeignDocument

__all__ = ["Owners"]


class Owners:
    """The entries of the catalogs of files, each with the one catalog that lists it."""

    def __init__(self, catalog: Catalog, documents: Mapping[str, ForeignDocument]) -> None:
        """Collect the entries.

        Args:
            catalog: The catalog, of which a reference may name a document.
            documents: The documents that the files hold or declare, by key.
        """
        self._catalog = catalog
        #: Whether the files hold a document; those that they only declare are elsewhere.
        self._is_held = {key: each.provisions is not None for key, each in documents.items()}
        self._owners: dict[str, str] = {}
        for key, document in documents.items():
            for each in document.provisions or ():
                is_first = self._owners.setdefault(each.id, key) == key
                self._owners[each.id] = key if is_first else ""

    def find(self, document: str, entry: str) -> str:
        """Return the one document of the files that lists an entry; empty where none or several do.

        A short identifier, such as "1.1", may also be one of a document elsewhere: unless it begins as the
        reference does, that must be neither declared nor in the catalog.

        Args:
            document: The reference that stands before the entry.
            entry: The identifier of the entry.
        """
        owner = self._owners.get(entry, "")
        if not owner or owner == document or entry.casefold().startswith(document.casefold()):
            return owner
        is_held = self._is_held.get(document)
        is_elsewhere = not is_held if is_held is not None else self._is_known(document)
        return "" if is_elsewhere else owner

    def _is_known(self, document: str) -> bool:
        try:
            self._catalog.resolve(document)
        except AmbiguousReference:
            return True
        except StandardsError:
            return False
        return True
