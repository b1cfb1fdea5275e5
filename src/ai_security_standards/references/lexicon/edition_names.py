"""How editions of a document are written after its name or after an identifier."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..text.tokens import Token, Tokens, fold, normalize_text
from .newer_editions import is_newer, newer_edition_end, ordinal_edition_end, ordinal_of

__all__ = ["EDITION_WORDS", "YEAR_LENGTH", "EditionMatch", "EditionNames"]

#: A number of this many digits can be a year.
YEAR_LENGTH = 4

#: A dotted number has at most this many parts, the name of an edition at most this many tokens.
MOST_NUMBER_PARTS, MOST_NAME_TOKENS = 6, 5

#: At most this many edition words precede the name of an edition: "Release v1.0".
MOST_EDITION_WORDS = 2

#: Words that precede the name of an edition.
EDITION_WORDS = frozenset(
    "v ver version rev revision r release edition ed e ausgabe fassung stand from as published".split()
)

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
_KEYS = frozenset(("version", "edition", "release", "revision"))
_CLOSE = re.compile(r"\)?[ \-_.:,(@/\[#]{0,3}\Z")

Key = tuple[str, ...]


class EditionMatch(NamedTuple):
    """An edition in a text, up to before the token `stop`.

    `edition` is None where nothing looks like an edition, "" for what looks like one that does not
    exist; then `text` is its original form.
    """

    stop: int
    edition: str | None
    text: str


class EditionNames:
    """The names of the editions of every document in a register."""

    def __init__(self, data_version: str) -> None:
        self._latest_year = int(data_version[:YEAR_LENGTH])
        self._laws: set[str] = set()
        self._editions: dict[str, dict[Key, list[str]]] = {}
        self.known: dict[str, list[str]] = {}
        self.latest_years: dict[str, int] = {}

    def add(self, standard: str, edition: str, name: str) -> None:
        """Add a name of an edition that no earlier call named, or of the newest one so far.

        Args:
            standard: The id of the document.
            edition: The edition; later calls name later ones.
            name: The name as printed.
        """
        known = self.known.setdefault(standard, [])
        if edition not in known:
            known.append(edition)
        if len(name) == YEAR_LENGTH and name.isdigit():
            self.latest_years[standard] = max(int(name), self.latest_years.get(standard, 0))
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
        key = tuple(word for word in fold(name) if word not in EDITION_WORDS)
        if key:
            editions = self._editions.setdefault(standard, {}).setdefault(key, [])
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
        keys = {key for key, editions in self._editions[standard].items() if edition in editions}
        tokens = Tokens(normalize_text(name))
        stop = len(tokens)
        while (first := _edition_start(tokens, stop, keys)) is not None:
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
        ordinal = ordinal_edition_end(tokens, position)
        if ordinal is not None and _CLOSE.match(tokens[position].gap):
            return self._match_ordinal(tokens, position, ordinal, standard)
        if self._is_final(tokens, position, standard):
            return EditionMatch(position + 1, "", tokens[position].text)
        first = _after_edition_words(tokens, position)
        if first is None or _is_zero_padded(tokens[first]):
            return EditionMatch(position, None, "")
        editions = self._editions.get(standard, {})
        marked = marked or first > position or "@" in tokens[position].gap or _is_ordered(tokens, first)
        return (
            _match_name(tokens, first, editions, marked)
            or self._match_newer(tokens, first, standard, marked)
            or (None if standard in self._laws else _match_number(tokens, first, editions, marked))
            or EditionMatch(position, None, "")
        )

    def _match_newer(self, tokens: Tokens, first: int, standard: str, marked: bool) -> EditionMatch | None:
        """Match an edition that is newer than the newest one in the data."""
        if standard in self._laws:
            return _match_act(tokens, first)
        known, latest_year = self.known.get(standard, ()), self.latest_years.get(standard, self._latest_year)
        stop = newer_edition_end(tokens, first, known, latest_year, marked=marked)
        return None if stop is None else EditionMatch(stop, "", tokens.text_of(first, stop))

    def _is_final(self, tokens: Tokens, position: int, standard: str) -> bool:
        """Tell whether the final edition of a document is written, of which the data has only drafts."""
        is_final = position < len(tokens) and tokens[position].value == "final"
        return (
            is_final and self.is_newer(standard, "final") and _CLOSE.match(tokens[position].gap) is not None
        )

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
        latest_year = self.latest_years.get(standard, self._latest_year)
        if standard in self._laws:
            year, slash, _ = edition.partition("/")
            return bool(slash) and year.isdigit() and int(year) > latest_year
        newest = self.known.get(standard, ("",))[-1]
        if edition.casefold() == "final":
            return not any(map(str.isdigit, newest)) and newest not in ("", "living")
        tokens = Tokens(edition)
        if len(tokens) and ordinal_edition_end(tokens, 0) is not None:
            return ordinal_of(tokens, 0) > len(self.known.get(standard, ()))
        written = edition.casefold().lstrip("vr. ")
        return is_newer(written, self.known.get(standard, ()), latest_year)


def _match_act(tokens: Tokens, first: int) -> EditionMatch | None:
    """Match the number of another act after the name of a law: "2028/1234"."""
    stop = first + 2
    if stop > len(tokens) or not tokens.is_number(first) or not tokens.is_number(first + 1):
        return None
    is_act = tokens[first + 1].gap == "/" and len(tokens[first].text) == YEAR_LENGTH
    return EditionMatch(stop, "", tokens.text_of(first, stop)) if is_act else None


def _is_ordered(tokens: Tokens, first: int) -> bool:
    """Tell whether the word "edition" follows a number: "2027 edition"."""
    stop = _dotted_number_end(tokens, first)
    return first < stop < len(tokens) and tokens[stop].value == "edition" and tokens[stop].gap == " "


def _edition_start(tokens: Tokens, stop: int, keys: Collection[Key]) -> int | None:
    """Return where an edition begins that ends before the token `stop`, None without one.

    Args:
        tokens: The tokens of the text.
        stop: The token before which the edition ends.
        keys: The names of the edition.
    """
    last = next((value for value in reversed(tokens.values[:stop]) if value not in EDITION_WORDS), "")
    if all(key[-1] != last for key in keys):
        return None
    for first in range(stop - 1, 0, -1):
        words = tuple(token.value for token in tokens[first:stop] if token.value not in EDITION_WORDS)
        separate = tokens[first].gap not in ("", "-", ".") or tokens[first].value in EDITION_WORDS
        if separate and words in keys:
            return first
    return None


def _after_edition_words(tokens: Tokens, position: int) -> int | None:
    """Return the first token after edition words, None where no edition can begin."""
    first = position
    while (
        first < len(tokens)
        and (tokens[first].value in EDITION_WORDS or _is_before_year(tokens, first))
        and first - position < MOST_EDITION_WORDS
    ):
        glued = first + 1 < len(tokens) and tokens[first + 1].gap == ""
        if tokens[first].value in _KEYS and first and tokens.is_quoted_before(first):
            return None  # the key of another field
        if not _CLOSE.match(tokens[first].gap) or (tokens[first].value == "e" and not glued):
            return None  # "articoli 15 e 17" is two articles, "AI 100-2 E2025" an edition
        first += 1
    return first if first < len(tokens) and _CLOSE.match(tokens[first].gap) else None


def _is_before_year(tokens: Tokens, position: int) -> bool:
    """Tell whether a month or "for" before a year is at a token: "January 2028", "for 2028"."""
    year = position + 1
    is_year = tokens.is_number(year) and len(tokens[year].text) == YEAR_LENGTH
    return is_year and (tokens[position].value == "for" or (
        tokens[position].value in _MONTHS and tokens[position].text.istitle()
    ))  # fmt: skip


def _match_name(
    tokens: Tokens, first: int, editions: Mapping[Key, Sequence[str]], marked: bool
) -> EditionMatch | None:
    """Match the longest name of an edition: "2025", "2023-24", and "5" after "Rev.".

    Args:
        tokens: The tokens of the text.
        first: The token with which the edition begins.
        editions: The editions by name.
        marked: Whether an edition word or "@" precedes.
    """
    longest = None
    key: Key = ()
    position = first
    while position < len(tokens) and len(key) < MOST_NAME_TOKENS:
        if position > first and tokens[position].gap not in ("", ".", "-", "/", " "):
            break
        key += (tokens[position].value,)
        position += 1
        joined = "".join(key)
        if key in editions and (marked or len(key) > 1 or len(joined) > 2 or not joined.isdigit()):
            longest = EditionMatch(position, editions[key][-1], "")
    if longest is None or _number_continues(tokens, longest.stop):
        return None
    return longest


def _number_continues(tokens: Tokens, stop: int) -> bool:
    """Tell whether a number goes on at a token: ".1" after "1.0"."""
    return stop < len(tokens) and tokens[stop].gap in (".", "-") and tokens[stop].is_number


def _match_number(
    tokens: Tokens, first: int, editions: Mapping[Key, Sequence[str]], marked: bool
) -> EditionMatch | None:
    """Match a version that is shorter or longer than an edition's name, or one that does not exist.

    Examples::

        v1     for the edition "1.2"
        1.2.0  for the edition "1.2"
        :1999  for none

    Args:
        tokens: The tokens of the text.
        first: The token with which the number begins.
        editions: The editions by name.
        marked: Whether an edition word or "@" precedes.
    """
    token = tokens[first]
    stop = _dotted_number_end(tokens, first)
    if stop > first and (marked or stop > first + 1):
        key = tuple(part.value for part in tokens[first:stop])
        longer = [names[-1] for name, names in editions.items() if name[: len(key)] == key]
        if longer:
            return EditionMatch(stop, longer[-1], "")
        if key[-1] == "0" and key[:-1] in editions:
            return EditionMatch(stop, editions[key[:-1]][-1], "")
    if _is_year(token) and (marked or token.gap.strip() in (":", "(", "-")):
        return EditionMatch(first + 1, "", token.text)
    if marked and token.is_number:
        return EditionMatch(stop, "", token.text)
    return None


def _is_year(token: Token) -> bool:
    return token.is_number and len(token.text) == YEAR_LENGTH and token.text[:2] in ("19", "20")


def _is_zero_padded(token: Token) -> bool:
    return token.is_number and len(token.text) > 1 and token.text.startswith("0")


def _dotted_number_end(tokens: Tokens, first: int) -> int:
    """Return the token before which a dotted number ends; `first` where none begins."""
    if not tokens[first].is_number:
        return first
    stop = first + 1
    while (
        stop < len(tokens)
        and tokens[stop].is_number
        and tokens[stop].gap == "."
        and stop - first < MOST_NUMBER_PARTS
    ):
        stop += 1
    return stop
