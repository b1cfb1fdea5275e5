"""Links between the provisions of two editions, each with evidence and doubts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ...records.provisions import Framework, Provision
from ...records.relationships import Relationship
from ...tables.reasons import Reason
from ..proofs import Chain

__all__ = [
    "MORE",
    "ONLY_TITLES",
    "RESCOPED",
    "REWORDED",
    "SEVERAL",
    "Edition",
    "Link",
    "LinkKind",
    "Transition",
    "best_per_target",
    "compose",
    "paths_of",
    "reasons_of",
]

Item = TypeVar("Item", bound=Hashable)

#: Why a person must look at a link.
REWORDED = Reason("its wording has changed", doubt=True)
RESCOPED = Reason("the later provision has another scope", doubt=True)
ONLY_TITLES = Reason("only their titles show that they are the same", doubt=True)
SEVERAL = Reason("it became several provisions", doubt=True)
MORE = Reason("the later provision also took in others", doubt=True)


class LinkKind(IntEnum):
    """The certainty that two provisions are the same, from certain to a matter of judgement."""

    SAME = 0
    MERGED = 1
    REPLACED = 2
    SPLIT = 3


class Link(NamedTuple):
    """A provision of the old edition and one that it became, by their identifiers.

    `evidence` says why; its source is a mapping set, whose record is in `relationships`, or one of
    "successors" (the publisher keeps the identifier, marked as withdrawn, with its successors),
    "identifier and title", "identifier" (the publisher prints no title) and "title". `doubts` say why
    a person must look.
    """

    old: str
    new: str
    kind: LinkKind
    evidence: tuple[Reason, ...]
    doubts: tuple[Reason, ...] = ()
    relationships: tuple[Relationship, ...] = ()


class Edition(NamedTuple):
    """The framework of an edition, and its provisions by identifier, without withdrawn ones."""

    framework: Framework
    provisions: Mapping[str, Provision]

    @property
    def document(self) -> str:
        """The reference of the edition, as a text."""
        return f"{self.framework.standard}@{self.framework.edition}"


class Transition(NamedTuple):
    """All links between the live provisions of two editions, by the old identifier.

    `ended` says why a provision has no link, if anything says so.
    """

    old: Edition
    new: Edition
    links: Mapping[str, tuple[Link, ...]]
    ended: Mapping[str, tuple[Reason, ...]]

    def reverse(self) -> Transition:
        """Return the transition from the new edition to the old one."""
        links: dict[str, tuple[Link, ...]] = {}
        for link in self.all_links():
            links[link.new] = (*links.get(link.new, ()), _reverse(link))
        return Transition(self.new, self.old, links, {})

    def all_links(self) -> Iterator[Link]:
        """Iterate over the links of all provisions."""
        return chain.from_iterable(self.links.values())


def _reverse(link: Link) -> Link:
    if link.kind is LinkKind.MERGED:
        return link._replace(old=link.new, new=link.old, kind=LinkKind.SPLIT, doubts=(MORE, *link.doubts))
    kind = LinkKind.MERGED if link.kind is LinkKind.SPLIT else link.kind
    return link._replace(old=link.new, new=link.old, kind=kind)


def compose(first: Link, second: Link) -> Link:
    """Return one link for two that follow each other."""
    return Link(
        first.old,
        second.new,
        max(first.kind, second.kind),
        _unique((first.evidence, second.evidence)),
        first.doubts + second.doubts,
        _unique((first.relationships, second.relationships)),
    )


def best_per_target(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the surest link to each target, with the evidence of all links to it."""
    by_target: dict[str, list[Link]] = {}
    for link in links:
        by_target.setdefault(link.new, []).append(link)
    return tuple(map(_surest, by_target.values()))


def _surest(links: list[Link]) -> Link:
    best = min(links, key=lambda link: (link.kind, len(link.doubts)))
    return best._replace(
        evidence=_unique(link.evidence for link in links),
        relationships=_unique(link.relationships for link in links),
    )


def reasons_of(links: Collection[Link], further: Iterable[Reason] = ()) -> tuple[Reason, ...]:
    """Return the evidence of links and further reasons, each once, with all doubts last."""
    reasons = _unique((*(link.evidence for link in links), *(link.doubts for link in links), further))
    return tuple(sorted(reasons, key=attrgetter("doubt")))


def paths_of(links: Iterable[Link]) -> tuple[Chain, ...]:
    """Return the lineage relationships behind links, one chain each."""
    return tuple((relationship,) for relationship in _unique(link.relationships for link in links))


def _unique(groups: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
