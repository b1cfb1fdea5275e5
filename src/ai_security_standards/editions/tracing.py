"""What became of one provision, edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from ..mapping.scopes import view_of
from ..records.provisions import Framework, Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..tables import Table
from ..vocabulary import Change, Completeness, ProvisionFate
from .comparing import REUSED, one_to_one
from .edition_path import is_complete
from .transitions import (
    MERGED,
    REPLACED,
    SAME,
    SEVERAL,
    SPLIT,
    Evidence,
    Link,
    Passage,
    compose,
    key,
    transitions,
    within,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["TransitionChain", "Step", "Trace", "transition_chain", "successors_of", "trace", "traced"]


@frozen(repr=False)
class Step:
    """What a provision had become by one edition: `refs` is empty where nothing was left of it.

    `candidates` are what may have come of it, where the data do not tell.
    """

    document: Ref
    refs: tuple[Ref, ...]
    names: tuple[str, ...]
    fate: ProvisionFate
    evidence: tuple[Evidence, ...]
    doubts: tuple[str, ...]
    candidates: tuple[Ref, ...] = ()

    def __repr__(self) -> str:
        return f"<Step {self.document}: {self.fate}, {', '.join(str(ref.provision) for ref in self.refs)}>"


class Trace(Table[Step]):
    """What became of a provision: one row for each edition gone over, up to `to`.

    `fate` and `successors` are those of the last row; `doubts` says why a person must decide, all
    rows taken together, and is empty where nobody need. `unread` names later editions whose whole
    structure is not shipped.
    """

    __slots__ = ("ref", "unread")

    columns = ("document", "fate", "refs", "names", "doubts", "candidates", "evidence")

    ref: Ref
    unread: tuple[Ref, ...]

    def __init__(self, records: Sequence[Step], ref: Ref, unread: tuple[Ref, ...] = ()) -> None:
        super().__init__(records)
        object.__setattr__(self, "ref", ref)
        object.__setattr__(self, "unread", unread)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.ref, self.unread)

    def row(self, record: Step) -> dict[str, Any]:
        """One step as plain values."""
        several = {
            name: tuple(map(str, getattr(record, name))) for name in ("refs", "candidates", "evidence")
        }
        return {**super().row(record), **several}

    @property
    def to(self) -> Ref:
        """The document that it leads to."""
        return self[-1].document

    @property
    def fate(self) -> ProvisionFate:
        """What became of it in the end."""
        return self[-1].fate

    @property
    def successors(self) -> tuple[Ref, ...]:
        """What stands for it in the end; itself, in that edition, where it lives."""
        return self[-1].refs

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person must decide; empty where nobody need."""
        return self[-1].doubts

    @property
    def candidates(self) -> tuple[Ref, ...]:
        """What may have come of it, where the data do not tell."""
        return self[-1].candidates

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What says so."""
        return self[-1].evidence

    def headline(self) -> str:
        """What became of it, in which edition."""
        named = f": {', '.join(str(ref.provision) for ref in self.successors)}" if self.successors else ""
        decide = ", to be decided" if self.doubts else ""
        unread = f"; not shipped whole: {', '.join(map(str, self.unread))}" if self.unread else ""
        return f"{self.ref} is {self.fate} in {self.to}{named}{decide}{unread}"


def trace(snapshot: Snapshot, ref: str | Ref, to: str | Ref | None) -> Trace:
    """See `Catalog.trace`."""
    provision = snapshot.provision(ref)
    return traced(
        snapshot, provision, transition_chain(snapshot, snapshot.standard(provision.ref.document), to)
    )


def successors_of(snapshot: Snapshot) -> Callable[[Ref], tuple[Ref, ...]]:
    """A function that gives what came of a provision in the end, or may have; nothing where none can tell.

    It goes over each document's editions once.
    """
    known: dict[Ref, TransitionChain] = {}

    def of(ref: Ref) -> tuple[Ref, ...]:
        if str(ref.document) not in snapshot.register.framework_loaders:
            return ()
        if ref.document not in known:
            known[ref.document] = transition_chain(snapshot, snapshot.standard(ref.document), None)
        found = traced(snapshot, snapshot.provision(ref), known[ref.document])
        return found.successors or found.candidates

    return of


def _goal(snapshot: Snapshot, old: Standard, to: str | Ref | None) -> tuple[Standard, tuple[Ref, ...]]:
    """The document to go to: the one named, else the last that came of the old one and is shipped.

    With it, what came later still and is not shipped whole.
    """
    if to is not None:
        goal = snapshot.standard(to)
        snapshot.framework(goal)
        return goal, ()
    found = old
    while True:
        order = snapshot.register.ordered(found.id)
        current = str(snapshot.standard(found.id).ref)
        later = order[
            order.index(str(found.ref)) : max(order.index(current), order.index(str(found.ref))) + 1
        ]
        complete = [each for each in later[1:] if is_complete(snapshot, each)]
        last = snapshot.standard(complete[-1]) if complete else found
        heirs = [
            snapshot.standard(tie.ref)
            for tie in last.replaced_by
            if tie.ref and tie.ref.standard != last.id and is_complete(snapshot, str(tie.ref))
        ]
        if not heirs:
            beyond = later[later.index(str(last.ref)) + 1 :]
            return last, tuple(map(Ref.parse, beyond))
        found = heirs[0]


class TransitionChain(NamedTuple):
    """The passages from a document to another, and what is not shipped of what lies there."""

    transitions: tuple[Passage, ...]
    unread: tuple[Ref, ...]
    #: The provisions of the first document, then of each passage's other end.
    there: tuple[Mapping[str, Provision], ...]


def transition_chain(snapshot: Snapshot, old: Standard, to: str | Ref | None) -> TransitionChain:
    """The passages from a document to another; the last that came of it if none is named."""
    goal, unread = _goal(snapshot, old, to)
    found, led = transitions(snapshot, old, goal)
    ends = (found[0].old, *(each.new for each in found))
    there = tuple({each.id: each for each in end.provisions} for end in ends)
    return TransitionChain(found, (*map(Ref.parse, led.unread), *unread), there)


def traced(snapshot: Snapshot, provision: Provision, course: TransitionChain) -> Trace:
    """The trace of a provision over a course."""
    own = course.transitions[0].old
    first = [Link(provision.id, provision.id, SAME, ())]
    if provision.retired:
        first = list(within(snapshot, view_of(snapshot), own)[provision.id])
    steps = [_step(own, course.there[0], provision, first, (), ())]
    onwards = zip(course.transitions, course.there[1:], strict=True)
    for each, there in onwards if course.transitions[0].new is not own else ():
        onward = [compose(link, more) for link in first for more in each.links.get(link.new, ())]
        ended = tuple(why for link in first for why in each.ended.get(link.new, ()))
        candidates = () if onward or ended else _namesakes(each, first)
        steps.append(_step(each.new, there, provision, onward, ended, candidates))
    return Trace(steps, provision.ref, course.unread)


def _namesakes(passage: Passage, first: list[Link]) -> tuple[Provision, ...]:
    """What bears the same identifier in the later edition, and came of nothing else."""
    taken = {link.new for links in passage.links.values() for link in links}
    meant = {key(link.new) for link in first}
    return tuple(
        each
        for each in passage.new.provisions
        if key(each.id) in meant and each.id not in taken and not each.retired
    )


def _step(
    framework: Framework,
    there: Mapping[str, Provision],
    provision: Provision,
    links: list[Link],
    ended: tuple[Evidence, ...],
    candidates: tuple[Provision, ...],
) -> Step:
    found = [there[each] for each in dict.fromkeys(link.new for link in links)]
    evidence = dict.fromkeys((*(each for link in links for each in link.evidence), *ended))
    doubts = dict.fromkeys(doubt for link in links for doubt in link.doubts)
    if len(found) > 1:
        doubts[SEVERAL] = None
    fate = _fate(provision, found, links)
    own = (framework.standard, framework.edition) == (provision.standard, provision.edition)
    if candidates:
        fate, doubts = ProvisionFate.UNKNOWN, {REUSED: None}
    elif not (found or ended or own or framework.completeness is Completeness.COMPLETE):
        fate, doubts = ProvisionFate.UNKNOWN, {_PART: None}
    return Step(
        Ref(framework.standard, framework.edition),
        tuple(each.ref for each in found),
        tuple(each.name for each in found),
        fate,
        tuple(evidence),
        tuple(doubts),
        tuple(each.ref for each in candidates),
    )


_PART = "only a part of that edition is shipped, without it"
_FATES = {MERGED: ProvisionFate.MERGED, REPLACED: ProvisionFate.REPLACED, SPLIT: ProvisionFate.REPLACED}


def _fate(provision: Provision, found: list[Provision], links: list[Link]) -> ProvisionFate:
    if len(found) != 1:
        return ProvisionFate.SPLIT if found else ProvisionFate.RETIRED
    unchanged = one_to_one(provision, found[0], links[0]) is Change.UNCHANGED
    return _FATES.get(links[0].how, ProvisionFate.LIVE if unchanged else ProvisionFate.RENAMED)
