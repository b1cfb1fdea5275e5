"""How far two readers of the same pairs agree, with the pairs that either denied and without them.

`second-reading.tsv` counts, for each type, the pairs that the first reader, the second and both gave it.
Which type a reader gave to a pair that only the other one denied was not kept. So without denials there is a
range.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

__all__ = ["READINGS", "Counts", "kappa", "kappas_without", "read_counts", "report"]

READINGS = Path(__file__).parent / "second-reading.tsv"
DENIAL = "no_relationship"


class Counts(NamedTuple):
    """How many pairs the first reader, the second, and both give a type."""

    first: int
    second: int
    both: int


def read_counts(path: Path = READINGS) -> dict[str, Counts]:
    """Return the counts of each type."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["type"]: Counts(int(row["first"]), int(row["second"]), int(row["both"]))
            for row in csv.DictReader(file, delimiter="\t")
        }


def kappa(counts: Iterable[Counts]) -> float:
    """Return Cohen's kappa: the agreement beyond what the two readers' habits make by chance."""
    every = list(counts)
    total = sum(each.first for each in every)
    seen = sum(each.both for each in every) / total
    by_chance = sum(each.first * each.second for each in every) / total**2
    return (seen - by_chance) / (1 - by_chance)


def kappa_of(counts: Mapping[str, Counts], word: str) -> float:
    """Return the kappa of one type against all others."""
    total, own = sum(each.first for each in counts.values()), counts[word]
    rest = total - own.first - own.second + own.both
    return kappa([own, Counts(total - own.first, total - own.second, rest)])


def kappas_without(counts: Mapping[str, Counts], word: str) -> tuple[float, float]:
    """Return the least and the greatest kappa of the pairs that neither reader gave a type.

    Args:
        counts: The counts of each type.
        word: The type to leave out.
    """
    left, own = [each for key, each in counts.items() if key != word], counts[word]
    by_first = [each.first - each.both for each in left]
    by_second = [each.second - each.both for each in left]
    found = [
        kappa(
            Counts(each.first - fewer, each.second - less, each.both)
            for each, fewer, less in zip(left, taken, given, strict=True)
        )
        for taken in _shares(own.second - own.both, by_first)
        for given in _shares(own.first - own.both, by_second)
    ]
    return min(found), max(found)


def _shares(number: int, most: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to share a number out, with at most so many for each."""
    ranges = (range(min(number, each) + 1) for each in most)
    return (shares for shares in product(*ranges) if sum(shares) == number)


def report(counts: Mapping[str, Counts]) -> str:
    """Return a line for each type, and the agreement with and without denials."""
    lines = [
        f"{word}: {each.first} and {each.second}, {each.both} by both, kappa {kappa_of(counts, word):.2f}"
        for word, each in counts.items()
    ]
    total, both = sum(each.first for each in counts.values()), sum(each.both for each in counts.values())
    own = counts[DENIAL]
    denied = own.first + own.second - own.both
    low, high = kappas_without(counts, DENIAL)
    left, agreed = total - denied, both - own.both
    lines += [
        f"all {total} pairs: {both} by both ({both / total:.1%}), kappa {kappa(counts.values()):.3f}",
        f"without the {denied} that either denied: {agreed} of {left} ({agreed / left:.1%}), "
        f"kappa {low:.3f} to {high:.3f}",
    ]
    return "".join(f"{line}\n" for line in lines)
