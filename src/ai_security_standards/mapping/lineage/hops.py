"""Hops from a provision to what it is in other editions, each graded by how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from ...algebra import INVERSE
from ...records.refs import Ref
from ...records.relationships import Relationship
from ...snapshot import Snapshot
from ...vocabulary import Lineage, RelationshipType, Trust
from ..graph import EDITIONS, RANKS, Hop, Hops
from .edition_path import find_path
from .links import ONLY_TITLES, Link, LinkKind, reasons_of
from .transitions import ABSENT_BETWEEN, transitions

__all__ = ["Lineages", "lineages_of"]

_MAX_PAIRS = 1_000
#: Doubts because of which only the titles count.
_DOUBTS_OF_TITLES = frozenset((ONLY_TITLES, ABSENT_BETWEEN))
#: The type of lineage that each grade has, read from the earlier provision, where it has one.
_TYPES = {Lineage.MERGED: RelationshipType.MERGED_INTO, Lineage.SPLIT: RelationshipType.SPLIT_INTO}


class Lineages:
    """The hops of provisions to other editions, found pair by pair of documents."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        #: The hops of a document's provisions, and of itself, to another document.
        self.hops: Callable[[str, str], Hops] = lru_cache(_MAX_PAIRS)(self._hops)
        self._steps: Callable[[str, str], tuple[_GradedLink, ...]] = lru_cache(_MAX_PAIRS)(self._find_steps)

    def _hops(self, document: str, other: str) -> Hops:
        found: dict[str, list[Hop]] = {}
        if document in self._snapshot.register.framework_loaders:
            for source, hop in self._hops_between(document, other):
                found.setdefault(source, []).append(hop)
        return {source: tuple(hops) for source, hops in found.items()}

    def _hops_between(self, one: str, other: str) -> Iterator[tuple[str, Hop]]:
        """Yield the hops from one document to another, each with the reference that it begins with."""
        if one.partition("@")[0] == other.partition("@")[0]:
            record = partial(_record_of_documents, one, other)
            yield one, Hop(other, Lineage.TITLED, Trust.PUBLISHER, frozenset(), record)
        snapshot = self._snapshot
        path = find_path(snapshot, snapshot.standard(one), snapshot.standard(other))
        if path is not None:
            earlier, later = (other, one) if path.reversed else (one, other)
            for step in self._steps(earlier, later):
                old, new = f"{earlier}:{step.link.old}", f"{later}:{step.link.new}"
                near, far = (new, old) if path.reversed else (old, new)
                record = partial(_record, step, earlier, later, path.reversed)
                sets = frozenset(each.mapping_set for each in step.link.relationships)
                yield near, Hop(far, step.grade, step.trust, sets, record)

    def _find_steps(self, earlier: str, later: str) -> tuple[_GradedLink, ...]:
        """Return the links between two documents, each with its grade and its author."""
        snapshot = self._snapshot
        chain = transitions(snapshot, snapshot.standard(earlier), snapshot.standard(later))
        links = tuple(chain.transitions[-1].all_links())
        old, new = Counter(link.old for link in links), Counter(link.new for link in links)
        return tuple(
            _GradedLink(link, _grade(link, old[link.old] > 1, new[link.new] > 1), _trust(link))
            for link in links
        )


def lineages_of(snapshot: Snapshot) -> Lineages:
    """Return the lineages of the day, made once."""
    return snapshot.cached("lineages", Lineages)


class _GradedLink(NamedTuple):
    """A link from an earlier provision to a later one, with its grade and its author."""

    link: Link
    grade: Lineage
    trust: Trust


def _grade(link: Link, is_split: bool, is_merged: bool) -> Lineage:
    """Return the grade of a link, given whether its ends have several links."""
    if not _DOUBTS_OF_TITLES.isdisjoint(link.doubts):
        return Lineage.TITLED
    if link.kind is LinkKind.SPLIT or is_split:
        return Lineage.SPLIT
    if link.kind is LinkKind.MERGED or is_merged:
        return Lineage.MERGED
    return Lineage.STATED


def _trust(link: Link) -> Trust:
    """Return the least trusted author of a link; a publisher gives identifiers and titles."""
    trusts = [record.trust for record in link.relationships]
    if any(reason.text.endswith("label in both editions") for reason in link.evidence):
        trusts.append(Trust.CURATED)
    return max(trusts, key=RANKS.__getitem__, default=Trust.PUBLISHER)


def _record(step: _GradedLink, earlier: str, later: str, backwards: bool) -> Relationship:
    """Return a hop as a relationship, read from the earlier or the later provision."""
    link, grade, trust = step
    ends = Ref.parse(f"{earlier}:{link.old}"), Ref.parse(f"{later}:{link.new}")
    forwards = _TYPES.get(grade) or _type_of_one(link)
    near, far = reversed(ends) if backwards else ends
    return Relationship(
        subject=near,
        type=INVERSE[forwards] if backwards else forwards,
        object=far,
        mapping_set=EDITIONS,
        trust=trust,
        comment="; ".join(map(str, reasons_of([link]))),
    )


def _type_of_one(link: Link) -> RelationshipType:
    """Return the type of a link of one provision to one."""
    if link.old == link.new or link.kind is LinkKind.REPLACED:
        return RelationshipType.REPLACED_BY
    return RelationshipType.RENAMED_TO


def _record_of_documents(one: str, other: str) -> Relationship:
    """Return a hop from an edition to another as a relationship."""
    return Relationship(
        subject=Ref.parse(one),
        type=RelationshipType.RELATED,
        object=Ref.parse(other),
        mapping_set=EDITIONS,
        trust=Trust.PUBLISHER,
        comment="another edition of the same document",
    )
