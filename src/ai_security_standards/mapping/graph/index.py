"""Provisions and relationships in numbers, read as far as questions reach, the same for every day."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from threading import RLock
from typing import NamedTuple

from ..._store.register import MappingFile, Register
from ..._store.shapes import Raw
from ..._store.sssom import Sheet
from ...records.refs import Ref

__all__ = ["Graph", "graph_of"]


class Tree(NamedTuple):
    """The identifiers of a document's provisions, those that can be assessed, parents and children.

    `partial` says that only a part of the structure is shipped.
    """

    ids: list[str]
    assessable: list[str]
    parents: dict[str, str]
    children: dict[str, list[str]]
    partial: bool


class Numbered(NamedTuple):
    """The structure of a document in nodes: all, those that can be assessed, and whom each has below it."""

    nodes: tuple[int, ...]
    assessable: tuple[int, ...]
    below: dict[int, tuple[int, ...]]


class Graph:
    """The relationships of every set read so far, by the provision at either end.

    A provision is a node: its place in `names`. An edge is a row of a set: the set's base plus the
    row. `adjacent` has for each node its edges, doubled, and one more where the node is the object.
    A document's sets are read when it is first asked about, and no others.
    """

    __slots__ = (
        "_bases", "_lock", "_numbered", "_places", "_ready", "_refs", "_sheets", "_trees", "_files",
        "adjacent", "index", "names", "register", "nodes_of",
    )  # fmt: skip

    def __init__(self, register: Register) -> None:
        self.register = register
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        self.adjacent: list[array[int]] = []
        self.nodes_of: dict[str, array[int]] = {}
        self._bases: list[int] = [0]
        self._sheets: list[Sheet] = []
        self._places: list[array[int]] = []
        self._ready: set[str] = set()
        self._trees: dict[str, Tree] = {}
        self._numbered: dict[str, Numbered] = {}
        self._refs: dict[int, Ref] = {}
        self._files: dict[str, list[MappingFile]] = {}
        for _, file in sorted(register.mappings.items()):
            for document in file.documents:
                self._files.setdefault(document, []).append(file)
        self._lock = RLock()

    def load_sets_of(self, document: str) -> None:
        """Have every set read that ties this document to anything."""
        if document in self._ready:
            return
        with self._lock:
            for file in self._files.get(document, ()):
                self.add_set(file)
            self._ready.add(document)

    def add_set(self, file: MappingFile) -> None:
        """Have a set read."""
        with self._lock:
            sheet = file.sheet
            if any(held is sheet for held in self._sheets):
                return
            places = array("I", map(self.node, sheet.refs))
            base, adjacent = self._bases[-1], self.adjacent
            self._sheets.append(sheet)
            self._places.append(places)
            for edge, (subject, target) in enumerate(zip(sheet.subjects, sheet.objects, strict=True), base):
                if subject != target:
                    adjacent[places[subject]].append(2 * edge)
                    adjacent[places[target]].append(2 * edge + 1)
            # Last, so that who looks an edge up without the lock finds its sheet.
            self._bases.append(base + len(sheet))

    def node(self, ref: str) -> int:
        """The node of a canonical reference, made if there is none yet."""
        with self._lock:
            if ref not in self.index:
                self.nodes_of.setdefault(ref.partition(":")[0], array("I")).append(len(self.names))
                self.adjacent.append(array("I"))
                self.names.append(ref)
                self.index[ref] = len(self.names) - 1
            return self.index[ref]

    def ref(self, node: int) -> Ref:
        """The reference of a node."""
        found = self._refs.get(node)
        if found is None:
            found = self._refs[node] = Ref.parse(self.names[node])
        return found

    def row(self, edge: int) -> tuple[int, int]:
        """The sheet and the row in it of an edge."""
        sheet = bisect_right(self._bases, edge) - 1
        return sheet, edge - self._bases[sheet]

    def sheet(self, number: int) -> Sheet:
        return self._sheets[number]

    def other(self, sheet: int, row: int, turned: int) -> int:
        """The node at the far end of an edge."""
        side = self._sheets[sheet].subjects if turned else self._sheets[sheet].objects
        return self._places[sheet][side[row]]

    def edges_of_set(self, file: MappingFile) -> range:
        """The edges of a set."""
        self.add_set(file)
        number = next(at for at, held in enumerate(self._sheets) if held is file.sheet)
        return range(self._bases[number], self._bases[number] + len(file.sheet))

    def tree(self, document: str) -> Tree:
        """The structure of a document in identifiers; empty without one."""
        found = self._trees.get(document)
        if found is None:
            structured = self.register.framework_loaders
            raw = structured[document]() if document in structured else {"provisions": []}
            found = _tree(raw["provisions"], raw.get("completeness") == "partial")
            self._trees[document] = found
        return found

    def numbered(self, document: str) -> Numbered:
        """The structure of a document in nodes; empty without one."""
        found = self._numbered.get(document)
        if found is None:
            tree = self.tree(document)
            node_of = {printed: self.node(f"{document}:{printed}") for printed in tree.ids}
            below: dict[int, tuple[int, ...]] = {}
            for printed in reversed(tree.ids):  # what is below comes after
                for child in map(node_of.__getitem__, tree.children.get(printed, ())):
                    node = node_of[printed]
                    below[node] = (*below.get(node, ()), child, *below.get(child, ()))
            nodes, assessable = tuple(node_of.values()), tuple(map(node_of.__getitem__, tree.assessable))
            found = self._numbered[document] = Numbered(nodes, assessable, below)
        return found

    def root_of(self, document: str, printed: str) -> str:
        """The provision at the top above one, or itself."""
        parents = self.tree(document).parents
        while printed in parents:
            printed = parents[printed]
        return printed

    def relatives(self, name: str) -> frozenset[str]:
        """The names of what stands above or below a provision in its document."""
        document, _, printed = name.partition(":")
        found = set(self.descendants(document, printed))
        parents = self.tree(document).parents
        while printed in parents:
            printed = parents[printed]
            found.add(printed)
        return frozenset(f"{document}:{each}" for each in found)

    def descendants(self, document: str, printed: str) -> Iterator[str]:
        """The provisions below one, at any depth."""
        for child in self.tree(document).children.get(printed, ()):
            yield child
            yield from self.descendants(document, child)


def _tree(provisions: list[Raw], partial: bool) -> Tree:
    tree = Tree([], [], {}, {}, partial)
    for raw in provisions:
        tree.ids.append(raw["id"])
        if raw.get("assessable", True) and not raw.get("retired"):
            tree.assessable.append(raw["id"])
        if raw.get("parent") is not None:
            tree.parents[raw["id"]] = raw["parent"]
            tree.children.setdefault(raw["parent"], []).append(raw["id"])
    return tree


def graph_of(register: Register) -> Graph:
    """The graph over a register's mapping sets, the same for every day."""
    return register.cached("graph", Graph)
