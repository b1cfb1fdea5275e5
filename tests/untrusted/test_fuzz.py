"""The fuzzers' short run: every past find again, and changes that Hypothesis chooses."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_security_standards import Assessment, InvalidData
from ai_security_standards._store.files import parse
from fuzz.killing import changed_functions
from fuzz.mutants import HELD, ROOT, elsewhere, files_of_tests, mutants
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
@settings(deadline=None, max_examples=3)
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


def test_a_mutant_changes_what_runs() -> None:
    for file in ("compliance/projecting.py", "compliance/labels.py", "compliance/implementation.py"):
        for each in mutants(file):
            assert each.old != each.new
            assert "TYPE_CHECKING" not in each.said
            assert each.old != "frozenset[str] | None"  # of an annotation
            assert (each.old, each.new) != ("return False", "return None")


def test_a_mutant_changes_named_functions_or_the_module_itself() -> None:
    sound = "LIMIT = 1\n\nclass A:\n    def f(self):\n        return [x for x in self if x]\n\ndef g():\n    return 1\n"
    assert list(changed_functions(sound, sound.replace("x for x in self if x", "x for x in self"))) == [
        "A",
        "A.f",
    ]
    assert list(changed_functions(sound, sound.replace("return 1", "return 2"))) == ["g"]
    assert changed_functions(sound, sound.replace("LIMIT = 1", "LIMIT = 2")) == {}


def test_every_file_that_is_held_has_tests() -> None:
    for file in (*HELD, *elsewhere()):
        assert (ROOT / "src" / "ai_security_standards" / file).is_file()
        assert files_of_tests(file)


def test_the_survivors_are_mutants_each_with_a_reason() -> None:
    reasons = json.loads((ROOT / "full" / "survivors.json").read_text(encoding="utf-8"))
    names = {each.name for file in {name.partition(":")[0] for name in reasons} for each in mutants(file)}
    assert set(reasons) <= names
    assert all(reasons.values())


def test_every_target_has_past_finds_or_seeds_of_its_own() -> None:
    assert {path.parent.name.replace("-", " ") for path in FINDS} <= set(TARGETS)
    assert all(target.seeds for target in TARGETS.values())
