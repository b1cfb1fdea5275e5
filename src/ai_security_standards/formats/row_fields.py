"""What writers of mapping sets share: which rows another format may state, and which fields they lose."""

from __future__ import annotations

from ..records.relationships import MappingSet, Relationship
from ..vocabulary import LossKind, RelationshipType
from .foreign import Report

__all__ = ["WITHOUT_WEAKER", "can_stand_alone", "report_row", "report_set"]

#: The types that no weaker word says: that the two are related would be close to the opposite.
WITHOUT_WEAKER = frozenset((RelationshipType.NO_RELATIONSHIP, RelationshipType.CONTRARY))
_FIELDS = (
    "strength", "confidence", "rationale", "argument", "stated", "locator", "date", "comment", "unresolved",
    "strict", "justification",
)  # fmt: skip


def can_stand_alone(row: Relationship) -> bool:
    """Tell whether a format may state a row that knows neither denials, groups, nor whole documents.

    A row of a group says something of several provisions together: alone, it would say more.
    """
    has_ends = row.subject.provision is not None and row.object.provision is not None
    return has_ends and not row.negated and row.group is None


def report_row(row: Relationship, whole: MappingSet, carried: frozenset[str], report: Report) -> None:
    """List the fields of a row that a format does not carry.

    Args:
        row: The row.
        whole: Its set, whose own caveats are listed once.
        carried: The fields that are carried; `other` for all further slots.
        report: Takes the entries.
    """
    for field in _FIELDS:
        value = getattr(row, field)
        if value is not None and field not in carried:
            report.add(LossKind.DROPPED, str(row), field, value)
    further = [("caveats", caveat) for caveat in row.caveats if caveat not in whole.caveats]
    further += [] if "other" in carried else row.other
    for field, value in further:
        if field not in carried:
            report.add(LossKind.DROPPED, str(row), field, value)


def report_set(whole: MappingSet, fields: tuple[str, ...], report: Report) -> None:
    """List the fields of a mapping set that a format does not carry, and what limits all of its rows.

    Args:
        whole: The set.
        fields: The fields that the format does not carry.
        report: Takes the entries.
    """
    for field in fields:
        value = getattr(whole, field)
        if value:
            report.add(LossKind.DROPPED, whole.id, field, value)
    for caveat in whole.caveats:
        report.add(LossKind.DROPPED, whole.id, "caveats", caveat)
