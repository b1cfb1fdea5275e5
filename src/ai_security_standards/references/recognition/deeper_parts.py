"""What goes on below an identifier: parts that no edition has, and paragraphs behind a hyphen."""

from __future__ import annotations

from ..._store.lazily import regex
from .boundaries import end_of_glued
from .lists import is_next_letter
from .missing_points import end_of_missing_point
from .names_after import name_after
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["end_of_deeper_part", "with_paragraph"]

#: The letters or Roman numerals of a part are at most so many.
LONGEST_PART = 4

#: The key of an article without its paragraphs: "article", "16".
PARTS_OF_ARTICLE = 2

_PARAGRAPH_WORDS = frozenset("abs absatz apartado paragraph para comma lid".split())
#: An article with a hyphen and a number.
_HYPHENATED = regex(r"\b(?:[Aa]rt|[Aa]rticle|[Aa]rtikel)\b[. ]{0,2}([0-9]+)-([0-9]+)\b")
_ADDRESS_OF_PARAGRAPH = "/par_"


def end_of_deeper_part(page: Page, provision: SelfIdentified, stop: int) -> int | None:
    """Return where a part ends that goes on below an identifier and that no edition has.

    A law or list that is shipped whole has deeper parts than the data where they have none below that one,
    so that only the identifier is read.

    Examples::

        164.316(b)(1)(iii)        to the last bracket, as only a part of the rules is shipped
        Art. 16 Abs. 1 DSGVO      to the 1, as that article has no paragraphs
        Article 10(6) CRA         to the bracket, as the data have no paragraphs of it
        Article 5(1)(a)(2)        to the last bracket, as points have no numbers
        Article 5(1)(a)(ii)       none, as the data have no part of that point

    Args:
        page: The text.
        provision: The identifier.
        stop: The token after it.
    """
    tokens, match = page.tokens, provision.match
    if stop >= len(tokens) or not match.ids or is_next_letter(page, stop):
        return None
    token, structures = tokens[stop], page.lexicon.identifiers(provision.standard).structures
    if token.gap == ")(" and len(token.text) <= LONGEST_PART and page.text[token.end : token.end + 1] == ")":
        has_parts = any(
            raw.get("parent") == match.ids[0]
            for provisions in structures.by_edition.values()
            for raw in provisions.values()
        )
        is_below_point = match.key[-1].isalpha() and token.is_number  # no point of a law has numbers
        return end_of_glued(page, stop) if has_parts or is_below_point or not structures.complete else None
    missing = end_of_missing_point(page, provision, stop)
    if missing is not None:
        return missing
    if match.key[0] != "article" or len(match.key) != PARTS_OF_ARTICLE:
        return None
    is_glued = token.gap == "(" and token.is_number and page.text[token.end : token.end + 1] == ")"
    end = stop + 1 if is_glued else stop + 2
    is_part = is_glued or (token.value in _PARAGRAPH_WORDS and tokens.is_number(stop + 1))
    name = name_after(page, end, provision.standard, behind_bracket=True) if is_part else None
    return None if name is None else end


def with_paragraph(page: Page, provision: SelfIdentified) -> SelfIdentified:
    """Return an article with the paragraph behind its hyphen, where the page joins the two so.

    That holds where one of its hyphens leads to a smaller number, or an address has the paragraph.

    Examples::

        GDPR Art.4-1, GDPR Art.9-1, GDPR Art.4-26     paragraphs
        GDPR Art. 12-22                               articles

    Args:
        page: The text.
        provision: An identifier.
    """
    tokens, match = page.tokens, provision.match
    stop = match.stop
    if not match.ids or match.key[0] != "article" or not tokens.is_number(stop) or tokens[stop].gap != "-":
        return provision
    is_glued = stop + 1 < len(tokens) and tokens[stop + 1].gap == ""
    if is_glued or not _joins_paragraphs(page):
        return provision
    key = *match.key, tokens.values[stop]
    ids = tuple(end.id for end in page.lexicon.identifiers(provision.standard).ends_of(key))
    return provision._replace(match=match._replace(stop=stop + 1, ids=ids, key=key)) if ids else provision


def _joins_paragraphs(page: Page) -> bool:
    """Tell whether hyphens of a page join an article and its paragraph."""
    key = "article", "-"
    found = page.own_series.get(key)
    if found is None:
        found = page.own_series[key] = _ADDRESS_OF_PARAGRAPH in page.text or any(
            int(upper) < int(lower) for lower, upper in _HYPHENATED.findall(page.text)
        )
    return found
