"""The edition that the titles of a list, a table or a page settle: "LLM01" of a list of 2025 is of 2025."""

from __future__ import annotations

from collections.abc import Sequence

from ..._store.lazily import regex
from ..lexicon import Lexicon
from ..recognition.page import Page, Sighting
from .nearby_title import NearbyTitle, editions_by_title, means_the_same

__all__ = ["editions_of_neighbours", "exclusive_editions"]

#: So many identifiers with titles settle the edition of the list in which they stand.
ENOUGH_TITLES = 3

#: An item of a list begins with a mark of at most this many characters: a bullet, a bar, a key.
LONGEST_MARK = 60

_MARK = regex(r"[\s|*+#>\"'`\[\]{(.0-9-]*(?:\b\w+\b[\"']?\s*[:=]\s*[\"'\[]?)?\Z")

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
    settled = {}
    for key, editions in titled.items():
        common = set.intersection(*editions)
        if len(editions) >= ENOUGH_TITLES and common:
            newest = [edition for edition in known[key[0]] if edition in common][-1]
            settled.update(dict.fromkeys(members[key], newest))
    by_titles = {**_by_titles_of_page(lexicon, page, nearby, known), **settled}
    exclusive = exclusive_editions(lexicon, page, known)
    return {**_names_of_lists(page, by_titles), **by_titles, **exclusive, **settled}


def _names_of_lists(page: Page, settled: dict[int, str]) -> dict[int, str]:
    """Return the editions of the bare names of lists, where titles settle one for each.

    A page that writes an edition of the list anywhere says itself what its names mean.

    Args:
        page: The text, with its sightings.
        settled: The edition by the number of a sighting.
    """
    of_lists: dict[str, set[str]] = {}
    for number, edition in settled.items():
        of_lists.setdefault(page.sightings[number].standard, set()).add(edition)
    dated = {sighting.standard for sighting in page.sightings if sighting.edition is not None}
    return {
        number: edition
        for number, sighting in enumerate(page.sightings)
        if sighting.is_document and sighting.standard not in dated
        for edition in of_lists.get(sighting.standard, ())
        if len(of_lists[sighting.standard]) == 1
    }


def _by_titles_of_page(
    lexicon: Lexicon, page: Page, nearby: Sequence[NearbyTitle], known: dict[str, list[str]]
) -> dict[int, str]:
    """Return the newest edition with every whole title that a page has, by the number of a sighting.

    A title settles its identifier wherever that stands, and those that have one title in all editions; enough
    of them settle the others, too.

    Examples, for the OWASP Top 10 for LLM applications::

        OWASP: LLM04 … category="LLM04", label="Data and Model Poisoning"      2025 for both
        LLM01: Prompt Injection … LLM07: Insecure Plugin Design                2023 for both

    Args:
        lexicon: The names and identifiers to recognise.
        page: The text, with its sightings.
        nearby: The words around each sighting.
        known: The editions of each standard, oldest first.
    """
    members: dict[str, list[tuple[int, list[str]]]] = {}
    common: dict[str, set[str]] = {}
    titled: dict[str, set[str]] = {}
    for number, sighting in enumerate(page.sightings):
        if not sighting.ids or sighting.edition is not None or len(known.get(sighting.standard, ())) < 2:
            continue
        identifiers = lexicon.identifiers(sighting.standard)
        structures, provision_id = identifiers.structures.by_edition, sighting.ids[0]
        having = [
            edition for edition in known[sighting.standard] if provision_id in structures.get(edition, ())
        ]
        members.setdefault(sighting.standard, []).append((number, having))
        by_title = editions_by_title(identifiers, provision_id, having, nearby[number], least=1)
        if by_title:
            titled.setdefault(sighting.standard, set()).add(provision_id)
            common[sighting.standard] = common.get(sighting.standard, set(by_title)) & set(by_title)
    settled = {}
    for standard, editions in common.items():
        identifiers = lexicon.identifiers(standard)
        for number, having in members[standard]:
            provision_id = page.sightings[number].ids[0]
            is_told = len(titled[standard]) >= ENOUGH_TITLES or provision_id in titled[standard]
            if not is_told and not means_the_same(identifiers, provision_id, having):
                continue  # one title tells nothing of what has several
            possible = [edition for edition in having if edition in editions]
            if possible and means_the_same(identifiers, provision_id, possible):
                settled[number] = possible[-1]
    return settled


def exclusive_editions(lexicon: Lexicon, page: Page, known: dict[str, list[str]]) -> dict[int, str]:
    """Return the one edition that has all identifiers of a standard on a page, by the number of a sighting.

    Where a publisher gives no identifier a new meaning, a title of another edition moves none out of it.

    Examples::

        ["A.8.2", "A.8.5"]                             2022 of ISO/IEC 27001, as only that has A.8.5
        GV.OC, DE.AE: Anomalies and Events             2.0 of the CSF, though 1.1 has the title

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
