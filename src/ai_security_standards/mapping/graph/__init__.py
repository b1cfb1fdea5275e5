"""The index over mapping sets: who is related to whom, in numbers, read as far as questions reach."""

from .index import Graph, graph_of
from .view import RANKS, STRUCTURE, GraphView, Steps, TargetSteps

__all__ = ["RANKS", "STRUCTURE", "TargetSteps", "Graph", "Steps", "GraphView", "graph_of"]
