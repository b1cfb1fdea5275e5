"""Follow all provisions of a document from edition to edition."""

from __future__ import annotations

from itertools import pairwise

from ..mapping.likeness import identifier_key, provisions_by_key, same_name
from ..mapping.links import Link, LinkKind, Transition, best_per_target, compose
from ..mapping.scopes import view_of
from ..records.provisions import Framework
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables.reasons import Reason
from .edition_path import EditionPath, require_path
from .matching import adjacent_transition, unchanged_link

__all__ = ["transitions"]

_ABSENT_BETWEEN = Reason("an edition in between does not contain it", doubt=True)


def transitions(
    snapshot: Snapshot, old: Standard, new: Standard
) -> tuple[tuple[Transition, ...], EditionPath]:
    """Return the transitions from a document to each edition on the path to another, and the path.

    If the other one is the earlier, there is one transition, back to it.

    Args:
        snapshot: The data on one day.
        old: The document to begin with.
        new: The document to end with.

    Raises:
        UnknownReference: A structure is not shipped, or no succession between the two is known.
    """
    path = require_path(snapshot, old, new)
    frameworks = [snapshot.framework(stop) for stop in path.stops]
    if len(frameworks) == 1:
        return (_identity(frameworks[0]),), path
    view = view_of(snapshot)
    found: list[Transition] = []
    for earlier, later in pairwise(frameworks):
        adjacent = adjacent_transition(snapshot, view, earlier, later)
        found.append(_with_returned(_join(found[-1], adjacent)) if found else adjacent)
    return ((found[-1].reverse(),) if path.reversed else tuple(found)), path


def _identity(framework: Framework) -> Transition:
    """Return the transition from an edition to itself."""
    evidence = (Reason("the same edition", "identifier and title"),)
    ids = (each.id for each in framework.provisions if not each.retired)
    links = {each: (Link(each, each, LinkKind.SAME, evidence),) for each in ids}
    return Transition(framework, framework, links, {})


def _join(first: Transition, second: Transition) -> Transition:
    """Return the transition over two that follow each other."""
    links: dict[str, tuple[Link, ...]] = {}
    ended = dict(first.ended)
    for old, group in first.links.items():
        onward = [compose(link, more) for link in group for more in second.links.get(link.new, ())]
        reasons = tuple(reason for link in group for reason in second.ended.get(link.new, ()))
        if onward:
            links[old] = best_per_target(onward)
        elif reasons:
            ended[old] = reasons
    return Transition(first.old, second.new, links, ended)


def _with_returned(transition: Transition) -> Transition:
    """Add links of provisions that both ends have unchanged although an edition in between lacks them."""
    targets = {link.new for group in transition.links.values() for link in group}
    free = provisions_by_key(
        each for each in transition.new.provisions if each.id not in targets and not each.retired
    )
    returned = {}
    for provision in transition.old.provisions:
        candidate = free.get(identifier_key(provision.id))
        if provision.id in transition.links or provision.retired or candidate is None:
            continue
        if same_name(provision, candidate):
            returned[provision.id] = (unchanged_link(provision, candidate, [_ABSENT_BETWEEN]),)
    return transition._replace(links={**transition.links, **returned})
