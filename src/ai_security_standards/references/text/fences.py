"""The fenced blocks of code of a Markdown page, whose records keep titles as files of data do."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..._store.lazily import regex

__all__ = ["Fences"]

#: Files with these suffixes have fenced blocks.
_MARKDOWN = frozenset((".md", ".mdx"))
#: What is drawn or printed in a block is no record.
_NO_CODE = frozenset("mermaid text txt console diff plantuml".split())
_FENCE = regex(r"^[ \t]*(`{3,}|~{3,})[ \t]*(\w*)[^\n]*\n(.*?)(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_MARKS = ("```", "~~~")


class Fences:
    """Where the fenced blocks of a page are; `any` tells whether it has some."""

    def __init__(self, text: str, suffix: str) -> None:
        """Find the blocks.

        Args:
            text: The text.
            suffix: The suffix of its file, such as ".md".
        """
        has_fences = suffix in _MARKDOWN and any(mark in text for mark in _MARKS)
        found = _FENCE.finditer(text) if has_fences else ()
        self._spans = [fence.span(3) for fence in found if fence[2] not in _NO_CODE]
        self.any = bool(self._spans)
        self._starts = [start for start, _ in self._spans]

    def at(self, place: int) -> tuple[int, int] | None:
        r"""Return the place of the block around a place; None outside blocks.

        >>> Fences("Text\n```json\n{}\n```\n", ".md").at(13)
        (13, 16)
        """
        number = bisect_right(self._starts, place) - 1
        return self._spans[number] if number >= 0 and place < self._spans[number][1] else None
