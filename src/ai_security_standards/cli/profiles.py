"""Read a profile from a TOML file."""

from __future__ import annotations

from pathlib import Path

from ..errors import InvalidData

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
    import tomllib

    from .._store.files import read_text
    from ..applicability import Profile

    try:
        facts = tomllib.loads(read_text(Path(path)))
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(
            f"not TOML: {error}", path, repair='write lines such as roles = ["provider"]'
        ) from None
    return Profile(**facts)
