"""The headings of a page, from its front matter and Markdown, with their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["FRONT_MATTER", "Heading", "headings"]

FRONT_MATTER = regex(r"\s*(?:---|\+\+\+)[ \t]*\r?\n(.*?)\n(?:---|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE_LINE = regex(r"^(?:title|name|sidebar_label)[ \t]*[:=][^\n]*", re.MULTILINE)
_HEADING = regex(r"^ {0,3}(#{1,6})[ \t]+[^\n]*", re.MULTILINE)
#: Lines in bold below the title, with an empty line between at most, are of it: "**ISO 27001 | Version 1**".
_SUBTITLE = regex(r"(?:\r?\n)?(?:\r?\n[ \t]*\*\*[^\n]*)+")


class Heading(NamedTuple):
    """A heading: where it starts and ends in the text, and its level from 1; 0 in front matter."""

    start: int
    end: int
    level: int


def headings(text: str) -> Iterator[Heading]:
    r"""Yield the headings of a text, in order.

    >>> [heading.level for heading in headings("# EU AI Act\n\n## Article 9\n")]
    [1, 2]
    >>> [heading.end for heading in headings("# Policy\n**ISO 27001:2022**\n\nText")]
    [27]
    """
    front_matter = FRONT_MATTER.match(text)
    if front_matter is not None:
        for line in _TITLE_LINE.finditer(text, front_matter.start(1), front_matter.end(1)):
            yield Heading(line.start(), line.end(), 0)
    is_first = True
    for line in _HEADING.finditer(text, front_matter.end() if front_matter is not None else 0):
        subtitle = _SUBTITLE.match(text, line.end()) if is_first and len(line[1]) == 1 else None
        yield Heading(line.start(), line.end() if subtitle is None else subtitle.end(), len(line[1]))
        is_first = False
