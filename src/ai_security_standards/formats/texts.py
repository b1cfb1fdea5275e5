"""Texts of others, made fit for one line."""

from __future__ import annotations

__all__ = ["tidy"]


def tidy(text: str | None) -> str | None:
    """Return a text on one line without stray blanks and unprintable characters; None if nothing is left.

    >>> tidy("  two   words" + chr(0))
    'two words'
    """
    if text is None or (text.isprintable() and "  " not in text and text == text.strip()):
        return text or None
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line)).strip() or None
