"""A clause, requirement or article that no edition has, directly behind the name of its document."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.heading_words import CLAUSES, REQUIREMENT_WORDS
from .acts_behind import act_behind
from .legal_texts import LAW_HEADINGS
from .page import Page

__all__ = ["unknown_clause_end"]

#: An unknown clause has at most this many numbers.
LONGEST_CLAUSE = 5

_HEADINGS = CLAUSES | REQUIREMENT_WORDS | {"requirement"}
_JOINT = regex(r",? \(?\Z|: \Z")
_NUMBER_GAPS = (" ", ". ", " #")


def unknown_clause_end(page: Page, standard: str, first: int) -> int | None:
    """Return the token before which a clause ends that no edition of the named document has.

    Pattern: name [","] ("clause" | "requirement" | article word of a law) number ("." number)*

    Examples::

        ISO/IEC 42001, clause 77.5
        PCI DSS (requirement 99.4.3)
        GDPR, Article 350
        GDPR, Article 114 TFEU          none, as it is of another act

    Args:
        page: The text.
        standard: The id of the document.
        first: The token after the name, and after its edition.
    """
    tokens, identifiers = page.tokens, page.lexicon.identifiers(standard)
    is_law = standard in page.lexicon.names.editions.ages.laws
    headings = LAW_HEADINGS if is_law else _HEADINGS & identifiers.headings
    if not _JOINT.match(tokens[first].gap) or tokens[first].value not in headings:
        return None
    position = first + 1
    if not tokens.is_number(position) or tokens[position].gap not in _NUMBER_GAPS:
        return None
    stop = position + 1
    while stop - position < LONGEST_CLAUSE and tokens.is_number(stop) and tokens[stop].gap == ".":
        stop += 1
    is_known = identifiers.match_at(tokens, first) is not None
    return None if is_known or (is_law and act_behind(page.text, tokens[stop - 1].end)) else stop
