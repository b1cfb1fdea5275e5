"""A title beside an identifier, with the manner in which a file puts it there."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LONGEST_TITLE", "Beside"]

#: A title has at most this many characters.
LONGEST_TITLE = 200


class Beside(NamedTuple):
    """A title beside an identifier, with the manner in which files put it there.

    `shape` is equal for all entries that are made in the same manner. `firm` tells that its keys name an
    identifier and its title, so that nothing else can be meant, `is_first` that it begins a line or cell.
    """

    shape: tuple[str, ...]
    text: str
    firm: bool = False
    is_first: bool = False
