"""What law is met by, beside itself: presumptions, defences and other law that counts or takes its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ..records.cards import Card
from ..records.dates import PartialDate
from ..records.laws import Law
from ..records.refs import Ref, ref_text
from ..snapshot import Snapshot
from ..tables import Table, quantity
from ..tables.reasons import Reason
from ..vocabulary import Confidence, LegalEffect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import DeemingCells
    from ..vocabulary.literals import LegalEffectText

__all__ = ["Deeming", "Deemings", "deemed_by"]


@frozen(kw_only=True, repr=False)
class Deeming(Card):
    """The effect that an act gives to meeting something else, as its text reads on a day.

    Attributes:
        ref: The provision that states it.
        effect: What meeting the basis does.
        reaches: The provisions of the act that it reaches, with all below them, or the act.
        unless: The provisions below these that it does not reach.
        extent: The part of these that it reaches; None for the whole.
        in_full: The provisions that it reaches in full in spite of the extent.
        as_covered: Whether it reaches only what the basis covers, so that you must say what that is.
        basis: What has the effect.
        by: The documents or provisions that are the basis; empty where the register has none.
        condition: What must be so beside the basis, and what only you can affirm.
        reason: What the text states, with the act and the article.
        confidence: Whether two readings of the text agree.
    """

    ref: Ref
    effect: LegalEffect
    reaches: tuple[Ref, ...]
    basis: str
    reason: Reason
    unless: tuple[Ref, ...] = ()
    extent: str | None = None
    in_full: tuple[Ref, ...] = ()
    as_covered: bool = False
    by: tuple[Ref, ...] = ()
    condition: str | None = None
    stated_from: PartialDate | None = None
    stated_until: PartialDate | None = None
    confidence: Confidence = Confidence.VERIFIED

    def __repr__(self) -> str:
        return f"<Deeming {self.ref}: {self.effect} by {self.basis}>"

    @property
    def counts(self) -> bool:
        """Whether meeting the basis counts as meeting what it reaches, where you affirm the condition."""
        return self.effect in (LegalEffect.DEEMED, LegalEffect.PRESUMED)


@frozen(eq=False, repr=False)
class Deemings(Table[Deeming, "DeemingCells", "LegalEffect | LegalEffectText"]):
    """What law is met by, beside itself, each with its effect and its condition.

    Nothing in it composes: what is met by something that is itself only deemed to be met is not met.
    """

    __slots__ = ()

    columns = (
        "ref", "effect", "reaches", "unless", "extent", "in_full", "as_covered", "basis", "by", "condition",
        "reason", "stated_from", "stated_until", "confidence",
    )  # fmt: skip

    noun = "rule"
    words = LegalEffect
    word_field = "effect"

    def headline(self) -> str:
        """Return how many rules there are, of how many acts, and how many can count."""
        acts = {rule.ref.document for rule in self}
        counting = sum(rule.counts for rule in self)
        return (
            f"{quantity(len(self), self.noun)} of {quantity(len(acts), 'act')}, {counting} of which can count"
        )

    def affirmed(self, conditions: Iterable[str | Ref]) -> Deemings:
        """Return the rules that count, as their conditions are affirmed.

        Args:
            conditions: The provisions that state the rules whose conditions are met; without an
                edition, of any.
        """
        refs = {Ref.parse(ref_text(each)) for each in conditions}
        return self._with(
            [
                rule
                for rule in self
                if rule.counts and not refs.isdisjoint((rule.ref, rule.ref._replace(edition=None)))
            ]
        )


def deemed_by(snapshot: Snapshot, ref: str | Ref | None = None, by: str | Ref | None = None) -> Deemings:
    """Return what law is met by, as the texts read on the snapshot's day; see `Catalog.deemed_by`."""
    target = None if ref is None else snapshot[ref_text(ref)].ref
    basis = None if by is None else snapshot[ref_text(by)].ref
    acts = sorted(snapshot.register.law_loaders) if target is None else [target.standard]
    found: list[Deeming] = []
    for act in acts:
        law = snapshot.register.law(act)
        if law is not None and law.deemed_by and act in snapshot:
            document = snapshot.standard(act).ref if target is None else target.document
            found += _deemings(snapshot, law, document)
    return Deemings(
        [
            rule
            for rule in found
            if (target is None or _reaches(snapshot, rule, target))
            and (basis is None or any(_overlap(snapshot, basis, each) for each in rule.by))
        ]
    )


def _deemings(snapshot: Snapshot, law: Law, document: Ref) -> Iterator[Deeming]:
    """Yield the rules of an act that its text states on the day, or on that of its entry into force."""
    start = snapshot.standard(document).in_force
    day = snapshot.date if start is None else max(snapshot.date, start.last)
    for rule in law.deemed_by:
        if rule.stated_on(day):
            reached = [document._replace(provision=each) for each in rule.provisions]
            yield Deeming(
                ref=document._replace(provision=rule.article),
                effect=rule.effect,
                reaches=tuple(reached or [document]),
                unless=tuple(document._replace(provision=each) for each in rule.unless),
                extent=rule.extent,
                in_full=tuple(document._replace(provision=each) for each in rule.in_full),
                as_covered=rule.as_covered,
                basis=rule.basis,
                by=rule.by,
                condition=rule.condition,
                reason=Reason(rule.why, f"{law.act}, {rule.article}"),
                stated_from=rule.stated_from,
                stated_until=rule.stated_until,
                confidence=rule.confidence,
            )


def _reaches(snapshot: Snapshot, rule: Deeming, target: Ref) -> bool:
    """Tell whether a rule reaches a document or provision, or something below it."""
    if target.provision is not None and not {target, *_above(snapshot, target)}.isdisjoint(rule.unless):
        return False
    return any(_overlap(snapshot, target, each) for each in rule.reaches)


def _overlap(snapshot: Snapshot, one: Ref, other: Ref) -> bool:
    """Tell whether one of two references is the other, or lies above it in the same edition."""
    if one.document != other.document:
        return False
    if one.provision is None or other.provision is None or one == other:
        return True
    return other in _above(snapshot, one) or one in _above(snapshot, other)


def _above(snapshot: Snapshot, ref: Ref) -> set[Ref]:
    return {each.ref for each in snapshot.ancestors(ref)}
