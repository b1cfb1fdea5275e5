"""Letters of the items of a clause, which the data of management system standards do not have."""

from __future__ import annotations

from ..lexicon.heading_words import CLAUSES
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["is_letter_of_clause"]


def is_letter_of_clause(page: Page, provision: SelfIdentified, stop: int) -> bool:
    """Tell whether a letter names an item of a clause, of which the data have the clause alone.

    Pattern: number ("." number)+ ["("] letter ")"

    Examples::

        ISO/IEC 27001, 4.2(a), Clause: 4.2(a)     read as 4.2, as "4.2 (a)" is
        ISO/IEC 42001 clause 6.1.2c)              read as 6.1.2
        HIPAA 164.308(b)                          no, as the data have letters there

    Args:
        page: The text.
        provision: The clause.
        stop: The token after it.
    """
    tokens, match = page.tokens, provision.match
    if stop >= len(tokens) or not match.ids or not match.key[-1].isdigit():
        return False
    token = tokens[stop]
    is_letter = token.gap in ("(", "") and len(token.text) == 1 and token.text.isalpha()
    if not is_letter or page.text[token.end : token.end + 1] != ")":
        return False
    key = f"letters of {provision.standard}"
    if key not in page.numbered:
        identifiers = page.lexicon.identifiers(provision.standard)
        editions = identifiers.structures.by_edition.values()
        has_letters = any(id_.endswith(")") for ids in editions for id_ in ids)
        page.numbered[key] = has_letters or CLAUSES.isdisjoint(identifiers.headings)
    return not page.numbered[key]
