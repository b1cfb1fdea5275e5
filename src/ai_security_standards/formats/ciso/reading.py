"""Libraries of CISO Assistant as documents and mapping sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...vocabulary import Kind, LossKind, ProvisionKind, RelationshipType, Topic
from ..foreign import End, Foreign, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from ..identity import edition_in, edition_of, slug_of
from ..inputs import Input
from .words import RATIONALES, RELATIONSHIPS, tail_of

__all__ = ["read"]

_ADDRESS = re.compile(r"https?://[^\s<>\"'\])}]+")
_METHOD = "The requirement mappings of a library of CISO Assistant."
_LIBRARY_FIELDS = frozenset(
    "urn locale ref_id name description copyright version publication_date provider packager objects "
    "convert_library_version".split()
)
_OBJECTS = frozenset(
    "framework frameworks reference_controls threats requirement_mapping_set requirement_mapping_sets".split()
)
_FRAMEWORK_FIELDS = frozenset("urn ref_id name description requirement_nodes".split())
_NODE_FIELDS = frozenset(
    "urn ref_id name description parent_urn depth assessable annotation implementation_groups "
    "reference_controls threats".split()
)
_OBJECT_FIELDS = frozenset("urn ref_id name description annotation".split())
_SET_FIELDS = frozenset(
    "urn ref_id name description source_framework_urn target_framework_urn requirement_mappings".split()
)
_ROW_FIELDS = frozenset(
    "source_requirement_urn target_requirement_urn relationship rationale annotation "
    "strength_of_relationship".split()
)


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read libraries.

    Args:
        inputs: The libraries, which may name requirements of each other.
        catalog: The catalog; libraries are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a library has another shape than the format gives it.
    """
    del catalog
    reading = _Reading(report)
    for given in inputs:
        report.file = given.name
        reading.add_library(given.value)
    for given in inputs:
        report.file = given.name
        reading.add_mappings(given.value)
    documents = {**reading.documents, **reading.named}
    return Foreign(tuple(documents.values()), tuple(reading.sets))


class _Reading:
    """What the libraries say so far, and the document of each URN."""

    def __init__(self, report: Report) -> None:
        self.documents: dict[str, ForeignDocument] = {}
        self.named: dict[str, ForeignDocument] = {}
        self.sets: list[ForeignSet] = []
        self._report = report
        self._document_of: dict[str, str] = {}
        self._provider = ""

    # ------------------------------------------------------------ documents

    def add_library(self, library: Mapping[str, Any]) -> None:
        """Add the documents of a library."""
        report = self._report
        urn = self._urn(library, "library")
        report.dropped(library, _LIBRARY_FIELDS, urn)
        objects = report.mapping(library.get("objects"), urn, "objects")
        report.dropped(objects, _OBJECTS, urn)
        for framework in _one_or_more(objects, "framework", urn, report):
            self._add_framework(library, framework)
        for field, kind, topic in (
            ("reference_controls", ProvisionKind.CONTROL, Topic.SECURITY_CONTROLS),
            ("threats", ProvisionKind.THREAT, Topic.THREATS),
        ):
            listed = report.items(objects, field, urn)
            if listed:
                self._add_objects(library, field, listed, kind, topic)

    def _add_framework(self, library: Mapping[str, Any], framework: Mapping[str, Any]) -> None:
        report = self._report
        urn = self._urn(framework, "framework")
        report.dropped(framework, _FRAMEWORK_FIELDS, urn)
        nodes = report.items(framework, "requirement_nodes", urn)
        provisions = tuple(self._node(node, urn) for node in nodes)
        name = report.text(framework, "name", urn)
        printed = report.text(framework, "ref_id", urn)
        description = report.text(framework, "description", urn)
        names = tuple(filter(None, (printed, name)))
        self._add(library, urn, provisions, names, name or printed or urn, description)

    def _node(self, node: Mapping[str, Any], framework: str) -> ForeignProvision:
        report = self._report
        urn = self._urn(node, framework)
        report.dropped(node, _NODE_FIELDS, urn)
        printed = report.text(node, "ref_id", urn)
        parent = report.text(node, "parent_urn", urn)
        assessable = report.text(node, "assessable", urn) == "true"
        groups = report.texts(node, "implementation_groups", urn)
        return ForeignProvision(
            key=urn,
            id=printed or "",
            kind=ProvisionKind.REQUIREMENT if assessable else ProvisionKind.CHAPTER,
            title=report.text(node, "name", urn),
            summary=report.text(node, "description", urn),
            parent=parent.casefold() if parent is not None else None,
            assessable=assessable,
            level=", ".join(groups) or None,
            note=report.text(node, "annotation", urn),
            aliases=_alias(urn, printed),
            texts=(tail_of(urn),),
        )

    def _add_objects(
        self,
        library: Mapping[str, Any],
        field: str,
        listed: Sequence[Mapping[str, Any]],
        kind: ProvisionKind,
        topic: Topic,
    ) -> None:
        report = self._report
        provisions = []
        for raw in listed:
            urn = self._urn(raw, field)
            report.dropped(raw, _OBJECT_FIELDS, urn)
            printed = report.text(raw, "ref_id", urn)
            provisions.append(
                ForeignProvision(
                    key=urn,
                    id=printed or "",
                    kind=kind,
                    title=report.text(raw, "name", urn),
                    summary=report.text(raw, "description", urn),
                    note=report.text(raw, "annotation", urn),
                    aliases=_alias(urn, printed),
                    texts=(tail_of(urn),),
                )
            )
        name = report.text(library, "name", field) or field
        key = f"{self._urn(library, 'library')}:{field}"
        title = f"{name}: {field.replace('_', ' ')}"
        names = (report.text(library, "ref_id", field) or name, name)
        self._add(library, key, tuple(provisions), names, title, None, topic)

    def _add(
        self,
        library: Mapping[str, Any],
        key: str,
        provisions: tuple[ForeignProvision, ...],
        names: tuple[str, ...],
        title: str,
        description: str | None,
        topic: Topic = Topic.SECURITY_CONTROLS,
    ) -> None:
        report = self._report
        for each in provisions:
            self._document_of.setdefault(each.key, key)
        copyright_text = report.text(library, "copyright", key)
        about = report.text(library, "description", key)
        found = _ADDRESS.search(f"{about} {copyright_text}")
        self.documents[key] = ForeignDocument(
            key=key,
            names=names,
            slug=_slug(key),
            edition=edition_of(report.text(library, "version", key)),
            title=title,
            publisher=report.text(library, "provider", key) or "unknown",
            kind=Kind.THREAT_TAXONOMY if topic is Topic.THREATS else Kind.FRAMEWORK,
            topic=topic,
            date=report.text(library, "publication_date", key),
            licence=copyright_text,
            address=found[0].rstrip(".,;") if found else None,
            summary=description or about,
            note=about if description is not None and about != description else None,
            language=report.text(library, "locale", key),
            provisions=provisions,
            file=report.file,
        )

    def _urn(self, raw: Mapping[str, Any], record: str) -> str:
        urn = self._report.text(raw, "urn", record)
        if urn is None:
            raise self._report.error(record, "urn", "the urn is missing", "give it: urn:packager:risk:…")
        return urn.casefold()

    # ------------------------------------------------------------ mapping sets

    def add_mappings(self, library: Mapping[str, Any]) -> None:
        """Add the mapping sets of a library, and what its requirements name beside themselves."""
        report = self._report
        urn = self._urn(library, "library")
        self._provider = report.text(library, "provider", urn) or ""
        objects = report.mapping(library.get("objects"), urn, "objects")
        for raw in _one_or_more(objects, "requirement_mapping_set", urn, report):
            self._add_set(library, raw)
        for framework in _one_or_more(objects, "framework", urn, report):
            rows = tuple(self._named_by_nodes(framework))
            if rows:
                key = rows[0].subject.document
                title = f"What {key} names: reference controls and threats"
                self.sets.append(self._set(library, f"{key}:objects", title, None, rows))

    def _named_by_nodes(self, framework: Mapping[str, Any]) -> Iterator[ForeignRow]:
        report = self._report
        key = self._urn(framework, "framework")
        for node in report.items(framework, "requirement_nodes", key):
            urn = self._urn(node, key)
            for field, relation in (
                ("reference_controls", RelationshipType.IS_SUPPORTED_BY),
                ("threats", RelationshipType.MITIGATES),
            ):
                for target in report.texts(node, field, urn):
                    target = target.casefold()
                    yield ForeignRow(urn, End(key, urn), relation, self._end(target, None))

    def _add_set(self, library: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
        report = self._report
        urn = self._urn(raw, "requirement_mapping_set")
        report.dropped(raw, _SET_FIELDS, urn)
        ends = []
        for field in ("source_framework_urn", "target_framework_urn"):
            document = report.text(raw, field, urn)
            if document is None:
                raise report.error(urn, field, "the framework is missing", "name it")
            ends.append(document.casefold())
        rows = []
        for number, each in enumerate(report.items(raw, "requirement_mappings", urn), 1):
            record = f"{urn} requirement_mappings[{number}]"
            report.dropped(each, _ROW_FIELDS, record)
            rows.append(self._row(each, record, f"row {number}", ends))
        title = report.text(raw, "name", urn) or report.text(library, "name", urn) or urn
        described = report.text(raw, "description", urn) or report.text(library, "description", urn)
        self.sets.append(self._set(library, urn, title, described, tuple(rows)))

    def _row(self, raw: Mapping[str, Any], record: str, place: str, ends: Sequence[str]) -> ForeignRow:
        report = self._report
        found = []
        for field, document in zip(("source_requirement_urn", "target_requirement_urn"), ends, strict=True):
            urn = report.text(raw, field, record)
            if urn is None:
                raise report.error(record, field, "the requirement is missing", "name it")
            found.append(self._end(urn.casefold(), document))
        word, texts = report.text(raw, "relationship", record), self._texts(raw, record)
        if word is None:
            report.add(
                LossKind.ASSUMED,
                record,
                "relationship",
                "none is stated, which the format reads as not_related",
            )
            word = "not_related"
        relation = RELATIONSHIPS.get(word)
        if relation is None:
            report.add(LossKind.REPAIRED, record, "relationship", f"{word} is read as related")
            texts["stated"] = word
        return ForeignRow(place, found[0], relation or RelationshipType.RELATED, found[1], texts=texts)

    def _texts(self, raw: Mapping[str, Any], record: str) -> dict[str, str]:
        report = self._report
        rationale, note = report.text(raw, "rationale", record), report.text(raw, "annotation", record)
        strength = report.text(raw, "strength_of_relationship", record)
        texts = {"rationale": rationale or "", "comment": note or ""}
        if rationale is not None and rationale not in RATIONALES:
            what = "a sentence in the place of a word is kept as a comment"
            report.add(LossKind.REPAIRED, record, "rationale", what)
            texts = {"comment": f"{rationale} {note or ''}"}
        if strength is not None:
            is_known = strength.isdecimal() and len(strength) < 3 and int(strength) <= 10
            texts["strength" if is_known else "strength_of_relationship"] = strength
        return texts

    def _end(self, urn: str, document: str | None) -> End:
        """Return the end that a URN is, inside a document if one is named."""
        key = self._document_of.get(urn)
        if document is not None and (key is None or document not in self.documents):
            key = document
        key = key or urn.rpartition(":")[0]
        if key not in self.documents:
            self.named.setdefault(key, self._stub(key))
        return End(key, urn, (tail_of(urn),))

    def _stub(self, key: str) -> ForeignDocument:
        """Return a document that a library only names; its provider is the publisher if it is in the name."""
        name = key.rpartition(":")[2]
        is_own = f"{slug_of(name)}-".startswith(f"{slug_of(self._provider)}-") if self._provider else False
        publisher = self._provider if is_own else "unknown"
        file = self._report.file
        return ForeignDocument(key, (name,), _slug(key), edition_in(name), name, publisher, file=file)

    def _set(
        self,
        library: Mapping[str, Any],
        urn: str,
        title: str,
        description: str | None,
        rows: tuple[ForeignRow, ...],
    ) -> ForeignSet:
        report = self._report
        packager = report.text(library, "packager", urn) or "unknown"
        return ForeignSet(
            slug=_slug(urn),
            title=title,
            publisher=self._provider or packager,
            rows=rows,
            method=_METHOD,
            description=description,
            version=report.text(library, "version", urn),
            date=report.text(library, "publication_date", urn),
            licence=report.text(library, "copyright", urn),
            note=f"Packaged by {packager}." if self._provider not in ("", packager) else None,
            file=report.file,
        )


def _one_or_more(objects: Mapping[str, Any], field: str, urn: str, report: Report) -> list[dict[str, Any]]:
    """Return what stands under a field, alone or in a list, or under its plural."""
    single = objects.get(field)
    listed = [single] if type(single) is dict else report.items(objects, field, urn)
    return [*listed, *report.items(objects, f"{field}s", urn)]


def _slug(urn: str) -> str:
    """Return the id of a URN: its packager and its name.

    >>> _slug("urn:acme:risk:framework:rules-2.0")
    'acme-rules-2-0'
    """
    parts = urn.split(":")
    return slug_of(*(parts[1:2] if parts[0] == "urn" else ()), *(parts[4:] or parts[-1:]))


def _alias(urn: str, printed: str | None) -> tuple[str, ...]:
    """Return the URN of what its identifier does not tell."""
    tail = tail_of(urn)
    return () if printed is not None and tail == printed.casefold() else (tail,)
