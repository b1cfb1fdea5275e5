"""The graph of mapping sets: nodes, edges, and walks over them, read as far as questions need."""

from .index import Edge, Graph, graph_of
from .view import RANKS, STRUCTURE, GraphView, SetStatement, Steps, TargetSteps

__all__ = [
    "RANKS",
    "STRUCTURE",
    "Edge",
    "Graph",
    "GraphView",
    "SetStatement",
    "Steps",
    "TargetSteps",
    "graph_of",
]
