"""Properties that are computed once, without a lock that a fork would copy."""

from pathlib import Path

import ai_security_standards
from ai_security_standards._store.lazily import cached_property

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
