"""The versions that files keep in a field beside the name of a document: `"framework": …, "version": …`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..._store.lazily import regex
from ..text.fields import Field, Fields, plain_key
from ..text.tables import rows_of_tables
from ..text.title_keys import TITLE_KEYS

__all__ = ["DocumentField", "VersionFields"]

#: A version in a field has at most this many characters.
LONGEST_VERSION = 30

#: An object states at most so many versions.
MOST_VERSIONS = 4

_HINT = regex(r"version|edition|revision|release|vintage|\b(?:year|rev|ver|issue)\b", re.IGNORECASE)
_VERSION_KEYS = (
    "version",
    "edition",
    "revision",
    "release",
    "versionid",
    "year",
    "rev",
    "ver",
    "vintage",
    "issue",
)
#: Versions of other things than the document: of the file, the tool, the format.
_OTHER_STEMS = frozenset(
    "schema api gemara tool file package app data format spec doc document report template min max engine "
    "plugin python node go lock library module chart image server client profile policy rule oscal "
    "catalog".split()
)
_WHOLE_KEYS = ("year", "rev", "ver", "vintage", "issue")  # no "server", "forever", "tissue"
_DOCUMENT_KEYS = (
    "framework", "standard", "source", "catalog", "taxonomy", "regulation", "document", "benchmark", "spec",
    "publication", "reference", "controlset", "law",
)  # fmt: skip
#: Keys of documents from which an object is taken, whose version the object does not state.
_OTHERS_KEYS = ("source", "reference", "origin", "related", "mapped", "mapping", "based", "parent", "url")
#: Keys of the version of what an object is about.
_BARE_KEYS = ("version", "edition", "revision")
_GROUP_ENDINGS = ("group", "family", "series", "category", "type")
_REMARK = regex(r" *\([^()]*\)\Z")
_COMMAS = regex(r"[^\n,]{1,80}(?:,[^\n,]{1,80}){1,40}\n[^\n]*,")


class DocumentField(NamedTuple):
    """The value of a field that may name a document: its place, the version beside it, and its object.

    `is_titled` tells that the object has a title of its own, so that the version can be its own.
    """

    start: int
    end: int
    version: str
    owner: int
    is_titled: bool = False


class VersionFields:
    """The fields of a text that may name a document whose version another field of their object states."""

    def __init__(self, text: str, suffix: str, read_fields: Callable[[], Fields]) -> None:
        """Read the fields of a text, if one of them can be a version.

        Args:
            text: The text.
            suffix: The suffix of its file; without one, CSV is recognised by its first lines.
            read_fields: Returns the fields of the text.
        """
        self.fields: Fields | None = None
        self.documents: list[DocumentField] = []
        self._bare: dict[int, str] = {}  # of the objects with a field "version" or "edition"
        self._versions: dict[int, DocumentField] = {}  # the first under a key such as "framework"
        if _HINT.search(text) is None:
            return
        is_csv = not suffix and _COMMAS.match(text) is not None and ":" not in text.partition("\n")[0]
        self.fields = Fields(text, ".csv") if is_csv else read_fields()
        by_owner: dict[int, list[Field]] = {}
        for field in self.fields.all:
            by_owner.setdefault(field.owner, []).append(field)
        for owner, members in by_owner.items():
            bare = next((field for field in members if plain_key(field.key) in _BARE_KEYS), None)
            if bare is not None and bare.end - bare.start <= LONGEST_VERSION:
                self._bare[owner] = text[bare.start : bare.end].strip()
            keys = {field.start: plain_key(field.key) for field in members}
            documents = list(_documents_of(text, owner, members))
            self.documents += documents
            years = {text[each.start : each.end].strip() for each in members if _is_year(each)}
            for document in documents:
                if keys[document.start].startswith(_DOCUMENT_KEYS) and document.version not in years:
                    self._versions.setdefault(owner, document)
        self.documents += _documents_of_tables(text) if "|" in text else ()
        self.documents.sort()

    def bare_version_at(self, place: int) -> str:
        """Return the version that the object of a field at a place states, "" without one."""
        owner = self.fields.owner_at(place) if self._bare and self.fields is not None else None
        return "" if owner is None else self._bare.get(owner, "")

    def versions_at(self, place: int) -> Iterator[DocumentField]:
        """Yield the fields of documents with a version, in the object at a place and those around it."""
        owner = self.fields.owner_at(place) if self._versions and self.fields is not None else None
        if owner is None or self.fields is None:
            return
        for each in self.fields.owners_above(owner):
            if each in self._versions:
                yield self._versions[each]


def _is_year(field: Field) -> bool:
    """Tell whether a field holds a year, which is of an incident, a law, anything."""
    return plain_key(field.key).endswith("year")


def _documents_of(text: str, owner: int, members: list[Field]) -> Iterator[DocumentField]:
    """Yield the fields of one object whose version another of its fields states.

    Args:
        text: The text.
        owner: The object.
        members: Its fields.
    """
    stems: set[str] = set()
    titles = [field for field in members if plain_key(field.key) in TITLE_KEYS and field.start < field.end]
    for version in members:
        if len(stems) == MOST_VERSIONS:
            return
        value = _REMARK.sub("", text[version.start : version.end].strip())
        key = plain_key(version.key)
        ending = next((ending for ending in _VERSION_KEYS if key.endswith(ending)), None)
        is_version = value[:1] != "#" and any(map(str.isdigit, value))
        if ending is None or len(value) > LONGEST_VERSION or not is_version:
            continue
        stem = key.removesuffix(ending)
        if stem in stems or stem in _OTHER_STEMS or (stem and ending in _WHOLE_KEYS):
            continue
        stems.add(stem)
        for field in members:
            other = plain_key(field.key)
            is_same = other.startswith(stem) if stem else not other.startswith(_OTHERS_KEYS)
            is_same = is_same and not other.endswith(_GROUP_ENDINGS)
            if field is not version and is_same:
                is_titled = not stem and any(title is not field for title in titles)
                yield DocumentField(field.start, field.end, value, owner, is_titled)


def _documents_of_tables(text: str) -> Iterator[DocumentField]:
    """Yield the cells of Markdown tables in whose row another cell states a version.

    Behind that of the first column, where it has documents, the others have none of it:
    `| Source | Version | Focus |`.
    """
    for row in rows_of_tables(text):
        dated = next((number for number, header in enumerate(row.headers) if _HINT.search(header)), None)
        if dated is not None:
            cells = zip(row.headers, row.cells, strict=False)
            members = [
                Field(header, first, first, first, stop, -row.start) for header, (first, stop) in cells
            ]
            if dated and plain_key(row.headers[0]) in _DOCUMENT_KEYS:
                members = members[: dated + 1]
            yield from _documents_of(text, -row.start, members)
