"""Files of Gemara: catalogs as documents, mapping documents as mapping sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...vocabulary import Kind, LossKind, ProvisionKind, RelationshipType, Topic
from ..foreign import End, Foreign, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from ..identity import edition_of, slug_of
from ..inputs import Input
from .words import ENTRIES, MAPPING, RELATIONSHIPS, Entries, content_of, sort_of

__all__ = ["read"]

_METADATA_FIELDS = frozenset(
    "id type gemara-version version date description author mapping-references draft".split()
)
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
        catalog: The catalog; files are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a file has another shape than Gemara gives it.
    """
    del catalog
    reading = _Reading(report)
    for given in inputs:
        report.file = given.name
        reading.add_catalog(content_of(given.value) or {})
    for given in inputs:
        report.file = given.name
        reading.add_set(content_of(given.value) or {})
    return Foreign(tuple(reading.documents.values()), tuple(reading.sets))


class _Reading:
    """What the files say so far."""

    def __init__(self, report: Report) -> None:
        self.documents: dict[str, ForeignDocument] = {}
        self.sets: list[ForeignSet] = []
        self._report = report

    def _metadata(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        return self._report.mapping(raw.get("metadata"), "metadata")

    def _sort(self, raw: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        return self._report.text(metadata, "type", "metadata") or sort_of(raw) or ""

    def _author(self, metadata: Mapping[str, Any], key: str) -> str:
        author = self._report.mapping(metadata.get("author") or {}, key, "author")
        self._report.dropped(author, _AUTHOR_FIELDS, key)
        return self._report.text(author, "name", key) or self._report.text(author, "id", key) or "unknown"

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
        report.dropped(metadata, _METADATA_FIELDS, key)
        report.dropped(raw, _FILE_FIELDS | {entries.field}, key)
        guidance = report.text(raw, "type", key) or _FRAMEWORK
        if guidance != _FRAMEWORK:
            report.add(LossKind.DROPPED, key, "type", guidance)
        title = report.text(raw, "title", key) or key
        version = report.text(metadata, "version", key)
        date = report.text(metadata, "date", key)
        is_threat = entries.kind in (ProvisionKind.THREAT, ProvisionKind.RISK, ProvisionKind.TECHNIQUE)
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
            provisions=tuple(self._provisions(raw, entries, key)),
        )

    def _provisions(self, raw: Mapping[str, Any], entries: Entries, key: str) -> Iterator[ForeignProvision]:
        report = self._report
        groups = set()
        for group in report.items(raw, "groups", key):
            name = self._id(group, f"{key} groups")
            groups.add(name)
            report.dropped(group, _GROUP_FIELDS, name)
            title, text = report.text(group, "title", name), report.text(group, "description", name)
            yield ForeignProvision(name, name, ProvisionKind.DOMAIN, title, text, assessable=False)
        for entry in report.items(raw, entries.field, key):
            name = self._id(entry, f"{key} {entries.field}")
            parent = report.text(entry, "group", name)
            if parent is not None and parent not in groups:
                report.add(LossKind.REPAIRED, name, "group", f"the group {parent} is missing")
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
        report.dropped(raw, known, name)
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
        """Add the mapping set that a file holds, and the documents that it only names."""
        report, metadata = self._report, self._metadata(raw)
        sort = self._sort(raw, metadata)
        key = report.text(metadata, "id", "metadata") or "unnamed"
        self._add_references(metadata, key)
        if sort == MAPPING:
            report.dropped(metadata, _METADATA_FIELDS, key)
            report.dropped(raw, _MAPPING_FIELDS, key)
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
            )
        )

    def _add_references(self, metadata: Mapping[str, Any], key: str) -> None:
        """Add the documents that metadata refer to and no file holds."""
        report = self._report
        for each in report.items(metadata, "mapping-references", key):
            name = self._id(each, f"{key} mapping-references")
            report.dropped(each, _REFERENCE_FIELDS, name)
            title = report.text(each, "title", name) or name
            version = report.text(each, "version", name)
            texts = (f"{title} {version}" if version else title, name, title)
            self.documents.setdefault(
                name,
                ForeignDocument(
                    name, texts, slug_of(name), edition_of(version), title, "unknown",
                    address=report.text(each, "url", name), summary=report.text(each, "description", name),
                ),
            )  # fmt: skip

    def _reference(self, raw: Mapping[str, Any], field: str, key: str) -> str:
        reference = self._report.mapping(raw.get(field), key, field)
        name = self._report.text(reference, "reference-id", key)
        if name is None:
            raise self._report.error(key, field, "the reference-id is missing", "name a mapping-reference")
        if name not in self.documents:
            what = f"{name} is not among the mapping-references"
            self._report.add(LossKind.REPAIRED, key, field, what)
            self.documents[name] = ForeignDocument(
                name, (name,), slug_of(name), edition_of(None), name, "unknown"
            )
        return name

    def _rows(self, raw: Mapping[str, Any], key: str) -> Iterator[ForeignRow]:
        report = self._report
        source, target = (
            self._reference(raw, field, key) for field in ("source-reference", "target-reference")
        )
        for number, mapping in enumerate(report.items(raw, "mappings", key), 1):
            place = f"{key} mappings[{number}]"
            report.dropped(mapping, _ROW_FIELDS, place)
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
                report.dropped(each, _TARGET_FIELDS, place)
                other = report.text(each, "entry-id", place)
                if other is None:
                    raise report.error(place, "entry-id", "the entry-id is missing", "name an entry")
                texts = {**self._texts(each, report.text(mapping, "remarks", place), place), **stated}
                ends = End(source, entry, (entry,)), End(target, other, (other,))
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
                    report.dropped(each, _INLINE_FIELDS, place)
                    remarks, listed = (
                        report.text(each, "remarks", place),
                        report.items(each, "entries", place),
                    )
                    if not listed:
                        report.add(LossKind.DROPPED, place, field, f"{target} without an entry")
                    for one in listed:
                        report.dropped(one, _INLINE_ENTRY_FIELDS, place)
                        other = report.text(one, "reference-id", place)
                        if other is None:
                            report.add(
                                LossKind.DROPPED, place, field, f"an entry of {target} without reference-id"
                            )
                        else:
                            texts = self._texts(one, remarks, place)
                            yield ForeignRow(
                                place, End(key, name), relation, End(target, other, (other,)), texts=texts
                            )


def _slug(key: str, version: str | None) -> str:
    """Return the id of a document; an edition behind it, as we write it, is no part of it.

    >>> _slug("acme-rules@2.0", "2.0"), _slug("ACME Rules", "2.0")
    ('acme-rules', 'acme-rules')
    """
    name, _, edition = key.partition("@")
    return slug_of(name if edition and edition_of(edition) == edition_of(version) else key)
