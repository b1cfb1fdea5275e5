"""The name or number of an edition at a token: "2025", "2023-24", "1.2.0" for "1.2"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..text.tokens import Token, Tokens
from .earlier_editions import is_earlier_edition
from .edition_ages import YEAR_LENGTH
from .newer_editions import FARTHEST_AHEAD, FIRST_YEAR, is_older, is_part_of_file_name

__all__ = [
    "EditionMatch",
    "dotted_number_end",
    "is_ordered",
    "is_zero_padded",
    "match_act",
    "match_earlier",
    "match_name",
    "match_number",
    "match_older_year",
    "same_zeros",
]

#: A dotted number has at most this many parts, the name of an edition at most this many tokens.
MOST_NUMBER_PARTS, MOST_NAME_TOKENS = 6, 5

#: A version with a number for its print has so many parts: "1.0.1".
PATCH_LENGTH = 3

_REVISION_WORDS = ("rev", "revision")
#: Signs between an edition and an identifier of it.
_BEFORE_IDENTIFIER = (":", "/", "#", "@")

Key = tuple[str, ...]


class EditionMatch(NamedTuple):
    """An edition in a text, up to before the token `stop`.

    `edition` is None where nothing looks like an edition, "" for what looks like one that does not
    exist; then `text` is its original form.
    """

    stop: int
    edition: str | None
    text: str


def match_name(
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
    if longest is None:
        return None
    if _number_continues(tokens, first, longest.stop):
        year = editions.get((tokens[first].value,), ("",))[-1]
        is_clause = year == tokens[first].text and tokens[first].gap == ":" and _is_year(tokens[first])
        return EditionMatch(first + 1, year, "") if is_clause else None  # "ISO 27005:2022.10.5"
    return longest


def _number_continues(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a number goes on at a token: ".1" after "1.0", not "-13" after "1.1".

    Args:
        tokens: The tokens of the text.
        first: The token with which the number begins.
        stop: The token after it.
    """
    if stop >= len(tokens) or tokens[stop].gap not in (".", "-"):
        return False
    if tokens[stop].gap == "-" and stop > first + 1 and not _is_year(tokens[first]):
        return False
    return tokens[stop].is_number or (tokens[stop].value == "q" and tokens.is_number(stop + 1))


def match_number(
    tokens: Tokens, first: int, editions: Mapping[Key, Sequence[str]], marked: bool
) -> EditionMatch | None:
    """Match a version that is shorter or longer than an edition's name, or one that does not exist.

    Examples::

        v1     for the edition "1.2"
        1.2.0  for the edition "1.2"
        :1999  for none
        owasp_agentic_v2.json    no edition, as that is the name of a file
        nist_sp_800_171_rev_2    "2", as only documents have revisions

    Args:
        tokens: The tokens of the text.
        first: The token with which the number begins.
        editions: The editions by name.
        marked: Whether an edition word or "@" precedes.
    """
    token = tokens[first]
    stop = dotted_number_end(tokens, first)
    if stop > first and (marked or stop > first + 1):
        key = tuple(part.value for part in tokens[first:stop])
        longer = [names[-1] for name, names in editions.items() if name[: len(key)] == key]
        if longer:
            return EditionMatch(stop, longer[-1], "")
        is_patch = len(key) == PATCH_LENGTH and not _is_year(token)
        if (key[-1] == "0" or is_patch) and key[:-1] in editions:
            return EditionMatch(stop, editions[key[:-1]][-1], "")  # "1.0.1" is a later print of "1.0"
        if is_patch and marked and key[:1] in editions:
            return EditionMatch(stop, editions[key[:1]][-1], "")  # "Release 5.2.0" is one of "Rev. 5"
    is_key = token.gap == "_" and first > 0 and tokens[first - 1].gap == "_"  # "iso_27018_2014"
    if _is_year(token) and (marked or is_key or token.gap.strip() in (":", "(", "-")):
        return EditionMatch(first + 1, "", token.text)
    if not marked or not token.is_number:
        return None
    glued = _glued_version(token, stop - first, editions)
    if glued is None:
        is_prefix = stop < len(tokens) and tokens[stop].gap in _BEFORE_IDENTIFIER
        is_revision = tokens.values[first - 1] in _REVISION_WORDS
        is_of_file = not (is_prefix or is_revision) and is_part_of_file_name(tokens, first)
        return None if is_of_file else EditionMatch(stop, "", tokens.text_of(first, stop))
    known = [names[-1] for name, names in editions.items() if name[: len(glued)] == glued]
    return EditionMatch(stop, known[-1] if known else "", "" if known else ".".join(glued))


def match_earlier(tokens: Tokens, first: int, standard: str, *, marked: bool) -> EditionMatch | None:
    """Match a version that is the edition before the data, rather than a short form of a later one.

    Examples, where the data begin with 8.1::

        CIS v8, CIS Controls 8.0    the edition "8"
        CIS 8                       none: control 8

    Args:
        tokens: The tokens of the text.
        first: The token of the number.
        standard: The id of the document.
        marked: Whether an edition word or "@" precedes.
    """
    stop = dotted_number_end(tokens, first)
    version = tokens.values[first:stop]
    has_zero = version[1:] == ["0"]
    if not (marked or has_zero) or not is_earlier_edition(standard, version[:1] if has_zero else version):
        return None
    return EditionMatch(stop, "", tokens.text_of(first, stop))


def match_older_year(tokens: Tokens, first: int, known: Sequence[str]) -> EditionMatch | None:
    """Match a year after a space that is an edition before the first known one: "OWASP Top 10 2017".

    Args:
        tokens: The tokens of the text.
        first: The token of the year.
        known: The known editions, which are years, oldest first.
    """
    token = tokens[first]
    is_old = _is_year(token) and token.gap == " " and is_older(token.text, known)
    return EditionMatch(first + 1, "", token.text) if is_old else None


def _glued_version(token: Token, parts: int, editions: Iterable[Key]) -> Key | None:
    """Return the parts of a version that is written without dots: "v321" for "3.2.1".

    Args:
        token: The number.
        parts: How many parts the version has as written.
        editions: The names of the editions.
    """
    if parts > 1 or not 1 < len(token.text) < YEAR_LENGTH:
        return None
    numbers = [int(name[0]) for name in editions if len(name) > 1 and name[0].isdecimal()]
    majors = [number for number in numbers if number < FIRST_YEAR]
    return tuple(token.text) if majors and int(token.text) > max(majors) + FARTHEST_AHEAD else None


def _is_year(token: Token) -> bool:
    return token.is_number and len(token.text) == YEAR_LENGTH and token.text[:2] in ("19", "20")


def same_zeros(printed: Key, written: Key) -> bool:
    """Tell whether the parts of a version have the zeros of a printed one: "1.1" is not "1.01"."""
    pairs = zip(printed, written, strict=False)
    return all(one == other or one.lstrip("0") != other.lstrip("0") for one, other in pairs)


def is_zero_padded(token: Token) -> bool:
    """Tell whether a number begins with a zero that counts nothing: "01"."""
    return token.is_number and len(token.text) > 1 and token.text.startswith("0")


def dotted_number_end(tokens: Tokens, first: int) -> int:
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


def match_act(tokens: Tokens, first: int) -> EditionMatch | None:
    """Match the number of another act after the name of a law: "2028/1234"."""
    stop = first + 2
    if stop > len(tokens) or not tokens.is_number(first) or not tokens.is_number(first + 1):
        return None
    is_act = tokens[first + 1].gap == "/" and len(tokens[first].text) == YEAR_LENGTH
    return EditionMatch(stop, "", tokens.text_of(first, stop)) if is_act else None


def is_ordered(tokens: Tokens, first: int) -> bool:
    """Tell whether the word "edition" follows a number: "2027 edition"."""
    stop = dotted_number_end(tokens, first)
    return first < stop < len(tokens) and tokens[stop].value == "edition" and tokens[stop].gap == " "
