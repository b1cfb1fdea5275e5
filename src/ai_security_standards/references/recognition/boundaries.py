"""Where an identifier begins and ends, and the edition that hangs on it."""

from __future__ import annotations

from ..lexicon.document_names import Named
from ..lexicon.edition_names import EDITION_WORDS, YEAR_LENGTH
from ..lexicon.identifiers import Match, is_joint
from .page import Page

__all__ = [
    "end_with_brackets",
    "free_on_the_left",
    "free_on_the_right",
    "name_after",
    "numbered",
    "end_of_glued",
    "edition_suffix",
]

#: Words after which a dash does not make one identifier of what stands on its two sides.
_TAGGING = frozenset(
    "cwe target tag tags id ids ref refs rule risk see control framework standard "
    "owasp mitre nist attack iso".split()
)
_OF = frozenset("of the des der de la du del della dello zur zum im in".split())
_GLUE = ("", ".", "(", "-", ")(", "_")


def free_on_the_left(page: Page, first: int) -> bool:
    """Whether a token is the beginning of something, and not the middle of another identifier."""
    if first == 0:
        return True
    token, before = page.tokens[first], page.tokens[first - 1]
    if token.gap == "":
        return not before.is_number and not before.written.isascii()
    if token.is_number and token.gap in (".", "-", ",") and before.is_number:
        return False
    if token.gap == "-":
        known = before.value in _TAGGING or before.value in page.lexicon.openings
        return known or page.ends_name(first) or page.is_heading(before.value)
    return True


def free_on_the_right(page: Page, last: int, match: Match) -> bool:
    """Whether an identifier ends where it seems to, before the token `last`."""
    if last >= len(page.tokens):
        return True
    token = page.tokens[last]
    if token.gap == "":
        return not token.written.isascii()
    if token.is_number and token.gap in (".", "(", "_", ".(", "-0", "-00"):
        return token.gap == "(" and len(token.written) == 4
    if token.is_number and token.gap == "-":
        sure = not page.tag or is_joint(page.tokens, 0, last)
        return sure and not token.written.startswith("0") and _rises(page, match.key, last)
    if token.gap == "(" and len(token.written) == 1:
        return last + 1 < len(page.tokens) and not page.tokens[last + 1].gap.startswith(")")
    return True


def _rises(page: Page, key: tuple[str, ...], last: int) -> bool:
    """Whether the number from a token on is greater than that of a key: "9-15", "1.1-1.4", not "9-1"."""
    end = last + 1
    while end < len(page.tokens) and end - last < len(key) and page.tokens[end].gap == ".":
        end += 1
    there = [token.value for token in page.tokens[last:end]]
    here = key[-len(there) :]
    if not all(part.isdigit() for part in (*here, *there)):
        return False
    return [(len(part), part) for part in here] < [(len(part), part) for part in there]


def numbered(page: Page, last: int, match: Match) -> bool:
    """Whether a number follows a word that is an identifier without one: "GOVERN 7"."""
    if not match.no_digits or last >= len(page.tokens):
        return False
    return page.tokens[last].is_number and page.tokens[last].gap in (" ", "-", ".")


def end_of_glued(page: Page, last: int) -> int:
    """Where that ends which is glued to an identifier."""
    if page.tokens[last].gap == " ":
        last += 1
    while last < len(page.tokens) and page.tokens[last].gap in _GLUE:
        last += 1
    return last


def end_with_brackets(page: Page, start: int, end: int) -> int:
    """The end of a reference with the brackets closed that it opens: "AC-2(1)"."""
    opened = page.text.count("(", start, end) - page.text.count(")", start, end)
    while opened > 0 and page.text[end : end + 1] == ")":
        opened, end = opened - 1, end + 1
    return end


def edition_suffix(page: Page, last: int, standard: str) -> tuple[int, str | None, str]:
    """The edition that is written behind an identifier: ":2025", "-2025", " (2025)", "@1.0".

    As `EditionNames.after` gives it.
    """
    nothing = (last, None, "")
    if last >= len(page.tokens):
        return nothing
    after, told, written = page.lexicon.names.editions.match_edition_at(page.tokens, last, standard)
    if told is None:
        return nothing
    token, end = page.tokens[last], page.tokens[after - 1]
    sign = token.gap.strip()
    year = end.is_number and len(end.written) == YEAR_LENGTH
    if token.gap == "" and len(token.written) == YEAR_LENGTH:
        return after, told, written
    if sign == ":" and token.gap != ":":
        return nothing  # "LLM01: 2025 was the year"
    marked = sign in (":", "@", "(", "@v", "_") or token.value in EDITION_WORDS
    if marked or (sign in ("-", "/") and year) or (sign == "," and year and told):
        return after, told, written
    return nothing


def name_after(page: Page, last: int, standard: str) -> Named | None:
    """The name of the document where it follows the identifier: "Article 5 of the AI Act"."""
    if last >= len(page.tokens) or page.tokens[last].gap not in (" ", "  "):
        return None
    for first in range(last, last + 3):
        named = page.by_first.get(first)
        if named is not None and not named.weak:
            return named if named.standard == standard else None
        if first >= len(page.tokens) or page.tokens[first].value not in _OF:
            return None
    return None
