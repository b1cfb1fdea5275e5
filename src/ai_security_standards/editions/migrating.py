"""Migrate references and results of an assessment to another edition, as far as that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import evolve, frozen

from ..assessments import Assessment, Result
from ..mapping.lineage.edition_path import find_path
from ..mapping.lineage.transitions import TransitionChain
from ..mapping.proofs import Chain
from ..records.cards import Card
from ..records.refs import Ref
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables import Table, attach_provenance, to_plain_value
from ..tables.reasons import Reason, needs_review
from ..vocabulary import MigrationOutcome, Outcome, ProvisionFate
from .tracing import Trace, trace_over, transition_chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import MoveCells
    from ..vocabulary.literals import MigrationOutcomeText

__all__ = ["Migration", "Move", "migrate"]

_KEPT = (MigrationOutcome.CARRIED_OVER, MigrationOutcome.UNTOUCHED)
_WHOLE_DOCUMENT = Reason("it is a whole document; only provisions are carried over")


@frozen(kw_only=True, repr=False)
class Move(Card):
    """One reference, and the outcome of its migration.

    `to` is its successor if it is carried over, itself if it is untouched, and the candidates if a
    person must decide. `reasons` are the evidence, then the doubts. `trace` says what became of it,
    None if the data do not follow it. `result` is the result of the assessment, if one was given.
    """

    ref: Ref
    outcome: MigrationOutcome
    to: tuple[Ref, ...]
    reasons: tuple[Reason, ...]
    trace: Trace | None
    result: Result | None = None

    def __repr__(self) -> str:
        return f"<Move {self.ref}: {self.outcome}, {', '.join(map(str, self.to)) or 'nothing'}>"

    @property
    def needs_review(self) -> bool:
        """Whether a person must decide, because a reason is a doubt."""
        return needs_review(self.reasons)

    @property
    def paths(self) -> tuple[Chain, ...]:
        """The lineage relationships behind it, one chain each."""
        return () if self.trace is None else self.trace.paths


@frozen(eq=False, repr=False)
class Migration(Table[Move, "MoveCells", "MigrationOutcome | MigrationOutcomeText"]):
    """References, or the results of an assessment, migrated to another edition: one row each, in order.

    `refs` replaces the references given: those carried over, and those left untouched because the
    other edition does not concern them. `assessment` has their results, None if none were given. What
    is lost or to be decided is in neither.
    """

    column_types: ClassVar[Mapping[str, Any]] = {"fate": ProvisionFate | None, "result": Outcome | None}
    columns = ("ref", "outcome", "to", "fate", "needs_review", "result", "reasons")

    words = MigrationOutcome
    word_field = "outcome"

    _assessed: bool

    def row(self, record: Move) -> MoveCells:
        """Return a move as plain values by column."""
        return {
            "ref": str(record.ref),
            "outcome": to_plain_value(record.outcome),
            "to": tuple(map(str, record.to)),
            "fate": None if record.trace is None else to_plain_value(record.trace.fate),
            "needs_review": record.needs_review,
            "result": None if record.result is None else to_plain_value(record.result.result),
            "reasons": tuple(map(str, record.reasons)),
        }

    def headline(self) -> str:
        """Return the number of each outcome."""
        counts = Counter(move.outcome for move in self)
        words = [word for word in MigrationOutcome if word is not MigrationOutcome.UNTOUCHED or counts[word]]
        return ", ".join(f"{counts[word]} {word.value.replace('_', ' ')}" for word in words)

    @property
    def carried(self) -> Migration:
        """The moves that are carried over."""
        return self.only(MigrationOutcome.CARRIED_OVER)

    @property
    def to_decide(self) -> Migration:
        """The moves that a person must decide, with candidates."""
        return self.only(MigrationOutcome.TO_BE_DECIDED)

    @property
    def lost(self) -> Migration:
        """The moves of provisions without a successor."""
        return self.only(MigrationOutcome.LOST)

    @property
    def untouched(self) -> Migration:
        """The moves that the other edition does not concern, each with the reason."""
        return self.only(MigrationOutcome.UNTOUCHED)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references in the place of those given, each once."""
        return tuple(dict.fromkeys(move.to[0] for move in self if move.outcome in _KEPT))

    @property
    def assessment(self) -> Assessment | None:
        """The results that remain valid, each with its evidence; None if no assessment was given."""
        if not self._assessed:
            return None
        moves = ((move.result, move.to[0]) for move in self if move.outcome in _KEPT)
        results = [result._replace(ref=to) for result, to in moves if result is not None]
        return attach_provenance(Assessment(results), self._provenance)


class _NoChain(NamedTuple):
    """The outcome and the reason for all references to a document that cannot be migrated."""

    outcome: MigrationOutcome
    reason: Reason


_Chains = dict[Ref, TransitionChain | _NoChain]


def migrate(
    snapshot: Snapshot, items: str | Ref | Iterable[str | Ref] | Assessment, to: str | Ref
) -> Migration:
    """See `Catalog.migrate`."""
    goal = snapshot.standard(to)
    snapshot.framework(goal)
    assessed = isinstance(items, Assessment)
    chains: _Chains = {}
    moves = []
    for item in (items,) if isinstance(items, str | Ref) else items:
        if isinstance(item, Result):
            moves.append(evolve(_move(snapshot, item.ref, goal, chains), result=item))
        else:
            moves.append(_move(snapshot, item if isinstance(item, Ref) else Ref.parse(item), goal, chains))
    return Migration(_agreed_moves(moves, chains) if assessed else moves, assessed)


def _move(snapshot: Snapshot, ref: Ref, goal: Standard, chains: _Chains) -> Move:
    """Return the move of one reference.

    Args:
        snapshot: The data on one day.
        ref: The reference to migrate.
        goal: The document to migrate to.
        chains: The chains by document, which are added to.
    """
    record = snapshot.standard(ref.document)
    document = record.ref
    if document not in chains:
        chains[document] = _chain(snapshot, record, goal)
    chain = chains[document]
    if ref.provision is not None and isinstance(chain, TransitionChain):
        return _traced_move(trace_over(snapshot, snapshot.provision(ref), chain))
    if ref.provision is not None and str(document) in snapshot.register.framework_loaders:
        document = snapshot.provision(ref).ref
    pinned = document._replace(provision=ref.provision)
    outcome, reason = (
        chain if isinstance(chain, _NoChain) else _NoChain(MigrationOutcome.UNTOUCHED, _WHOLE_DOCUMENT)
    )
    to = (pinned,) if outcome is MigrationOutcome.UNTOUCHED else ()
    return Move(ref=pinned, outcome=outcome, to=to, reasons=(reason,), trace=None)


def _chain(snapshot: Snapshot, record: Standard, goal: Standard) -> TransitionChain | _NoChain:
    """Return the transitions from a document to the goal, or why there are none."""
    if find_path(snapshot, record, goal) is None:
        reason = Reason(f"no succession between {record.ref} and {goal.ref} is known")
        return _NoChain(MigrationOutcome.UNTOUCHED, reason)
    if str(record.ref) not in snapshot.register.framework_loaders:
        reason = Reason(f"the structure of {record.ref} is not shipped", doubt=True)
        return _NoChain(MigrationOutcome.TO_BE_DECIDED, reason)
    return transition_chain(snapshot, record, goal.ref)


def _traced_move(trace: Trace) -> Move:
    """Return the move of a provision by its trace."""
    outcome, reasons = MigrationOutcome.CARRIED_OVER, trace.reasons
    if trace.fate is ProvisionFate.RETIRED:
        outcome = MigrationOutcome.LOST
        reasons = reasons or (Reason(f"no successor in {trace.to} is known"),)
    elif trace.needs_review:
        outcome = MigrationOutcome.TO_BE_DECIDED
    to = trace.successors or trace.candidates
    return Move(ref=trace.ref, outcome=outcome, to=to, reasons=reasons, trace=trace)


def _agreed_moves(moves: Sequence[Move], chains: _Chains) -> list[Move]:
    """Return the moves of results, with those to be decided where merged provisions disagree."""
    merged = _merged_provisions(chains)
    results: dict[Ref, dict[str | None, dict[Ref, set[Outcome]]]] = {}
    assessed: dict[Ref, set[Ref]] = {}
    for move in moves:
        for ref in move.to:
            assessed.setdefault(ref, set()).add(move.ref)
    for source, to, result in [(move.ref, move.to, move.result) for move in moves if move.result]:
        for ref in to:
            by_source = results.setdefault(ref, {}).setdefault(result.subject, {})
            by_source.setdefault(source, set()).add(result.result)
    agreed = []
    for move in moves:
        if move.outcome is MigrationOutcome.CARRIED_OVER:
            (ref,) = move.to
            differing = _different_results(results.get(ref, {}).values())
            doubt = _disagreement(ref, differing, merged.get(ref, set()) - assessed[ref])
            if doubt is not None:
                reasons = (*move.reasons, doubt)
                move = evolve(move, outcome=MigrationOutcome.TO_BE_DECIDED, reasons=reasons)
        agreed.append(move)
    return agreed


def _different_results(by_subject: Iterable[Mapping[Ref, set[Outcome]]]) -> set[Outcome]:
    """Return the results, on any one subject, of provisions that do not have the same."""
    groups = (list(by_source.values()) for by_source in by_subject)
    return {
        outcome for group in groups if group.count(group[0]) < len(group) for outcome in set().union(*group)
    }


def _merged_provisions(chains: Mapping[Ref, TransitionChain | _NoChain]) -> dict[Ref, set[Ref]]:
    """Return the provisions that went into each provision at the end of chains."""
    merged: dict[Ref, set[Ref]] = {}
    for document, chain in chains.items():
        if isinstance(chain, TransitionChain):
            last = chain.transitions[-1]
            for link in last.all_links():
                new = last.new.provisions[link.new].ref
                merged.setdefault(new, set()).add(document._replace(provision=link.old))
    return merged


def _disagreement(ref: Ref, results: set[Outcome], missing: set[Ref]) -> Reason | None:
    """Return the doubt about a merged provision's result, if there is one.

    Args:
        ref: The merged provision.
        results: The results of what was merged into it, where they differ.
        missing: What was merged into it and has no result.
    """
    if results:
        text = f"provisions merged into {ref} have different results: {', '.join(sorted(results))}"
    elif missing:
        refs = ", ".join(sorted(map(str, missing)))
        text = f"{ref} also took in {refs}, which {'has' if len(missing) == 1 else 'have'} no result"
    else:
        return None
    return Reason(text, doubt=True)
