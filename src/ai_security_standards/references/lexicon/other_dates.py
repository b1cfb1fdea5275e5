"""Dates, scores and versions that stand where an edition could, and name something else."""

from __future__ import annotations

from ..text.tokens import Tokens
from .dated_editions import MONTHS
from .edition_ages import YEAR_LENGTH, EditionAges
from .edition_numbers import dotted_number_end
from .edition_words import VAGUE_WORDS

__all__ = ["is_day", "is_other_date", "is_score"]

#: A day of a month has at most so many digits.
LONGEST_DAY = 2

#: A year and a number are so many tokens.
_YEAR_AND_NUMBER = 2

#: What is done by a document stands at most so many words before the end of its name.
LONGEST_REPORT = 6

_REPORTS = frozenset(
    "audit audits auditoria auditoría assessment certification certificación certificação certificazione "
    "zertifizierung rezertifizierung recertification surveillance".split()
)
_DAY_WORDS = frozenset("st nd rd th of".split())


def is_day(tokens: Tokens, first: int) -> bool:
    """Tell whether a number is the day of a month: "9" in "9 December", "31st of May".

    Args:
        tokens: The tokens of the text.
        first: The token of the number.
    """
    if not tokens.is_number(first) or len(tokens[first].text) > LONGEST_DAY:
        return False
    month = first + 1
    while month < len(tokens) and tokens.values[month] in _DAY_WORDS:
        month += 1
    is_month = month < len(tokens) and tokens.values[month] in MONTHS and tokens[month].text.istitle()
    return is_month and "\n" not in tokens[month].gap


def is_score(tokens: Tokens, first: int) -> bool:
    """Tell whether a number is a part of something: "13/17", "4.4%"; not the number of an act.

    Args:
        tokens: The tokens of the text.
        first: The token of the number.
    """
    stop = dotted_number_end(tokens, first)
    if first == stop or len(tokens[first].text) >= YEAR_LENGTH:
        return False
    if tokens.gap_before(stop)[:1] == "%":
        return True
    return stop == first + 1 and tokens.is_number(stop) and tokens[stop].gap.strip("\x7f") == "/"


def is_other_date(
    tokens: Tokens, position: int, first: int, text: str, ages: EditionAges, standard: str
) -> bool:
    """Tell whether what looks like an edition that the data do not have is a date or version of else.

    Examples::

        NIST CSF (2021)               the year of a citation, as its editions are no years
        Agent Identity (May 2026)     the month of a citation
        SLSA L3 from v0.7.0           the version of a tool
        ATLAS v6                      the version of a format, as its editions are dates
        OCC 2011-12 / 2023-17         the number of another bulletin
        SOC 2 2025, ISO 27001 - 2025  the year of a report, of an assessment
        the audit ISO 27001 2025      the year of the audit
        OWASP Top 10 (2024)           no: its editions are years, and this is none

    Args:
        tokens: The tokens of the text.
        position: The first token after the name or identifier.
        first: The token of the number.
        text: The edition as written.
        ages: The editions that the data have.
        standard: The id of the document.
    """
    words = tokens.values[position:first]
    is_year = tokens.is_number(first) and len(tokens[first].text) == YEAR_LENGTH and text.isdecimal()
    is_past = is_year and int(text) <= ages.latest_year("", of_data=True)
    if is_past and any(word in MONTHS for word in words):
        return True
    if not VAGUE_WORDS.isdisjoint(words) and (is_past or not is_year):
        return True
    if is_year and tokens.is_number(first + 1) and tokens[first + 1].gap.strip() == "-":
        return True  # "(2024-2025)"
    if _is_number_of_another(tokens, position, first) or (
        is_past and _is_of_report(tokens, position, first, ages, standard)
    ):
        return True
    if len(text) <= LONGEST_DAY and text.isdecimal() and ages.were_numbered(standard):
        return True
    marks = set(words) - MONTHS.keys()
    is_cited = not marks and tokens[first].gap.strip() not in (":", "@", "):")
    return is_past and is_cited and not ages.are_dated(standard)


def _is_number_of_another(tokens: Tokens, position: int, first: int) -> bool:
    """Tell whether a year and a number follow a name that ends so: "OCC 2011-12 / 2023-17".

    Args:
        tokens: The tokens of the text.
        position: The first token after the name.
        first: The token of the year.
    """
    if position != first or position < _YEAR_AND_NUMBER or tokens[first].gap.strip() != "/":
        return False
    return _is_year_and_number(tokens, first) and _is_year_and_number(tokens, position - _YEAR_AND_NUMBER)


def _is_year_and_number(tokens: Tokens, first: int) -> bool:
    """Tell whether a year, a dash and a number are at a token: "2023-17"."""
    is_joined = tokens.is_number(first + 1) and tokens[first + 1].gap == "-"
    return is_joined and tokens.is_number(first) and len(tokens[first].text) == YEAR_LENGTH


def _is_of_report(tokens: Tokens, position: int, first: int, ages: EditionAges, standard: str) -> bool:
    """Tell whether a past year after the newest edition dates what was done by a document.

    The data would know a later edition. A document with editions of several years can have been meant.

    Args:
        tokens: The tokens of the text.
        position: The first token after the name.
        first: The token of the year.
        ages: The editions that the data have.
        standard: The id of the document.
    """
    is_later = int(tokens[first].text) > ages.latest_year(standard)
    is_apart = tokens[first].gap in (" - ", "/", " / ")
    is_done = not _REPORTS.isdisjoint(tokens.values[max(position - LONGEST_REPORT, 0) : position])
    is_only = is_done or len(ages.known.get(standard, ())) == 1
    return is_later and (is_apart or (tokens[first].gap == " " and is_only))
