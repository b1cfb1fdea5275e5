"""Follow all provisions of a document from edition to edition."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ..errors import UnknownReference
from ..mapping.asserted_lineage import live_edition
from ..mapping.likeness import identifier_key, provisions_by_key, same_name
from ..mapping.links import Edition, Link, LinkKind, Transition, best_per_target, compose
from ..mapping.scopes import view_of
from ..records.refs import Ref
from ..records.standards import Standard
from ..snapshot import Snapshot
from ..tables.reasons import Reason
from .edition_path import find_path
from .matching import adjacent_transition, unchanged_link

__all__ = ["TransitionChain", "transitions"]

_ABSENT_BETWEEN = Reason("an edition in between does not contain it", doubt=True)


class TransitionChain(NamedTuple):
    """The transitions from a document to each edition on the way to another.

    `intermediate` lists the editions in between, `incomplete` those whose structure is not shipped in
    full, so that they are left out.
    """

    transitions: tuple[Transition, ...]
    intermediate: tuple[Ref, ...]
    incomplete: tuple[Ref, ...]


def transitions(snapshot: Snapshot, old: Standard, new: Standard) -> TransitionChain:
    """Return the transitions from a document to each edition on the path to another.

    If the other one is the earlier, there is one transition, back to it.

    Args:
        snapshot: The data on one day.
        old: The document to begin with.
        new: The document to end with.

    Raises:
        UnknownReference: A structure is not shipped, or no succession between the two is known.
    """
    path = find_path(snapshot, old, new)
    if path is None:
        raise UnknownReference(f"no succession between {old.ref} and {new.ref} is known", str(new.ref))
    view = view_of(snapshot)
    editions = [live_edition(snapshot.framework(stop)) for stop in path.stops]
    found = [_identity(editions[0])] if len(editions) == 1 else []
    for earlier, later in pairwise(editions):
        adjacent = adjacent_transition(snapshot, view, earlier, later)
        found.append(_with_returned(_join(found[-1], adjacent)) if found else adjacent)
    if path.reversed:
        found = [found[-1].reverse()]
    stops, incomplete = tuple(map(Ref.parse, path.stops)), tuple(map(Ref.parse, path.incomplete))
    return TransitionChain(tuple(found), stops[1:-1], incomplete)


def _identity(edition: Edition) -> Transition:
    """Return the transition from an edition to itself."""
    evidence = (Reason("the same edition", "identifier and title"),)
    links = {each: (Link(each, each, LinkKind.SAME, evidence),) for each in edition.provisions}
    return Transition(edition, edition, links, {})


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
    targets = {link.new for link in transition.all_links()}
    free = provisions_by_key(each for each in transition.new.provisions.values() if each.id not in targets)
    returned = {}
    for provision in transition.old.provisions.values():
        candidate = free.get(identifier_key(provision.id))
        if provision.id not in transition.links and candidate and same_name(provision, candidate):
            returned[provision.id] = (unchanged_link(provision, candidate, [_ABSENT_BETWEEN]),)
    return transition._replace(links={**transition.links, **returned})
