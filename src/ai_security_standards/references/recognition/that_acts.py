"""Articles "of that act": how a text goes back to the act that it has named last."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .acts_behind import end_of_numbers

__all__ = ["end_of_list", "is_directive", "that_act_behind"]

#: What goes on with a list of articles by its heading: "Article 26(2) and Article 26(3) of that regulation".
_NEXT_ARTICLE = regex(
    r",?(?:[ ](?:and|or|und|oder|et|ou|y|o|e|en|of|i|oraz|och|in (?:conjunction|combination) with|i\.V\.m\.|"
    r"juncto))?[ ](?:the )?(?:[Aa]rt(?:icle|ikel|ículo|igo|icolo|\.)s?|art) ?[0-9]+"
)
#: A list of articles has at most so many.
MOST_ARTICLES = 4

_DIRECTIVE = regex(r"[Dd]irecti|[Dd]irett|[Dd]ireti|[Rr]ichtl")
#: How a text goes back to the act that it has named last.
_THAT = regex(
    r",?[ ](?:(?:of|to) (?:that|the said|the same) (?:Regulation|Directive|Act|Law|Decision|Convention|"
    r"Treaty|Code)\b|thereof\b|"
    r"(?:de|del|da|do|di|dell[ao]|d)['’ ]?(?:dich[ao]|es[ao]|ess[ao]|aquel(?:la)?|la citada|el citado|"
    r"la misma|el mismo|citad[ao]|"
    r"a? ?(?:mesm|referid|mencionad)[ao]|tale|predett[ao]|medesim[ao]|stess[ao])"
    r" (?:norma|ley|lei|legge|directiva|diretiva|direttiva|reglamento|regulamento|regolamento|decreto|"
    r"diploma|texto|código|codice)\b|"
    r"d(?:essa|esse) (?:lei|regulamento|decreto|diploma|diretiva)\b|"
    r"(?:jene[rs]|des genannten|der genannten) (?:Verordnung|Richtlinie|Gesetzes|Abkommens)\b|"
    r"van die (?:verordening|richtlijn|wet)\b|(?:de ladite|de cette) (?:directive|loi|convention)\b|"
    r"d(?:udit|e ce) (?:règlement|code|décret)\b)",
    re.IGNORECASE,
)


def that_act_behind(text: str, end: int) -> str:
    """Return how an article goes back to the act that is named before it, "" where it does not.

    Pattern: article ("and" article)* ("of that" | "van die" | "de ladite" …) kind of act

    Examples::

        Article 26(2) and Article 26(3) of that regulation
        artikel 33 van die verordening
        el artículo 22 de dicha norma

    Args:
        text: The text.
        end: Where the article ends.
    """
    that = _THAT.match(text, end_of_list(text, end))
    return "" if that is None else that[0]


def is_directive(that: str) -> bool:
    """Tell whether an act that a text goes back to is a directive: "of that Directive"."""
    return _DIRECTIVE.search(that) is not None


def end_of_list(text: str, end: int) -> int:
    """Return where the list ends that goes on behind an article: "(2) and Article 26(3)".

    Args:
        text: The text.
        end: Where the article ends.
    """
    place = end_of_numbers(text, end)
    for _ in range(MOST_ARTICLES):
        further = _NEXT_ARTICLE.match(text, place)
        if further is None:
            break
        place = end_of_numbers(text, further.end())
    return place
