"""Compare, trace and migrate agree on every pair of editions: a sample; `nox -s editions` takes them all."""

import random

import pytest

from ai_security_standards import load
from full.editions import compared, pairs, problems

CATALOG = load().as_of("2026-11-24")
PAIRS = pairs(CATALOG)
OF_ONE_STANDARD = [pair for pair in PAIRS if pair[0].partition("@")[0] == pair[1].partition("@")[0]]
SAMPLE = [*random.Random(1).sample(OF_ONE_STANDARD, 6), *random.Random(1).sample(PAIRS, 12)]


@pytest.mark.parametrize("pair", SAMPLE, ids=" to ".join)
def test_all_three_answers_on_a_pair_agree(pair: tuple[str, str]) -> None:
    assert list(problems(CATALOG, *pair)) == []


def test_editions_of_one_standard_are_compared_in_both_directions() -> None:
    assert len(OF_ONE_STANDARD) > 500
    for old, new in SAMPLE[:6]:
        assert compared(CATALOG, old, new) is not None
        assert compared(CATALOG, new, old) is not None
