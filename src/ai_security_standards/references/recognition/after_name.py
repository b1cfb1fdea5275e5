"""What hangs on the name of a document: an identifier, a title, or what looks like one and is none."""

from __future__ import annotations

import re

from ..lexicon.document_names import Named
from ..lexicon.identifiers import Match
from ..text.titles import significant
from ..text.tokens import NOTHING, Tokens, normalize_text
from .page import Page

__all__ = [
    "ADJACENT",
    "PASSED",
    "identifier_after_name",
    "is_said",
    "unknown_identifier_end",
    "title_after_name",
]

#: What may stand between a name and what hangs on it.
ADJACENT = re.compile(r"[ :\-.,/#_()\[@'|=§]{0,4}\Z")

#: Words that may stand between a name and an identifier.
PASSED = frozenset(
    "technique tactic mitigation id ids control controls requirement requirements risk provision framework "
    "category subcategory section item task practice action threat s principle criterion for".split()
)

#: A title behind a name has at most this many words.
LONGEST_TITLE = 10

#: What looks like an identifier is looked at for this many words and numbers.
LONGEST_UNKNOWN = 8

#: The title of a chapter is looked for in this many characters.
LONGEST_HEAD = 120

_ENDED = re.compile(r"\s*(?:[),;|.:\]\"*–—]|\Z|\n)")
_POINTING = (":", "#", "/", ".")
_LAW = frozenset("art article articles artikel arts annex recital".split())


def identifier_after_name(
    page: Page, named: Named, position: int, *, dated: bool = False
) -> tuple[int, Match] | None:
    """The identifier that directly follows the name of its document, and where it begins.

    Behind its edition (`dated`) a bare number is a chapter, where it counts nothing.
    """
    tokens = page.tokens
    if position >= len(tokens) or not ADJACENT.match(tokens[position].gap):
        return None
    first = position
    if tokens[first].value in PASSED and first + 1 < len(tokens):
        first += 1
    match = page.lexicon.identifiers(named.standard).at(tokens, first)
    if match is None:
        return None
    token = tokens[first]
    if match.no_digits and not is_said(page, match, first, tokens[position].gap, adjacent=True):
        return None
    if len(match.key) == 1 and match.only_digits and not match.with_heading:
        pointed = token.gap.strip() in _POINTING and len(token.written) < 3
        if (
            not match.opening_omitted
            and not pointed
            and not (dated and _is_alone(page, match, named.standard))
        ):
            return None  # an edition, or a count
        if (
            match.opening_omitted
            and token.gap == " "
            and len(token.written) < 3
            and not token.written.startswith("0")
        ):
            return None
    return first, match


def _is_alone(page: Page, match: Match, standard: str) -> bool:
    """Whether nothing follows a number that it could count: a sign does, the end, or its own title."""
    end = page.tokens[match.last - 1].end
    if _ENDED.match(page.text, end):
        return True
    heads = page.lexicon.identifiers(standard).heads(match.ids[0]).values()
    words = significant(page.text[end : end + LONGEST_HEAD])
    return any(head and words[: len(head)] == head for several in heads for head in several)


def is_said(page: Page, match: Match, first: int, gap: str, *, adjacent: bool) -> bool:
    """Whether words without a number stand there as an identifier: as printed, or behind a colon."""
    slug = page.written(first, match.last)
    if "-" in slug and slug in match.ids:
        return True
    written = " ".join(token.written for token in page.tokens[first : match.last])
    if not written.islower() and written in (
        " ".join(token.written for token in Tokens(normalize_text(name))) for name in match.ids
    ):
        return True
    return adjacent and gap in (*_POINTING, "@", "_")


def title_after_name(page: Page, named: Named, last: int) -> tuple[int, str] | None:
    """The provision whose title stands behind a name, and where the title ends.

    As a slug, ".../risks#prompt-injection", or behind a dash or colon, "MITRE ATLAS - LLM Data Leakage".
    """
    tokens = page.tokens
    if last >= len(tokens):
        return None
    identifiers = page.lexicon.identifiers(named.standard)
    slug = tokens[last].gap in ("#", "/", ":", "=", "/#")
    if not slug and (tokens[last].gap not in (": ", " - ", " #") or "clause" in identifiers.headings):
        return None  # the titles of clauses are those of many documents
    inside = ("-", "_", " " + 2 * NOTHING) if slug else (" ", "-", ", ", "/", " & ")
    end = last + 1
    while end < len(tokens) and end - last < LONGEST_TITLE and tokens[end].gap in inside:
        end += 1
    for stop in (end,) if slug else range(end, last + 1, -1):
        words = significant(" ".join(token.written for token in tokens[last:stop]))
        own = not slug and set(words) <= page.lexicon.own_words(named.standard)  # the document's own title
        found = identifiers.titled(words) if (slug or len(words) > 1) and not own else ()
        names = {name for _, name in found}
        if len(names) == 1:
            return stop, names.pop()
    return None


def unknown_identifier_end(page: Page, first: int) -> int | None:
    """Where something ends that hangs on a name like an identifier, and that no edition has."""
    tokens = page.tokens
    if first >= len(tokens) or not ADJACENT.match(tokens[first].gap) or "," in tokens[first].gap:
        return None
    token = tokens[first]
    if token.value in page.lexicon.openings or first in page.by_first:
        return None
    last = first + 1
    while (
        last < len(tokens)
        and tokens[last].gap in ("", ".", "-", "(", ")(")
        and last - first < LONGEST_UNKNOWN
    ):
        if not tokens[last].is_number and len(tokens[last].written) > 3:
            break
        last += 1
    part = tokens[first:last]
    several = len(part) > 1 and part[1].is_number
    if token.is_number:
        dotted = several and (part[1].gap == "." or "§" in token.gap)
        year = "§" not in token.gap and any(len(each.written) > 3 for each in part if each.is_number)
        return last if dotted and not year else None
    short = token.written.isupper() and len(token.written) <= 4
    follows = len(part) == 1 and last < len(tokens) and tokens[last].is_number
    if follows and token.value in _LAW:
        return last + 1
    if (
        follows
        and short
        and last + 1 < len(tokens)
        and tokens[last].gap == " "
        and tokens[last + 1].gap == "-"
        and tokens[last + 1].is_number
    ):
        return last + 2  # "(SB 21-169)": another document
    return last if short and several else None
