"""The names of a document that an edition states only by what ends them: "Acme Rules" of "Acme Rules 2.0"."""

from __future__ import annotations

from ..._store.shapes import Raw
from ..text.tokens import fold
from .edition_names import EditionNames
from .following_words import OPTIONAL_WORDS

__all__ = ["required_words", "undated_names"]


def undated_names(editions: EditionNames, standard: str, raw: Raw) -> set[tuple[str, ...]]:
    """Return the words of the names of an edition that end in it, each without it.

    Such a name is that of the document, even where the record of an earlier edition has it alone.

    Examples, for edition 2.0::

        Acme Rules 2.0                ("acme", "rules")
        The Acme Rules (ACR 2.0)      ("acme", "rules", "acr")
        Acme Charter                  nothing, as it states no edition

    Args:
        editions: The names of editions.
        standard: The id of the document.
        raw: The record of the edition.
    """
    names = (raw["designation"], raw["title"], *raw.get("aliases", ()))
    undated = {name: editions.strip_edition(standard, raw["edition"], name) for name in names}
    return {required_words(short) for name, short in undated.items() if short != name}


def required_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without those that it can lack.

    >>> required_words("The Rules for Acme")
    ('rules', 'acme')
    """
    return tuple(word for word in fold(name) if word not in OPTIONAL_WORDS)
