"""Whether a stated edition is one of the past: a changelog, a comparison, what an edition replaces."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..._store.lazily import regex
from ..text.headings import headings

__all__ = ["Histories"]

#: The words that tell it stand at most so many characters before or after an edition.
LONGEST_BEFORE, LONGEST_AFTER = 60, 50

_HEADING = regex(
    r"\bchange(?:s|log)?\b|change log|histor|release notes|what.s new|migrat|compar|\bvs\b|differen|änderung"
    r"|cambios|nouveaut",
    re.IGNORECASE,
)
_BEFORE = regex(
    r"\b(?:supersed(?:es|ing)|replac(?:es|ing)|former(?:ly)?|previous(?:ly)?|old(?:er)?|legacy|obsoletes?"
    r"|deprecated|withdrawn|outdated|unlike|predecessors?|compared (?:with|to)|(?:migrat|upgrad|mov)\w* from"
    r"|transition\w*(?! to\b)|changes? from|renamed from|was)\b[^\w.;\n]+(?:[\w-]+[^\w.;\n]+){0,2}\Z",
    re.IGNORECASE,
)
_AFTER = regex(
    r"[^\w.;\n]*(?:(?:was|were|is|has|been|had|now|since|and)\s+){0,3}"
    r"(?:superseded|replaced|withdrawn|retired|obsolete|deprecated|outdated)\b|\s*(?:→|->|=>|-->)",
    re.IGNORECASE,
)


class Histories:
    """The parts of a page that tell of the past."""

    def __init__(self, text: str) -> None:
        """Read the headings of a page.

        Args:
            text: The page.
        """
        self._text = text
        found = list(headings(text))
        self._starts = [heading.start for heading in found]
        self._are_past = [_HEADING.search(text, each.start, each.end) is not None for each in found]

    def section_of(self, place: int) -> int:
        """Return the number of the section in which a place is, 0 before the first heading."""
        return bisect_right(self._starts, place)

    def is_past(self, place: int) -> bool:
        """Tell whether the nearest heading above a place is that of a changelog, or of a comparison."""
        section = self.section_of(place)
        return section > 0 and self._are_past[section - 1]

    def tells_of(self, start: int, end: int) -> bool:
        """Tell whether what is written at a place is an edition of the past.

        Examples::

            supersedes ISO/IEC 27001:2013
            transitioning an existing 27001:2013 certificate to the 2022 revision
        ASVS 4.0 was replaced, OWASP Top 10:2017 → 2021
            ## Changes since CSF 1.1

        Args:
            start: Where the reference with the edition starts.
            end: Where it ends.
        """
        if self.is_past(start):
            return True
        before = _BEFORE.search(self._text[max(start - LONGEST_BEFORE, 0) : start])
        return before is not None or _AFTER.match(self._text[end : end + LONGEST_AFTER]) is not None
