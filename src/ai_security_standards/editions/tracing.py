"""What became of one provision, edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import frozen

from ..mapping.scopes import view_of
from ..records import Standard
from ..refs import Ref
from ..structures import Framework, Provision
from ..tabular import Table
from ..vocabulary import Change, Completeness, Fate
from .comparing import REUSED, one_to_one
from .passages import (
    MERGED,
    REPLACED,
    SAME,
    SEVERAL,
    SPLIT,
    Evidence,
    Link,
    Passage,
    key,
    over,
    passages,
    within,
)
from .ways import whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = ["Course", "Step", "Trace", "course", "heirs", "trace", "traced"]


@frozen(repr=False)
class Step:
    """What a provision had become by one edition: `refs` is empty where nothing was left of it.

    `candidates` are what may have come of it, where the data do not tell.
    """

    document: Ref
    refs: tuple[Ref, ...]
    names: tuple[str, ...]
    fate: Fate
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
    def fate(self) -> Fate:
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


def trace(catalog: Catalog, ref: str | Ref, to: str | Ref | None) -> Trace:
    """See `Catalog.trace`."""
    provision = catalog.provision(ref)
    return traced(catalog, provision, course(catalog, catalog.standard(provision.ref.document), to))


def heirs(catalog: Catalog) -> Callable[[Ref], tuple[Ref, ...]]:
    """A function that gives what came of a provision in the end, or may have; nothing where none can tell.

    It goes over each document's editions once.
    """
    known: dict[Ref, Course] = {}

    def of(ref: Ref) -> tuple[Ref, ...]:
        if str(ref.document) not in catalog._register.structured:
            return ()
        if ref.document not in known:
            known[ref.document] = course(catalog, catalog.standard(ref.document), None)
        found = traced(catalog, catalog.provision(ref), known[ref.document])
        return found.successors or found.candidates

    return of


def _goal(catalog: Catalog, old: Standard, to: str | Ref | None) -> tuple[Standard, tuple[Ref, ...]]:
    """The document to go to: the one named, else the last that came of the old one and is shipped.

    With it, what came later still and is not shipped whole.
    """
    if to is not None:
        goal = catalog.standard(to)
        catalog.framework(goal)
        return goal, ()
    found = old
    while True:
        order = catalog._register.ordered(found.id)
        current = str(catalog.standard(found.id).ref)
        later = order[
            order.index(str(found.ref)) : max(order.index(current), order.index(str(found.ref))) + 1
        ]
        complete = [each for each in later[1:] if whole(catalog, each)]
        last = catalog.standard(complete[-1]) if complete else found
        heirs = [
            catalog.standard(tie.ref)
            for tie in last.replaced_by
            if tie.ref and tie.ref.standard != last.id and whole(catalog, str(tie.ref))
        ]
        if not heirs:
            beyond = later[later.index(str(last.ref)) + 1 :]
            return last, tuple(map(Ref.parse, beyond))
        found = heirs[0]


class Course(NamedTuple):
    """The passages from a document to another, and what is not shipped of what lies there."""

    passages: tuple[Passage, ...]
    unread: tuple[Ref, ...]
    #: The provisions of the first document, then of each passage's other end.
    there: tuple[Mapping[str, Provision], ...]


def course(catalog: Catalog, old: Standard, to: str | Ref | None) -> Course:
    """The passages from a document to another; the last that came of it if none is named."""
    goal, unread = _goal(catalog, old, to)
    found, led = passages(catalog, old, goal)
    ends = (found[0].old, *(each.new for each in found))
    there = tuple({each.id: each for each in end.provisions} for end in ends)
    return Course(found, (*map(Ref.parse, led.unread), *unread), there)


def traced(catalog: Catalog, provision: Provision, course: Course) -> Trace:
    """The trace of a provision over a course."""
    own = course.passages[0].old
    first = [Link(provision.id, provision.id, SAME, ())]
    if provision.retired:
        first = list(within(catalog, view_of(catalog), own)[provision.id])
    steps = [_step(own, course.there[0], provision, first, (), ())]
    onwards = zip(course.passages, course.there[1:], strict=True)
    for each, there in onwards if course.passages[0].new is not own else ():
        onward = [over(link, more) for link in first for more in each.links.get(link.new, ())]
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
        fate, doubts = Fate.UNKNOWN, {REUSED: None}
    elif not (found or ended or own or framework.completeness is Completeness.COMPLETE):
        fate, doubts = Fate.UNKNOWN, {_PART: None}
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
_FATES = {MERGED: Fate.MERGED, REPLACED: Fate.REPLACED, SPLIT: Fate.REPLACED}


def _fate(provision: Provision, found: list[Provision], links: list[Link]) -> Fate:
    if len(found) != 1:
        return Fate.SPLIT if found else Fate.RETIRED
    unchanged = one_to_one(provision, found[0], links[0]) is Change.UNCHANGED
    return _FATES.get(links[0].how, Fate.LIVE if unchanged else Fate.RENAMED)
