"""The checklist as a table: one item per question, filled in, exported and read back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import evolve, frozen

from .._store.files import path_text
from ..assessments import Assessment, Result, worst_results
from ..errors import InvalidData
from ..records.cards import Card, cell_text
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..tables import Table, attach_provenance, quantity, xlsx
from ..tables.text import as_csv
from ..vocabulary import Outcome
from ..vocabulary.criteria import check_instance
from .reading import SEPARATOR, entries, results_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ItemCells
    from ..vocabulary.literals import OutcomeText

__all__ = ["Checklist", "Item"]


#: How many facts the headline names.
_MAX_FACTS = 3


@frozen(kw_only=True, repr=False)
class Item(Card):
    """One question of a checklist, the evidence to ask for, and the result.

    Attributes:
        provisions: The provisions that the question is about; several where they ask the same.
        names: Their names.
        under: The document and the element above each of them.
        level: What their documents call their level or force, such as 1, Basic, shall or should.
        result: The result; None until somebody has assessed it.
        subject: The system or the scope that was assessed.
    """

    question: str
    ask_for: str
    provisions: tuple[Ref, ...]
    names: tuple[str, ...]
    under: tuple[str, ...]
    level: tuple[str, ...] = ()
    result: Outcome | None = None
    evidence: str | None = None
    assessor: str | None = None
    date: PartialDate | None = None
    note: str | None = None
    subject: str | None = None

    def __repr__(self) -> str:
        return f"<Item {self.id}: {self.question}>"

    @property
    def id(self) -> str:
        """The identifier of the item in a sheet: the references of its provisions."""
        return SEPARATOR.join(map(str, self.provisions))


@frozen(eq=False, repr=False)
class Checklist(Table[Item, "ItemCells", "Outcome | OutcomeText"]):
    """Questions in the order of the documents, to be answered on paper or in a sheet.

    `partial` names the documents of which only a part is shipped; `undecided` counts the provisions
    that may apply to the profile. Neither's provisions are asked for. `missing` has the facts on which the
    undecided ones depend, with the number of these, most first.
    """

    column_types: ClassVar[Mapping[str, Any]] = {"result": str | None}
    columns = (
        "id", "question", "ask_for", "names", "under", "level", "result", "evidence", "assessor", "date",
        "note", "subject",
    )  # fmt: skip
    noun = "item"
    words = Outcome
    word_field = "result"

    partial: tuple[Ref, ...] = ()
    undecided: int = 0
    missing: tuple[tuple[str, int], ...] = ()

    def row(self, record: Item) -> ItemCells:
        """Return one item as plain values; the result in words without underscores."""
        return {**super().row(record), "result": None if record.result is None else _in_words(record.result)}

    def headline(self) -> str:
        """Return how many items there are, for which provisions, and what was left out."""
        provisions = [ref for item in self for ref in item.provisions]
        documents = {ref.document for ref in provisions}
        parts = [
            f"{quantity(len(self), self.noun)} for {quantity(len(provisions), 'provision')} "
            f"of {quantity(len(documents), 'document')}"
        ]
        if self.undecided:
            facts = ", ".join(f"{fact} ({number})" for fact, number in self.missing[:_MAX_FACTS])
            depend = f", which depends on {facts}" if facts else ""
            parts.append(f"{self.undecided} more may apply{depend}")
        parts += [f"only a part of {document} is shipped" for document in self.partial]
        return "; ".join(parts)

    @property
    def assessment(self) -> Assessment:
        """The results so far, one for each provision; items without a result are left out."""
        results = [
            Result(ref, item.result, item.evidence, item.assessor, item.date, item.note, item.subject)
            for item in self
            if item.result is not None
            for ref in item.provisions
        ]
        return attach_provenance(Assessment(results), self._provenance)

    def fill(self, assessment: Assessment) -> Checklist:
        """Return the checklist with the results of an assessment filled in.

        Where an item has several results, the worst stands, the note tells which there are, and all other
        texts are joined.

        Raises:
            InvalidData: The results are of several subjects, which need a checklist each.
        """
        check_instance("assessment", assessment, Assessment)
        if len(assessment.subjects) > 1:
            raise InvalidData(
                f"a checklist is of one subject, the results of {len(assessment.subjects)}",
                field="subject",
                repair="fill a checklist with each assessment of split_by_subject()",
            )
        results: dict[Ref, list[Result]] = {}
        for result in assessment:
            results.setdefault(result.ref, []).append(result)
        return self._with([_fill(item, results) for item in self])

    def to_csv(self) -> str:
        """Return CSV (RFC 4180), with an apostrophe before what a spreadsheet would take for a formula.

        `read` removes the apostrophe.
        """
        # An apostrophe of the text itself is doubled, to distinguish it from one before a formula.
        rows = [[f"'{text}" if text.startswith("'") else text for text in row] for row in self._texts()]
        return as_csv(self.columns, [dict(zip(self.columns, row, strict=True)) for row in rows])

    def to_xlsx(self, path: str | os.PathLike[str]) -> None:
        """Write a sheet for Excel, with the results to choose from a list and no text as a formula.

        Raises:
            InvalidData: The checklist has no items.
        """
        if not self:
            raise InvalidData(
                f"the checklist has nothing to ask ({self.headline()})",
                repair="make it of documents whose provisions can be assessed",
            )
        widths = dict.fromkeys(self.columns, 24) | {"question": 60, "ask_for": 40, "result": 16, "date": 12}
        results = {"result": list(map(_in_words, Outcome))}
        xlsx.write(path, "Checklist", widths, self._texts(), results, self._source_line())

    def _texts(self) -> list[list[str]]:
        """Return every row as texts."""
        return [list(map(cell_text, row.values())) for row in self.rows()]

    @classmethod
    def read(cls, source: str | os.PathLike[str]) -> Assessment:
        r"""Return the results that people filled in.

        Columns are found by their header and items by their id, so that rows may be sorted, filtered and
        hidden, and columns added, moved and left out; only id and result are required. An item without
        a result is not_assessed. Several rows of one item stay, as `Assessment` keeps them.

        Args:
            source: A file (.xlsx or CSV), or CSV as a text.

        Raises:
            InvalidData: A value cannot be read; the message names file, row and column.

        >>> print(Checklist.read("result;id;mine\nPartly;owasp-llm-top-10@2025:LLM01;x\n"))
        1 result: 1 partly
        ref                          result
        owasp-llm-top-10@2025:LLM01  partly
        """
        path = path_text(source)
        name = "the text" if "\n" in path else path
        return Assessment([result for entry in entries(path, name) for result in results_of(entry, name)])


def _in_words(outcome: Outcome) -> str:
    return outcome.replace("_", " ")


def _fill(item: Item, results: dict[Ref, list[Result]]) -> Item:
    """Return an item with its results filled in, of which the worst stands."""
    found = [result for ref in item.provisions for result in results.get(ref, ())]
    if not found:
        return item

    def joined(name: str) -> str | None:
        texts = dict.fromkeys(getattr(result, name) for result in found if getattr(result, name))
        return "; ".join(texts) or None

    outcomes = dict.fromkeys(each.result for each in found if each.result is not Outcome.NOT_ASSESSED)
    notes = [joined("note"), f"results: {', '.join(map(_in_words, outcomes))}" if len(outcomes) > 1 else None]
    dates = sorted(result.date for result in found if result.date)
    return evolve(
        item,
        result=worst_results(found)[0].result,
        evidence=joined("evidence") or item.evidence,
        assessor=joined("assessor") or item.assessor,
        date=dates[-1] if dates else item.date,
        note="; ".join(note for note in notes if note) or item.note,
        subject=joined("subject") or item.subject,
    )
