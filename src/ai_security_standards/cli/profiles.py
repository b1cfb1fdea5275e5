"""Read a profile from a TOML file."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..applicability import Profile

__all__ = ["read_profile"]


def read_profile(path: str) -> Profile:
    """Return the profile that a TOML file describes: one key a fact.

    Raises:
        InvalidData: The file cannot be read, or is not TOML.
        UnknownCriterion: A fact or a word is unknown; near misses are named.
    """
    from .._store.files import read_toml
    from ..applicability import Profile

    return Profile(**read_toml(Path(path)))
