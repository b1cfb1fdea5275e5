"""Tags and results of an assessment carried to another edition, as far as that is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from attrs import evolve, frozen

from ..assessments import Assessment, Result
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table
from ..vocabulary import MigrationOutcome, Outcome, ProvisionFate
from .edition_path import find_path
from .tracing import Trace, TransitionChain, traced, transition_chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["Migration", "Move", "migrate"]


@frozen(kw_only=True, repr=False)
class Move:
    """One reference, carried over or not.

    `to` holds what it became: of what is carried over, the one that it is now; of what is untouched,
    itself; of what must be decided, the candidates. `result` is what the assessment found, where one
    was given. `why` says what must be decided, that nothing came of it, or why it is untouched, and
    `trace` what became of it; None where the data do not follow it.
    """

    ref: Ref
    moved: MigrationOutcome
    to: tuple[Ref, ...]
    why: tuple[str, ...]
    trace: Trace | None
    result: Result | None = None

    def __repr__(self) -> str:
        return f"<Move {self.ref}: {self.moved}, {', '.join(map(str, self.to)) or 'nothing'}>"


class Migration(Table[Move]):
    """References, or an assessment's results, carried to another edition: one row each, in their order.

    `refs` are what stands in the place of those given, each once: what was carried over, and what
    was left untouched because the other edition does not concern it. `assessment` holds their results,
    None where none were given. Nothing that must be decided, and nothing lost, is in these.
    """

    __slots__ = ("assessed",)

    columns = ("ref", "moved", "to", "fate", "why", "result", "evidence")

    assessed: bool

    def __init__(self, records: Sequence[Move], assessed: bool) -> None:
        super().__init__(records)
        object.__setattr__(self, "assessed", assessed)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.assessed)

    def row(self, record: Move) -> dict[str, Any]:
        """One move as plain values."""
        return {
            "ref": str(record.ref),
            "moved": record.moved.value,
            "to": tuple(map(str, record.to)),
            "fate": None if record.trace is None else record.trace.fate.value,
            "why": record.why,
            "result": None if record.result is None else record.result.result.value,
            "evidence": () if record.trace is None else tuple(map(str, record.trace.evidence)),
        }

    def headline(self) -> str:
        """How many were carried over, must be decided, are lost, and, if any, are untouched."""
        counts = Counter(each.moved for each in self)
        told = [word for word in MigrationOutcome if word is not MigrationOutcome.UNTOUCHED or counts[word]]
        return ", ".join(f"{counts[word]} {word.value.replace('_', ' ')}" for word in told)

    @property
    def carried(self) -> Migration:
        """What was carried over."""
        return self._of(MigrationOutcome.CARRIED_OVER)

    @property
    def to_decide(self) -> Migration:
        """What a person must decide, with candidates."""
        return self._of(MigrationOutcome.TO_BE_DECIDED)

    @property
    def lost(self) -> Migration:
        """What nothing came of."""
        return self._of(MigrationOutcome.LOST)

    @property
    def untouched(self) -> Migration:
        """What the other edition does not concern, each with the reason."""
        return self._of(MigrationOutcome.UNTOUCHED)

    def _of(self, moved: MigrationOutcome) -> Migration:
        return Migration([each for each in self if each.moved is moved], self.assessed)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What stands in the place of the references given, each once."""
        return tuple(dict.fromkeys(move.to[0] for move in self if move.moved in _SURE))

    @property
    def assessment(self) -> Assessment | None:
        """The results that stand, each with its evidence; None where no assessment was given."""
        if not self.assessed:
            return None
        moves = ((move.result, move.to[0]) for move in self if move.moved in _SURE)
        return Assessment([result._replace(ref=to) for result, to in moves if result is not None])


_SURE = (MigrationOutcome.CARRIED_OVER, MigrationOutcome.UNTOUCHED)


def migrate(
    snapshot: Snapshot, given: str | Ref | Iterable[str | Ref] | Assessment, to: str | Ref
) -> Migration:
    """See `Catalog.migrate`."""
    goal = snapshot.standard(to)
    snapshot.framework(goal)
    assessed = isinstance(given, Assessment)
    known: dict[Ref, TransitionChain | _Left] = {}
    moves = []
    for each in (given,) if isinstance(given, str | Ref) else given:
        result = each if isinstance(each, Result) else None
        ref = each.ref if isinstance(each, Result) else each
        moves.append(_moved(snapshot, ref if isinstance(ref, Ref) else Ref.parse(ref), result, goal, known))
    courses = {document: way for document, way in known.items() if isinstance(way, TransitionChain)}
    return Migration(_settled(moves, courses) if assessed else moves, assessed)


class _Left(NamedTuple):
    """What becomes of the references to a document none of which can be moved, and why."""

    moved: MigrationOutcome
    why: str


_WHOLE = _Left(
    MigrationOutcome.UNTOUCHED, "it is a whole document, of which provisions are carried over one by one"
)


def _moved(
    snapshot: Snapshot,
    ref: Ref,
    result: Result | None,
    goal: Standard,
    known: dict[Ref, TransitionChain | _Left],
) -> Move:
    """What becomes of one reference, which is moved only where the way from its document is known."""
    record = snapshot.standard(ref.document)
    document = record.ref
    if document not in known:
        known[document] = _course(snapshot, record, goal)
    way = known[document]
    shipped = str(document) in snapshot.register.framework_loaders
    if ref.provision is not None and isinstance(way, TransitionChain):
        return _move(traced(snapshot, snapshot.provision(ref), way), result)
    moved, why = way if isinstance(way, _Left) else _WHOLE
    if ref.provision is not None and shipped:
        document = snapshot.provision(ref).ref
    pinned = document._replace(provision=ref.provision)
    to = (pinned,) if moved is MigrationOutcome.UNTOUCHED else ()
    return Move(ref=pinned, moved=moved, to=to, why=(why,), trace=None, result=result)


def _course(snapshot: Snapshot, record: Standard, goal: Standard) -> TransitionChain | _Left:
    """The course from a document to the one to go to, or why there is none."""
    if find_path(snapshot, record, goal) is None:
        return _Left(MigrationOutcome.UNTOUCHED, f"nothing says that {goal.ref} came of {record.ref}")
    if str(record.ref) not in snapshot.register.framework_loaders:
        return _Left(MigrationOutcome.TO_BE_DECIDED, f"no structure of {record.ref} is shipped")
    return transition_chain(snapshot, record, goal.ref)


def _move(found: Trace, result: Result | None) -> Move:
    moved, why = MigrationOutcome.CARRIED_OVER, found.doubts
    if found.fate is ProvisionFate.RETIRED:
        moved, why = (
            MigrationOutcome.LOST,
            tuple(map(str, found.evidence)) or (f"nothing says that anything in {found.to} came of it",),
        )
    elif found.doubts:
        moved = MigrationOutcome.TO_BE_DECIDED
    to = found.successors or found.candidates
    return Move(ref=found.ref, moved=moved, to=to, why=why, trace=found, result=result)


def _settled(moves: list[Move], known: dict[Ref, TransitionChain]) -> list[Move]:
    """Moves of results, those only that every part of what was merged agrees on."""
    parts: dict[Ref, set[Ref]] = {}
    for document, way in known.items():
        last = way.transitions[-1]
        for links in last.links.values():
            for link in links:
                new = Ref(last.new.standard, last.new.edition, link.new)
                parts.setdefault(new, set()).add(document._replace(provision=link.old))
    found: dict[Ref, set[Outcome]] = {}
    given: dict[Ref, set[Ref]] = {}
    for move in moves:
        for new in move.to:
            found.setdefault(new, set()).update([move.result.result] if move.result else ())
            given.setdefault(new, set()).add(move.ref)
    return [_agreed(move, found, given, parts) for move in moves]


def _agreed(
    move: Move, found: dict[Ref, set[Outcome]], given: dict[Ref, set[Ref]], parts: dict[Ref, set[Ref]]
) -> Move:
    if move.moved is not MigrationOutcome.CARRIED_OVER:
        return move
    (new,) = move.to
    missing = parts.get(new, set()) - given[new]
    why: tuple[str, ...] = ()
    if len(found[new]) > 1:
        why = (f"what went into {new} has different results: {', '.join(sorted(found[new]))}",)
    elif missing:
        why = (f"{new} took in {', '.join(sorted(map(str, missing)))} too, of which there is no result",)
    return evolve(move, moved=MigrationOutcome.TO_BE_DECIDED, why=why) if why else move
