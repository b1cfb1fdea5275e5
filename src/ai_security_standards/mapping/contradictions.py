"""Find relationships that contradict each other, by path consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from ..algebra import ANY, CHILD_TO_PARENT, COMPOSED, CONVERSE, EQUAL
from ..records.cards import Card
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..snapshot import Snapshot
from ..tables import Table
from .graph import EDITIONS, RANKS, SET_MEANING, STRICT_MEANING, STRUCTURE, GraphView
from .graph.moves import same_text
from .inferring import mapping_sets_of
from .proofs import Chain
from .scopes import view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Never

    from ..tables.rows import ConflictCells

__all__ = ["Conflict", "Conflicts", "conflicts"]


@frozen(repr=False)
class Conflict(Card):
    """Relationships that contradict each other; without any one of them, the others do not."""

    relationships: Chain

    def __repr__(self) -> str:
        texts = "; ".join(map(str, self.relationships))
        return f"<Conflict of {len(self.relationships)} relationships: {texts}>"

    @property
    def reasons(self) -> tuple[str, ...]:
        """What each side lacks, of the relationships that are strict overlaps."""
        return tuple(dict.fromkeys(each.strict for each in self.relationships if each.strict))

    @property
    def provisions(self) -> tuple[Ref, ...]:
        """The provisions at the ends of the relationships, sorted."""
        ends = {end for each in self.relationships for end in (each.subject, each.object)}
        return tuple(sorted(ends, key=str))


class Conflicts(Table[Conflict, "ConflictCells", "Never"]):
    """Small sets of relationships that contradict each other."""

    noun = "conflict"
    column_types: ClassVar[Mapping[str, Any]] = {
        "relationships": tuple[str, ...],
        "mapping_sets": tuple[str, ...],
        "reasons": tuple[str, ...],
    }
    columns = ("relationships", "mapping_sets", "provisions", "reasons")

    def row(self, record: Conflict) -> ConflictCells:
        """Return a conflict as plain values by column."""
        return {
            "relationships": tuple(map(str, record.relationships)),
            "mapping_sets": mapping_sets_of([record.relationships]),
            "provisions": tuple(map(str, record.provisions)),
            "reasons": record.reasons,
        }


class Statement(NamedTuple):
    """A relationship that relates two nodes as sets, by the bits of a `Relation`."""

    one: int
    other: int
    bits: int
    relationship: Relationship


def conflicts(snapshot: Snapshot, mapping_sets: Sequence[str], strict: bool, editions: str) -> Conflicts:
    """See `Catalog.conflicts`."""
    view = view_of(snapshot, mapping_sets=mapping_sets or None, editions=editions)
    components = _components(_statements(view, strict))
    return Conflicts(
        [Conflict(chain) for statements in components for chain in _minimal_conflicts(statements)]
    )


def _statements(view: GraphView, strict: bool) -> list[Statement]:
    """Return all statements about sets that nothing limits, and those of the structure about their ends.

    Args:
        view: The graph that the question sees.
        strict: Whether every `intersects_with` says that neither contains the other.
    """
    graph, meaning = view.graph, STRICT_MEANING if strict else SET_MEANING
    statements: list[Statement] = []
    for sheet, row in view.visible_rows({code for code, bits in meaning.items() if bits != ANY}):
        one, other = graph.far_node(sheet, row, 1), graph.far_node(sheet, row, 0)
        if one != other and all(view.document_known(graph.documents[node]) for node in (one, other)):
            bits = graph.claims[sheet].bits.get(row, meaning[graph.sheets[sheet].codes[row]])
            if bits == ANY or not view.is_unlimited(sheet, row):
                continue
            statements.append(Statement(one, other, bits, view.relationship(sheet, row, 0)))
    related = dict.fromkeys(node for each in statements for node in (each.one, each.other))
    for node in [*related]:
        for mate in view.mates(node):
            if mate not in related or node < mate:
                record = same_text(graph.ref(node), graph.ref(mate))
                statements.append(Statement(node, mate, EQUAL, record))
            related[mate] = None
    for node in related:
        ancestor = next((each for each in graph.ancestors(node) if each in related), None)
        if ancestor is not None:
            record = view.structural_relationship(node, ancestor, CHILD_TO_PARENT)
            statements.append(Statement(node, ancestor, CHILD_TO_PARENT, record))
    return statements


def _components(statements: list[Statement]) -> list[list[Statement]]:
    """Return the statements by connected component of the nodes that they relate."""
    representatives: dict[int, int] = {}

    def representative(node: int) -> int:
        while representatives.setdefault(node, node) != node:
            representatives[node] = representatives[representatives[node]]
            node = representatives[node]
        return node

    for statement in statements:
        representatives[representative(statement.one)] = representative(statement.other)
    components: dict[int, list[Statement]] = {}
    for statement in statements:
        components.setdefault(representative(statement.one), []).append(statement)
    return list(components.values())


def _minimal_conflicts(statements: list[Statement]) -> Iterator[Chain]:
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
        asserted = [number for number in needed if records[number].mapping_set not in (STRUCTURE, EDITIONS)]
        remaining.remove(max(asserted, key=lambda number: (RANKS[records[number].trust], number)))


#: What is known of two nodes: the bits, and the numbers of the statements behind them. A plain tuple:
#: conflicts make 18,000 of them, and a named one takes 220 ns instead of 25.
_Known = tuple[int, frozenset[int]]
_NOTHING: _Known = (ANY, frozenset())


def _contradiction(statements: list[Statement], chosen: Iterable[int]) -> frozenset[int]:
    """Return the numbers of statements that entail a contradiction by path consistency, if any do."""
    network: dict[int, dict[int, _Known]] = {}
    queue: list[tuple[int, int]] = []

    def tighten(one: int, other: int, bits: int, support: frozenset[int]) -> frozenset[int]:
        """Add a statement, and return the support of a contradiction if it makes one."""
        known, known_support = network.setdefault(one, {}).get(other, _NOTHING)
        both = known & bits
        if both == known:
            return frozenset()
        support |= known_support
        network[one][other] = both, support
        network.setdefault(other, {})[one] = CONVERSE[both], support
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
