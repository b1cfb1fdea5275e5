"""An identifier in a text, and how its numbers compare with those printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..text.tokens import Tokens

__all__ = [
    "IdentifierEnd",
    "Match",
    "ends_with",
    "is_joint",
    "is_key",
    "longest_match",
    "match_of_ends",
    "zeros_agree",
]

Key = tuple[str, ...]

#: A padded number with so many digits is not written without most of its zeros.
LONG_NUMBER = 4


class Match(NamedTuple):
    """An identifier in a text, up to before the token `stop`, and the provisions that it may mean.

    `ids` are their ids, empty for what only looks like an identifier; `key` is the folded form.
    `opening_omitted` tells that a word is left out ("T0051" after "ATLAS"), `no_digits` and
    `only_digits` what the key consists of, `with_heading` that a word such as "Clause" precedes it.
    """

    stop: int
    ids: tuple[str, ...]
    key: Key
    opening_omitted: bool = False
    no_digits: bool = False
    only_digits: bool = False
    with_heading: bool = False


class IdentifierEnd(NamedTuple):
    """A complete identifier in the tree: the provision, and its numbers as printed."""

    id: str
    numbers: tuple[str, ...]
    opening_omitted: bool

    @classmethod
    def of_raw(cls, raw: Sequence[Any]) -> IdentifierEnd:
        """Return a complete identifier, as it was stored."""
        provision_id, numbers, opening_omitted = raw
        return cls(provision_id, tuple(numbers), opening_omitted)


def ends_with(ends: Sequence[IdentifierEnd], number: str) -> bool:
    """Tell whether one of the identifiers that end at a place is printed with this number at its end."""
    return any(end.numbers[-1] == number for end in ends)


def match_of_ends(
    ends: Sequence[IdentifierEnd], stop: int, key: list[str], numbers: list[str], with_heading: bool
) -> Match | None:
    """Return the match of the identifiers that end at one place; None if their zeros differ from the text.

    Args:
        ends: The identifiers with one key.
        stop: The token before which they end.
        key: Their words and numbers.
        numbers: The numbers as written, with their zeros.
        with_heading: Whether a heading precedes.
    """
    written = tuple(numbers)
    fitting: Sequence[IdentifierEnd] = ends
    if len(ends) > 1:
        # "ID.AM-1" of one edition and "ID.AM-01" of the next differ only in their zeros.
        fitting = [end for end in ends if end.numbers == written] or ends
        fitting = [end for end in fitting if zeros_agree(written, end.numbers)]
        fitting = [end for end in fitting if not end.opening_omitted] or fitting
    elif not zeros_agree(written, ends[0].numbers):
        return None
    if not fitting:
        return None
    ids = (fitting[0].id,) if len(fitting) == 1 else tuple([end.id for end in fitting])
    digits = [word.isdigit() for word in key]
    omitted = fitting[0].opening_omitted
    return Match(stop, ids, tuple(key), omitted, True not in digits, False not in digits, with_heading)


def longest_match(
    ends: Sequence[tuple[Sequence[IdentifierEnd], int, int, int]],
    key: list[str],
    numbers: list[str],
    with_heading: bool,
) -> Match | None:
    """Return the longest match on a way through the tree whose zeros are those of the text.

    Args:
        ends: The identifiers that end on the way, shortest first, each with the token before which they end,
            and how many words and numbers they have.
        key: The words and numbers of the whole way.
        numbers: The numbers as written.
        with_heading: Whether a heading precedes.
    """
    for end, stop, parts, digits in reversed(ends):
        match = match_of_ends(end, stop, key[:parts], numbers[:digits], with_heading)
        if match is not None:
            return match
    return None


def is_joint(tokens: Tokens, first: int, position: int) -> bool:
    """Tell whether the dash or slash before a number joins two identifiers.

    Pattern: word number ("-" | "/") greater number

    Examples::

        Articles 9-15
        Art.5/6/50
        CM-2/3
        art-5-1        no: one identifier, as "A.6-2-2" and "5.1-2" are

    Args:
        tokens: The tokens of the text.
        first: The first token of the text or identifier.
        position: The token after the dash or slash.
    """
    token, before = tokens[position], tokens[position - 1]
    return (
        token.gap in ("-", "/")
        and token.is_number
        and position - first > 1
        and before.is_number
        and (before.gap in (" ", ". ", ".") or before.gap == "-" != token.gap)
        and not tokens[position - 2].is_number
        and (len(token.value), token.value) > (len(before.value), before.value)
    )


def is_key(tokens: Tokens, position: int) -> bool:
    """Tell whether a word is a key whose value follows, and no part of an identifier: `"id": "CWE-79"`."""
    return tokens.is_quoted_before(position + 1) or tokens[position + 1].gap[:1] in (":", "=")


def zeros_agree(numbers: Sequence[str], printed: Sequence[str]) -> bool:
    """Tell whether numbers are padded with zeros as printed, or as people do: "C05" for "C5"."""
    if numbers == printed:
        return True
    printed = ("0",) * (len(numbers) - len(printed)) + tuple(printed)
    for number, original in zip(reversed(numbers), reversed(printed), strict=False):
        if original[0] == "0" and len(original) >= LONG_NUMBER and len(number) < len(original) - 1:
            return False  # "M1" is not "AML.M0001"
        if number == original or number[0] != "0" or len(number) == 1:
            continue
        if original[0] == "0" or len(number) > max(len(original), 2):
            return False
    return True
