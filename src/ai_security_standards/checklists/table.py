"""The checklist as a table: one item per question, filled in, exported and read back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from ..assessments import Assessment, Result
from ..errors import InvalidData
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..tables import Table, to_plain_value, xlsx
from ..tables.text import as_csv
from ..vocabulary import Outcome

TYPE_CHECKING = False
from .reading import SAME, _entered, _entries

__all__ = ["Checklist", "Item"]



_WORDS = [word.value.replace("_", " ") for word in Outcome]


@frozen(kw_only=True, repr=False)
class Item:
    """One question of a checklist, the evidence to ask for, and what was found.

    `provisions` are those behind it: several where the mapping shows that they ask the same; `names`
    are their names, `under` what they stand under. `result` is None until somebody has looked.
    """

    question: str
    ask_for: str
    provisions: tuple[Ref, ...]
    names: tuple[str, ...]
    under: tuple[str, ...]
    result: Outcome | None = None
    evidence: str | None = None
    assessor: str | None = None
    date: PartialDate | None = None
    note: str | None = None

    def __repr__(self) -> str:
        return f"<Item {self.id}: {self.question}>"

    @property
    def id(self) -> str:
        """What the item is known by in a sheet: the references of its provisions."""
        return SAME.join(map(str, self.provisions))


class Checklist(Table[Item]):
    """Questions in the order of the documents, to be answered on paper or in a sheet.

    `undecided` counts the provisions of which the profile leaves open whether they apply, `partial`
    names documents of which only a part is shipped: neither's provisions are asked for.
    """

    __slots__ = ("partial", "undecided")

    columns = (
        "id", "question", "ask_for", "names", "under", "result", "evidence", "assessor", "date", "note",
    )  # fmt: skip

    partial: tuple[Ref, ...]
    undecided: int

    def __init__(self, records: Sequence[Item], partial: tuple[Ref, ...] = (), undecided: int = 0) -> None:
        super().__init__(records)
        object.__setattr__(self, "partial", partial)
        object.__setattr__(self, "undecided", undecided)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.partial, self.undecided)

    def row(self, record: Item) -> dict[str, Any]:
        """One item as plain values; the result in words without underscores."""
        row = {name: to_plain_value(getattr(record, name)) for name in self.columns}
        return {**row, "result": None if record.result is None else record.result.replace("_", " ")}

    def headline(self) -> str:
        """How many items, from how many provisions of how many documents, and what was left out."""
        provisions = [ref for item in self for ref in item.provisions]
        documents = {ref.document for ref in provisions}
        parts = [f"{len(self)} items for {len(provisions)} provisions of {len(documents)} documents"]
        parts += [f"{self.undecided} more may apply"] if self.undecided else []
        parts += [f"only a part is shipped of {document}" for document in self.partial]
        return "; ".join(parts)

    @property
    def assessment(self) -> Assessment:
        """What has been found so far, provision by provision; what nobody looked at is not in it."""
        found = ((item, item.result) for item in self)
        return Assessment(
            [
                Result(ref, result, item.evidence, item.assessor, item.date, item.note)
                for item, result in found
                if result is not None
                for ref in item.provisions
            ]
        )

    def filled(self, assessment: Assessment) -> Checklist:
        """The same with the results of an assessment entered.

        Of an item with several provisions, or with several rows of results, texts are joined. Raises
        InvalidData where the results of one item differ.
        """
        found: dict[Ref, list[Result]] = {}
        for each in assessment:
            found.setdefault(each.ref, []).append(each)
        items = [
            _fill(item, [each for ref in item.provisions for each in found.get(ref, ())]) for item in self
        ]
        return Checklist(items, self.partial, self.undecided)

    def to_csv(self) -> str:
        """CSV (RFC 4180); a value that a spreadsheet would take for a formula is led by an apostrophe.

        `read` takes the apostrophe away again.
        """
        return as_csv(
            self.columns, [dict(zip(self.columns, row, strict=True)) for row in self._cells(quoted=True)]
        )

    def to_xlsx(self, path: str | os.PathLike[str]) -> None:
        """Write a sheet for Excel: the results to choose from a list, no text taken for a formula.

        Needs the extra `xlsx`, else ImportError.
        """
        widths = dict.fromkeys(self.columns, 24) | {"question": 60, "ask_for": 40, "result": 16, "date": 12}
        xlsx.write(path, "Checklist", widths, self._cells(quoted=False), {"result": _WORDS})

    def _cells(self, quoted: bool) -> list[list[str]]:
        rows = []
        for row in self.rows():
            texts = ["; ".join(value) if isinstance(value, tuple) else value or "" for value in row.values()]
            # An apostrophe of the text's own is doubled, so that the one that leads a formula can be told.
            rows.append([f"'{text}" if quoted and text.startswith("'") else text for text in texts])
        return rows

    @classmethod
    def read(cls, source: str | os.PathLike[str]) -> Assessment:
        r"""The results that people entered: from a file (.xlsx or CSV), or from CSV as a text.

        Columns are known by their header and items by their id, so that rows may be sorted, filtered and
        hidden, and columns added, moved and left out; only id and result must be there. An item
        without a result is not_assessed. Raises InvalidData, which names file, row and column.

        >>> print(Checklist.read("result;id;mine\nPartly;owasp-llm-top-10@2025:LLM01;x\n"))
        <1 results: 1 partly>
        """
        results: list[Result] = []
        seen: dict[Ref, tuple[str, Outcome]] = {}
        name = "the text" if "\n" in os.fspath(source) else os.fspath(source)
        for place, cells in _entries(source, name):
            for each in _entered(place, cells, name):
                before = seen.setdefault(each.ref, (place, each.result))
                if before[1] is not each.result:
                    raise InvalidData(
                        f"{each.ref} is {each.result} here and {before[1]} in {before[0]}",
                        name,
                        place,
                        "result",
                        "keep one of the two rows, or one result",
                    )
                results.append(each)
        return Assessment(results)


def _fill(item: Item, found: list[Result]) -> Item:
    outcomes = dict.fromkeys(each.result for each in found)
    if len(outcomes) > 1:
        raise InvalidData(
            f"its provisions are {' and '.join(outcomes)}",
            record=item.id,
            field="result",
            repair="settle which",
        )

    def joined(name: str) -> str | None:
        texts = dict.fromkeys(getattr(each, name) for each in found if getattr(each, name))
        return "; ".join(texts) or None

    dates = sorted(each.date for each in found if each.date)
    return evolve(
        item,
        result=next(iter(outcomes), item.result),
        evidence=joined("evidence") or item.evidence,
        assessor=joined("assessor") or item.assessor,
        date=dates[-1] if dates else item.date,
        note=joined("note") or item.note,
    )
