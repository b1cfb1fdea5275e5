"""What comes out: a ruling on each document and provision, and the table of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from ..records.dates import PartialDate
from ..records.refs import Ref
from ..tables import Table, to_plain_value
from ..vocabulary import Binding, Kind, ProvisionKind, Verdict
from ..vocabulary.criteria import known_value
from .profiles import Profile

__all__ = ["Reason", "Ruling", "Rulings"]


@frozen
class Reason:
    """Why: a sentence in our own words, and the article, or the field of the register, that says so."""

    text: str
    source: str

    def __str__(self) -> str:
        return f"{self.text} ({self.source})"


@frozen(kw_only=True, repr=False)
class Ruling:
    """Whether one document or provision applies to a profile on a day, and why.

    `date` is the day from which it applies or will apply; where that is undecided, the earliest day
    that it can be. `binds` says whether those to whom it applies must follow it: law, and what the
    profile is held to. Of what may apply, `missing` names the facts of the profile that would decide
    it, and `questions` what no fact of a profile answers.
    """

    ref: Ref
    name: str
    kind: Kind | ProvisionKind
    binding: Binding
    binds: bool
    verdict: Verdict
    date: PartialDate | None = None
    why: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Ruling {self.ref}: {self.verdict}{f', {self.date}' if self.date else ''}>"


class Rulings(Table[Ruling]):
    """Rulings for a profile on a day: law first, each document followed by its provisions.

    What is not applicable is left out; `excluded` holds it, with the reasons. No legal advice: see
    `Catalog.applicable`.
    """

    __slots__ = ("_excluded", "day", "profile")

    columns = (
        "ref", "name", "kind", "verdict", "date", "binding", "binds", "why", "missing", "questions",
    )  # fmt: skip
    day: dt.date
    profile: Profile
    _excluded: tuple[Ruling, ...]

    def __init__(
        self, records: Sequence[Ruling], day: dt.date, profile: Profile, excluded: Sequence[Ruling] = ()
    ) -> None:
        super().__init__(records)
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "profile", profile)
        object.__setattr__(self, "_excluded", tuple(excluded))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.day, self.profile, self._excluded)

    def row(self, record: Ruling) -> dict[str, Any]:
        """One ruling as plain values; a reason with its source in brackets."""
        return {
            **super().row(record),
            "why": tuple(map(str, record.why)),
            "date": to_plain_value(record.date),
        }

    def headline(self) -> str:
        """How many of each verdict, on which day."""
        counts = Counter(ruling.verdict for ruling in self)
        told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
        out = f", {len(self._excluded)} not applicable left out" if self._excluded else ""
        return f"{told or 'nothing'} on {self.day}{out}"

    def _of(self, keep: Iterable[Ruling], excluded: Iterable[Ruling] = ()) -> Rulings:
        return Rulings(tuple(keep), self.day, self.profile, tuple(excluded))

    @property
    def excluded(self) -> Rulings:
        """What is not applicable, with the reasons."""
        return self._of(self._excluded)

    @property
    def documents(self) -> Rulings:
        """The rulings on documents alone."""
        return self._of(
            (each for each in self if each.ref.provision is None),
            (each for each in self._excluded if each.ref.provision is None),
        )

    def of(self, standard: str | Ref) -> Rulings:
        """The rulings on one document and its provisions; of its current edition if none is named."""
        ref = Ref.parse(str(standard))

        def meant(ruling: Ruling) -> bool:
            return ruling.ref.standard == ref.standard and ref.edition in (None, ruling.ref.edition)

        return self._of(filter(meant, self), filter(meant, self._excluded))

    def only(self, *verdicts: str) -> Rulings:
        """The rulings with one of these verdicts; UnknownCriterion for an unknown one."""
        wanted = {known_value(each.replace("-", "_"), list(Verdict), "verdict") for each in verdicts}
        return self._of(each for each in (*self, *self._excluded) if each.verdict in wanted)

    @property
    def missing(self) -> tuple[tuple[str, int], ...]:
        """The facts of the profile that are not said, with how many rulings wait for each, most first."""
        counts = Counter(fact for ruling in self for fact in ruling.missing)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
