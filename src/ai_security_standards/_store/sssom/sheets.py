"""Sheets: the relationships of a mapping set in columns of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import attrs

from ...algebra import INVERSE
from ...records.dates import PartialDate
from ...records.refs import Ref
from ...records.relationships import MappingSet, Relationship
from ...vocabulary import Rationale, RelationshipType
from .slots import FIELDS

__all__ = [
    "CODES", "NEGATED", "SEPARATOR", "TYPES", "Column", "Sheet", "Texts", "document_slots", "sheet_of",
]  # fmt: skip

#: The types of relationship; the code of a type is its place here.
TYPES = tuple(RelationshipType)
CODES = {word: code for code, word in enumerate(TYPES)}
#: The bit of a code that says that the relationship is denied.
NEGATED = 64
#: The sign between several texts in a cell, as SSSOM has it.
SEPARATOR = "|"
_RATIONALES = {word.value: word for word in Rationale}


#: For each row the place of its text in the distinct texts, and these, None first.
Texts = tuple["array[int]", tuple[str | None, ...]]


class Sheet:
    """The relationships of one mapping set, column by column: numbers, and each distinct text once.

    Attributes:
        header: The record of the set.
        refs: The distinct references at the ends.
        subjects, objects: For each row, the places of its ends in `refs`.
        codes: For each row, the place of its type in `TYPES`, with the bit `NEGATED` if it is denied.
        texts: The texts of each further column.
    """

    __slots__ = ("_parsed_refs", "codes", "header", "objects", "refs", "subjects", "texts")

    def __init__(
        self,
        header: MappingSet,
        refs: tuple[str, ...],
        subjects: array[int],
        objects: array[int],
        codes: bytes,
        texts: Mapping[str, Texts],
    ) -> None:
        self.refs, self.subjects, self.objects, self.codes = refs, subjects, objects, codes
        self.texts = texts
        #: The references that records have asked for, by their places in `refs`.
        self._parsed_refs: dict[int, Ref] = {}
        documents = [ref.partition(":")[0] for ref in refs]
        self.header = attrs.evolve(
            header,
            size=len(codes),
            subjects=_parsed({documents[end] for end in set(subjects)}),
            objects=_parsed({documents[end] for end in set(objects)}),
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

    def _ref(self, place: int) -> Ref:
        """Return a reference by its place, parsed once."""
        ref = self._parsed_refs.get(place)
        if ref is None:
            ref = self._parsed_refs[place] = Ref.parse(self.refs[place])
        return ref

    def text(self, column: str, row: int) -> str | None:
        """Return the text of a row in a further column."""
        if column not in self.texts:
            return None
        places, values = self.texts[column]
        return values[places[row]]

    def relationship(
        self,
        row: int,
        reversed: bool = False,
        superseded: tuple[Ref, ...] = (),
        reworded: tuple[Ref, ...] = (),
    ) -> Relationship:
        """Return the record of a row.

        Args:
            row: The place of the row.
            reversed: Whether to read it from its object.
            superseded: The documents at its ends that are not current editions.
            reworded: The provisions at its ends whose wording is newer.
        """
        code = self.codes[row]
        ends, word = (self.subjects[row], self.objects[row]), TYPES[code & ~NEGATED]
        if reversed:
            ends, word = ends[::-1], INVERSE[word]
        fields: dict[str, Any] = {name: self.text(name, row) for name in FIELDS if name in self.texts}
        for name, convert in _CONVERSIONS.items():
            if fields.get(name) is not None:
                fields[name] = convert(fields[name])
        caveats = fields.pop("caveats", None) or ()
        if caveats or self.header.caveats:
            # What limits a whole set limits each of its relationships.
            fields["caveats"] = tuple(dict.fromkeys((*caveats, *self.header.caveats)))
        others = ((name, self.text(name, row)) for name in self.texts if name not in FIELDS)
        return Relationship(
            subject=self._ref(ends[0]),
            type=word,
            object=self._ref(ends[1]),
            mapping_set=self.header.id,
            trust=self.header.trust,
            negated=bool(code & NEGATED),
            other=tuple((name, text) for name, text in others if text is not None),
            reversed=reversed,
            superseded=superseded,
            reworded=reworded,
            **fields,
        )

    def __iter__(self) -> Iterator[Relationship]:
        return map(self.relationship, range(len(self)))


#: How the texts of a relationship become values; all others stay texts.
_CONVERSIONS: Mapping[str, Callable[[str], Any]] = {
    "caveats": lambda text: text.split(SEPARATOR),
    "confidence": float,
    "strength": int,
    "date": PartialDate,
    "rationale": _RATIONALES.__getitem__,
}


def _parsed(refs: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(map(Ref.parse, sorted(refs)))


class Column:
    """The distinct texts of a column, each checked once, and their places by row."""

    __slots__ = ("_check", "_index", "places")

    def __init__(self, check: Callable[[str], object]) -> None:
        self._check = check
        self._index: dict[str, int] = {"": 0}
        self.places = array("I")

    def add(self, cell: str) -> None:
        """Add the text of the next row; the check raises where it is wrong."""
        place = self._index.get(cell)
        if place is None:
            self._check(cell)
            place = self._index[cell] = len(self._index)
        self.places.append(place)

    @property
    def filled(self) -> bool:
        """Whether any row has a text."""
        return len(self._index) > 1

    @property
    def values(self) -> tuple[str | None, ...]:
        """The distinct texts, None first."""
        return (None, *list(self._index)[1:])


def document_slots(header: MappingSet) -> dict[str, str]:
    """Return the slots for the document at each end, where all rows have the same one."""
    slots = {}
    for side, documents in (("subject", header.subjects), ("object", header.objects)):
        if len(documents) == 1:
            slots[f"{side}_source"] = f"aiss:{documents[0].standard}"
            slots[f"{side}_source_version"] = str(documents[0].edition)
    return slots


def sheet_of(header: MappingSet, relationships: Iterable[Relationship]) -> Sheet:
    """Return the sheet of these records."""
    records = tuple(relationships)
    refs: dict[str, int] = {}
    subjects, objects, codes = array("I"), array("I"), bytearray()
    columns = {name: Column(str) for name in sorted(FIELDS)}
    others = {name: Column(str) for name in sorted({name for each in records for name, _ in each.other})}
    for relationship in records:
        subjects.append(refs.setdefault(str(relationship.subject), len(refs)))
        objects.append(refs.setdefault(str(relationship.object), len(refs)))
        codes.append(CODES[relationship.type] | NEGATED * relationship.negated)
        for name, value in zip(columns, _TEXTS(relationship), strict=True):
            if name == "caveats":
                value = SEPARATOR.join(each for each in value if each not in header.caveats)
            columns[name].add("" if value is None else str(value))
        further = dict(relationship.other)
        for name, column in others.items():
            column.add(further.get(name, ""))
    columns.update(others)
    texts = {name: (column.places, column.values) for name, column in columns.items() if column.filled}
    return Sheet(header, tuple(refs), subjects, objects, bytes(codes), texts)


_TEXTS = attrgetter(*sorted(FIELDS))
