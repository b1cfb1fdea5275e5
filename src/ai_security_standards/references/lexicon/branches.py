"""Trees of words as JSON, and a tree whose branches are read when a text has their first word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .blocks import Blocks

__all__ = ["END", "StoredTree", "Tree", "as_json", "read_branch"]

Tree = dict[str, Any]

#: The branch under which a tree of words keeps what ends at a node.
END = ""


def as_json(node: Tree) -> Tree:
    """Return a tree whose ends are lists, as JSON has no tuples."""
    return {word: list(below) if word == END else as_json(below) for word, below in node.items()}


def read_branch(blocks: Blocks, kind: str, key: str, end_of: Callable[[Any], Any]) -> Tree | None:
    """Return a stored tree, its ends made by a function; None where there is none.

    Args:
        blocks: Where it is stored.
        kind: Its kind.
        key: Its key.
        end_of: Makes what ends at a node of the list that is stored.
    """
    tree: Tree | None = blocks.read(kind, key, partial(_with_ends, end_of))
    return tree


def _with_ends(end_of: Callable[[Any], Any], node: Tree) -> Tree:
    if END in node:
        node[END] = list(map(end_of, node[END]))
    return node


class StoredTree(Tree):
    """A tree of words: the branch below each first word is read when it is first looked up."""

    def __init__(self, blocks: Blocks, kind: str, end_of: Callable[[Any], Any]) -> None:
        super().__init__(dict.fromkeys(blocks.keys(kind)))
        self._read = partial(read_branch, blocks, kind, end_of=end_of)

    def get(self, word: str, default: Any = None) -> Any:
        branch = super().get(word, default)
        if branch is None and word in self:
            # Two threads may both come here: they make equal branches, and the last stays.
            branch = self[word] = self._read(word)
        return branch
