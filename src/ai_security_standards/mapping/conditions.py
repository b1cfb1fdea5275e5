"""What follows only if relationships with caveats count: the second of the two readings of a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from ..algebra import ANY, ENTAILS_NAMED
from ..records.refs import Ref
from ..records.relationships import Relationship
from .graph import GraphView, TargetSteps

__all__ = ["Conditions", "rewording_text"]


class Conditions:
    """What follows under caveats, for the sources of one question."""

    def __init__(
        self,
        view: GraphView,
        max_steps: int,
        target_steps: Callable[[GraphView], TargetSteps] | None = None,
    ) -> None:
        self._plain, self.view = view, view.with_caveats()
        self._max_steps = max_steps
        self._number, self._limited = 0, frozenset[int]()
        # Most questions meet no caveat, and need no such steps.
        self._target_steps = None if target_steps is None else cache(target_steps)

    def layers(self, plain: list[dict[int, int]]) -> list[dict[int, int]]:
        """Return the layers of `relations_from` with caveats; the same ones if none is met on the way.

        Args:
            plain: The layers of a source without caveats.
        """
        limited = self._caveated_nodes()
        if all(limited.isdisjoint(layer) for layer in plain[:-1]):
            return plain
        (source,) = plain[0]
        target_steps = None if self._target_steps is None else self._target_steps(self.view)
        return self.view.relations_from(source, self._max_steps, target_steps)

    def _caveated_nodes(self) -> frozenset[int]:
        """Return the provisions that rows with caveats relate, and those with the same texts."""
        nodes = self._plain.graph.caveated_nodes
        if len(nodes) != self._number:
            # Reading a mapping set may add some.
            self._number, mates = len(nodes), self._plain.mates
            self._limited = frozenset(mate for node in [*nodes] for mate in (node, *mates(node)))
        return self._limited

    @staticmethod
    def indicated(plain: Mapping[int, int], limited: Mapping[int, int]) -> dict[int, int]:
        """Return the nodes of which more is said under caveats than without, with what is said.

        A contradiction that caveats make is none: nothing is said then.

        Args:
            plain: The bits of each node without caveats.
            limited: The bits of each node with them.
        """
        if plain is limited:
            return {}
        return {
            node: bits
            for node, bits in limited.items()
            if bits and ENTAILS_NAMED[bits] and bits != plain.get(node, ANY)
        }


def rewording_text(view: GraphView, ref: Ref, step: Relationship) -> str:
    """Return the sentence that a relationship is about an earlier wording of one of its ends.

    Args:
        view: The graph that the question sees.
        ref: The end.
        step: The relationship.
    """
    graph = view.graph
    since = graph.structure(str(ref.document)).wordings[graph.node(str(ref))]
    return f"the wording of {ref} is of {since}, and {step.mapping_set} relates an earlier one"
