"""Follow all provisions of a document from edition to edition."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ...errors import UnknownReference
from ...records.refs import Ref
from ...records.standards import Standard
from ...snapshot import Snapshot
from ...tables.reasons import Reason
from .asserted import live_edition
from .edition_path import find_path
from .likeness import identifier_key, provisions_by_key, same_name
from .links import Edition, Link, LinkKind, Transition, best_per_target, compose
from .matching import adjacent_transition, unchanged_link
from .whole_view import whole_view

__all__ = ["ABSENT_BETWEEN", "TransitionChain", "transitions"]

_MAX_KEPT = 256
#: Why a provision that came back must be looked at.
ABSENT_BETWEEN = Reason("an edition in between does not contain it", doubt=True)


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
    over = snapshot.cached("transitions", _transitions)
    ends = range(1, len(path.stops)) or [0]
    found = [over(path.stops[: end + 1]) for end in ends]
    if path.reversed:
        found = [found[-1].reverse()]
    stops, incomplete = tuple(map(Ref.parse, path.stops)), tuple(map(Ref.parse, path.incomplete))
    return TransitionChain(tuple(found), stops[1:-1], incomplete)


def _transitions(snapshot: Snapshot) -> Callable[[tuple[str, ...]], Transition]:
    """Return a function of successive documents that gives the transition over them, and keeps some."""
    edition = lru_cache(_MAX_KEPT)(lambda document: live_edition(snapshot.framework(document)))

    @lru_cache(_MAX_KEPT)
    def adjacent(earlier: str, later: str) -> Transition:
        return adjacent_transition(snapshot, whole_view(snapshot), edition(earlier), edition(later))

    @lru_cache(_MAX_KEPT)
    def over(stops: tuple[str, ...]) -> Transition:
        if len(stops) == 1:
            return _identity(edition(stops[0]))
        last = adjacent(*stops[-2:])
        return last if len(stops) == 2 else _with_returned(_join(over(stops[:-1]), last))

    return over


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
            returned[provision.id] = (unchanged_link(provision, candidate, [ABSENT_BETWEEN]),)
    return transition._replace(links={**transition.links, **returned})
