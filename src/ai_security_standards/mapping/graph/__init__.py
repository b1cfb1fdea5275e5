"""The graph of mapping sets: nodes, edges, and walks over them, read as far as questions need."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .bridges import HUB, Bridges, bridges_between
    from .index import Edge, Graph, graph_of
    from .meanings import RANKS, SET_MEANING, STRICT_MEANING, STRUCTURE
    from .moves import EDITIONS, Hop, Hops, Kinship, Move, Moves
    from .neighbours import DirectSteps, Steps, TargetSteps
    from .reachability import (
        Mitigation,
        candidate_sources,
        chain_to,
        chainable_edges,
        denials,
        edges_between,
        editions_with_mitigations,
        has_candidate,
        is_mitigation,
        lineage_between,
        lineage_relationships,
        mitigations,
        relations_between,
    )
    from .view import GraphView
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "bridges": "HUB Bridges bridges_between",
            "index": "Edge Graph graph_of",
            "moves": "EDITIONS Hop Hops Kinship Move Moves",
            "reachability": "Mitigation candidate_sources chain_to chainable_edges denials edges_between "
            "editions_with_mitigations has_candidate is_mitigation lineage_between lineage_relationships "
            "mitigations relations_between",
            "meanings": "RANKS SET_MEANING STRICT_MEANING STRUCTURE",
            "neighbours": "DirectSteps Steps TargetSteps",
            "view": "GraphView",
        },
    )

__all__ = [
    "EDITIONS",
    "HUB",
    "RANKS",
    "SET_MEANING",
    "STRICT_MEANING",
    "STRUCTURE",
    "Bridges",
    "DirectSteps",
    "Edge",
    "Graph",
    "GraphView",
    "Hop",
    "Hops",
    "Kinship",
    "Mitigation",
    "Move",
    "Moves",
    "Steps",
    "TargetSteps",
    "bridges_between",
    "candidate_sources",
    "chain_to",
    "chainable_edges",
    "denials",
    "edges_between",
    "editions_with_mitigations",
    "graph_of",
    "has_candidate",
    "is_mitigation",
    "lineage_between",
    "lineage_relationships",
    "mitigations",
    "relations_between",
]
