"""Mapping sets as a mapping collection of OSCAL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...algebra import OSCAL
from ...catalog import Catalog
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...vocabulary import LossKind
from ..foreign import Report
from ..outputs import guid_of
from ..row_fields import can_stand_alone, report_row, report_set
from .names import EXTRA_FIELDS, RELATION_NAMESPACE, token_of
from .parts import filled, metadata_of, prop

__all__ = ["mapping_collection"]

#: What a map carries of a relationship.
_CARRIED = frozenset((*EXTRA_FIELDS, "rationale", "confidence", "comment", "other"))
_METHODS = {"curated": "hybrid"}


def mapping_collection(sets: Sequence[str], catalog: Catalog, report: Report) -> dict[str, Any]:
    """Return a collection with a mapping for each pair of documents of each set.

    Args:
        sets: The ids of the sets.
        catalog: The catalog that has them.
        report: Takes what is not carried.
    """
    first = catalog.mapping_set(sets[0])
    mappings = []
    for name in sets:
        pairs: dict[tuple[Ref, Ref], list[Relationship]] = {}
        whole = catalog.mapping_set(name)
        report_set(whole, (), report)
        for row in whole.relationships:
            if not can_stand_alone(row):
                report.add(LossKind.DROPPED, name, "", row)
            else:
                report_row(row, whole, _CARRIED, report)
                pairs.setdefault((row.subject.document, row.object.document), []).append(row)
        mappings += [_mapping(name, *ends, pairs[ends]) for ends in sorted(pairs)]
    publisher = first.publisher
    known = publisher if publisher in catalog.snapshot.register.publishers else None
    party = catalog.publisher(known).name if known else None
    title = first.title if len(sets) == 1 else f"{len(sets)} mapping sets"
    own = [prop("mapping-set", name) for name in sets] if len(sets) == 1 else []
    return {
        "uuid": guid_of("mapping-collection/" + "/".join(sets)),
        "metadata": metadata_of(catalog, title, first.version or "1.0", party, own, first.date),
        "provenance": {
            "method": _METHODS.get(first.trust, "human"),
            "matching-rationale": "semantic",
            "status": "complete" if first.completeness == "complete" else "not-complete",
            "mapping-description": first.description or first.title,
        },
        "mappings": mappings,
    }  # fmt: skip


def _mapping(name: str, source: Ref, target: Ref, rows: Sequence[Relationship]) -> dict[str, Any]:
    listed = sorted(rows, key=lambda row: (str(row.subject), str(row.object), row.type, row.locator or ""))
    return {
        "uuid": guid_of(f"mapping/{name}/{source}/{target}"),
        "source-resource": _resource(source),
        "target-resource": _resource(target),
        "maps": [_map(name, number, row) for number, row in enumerate(listed)],
    }


def _resource(ref: Ref) -> dict[str, Any]:
    return {"type": "catalog", "href": f"#{guid_of(str(ref))}", "props": [prop("reference", ref)]}


def _map(name: str, number: int, row: Relationship) -> dict[str, Any]:
    word = OSCAL.get(row.type)
    extra = [(field, getattr(row, field)) for field in EXTRA_FIELDS]
    return filled(
        {
            "uuid": guid_of(f"map/{name}/{number}/{row.subject}/{row.type}/{row.object}"),
            "ns": None if word else RELATION_NAMESPACE,
            "matching-rationale": row.rationale.value if row.rationale else None,
            "relationship": word or row.type.value,
            "sources": [_item(row.subject)],
            "targets": [_item(row.object)],
            "confidence-score": None if row.confidence is None else {"percentage": row.confidence},
            "props": [prop(field, value) for field, value in (*extra, *row.other) if value is not None],
            "remarks": row.comment,
        }
    )


def _item(ref: Ref) -> dict[str, Any]:
    provision = str(ref.provision)
    return {"type": "control", "id-ref": token_of(provision), "props": [prop("provision", provision)]}
