"""Compare two editions: what is unchanged, changed, added and retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import frozen

from ..mapping.lineage.likeness import identifier_key, same_name
from ..mapping.lineage.links import SEVERAL, Link, LinkKind, Transition, paths_of, reasons_of
from ..mapping.lineage.transitions import transitions
from ..mapping.proofs import Chain
from ..records.cards import Card
from ..records.provisions import Provision
from ..records.refs import Ref
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables import Table
from ..tables.reasons import Reason, needs_review
from ..vocabulary import Change, Completeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import DifferenceCells
    from ..vocabulary.literals import ChangeText

__all__ = ["REUSED", "Comparison", "Difference", "change_of", "compare"]

#: The doubt about an identifier that stays while its title changes.
REUSED = Reason("the same identifier has another title; whether it means the same is unknown", doubt=True)
_PARTIAL = Reason("only a part of the other edition is shipped", doubt=True)


@frozen(kw_only=True, repr=False)
class Difference(Card):
    """What became of one provision, or of several together, from one edition to another.

    `old` and `new` are the provisions at either end. `reused` lists their identifiers that the other
    edition uses for something else. `reasons` are the evidence, then the doubts for which a person must
    look; without any doubt, the old provision can be taken for the new one. `paths` are the lineage
    relationships behind it.
    """

    change: Change
    old: tuple[Ref, ...]
    new: tuple[Ref, ...]
    old_names: tuple[str, ...]
    new_names: tuple[str, ...]
    reused: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    paths: tuple[Chain, ...] = ()

    def __repr__(self) -> str:
        ends = (", ".join(str(ref.provision) for ref in refs) or "nothing" for refs in (self.old, self.new))
        return f"<Difference {self.change}: {' to '.join(ends)}>"

    @property
    def needs_review(self) -> bool:
        """Whether a person must look, because a reason is a doubt."""
        return needs_review(self.reasons)


@frozen(eq=False, repr=False)
class Comparison(Table[Difference, "DifferenceCells", "Change | ChangeText"]):
    """All provisions of two editions, each in one row on its side; withdrawn ones are left out.

    `old` and `new` are the documents, `intermediate` the editions in between that were compared,
    `incomplete` those in between whose structure is not shipped in full.
    """

    columns = ("change", "old", "old_names", "new", "new_names", "reused", "needs_review", "reasons")
    words = Change
    word_field = "change"

    old: Ref
    new: Ref
    intermediate: tuple[Ref, ...] = ()
    incomplete: tuple[Ref, ...] = ()

    def headline(self) -> str:
        """Return both editions, the number of each change, and the editions not shipped in full."""
        incomplete = (
            f"; not shipped in full: {', '.join(map(str, self.incomplete))}" if self.incomplete else ""
        )
        return f"{self.old} to {self.new}: {self._counts_text()}{incomplete}"

    @property
    def reused(self) -> Comparison:
        """The rows with an identifier that means something else in the other edition."""
        return self.only(where=lambda difference: bool(difference.reused))

    @property
    def to_decide(self) -> Comparison:
        """The rows that a person must look at."""
        return self.only(where=lambda difference: difference.needs_review)


class _Group(NamedTuple):
    """Provisions of two editions that links connect, by identifier."""

    old: Mapping[str, Provision]
    new: Mapping[str, Provision]
    links: tuple[Link, ...] = ()


def compare(snapshot: Snapshot, old: Standard, new: Standard) -> Comparison:
    """See `Catalog.compare`."""
    chain = transitions(snapshot, old, new)
    differences = _differences(chain.transitions[-1])
    return Comparison(differences, old.ref, new.ref, chain.intermediate, chain.incomplete)


def _differences(transition: Transition) -> list[Difference]:
    """Return one row for each group of linked provisions, in the order of the old edition."""
    new = transition.new.provisions
    linked = {link.new for link in transition.all_links()}
    added = {provision_id: each for provision_id, each in new.items() if provision_id not in linked}
    differences = []
    for group in _groups(transition):
        first, provision = next(iter(group.old.items()))
        if not group.new and first in added and not same_name(provision, new[first]):
            group = _Group(group.old, {first: added.pop(first)})
        differences.append(_difference(transition, group))
    groups = (_Group({}, {provision_id: each}) for provision_id, each in added.items())
    return differences + [_difference(transition, group) for group in groups]


def _groups(transition: Transition) -> Iterator[_Group]:
    """Yield the connected components of links, by their first old identifier."""
    provisions, successors = transition.old.provisions, transition.new.provisions
    sources: dict[str, list[str]] = {}
    for source in provisions:
        for link in transition.links.get(source, ()):
            sources.setdefault(link.new, []).append(source)
    grouped: set[str] = set()
    for first in provisions:
        if first not in grouped:
            old, links = [first], list[Link]()
            for source in old:
                own = transition.links.get(source, ())
                links += own
                old += dict.fromkeys(each for link in own for each in sources[link.new] if each not in old)
            grouped.update(old)
            new = {link.new: successors[link.new] for link in links}
            yield _Group({each: provisions[each] for each in old}, new, tuple(links))


def _difference(transition: Transition, group: _Group) -> Difference:
    """Return the row of a group."""
    change = _change(transition, group)
    old, new = group.old.values(), group.new.values()
    return Difference(
        change=change,
        old=tuple(each.ref for each in old),
        new=tuple(each.ref for each in new),
        old_names=tuple(each.name for each in old),
        new_names=tuple(each.name for each in new),
        reused=_reused(transition, group, change),
        reasons=reasons_of(group.links, _further_reasons(transition, group, change)),
        paths=paths_of(group.links),
    )


def _reused(transition: Transition, group: _Group, change: Change) -> tuple[str, ...]:
    """Return the identifiers of a group that the other edition uses for something else."""
    if change is Change.REUSED:
        return tuple(group.new)
    old = [each for each in group.old if each in transition.new.provisions and each not in group.new]
    new = [each for each in group.new if each in transition.old.provisions and each not in group.old]
    return tuple(dict.fromkeys(old + new))


def _further_reasons(transition: Transition, group: _Group, change: Change) -> list[Reason]:
    """Return the reasons for a change that are not those of its links."""
    if group.links:
        return [SEVERAL] if change in (Change.SPLIT, Change.REGROUPED) else []
    reasons = [reason for old in group.old for reason in transition.ended.get(old, ())]
    if change is Change.REUSED:
        reasons.append(REUSED)
    elif change is Change.UNKNOWN:
        reasons.append(_PARTIAL)
    return reasons


def _change(transition: Transition, group: _Group) -> Change:
    """Return the change of a group."""
    if not group.new:
        says_so = any(transition.ended.get(old) for old in group.old)
        complete = transition.new.framework.completeness is Completeness.COMPLETE
        return Change.RETIRED if says_so or complete else Change.UNKNOWN
    if not group.old:
        complete = transition.old.framework.completeness is Completeness.COMPLETE
        return Change.ADDED if complete else Change.UNKNOWN
    if not group.links:
        return Change.REUSED
    if len(group.new) > 1:
        return Change.REGROUPED if len(group.old) > 1 else Change.SPLIT
    if len(group.old) > 1 or group.links[0].kind is LinkKind.MERGED:
        return Change.MERGED
    (old,), (new,) = group.old.values(), group.new.values()
    return change_of(old, new, group.links[0])


def change_of(old: Provision, new: Provision, link: Link) -> Change:
    """Return the change of a provision that has a single link.

    Args:
        old: The provision in the old edition.
        new: The provision in the new edition.
        link: The link between the two.
    """
    if link.kind is LinkKind.REPLACED:
        return Change.REPLACED
    if identifier_key(old.id) != identifier_key(new.id):
        return Change.RENUMBERED
    unchanged = old.name == new.name and link.kind is LinkKind.SAME
    return Change.UNCHANGED if unchanged else Change.RETITLED
