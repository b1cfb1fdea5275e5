"""Countries, their groups, and what counts as a place."""

import pytest

from ai_security_standards import UnknownCriterion
from ai_security_standards.records.places import COUNTRIES, GROUPS, known_place, place_code


def test_groups_hold_states() -> None:
    assert len(COUNTRIES) == 249
    assert len([code for code, last in GROUPS["EU"].items() if last is None]) == 27
    assert len([code for code, last in GROUPS["EEA"].items() if last is None]) == 30
    assert all(members.keys() <= COUNTRIES.keys() for members in GROUPS.values())


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


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("germany", "DE"),
        ("European Union", "EU"),
        ("UK", "GB"),
        ("USA", "US"),
        ("South Korea", "KR"),
        ("Turkey", "TR"),
        ("us-co", "US-CO"),
        ("International", "international"),
    ],
)
def test_places_are_read_by_the_names_that_people_use(name: str, code: str) -> None:
    assert place_code("jurisdiction", name) == code


def test_a_misspelt_country_is_suggested_by_name() -> None:
    with pytest.raises(UnknownCriterion, match="'Germany'"):
        place_code("jurisdiction", "Germny")
    assert len({name.casefold() for name in COUNTRIES.values()}) == len(COUNTRIES)
