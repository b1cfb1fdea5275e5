"""The edition in a field beside the name of a document, behind it, or before its title."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.newer_editions import FIRST_YEAR, version_of
from .editions_behind import edition_behind
from .page import Page
from .value_rows import edition_in_row

__all__ = ["edition_beside"]

#: A version with what it is a part of, or the revision of what a document is made from.
_QUALIFIED = regex(r"v?([0-9]+(?:\.[0-9]+)+) [A-Z]|[A-Z].* [0-9-]+ ?(?:r|[Rr]ev\.? ?)([0-9])\Z")

#: The number of a document with its revision, directly before its title: "800-61 Rev. 2 (*".
_REVISION_BEFORE = regex(
    r"(?<![0-9])([0-9]+(?:-[0-9]+)+),? ?(r(?:ev(?:ision)?)?\.? ?[0-9]+)[*_]*,? ?[(\[:–—]?[ *_\"'“«]*\Z",
    re.IGNORECASE,
)
LONGEST_BEFORE_TITLE = 40


def edition_beside(page: Page, name: NameMatch, begin: int) -> tuple[str | None, str]:
    """Return the edition that a field beside the name of a document states, and its text if it is unknown.

    Examples::

        {"framework": "MITRE ATLAS", "version": "2026.09"}
        {"standard": "PCI DSS", "version": "3.2.1 SAQ-A"}
        {"standard": "FedRAMP High", "version": "NIST 800-53r4"}
        standard,edition,id          and a row below it
        800-61 Rev. 2 (*Computer Security Incident Handling Guide*)

    Args:
        page: The text.
        name: The name of a document.
        begin: The token with which it begins, its publisher included.
    """
    tokens = page.tokens
    start, end = tokens[begin].start, tokens[name.stop - 1].end
    field = page.document_field(start, end, name.standard) if page.versions.documents else None
    editions = page.lexicon.names.editions
    before = _REVISION_BEFORE.search(page.text, max(start - LONGEST_BEFORE_TITLE, 0), start)
    if before is not None and name.standard.endswith(before[1]):
        return editions.match_text(name.standard, before[2]).edition, ""
    if field is None:
        behind = edition_behind(page, end, name.standard)
        return (edition_in_row(page, end, name.standard), "") if behind is None else behind[1:]
    version = _QUALIFIED.match(field.version)
    written = field.version if version is None else version[1] or version[2]
    match = editions.match_text(name.standard, written)
    if match.edition == "" and (field.is_titled or _is_of_file(page, name, match.text)):
        return None, ""
    return match.edition, match.text


def _is_of_file(page: Page, name: NameMatch, version: str) -> bool:
    """Tell whether a version that no edition has is that of the file: "1.0.0", or "3" beside years.

    Args:
        page: The text.
        name: The name of the document beside it.
        version: The version.
    """
    editions, numbers = page.lexicon.names.editions, version_of(version.lstrip("vV"))
    are_years = editions.ages.are_years(name.standard)
    if are_years and numbers is not None and numbers[0] < FIRST_YEAR and version.isdecimal():
        return True
    if numbers is None or editions.is_newer(name.standard, version):
        return False
    return name.edition is not None or numbers <= (1,) or (are_years and numbers[0] < FIRST_YEAR)
