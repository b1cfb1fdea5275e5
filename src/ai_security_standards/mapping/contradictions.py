"""Find relationships that contradict each other, by path consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from ..algebra import ANY, COMPOSED, CONVERSE
from ..records.refs import Ref
from ..tables import Table
from .graph import RANKS, STRUCTURE, SetStatement
from .graph.rows import set_statements
from .inferring import mapping_sets_of
from .proofs import Chain
from .scopes import view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Conflict", "Conflicts", "conflicts"]


@frozen(repr=False)
class Conflict:
    """Relationships that contradict each other; without any one of them, the others do not."""

    relationships: Chain

    def __repr__(self) -> str:
        texts = "; ".join(map(str, self.relationships))
        return f"<Conflict of {len(self.relationships)} relationships: {texts}>"

    @property
    def provisions(self) -> tuple[Ref, ...]:
        """The provisions at the ends of the relationships, sorted."""
        ends = {end for each in self.relationships for end in (each.subject, each.object)}
        return tuple(sorted(ends, key=str))


class Conflicts(Table[Conflict]):
    """Small sets of relationships that contradict each other."""

    noun = "conflict"
    columns = ("relationships", "mapping_sets", "provisions")

    def row(self, record: Conflict) -> dict[str, Any]:
        """Return a conflict as plain values by column."""
        return {
            "relationships": tuple(map(str, record.relationships)),
            "mapping_sets": mapping_sets_of([record.relationships]),
            "provisions": tuple(map(str, record.provisions)),
        }


def conflicts(snapshot: Snapshot, mapping_sets: Sequence[str]) -> Conflicts:
    """See `Catalog.conflicts`."""
    view = view_of(snapshot, mapping_sets=mapping_sets or None)
    components = _components(set_statements(view))
    return Conflicts(
        [Conflict(chain) for statements in components for chain in _minimal_conflicts(statements)]
    )


def _components(statements: list[SetStatement]) -> list[list[SetStatement]]:
    """Return the statements by connected component of the nodes that they relate."""
    representatives: dict[int, int] = {}

    def representative(node: int) -> int:
        while representatives.setdefault(node, node) != node:
            representatives[node] = representatives[representatives[node]]
            node = representatives[node]
        return node

    for statement in statements:
        representatives[representative(statement.one)] = representative(statement.other)
    components: dict[int, list[SetStatement]] = {}
    for statement in statements:
        components.setdefault(representative(statement.one), []).append(statement)
    return list(components.values())


def _minimal_conflicts(statements: list[SetStatement]) -> Iterator[Chain]:
    """Yield minimal conflicts; after each, its least trusted statement is set aside."""
    remaining = list(range(len(statements)))
    while conflict := sorted(_contradiction(statements, remaining)):
        needed = list(conflict)
        for number in conflict:
            fewer = [each for each in needed if each != number]
            if _contradiction(statements, fewer):
                needed = fewer
        records = {number: statements[number].relationship for number in needed}
        yield tuple(records.values())
        asserted = [number for number in needed if records[number].mapping_set != STRUCTURE]
        remaining.remove(max(asserted, key=lambda number: (RANKS[records[number].trust], number)))


class _Known(NamedTuple):
    """What is known of two nodes: the bits, and the numbers of the statements behind them."""

    bits: int
    support: frozenset[int]


_NOTHING = _Known(ANY, frozenset())


def _contradiction(statements: list[SetStatement], chosen: Iterable[int]) -> frozenset[int]:
    """Return the numbers of statements that entail a contradiction by path consistency, if any do."""
    network: dict[int, dict[int, _Known]] = {}
    queue: list[tuple[int, int]] = []

    def tighten(one: int, other: int, bits: int, support: frozenset[int]) -> frozenset[int]:
        """Add a statement, and return the support of a contradiction if it makes one."""
        known = network.setdefault(one, {}).get(other, _NOTHING)
        both = known.bits & bits
        if both == known.bits:
            return frozenset()
        support |= known.support
        network[one][other] = _Known(both, support)
        network.setdefault(other, {})[one] = _Known(CONVERSE[both], support)
        queue.append((one, other))
        return frozenset() if both else support

    for number in chosen:
        one, other, bits, _ = statements[number]
        contradiction = tighten(one, other, bits, frozenset((number,)))
        if contradiction:
            return contradiction
    while queue:
        one, other = queue.pop()
        for start, middle in ((one, other), (other, one)):
            bits, support = network[start][middle]
            composed = COMPOSED[bits]
            for end, (step, step_support) in list(network[middle].items()):
                if end != start and composed[step] != ANY:
                    contradiction = tighten(start, end, composed[step], support | step_support)
                    if contradiction:
                        return contradiction
    return frozenset()
