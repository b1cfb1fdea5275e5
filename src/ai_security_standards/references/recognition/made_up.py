"""Identifiers that a test makes up so that they are refused."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting

__all__ = ["is_made_up"]

#: The list or case that calls an identifier wrong begins at most so many characters before it.
LONGEST_CASE = 500

_WRONG = r"invalid|unknown|bogus|non_?-?existent|not_?-?exist|malformed|unrecogni[sz]ed|fake|wrong|bad"
#: A file of tests: functions and calls of the usual libraries.
_TEST = regex(
    r"^\s{0,40}(?:func Test[A-Z_]|(?:async )?def test_|#\[test\]|@Test\b|@pytest\b)"
    r"|^\s{0,40}(?:describe|it|test)\(['\"`]|\b(?:pytest|unittest)\b|t\.Run\(",
    re.MULTILINE,
)
#: A list or variable that calls what it has wrong: `invalidIDs := […`, `BAD_TAGS = (`.
_LIST = regex(
    rf"(?i:(?<![a-z])(?:{_WRONG}))\w*[\"']?\s{{0,4}}(?::=|[:=])\s{{0,4}}"
    r"(?:(?:\[\]\w+|new \w+\[\])?\s{0,4}[\[{(][^\]})=;]*|[\"'`])\Z|"
    rf"(?i:(?<![a-z])(?:{_WRONG})\w*\()[^)\n]*\Z"
)
#: A test or a case that has such a word in its name, up to the identifier.
_NAMED = regex(
    rf"(?:func|def|fn|void|function)\s\w*?(?:{_WRONG})\w*\(|"
    rf"(?:\bname\"?\s*:\s*|t\.Run\(|\bit\(|\btest\()[\"'`][^\"'`\n]*\b(?:{_WRONG})\b",
    re.IGNORECASE,
)
_NEXT_CASE = regex(
    r"(?:func|def|fn|void|function)\s\w+\(|(?:\bname\"?\s*:\s*|t\.Run\(|\bit\(|\btest\()[\"'`]", re.IGNORECASE
)


def is_made_up(page: Page, sighting: Sighting) -> bool:
    """Tell whether an unknown identifier is one that a test makes up to be refused.

    That holds in a file of tests, where the list, the function or the case that has it says so.

    Examples, in a file with `func Test…`, `def test_…` or `it("…`::

        invalidIDs := []string{"API99:2023"}                      made up
        {name: "unknown control", control: "AC-99", …}            made up
        def test_bogus_id(): read("LLM99")                        made up
        validIDs := []string{"API99:2023"}                        no: a finding

    Args:
        page: The text.
        sighting: What no edition has.
    """
    if not sighting.unknown_id or page.lenient or not page.scopes.is_structured:
        return False
    if not _is_test(page):
        return False
    lead = page.text[max(sighting.start - LONGEST_CASE, 0) : sighting.start]
    if _LIST.search(lead):
        return True
    cases = [found.start() for found in _NEXT_CASE.finditer(lead)]
    return bool(cases) and _NAMED.match(lead, cases[-1]) is not None


def _is_test(page: Page) -> bool:
    """Tell whether a page has the functions of a test; found once."""
    key = "a test"
    if key not in page.numbered:
        page.numbered[key] = _TEST.search(page.text) is not None
    return page.numbered[key]
