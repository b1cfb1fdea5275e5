"""The edition a little behind the name of a document: behind its link, or behind a word for a part."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from ..lexicon.edition_names import EditionMatch
from ..lexicon.newer_editions import is_older
from .page import Page

__all__ = ["edition_behind", "is_bracketed_acronym"]

#: An edition stands so many characters behind a name at most; the address of a link is the longest of it.
LONGEST_BETWEEN = 320

_BEHIND = regex(
    r"(?P<link>[^\[\]\n]{0,60}\]\([^()\s]{0,240}\))?[*_`]{0,3}"
    r"(?:,? (?:the )?(?:framework|matrix|list))?(?:,? for)?(?P<part>,? \(?Enterprise(?: matrix)?)?,? ?\(?"
    r"(?P<edition>(?P<mark>v(?:er(?:sion|\.)?)? ?|rev(?:ision|\.)? ?|r)?[0-9]+(?:\.[0-9]+)*)"
    r"(?![\w.-]*\w)(?!%| ?[+x×])",
    re.IGNORECASE,
)


def edition_behind(page: Page, end: int, standard: str) -> EditionMatch | None:
    """Return the edition that stands behind the link of a name, or behind the word for a part of it.

    Pattern: name ["](" address ")"] ["framework" | "matrix" | "list"] ["for"] ["Enterprise"] ["("] edition

    Examples::

        [MITRE ATT&CK](https://attack.mitre.org/) framework (v14)
        MITRE ATT&CK for Enterprise v17.1
        [OWASP Top 10](https://owasp.org/Top10/) (2021)

    Args:
        page: The text.
        end: Where the name ends.
        standard: The id of the document.
    """
    behind = _BEHIND.match(page.text, end, end + LONGEST_BETWEEN)
    if behind is None or not (behind["link"] or behind["part"]):
        return None
    editions = page.lexicon.names.editions
    match = editions.match_text(standard, behind["edition"])
    if match.edition is None or (not match.edition and not behind["mark"]):
        return None
    is_before = is_older(match.text.lstrip("vrVR. "), editions.known[standard])
    return match if match.edition or is_before or editions.is_newer(standard, match.text) else None


def is_bracketed_acronym(page: Page, begin: int, stop: int) -> bool:
    """Tell whether the initials of a name stand in brackets behind it: "Cloud Controls Matrix (CCM) v4.0".

    Args:
        page: The text.
        begin: The token with which the name begins.
        stop: The token after it.
    """
    tokens, letters = page.tokens, page.tokens[stop].text if stop + 1 < len(page.tokens) else ""
    if len(letters) <= 1 or (tokens[stop].gap, tokens[stop + 1].gap) != (" (", ") "):
        return False
    return "".join(token.text[0].upper() for token in tokens[begin:stop]).endswith(letters)
