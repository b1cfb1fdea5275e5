"""Informative references as NIST's OLIR programme takes and publishes them (NIST IR 8278A), both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...algebra import STYLES
from ...catalog import Catalog
from ...tables.xlsx import Cell, SheetContent
from ...vocabulary import LossKind, MappingStyle, RelationshipType
from ..foreign import Foreign, ForeignSet, Report, Selection
from ..grids import Grid
from ..identity import slug_of
from ..inputs import Input
from ..packing import PackedRows
from .layout import SheetTable, find_table, folded, stem_of, tables_of
from .naming import Documents
from .relations import SET_WORDS, SUPPORTIVE_WORDS
from .rows import Columns, relationship_rows
from .writing import MappingSheets, Pair, provisions_of, sheets_bytes

__all__ = ["read", "recognizes", "write"]

_METHOD = "An informative reference in the template of NIST OLIR, as its developer published it."
_COLUMNS = Columns(
    subject="focal document element",
    object="reference document element",
    subject_summary=("focal document element description",),
    object_summary=("reference document element description",),
    relationship=("relationship type", "relationship"),
    strength=("strength of relationship",),
    rationale=("rationale",),
    comment=("comments", "comment"),
    further={
        "relationship explanation": "explanation",
        "relationship property": "relationship_property",
        "security control baseline": "security_control_baseline",
        "fulfilled by": "fulfilled_by",
        "group identifier": "group_identifier",
    },
)
_PROPERTY = "relationship property"
#: The fields of the sheet on the reference as a whole, by what becomes of them.
_INFORMATION = frozenset(("general information", "field name", "informative reference submission form"))
_READ = frozenset(
    "informative reference name/reference version/web address/focal document version/summary/"
    "reference document/reference document author/reference document date/reference document url/"
    "informative reference developer/reference developer/comments".split("/")
)


def _is_header(columns: frozenset[str]) -> bool:
    return _COLUMNS.subject in columns and _COLUMNS.object in columns


def recognizes(grids: Sequence[Grid]) -> bool:
    """Tell whether a sheet of a file has the columns of OLIR."""
    return any(tables_of(grids, _is_header))


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read informative references: supportive ones, those of set theory, and mere crosswalks.

    Args:
        inputs: The files; every sheet with the columns of OLIR is read.
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
        facts = _facts(given.value, report)
        keys = _documents(facts, documents, stem_of(given.name) if len(inputs) > 1 else "", report)
        rows = PackedRows(report.budget)
        for table in tables_of(given.value, _is_header, given.name):
            columns = _columns(table)
            table.report_others(columns.knows, report)
            table.report_hidden(columns.several, report)
            rows.extend(relationship_rows(table, columns, keys, documents, report))
        sets.append(_set(given, facts, rows))
    return Foreign(documents.listed(), tuple(sets))


def _columns(table: SheetTable) -> Columns:
    """Return the columns; the template explains that of the property in its header."""
    named = next((name for name in table.columns if name.startswith(_PROPERTY)), _PROPERTY)
    return _COLUMNS._replace(further={**_COLUMNS.further, named: "relationship_property"})


def _facts(grids: Sequence[Grid], report: Report) -> Mapping[str, str]:
    """Return what the sheet of general information says, by field."""
    facts: dict[str, str] = {}
    for grid in grids:
        table = find_table(grid, _is_header, "")
        texts = [
            [" ".join(row.cells[place].split()) for place in sorted(row.cells)]
            for row in (grid.rows if table is None else table.above)
        ]
        is_form = any(folded(cell) in _INFORMATION for row in texts[:3] for cell in row[:1])
        for row in texts:
            if len(row) > 1 and (is_form or folded(row[0]) in _READ) and folded(row[0]) not in _INFORMATION:
                facts.setdefault(folded(row[0]), row[1])
        if is_form:
            report.dropped(facts, _READ, grid.title)
    return facts


def _documents(facts: Mapping[str, str], documents: Documents, stem: str, report: Report) -> tuple[str, str]:
    keys = []
    for role, fields in (
        ("focal", ("focal document version",)), ("reference", ("reference document",)),
    ):  # fmt: skip
        names = [facts[field] for field in fields if facts.get(field)]
        key = names[0] if names else f"{stem} {role}".strip()
        if not names:
            what = f"the file names no {role} document: name it as {key!r}"
            report.add(LossKind.ASSUMED, stem, role, what)
        is_target = role == "reference"
        documents.add(
            key,
            names,
            title=key,
            publisher=facts.get("reference document author", "unknown") if is_target else "unknown",
            address=facts.get("reference document url") if is_target else None,
            date=facts.get("reference document date", "")[:10] or None if is_target else None,
        )
        keys.append(key)
    return keys[0], keys[1]


def _set(given: Input, facts: Mapping[str, str], rows: PackedRows) -> ForeignSet:
    stem = stem_of(given.name)
    developer = facts.get("informative reference developer") or facts.get("reference developer")
    return ForeignSet(
        slug=slug_of(stem),
        title=facts.get("informative reference name", stem),
        publisher=developer or "unknown",
        rows=rows,
        method=_METHOD,
        description=facts.get("summary"),
        version=facts.get("reference version"),
        address=facts.get("web address"),
        note=facts.get("comments"),
        file=given.name,
    )


# ---------------------------------------------------------------- writing

#: The columns between the two ends, for each style.
_MIDDLE: Mapping[MappingStyle, tuple[str, ...]] = {
    MappingStyle.SET_THEORY: ("Rationale", "Relationship"),
    MappingStyle.SUPPORTIVE: ("Relationship Type", "Relationship Property (Optional)"),
    MappingStyle.CONCEPT_CROSSWALK: (),
}
_WORDS: Mapping[MappingStyle, Mapping[RelationshipType, str]] = {
    MappingStyle.SET_THEORY: {relation: word.casefold() for relation, word in SET_WORDS.items()},
    MappingStyle.SUPPORTIVE: SUPPORTIVE_WORDS,
    MappingStyle.CONCEPT_CROSSWALK: {RelationshipType.RELATED: ""},
}
_SLOTS = ("explanation", "relationship_property", "security_control_baseline")


def write(selection: Selection, catalog: Catalog, report: Report, syntax: str = "xlsx") -> tuple[bytes, str]:
    """Write one mapping set in the template of OLIR, with a sheet for each pair of documents.

    The template is that of the style which most rows have. Focal elements without a relationship are
    listed, too.

    Args:
        selection: The set.
        catalog: The catalog that has it.
        report: Takes what is not carried.
        syntax: xlsx or csv; of the sheet on the whole, CSV has the two documents alone.

    Raises:
        InvalidData: Not one set is given, or CSV is to hold several pairs of documents.
        UnknownCriterion: The syntax is another.
    """
    sheets = MappingSheets(selection, catalog, report)
    style = _style(row.type for row in sheets.whole.relationships)
    pairs = list(sheets.pairs(_WORDS[style], _SLOTS, keep_pairs=style is MappingStyle.CONCEPT_CROSSWALK))
    made = [_relationships(pair, style, catalog, len(pairs) > 1) for pair in pairs]
    if pairs and syntax == "csv":  # two of the fields that the sheet on the whole has
        source, target, _ = pairs[0]
        above = [["Focal Document Version", source.ref], ["Reference Document", target.ref]]
        made = [sheet._replace(above=above) for sheet in made]
    elif pairs:
        made.insert(0, _information(sheets, pairs))
    return sheets_bytes(made, syntax, report, sheets.source)


def _style(types: Iterable[RelationshipType]) -> MappingStyle:
    """Return the style of the template that carries the most rows; what none does is a mere crosswalk."""
    counts = Counter(STYLES[each] for each in types)
    stated = (MappingStyle.SET_THEORY, MappingStyle.SUPPORTIVE)
    best = max(stated, key=lambda style: counts[style])
    return best if counts[best] > counts[MappingStyle.CONCEPT_CROSSWALK] else MappingStyle.CONCEPT_CROSSWALK


def _information(sheets: MappingSheets, pairs: Sequence[Pair]) -> SheetContent:
    whole, (source, target, _) = sheets.whole, pairs[0]
    fields = {
        "Informative Reference Name": whole.title,
        "Reference Version": whole.version or "",
        "Web Address": whole.url or "",
        "Focal Document Version": source.ref,
        "Summary": whole.description or "",
        "Target Audience (Community)": "",
        "Comprehensive": "",
        "Reference Document Author": target.publisher,
        "Reference Document": target.ref,
        "Reference Document Date": target.date,
        "Reference Document URL": target.address,
        "Reference Developer": whole.publisher or "",
        "Comments": whole.note or "",
        "Point of Contact": "",
        "Dependency/Requirement": "",
        "Citations": "",
    }
    rows: list[list[Cell]] = [[name, value] for name, value in fields.items()]
    columns = {"Field Name": 32, "Value": 90}
    return SheetContent(
        "General Information", columns, rows, above=[["Informative Reference Submission Form"]]
    )


def _relationships(pair: Pair, style: MappingStyle, catalog: Catalog, is_one_of_many: bool) -> SheetContent:
    middle = _MIDDLE[style]
    columns = {
        "Focal Document Element": 18, "Focal Document Element Description": 60,
        "Security Control Baseline": 14,
        **dict.fromkeys(middle, 18), "Reference Document Element": 18,
        "Reference Document Element Description (Optional)": 60, "Relationship Explanation": 40,
        "Comments (Optional)": 40, "Strength of Relationship (Optional)": 12,
    }  # fmt: skip
    mapped: dict[str, list[list[Cell]]] = {}
    for row in pair.rows:
        words = {
            "Rationale": row.rationale, "Relationship": row.word, "Relationship Type": row.word,
            "Relationship Property (Optional)": row.other.get("relationship_property", ""),
        }  # fmt: skip
        mapped.setdefault(row.subject_id, []).append([
            row.subject_id, _described(row.subject_title, row.subject_summary),
            row.other.get("security_control_baseline", ""), *(words[name] for name in middle), row.object_id,
            _described(row.object_title, row.object_summary), row.other.get("explanation", ""), row.comment,
            row.strength,
        ])  # fmt: skip
    known = provisions_of(catalog, pair.source.document)
    rows: list[list[Cell]] = []
    for name, provision in known.items():
        blank: list[Cell] = [name, _described(provision.name, provision.summary or "")]
        rows += mapped.pop(name, [[*blank, *[""] * (len(columns) - 2)]])
    rows += [row for listed in mapped.values() for row in listed]
    title = f"Relationships {pair.target.short}" if is_one_of_many else "Relationships"
    choices = {name: sorted(_WORDS[style].values()) for name in middle if name.startswith("Relationship")}
    return SheetContent(
        title, columns, rows, {name: choices[name] for name in choices if "Property" not in name}
    )


def _described(title: str, summary: str) -> str:
    return ": ".join(filter(None, [title, summary]))
