"""Sheets: the relationships of a mapping set in columns of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import attrs

from ...records.dates import PartialDate
from ...records.refs import Ref
from ...records.relationships import MappingSet, Relationship
from ...vocabulary import Rationale, RelationshipType
from .slots import FIELDS

__all__ = ["CODES", "NEGATED", "TYPES", "Column", "Sheet", "sheet_of", "sides"]

TYPES = tuple(RelationshipType)
CODES = {word: code for code, word in enumerate(TYPES)}
NEGATED = 64
_RATIONALES = {word.value: word for word in Rationale}


class Sheet:
    """The relationships of one mapping set, column by column: numbers, and each distinct text once.

    `refs` holds the distinct references at the ends; `subjects` and `objects` point into it. A code of
    `codes` is the place of the type in `TYPES`, with the bit `NEGATED` where it is denied. `texts` has
    for each further column where in its distinct values each row's stands, 0 for none.
    """

    __slots__ = ("codes", "header", "objects", "refs", "subjects", "texts")

    def __init__(
        self,
        header: MappingSet,
        refs: tuple[str, ...],
        subjects: array[int],
        objects: array[int],
        codes: bytes,
        texts: Mapping[str, tuple[array[int], tuple[str | None, ...]]],
    ) -> None:
        self.refs, self.subjects, self.objects, self.codes = refs, subjects, objects, codes
        self.texts = texts
        documents = [ref.partition(":")[0] for ref in refs]
        self.header = attrs.evolve(
            header,
            size=len(codes),
            subjects=_parsed({documents[each] for each in set(subjects)}),
            objects=_parsed({documents[each] for each in set(objects)}),
            unresolved=sum(map(bool, texts["unresolved"][0])) if "unresolved" in texts else 0,
        )

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sheet):
            return NotImplemented
        return self.header == other.header and Counter(self) == Counter(other)

    def __hash__(self) -> int:
        return hash((self.header.id, len(self)))

    def text(self, column: str, row: int) -> str | None:
        """What stands in a further column of a row."""
        if column not in self.texts:
            return None
        places, values = self.texts[column]
        return values[places[row]]

    def relationship(self, row: int) -> Relationship:
        """The record of a row."""
        code = self.codes[row]
        fields = {name: self.text(name, row) for name in FIELDS if name in self.texts}
        confidence, strength = fields.pop("confidence", None), fields.pop("strength", None)
        date, rationale = fields.pop("date", None), fields.pop("rationale", None)
        other = ((name, self.text(name, row)) for name in self.texts if name not in FIELDS)
        made: dict[str, Any] = dict(fields)
        return Relationship(
            subject=Ref.parse(self.refs[self.subjects[row]]),
            type=TYPES[code & ~NEGATED],
            object=Ref.parse(self.refs[self.objects[row]]),
            mapping_set=self.header.id,
            trust=self.header.trust,
            negated=bool(code & NEGATED),
            confidence=None if confidence is None else float(confidence),
            strength=None if strength is None else int(strength),
            date=None if date is None else PartialDate(date),
            rationale=None if rationale is None else _RATIONALES[rationale],
            other=tuple((name, text) for name, text in other if text is not None),
            **made,
        )

    def __iter__(self) -> Iterator[Relationship]:
        return map(self.relationship, range(len(self)))


def _parsed(refs: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(map(Ref.parse, sorted(refs)))


class Column:
    """The distinct values of a column, each judged once."""

    __slots__ = ("index", "judge", "places")

    def __init__(self, judge: Callable[[str], str]) -> None:
        self.judge = judge
        self.index: dict[str, int] = {"": 0}
        self.places = array("I")

    def add(self, cell: str) -> None:
        place = self.index.get(cell)
        if place is None:
            self.judge(cell)
            place = self.index[cell] = len(self.index)
        self.places.append(place)

    @property
    def values(self) -> tuple[str | None, ...]:
        return (None, *list(self.index)[1:])


def sides(header: MappingSet) -> dict[str, str]:
    """The document at each end, where it is one for all rows: SSSOM wants it said once."""
    sides = {}
    for side, documents in (("subject", header.subjects), ("object", header.objects)):
        if len(documents) == 1:
            sides[f"{side}_source"] = f"aiss:{documents[0].standard}"
            sides[f"{side}_source_version"] = str(documents[0].edition)
    return sides


def sheet_of(header: MappingSet, relationships: Iterable[Relationship]) -> Sheet:
    """A sheet made of records, as `dump` writes it."""
    refs: dict[str, int] = {}
    subjects, objects, codes = array("I"), array("I"), bytearray()
    columns = {name: Column(str) for name in sorted(FIELDS)}
    for each in relationships:
        subjects.append(refs.setdefault(str(each.subject), len(refs)))
        objects.append(refs.setdefault(str(each.object), len(refs)))
        codes.append(CODES[each.type] | NEGATED * each.negated)
        for name, value in zip(columns, _VALUES(each), strict=True):
            columns[name].add("" if value is None else str(value))
    texts = {name: (each.places, each.values) for name, each in columns.items() if len(each.index) > 1}
    return Sheet(header, tuple(refs), subjects, objects, bytes(codes), texts)


_VALUES = attrgetter(*sorted(FIELDS))
