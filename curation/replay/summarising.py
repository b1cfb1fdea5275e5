"""Answers made small: rows beyond a limit are kept as digests, one for each column."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["FIRST", "LAST", "canonical", "cut", "summarise"]

#: Rows that take more bytes than this are not kept in full.
LIMIT = 200_000
#: The same for tables and lists inside an answer, which only go with it.
LIMIT_INSIDE = 4_000
FIRST, LAST = 50, 10
FIRST_INSIDE = 5


def canonical(value: object) -> str:
    """Return the one way to write a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def summarise(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer whose long lists are cut down to their ends, their number and their digests."""
    if "rows" not in answer:
        return dict(answer)
    small: dict[str, Any] = {**answer, **cut(answer["rows"], LIMIT, FIRST, LAST)}
    for part in ("about", "records"):
        if part in answer:
            small[part] = _inside(answer[part])
    return small


def _inside(value: Any) -> Any:
    if isinstance(value, Mapping):
        parts = {name: _inside(each) for name, each in value.items() if name != "rows"}
        return (
            parts if "rows" not in value else {**parts, **cut(value["rows"], LIMIT_INSIDE, FIRST_INSIDE, 0)}
        )
    if isinstance(value, list):
        if len(canonical(value)) > LIMIT_INSIDE and len(value) > FIRST_INSIDE:
            return cut(value, LIMIT_INSIDE, FIRST_INSIDE, 0)
        return [_inside(each) for each in value]
    return value


def cut(rows: Sequence[Any], limit: int, first: int, last: int) -> dict[str, Any]:
    """Return rows as they are if they are few, else both ends, the number, and digests over all of them."""
    text = canonical(rows)
    if len(text.encode()) <= limit or len(rows) <= first + last:
        return {"rows": list(rows)}
    return {
        "rows": [*rows[:first], *rows[len(rows) - last :]],
        "count": len(rows),
        "sha256": _digest(text),
        "digests": _digests(rows),
    }


def _digests(rows: Sequence[Any]) -> dict[str, str]:
    """Return a digest for each column, so that a later difference can be narrowed down to one."""
    if not all(isinstance(row, Mapping) for row in rows):
        return {}
    columns = sorted({name for row in rows for name in row})
    values = {name: [[row[name]] if name in row else [] for row in rows] for name in columns}
    return {name: _digest(canonical(found))[:16] for name, found in values.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
