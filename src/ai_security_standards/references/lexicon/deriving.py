"""The files of a data folder that are derived from the others: its manifest, and the lexicon."""

from __future__ import annotations

import hashlib

from ..._store.files import LEXICON, MANIFEST, canonical
from ..._store.manifest import manifest
from ..._store.register.register import read_register
from .lexicon import Lexicon

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["derived_files"]


def derived_files(data: Traversable) -> dict[str, bytes]:
    """Derive the manifest and the lexicon of a data folder from its files; return their contents by name.

    The manifest lists the digest of the lexicon, so that a statement on the manifest is one on both.

    Raises:
        InvalidData: A file is not a data file, or the data are of another generation.
    """
    listed = manifest(data)
    lexicon = Lexicon(read_register(data, listed), gathered=True).to_bytes()
    listed["lexicon"] = {"file": LEXICON, "sha256": hashlib.sha256(lexicon).hexdigest()}
    return {LEXICON: lexicon, MANIFEST: canonical(listed)}
