"""Match the provisions of an edition with those of the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...records.names import fold_name
from ...records.provisions import Provision
from ...snapshot import Snapshot
from ...tables.reasons import Reason
from ..graph import GraphView
from .asserted import asserted_links, links_of_withdrawn
from .likeness import identifier_key, provisions_by_key, same_name, title_or_label
from .links import ONLY_TITLES, REWORDED, Edition, Link, LinkKind, Transition, best_per_target

__all__ = ["adjacent_transition", "unchanged_link"]


def adjacent_transition(snapshot: Snapshot, view: GraphView, old: Edition, new: Edition) -> Transition:
    """Return the transition between two editions without others in between.

    Links are what mapping sets assert; else the same identifier with the same name; else what the
    publisher marks as withdrawn; else the same title, if no other provision has it.

    Args:
        snapshot: The data on one day.
        view: The graph that the question sees.
        old: The earlier edition.
        new: The later edition.
    """
    links: dict[str, list[Link]] = {}
    for link in asserted_links(snapshot, view, old, new):
        links.setdefault(link.old, []).append(link)
    live = provisions_by_key(new.provisions.values())
    withdrawn = provisions_by_key(each for each in new.framework.provisions if each.retired)
    withdrawn_links = links_of_withdrawn(view, new.framework)
    ended: dict[str, tuple[Reason, ...]] = {}
    for provision in old.provisions.values():
        known = links.setdefault(provision.id, [])
        key = identifier_key(provision.id)
        if known:
            continue
        if key in live:
            known += _links_by_identifier(provision, live[key], marks_withdrawn=bool(withdrawn))
        elif key in withdrawn and same_name(provision, withdrawn[key]):
            mark = withdrawn[key]
            known += [link._replace(old=provision.id) for link in withdrawn_links.get(mark.id, ())]
            if not known:
                ended[provision.id] = (Reason(f"{mark.ref} is marked as withdrawn", "successors"),)
    _add_links_by_title(links, old, new)
    best = {each: best_per_target(group) for each, group in links.items() if group}
    return Transition(old, new, best, ended)


def _links_by_identifier(old: Provision, new: Provision, *, marks_withdrawn: bool) -> list[Link]:
    """Return the link of two provisions with the same identifier, unless their titles differ.

    Args:
        old: The provision of the earlier edition.
        new: The provision of the later edition.
        marks_withdrawn: Whether the publisher keeps withdrawn identifiers, so that one that stays
            means the same.
    """
    same = same_name(old, new)
    if same:
        return [unchanged_link(old, new)]
    if same is None and marks_withdrawn:
        text = f"the publisher prints no title of {old.id}, but marks withdrawn identifiers"
        return [Link(old.id, new.id, LinkKind.SAME, (Reason(text, "identifier"),), (REWORDED,))]
    return []


def _add_links_by_title(links: dict[str, list[Link]], old: Edition, new: Edition) -> None:
    """Link provisions without a link whose title is unique in either edition.

    Args:
        links: The links by old identifier, which are added to.
        old: The earlier edition.
        new: The later edition.
    """
    targets = {link.new for group in links.values() for link in group}
    counts = Counter(map(_title, old.provisions.values())), Counter(map(_title, new.provisions.values()))
    free = {
        _title(each): each
        for each in new.provisions.values()
        if each.id not in targets and counts[1][_title(each)] == 1
    }
    for provision in old.provisions.values():
        title = _title(provision)
        if title in free and not links[provision.id] and counts[0][title] == 1:
            text = (
                f"{provision.id} and {free[title].id} have the same {title_or_label(provision, free[title])}"
            )
            evidence = (Reason(text, "title"),)
            link = Link(provision.id, free[title].id, LinkKind.SAME, evidence, (ONLY_TITLES,))
            links[provision.id].append(link)


def _title(provision: Provision) -> tuple[str, str]:
    return fold_name(provision.name), provision.kind


def unchanged_link(old: Provision, new: Provision, doubts: Iterable[Reason] = ()) -> Link:
    """Return the link of two provisions with the same identifier and name."""
    text = f"{old.id} has the same {title_or_label(old, new)} in both editions"
    evidence = (Reason(text, "identifier and title"),)
    return Link(old.id, new.id, LinkKind.SAME, evidence, tuple(doubts))
