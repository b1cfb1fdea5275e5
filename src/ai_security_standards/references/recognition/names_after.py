"""The name of a document directly after its identifier: "Article 5 of the AI Act", "Art. 13 CRA"."""

from __future__ import annotations

from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["MOST_WORDS_BEFORE_NAME", "name_after"]

#: At most this many words stand between an identifier and the name of its document.
MOST_WORDS_BEFORE_NAME = 2

_OF = frozenset("of the des der de la du del della dello zur zum im in".split())


def name_after(page: Page, position: int, standard: str) -> NameMatch | None:
    """Match the name of a document after its identifier.

    Pattern: identifier ("of" | "the" …){0,2} name

    Examples::

        Article 5 of the AI Act
        Art. 9 KI-VO
        Art. 13 CRA           a short name, as an article of it precedes

    Args:
        page: The text.
        position: The token after the identifier.
        standard: The id of the document that must be named.
    """
    if position >= len(page.tokens) or page.tokens[position].gap not in (" ", "  ", "\n"):
        return None
    for first in range(position, position + MOST_WORDS_BEFORE_NAME + 1):
        name = page.names_by_first.get(first)
        if name is not None and (not name.weak or _is_act_of_article(page, name, position)):
            is_apart = first == position and page.tokens[first].gap == "\n"
            return name if name.standard == standard and not is_apart else None
        if first >= len(page.tokens) or page.tokens[first].value not in _OF:
            return None
    return None


def _is_act_of_article(page: Page, name: NameMatch, position: int) -> bool:
    """Tell whether a short name in capitals directly behind an article is that of its act: "Art. 13 CRA".

    Args:
        page: The text.
        name: The name.
        position: The token after the article.
    """
    is_law = name.standard in page.lexicon.names.editions.ages.laws
    return is_law and name.first == position and page.text_of(name.first, name.stop).isupper()
