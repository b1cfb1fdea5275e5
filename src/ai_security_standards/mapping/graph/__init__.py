"""The graph of mapping sets: nodes, edges, and walks over them, read as far as questions need."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .index import Edge, Graph, graph_of
    from .view import RANKS, STRUCTURE, GraphView, SetStatement, Steps, TargetSteps
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "view": "GraphView RANKS STRUCTURE SetStatement Steps TargetSteps",
            "index": "Edge Graph graph_of",
        },
    )

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
