"""The cells of Markdown tables, and what the heads of their columns name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["Cell", "cells_under"]

_RULE = re.compile(r"[ \t\r:|-]+\Z")
_EDGE = re.compile(r"(?<!\\)\|")


class Cell(NamedTuple):
    """A cell below a head that names standards: its places in the text, and the standards.

    None of them is one that the register has where the head names only others.
    """

    start: int
    end: int
    standards: tuple[str, ...]


def cells_under(text: str, named: Callable[[str], tuple[str, ...] | None]) -> Iterator[Cell]:
    """The cells of every table in a text whose column has a head that names something."""
    heads: dict[int, tuple[str, ...]] = {}
    before = ""
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if "|" not in line:
            heads = {}
        elif "--" in line and _RULE.match(line):
            told = ((number, named(head)) for number, (_, _, head) in enumerate(_cells(before, 0)))
            heads = {number: standards for number, standards in told if standards is not None}
        elif heads:
            for number, (first, last, _) in enumerate(_cells(line, start)):
                if number in heads:
                    yield Cell(first, last, heads[number])
        before = line


def _cells(line: str, start: int) -> Iterator[tuple[int, int, str]]:
    """The cells of one line that begins at a place: where each begins and ends, and what it holds."""
    edges = [edge.start() for edge in _EDGE.finditer(line)]
    if not line.lstrip().startswith("|"):
        edges = [-1, *edges]
    if not line.rstrip().endswith("|"):
        edges = [*edges, len(line)]
    for one, other in itertools.pairwise(edges):
        yield start + one + 1, start + other, line[one + 1 : other]
