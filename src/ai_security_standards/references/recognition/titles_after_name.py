"""The title of a provision behind the name of its document."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.identifiers import Identifiers
from ..text.titles import significant_words
from ..text.tokens import PADDING
from .page import Page

__all__ = ["TitledProvision", "title_after_name"]

#: A title after a name has at most this many words.
LONGEST_TITLE = 10

#: An address is looked at from so many characters before a name in it.
LONGEST_ADDRESS = 200

_ADDRESS = regex(r"https?://[^\s\"'<>|]+\Z")
_HOST = regex(r"[\w-]+(?:\.[\w-]+)+[/#]")
_BRACKET = regex(r"[*_`\"']* \(")
_SLUG_STARTS = ("#", "/", ":", "=", "/#")
_SLUG_GAPS = ("-", "_", " " + 2 * PADDING)
_TITLE_STARTS = (": ", " - ", " #")
_TITLE_GAPS = (" ", "-", ", ", "/", " & ")


class TitledProvision(NamedTuple):
    """A provision by its title, up to before the token `stop`.

    `edition` is the last one with that title, None where that is the last with the provision.
    """

    stop: int
    id: str
    edition: str | None


def title_after_name(page: Page, name: NameMatch, position: int) -> TitledProvision | None:
    """Match the title of a provision after the name of its document.

    Pattern: name ("#" | "/" | ":" | "=") slug, or name (": " | " - ") title

    Examples::

        https://saif.google/secure-ai-framework/risks#prompt-injection
        MITRE ATLAS - LLM Data Leakage
        MITRE ATT&CK - Defense Evasion (TA0005)      none, as the identifier is read with that title

    Args:
        page: The text.
        name: The name of the document.
        position: The token after the name.
    """
    tokens = page.tokens
    if position >= len(tokens):
        return None
    identifiers = page.lexicon.identifiers(name.standard)
    is_slug = tokens[position].gap in _SLUG_STARTS
    if not is_slug and (tokens[position].gap not in _TITLE_STARTS or "clause" in identifiers.headings):
        return None  # clauses of many documents have the same titles
    gaps = _SLUG_GAPS if is_slug else _TITLE_GAPS
    end = position + 1
    while end < len(tokens) and end - position < LONGEST_TITLE and tokens[end].gap in gaps:
        end += 1
    if is_slug and _is_part_of_address(page, name, position, end):
        return None
    for stop in (end,) if is_slug else range(end, position + 1, -1):
        words = significant_words(" ".join(token.text for token in tokens[position:stop]))
        if not is_slug and (len(words) < 2 or set(words) <= page.lexicon.document_words(name.standard)):
            continue  # too short, or the title of the document
        owners = identifiers.structures.find_by_title(words)
        ids = {provision_id for _, provision_id in owners}
        if len(ids) == 1 and not is_slug and _is_before_own_identifier(page, identifiers, stop, ids):
            return None
        if len(ids) == 1:
            edition, provision_id = owners[-1]
            having = [
                each for each, ids_of in identifiers.structures.by_edition.items() if provision_id in ids_of
            ]
            return TitledProvision(stop, provision_id, None if edition == having[-1] else edition)
    return None


def _is_before_own_identifier(page: Page, identifiers: Identifiers, stop: int, ids: set[str]) -> bool:
    """Tell whether the identifier of a provision stands in brackets behind its title, and is of no law.

    Args:
        page: The text.
        identifiers: The identifiers of the document.
        stop: The token after the title.
        ids: The provision.
    """
    is_law = identifiers.standard in page.lexicon.names.editions.ages.laws  # "(Art. 30)" needs its name
    if is_law or stop >= len(page.tokens) or not _BRACKET.fullmatch(page.tokens[stop].gap):
        return False
    match = identifiers.match_at(page.tokens, stop)
    return match is not None and ids.issuperset(match.ids)


def _is_part_of_address(page: Page, name: NameMatch, position: int, end: int) -> bool:
    """Tell whether a slug behind a name is a part of an address that titles nothing.

    Examples::

        attack.mitre.org/software, …/sp/800-53/rev-4/archive     one word of a path
        http://example.org/eu-ai-act#human_oversight             of a vocabulary of others
        /api/v1/ai-act/conformity-assessment                     of a path of the program
        saif.google/secure-ai-framework/risks#prompt-injection   no

    Args:
        page: The text.
        name: The name of the document.
        position: The token with which the slug begins.
        end: The token after it.
    """
    start = page.tokens[name.first].start
    is_page = _HOST.match(page.text, start, page.tokens[position].start) is not None
    is_inside = _ADDRESS.search(page.text, max(start - LONGEST_ADDRESS, 0), start) is not None
    if "#" in page.tokens[position].gap:
        return is_inside and not is_page
    if not (is_inside or is_page) and page.text[start - 1 : start] == "/":
        return "/" in page.tokens[position].gap
    return (is_inside or is_page) and "/" in page.tokens[position].gap and end == position + 1
