"""A text as words and numbers, with the place of each in the original."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, overload
from urllib.parse import unquote

__all__ = ["NOTHING", "Token", "Tokens", "fold", "normalize_text"]

#: Stands for a character that is nothing: what a decoded escape leaves over, a zero-width space.
NOTHING = "\x7f"

# Letters of other scripts that look like Latin ones, after the confusables of Unicode Technical Standard 39.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԛаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXqaesijopcyxABEZHIKMNOPTYXaivopu",
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = {ord("İ"): "I", ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("⁄"): "/"}
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x2122, 0x00AE), NOTHING)
_SIGNS = {**_DASHES, **_QUOTES, **_UNSEEN}

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2}){1,12}|&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});?")
# Latin letters stand apart from those of scripts that are written without blanks: "见ASI01" is two
# words and a number. "llm012025" in an address is a number and, without a sign between, the year.
_LATIN = r"A-Za-z\u00c0-\u024f"
_WORDS = re.compile(
    rf"[{_LATIN}][{_LATIN}\u0300-\u036f]*|[^\W\d_{_LATIN}]+"
    rf"|(?<=[{_LATIN}])[0-9]{{2}}(?=20[0-9]{{2}}(?![0-9]))|[0-9]+"
)
_DIGITS = frozenset("0123456789")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MARKS = re.compile(r"[*`\x7f\"]+")


class Token(NamedTuple):
    """A run of letters or of digits: folded, where it stands, and what stands between it and the one before.

    `value` is small letters, or a number without its leading zeros; `written` is as it stands.
    """

    value: str
    written: str
    start: int
    end: int
    gap: str
    is_number: bool


class Tokens(Sequence[Token]):
    """The words and numbers of a text. Most of them are no part of a reference, and are made when asked for.

    `values` holds the folded form of each.
    """

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        self._text = text
        self._spans = [found.span() for found in _WORDS.finditer(text)]
        self.values = [lowered[start:end] for start, end in self._spans]
        if not text.isascii():
            self.values = [value if value.isascii() else _folded(value) for value in self.values]
        self.values = [value if value[0] != "0" else value.lstrip("0") or "0" for value in self.values]
        self._made: dict[int, Token] = {}

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, position: int) -> Token: ...
    @overload
    def __getitem__(self, position: slice) -> list[Token]: ...
    def __getitem__(self, position: int | slice) -> Token | list[Token]:
        if isinstance(position, slice):
            return [self[each] for each in range(*position.indices(len(self)))]
        made = self._made.get(position)
        if made is None:
            start, end = self._spans[position]
            gap = self._text[self._spans[position - 1][1] if position > 0 else 0 : start]
            if gap and not gap.isspace():
                gap = _MARKS.sub("", gap)
            value, written = self.values[position], self._text[start:end]
            made = self._made[position] = Token(value, written, start, end, gap, value[0] in _DIGITS)
        return made

    def is_digits(self, position: int) -> bool:
        """Whether a number stands there."""
        return position < len(self.values) and self.values[position][0] in _DIGITS

    def has_inner_capital(self, position: int) -> bool:
        """Whether a word has capitals behind its first letter, as "riskPromptInjection" has."""
        start, end = self._spans[position]
        return not self._text[start + 1 : end].islower()


def normalize_text(text: str) -> str:
    """The text with escapes decoded and look-alikes made Latin; every place stays where it was."""
    if "%" in text or "&" in text:
        text = _ESCAPES.sub(_decoded, text)
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda found: "".join(map(_single, found[0])).translate(_ALIKE), text)


def _single(character: str) -> str:
    """The plain form of one character, one character long."""
    sign = _SIGNS.get(ord(character))
    if sign is not None:
        return sign
    simple = unicodedata.normalize("NFKC", character)
    return simple if len(simple) == 1 else character


def _decoded(found: re.Match[str]) -> str:
    escape = found[0]
    shown = unquote(escape) if escape[0] == "%" else html.unescape(escape)
    if len(shown) > len(escape) or shown == escape:
        return escape
    return shown + NOTHING * (len(escape) - len(shown))


def _folded(word: str) -> str:
    """A word in small letters, without accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word


def fold(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a text, as a key."""
    return tuple(Tokens(normalize_text(text)).values)
