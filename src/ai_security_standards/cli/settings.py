"""Find the settings of a project: a file that is named, or the nearest one above the working folder."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..references.configuring import Configuration

__all__ = ["settings_of"]


def settings_of(options: argparse.Namespace) -> Configuration:
    """Return the settings in the file of --config, else in the nearest file above, else none.

    Raises:
        InvalidData: The file cannot be read, or a setting is unknown.
    """
    from ..references.configuring import Configuration, read_configuration

    path = options.config or _nearest()
    return Configuration() if path is None else read_configuration(path)


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
