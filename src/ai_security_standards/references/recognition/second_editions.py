"""A second edition behind the name of a document and its first: "CVSS v3.1/v4.0"."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .dated_names import DatedName
from .page import Page
from .sightings import Sighting

__all__ = ["record_second_edition"]

_JOINT = regex(r" ?/ ?\Z|/v\Z")
_VERSION = regex(r"v\.? ?(?=[0-9])", re.IGNORECASE)
_GOES_ON = regex(r"[./:–-]?[0-9]|%")


def record_second_edition(page: Page, dated: DatedName) -> int:
    """Record a known edition behind another one that the data lack; return where to read on.

    Pattern: name version "/" version

    Examples::

        CVSS v3.1/v4.0     both
        SLSA 1.0/1.1       read as one already, as the data have both
        CVSS 3.1/4.0       the first alone, as the second can be a score

    Args:
        page: The text.
        dated: The name with its edition, which is recorded already.
    """
    tokens, stop, standard = page.tokens, dated.stop, dated.name.standard
    if dated.edition is None or stop >= len(tokens) or not _JOINT.match(tokens[stop].gap):
        return stop
    second = page.lexicon.names.editions.match_edition_at(tokens, stop, standard)
    start, end = tokens[stop].start, tokens[second.stop - 1].end
    are_versions = _VERSION.match(page.text, tokens[dated.name.stop].start) and _VERSION.match(
        page.text, start
    )
    if not (second.edition and are_versions) or _GOES_ON.match(page.text, end):
        return stop
    page.sightings.append(Sighting(start, end, standard, second.edition))
    return second.stop
