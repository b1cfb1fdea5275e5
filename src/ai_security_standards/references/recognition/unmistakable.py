"""Identifiers of a document named far from them: nothing else is written so, or their title follows."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.matches import Match
from .after_name import is_titled_number
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["match_unmistakable"]

#: The body stands within so many characters before the identifier.
NEAR_BODY = 80

_LONG_NUMBER = regex(r"[A-Z]{1,2}[0-9]{4}(?:\.[0-9]{3})?")
_LETTER_AND_NUMBER = regex(r"[A-Z]{1,4}-?[0-9]{1,2}(?:[.-][0-9]{1,2})*")
#: A body that names by itself its document with such identifiers; see `standards_of_bodies`.
_BODY = regex(r"\bMITRE\b(?! (?:ATLAS|D3FEND|CWE|CVE|CAPEC))")


def match_unmistakable(page: Page, first: int, standards: frozenset[str]) -> SelfIdentified | None:
    """Match a known identifier of a document of the page that needs no name near it.

    Pattern: one or two capitals, four digits ["." three digits], or identifier title

    Examples::

        T1059.001                        on a page that names MITRE ATT&CK, or after "MITRE" on its line
        A01 | Broken Access Control      on a page that names the OWASP Top 10
        A01, T12                         none, as other things are written so

    Args:
        page: The text.
        first: The token with which the identifier begins.
        standards: The standards of the page with identifiers that begin so.
    """
    place, tokens = page.tokens[first].start, page.tokens
    if page.column_standards(place) is not None or tokens.is_number(first):
        return None
    found = []
    for standard in sorted(standards):
        match = page.lexicon.identifiers(standard).match_at(tokens, first)
        if match is not None and match.ids and _is_unmistakable(page, match, first, standard):
            found.append(SelfIdentified(standard, match, None, by_page=True))
    return found[0] if len(found) == 1 else None


def _is_unmistakable(page: Page, match: Match, first: int, standard: str) -> bool:
    """Tell whether an identifier is written like nothing else, or has its title behind it.

    Args:
        page: The text.
        match: The identifier.
        first: The token with which it begins.
        standard: The id of its document.
    """
    written = page.text_of(first, match.stop)
    if match.opening_omitted or match.with_heading:
        return False
    if _LONG_NUMBER.fullmatch(written):
        return standard in page.standards or _follows_body(page, first)
    return (
        standard in page.standards
        and _LETTER_AND_NUMBER.fullmatch(written) is not None
        and is_titled_number(page, match, standard)
    )


def _follows_body(page: Page, first: int) -> bool:
    """Tell whether a body is named before an identifier on its line."""
    place = page.tokens[first].start
    start = max(page.text.rfind("\n", max(place - NEAR_BODY, 0), place) + 1, place - NEAR_BODY)
    return _BODY.search(page.text, start, place) is not None
