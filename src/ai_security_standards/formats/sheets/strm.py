"""Set-theory mappings as the Secure Controls Framework publishes them (NIST IR 8477), both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...catalog import Catalog
from ...tables.xlsx import SheetContent
from ...vocabulary import LossKind
from ..foreign import Foreign, ForeignSet, Report, Selection
from ..grids import Grid
from ..identity import slug_of
from ..inputs import Input
from ..packing import PackedRows
from .layout import SheetTable, labelled, report_sheets, stem_of, tables_of
from .naming import Documents
from .relations import SET_WORDS
from .rows import Columns, relationship_rows
from .writing import MappingSheets, sheets_bytes

__all__ = ["read", "recognizes", "write"]

_METHOD = "A sheet of set-theory relationship mapping (NIST IR 8477), as its authors published it."
_IDS, _RELATIONSHIP = ("fde #", "fde#"), "strm relationship"
_TARGET = re.compile(r"(?:.* )?#")
_LABELS = re.compile(
    r"(?i)\b(?:focal|reference|target)[ _]document(?: (?:name|version|url|id))?\s*:|"
    r"\b(?:published )?STRM (?:URL|guidance)\s*:|\bmapping set\s*:"
)
_TITLE = re.compile(r"(?i)(?:NIST IR[- ]8477[- ]*(?:based)?\s*)?set theory relationship mapping \(STRM\)")
#: The version of the mapping itself, at the end of its title.
_ISSUE = re.compile(r"(?i)\bversion [\d.]+( [\d/-]+)?$")
_COLUMNS = Columns(
    subject="",
    object="",
    subject_title=("fde name",),
    subject_summary=(
        "focal document element (fde) description",
        "fde description",
        "focal document element (fde)",
        "focal document element",
    ),
    relationship=(_RELATIONSHIP,),
    strength=("strength of relationship", "strength"),
    rationale=("nist ir-8477 rational", "nist ir-8477 rationale", "strm rationale"),
    comment=("notes", "note", "comments"),
    further={"confidence levels": "confidence_level"},
)


def _is_header(columns: frozenset[str]) -> bool:
    is_focal = any(name in columns for name in _IDS)
    return is_focal and _RELATIONSHIP in columns and any(map(_is_target, columns))


def _is_target(column: str) -> bool:
    return column not in _IDS and _TARGET.fullmatch(column) is not None


def recognizes(grids: Sequence[Grid]) -> bool:
    """Tell whether a sheet of a file has the columns of STRM."""
    return any(tables_of(grids, _is_header))


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read sheets of STRM: from each focal document element to an element of the reference document.

    Args:
        inputs: The files; every sheet with the columns of STRM is read.
        catalog: The catalog; sheets are read without it.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A formula has no value.
    """
    del catalog
    documents = Documents(report)
    sets = []
    for given in inputs:
        report.file = given.name
        stem = stem_of(given.name)
        rows = PackedRows(report.budget)
        labels: dict[str, str] = {}
        tables = list(tables_of(given.value, _is_header, given.name))
        report_sheets(given.value, tables, report)
        for table in tables:
            labels = {**labelled(table.above, _LABELS), **labels}
            keys = _documents(table, documents, stem if len(inputs) > 1 else "", report)
            rows.extend(relationship_rows(table, _columns(table, report), keys, documents, report))
        sets.append(
            ForeignSet(
                slug=slug_of(stem),
                title=labels.get("mapping set", stem),
                publisher="unknown",
                rows=rows,
                method=_METHOD,
                address=labels.get("published strm url"),
                file=given.name,
            )
        )
    return Foreign(documents.listed(), tuple(sets))


def _columns(table: SheetTable, report: Report) -> Columns:
    """Return the columns of a sheet: the title and the text of a target are beside its identifier."""
    subject = next(name for name in _IDS if name in table.columns)
    at, target = max((place, name) for name, place in table.columns.items() if _is_target(name))
    beside = {place: name for name, place in table.columns.items() if not _COLUMNS.knows(name)}
    columns = _COLUMNS._replace(
        subject=subject,
        object=target,
        object_title=tuple(filter(None, [beside.get(at - 1)])),
        object_summary=tuple(filter(None, [beside.get(at + 1)])),
    )
    table.report_others(columns.knows, report)
    table.report_hidden(columns.several, report)
    return columns


def _documents(table: SheetTable, documents: Documents, stem: str, report: Report) -> tuple[str, str]:
    """Return the keys of the two documents that a sheet names above its header."""
    labels = labelled(table.above, _LABELS)
    guidance = next((text for label, text in labels.items() if label.endswith("strm guidance")), None)
    if guidance is not None:
        report.add(LossKind.DROPPED, table.title or table.file, "strm guidance", guidance)
    titles = [text for row in table.above for text in _titles(row.cells.values())]
    keys = []
    for role, words in (
        ("focal", ("focal document",)),
        ("reference", ("reference document", "target document")),
    ):
        names = [
            labels[f"{word}{end}"]
            for word in words
            for end in (" id", "", " name")
            if f"{word}{end}" in labels
        ]
        names += titles if role == "focal" else []
        key = names[-1] if names else f"{stem} {role}".strip()
        if not names:
            what = f"the sheet names no {role} document: name it as {key!r}"
            report.add(LossKind.ASSUMED, table.title or table.file, role, what)
        address = labels.get(f"{words[0]} url")
        keys.append(documents.add(key, names, title=key, address=address))
    return keys[0], keys[1]


def _titles(cells: Iterable[str]) -> list[str]:
    """Return what follows the words of the title: the focal document, in the sheets of the publisher."""
    texts = [" ".join(cell.replace("_x000a_", " ").split()) for cell in cells]
    if not texts or not _TITLE.match(texts[0]) or _LABELS.search(" ".join(texts)):
        return []
    rest = [_ISSUE.sub("", _TITLE.sub("", texts[0])).strip(), *texts[1:]]
    return [text for text in rest if text][:1]


# ---------------------------------------------------------------- writing


def write(selection: Selection, catalog: Catalog, report: Report, syntax: str = "xlsx") -> tuple[bytes, str]:
    """Write one mapping set as sheets of STRM, one for each pair of documents.

    Args:
        selection: The set.
        catalog: The catalog that has it.
        report: Takes what is not carried.
        syntax: xlsx or csv.

    Raises:
        InvalidData: Not one set is given, or CSV is to hold several pairs of documents.
        UnknownCriterion: The syntax is another.
    """
    sheets = MappingSheets(selection, catalog, report)
    made = []
    for source, target, rows in sheets.pairs(SET_WORDS):
        above = [
            ["NIST IR 8477 Set Theory Relationship Mapping (STRM)", "", "Focal Document:", source.title],
            ["Mapping Set:", sheets.whole.title, "Focal Document ID:", source.ref],
            ["Reference Document:", target.title, "Focal Document URL:", source.address],
            ["Reference Document ID:", target.ref, "Published STRM URL:", sheets.whole.url or ""],
        ]
        columns = {
            "FDE #": 16, "FDE Name": 30, "Focal Document Element (FDE) Description": 50,
            "STRM Rationale": 14, "STRM Relationship": 16, f"{target.short} Control": 30,
            f"{target.short} #": 16, f"{target.short} Control Description": 50,
            "Strength of Relationship (optional)": 12, "Notes (optional)": 40,
        }  # fmt: skip
        cells = [
            [
                row.subject_id, row.subject_title, row.subject_summary, row.rationale, row.word,
                row.object_title, row.object_id, row.object_summary, row.strength, row.comment,
            ]
            for row in rows
        ]  # fmt: skip
        words = {"STRM Relationship": list(SET_WORDS.values())}
        made.append(SheetContent(f"{source.short} to {target.short}", columns, cells, words, above))
    return sheets_bytes(made, syntax, report, sheets.source)
