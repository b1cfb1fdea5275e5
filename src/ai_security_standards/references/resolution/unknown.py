"""Why a reference means nothing, and what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..._store.lazily import regex
from ...errors import nearest
from ...vocabulary import ReferenceVerdict
from ..lexicon import Lexicon
from ..lexicon.designations import NATIONAL_PREFIXES
from ..lexicon.newer_editions import is_older
from ..lexicon.not_shipped import is_of_part_not_shipped
from ..recognition.page import Sighting
from ..text.tokens import fold
from .resolved import Resolved

__all__ = ["UnknownReferences"]

#: The point of an annex with its word: "Anhang I Teil I Nr. 7".
_POINT_OF_ANNEX = regex(r"(?i:\b(?:points?|pt|nr|nummer|numero|no|punto|punkt))[. ]{1,2}\(?[0-9]+\)?\Z")
_BILL = regex(r"[A-Z]{1,4} [0-9]{1,4}-[0-9]{1,4}")


class UnknownReferences:
    """Explains editions and identifiers that the data do not have."""

    def __init__(self, lexicon: Lexicon, editions: Callable[[str], Sequence[str]], *, explain: bool) -> None:
        """Prepare for the texts of one date.

        Args:
            lexicon: The names and identifiers of the register.
            editions: Returns the editions of a standard that existed on the day, oldest first.
            explain: Whether to look for near misses, which takes time.
        """
        self._lexicon = lexicon
        self._editions = editions
        self._explain = explain
        self._near_misses: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def edition(self, sighting: Sighting) -> Resolved:
        """Explain that an edition does not exist, with those that do."""
        editions = self._editions(sighting.standard)
        near_misses = tuple(f"{sighting.standard}@{edition}" for edition in editions)
        if self._lexicon.names.editions.is_newer(sighting.standard, sighting.unknown_edition):
            problem = (
                f"{sighting.standard} {sighting.unknown_edition!r} is newer than data "
                f"{self._lexicon.register.data_version}, whose newest edition is {editions[-1]}"
            )
            newer = ReferenceVerdict.NEWER_THAN_DATA
            return Resolved(sighting, (), problem=problem, near_misses=near_misses[-1:], verdict=newer)
        if is_older(sighting.unknown_edition.lstrip("vrVR. "), editions):
            problem = (
                f"{sighting.standard} {sighting.unknown_edition!r} is older than the first edition in the "
                f"data, which is {editions[0]}"
            )
            not_shipped = ReferenceVerdict.NOT_SHIPPED
            return Resolved(sighting, (), problem=problem, near_misses=near_misses, verdict=not_shipped)
        if not NATIONAL_PREFIXES.isdisjoint(fold(sighting.unknown_edition)[:1]):
            problem = (
                f"{sighting.unknown_edition!r} dates an adoption of {sighting.standard}, and the data do not "
                f"tell of which edition; they have {', '.join(editions)}"
            )
            verdict = ReferenceVerdict.NOT_SHIPPED
            return Resolved(sighting, (), problem=problem, near_misses=near_misses, verdict=verdict)
        problem = (
            f"{sighting.standard} has no edition {sighting.unknown_edition!r}; it has {', '.join(editions)}"
        )
        return Resolved(sighting, (), problem=problem, near_misses=near_misses)

    def provision(self, sighting: Sighting, context_edition: str | None) -> Resolved:
        """Explain why an identifier means nothing, with the editions that have it, or near misses.

        Args:
            sighting: The identifier.
            context_edition: The edition that the text states near it.
        """
        if not self._explain:
            return Resolved(sighting, ())
        standard = sighting.standard
        structures = self._lexicon.identifiers(standard).structures.by_edition
        provision_id = sighting.unknown_id or sighting.ids[0]
        if not structures:
            problem = f"no structure of {standard} is shipped, so {provision_id!r} cannot be looked up"
            return Resolved(sighting, (), problem=problem, verdict=ReferenceVerdict.NOT_SHIPPED)
        stated = sighting.edition or (context_edition if context_edition in structures else None)
        document = f"{standard}@{stated}" if stated else standard
        problem = f"{document} has no provision {provision_id!r}"
        if _BILL.fullmatch(provision_id):
            problem = f"{provision_id!r} is the number of another document than {document}"
        having = [edition for edition, provisions in structures.items() if provision_id in provisions]
        if not having:
            edition = sighting.edition or context_edition
            edition = edition if edition in structures else next(reversed(structures))
            near_misses = self._nearest_ids(standard, edition, provision_id)
            verdict = ReferenceVerdict.UNKNOWN
            if not self._ships_siblings(standard, provision_id, stated):
                problem = f"{problem}; only a part of it is shipped"
                verdict, near_misses = ReferenceVerdict.NOT_SHIPPED, ()
            return Resolved(sighting, (), problem=problem, near_misses=near_misses, verdict=verdict)
        if sighting.edition and sighting.edition not in structures:
            problem = f"no structure of {document} is shipped"
        problem = f"{problem}; {provision_id!r} is in {', '.join(having)}"
        near_misses = tuple(f"{standard}@{edition}:{provision_id}" for edition in having)
        return Resolved(sighting, (), problem=problem, near_misses=near_misses)

    def _ships_siblings(self, standard: str, provision_id: str, stated: str | None) -> bool:
        """Tell whether an id that no edition has would be among those shipped: "Artikel 47" of 46.

        Args:
            standard: The id of the document.
            provision_id: The unknown id as written.
            stated: The edition that the text states.
        """
        if is_of_part_not_shipped(standard, provision_id, stated):
            return False
        if _POINT_OF_ANNEX.search(provision_id):
            return True  # only where the points of an annex are known is one of them missing
        identifiers = self._lexicon.identifiers(standard)
        word, space, rest = provision_id.partition(" ")
        printed = identifiers.spellings.get("".join(fold(word)), word) if space else word
        structures = identifiers.structures
        return structures.ships_siblings(provision_id) or structures.is_after_the_last(printed + space + rest)

    def _nearest_ids(self, standard: str, edition: str, provision_id: str) -> tuple[str, ...]:
        """Return references to the provisions of an edition with the most similar ids.

        Args:
            standard: The id of the document.
            edition: The edition.
            provision_id: The unknown id.
        """
        key = standard, edition, provision_id
        if key not in self._near_misses:
            ids = nearest(provision_id, self._lexicon.identifiers(standard).structures.by_edition[edition])
            self._near_misses[key] = tuple(f"{standard}@{edition}:{near}" for near in ids)
        return self._near_misses[key]
