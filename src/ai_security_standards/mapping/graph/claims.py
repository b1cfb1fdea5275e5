"""What single rows of a mapping set may claim: groups, strict overlaps, caveats, ends that are unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..._store.sssom import NEGATED, TYPES, Sheet
from ...algebra import ANY, CHILD_TO_PARENT, EQUAL, PARENT_TO_CHILD, Relation
from ...vocabulary import RelationshipType
from .meanings import SET_MEANING

__all__ = ["Claims", "claims_of", "group_meaning"]

_SUBSET, _SUPERSET = int(Relation.SUBSET_OF), int(Relation.SUPERSET_OF)
_APART, _STRICT_OVERLAP = int(Relation.NO_RELATIONSHIP), int(Relation.INTERSECTS_WITH)
_INTERSECTS = TYPES.index(RelationshipType.INTERSECTS_WITH)


class Claims(NamedTuple):
    """The rows of a sheet that are read otherwise than their type alone would have it.

    Attributes:
        unresolved: Rows with an end that does not exist.
        caveated: Rows that something limits.
        bits: The set relation of rows that are strict, or in a group of several provisions.
    """

    unresolved: frozenset[int]
    caveated: frozenset[int]
    bits: Mapping[int, int]


def claims_of(sheet: Sheet) -> Claims:
    """Return what the rows of a sheet may claim."""
    caveated = frozenset(range(len(sheet))) if sheet.header.caveats else _rows_with(sheet, "caveats")
    strict = _rows_with(sheet, "strict")
    bits = {row: _STRICT_OVERLAP for row in strict if sheet.codes[row] == _INTERSECTS}
    bits.update(_grouped(sheet))
    return Claims(_rows_with(sheet, "unresolved"), caveated, bits)


def _rows_with(sheet: Sheet, column: str) -> frozenset[int]:
    """Return the rows that have a text in a column."""
    if column not in sheet.texts:
        return frozenset()
    places, _ = sheet.texts[column]
    return frozenset(row for row, place in enumerate(places) if place)


def _grouped(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the rows of groups, each with its set relation."""
    groups: dict[tuple[str | None, int], list[int]] = {}
    for row in sorted(_rows_with(sheet, "group")):
        groups.setdefault((sheet.text("group", row), sheet.codes[row]), []).append(row)
    for (_, code), rows in groups.items():
        subjects, objects = ({ends[row] for row in rows} for ends in (sheet.subjects, sheet.objects))
        if len(rows) > 1:
            yield from dict.fromkeys(rows, group_meaning(code, len(subjects), len(objects))).items()


def group_meaning(code: int, subjects: int, objects: int) -> int:
    """Return what follows for one subject and one object of a group that is related as a whole.

    Subjects stand for the union of what they ask, and objects likewise.

    Args:
        code: The code of the type that relates the two unions.
        subjects: The number of subjects.
        objects: The number of objects.
    """
    relation = SET_MEANING[code]
    if subjects == objects == 1 or relation == _APART:
        return relation
    if code & NEGATED:
        return ANY
    if objects == 1:
        return {_SUBSET: _SUBSET, EQUAL: CHILD_TO_PARENT}.get(relation, ANY)
    if subjects == 1:
        return {_SUPERSET: _SUPERSET, EQUAL: PARENT_TO_CHILD}.get(relation, ANY)
    return ANY
