"""The passage from one edition to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..mapping.asserted_lineage import lineage, link_of, within
from ..mapping.graph import GraphView
from ..mapping.likeness import alike, by_key, folded, key, title_or_label
from ..mapping.links import ONLY_TITLES, REWORDED, SAME, Evidence, Link, Passage, best_per_target
from ..records.provisions import Framework, Provision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..snapshot import Snapshot

__all__ = ["adjacent_transition", "unchanged"]


def adjacent_transition(snapshot: Snapshot, view: GraphView, old: Framework, new: Framework) -> Passage:
    """The passage between two editions with none between."""
    here = {each.id: each for each in old.provisions if not each.retired}
    there = {each.id: each for each in new.provisions if not each.retired}
    marked = by_key(each for each in new.provisions if each.retired)
    keys = by_key(there.values())
    links: dict[str, list[Link]] = {}
    ended: dict[str, tuple[Evidence, ...]] = {}
    for relationship in lineage(snapshot, view, old, new, here, there):
        link = link_of(relationship, here, there)
        links.setdefault(link.old, []).append(link)
    inside = within(snapshot, view, new)
    for one in here.values():
        same, mark = keys.get(key(one.id)), marked.get(key(one.id))
        told = links.setdefault(one.id, [])
        if same is not None and not told:
            kept = alike(one, same)
            if kept:
                told.append(unchanged(one, same))
            elif kept is None and marked:
                text = f"the publisher prints no title of {one.id}, and marks what he withdraws"
                told.append(Link(one.id, same.id, SAME, (Evidence("identifier", text),), (REWORDED,)))
        elif mark is not None and alike(one, mark) and not told:
            went = inside.get(mark.id, ())
            told += [link._replace(old=one.id) for link in went]
            if not went:
                ended[one.id] = (Evidence("successors", f"{mark.ref} is marked as withdrawn"),)
    _by_title(links, here, there)
    return Passage(old, new, {each: best_per_target(told) for each, told in links.items() if told}, ended)


def _by_title(
    links: dict[str, list[Link]], here: Mapping[str, Provision], there: Mapping[str, Provision]
) -> None:
    """Tie what nothing else ties and what has, on either side, a title that no other one has."""
    taken = {link.new for told in links.values() for link in told}

    def titles(provisions: Iterable[Provision]) -> Iterator[tuple[str, str]]:
        return ((folded(each.name), each.kind) for each in provisions)

    counts = Counter(titles(here.values())), Counter(titles(there.values()))
    free = {
        title: each
        for title, each in zip(titles(there.values()), there.values(), strict=True)
        if each.id not in taken and counts[1][title] == 1
    }
    for title, one in zip(titles(here.values()), here.values(), strict=True):
        if title in free and not links[one.id] and counts[0][title] == 1:
            other = free[title]
            evidence = Evidence(
                "title", f"{one.id} and {other.id} have the same {title_or_label(one, other)}"
            )
            links[one.id].append(Link(one.id, other.id, SAME, (evidence,), (ONLY_TITLES,)))


def unchanged(one: Provision, other: Provision, doubts: tuple[str, ...] = ()) -> Link:
    """The link of two that have the same identifier and name."""
    evidence = Evidence(
        "identifier and title", f"{one.id} has the same {title_or_label(one, other)} in both editions"
    )
    return Link(one.id, other.id, SAME, (evidence,), doubts)
