import pickle
from importlib import import_module

import pytest

from ai_security_standards import vocabulary
from ai_security_standards.places import COUNTRIES, GROUPS, known_place
from ai_security_standards.vocabulary import Status, Word

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
    assert room in vocabulary.ROOMS
    assert words.__name__ in import_module(words.__module__).__all__
    assert pickle.loads(pickle.dumps(words)) is words


def test_words_are_one_way_of_writing() -> None:
    assert Status("in-force") is Status.IN_FORCE
    with pytest.raises(ValueError, match="in_force"):
        Status("in_force")


def test_groups_hold_states() -> None:
    assert len(COUNTRIES) == 249
    assert len([code for code, last in GROUPS["EU"].items() if last is None]) == 27
    assert len([code for code, last in GROUPS["EEA"].items() if last is None]) == 30
    assert all(set(members) <= COUNTRIES for members in GROUPS.values())


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("DE", True),
        ("US-CO", True),
        ("international", True),
        ("EEA", True),
        ("UK", False),
        ("US-", False),
        ("", False),
        ("US-C O", False),
    ],
)
def test_places_are_told(place: str, known: bool) -> None:
    assert known_place(place) is known
