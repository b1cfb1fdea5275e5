"""Articles whose law is named directly behind them."""

from __future__ import annotations

from ..lexicon.matches import Match
from .legal_texts import LAW_HEADINGS
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["of_law_behind"]


def of_law_behind(page: Page, provision: SelfIdentified, first: int) -> SelfIdentified:
    """Return an article as one of the law that is named directly behind it, rather than of one before it.

    Examples::

        DORA … (Art. 4(2) NIS2)      of NIS2

    Args:
        page: The text.
        provision: The article with its law.
        first: The token with which it begins.
    """
    stop = provision.match.stop
    name = page.names_by_first.get(stop)
    if name is None or name.standard in ("", provision.standard) or page.tokens[stop].gap not in (" ", ") "):
        return provision
    are_laws = page.lexicon.names.editions.ages.laws.issuperset((name.standard, provision.standard))
    if page.tokens.values[first] not in LAW_HEADINGS or not are_laws:
        return provision
    match = page.lexicon.identifiers(name.standard).match_at(page.tokens, first)
    if match is None or match.stop != stop:
        match = Match(stop, (), provision.match.key)
    return SelfIdentified(name.standard, match, None)
