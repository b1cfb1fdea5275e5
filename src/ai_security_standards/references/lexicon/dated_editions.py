"""Editions that are named by their day, quarter or stage: "Q4 2026", "October 15, 2026 release", "2pd"."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
from ..text.tokens import Tokens

__all__ = [
    "DATE_STARTS",
    "MONTHS",
    "EditionDate",
    "date_at",
    "iso_date_at",
    "quarter_at",
    "short_year_at",
    "stage_at",
    "stage_of",
    "year_in_brackets",
]

#: "25" of "LLM01:25".
LENGTH_OF_SHORT_YEAR = 2

#: The number of a month by its name.
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    ) for name in names.split()
}  # fmt: skip

#: A month has at most so many days.
LAST_DAY = 31

#: A year has so many digits.
YEAR_LENGTH = 4

#: At most this many words stand before the date of an edition, and the name of a publisher before its year.
MOST_WORDS_BEFORE_DATE, MOST_WORDS_OF_PUBLISHER = 4, 4

#: The stages of drafts that have no number, by their letter: initial and final.
_STAGES = {"i": 0, "f": 99}

_OPENINGS = frozenset("release version edition revision consolidated as revised updated amended".split())
#: Words with which a date, or the stage of a draft, begins.
DATE_STARTS = frozenset(MONTHS) | _OPENINGS | frozenset("for ipd fpd iprd fprd ipbd fpbd pd prd".split())

_BEFORE_DATE = _OPENINGS | frozenset("of in on by from dated text".split())
_AFTER_DATE = frozenset("release version edition revision".split())
_BEFORE_DATE_ALONE = frozenset("consolidated amended revised updated dated of".split())
_APART = regex(r",? \(?\Z|\(\Z")
_STAGE = regex(r"(?:\A|-)([if]|[0-9]?)p(?:r|b)?d\Z")


class EditionDate(NamedTuple):
    """The date that names an edition, up to before the token `stop`; `month` is 0 where none is written."""

    stop: int
    year: int
    month: int = 0

    def is_after(self, year: int, month: int) -> bool:
        """Tell whether it is after a month, or after its year where it has no month."""
        return (self.year, self.month) > (year, month) if self.month else self.year > year


def date_at(tokens: Tokens, first: int) -> EditionDate | None:
    """Return the date of an edition that begins at a token, with the words that make it one.

    Pattern: (opening [of | in | by …] date), or (date "release" | "edition" | "version")

    Examples::

        October 15, 2026 release
        release of March 2027
        consolidated version of 2 August 2028
        as amended in 2028

    Args:
        tokens: The tokens of the text.
        first: The token with which it would begin.
    """
    if first >= len(tokens) or (first and not _APART.match(tokens[first].gap)):
        return None
    position = first
    while position < len(tokens) and position - first < MOST_WORDS_BEFORE_DATE:
        if tokens.values[position] not in _BEFORE_DATE or (position > first and tokens[position].gap != " "):
            break
        position += 1
    is_opened = position == first or tokens.values[first] in _OPENINGS
    date = _plain_date(tokens, position) if is_opened else None
    if date is None:
        return None
    is_named = any(value in _BEFORE_DATE_ALONE for value in tokens.values[first:position])
    if date.stop < len(tokens) and tokens.values[date.stop] in _AFTER_DATE and tokens[date.stop].gap == " ":
        return date._replace(stop=date.stop + 1) if date.month or is_named else None
    return date if is_named else None


def iso_date_at(tokens: Tokens, first: int) -> EditionDate | None:
    """Return the day that is written in the ISO form at a token, "2026-05-25"; None without one.

    Args:
        tokens: The tokens of the text.
        first: The token of the year.
    """
    if first + 2 >= len(tokens) or not (tokens[first].is_number and len(tokens[first].text) == YEAR_LENGTH):
        return None
    month, day = tokens[first + 1], tokens[first + 2]
    is_day = all(part.is_number and part.gap == "-" and len(part.text) == 2 for part in (month, day))
    is_date = is_day and 1 <= int(month.text) <= len(set(MONTHS.values())) and int(day.text) <= LAST_DAY
    return EditionDate(first + 3, int(tokens[first].text), int(month.text)) if is_date else None


def _plain_date(tokens: Tokens, first: int) -> EditionDate | None:
    """Return a date at a token: "15 October 2026", "October 15, 2026", "October 2026", "2026"."""
    day = first + 1 if tokens.is_number(first) and len(tokens[first].text) < YEAR_LENGTH else first
    month = MONTHS.get(tokens.values[day], 0) if day < len(tokens) else 0
    if not month and day > first:
        return None
    year = day + 1 if month else first
    if month and tokens.is_number(year) and len(tokens[year].text) < YEAR_LENGTH:
        year += 1
    is_year = tokens.is_number(year) and len(tokens[year].text) == YEAR_LENGTH
    return EditionDate(year + 1, int(tokens[year].text), month) if is_year else None


def quarter_at(tokens: Tokens, first: int) -> tuple[int, str] | None:
    """Return the token after a quarter of a year and its name: "Q4 2026", "2026-Q4", "2026 Q4".

    Args:
        tokens: The tokens of the text.
        first: The token with which it would begin.
    """
    if first + 2 >= len(tokens):
        return None
    if tokens.values[first] == "q":
        letter, number, year = first, first + 1, first + 2
    else:
        year, letter, number = first, first + 1, first + 2
    is_quarter = (
        tokens.values[letter] == "q"
        and tokens[number].gap == ""
        and tokens.values[number] in ("1", "2", "3", "4")
        and tokens.is_number(year)
        and len(tokens[year].text) == YEAR_LENGTH
        and tokens[first + (1 if year == first else 2)].gap in ("", " ", "-", "/", ", ", ".")
    )
    return (first + 3, f"{tokens[year].text}-Q{tokens.values[number]}") if is_quarter else None


def stage_of(edition: str) -> int | None:
    """Return the place of a draft in the order of drafts; None for what is no draft of NIST.

    >>> stage_of("iprd"), stage_of("1.2-ipd"), stage_of("2pd"), stage_of("1.0")
    (0, 0, 2, None)
    """
    found = _STAGE.search(edition.casefold())
    if found is None:
        return None
    return _STAGES[found[1]] if found[1] in _STAGES else int(found[1] or 1)


def stage_at(tokens: Tokens, first: int) -> int | None:
    """Return the token after the stage of a draft, such as "2pd" or "fpd"; None where none begins."""
    glued = first + 1 < len(tokens) and tokens.is_number(first) and tokens[first + 1].gap == ""
    stop = first + (2 if glued else 1)
    if stop > len(tokens) or (tokens.is_number(first) and not glued):
        return None
    return stop if stage_of(tokens.text_of(first, stop)) is not None else None


def year_in_brackets(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """Return the token after a year in brackets and the year; its publisher may precede it in them.

    Examples::

        (2027)
        (CSA Singapore, 2026)

    Args:
        tokens: The tokens of the text.
        first: The token after the opening bracket.
    """
    if first >= len(tokens) or tokens[first].gap.strip().removeprefix(")").strip() != "(":
        return None
    position = first
    while position < len(tokens) and position - first < MOST_WORDS_OF_PUBLISHER and (
        tokens[position].text[0].isupper() and (position == first or tokens[position].gap in (" ", "/", "-"))
    ):  # fmt: skip
        position += 1
    if not tokens.is_number(position) or len(tokens[position].text) != YEAR_LENGTH:
        return None
    if position > first and tokens[position].gap != ", ":
        return None
    is_closed = position + 1 == len(tokens) or tokens[position + 1].gap.startswith(")")
    return (position + 1, int(tokens[position].text)) if is_closed else None


def short_year_at(tokens: Tokens, position: int) -> str | None:
    """Return the year of which the last two digits are glued to an identifier: "25" in "LLM01:25".

    Args:
        tokens: The tokens of the text.
        position: The token after the identifier.
    """
    token = tokens[position]
    is_short = token.gap == ":" and token.is_number and len(token.text) == LENGTH_OF_SHORT_YEAR
    return f"20{token.text}" if is_short else None
