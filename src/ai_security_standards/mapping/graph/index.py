"""Index provisions and relationships by number, reading only the mapping sets that questions need."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.fork_locks import GRAPH
from ..._store.register import MappingFile, Register
from ..._store.shapes import Raw
from ..._store.sssom import Sheet
from ...records.refs import Ref

__all__ = ["Edge", "Graph", "graph_of"]

#: The sheet, the row in it, and 1 where the near node is the object of the row. A plain tuple: making a
#: named one takes 200 ns instead of 20, for every edge of every node that a question meets.
Edge = tuple[int, int, int]


class Hierarchy(NamedTuple):
    """The provisions of a document by identifier, with parents and children.

    `assessable` lists those that count in an assessment; `partial` marks a structure shipped in part.
    """

    ids: list[str]
    assessable: list[str]
    parents: dict[str, str]
    children: dict[str, list[str]]
    partial: bool


class NodeHierarchy(NamedTuple):
    """The provisions of a document as nodes, with the descendants of each."""

    nodes: tuple[int, ...]
    assessable: tuple[int, ...]
    descendants: dict[int, tuple[int, ...]]


class Graph:
    """The relationships of all mapping sets read so far, by the provision at either end.

    A provision is a node: its position in `names`. A relationship is an edge: its row plus the number
    of rows in earlier sets. `adjacency` lists the edges of each node, doubled, plus one where the node
    is the object. The graph is the same for every day; views of it select by date.
    """

    __slots__ = (
        "_documents", "_files", "_first_edges", "_hierarchies", "_node_hierarchies", "_refs",
        "_sheet_nodes", "_sheets", "adjacency", "index", "names", "nodes_of", "register",
    )  # fmt: skip

    def __init__(self, register: Register) -> None:
        self.register = register
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        self.adjacency: list[array[int]] = []
        #: The nodes of each document.
        self.nodes_of: dict[str, array[int]] = {}
        #: The first edge of each sheet, and of the next one.
        self._first_edges: list[int] = [0]
        self._sheets: list[Sheet] = []
        #: The nodes of the references of each sheet.
        self._sheet_nodes: list[array[int]] = []
        #: Documents whose sets are all read.
        self._documents: set[str] = set()
        self._hierarchies: dict[str, Hierarchy] = {}
        self._node_hierarchies: dict[str, NodeHierarchy] = {}
        self._refs: dict[int, Ref] = {}
        self._files: dict[str, list[MappingFile]] = {}
        for _, file in sorted(register.mappings.items()):
            for document in file.documents:
                self._files.setdefault(document, []).append(file)

    def load_sets_of(self, document: str) -> None:
        """Read every mapping set that names a document, unless this was done before."""
        if document in self._documents:
            return
        with GRAPH:
            for file in self._files.get(document, ()):
                self.add_set(file)
            self._documents.add(document)

    def add_set(self, file: MappingFile) -> None:
        """Read a mapping set into the graph, unless this was done before."""
        with GRAPH:
            sheet = file.sheet
            if any(known is sheet for known in self._sheets):
                return
            nodes = array("I", map(self.node, sheet.refs))
            first, adjacency = self._first_edges[-1], self.adjacency
            self._sheets.append(sheet)
            self._sheet_nodes.append(nodes)
            for edge, (subject, target) in enumerate(zip(sheet.subjects, sheet.objects, strict=True), first):
                if subject != target:
                    adjacency[nodes[subject]].append(2 * edge)
                    adjacency[nodes[target]].append(2 * edge + 1)
            # Last, so that a thread that looks an edge up without the lock finds its sheet.
            self._first_edges.append(first + len(sheet))

    def node(self, name: str) -> int:
        """Return the node of a canonical reference, and add one if there is none yet."""
        with GRAPH:
            if name not in self.index:
                self.nodes_of.setdefault(name.partition(":")[0], array("I")).append(len(self.names))
                self.adjacency.append(array("I"))
                self.names.append(name)
                self.index[name] = len(self.names) - 1
            return self.index[name]

    def ref(self, node: int) -> Ref:
        """Return the reference of a node."""
        ref = self._refs.get(node)
        if ref is None:
            ref = self._refs[node] = Ref.parse(self.names[node])
        return ref

    def row(self, edge: int) -> tuple[int, int]:
        """Return the number of the sheet of an edge, and the row in it."""
        sheet = bisect_right(self._first_edges, edge) - 1
        return sheet, edge - self._first_edges[sheet]

    def sheet(self, number: int) -> Sheet:
        """Return the sheet with a number."""
        return self._sheets[number]

    def far_node(self, sheet: int, row: int, reverse: int) -> int:
        """Return the node at the far end of an edge."""
        column = self._sheets[sheet].subjects if reverse else self._sheets[sheet].objects
        return self._sheet_nodes[sheet][column[row]]

    def sheet_number(self, file: MappingFile) -> int:
        """Return the number of the sheet of a mapping set, and read the set if need be."""
        self.add_set(file)
        return next(number for number, sheet in enumerate(self._sheets) if sheet is file.sheet)

    def hierarchy(self, document: str) -> Hierarchy:
        """Return the structure of a document by identifier; empty if none is shipped."""
        hierarchy = self._hierarchies.get(document)
        if hierarchy is None:
            loaders = self.register.framework_loaders
            raw = loaders[document]() if document in loaders else {"provisions": []}
            hierarchy = _hierarchy(raw["provisions"], raw.get("completeness") == "partial")
            self._hierarchies[document] = hierarchy
        return hierarchy

    def node_hierarchy(self, document: str) -> NodeHierarchy:
        """Return the structure of a document in nodes; empty if none is shipped."""
        found = self._node_hierarchies.get(document)
        if found is None:
            hierarchy = self.hierarchy(document)
            node_by_id = {provision: self.node(f"{document}:{provision}") for provision in hierarchy.ids}
            descendants: dict[int, tuple[int, ...]] = {}
            for provision in reversed(hierarchy.ids):  # descendants come after their ancestors
                children = map(node_by_id.__getitem__, hierarchy.children.get(provision, ()))
                below = tuple(node for child in children for node in (child, *descendants.get(child, ())))
                if below:
                    descendants[node_by_id[provision]] = below
            assessable = tuple(map(node_by_id.__getitem__, hierarchy.assessable))
            found = NodeHierarchy(tuple(node_by_id.values()), assessable, descendants)
            self._node_hierarchies[document] = found
        return found

    def ancestors(self, document: str, provision: str) -> Iterator[str]:
        """Yield the provisions above one, the nearest first."""
        parents = self.hierarchy(document).parents
        while provision in parents:
            provision = parents[provision]
            yield provision

    def descendants(self, document: str, provision: str) -> Iterator[str]:
        """Yield the provisions below one, at any depth."""
        children = self.hierarchy(document).children
        waiting = list(reversed(children.get(provision, ())))
        while waiting:
            child = waiting.pop()
            yield child
            waiting += reversed(children.get(child, ()))

    def root_of(self, document: str, provision: str) -> str:
        """Return the top-level provision above one, or itself."""
        return [provision, *self.ancestors(document, provision)][-1]

    def relatives(self, name: str) -> frozenset[str]:
        """Return the names of the ancestors and descendants of a provision in its document."""
        document, _, provision = name.partition(":")
        relatives = (*self.descendants(document, provision), *self.ancestors(document, provision))
        return frozenset(f"{document}:{each}" for each in relatives)


def _hierarchy(provisions: list[Raw], partial: bool) -> Hierarchy:
    hierarchy = Hierarchy([], [], {}, {}, partial)
    for raw in provisions:
        hierarchy.ids.append(raw["id"])
        if raw.get("assessable", True) and not raw.get("retired"):
            hierarchy.assessable.append(raw["id"])
        if raw.get("parent") is not None:
            hierarchy.parents[raw["id"]] = raw["parent"]
            hierarchy.children.setdefault(raw["parent"], []).append(raw["id"])
    return hierarchy


def graph_of(register: Register) -> Graph:
    """Return the graph of a register's mapping sets, made once."""
    return register.cached("graph", Graph)
