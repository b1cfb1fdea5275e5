"""Trace what became of one provision, edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from attrs import frozen

from ..mapping.lineage.asserted import links_of_withdrawn
from ..mapping.lineage.edition_path import is_complete
from ..mapping.lineage.likeness import identifier_key
from ..mapping.lineage.links import (
    SEVERAL,
    Edition,
    Link,
    LinkKind,
    Transition,
    compose,
    paths_of,
    reasons_of,
)
from ..mapping.lineage.transitions import TransitionChain, transitions
from ..mapping.proofs import Chain
from ..mapping.scopes import view_of
from ..records.cards import Card
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables import Table
from ..tables.reasons import Reason, needs_review
from ..vocabulary import Change, Completeness, ProvisionFate
from .comparing import REUSED, change_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import StepCells
    from ..vocabulary.literals import ProvisionFateText

__all__ = ["Step", "Trace", "successors_of", "trace", "trace_over", "transition_chain"]

_PARTIAL = Reason("only a part of that edition is shipped, without it", doubt=True)
_FATES = {
    LinkKind.MERGED: ProvisionFate.MERGED,
    LinkKind.REPLACED: ProvisionFate.REPLACED,
    LinkKind.SPLIT: ProvisionFate.REPLACED,
}


@frozen(repr=False)
class Step(Card):
    """What a provision had become by one edition; `refs` is empty if nothing was left of it.

    `reasons` are the evidence, then the doubts for which a person must decide. `candidates` are possible
    successors, where the data leave it open. `paths` are the lineage relationships behind it.
    """

    document: Ref
    refs: tuple[Ref, ...]
    names: tuple[str, ...]
    fate: ProvisionFate
    reasons: tuple[Reason, ...]
    candidates: tuple[Ref, ...] = ()
    paths: tuple[Chain, ...] = ()

    def __repr__(self) -> str:
        return f"<Step {self.document}: {self.fate}, {', '.join(str(ref.provision) for ref in self.refs)}>"

    @property
    def needs_review(self) -> bool:
        """Whether a person must decide, because a reason is a doubt."""
        return needs_review(self.reasons)


@frozen(eq=False, repr=False)
class Trace(Table[Step, "StepCells", "ProvisionFate | ProvisionFateText"]):
    """What became of a provision: one row for each edition compared, up to `to`.

    Its properties are those of the last row, whose reasons include those of earlier rows. `incomplete`
    lists later editions whose structure is not shipped in full.
    """

    columns = ("document", "fate", "refs", "names", "candidates", "needs_review", "reasons")
    words = ProvisionFate
    word_field = "fate"

    ref: Ref
    incomplete: tuple[Ref, ...] = ()

    @property
    def _last(self) -> Step:
        """The last row; where none was picked, one that knows nothing."""
        return self[-1] if self else Step(self.ref.document, (), (), ProvisionFate.UNKNOWN, ())

    @property
    def to(self) -> Ref:
        """The last document."""
        return self._last.document

    @property
    def fate(self) -> ProvisionFate:
        """What became of the provision in the end."""
        return self._last.fate

    @property
    def successors(self) -> tuple[Ref, ...]:
        """The provisions that it became in the last document, itself included if it is live there."""
        return self._last.refs

    @property
    def candidates(self) -> tuple[Ref, ...]:
        """Possible successors, where the data leave it open."""
        return self._last.candidates

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The evidence, then the doubts for which a person must decide."""
        return self._last.reasons

    @property
    def needs_review(self) -> bool:
        """Whether a person must decide, because a reason is a doubt."""
        return self._last.needs_review

    @property
    def paths(self) -> tuple[Chain, ...]:
        """The lineage relationships behind it, one chain each."""
        return self._last.paths

    def headline(self) -> str:
        """Return the fate, the last document, the successors, and whether a person must decide."""
        successors = (
            f": {', '.join(str(ref.provision) for ref in self.successors)}" if self.successors else ""
        )
        review = ", to be decided" if self.needs_review else ""
        incomplete = (
            f"; not shipped in full: {', '.join(map(str, self.incomplete))}" if self.incomplete else ""
        )
        return f"{self.ref} is {self.fate} in {self.to}{successors}{review}{incomplete}"


def trace(snapshot: Snapshot, ref: str | Ref, to: str | Ref | None) -> Trace:
    """See `Catalog.trace`."""
    provision = snapshot.provision(ref)
    chain = transition_chain(snapshot, snapshot.standard(provision.ref.document), to)
    return trace_over(snapshot, provision, chain)


def successors_of(snapshot: Snapshot) -> Callable[[Ref], tuple[Ref, ...]]:
    """Return a function that gives the successors of a provision in the end, or else the candidates.

    It gives none for a provision without a shipped structure, and follows each document only once.
    """
    chain_from = cache(lambda document: transition_chain(snapshot, snapshot.standard(document), None))

    def successors(ref: Ref) -> tuple[Ref, ...]:
        if str(ref.document) not in snapshot.register.framework_loaders:
            return ()
        found = trace_over(snapshot, snapshot.provision(ref), chain_from(ref.document))
        return found.successors or found.candidates

    return successors


def transition_chain(snapshot: Snapshot, old: Standard, to: str | Ref | None) -> TransitionChain:
    """Return the transitions from a document to another.

    Args:
        snapshot: The data on one day.
        old: The document to begin with.
        to: The document to end with; by default the last successor whose structure is shipped in full.

    Raises:
        UnknownReference: A structure is not shipped, or no succession between the two is known.
    """
    if to is None:
        last, incomplete = _last_successor(snapshot, old)
    else:
        last, incomplete = snapshot.standard(to), ()
        snapshot.framework(last)
    chain = transitions(snapshot, old, last)
    return chain._replace(incomplete=chain.incomplete + incomplete)


def _last_successor(snapshot: Snapshot, old: Standard) -> tuple[Standard, tuple[Ref, ...]]:
    """Return the last successor shipped in full, and later editions that are not."""
    document = old
    while True:
        order = snapshot.register.ordered(document.id)
        first = order.index(str(document.ref))
        current = order.index(str(snapshot.standard(document.id).ref))
        later = order[first : max(current, first) + 1]
        complete = [edition for edition in later[1:] if is_complete(snapshot, edition)]
        last = snapshot.standard(complete[-1]) if complete else document
        replacements = [
            link.ref
            for link in last.replaced_by
            if link.ref and link.ref.standard != last.id and is_complete(snapshot, str(link.ref))
        ]
        if not replacements:
            return last, tuple(map(Ref.parse, later[later.index(str(last.ref)) + 1 :]))
        document = snapshot.standard(replacements[0])


def trace_over(snapshot: Snapshot, provision: Provision, chain: TransitionChain) -> Trace:
    """Return the trace of a provision of the first document of a chain.

    Args:
        snapshot: The data on one day.
        provision: The provision to trace.
        chain: The transitions from its document.
    """
    edition = chain.transitions[0].old
    links = [Link(provision.id, provision.id, LinkKind.SAME, ())]
    if provision.retired:
        links = list(links_of_withdrawn(view_of(snapshot), edition.framework)[provision.id])
    steps = [_step(edition, provision, links)]
    if chain.transitions[0].new is not edition:
        steps += [_later_step(transition, provision, links) for transition in chain.transitions]
    return Trace(steps, provision.ref, chain.incomplete)


def _later_step(transition: Transition, provision: Provision, links: list[Link]) -> Step:
    """Return the step at the later end of a transition.

    Args:
        transition: The transition from the provision's own edition.
        provision: The provision to trace.
        links: The provision in its own edition: itself, or its successors if it is withdrawn.
    """
    onward = [compose(link, more) for link in links for more in transition.links.get(link.new, ())]
    ended = [reason for link in links for reason in transition.ended.get(link.new, ())]
    candidates = () if onward or ended else _namesakes(transition, links)
    return _step(transition.new, provision, onward, ended, candidates)


def _namesakes(transition: Transition, links: list[Link]) -> tuple[Provision, ...]:
    """Return provisions of the later edition with the same identifier that have no predecessor."""
    linked = {link.new for link in transition.all_links()}
    keys = {identifier_key(link.new) for link in links}
    return tuple(
        each
        for each in transition.new.provisions.values()
        if identifier_key(each.id) in keys and each.id not in linked
    )


def _step(
    edition: Edition,
    provision: Provision,
    links: list[Link],
    ended: Sequence[Reason] = (),
    candidates: tuple[Provision, ...] = (),
) -> Step:
    """Return the step of a provision in an edition.

    Args:
        edition: The edition.
        provision: The provision to trace.
        links: The links from the provision to those of the edition.
        ended: Why there are no links, if anything says so.
        candidates: Possible successors, if there are neither links nor reasons.
    """
    framework = edition.framework
    ids = dict.fromkeys(link.new for link in links)
    successors = [edition.provisions[each] for each in ids]
    fate, reasons = _fate(provision, successors, links), list(ended)
    if len(successors) > 1:
        reasons.append(SEVERAL)
    own = (framework.standard, framework.edition) == (provision.standard, provision.edition)
    if candidates:
        fate, reasons = ProvisionFate.UNKNOWN, [REUSED]
    elif not (successors or ended or own or framework.completeness is Completeness.COMPLETE):
        fate, reasons = ProvisionFate.UNKNOWN, [_PARTIAL]
    return Step(
        Ref(framework.standard, framework.edition),
        tuple(each.ref for each in successors),
        tuple(each.name for each in successors),
        fate,
        reasons_of(links, reasons),
        tuple(each.ref for each in candidates),
        paths_of(links),
    )


def _fate(provision: Provision, successors: list[Provision], links: list[Link]) -> ProvisionFate:
    """Return the fate of a provision with these successors.

    Args:
        provision: The provision to trace.
        successors: What it became, each once.
        links: The links to these.
    """
    if len(successors) != 1:
        return ProvisionFate.SPLIT if successors else ProvisionFate.RETIRED
    unchanged = change_of(provision, successors[0], links[0]) is Change.UNCHANGED
    return _FATES.get(links[0].kind, ProvisionFate.LIVE if unchanged else ProvisionFate.RENAMED)
