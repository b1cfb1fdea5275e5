"""The editions of each document that the data have, and whether an edition as written is newer than them."""

from __future__ import annotations

from typing import Any

from ..._store.lazily import regex
from ..text.tokens import Tokens
from .dated_editions import date_at, quarter_at, stage_at, stage_of
from .newer_editions import is_newer, ordinal_edition_end, ordinal_of

__all__ = ["YEAR_LENGTH", "EditionAges"]

#: A number of this many digits can be a year.
YEAR_LENGTH = 4

_MONTH = regex(r"([0-9]{4})-([0-9]{2})\Z")
_DECEMBER = 12


class EditionAges:
    """The editions in a register, oldest first, and the dates of the newest ones."""

    def __init__(self, data_version: str) -> None:
        self._data_year = int(data_version[:YEAR_LENGTH])
        self._latest_years: dict[str, int] = {}
        self._latest_months: dict[str, tuple[int, int]] = {}
        self.laws: set[str] = set()
        self.known: dict[str, list[str]] = {}

    def add(self, standard: str, edition: str, name: str) -> None:
        """Add an edition by one of its names; a year or a month is its date.

        Args:
            standard: The id of the document.
            edition: The edition; later calls name later ones.
            name: The name as printed.
        """
        known = self.known.setdefault(standard, [])
        if edition not in known:
            known.append(edition)
        month = _MONTH.match(name)
        if month is not None:
            self._latest_months[standard] = (int(month[1]), int(month[2]))
        if len(name) == YEAR_LENGTH and name.isdigit():
            self._latest_years[standard] = max(int(name), self._latest_years.get(standard, 0))

    def to_raw(self) -> dict[str, Any]:
        """Return what is known, to be stored."""
        return {
            "known": self.known,
            "laws": sorted(self.laws),
            "years": self._latest_years,
            "months": self._latest_months,
        }

    def restore(self, raw: dict[str, Any]) -> None:
        """Take over what was stored."""
        self.known, self.laws, self._latest_years = raw["known"], set(raw["laws"]), raw["years"]
        self._latest_months = {standard: (year, month) for standard, (year, month) in raw["months"].items()}

    def latest_year(self, standard: str, *, of_data: bool = False) -> int:
        """Return the year of the newest edition of a document, or of the data where that is later.

        Args:
            standard: The id of the document.
            of_data: Whether the year must be after that of the data to tell anything.
        """
        latest = self._latest_years.get(standard, self._data_year)
        return max(latest, self._data_year) if of_data else latest

    def is_newer(self, standard: str, edition: str) -> bool:
        """Tell whether an edition of a document is newer than every one in the data.

        Args:
            standard: The id of the document.
            edition: The edition as written.
        """
        tokens = Tokens(edition)
        if not len(tokens):
            return False
        if quarter_at(tokens, 0) is not None and "Q" not in self.known.get(standard, ("",))[-1]:
            return False  # "ISO 27001 - Q4 2031" is a plan
        if self._is_later(tokens, standard):
            return True
        if standard in self.laws:
            year, slash, _ = edition.partition("/")
            latest = self.latest_year(standard, of_data=not slash)
            return len(year) == YEAR_LENGTH and year.isdigit() and int(year) > latest
        newest = self.known.get(standard, ("",))[-1]
        if edition.casefold() == "final":
            return not any(map(str.isdigit, newest)) and newest not in ("", "living")
        if ordinal_edition_end(tokens, 0) is not None:
            return ordinal_of(tokens, 0) > len(self.known.get(standard, ()))
        written = edition.casefold().lstrip("vr. ")
        known = self.known.get(standard, ())
        return is_newer(written, known, self.latest_year(standard, of_data=not self.are_dated(standard)))

    def are_dated(self, standard: str) -> bool:
        """Tell whether the newest edition of a document is named by its date: "2025", "2026.09"."""
        newest = self.known.get(standard, ("",))[-1]
        return newest[:YEAR_LENGTH].isdigit() and len(newest) >= YEAR_LENGTH and "/" not in newest

    def were_numbered(self, standard: str) -> bool:
        """Tell whether a document had versions before its editions were named by their dates."""
        known = self.known.get(standard, ("",))
        majors = [each.partition(".")[0] for each in known]
        return self.are_dated(standard) and any(
            major.isdigit() and len(major) < YEAR_LENGTH for major in majors
        )

    def are_years(self, standard: str) -> bool:
        """Tell whether all editions of a document are named by their years."""
        known = self.known.get(standard, ())
        return bool(known) and all(len(each) == YEAR_LENGTH and each.isdigit() for each in known)

    def _is_later(self, tokens: Tokens, standard: str) -> bool:
        """Tell whether the quarter, day, stage or year in brackets of an edition is after those known.

        Args:
            tokens: The tokens of the edition as written.
            standard: The id of the document.
        """
        latest_year = self.latest_year(standard, of_data=not self.are_dated(standard))
        quarter = quarter_at(tokens, 0)
        if quarter is not None:
            return is_newer(quarter[1], self.known.get(standard, ()), latest_year)
        date = date_at(tokens, 0)
        if date is not None:
            latest = max(self._latest_months.get(standard, (0, 0)), (latest_year, 0))
            return date.is_after(*(latest if latest[1] else (latest_year, _DECEMBER)))
        stage, newest = stage_at(tokens, 0), stage_of(self.known.get(standard, ("",))[-1])
        if stage == len(tokens) and newest is not None:
            return (stage_of(tokens.text_of(0, len(tokens))) or 0) > newest
        last = tokens[len(tokens) - 1]
        has_year = len(tokens) > 1 and ("(" in last.gap or ", " in last.gap)
        return has_year and len(last.text) == YEAR_LENGTH and last.is_number and int(last.text) > latest_year
