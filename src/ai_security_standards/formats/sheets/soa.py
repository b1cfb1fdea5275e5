"""Statements of Applicability, for ISO/IEC 27001, ISO/IEC 42001 and any other list of controls, both ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from attrs import evolve

from ...catalog import Catalog
from ...checklists import ControlStatement, Statement, statement
from ...errors import InvalidData, StandardsError
from ...records.dates import PartialDate
from ...records.refs import LONGEST_PROVISION, Ref
from ...tables.xlsx import Cell, SheetContent
from ...vocabulary import ImplementationStatus, LossKind
from ..foreign import Foreign, Report, Selection
from ..grids import Grid
from ..identity import Identifiers
from ..inputs import Input
from ..texts import tidy
from .layout import SheetRow, SheetTable, folded, report_sheets, stem_of, tables_of
from .roles import chosen_columns
from .soa_words import HEADERS, JOINED, LABELS, NO, NO_STATUS, STATUSES, YES
from .writing import sheets_bytes

__all__ = ["read", "recognizes", "write"]

#: What a statement says of the document as a whole: its attributes.
_FIELDS = tuple(name for name in LABELS if name not in ("standard", "reference"))
_ABOUT = {label: name for name, labels in LABELS.items() for label in labels}
#: The share of the entries that must be controls of a standard for the sheet to be of it.
_SHARE = 0.6
_ANNEX = "Annex A"
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def _is_header(columns: frozenset[str]) -> bool:
    has_control, has_decision = (not columns.isdisjoint(HEADERS[role]) for role in ("control", "applicable"))
    return has_control and has_decision


def recognizes(grids: Sequence[Grid]) -> bool:
    """Tell whether a sheet of a file says of controls whether they apply."""
    return any(tables_of(grids, _is_header))


def read(
    inputs: Sequence[Input],
    catalog: Catalog,
    report: Report,
    standard: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Foreign:
    """Read a Statement of Applicability; its entries are results of an assessment, too.

    Args:
        inputs: The file.
        catalog: The catalog that has the standard.
        report: Takes what is not carried over, entries that are no control, and controls without an entry.
        standard: The standard, where the sheet does not name it and its controls do not tell.
        columns: The header of each column by what it is, where it is none of the usual ones.

    Raises:
        InvalidData: There are several files, no sheet has the columns, or the standard is not known.
        UnknownCriterion: There is no such role of a column.
        UnknownReference: `standard` is unknown.
    """
    roles = {**HEADERS, **chosen_columns(columns or {}, tuple(HEADERS))}
    given = inputs[0]
    report.file = given.name
    if len(inputs) > 1:
        raise report.error("", "", "a Statement of Applicability is one file", "name one file")
    wanted = roles["control"], roles["applicable"]
    tables = tables_of(given.value, lambda names: all(map(names.intersection, wanted)), given.name)
    table = next(tables, None)
    if table is None:
        repair = 'name the columns: columns={"control": HEADER, "applicable": HEADER}'
        raise report.error("", "", "no sheet says of controls whether they apply", repair)
    reading = _Reading(table, roles, report)
    table.report_others({name for names in roles.values() for name in names}.__contains__, report)
    reading.report_hidden()
    about = _about(given.value)
    titles = {grid.title for grid in given.value if _about([grid])} | {table.title}
    report_sheets([grid for grid in given.value if grid.title not in titles], (), report)
    entries = reading.entries()
    if standard is not None:
        known = Identifiers(catalog, catalog.resolve(standard).document)
    else:
        named = about.get("reference", about.get("standard"))
        known = _standard(catalog, named, [text for text, _ in entries], report)
    return _stated(known, entries, about, catalog, report, stem_of(given.name))


def _about(grids: Sequence[Grid]) -> Mapping[str, str]:
    """Return what is said of the whole: rows of labels, each with its value in the next filled cell."""
    found: dict[str, str] = {}
    for grid in grids:
        for row in islice(grid.rows, 20):
            texts = [" ".join(row.cells[place].split()) for place in sorted(row.cells)]
            names = [_ABOUT.get(folded(text).removesuffix(":").strip()) for text in texts[::2]]
            if len(texts) % 2 == 0:
                for name, value in zip(names, texts[1::2], strict=True):
                    if name is not None and None not in names:
                        found.setdefault(name, value)
    return found


def _forms(text: str) -> tuple[str, ...]:
    """Return the forms in which an identifier is read; the letter of Annex A may be left out."""
    return (f"A.{text}", text) if text[:1].isdigit() else (text,)


def _standard(catalog: Catalog, named: str | None, ids: Sequence[str], report: Report) -> Identifiers:
    """Return the standard that a sheet is of: the one that it names, else the one whose Annex A it lists."""
    if named is not None:
        try:
            return Identifiers(catalog, catalog.resolve(named).document)
        except StandardsError:
            report.add(LossKind.UNRESOLVED, "", "standard", named)
    best: list[tuple[float, Ref]] = []
    for ref in map(Ref.parse, sorted(catalog.snapshot.register.framework_loaders)):
        if ref.standard.startswith("iso-iec-"):
            known = catalog.snapshot.register.provisions(str(ref))
            found = sum(not known.keys().isdisjoint(_forms(text)) for text in ids) if _ANNEX in known else 0
            best.append((found / max(len(ids), 1), ref))
    best.sort(reverse=True)
    if best[0][0] < _SHARE or best[1][0] == best[0][0]:
        repair = "name the standard: standard='iso-iec-27001@2022'"
        raise report.error("", "standard", "the sheet does not tell which standard it is of", repair)
    return Identifiers(catalog, best[0][1])


class _Reading:
    """The entries of a table."""

    def __init__(self, table: SheetTable, roles: Mapping[str, tuple[str, ...]], report: Report) -> None:
        self._table, self._report = table, report
        control = next((name for name in roles["control"] if name in table.columns), "")
        # "Reference" may be the control, or the evidence for it.
        others = {role: tuple(name for name in names if name != control) for role, names in roles.items()}
        self._roles = {**others, "control": roles["control"]}

    def report_hidden(self) -> None:
        """List the columns that say again what an earlier one says."""
        listed = (names for role, names in self._roles.items() if role not in (*JOINED, "control"))
        self._table.report_hidden(listed, self._report)

    def entries(self) -> list[tuple[str, ControlStatement]]:
        """Return the identifier of each control as written, and what is said of it."""
        found = []
        for row in self._table.rows():
            text = row.get(*self._roles["control"])
            if text is not None and len(row.cells) > 1:
                found.append((text[:LONGEST_PROVISION], self._entry(row)))
        return found

    def _entry(self, row: SheetRow) -> ControlStatement:
        texts = {
            role: self._lines(row, names) if role in JOINED else row.get(*names)
            for role, names in self._roles.items()
        }
        applicable = self._decision(texts["applicable"], row.place)
        status, extra = self._status(texts["status"], row.place)
        if texts["status"] is not None and folded(texts["status"]) in NO_STATUS and applicable is None:
            applicable = False
        return ControlStatement(
            ref=Ref("unknown"),
            title=texts["title"] or "",
            under=texts["under"],
            applicable=applicable,
            justification=texts["justification"],
            status=None if applicable is False else status,
            owner=texts["owner"],
            evidence=texts["evidence"],
            due=self._date(texts["due"], row.place, "due"),
            reviewed=self._date(texts["reviewed"], row.place, "reviewed"),
            note="; ".join(filter(None, [texts["note"], extra])) or None,
        )

    def _lines(self, row: SheetRow, names: Sequence[str]) -> str | None:
        """Return the texts of all columns that are filled, each once and with its line breaks."""
        columns = (self._table.columns[name] for name in names if name in row.cells)
        texts = ("\n".join(filter(None, map(tidy, row.raw[at].splitlines()))) for at in columns)
        return "; ".join(dict.fromkeys(texts)) or None

    def _decision(self, text: str | None, place: str) -> bool | None:
        word = folded(text or "")
        if word in YES or word in NO:
            return word in YES
        if word:
            self._report.add(LossKind.DROPPED, place, "applicable", text)
        return None

    def _status(self, text: str | None, place: str) -> tuple[ImplementationStatus | None, str | None]:
        word = folded((text or "").replace("-", " "))
        if not word or word in NO_STATUS or folded(text or "") in NO_STATUS:
            return None, None
        found = STATUSES.get(word)
        if found is None:
            what = f"the unknown status {text!r} is kept as a note"
            self._report.add(LossKind.REPAIRED, place, "status", what)
            return None, f"status: {text}"
        return found, None

    def _date(self, text: str | None, place: str, field: str) -> PartialDate | None:
        if text is None:
            return None
        try:
            return PartialDate(text[:10])
        except InvalidData:
            self._report.add(LossKind.DROPPED, place, field, text)
            return None


def _of_another(text: str, catalog: Catalog) -> Ref | None:
    """Return the provision of any document that a whole reference names; None if the text is none."""
    try:
        ref = catalog.resolve(text) if "@" in text else None
    except StandardsError:
        return None
    return ref if ref is not None and ref.provision is not None else None


def _stated(
    known: Identifiers,
    entries: Sequence[tuple[str, ControlStatement]],
    about: Mapping[str, str],
    catalog: Catalog,
    report: Report,
    name: str,
) -> Foreign:
    """Return the statement: entries in the order of the standard, then those of other controls.

    Controls of the organisation's own are no provisions of the catalog, and so no results.
    """
    report.add(LossKind.MATCHED, name, "", f"the controls are those of {known.document}")
    blank = {each.ref: each for each in statement(catalog.snapshot, known.document)}
    found: dict[Ref, ControlStatement] = {}
    for text, entry in entries:
        provision = known.find(_forms(text))
        other = _of_another(text, catalog) if provision is None else None
        ref = other or known.document._replace(provision=provision or text)
        if provision is None and other is None:
            report.add(LossKind.UNRESOLVED, name, text, known.problem(text))
        if ref in found:
            report.add(LossKind.DUPLICATE, name, text, f"{ref} has an entry above")
            continue
        there = blank.get(ref)
        title, under = (there.title, there.under) if there is not None else (entry.title, entry.under)
        found[ref] = evolve(entry, ref=ref, title=title, under=under)
    for ref in (each for each in blank if each not in found):
        report.add(
            LossKind.ASSUMED, name, str(ref.provision), "it has no entry: one without a decision is added"
        )
    listed = [found.get(ref, entry) for ref, entry in blank.items()]
    listed += [entry for ref, entry in found.items() if ref not in blank]
    said: dict[str, Any] = {name: about[name] for name in _FIELDS if name in about}
    made = Statement(listed, **said)
    results = (result for result in made.assessment if str(result.ref) in catalog)
    return Foreign(results=tuple(results), statement=made)


# ---------------------------------------------------------------- writing

_WIDTHS = {
    "Control ID": 12, "Control Title": 40, "Section": 30, "Applicable": 12, "Justification": 50,
    "Implementation Status": 20, "Owner": 24, "Evidence": 40, "Due": 12, "Reviewed": 12, "Notes": 40,
}  # fmt: skip


def write(selection: Selection, catalog: Catalog, report: Report, syntax: str = "xlsx") -> tuple[bytes, str]:
    """Write a Statement of Applicability: to be filled in, with results, or with the entries of another one.

    Args:
        selection: One document, and a statement or an assessment if there is one; or a statement alone.
        catalog: The catalog that has the document.
        report: Takes results that are of no entry.
        syntax: xlsx, with a sheet on the document as a whole, or csv.

    Raises:
        InvalidData: Not one document is given.
        UnknownCriterion: The syntax is another.
    """
    given = selection.statement
    counts = Counter(each.ref.document for each in given or ())  # some may be of other documents
    documents = selection.documents or tuple(ref for ref, _ in counts.most_common(1))
    if len(documents) != 1 or selection.sets:
        repair = "name one document, such as iso-iec-42001@2023"
        raise report.error("", "", "a Statement of Applicability is of one standard", repair)
    (document,) = documents
    made = statement(catalog.snapshot, document)
    if given is not None:
        entries = {each.ref: each for each in given}
        listed = [entries.pop(each.ref, each) for each in made]
        made = evolve(given, records=[*listed, *entries.values()])
    if selection.assessment is not None:
        made = made.fill(selection.assessment)
        known = {each.ref for each in made}
        for result in selection.assessment:
            if result.ref not in known:
                report.add(LossKind.DROPPED, str(result.ref), "", result.result.value)
    return _sheets(made, document, catalog, report, syntax)


def _sheets(
    made: Statement, document: Ref, catalog: Catalog, report: Report, syntax: str
) -> tuple[bytes, str]:
    rows = [_cells(each, document) for each in made]
    record = catalog.standard(document)
    about = {
        "standard": f"{record.designation}, {record.title}", "reference": str(document),
        **{name: getattr(made, name) for name in _FIELDS},
    }  # fmt: skip
    facts = [[LABELS[name][0].capitalize(), _day_or_text(value or "")] for name, value in about.items()]
    choices = {
        "Applicable": ["Yes", "No"],
        "Implementation Status": [each.value.replace("_", " ") for each in ImplementationStatus],
    }
    sheet = SheetContent("Statement of Applicability", _WIDTHS, rows, choices)
    if syntax == "csv":
        sheets = [sheet._replace(above=facts)]
    else:
        sheets = [SheetContent("Document", {"Field": 20, "Value": 80}, facts), sheet]
    return sheets_bytes(sheets, syntax, report, f"Source: {catalog.provenance}")


def _cells(each: ControlStatement, document: Ref) -> list[Cell]:
    ref = str(each.ref.provision if each.ref.document == document else each.ref)
    applicable = {None: "", True: "Yes", False: "No"}[each.applicable]
    status = "" if each.status is None else each.status.value.replace("_", " ")
    return [
        ref, each.title, each.under or "", applicable, each.justification or "", status,
        each.owner or "", each.evidence or "", _day_or_text(str(each.due or "")),
        _day_or_text(str(each.reviewed or "")), each.note or "",
    ]  # fmt: skip


def _day_or_text(text: str) -> Cell:
    """Return a day that spreadsheet programs know as one; a text that is none, such as 2026-10, as it is."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else text
    except ValueError:  # the 30th of February
        return text
