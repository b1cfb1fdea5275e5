"""Numbers that number the lines of a list, count things, score, or point to a section of the page itself."""

from __future__ import annotations

from ..._store.lazily import regex
from ..text.titles import significant_words
from .counts import has_classifier
from .page import Page
from .sightings import Sighting

__all__ = ["is_bare_number"]

_NUMBER = regex(r"(?:[\s\S]*\n[ \t]*)?[0-9]{1,3}\Z")
_LINE_START = regex(r"(?:\A|\n)[ \t]*(?:#{1,6} )?\Z")
_LIST_MARK = regex(r"[.)][ \t]+(?=\S)([^\n]{0,120})")
#: A score out of ten, with its first part: "4.2/10".
_SCORE = regex(r"[0-9](?:\.[0-9])?/10(?![0-9])")
_SCORED = regex(r"(?<![0-9.])[0-9]\.[0-9]/\Z")
_SCORE_OF_NAME = regex(r"[0-9](?:\.[0-9])?\Z")
_PADDED = regex(r"[A-Z]+-?0?[0-9]{1,2}")
_LOOK_BACK = 60


def is_bare_number(page: Page, sighting: Sighting) -> bool:
    """Tell whether a number that was taken for a provision is none.

    Examples::

        … the right CWE ID.
        2. Loads general guidance       the mark of a list, unless the title of the provision follows
        ### 2. What the ISMS Is         the number of a heading
        OWASP Top 10 (10 個類別)         a count
        OWASP MCP: 4.2/10               a score
        the OWASP Top 10 for LLM (§9)   a section of the page, where the provisions have letters
        triggers the LLM (9) to return  a part of a diagram, where the list prints LLM09

    Args:
        page: The text.
        sighting: What was taken for a provision.
    """
    text, end = page.text[sighting.start : sighting.end], sighting.end
    if sighting.unknown_id:
        score = _SCORE_OF_NAME.search(text)
        return score is not None and _SCORE.match(page.text, sighting.start + score.start()) is not None
    if not sighting.ids or _NUMBER.match(text) is None:
        return False
    before = page.text[max(sighting.start - _LOOK_BACK, 0) : sighting.start]
    if has_classifier(page.text, end):
        return True
    if _PADDED.fullmatch(sighting.ids[0]) and (before.endswith("§") or _SCORED.search(before)):
        return True
    mark = _LIST_MARK.match(page.text, end)
    if mark is None or not ("\n" in text or _LINE_START.search(before)):
        return False
    structures = page.lexicon.identifiers(sighting.standard).structures
    titles = structures.title_words_of(sighting.ids[0]).values()
    words = significant_words(mark[1])[:1]
    return not any(title[:1] == words for several in titles for title in several)
