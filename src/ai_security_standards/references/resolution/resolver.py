"""From a sighting to the edition and provision that it means, or to the reason why it means none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ..._store.register import status_event_on
from ...errors import nearest
from ...records.refs import Ref
from ...vocabulary import ReferenceVerdict
from ..lexicon import Lexicon
from ..lexicon.identifiers import Identifiers
from ..recognition.page import Page, Sighting
from ..recognition.remainders import remainders
from .nearby_title import NearbyTitle, editions_by_title, ids_by_title, means_the_same
from .neighbours import editions_of_neighbours
from .spelling import printed_as_written, same_brackets
from .stated_editions import Stated, StatedEditions

__all__ = ["Resolved", "Resolver"]

_MAJOR_VERSION = re.compile(r"[0-9]+(?=\.[0-9])")


class Resolved(NamedTuple):
    """A sighting with its meaning.

    `refs` is one reference, followed by those inside a range; where `ambiguous`, the candidates,
    likeliest first. Without `refs`, `problem` says why, `verdict` in which sense, and `near_misses`
    what may be meant. `stated` is the edition that the text around it states, if any.
    """

    sighting: Sighting
    refs: tuple[Ref, ...]
    ambiguous: bool = False
    problem: str = ""
    near_misses: tuple[str, ...] = ()
    verdict: ReferenceVerdict = ReferenceVerdict.UNKNOWN
    stated: str = ""


class Resolver:
    """What the sightings of texts of one date mean, to a catalog of one day."""

    def __init__(
        self, lexicon: Lexicon, day: str, on: str | None, within: Ref | None, *, explain: bool = True
    ) -> None:
        """Prepare for texts of one date.

        Args:
            lexicon: The names and identifiers of the register.
            day: The day of the catalog, in ISO format.
            on: The date of the text, in ISO format.
            within: The document that the surroundings name.
            explain: Whether to look for near misses, which takes time.
        """
        self.lexicon = lexicon
        self.register = lexicon.register
        self.day = day
        self.on = on
        self.within = within
        self.explain = explain
        self._current_editions: dict[str, str | None] = {}
        self._known_editions: dict[str, list[str]] = {}
        self._near_misses: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def resolve_page(self, page: Page) -> list[Resolved]:
        """Resolve every sighting of a text, in order."""
        if not page.sightings:
            return []
        starts = [sighting.start for sighting in page.sightings]
        floor = 0
        nearby = []
        for number, sighting in enumerate(page.sightings):
            after = bisect_left(starts, sighting.end, number + 1)
            ceiling = starts[after] if after < len(starts) else len(page.text)
            nearby.append(NearbyTitle(page, sighting, min(floor, sighting.start), ceiling))
            floor = max(floor, sighting.end)
        unstable = {
            sighting.standard: self._editions_known(sighting.standard)
            for sighting in page.sightings
            if sighting.ids and not self.lexicon.identifiers(sighting.standard).grammar.stable
        }
        settled = editions_of_neighbours(self.lexicon, page, nearby, unstable) if unstable else {}
        stated_editions = StatedEditions(page)
        resolved = []
        for number, sighting in enumerate(page.sightings):
            if sighting.edition is not None:
                resolved.append(self._resolve(sighting, None, nearby[number]))
                continue
            is_document = sighting.is_document
            stated = stated_editions.of_page(sighting.standard) if is_document else stated_editions.of(number)
            if stated is not None and self._is_of_newer_edition(sighting, stated):
                newer = sighting._replace(edition="", unknown_edition=stated.text)
                resolved.append(self._unknown_edition(newer)._replace(sighting=sighting))
                continue
            edition = stated.edition if stated is not None and not is_document else None
            if edition and self._is_retired(sighting, edition):
                edition = None  # a table of many documents names the newest edition of each
            context_edition = edition or settled.get(number) or self._edition_within(sighting.standard)
            found = self._resolve(sighting, context_edition, nearby[number])
            resolved.append(found._replace(stated=edition or ""))
        return resolved

    def _is_of_newer_edition(self, sighting: Sighting, stated: Stated) -> bool:
        """Tell whether the edition that the surroundings state for a reference is newer than the data."""
        if stated.edition or self._is_living(sighting):
            return False
        return self.lexicon.names.editions.is_newer(sighting.standard, stated.text)

    def _is_retired(self, sighting: Sighting, edition: str) -> bool:
        """Tell whether an edition lists a provision only as one that it no longer has."""
        provisions = self.lexicon.identifiers(sighting.standard).structures.by_edition.get(edition, {})
        return any(provisions[each].get("retired") for each in sighting.ids if each in provisions)

    def _is_living(self, sighting: Sighting) -> bool:
        """Tell whether a provision belongs to a document without editions, which has it in all."""
        return bool(sighting.ids) and self._editions_known(sighting.standard)[-1:] == ["living"]

    def _edition_within(self, standard: str) -> str | None:
        """Return the edition of the document that the surroundings name."""
        within = self.within
        return within.edition if within is not None and within.standard == standard else None

    def _resolve(self, sighting: Sighting, context_edition: str | None, nearby: NearbyTitle) -> Resolved:
        """Resolve a sighting, given the edition that the text states near it and the words around it.

        Args:
            sighting: The sighting.
            context_edition: The edition that the text states near it.
            nearby: The words around the reference.
        """
        if sighting.edition == "":
            return self._unknown_edition(sighting)
        if sighting.unknown_id:
            return self._unknown_provision(sighting)
        if not sighting.ids:
            return self._resolve_document(sighting)
        nearby_edition = sighting.edition or context_edition
        candidates: list[Ref] = []
        identifiers = self.lexicon.identifiers(sighting.standard)
        for provision_id in ids_by_title(identifiers, sighting.ids, nearby):
            candidates += self._candidates(
                identifiers, provision_id, sighting.edition, nearby_edition, nearby
            )
        if len({ref.provision for ref in candidates}) > 1:
            candidates = printed_as_written(identifiers.structures, candidates, nearby_edition)
        for standard in sighting.alternatives:
            for provision_id in sighting.ids:
                candidates += self._candidates(
                    self.lexicon.identifiers(standard), provision_id, None, None, nearby
                )
        if not candidates:
            return self._unknown_provision(sighting)
        in_range = tuple(
            candidates[0]._replace(provision=provision_id) for provision_id in sighting.range_ids
        )
        return Resolved(sighting, (*candidates, *in_range), len(candidates) > 1)

    def resolve_whole_text(self, page: Page) -> Ref | None:
        """Return the provision whose identifier is the whole text, or all but its document's name."""
        for standard, edition, words in remainders(page):
            identifiers = self.lexicon.identifiers(standard)
            ids = same_brackets(identifiers.ids_by_tokens.get(words, ()), page.text.strip(" ().[]"))
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            refs: set[Ref] = set()
            for provision_id in ids:
                refs.update(self._candidates(identifiers, provision_id, edition, None, None))
            if len(refs) == 1:
                return refs.pop()
        return None

    # ------------------------------------------------------------ documents

    def _resolve_document(self, sighting: Sighting) -> Resolved:
        """Resolve the name of a document to its edition stated, given, or current."""
        refs = []
        for standard in (sighting.standard, *sighting.alternatives):
            edition = sighting.edition if standard == sighting.standard else None
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            edition = edition or self.current_edition(standard)
            if edition is not None:
                refs.append(Ref(standard, edition))
        if not refs:
            return Resolved(sighting, (), problem=f"{sighting.standard} was not known on {self.day}")
        return Resolved(sighting, tuple(refs), len(refs) > 1)

    def current_edition(self, standard: str) -> str | None:
        """Return the edition current on the date of the text, else on the day of the catalog."""
        if standard not in self._current_editions:
            ref = None if self.on is None else self.register.current(standard, self.on)
            ref = ref or self.register.current(standard, self.day)
            self._current_editions[standard] = None if ref is None else ref.partition("@")[2]
        return self._current_editions[standard]

    def _editions_known(self, standard: str) -> list[str]:
        """Return the editions of a standard that existed on the catalog's day, oldest first."""
        if standard not in self._known_editions:
            refs = self.register.ordered(standard)
            known = [ref for ref in refs if status_event_on(self.register.raw(ref), self.day) is not None]
            self._known_editions[standard] = [ref.partition("@")[2] for ref in known]
        return self._known_editions[standard]

    # ------------------------------------------------------------ editions of a provision

    def _candidates(
        self,
        identifiers: Identifiers,
        provision_id: str,
        written_edition: str | None,
        nearby_edition: str | None,
        nearby: NearbyTitle | None,
    ) -> list[Ref]:
        """Return what an identifier may mean, likeliest first; one reference where that is settled.

        Args:
            identifiers: The identifiers of its standard.
            provision_id: The provision.
            written_edition: The edition written with it, which is then the only one possible.
            nearby_edition: The edition that the text states near it.
            nearby: The words around it, which can be its title in some editions.
        """
        standard = identifiers.standard
        if written_edition is not None:
            return (
                [Ref(standard, written_edition, provision_id)]
                if self._has_provision(identifiers, written_edition, provision_id)
                else []
            )
        structures = identifiers.structures.by_edition
        known_editions = self._editions_known(standard)
        editions = [edition for edition in known_editions if provision_id in structures.get(edition, ())]
        if not editions:
            return []
        by_title = [] if nearby is None else editions_by_title(identifiers, provision_id, editions, nearby)
        edition = self._settled_edition(identifiers, provision_id, nearby_edition, by_title)
        if edition is not None:
            return [Ref(standard, edition, provision_id)]
        in_force = [edition for edition in editions if not structures[edition][provision_id].get("retired")]
        possible = by_title or in_force or editions
        best = self._best_edition(standard, possible)
        if identifiers.grammar.stable or means_the_same(identifiers, provision_id, possible):
            return [Ref(standard, best, provision_id)]
        ranked = [best, *(edition for edition in reversed(possible) if edition != best)]
        return [Ref(standard, edition, provision_id) for edition in ranked]

    def _settled_edition(
        self, identifiers: Identifiers, provision_id: str, nearby_edition: str | None, by_title: Sequence[str]
    ) -> str | None:
        """Return the edition stated nearby, or current on the date of the text, unless a title disagrees.

        Args:
            identifiers: The identifiers of the standard.
            provision_id: The id of the provision.
            nearby_edition: The edition that the text states near it.
            by_title: The editions whose title is written near it.
        """
        if (
            nearby_edition is not None
            and (not by_title or nearby_edition in by_title)
            and self._has_provision(identifiers, nearby_edition, provision_id)
        ):
            return nearby_edition
        if self.on is None or by_title:
            return None
        current = self.current_edition(identifiers.standard)
        has_provision = current is not None and self._has_provision(identifiers, current, provision_id)
        return current if has_provision else None

    def _best_edition(self, standard: str, possible: Sequence[str]) -> str:
        """Return the current one of several editions, else the newest one before it, else the newest."""
        current = self.current_edition(standard)
        if current is not None and current in possible:
            return current
        known_editions = self._editions_known(standard)
        until = known_editions[: known_editions.index(current) + 1] if current in known_editions else []
        return ([edition for edition in possible if edition in until] or possible)[-1]

    def _has_provision(self, identifiers: Identifiers, edition: str, provision_id: str) -> bool:
        """Tell whether an edition has a provision; without its structure, whether both neighbours do.

        Where a publisher renumbers, a single neighbour counts only within one major version: "1.2"
        says nothing about "0.1".

        Args:
            identifiers: The identifiers of the standard.
            edition: The edition.
            provision_id: The id of the provision.
        """
        structures = identifiers.structures.by_edition
        provisions = structures.get(edition)
        if provisions is not None:
            return provision_id in provisions
        known_editions = self._editions_known(identifiers.standard)
        if edition not in known_editions:
            return False
        number = known_editions.index(edition)
        earlier = [other for other in known_editions[:number] if other in structures][-1:]
        later = [other for other in known_editions[number + 1 :] if other in structures][:1]
        neighbours = earlier + later
        if (
            len(neighbours) == 1
            and not identifiers.grammar.stable
            and _differ_in_major_version(edition, neighbours[0])
        ):
            return False
        return bool(neighbours) and all(provision_id in structures[other] for other in neighbours)

    # ------------------------------------------------------------ unknown references

    def _unknown_edition(self, sighting: Sighting) -> Resolved:
        """Explain that an edition does not exist, with those that do."""
        editions = self._editions_known(sighting.standard)
        near_misses = tuple(f"{sighting.standard}@{edition}" for edition in editions)
        if self.lexicon.names.editions.is_newer(sighting.standard, sighting.unknown_edition):
            problem = (
                f"{sighting.standard} {sighting.unknown_edition!r} is newer than data "
                f"{self.register.data_version}, whose newest edition is {editions[-1]}"
            )
            newer = ReferenceVerdict.NEWER_THAN_DATA
            return Resolved(sighting, (), problem=problem, near_misses=near_misses[-1:], verdict=newer)
        problem = (
            f"{sighting.standard} has no edition {sighting.unknown_edition!r}; it has {', '.join(editions)}"
        )
        return Resolved(sighting, (), problem=problem, near_misses=near_misses)

    def _unknown_provision(self, sighting: Sighting) -> Resolved:
        """Explain why an identifier means nothing, with the editions that have it, or near misses."""
        if not self.explain:
            return Resolved(sighting, ())
        standard = sighting.standard
        structures = self.lexicon.identifiers(standard).structures.by_edition
        provision_id = sighting.unknown_id or sighting.ids[0]
        if not structures:
            problem = f"no structure of {standard} is shipped, so {provision_id!r} cannot be looked up"
            return Resolved(sighting, (), problem=problem, verdict=ReferenceVerdict.NOT_SHIPPED)
        document = f"{standard}@{sighting.edition}" if sighting.edition else standard
        problem = f"{document} has no provision {provision_id!r}"
        having = [edition for edition, provisions in structures.items() if provision_id in provisions]
        if not having:
            edition = sighting.edition if sighting.edition in structures else next(reversed(structures))
            near_misses = self._nearest_ids(standard, edition, provision_id)
            verdict = ReferenceVerdict.UNKNOWN
            if not self.lexicon.identifiers(standard).structures.ships_siblings(provision_id):
                problem = f"{problem}; only a part of it is shipped"
                verdict, near_misses = ReferenceVerdict.NOT_SHIPPED, ()
            return Resolved(sighting, (), problem=problem, near_misses=near_misses, verdict=verdict)
        if sighting.edition and sighting.edition not in structures:
            problem = f"no structure of {document} is shipped"
        problem = f"{problem}; {provision_id!r} is in {', '.join(having)}"
        near_misses = tuple(f"{standard}@{edition}:{provision_id}" for edition in having)
        return Resolved(sighting, (), problem=problem, near_misses=near_misses)

    def _nearest_ids(self, standard: str, edition: str, provision_id: str) -> tuple[str, ...]:
        """Return references to the provisions of an edition with the most similar ids.

        Args:
            standard: The id of the document.
            edition: The edition.
            provision_id: The unknown id.
        """
        key = standard, edition, provision_id
        if key not in self._near_misses:
            ids = nearest(provision_id, self.lexicon.identifiers(standard).structures.by_edition[edition])
            self._near_misses[key] = tuple(f"{standard}@{edition}:{near}" for near in ids)
        return self._near_misses[key]


def _differ_in_major_version(one: str, other: str) -> bool:
    """Tell whether two versions have different first numbers, such as "0.1" and "1.2"."""
    majors = [_MAJOR_VERSION.match(version) for version in (one, other)]
    return all(majors) and len({major[0] for major in majors if major}) == 2
