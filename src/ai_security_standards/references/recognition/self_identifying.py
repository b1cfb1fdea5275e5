"""Identifiers that tell their standard by themselves: "AML.T0051", "LLM01", "GOVERN 1.1"."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import Opening
from ..lexicon.identifiers import Match
from .page import Page

__all__ = ["SelfIdentified", "match_at"]

#: What has the opening of an identifier is looked at for this many words and numbers.
LONGEST = 8

_TIGHT = re.compile(r"[ ._-]?\Z")


class SelfIdentified(NamedTuple):
    """An identifier that tells its standard, and perhaps its edition; `also` are others written alike."""

    standard: str
    match: Match
    edition: str | None
    also: tuple[str, ...] = ()


def match_at(page: Page, first: int) -> SelfIdentified | None:
    """The identifier at a token that tells its standard by itself."""
    token = page.tokens[first]
    best: SelfIdentified | None = None
    for opening in page.lexicon.openings.get(token.value, ()):
        match = _opened(page, first, opening)
        if match is None:
            continue
        if best is None or (bool(match.ids), match.last) > (bool(best.match.ids), best.match.last):
            best = SelfIdentified(opening.standard, match, opening.edition)
        elif match.ids and match.last == best.match.last:
            best = best._replace(also=(*best.also, opening.standard))
    word = page.lexicon.word(token.written) if best is None else None
    if word is not None:
        standard, name = word
        return SelfIdentified(standard, Match(first + 1, (name,), (token.value,), no_digits=True), None)
    return best


def _opened(page: Page, first: int, opening: Opening) -> Match | None:
    """The identifier with an opening; without ids for what looks like one and is none."""
    tokens = page.tokens
    last = first + len(opening.key)
    if tuple(each.value for each in tokens[first:last]) != opening.key:
        return None
    if opening.signs and not _is_number_behind(page, last, opening.signs[0]):
        return None
    identifiers = page.lexicon.identifiers(opening.standard)
    match = identifiers.at(tokens, first)
    if match is None and last - first > 1:
        match = identifiers.at(tokens, last - 1)  # "v1.0-C2.1.3": what names the edition is dropped
    if match is not None and match.no_digits and not opening.signs:
        printed = page.written(first, match.last)
        told = len(match.key) > 1 and printed in match.ids and printed.isupper()
        return match if told else None
    if match is None or not _has_signs(page, last, match, opening.signs):
        match = _looks(page, first, last, opening.signs)
    if match is None or not _is_written_so(page, first, match, opening.written):
        return None
    return match if _has_signs(page, last, match, opening.signs) else None


def _is_number_behind(page: Page, position: int, sign: str) -> bool:
    """Whether a number stands at a token, with a sign before it."""
    if position >= len(page.tokens):
        return False
    return page.tokens[position].is_number and page.tokens[position].gap.strip() == sign


def _has_signs(page: Page, first: int, match: Match, signs: tuple[str, ...]) -> bool:
    """Whether as many numbers stand from a token on as an opening asks for, with its signs before them."""
    there = (each.gap.strip() for each in page.tokens[first : match.last] if each.is_number)
    return tuple(there)[: len(signs)] == signs


def _looks(page: Page, first: int, last: int, signs: tuple[str, ...]) -> Match | None:
    """What has the opening of an identifier and a number, and is none."""
    tokens = page.tokens
    position = last
    while position < len(tokens) and position - first < LONGEST:
        token = tokens[position]
        longest = 1 if token.gap == " " else 2
        if not (_TIGHT.match(token.gap) or token.gap in signs):
            break
        if not token.is_number and len(token.written) > longest:
            break
        position += 1
    return Match(position, (), ()) if any(token.is_number for token in tokens[last:position]) else None


def _is_written_so(page: Page, first: int, match: Match, opening: str) -> bool:
    """Whether an opening is written as people write it, and is no ordinary word before a number."""
    token = page.tokens[first]
    numbers = [each for each in page.tokens[first + 1 : match.last] if each.is_number]
    apart = numbers[0].gap.isspace()
    spaced = any(" " in name for name in match.ids)
    if token.written == opening:
        return not apart or spaced or numbers[0].written.startswith("0")
    if page.tag:
        return True
    if token.written.istitle() and spaced:
        return len(numbers) > 1 or page.lenient or bool(page.standards - {""})
    return not apart and bool(match.ids)
