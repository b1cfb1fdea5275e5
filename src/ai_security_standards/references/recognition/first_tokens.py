"""Where a name or an identifier can begin in a text."""

from __future__ import annotations

from .page import Page

__all__ = ["candidate_positions"]

#: So many words after an identifier its document is named: "GOVERN of the AI RMF".
NAMES_AFTER_WORD = (1, 2, 3)


def candidate_positions(page: Page) -> list[int]:
    """Return the tokens with which a name, or an identifier of a standard in context, can begin."""
    lexicon, tokens = page.lexicon, page.tokens
    first_words, wanted = page.first_words.words, page.first_words.all_words
    positions, values = {*page.names_by_first, *page.listed}, [*tokens.values, ""]
    for position in [position for position, value in enumerate(tokens.values) if value in wanted]:
        value = values[position]
        if value in first_words and _may_begin(page, position, value, values[position + 1]):
            positions.add(position)
        elif value in lexicon.number_openings:
            if tokens.is_number(position + 1):
                positions.add(position)
        elif value in lexicon.openings:
            if lexicon.may_open(value, values[position + 1]):
                positions.add(position)
        elif value in lexicon.single_words and tokens.has_inner_capital(position):
            positions.add(position)
    return sorted(positions)


def _may_begin(page: Page, position: int, value: str, after: str) -> bool:
    """Tell whether an identifier of a standard in context can begin at a token, by the next one.

    A whole identifier of one word has capitals, or the name of its document after it.

    Args:
        page: The text.
        position: The token.
        value: The token, folded.
        after: The next one, folded.
    """
    if page.first_words.may_begin(value, after) or value.isdigit():
        return True
    if not page.first_words.is_whole(value):
        return False
    names = page.names_by_first
    return not page.tokens.is_lower(position) or any(position + words in names for words in NAMES_AFTER_WORD)
