"""Lists and ranges of identifiers: "GOVERN 1.1, 1.3 and 1.4", "Articles 9 to 15 and 17"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon.identifiers import Identifiers, Match
from .boundaries import edition_suffix, end_with_brackets, free_on_the_right
from .page import Page, Sighting

__all__ = ["follow", "joins"]

#: What joins two members of a list is no longer than this.
LONGEST_JOINT = 40

_TO = r"-|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\bà\b|\ba\b|\.\.+|…"
_AND = r"\bas well as\b|\band\b|\bor\b|\buntil\b|\bund\b|\boder\b|\bet\b|\bou\b|\by\b|\be\b|\bo\b|[,;/&+·]"
_LIST = re.compile(rf"\s*(?:{_AND}|{_TO})\s*(?:and|or|und|et|&)?\s*\.?\Z")
_RANGE = re.compile(rf"[ \t]*(?:{_TO})[ \t]*\.?\Z")
_BULLET = re.compile(r"\s*\n\s*[-+*]")
_JOINTS = frozenset("and or to through thru until und oder bis et ou à y e o a".split())


def joins(text: str, start: int, end: int) -> bool:
    """Whether between two places stands what joins the members of a list."""
    return end - start <= LONGEST_JOINT and bool(_LIST.match(text[start:end].replace("*", "")))


def follow(
    page: Page, before: Match, standard: str, last: int, edition: str | None
) -> Iterator[tuple[int, Sighting, tuple[str, ...]]]:
    """The further members of a list, each with the token that it ends before, and what a range covers."""
    identifiers = page.lexicon.identifiers(standard)
    while last < len(page.tokens):
        joint, first = _joint(page, last)
        if first is None:
            return
        match = _member(page, identifiers, before, first)
        if match is None or _counts(page, first, joint, before, match):
            return
        after, told, wrong = edition_suffix(page, match.last, standard)
        if told is None and not free_on_the_right(page, after, match):
            return
        between: tuple[str, ...] = ()
        if _RANGE.match(joint):
            between = identifiers.between(before.ids[0], match.ids[0])
            if before.ids[0] == match.ids[0]:
                return
        start = page.tokens[first].start
        end = end_with_brackets(page, start, page.tokens[after - 1].end)
        stated = edition if told is None else told
        yield after, Sighting(start, end, standard, stated, match.ids, wrong), between
        before, last = match, after


def _joint(page: Page, last: int) -> tuple[str, int | None]:
    """What joins two members of a list, and where the second begins."""
    tokens = page.tokens
    joint = tokens[last].gap.replace(")", "").replace("(", "")
    first = last
    while first < len(tokens) and first - last < 3 and tokens[first].value in _JOINTS:
        first += 1
        if first < len(tokens):
            joint += tokens[first - 1].written + tokens[first].gap.replace("(", "")
    listed = first < len(tokens) and len(joint) <= LONGEST_JOINT
    if not listed or not _LIST.match(joint) or _BULLET.match(joint):
        return joint, None
    return joint, first


def _member(page: Page, identifiers: Identifiers, before: Match, first: int) -> Match | None:
    """The next member of a list: an identifier by itself, or the end of one such as that before."""
    match = identifiers.at(page.tokens, first)
    if (
        match is not None
        and not match.no_digits
        and (before.only_digits or match.opening_omitted or not match.only_digits)
    ):
        return match
    return identifiers.continued(before, page.tokens, first)


def _counts(page: Page, first: int, joint: str, before: Match, match: Match) -> bool:
    """Whether a number behind a comma counts something instead of going on with the list."""
    if page.in_name(first):
        return True
    tokens = page.tokens
    if not match.only_digits and not before.only_digits and match.key[:1] != before.key[:1]:
        return False
    if match.key[0] == tokens[first].value and not tokens[first].is_number:
        return False
    if match.last >= len(tokens) or joint.strip() not in (",", ";"):
        return False
    after = tokens[match.last]
    if after.gap != " " or after.is_number or after.value in _JOINTS:
        return False
    return len(tokens[first].written) > 2 or "." not in page.written(first, match.last)
