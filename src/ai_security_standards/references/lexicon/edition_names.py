"""How editions of a document are written, behind its name or behind an identifier."""

from __future__ import annotations

import re

from ..text.tokens import Token, Tokens, fold, normalize_text

__all__ = ["EDITION_WORDS", "YEAR_LENGTH", "EditionNames"]

#: A number of this many digits can be a year.
YEAR_LENGTH = 4

#: A number with dots has at most this many parts.
MOST_PARTS = 6

#: Words that come before the number of an edition.
EDITION_WORDS = frozenset(
    "v ver version rev revision r release edition ed e ausgabe fassung stand from as published".split()
)

_CLOSE = re.compile(r"[ \-_.:,(@/\[#]{0,3}\Z")


class EditionNames:
    """What the editions of every document of a register are called."""

    def __init__(self) -> None:
        self._labels: dict[str, dict[tuple[str, ...], list[str]]] = {}

    def add(self, standard: str, edition: str, written: str) -> None:
        """Enter a name of an edition."""
        key = tuple(word for word in fold(written) if word not in EDITION_WORDS)
        if key:
            editions = self._labels.setdefault(standard, {}).setdefault(key, [])
            if edition not in editions:
                editions.append(edition)

    def without(self, standard: str, edition: str, name: str) -> str:
        """The name without the edition at its end: "ETSI GR SAI 004" of "ETSI GR SAI 004 V1.1.1"."""
        if "/" in edition:
            return name  # "Regulation (EU) 2024/1689": the number is the name
        labels = {key for key, editions in self._labels[standard].items() if edition in editions}
        tokens = Tokens(normalize_text(name))
        last = len(tokens)
        while last > 1:
            for first in range(last - 1, 0, -1):
                tail = tuple(each.value for each in tokens[first:last] if each.value not in EDITION_WORDS)
                apart = tokens[first].gap not in ("", "-", ".") or tokens[first].value in EDITION_WORDS
                if tail in labels and apart:
                    last = first
                    break
            else:
                break
        if last == len(tokens):
            return name
        return name[: tokens[last].start].rstrip(" :,(@-–—") or name

    def match_edition_at(self, tokens: Tokens, position: int, standard: str) -> tuple[int, str | None, str]:
        """The edition that is written from a token on: where it ends, the edition, and what is written.

        The edition is None where nothing that looks like one stands there; "" for what looks like
        one and is none.
        """
        labels = self._labels.get(standard, {})
        start = position
        marked = position < len(tokens) and "@" in tokens[position].gap
        while position < len(tokens) and tokens[position].value in EDITION_WORDS and position - start < 2:
            glued = position + 1 < len(tokens) and tokens[position + 1].gap == ""
            if not _CLOSE.match(tokens[position].gap) or (tokens[position].value == "e" and not glued):
                return start, None, ""  # "articoli 15 e 17" is two articles, "AI 100-2 E2025" an edition
            marked = True
            position += 1
        if position == len(tokens) or not _CLOSE.match(tokens[position].gap):
            return start, None, ""
        first = position
        best = None
        key: tuple[str, ...] = ()
        if (
            tokens[first].is_number
            and tokens[first].written.startswith("0")
            and len(tokens[first].written) > 1
        ):
            return start, None, ""
        while position < len(tokens) and len(key) < 5:
            if position > first and tokens[position].gap not in ("", ".", "-", "/", " "):
                break
            key += (tokens[position].value,)
            position += 1
            written = "".join(key)
            if key in labels and (marked or len(key) > 1 or len(written) > 2 or not written.isdigit()):
                best = position, labels[key][-1]
        if best is not None:
            glued = best[0] < len(tokens) and tokens[best[0]].gap in (".", "-") and tokens[best[0]].is_number
            if not glued:
                return best[0], best[1], ""
        token = tokens[first]
        dotted = _dotted(tokens, first)
        if dotted > first and (marked or dotted > first + 1):
            key = tuple(each.value for each in tokens[first:dotted])
            longer = [editions[-1] for label, editions in labels.items() if label[: len(key)] == key]
            if longer:
                return dotted, longer[-1], ""
            if key and key[-1] == "0" and key[:-1] in labels:
                return dotted, labels[key[:-1]][-1], ""
        if _is_year(token) and (tokens[first].gap.strip() in (":", "(", "-") or marked):
            return first + 1, "", token.written
        if marked and token.is_number:
            return dotted, "", token.written
        return start, None, ""


def _is_year(token: Token) -> bool:
    return token.is_number and len(token.written) == YEAR_LENGTH and token.written[:2] in ("19", "20")


def _dotted(tokens: Tokens, first: int) -> int:
    """Where a number with dots ends; `first` where none begins."""
    if not tokens[first].is_number:
        return first
    last = first + 1
    while (
        last < len(tokens)
        and tokens[last].is_number
        and tokens[last].gap == "."
        and last - first < MOST_PARTS
    ):
        last += 1
    return last
