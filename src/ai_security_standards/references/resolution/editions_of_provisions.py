"""The edition in which a provision is read, of those that have it."""

from __future__ import annotations

from collections.abc import Sequence

from ..._store.lazily import regex
from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.identifiers import Identifiers
from ..lexicon.newer_editions import are_apart
from ..recognition.page import Sighting
from .nearby_title import NearbyTitle, editions_by_title, means_the_same

__all__ = ["EditionsOfProvisions"]

#: The zero before a number, which CSF 1.1 does not print, and CSF 2.0 does: "DE.AE-02".
_PADDING = regex(r"-0(?=[1-9])")


class EditionsOfProvisions:
    """The editions of documents on the day of a catalog, and which of them a provision is read in."""

    def __init__(self, lexicon: Lexicon, day: str, on: str | None) -> None:
        """Prepare for texts of one date.

        Args:
            lexicon: The names and identifiers of the register.
            day: The day of the catalog, in ISO format.
            on: The date of the text, in ISO format.
        """
        self._lexicon = lexicon
        self._on = on
        self._days = [lexicon.editions_on(each) for each in (on, day) if each is not None]

    def known(self, standard: str) -> list[str]:
        """Return the editions of a standard that existed on the catalog's day, oldest first."""
        return self._days[-1].known(standard)

    def current(self, standard: str) -> str | None:
        """Return the edition current on the date of the text, else on the day of the catalog."""
        return next(filter(None, (day.current(standard) for day in self._days)), None)

    def is_retired(self, sighting: Sighting, edition: str) -> bool:
        """Tell whether an edition lists a provision only as one that it no longer has."""
        provisions = self._lexicon.identifiers(sighting.standard).structures.by_edition.get(edition, {})
        return any(provisions[each].get("retired") for each in sighting.ids if each in provisions)

    def candidates(
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
            spellings = (provision_id, _PADDING.sub("-", provision_id))
            having = (each for each in spellings if self.has_provision(identifiers, written_edition, each))
            return [Ref(standard, written_edition, each) for each in having][:1]
        structures = identifiers.structures.by_edition
        known_editions = self.known(standard)
        editions = [edition for edition in known_editions if provision_id in structures.get(edition, ())]
        if not editions or self._is_later_than_stated(identifiers, nearby_edition, editions, nearby):
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

    def _is_later_than_stated(
        self,
        identifiers: Identifiers,
        stated: str | None,
        editions: Sequence[str],
        nearby: NearbyTitle | None,
    ) -> bool:
        """Tell whether only later editions have a provision than the one that the text states near it.

        Args:
            identifiers: The identifiers of the standard.
            stated: The edition that the text states near it.
            editions: The editions that have the provision, oldest first.
            nearby: The words around it.
        """
        is_plain = nearby is not None and nearby.is_stated_near
        if not is_plain or stated not in identifiers.structures.complete:
            return False
        known = self.known(identifiers.standard)
        return known.index(stated) < known.index(editions[0])

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
            and self.has_provision(identifiers, nearby_edition, provision_id)
        ):
            return nearby_edition
        if self._on is None or by_title:
            return None
        current = self.current(identifiers.standard)
        has_provision = current is not None and self.has_provision(identifiers, current, provision_id)
        return current if has_provision else None

    def _best_edition(self, standard: str, possible: Sequence[str]) -> str:
        """Return the current one of several editions, else the newest one before it, else the newest."""
        current = self.current(standard)
        if current is not None and current in possible:
            return current
        known_editions = self.known(standard)
        until = known_editions[: known_editions.index(current) + 1] if current in known_editions else []
        return ([edition for edition in possible if edition in until] or possible)[-1]

    def has_provision(self, identifiers: Identifiers, edition: str, provision_id: str) -> bool:
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
        known_editions = self.known(identifiers.standard)
        if edition not in known_editions:
            return False
        number = known_editions.index(edition)
        earlier = [other for other in known_editions[:number] if other in structures][-1:]
        later = [other for other in known_editions[number + 1 :] if other in structures][:1]
        neighbours = earlier + later
        if len(neighbours) == 1 and are_apart(edition, neighbours[0], stable=identifiers.grammar.stable):
            return False
        return bool(neighbours) and all(provision_id in structures[other] for other in neighbours)
