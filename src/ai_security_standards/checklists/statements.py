"""Statements of Applicability: for each control of a standard, whether it applies, why, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from ..assessments import Assessment, Result, worst_results
from ..records.cards import Card
from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table, attach_provenance, quantity
from ..vocabulary import ImplementationStatus, Outcome, ProvisionKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot
    from ..tables.rows import StatementCells
    from ..vocabulary.literals import ImplementationStatusText

__all__ = ["ControlStatement", "Statement", "statement"]

#: The annex that the management system standards of ISO and IEC list their controls in.
_ANNEX = "Annex A"
_OUTCOMES: Mapping[ImplementationStatus | None, Outcome] = {
    None: Outcome.NOT_ASSESSED,
    ImplementationStatus.IMPLEMENTED: Outcome.SATISFIED,
    ImplementationStatus.ALTERNATIVE: Outcome.SATISFIED,
    ImplementationStatus.PARTIAL: Outcome.PARTLY,
    ImplementationStatus.PLANNED: Outcome.NOT_SATISFIED,
    ImplementationStatus.NOT_IMPLEMENTED: Outcome.NOT_SATISFIED,
}
_STATUSES: Mapping[Outcome, ImplementationStatus] = {
    Outcome.SATISFIED: ImplementationStatus.IMPLEMENTED,
    Outcome.PARTLY: ImplementationStatus.PARTIAL,
    Outcome.NOT_SATISFIED: ImplementationStatus.NOT_IMPLEMENTED,
}


@frozen(kw_only=True, repr=False)
class ControlStatement(Card):
    """What an organisation says of one control.

    Attributes:
        title: The title of the control.
        under: The element above it, such as an objective.
        applicable: Whether it is included; None until somebody has decided.
        justification: Why it is included, or why it is excluded.
        status: How far it is implemented; None where it is excluded, or nobody has said.
        owner: Who answers for it.
        evidence: The documents that show it.
        due: When it is to be implemented.
        reviewed: When the entry was last reviewed.
    """

    ref: Ref
    title: str = ""
    under: str | None = None
    applicable: bool | None = None
    justification: str | None = None
    status: ImplementationStatus | None = None
    owner: str | None = None
    evidence: str | None = None
    due: PartialDate | None = None
    reviewed: PartialDate | None = None
    note: str | None = None

    def __repr__(self) -> str:
        return f"<ControlStatement {self.ref}: {self.title}>"

    @property
    def is_complete(self) -> bool:
        """Whether it says what 6.1.3 of ISO/IEC 27001 and 42001 asks: inclusion, reason, implementation."""
        is_decided = self.applicable is not None and self.justification is not None
        return is_decided and (self.applicable is False or self.status is not None)


@frozen(eq=False, repr=False)
class Statement(Table[ControlStatement, "StatementCells", "ImplementationStatus | ImplementationStatusText"]):
    """A Statement of Applicability: one entry for each control, in the order of the standard.

    Attributes:
        organization: The organisation that it is of.
        scope: The scope of its management system.
        version: The version of the document.
        date: The day of its issue.
        approved_by: Who approved it.
        identifier: The number of the document.
        owner: Who keeps it up to date.
        approved_on: The day of its approval.
        next_review: When it is to be reviewed.
    """

    columns = (
        "ref", "title", "under", "applicable", "justification", "status", "owner", "evidence", "due",
        "reviewed", "note",
    )  # fmt: skip
    noun = "control"
    words = ImplementationStatus
    word_field = "status"
    organization: str | None = None
    scope: str | None = None
    version: str | None = None
    date: str | None = None
    approved_by: str | None = None
    identifier: str | None = None
    owner: str | None = None
    approved_on: str | None = None
    next_review: str | None = None

    @property
    def incomplete(self) -> Statement:
        """The entries that lack a decision, its reason, or the state of an included control."""
        return self.only(where=lambda each: not each.is_complete)

    @property
    def assessment(self) -> Assessment:
        """The entries as results; the justification becomes the note.

        An excluded control is not applicable. One that is planned, or not implemented, is not satisfied.
        """
        results = [
            Result(
                each.ref,
                Outcome.NOT_APPLICABLE if each.applicable is False else _OUTCOMES[each.status],
                each.evidence,
                date=each.reviewed,
                note=each.justification,
            )
            for each in self
        ]
        return attach_provenance(Assessment(results), self._provenance)

    def fill(self, assessment: Assessment) -> Statement:
        """Return the statement with the results of an assessment where it has no decision yet.

        Args:
            assessment: Results; of several for a control, the worst stands.
        """
        results: dict[Ref, list[Result]] = {}
        for result in assessment:
            results.setdefault(result.ref, []).append(result)
        return self._with([_filled(each, results.get(each.ref, ())) for each in self])

    def headline(self) -> str:
        """Return how many controls there are, how many are included and excluded, and what is missing."""
        included = sum(each.applicable is True for each in self)
        excluded = sum(each.applicable is False for each in self)
        parts = [f"{quantity(len(self), self.noun)}: {included} included, {excluded} excluded"]
        if self._counts_text():
            parts.append(self._counts_text())
        missing = len(self.incomplete)
        return "; ".join([*parts, *([f"{missing} incomplete"] if missing else [])])


def _filled(entry: ControlStatement, found: Sequence[Result]) -> ControlStatement:
    if not found or entry.applicable is not None:
        return entry
    worst = worst_results(found)[0]
    if worst.result is Outcome.NOT_ASSESSED:
        return entry
    return evolve(
        entry,
        applicable=worst.result is not Outcome.NOT_APPLICABLE,
        status=_STATUSES.get(worst.result),
        evidence=entry.evidence or worst.evidence,
        reviewed=entry.reviewed or worst.date,
        justification=entry.justification or worst.note,
    )


def statement(snapshot: Snapshot, standard: str | Ref | Standard) -> Statement:
    """Return a Statement of Applicability to be filled in.

    Its entries are the controls of Annex A; of a document without one, all that can be assessed.

    Args:
        snapshot: The data on a day.
        standard: The document.

    Raises:
        UnknownReference: There is no such document, or its structure is not shipped.

    >>> from ai_security_standards import load
    >>> statement(load().snapshot, "iso-iec-42001@2023").headline()
    '38 controls: 0 included, 0 excluded; 38 incomplete'
    """
    provisions = snapshot.provisions(standard)
    inside = {_ANNEX}
    for each in provisions:  # parents come first
        if each.parent in inside:
            inside.add(each.id)
    chosen = [each for each in provisions if each.kind is ProvisionKind.CONTROL and each.id in inside]
    if not chosen:
        chosen = [each for each in provisions if each.assessable and not each.retired]
    names = {each.id: each.name for each in provisions}
    entries = [
        ControlStatement(
            ref=each.ref,
            title=each.name,
            under=None if each.parent is None else f"{each.parent} {names[each.parent]}",
        )
        for each in chosen
    ]
    return attach_provenance(Statement(entries), snapshot.provenance)
