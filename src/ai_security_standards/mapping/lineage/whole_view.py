"""The graph as lineage sees it: every trust and every mapping set of the day."""

from __future__ import annotations

from ...snapshot import Snapshot
from ..graph import GraphView, graph_of

__all__ = ["whole_view"]


def whole_view(snapshot: Snapshot) -> GraphView:
    """Return the graph with all mapping sets published by the day, made once."""
    return snapshot.cached("whole_view", _make)


def _make(snapshot: Snapshot) -> GraphView:
    return GraphView(graph_of(snapshot.register), snapshot.date, None, None)
