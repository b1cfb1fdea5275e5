"""A text as words and numbers, with the place of each in the original."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

__all__ = ["Token", "Tokens", "fold", "plain", "split"]

#: Stands for a character that is nothing: what a decoded escape leaves over, a zero-width space.
NOTHING = "\x7f"

# Letters of other scripts that look like Latin ones, after the confusables of Unicode Technical Standard 39.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԛаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXqaesijopcyxABEZHIKMNOPTYXaivopu",
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("⁄"): "/"}
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x2122, 0x00AE), NOTHING)
_SIGNS = {**_DASHES, **_QUOTES, **_UNSEEN}

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2}){1,12}|&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});?")
# Latin letters apart from those of scripts that are written without blanks: "见ASI01" is two words and a number.
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f\u0300-\u036f]*|[^\W\d_A-Za-z\u00c0-\u024f]+|[0-9]+")
_COMMON = frozenset(("", " "))
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


Tokens = list[Token]

_make = tuple.__new__


def plain(text: str) -> str:
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


def split(text: str) -> Tokens:
    """The words and numbers of a plain text."""
    tokens: Tokens = []
    append = tokens.append
    end = 0
    for found in _WORDS.finditer(text):
        last = end
        start, end = found.span()
        gap = text[last:start]
        if gap not in _COMMON and not gap.isspace():
            gap = _MARKS.sub("", gap)
        written = text[start:end]
        if len(written) == 6 and gap == "" and tokens and written[2:4] == "20" and written.isdigit():
            # "llm012025" in an address: the number and, without a sign between, the year
            append(Token(written[:2].lstrip("0") or "0", written[:2], start, start + 2, gap, True))
            start, written = start + 2, written[2:]
        number = written[0] in _DIGITS
        value = (written.lstrip("0") or "0") if number else written.lower()
        if not value.isascii():
            value = _folded(value)
        # As Token(…), which takes twice the time: most of a text is no reference.
        append(_make(Token, (value, written, start, end, gap, number)))
    return tokens


def _folded(word: str) -> str:
    """A word in small letters, without accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word


def fold(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a text, as a key."""
    return tuple(token.value for token in split(plain(text)))
