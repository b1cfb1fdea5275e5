"""Find the settings of a project: a file that is named, or the nearest one above the working folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..references.configuring import Configuration, Override

__all__ = ["dialect_of", "files_to_read", "settings_of"]


def settings_of(options: argparse.Namespace) -> Configuration:
    """Return the settings in the file of --config, else in the nearest file above, else none.

    Raises:
        InvalidData: The file cannot be read, or a setting is unknown.
    """
    from ..references.configuring import Configuration, read_configuration

    path = options.config or _nearest()
    return Configuration() if path is None else read_configuration(path)


def files_to_read(options: argparse.Namespace, settings: Configuration) -> Callable[[str], bool]:
    """Return whether a file is to be read: as settings say, but neither they nor the baseline are.

    Args:
        options: The options of an audit or a fix.
        settings: The settings of the project.
    """
    named = [options.config or _nearest(), settings.baseline]
    named += [getattr(options, name, None) for name in ("baseline", "write_baseline")]
    own = {os.path.realpath(each) for each in named if each is not None}
    names = {os.path.basename(each) for each in own}

    def is_to_read(path: str) -> bool:
        is_own = os.path.basename(path) in names and os.path.realpath(path) in own
        return not is_own and settings.includes(path)

    return is_to_read


def dialect_of(dialects: tuple[Override, ...], path: str) -> str | None:
    """Return the tool whose tags a file has, as settings say; None where they say nothing."""
    if not dialects:
        return None
    from ..references.configuring import Configuration

    return Configuration(dialects=dialects).dialect_of(path)


def _nearest() -> Path | None:
    from .._store.files import read_text
    from ..references.configuring import FILE, TABLE

    folder = Path.cwd()
    for above in (folder, *folder.parents):
        if (above / FILE).is_file():
            return above / FILE
        project = above / "pyproject.toml"
        if project.is_file() and f"[tool.{TABLE}" in read_text(project):
            return project
        if (above / ".git").exists():
            return None
    return None
