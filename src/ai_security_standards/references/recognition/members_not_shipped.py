"""Members of a list that are of a part of their catalogue that the data do not hold."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.not_shipped import is_of_part_not_shipped
from .page import Page
from .sightings import Sighting

__all__ = ["member_not_shipped"]

#: A joint of a list has at most so many characters.
LONGEST_JOINT = 40

_LONG_NUMBER = regex(r"[A-Z][0-9]{4}(?:\.[0-9]{3})?(?![\w-])")
_JOINT = regex(r"[\"'`\s]{0,12}[,;/][\"'`\s]{0,24}")


def member_not_shipped(page: Page, first: int) -> Sighting | None:
    """Return a member of a list of one catalogue that is of a part of it that the data do not hold.

    Examples, where the data hold the techniques for enterprises::

        mitre_attack: ["T0843", "T0839"]     the second, for industrial systems
        [T1204, T1475]                       the second, for mobile devices

    Args:
        page: The text, with the member before as its last sighting.
        first: The token with which the member would begin.
    """
    before = page.sightings[-1] if page.sightings else None
    start = page.tokens[first].start
    if before is None or before.is_document or not 0 < start - before.end <= LONGEST_JOINT:
        return None
    found = _LONG_NUMBER.match(page.text, start)
    if found is None or _JOINT.fullmatch(page.text, before.end, start) is None:
        return None
    is_alike = _LONG_NUMBER.match(page.text, before.start) is not None
    if not is_alike or not is_of_part_not_shipped(before.standard, found[0]):
        return None
    return Sighting(start, found.end(), before.standard, before.edition, unknown_id=found[0])
