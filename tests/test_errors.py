import pickle

import pytest

from ai_security_standards import (
    AmbiguousReference,
    InvalidData,
    StandardsError,
    UnknownCriterion,
    UnknownReference,
)
from ai_security_standards.errors import nearest


@pytest.mark.parametrize(
    ("failure", "builtin"),
    [
        (UnknownReference("no such thing", "x", ["y"]), KeyError),
        (AmbiguousReference("two things", "x", ["y", "z"]), LookupError),
        (InvalidData("wrong", "f.json", "r", "kind", "mend it"), ValueError),
        (UnknownCriterion("no such criterion"), TypeError),
    ],
)
def test_each_is_a_standards_error_and_a_builtin_and_pickles(failure: StandardsError, builtin: type) -> None:
    assert isinstance(failure, StandardsError)
    assert isinstance(failure, builtin)
    again = pickle.loads(pickle.dumps(failure))
    assert type(again) is type(failure)
    assert str(again) == str(failure)
    assert vars(again) == vars(failure)


def test_a_message_is_a_sentence_not_a_repr() -> None:
    assert str(UnknownReference("no such thing")) == "no such thing"
    assert str(StandardsError()) == ""


def test_invalid_data_names_place_and_repair() -> None:
    full = InvalidData("it is wrong", "f.json", "r@1", "kind", "mend it")
    assert str(full) == "f.json, r@1, kind: it is wrong. Repair: mend it."
    assert str(InvalidData("it is wrong")) == "it is wrong."


def test_near_misses_come_nearest_first_and_few() -> None:
    known = ["iso-iec-42001", "iso-iec-42005", "etsi", "iso-iec-42006"]
    assert nearest("iso-iec-42O01", known)[0] == "iso-iec-42001"
    assert nearest("ETSI", known) == ("etsi",)
    assert nearest("42001", known)[0] == "iso-iec-42001"
    assert nearest("zzz", known) == ()
    assert len(nearest("iso-iec-4200", known, limit=2)) == 2
