"""The shape of identifiers as they are printed: how many numbers they have, how long, after which signs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from ..text.tokens import Tokens, normalize_text

__all__ = ["WORD", "PrintedShape", "shape_of"]

#: Stands for letters between an opening and its first number: "T" in "AML.T0051".
WORD = "word"

Key = tuple[str, ...]


class PrintedShape(NamedTuple):
    """The shape of the identifiers that begin alike.

    Attributes:
        lengths: The most digits of each number, and whether all numbers there are padded to them.
        numbers: The first numbers, without zeros in front.
        signs: What stands before the first number; `WORD` where letters do.
        gaps: What stands after the opening.
        has_letters: Whether letters stand after the opening.
    """

    lengths: tuple[tuple[int, bool], ...]
    numbers: frozenset[str]
    signs: frozenset[str]
    gaps: frozenset[str]
    has_letters: bool

    def has(self, numbers: Iterable[str]) -> bool:
        """Tell whether numbers are as many and as long as those printed.

        Args:
            numbers: The numbers as written.
        """
        for number, printed in zip_longest(numbers, self.lengths):
            if number is None:
                break
            if printed is None:
                return False
            longest, padded = printed
            if len(number) != longest if padded else len(number) > longest + 1:
                return False
        return True


def shape_of(ids: Iterable[str], key: Key) -> PrintedShape:
    """Return the shape of the identifiers that begin with an opening.

    Args:
        ids: The identifiers as printed.
        key: The opening, folded.

    >>> shape = shape_of(["LLM01", "LLM10", "AB-1"], ("llm",))
    >>> shape.lengths, sorted(shape.numbers), shape.signs
    (((2, True),), ['1', '10'], frozenset({''}))
    """
    columns: list[list[str]] = []
    firsts: set[str] = set()
    signs: set[str] = set()
    gaps: set[str] = set()
    has_letters = False
    for each in ids:
        tokens = Tokens(normalize_text(each))
        if tuple(tokens.values[: len(key)]) != key:
            continue
        rest = tokens[len(key) : len(tokens)]
        has_letters |= any(not token.is_number for token in rest)
        numbers = [token for token in rest if token.is_number]
        for place, number in enumerate(numbers):
            if place == len(columns):
                columns.append([])
            columns[place].append(number.text)
        firsts.update(number.value for number in numbers[:1])
        signs.add(rest[0].gap if rest and rest[0].is_number else WORD)
        gaps.update(token.gap for token in rest[:1])
    lengths = tuple(
        (max(map(len, texts)), any(text[0] == "0" for text in texts) and len(set(map(len, texts))) == 1)
        for texts in columns
    )
    return PrintedShape(lengths, frozenset(firsts), frozenset(signs), frozenset(gaps), has_letters)
