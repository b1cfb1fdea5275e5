"""The graph as a question sees it: where steps and chains lead, and the records of what they go over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import attrs

from ..._store.register import status_event_on
from ..._store.sssom import NEGATED, TYPES
from ...algebra import COMPOSED, CONVERSE, INVERSE, STYLES, meaning
from ...records.dates import certain_day
from ...records.refs import Ref
from ...records.relationships import MappingSet, Relationship
from ...vocabulary import MappingStyle, RelationshipType, Trust
from .index import Graph

__all__ = ["RANKS", "STRUCTURE", "TargetSteps", "Steps", "GraphView"]

#: The mapping set that a step from parent to child inside one document is told by.
STRUCTURE = "structure"
#: How far each trust stands from the publisher's own word.
RANKS = {Trust.PUBLISHER: 0, Trust.THIRD_PARTY: 1, Trust.CURATED: 2, Trust.INFERRED: 3}
_PARENT = 3  # a child is a part of its parent, and the whole of it where there is no other
SET_MEANING = {
    code | denied: int(meaning(word, bool(denied)))
    for code, word in enumerate(TYPES)
    for denied in (0, NEGATED)
}
#: Codes of relationships that a chain may go over without saying anything of sets.
CHAINABLE = frozenset(
    code
    for code, word in enumerate(TYPES)
    if STYLES[word] is not MappingStyle.LINEAGE
    and word not in (RelationshipType.NO_RELATIONSHIP, RelationshipType.CONTRARY)
)
_MOST_KEPT = 50_000

#: Neighbours by the set relation that is known of them, and those that a chain may go on to.
Steps = tuple[tuple[tuple[int, Sequence[int]], ...], Sequence[int]]


class GraphView:
    """The graph as a question sees it: of a day, of some trusts and some sets."""

    __slots__ = (
        "_allowed", "_day", "_known", "_steps", "_superseded", "graph", "kept", "scopes", "sets", "trusts",
    )  # fmt: skip

    def __init__(
        self, graph: Graph, day: dt.date, trusts: Collection[Trust] | None, sets: Collection[str] | None
    ) -> None:
        self.graph = graph
        self.trusts, self.sets = trusts, sets
        self._day = day.isoformat()
        #: What references mean here, as the room that asks settles it.
        self.scopes: dict[str, Any] = {}
        #: What rooms worked out for questions that may be asked again.
        self.kept: dict[object, Any] = {}
        self._allowed: dict[int, bool] = {}
        self._known: dict[str, bool] = {}
        self._superseded: dict[str, bool] = {}
        self._steps: dict[int, Steps] = {}

    # Each of these may be computed by two threads at once: they come to the same, and either stays.

    def sheet_accepted(self, sheet: int) -> bool:
        """Whether a set is of those asked for, and was published by the day."""
        found = self._allowed.get(sheet)
        if found is None:
            found = self._allowed[sheet] = self.set_accepted(self.graph.sheet(sheet).header)
        return found

    def set_accepted(self, header: MappingSet) -> bool:
        """Whether a set is of those asked for, and was published by the day."""
        return (
            (self.trusts is None or header.trust in self.trusts)
            and (self.sets is None or header.id in self.sets)
            and self._by_then(header.date, header.checked_on)
        )

    def _by_then(self, date: str | None, seen: str | None) -> bool:
        return (date is None and seen is None) or certain_day(date, seen) <= self._day

    def document_known(self, document: str) -> bool:
        """Whether a document was known to exist on the day; True for one that is not in the catalog."""
        found = self._known.get(document)
        if found is None:
            register = self.graph.register
            there = document in register.files_by_ref
            found = not there or status_event_on(register.raw(document), self._day) is not None
            self._known[document] = found
        return found

    def superseded(self, document: str) -> bool:
        """Whether another edition of the document is the current one on the day."""
        found = self._superseded.get(document)
        if found is None:
            register = self.graph.register
            standard = document.partition("@")[0]
            current = register.current(standard, self._day) if standard in register.editions else None
            found = self._superseded[document] = current not in (None, document)
        return found

    def edges(self, node: int) -> Iterator[tuple[int, int, int]]:
        """What the question sees of a node's edges: sheet, row, and 1 where the node is the object."""
        graph = self.graph
        graph.load_sets_of(graph.names[node].partition(":")[0])
        for doubled in graph.adjacent[node]:
            sheet, row = graph.row(doubled >> 1)
            if self.sheet_accepted(sheet) and self.row_visible(sheet, row):
                far = graph.names[graph.other(sheet, row, doubled & 1)]
                if self.document_known(far.partition(":")[0]):
                    yield sheet, row, doubled & 1

    def row_visible(self, sheet: int, row: int) -> bool:
        """Whether a row had been said by the day."""
        date = self.graph.sheet(sheet).text("date", row)
        return date is None or self._by_then(date, None)

    def chains(self, sheet: int, row: int, _: int) -> bool:
        """Whether a chain may go over an edge."""
        held = self.graph.sheet(sheet)
        return held.codes[row] in CHAINABLE and not held.text("unresolved", row)

    def above(self, node: int) -> int | None:
        """The node of the parent of a provision."""
        document, _, printed = self.graph.names[node].partition(":")
        parent = self.graph.tree(document).parents.get(printed)
        return None if parent is None else self.graph.node(f"{document}:{parent}")

    def steps(self, node: int) -> Steps:
        """Where one step leads: to whom with which set relation, and to whom without one."""
        found = self._steps.get(node)
        if found is None:
            graph = self.graph
            exact: dict[int, int] = {}
            loose: dict[int, None] = {}
            for sheet, row, turned in self.edges(node):
                held = graph.sheet(sheet)
                if held.text("unresolved", row):
                    continue
                other = graph.other(sheet, row, turned)
                bits = SET_MEANING[held.codes[row]]
                if bits != 31:
                    exact[other] = exact.get(other, 31) & (CONVERSE[bits] if turned else bits)
                if held.codes[row] in CHAINABLE:
                    loose[other] = None
            for other, bits in self._structure(node):
                exact[other] = exact.get(other, 31) & bits
            groups: dict[int, list[int]] = {}
            for other, bits in exact.items():
                groups.setdefault(bits, []).append(other)
            found = tuple((bits, tuple(others)) for bits, others in groups.items()), tuple(loose)
            if len(self._steps) >= _MOST_KEPT:
                self._steps.clear()
            self._steps[node] = found
        return found

    def _structure(self, node: int) -> Iterator[tuple[int, int]]:
        """Parent and children of a provision, with what they are to it."""
        document, _, printed = self.graph.names[node].partition(":")
        if self.sets is not None:
            return
        above = self.above(node)
        if above is not None:
            yield above, _PARENT
        for child in self.graph.tree(document).children.get(printed, ()):
            yield self.graph.node(f"{document}:{child}"), CONVERSE[_PARENT]

    def relations_from(
        self, source: int, steps: int, ending: TargetSteps | None = None
    ) -> list[dict[int, int]]:
        """What follows of the source and every other provision: over no step, one, two and so on.

        With an ending, the last step leads to what it wants alone.
        """
        layers: list[dict[int, int]] = [{source: 1}]
        frontier = layers[0]
        kept = self._steps
        found: dict[int, int] = {}
        if steps > 1 or ending is None:
            # The first step composes nothing: what it says is what follows.
            found = {node: bits for bits, others in self.steps(source)[0] for node in others}
            found.pop(source, None)
            layers.append(found)
            frontier = found
            steps -= 1
        for left in range(steps - 1, -1, -1):
            before, found = found, found.copy()
            narrow = ending if not left else None
            if narrow is not None:
                found = {node: bits for node, bits in before.items() if node in narrow.wanted}
            get = found.get
            for via in frontier if narrow is None else narrow.meets(frontier):
                composed = COMPOSED[frontier[via]]
                stepped = narrow[via] if narrow is not None else kept.get(via) or self.steps(via)
                for step, others in stepped[0]:
                    result = composed[step]
                    if result != 31:
                        # One test for all that stand alike: most groups say nothing further on.
                        for other in others:
                            held = get(other)
                            found[other] = result if held is None else held & result
            found.pop(source, None)
            layers.append(found)
            if left:
                frontier = {node: bits for node, bits in found.items() if before.get(node) != bits}
        return layers

    def predecessors(self, source: int, steps: int, ending: TargetSteps | None = None) -> dict[int, int]:
        """Whom chains of any sort reach, with the node before: nearest first."""
        kept = self._steps
        before: dict[int, int] = {source: source}
        frontier = [source]
        for left in range(steps - 1, -1, -1):
            nearest: list[int] = []
            narrow = ending if not left else None
            for via in frontier:
                for other in (narrow[via] if narrow is not None else kept.get(via) or self.steps(via))[1]:
                    if other not in before:
                        before[other] = via
                        nearest.append(other)
            frontier = nearest
        del before[source]
        return before

    # ------------------------------------------------------------ records

    def relationship(self, sheet: int, row: int, turned: int) -> Relationship:
        """The record of an edge, read from the near end, with what is superseded at its ends."""
        record = self.graph.sheet(sheet).relationship(row)
        ends = (record.subject.document, record.object.document)
        gone = tuple(dict.fromkeys(end for end in ends if self.superseded(str(end))))
        if not turned:
            return attrs.evolve(record, superseded=gone) if gone else record
        return attrs.evolve(
            record,
            subject=record.object,
            type=INVERSE[record.type],
            object=record.subject,
            turned=True,
            superseded=gone,
        )

    def relationships_between(
        self, one: int, other: int, exact: bool
    ) -> tuple[tuple[Relationship, int], ...]:
        """The relationships of two neighbours, read from the first, with what each says of sets.

        With `exact`, those that say something of sets, and what the structure says; else those that
        chains may go over.
        """
        graph = self.graph
        found: list[tuple[Relationship, int]] = []
        for sheet, row, turned in self.edges(one):
            held = graph.sheet(sheet)
            if graph.other(sheet, row, turned) != other or held.text("unresolved", row):
                continue
            bits = SET_MEANING[held.codes[row]]
            if (bits != 31) if exact else held.codes[row] in CHAINABLE:
                record = self.relationship(sheet, row, turned)
                found.append((record, CONVERSE[bits] if turned else bits))
        found.sort(key=lambda pair: (RANKS[pair[0].trust], str(pair[0])))
        if exact:
            found += [
                (self.structural(one, other, bits)[1], bits)
                for node, bits in self._structure(one)
                if node == other
            ]
        return tuple(found)

    def set_statement(self, sheet: int, row: int) -> Iterator[tuple[int, int, int, Relationship]]:
        """What a row says of two as sets, if anything: the two nodes, the bits, the record."""
        graph, held = self.graph, self.graph.sheet(sheet)
        bits = SET_MEANING[held.codes[row]]
        one, other = graph.other(sheet, row, 1), graph.other(sheet, row, 0)
        known = all(self.document_known(graph.names[each].partition(":")[0]) for each in (one, other))
        if (
            bits != 31
            and one != other
            and known
            and self.row_visible(sheet, row)
            and not held.text("unresolved", row)
        ):
            yield one, other, bits, self.relationship(sheet, row, 0)

    def structural(self, one: int, other: int, bits: int = _PARENT) -> tuple[int, Relationship]:
        """What the structure of a document says of two of its provisions: the bits, and a record."""
        down = bits != _PARENT
        near, far = Ref.parse(self.graph.names[one]), Ref.parse(self.graph.names[other])
        return bits, Relationship(
            subject=near,
            type=RelationshipType.SUPERSET_OF if down else RelationshipType.SUBSET_OF,
            object=far,
            mapping_set=STRUCTURE,
            trust=Trust.PUBLISHER,
            comment="parent and child in the document's own structure",
            superseded=(near.document,) if self.superseded(str(near.document)) else (),
        )


class TargetSteps(dict[int, Steps]):
    """The steps of a view that lead to nodes that are wanted, worked out once for each node."""

    def __init__(self, view: GraphView, wanted: Collection[int]) -> None:
        super().__init__()
        self.view, self.wanted = view, frozenset(wanted)

    def meets(self, nodes: Collection[int]) -> Collection[int]:
        """Those of nodes from which a step may lead to what is wanted."""
        return nodes

    def __missing__(self, node: int) -> Steps:
        exact, loose = self.view.steps(node)
        groups = ((bits, tuple(each for each in others if each in self.wanted)) for bits, others in exact)
        found = self[node] = (
            tuple(group for group in groups if group[1]),
            tuple(each for each in loose if each in self.wanted),
        )
        return found
