"""The index over mapping sets: who is related to whom, in numbers, read as far as questions reach."""

from .numbering import Graph, graph_of
from .viewing import RANKS, STRUCTURE, Ending, Steps, View

__all__ = ["RANKS", "STRUCTURE", "Ending", "Graph", "Steps", "View", "graph_of"]
