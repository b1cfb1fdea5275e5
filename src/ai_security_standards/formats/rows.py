"""The rows of mapping sets: what their columns can hold, and the file that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from .._store.sssom import dump, sheet_of
from ..algebra import STYLES, Relation, meaning
from ..errors import InvalidData
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.relationships import MappingSet, Relationship
from ..vocabulary import LossKind, MappingStyle, Rationale, RelationshipType, Trust
from .foreign import ForeignRow, Report
from .texts import tidy

__all__ = ["StatedRow", "columns_of", "date_of", "dumped", "strict_meaning", "style_of"]


class StatedRow(NamedTuple):
    """A row of a mapping set with its ends as references."""

    subject: Ref
    object: Ref
    row: ForeignRow
    problem: str | None
    texts: Mapping[str, str]

    def relationship(self, set_id: str) -> Relationship:
        """Return the record of the row."""
        return Relationship(
            subject=self.subject,
            type=self.row.type,
            object=self.object,
            negated=self.row.negated,
            mapping_set=set_id,
            trust=Trust.THIRD_PARTY,
            unresolved=self.problem,
            **_values(self.texts),
        )


def dumped(header: MappingSet, rows: Iterable[StatedRow]) -> bytes:
    """Return the file of a mapping set with these rows."""
    return dump(sheet_of(header, (each.relationship(header.id) for each in rows)))


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


_FIELDS = frozenset(
    "strength confidence rationale stated locator comment justification date argument".split()
)


def columns_of(row: ForeignRow, set_id: str, report: Report) -> dict[str, str]:
    """Return the columns that a row fills and that a mapping set can hold; others are reported.

    Args:
        row: The row.
        set_id: The mapping set, for the report.
        report: Takes the values that a column cannot hold.
    """
    texts = {}
    for name, given in row.texts.items():
        text = tidy(given)
        if text is not None:
            texts[name] = text
    for name, check in _CHECKS.items():
        if name not in texts:
            continue
        try:
            check(texts[name])
        except (InvalidData, ValueError):
            report.add(LossKind.DROPPED, set_id, f"{row.place}, {name}", texts.pop(name))
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


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a relationship; columns that are none become further slots."""
    values: dict[str, Any] = {name: text for name, text in texts.items() if name in _FIELDS}
    values["other"] = tuple(sorted((name, text) for name, text in texts.items() if name not in _FIELDS))
    return values


def style_of(rows: Iterable[Any]) -> MappingStyle:
    """Return the style that most rows have."""
    counts = Counter(STYLES[row.type] for row in rows)
    return max(counts, key=lambda style: (counts[style], style))
