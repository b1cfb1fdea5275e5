"""Rows of a table as relationships: which column says what, and what a row says with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...vocabulary import LossKind
from ..foreign import End, ForeignRow, Report
from .layout import SheetRow, SheetTable, folded
from .naming import Documents, identifiers_in, is_nothing
from .relations import Reading, rationale_of

__all__ = ["Columns", "relationship_rows"]


class Columns(NamedTuple):
    """The columns of a table of relationships, by folded name; several where the first that is filled counts.

    Attributes:
        subject, object: The identifiers of the two ends.
        subject_title, object_title: Their titles.
        subject_summary, object_summary: What they say.
        relationship: The word of the relationship.
        strength: The strength.
        rationale: The word of a rationale; a sentence in its place is kept as `explanation`.
        comment: Remarks.
        further: The names of further columns that are kept, each with the slot of a mapping set.
    """

    subject: str
    object: str
    subject_title: tuple[str, ...] = ()
    object_title: tuple[str, ...] = ()
    subject_summary: tuple[str, ...] = ()
    object_summary: tuple[str, ...] = ()
    relationship: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    rationale: tuple[str, ...] = ()
    comment: tuple[str, ...] = ()
    further: Mapping[str, str] = MappingProxyType({})

    @property
    def several(self) -> Iterator[tuple[str, ...]]:
        """The columns of each meaning that has several, of which the first that is filled counts."""
        return (each for each in self if isinstance(each, tuple) and each != self.rationale)

    def knows(self, name: str) -> bool:
        """Tell whether a column, by its folded name, is carried."""
        listed = (each for each in self if isinstance(each, tuple))
        return name in (self.subject, self.object, *self.further, *(name for each in listed for name in each))


def relationship_rows(
    table: SheetTable, columns: Columns, keys: tuple[str, str], documents: Documents, report: Report
) -> Iterator[ForeignRow]:
    """Yield the relationships of a table; a row without subject continues the one above it.

    Args:
        table: The table.
        columns: Its columns.
        keys: The documents of the two ends.
        documents: Takes the provisions that rows name.
        report: Takes the rows that name no other end.
    """
    reading = Reading(report)
    subject: End | None = None
    for row in table.rows():
        named = row.get(columns.subject)
        if named is not None and folded(named) == columns.subject:
            report.add(LossKind.DROPPED, table.title or table.file, row.place, "the header once more")
            continue
        if named is not None:
            titles = row.get(*columns.subject_title), row.get(*columns.subject_summary)
            subject = None if is_nothing(named) else documents.end(keys[0], named, *titles)
        targets = _targets(row, table, columns, keys[1], documents)
        word = row.get(*columns.relationship)
        if not targets or subject is None:
            if targets or not is_nothing(word) or row.get(*columns.comment):
                ends = " ".join(each.key for each in (subject, *targets) if each is not None)
                what = " ".join(f"{ends} {word or ''} without another end".split())
                report.add(LossKind.DROPPED, table.title or table.file, row.place, what)
            continue
        found = reading.stated(None if is_nothing(word) else word, row.place)
        texts = _texts(row, columns)
        if found.stated is not None:
            texts["stated"] = found.stated
        for target in targets:
            yield ForeignRow(row.place, subject, found.type, target, found.negated, texts)


def _targets(row: SheetRow, table: SheetTable, columns: Columns, key: str, documents: Documents) -> list[End]:
    """Return the ends that a cell lists; a title belongs to one that is alone."""
    listed = identifiers_in(row.raw.get(table.columns[columns.object], ""))
    if len(listed) == 1:
        titles = row.get(*columns.object_title), row.get(*columns.object_summary)
        return [documents.end(key, listed[0], *titles)]
    return [documents.end(key, each) for each in listed]


def _texts(row: SheetRow, columns: Columns) -> dict[str, str]:
    """Return the columns of a mapping set that a row fills."""
    texts = {slot: row.cells[name] for name, slot in columns.further.items() if name in row.cells}
    strength, comment = row.get(*columns.strength), row.get(*columns.comment)
    if strength is not None and not is_nothing(strength):
        is_known = strength.isdecimal() and len(strength) < 3 and int(strength) <= 10
        texts["strength" if is_known else "stated_strength"] = strength
    if comment is not None:
        texts["comment"] = comment
    for name in columns.rationale:
        word, sentence = rationale_of(row.get(name))
        if word is not None:
            texts.setdefault("rationale", word)
        elif sentence is not None and not is_nothing(sentence):
            texts.setdefault("explanation", sentence)
    return texts
