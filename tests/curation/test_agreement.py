"""Agreement of two readers, with the pairs that either denied and without them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from curation.agreement import Counts, kappa, kappas_without, read_counts
from curation.commands import main

PAGE = Path(__file__).parents[2] / "docs" / "how-sure.md"
WORDS = ("equal", "overlap", "none")


def counts_of(pairs: list[tuple[str, str]]) -> dict[str, Counts]:
    """What each reader and both give to each type."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    both = Counter(one for one, other in pairs if one == other)
    return {word: Counts(first[word], second[word], both[word]) for word in WORDS}


@pytest.mark.parametrize("seed", range(20))
def test_the_range_without_denials_has_the_kappa_of_the_pairs_themselves(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [
        (one, one if chance.random() < 0.7 else chance.choice(WORDS))
        for one in chance.choices(WORDS, (2, 5, 3), k=40)
    ]
    low, high = kappas_without(counts_of(pairs), "none")
    true = kappa(counts_of([pair for pair in pairs if "none" not in pair]).values())
    assert low - 1e-9 <= true <= high + 1e-9


def test_kappa_is_that_of_the_textbook() -> None:
    # Cohen 1960: two readers agree on 35 of 50, where chance would make 25.
    pairs = [*[("equal", "equal")] * 20, *[("none", "none")] * 15]
    pairs += [*[("equal", "none")] * 5, *[("none", "equal")] * 10]
    assert kappa(counts_of(pairs).values()) == pytest.approx(0.4)


def test_the_page_says_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "all 817 pairs: 780 by both (95.5%), kappa 0.870"
    assert lines[-1] == "without the 140 that either denied: 649 of 677 (95.9%), kappa 0.546 to 0.600"
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert "Without the 140 pairs that either reader denied, the readers agree on 649 of 677" in page
    assert "kappa is 0.55 to 0.60" in page
    for word, each in read_counts().items():
        assert f"| `{word}` | {each.first} | {each.second} | " in page
