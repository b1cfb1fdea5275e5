"""Values and rows as JSON text, the same bytes for the same values."""

from __future__ import annotations

import datetime as dt
from typing import Any

__all__ = ["compact_json", "row_lines"]


def compact_json(value: Any) -> str:
    """Return a value as JSON without blanks; days are written in ISO form.

    >>> compact_json({"day": dt.date(2026, 7, 1), "refs": ("eu-ai-act",)})
    '{"day":"2026-07-01","refs":["eu-ai-act"]}'
    """
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)


def row_lines(names: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> str:
    r"""Return rows as a JSON array of objects, one a line.

    >>> row_lines(("ref", "bits"), (("a", 1), ("b", 2)))
    '[{"ref":"a","bits":1},\n{"ref":"b","bits":2}]\n'
    """
    lines = ",\n".join(compact_json(dict(zip(names, row, strict=True))) for row in rows)
    return f"[{lines}]\n"
