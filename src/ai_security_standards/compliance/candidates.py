"""Candidates for a provision that is not covered: the best chain that leads there, and how many say so."""

from __future__ import annotations

from collections.abc import Mapping

from ..mapping.graph import RANKS, GraphView
from ..mapping.graph.reachability import chain_to
from ..mapping.proofs import Candidate, weakest_link
from ..records.relationships import Relationship

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Chains"]


class Chains:
    """Candidates, with the links between provisions looked up once."""

    def __init__(self, snapshot: Snapshot, view: GraphView) -> None:
        self.view, self.mappings = view, snapshot.register.mappings
        self._edges: dict[int, dict[int, list[tuple[int, int, int]]]] = {}
        self._links: dict[tuple[int, int], tuple[Relationship, int]] = {}

    def candidate(self, source: int, target: int, reached: Mapping[int, int]) -> tuple[Candidate, int]:
        """The shortest chain to a node, and how many bodies say its least supported step."""
        links = [self._link(one, other) for one, other in chain_to(reached, source, target)]
        path, graph = tuple(record for record, _ in links), self.view.graph
        made = Candidate(graph.ref(source), graph.ref(target), path, *weakest_link([path]))
        return made, min(bodies for _, bodies in links)

    def _link(self, one: int, other: int) -> tuple[Relationship, int]:
        """The best trusted relationship of two neighbours, and how many bodies say one."""
        found = self._links.get((one, other))
        if found is None:
            said = [self.view.relationship(*edge) for edge in self._around(one)[other]]
            best = min(said, key=lambda record: (RANKS[record.trust], str(record)))
            sets = {record.mapping_set for record in said}
            bodies = {self.mappings[each].sheet.header.publisher or each for each in sets}
            found = self._links[one, other] = best, len(bodies)
        return found

    def _around(self, node: int) -> dict[int, list[tuple[int, int, int]]]:
        """The edges of a node that chains may go over, by the node at the far end."""
        found = self._edges.get(node)
        if found is None:
            found = self._edges[node] = {}
            for edge in self.view.edges(node):
                if self.view.is_chainable(*edge):
                    found.setdefault(self.view.graph.far_node(*edge), []).append(edge)
        return found
