"""Identifiers of words alone, which must be written as they are printed."""

from __future__ import annotations

from ..lexicon.heading_words import ANNEX_WORDS
from ..lexicon.matches import Match
from ..text.tokens import Tokens, normalize_text
from .page import Page

__all__ = ["is_printed_identifier"]


def is_printed_identifier(page: Page, match: Match, first: int) -> bool:
    """Tell whether words without a number are written as the identifier is printed.

    Examples::

        MAP                yes, as it is printed in capitals
        map                no
        prompt-injection   yes, where the id is such a slug
        Anexo A            yes, as Annex A is printed

    Args:
        page: The text.
        match: The identifier.
        first: The token with which the words begin.
    """
    slug = page.text_of(first, match.stop)
    if "-" in slug and slug in match.ids:
        return True
    text = " ".join(token.text for token in page.tokens[first : match.stop])
    word, _, rest = text.partition(" ")
    if page.tokens[first].value in ANNEX_WORDS and not word.islower():
        text = f"Annex {rest}"
    return not text.islower() and any(
        text == " ".join(token.text for token in Tokens(normalize_text(provision_id)))
        for provision_id in match.ids
    )
