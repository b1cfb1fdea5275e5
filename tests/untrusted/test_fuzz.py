"""The fuzzers' short run: every past find again, and changes that Hypothesis chooses."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import Assessment, InvalidData
from ai_security_standards._store.files import parse
from fuzz.mutants import mutants
from fuzz.mutation import mutate_bytes, mutate_structure
from fuzz.targets import TARGETS, run

FINDS = sorted(path for path in (Path(__file__).parents[2] / "fuzz" / "finds").glob("*/*"))


@pytest.mark.parametrize("path", FINDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_past_find_is_read_or_refused(path: Path) -> None:
    run(path.parent.name.replace("-", " "), path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_of_a_target_are_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        run(name, seed)


@pytest.mark.parametrize("name", TARGETS)
@given(chance=st.randoms(use_true_random=False), data=st.data())
@settings(deadline=None, max_examples=8)
def test_changed_inputs_are_read_or_refused(name: str, chance: random.Random, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(TARGETS[name].seeds))
    for mutate in (mutate_structure, mutate_bytes):
        run(name, mutate(seed, chance))


def test_half_a_character_is_refused_wherever_it_stands() -> None:
    for content in (b'{"a": ["\\ud800"]}', b'{"\\uDFFF": 1}', b'"\\ud83d"'):
        with pytest.raises(InvalidData, match="is half a character"):
            parse(content, "x.json")
    assert parse(b'"\\ud83d\\ude00"', "x.json") == "\U0001f600"


@pytest.mark.parametrize("rows", [3, None, "a", b"a"])
def test_an_assessment_is_made_of_rows(rows: object) -> None:
    with pytest.raises(InvalidData, match="is not a list of rows"):
        Assessment.of(rows)  # type: ignore[arg-type]


def test_a_mutant_is_the_code_with_one_change() -> None:
    found = list(mutants("algebra.py"))
    assert len({each.text for each in found}) > 0.95 * len(found)
    assert all(compile(each.text, each.file, "exec") for each in found)
