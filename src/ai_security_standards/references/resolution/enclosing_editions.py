"""The edition that what encloses an identifier states: the key of its block, a comment, a value beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import cached_property, regex
from ..lexicon.newer_editions import is_older
from ..recognition.page import Page, Sighting
from ..text.titles import significant_words, stems

__all__ = ["EnclosingEdition", "EnclosingEditions"]

#: A value beside an identifier, and the fields before it, are at most so many characters away.
LONGEST_JOINT, LONGEST_OBJECT = 12, 400

#: A block has at most so many characters.
LONGEST_BLOCK = 100_000

_YEAR = regex(r"(?<![0-9])20[0-9]{2}(?![0-9])")
#: A line that opens a block of lines, and one that closes it.
_OPENING = regex(r"^([ \t]*)([^\n]*(?<![0-9])20[0-9]{2}(?![0-9])[^\n]*)[{\[(][ \t]*$", re.MULTILINE)
_WHOLE_KEY = regex(r"[\"'`]?v?(20[0-9]{2})[\"'`]?[ \t]*(?:[:=]|=>|->)[ \t]*\Z")
_PARTS = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: Words of the name of a block that say that the year in it is that of a list of categories.
_LIST_WORDS = frozenset(stems("category risk top mapping".split()))
#: A class with the comment of its own above.
_CLASS = regex(
    r"/\*\*((?:[^*]|\*(?!/)){1,4000})\*/\s*(?:@[^\n]*\n\s*){0,4}"
    r"[^\n/*]{0,80}\b(?:class|enum|interface|object|struct)\b[^\n]{0,120}\{[ \t]*\n"
)
_QUOTED_JOINT = regex(r"[\"'`]\s*(?:[,:=]|=>|->)\s*[\"'`]\Z")
#: A year with its identifiers in brackets: "2021 (A01-A10)".
_YEAR_BEFORE = regex(
    r"(?<![0-9./-])(20[0-9]{2})[*_`]*[ \t]*\([*_`]*"
    r"(?:[A-Za-z]{1,4}[0-9]{1,2}[ \t]*(?:[-–—,/]|to)[ \t]*)?\Z"
)
#: A year in an address before an identifier: "…/2017/A6-Security-Misconfiguration", "Top_10-2017_A6-…".
_YEAR_IN_ADDRESS = regex(r"(?:/|top_?10[_-])(20[0-9]{2})[/_-]\Z", re.IGNORECASE)
#: The title behind an identifier in an address.
_SLUG = regex(r"-([a-z]+(?:-[a-z]+)*)(?=[/?#)\"'\s>]|\Z)")
_VERSION_FIELD = regex(r"[\"']?(\w{0,20}?)_?[vV]ersion[\"']?\s*[:=]\s*[\"'](20[0-9]{2})[\"']")
_KEY = regex(r"[\"']?\b([a-z]+)_?[A-Z]?\w*[\"']?\s*[:=]\s*[\[\"'][^:{}]*\Z")
#: The list that a field is of, where another version is that from which it was changed.
_TARGETS = ("to", "target")


class EnclosingEdition(NamedTuple):
    """An edition that what is around an identifier states; `edition` is "" where the data does not have it.

    `text` is that edition as written.
    """

    edition: str
    text: str


class _Block(NamedTuple):
    """A part of a text, from one place to another, and the year that what opens it states."""

    start: int
    end: int
    year: str
    words: frozenset[str]  # of what opens it; none where it is a year alone


class _Class(NamedTuple):
    """Where a class is, and the editions that its comment names, by document."""

    start: int
    end: int
    years: dict[str, set[str]]


class EnclosingEditions:
    """The years that the blocks of a page state, for documents whose editions are named by years."""

    def __init__(self, page: Page) -> None:
        """Prepare a page."""
        self._page = page
        self._known = page.lexicon.names.editions.known

    def of(self, number: int) -> EnclosingEdition | None:
        """Return the edition that what encloses a sighting states, the nearest first.

        Examples::

            '2017': {                              OWASP_2021_CATEGORIES = Map.of(
                'A01': 'Injection',                    "A01", "Broken Access Control",

            Map.entry("A01", "A1:2017-Injection")  "toVersion": "2017", "categories": ["A1", "A2"]

        Args:
            number: The position of the sighting on the page.
        """
        sighting = self._page.sightings[number]
        standard = sighting.standard
        is_renumbered = not self._page.lexicon.identifiers(standard).grammar.stable
        if (
            not sighting.ids
            or not is_renumbered
            or not self._page.lexicon.names.editions.ages.are_years(standard)
        ):
            return None
        year = self._of_slug(sighting) or self._beside(number) or self._before(sighting)
        year = year or self._of_fields(sighting) or self._of_block(sighting)
        return self._edition(standard, year)

    def _edition(self, standard: str, year: str) -> EnclosingEdition | None:
        """Return the edition of a year, if there was one."""
        known = self._known[standard]
        if year in known:
            return EnclosingEdition(year, year)
        return EnclosingEdition("", year) if year and is_older(year, known) else None

    def _beside(self, number: int) -> str:
        """Return the year of the same identifier in the value beside: `"A01", "A1:2017-Injection"`."""
        sighting = self._page.sightings[number]
        for other in self._page.sightings[number + 1 : number + 2]:
            is_same = other.standard == sighting.standard and other.ids == sighting.ids
            if is_same and other.edition is not None and other.start - sighting.end <= LONGEST_JOINT:
                joint = self._page.text[sighting.end : other.start]
                return (other.edition or other.unknown_edition) if _QUOTED_JOINT.match(joint) else ""
        return ""

    def _before(self, sighting: Sighting) -> str:
        """Return the year directly before the bracket that an identifier opens, or its part of an address.

        Pattern: year ("(" [identifier dash] | "/")

        Examples::

            | 1.4.x | 2021 (A01-A10) | partly |
            both of 2017 (A7) and 2021 (A03)
            www-project-top-ten/2017/A6-Security-Misconfiguration
        """
        before = self._page.text[max(sighting.start - LONGEST_JOINT * 2, 0) : sighting.start]
        year = _YEAR_BEFORE.search(before) or _YEAR_IN_ADDRESS.search(before)
        return "" if year is None else year[1]

    def _of_slug(self, sighting: Sighting) -> str:
        """Return the edition that alone has the title behind an identifier in an address.

        Pattern: "/" identifier "-" title

        Examples, for the OWASP Top 10 for LLM applications::

            owasp.org/llmrisk/llm06-excessive-agency      2025
            owasp.org/llmrisk/llm01-prompt-injection      none, as each edition has the title

        Args:
            sighting: The reference.
        """
        text = self._page.text
        if text[sighting.end : sighting.end + 1] != "-" or "/" not in text[sighting.start : sighting.end]:
            return ""
        slug = _SLUG.match(text, sighting.end)
        words = significant_words(slug[1].replace("-", " ")) if slug is not None else ()
        titles = self._page.lexicon.identifiers(sighting.standard).structures.title_words_of(sighting.ids[0])
        having = [edition for edition, several in titles.items() if words and words in several[:1]]
        return having[0] if len(having) == 1 else ""

    def _of_fields(self, sighting: Sighting) -> str:
        """Return the year in a field "version" before an identifier in its object."""
        before = self._page.text[max(sighting.start - LONGEST_OBJECT, 0) : sighting.start]
        before = before[max(before.rfind("{"), before.rfind("}")) + 1 :]
        years = {match[1].casefold(): match[2] for match in _VERSION_FIELD.finditer(before)}
        if len(years) < 2:
            return next(iter(years.values()), "")
        key = _KEY.search(before)
        own = key[1] if key is not None else ""
        return next((years[each] for each in (own, *_TARGETS) if each in years), "")

    def _of_block(self, sighting: Sighting) -> str:
        """Return the year of the innermost block around an identifier that states one for its document."""
        known = self._page.lexicon.document_words(sighting.standard) | _LIST_WORDS
        number = bisect_right(self._block_starts, sighting.start) - 1
        while number >= 0:
            block = self._blocks[number]
            if sighting.start < block.end and not (block.words and block.words.isdisjoint(known)):
                return block.year
            number = self._around[number]
        return self._of_class(sighting)

    def _of_class(self, sighting: Sighting) -> str:
        """Return the year of the one edition of a document that the comment of a class names."""
        found = (each.years for each in self._classes if each.start <= sighting.start < each.end)
        years = next(found, {}).get(sighting.standard, set())
        return next(iter(years)) if len(years) == 1 else ""

    @cached_property
    def _blocks(self) -> list[_Block]:
        """The blocks of lines that a line with one year opens."""
        return list(self._find_blocks())

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self._blocks]

    @cached_property
    def _around(self) -> list[int]:
        """The number of the block around each block, -1 for none."""
        around: list[int] = []
        for number, block in enumerate(self._blocks):
            outer = number - 1
            while outer >= 0 and self._blocks[outer].end <= block.start:
                outer = around[outer]
            around.append(outer)
        return around

    def _find_blocks(self) -> Iterator[_Block]:
        text = self._page.text
        for opening in _OPENING.finditer(text) if _YEAR.search(text) else ():
            head = opening[2]
            years = set(_YEAR.findall(head))
            if len(years) > 1:
                continue
            whole = _WHOLE_KEY.match(head)
            words = frozenset() if whole else frozenset(significant_words(" ".join(_PARTS.findall(head))))
            if whole or words:
                end = _end_of_block(text, opening[1], opening.end())
                yield _Block(opening.start(), end, years.pop(), words)

    @cached_property
    def _classes(self) -> list[_Class]:
        """The classes of which a comment names editions."""
        text, classes = self._page.text, []
        for match in _CLASS.finditer(text) if "/**" in text else ():
            years: dict[str, set[str]] = {}
            for sighting in self._page.sightings:
                if sighting.edition is not None and match.start(1) <= sighting.start < match.end(1):
                    years.setdefault(sighting.standard, set()).add(
                        sighting.edition or sighting.unknown_edition
                    )
            if years:
                classes.append(_Class(match.end(), _end_of_block(text, "", match.end()), years))
        return classes


def _end_of_block(text: str, indent: str, start: int) -> int:
    """Return where the first line with a closing bracket begins that is not deeper than its opening line.

    Args:
        text: The text.
        indent: What the opening line begins with.
        start: Where that line ends.
    """
    closing = re.compile(rf"\n{indent}[}}\])]").search(text, start - 1, start + LONGEST_BLOCK)
    return closing.start() if closing is not None else start
