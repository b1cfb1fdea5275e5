"""Find relationships that contradict each other, by path consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from ..algebra import ANY, CHILD_TO_PARENT, EQUAL
from ..records.cards import Card
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..snapshot import Snapshot
from ..tables import Table
from .graph import EDITIONS, RANKS, SET_MEANING, STRICT_MEANING, STRUCTURE, GraphView
from .graph.moves import same_text
from .inferring import mapping_sets_of
from .path_consistency import Network
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
            if bits == ANY or not view.is_unlimited(sheet, row) or graph.is_same_text(sheet, row):
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
    network = Network()
    for number in sorted(range(len(statements)), key=lambda number: _order(statements[number], number)):
        # All statements before are consistent, and as trusted: a conflict has this one.
        conflict = network.add(number, *statements[number][:3])
        if conflict:
            needed = sorted(conflict)
            for each in sorted(conflict - {number}):
                fewer = [other for other in needed if other != each]
                if _is_contradiction(statements, fewer):
                    needed = fewer
            yield tuple(statements[each].relationship for each in needed)


def _order(statement: Statement, number: int) -> tuple[int, int]:
    """Return the sort key of a statement: what the structure and equal texts say, then trust, then number."""
    record = statement.relationship
    is_given = record.mapping_set in (STRUCTURE, EDITIONS)
    return -1 if is_given else RANKS[record.trust], number


def _is_contradiction(statements: Sequence[Statement], chosen: Iterable[int]) -> bool:
    """Tell whether some statements entail a contradiction by path consistency."""
    network = Network()
    return any(network.add(number, *statements[number][:3]) for number in chosen)
