"""Columns that a caller names: which header is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import UnknownCriterion, did_you_mean, nearest
from .layout import folded

__all__ = ["chosen_columns"]


def chosen_columns(
    columns: Mapping[str, str | Sequence[str]], roles: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return the folded headers that a caller names, by role.

    Args:
        columns: The header, or several, of each role.
        roles: The roles that there are.

    Raises:
        UnknownCriterion: There is no such role.

    >>> chosen_columns({"subject": "Control  ID"}, ("subject", "object"))
    {'subject': ('control id',)}
    """
    for role in columns:
        if role not in roles:
            near = did_you_mean(nearest(role, roles))
            raise UnknownCriterion(
                f"unknown role of a column {role!r}; the roles are {', '.join(roles)}{near}"
            )
    return {
        role: tuple(map(folded, [given] if isinstance(given, str) else given))
        for role, given in columns.items()
    }
