"""Relationships that cannot all hold, found by path consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from ..algebra import COMPOSED, CONVERSE
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..tables import Table
from .graph import RANKS, STRUCTURE, GraphView
from .inferring import mapping_sets_of
from .proofs import Path
from .scopes import view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Conflict", "Conflicts", "conflicts"]


@frozen(repr=False)
class Conflict:
    """Relationships that cannot all hold, though without any one of them the others could."""

    relationships: Path

    def __repr__(self) -> str:
        told = "; ".join(map(str, self.relationships))
        return f"<Conflict of {len(self.relationships)} relationships: {told}>"

    @property
    def provisions(self) -> tuple[Ref, ...]:
        """The provisions that they are about."""
        ends = {end for each in self.relationships for end in (each.subject, each.object)}
        return tuple(sorted(ends, key=str))


class Conflicts(Table[Conflict]):
    """Small sets of relationships that cannot all hold."""

    __slots__ = ()

    columns = ("relationships", "mapping_sets", "provisions")

    def row(self, record: Conflict) -> dict[str, Any]:
        return {
            "relationships": tuple(map(str, record.relationships)),
            "mapping_sets": mapping_sets_of([record.relationships]),
            "provisions": tuple(map(str, record.provisions)),
        }

    def headline(self) -> str:
        """How many."""
        return f"{len(self)} conflicts"


Claim = tuple[int, int, int, Relationship]


def conflicts(snapshot: Snapshot, mapping_sets: Sequence[str]) -> Conflicts:
    """See `Catalog.conflicts`."""
    view = view_of(snapshot, mapping_sets=mapping_sets or None)
    return Conflicts([Conflict(found) for claims in _components(_claims(view)) for found in _minimal(claims)])


def _claims(view: GraphView) -> list[Claim]:
    """Every statement about sets, and what the structure says of those that are spoken of."""
    graph = view.graph
    claims: list[Claim] = []
    for _, volume in sorted(graph.register.mappings.items()):
        if not view.set_accepted(volume.sheet.header):
            continue
        for edge in graph.edges_of_set(volume):
            sheet, row = graph.row(edge)
            claims += view.set_statement(sheet, row)
    spoken = dict.fromkeys(node for one, other, _, _ in claims for node in (one, other))
    for node in spoken:
        above = view.above(node)
        while above is not None and above not in spoken:
            above = view.above(above)
        if above is not None:
            claims.append((node, above, *view.structural(node, above)))
    return claims


def _components(claims: list[Claim]) -> list[list[Claim]]:
    """The statements, those apart that have no provision in common over others."""
    leader: dict[int, int] = {}

    def lead(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for one, other, _, _ in claims:
        leader[lead(one)] = lead(other)
    parts: dict[int, list[Claim]] = {}
    for claim in claims:
        parts.setdefault(lead(claim[0]), []).append(claim)
    return list(parts.values())


def _minimal(claims: list[Claim]) -> Iterator[Path]:
    """Small sets of statements that cannot all hold; of each found, the least trusted is then set aside."""
    left = list(range(len(claims)))
    while True:
        clash = _clash(claims, left)
        if not clash:
            return
        needed = sorted(clash)
        for each in sorted(clash):
            fewer = [other for other in needed if other != each]
            if _clash(claims, fewer):
                needed = fewer
        records = [claims[each][3] for each in needed]
        yield tuple(records)
        asserted = [each for each in needed if claims[each][3].mapping_set != STRUCTURE]
        worst = max(asserted, key=lambda each: (RANKS[claims[each][3].trust], each))
        left.remove(worst)


def _clash(claims: list[Claim], chosen: Iterable[int]) -> frozenset[int]:
    """Statements from which a contradiction follows by path consistency; none if they are consistent."""
    held: dict[int, dict[int, tuple[int, frozenset[int]]]] = {}
    open_: list[tuple[int, int]] = []

    def tighten(one: int, other: int, bits: int, why: frozenset[int]) -> frozenset[int]:
        before, reasons = held.setdefault(one, {}).get(other, (31, frozenset()))
        after = before & bits
        if after == before:
            return frozenset()
        why |= reasons
        held[one][other] = after, why
        held.setdefault(other, {})[one] = CONVERSE[after], why
        open_.append((one, other))
        return frozenset() if after else why

    for number in chosen:
        one, other, bits, _ = claims[number]
        wrong = tighten(one, other, bits, frozenset((number,)))
        if wrong:
            return wrong
    while open_:
        one, other = open_.pop()
        for start, middle in ((one, other), (other, one)):
            bits, why = held[start][middle]
            composed = COMPOSED[bits]
            for end, (more, reasons) in list(held[middle].items()):
                if end != start and composed[more] != 31:
                    wrong = tighten(start, end, composed[more], why | reasons)
                    if wrong:
                        return wrong
    return frozenset()
