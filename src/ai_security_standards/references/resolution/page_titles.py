"""The title of a page that is a record of one provision: in its front matter, or its only main heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..._store.lazily import regex
from ..text.beside_title import LONGEST_TITLE, Beside
from ..text.fields import plain_key
from ..text.headings import FRONT_MATTER, headings
from ..text.title_keys import is_id_key
from .resolver import Resolved

__all__ = ["PAGE", "RECORD", "PageTitles"]

#: The manner of titles of pages, and of those whose key says that it identifies the page.
PAGE = ("above", "page")
RECORD = (*PAGE, "record")

#: An identifier of a page follows its heading within so many characters.
REACH = 400

_TITLE = regex(r"^(?:title|name)[ \t]*[:=][ \t]*[\"']?([^\n\"']{3,200})", re.MULTILINE)
_IN_LINE = regex(r"[ \t]*(?:-[ \t]+)?(?:[\"']?([\w& .-]{1,40})[\"']?[ \t]*[:=])?[ \t]*[\"'\[]*(?:[\w-]+/)?")
_LABEL = regex(
    r"[ \t]*(?:[-*+][ \t]+)?[*_`]*(?:[\w&]+ ){0,3}(?:id|ref|reference|identifier)[*_`]*:[ \t*_`\"'\[]*",
    re.IGNORECASE,
)
_TARGET = regex(r"\]\([^)\n]*\)")
_LETTERS = regex(r"[^\W\d_]{3}")


class PageTitles:
    """What the page of each reference is called, where it is a record of the provision.

    `reach` is the place before which such references stand.
    """

    def __init__(self, resolved: Sequence[Resolved], text: str) -> None:
        """Read the title of a page.

        Args:
            resolved: All references of the text, in order.
            text: The text.
        """
        self._resolved = resolved
        self._text = text
        front = FRONT_MATTER.match(text)
        self._front_end = 0 if front is None else front.end(1)
        titled = None if front is None else _TITLE.search(text, front.start(1), front.end(1))
        top = [each for each in headings(text) if each.level == 1]
        self._heading = top[0] if len(top) == 1 else None
        heading = "" if self._heading is None else text[self._heading.start : self._heading.end]
        self._title_of_heading = heading.partition("\n")[0].strip(" #*_`\t\r")
        self._title = self._title_of_heading if titled is None else titled[1].strip()
        self._title_place = (-1, -1) if titled is None else titled.span()
        self.reach = max(self._front_end, 0 if self._heading is None else self._heading.end + REACH)
        self._ids: dict[str, set[str]] = {}
        for each in resolved:
            if each.sighting.start >= self._front_end:
                break
            if each.sighting.ids:
                self._ids.setdefault(each.sighting.standard, set()).update(each.sighting.ids)

    def of(self, number: int) -> tuple[Beside, ...]:
        """Return the title of the page, if a reference is the one that its front matter or first lines state.

        Examples::

            title: Model Theft          # Model Theft
            atlas: AML.T0024
                                        Technique ID: AML.T0024

        Args:
            number: The position of the reference among all of the text.
        """
        sighting = self._resolved[number].sighting
        start, end = sighting.start, sighting.end
        line_start = self._text.rfind("\n", max(start - LONGEST_TITLE, 0), start) + 1
        before = self._text[line_start:start]
        rest = _TARGET.sub("", self._text[end : end + LONGEST_TITLE].partition("\n")[0])
        if _LETTERS.search(rest):
            return ()
        if start < self._front_end:
            line = _IN_LINE.fullmatch(before)
            is_one = len(self._ids[sighting.standard]) == 1 == len(sighting.ids)
            if line is None or not is_one or self._title_place[0] <= start < self._title_place[1]:
                return ()
            key = plain_key(line[1] or self._text[start:end].rpartition(":")[0])
            is_record = bool(key) and (is_id_key(key) or key in sighting.standard.split("-"))
            return (Beside(RECORD if is_record else PAGE, self._title),) if self._title else ()
        heading = self._heading
        if heading is None or start <= heading.end or not _LABEL.fullmatch(before):
            return ()
        is_below = "\n#" not in self._text[heading.end : start]
        return (Beside(RECORD, self._title_of_heading),) if is_below else ()
