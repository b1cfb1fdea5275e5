r"""Escaped line ends and tabulators in strings: "\nArticle 6\n(1)" is two lines, and no word "nArticle"."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .tokens import PADDING

__all__ = ["ESCAPED_END", "without_escapes"]

#: What replaces an escaped line end, as long as it.
ESCAPED_END = " " + PADDING

#: In these files, every escape of a line end is one; a backslash itself is written twice.
_JSON = (".json", ".jsonl", ".ndjson", ".json5", ".sarif", ".ipynb", ".jsonld", ".har")

_ESCAPE = regex(r"\\(?:[nrt]|.)", re.DOTALL)
#: Elsewhere only before a capital or a number, which it would hide: "C:\new" is a path.
_HIDING = regex(r"(?<!\\)(?:\\r)?(?:\\n){1,4}(?=[A-Z0-9])")
_LINE_ENDS = (r"\n", r"\r", r"\t")


def without_escapes(text: str, suffix: str) -> str:
    r"""Replace the escapes of line ends and tabulators by as many characters that end a word.

    >>> without_escapes(r'{"text": "\nArticle 6\n(1), C:\\new"}', ".json").replace(PADDING, "_")
    '{"text": " _Article 6 _(1), C:\\\\new"}'

    Args:
        text: The text.
        suffix: The suffix of its file, if it is one.
    """
    if "\\" not in text:
        return text
    if suffix in _JSON:
        return _ESCAPE.sub(lambda match: ESCAPED_END if match[0] in _LINE_ENDS else match[0], text)
    return _HIDING.sub(lambda match: ESCAPED_END * (len(match[0]) // 2), text)
