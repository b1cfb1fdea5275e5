"""Read a profile from a TOML file, and write one."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..applicability import Profile

__all__ = ["read_profile", "write_profile"]


def read_profile(path: str) -> Profile:
    """Return the profile that a TOML file describes: one key a fact.

    Raises:
        InvalidData: The file cannot be read, or is not TOML.
        UnknownCriterion: A fact or a word is unknown; near misses are named.
    """
    from .._store.files import read_toml
    from ..applicability import Profile

    return Profile(**read_toml(Path(path)))


def write_profile(path: str, profile: Profile) -> None:
    """Write a profile to a TOML file that `read_profile` reads: one key a fact that is given.

    Args:
        path: The file.
        profile: The profile.
    """
    import json

    from attrs import fields

    lines = []
    for fact in fields(type(profile)):
        value = getattr(profile, fact.name)
        if value != fact.default:
            # Texts, lists and flags are written alike in both.
            plain = sorted(value) if isinstance(value, frozenset) else value
            written = plain if isinstance(plain, list | bool) else str(plain)
            lines.append(f"{fact.name} = {json.dumps(written, ensure_ascii=False)}\n")
    Path(path).write_text("".join(lines), encoding="utf-8")
