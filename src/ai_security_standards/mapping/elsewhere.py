"""What an answer leaves out although the data hold it: other editions, and sets left out by trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from .graph import GraphView
from .scopes import Scope

__all__ = ["Elsewhere", "elsewhere_between", "elsewhere_text"]


class Elsewhere(NamedTuple):
    """Relationships that an answer leaves out: how many, between which documents, and why.

    `reason` is "edition" where they relate other editions, and "trust" where `trust` or `mapping_sets`
    leaves their set out.
    """

    source: str
    target: str
    number: int
    reason: str


def elsewhere_text(elsewhere: Iterable[Elsewhere]) -> str:
    """Return the end of a headline that counts relationships elsewhere; empty if there are none."""
    texts = [f"{each.number} between {each.source} and {each.target} ({each.reason})" for each in elsewhere]
    return f"; elsewhere: {', '.join(texts)}" if texts else ""


def elsewhere_between(view: GraphView, one: Scope, other: Scope) -> tuple[Elsewhere, ...]:
    """Count the relationships between two standards that a question about them does not see.

    Args:
        view: The graph that the question sees.
        one: The scope at one end.
        other: The scope at the other end.
    """
    if one.standard == other.standard:
        return ()
    graph, counts = view.graph, Counter[tuple[str, str, str]]()
    editions = graph.register.editions
    families = frozenset(editions[one.standard]), frozenset(editions[other.standard])
    files = [file for _, file in sorted(graph.register.mappings.items())]
    for file in files:
        if all(not file.documents.isdisjoint(family) for family in families):
            sheet = graph.sheet_number(file)
            for row in range(len(file.sheet)):
                if view.is_positive(sheet, row) and view.row_visible(sheet, row):
                    ends = graph.far_node(sheet, row, 1), graph.far_node(sheet, row, 0)
                    reason = _reason(view, sheet, one, other, ends) or _reason(view, sheet, other, one, ends)
                    if reason:
                        counts[graph.documents[ends[0]], graph.documents[ends[1]], reason] += 1
    return tuple(
        Elsewhere(source, target, number, reason)
        for (source, target, reason), number in sorted(counts.items())
    )


def _reason(view: GraphView, sheet: int, near: Scope, far: Scope, ends: tuple[int, int]) -> str:
    """Return why a question from one scope to another does not see a row; empty if it does, or need not.

    Args:
        view: The graph that the question sees.
        sheet: The number of the row's sheet.
        near: The scope that the row's subject may be in.
        far: The scope that the row's object may be in.
        ends: The subject and the object, as nodes.
    """
    names = view.graph.names
    if view.moves is not None and (near.ids is not None or far.ids is not None):
        # A number may mean something else in another edition: what a provision was there is seen.
        return ""
    if not (near.contains_in_any_edition(names[ends[0]]) and far.contains_in_any_edition(names[ends[1]])):
        return ""
    if not view.sheet_accepted(sheet):
        return "trust"
    is_seen = _is_seen(view, near, ends[0]) and _is_seen(view, far, ends[1])
    return "" if is_seen else "edition"


def _is_seen(view: GraphView, scope: Scope, node: int) -> bool:
    """Tell whether a node is in a scope, or a move between editions leads from there into it."""
    names = view.graph.names
    moves = () if view.moves is None else view.moves.into(node, scope.document)
    return scope.contains(names[node]) or any(scope.contains(names[move.node]) for move in moves)
