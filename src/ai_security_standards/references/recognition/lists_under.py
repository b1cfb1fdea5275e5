"""Bare names of a list above the entries of another list of its publisher."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting
from .sister_lists import FIRST_LIST, SISTER_LISTS

__all__ = ["settle_lists_under"]

#: An entry of a list stands so many characters behind its name at most, and begins a line, or a heading.
FARTHEST_ENTRY = 160
_LIST_BEGINS = regex(r"[^\n]{0,60}\n(?:[^\n]{0,80}\n)?[\s|*+#>\"'`\[({.0-9-]*\Z")


def settle_lists_under(page: Page) -> None:
    """Read bare names of the first list as those of the list whose entries are listed under them.

    Only on pages that have no entry of the first list.

    Examples::

        Mapped to the OWASP Top 10 item:
        - LLM01: Prompt Injection               the list for LLM applications

    Args:
        page: The text, with its sightings, of which those of names are replaced.
    """
    sightings = page.sightings
    firsts = [each for each in sightings if each.standard == FIRST_LIST]
    if not firsts or any(each.ids or each.edition is not None for each in firsts):
        return
    under: Sighting | None = None
    for number in range(len(sightings) - 1, -1, -1):
        sighting = sightings[number]
        if sighting.ids and sighting.standard in SISTER_LISTS:
            under = sighting
        elif sighting.standard != FIRST_LIST or under is None or sighting.alternatives:
            under = None if sighting.ids else under
        elif _is_listed_under(page, sighting, under):
            sightings[number] = sighting._replace(standard=under.standard)


def _is_listed_under(page: Page, name: Sighting, entry: Sighting) -> bool:
    """Tell whether an entry begins a line or item a little below the name of a list.

    Args:
        page: The text.
        name: The name.
        entry: The entry.
    """
    between = page.text[name.end : min(entry.start, name.end + FARTHEST_ENTRY + 1)]
    return len(between) <= FARTHEST_ENTRY and _LIST_BEGINS.match(between) is not None
