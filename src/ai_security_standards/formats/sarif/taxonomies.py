"""The taxonomies of SARIF: taxa as provisions, and their relationships as mapping sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...vocabulary import Kind, LossKind, ProvisionKind, RelationshipType, Topic
from ..foreign import End, ForeignDocument, ForeignProvision, ForeignRow, ForeignSet, Report
from ..identity import edition_of, slug_of

__all__ = [
    "KINDS",
    "component_key",
    "components_of",
    "document_of",
    "message_text",
    "named_document",
    "rows_of",
    "set_of",
]

#: The kinds of a relationship, read from the taxon that has it; others are kept as the publisher's word.
#: The target of "superset" is the broader one: who has the taxon has its supersets, too (SARIF 3.27.8).
KINDS: Mapping[str, RelationshipType] = {
    "superset": RelationshipType.SUBSET_OF,
    "subset": RelationshipType.SUPERSET_OF,
    "equal": RelationshipType.EQUAL,
    "disjoint": RelationshipType.NO_RELATIONSHIP,
}
_COMPONENT_FIELDS = frozenset(
    "guid name organization shortDescription version releaseDateUtc downloadUri informationUri taxa contents "
    "isComprehensive minimumRequiredLocalizedDataSemanticVersion supportedTaxonomies language "
    "semanticVersion fullName properties rules".split()
)
_TAXON_FIELDS = frozenset(
    "id name guid shortDescription fullDescription helpUri relationships properties".split()
)
_OWN_FIELDS = frozenset("kind parent assessable level note aliases retired standard edition".split())


def components_of(run: Mapping[str, Any], report: Report) -> Iterator[dict[str, Any]]:
    """Yield the components of a run that may have taxa: those of the taxonomies, then those of the tool."""
    yield from report.items(run, "taxonomies", "taxonomies")
    tool = report.mapping(run.get("tool") or {}, "tool")
    yield report.mapping(tool.get("driver") or {}, "tool.driver")
    yield from report.items(tool, "extensions", "tool.extensions")


def component_key(component: Mapping[str, Any], report: Report) -> str:
    """Return the name of a component, with its version."""
    name = report.text(component, "name", "taxonomies") or "unnamed"
    version = report.text(component, "version", name)
    return name if version is None or version in name else f"{name} {version}"


def document_of(component: Mapping[str, Any], key: str, report: Report) -> ForeignDocument:
    """Return the document that a component with taxa is."""
    report.dropped(component, _COMPONENT_FIELDS, key)
    version = report.text(component, "version", key) or report.text(component, "semanticVersion", key)
    publisher = report.text(component, "organization", key) or "unknown"
    addresses = (report.text(component, name, key) for name in ("informationUri", "downloadUri"))
    released = report.text(component, "releaseDateUtc", key)
    own = component.get("properties")
    return ForeignDocument(
        key=key,
        names=(*_own_refs(own), key, f"{publisher} {key}"),
        slug=_own(own, "standard") or slug_of(report.text(component, "name", key) or key),
        edition=_own(own, "edition") or edition_of(version),
        title=report.text(component, "fullName", key) or report.text(component, "name", key) or key,
        publisher=publisher,
        kind=Kind.THREAT_TAXONOMY,
        topic=Topic.THREATS,
        date=released[:10] if released else None,
        address=next(filter(None, addresses), None),
        summary=message_text(component, "shortDescription", key, report),
        provisions=tuple(_taxon(taxon, key, report) for taxon in report.items(component, "taxa", key)),
        file=report.file,
    )


def named_document(key: str, file: str) -> ForeignDocument:
    """Return a document that a log only names."""
    return ForeignDocument(
        key, (key,), slug_of(key), "undated", key, "unknown", Kind.THREAT_TAXONOMY, Topic.THREATS, file=file
    )


def _taxon(taxon: Mapping[str, Any], key: str, report: Report) -> ForeignProvision:
    taxon_id = report.text(taxon, "id", key) or report.text(taxon, "guid", key) or "unnamed"
    report.dropped(taxon, _TAXON_FIELDS, f"{key} {taxon_id}")
    own = taxon.get("properties")
    if isinstance(own, dict):
        report.dropped(own, _OWN_FIELDS, f"{key} {taxon_id} properties")
    short = message_text(taxon, "shortDescription", taxon_id, report)
    full = message_text(taxon, "fullDescription", taxon_id, report)
    name = report.text(taxon, "name", taxon_id)
    if short is not None and full is not None and short != name and short not in full:
        full = f"{short} {full}"
    kind = _own(own, "kind")
    known = kind in ProvisionKind.__members__.values()
    return ForeignProvision(
        key=taxon_id,
        id=taxon_id,
        kind=ProvisionKind(kind) if kind and known else ProvisionKind.WEAKNESS,
        title=name if name is not None else None if full is not None else short,
        summary=full or (short if name is not None else None),
        parent=_own(own, "parent"),
        assessable=_own(own, "assessable") != "false",
        level=_own(own, "level"),
        note=_own(own, "note"),
        aliases=tuple(report.texts(own, "aliases", taxon_id)) if isinstance(own, dict) else (),
        retired=_own(own, "retired") == "true",
        address=report.text(taxon, "helpUri", taxon_id),
    )


def _own(properties: Any, name: str) -> str | None:
    """Return a property that `write` has written; None where it is not a text."""
    value = properties.get(name) if isinstance(properties, dict) else None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None


def _own_refs(properties: Any) -> tuple[str, ...]:
    standard, edition = _own(properties, "standard"), _own(properties, "edition")
    return (f"{standard}@{edition}",) if standard and edition else ()


def message_text(raw: Mapping[str, Any], field: str, record: str, report: Report) -> str | None:
    """Return the text of a message; None where there is none.

    Args:
        raw: What has the message.
        field: The field of the message.
        record: The record, for the report.
        report: Raises where it is no message.
    """
    value = raw.get(field)
    if not value:
        return None
    message = report.mapping(value, record, field)
    return report.text(message, "text", record) or report.text(message, "markdown", record)


def rows_of(
    component: Mapping[str, Any],
    key: str,
    components: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    report: Report,
) -> Iterator[ForeignRow]:
    """Yield the relationships of the taxa of a component.

    Args:
        component: The component.
        key: Its key.
        components: All components with taxa of the run.
        names: The key of each, by its `id()`.
        report: Takes what is not carried over.
    """
    for taxon in report.items(component, "taxa", key):
        taxon_id = report.text(taxon, "id", key) or "unnamed"
        for place, each in enumerate(report.items(taxon, "relationships", taxon_id)):
            target = report.mapping(each.get("target"), taxon_id, "relationships")
            target_id = report.text(target, "id", taxon_id)
            where = f"{taxon_id} relationships[{place}]"
            if target_id is None:
                report.add(LossKind.DROPPED, key, where, "a target without id")
                continue
            document = _target(target, component, components, names, report, where)
            description = message_text(each, "description", taxon_id, report)
            for kind in report.texts(each, "kinds", taxon_id) or ["relevant"]:
                relation = KINDS.get(kind, RelationshipType.RELATED)
                texts = {"stated": kind, "comment": description or ""}
                yield ForeignRow(where, End(key, taxon_id), relation, End(document, target_id), texts=texts)


def _target(
    target: Mapping[str, Any],
    component: Mapping[str, Any],
    components: Sequence[Mapping[str, Any]],
    names: Mapping[int, str],
    report: Report,
    where: str,
) -> str:
    """Return the key of the component of a target: by guid, index or name; its own where none is named."""
    named = report.mapping(target.get("toolComponent") or {}, where)
    guid, name = report.text(named, "guid", where), report.text(named, "name", where)
    index = report.text(named, "index", where)
    if not (guid or name or index):
        return names[id(component)]
    for each in components:
        if guid is not None and (report.text(each, "guid", where) or "").casefold() == guid.casefold():
            return names[id(each)]
    for each in components:
        if name is not None and name in (report.text(each, "name", where), names[id(each)]):
            return names[id(each)]
    if index is not None and name is None and index.isdecimal() and int(index[:9]) < len(components):
        return names[id(components[int(index[:9])])]
    own = names[id(component)]
    if name is not None and own.casefold().split()[: len(name.split())] == name.casefold().split():
        report.add(LossKind.REPAIRED, own, "toolComponent.name", f"{name} is read as {own}")
        return own
    return name or f"taxonomy {guid or index}"


def set_of(
    component: Mapping[str, Any], rows: tuple[ForeignRow, ...], address: str | None, file: str
) -> ForeignSet:
    """Return the mapping set of the relationships of a component.

    Args:
        component: The component.
        rows: The relationships of its taxa.
        address: Where it can be opened.
        file: The log.
    """
    key = rows[0].subject.document
    return ForeignSet(
        slug=slug_of("sarif", key, "relationships"),
        title=f"Relationships of {key}",
        publisher=str(component.get("organization") or "unknown"),
        rows=rows,
        method="The relationships that the taxa of a SARIF log state.",
        address=address,
        file=file,
    )
