"""What writers of sheets share: the rows of a mapping set by pair of documents, and the bytes of sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...catalog import Catalog
from ...errors import UnknownCriterion
from ...records.provisions import Provision
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...tables.text import as_csv
from ...tables.xlsx import Cell, SheetContent, sheet_title, workbook
from ...vocabulary import LossKind, RelationshipType
from ..foreign import Report, Selection
from ..row_fields import WITHOUT_WEAKER, can_stand_alone, report_row, report_set
from .naming import identifiers_in, is_nothing

__all__ = ["DocumentBlock", "MappingSheets", "Pair", "WrittenRow", "provisions_of", "sheets_bytes"]

SYNTAXES = ("xlsx", "csv")
#: What a row of every sheet has a column for.
_CARRIED = frozenset(("strength", "rationale", "comment"))


class DocumentBlock(NamedTuple):
    """A document as a sheet names it."""

    document: Ref
    ref: str
    title: str
    short: str
    address: str
    publisher: str
    date: str


class WrittenRow(NamedTuple):
    """A relationship as the cells of a sheet."""

    subject_id: str
    subject_title: str
    subject_summary: str
    word: str
    object_id: str
    object_title: str
    object_summary: str
    strength: Cell
    rationale: str
    comment: str
    other: Mapping[str, str]


class Pair(NamedTuple):
    """The rows of a mapping set from one document to another."""

    source: DocumentBlock
    target: DocumentBlock
    rows: Sequence[WrittenRow]


class MappingSheets:
    """One mapping set as rows that a sheet of another format can carry; what it cannot is listed."""

    def __init__(self, selection: Selection, catalog: Catalog, report: Report) -> None:
        if len(selection.sets) != 1 or selection.documents or selection.assessment is not None:
            raise report.error("", "", "such a sheet holds one mapping set", "name one mapping set")
        self.set_id = selection.sets[0]
        self.whole = catalog.mapping_set(self.set_id)
        self._catalog, self._report = catalog, report
        self._provisions: dict[Ref, Mapping[str, Provision]] = {}
        report_set(self.whole, (), report)
        self.source = f"Source: {catalog.provenance}"

    def pairs(
        self, words: Mapping[RelationshipType, str], slots: Sequence[str] = (), keep_pairs: bool = False
    ) -> Iterator[Pair]:
        """Yield the rows of each pair of documents, in the order of the documents.

        Args:
            words: The words of the format for relationships.
            slots: The further slots that it has columns for.
            keep_pairs: Whether a row without a word is written all the same, with an empty one.
        """
        by_pair: dict[tuple[Ref, Ref], list[Relationship]] = {}
        for row in self.whole.relationships:
            by_pair.setdefault((row.subject.document, row.object.document), []).append(row)
        for (source, target), listed in sorted(by_pair.items()):
            positions = [
                {name: place for place, name in enumerate(provisions_of(self._catalog, each))}
                for each in (source, target)
            ]

            def order(row: Relationship, positions: list[dict[str, int]] = positions) -> tuple[object, ...]:
                ends = (row.subject.provision or "", row.object.provision or "")
                places = [known.get(end, len(known)) for known, end in zip(positions, ends, strict=True)]
                return (places[0], ends[0], places[1], ends[1], row.type, row.comment or "")

            rows = [self._written(row, words, slots, keep_pairs) for row in sorted(listed, key=order)]
            filled = [row for row in rows if row is not None]
            if filled:
                yield Pair(self.block(source), self.block(target), filled)

    def block(self, ref: Ref) -> DocumentBlock:
        """Return a document as a sheet names it."""
        standard = self._catalog.standard(ref)
        publisher = self._catalog.publisher(standard.publisher).name
        return DocumentBlock(
            ref, str(ref), standard.designation, standard.short_name, standard.url or "", publisher,
            str(standard.published or ""),
        )  # fmt: skip

    def _written(
        self, row: Relationship, words: Mapping[RelationshipType, str], slots: Sequence[str], keep: bool
    ) -> WrittenRow | None:
        word = words.get(row.type)
        is_said = word is not None or (keep and row.type not in WITHOUT_WEAKER)
        if not is_said or not can_stand_alone(row) or not _is_one_in_a_cell(row):
            self._report.add(LossKind.DROPPED, self.set_id, "", row)
            return None
        if word is None:
            self._report.add(LossKind.DROPPED, str(row), "type", row.type.value)
        comment = row.comment or row.argument or ""
        carried = _CARRIED | set(slots) | ({"argument"} if comment == row.argument else set())
        report_row(row, self.whole, carried, self._report)
        other = dict(row.other)
        subject, target = self._named(row.subject), self._named(row.object)
        return WrittenRow(
            *subject[:3],
            word or "",
            *target[:3],
            "" if row.strength is None else row.strength,
            "" if row.rationale is None else row.rationale.value.capitalize(),
            comment,
            {name: text for name, text in other.items() if name in slots},
        )

    def _named(self, ref: Ref) -> tuple[str, str, str]:
        """Return the identifier, the name and the summary of a provision."""
        document = ref.document
        if document not in self._provisions:
            self._provisions[document] = provisions_of(self._catalog, document)
        found = self._provisions[document].get(str(ref.provision))
        return (str(ref.provision), "", "") if found is None else (found.id, found.name, found.summary or "")


def _is_one_in_a_cell(row: Relationship) -> bool:
    """Tell whether the ends of a row are read as they are written: a semicolon in a cell separates two."""
    ends = " ".join(str(row.subject.provision).split()), str(row.object.provision)
    return not is_nothing(ends[0]) and identifiers_in(ends[1]) == [ends[1]]


def provisions_of(catalog: Catalog, document: Ref) -> Mapping[str, Provision]:
    """Return the provisions of a document by identifier, in its order; none where no structure is shipped."""
    if str(document) not in catalog.snapshot.register.framework_loaders:
        return {}
    return {each.id: each for each in catalog.framework(document).provisions}


def sheets_bytes(
    sheets: Sequence[SheetContent], syntax: str, report: Report, source: str = ""
) -> tuple[bytes, str]:
    """Return sheets as a workbook, or one of them as CSV, and the end of the name of such a file.

    Args:
        sheets: The sheets.
        syntax: xlsx or csv.
        report: Names the error that CSV has no place for several sheets.
        source: A line on the source, for the properties of the workbook.

    Raises:
        InvalidData: There is no sheet, or CSV is to hold several.
        UnknownCriterion: The syntax is another.
    """
    if syntax not in SYNTAXES:
        raise UnknownCriterion(f"unknown syntax {syntax!r}; it is {' or '.join(SYNTAXES)}")
    if not sheets:
        raise report.error("", "", "nothing of it has a place in such a sheet", "write another format")
    if syntax == "xlsx":
        titles: list[str] = []
        for sheet in sheets:
            titles.append(sheet_title(sheet.title, titles))
        named = [sheet._replace(title=title) for sheet, title in zip(sheets, titles, strict=True)]
        return workbook(named, source), ".xlsx"
    if len(sheets) > 1:
        problem = f"CSV holds one table, and there are {len(sheets)}"
        raise report.error("", "", problem, "write xlsx")
    (sheet,) = sheets
    lines = [*sheet.above, list(sheet.columns), *sheet.rows]
    return "".join(map(_csv_line, lines)).encode(), ".csv"


def _csv_line(row: Sequence[Cell]) -> str:
    # An apostrophe of the text itself is doubled, to distinguish it from one before a formula.
    texts = [f"'{cell}" if str(cell).startswith("'") else str(cell) for cell in row]
    return as_csv(texts, [])
