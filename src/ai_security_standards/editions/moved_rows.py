"""The rows of a table of tags, with what each tag became in another edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..records.refs import Ref
from ..vocabulary import MigrationOutcome
from .migrating import Move

__all__ = ["moved_rows"]

_KEPT = (MigrationOutcome.CARRIED_OVER, MigrationOutcome.UNTOUCHED)


def moved_rows(
    rows: Sequence[Mapping[str, Any]],
    column: str,
    moves: Sequence[Move | str],
    title_of: Callable[[Ref], str],
) -> list[dict[str, Any]]:
    """Return each row with four more columns: COLUMN_to, COLUMN_title, COLUMN_outcome and COLUMN_reason.

    Args:
        rows: The rows, with all their columns.
        column: The column with the tags.
        moves: The move of each row, or why its tag cannot be read; "" where it has no tag.
        title_of: Gives the title of a reference.
    """
    found = []
    for row, move in zip(rows, moves, strict=True):
        to = title = reason = ""
        if isinstance(move, str):
            outcome, reason = "not_read" if move else "", move
        else:
            outcome = move.outcome.value
            if move.outcome in _KEPT:
                to, title = str(move.to[0]), title_of(move.to[0])
            else:
                candidates = f"; perhaps {', '.join(map(str, move.to))}" if move.to else ""
                reason = "; ".join(each.text for each in move.reasons) + candidates
        new = {"to": to, "title": title, "outcome": outcome, "reason": reason}
        found.append({**row, **{f"{column}_{name}": text for name, text in new.items()}})
    return found
