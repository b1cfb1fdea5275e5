"""Text as words and numbers, each with its position in the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, overload

from ..._store.lazily import cached_property, regex

__all__ = ["LONGEST_NUMBER", "PADDING", "Token", "Tokens", "fold", "normalize_text"]

#: Replaces characters without a meaning, so that positions stay: invisible ones, the rest of an escape.
PADDING = "\x7f"

#: Of a number, at most so many digits are read: no edition has more, and Python refuses thousands.
LONGEST_NUMBER = 9

#: Words that join numbers are as long or shorter: "and", "bis".
LONGEST_JOINT_WORD = 3

# Letters of other scripts that look like Latin ones, after the confusables of Unicode Technical Standard 39.
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԛаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXqaesijopcyxABEZHIKMNOPTYXaivopu",
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = {ord("İ"): "I", ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("⁄"): "/"}
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x2122, 0x00AE), PADDING)
_REPLACEMENTS = {**_DASHES, **_QUOTES, **_INVISIBLE}

# It begins with a set of signs, so that others are passed over quickly.
_ESCAPE = regex(
    r"[%&](?:(?<=%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}){0,11}"
    r"|(?<=&)(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,5});?)"
)
# Latin letters are cut from those of scripts that are written without spaces: "见ASI01" is two words
# and a number. "llm012025" in an address is a number and, without a sign between, the year.
_LATIN = r"A-Za-z\u00c0-\u024f"
_TOKEN = regex(
    rf"[{_LATIN}][{_LATIN}\u0300-\u036f]*|[^\W\d_{_LATIN}]+"
    rf"|(?<=[{_LATIN}])[0-9]{{2}}(?=20[0-9]{{2}}(?![0-9]))|[0-9]+"
)
_PARTS = regex(f"({_TOKEN.pattern})")
# The same of lower-case ASCII, which is read faster.
_ASCII_PARTS = regex(r"([a-z]+|(?<=[a-z])[0-9]{2}(?=20[0-9]{2}(?![0-9]))|[0-9]+)")
#: A character that is in no token.
_BETWEEN = "\0"
_DIGITS = frozenset("0123456789")
_NON_ASCII = regex(r"[^\x00-\x7f]+")
#: Most gaps have no markup.
_PLAIN_GAPS = frozenset((" ", "\n", "-", ".", ", ", ". ", "/", ": ", ":", "(", " (", ",", ") ", "_", "\n\n"))
_NEW = tuple.__new__
#: A full stop at the end of a line, real or escaped.
_STOP = regex(rf"[.!?]['\")*_]*(?:[ \t\r]*\n| {PADDING})")
#: A letter in a bracket, in quotes: "164.310('c')".
_QUOTED_LETTER = regex(r"(?<=[0-9)])\('([a-z])'\)")
_MARKUP = regex(r"[*`\x7f\"]+")


class Token(NamedTuple):
    """A run of letters or of digits, with the characters between it and the token before.

    `value` is the folded form: lower case, or a number without leading zeros. `text` is the original
    form, at `start` to before `end`; `gap` is the text between the two tokens, without markup.
    """

    value: str
    text: str
    start: int
    end: int
    gap: str
    is_number: bool


class Tokens(Sequence[Token]):
    """The words and numbers of a text; a `Token` is built when it is first read.

    `values` holds the folded form of each token, at the same position.
    """

    values: list[str]

    def __init__(self, text: str) -> None:
        self._text = text
        # Gaps and tokens by turns, all in C: several times as fast as one match after the other.
        if text.isascii():
            self._parts = _ASCII_PARTS.split(text.lower())
            values = self._parts[1::2]
        else:
            self._parts = _PARTS.split(text)
            values = _BETWEEN.join(self._parts[1::2]).lower().split(_BETWEEN) if self._parts[1:] else []
            values = [value if value.isascii() else _fold_word(value) for value in values]
        self.values = [value if value[0] != "0" else value.lstrip("0") or "0" for value in values]
        self._built: list[Token | None] = [None] * len(self.values)
        #: What was found of editions, by where it was sought: of a name, several ask.
        self.editions: dict[tuple[int, str, bool], Any] = {}

    @cached_property
    def _ends(self) -> list[int]:
        """Where each gap and each token ends, by turns; most texts have no token that anything asks about."""
        return list(accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Token]:
        return map(self.__getitem__, range(len(self.values)))  # without the test for the end of a sequence

    @overload
    def __getitem__(self, position: int) -> Token: ...
    @overload
    def __getitem__(self, position: slice) -> list[Token]: ...
    def __getitem__(self, position: int | slice) -> Token | list[Token]:
        built = self._built[position]
        if type(built) is Token:  # by far the most calls
            return built
        if isinstance(position, slice):
            return [self[index] for index in range(*position.indices(len(self)))]
        return self._build(position)

    def _build(self, position: int) -> Token:
        """Return a token when it is first read."""
        place = 2 * (position % len(self.values))
        start, end, gap = self._ends[place], self._ends[place + 1], self._parts[place]
        if gap and gap not in _PLAIN_GAPS:
            gap = _MARKUP.sub("", gap)
        value, text = self.values[position], self._text[start:end]
        # `Token(…)` takes twice as long, and dense text has thousands.
        token = _NEW(Token, (value, text, start, end, gap, value[0] in _DIGITS))
        self._built[position] = token
        return token

    @property
    def texts(self) -> list[str]:
        """The original form of each token."""
        return [self._text[start:end] for start, end in zip(self._ends[::2], self._ends[1::2], strict=False)]

    def text_of(self, first: int, stop: int) -> str:
        """Return the text from one token up to before another."""
        return self._text[self._ends[2 * first] : self._ends[2 * stop - 1]]

    def gap_before(self, position: int) -> str:
        """Return the text between a token and the one before; after the last token, the rest of the text."""
        return _MARKUP.sub("", self._parts[2 * position])

    def is_number(self, position: int) -> bool:
        """Tell whether a token is a number; False after the last token."""
        return position < len(self.values) and self.values[position][0] in _DIGITS

    def is_quoted_before(self, position: int) -> bool:
        """Tell whether a quotation mark separates a token from the one before: `"id": "RA-5"`."""
        return '"' in self._parts[2 * position]

    def is_after_escape(self, position: int) -> bool:
        r"""Tell whether an escaped line end stands before a token: "5.M.A\n2.L.A" in a string."""
        return f" {PADDING}" in self._parts[2 * position]

    def is_after_stop(self, position: int) -> bool:
        r"""Tell whether a line ends with a full stop before a token: "2" in "by the SOC.\n2. Next"."""
        return position < len(self.values) and _STOP.match(self._parts[2 * position]) is not None

    def is_bracketed(self, position: int) -> bool:
        """Tell whether brackets enclose a token and nothing else: "4" in "AC-2 (4)"."""
        start, end = self._ends[2 * position], self._ends[2 * position + 1]
        return self._text[start - 1 : start] == "(" and self._text[end : end + 1] == ")"

    def is_lower(self, position: int) -> bool:
        """Tell whether a word has no capitals."""
        return self._text[self._ends[2 * position] : self._ends[2 * position + 1]].islower()

    def is_counted(self, position: int) -> bool:
        """Tell whether a bracketed number counts what follows: "11" in "(11 missing)", not in "(4 and 5)"."""
        after = position + 1
        is_bracketed = self.is_number(position) and self.gap_before(position)[-1:] == "("
        if not is_bracketed or after >= len(self.values) or self.gap_before(after) != " ":
            return False
        word = self.values[after]
        return len(word) > LONGEST_JOINT_WORD and word.isalpha() and self.is_lower(after)

    def is_of_word(self, position: int) -> bool:
        """Tell whether a dash joins a letter and a word: "E-ITS"."""
        after = position + 1
        is_joined = after < len(self.values) and self.gap_before(after) == "-"
        return is_joined and len(self.values[after]) > 1 and not self.is_number(after)

    def has_inner_capital(self, position: int) -> bool:
        """Tell whether a word has capitals after its first letter: "riskPromptInjection"."""
        start, end = self._ends[2 * position], self._ends[2 * position + 1]
        return not self._text[start + 1 : end].islower()


def normalize_text(text: str) -> str:
    r"""Decode escapes and make look-alike letters Latin; every position stays the same.

    >>> normalize_text("AML\N{NON-BREAKING HYPHEN}T0051%20(x)").replace(PADDING, "_")
    'AML-T0051 __(x)'
    """
    if "%" in text or "&" in text:
        text = _ESCAPE.sub(lambda match: _decode_escape(match[0]), text)
    if "('" in text:
        text = _QUOTED_LETTER.sub(rf"({PADDING}\1){PADDING}", text)
    if text.isascii():
        return text
    return _NON_ASCII.sub(
        lambda match: "".join(map(_normalize_character, match[0])).translate(_LOOK_ALIKES), text
    )


def _normalize_character(character: str) -> str:
    """Return the plain form of one character, one character long."""
    replacement = _REPLACEMENTS.get(ord(character))
    if replacement is not None:
        return replacement
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if len(compatible) == 1 else character


@lru_cache(maxsize=1_024)
def _decode_escape(escape: str) -> str:
    """Decode one run of "%2F" or one "&amp;", padded to its length; code repeats a few."""
    if escape[0] == "%":
        from urllib.parse import unquote

        decoded = unquote(escape)
    else:
        from html import unescape

        decoded = unescape(escape)
    if len(decoded) > len(escape) or decoded == escape:
        return escape
    return decoded + PADDING * (len(escape) - len(decoded))


def _fold_word(word: str) -> str:
    """Return a word in lower case, without accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word


def fold(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers of a text, as a key.

    >>> fold("Règlement (UE) 2024/0007")
    ('reglement', 'ue', '2024', '7')
    """
    return tuple(Tokens(normalize_text(text)).values)
