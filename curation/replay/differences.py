"""What differs between a recorded answer and today's, less what the reviewed renames explain."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .summarising import FIRST, LAST, canonical, cut

__all__ = ["Difference", "Renames", "differences", "report"]

_EXAMPLE = 160
_HOLE = re.compile(r"\{(\w+)\}")


class Difference(NamedTuple):
    """One thing that differs: where in the answer, with places in lists as `[*]`, how, and an example."""

    place: str
    kind: str
    example: str


class KeyRename(NamedTuple):
    """A key that has another name now; `old` is None where it is new, `new` where it is gone."""

    method: str
    old: str | None
    new: str | None


class TextRename(NamedTuple):
    """A text that reads otherwise now: a pattern of the new text, and a template of the old one."""

    method: str
    new: re.Pattern[str]
    old: str


class Renames:
    """The reviewed table of renames, which turns today's answers into the words of the recorded ones.

    It is a JSON object of three lists. In `added`, an entry has `method`, `key` and `reason`: a key that
    records did not have, though other objects of the answer may. In `keys`, an entry has `method` ("*"
    for every one), `old`, `new`
    and `reason`; `old` is null for a key that is new, `new` is null for one that is gone. In `texts`,
    `old` and `new` are whole texts in which `{name}` stands for any text, the same on both sides.
    """

    def __init__(self, table: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        for entry in (*table["keys"], *table["texts"], *table.get("added", ())):
            if not entry.get("reason"):
                raise ValueError(f"a rename needs a reason: {dict(entry)}")
        self._added = [(each["method"], each["key"]) for each in table.get("added", ())]
        self._keys = [KeyRename(each["method"], each["old"], each["new"]) for each in table["keys"]]
        self._texts = [
            TextRename(each["method"], _pattern(each["new"]), each["old"]) for each in table["texts"]
        ]

    @classmethod
    def read(cls, path: Path) -> Renames:
        """Read the table from its file, if there is one; without a reason, an entry raises a ValueError."""
        return cls(json.loads(path.read_bytes()) if path.exists() else {"keys": [], "texts": []})

    def restore(self, method: str, answer: Any) -> Any:
        """Return an answer of today in the words in which it was recorded."""
        keys = [each for each in self._keys if each.method in (method, "*")]
        texts = [each for each in self._texts if each.method in (method, "*")]
        if not keys and not texts:
            return answer
        names = {each.new: each.old for each in keys if each.new is not None}
        return _restore(answer, names, texts)

    def added_keys(self, method: str) -> frozenset[str]:
        """Return the keys that a method's answers may have where the recorded ones have none."""
        return frozenset(key for of, key in self._added if of in (method, "*"))

    def removed_keys(self, method: str) -> frozenset[str]:
        """Return the keys that a method's answers had when they were recorded and have no more."""
        return frozenset(
            each.old
            for each in self._keys
            if each.method in (method, "*") and each.new is None and each.old is not None
        )


def differences(
    recorded: Mapping[str, Any],
    now: Mapping[str, Any],
    removed: frozenset[str] = frozenset(),
    added: frozenset[str] = frozenset(),
) -> list[Difference]:
    """Return what differs between two summarised answers, but for keys known to be gone or new.

    Args:
        recorded: the answer that was recorded.
        now: the answer of today, in the words of the recorded one.
        removed: keys that are gone.
        added: keys that are new.
    """
    # The parts of an answer ("rows", "about") are no keys of its records.
    old = {
        part: [name for name in value if name not in removed]
        if part == "columns"
        else _without(value, removed)
        for part, value in recorded.items()
    }
    if "digests" in now and "digests" not in old and "rows" in old:
        # New keys made the answer long enough to be cut down, which the recorded one was not.
        old |= cut(old["rows"], 0, FIRST, LAST)
    return list(_compare("", old, _align(old, now, added)))


def _align(old: Any, new: Any, added: frozenset[str]) -> Any:
    """Return an answer of today without keys that are new, and cut down where the recorded one is."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        parts = {
            name: _align(old.get(name), each, added)
            for name, each in new.items()
            if name in old or name not in added
        }
        if "digests" in old and "digests" not in new and "rows" in new:
            parts |= cut([_drop(row, added) for row in new["rows"]], 0, len(old["rows"]), 0)
        return parts
    if isinstance(old, list) and isinstance(new, list) and all(isinstance(each, str) for each in new):
        return [each for each in new if each in old or each not in added]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [_align(one, other, added) for one, other in zip(old, new, strict=True)]
    return new


def _drop(row: Any, added: frozenset[str]) -> Any:
    return (
        {name: each for name, each in row.items() if name not in added} if isinstance(row, Mapping) else row
    )


def _without(value: Any, removed: frozenset[str]) -> Any:
    """Return a recorded value without the keys that are gone, in the list of columns too."""
    if not removed:
        return value
    if isinstance(value, Mapping):
        return {
            name: [one for one in each if one not in removed]
            if name == "columns"
            else _without(each, removed)
            for name, each in value.items()
            if name not in removed
        }
    return [_without(each, removed) for each in value] if isinstance(value, list) else value


def _pattern(template: str) -> re.Pattern[str]:
    parts = _HOLE.split(template)
    pattern = "".join(f"(?P<{part}>.*)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(pattern, re.DOTALL)


def _restore(value: Any, names: Mapping[str, str | None], texts: Sequence[TextRename]) -> Any:
    if isinstance(value, Mapping):
        # A key whose old name is None is new: there is nothing to compare it with.
        kept = ((names.get(name, name), name, each) for name, each in value.items())
        return {
            old: [names.get(one, one) for one in each if names.get(one, one) is not None]
            if name == "columns"
            else _restore(each, names, texts)
            for old, name, each in kept
            if old is not None
        }
    if isinstance(value, list):
        return [_restore(each, names, texts) for each in value]
    if isinstance(value, str):
        return next((_fill(each, value) for each in texts if each.new.fullmatch(value)), value)
    return value


def _fill(rename: TextRename, text: str) -> str:
    found = rename.new.fullmatch(text)
    assert found is not None
    holes = found.groupdict()
    return _HOLE.sub(lambda hole: holes[hole[1]], rename.old)


def _compare(place: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _compare_objects(place, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(place, old, new)
    elif old != new or type(old) is not type(new):
        yield Difference(place, "changed", f"{_short(old)} -> {_short(new)}")


def _compare_objects(place: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        inside = f"{place}.{name}" if place else name
        if name == "sha256" and old.get("digests") and new.get("digests"):
            continue  # the digests of the columns say more, and know which keys are gone
        if name not in new:
            yield Difference(inside, "missing", _short(old[name]))
        elif name not in old:
            yield Difference(inside, "added", _short(new[name]))
        else:
            yield from _compare(inside, old[name], new[name])


def _compare_lists(place: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    if old == new:
        return
    inside = f"{place}[*]"
    left, more = (Counter(map(canonical, part)) for part in (old, new))
    if left == more:
        yield Difference(place, "in another order", f"{_short(old)} -> {_short(new)}")
    elif len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _compare(inside, one, other)
    else:
        yield Difference(place, "of another length", f"{len(old)} -> {len(new)}")
        for text in left - more:
            yield Difference(inside, "missing", _short_text(text))
        for text in more - left:
            yield Difference(inside, "added", _short_text(text))


def _short(value: Any) -> str:
    return _short_text(canonical(value))


def _short_text(text: str) -> str:
    return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…"


def report(found: Iterable[tuple[str, int, Difference]], examples: int = 2) -> Iterator[str]:
    """Yield lines on differences, those of one method, place and kind together.

    `found` gives the method and the number of the call with each difference; of each group the number
    of calls is stated, and a few examples.
    """
    groups: dict[tuple[str, str, str], dict[int, str]] = {}
    for method, number, each in found:
        groups.setdefault((method, each.place, each.kind), {}).setdefault(number, each.example)
    for (method, place, kind), calls in sorted(groups.items()):
        plural = "s" if len(calls) > 1 else ""
        yield f"{method}: {place or 'the answer'} {kind} in {len(calls)} call{plural}"
        for number, example in list(calls.items())[:examples]:
            yield f"    #{number}: {example}"
