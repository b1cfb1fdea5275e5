"""Plain tables: mapping sets, provisions of documents, crosswalks and coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...records.cards import cell_text
from ...records.relationships import Relationship
from ...tables import Table
from ...tables.xlsx import Cell, SheetContent
from ...vocabulary import LossKind
from ..foreign import Report, Selection
from ..row_fields import report_row, report_set
from .writing import sheets_bytes

__all__ = ["write"]

#: The columns of the rows of mapping sets and of provisions, with their widths.
_MAPPING = {
    "subject": 36, "subject_title": 36, "relationship": 18, "object": 36, "object_title": 36, "negated": 9,
    "strength": 9, "confidence": 10, "rationale": 12, "comment": 40, "stated": 18, "locator": 20, "date": 12,
    "justification": 30, "argument": 40,
}  # fmt: skip
_PROVISIONS = {
    "document": 26, "id": 16, "parent": 16, "kind": 14, "title": 40, "summary": 60, "level": 10,
    "assessable": 11, "retired": 9, "note": 40,
}  # fmt: skip
_ROW_FIELDS = (
    "strength",
    "confidence",
    "rationale",
    "comment",
    "stated",
    "locator",
    "date",
    "justification",
    "argument",
)
_CARRIED = frozenset((*_ROW_FIELDS, "other"))
_NOT_IN_LISTS = (
    "label",
    "roles",
    "risk_classes",
    "lifecycle_stages",
    "applies",
    "successors",
    "aliases",
    "sources",
)
_WIDTH = 30


def write(
    selection: Selection, catalog: Catalog, report: Report, syntax: str = "xlsx", table: str | None = None
) -> tuple[bytes, str]:
    """Write a plain table with one header row.

    Args:
        selection: Mapping sets, documents, or a document and an assessment.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        syntax: xlsx or csv.
        table: What to write: mappings (of sets), provisions (of documents), crosswalk (from the first
            document to each other) or coverage (of documents, by the results). Left out, it is the first
            that the subjects fit: mappings, coverage, provisions.

    Raises:
        InvalidData: The subjects do not fit the table.
        UnknownCriterion: There is no such table or syntax.
    """
    chosen = table or _fitting(selection)
    if chosen not in _TABLES:
        raise UnknownCriterion(f"unknown table {chosen!r}; it is one of {', '.join(_TABLES)}")
    sheets = _TABLES[chosen](selection, catalog, report)
    return sheets_bytes(list(sheets), syntax, report, f"Source: {catalog.provenance}")


def _fitting(selection: Selection) -> str:
    if selection.sets:
        return "mappings"
    return "provisions" if selection.assessment is None else "coverage"


def _mappings(selection: Selection, catalog: Catalog, report: Report) -> Iterable[SheetContent]:
    if not selection.sets:
        raise report.error("", "", "no mapping set is given", "name mapping sets")
    names: dict[Any, str] = {}
    further: set[str] = set()
    raw: list[tuple[list[Cell], Mapping[str, str]]] = []
    for name in selection.sets:
        whole = catalog.mapping_set(name)
        report_set(whole, (), report)
        for row in sorted(whole.relationships, key=_order):
            if row.group is not None:  # alone, it would say more
                report.add(LossKind.DROPPED, name, "", row)
                continue
            report_row(row, whole, _CARRIED, report)
            for ref in (row.subject, row.object):
                if ref not in names:
                    names[ref] = _title(catalog, ref)
            cells: list[Cell] = [
                str(row.subject), names[row.subject], row.type.value, str(row.object), names[row.object],
                "yes" if row.negated else "",
                *(_plain(getattr(row, field)) for field in _ROW_FIELDS),
            ]  # fmt: skip
            other = dict(row.other)
            further.update(other)
            raw.append((cells, other))
    extra = sorted(further)
    rows = [[*cells, *(other.get(slot, "") for slot in extra)] for cells, other in raw]
    yield SheetContent("Mappings", {**_MAPPING, **dict.fromkeys(extra, _WIDTH)}, rows)


def _order(row: Relationship) -> tuple[str, str, str]:
    return str(row.subject), str(row.object), row.type


def _plain(value: Any) -> Cell:
    return value if type(value) is int else cell_text(value)


def _title(catalog: Catalog, ref: Any) -> str:
    if ref.provision is None:
        return catalog.standard(ref).designation
    shipped = str(ref.document) in catalog.snapshot.register.framework_loaders
    found = catalog.snapshot.register.provisions(str(ref.document)).get(ref.provision) if shipped else None
    return found.name if found is not None else ""


def _provisions(selection: Selection, catalog: Catalog, report: Report) -> Iterable[SheetContent]:
    if not selection.documents:
        raise report.error("", "", "no document is given", "name documents")
    rows: list[list[Cell]] = []
    for ref in selection.documents:
        for each in catalog.framework(ref).provisions:
            for field in _NOT_IN_LISTS:
                value = getattr(each, field)
                if value and field != "label":
                    report.add(LossKind.DROPPED, str(each.ref), field, ", ".join(map(str, value)))
            rows.append([
                str(ref), each.id, each.parent or "", each.kind.value, each.title or each.label or "",
                each.summary or "", each.level or "", "yes" if each.assessable else "no",
                "yes" if each.retired else "", each.note or "",
            ])  # fmt: skip
    yield SheetContent("Provisions", _PROVISIONS, rows)


def _crosswalks(selection: Selection, catalog: Catalog, report: Report) -> Iterable[SheetContent]:
    if len(selection.documents) < 2:
        raise report.error("", "", "a crosswalk goes from one document to others", "name two documents")
    source, *targets = selection.documents
    for target in targets:
        yield _sheet(f"{target}", catalog.crosswalk(source, target))


def _coverages(selection: Selection, catalog: Catalog, report: Report) -> Iterable[SheetContent]:
    if not selection.documents or selection.assessment is None:
        raise report.error(
            "", "", "coverage is of documents, by results", "name a document, and give results"
        )
    for target in selection.documents:
        yield _sheet(f"{target}", catalog.coverage(target, selection.assessment))


def _sheet(title: str, table: Table[Any, Any, Any]) -> SheetContent:
    """Return a table as a sheet."""
    rows: list[Sequence[Cell]] = [[cell_text(row[name]) for name in table.columns] for row in table.rows()]
    return SheetContent(title, dict.fromkeys(table.columns, _WIDTH), rows)


_TABLES: Mapping[str, Callable[[Selection, Catalog, Report], Iterable[SheetContent]]] = {
    "mappings": _mappings,
    "provisions": _provisions,
    "crosswalk": _crosswalks,
    "coverage": _coverages,
}
