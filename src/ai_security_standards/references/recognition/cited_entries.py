"""The entries of a bibliography, each with its date and version: "Acme. (2023). *Rules*. Acme Press."."""

from __future__ import annotations

import calendar
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.dated_editions import MONTHS

__all__ = ["CitedEntry", "cited_entries", "entry_at", "version_in"]

#: An entry has at most so many characters, and its author so many words.
LONGEST_ENTRY, MOST_WORDS_OF_AUTHOR = 1200, 24

#: A title follows within so many characters after the date.
LONGEST_JOINT = 12

_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_YEAR = r"(?P<year>20[0-9]{2})"
_MARK = r"[ \t>]*(?P<mark>(?:[-*+•][ \t]+)?(?:\\?\[?[0-9]{1,3}\\?[\].)][ \t]*)?)"
#: A line with its author, and its date in brackets.
_AUTHOR_DATE = regex(
    rf"^{_MARK}(?P<author>[A-Z][^\n()\[\]|]{{1,160}}?)[ \t]*"
    rf"\({_YEAR}[a-z]?(?:,[ \t]*{_MONTH}(?:[ \t]+(?P<day>[0-9]{{1,2}}))?)?\)\\?[.:,]",
    re.MULTILINE,
)
#: The date behind a publisher that ends an entry, or is followed by where it is found.
_PUBLISHER_DATE = regex(
    rf",[ \t]*(?:{_MONTH}[ \t]+(?:(?P<day>[0-9]{{1,2}}),?[ \t]+)?)?{_YEAR}\\?"
    r"(?=[.,;]?[ \t]*(?:\\?\[Online|Available|Retrieved|Accessed|URL|[<(\[]?https?:|DOI|doi:|$))",
    re.MULTILINE,
)
_ENTRY_LINE = regex(r"[ \t>]*(?:[-*+•][ \t]+)?(?:\\?\[?[0-9]{1,3}\\?[\].)])?[ \t]*[\"“*_A-Z][^\n|]{20}")
_NUMBERED = regex(r"[ \t>]*(?:[-*+•][ \t]+)?\\?\[[0-9]{1,3}\\?\]")
_PLACE = regex(r"https?://|\bAvailable (?:from|at|online)|\bRetrieved\b")
_ACCESS = regex(
    r"(?:access|retriev|visit|consult|download|abgerufen|zugriff|acces|recuperad|as of|updated)"
    r"[^,;.]{0,24}[,;.]?[^,;.]{0,12}\Z",
    re.IGNORECASE,
)
_NEXT_ENTRY = regex(r"\n[ \t]*(?:\n|[-*+•][ \t]|\\?\[?[0-9]{1,3}\\?[\].)][ \t]|#|\||```)")
_SMALL_WORDS = frozenset("and of the for et al de la le der die und von van on in at y e with by s".split())
_WORD = regex(r"[^\W\d_]+")
_TITLE = regex(r"[\s*_\"“'‘«\[]{1,6}[A-Z0-9]")
#: A version in an entry.
_VERSION = regex(r"\b[Vv](?:ersion|er\.)?[ ]?([0-9]+(?:\.[0-9]+)+)")


class CitedEntry(NamedTuple):
    """An entry from one place to another, and its date as far as it is written; `month`, `day` 0 for none.

    `author_end` is where the author ends that precedes the date, 0 for none.
    """

    start: int
    end: int
    author_end: int
    year: int
    month: int = 0
    day: int = 0

    @property
    def last_day(self) -> str:
        """The last day that the date can mean, in ISO format."""
        month = self.month or len(set(MONTHS.values()))
        days = calendar.monthrange(self.year, month)[1]
        return f"{self.year}-{month:02}-{min(self.day or days, days):02}"


#: What follows the last entry.
_LAST = CitedEntry(sys.maxsize, sys.maxsize, 0, 0)


def cited_entries(text: str) -> list[CitedEntry]:
    r"""Return the entries of a text that cite with a date, in order.

    Pattern: [mark] author "(" year ["," month [day]] ")" "." title, or title "." publisher "," [month] year

    Examples::

        Acme Corp. (2023). *Rules for Agents*. Acme Press.
        [3] Acme Corp. (2025, February 17). Rules for Agents.
        [4] Acme Corp. Rules for Agents. Acme Press, March 2024. Available from https://acme.org/

    The year in which someone read it is none: "Retrieved May 3, 2023, from https://acme.org/".

    >>> [entry.last_day for entry in cited_entries("Acme. (2023, June). *Rules*. Acme Press.\n")]
    ['2023-06-30']

    Args:
        text: The text.
    """
    if "20" not in text:
        return []
    found = list(_by_author(text))
    found = [
        each._replace(end=min(each.end, after.start))
        for each, after in zip_longest(found, found[1:], fillvalue=_LAST)
    ]
    return sorted((*found, *(each for each in _by_publisher(text) if entry_at(found, each.start) is None)))


def entry_at(entries: list[CitedEntry], place: int) -> CitedEntry | None:
    """Return the entry in which a place is.

    Args:
        entries: The entries of a text, in order.
        place: The place.
    """
    number = bisect_right(entries, place, key=lambda entry: entry.start) - 1
    return entries[number] if number >= 0 and place < entries[number].end else None


def version_in(text: str, entry: CitedEntry) -> str:
    r"""Return the version that an entry has, "" for none.

    >>> text = "Acme (2024). *Rules*.\nVersion 5.1.0. Available at: https://acme.org/\n"
    >>> version_in(text, cited_entries(text)[0])
    '5.1.0'

    Args:
        text: The text.
        entry: The entry.
    """
    version = _VERSION.search(text, entry.start, entry.end)
    return "" if version is None else version[1]


def _by_author(text: str) -> Iterator[CitedEntry]:
    """Yield the entries that begin with an author and a date in brackets."""
    for match in _AUTHOR_DATE.finditer(text):
        words = _WORD.findall(match["author"])
        is_name = len(words) <= MOST_WORDS_OF_AUTHOR and all(
            word[0].isupper() or word in _SMALL_WORDS or not word.isascii() for word in words
        )
        if is_name and _TITLE.match(text, match.end(), match.end() + LONGEST_JOINT):
            yield _entry(text, match.start(), match.end(), match)


def _by_publisher(text: str) -> Iterator[CitedEntry]:
    """Yield the lines that end with a publisher and a date, or have it before their address."""
    for date in _PUBLISHER_DATE.finditer(text):
        start = text.rfind("\n", max(date.start() - LONGEST_ENTRY, 0), date.start()) + 1
        if not _ENTRY_LINE.match(text, start, date.end()) or _ACCESS.search(text, start, date.start()):
            continue
        entry = _entry(text, start, date.end(), date)
        if _NUMBERED.match(text, start) or _PLACE.search(text, start, entry.end):
            yield entry


def _entry(text: str, start: int, after: int, date: re.Match[str]) -> CitedEntry:
    """Return an entry.

    Args:
        text: The text.
        start: Where it starts.
        after: A place in its last line so far.
        date: Its date.
    """
    end = _end_of_entry(text, start, after)
    month = MONTHS.get((date["month"] or "").casefold(), 0)
    day = int(date["day"] or 0) if month else 0
    author_end = date.end("author") if "author" in date.groupdict() else 0
    return CitedEntry(start, end, author_end, int(date["year"]), month, day)


def _end_of_entry(text: str, start: int, after: int) -> int:
    """Return where an entry ends: before an empty line, or a line with the mark of another one.

    Args:
        text: The text.
        start: Where it starts.
        after: A place in it.
    """
    stop = _NEXT_ENTRY.search(text, after, start + LONGEST_ENTRY)
    return stop.start() if stop is not None else min(len(text), start + LONGEST_ENTRY)
