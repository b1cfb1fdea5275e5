"""Index provisions and relationships by number, reading only the mapping sets that questions need."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from ..._store.fork_locks import GRAPH
from ..._store.register import MappingFile, Register
from ..._store.sssom import NEGATED, TYPES, Sheet
from ...algebra import STYLES
from ...records.dates import PartialDate
from ...records.refs import Ref
from ...vocabulary import MappingStyle, RelationshipType
from .claims import Claims, claims_of
from .meanings import SET_MEANING

__all__ = ["LINEAGE", "NO_EDGES", "Edge", "Graph", "graph_of"]

#: Codes of relationships that say what became of a provision.
LINEAGE = frozenset(code for code, word in enumerate(TYPES) if STYLES[word] is MappingStyle.LINEAGE)
_IDENTICAL = TYPES.index(RelationshipType.IDENTICAL)
#: The sheet, the row in it, and 1 where the near node is the object of the row. A plain tuple: making a
#: named one takes 200 ns instead of 20, for every edge of every node that a question meets.
Edge = tuple[int, int, int]


class Structure(NamedTuple):
    """The provisions of a document as nodes, in order, with parents and children.

    `assessable` lists those that count in an assessment; `partial` marks a structure shipped in part.
    `wordings` has the latest day on which the text of a provision changed, of those that state one.
    """

    nodes: tuple[int, ...]
    assessable: tuple[int, ...]
    parents: dict[int, int]
    children: dict[int, list[int]]
    partial: bool
    wordings: dict[int, PartialDate]


class SheetEdges(NamedTuple):
    """The edges of one sheet: its number, its first edge, that after its last, and the nodes at their ends.

    `nodes` has the node of each reference of the sheet, `far` the columns of the references at the far end:
    of the objects, and of the subjects for edges that are read from the object.
    """

    number: int
    first: int
    end: int
    nodes: array[int]
    far: tuple[array[int], array[int]]


#: What a walk over edges begins with, before the first sheet.
NO_EDGES = SheetEdges(0, 0, 0, array("l"), (array("l"), array("l")))


class Graph:
    """The relationships of all mapping sets read so far, by the provision at either end.

    A provision is a node: its position in `names`. A relationship is an edge: its row plus the number
    of rows in earlier sets. `adjacency` lists the edges of each node, doubled, plus one where the node
    is the object. The graph is the same for every day; views of it select by date.

    Numbers depend on what was asked before, and answers must not: what comes first of equals is the first
    by name.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        #: The document of each node.
        self.documents: list[str] = []
        self.adjacency: list[array[int]] = []
        #: The nodes of each document.
        self.nodes_of: dict[str, array[int]] = {}
        self.sheets: list[Sheet] = []
        #: What the rows of each sheet may claim.
        self.claims: list[Claims] = []
        self._read_documents: set[str] = set()
        #: The provisions that rows with caveats relate.
        self.caveated_nodes: set[int] = set()
        #: The first edge of each sheet, and of the next one.
        self._first_edges: list[int] = [0]
        self._sheet_edges: list[SheetEdges] = []
        self._sheet_numbers: dict[MappingFile, int] = {}
        #: The name of the last mapping set by name that was read so far.
        self._last_set = ""
        #: The nodes whose edges are not in the order of the names of their mapping sets.
        self.out_of_order: set[int] = set()
        #: The edges between provisions whose texts are the same, of either node.
        self.same_edges: dict[int, list[Edge]] = {}
        #: The reference of a node.
        self.ref: Callable[[int], Ref] = cache(lambda node: Ref.parse(self.names[node]))
        #: The structure of a document; empty if none is shipped.
        self.structure: Callable[[str], Structure] = cache(self._structure)
        #: Read every mapping set that names a document.
        self.load_sets_of: Callable[[str], None] = cache(self._load_sets_of)
        #: Read every mapping set that names two documents.
        self.load_sets_between: Callable[[str, str], None] = cache(self._load_sets_between)
        #: Read every mapping set between editions of one standard.
        self.load_editions_of: Callable[[str], None] = cache(self._load_editions_of)

    def _load_sets_of(self, document: str) -> None:
        for _, file in sorted(self.register.mappings.items()):
            if document in file.documents:
                self.sheet_number(file)
        self._read_documents.add(document)

    def has_read_sets_of(self, document: str) -> bool:
        """Tell whether every mapping set that names a document has been read."""
        return document in self._read_documents

    def _load_sets_between(self, one: str, other: str) -> None:
        for _, file in sorted(self.register.mappings.items()):
            if one in file.documents and other in file.documents:
                self.sheet_number(file)

    def _load_editions_of(self, standard: str) -> None:
        for _, file in sorted(self.register.mappings.items()):
            if len(file.documents) > 1 and {each.partition("@")[0] for each in file.documents} == {standard}:
                self.sheet_number(file)

    def sheet_number(self, file: MappingFile) -> int:
        """Return the number of the sheet of a mapping set, and read the set if need be."""
        with GRAPH:
            if file not in self._sheet_numbers:
                sheet = file.sheet
                nodes = array("I", map(self.node, sheet.refs))
                first, adjacency = self._first_edges[-1], self.adjacency
                if sheet.header.id < self._last_set:
                    self.out_of_order.update(nodes)
                else:
                    self._last_set = sheet.header.id
                self._sheet_numbers[file] = len(self.sheets)
                self.sheets.append(sheet)
                columns = sheet.objects, sheet.subjects
                edges = SheetEdges(len(self._sheet_edges), first, first + len(sheet), nodes, columns)
                self._sheet_edges.append(edges)
                self.claims.append(claims := claims_of(sheet))
                for row in claims.caveated:
                    self.caveated_nodes.update((nodes[sheet.subjects[row]], nodes[sheet.objects[row]]))
                for edge, (one, other) in enumerate(zip(sheet.subjects, sheet.objects, strict=True), first):
                    if one != other:
                        adjacency[nodes[one]].append(2 * edge)
                        adjacency[nodes[other]].append(2 * edge + 1)
                if sheet.header.style is MappingStyle.LINEAGE:
                    self._add_same_edges(self._sheet_numbers[file], sheet, nodes)
                # Last, so that a thread that looks an edge up without the lock finds its sheet.
                self._first_edges.append(first + len(sheet))
            return self._sheet_numbers[file]

    def put_in_order(self, node: int) -> None:
        """Sort the edges of a node by mapping set, so that no answer tells which sets were read before."""
        with GRAPH:
            self.adjacency[node] = array("I", sorted(self.adjacency[node], key=self._set_of))
            self.out_of_order.discard(node)

    def _set_of(self, doubled: int) -> str:
        return self.sheets[self.sheet_edges(doubled >> 1).number].header.id

    def _add_same_edges(self, number: int, sheet: Sheet, nodes: array[int]) -> None:
        """Add the rows of a set of lineage that call texts identical."""
        for row, code in enumerate(sheet.codes):
            if code == _IDENTICAL:
                for reverse, end in enumerate((sheet.subjects[row], sheet.objects[row])):
                    self.same_edges.setdefault(nodes[end], []).append((number, row, reverse))

    def is_same_text(self, sheet: int, row: int) -> bool:
        """Tell whether a row of a set of lineage says that two texts are identical."""
        table = self.sheets[sheet]
        return table.codes[row] == _IDENTICAL and table.header.style is MappingStyle.LINEAGE

    def node(self, name: str) -> int:
        """Return the node of a canonical reference, and add one if there is none yet."""
        with GRAPH:
            if name not in self.index:
                node, document = len(self.names), name.partition(":")[0]
                self.names.append(name)
                self.documents.append(document)
                self.adjacency.append(array("I"))
                self.nodes_of.setdefault(document, array("I")).append(node)
                self.index[name] = node
            return self.index[name]

    def sheet_edges(self, edge: int) -> SheetEdges:
        """Return the edges of the sheet of an edge."""
        return self._sheet_edges[bisect_right(self._first_edges, edge) - 1]

    def far_node(self, sheet: int, row: int, reverse: int) -> int:
        """Return the node at the far end of an edge."""
        edges = self._sheet_edges[sheet]
        return edges.nodes[edges.far[reverse][row]]

    def relation_bits(self, sheet: int, row: int) -> int:
        """Return the set relation that a row states, from its subject to its object; ANY for none."""
        special = self.claims[sheet].bits
        bits = special.get(row) if special else None
        return SET_MEANING[self.sheets[sheet].codes[row]] if bits is None else bits

    def is_lineage(self, sheet: int, row: int) -> bool:
        """Tell whether a row says what became of a provision in another edition."""
        return self.sheets[sheet].codes[row] & ~NEGATED in LINEAGE or self.is_same_text(sheet, row)

    def _structure(self, document: str) -> Structure:
        load = self.register.framework_loaders.get(document)
        raw = load() if load is not None else {"provisions": []}
        nodes = {each["id"]: self.node(f"{document}:{each['id']}") for each in raw["provisions"]}
        parents: dict[int, int] = {}
        children: dict[int, list[int]] = {}
        assessable: list[int] = []
        wordings: dict[int, PartialDate] = {}
        for each in raw["provisions"]:
            node = nodes[each["id"]]
            if each.get("assessable", True) and not each.get("retired"):
                assessable.append(node)
            if "wording_since" in each:
                wordings[node] = PartialDate(each["wording_since"])
            if each.get("parent") is not None:
                parents[node] = nodes[each["parent"]]
                children.setdefault(parents[node], []).append(node)
        partial = raw.get("completeness") == "partial"
        return Structure(tuple(nodes.values()), tuple(assessable), parents, children, partial, wordings)

    def is_parent(self, one: int, other: int) -> bool:
        """Tell whether a provision is the parent of another."""
        return self.structure(self.documents[other]).parents.get(other) == one

    def ancestors(self, node: int) -> Iterator[int]:
        """Yield the provisions above one, the nearest first."""
        parents = self.structure(self.documents[node]).parents
        while node in parents:
            node = parents[node]
            yield node

    def descendants(self, node: int) -> Iterator[int]:
        """Yield the provisions below one, at any depth."""
        children = self.structure(self.documents[node]).children
        waiting = list(reversed(children.get(node, ())))
        while waiting:
            child = waiting.pop()
            yield child
            waiting += reversed(children.get(child, ()))


def graph_of(register: Register) -> Graph:
    """Return the graph of a register's mapping sets, made once."""
    return register.cached("graph", Graph)
