"""Write files for verbs: what exists is kept, unless the user says --force."""

from __future__ import annotations

from pathlib import Path

from ..errors import InvalidData

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["add_force", "require_new"]


def require_new(path: str | Path | None, options: argparse.Namespace) -> None:
    """Refuse to write over a file, which may hold the work of a person.

    Args:
        path: The file to write; None for standard output.
        options: The parsed arguments, with force.

    Raises:
        InvalidData: The file exists, and --force is not given.
    """
    if path is not None and not options.force and Path(path).exists():
        repair = "name another file, or say --force to write over this one"
        raise InvalidData("the file exists already", str(path), repair=repair)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the option that `require_new` reads."""
    parser.add_argument("--force", action="store_true", help="write over a file that exists")
