"""Reverse deltas: how the former state of a value follows from a later one.

A delta of an object names fields: `[]` takes one away, `[value]` sets one, and another delta leads into it.
A delta of a list is `[start, count, items]`, which puts items in the place of `count` later ones, or leads
into items by their places. The delta of anything else is `[value]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .records import canonical_text

__all__ = ["former", "reverse_delta"]

Delta = Mapping[str, Any] | list[Any]

_REMOVED: list[Any] = []


def reverse_delta(later: Any, earlier: Any) -> Delta:
    """Return the delta that leads from a later value back to an earlier one.

    >>> reverse_delta({"title": "B", "note": "new", "roles": ["x"]}, {"title": "A", "roles": ["x", "y"]})
    {'note': [], 'title': ['A'], 'roles': [1, 0, ['y']]}
    """
    if type(later) is dict and type(earlier) is dict:
        delta: dict[str, Any] = {name: _REMOVED for name in later if name not in earlier}
        for name, value in earlier.items():
            if name not in later:
                delta[name] = [value]
            elif not _same(later[name], value):
                delta[name] = reverse_delta(later[name], value)
        return delta
    if type(later) is list and type(earlier) is list:
        return _list_delta(later, earlier)
    return [earlier]


def _list_delta(later: list[Any], earlier: list[Any]) -> Delta:
    shorter = min(len(later), len(earlier))
    start = next((place for place in range(shorter) if not _same(later[place], earlier[place])), shorter)
    rest = shorter - start
    end = next((back for back in range(rest) if not _same(later[-1 - back], earlier[-1 - back])), rest)
    old, new = earlier[start : len(earlier) - end], later[start : len(later) - end]
    if len(old) == len(new) and all(type(item) is dict for item in (*old, *new)):
        pairs = enumerate(zip(new, old, strict=True), start)
        return {str(place): reverse_delta(*pair) for place, pair in pairs if not _same(*pair)}
    return [start, len(new), old]


def _same(one: object, other: object) -> bool:
    """Tell whether two values are the same JSON: 1 is not true."""
    return canonical_text(one) == canonical_text(other)


def former(later: Any, delta: Delta) -> Any:
    """Return the earlier value to which a delta leads.

    >>> former({"title": "B", "note": "new"}, {"note": [], "title": ["A"]})
    {'title': 'A'}
    """
    if isinstance(delta, list):
        if len(delta) == 1:
            return delta[0]
        start, count, items = delta
        return [*later[:start], *items, *later[start + count :]]
    if isinstance(later, list):
        steps = {int(place): step for place, step in delta.items()}
        return [former(item, steps[place]) if place in steps else item for place, item in enumerate(later)]
    earlier = {name: value for name, value in later.items() if delta.get(name) != _REMOVED}
    for name, step in delta.items():
        if step != _REMOVED:
            earlier[name] = former(later.get(name), step)
    return earlier
