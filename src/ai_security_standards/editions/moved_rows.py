"""The rows of a table of tags, with what each tag became in another edition, written as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ..records.refs import Ref
from ..vocabulary import MigrationOutcome
from .migrating import Move
from .rewriting import rewritings

__all__ = ["Tag", "moved_rows", "respelled"]

_KEPT = (MigrationOutcome.CARRIED_OVER, MigrationOutcome.UNTOUCHED)


class Tag(NamedTuple):
    """A tag of a row, and what became of it.

    Attributes:
        text: The tag as it is written; empty where there is none.
        move: Its move; None where it cannot be read, or is empty.
        problem: Why it cannot be read.
    """

    text: str
    move: Move | None = None
    problem: str = ""


class _Outcome(NamedTuple):
    """What becomes of one tag, as texts: in the way in which it was written, as a reference, and why."""

    to: str
    ref: str
    title: str
    outcome: str
    reason: str


def moved_rows(
    rows: Sequence[Mapping[str, Any]],
    column: str,
    tags: Sequence[Sequence[Tag]],
    title_of: Callable[[Ref], str],
    resolve: Callable[[str], Ref],
) -> list[dict[str, Any]]:
    """Return each row with five more columns: COLUMN_to, _ref, _title, _outcome and _reason.

    Args:
        rows: The rows, with all their columns. A cell with a list of tags gets lists.
        column: The column with the tags.
        tags: The tags of each row; one where the cell is no list.
        title_of: Gives the title of a reference.
        resolve: Reads a reference as people write it.
    """
    found: list[dict[str, Any]] = []
    for row, row_tags in zip(rows, tags, strict=True):
        outcomes = [_outcome(tag, title_of, resolve) for tag in row_tags]
        is_list = isinstance(row.get(column), list)
        new = {
            name: [getattr(each, name) for each in outcomes] if is_list else getattr(outcomes[0], name)
            for name in _Outcome._fields
        }
        found.append({**row, **{f"{column}_{name}": value for name, value in new.items()}})
    return found


def _outcome(tag: Tag, title_of: Callable[[Ref], str], resolve: Callable[[str], Ref]) -> _Outcome:
    move = tag.move
    if move is None:
        return _Outcome("", "", "", "not_read" if tag.text else "empty", tag.problem)
    if move.outcome in _KEPT:
        to = move.to[0]
        return _Outcome(
            respelled(tag.text, move.ref, to, resolve), str(to), title_of(to), move.outcome.value, ""
        )
    candidates = f"; perhaps {', '.join(map(str, move.to))}" if move.to else ""
    reason = "; ".join(each.text for each in move.reasons) + candidates
    return _Outcome("", "", "", move.outcome.value, reason)


def respelled(text: str, old: Ref, new: Ref, resolve: Callable[[str], Ref]) -> str:
    """Return a reference in the way in which another is written; as the catalog prints it if that fails.

    What is returned can be read without anything beside it.

    Args:
        text: The other, as it is written.
        old: What it means.
        new: The reference to write.
        resolve: Reads a reference as people write it.

    >>> from ai_security_standards import load
    >>> old, new = Ref.parse("owasp-llm-top-10@2025:LLM05"), Ref.parse("owasp-llm-top-10@2026:LLM10")
    >>> [respelled(text, old, new, load().resolve) for text in ("LLM05:2025", "owasp:llm05", "LLM five")]
    ['LLM10:2026', 'owasp:llm10:2026', 'owasp-llm-top-10@2026:LLM10']
    """
    if old == new:
        return text
    if old.provision is None or new.provision is None:
        return str(new)
    edition = old.edition if old.edition is not None and old.edition in text else None
    for candidate in rewritings(text, (old.provision, edition), (new.provision, new.edition)):
        try:
            read = resolve(candidate)
        except LookupError:
            continue
        if read == new:
            return candidate
    return str(new)
