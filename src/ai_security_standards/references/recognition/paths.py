"""The editions of documents that the path of a file states: "iso27001-2022/controls.json"."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..text.tokens import Tokens, normalize_text

__all__ = ["editions_of_path"]

#: So many last parts of a path are read.
MOST_PARTS = 3


def editions_of_path(lexicon: Lexicon, path: str) -> dict[str, str]:
    """Return the edition that the last parts of a path state for each document, where they state one.

    Examples::

        NIST_CSF_v1_1/controls.json      edition 1.1 of the CSF

    Args:
        lexicon: The names and identifiers of the register.
        path: The path of a file.
    """
    found: dict[str, set[str]] = {}
    for part in path.replace("\\", "/").split("/")[-MOST_PARTS:]:
        tokens = Tokens(normalize_text(part))
        for name in lexicon.names.find_all(tokens):
            suffix = lexicon.names.editions.match_edition_at(tokens, name.stop, name.standard, marked=True)
            edition = name.edition or suffix.edition
            if edition:
                found.setdefault(name.standard, set()).add(edition)
    return {standard: editions.pop() for standard, editions in found.items() if len(editions) == 1}
