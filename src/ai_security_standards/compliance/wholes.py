"""What provably contains a provision: by structure at any depth, or by what follows from relationships."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import TypeAlias

from ..algebra import CHILD_TO_PARENT, COMPOSED, CONVERSE, COVERING, Relation
from ..mapping.graph import GraphView, relations_between
from ..mapping.proofs import Inference, Proof, weakest_link

__all__ = ["WholeProofs", "Wholes", "wholes_of"]

#: What contains given parts: by whole and part, the node that the part lies in by relationships. That is
#: the part itself where structure alone says so, else the whole or something below it.
Wholes: TypeAlias = Mapping[int, Mapping[int, int]]


def wholes_of(view: GraphView, parts: Collection[int], nodes: Collection[int], max_steps: int) -> Wholes:
    """Return what contains parts.

    Args:
        view: The graph as the question sees it.
        parts: The nodes that may lie within others.
        nodes: The nodes that they may lie within, beside those above them in their document.
        max_steps: The longest chain of relationships.
    """
    found: dict[int, dict[int, int]] = {}

    def record(part: int, via: int) -> None:
        for whole in (via, *view.graph.ancestors(via)):
            if whole != part:
                found.setdefault(whole, {}).setdefault(part, via)

    for part in parts:
        record(part, part)
    relations = relations_between(view, parts, set(nodes).difference(parts), max_steps)
    for via in sorted(relations, key=view.graph.names.__getitem__):
        for part, bits in relations[via].items():
            if COVERING[CONVERSE[bits]]:
                record(part, via)
    return found


class WholeProofs:
    """Inferences that parts lie within wholes, each part's chains followed once."""

    def __init__(self, view: GraphView, max_steps: int) -> None:
        self.view, self.max_steps = view, max_steps
        self._proofs: dict[int, Proof] = {}

    def inference(self, part: int, via: int, whole: int) -> Inference:
        """Return the inference that a part lies within a whole.

        Args:
            part: The node that lies within the other.
            via: The node that it lies in by relationships: itself, the whole, or something below it.
            whole: The node that contains it.
        """
        view, graph = self.view, self.view.graph
        chain = [via]
        above = graph.ancestors(via)
        while chain[-1] != whole:
            chain.append(next(above))
        upwards = tuple(view.structural_relationship(*pair, CHILD_TO_PARENT) for pair in pairwise(chain))
        if via == part:
            relation, paths = CHILD_TO_PARENT, [upwards]
        else:
            inference = self._proof(part).inference(via)
            relation = COMPOSED[inference.relation][CHILD_TO_PARENT] if upwards else int(inference.relation)
            paths = [(*path, *upwards) for path in inference.paths]
        source, target = graph.ref(part), graph.ref(whole)
        documents = dict.fromkeys((source.document, target.document))
        superseded = tuple(each for each in documents if view.is_superseded(str(each)))
        return Inference(source, target, Relation(relation), tuple(paths), *weakest_link(paths), superseded)

    def _proof(self, part: int) -> Proof:
        proof = self._proofs.get(part)
        if proof is None:
            layers = self.view.relations_from(part, self.max_steps)
            proof = self._proofs[part] = Proof(self.view, part, layers)
        return proof
