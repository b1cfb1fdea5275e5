"""From a sighting to the edition and provision that it means, or to the reason why it means none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.earlier_editions import EARLIER_EDITIONS
from ..lexicon.identifiers import Identifiers
from ..lexicon.newer_editions import are_apart, is_older
from ..recognition.law_lists import article_of
from ..recognition.page import Page, Sighting
from ..recognition.remainders import remainders
from .annex_controls import as_annex_controls, without_opening
from .chapters import Chapters
from .nearby_title import (
    NearbyTitle,
    editions_by_title,
    ids_by_title,
    means_the_same,
)
from .neighbours import editions_of_neighbours, exclusive_editions
from .repeated import with_links_as_before
from .resolved import Resolved
from .spelling import printed_as_written, same_brackets
from .stated_editions import Stated, StatedEditions, editions_before_data
from .unknown import UnknownReferences

__all__ = ["Resolved", "Resolver"]

#: A provision as written, with its edition and the words near it; what decides what it may mean.
_Words = tuple[tuple[str, ...], ...]
_Key = tuple[str, tuple[str, ...], str | None, str | None, _Words, _Words, tuple[str, ...], bool]
_NO_EDITIONS: Mapping[str, str] = {}


class Resolver:
    """What the sightings of texts of one date mean, to a catalog of one day."""

    def __init__(
        self,
        lexicon: Lexicon,
        day: str,
        on: str | None,
        within: Ref | None,
        *,
        explain: bool = True,
        editions: Mapping[str, str] = _NO_EDITIONS,
        of_path: Mapping[str, str] = _NO_EDITIONS,
    ) -> None:
        """Prepare for texts of one date.

        Args:
            lexicon: The names and identifiers of the register.
            day: The day of the catalog, in ISO format.
            on: The date of the text, in ISO format.
            within: The document that the surroundings name.
            explain: Whether to look for near misses, which takes time.
            editions: The edition of what states none, by standard.
            of_path: The edition that the path of the file states, by standard.
        """
        self.of_path = of_path
        self.lexicon = lexicon
        self.day = day
        self.on = on
        self.within = within
        self.explain = explain
        self.editions = editions
        self._days = [lexicon.editions_on(each) for each in (on, day) if each is not None]
        self._known_candidates: dict[_Key, tuple[Ref, ...]] = {}
        self._unknown = UnknownReferences(lexicon, self._editions_known, explain=explain)

    def resolve_page(self, page: Page) -> list[Resolved]:
        """Resolve every sighting of a text, in order."""
        if not page.sightings:
            return []
        page.sightings[:] = as_annex_controls(self.lexicon, page)
        unstable = {
            sighting.standard: self._editions_known(sighting.standard)
            for sighting in page.sightings
            if sighting.ids and not self.lexicon.identifiers(sighting.standard).grammar.stable
        }
        starts = [sighting.start for sighting in page.sightings]
        floor = 0
        nearby = []
        for number, sighting in enumerate(page.sightings):
            after = bisect_left(starts, sighting.end, number + 1)
            ceiling = starts[after] if after < len(starts) else len(page.text)
            floor_here = min(floor, sighting.start)
            is_apart = sighting.standard in unstable and sighting.edition is None
            nearby.append(NearbyTitle(page, sighting, floor_here, ceiling, apart=is_apart))
            floor = max(floor, sighting.end)
        settled = editions_of_neighbours(self.lexicon, page, nearby, unstable) if unstable else {}
        stable = {
            sighting.standard: self._editions_known(sighting.standard)
            for sighting in page.sightings
            if sighting.ids and sighting.standard not in unstable
        }
        exclusive = {
            number: edition
            for number, edition in exclusive_editions(self.lexicon, page, stable).items()
            if edition in self.lexicon.identifiers(page.sightings[number].standard).structures.by_edition
        }
        stated_editions, chapters = StatedEditions(page), Chapters(page.text)
        earlier = editions_before_data(page)
        resolved = []
        for number, sighting in enumerate(page.sightings):
            if sighting.edition is not None:
                resolved.append(chapters.settle(self._resolve(sighting, None, nearby[number])))
                continue
            is_document = sighting.is_document
            stated = stated_editions.of_name(sighting) if is_document else stated_editions.of(number)
            if stated is not None and self._is_of_absent_edition(sighting, stated, number in settled):
                newer = sighting._replace(edition="", unknown_edition=stated.text)
                resolved.append(self._unknown.edition(newer)._replace(sighting=sighting))
                continue
            is_before = sighting.standard in earlier and self._edition_within(sighting.standard) is None
            if stated is None and not is_document and is_before:
                older = sighting._replace(edition="", unknown_edition=earlier[sighting.standard])
                resolved.append(self._unknown.edition(older)._replace(sighting=sighting))
                continue
            edition = stated.edition if stated is not None else None
            if is_document and edition not in self._editions_known(sighting.standard):
                edition = None
            if edition and self._is_retired(sighting, edition):
                edition = None  # a table of many documents names the newest edition of each
            if not edition and not is_document and number not in settled:
                edition = self._edition_of_path(sighting)
            context_edition = edition or settled.get(number) or self._edition_within(sighting.standard)
            if stated is not None and edition and sighting.ids:
                nearby[number].is_stated_plainly = stated_editions.is_plain(stated, sighting)
            found = self._resolve(sighting, context_edition or exclusive.get(number), nearby[number])
            resolved.append(chapters.settle(found._replace(stated=edition or "")))
        return with_links_as_before(page, resolved)

    def _edition_of_path(self, sighting: Sighting) -> str | None:
        """Return the edition that the path of the file states for a provision, if it has that."""
        edition = self.of_path.get(sighting.standard)
        if edition is None or not sighting.ids or self._is_retired(sighting, edition):
            return None
        identifiers = self.lexicon.identifiers(sighting.standard)
        return edition if self._has_provision(identifiers, edition, sighting.ids[0]) else None

    def _is_of_absent_edition(self, sighting: Sighting, stated: Stated, is_settled: bool) -> bool:
        """Tell whether the edition that the surroundings state is newer than the data, or older than them.

        An older edition counts for names, and for provisions only where each edition numbers anew, and unless
        the titles of its neighbours settle another one.
        """
        if stated.edition or self._is_living(sighting):
            return False
        if self.lexicon.names.editions.is_newer(sighting.standard, stated.text):
            return True
        is_renumbered = not self.lexicon.identifiers(sighting.standard).grammar.stable
        known = self._editions_known(sighting.standard)
        is_open = is_renumbered and not sighting.is_document and (stated.is_enclosing or not is_settled)
        is_open = is_open or (sighting.is_document and not sighting.alternatives)
        return is_open and is_older(stated.text.lstrip("vrVR. "), known)

    def _is_retired(self, sighting: Sighting, edition: str) -> bool:
        """Tell whether an edition lists a provision only as one that it no longer has."""
        provisions = self.lexicon.identifiers(sighting.standard).structures.by_edition.get(edition, {})
        return any(provisions[each].get("retired") for each in sighting.ids if each in provisions)

    def _is_living(self, sighting: Sighting) -> bool:
        """Tell whether a provision belongs to a document without editions, which has it in all."""
        return bool(sighting.ids) and self._editions_known(sighting.standard)[-1:] == ["living"]

    def _edition_within(self, standard: str) -> str | None:
        """Return the edition of the document that the surroundings name, else the one that is given."""
        within = self.within
        is_named = within is not None and within.standard == standard and within.edition is not None
        return within.edition if within is not None and is_named else self.editions.get(standard)

    def _resolve(self, sighting: Sighting, context_edition: str | None, nearby: NearbyTitle) -> Resolved:
        """Resolve a sighting, given the edition that the text states near it and the words around it.

        Args:
            sighting: The sighting.
            context_edition: The edition that the text states near it.
            nearby: The words around the reference.
        """
        if sighting.edition == "":
            return self._unknown.edition(sighting)
        if sighting.unknown_id:
            sighting = without_opening(self.lexicon, sighting)
        if sighting.unknown_id:
            return self._unknown.provision(sighting, context_edition)
        if not sighting.ids:
            return self._resolve_document(sighting, context_edition)
        key = (
            sighting.standard,
            sighting.ids,
            sighting.edition,
            context_edition,
            nearby.words,
            nearby.beside,
            sighting.alternatives,
            nearby.is_stated_plainly,
        )
        candidates = self._known_candidates.get(key)
        if candidates is None:
            candidates = self._all_candidates(sighting, context_edition, nearby)
            self._known_candidates[key] = candidates
        if not candidates:
            return self._unknown.provision(sighting, context_edition)
        in_range = tuple(
            candidates[0]._replace(provision=provision_id) for provision_id in sighting.range_ids
        )
        return Resolved(sighting, (*candidates, *in_range), len(candidates) > 1 or sighting.doubtful)

    def _all_candidates(
        self, sighting: Sighting, context_edition: str | None, nearby: NearbyTitle
    ) -> tuple[Ref, ...]:
        """Return what a provision may mean, likeliest first.

        Args:
            sighting: The sighting.
            context_edition: The edition that the text states near it.
            nearby: The words around it.
        """
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
            others = self.lexicon.identifiers(standard)
            for provision_id in sighting.ids:
                found = self._candidates(others, provision_id, None, None, nearby)
                candidates += found or self._candidates(others, article_of(provision_id), None, None, nearby)
        return tuple(candidates)

    def resolve_whole_text(self, page: Page) -> Ref | None:
        """Return the provision whose identifier is the whole text, or all but its document's name."""
        for standard, edition, words in remainders(page):
            earlier = EARLIER_EDITIONS.get(standard)
            if earlier is not None and edition is None and ".".join(words) == earlier.edition:
                continue
            identifiers = self.lexicon.identifiers(standard)
            ids = same_brackets(identifiers.ids_by_tokens.get(" ".join(words), ()), page.text.strip(" ().[]"))
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            refs: set[Ref] = set()
            for provision_id in ids:
                refs.update(self._candidates(identifiers, provision_id, edition, None, None))
            if len(refs) == 1:
                return refs.pop()
        return None

    # ------------------------------------------------------------ documents

    def _resolve_document(self, sighting: Sighting, context_edition: str | None) -> Resolved:
        """Resolve the name of a document to its edition stated with it or near it, given, or current.

        Args:
            sighting: The name.
            context_edition: The edition that the text states near it.
        """
        refs = []
        for standard in (sighting.standard, *sighting.alternatives):
            edition = (sighting.edition or context_edition) if standard == sighting.standard else None
            edition = edition or self._edition_within(standard) or self.current_edition(standard)
            if edition is not None:
                refs.append(Ref(standard, edition))
        if not refs:
            return Resolved(sighting, (), problem=f"{sighting.standard} was not known on {self.day}")
        return Resolved(sighting, tuple(refs), len(refs) > 1)

    def current_edition(self, standard: str) -> str | None:
        """Return the edition current on the date of the text, else on the day of the catalog."""
        return next(filter(None, (day.current(standard) for day in self._days)), None)

    def _editions_known(self, standard: str) -> list[str]:
        """Return the editions of a standard that existed on the catalog's day, oldest first."""
        return self._days[-1].known(standard)

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
        if nearby is not None and nearby_edition in editions and nearby_edition not in by_title:
            stated = nearby_edition
            by_title = [
                each
                for each in by_title
                if not (identifiers.grammar.stable or nearby.is_stated_plainly)
                and nearby.is_clearly(identifiers, provision_id, each, stated)
            ]
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

        Where a publisher renumbers, a single neighbour counts only within one major version, "1.2" says
        nothing about "0.1"; and anywhere only within one year, "E2025" says nothing about "E2023".

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
        if len(neighbours) == 1 and are_apart(edition, neighbours[0], stable=identifiers.grammar.stable):
            return False
        return bool(neighbours) and all(provision_id in structures[other] for other in neighbours)
