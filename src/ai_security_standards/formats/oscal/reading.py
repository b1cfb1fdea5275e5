"""Files of OSCAL: catalogs as documents, mapping collections as mapping sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...vocabulary import Completeness, Kind, LossKind, RelationshipType
from ..foreign import End, Foreign, ForeignDocument, ForeignRow, ForeignSet, Report
from ..identity import slug_of
from ..inputs import Input
from ..limits import PairBudget
from .catalogs import read_catalog
from .names import NAMESPACE, RELATIONS

__all__ = ["read"]

_COLLECTION_FIELDS = frozenset("uuid metadata provenance mappings".split())
_METADATA_FIELDS = frozenset("title published last-modified version oscal-version parties props".split())
_PROVENANCE_FIELDS = frozenset("method matching-rationale status mapping-description".split())
_MAPPING_FIELDS = frozenset(
    "uuid method matching-rationale status source-resource target-resource maps mapping-description "
    "remarks".split()
)
_MAP_FIELDS = frozenset(
    "uuid ns matching-rationale relationship sources targets confidence-score coverage props remarks".split()
)
_ITEM_FIELDS = frozenset(("type", "id-ref", "id_ref", "props"))
_TO = re.compile(r"\s+(?:to|->|→|↔|<->)\s+")
#: The words that are true of each pair where one source or target stands for several on the other side.
_FROM_ONE = {
    RelationshipType.EQUAL: RelationshipType.SUPERSET_OF,
    RelationshipType.EQUIVALENT: RelationshipType.SUPERSET_OF,
    RelationshipType.SUPERSET_OF: RelationshipType.SUPERSET_OF,
    RelationshipType.INTERSECTS_WITH: RelationshipType.INTERSECTS_WITH,
    RelationshipType.NO_RELATIONSHIP: RelationshipType.NO_RELATIONSHIP,
}
_TO_ONE = {
    **_FROM_ONE,
    RelationshipType.EQUAL: RelationshipType.SUBSET_OF,
    RelationshipType.EQUIVALENT: RelationshipType.SUBSET_OF,
    RelationshipType.SUBSET_OF: RelationshipType.SUBSET_OF,
}
_TO_ONE.pop(RelationshipType.SUPERSET_OF)


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read catalogs and mapping collections.

    Args:
        inputs: The files; collections may name catalogs among them.
        catalog: The catalog; files are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a file has another shape than OSCAL gives it.
    """
    del catalog
    documents: dict[str, ForeignDocument] = {}
    files: dict[str, str] = {}
    sets: list[ForeignSet] = []
    for given in inputs:
        if "catalog" in given.value:
            report.file = given.name
            found = read_catalog(report.mapping(given.value["catalog"], "catalog"), report)
            documents[found.document.key] = found.document
            files[_file_name(given.name)] = found.document.key
            if found.links is not None:
                sets.append(found.links)
    for given in inputs:
        if "mapping-collection" in given.value:
            report.file = given.name
            raw = report.mapping(given.value["mapping-collection"], "mapping-collection")
            budget = PairBudget(len(given.text), given.name)
            sets += _Collection(raw, report, documents, files, budget).sets()
    return Foreign(tuple(documents.values()), tuple(sets))


def _file_name(path: str) -> str:
    return "/".join(re.split(r"[/\\]", path)[-2:])


class _Collection:
    """One mapping collection, and the documents that it names."""

    def __init__(
        self,
        raw: Mapping[str, Any],
        report: Report,
        documents: dict[str, ForeignDocument],
        files: Mapping[str, str],
        budget: PairBudget,
    ) -> None:
        self._raw, self._report, self._budget = raw, report, budget
        self._documents, self._files = documents, files
        self._metadata = report.mapping(raw.get("metadata"), "mapping-collection", "metadata")
        self._title = report.text(self._metadata, "title", "metadata") or "Untitled"
        self._provenance = report.mapping(raw.get("provenance") or {}, self._title, "provenance")
        report.dropped(raw, _COLLECTION_FIELDS, self._title)
        report.dropped(self._metadata, _METADATA_FIELDS, self._title)
        report.dropped(self._provenance, _PROVENANCE_FIELDS, self._title)
        self._rationale: str | None = None

    def sets(self) -> list[ForeignSet]:
        """Return a mapping set for each mapping of the collection; one, where it is a set of ours."""
        listed = list(self._mappings())
        if len(listed) > 1 and self._own_slug() is not None:
            return [listed[0]._replace(rows=tuple(row for each in listed for row in each.rows))]
        return listed

    def _mappings(self) -> Iterator[ForeignSet]:
        report = self._report
        value = self._raw.get("mappings")
        mappings = [value] if type(value) is dict else report.items(self._raw, "mappings", self._title)
        for number, mapping in enumerate(mappings):
            record = f"{self._title} mappings[{number}]"
            report.dropped(mapping, _MAPPING_FIELDS, record)
            names = _TO.split(re.sub(r"(?i)^mapping (?:from|of)\s+|\s+mapping$", "", self._title), maxsplit=1)
            ends = [
                self._resource(mapping, field, record, names[place : place + 1] if len(names) > 1 else [])
                for place, field in enumerate(("source-resource", "target-resource"))
            ]
            self._rationale = self._word(mapping, "matching-rationale", record)
            rows: list[ForeignRow] = []
            for place, each in enumerate(report.items(mapping, "maps", record)):
                rows += self._rows(each, f"{record} maps[{place}]", f"maps[{place}]", ends)
            yield self._set(mapping, tuple(rows), record)

    def _set(self, mapping: Mapping[str, Any], rows: tuple[ForeignRow, ...], record: str) -> ForeignSet:
        report = self._report
        identity = report.text(mapping, "uuid", record) or record
        last = report.text(self._metadata, "published", record) or report.text(
            self._metadata, "last-modified", record
        )
        method = self._word(mapping, "method", record) or self._word(self._provenance, "method", record)
        description = report.text(mapping, "mapping-description", record)
        status = self._word(mapping, "status", record) or self._word(self._provenance, "status", record)
        remarks = report.text(mapping, "remarks", record)
        notes = [f"Status: {status}" if status else None, remarks]
        own = self._own_slug()
        parties = (
            report.text(each, "name", record) for each in report.items(self._metadata, "parties", record)
        )
        return ForeignSet(
            slug=own or slug_of("oscal", self._title, identity[:8]),
            title=self._title,
            publisher=next(filter(None, parties), "unknown"),
            rows=rows,
            method=f"A mapping collection of OSCAL, made by {method or 'an unknown method'}.",
            description=description or report.text(self._provenance, "mapping-description", record),
            version=report.text(self._metadata, "version", record),
            date=last[:10] if last else None,
            note=" ".join(filter(None, notes)) or None,
            completeness=Completeness.PARTIAL if status == "not-complete" else Completeness.COMPLETE,
            file=report.file,
        )  # fmt: skip

    def _word(self, raw: Mapping[str, Any], field: str, record: str) -> str | None:
        """Return a word; drafts of OSCAL had a record in its place, of which the first text is taken."""
        value = raw.get(field)
        if type(value) is not dict:
            return self._report.text(raw, field, record)
        self._report.add(LossKind.REPAIRED, record, field, "a record in the place of a word")
        return next((text for text in value.values() if type(text) is str), None)

    def _own_slug(self) -> str | None:
        for prop in self._report.items(self._metadata, "props", self._title):
            if prop.get("name") == "mapping-set":
                return slug_of(self._report.text(prop, "value", self._title) or "")
        return None

    def _resource(self, mapping: Mapping[str, Any], field: str, record: str, names: Sequence[str]) -> str:
        """Return the key of the document that a resource is; a new one where no file holds it."""
        report = self._report
        resource = report.mapping(mapping.get(field), record, field)
        href = report.text(resource, "href", record) or field
        for prop in report.items(resource, "props", record):
            value = report.text(prop, "value", record) or ""
            if value in self._documents:
                return value
            if prop.get("name") == "reference":
                names = (value, *names)
        if href.removeprefix("#") in self._documents:
            return href.removeprefix("#")
        if _file_name(href) in self._files:
            return self._files[_file_name(href)]
        folder = re.split(r"[/\\]", href)[-2:][0].removeprefix("#")
        spaced = re.sub(r"[_]+", " ", folder.rpartition(".json")[0] or folder)
        title = names[0] if names else spaced
        listed = (*names, spaced, re.sub(r"\s+[\d.]+$", "", spaced))
        named = ForeignDocument(
            href, listed, slug_of(title), "undated", title, "unknown", Kind.CONTROL_CATALOG, file=report.file
        )
        self._documents.setdefault(href, named)
        return href

    # ------------------------------------------------------------ rows

    def _rows(
        self, raw: Mapping[str, Any], record: str, place: str, documents: Sequence[str]
    ) -> Iterator[ForeignRow]:
        report = self._report
        report.dropped(raw, _MAP_FIELDS, record)
        sources = self._items(raw, "sources", record, documents[0])
        targets = self._items(raw, "targets", record, documents[1])
        self._budget.spend(len(sources), len(targets))
        relation, word = self._relation(raw, record)
        texts = self._texts(raw, record)
        several = len(sources) + len(targets) > 2
        if several:
            relation, before = _pairwise(relation, len(sources), len(targets)), relation
            texts["stated"] = word
            if relation is not before or relation is RelationshipType.INTERSECTS_WITH:
                what = f"{word} of {len(sources)} to {len(targets)} is read as {relation} of each pair"
                report.add(LossKind.ASSUMED, record, "relationship", what)
        for source in sources:
            for target in targets:
                yield ForeignRow(place, source, relation, target, texts=texts)

    def _items(self, raw: Mapping[str, Any], field: str, record: str, document: str) -> list[End]:
        report = self._report
        found = []
        for item in report.items(raw, field, record):
            report.dropped(item, _ITEM_FIELDS, f"{record} {field}")
            id_ref = report.text(item, "id-ref", record)
            if id_ref is None:
                id_ref = report.text(item, "id_ref", record)
                report.add(LossKind.REPAIRED, record, field, "id_ref is read as id-ref")
            if id_ref is None:
                raise report.error(record, field, "the id-ref is missing", "name a control or a statement")
            own = self._props(item, record).get("provision")
            # What stands before an underscore repeats the catalog: "iso-iec-42001_4-1".
            tail = id_ref.rpartition("_")[2]
            found.append(
                End(document, id_ref, tuple(filter(None, (own, id_ref, tail, tail.replace("-", ".")))))
            )
        return found

    def _props(self, raw: Mapping[str, Any], record: str) -> dict[str, str | None]:
        """Return the values of our own properties by name; others are reported."""
        found = {}
        for prop in self._report.items(raw, "props", record):
            name = self._report.text(prop, "name", record) or ""
            if prop.get("ns") == NAMESPACE:
                found[name] = self._report.text(prop, "value", record)
            else:
                self._report.add(LossKind.DROPPED, record, "props", name)
        return found

    def _relation(self, raw: Mapping[str, Any], record: str) -> tuple[RelationshipType, str]:
        report = self._report
        value = raw.get("relationship")
        word = (
            report.text(value, "type", record)
            if type(value) is dict
            else report.text(raw, "relationship", record)
        )
        relation = RELATIONS.get(word or "")
        if relation is None:
            report.add(LossKind.REPAIRED, record, "relationship", f"{word} is read as related")
        return relation or RelationshipType.RELATED, word or "none"

    def _texts(self, raw: Mapping[str, Any], record: str) -> dict[str, str]:
        report = self._report
        rationale = self._word(raw, "matching-rationale", record)
        rationale = rationale or self._rationale or self._word(self._provenance, "matching-rationale", record)
        score = report.mapping(raw.get("confidence-score") or {}, record)
        coverage = report.mapping(raw.get("coverage") or {}, record)
        texts = {
            **self._props(raw, record),
            "rationale": rationale,
            "confidence": report.text(score, "percentage", record) or report.text(score, "score", record),
            "confidence_category": report.text(score, "category", record),
            "target_coverage": report.text(coverage, "target-coverage", record),
            "comment": report.text(raw, "remarks", record),
        }
        return {name: text for name, text in texts.items() if text is not None}


def _pairwise(relation: RelationshipType, sources: int, targets: int) -> RelationshipType:
    """Return what a relationship of several says of each pair: what follows, else that they are related."""
    known = _FROM_ONE if sources == 1 else _TO_ONE if targets == 1 else {}
    return known.get(relation, RelationshipType.RELATED)
