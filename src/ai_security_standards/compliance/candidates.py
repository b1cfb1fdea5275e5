"""Candidates for a provision that nothing implemented covers, ranked by how well they are supported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..mapping.graph import RANKS, Edge, GraphView, chainable_edges
from ..mapping.proofs import Candidate, Chain, weakest_link
from ..snapshot import Snapshot

__all__ = ["CandidateChains", "SupportedCandidate"]


class SupportedCandidate(NamedTuple):
    """A candidate, and how many independent bodies state its least supported step."""

    candidate: Candidate
    bodies: int

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The sort key of candidates: trust, number of steps, number of bodies, and source."""
        candidate = self.candidate
        return RANKS[candidate.trust], len(candidate.path), -self.bodies, str(candidate.source)


class _Link(NamedTuple):
    """The best trusted chain between two neighbours, and how many bodies state one."""

    chain: Chain
    bodies: int


class CandidateChains:
    """The candidates of one question, with each pair of neighbours looked up once."""

    def __init__(self, snapshot: Snapshot, view: GraphView) -> None:
        self.view, self.mappings = view, snapshot.register.mappings
        self._edges: dict[int, dict[int, list[Edge]]] = {}
        self._links: dict[tuple[int, int], _Link] = {}

    def candidate(self, source: int, target: int, pairs: Iterable[tuple[int, int]]) -> SupportedCandidate:
        """Return a chain from a source to a target as a candidate.

        Args:
            source: The node where the chain begins.
            target: The node where it ends.
            pairs: The chain, as pairs of neighbours from the source on.
        """
        graph = self.view.graph
        links = [self._link(*pair) for pair in pairs]
        path = tuple(step for link in links for step in link.chain)
        candidate = Candidate(graph.ref(source), graph.ref(target), path, *weakest_link([path]))
        return SupportedCandidate(candidate, min(link.bodies for link in links))

    def _link(self, near: int, far: int) -> _Link:
        link = self._links.get((near, far))
        if link is None:
            records = [self.view.relationship(*edge) for edge in self._edges_of(near).get(far, ())]
            if records:
                chain: Chain = (min(records, key=lambda record: (RANKS[record.trust], str(record))),)
            else:  # of provisions with the same text, or of other editions
                chain = self.view.chains_between(near, far, exact=False)[0][0]
            bodies = {self._body(record.mapping_set) for record in records or chain}
            link = self._links[near, far] = _Link(chain, len(bodies))
        return link

    def _body(self, mapping_set: str) -> str:
        """Return the publisher of a mapping set, or its name if it states none."""
        file = self.mappings.get(mapping_set)
        return (file and file.sheet.header.publisher) or mapping_set

    def _edges_of(self, node: int) -> dict[int, list[Edge]]:
        edges = self._edges.get(node)
        if edges is None:
            edges = self._edges[node] = chainable_edges(self.view, node)
        return edges
