"""Documents as taxonomies of SARIF, with the relationships between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._store.sssom import BASE
from ...catalog import Catalog
from ...records.refs import Ref
from ...vocabulary import LossKind
from ..foreign import Report, Selection
from ..outputs import address_of, guid_of, json_bytes, report_fields
from .taxonomies import KINDS

__all__ = ["write"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_WORDS = {kind: word for word, kind in KINDS.items()}
_NOT_CARRIED = ("roles", "risk_classes", "lifecycle_stages", "applies", "successors", "sources")


def write(
    selection: Selection, catalog: Catalog, report: Report, dialect: str | None = None, log: Any = None
) -> tuple[bytes, str]:
    """Write documents as the taxonomies of a log, or tag the results of an existing one.

    Args:
        selection: The documents, and the mapping sets between them.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        dialect: The tool and version whose tags the log has.
        log: The path of a log whose results to tag with what their tags mean.

    Raises:
        InvalidData: There is nothing to write, or the log cannot be read.
    """
    if log is not None:
        from .tags import tagged

        return tagged(log, catalog, report, dialect), ".sarif"
    if not selection.documents:
        raise report.error("", "", "SARIF has taxonomies of documents", "name a document, or log=")
    rows = _relationships(selection, catalog, report)
    provenance = catalog.provenance
    driver = {
        "name": "ai-security-standards",
        "version": provenance.version,
        "informationUri": BASE.rstrip("/"),
        "supportedTaxonomies": [
            {"name": str(ref), "index": index, "guid": guid_of(str(ref))}
            for index, ref in enumerate(selection.documents)
        ],
    }
    taxonomies = [_taxonomy(ref, catalog, report, rows) for ref in selection.documents]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "taxonomies": taxonomies,
        "results": [],
        "properties": {"provenance": str(provenance)},
    }
    log_value = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_bytes(log_value), ".sarif"


def _taxonomy(
    ref: Ref, catalog: Catalog, report: Report, rows: Mapping[Ref, list[dict[str, Any]]]
) -> dict[str, Any]:
    standard, framework = catalog.standard(ref), catalog.framework(ref)
    published = standard.published
    component = {
        "guid": guid_of(str(ref)),
        "name": str(ref),
        "fullName": standard.title,
        "organization": catalog.publisher(standard.publisher).name,
        "shortDescription": {"text": standard.summary or standard.title},
        "version": ref.edition,
        "releaseDateUtc": str(published) if published is not None and len(published) == 10 else None,
        "informationUri": standard.url or standard.sources[0].address,
        "isComprehensive": framework.completeness == "complete",
        "contents": ["localizedData", "nonLocalizedData"],
        "properties": {"standard": ref.standard, "edition": ref.edition},
        "taxa": [_written_taxon(each, rows.get(each.ref, [])) for each in framework.provisions],
    }
    for each in framework.provisions:
        report_fields(each, _NOT_CARRIED, report)
    return {name: value for name, value in component.items() if value is not None}


def _written_taxon(provision: Any, relationships: list[dict[str, Any]]) -> dict[str, Any]:
    properties = {
        "kind": provision.kind,
        "parent": provision.parent,
        "level": provision.level,
        "assessable": None if provision.assessable else False,
        "retired": True if provision.retired else None,
        "note": provision.note,
        "aliases": list(provision.aliases) or None,
    }
    name = provision.title or provision.label
    taxon = {
        "id": provision.id,
        "guid": guid_of(str(provision.ref)),
        "name": name,
        "shortDescription": {"text": name} if name else None,
        "fullDescription": {"text": provision.summary} if provision.summary else None,
        "helpUri": address_of(provision),
        "relationships": relationships or None,
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    return {name: value for name, value in taxon.items() if value is not None}


def _relationships(selection: Selection, catalog: Catalog, report: Report) -> dict[Ref, list[dict[str, Any]]]:
    """Return the relationships of each provision, sorted, as taxa of the documents that are written."""
    index = {ref: place for place, ref in enumerate(selection.documents)}
    found: dict[Ref, list[dict[str, Any]]] = {}
    for set_id in selection.sets:
        for each in sorted(catalog.mapping_set(set_id).relationships, key=str):
            ends = (each.subject.document, each.object.document)
            inside = all(end in index for end in ends)
            if not inside or each.negated or each.object.provision is None or each.unresolved:
                report.add(LossKind.DROPPED, set_id, "", each)
                continue
            component = {"name": str(ends[1]), "index": index[ends[1]], "guid": guid_of(str(ends[1]))}
            relationship = {
                "target": {
                    "id": each.object.provision, "guid": guid_of(str(each.object)),
                    "toolComponent": component,
                },
                "kinds": [_WORDS.get(each.type, "relevant")],
                "description": {"text": f"{each.type} ({set_id})"},
            }  # fmt: skip
            found.setdefault(each.subject, []).append(relationship)
    return found
