"""Documents as catalogs of Gemara, mapping sets as mapping documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...records.dates import PartialDate
from ...records.provisions import Provision
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...vocabulary import LossKind, ProvisionKind, RelationshipType
from ..foreign import Report, Selection
from ..row_fields import WITHOUT_WEAKER, can_stand_alone, report_row, report_set
from ..yaml_text import write_yaml
from .words import ENTRIES, NO_MATCH, RELATIONSHIPS

__all__ = ["write"]

_VERSION = "1.0.0"
_AUTHOR = {"id": "ai-security-standards", "name": "ai-security-standards", "type": "Software"}
_MODELS = {"guidance": "GuidanceCatalog", "control": "ControlCatalog"}
_WORDS = {relation: word for word, relation in RELATIONSHIPS.items() if not word.startswith("implement")}
#: What is written of a type that has no word: all else is written as `relates-to`.
_WEAKER = {RelationshipType.EQUAL: "equivalent", RelationshipType.IDENTICAL: "equivalent"}
#: What a target of a mapping document carries of a row.
_CARRIED = frozenset(("strength", "comment"))
_KINDS = {each.kind: each.word for each in ENTRIES.values()}
_NOT_CARRIED = (
    "level",
    "note",
    "roles",
    "risk_classes",
    "lifecycle_stages",
    "applies",
    "successors",
    "sources",
    "aliases",
)
#: The group of entries that have no heading, and of controls that apply everywhere.
_ALL = {"id": "all", "title": "All", "description": "All entries."}


def write(
    selection: Selection, catalog: Catalog, report: Report, model: str = "guidance"
) -> tuple[bytes, str]:
    """Write one document as a catalog, or one mapping set as a mapping document.

    Args:
        selection: One document, or one mapping set.
        catalog: The catalog that has it.
        report: Takes what is not carried.
        model: guidance or control: the sort of catalog.

    Raises:
        InvalidData: Not one document or one mapping set is given.
        UnknownCriterion: The model is another word.
    """
    if model not in _MODELS:
        raise UnknownCriterion(f"unknown model {model!r}; write guidance or control")
    if len(selection.documents) + len(selection.sets) != 1 or selection.assessment is not None:
        problem = "a file of Gemara holds one catalog or one mapping document"
        raise report.error("", "", problem, "name one document, or one mapping set")
    if selection.sets:
        value = _mapping_document(selection.sets[0], catalog, report)
    else:
        value = _catalog(selection.documents[0], catalog, report, model)
    return write_yaml(value), ".yaml"


def _metadata(
    name: str, sort: str, description: str, version: str | None, date: PartialDate | None, report: Report
) -> dict[str, Any]:
    is_day = date is not None and len(date) == len("2026-01-31")
    if date is not None and not is_day:
        report.add(LossKind.DROPPED, name, "date", f"{date} is not a day")
    metadata = {
        "id": name,
        "type": sort,
        "gemara-version": _VERSION,
        "version": version,
        "date": f"{date}T00:00:00Z" if is_day else None,
        "description": description,
        "author": _AUTHOR,
    }
    return {field: value for field, value in metadata.items() if value}


def _catalog(ref: Ref, catalog: Catalog, report: Report, model: str) -> dict[str, Any]:
    standard, provisions = catalog.standard(ref), catalog.framework(ref).provisions
    by_id = {each.id: each for each in provisions}
    headings = [each for each in provisions if not each.assessable]
    groups = [
        {"id": each.id, "title": each.name, "description": each.summary or each.name} for each in headings
    ]
    entries: dict[str, dict[str, Any]] = {}
    needs_all = False
    for each in provisions:
        for field in _NOT_CARRIED:
            value = getattr(each, field)
            if value:
                listed = [value] if isinstance(value, str) else value
                report.add(LossKind.DROPPED, str(each.ref), field, ", ".join(map(str, listed)))
        if each.parent is not None and not each.assessable:
            report.add(LossKind.DROPPED, str(each.ref), "parent", each.parent)
        if not each.assessable:
            continue
        above = list(_above(each, by_id))
        owner = next((one.id for one in reversed(above) if one.id in entries), None)
        if owner is not None:
            if each.parent != owner:
                report.add(LossKind.DROPPED, str(each.ref), "parent", each.parent)
            entries[owner].setdefault(_below(model), []).append(_statement(each, model))
            continue
        group = next((one.id for one in above if not one.assessable), None)
        needs_all = needs_all or group is None
        entries[each.id] = {
            "id": each.id,
            "title": each.name,
            "objective": each.summary or each.name,
            "group": group or _ALL["id"],
            "state": "Retired" if each.retired else "Active",
        }
    if model == "control":
        for name, entry in entries.items():
            if _below(model) not in entry:
                report.add(LossKind.ASSUMED, name, _below(model), "its objective is its one requirement")
                text = entry["objective"]
                entry[_below(model)] = [_requirement(f"{name}-AR01", text)]
    described = standard.summary or standard.title
    metadata = _metadata(str(ref), _MODELS[model], described, ref.edition, standard.published, report)
    for field in ("publisher", "licence", "url"):
        if getattr(standard, field):
            report.add(LossKind.DROPPED, str(ref), field, getattr(standard, field))
    if model == "control":
        metadata["applicability-groups"] = [_ALL]
    return {
        "title": standard.title,
        "metadata": metadata,
        **({"type": "Framework"} if model == "guidance" else {}),
        "groups": [*groups, *([_ALL] if needs_all else [])],
        ENTRIES[_MODELS[model]].field: list(entries.values()),
    }


def _above(provision: Provision, by_id: dict[str, Provision]) -> Iterator[Provision]:
    parent = provision.parent
    while parent is not None:
        yield by_id[parent]
        parent = by_id[parent].parent


def _below(model: str) -> str:
    return ENTRIES[_MODELS[model]].below


def _statement(provision: Provision, model: str) -> dict[str, Any]:
    text = provision.summary or provision.name
    if model == "control":
        return _requirement(provision.id, text)
    return {"id": provision.id, "title": provision.name, "text": text}


def _requirement(name: str, text: str) -> dict[str, Any]:
    return {"id": name, "text": text, "applicability": [_ALL["id"]], "state": "Active"}


def _mapping_document(name: str, catalog: Catalog, report: Report) -> dict[str, Any]:
    whole = catalog.mapping_set(name)
    source, target = min(whole.subjects), min(whole.objects)
    mappings: dict[str, dict[str, Any]] = {}
    inside = [
        each
        for each in whole.relationships
        if (each.subject.document, each.object.document) == (source, target)
    ]
    related = {
        each.subject for each in inside if each.negated or each.type is not RelationshipType.NO_RELATIONSHIP
    }
    for row in sorted(whole.relationships, key=lambda each: (str(each.subject), each.type, str(each.object))):
        is_inside = (row.subject.document, row.object.document) == (source, target)
        word = _word(row, row.subject in related) if is_inside and can_stand_alone(row) else None
        if word is None:
            report.add(LossKind.DROPPED, name, "", row)
            continue
        if RELATIONSHIPS[word] is not row.type:
            report.add(LossKind.DROPPED, str(row), "type", f"{row.type} is written as {word}")
        report_row(row, whole, _CARRIED, report)
        key = f"{row.subject.provision}-{word}"
        mapping = mappings.setdefault(
            key, {"id": key, "source": row.subject.provision, "relationship": word, "targets": []}
        )
        target_fields = {
            "entry-id": row.object.provision,
            "strength": row.strength or None,
            "remarks": row.comment,
        }
        mapping["targets"].append(
            {field: value for field, value in target_fields.items() if value is not None}
        )
    report_set(whole, ("licence", "publisher", "url", "note"), report)
    ends = [
        {"id": str(ref), "title": catalog.standard(ref).title, "version": str(ref.edition)}
        for ref in (source, target)
    ]
    described = whole.description or whole.title
    metadata = _metadata(name, "MappingDocument", described, whole.version, whole.date, report)
    return {
        "title": whole.title,
        "metadata": {**metadata, "mapping-references": ends},
        "source-reference": {"reference-id": str(source), "entry-type": _entry_type(catalog, source)},
        "target-reference": {"reference-id": str(target), "entry-type": _entry_type(catalog, target)},
        "mappings": list(mappings.values()),
    }


def _entry_type(catalog: Catalog, ref: Ref) -> str:
    """Return the sort of entry that most provisions of a document are."""
    shipped = str(ref) in catalog.snapshot.register.framework_loaders
    kinds: list[ProvisionKind] = [each.kind for each in catalog.framework(ref).provisions] if shipped else []
    known = sorted({_KINDS[kind] for kind in kinds if kind in _KINDS})
    return max(known, key=lambda word: sum(_KINDS.get(kind) == word for kind in kinds), default="Guideline")


def _word(row: Relationship, is_related: bool) -> str | None:
    """Return the word for a row: a weaker one where there is none, and None where no word is true.

    Args:
        row: The row.
        is_related: Whether another row relates its subject to the other document: `no-match` denies that.
    """
    if row.type is RelationshipType.NO_RELATIONSHIP:
        return None if is_related else NO_MATCH
    if row.type in WITHOUT_WEAKER:
        return None
    return _WORDS.get(row.type) or _WEAKER.get(row.type, "relates-to")
