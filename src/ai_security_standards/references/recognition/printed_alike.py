"""Padded codes that one document of the page prints exactly so, and another one only alike: "PI-01"."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["of_document_printing_it"]

_PADDED = regex(r"[A-Z]{2,4}-0[0-9]")


def of_document_printing_it(
    page: Page, first: int, found: SelfIdentified, standards: frozenset[str]
) -> SelfIdentified:
    """Return a padded code as that of the one document of the page that prints it so.

    Examples, on a page that names BSI C5 and SOC 2::

        PI-01     of BSI C5, as the criteria of SOC 2 print PI1.1
        PI1.1     of SOC 2

    Args:
        page: The text.
        first: The token with which the code begins.
        found: The code as one of the document named next.
        standards: The documents around it with identifiers that begin so.
    """
    text = page.text_of(first, found.match.stop)
    if page.lenient or _PADDED.fullmatch(text) is None or text in found.match.ids:
        return found
    printing = [
        SelfIdentified(standard, match, None, by_page=True)
        for standard in sorted(standards & page.standards - {found.standard})
        for match in (page.lexicon.identifiers(standard).match_at(page.tokens, first),)
        if match is not None and text in match.ids
    ]
    return printing[0] if len(printing) == 1 else found
