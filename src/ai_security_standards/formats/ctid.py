"""Mappings of the Center for Threat-Informed Defense: capabilities of a framework to MITRE ATT&CK."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalog import Catalog
from ..vocabulary import Completeness, Kind, LossKind, ProvisionKind, RelationshipType, Topic
from .foreign import End, Foreign, ForeignDocument, ForeignRow, ForeignSet, Report
from .identity import edition_of, slug_of
from .inputs import Input
from .packing import PackedProvisions, PackedRows

__all__ = ["read"]

_METADATA_FIELDS = frozenset(
    "mapping_version attack_version technology_domain mapping_framework mapping_framework_version "
    "mapping_framework_version_schema creation_date last_update author organization mapping_types "
    "capability_groups".split()
)
_FILE_FIELDS = frozenset(("metadata", "mapping_objects"))
_ROW_FIELDS = frozenset(
    "capability_id capability_description capability_group attack_object_id attack_object_name mapping_type "
    "score_category score_value related_score comments references status attack_version author "
    "author_organization mapping_framework mapping_framework_version technology_domain".split()
)
#: What a row repeats of the file; where it says otherwise, that is not carried.
_OF_FILE = ("mapping_framework", "mapping_framework_version", "technology_domain")
#: The columns that a row keeps under their own names.
_KEPT = ("score_category", "score_value", "related_score", "attack_version", "author", "author_organization")
#: What a mapping type says for sure; of any other, `stated` keeps the word.
_TYPES: Mapping[str, RelationshipType] = {
    "mitigates": RelationshipType.MITIGATES,
    "protects": RelationshipType.MITIGATES,
    "related_to": RelationshipType.RELATED,
    "exploitation_technique": RelationshipType.EXPLOITED_BY,
}
#: The names of frameworks that are known by other words than their keys.
_NAMES: Mapping[str, str] = {
    "nist_800_53": "NIST SP 800-53",
    "csa_ccm": "CSA Cloud Controls Matrix",
    "cri_profile": "CRI Profile",
    "kev": "CISA Known Exploited Vulnerabilities",
    "veris": "VERIS",
}
_PUBLISHER = "Center for Threat-Informed Defense"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_METHOD = "A file of the Mappings Explorer of the Center for Threat-Informed Defense."


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read mappings; each framework and each release of ATT&CK becomes a document, or is one of the catalog.

    Args:
        inputs: The files.
        catalog: The catalog; files are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A part of a file has another shape.
    """
    del catalog
    reading = _Reading(report)
    sets = []
    for given in inputs:
        report.file = given.name
        sets.append(_File(given.value, reading, report).mapping_set())
    return Foreign(reading.documents(), tuple(sets))


class _Reading:
    """The documents that the files name, with their provisions so far."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._documents: dict[str, ForeignDocument] = {}
        self._provisions: dict[str, PackedProvisions] = {}

    def documents(self) -> tuple[ForeignDocument, ...]:
        """Return the documents, with the provisions that a mapping names."""
        return tuple(
            document._replace(provisions=self._provisions[key]) for key, document in self._documents.items()
        )

    def add(self, document: ForeignDocument) -> PackedProvisions:
        """Add a document, and return its provisions."""
        if document.key not in self._documents:
            self._documents[document.key] = document
            self._report.add(LossKind.ASSUMED, document.key, "", "partial: what no row names is not listed")
        return self._provisions.setdefault(document.key, PackedProvisions(file=document.file))


class _File:
    """One file: its metadata, its framework and its rows."""

    def __init__(self, raw: Mapping[str, Any], reading: _Reading, report: Report) -> None:
        self._raw, self._report = raw, report
        self._metadata = report.mapping(raw.get("metadata"), "metadata")
        report.dropped(raw, _FILE_FIELDS, "")
        report.dropped(self._metadata, _METADATA_FIELDS, "metadata")
        kinds = report.mapping(self._metadata.get("mapping_types") or {}, "mapping_types")
        for name in kinds:
            described = report.mapping(kinds[name] or {}, "mapping_types", name)
            report.dropped(described, frozenset(("name",)), f"mapping_types {name}")
        self._framework = self._of("mapping_framework") or "unnamed"
        self._version = self._of("mapping_framework_version") or ""
        self._attack, self._domain = self._of("attack_version"), self._of("technology_domain") or "enterprise"
        self._groups = report.mapping(self._metadata.get("capability_groups") or {}, "capability_groups")
        self._key, self._attack_key = (
            f"{self._framework} {self._version}".strip(),
            f"attack {self._attack} {self._domain}",
        )
        self._capabilities = reading.add(self._framework_document())
        self._techniques = reading.add(self._attack_document())

    def _of(self, field: str) -> str | None:
        return self._report.text(self._metadata, field, "metadata")

    def _date(self, field: str) -> str | None:
        """Return a day of the metadata in the order of ISO 8601; another text is reported."""
        text = self._of(field)
        found = _DAY.fullmatch(text or "")
        if found is None:
            if text is not None:
                self._report.add(LossKind.DROPPED, "metadata", field, text)
            return None
        return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"

    # ------------------------------------------------------------ documents

    def _framework_document(self) -> ForeignDocument:
        name = _NAMES.get(self._framework, self._framework.replace("_", " "))
        day = _DAY.fullmatch(self._version)
        edition = f"{day[3]}-{int(day[1]):02}-{int(day[2]):02}" if day else self._version
        names = (f"{name} {self._version}", f"{self._framework} {self._version}", name)
        return ForeignDocument(
            key=self._key, names=names, slug=slug_of(self._framework), edition=edition_of(edition),
            title=f"{name} {self._version}".strip(), publisher="unknown", kind=Kind.CONTROL_CATALOG,
            completeness=Completeness.PARTIAL, file=self._report.file,
        )  # fmt: skip

    def _attack_document(self) -> ForeignDocument:
        is_enterprise = self._domain == "enterprise"
        return ForeignDocument(
            key=self._attack_key,
            # The catalog has the matrix for enterprises; those for mobile and industry are others.
            names=(f"MITRE ATT&CK {self._attack}",) if is_enterprise else (),
            slug="mitre-attack" if is_enterprise else slug_of("mitre-attack", self._domain),
            edition=edition_of(self._attack),
            title=f"MITRE ATT&CK {self._attack}" + ("" if is_enterprise else f" ({self._domain})"),
            publisher="MITRE",
            kind=Kind.THREAT_TAXONOMY,
            topic=Topic.THREATS,
            completeness=Completeness.PARTIAL,
            file=self._report.file,
        )

    def _capability(self, raw: Mapping[str, Any], name: str, place: str) -> End:
        report = self._report
        title = report.text(raw, "capability_description", place)
        if self._capabilities.keys.find(name) is None:
            group = report.text(raw, "capability_group", place)
            parent = self._group(group) if group is not None and group != name else None
            kind = ProvisionKind.WEAKNESS if name.startswith("CVE-") else ProvisionKind.CONTROL
            number = self._capabilities.add(name, kind, self._report.file)
            titled = None if title == name else title
            self._capabilities.fill(number, report.file, title=titled, parent=parent)
        return End(self._key, name)

    def _group(self, name: str) -> str:
        key = f"group {name}"
        if self._capabilities.keys.find(key) is None:
            title = self._report.text(self._groups, name, "capability_groups")
            number = self._capabilities.add(key, ProvisionKind.DOMAIN, self._report.file)
            titled = None if title == name else title
            self._capabilities.fill(number, self._report.file, id=name, title=titled, form=title)
            self._capabilities.mark(number, assessable=False)
        return key

    def _technique(self, raw: Mapping[str, Any], name: str, place: str) -> End:
        if self._techniques.keys.find(name) is None:
            above = name.partition(".")[0]
            is_below = above != name and self._techniques.keys.find(above) is not None
            title = self._report.text(raw, "attack_object_name", place)
            kind = ProvisionKind.SUBTECHNIQUE if "." in name else ProvisionKind.TECHNIQUE
            number = self._techniques.add(name, kind, self._report.file)
            self._techniques.fill(number, self._report.file, title=title, parent=above if is_below else None)
        return End(self._attack_key, name)

    # ------------------------------------------------------------ rows

    def mapping_set(self) -> ForeignSet:
        """Return the set of the file."""
        name = f"{self._key} to ATT&CK {self._attack} ({self._domain})"
        return ForeignSet(
            slug=slug_of("ctid", self._framework, self._version, self._attack_key),
            title=name,
            publisher=self._of("organization") or _PUBLISHER,
            rows=PackedRows(self._report.budget, self._rows()),
            method=_METHOD,
            version=self._of("mapping_version"),
            date=self._date("last_update") or self._date("creation_date"),
            note=self._of("author"),
            file=self._report.file,
        )

    def _rows(self) -> Iterator[ForeignRow]:
        report = self._report
        for number, raw in enumerate(report.items(self._raw, "mapping_objects", "")):
            place = f"mapping_objects[{number}]"
            report.dropped(raw, _ROW_FIELDS, place)
            self._report_others(raw, place)
            word = report.text(raw, "mapping_type", place)
            capability = report.text(raw, "capability_id", place)
            technique = report.text(raw, "attack_object_id", place)
            ends = (
                self._capability(raw, capability, place) if capability else None,
                self._technique(raw, technique, place) if technique else None,
            )
            if ends[0] is None or ends[1] is None:
                what = f"{capability or technique} {word or 'non_mappable'} without another end"
                comment = report.text(raw, "comments", place)
                report.add(LossKind.DROPPED, self._key, place, f"{what}: {comment}" if comment else what)
                continue
            relation, texts = self._relation(raw, word, place), self._texts(raw, place)
            if word is not None and word not in _TYPES:
                texts["stated"] = word
            yield ForeignRow(place, ends[0], relation, ends[1], texts=texts)

    def _report_others(self, raw: Mapping[str, Any], place: str) -> None:
        """List what a row says of the file otherwise than the file."""
        for field in _OF_FILE:
            if raw.get(field) and raw[field] != self._metadata.get(field):
                self._report.add(LossKind.DROPPED, place, field, self._report.text(raw, field, place))

    def _relation(self, raw: Mapping[str, Any], word: str | None, place: str) -> RelationshipType:
        """Return what a row says for sure: what protects mitigates, what only detects does not."""
        if self._report.text(raw, "score_category", place) == "protect":
            return RelationshipType.MITIGATES
        return _TYPES.get(word or "", RelationshipType.RELATED)

    def _texts(self, raw: Mapping[str, Any], place: str) -> dict[str, str]:
        report = self._report
        texts = {name: report.text(raw, name, place) for name in _KEPT}
        status = report.text(raw, "status", place)
        texts["status"] = None if status == "complete" else status
        texts["comment"] = report.text(raw, "comments", place)
        texts["references"] = " ".join(report.texts(raw, "references", place))
        if texts["attack_version"] == self._attack:
            texts["attack_version"] = None
        return {name: text for name, text in texts.items() if text}
