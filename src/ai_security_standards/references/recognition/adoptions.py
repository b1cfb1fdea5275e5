"""Dates with months after standards, and years of bodies that adopt them: "DIN EN ISO/IEC 27001:2024-01"."""

from __future__ import annotations

from ..lexicon.designations import NATIONAL_PREFIXES
from ..lexicon.document_names import NameMatch
from ..lexicon.edition_names import YEAR_LENGTH, EditionMatch
from .page import Page

__all__ = ["dated_by_adoption"]

_ADOPTED = ("iso-", "iec-", "en-")
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))


def dated_by_adoption(page: Page, name: NameMatch) -> EditionMatch | None:
    """Match the year and month after a standard, which can be those of its adoption; None for anything else.

    Examples::

        DIN EN ISO/IEC 27001:2024-01     unknown "DIN EN 2024-01", as the data have no edition of 2024
        EN ISO/IEC 27001:2023            unknown "EN 2023"
        DIN ISO 31000:2018-10            edition "2018", which is as old as the adoption
        ISO/IEC 27001:2022-10            edition "2022", rather than clause 10
        EN ISO/IEC 22989:2023            none, as the data have it

    Args:
        page: The text.
        name: The name of a document.
    """
    tokens = page.tokens
    year = name.stop - 1 if name.edition else name.stop
    if not name.standard.startswith(_ADOPTED) or not tokens.is_number(year) or tokens[year].gap != ":":
        return None
    month = year + 1
    has_month = tokens.is_number(month) and tokens[month].gap == "-" and tokens[month].text in _MONTHS
    stop = month + has_month
    known = page.lexicon.names.editions.match_text(name.standard, tokens[year].text).edition
    if known:
        return EditionMatch(stop, known, "") if has_month else None
    last = name.first
    while tokens.values[last] in NATIONAL_PREFIXES:
        last += 1
    if last == name.first or len(tokens[year].text) != YEAR_LENGTH:
        return None
    return EditionMatch(stop, "", f"{page.text_of(name.first, last)} {page.text_of(year, stop)}")
