"""Find relationships that contradict each other, by path consistency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from ..algebra import ANY, CHILD_TO_PARENT, EQUAL
from ..records.cards import Card
from ..records.refs import Ref
from ..records.relationships import Relationship
from ..snapshot import Snapshot
from ..tables import Table, quantity
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

#: How many pairs may follow of each statement, and of any number of them. Of shipped sets, at most 9 follow.
_PAIRS_OF_STATEMENT = 20
_FEWEST_PAIRS = 100_000


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


@frozen(eq=False, repr=False)
class Conflicts(Table[Conflict, "ConflictCells", "Never"]):
    """Small sets of relationships that contradict each other.

    `unfollowed` counts relationships that were only compared with what was known by then: of sets that
    contradict themselves everywhere, too much follows. It is 0 for all that people publish.
    """

    noun = "conflict"
    column_types: ClassVar[Mapping[str, Any]] = {
        "relationships": tuple[str, ...],
        "mapping_sets": tuple[str, ...],
        "reasons": tuple[str, ...],
    }
    columns = ("relationships", "mapping_sets", "provisions", "reasons")

    unfollowed: int = field(default=0, kw_only=True)

    def headline(self) -> str:
        """Return the number of conflicts, and of relationships that were not followed to the end."""
        text = quantity(self.unfollowed, "relationship")
        return super().headline() + (f"; {text} not followed to the end" if self.unfollowed else "")

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
    found: list[Conflict] = []
    unfollowed = 0
    for statements in _components(_statements(view, strict)):
        network = Network(max(_FEWEST_PAIRS, _PAIRS_OF_STATEMENT * len(statements)))
        for number in _in_order(statements):
            unfollowed += network.is_full
            chain = _conflict_with(network, statements, number)
            if chain:
                found.append(Conflict(chain))
    return Conflicts(found, unfollowed=unfollowed)


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
            if mate not in related or graph.names[node] < graph.names[mate]:
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


def _in_order(statements: Sequence[Statement]) -> list[int]:
    """Return the numbers of statements, the most trusted first."""
    return sorted(range(len(statements)), key=lambda number: _order(statements[number], number))


def _conflict_with(network: Network, statements: Sequence[Statement], number: int) -> Chain:
    """Return a minimal conflict of a statement with those before, which is then set aside; empty if none.

    Args:
        network: What is known of the statements before.
        statements: All statements.
        number: The place of the statement.
    """
    # All statements before are consistent, and as trusted: a conflict has this one.
    conflict = network.add(number, *statements[number][:3])
    needed = sorted(conflict)
    for each in sorted(conflict - {number}):
        fewer = [other for other in needed if other != each]
        if _is_contradiction(statements, fewer):
            needed = fewer
    return tuple(statements[each].relationship for each in needed)


def _order(statement: Statement, number: int) -> tuple[int, int]:
    """Return the sort key of a statement: what the structure and equal texts say, then trust, then number."""
    record = statement.relationship
    is_given = record.mapping_set in (STRUCTURE, EDITIONS)
    return -1 if is_given else RANKS[record.trust], number


def _is_contradiction(statements: Sequence[Statement], chosen: Iterable[int]) -> bool:
    """Tell whether some statements entail a contradiction by path consistency."""
    network = Network()
    return any(network.add(number, *statements[number][:3]) for number in chosen)
