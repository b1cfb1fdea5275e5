"""What is stored of the lexicon with the packaged data: whether it may be used, and how it is made."""

from __future__ import annotations

from ..._store.files import source_mark
from ..._store.register import Register
from .blocks import Blocks

__all__ = ["header_of", "stored_blocks"]

#: The source by which the lexicon is gathered.
_SOURCES = ("references/lexicon", "references/text/tokens.py", "records/grammars.py")


def header_of(register: Register) -> dict[str, str]:
    """Return what tells of which records and by which source a lexicon is made."""
    return {"records": register.digest, "source": source_mark(_SOURCES)}


def stored_blocks(register: Register) -> Blocks | None:
    """Return what is stored of the lexicon of a register; None where nothing is, or of other data or code.

    Only the packaged register has something stored: with overlays, names and identifiers are others.
    """
    content = register.load_lexicon()
    if not content:
        return None
    try:
        blocks = Blocks(content)
    except (ValueError, KeyError):
        return None  # half a file
    return blocks if blocks.header == header_of(register) else None
