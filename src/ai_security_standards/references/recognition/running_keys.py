"""The running keys that a program gives its own entries: an abbreviation and a counter."""

from __future__ import annotations

import re

from ..._store.lazily import regex
from .page import Page, Sighting

__all__ = ["is_running_key"]

_KEY = regex(r"[a-z]{2,5}[1-9][0-9]?")
_BEFORE = regex(r"[\"'`.{,]\s{0,80}\Z|^\s{0,80}\Z", re.MULTILINE)
_AFTER = regex(r"[\"'`]?\s{0,2}[:.]|[\"'`]\s{0,2}[,}]")
_OTHER = regex(r"[\"'`.]([a-z]{2,5}[1-9][0-9]?)(?=[\"'`]?\s{0,2}[:.]|[\"'`]\s{0,2}[,}])")
_LONGEST_BEFORE = 82

#: Other keys count so far on each side.
NEAR = 3000


def is_running_key(page: Page, sighting: Sighting) -> bool:
    """Tell whether a sighting is the key or value `id` of an entry of the program.

    It is in small letters where the document prints capitals, and lacks the sign or zero of its own
    identifiers, or stands beside other keys of its form that are no identifiers at all.

    Pattern: letters digit, as a whole key or value

    Examples::

        "am2": {"title": …          beside "BSI C5:2020", which prints AM-02
        r.cl2.title                 which prints 2
        id: 'pi1' … id: 'conf1'     as nothing is named CONF1

    Args:
        page: The text.
        sighting: What looks like an identifier.
    """
    text = page.text[sighting.start : sighting.end]
    if not sighting.ids or page.is_tag or _KEY.fullmatch(text) is None:
        return False
    before = page.text[max(sighting.start - _LONGEST_BEFORE, 0) : sighting.start]
    if _BEFORE.search(before) is None or _AFTER.match(page.text, sighting.end) is None:
        return False
    if text.upper() not in sighting.ids:
        return True
    editions = page.lexicon.identifiers(sighting.standard).structures.by_edition.values()
    near = max(sighting.start - NEAR, 0), sighting.end + NEAR
    others = {match[1].upper() for match in _OTHER.finditer(page.text, *near)}
    return any(all(other not in ids for ids in editions) for other in others)
