"""Rulings on documents and provisions, and the table of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from ..records.cards import Card
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..tables import Table
from ..tables.reasons import Reason
from ..vocabulary import Binding, Kind, ProvisionKind, Verdict
from .profiles import Profile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import RulingCells
    from ..vocabulary.literals import VerdictText

__all__ = ["Ruling", "Rulings"]


@frozen(kw_only=True, repr=False)
class Ruling(Card):
    """Whether one document or provision applies to a profile on a day, with the reasons.

    Attributes:
        date: The day from which it applies or will apply; where that is undecided, the earliest
            possible day.
        binds: Whether those to whom it applies must follow it: law, and what the profile is held to.
        reasons: Sentences in our own words, each with the article or the field of the register.
        missing: Of what may apply, the facts of the profile that would decide it.
        questions: Of what may apply, the questions that no fact of a profile answers.
        decided_by: Those of the facts and questions each of which alone may decide it.
        exceptions: Of what may apply, the exclusions that alone keep it open: without them, it applies
            from `date`.
        fit: Of a voluntary document that applies, why it fits best: what it gives under law that may bind
            the profile, whether one can be certified against it, whether it is free of charge.
    """

    ref: Ref
    name: str
    kind: Kind | ProvisionKind
    binding: Binding
    binds: bool
    verdict: Verdict
    date: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Ruling {self.ref}: {self.verdict}{f', {self.date}' if self.date else ''}>"


@frozen(eq=False, repr=False)
class Rulings(Table[Ruling, "RulingCells", "Verdict | VerdictText"]):
    """Rulings for a profile on a day: law first, each document followed by its provisions.

    What is not applicable is left out; `excluded` has it, with the reasons. This is no legal advice:
    see `Catalog.applicable`.
    """

    columns = (
        "ref", "name", "kind", "verdict", "date", "binding", "binds", "reasons", "missing", "questions",
        "decided_by", "exceptions", "fit",
    )  # fmt: skip

    words = Verdict
    word_field = "verdict"

    day: dt.date
    profile: Profile
    _excluded: tuple[Ruling, ...] = ()

    def headline(self) -> str:
        """Return the number of rulings by verdict, and the day."""
        left_out = f", {len(self._excluded)} not applicable left out" if self._excluded else ""
        return f"{self._counts_text() or 'nothing'} on {self.day}{left_out}"

    def _select(self, records: Iterable[Ruling], excluded: Iterable[Ruling] = ()) -> Rulings:
        return evolve(self, records=tuple(records), excluded=tuple(excluded))

    @property
    def excluded(self) -> Rulings:
        """The rulings on what is not applicable, with the reasons."""
        return self._select(self._excluded)

    @property
    def documents(self) -> Rulings:
        """The rulings on documents alone."""
        return self._select(
            (each for each in self if each.ref.provision is None),
            (each for each in self._excluded if each.ref.provision is None),
        )

    def of(self, standard: str | Ref) -> Rulings:
        """Return the rulings on one document and its provisions, in every edition if none is named."""
        ref = Ref.parse(str(standard))

        def matches(ruling: Ruling) -> bool:
            return ruling.ref.standard == ref.standard and ref.edition in (None, ruling.ref.edition)

        return self._select(filter(matches, self), filter(matches, self._excluded))

    def only(self, *words: Verdict | VerdictText, where: Callable[[Ruling], bool] | None = None) -> Rulings:
        """Return the rulings with one of these verdicts, those on what is not applicable among them.

        Args:
            *words: Words of `Verdict`.
            where: A test of a ruling.

        Raises:
            UnknownCriterion: A verdict is unknown; near misses are named.
        """
        chosen = self._select((*self, *self._excluded)) if words else self
        return chosen._chosen(words, where)

    @property
    def missing(self) -> tuple[tuple[str, int], ...]:
        """The facts that the profile does not give, with the number of rulings that need each, most first."""
        counts = Counter(fact for ruling in self for fact in ruling.missing)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
