"""Acts that are named before their articles, and go on in the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right

from .acts_behind import act_behind, is_before_act
from .page import Page

__all__ = ["follows_named_act", "goes_on_with_act"]

#: The name of an act is looked for in so many characters before an article.
LONGEST_BEFORE = 140

#: A paragraph is looked at so far before an article.
LONGEST_PARAGRAPH = 600

#: A name so near behind an article can bind it.
NEAREST_NAME = 40

_ACT = (
    r"\b(?:(?:Ley|Lei|Loi|Legge|Real Decreto|Decreto|Directiva|Directive|Richtlinie|"
    r"Direttiva|Diretiva|LO|RD|DL)"
    r"(?:[ -](?:Orgánica|Legislativo|[Ll]ey|[Ll]ei|n[.º°o]+))*(?: \((?:EU|UE|CE|EG)\))? [0-9]+(?:[/.][0-9]+)+"
    r"|(?:Convenio|Convención|Convention|Convenzione|Pacto|Pacte|Patto|Constitución|Constitution|Costituzione|"
    r"Constituição|Estatuto|Statuto|Código|Codice|Grundgesetz|Verfassung)\b)"
)
_NAMED = re.compile(
    rf"{_ACT}(?:[^.;|\n]|(?<=[0-9])\.(?=[0-9])){{0,80}}?"
    r"(?:[,:]| \(|\)[,:]?| en su| cuy[oa]s?| in its| nel suo| dans son| in seinem| no seu)[*_ ]{0,3}\Z"
)
_ARTICLE = re.compile(
    r"\b(?:arts?|articles?|artikel|artículos?|artigos?|articol[oi])\b\.? ?[0-9]+", re.IGNORECASE
)


def follows_named_act(page: Page, place: int) -> bool:
    """Tell whether an act that the register lacks is named directly before an article.

    Examples::

        Ley 13/2022 General de Comunicación, Artículo 89
        Directiva (UE) 2016/680 (art. 10)
        Convention de Genève, article 5
        il Codice civile nel suo art. 5

    Args:
        page: The text.
        place: Where the article starts.
    """
    begin = max(place - LONGEST_BEFORE, 0)
    act = _NAMED.search(page.text[begin:place])
    return act is not None and not page.standards_within(begin + act.start(), place) - {""}


def goes_on_with_act(page: Page, standard: str, place: int) -> bool:
    """Tell whether the paragraph has bound its last article to another act, and has named no law since.

    Examples::

        artículos 79 a 97 de la LOPDGDD. La neutralidad (artículo 80)
        Art. 2 PIDCP + Art. 26

    Args:
        page: The text.
        standard: The law that the article would be of.
        place: Where the article starts.
    """
    if page.standards_within(place, place + NEAREST_NAME) - {""}:
        return False  # "artículos 24 a 31 RGPD"
    begin = max(place - LONGEST_PARAGRAPH, 0)
    begin = max(page.text.rfind("\n", begin, place) + 1, begin)
    bound = _bound_articles(page)
    number = bisect_right(bound, (place, place, place, place))
    if any(start == place for _, _, start, _ in bound[number : number + 1]):
        return False  # its own act is behind it: "el artículo 21 de la Directiva"
    _, act, start, end = bound[number - 1] if number else (0, 0, -1, 0)
    if start < begin or not is_before_act(page, standard, end):
        return False
    return not page.standards_within(act, place) - {""}


def _bound_articles(page: Page) -> list[tuple[int, int, int, int]]:
    """Return the articles with an act behind them: where the act ends and starts, and the article does."""
    if page.bound is None:
        found = ((act_behind(page.text, each.end()), each) for each in _ARTICLE.finditer(page.text))
        page.bound = sorted((act.end, act.start, *each.span()) for act, each in found if act is not None)
    return page.bound
