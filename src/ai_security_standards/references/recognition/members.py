"""The next member of a list of identifiers, whole or without what it shares with the one before."""

from __future__ import annotations

from ..lexicon.identifiers import Identifiers
from ..lexicon.matches import Match
from .page import Page

__all__ = ["match_member"]


def match_member(page: Page, identifiers: Identifiers, before: Match, first: int) -> Match | None:
    """Match the next member of a list: a whole identifier, or the end of one like that before.

    Args:
        page: The text.
        identifiers: The identifiers of the standard.
        before: The member before.
        first: The token with which the next member begins.
    """
    if page.tokens[first].text == "v" and not page.is_tag:
        return None  # "V16.2, and v1.8 of the tool"
    match = identifiers.match_at(page.tokens, first)
    is_of_other_value = page.tokens.is_quoted_before(first) and not before.only_digits
    if is_of_other_value and (match is None or match.only_digits or match.opening_omitted):
        return None  # "AC-2, AU-2","3, 4" are the cells of two columns
    annex = _match_of_annex(page, identifiers, before, first)
    if annex is not None and (match is None or match.stop < annex.stop):
        return annex
    if (
        match is not None
        and not match.no_digits
        and (before.only_digits or match.opening_omitted or not match.only_digits)
    ):
        return match
    match = identifiers.match_continuation(before, page.tokens, first)
    if match is not None and not _exceeds_heading(page, before, first):
        return match
    below = _match_below_heading(page, identifiers, before, first)
    return below or match


def _exceeds_heading(page: Page, before: Match, first: int) -> bool:
    """Tell whether a bare number is greater than that of the article before it: "Art. 4(11)/6/7", "4(5), 25".

    Paragraphs are in brackets there, and articles are listed upwards.

    Args:
        page: The text.
        before: The member before.
        first: The token with which the next member begins.
    """
    heading = _heading_of(before)
    is_bare = page.tokens.is_number(first) and "(" not in page.tokens[first].gap
    if not is_bare or not heading or len(before.key) < len(heading) + 2:
        return False
    article = before.key[len(heading)]
    return article.isdecimal() and int(article) < int(page.tokens.values[first])


def _heading_of(before: Match) -> tuple[str, ...]:
    """Return the words before the number of a member: ("article",) of "Article 4(11)"."""
    return before.key[: len(before.ids[0].partition("(")[0].split()) - 1] if before.ids else ()


def _match_of_annex(page: Page, identifiers: Identifiers, before: Match, first: int) -> Match | None:
    """Match a control of Annex A that is listed behind a number, and is no clause: 8.12 in "8.3, 8.12".

    Args:
        page: The text.
        identifiers: The identifiers of the standard.
        before: The member before.
        first: The token with which the next member begins.
    """
    tokens = page.tokens
    if not before.only_digits or not tokens.is_number(first + 1) or tokens[first + 1].gap != ".":
        return None
    key = tuple(tokens.values[first : first + 2])
    ids = tuple(end.id for end in identifiers.ends_of(("a", *key)))
    return before._replace(stop=first + 2, ids=ids, key=key) if ids else None


def _match_below_heading(page: Page, identifiers: Identifiers, before: Match, first: int) -> Match | None:
    """Match a number that follows one with brackets, and shares but its heading.

    Pattern: number ("(" part ")")*, after number ("(" part ")")+

    Examples::

        25     after "Article 5(1)(f), "
        6(2)   after "Article 5(1)(a) and "
        none   after "Article 5 (1"

    Args:
        page: The text.
        identifiers: The identifiers of the standard.
        before: The member before.
        first: The token with which the next member begins.
    """
    tokens = page.tokens
    if ")" not in tokens[before.stop].gap[:1] or "(" in tokens[first].gap:
        return None
    heading = _heading_of(before)
    parts, stop = [tokens.values[first]], first + 1
    while stop < len(tokens) and tokens[stop].gap in ("(", ")("):
        parts.append(tokens.values[stop])
        stop += 1
    ids = tuple(end.id for end in identifiers.ends_of((*heading, *parts))) if heading else ()
    return before._replace(stop=stop, ids=ids, key=(*heading, *parts)) if ids else None
