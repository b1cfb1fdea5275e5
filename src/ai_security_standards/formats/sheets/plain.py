"""Any table whose columns are named: rows of relationships, or the provisions of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ..._store.shapes import excerpt
from ..._store.sssom.slots import COLUMNS, ENDS, FIELDS
from ...catalog import Catalog
from ...errors import InvalidData, did_you_mean, nearest
from ...records.refs import Ref
from ...vocabulary import LossKind, ProvisionKind
from ..foreign import End, Foreign, ForeignRow, ForeignSet, Report
from ..grids import Grid
from ..identity import slug_of
from ..inputs import Input
from ..limits import PairBudget
from ..packing import PackedRows
from .layout import SheetRow, SheetTable, folded, report_sheets, stem_of, tables_of
from .naming import Documents, identifiers_in, is_nothing
from .plain_writing import write
from .relations import Reading
from .roles import chosen_columns

__all__ = ["read", "recognizes", "write"]

_METHOD = "A table of relationships, read by the columns that were named."
#: What a column of a table of relationships, and of one of provisions, may be.
MAPPING_ROLES = (
    "subject", "object", "subject_document", "object_document", "subject_title", "object_title",
    "relationship", "negated", "strength", "confidence", "rationale", "comment", "stated", "locator", "date",
    "justification", "argument",
)  # fmt: skip
PROVISION_ROLES = (
    "document",
    "id",
    "parent",
    "kind",
    "title",
    "summary",
    "level",
    "assessable",
    "retired",
    "note",
)
_ROLES = (*MAPPING_ROLES, *PROVISION_ROLES)
_ENDS = frozenset((*MAPPING_ROLES[:6], "relationship", "negated"))
_KINDS = {each.value: each for each in ProvisionKind}
#: The columns of a mapping set that have a meaning of their own.
_TAKEN = frozenset((*COLUMNS, *ENDS, *FIELDS))
_FALSE = frozenset(("no", "false", "n", "0"))


def _is_header(columns: frozenset[str]) -> bool:
    return {"subject", "object"} <= columns or {"document", "id"} <= columns


def recognizes(grids: Sequence[Grid]) -> bool:
    """Tell whether a sheet of a file has the columns that this format writes."""
    return any(tables_of(grids, _is_header))


def read(
    inputs: Sequence[Input],
    catalog: Catalog,
    report: Report,
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Foreign:
    """Read tables: one with a subject and an object has relationships, another lists provisions.

    A cell may list several identifiers, one a line or with semicolons or commas between. It may also hold
    whole references. Several columns may be objects: each is a document of its own, unless a column names it.

    Args:
        inputs: The files; every sheet with the columns is read.
        catalog: The catalog; tables are read without it.
        report: Takes what is not carried over.
        columns: The header of each column by what it is, such as `{"subject": "Control", "object": "ISO"}`;
            not needed where the headers are these words.

    Raises:
        InvalidData: No sheet has the columns, or a cell cannot be read.
        UnknownCriterion: There is no such role of a column.
    """
    del catalog
    roles = chosen_columns(columns or {}, _ROLES)
    wanted = {name for names in roles.values() for name in names}
    is_header = wanted.issubset if roles else _is_header
    documents = Documents(report)
    sets = []
    for given in inputs:
        report.file = given.name
        rows = PackedRows(report.budget)
        budget = PairBudget(given.size, given.name)
        tables = list(tables_of(given.value, is_header, given.name))
        if not tables:
            raise _no_columns(given, roles)
        report_sheets(given.value, tables, report)
        for table in tables:
            found = _Table(table, roles, documents, report, budget)
            if found.is_mapping:
                rows.extend(found.relationships())
            else:
                found.add_provisions(stem_of(given.name))
        if rows:
            stem = stem_of(given.name)
            sets.append(ForeignSet(slug_of(stem), stem, "unknown", rows, _METHOD, file=given.name))
    return Foreign(documents.listed(), tuple(sets))


def _no_columns(given: Input, roles: Mapping[str, tuple[str, ...]]) -> InvalidData:
    """Return the error that no sheet has the columns, with the nearest header there is."""
    rows = [row for grid in given.value for row in islice(grid.rows, 1)]
    headers = [" ".join(text.split()) for row in rows for text in row.cells.values()]
    wanted = [name for names in roles.values() for name in names] or ["subject"]
    there = {folded(text) for text in headers}
    missing = next((name for name in wanted if name not in there), wanted[0])
    listed = f"; the first rows have {excerpt(', '.join(headers))}" if headers else ""
    problem = f"no sheet has a column {missing!r}{did_you_mean(nearest(missing, headers, 1)) or listed}"
    repair = 'name the columns: columns={"subject": HEADER, "object": HEADER}'
    return InvalidData(problem, given.name, field=missing, repair=repair)


class _Table:
    """One table: what its columns are, and what its rows say."""

    def __init__(
        self,
        table: SheetTable,
        roles: Mapping[str, tuple[str, ...]],
        documents: Documents,
        report: Report,
        budget: PairBudget,
    ) -> None:
        self._table, self._documents, self._report, self._budget = table, documents, report, budget
        own = {role: (folded(role),) for role in _ROLES if folded(role) in table.columns}
        self._roles = roles or own
        self.is_mapping = "subject" in self._roles and "object" in self._roles
        carried = {name for names in self._roles.values() for name in names}
        self._further = {}
        if self.is_mapping and not roles:
            self._further = {name: _slot(name) for name in sorted(table.columns.keys() - carried)}
        table.report_others((carried | self._further.keys()).__contains__, report)

    def _cell(self, row: SheetRow, role: str) -> str | None:
        return row.get(*self._roles.get(role, ()))

    # ------------------------------------------------------------ relationships

    def relationships(self) -> Iterator[ForeignRow]:
        """Yield the relationships; a row without subject continues the one above it."""
        reading = Reading(self._report)
        subjects: list[End] = []
        for row in self._table.rows():
            found = self._ends(row, "subject", self._roles["subject"][0])
            if found or self._cell(row, "subject") is not None:  # "n/a" continues nothing
                subjects = found
            targets = [end for name in self._roles["object"] for end in self._ends(row, "object", name)]
            if not subjects or not targets:
                named = " ".join(each.key for each in (*found, *targets))
                what = f"{named} without another end" if named else f"no end: {' '.join(row.cells.values())}"
                self._report.add(LossKind.DROPPED, self._table.title or self._table.file, row.place, what)
                continue
            self._budget.spend(len(subjects), len(targets))
            word = self._cell(row, "relationship")
            said = reading.stated(None if is_nothing(word) else word, row.place)
            texts = self._texts(row)
            if said.stated is not None:
                texts.setdefault("stated", said.stated)
            negated = (self._cell(row, "negated") or "no").casefold() not in _FALSE
            for subject in subjects:
                for target in targets:
                    yield ForeignRow(row.place, subject, said.type, target, said.negated or negated, texts)

    def _ends(self, row: SheetRow, role: str, column: str) -> list[End]:
        place = self._table.columns[column]
        listed = _listed(row.raw.get(place, ""))
        title = self._cell(row, f"{role}_title") if len(listed) == 1 else None
        named = self._cell(row, f"{role}_document")
        ends = []
        for text in listed:
            document, provision = named or " ".join(self._table.header.cells[place].split()), text
            if _is_reference(text):
                document, _, provision = text.partition(":")
            key = self._documents.add(document)
            ends.append(self._documents.end(key, provision, title) if provision else End(key, ""))
        return ends

    def _texts(self, row: SheetRow) -> dict[str, str]:
        texts = {}
        for role in MAPPING_ROLES:
            text = None if role in _ENDS else self._cell(row, role)
            if text is not None:
                texts[role] = text.casefold() if role == "rationale" else text
        further = {slot: row.cells[name] for name, slot in self._further.items() if name in row.cells}
        return {**further, **texts}

    # ------------------------------------------------------------ provisions

    def add_provisions(self, name: str) -> None:
        """Note the provisions of the table.

        Args:
            name: What the document is called where no column says it.
        """
        for row in self._table.rows():
            identifier = self._cell(row, "id")
            if identifier is None:
                self._report.add(LossKind.DROPPED, self._table.title or name, row.place, "a row without id")
                continue
            key = self._documents.add(self._cell(row, "document") or name)
            kind = _KINDS.get(
                folded(self._cell(row, "kind") or "").replace(" ", "-"), ProvisionKind.REQUIREMENT
            )
            end = self._documents.end(
                key,
                identifier,
                self._cell(row, "title"),
                self._cell(row, "summary"),
                kind,
                self._cell(row, "parent"),
            )
            self._documents.add_details(
                end,
                assessable=(self._cell(row, "assessable") or "yes").casefold() not in _FALSE,
                retired=(self._cell(row, "retired") or "no").casefold() not in _FALSE,
                level=self._cell(row, "level"),
                note=self._cell(row, "note"),
            )


def _listed(cell: str) -> list[str]:
    """Return the identifiers of a cell; a whole reference stays one, whatever signs it has.

    >>> _listed("a@1:x, y"), _listed("a@1:x; a@1:y"), _listed("A.1; A.2")
    (['a@1:x, y'], ['a@1:x', 'a@1:y'], ['A.1', 'A.2'])
    """
    listed = identifiers_in(cell)
    whole = " ".join(cell.split())
    return [whole] if _is_reference(whole) and not all(map(_is_reference, listed)) else listed


def _slot(column: str) -> str:
    """Return the slot of a mapping set that keeps a column of another name.

    >>> _slot("my note"), _slot("group")
    ('my_note', 'sheet_group')
    """
    name = slug_of(column).replace("-", "_")
    return f"sheet_{name}" if name in _TAKEN else name


def _is_reference(text: str) -> bool:
    """Tell whether a text is a whole reference with its edition, such as "nist-csf@2.0:GV"."""
    try:
        return "@" in text and Ref.parse(text).edition is not None
    except InvalidData:
        return False
