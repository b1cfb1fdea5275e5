"""The edition that the titles of a whole list or table settle: "LLM01" of a list of 2025 is of 2025."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import Lexicon
from ..recognition.page import Page, Sighting
from .nearby_title import NearbyTitle, editions_by_title

__all__ = ["editions_of_neighbours"]

#: So many identifiers with titles settle the edition of the list in which they stand.
ENOUGH_TITLES = 3

#: So many identifiers with titles of one edition only settle the edition of a whole page.
ENOUGH_EXCLUSIVE = 2

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
    on_page: dict[str, dict[str, set[str]]] = {}  # by standard and identifier
    for number, sighting in enumerate(page.sightings):
        if not sighting.ids or sighting.edition is not None or len(known.get(sighting.standard, ())) < 2:
            continue
        identifiers = lexicon.identifiers(sighting.standard)
        structures = identifiers.structures.by_edition
        having = [
            edition for edition in known[sighting.standard] if sighting.ids[0] in structures.get(edition, ())
        ]
        by_title = editions_by_title(identifiers, sighting.ids[0], having, nearby[number])
        if by_title:
            same = on_page.setdefault(sighting.standard, {})
            same[sighting.ids[0]] = same.get(sighting.ids[0], set(by_title)) & set(by_title)
        line = page.text[max(sighting.start - LONGEST_MARK, 0) : sighting.start].rpartition("\n")[2]
        if not _MARK.match(line):
            continue
        key = sighting.standard, page.block_number(sighting.start)
        members.setdefault(key, []).append(number)
        if by_title:
            titled.setdefault(key, []).append(set(by_title))
    settled = _by_titles_of_page(page, on_page, known)
    settled.update(_by_exclusive_ids(lexicon, page, known))
    for key, editions in titled.items():
        common = set.intersection(*editions)
        if len(editions) >= ENOUGH_TITLES and common:
            newest = [edition for edition in known[key[0]] if edition in common][-1]
            settled.update(dict.fromkeys(members[key], newest))
    return settled


def _by_titles_of_page(
    page: Page, on_page: dict[str, dict[str, set[str]]], known: dict[str, list[str]]
) -> dict[int, str]:
    """Return the edition that titles anywhere on a page settle, by the number of a sighting.

    Examples::

        LLM05 Improper Output Handling … LLM05                            2025 for both
        LLM05 Improper Output Handling … LLM07 System Prompt Leakage … LLM02     2025 for all three

    Args:
        page: The text, with its sightings.
        on_page: The editions that fit all titles beside an identifier, by standard and identifier.
        known: The editions of each standard, oldest first.
    """
    whole: dict[str, str] = {}
    for standard, by_id in on_page.items():
        exclusive = [editions for editions in by_id.values() if len(editions) == 1]
        common = set.intersection(*by_id.values())
        if len(exclusive) >= ENOUGH_EXCLUSIVE and len(common) == 1:
            whole[standard] = common.pop()
    settled = {}
    for number, sighting in enumerate(page.sightings):
        if sighting.edition is not None or not sighting.ids or sighting.standard not in on_page:
            continue
        editions = on_page[sighting.standard].get(sighting.ids[0], set())
        if sighting.standard in whole:
            settled[number] = whole[sighting.standard]
        elif editions:
            settled[number] = [each for each in known[sighting.standard] if each in editions][-1]
    return settled


def _by_exclusive_ids(lexicon: Lexicon, page: Page, known: dict[str, list[str]]) -> dict[int, str]:
    """Return the one edition that has all identifiers of a standard on a page, by the number of a sighting.

    Examples, for ISO/IEC 27001::

        ["A.8.2", "A.8.5"]      2022 for both, as only that has A.8.5

    Args:
        lexicon: The names and identifiers to recognise.
        page: The text, with its sightings.
        known: The editions of each standard, oldest first.
    """
    members: dict[str, list[int]] = {}
    common: dict[str, set[str]] = {}
    for number, sighting in enumerate(page.sightings):
        if not sighting.ids or len(known.get(sighting.standard, ())) < 2:
            continue
        editions = _editions_with(lexicon, sighting, known[sighting.standard])
        if sighting.edition is None:
            members.setdefault(sighting.standard, []).append(number)
        common[sighting.standard] = common.get(sighting.standard, editions) & editions
    return {
        number: edition
        for standard, editions in common.items()
        if len(editions) == 1
        for edition in editions
        for number in members.get(standard, ())
    }


def _editions_with(lexicon: Lexicon, sighting: Sighting, known: Sequence[str]) -> set[str]:
    """Return the editions that can have a provision and have not retired it; the one stated, where it is."""
    if sighting.edition is not None:
        return {sighting.edition}
    structures = lexicon.identifiers(sighting.standard).structures.by_edition
    raws = {edition: structures[edition].get(sighting.ids[0]) for edition in known if edition in structures}
    having = {edition for edition, raw in raws.items() if raw is not None and not raw.get("retired")}
    return having.union(edition for edition in known if edition not in structures)
