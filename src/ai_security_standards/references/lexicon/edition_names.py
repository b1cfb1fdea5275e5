"""How editions of a document are written after its name or after an identifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..._store.lazily import regex
from ..text.tokens import Tokens, fold, normalize_text
from .blocks import Blocks
from .dated_editions import (
    DATE_STARTS,
    MONTHS,
    EditionDate,
    date_at,
    iso_date_at,
    quarter_at,
    stage_at,
    year_in_brackets,
)
from .edition_ages import YEAR_LENGTH, EditionAges
from .edition_numbers import (
    EditionMatch,
    dotted_number_end,
    is_ordered,
    is_zero_padded,
    match_act,
    match_earlier,
    match_name,
    match_number,
    match_older_year,
    same_zeros,
)
from .edition_words import CLOSE, EDITION_WORDS, after_edition_words, edition_start
from .editions_by_name import EditionsByName
from .newer_editions import ORDINALS, is_part_of_file_name, newer_edition_end, ordinal_edition_end
from .other_dates import is_day, is_other_date, is_score

__all__ = ["YEAR_LENGTH", "EditionMatch", "EditionNames"]

#: A year of an edition is before this one.
LAST_YEAR = 2100

#: Words, beside those of their names and numbers, with which editions can begin.
STARTS = EDITION_WORDS | DATE_STARTS | ORDINALS | frozenset(("q", "final"))

_MONTH = regex(r"[0-9]{4}-[0-9]{2}\Z")
_YEAR_AND_NUMBER = regex(r"20[0-9]{2}\.")

Key = tuple[str, ...]


class EditionNames:
    """The names of the editions of every document in a register."""

    def __init__(self, data_version: str, stored: Blocks | None = None) -> None:
        """Begin without names, or with those that are stored.

        Args:
            data_version: The release of the data.
            stored: The names, if they are stored.
        """
        self.ages = EditionAges(data_version)
        self._by_standard: dict[str, EditionsByName] = {}
        self._stored = stored
        if stored is not None:
            self.ages.restore(stored.read("ages", ""))
        self.known = self.ages.known
        self._laws = self.ages.laws

    def names_of(self, standard: str) -> EditionsByName:
        """Return the names of the editions of a document, to which more can be added."""
        names = self._by_standard.get(standard)
        if names is None:
            rows = self._stored.read("editions", standard) if self._stored is not None else None
            # Two threads may both come here: they make equal names, and the first stays.
            names = self._by_standard.setdefault(standard, EditionsByName.of_rows(rows or ()))
        return names

    def to_rows(self) -> dict[str, list[Any]]:
        """Return the names of each document as lists, to be stored."""
        return {standard: names.to_rows() for standard, names in self._by_standard.items() if names.editions}

    def add(self, standard: str, edition: str, name: str) -> None:
        """Add a name of an edition that no earlier call named, or of the newest one so far.

        Args:
            standard: The id of the document.
            edition: The edition; later calls name later ones.
            name: The name as printed.
        """
        self.ages.add(standard, edition, name)
        if _MONTH.match(name) and _YEAR_AND_NUMBER.match(edition):
            return  # "2026.4" is a later edition than "2026.1.1", which is of April 2026
        self.add_name(standard, edition, name)

    def add_law(self, standard: str) -> None:
        """Remember that a standard is a law, whose years are those of its application as well."""
        self._laws.add(standard)

    def add_name(self, standard: str, edition: str, name: str) -> None:
        """Add a further name of an edition.

        Args:
            standard: The id of the document.
            edition: The edition.
            name: The name as printed.
        """
        words = [token for token in Tokens(normalize_text(name)) if token.value not in EDITION_WORDS]
        key = tuple(token.value for token in words)
        if key:
            names = self.names_of(standard)
            names.first_words.add(key[0])
            numbers = tuple(token.text for token in words if token.is_number)
            names.zeros.setdefault(key, []).append(numbers)
            editions = names.editions.setdefault(key, [])
            if edition not in editions:
                editions.append(edition)

    def strip_edition(self, standard: str, edition: str, name: str) -> str:
        """Return a document's name without the edition at its end.

        Examples::

            ETSI GR SAI 004 V1.1.1      ->  ETSI GR SAI 004
            Regulation (EU) 2024/1689   ->  the same: the number is the name

        Args:
            standard: The id of the document.
            edition: The edition that it may state.
            name: The name as printed.
        """
        if "/" in edition:
            return name
        keys = {key for key, editions in self.names_of(standard).editions.items() if edition in editions}
        tokens = Tokens(normalize_text(name))
        stop = len(tokens)
        while (first := edition_start(tokens, stop, keys)) is not None:
            stop = first
        if stop == len(tokens):
            return name
        while stop > 1 and tokens[stop - 1].value in EDITION_WORDS:
            stop -= 1  # "Rev." of "Rev. 5"
        return name[: tokens[stop].start].rstrip(" :,(@-–—") or name

    def match_edition_at(
        self, tokens: Tokens, position: int, standard: str, *, marked: bool = False
    ) -> EditionMatch:
        """Match the edition of a document that is written from a token on.

        Pattern: [edition word]{0,2} (name of an edition | dotted number | year)

        Examples, after a document's name or an identifier::

            :2025                  edition "2025"
            Rev. 5                 edition "5"
            v1.1.0                 edition "1.1", which is the same version
            :1999                  edition "", text "1999": no such edition

        Args:
            tokens: The tokens of the text.
            position: The first token after the name or identifier.
            standard: The id of the document.
            marked: Whether something else tells that it is an edition.
        """
        key = position, standard, marked
        found: EditionMatch | None = tokens.editions.get(key)
        if found is None:
            found = tokens.editions[key] = self._find_edition_at(tokens, position, standard, marked)
        return found

    def _find_edition_at(self, tokens: Tokens, position: int, standard: str, marked: bool) -> EditionMatch:
        """Match an edition that was not sought there before."""
        if position >= len(tokens):
            return EditionMatch(position, None, "")
        value = tokens.values[position]
        is_start = value.isdecimal() or value in STARTS or value in self.names_of(standard).first_words
        if not is_start and "(" not in tokens[position].gap:
            return EditionMatch(position, None, "")
        if "\n|" in tokens[position].gap or tokens.is_after_stop(position):
            return EditionMatch(position, None, "")  # the first cell of the next row of a table
        if value == "v" and ". " in tokens[position].gap:
            return EditionMatch(position, None, "")  # "… the OWASP Agentic Top 10. V0 is a draft" of ours
        iso_date = iso_date_at(tokens, position)
        if iso_date is not None:
            return self._match_iso_date(tokens, position, iso_date, standard)
        named_by_date = self._match_date(tokens, position, standard)
        if named_by_date is not None:
            return named_by_date
        ordinal = ordinal_edition_end(tokens, position)
        if ordinal is not None and CLOSE.match(tokens[position].gap):
            return self._match_ordinal(tokens, position, ordinal, standard)
        if self._is_final(tokens, position, standard):
            return EditionMatch(position + 1, "", tokens[position].text)
        first = after_edition_words(tokens, position)
        if first is None:
            return EditionMatch(position, None, "")
        is_month = standard in self._laws and not MONTHS.keys().isdisjoint(tokens.values[position:first])
        if is_month or is_day(tokens, first) or is_score(tokens, first):
            return EditionMatch(position, None, "")
        is_own = first == position + 1 and tokens.values[position] == "r" and tokens[position].gap == "-"
        if is_zero_padded(tokens[first]) or (is_own and self.ages.are_years(standard)):
            return EditionMatch(position, None, "")
        editions = self._editions_as_written(tokens, first, standard)
        marked = marked or first > position or "@" in tokens[position].gap or is_ordered(tokens, first)
        match = (
            match_earlier(tokens, first, standard, marked=marked)
            or match_name(tokens, first, editions, marked)
            or self._match_newer(tokens, first, standard, marked)
            or (None if standard in self._laws else match_number(tokens, first, editions, marked))
            or (
                match_older_year(tokens, first, self.known[standard])
                if self.ages.are_years(standard)
                else None
            )
            or EditionMatch(position, None, "")
        )
        if match.edition == "" and is_other_date(tokens, position, first, match.text, self.ages, standard):
            match = EditionMatch(position, None, "")
        return self._match_year_after(tokens, first, match, standard)

    def _editions_as_written(self, tokens: Tokens, first: int, standard: str) -> Mapping[Key, Sequence[str]]:
        """Return the editions by name, without those whose zeros differ from a version at a token.

        Examples::

            1.1    is not "1.01"
            2026.9 is "2026.09": a month

        Args:
            tokens: The tokens of the text.
            first: The token with which the version begins.
            standard: The id of the document.
        """
        editions, _, zeros = self.names_of(standard)
        stop = dotted_number_end(tokens, first)
        if stop < first + 2 or len(tokens[first].text) == YEAR_LENGTH:
            return editions
        written = tuple(token.text for token in tokens[first:stop])
        return {
            key: names
            for key, names in editions.items()
            if any(same_zeros(printed, written) for printed in zeros[key])
        }

    def _match_date(self, tokens: Tokens, position: int, standard: str) -> EditionMatch | None:
        """Match an edition that is named by its quarter, its day or its stage as a draft.

        Examples::

            Q3 2026                    edition "2026-Q3"
            October 15, 2026 release   edition "", as it is newer than the data
            2pd                        edition "", where the data has only the initial draft

        Args:
            tokens: The tokens of the text.
            position: The first token after the name or identifier.
            standard: The id of the document.
        """
        if not CLOSE.match(tokens[position].gap):
            return None
        quarter = quarter_at(tokens, position)
        if quarter is not None:
            end, name = quarter
            known = self.names_of(standard).editions.get(fold(name))
            if known:
                return EditionMatch(end, known[-1], "")
            written = tokens.text_of(position, end)
            if self.is_newer(standard, name):
                return EditionMatch(end, "", written)
            # "soc2-2026-q1" is a report on a quarter
            is_of_report = "Q" not in "".join(self.known.get(standard, ()))
            return EditionMatch(position, None, "") if is_of_report else None
        date = date_at(tokens, position)
        stop = stage_at(tokens, position) if date is None else date.stop
        if stop is None:
            return None
        text = tokens.text_of(position, stop)
        return EditionMatch(stop, "", text) if self.is_newer(standard, text) else None

    def _match_iso_date(
        self, tokens: Tokens, position: int, date: EditionDate, standard: str
    ) -> EditionMatch:
        """Match an edition that is named by a whole day, as far as its month or year tells it: "2026-05-25".

        Args:
            tokens: The tokens of the text.
            position: The token with which the day begins.
            date: The day.
            standard: The id of the document.
        """
        editions = self.names_of(standard).editions
        known = editions.get((str(date.year), str(date.month))) or editions.get((str(date.year),))
        is_cell = tokens[position].gap[:1] == ","
        if known and not is_cell:
            return EditionMatch(date.stop, known[-1], "")
        is_newer = date.year > self.ages.latest_year(standard, of_data=True) and not is_cell
        written = tokens.text_of(position, date.stop)
        return EditionMatch(date.stop, "", written) if is_newer else EditionMatch(position, None, "")

    def _match_year_after(
        self, tokens: Tokens, first: int, match: EditionMatch, standard: str
    ) -> EditionMatch:
        """Return a version with the year in brackets after it, which tells that it is newer: "v1.0 (2028)".

        Args:
            tokens: The tokens of the text.
            first: The token of the version.
            match: The version, or nothing.
            standard: The id of the document.
        """
        is_law = standard in self._laws
        start = match.stop
        if match.edition is None and is_law and tokens.is_number(first):
            start = dotted_number_end(tokens, first)
        year = year_in_brackets(tokens, start)
        if year is None:
            return match
        of_data = is_law or bool(match.edition) or not self.ages.are_dated(standard)
        if year[1] <= self.ages.latest_year(standard, of_data=of_data):
            return match
        return EditionMatch(year[0], "", tokens.text_of(first, year[0]))

    def _match_newer(self, tokens: Tokens, first: int, standard: str, marked: bool) -> EditionMatch | None:
        """Match an edition that is newer than the newest one in the data."""
        if standard in self._laws:
            is_listed = "," in tokens[first].gap  # "NIS 2, GDPR, 2024/2690" are three acts
            act = None if is_listed else match_act(tokens, first)
            return act or self._match_year_of_law(tokens, first, marked=marked)
        if is_part_of_file_name(tokens, first):
            return None
        known = self.known.get(standard, ())
        latest_year = self.ages.latest_year(standard, of_data=not self.ages.are_dated(standard))
        stop = newer_edition_end(tokens, first, known, latest_year, marked=marked)
        return None if stop is None else EditionMatch(stop, "", tokens.text_of(first, stop))

    def _match_year_of_law(self, tokens: Tokens, first: int, *, marked: bool) -> EditionMatch | None:
        """Match a year after the name of a law that is later than the data: "AI Act (2028)", "SB 53:2028".

        Args:
            tokens: The tokens of the text.
            first: The token of the year.
            marked: Whether an edition word or "@" precedes.
        """
        bracketed = year_in_brackets(tokens, first)
        token = tokens[first]
        is_marked = (
            marked or token.gap in (":", "):") or (bracketed is not None and bracketed[0] == first + 1)
        )
        if not is_marked or not token.is_number or len(token.text) != YEAR_LENGTH:
            return None
        if not self.ages.latest_year("", of_data=True) < int(token.text) < LAST_YEAR:
            return None
        return EditionMatch(first + 1, "", token.text)

    def _is_final(self, tokens: Tokens, position: int, standard: str) -> bool:
        """Tell whether the final edition of a document is written, of which the data has only drafts."""
        is_final = position < len(tokens) and tokens[position].value == "final"
        is_final = is_final and "/" not in tokens[position].gap  # every address of a publisher can end so
        return is_final and self.is_newer(standard, "final") and CLOSE.match(tokens[position].gap) is not None

    def _match_ordinal(self, tokens: Tokens, first: int, stop: int, standard: str) -> EditionMatch:
        """Match "2nd edition, 2028": the year after it, or an edition that the data does not have yet.

        Args:
            tokens: The tokens of the text.
            first: The token of the ordinal.
            stop: The token after "edition".
            standard: The id of the document.
        """
        if stop < len(tokens) and tokens.is_number(stop):
            match = self.match_edition_at(tokens, stop, standard, marked=True)
            if match.edition is not None:
                return match
        text = tokens.text_of(first, stop)
        is_later = self.is_newer(standard, text)
        return EditionMatch(stop, "", text) if is_later else EditionMatch(first, None, "")

    def match_text(self, standard: str, text: str) -> EditionMatch:
        """Match an edition that is a whole text, such as the value of a field "version".

        Args:
            standard: The id of the document.
            text: The text.
        """
        tokens = Tokens(normalize_text(text))
        position = 0
        while position < len(tokens) and tokens[position].value in EDITION_WORDS:
            position += 1
        match = self.match_edition_at(tokens, position, standard, marked=True)
        return match if match.stop == len(tokens) else EditionMatch(0, None, "")

    def is_newer(self, standard: str, edition: str) -> bool:
        """Tell whether an edition of a document is newer than every one in the data.

        Args:
            standard: The id of the document.
            edition: The edition as written.
        """
        return self.ages.is_newer(standard, edition)
