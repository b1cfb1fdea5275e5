"""Names of documents that are the titles of provisions before them."""

from __future__ import annotations

from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["is_title_of_provision"]

#: An identifier before a name has at most so many words and numbers.
MOST_PARTS = 4

#: Fewer words name a document wherever they stand.
FEWEST_WORDS = 3


def is_title_of_provision(page: Page, name: NameMatch) -> bool:
    """Tell whether a name is the title of the provision whose identifier stands before it.

    Examples::

        AISVS: C10 Model Context Protocol (MCP) Security      the title of C10, not CoSAI's document

    Args:
        page: The text.
        name: The name.
    """
    if name.stop - name.first < FEWEST_WORDS or name.edition or not page.tokens.is_number(name.first - 1):
        return False
    words = page.significant_words(page.text_of(name.first, name.stop))
    for standard in sorted(page.standards - {"", name.standard}):
        identifiers = page.lexicon.identifiers(standard)
        for first in range(max(name.first - MOST_PARTS, 0), name.first):
            match = identifiers.match_at(page.tokens, first)
            if match is not None and match.stop == name.first and match.ids:
                titles = identifiers.structures.title_words_of(match.ids[0]).values()
                if any(words == title for several in titles for title in several):
                    return True
    return False
