"""Moves between editions: from a provision to what it is in another one, which cost no step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...records.refs import Ref
from ...records.relationships import Relationship
from ...vocabulary import Lineage, RelationshipType, Trust
from .index import Graph

__all__ = [
    "EDITIONS",
    "Hop",
    "Hops",
    "Kinship",
    "Move",
    "Moves",
    "mates_of",
    "no_mates",
    "same_text",
]

#: The name of the mapping set of steps between editions.
EDITIONS = "editions"
_GRADES = list(Lineage)


class Hop(NamedTuple):
    """What a provision is in another edition: a reference, the grade, the author, and a record on demand.

    `sets` are the mapping sets that say so, none where identifier and title do.
    """

    target: str
    grade: Lineage
    trust: Trust
    sets: frozenset[str]
    record: Callable[[], Relationship]


#: The hops of each provision of a document, by reference.
Hops = Mapping[str, tuple[Hop, ...]]


class Kinship(NamedTuple):
    """What is known of documents with a common lineage.

    `hops` gives those of one document to another, `related` the documents to move to from one, and
    `between` the documents of two families that mapping sets relate to each other.
    """

    hops: Callable[[str, str], Hops]
    related: Callable[[str], tuple[str, ...]]
    between: Callable[[str, str], frozenset[str]]


class Move(NamedTuple):
    """A hop as the graph has it: the node that it leads to."""

    node: int
    hop: Hop


class Moves(dict[int, tuple[Move, ...]]):
    """The moves of each node, found when first asked for."""

    def __init__(self, graph: Graph, kinship: Kinship, accepts: Callable[[Hop], bool]) -> None:
        self._graph, self.kinship, self._accepts = graph, kinship, accepts

    def __missing__(self, node: int) -> tuple[Move, ...]:
        document = self._graph.documents[node]
        found = [move for other in self.kinship.related(document) for move in self.into(node, other)]
        found.sort(key=lambda move: _GRADES.index(move.hop.grade))
        moves = self[node] = tuple(found)
        return moves

    def into(self, node: int, document: str) -> Iterator[Move]:
        """Yield the moves of a node to another document."""
        return (move for _, move in self.of_all((node,), document))

    def of_all(self, nodes: Sequence[int], document: str) -> Iterator[tuple[int, Move]]:
        """Yield the moves of nodes of one document to another document, each with the node."""
        graph = self._graph
        near = graph.documents[nodes[0]]
        if near != document:
            hops = self.kinship.hops(near, document)
            for node in nodes:
                for hop in hops.get(graph.names[node], ()):
                    if self._accepts(hop):
                        yield node, Move(graph.node(hop.target), hop)

    def stated(self, node: int) -> Iterator[Move]:
        """Yield the moves of one provision to one, as the publisher or a mapping set states them."""
        return (move for move in self[node] if move.hop.grade is Lineage.STATED)

    def grade(self, record: Relationship) -> Lineage:
        """Return the grade of a hop that was returned as a relationship."""
        if record.type is RelationshipType.IDENTICAL:
            return Lineage.SAME
        index = self._graph.index
        (hop,) = self.between(index[str(record.subject)], index[str(record.object)])
        return hop.grade

    def between(self, one: int, other: int) -> tuple[Hop, ...]:
        """Return the hop from one node to another; nothing if there is none."""
        moves = self.into(one, self._graph.documents[other])
        return tuple(move.hop for move in moves if move.node == other)


def same_text(one: Ref, other: Ref) -> Relationship:
    """Return the step between two provisions whose texts are proved to be the same."""
    return Relationship(
        subject=one,
        type=RelationshipType.IDENTICAL,
        object=other,
        mapping_set=EDITIONS,
        trust=Trust.CURATED,
        comment="the texts are the same, by their digests",
    )


def mates_of(graph: Graph, accepts: Callable[[int, int], bool], node: int) -> tuple[int, ...]:
    """Return the provisions whose texts are proved to be the same as that of a node, by name.

    Args:
        graph: The graph of all mapping sets.
        accepts: Whether the question sees a row, by its sheet and number.
        node: The provision.
    """
    graph.load_editions_of(graph.documents[node].partition("@")[0])
    found, waiting = {node: None}, [node]
    for near in waiting:
        for sheet, row, reverse in graph.same_edges.get(near, ()):
            far = graph.far_node(sheet, row, reverse)
            if far not in found and accepts(sheet, row):
                found[far] = None
                waiting.append(far)
    return tuple(sorted([*found][1:], key=graph.names.__getitem__))


def no_mates(_: int) -> tuple[int, ...]:
    """Return no other provisions: the question is about these editions alone."""
    return ()
