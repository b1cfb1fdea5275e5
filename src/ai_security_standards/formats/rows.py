"""The rows of mapping sets: what their columns can hold, and the file that they make."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve

from .._store.sssom.sheets import NEGATED, TYPES
from .._store.sssom.writing import Coded, curie, dump_columns
from ..algebra import STYLES, Relation, meaning
from ..errors import InvalidData
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.relationships import MappingSet
from ..vocabulary import LossKind, MappingStyle, Rationale, RelationshipType
from .foreign import Report
from .packing import Texts
from .texts import tidy

__all__ = ["StatedRows", "columns_of", "date_of", "strict_meaning"]


class StatedRows:
    """The rows of a mapping set as they are written, column by column.

    Attributes:
        ends: The distinct ends: the number of a document, and with a colon a provision.
        texts: The distinct texts of further columns, none first.
    """

    def __init__(self, documents: Sequence[Ref], ends: Texts, texts: Texts) -> None:
        """Begin without rows.

        Args:
            documents: The documents by number.
            ends: The distinct ends.
            texts: The texts, to which further ones are added.
        """
        self.ends, self.texts = ends, texts
        self._documents = tuple(map(str, documents))
        self._subjects, self._objects, self._codes = array("I"), array("I"), bytearray()
        self._columns: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def column_count(self) -> int:
        """How many further columns any row fills."""
        return len(self._columns)

    def add(self, subject: int, code: int, object: int, texts: Mapping[str, str]) -> None:
        """Add a row: the numbers of its ends, its code, and its further columns."""
        for name, text in texts.items():
            column = self._columns.setdefault(name, array("I"))
            column.extend((0,) * (len(self) - len(column)))
            column.append(self.texts.add(text))
        self._subjects.append(subject)
        self._objects.append(object)
        self._codes.append(code)

    @property
    def style(self) -> MappingStyle:
        """The style that most rows have."""
        counts: Counter[MappingStyle] = Counter()
        for code, count in Counter(self._codes).items():
            counts[STYLES[TYPES[code & ~NEGATED]]] += count
        return max(counts, key=lambda style: (counts[style], style))

    def dumped(self, header: MappingSet) -> bytes:
        """Return the file of a mapping set with these rows."""
        unresolved = self._columns.get("unresolved", ())
        header = evolve(
            header,
            size=len(self),
            subjects=self._documents_of(self._subjects),
            objects=self._documents_of(self._objects),
            unresolved=len(unresolved) - sum(place == 0 for place in unresolved),
        )
        columns = {}
        for name, column in self._columns.items():
            column.extend((0,) * (len(self) - len(column)))
            columns[name] = Coded(self.texts, column)
        places = self._subjects, self._objects
        return dump_columns(header, _Curies(self._documents, self.ends), places, self._codes, columns)

    def _documents_of(self, ends: Iterable[int]) -> tuple[Ref, ...]:
        """Return the documents at some ends."""
        seen = bytearray(len(self.ends))
        for end in ends:
            seen[end] = 1
        numbers = {int(self.ends[end].partition(":")[0]) for end, is_seen in enumerate(seen) if is_seen}
        return tuple(map(Ref.parse, sorted(self._documents[number] for number in numbers)))


class _Curies(Sequence[str]):
    """The CURIEs of ends, made when they are asked for."""

    def __init__(self, documents: Sequence[str], ends: Texts) -> None:
        self._documents, self._ends = documents, ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        document, colon, provision = self._ends[int(number)].partition(":")
        return curie(f"{self._documents[int(document)]}{colon}{provision}")


def _number_within(limit: int, kind: Callable[[str], float]) -> Callable[[str], object]:
    def check(text: str) -> None:
        if len(text) > 20 or not 0 <= kind(text) <= limit:
            raise ValueError(text)

    return check


#: What raises where a column cannot hold a value.
_CHECKS: Mapping[str, Callable[[str], object]] = {
    "confidence": _number_within(1, float),
    "date": PartialDate,
    "rationale": Rationale,
    "strength": _number_within(10, int),
}


@cache
def strict_meaning(relation: RelationshipType, negated: bool) -> Relation:
    """Return what a relationship says of two sets, as NIST IR 8477 has it."""
    return meaning(relation, negated, strict=True)


def columns_of(
    cells: Mapping[str, str], place: Callable[[], str], set_id: str, report: Report
) -> dict[str, str]:
    """Return the columns that a row fills and that a mapping set can hold; others are reported.

    Args:
        cells: The texts of the row, by column.
        place: Returns where the row stands.
        set_id: The mapping set, for the report.
        report: Takes the values that a column cannot hold.
    """
    texts = {}
    for name, given in cells.items():
        text = tidy(given)
        if text is not None:
            texts[name] = text
    for name, check in _CHECKS.items():
        if name not in texts:
            continue
        try:
            check(texts[name])
        except (InvalidData, ValueError):
            report.add(LossKind.DROPPED, set_id, f"{place()}, {name}", texts.pop(name))
    return texts


def date_of(text: str | None, record: str, report: Report) -> PartialDate | None:
    """Return a date; what is none is reported."""
    if not text:
        return None
    try:
        return PartialDate(text)
    except InvalidData:
        report.add(LossKind.DROPPED, record, "date", text)
        return None
