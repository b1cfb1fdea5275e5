"""Tags and results of an assessment carried to another edition, as far as that is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from ..assessments import Assessment, Result
from ..refs import Ref
from ..tabular import Table
from ..vocabulary import Fate, Moved, Outcome
from .tracing import Course, Trace, course, traced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = ["Migration", "Move", "migrate"]


@frozen(kw_only=True, repr=False)
class Move:
    """One reference, carried over or not.

    `to` holds what it became: of what is carried over, the one that it is now; of what must be decided,
    the candidates. `result` is what the assessment found, where one was given. `why` says what must
    be decided, or that nothing came of it, and `trace` what says so.
    """

    ref: Ref
    moved: Moved
    to: tuple[Ref, ...]
    why: tuple[str, ...]
    trace: Trace
    result: Result | None = None

    def __repr__(self) -> str:
        return f"<Move {self.ref}: {self.moved}, {', '.join(map(str, self.to)) or 'nothing'}>"


class Migration(Table[Move]):
    """References, or an assessment's results, carried to another edition: one row each, in their order.

    `refs` are the references carried over, each once; `assessment` their results, None where none were
    given. Nothing that must be decided, and nothing lost, is in these.
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
            "fate": record.trace.fate.value,
            "why": record.why,
            "result": None if record.result is None else record.result.result.value,
            "evidence": tuple(map(str, record.trace.evidence)),
        }

    def headline(self) -> str:
        """How many were carried over, must be decided, are lost."""
        counts = Counter(each.moved for each in self)
        return ", ".join(f"{counts[word]} {word.value.replace('_', ' ')}" for word in Moved)

    @property
    def carried(self) -> Migration:
        """What was carried over."""
        return self._of(Moved.CARRIED_OVER)

    @property
    def to_decide(self) -> Migration:
        """What a person must decide, with candidates."""
        return self._of(Moved.TO_BE_DECIDED)

    @property
    def lost(self) -> Migration:
        """What nothing came of."""
        return self._of(Moved.LOST)

    def _of(self, moved: Moved) -> Migration:
        return Migration([each for each in self if each.moved is moved], self.assessed)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references of the new edition, each once."""
        return tuple(dict.fromkeys(move.to[0] for move in self.carried))

    @property
    def assessment(self) -> Assessment | None:
        """The results carried over, each with its evidence; None where no assessment was given."""
        if not self.assessed:
            return None
        moves = ((move.result, move.to[0]) for move in self.carried)
        return Assessment([result._replace(ref=to) for result, to in moves if result is not None])


def migrate(
    catalog: Catalog, given: str | Ref | Iterable[str | Ref] | Assessment, to: str | Ref
) -> Migration:
    """See `Catalog.migrate`."""
    assessed = isinstance(given, Assessment)
    known: dict[Ref, Course] = {}
    moves = []
    for each in (given,) if isinstance(given, str | Ref) else given:
        result = each if isinstance(each, Result) else None
        ref = each.ref if isinstance(each, Result) else each
        provision = catalog.provision(ref)
        document = provision.ref.document
        if document not in known:
            known[document] = course(catalog, catalog.standard(document), to)
        moves.append(_move(traced(catalog, provision, known[document]), result))
    return Migration(_settled(moves, known) if assessed else moves, assessed)


def _move(found: Trace, result: Result | None) -> Move:
    moved, why = Moved.CARRIED_OVER, found.doubts
    if found.fate is Fate.RETIRED:
        moved, why = (
            Moved.LOST,
            tuple(map(str, found.evidence)) or (f"nothing says that anything in {found.to} came of it",),
        )
    elif found.doubts:
        moved = Moved.TO_BE_DECIDED
    to = found.successors or found.candidates
    return Move(ref=found.ref, moved=moved, to=to, why=why, trace=found, result=result)


def _settled(moves: list[Move], known: dict[Ref, Course]) -> list[Move]:
    """Moves of results, those only that every part of what was merged agrees on."""
    parts: dict[Ref, set[Ref]] = {}
    for document, way in known.items():
        last = way.passages[-1]
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
    if move.moved is not Moved.CARRIED_OVER:
        return move
    (new,) = move.to
    missing = parts.get(new, set()) - given[new]
    why: tuple[str, ...] = ()
    if len(found[new]) > 1:
        why = (f"what went into {new} has different results: {', '.join(sorted(found[new]))}",)
    elif missing:
        why = (f"{new} took in {', '.join(sorted(map(str, missing)))} too, of which there is no result",)
    return evolve(move, moved=Moved.TO_BE_DECIDED, why=why) if why else move
