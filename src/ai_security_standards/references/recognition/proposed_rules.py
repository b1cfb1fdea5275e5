"""Provisions of a law as a proposal would have them, which is not the law in force."""

from __future__ import annotations

import re

from .page import Page
from .sightings import Sighting

__all__ = ["is_of_proposal"]

#: What says so stands within so many characters directly before a provision, or on its line.
LONGEST_LEAD, LONGEST_LINE = 24, 300

_DIRECTLY = re.compile(r"\b(?:NPRM|[Pp]roposed(?: (?:rule|[Rr]ule|new))?)(?: at)?[ :§]{1,3}\Z")
_NEW = re.compile(r"\bnew (?:§ ?)?\Z")
_ON_LINE = re.compile(r"\bNPRM\b|\b[Pp]roposed\b")


def is_of_proposal(page: Page, sighting: Sighting) -> bool:
    """Tell whether a provision of a law is one of a proposal, which is numbered before it is in force.

    Examples::

        164.312(d), NPRM 164.312(a)(2)(ii)                   the second
        2025 NPRM: segmentation under 164.312(a)(2)(vi)      yes, as the law has no such provision
        required under new 164.312(a)(2)(vi)                 yes, likewise

    Args:
        page: The text.
        sighting: The provision.
    """
    if page.lenient or sighting.is_document or sighting.standard not in page.lexicon.names.editions.ages.laws:
        return False
    start = sighting.start
    if _DIRECTLY.search(page.text, max(start - LONGEST_LEAD, 0), start):
        return True
    if not sighting.unknown_id:
        return False
    line = page.text[max(start - LONGEST_LINE, 0) : start].rpartition("\n")[2]
    return _NEW.search(line) is not None or _ON_LINE.search(line) is not None
