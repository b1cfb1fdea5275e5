"""Bodies that name one document of theirs by themselves, by how its identifiers are written."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..text.tokens import Tokens

__all__ = ["standards_of_bodies"]

#: The document that is meant where the body alone stands before an identifier with a long number.
_OF_BODIES = {"mitre": "mitre-attack"}


def standards_of_bodies(lexicon: Lexicon, tokens: Tokens) -> tuple[str, ...]:
    """Return the documents of bodies on a page whose identifiers nothing else is written like.

    Examples::

        MITRE technique T1059.001      MITRE ATT&CK

    Args:
        lexicon: The names and identifiers to recognise.
        tokens: The tokens of the page.
    """
    return tuple(
        standard
        for body, standard in _OF_BODIES.items()
        if body in tokens.values and standard in lexicon.register.editions
    )
