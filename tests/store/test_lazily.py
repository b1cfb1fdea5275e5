"""Properties and patterns that are computed once, without a lock that a fork would copy."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import ai_security_standards
from ai_security_standards import references
from ai_security_standards._store.lazily import cached_property, regex

PACKAGE = Path(ai_security_standards.__file__).parent


class Counted:
    """Counts how often its property is computed."""

    times = 0

    @cached_property
    def value(self) -> int:
        """The number of computations."""
        self.times += 1
        return self.times


def test_a_value_is_computed_once_and_kept_by_its_object() -> None:
    first, second = Counted(), Counted()
    assert [first.value, first.value, first.times] == [1, 1, 1]
    assert vars(first)["value"] == 1
    assert "value" not in vars(second)
    assert Counted.value.__doc__ == "The number of computations."


def test_no_room_uses_the_one_with_a_lock() -> None:
    others = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if path.name != "lazily.py"
        and "import cached_property" in path.read_text("utf-8")
        and "_store.lazily import cached_property" not in path.read_text("utf-8")
    ]
    assert others == []


def test_a_pattern_is_compiled_when_it_is_used_and_then_takes_its_place() -> None:
    room: dict[str, Any] = {"regex": regex}
    exec('WORDS = regex("[a-z]+", 2)\nSAME_WORDS = WORDS', room)
    words = room["WORDS"]
    assert not isinstance(words, re.Pattern)
    assert (words.pattern, words.flags) == ("[a-z]+", re.IGNORECASE)
    assert words.findall("Ab 1 c") == ["Ab", "c"]
    assert isinstance(room["WORDS"], re.Pattern)
    assert room["WORDS"] is room["SAME_WORDS"]
    assert words.sub("x", "ab 1") == "x 1"  # who holds the old one goes on with it
    assert words.groups == 0


def test_every_pattern_of_the_rooms_can_be_compiled() -> None:
    rooms = pkgutil.walk_packages(references.__path__, f"{references.__name__}.")
    values = [value for room in rooms for value in vars(importlib.import_module(room.name)).values()]
    patterns = [value for value in values if isinstance(value, (re.Pattern, type(regex(""))))]
    assert len(patterns) > 300
    assert all(pattern.groups >= 0 for pattern in patterns)


def test_references_keep_no_pattern_that_is_compiled_at_import() -> None:
    at_import = re.compile(r"^_?[A-Z0-9_]+ = re\.compile\(", re.MULTILINE)
    rooms = (PACKAGE / "references").rglob("*.py")
    assert [room.name for room in rooms if at_import.search(room.read_text("utf-8"))] == []
