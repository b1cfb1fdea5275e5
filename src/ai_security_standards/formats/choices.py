"""What a caller says that documents of files are: one of the catalog, one of the files, or a new name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ..catalog import Catalog
from ..errors import InvalidData, UnknownReference, did_you_mean, nearest
from ..records.refs import Ref
from ..vocabulary import LossKind
from .foreign import ForeignDocument, Report

__all__ = ["Choice", "choices_of"]

#: How like an id of the catalog in the same edition a name must be to be a misspelling of it.
_MISSPELT = 0.8


class Choice(NamedTuple):
    """What a document of the files is.

    Attributes:
        known: The document of the catalog.
        other: The key of another document of the files.
        new: The id and the edition of a document that the catalog does not have.
    """

    known: Ref | None = None
    other: str = ""
    new: Ref | None = None


def choices_of(
    given: Mapping[str, str], documents: Sequence[ForeignDocument], catalog: Catalog, report: Report
) -> dict[str, Choice]:
    """Return what the caller says of each document that the files have, by its key.

    Args:
        given: What each document is, by key.
        documents: The documents of the files.
        catalog: The catalog.
        report: Takes what the caller says of a document that no file has.

    Raises:
        UnknownReference: The caller names nothing that is known, and no new document in an edition.
    """
    keys = {each.key for each in documents}
    for key in (each for each in given if each not in keys):
        what = f"no file names a document {key!r}{did_you_mean(nearest(key, keys))}"
        report.add(LossKind.UNRESOLVED, key, "documents", what)
    return {key: _choice(key, text, documents, catalog) for key, text in given.items() if key in keys}


def _choice(key: str, text: str, documents: Sequence[ForeignDocument], catalog: Catalog) -> Choice:
    try:
        return Choice(known=catalog.standard(text).ref)
    except UnknownReference as unknown:
        others = [each.key for each in documents if each.key != key and text in _names(each)]
        if len(others) == 1:
            return Choice(other=others[0])
        ref = _parsed(text)
        register = catalog.snapshot.register
        is_new = ref is not None and not any(
            name.startswith(f"{ref.standard}@") for name in register.files_by_ref
        )
        if ref is None or not is_new:
            raise
        if ref.edition is None:
            message = f"{unknown}; write {text}@EDITION to give a new document this name"
            raise UnknownReference(message, text, unknown.near_misses) from None
        same_edition = [
            near for near in unknown.near_misses if f"{near}@{ref.edition}" in register.files_by_ref
        ]
        if get_close_matches(ref.standard, same_edition, 1, _MISSPELT):
            raise
        return Choice(new=ref)


def _names(document: ForeignDocument) -> tuple[str, ...]:
    return document.key, document.slug, f"{document.slug}@{document.edition}"


def _parsed(text: str) -> Ref | None:
    """Return the document that a text is a reference of, whether it exists or not; None where it is none."""
    try:
        ref = Ref.parse(text)
    except InvalidData:
        return None
    return ref if ref.provision is None else None
