"""Prefixes of namespaces, which are of the vocabulary that a file declares: `@prefix gdpr: <http://…#>`."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.matches import Match
from .page import Page
from .printed_words import is_printed_identifier

__all__ = ["is_local_name", "is_namespace"]

#: What stands before a prefix in its declaration has at most so many characters.
LONGEST_LEAD = 12

#: How Turtle, SPARQL, XML, JSON-LD and LinkML declare prefixes.
_DECLARATIONS = (
    ("prefix", re.compile(r"@?\b(?:prefix|PREFIX)[ \t]+([A-Za-z][\w.-]*):[ \t]*<")),
    ("xmlns:", re.compile(r"\bxmlns:([A-Za-z][\w.-]*)[ \t]*=")),
    ("@context", re.compile(r'"([A-Za-z][\w.-]*)"\s*:\s*"https?://[^"\s]*[#/]"')),
    ("prefixes:", re.compile(r"^[ \t]+([A-Za-z][\w.-]*):[ \t]+https?://\S*[#/][ \t]*$", re.MULTILINE)),
)
_AFTER = regex(r':(?:[A-Za-z_<]|[ \t]*<|[ \t]+https?://)|"\s*:\s*"https?://')


def is_namespace(page: Page, start: int, end: int) -> bool:
    """Tell whether a name is the prefix of a namespace that the file declares, in its declaration or in use.

    Examples::

        @prefix eu_ai_act: <http://example.org/eu-ai-act#> .
        eu_ai_act:authority a owl:Class
        xmlns:gdpr="http://example.org/gdpr#"

    Args:
        page: The text.
        start: Where the name starts.
        end: Where it ends.
    """
    if page.lenient or page.text[start:end] not in _prefixes_of(page):
        return False
    lead = page.text[max(start - LONGEST_LEAD, 0) : start]
    return lead.endswith("xmlns:") or _AFTER.match(page.text, end) is not None


def _prefixes_of(page: Page) -> frozenset[str]:
    """Return the prefixes that a text declares."""
    if page.prefixes is None:
        page.prefixes = frozenset(
            found[1]
            for word, declared in _DECLARATIONS
            if word in page.text or (word == "prefix" and "PREFIX" in page.text)
            for found in declared.finditer(page.text)
        )
    return page.prefixes


def is_local_name(page: Page, name: NameMatch, after_name: tuple[int, Match] | None) -> bool:
    """Tell whether what stands behind the prefix of a namespace is a name of the vocabulary, no identifier.

    Examples::

        eu_ai_act:human_oversight, eu_ai_act:ai_system     yes
        eu_ai_act:article_5, csf:GV                        no

    Args:
        page: The text.
        name: The name that can be a prefix.
        after_name: The identifier directly after it, and where it begins.
    """
    start, end = page.tokens[name.first].start, page.tokens[name.stop - 1].end
    if not is_namespace(page, start, end):
        return False
    if after_name is None or page.tokens[name.stop].gap != ":":
        return True
    first, match = after_name
    return match.no_digits and match.key[0] != "annex" and not is_printed_identifier(page, match, first)
