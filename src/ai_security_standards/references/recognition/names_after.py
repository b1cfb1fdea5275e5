"""The name of a document directly after its identifier: "Article 5 of the AI Act", "Art. 13 CRA"."""

from __future__ import annotations

from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["MOST_WORDS_BEFORE_NAME", "after_paragraph", "name_after"]

#: At most this many words stand between an identifier and the name of its document.
MOST_WORDS_BEFORE_NAME = 2

#: An article has at most so many parts inside: paragraph, subparagraph, point.
MOST_PARTS = 3

_PART_WORDS = frozenset(
    "abs absatz apartado paragraph para comma lid leden onder punt lit buchst buchstabe nr point letra "
    "lettera".split()
)
_OF = frozenset("of the des der de la du del della dello do da dos das van het bij z zur zum im in".split())


def name_after(page: Page, position: int, standard: str, *, behind_bracket: bool = False) -> NameMatch | None:
    """Match the name of a document after its identifier.

    Pattern: identifier ("of" | "the" …){0,2} name

    Examples::

        Article 5 of the AI Act
        Art. 9 KI-VO
        Article 10(6) of the Cyber Resilience Act
        Art. 13 CRA           a short name, as an article of it precedes

    Args:
        page: The text.
        position: The token after the identifier.
        standard: The id of the document that must be named.
        behind_bracket: Whether the bracket of a paragraph may stand between.
    """
    tokens = page.tokens
    if position >= len(tokens):
        return None
    if tokens[position].gap not in (" ", "  ", "\n") and not (
        behind_bracket and tokens[position].gap == ") " and tokens.is_bracketed(position - 1)
    ):
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


def after_paragraph(page: Page, stop: int) -> int:
    """Return the token after the paragraph and points of an article, which the data may lack.

    Examples::

        Art. 10 Abs. 6 CRA            the token of CRA
        Article 10(6)(b) CRA          the token of CRA
        Article 10 CRA                the same token

    Args:
        page: The text.
        stop: The token after the article.
    """
    tokens = page.tokens
    for _ in range(MOST_PARTS):
        if (
            stop + 1 < len(tokens)
            and tokens.values[stop] in _PART_WORDS
            and _is_part(tokens.values[stop + 1])
        ):
            stop += 2
        elif stop < len(tokens) and tokens[stop].gap in ("(", ")(") and _is_part(tokens.values[stop]):
            stop += 1
        else:
            break
    return stop


def _is_part(value: str) -> bool:
    """Tell whether a token is the number or letter of a paragraph or point."""
    return value.isdecimal() or len(value) == 1
