"""Editions that are newer than the newest one in the data, by the form in which its editions are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..._store.lazily import regex
from ..text.tokens import LONGEST_NUMBER, Tokens

__all__ = [
    "ORDINALS",
    "Version",
    "are_apart",
    "is_newer",
    "is_of_draft",
    "is_older",
    "is_part_of_file_name",
    "may_be_next",
    "newer_edition_end",
    "ordinal_edition_end",
    "ordinal_of",
    "version_of",
]

Version = tuple[float, ...]

#: Versions begin with a year from this one on, or with a smaller number.
FIRST_YEAR, LAST_YEAR = 1990, 2100

#: A version has at most this many parts, and is at most so many major versions ahead of the newest.
MOST_PARTS, FARTHEST_AHEAD = 4, 2

#: Editions that are named by their years follow each other after at least so many, and at most so many.
SHORTEST_REVISION, LONGEST_BEFORE = 3, 15

#: A number that is so much greater than the newest major version is no version: "v120".
FARTHEST_MAJOR = 20

_WORDS_AFTER = frozenset("and or draft to is for in".split())
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
#: Words that count editions.
ORDINALS = frozenset(_ORDINALS)
_ORDINAL_ENDINGS = frozenset("st nd rd th".split())

_YEAR = regex(r"E?(20[0-9]{2})")
_MAJOR_VERSION = regex(r"([0-9]+)\.[0-9]")
_VERSION = regex(r"[0-9]+(?:[.-]Q?[0-9]+){0,3}\Z", re.IGNORECASE)
_NUMBER = regex(r"[0-9]+")


@lru_cache(maxsize=4_096)
def version_of(edition: str) -> Version | None:
    """Return the numbers of an edition's name; None where it is no version.

    >>> version_of("2026-Q3"), version_of("1.01"), version_of("draft")
    ((2026, 3), (1, 0.01), None)
    """
    if not _VERSION.match(edition):
        return None
    first, *others = (digits[:LONGEST_NUMBER] for digits in _NUMBER.findall(edition))
    numbers: list[float] = [int(first)]
    for part in others:  # "1.01" is between "1.0" and "1.1"; "2026.09" is a month
        is_padded = numbers[0] < FIRST_YEAR and part[0] == "0" and len(part) > 1
        numbers.append(int(part) / 10 ** len(part) if is_padded else int(part))
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()  # "1.2.0" is "1.2"
    return tuple(numbers)


def is_of_draft(edition: str, known: Iterable[str]) -> bool:
    """Tell whether a version below 1 is of a document of which no edition is: that of a file about it.

    >>> is_of_draft("v0.1", ["1.0"]), is_of_draft("0.3.4", ["0.3.3"]), is_of_draft("1.1", ["1.0"])
    (True, False, False)
    """
    version = version_of(edition.lstrip("vV. "))
    return version is not None and not version[0] and not any(each.startswith("0") for each in known)


def is_newer(edition: str, known: Iterable[str], latest_year: int = 0) -> bool:
    """Tell whether an edition follows every known one, in the form in which they are numbered.

    Args:
        edition: The name of the edition as written.
        known: The editions of the document.
        latest_year: The year in which the newest of them was published, for years where versions are known.

    >>> is_newer("2027", ["2023", "2025"]), is_newer("6.1", ["2022"]), is_newer("2", ["1.0", "1.1"])
    (True, False, True)
    >>> is_newer("2027", ["1.0"], 2025), is_newer("1.0", ["draft"])
    (True, True)
    >>> is_newer("2.0", ["2025"]), is_newer("1.0", ["2025"]), is_newer("1.1", ["1.0", "1.01"])
    (True, False, True)
    """
    version = version_of(edition)
    if version is None:
        return False
    versions = [other for other in map(version_of, known) if other]
    is_year = version[0] >= FIRST_YEAR
    if version[0] >= LAST_YEAR:
        return False  # "25519" is neither a year nor a version
    same_form = [other for other in versions if (other[0] >= FIRST_YEAR) == is_year]
    if same_form and not is_year and versions[-1][0] >= FIRST_YEAR:
        return False  # the newest edition has a date for a name: "v6" is of a format
    if same_form:
        newest = max(same_form)
        is_near = is_year or version[0] <= newest[0] + FARTHEST_MAJOR  # "v120" is of something else
        return is_near and version > newest and version != newest[: len(version)]
    if is_year:
        return version[0] > latest_year
    # "v2" of what has had one edition, and that with a year for a name
    return len(versions) < version[0] <= len(versions) + FARTHEST_AHEAD


def is_older(edition: str, known: Sequence[str]) -> bool:
    """Tell whether a version precedes the first known one, which is not the first that there was.

    >>> is_older("2", ["3"]), is_older("3.2.1", ["4.0.1"]), is_older("0.9", ["1.0"])
    (True, True, False)
    >>> is_older("2009", ["2018"]), is_older("2022", ["2023"]), is_older("1999", ["2023"])
    (True, False, False)
    """
    version = version_of(edition)
    years = [int(other[0]) for other in map(version_of, known) if other and len(other) == 1]
    if version is not None and len(version) == 1 and version[0] >= FIRST_YEAR and len(years) == len(known):
        return min(years) - LONGEST_BEFORE <= version[0] <= min(years) - SHORTEST_REVISION
    versions = [other for other in map(version_of, known) if other and other[0] < FIRST_YEAR]
    if version is None or not versions or version[0] >= FIRST_YEAR:
        return False
    first = min(versions)
    return (version[0] >= 1 or not first[0]) and version < first


def are_apart(one: str, other: str, *, stable: bool) -> bool:
    """Tell whether an edition says nothing about the identifiers of another: another year, or major version.

    Args:
        one: An edition.
        other: Another one.
        stable: Whether the publisher gives no identifier a new meaning, so that versions add to each other.

    >>> are_apart("2013", "2022", stable=False), are_apart("E2023", "E2025", stable=True)
    (True, True)
    >>> are_apart("0.1", "1.2", stable=False), are_apart("1.0", "1.2", stable=False)
    (True, False)
    >>> are_apart("4.0", "5.0", stable=True)
    False
    """
    forms = (_YEAR.fullmatch,) if stable else (_YEAR.fullmatch, _MAJOR_VERSION.match)
    pairs = ((form(one), form(other)) for form in forms)
    return any(first and second and first[1] != second[1] for first, second in pairs)


def newer_edition_end(
    tokens: Tokens, first: int, known: Sequence[str], latest_year: int, *, marked: bool
) -> int | None:
    """Return the token before which an edition ends that is newer than the newest known one.

    Pattern: year [("." | "-") number | "-Q" number], or number ("." number)+; one number where all known are

    Examples::

        2027       after "LLM Top 10", whose newest edition is "2026"
        2026.10    after "ATLAS", whose newest edition is "2026.09"
        3.0        after "CSF", whose newest edition is "2.0"
        2028       after "AICM", whose newest edition is of 2026

    Args:
        tokens: The tokens of the text.
        first: The token with which the edition would begin.
        known: The known editions.
        latest_year: The year in which the newest of them was published.
        marked: Whether an edition word or "@" precedes.
    """
    if not tokens.is_number(first) or not known:
        return None
    parts, stop = _parts(tokens, first)
    is_year = parts[0] >= FIRST_YEAR
    if not marked and first and tokens.is_quoted_before(first):
        return None  # ("nist_800_53", "6")
    # "ISO/IEC 22989, 5338" are two documents, and "SOC 2 Type II 2025-2026" is a report on a year.
    is_odd = len(tokens[first].text) != len(str(FIRST_YEAR)) or parts[0] > LAST_YEAR
    if is_year and (is_odd or (tokens.is_number(stop) and tokens[stop].gap in ("-", "/", " - "))):
        return None
    versions = [version for version in map(version_of, known) if version]
    numbered = [version[0] for version in versions if version[0] < FIRST_YEAR]
    if not is_year:
        if parts[0] > max(numbered, default=0) + FARTHEST_AHEAD:
            return None
        if versions and not numbered and not marked and parts[-1] != 0:
            return None  # "AIC4 2.1" may be a section, "AIC4 2.0" not
        if len(parts) == 1 and not marked and not _is_single(tokens, first, stop, versions):
            return None
    written = ".".join(token.text for token in tokens[first:stop] if token.is_number)
    return stop if is_newer(written, known, latest_year) else None


def is_part_of_file_name(tokens: Tokens, first: int) -> bool:
    """Tell whether a number ends a name in small letters with underscores: "owasp_agentic_v2".

    Args:
        tokens: The tokens of the text.
        first: The token of the number.
    """
    if not first:
        return False
    marked = first - (tokens[first - 1].value in ("v", "version") and first > 1)
    return tokens[marked].gap == "_" and tokens[marked - 1].text.islower()


def ordinal_of(tokens: Tokens, first: int) -> int:
    """Return the number of an ordinal at a token, 0 for none: "second", "2nd"."""
    value = tokens[first].value
    if value in _ORDINALS:
        return _ORDINALS.index(value) + 1
    after = first + 1
    is_ordinal = after < len(tokens) and tokens[after].gap == "" and tokens[after].value in _ORDINAL_ENDINGS
    return int(value[:LONGEST_NUMBER]) if is_ordinal and tokens[first].is_number else 0


def ordinal_edition_end(tokens: Tokens, first: int) -> int | None:
    """Return the token after "2nd edition" or "second edition" at a token; None for anything else."""
    if first >= len(tokens) or not ordinal_of(tokens, first):
        return None
    stop = first + (2 if tokens[first].is_number else 1)
    return stop + 1 if stop < len(tokens) and tokens[stop].value in ("edition", "ed") else None


def _is_single(tokens: Tokens, first: int, stop: int, versions: Sequence[Version]) -> bool:
    """Tell whether a number can be an edition: where all are single numbers, and it counts nothing.

    Examples::

        SP 800-53 6          as "5" is
        SP 800-53 6 controls no

    Args:
        tokens: The tokens of the text.
        first: The token of the number.
        stop: The token after it.
        versions: The versions of the known editions.
    """
    if not versions or any(len(version) > 1 for version in versions):
        return False
    after = tokens[stop].gap if stop < len(tokens) else "."
    if tokens[first].gap in ("-", "_", "/", ":"):
        return after[:1] in ":/#@_."
    goes_on = after.strip() == "" and not (tokens[stop].text.isupper() or tokens[stop].value in _WORDS_AFTER)
    return tokens[first].gap in (" ", " (", " [", " - ", ", ") and not goes_on


def _parts(tokens: Tokens, first: int) -> tuple[Version, int]:
    """Return the numbers of a version that begins at a token, and the token after it."""
    parts = [int(tokens[first].value[:LONGEST_NUMBER])]
    stop = first + 1
    while stop < len(tokens) and len(parts) < MOST_PARTS:
        number = stop + 1 if tokens[stop].value == "q" and tokens[stop].gap == "-" else stop
        joints = (".", "-") if parts[0] >= FIRST_YEAR else (".",)  # "v1.1-13/17" is a version and a score
        if not tokens.is_number(number) or tokens[number].gap not in (("",) if number > stop else joints):
            break
        parts.append(int(tokens[number].value[:LONGEST_NUMBER]))
        stop = number + 1
    return tuple(parts), stop


def may_be_next(text: str, newest: str) -> bool:
    """Tell whether a version directly follows the newest one: "8.2" or "9.0" after "8.1", not "9.0.1"."""
    version, known = version_of(text), version_of(newest)
    if version is None or known is None:
        return True
    major, minor, *rest = (*version, 0)
    if any(rest):
        return False
    minors = (*known, 0)[1]
    return (major, minor) in ((known[0], minors + 1), (known[0] + 1, 0))
