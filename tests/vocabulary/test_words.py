"""Every word of every closed list, with its meaning and its source."""

import pickle
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from ai_security_standards import vocabulary
from ai_security_standards.vocabulary import Status, Word
from curation.literals import literals

LISTS = [getattr(vocabulary, name) for name in vocabulary.__all__ if name != "Word"]


@pytest.mark.parametrize("words", LISTS)
def test_every_word_says_what_it_means_and_where_it_is_from(words: type[Word]) -> None:
    assert words.__doc__
    for word in words:
        assert word.meaning
        assert word.source
        assert str(word) == word.value == word
        assert f"{word}" == word.value
        assert pickle.loads(pickle.dumps(word)) is word
        assert word.name.lower() == word.value.replace("-", "_")


def test_every_list_is_public() -> None:
    assert set(Word.__subclasses__()) == set(LISTS)
    assert dir(vocabulary) == sorted(vocabulary.__all__)
    with pytest.raises(AttributeError, match="Kinds"):
        vocabulary.Kinds  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("words", LISTS)
def test_every_list_stands_in_one_of_the_rooms(words: type[Word]) -> None:
    package, _, room = words.__module__.rpartition(".")
    assert package == vocabulary.__name__
    assert room in vocabulary.MODULES
    assert words.__name__ in import_module(words.__module__).__all__
    assert pickle.loads(pickle.dumps(words)) is words


def test_words_are_one_way_of_writing() -> None:
    assert Status("in-force") is Status.IN_FORCE
    with pytest.raises(ValueError, match="in_force"):
        Status("in_force")


def test_the_types_of_words_are_the_lists() -> None:
    path = Path(vocabulary.__file__).with_name("literals.py")
    assert path.read_text(encoding="utf-8") == literals(), "run `python -m curation build`"


@pytest.mark.parametrize("words", LISTS)
def test_each_list_has_a_type_of_its_words(words: type[Word]) -> None:
    module = import_module("ai_security_standards.vocabulary.literals")
    assert get_args(getattr(module, f"{words.__name__}Text")) == tuple(word.value for word in words)
