"""From a sighting to the edition and provision that it means, or to the reason why it means none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.earlier_editions import EARLIER_EDITIONS
from ..lexicon.edition_names import EditionMatch
from ..lexicon.newer_editions import is_older
from ..recognition.law_lists import article_of
from ..recognition.page import Page, Sighting
from ..recognition.remainders import remainders
from .annex_controls import as_annex_controls, without_opening
from .chapters import Chapters
from .editions_of_provisions import EditionsOfProvisions
from .nearby_title import NearbyTitle, ids_by_title
from .neighbours import editions_of_neighbours, exclusive_editions
from .repeated import with_links_as_before
from .resolved import Resolved
from .spelling import printed_as_written, same_brackets
from .stated_editions import Stated, StatedEditions, editions_before_data
from .unknown import UnknownReferences

__all__ = ["Resolved", "Resolver"]

#: A provision as written, with its edition and the words near it; what decides what it may mean.
_Words = tuple[tuple[str, ...], ...]
_Key = tuple[str, tuple[str, ...], str | None, str | None, _Words, _Words, tuple[str, ...], tuple[bool, bool]]
_NO_EDITIONS: Mapping[str, str] = {}
_NO_PATH: Mapping[str, EditionMatch] = {}


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
        of_path: Mapping[str, EditionMatch] = _NO_PATH,
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
        self.provisions = EditionsOfProvisions(lexicon, day, on)
        self._known_candidates: dict[_Key, tuple[Ref, ...]] = {}
        self._unknown = UnknownReferences(lexicon, self.provisions.known, explain=explain)

    def resolve_page(self, page: Page) -> list[Resolved]:
        """Resolve every sighting of a text, in order."""
        if not page.sightings:
            return []
        page.sightings[:] = as_annex_controls(self.lexicon, page)
        unstable = {
            sighting.standard: self.provisions.known(sighting.standard)
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
            sighting.standard: self.provisions.known(sighting.standard)
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
            of_path = None if number in settled else self._stated_by_path(sighting)
            if is_document:
                stated = stated_editions.of_name(sighting, of_path)
            else:
                stated = stated_editions.of(number, of_path)
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
            if is_document and edition not in self.provisions.known(sighting.standard):
                edition = None
            if edition and self.provisions.is_retired(sighting, edition):
                edition = None  # a table of many documents names the newest edition of each
            context_edition = edition or settled.get(number) or self._edition_within(sighting.standard)
            if stated is not None and edition and sighting.ids:
                nearby[number].is_stated_plainly = stated_editions.is_plain(stated, sighting)
                nearby[number].is_stated_near = stated_editions.is_plain(stated, sighting, is_near=True)
            found = self._resolve(sighting, context_edition or exclusive.get(number), nearby[number])
            is_absent = stated is not None and not stated.edition
            found = found._replace(stated=edition or "", of_absent_edition=is_absent)
            resolved.append(chapters.settle(found))
        return with_links_as_before(page, resolved)

    def _stated_by_path(self, sighting: Sighting) -> Stated | None:
        """Return the edition that the path of the file states for a reference, if that can be of it."""
        of_path = self.of_path.get(sighting.standard)
        edition = "" if of_path is None else of_path.edition or ""
        if of_path is None or (edition and sighting.unknown_id):
            return None
        if edition and sighting.ids:
            identifiers = self.lexicon.identifiers(sighting.standard)
            is_of_it = self.provisions.has_provision(identifiers, edition, sighting.ids[0])
            if not is_of_it or self.provisions.is_retired(sighting, edition):
                return None
        return Stated(edition, of_path.text, sighting.start)

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
        known = self.provisions.known(sighting.standard)
        is_open = is_renumbered and not sighting.is_document and (stated.is_enclosing or not is_settled)
        is_open = is_open or (sighting.is_document and not sighting.alternatives)
        return is_open and is_older(stated.text.lstrip("vrVR. "), known)

    def _is_living(self, sighting: Sighting) -> bool:
        """Tell whether a provision belongs to a document without editions, which has it in all."""
        return bool(sighting.ids) and self.provisions.known(sighting.standard)[-1:] == ["living"]

    def _edition_within(self, standard: str) -> str | None:
        """Return the edition of the document that the surroundings name, else the one that is given."""
        if self.within is not None and self.within.standard == standard and self.within.edition is not None:
            return self.within.edition
        return self.editions.get(standard)

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
            (nearby.is_stated_plainly, nearby.is_stated_near),
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
            candidates += self.provisions.candidates(
                identifiers, provision_id, sighting.edition, nearby_edition, nearby
            )
        if len({ref.provision for ref in candidates}) > 1:
            candidates = printed_as_written(identifiers.structures, candidates, nearby_edition)
        for standard in sighting.alternatives:
            others = self.lexicon.identifiers(standard)
            for provision_id in sighting.ids:
                found = self.provisions.candidates(others, provision_id, None, None, nearby)
                candidates += found or self.provisions.candidates(
                    others, article_of(provision_id), None, None, nearby
                )
        return tuple(dict.fromkeys(candidates))

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
                refs.update(self.provisions.candidates(identifiers, provision_id, edition, None, None))
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
            edition = edition or self._edition_within(standard) or self.provisions.current(standard)
            if edition is not None:
                refs.append(Ref(standard, edition))
        if not refs:
            return Resolved(sighting, (), problem=f"{sighting.standard} was not known on {self.day}")
        return Resolved(sighting, tuple(refs), len(refs) > 1)
