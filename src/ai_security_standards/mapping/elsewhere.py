"""What an answer leaves out although the data hold it: other editions, directions, types, and trusts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .graph import GraphView, is_mitigation
from .scopes import Scope

__all__ = ["Elsewhere", "elsewhere_between", "elsewhere_by_trust", "elsewhere_text"]

#: What a question on threats leaves out of the relationships that it sees.
_DIRECTION, _TYPE, _CAVEATS = "direction", "type", "caveats"


class Elsewhere(NamedTuple):
    """Relationships that an answer leaves out: how many, between which documents, and why.

    `reason` is "edition" where they relate other editions, and "trust" where `trust` or `mapping_sets`
    leaves their set out. Of questions on threats it is also "direction" where what is asked about mitigates
    what is implemented, "type" where they name no mitigation, and "caveats" where something limits them.
    """

    source: str
    target: str
    number: int
    reason: str


def elsewhere_text(elsewhere: Iterable[Elsewhere]) -> str:
    """Return the end of a headline that counts relationships elsewhere; empty if there are none."""
    texts = [f"{each.number} between {each.source} and {each.target} ({each.reason})" for each in elsewhere]
    return f"; elsewhere: {', '.join(texts)}" if texts else ""


def elsewhere_between(
    view: GraphView, ones: Sequence[Scope], others: Sequence[Scope], threats: bool = False
) -> tuple[Elsewhere, ...]:
    """Count the relationships between two sides that a question about them does not see.

    Args:
        view: The graph that the question sees.
        ones: The scopes at one end; of a question on threats, that of these.
        others: The scopes at the other end.
        threats: Whether only mitigations of the one by the other answer the question.
    """
    counts = Counter[tuple[str, str, str]]()
    for one in ones:
        for other in others:
            if one.standard != other.standard:
                _count(view, one, other, threats, counts)
    return _listed(counts)


def elsewhere_by_trust(view: GraphView, scope: Scope, target: Scope | None) -> tuple[Elsewhere, ...]:
    """Count the relationships of a scope that `trust` or `mapping_sets` leaves out.

    Args:
        view: The graph that the question sees.
        scope: The scope at one end.
        target: The scope at the other end, None for any.
    """
    graph, counts = view.graph, Counter[tuple[str, str, str]]()
    for _, file in sorted(graph.register.mappings.items()):
        if scope.document in file.documents:
            sheet = graph.sheet_number(file)
            for row in () if view.sheet_accepted(sheet) else range(len(file.sheet)):
                ends = graph.far_node(sheet, row, 1), graph.far_node(sheet, row, 0)
                names = graph.names[ends[0]], graph.names[ends[1]]
                is_asked = any(
                    scope.contains(near) and (target is None or target.contains(far))
                    for near, far in (names, names[::-1])
                )
                if is_asked and view.row_visible(sheet, row):
                    counts[graph.documents[ends[0]], graph.documents[ends[1]], "trust"] += 1
    return _listed(counts)


def _listed(counts: Counter[tuple[str, str, str]]) -> tuple[Elsewhere, ...]:
    return tuple(
        Elsewhere(source, target, number, reason)
        for (source, target, reason), number in sorted(counts.items())
    )


def _count(
    view: GraphView, one: Scope, other: Scope, threats: bool, counts: Counter[tuple[str, str, str]]
) -> None:
    """Count what a question about two scopes does not see.

    Args:
        view: The graph that the question sees.
        one: The scope at one end.
        other: The scope at the other end.
        threats: Whether only mitigations of the one by the other answer the question.
        counts: The numbers by documents and reason, which are added to.
    """
    graph = view.graph
    editions = graph.register.editions
    families = frozenset(editions[one.standard]), frozenset(editions[other.standard])
    for _, file in sorted(graph.register.mappings.items()):
        if any(file.documents.isdisjoint(family) for family in families):
            continue
        sheet = graph.sheet_number(file)
        for row in range(len(file.sheet)):
            if view.is_positive(sheet, row) and view.row_visible(sheet, row):
                ends = graph.far_node(sheet, row, 1), graph.far_node(sheet, row, 0)
                # A row is written from either side.
                forwards = _reason(view, sheet, one, other, ends)
                reason = forwards or _reason(view, sheet, other, one, ends)
                if threats and "" in (forwards, reason):
                    reason = _reason_of_threats(view, sheet, row, graph.names[ends[0]], one)
                if reason:
                    counts[graph.documents[ends[0]], graph.documents[ends[1]], reason] += 1


def _reason_of_threats(view: GraphView, sheet: int, row: int, subject: str, threats: Scope) -> str:
    """Return why a relationship that a question on threats sees does not answer it; empty if it does.

    Args:
        view: The graph that the question sees.
        sheet: The number of the row's sheet.
        row: The row.
        subject: The name of its subject.
        threats: The scope of the threats.
    """
    is_threat = threats.contains_in_any_edition(subject)
    if is_mitigation(view, sheet, row, threat_first=is_threat):
        return "" if view.is_unlimited(sheet, row) else _CAVEATS
    return _DIRECTION if is_mitigation(view, sheet, row, threat_first=not is_threat) else _TYPE


def _reason(view: GraphView, sheet: int, near: Scope, far: Scope, ends: tuple[int, int]) -> str | None:
    """Return why a question from one scope to another does not see a row; None if it is not about them.

    Args:
        view: The graph that the question sees.
        sheet: The number of the row's sheet.
        near: The scope that the first end may be in.
        far: The scope that the second end may be in.
        ends: The two ends, as nodes.

    Returns:
        Empty if the question sees the row.
    """
    names = view.graph.names
    if not (near.contains_in_any_edition(names[ends[0]]) and far.contains_in_any_edition(names[ends[1]])):
        return None
    if not view.sheet_accepted(sheet):
        return "trust"
    if view.moves is not None and (near.ids is not None or far.ids is not None):
        # A number may mean something else in another edition: what a provision was there is seen.
        return ""
    is_seen = _is_seen(view, near, ends[0]) and _is_seen(view, far, ends[1])
    return "" if is_seen else "edition"


def _is_seen(view: GraphView, scope: Scope, node: int) -> bool:
    """Tell whether a node is in a scope, or a move between editions leads from there into it."""
    names = view.graph.names
    moves = () if view.moves is None else view.moves.into(node, scope.document)
    return scope.contains(names[node]) or any(scope.contains(names[move.node]) for move in moves)
