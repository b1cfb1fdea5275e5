"""What became of what: links between two editions, each with what says so and why it may be doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from attrs import frozen

from ..records.provisions import Framework
from ..records.relationships import Relationship

__all__ = [
    "MERGED",
    "MORE",
    "ONLY_TITLES",
    "REPLACED",
    "RESCOPED",
    "REWORDED",
    "SAME",
    "SEVERAL",
    "SPLIT",
    "Evidence",
    "Link",
    "Passage",
    "best_per_target",
    "compose",
]

#: How sure it is that two provisions are the same thing, from certain to a matter of judgement.
SAME, MERGED, REPLACED, SPLIT = range(4)

#: Why a person must look at a link.
REWORDED = "its wording has changed"
RESCOPED = "the later one has another scope"
ONLY_TITLES = "only their titles say that the two are the same"
SEVERAL = "it became several"
MORE = "the later one took in more than this"


@frozen(repr=False)
class Evidence:
    """What says that one provision became another, or that it ended.

    `basis` is "lineage" (a mapping set says it: `relationship` is what it says, with set and trust),
    "successors" (the publisher keeps the identifier, marked as withdrawn, with where it went),
    "identifier and title", "identifier" (no title is printed, and the publisher keeps identifiers) or
    "title". `text` says it in words.
    """

    basis: str
    text: str
    relationship: Relationship | None = None

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Evidence {self.basis}: {self.text}>"


class Link(NamedTuple):
    """One provision of the old edition with one that it became, by their identifiers."""

    old: str
    new: str
    how: int
    evidence: tuple[Evidence, ...]
    doubts: tuple[str, ...] = ()


class Passage(NamedTuple):
    """All links between two editions; `ended` holds why a provision has none, where anything says so."""

    old: Framework
    new: Framework
    links: Mapping[str, tuple[Link, ...]]
    ended: Mapping[str, tuple[Evidence, ...]]

    def turned(self) -> Passage:
        """The passage read backwards."""
        back: dict[str, tuple[Link, ...]] = {}
        opposite = {MERGED: SPLIT, SPLIT: MERGED}
        for links in self.links.values():
            for link in links:
                doubts = (MORE, *link.doubts) if link.how == MERGED else link.doubts
                turned = Link(link.new, link.old, opposite.get(link.how, link.how), link.evidence, doubts)
                back[link.new] = (*back.get(link.new, ()), turned)
        return Passage(self.new, self.old, back, {})


def compose(link: Link, more: Link) -> Link:
    """One link of two that follow each other."""
    evidence = tuple(dict.fromkeys((*link.evidence, *more.evidence)))
    return Link(link.old, more.new, max(link.how, more.how), evidence, link.doubts + more.doubts)


def best_per_target(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link for each provision that links lead to: the surest of them, with the evidence of all."""
    ways: dict[str, list[Link]] = {}
    for link in links:
        ways.setdefault(link.new, []).append(link)
    return tuple(map(_surest, ways.values()))


def _surest(links: list[Link]) -> Link:
    best = min(links, key=lambda link: (link.how, len(link.doubts)))
    return best._replace(evidence=tuple(dict.fromkeys(each for link in links for each in link.evidence)))
