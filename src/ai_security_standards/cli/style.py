"""Colours and links, in terminals that have them; plain text everywhere else."""

from __future__ import annotations

import os
import sys

__all__ = ["GAP", "file_link", "has_style", "one_line", "styled"]

#: What is between two columns.
GAP = "  "
#: The code of each style.
_CODES = {"error": "31", "warning": "33", "note": "36", "head": "1", "name": "2"}


def has_style() -> bool:
    """Tell whether standard output shows colours: a terminal, unless the user asked for none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return sys.platform != "win32" or "WT_SESSION" in os.environ


def styled(text: str, style: str = "", link: str | None = None) -> str:
    """Return a text with the escape codes of a style and of a link; as it is where there are none.

    Args:
        text: The text.
        style: "error", "warning", "note", "head" or "name"; none by default.
        link: A web address, or that of a file.
    """
    if not text or not has_style():
        return text
    if style:
        text = f"\x1b[{_CODES[style]}m{text}\x1b[0m"
    return f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link and link.isprintable() else text


def file_link(path: str) -> str:
    """Return the address of a file."""
    from pathlib import Path

    return Path(path).absolute().as_uri()


def one_line(text: str) -> str:
    """Return a text with escapes for what would move the cursor, such as in the name of a file."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
