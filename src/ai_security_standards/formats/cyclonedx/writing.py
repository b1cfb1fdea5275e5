"""A statement of standards: which a product declares, in which edition, and what it meets of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ...assessments import Assessment, Result
from ...catalog import Catalog
from ...records.provisions import Provision
from ...records.refs import Ref
from ...tables.text import quantity
from ...vocabulary import LegalEffect, LossKind, Outcome
from ..foreign import Report, Selection
from ..outputs import address_of, guid_of, json_bytes, report_fields
from .names import own_property

__all__ = ["write"]

_NOT_CARRIED = ("roles", "risk_classes", "lifecycle_stages", "applies", "successors", "sources")
_SCORES = {Outcome.SATISFIED: 1, Outcome.PARTLY: 0.5, Outcome.NOT_SATISFIED: 0}


def write(
    selection: Selection, catalog: Catalog, report: Report, product: str | None = None
) -> tuple[bytes, str]:
    """Write standards, and what an assessment declares of them.

    Args:
        selection: Documents, which are written whole, or an assessment, or both.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        product: What the standards are declared of, where no result names it.

    Raises:
        InvalidData: Mapping sets are given, or nothing is.
    """
    assessment = selection.assessment
    if selection.sets or not (selection.documents or assessment is not None):
        problem = "a file of CycloneDX holds standards, and results of an assessment"
        raise report.error("", "", problem, "name documents, or an assessment")
    found = [each.ref.document for each in assessment or ()]
    documents = tuple(dict.fromkeys((*selection.documents, *found)))
    named = {each.ref for each in assessment or ()}
    whole = {*selection.documents, *named}
    standards = [_standard(ref, None if ref in whole else named, catalog, report) for ref in documents]
    presumptions = [(ref, _presumption(ref, catalog)) for ref in documents]
    # Its bom-ref stands among the targets, and is there once in a file.
    component = {"type": "application", "name": product} if product is not None else None
    value = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": f"urn:uuid:{guid_of(_seed(selection, product))}",
        "version": 1,
        "metadata": _filled(
            {
                "timestamp": f"{catalog.date.isoformat()}T00:00:00Z",
                "component": component,
                "properties": [own_property("provenance", catalog.provenance)],
            }
        ),
        "definitions": {"standards": standards},
        "declarations": _declarations(assessment, product, presumptions, report),
        "properties": [
            own_property(f"presumption-of-conformity:{ref}", text) for ref, text in presumptions
        ],
    }  # fmt: skip
    return json_bytes(value), ".cdx.json"


def _filled(raw: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in raw.items() if value not in (None, "", [], {})}


def _seed(selection: Selection, product: str | None) -> str:
    results = selection.assessment.to_json() if selection.assessment is not None else ""
    return f"cyclonedx/{'/'.join(map(str, selection.documents))}/{product}/{results}"


def _component(name: str) -> dict[str, str]:
    return {"type": "application", "bom-ref": f"target/{name}", "name": name}


def _presumption(ref: Ref, catalog: Catalog) -> str:
    """Return what follows in law from meeting a document, as the catalog knows on its day."""
    acts = [
        str(rule.ref)
        for rule in catalog.deemed_by()
        if rule.effect is LegalEffect.PRESUMED and any(each.document == ref for each in rule.by)
    ]
    return f"under {', '.join(acts)}, on its condition" if acts else "none, until an act cites it"


# ---------------------------------------------------------------- standards


def _standard(ref: Ref, named: Collection[Ref] | None, catalog: Catalog, report: Report) -> dict[str, Any]:
    """Return a standard: whole, or the named provisions with what is above them."""
    standard = catalog.standard(ref)
    shipped = str(ref) in catalog.snapshot.register.framework_loaders
    provisions = catalog.framework(ref).provisions if shipped else ()
    if named is not None:
        by_id = {each.id: each for each in provisions}
        kept = {each.id for ref in named for each in _upwards(by_id.get(ref.provision or ""), by_id)}
        provisions = tuple(each for each in provisions if each.id in kept)
    levels: dict[str, list[str]] = {}
    for each in provisions:
        if each.level is not None:
            levels.setdefault(each.level, []).append(str(each.ref))
    return _filled(
        {
            "bom-ref": str(ref),
            "name": standard.title,
            "version": str(ref.edition),
            "description": standard.summary,
            "owner": catalog.publisher(standard.publisher).name,
            "requirements": [_requirement(each, ref, report) for each in provisions],
            "levels": [
                {"bom-ref": f"{ref}/level/{name}", "identifier": name, "requirements": refs}
                for name, refs in levels.items()
            ],
            "externalReferences": [
                {"type": "documentation", "url": standard.url or standard.sources[0].address}
            ],
        }
    )  # fmt: skip


def _upwards(provision: Provision | None, by_id: dict[str, Provision]) -> Iterator[Provision]:
    while provision is not None:
        yield provision
        provision = by_id[provision.parent] if provision.parent is not None else None


def _requirement(provision: Provision, document: Ref, report: Report) -> dict[str, Any]:
    report_fields(provision, _NOT_CARRIED, report)
    address = address_of(provision)
    properties = [own_property("kind", provision.kind)]
    if not provision.assessable:
        properties.append(own_property("assessable", "false"))
    if provision.retired:
        properties.append(own_property("retired", "true"))
    properties += [own_property("alias", alias) for alias in provision.aliases]
    if provision.title is None and provision.label:
        properties.append(own_property("titled-by", "ai-security-standards"))
    parent = document._replace(provision=provision.parent) if provision.parent is not None else None
    return _filled(
        {
            "bom-ref": str(provision.ref),
            "identifier": provision.id,
            "title": provision.title or provision.label,
            "text": provision.summary,
            "descriptions": [provision.note] if provision.note else [],
            "parent": str(parent) if parent is not None else None,
            "properties": properties,
            "externalReferences": [{"type": "documentation", "url": address}] if address is not None else [],
        }
    )


# ---------------------------------------------------------------- declarations


def _declarations(
    assessment: Assessment | None, product: str | None, presumptions: list[tuple[Ref, str]], report: Report
) -> dict[str, Any]:
    """Return what is declared: the results, and that no presumption of conformity follows where none does."""
    results = list(enumerate(assessment or ()))
    assessors = list(dict.fromkeys(each.assessor for _, each in results))
    targets = list(dict.fromkeys(filter(None, (each.subject or product for _, each in results))))
    said = (f"Presumption of conformity from {ref}: {text}." for ref, text in presumptions)
    attestations = []
    for name in assessors:
        maps = [_map(number, each, report) for number, each in results if each.assessor == name]
        key = f"assessor/{name}" if name is not None else None
        attestations.append(_filled({"summary": quantity(len(maps), "result"), "assessor": key, "map": maps}))
    return _filled(
        {
            "assessors": [
                {"bom-ref": f"assessor/{name}", "organization": {"name": name}}
                for name in assessors
                if name is not None
            ],
            "attestations": attestations,
            "claims": [_claim(number, each, product) for number, each in results],
            "evidence": [
                _evidence(number, each, report) for number, each in results if _has_evidence(each)
            ],
            "targets": {"components": [_component(name) for name in targets]} if targets else {},
            "affirmation": {"statement": " ".join(said)},
        }
    )  # fmt: skip


def _map(number: int, result: Result, report: Report) -> dict[str, Any]:
    if result.ref.provision is None:
        what = "the document as a whole stands where a requirement does"
        report.add(LossKind.ASSUMED, str(result.ref), "result", what)
    score = _SCORES.get(result.result)
    if result.result is Outcome.PARTLY:
        report.add(LossKind.ASSUMED, str(result.ref), "result", f"partly is a conformance of {score}")
    conformance = {"score": score, "rationale": result.note}
    return _filled(
        {
            "requirement": str(result.ref),
            "claims": [f"claim/{number}"],
            "conformance": {field: each for field, each in conformance.items() if each is not None},
        }
    )


def _claim(number: int, result: Result, product: str | None) -> dict[str, Any]:
    target = result.subject or product
    return _filled(
        {
            "bom-ref": f"claim/{number}",
            "target": f"target/{target}" if target else None,
            "predicate": str(result.result),
            "evidence": [f"evidence/{number}"] if _has_evidence(result) else [],
        }
    )


def _has_evidence(result: Result) -> bool:
    return result.evidence is not None or result.date is not None


def _evidence(number: int, result: Result, report: Report) -> dict[str, Any]:
    day = result.date.first.isoformat() if result.date is not None else None
    if day is not None and day != str(result.date):
        report.add(LossKind.ASSUMED, str(result.ref), "date", f"{result.date} is written as {day}")
    created = f"{day}T00:00:00Z" if day is not None else None
    return _filled({"bom-ref": f"evidence/{number}", "description": result.evidence, "created": created})
