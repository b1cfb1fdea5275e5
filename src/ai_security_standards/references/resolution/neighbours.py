"""The edition that the titles of a whole list or table settle: "LLM01" of a list of 2025 is of 2025."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import Lexicon
from ..recognition.page import Page
from .nearby_title import NearbyTitle, editions_by_title

__all__ = ["editions_of_neighbours"]

#: So many identifiers with titles settle the edition of the list in which they stand.
ENOUGH_TITLES = 3

#: An item of a list begins with a mark of at most this many characters: a bullet, a bar, a key.
LONGEST_MARK = 60

_MARK = re.compile(r"[\s|*+#>\"'`\[\]{(.0-9-]*(?:\b\w+\b[\"']?\s*[:=]\s*[\"'\[]?)?\Z")

Key = tuple[str, int]


def editions_of_neighbours(
    lexicon: Lexicon, page: Page, nearby: Sequence[NearbyTitle], known: dict[str, list[str]]
) -> dict[int, str]:
    """Return the edition that the titles around a sighting settle, by the number of the sighting.

    Args:
        lexicon: The names and identifiers to recognise.
        page: The text, with its sightings.
        nearby: The words around each sighting.
        known: The editions of each standard, oldest first.
    """
    members: dict[Key, list[int]] = {}
    titled: dict[Key, list[set[str]]] = {}
    for number, sighting in enumerate(page.sightings):
        if not sighting.ids or sighting.edition is not None or len(known.get(sighting.standard, ())) < 2:
            continue
        line = page.text[max(sighting.start - LONGEST_MARK, 0) : sighting.start].rpartition("\n")[2]
        if not _MARK.match(line):
            continue
        key = sighting.standard, page.block_number(sighting.start)
        members.setdefault(key, []).append(number)
        identifiers = lexicon.identifiers(sighting.standard)
        structures = identifiers.structures.by_edition
        having = [
            edition for edition in known[sighting.standard] if sighting.ids[0] in structures.get(edition, ())
        ]
        by_title = editions_by_title(identifiers, sighting.ids[0], having, nearby[number])
        if by_title:
            titled.setdefault(key, []).append(set(by_title))
    settled: dict[int, str] = {}
    for key, editions in titled.items():
        common = set.intersection(*editions)
        if len(editions) >= ENOUGH_TITLES and common:
            newest = [edition for edition in known[key[0]] if edition in common][-1]
            settled.update(dict.fromkeys(members[key], newest))
    return settled
