"""Editions that are newer than the newest one in the data, by the form in which its editions are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text.tokens import Tokens

__all__ = ["Version", "is_newer", "newer_edition_end", "version_of"]

Version = tuple[int, ...]

#: Versions begin with a year from this one on, or with a smaller number.
FIRST_YEAR = 1990

#: A version has at most this many parts, and is at most so many major versions ahead of the newest.
MOST_PARTS, FARTHEST_AHEAD = 4, 2

_VERSION = re.compile(r"[0-9]+(?:[.-]Q?[0-9]+){0,3}\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")


def version_of(edition: str) -> Version | None:
    """Return the numbers of an edition's name; None where it is no version.

    >>> version_of("2026-Q3"), version_of("1.01"), version_of("draft")
    ((2026, 3), (1, 1), None)
    """
    if not _VERSION.match(edition):
        return None
    numbers = list(map(int, _NUMBER.findall(edition)))
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()  # "1.2.0" is "1.2"
    return tuple(numbers)


def is_newer(edition: str, known: Iterable[str]) -> bool:
    """Tell whether an edition follows every known one, in the form in which they are numbered.

    >>> is_newer("2027", ["2023", "2025"]), is_newer("6.1", ["2022"]), is_newer("2", ["1.0", "1.1"])
    (True, False, True)
    """
    version = version_of(edition)
    versions = [other for other in map(version_of, known) if other]
    if version is None or not versions:
        return False
    same_form = (version[0] >= FIRST_YEAR) == (max(versions)[0] >= FIRST_YEAR)
    return same_form and version > max(versions) and version != max(versions)[: len(version)]


def newer_edition_end(tokens: Tokens, first: int, newest: str, *, marked: bool) -> int | None:
    """Return the token before which an edition ends that is newer than the newest known one.

    Pattern: year [("." | "-") number | "-Q" number], or number ("." number)+, as the newest is numbered

    Examples::

        2027       after "LLM Top 10", whose newest edition is "2026"
        2026.10    after "ATLAS", whose newest edition is "2026.09"
        3.0        after "CSF", whose newest edition is "2.0"

    Args:
        tokens: The tokens of the text.
        first: The token with which the edition would begin.
        newest: The newest edition known.
        marked: Whether an edition word or "@" precedes.
    """
    latest = version_of(newest)
    if latest is None or not tokens[first].is_number:
        return None
    parts, stop = _parts(tokens, first)
    is_year = latest[0] >= FIRST_YEAR
    if is_year and len(tokens[first].text) != len(str(FIRST_YEAR)):
        return None
    if not marked and len(parts) != (len(latest) if is_year else max(len(latest), 2)):
        return None
    if not is_year and parts[0] > latest[0] + FARTHEST_AHEAD:
        return None
    return stop if is_newer(".".join(map(str, parts)), (newest,)) else None


def _parts(tokens: Tokens, first: int) -> tuple[Version, int]:
    """Return the numbers of a version that begins at a token, and the token after it."""
    parts = [int(tokens[first].value[:9])]
    stop = first + 1
    while stop < len(tokens) and len(parts) < MOST_PARTS:
        number = stop + 1 if tokens[stop].value == "q" and tokens[stop].gap == "-" else stop
        if not tokens.is_number(number) or tokens[number].gap not in (("",) if number > stop else (".", "-")):
            break
        parts.append(int(tokens[number].value[:9]))
        stop = number + 1
    return tuple(parts), stop
