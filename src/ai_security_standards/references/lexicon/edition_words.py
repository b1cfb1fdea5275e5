"""The words with which editions are written: where they begin, and what is no edition after them."""

from __future__ import annotations

from collections.abc import Collection

from ..._store.lazily import regex
from ..text.tokens import Tokens
from .dated_editions import MONTHS
from .edition_ages import YEAR_LENGTH

__all__ = ["CLOSE", "EDITION_WORDS", "VAGUE_WORDS", "after_edition_words", "edition_start"]

#: At most this many edition words precede the name of an edition: "Release v1.0".
MOST_EDITION_WORDS = 2

#: Words that precede the name of an edition.
EDITION_WORDS = frozenset(
    "v ver version rev revision r release edition ed e ausgabe fassung stand from as published".split()
)
#: Those of them that precede other dates and versions as well: "SLSA L3 from v0.7.0", "published 9 December".
VAGUE_WORDS = frozenset("from as published stand".split())

_KEYS = frozenset(("version", "edition", "release", "revision"))
_BEFORE_YEAR = frozenset("for revised updated".split())
#: What may stand between the parts of an edition.
CLOSE = regex(r"\)?[ \-_.:,(@/\[#]{0,3}\Z")

Key = tuple[str, ...]


def edition_start(tokens: Tokens, stop: int, keys: Collection[Key]) -> int | None:
    """Return where an edition begins that ends before the token `stop`, None without one.

    Args:
        tokens: The tokens of the text.
        stop: The token before which the edition ends.
        keys: The names of the edition.
    """
    last = next((value for value in reversed(tokens.values[:stop]) if value not in EDITION_WORDS), "")
    if all(key[-1] != last for key in keys):
        return None
    for first in range(stop - 1, 0, -1):
        words = tuple(token.value for token in tokens[first:stop] if token.value not in EDITION_WORDS)
        separate = tokens[first].gap not in ("", "-", ".") or tokens[first].value in EDITION_WORDS
        if separate and words in keys:
            return first
    return None


def after_edition_words(tokens: Tokens, position: int) -> int | None:
    """Return the first token after edition words, None where no edition can begin."""
    first = position
    while (
        first < len(tokens)
        and (tokens[first].value in EDITION_WORDS or _is_before_year(tokens, first))
        and first - position < MOST_EDITION_WORDS
    ):
        glued = first + 1 < len(tokens) and tokens[first + 1].gap == ""
        if tokens[first].value in _KEYS and first and tokens.is_quoted_before(first):
            return None  # the key of another field
        if not CLOSE.match(tokens[first].gap):
            return None
        if tokens[first].value == "e" and not (glued and len(tokens[first + 1].text) == YEAR_LENGTH):
            return None  # "articoli 15 e 17" is two articles, "E5.1" a control, "AI 100-2 E2025" an edition
        is_long = glued and len(tokens[first + 1].text) > YEAR_LENGTH
        if is_long or (tokens[first].value == "r" and tokens[first].gap == "."):
            return None  # "Ed25519" is an algorithm, "pci_dss.r10" a requirement
        first += 1
    return first if first < len(tokens) and CLOSE.match(tokens[first].gap) else None


def _is_before_year(tokens: Tokens, position: int) -> bool:
    """Tell whether a month or "for" before a year is at a token: "January 2028", "for 2028"."""
    year = position + 1
    is_year = tokens.is_number(year) and len(tokens[year].text) == YEAR_LENGTH
    is_month = tokens[position].value in MONTHS and tokens[position].text.istitle()
    return is_year and (is_month or tokens[position].value in _BEFORE_YEAR)
