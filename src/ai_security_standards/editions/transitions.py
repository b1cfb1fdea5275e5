"""The passage from one edition to another: which provision became which, and who says so."""

from __future__ import annotations

from itertools import pairwise

from ..mapping.asserted_lineage import within
from ..mapping.likeness import alike, by_key, key
from ..mapping.links import (
    MERGED,
    REPLACED,
    SAME,
    SEVERAL,
    SPLIT,
    Evidence,
    Link,
    Passage,
    best_per_target,
    compose,
)
from ..mapping.scopes import view_of
from ..records.provisions import Framework
from ..records.standards import Standard
from .edition_path import EditionPath, require_path
from .matching import adjacent_transition, unchanged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = [
    "MERGED",
    "REPLACED",
    "SAME",
    "SEVERAL",
    "SPLIT",
    "Evidence",
    "Link",
    "Passage",
    "alike",
    "key",
    "compose",
    "transitions",
    "within",
]


def transitions(snapshot: Snapshot, old: Standard, new: Standard) -> tuple[tuple[Passage, ...], EditionPath]:
    """What became of the provisions of one document by each edition on the way to another.

    The other may be the earlier one: then it is one passage, to what they came from.
    """
    forward, turned = require_path(snapshot, old, new)
    frameworks = [snapshot.framework(stop) for stop in forward.stops]
    if len(frameworks) == 1:
        return (_itself(frameworks[0]),), forward
    view = view_of(snapshot)
    found: list[Passage] = []
    for one, other in pairwise(frameworks):
        direct = adjacent_transition(snapshot, view, one, other)
        found.append(_returned(_joined(found[-1], direct)) if found else direct)
    return ((found[-1].turned(),) if turned else tuple(found)), forward


def _itself(framework: Framework) -> Passage:
    same = Evidence("identifier and title", "the same edition")
    live = (each.id for each in framework.provisions if not each.retired)
    return Passage(framework, framework, {each: (Link(each, each, SAME, (same,)),) for each in live}, {})


def _joined(first: Passage, second: Passage) -> Passage:
    onward = {
        old: [compose(link, more) for link in there for more in second.links.get(link.new, ())]
        for old, there in first.links.items()
    }
    # Two ways to the same one are one link: the surer, with the evidence of both.
    links = {old: best_per_target(led) for old, led in onward.items() if led}
    ended = {
        old: tuple(why for link in there for why in second.ended.get(link.new, ()))
        for old, there in first.links.items()
        if old not in links
    }
    said = {old: why for old, why in ended.items() if why}
    return Passage(first.old, second.new, links, {**first.ended, **said})


def _returned(found: Passage) -> Passage:
    """With what is in both ends under the same identifier and title, though an edition between lacks it."""
    taken = {link.new for links in found.links.values() for link in links}
    free = by_key(each for each in found.new.provisions if each.id not in taken and not each.retired)
    back = {
        each.id: (unchanged(each, free[key(each.id)], ("an edition between does not have it",)),)
        for each in found.old.provisions
        if each.id not in found.links
        and not each.retired
        and key(each.id) in free
        and alike(each, free[key(each.id)])
    }
    return found._replace(links={**found.links, **back})
