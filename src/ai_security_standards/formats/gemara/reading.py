"""Files of Gemara: catalogs as documents, mapping documents as mapping sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...vocabulary import Kind, LossKind, ProvisionKind, RelationshipType, Topic
from ..foreign import End, Foreign, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from ..identity import edition_in, edition_of, slug_of
from ..inputs import Input
from .owners import Owners
from .parts import wholes_of
from .words import ENTRIES, MAPPING, METADATA_FIELDS, RELATIONSHIPS, Entries, flat_entries, sort_of

__all__ = ["read"]

_FILE_FIELDS = frozenset("title metadata groups type".split())
_MAPPING_FIELDS = frozenset("title metadata source-reference target-reference mappings remarks".split())
_GROUP_FIELDS = frozenset("id title description".split())
_BELOW_FIELDS = frozenset("id title objective description text group state".split())
_ENTRY_FIELDS = frozenset((*_BELOW_FIELDS, "guidelines", "threats"))
_ROW_FIELDS = frozenset("id source targets relationship remarks".split())
_TARGET_FIELDS = frozenset("entry-id strength confidence-level applicability rationale remarks".split())
_INLINE_FIELDS = frozenset("reference-id entries remarks".split())
_INLINE_ENTRY_FIELDS = frozenset(("reference-id", *(_TARGET_FIELDS - {"entry-id"})))
_REFERENCE_FIELDS = frozenset("id title version url description".split())
_AUTHOR_FIELDS = frozenset("id name type".split())
#: The type of guidance that a document of the overlay is.
_FRAMEWORK = "Framework"
#: Whether an entry in a state is retired; other states have no place here.
_STATES = {"Active": False, "Retired": True, "Deprecated": True}
#: What a control says of the entries of other catalogs that it names.
_INLINE = {"guidelines": RelationshipType.RELATED, "threats": RelationshipType.MITIGATES}
_METHOD = "A mapping document of Gemara, or what a catalog of Gemara says of others."


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read catalogs and mapping documents.

    Args:
        inputs: The files, which may name each other by the ids of their metadata.
        catalog: The catalog: a reference that names one of its documents is not another of the files.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a file has another shape than Gemara gives it.
    """
    reading = _Reading(catalog, report)
    parts = list(wholes_of(inputs, report))
    for part in parts:
        report.file = part.name
        reading.add_catalog(part.raw)
    for part in parts:  # before any set: what no file declares is only named
        report.file = part.name
        reading.add_references(part.raw)
    reading.owners = Owners(catalog, reading.documents)
    for part in parts:
        report.file = part.name
        reading.add_set(part.raw)
    return Foreign(tuple(reading.documents.values()), tuple(reading.sets))


class _Reading:
    """What the files say so far."""

    def __init__(self, catalog: Catalog, report: Report) -> None:
        self.documents: dict[str, ForeignDocument] = {}
        self.sets: list[ForeignSet] = []
        self._report = report
        self.owners = Owners(catalog, {})
        #: The key of the catalog of each file; empty where another file has it.
        self._keys: dict[str, str] = {}

    def _metadata(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        return self._report.mapping(raw.get("metadata"), "metadata")

    def _sort(self, raw: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        return self._report.text(metadata, "type", "metadata") or sort_of(raw) or ""

    def _author(self, metadata: Mapping[str, Any], key: str) -> str:
        author = self._report.mapping(metadata.get("author") or {}, key, "author")
        self._dropped(author, _AUTHOR_FIELDS, key)
        return self._report.text(author, "name", key) or self._report.text(author, "id", key) or "unknown"

    def _dropped(self, raw: Mapping[str, Any], known: frozenset[str], record: str) -> None:
        """List the fields that are not known; of lists by document, all entries are counted."""
        if not raw.keys() <= known:
            self._report.dropped({field: flat_entries(value) for field, value in raw.items()}, known, record)

    # ------------------------------------------------------------ catalogs

    def add_catalog(self, raw: Mapping[str, Any]) -> None:
        """Add the document that a catalog is; a mapping document is none."""
        report, metadata = self._report, self._metadata(raw)
        sort = self._sort(raw, metadata)
        if sort and "type" not in metadata:
            report.add(LossKind.REPAIRED, "metadata", "type", f"it is missing: the file is read as {sort}")
        entries = ENTRIES.get(sort)
        if entries is None:
            if sort != MAPPING:
                report.add(LossKind.DROPPED, sort, "type", f"{sort or 'a file without type'} is not read")
            return
        key = report.text(metadata, "id", "metadata") or report.text(raw, "title", "metadata") or "unnamed"
        self._dropped(metadata, METADATA_FIELDS, key)
        self._dropped(raw, _FILE_FIELDS | {entries.field}, key)
        guidance = report.text(raw, "type", key) or _FRAMEWORK
        if guidance != _FRAMEWORK:
            report.add(LossKind.DROPPED, key, "type", guidance)
        title = report.text(raw, "title", key) or key
        version = report.text(metadata, "version", key)
        date = report.text(metadata, "date", key)
        is_threat = entries.kind in (ProvisionKind.THREAT, ProvisionKind.RISK, ProvisionKind.TECHNIQUE)
        provisions = tuple(self._provisions(raw, entries, key))
        key = self._new_key(key, entries, provisions)
        self._keys[report.file] = key
        if not key:
            return
        self.documents[key] = ForeignDocument(
            key=key,
            names=tuple(filter(None, (key.replace("@", " "), f"{title} {version or ''}".strip(), title))),
            slug=_slug(key, version),
            edition=edition_of(version),
            title=title,
            publisher=self._author(metadata, key),
            kind=Kind.THREAT_TAXONOMY if is_threat else Kind.CONTROL_CATALOG,
            topic=Topic.THREATS if is_threat else Topic.SECURITY_CONTROLS,
            date=date[:10] if date else None,
            summary=report.text(metadata, "description", key),
            provisions=provisions,
            file=report.file,
        )

    def _new_key(self, key: str, entries: Entries, provisions: tuple[ForeignProvision, ...]) -> str:
        """Return a key that no other file has; empty where another says the same."""
        report, new, number = self._report, key, 1
        while (other := self.documents.get(new)) is not None:
            if other.provisions == provisions:
                report.add(LossKind.DUPLICATE, key, "", "another file has the same entries: it is kept once")
                return ""
            new = f"{key} {entries.field}" if number == 1 else f"{key} {entries.field} {number}"
            number += 1
        if new != key:
            report.add(LossKind.REPAIRED, key, "id", f"another catalog has this id: this one is {new}")
        return new

    def _provisions(self, raw: Mapping[str, Any], entries: Entries, key: str) -> Iterator[ForeignProvision]:
        report = self._report
        groups = set()
        for group in report.items(raw, "groups", key):
            name = self._id(group, f"{key} groups")
            groups.add(name)
            self._dropped(group, _GROUP_FIELDS, name)
            title, text = report.text(group, "title", name), report.text(group, "description", name)
            yield ForeignProvision(name, name, ProvisionKind.DOMAIN, title, text, assessable=False)
        listed = report.items(raw, entries.field, key)
        names = [self._id(entry, f"{key} {entries.field}") for entry in listed]
        taken = frozenset(names)
        for entry, name in zip(listed, names, strict=True):
            parent = report.text(entry, "group", name)
            if parent is not None and parent not in groups:
                is_free = parent not in taken
                what = f"no group {parent}: {'it is kept by its name' if is_free else 'it is left out'}"
                report.add(LossKind.REPAIRED, key, "group", what)
                if is_free:
                    groups.add(parent)
                    yield ForeignProvision(parent, parent, ProvisionKind.DOMAIN, assessable=False)
                else:
                    parent = None
            yield self._provision(entry, name, entries.kind, parent, _ENTRY_FIELDS | {entries.below})
            for below in report.items(entry, entries.below, name) if entries.below else ():
                own = self._id(below, f"{name} {entries.below}")
                yield self._provision(below, own, entries.kind_below, name, _BELOW_FIELDS)

    def _id(self, raw: Mapping[str, Any], record: str) -> str:
        found = self._report.text(raw, "id", record)
        if found is None:
            raise self._report.error(record, "id", "the id is missing", "give every entry an id")
        return found

    def _provision(
        self,
        raw: Mapping[str, Any],
        name: str,
        kind: ProvisionKind,
        parent: str | None,
        known: frozenset[str],
    ) -> ForeignProvision:
        report = self._report
        self._dropped(raw, known, name)
        given = (report.text(raw, field, name) for field in ("objective", "description", "text"))
        texts = list(filter(None, given))
        state = report.text(raw, "state", name) or "Active"
        if state not in _STATES:
            report.add(LossKind.DROPPED, name, "state", state)
        return ForeignProvision(
            key=name,
            id=name,
            kind=kind,
            title=report.text(raw, "title", name),
            summary=texts[0] if texts else None,
            parent=parent,
            note=" ".join(texts[1:]) or None,
            retired=_STATES.get(state, False),
        )

    # ------------------------------------------------------------ mapping sets

    def add_set(self, raw: Mapping[str, Any]) -> None:
        """Add the mapping set that a file holds, and the documents that no file declares."""
        report, metadata = self._report, self._metadata(raw)
        sort = self._sort(raw, metadata)
        key = self._keys.get(report.file, report.text(metadata, "id", "metadata") or "unnamed")
        if not key:
            return
        if sort == MAPPING:
            self._dropped(metadata, METADATA_FIELDS, key)
            self._dropped(raw, _MAPPING_FIELDS, key)
            rows = tuple(self._rows(raw, key))
            title = report.text(raw, "title", key) or key
        elif sort in ENTRIES:
            rows = tuple(self._inline_rows(raw, ENTRIES[sort], key))
            if not rows:
                return
            title = f"What {report.text(raw, 'title', key) or key} says of other catalogs"
        else:
            return
        date = report.text(metadata, "date", key)
        self.sets.append(
            ForeignSet(
                slug=slug_of(key if key.startswith("gemara") else f"gemara-{key}"),
                title=title,
                publisher=self._author(metadata, key),
                rows=rows,
                method=_METHOD,
                description=report.text(metadata, "description", key),
                version=report.text(metadata, "version", key),
                date=date[:10] if date else None,
                note=report.text(raw, "remarks", key),
                file=report.file,
            )
        )

    def add_references(self, raw: Mapping[str, Any]) -> None:
        """Add the documents that metadata refer to and no file holds."""
        report, metadata = self._report, self._metadata(raw)
        key = report.text(metadata, "id", "metadata") or "unnamed"
        for each in report.items(metadata, "mapping-references", key):
            name = self._id(each, f"{key} mapping-references")
            self._dropped(each, _REFERENCE_FIELDS, name)
            title = report.text(each, "title", name) or name
            version = report.text(each, "version", name)
            texts = (f"{title} {version}" if version else title, name, title)
            edition = edition_of(version) if version else edition_in(name)
            self.documents.setdefault(
                name,
                ForeignDocument(
                    name, texts, slug_of(name), edition, title, "unknown",
                    address=report.text(each, "url", name), summary=report.text(each, "description", name),
                    file=report.file,
                ),
            )  # fmt: skip

    def _reference(self, raw: Mapping[str, Any], field: str, key: str) -> str:
        reference = self._report.mapping(raw.get(field), key, field)
        name = self._report.text(reference, "reference-id", key)
        if name is None:
            raise self._report.error(key, field, "the reference-id is missing", "name a mapping-reference")
        return name

    def _end(self, document: str, entry: str, key: str, title: str | None = None) -> End:
        """Return the end that an entry is: of the one document that lists it, else of the one that is named.

        Args:
            document: The reference-id that stands there.
            entry: The identifier of the entry.
            key: The catalog or mapping document that says so.
            title: What is written beside it, often its title.
        """
        owner = self.owners.find(document, entry)
        if owner and owner != document:
            what = f"entries of {document} are those of {owner}, which lists them"
            self._report.add(LossKind.ASSUMED, key, "reference-id", what)
            return End(owner, entry, (entry,), title or "")
        if document not in self.documents:
            what = f"{document} is not among the mapping-references"
            self._report.add(LossKind.REPAIRED, key, "reference-id", what)
            self.documents[document] = ForeignDocument(
                document, (document,), slug_of(document), edition_in(document), document, "unknown",
                file=self._report.file,
            )  # fmt: skip
        return End(document, entry, (entry,), title or "")

    def _rows(self, raw: Mapping[str, Any], key: str) -> Iterator[ForeignRow]:
        report = self._report
        source, target = (
            self._reference(raw, field, key) for field in ("source-reference", "target-reference")
        )
        for number, mapping in enumerate(report.items(raw, "mappings", key), 1):
            place = f"{key} mappings[{number}]"
            self._dropped(mapping, _ROW_FIELDS, place)
            entry = report.text(mapping, "source", place)
            word = report.text(mapping, "relationship", place) or "relates-to"
            targets = report.items(mapping, "targets", place)
            if entry is None or not targets:
                report.add(
                    LossKind.DROPPED, key, f"mappings[{number}]", f"{entry} {word} without another end"
                )
                continue
            relation = RELATIONSHIPS.get(word, RelationshipType.RELATED)
            if word not in RELATIONSHIPS:
                report.add(LossKind.REPAIRED, place, "relationship", f"{word} is read as related")
            stated = {"stated": word} if word.startswith("implement") or word not in RELATIONSHIPS else {}
            for each in targets:
                self._dropped(each, _TARGET_FIELDS, place)
                other = report.text(each, "entry-id", place)
                if other is None:
                    raise report.error(place, "entry-id", "the entry-id is missing", "name an entry")
                texts = {**self._texts(each, report.text(mapping, "remarks", place), place), **stated}
                ends = (
                    self._end(source, entry, key),
                    self._end(target, other, key, report.text(each, "remarks", place)),
                )
                yield ForeignRow(f"mappings[{number}]", ends[0], relation, ends[1], texts=texts)

    def _texts(self, target: Mapping[str, Any], remarks: str | None, place: str) -> dict[str, str]:
        report = self._report
        strength = report.text(target, "strength", place)
        prose = (report.text(target, "rationale", place), report.text(target, "remarks", place), remarks)
        texts = {
            # Zero says that nobody has judged it yet.
            "strength": None if strength == "0" else strength,
            "comment": " ".join(filter(None, prose)),
            "confidence_level": report.text(target, "confidence-level", place),
            "applicability": ", ".join(report.texts(target, "applicability", place)),
        }
        return {name: text for name, text in texts.items() if text}

    def _inline_rows(self, raw: Mapping[str, Any], entries: Entries, key: str) -> Iterator[ForeignRow]:
        report = self._report
        for entry in report.items(raw, entries.field, key):
            name = self._id(entry, f"{key} {entries.field}")
            for field, relation in _INLINE.items():
                for number, each in enumerate(report.items(entry, field, name)):
                    place = f"{name} {field}[{number}]"
                    target = self._reference({field: each}, field, place)
                    self._dropped(each, _INLINE_FIELDS, place)
                    remarks, listed = (
                        report.text(each, "remarks", place),
                        report.items(each, "entries", place),
                    )
                    if not listed:
                        report.add(LossKind.DROPPED, place, field, f"{target} without an entry")
                    for one in listed:
                        self._dropped(one, _INLINE_ENTRY_FIELDS, place)
                        other = report.text(one, "reference-id", place)
                        if other is None:
                            report.add(
                                LossKind.DROPPED, place, field, f"an entry of {target} without reference-id"
                            )
                        else:
                            texts = self._texts(one, remarks, place)
                            end = self._end(target, other, key, report.text(one, "remarks", place))
                            yield ForeignRow(place, End(key, name), relation, end, texts=texts)


def _slug(key: str, version: str | None) -> str:
    """Return the id of a document; an edition behind it, as we write it, is no part of it.

    >>> _slug("acme-rules@2.0", "2.0"), _slug("ACME Rules", "2.0")
    ('acme-rules', 'acme-rules')
    """
    name, _, edition = key.partition("@")
    return slug_of(name if edition and edition_of(edition) == edition_of(version) else key)
