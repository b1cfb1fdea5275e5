"""The metadata of a mapping set as a record, and every slot that is not a field kept as it is."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs

from ...errors import InvalidData
from ...records.relationships import MappingSet
from ...vocabulary import Trust
from .. import structuring
from ..shapes import Raw
from .sheets import document_slots
from .slots import BASE, KEPT_OF_SET, NO_LICENCE, PREFIXES, SET_EXTENSIONS, SPDX_IRI, unknown_slot_repair

__all__ = ["header_of", "without_repetition"]

_ID = re.compile(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*\Z")
#: The slots of fields that have another name.
_SLOT_OF_FIELD = {
    "title": "mapping_set_title", "description": "mapping_set_description", "authors": "creator_label",
    "version": "mapping_set_version", "note": "comment", "url": "mapping_set_source",
    "date": "publication_date",
}  # fmt: skip
_KNOWN_SLOTS = (
    *KEPT_OF_SET, *SET_EXTENSIONS, "curie_map", "extension_definitions", "see_also", *_SLOT_OF_FIELD.values(),
)  # fmt: skip
#: Slots that repeat what the references say: they are written anew.
_DOCUMENT_SLOTS = ("subject_source", "subject_source_version", "object_source", "object_source_version")
_PLAIN_FIELDS = ("publisher", "style", "trust", "method", "completeness", "checked_on")


def header_of(metadata: Raw, declared: set[Any], prefixes: dict[str, str], name: str) -> MappingSet:
    """Structure the metadata of a mapping set.

    Args:
        metadata: The values by slot.
        declared: The slots that the file declares as extensions.
        prefixes: The prefixes that the file declares.
        name: The file, which names the set.

    Raises:
        InvalidData: A slot is unknown, or a value has the wrong shape.
    """
    metadata = {slot: value for slot, value in metadata.items() if value is not None}
    set_id = _set_id(name)
    raw: Raw = {"id": set_id, "title": metadata.pop("mapping_set_title", set_id)}
    for field in ("description", "version", "note"):
        raw[field] = metadata.pop(_SLOT_OF_FIELD[field], None)
    for field in _PLAIN_FIELDS:
        raw[field] = metadata.pop(field, None)
    _take_identity(raw, metadata)
    raw["sources"] = _take_sources(metadata)
    raw["authors"] = _as_list(metadata.pop("creator_label", None))
    raw["replaces"] = _as_list(metadata.pop("replaces", None))
    raw["caveats"] = _as_list(metadata.pop("caveats", None))
    raw["extra"] = [[slot, _json(value)] for slot, value in sorted(metadata.items())]
    own_prefixes = {prefix: address for prefix, address in prefixes.items() if prefix not in PREFIXES}
    if own_prefixes:
        raw["extra"].append(["curie_map", _json(own_prefixes)])
    for slot in metadata:
        if slot not in KEPT_OF_SET and slot not in _DOCUMENT_SLOTS and slot not in declared:
            raise InvalidData(
                f"unknown slot {slot[:80]!r} of a mapping set",
                name,
                set_id,
                slot[:80],
                unknown_slot_repair(slot, _KNOWN_SLOTS),
            )
    return _structured({field: value for field, value in raw.items() if value not in (None, [])}, name)


def _set_id(name: str) -> str:
    set_id = re.split(r"[/\\]", name)[-1].removesuffix(".sssom.tsv")
    if not _ID.match(set_id):
        raise InvalidData(
            f"{set_id!r} is not an identifier of a mapping set",
            name,
            repair="name the file in small letters, digits, hyphens and dots, ending in .sssom.tsv",
        )
    return set_id


def _structured(raw: Raw, name: str) -> MappingSet:
    for finding in structuring.shape_findings(raw, MappingSet, raw["id"]):
        field = _SLOT_OF_FIELD.get(finding.field, finding.field)
        raise finding._replace(file=name, field=field).error()
    header: MappingSet = structuring.structure(raw, MappingSet)
    if header.trust is Trust.INFERRED:
        raise InvalidData(
            "inferred relationships are not a mapping set",
            name,
            header.id,
            "trust",
            "write publisher, third_party or curated",
        )
    return header


def _take_identity(raw: Raw, metadata: Raw) -> None:
    """Move slots whose value is ours into fields; a value of another's is kept as it is."""
    if metadata.get("mapping_set_id") == f"{BASE}mapping/{raw['id']}":
        del metadata["mapping_set_id"]
    if metadata.get("mapping_provider") == f"{BASE}publisher/{raw['publisher']}":
        del metadata["mapping_provider"]
    addresses = _as_list(metadata.get("mapping_set_source"))
    if len(addresses) == 1:
        raw["url"] = addresses[0]
        del metadata["mapping_set_source"]
    date, published = metadata.pop("publication_date", None), metadata.pop("published", None)
    raw["date"] = date or published
    iri, licence = metadata.pop("license", None), metadata.pop("licence", None)
    if isinstance(iri, str) and iri.startswith(SPDX_IRI):
        iri = iri.removeprefix(SPDX_IRI)
    raw["licence"] = licence or (None if iri == NO_LICENCE else iri)
    if licence and iri not in (None, licence, NO_LICENCE):
        metadata["license"] = iri


def _take_sources(metadata: Raw) -> list[Raw]:
    """Move the addresses of sources, and the lists of check days and notes beside them, into records."""
    addresses = _as_list(metadata.pop("see_also", None))
    days, notes = (_as_list(metadata.pop(slot, None)) for slot in ("sources_checked", "sources_noted"))
    sources = []
    for place, address in enumerate(addresses):
        source = {"address": address, "checked_on": _item(days, place), "note": _item(notes, place)}
        sources.append({field: value for field, value in source.items() if value is not None})
    return sources


def _as_list(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _item(values: Any, place: int) -> Any:
    return (values[place] or None) if place < len(values) else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def without_repetition(header: MappingSet) -> MappingSet:
    """Return a header without the kept slots that repeat what its references say."""
    repeated = {slot: _json(value) for slot, value in document_slots(header).items()}
    extra = tuple(pair for pair in header.extra if repeated.get(pair[0]) != pair[1])
    return attrs.evolve(header, extra=extra)
