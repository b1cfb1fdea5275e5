"""The passage from one edition to another: which provision became which, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from attrs import frozen

from .._graph import View
from .._sssom import NEGATED, TYPES
from ..algebra import STYLES
from ..mapping.scopes import view_of
from ..records import Standard
from ..refs import Ref
from ..relationships import Relationship
from ..structures import Framework, Provision
from ..vocabulary import MappingStyle, RelationshipType
from .ways import Way, way

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog

__all__ = ["Evidence", "Link", "Passage", "alike", "key", "over", "passages", "within"]

#: How sure it is that two provisions are the same thing, from certain to a matter of judgement.
SAME, MERGED, REPLACED, SPLIT = range(4)


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
                doubts = (_MORE, *link.doubts) if link.how == MERGED else link.doubts
                turned = Link(link.new, link.old, opposite.get(link.how, link.how), link.evidence, doubts)
                back[link.new] = (*back.get(link.new, ()), turned)
        return Passage(self.new, self.old, back, {})


# ---------------------------------------------------------------- names

_WORD = re.compile(r"\w+")
_ALIKE = 0.9


def alike(one: Provision, other: Provision) -> bool | None:
    """Whether two provisions bear the same name, a slip of spelling aside.

    None where the names differ but are this project's labels, on one side at least: the publisher
    prints no title, so that a difference says that the wording changed and no more.

    >>> from ai_security_standards import load
    >>> aicm = [load().provision(f"csa-aicm@{edition}:AIS-12") for edition in ("1.0.3", "1.1.0")]
    >>> [control.title for control in aicm], alike(*aicm)
    (['Source Code Managemement', 'Source Code Management'], True)
    """
    near, far = _folded(one.name), _folded(other.name)
    # Up to a letter in ten: "Managemement" and "Management", not "Datasets" and "Data".
    if near == far or SequenceMatcher(None, near, far).ratio() >= _ALIKE:
        return True
    return False if one.title and other.title else None


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _keys(provisions: Iterable[Provision]) -> dict[str, Provision]:
    """Provisions by identifier without leading zeros, which editions write or not ("DE.DP-2")."""
    held = list(provisions)
    several = Counter(key(each.id) for each in held)
    return {key(each.id): each for each in held if several[key(each.id)] == 1}


def key(printed: str) -> str:
    """An identifier without leading zeros."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", printed)


# ---------------------------------------------------------------- passages


def passages(catalog: Catalog, old: Standard, new: Standard) -> tuple[tuple[Passage, ...], Way]:
    """What became of the provisions of one document by each edition on the way to another.

    The other may be the earlier one: then it is one passage, to what they came from.
    """
    forward, turned = way(catalog, old, new)
    frameworks = [catalog.framework(stop) for stop in forward.stops]
    if len(frameworks) == 1:
        return (_itself(frameworks[0]),), forward
    view = view_of(catalog, None, None)
    found: list[Passage] = []
    for one, other in pairwise(frameworks):
        hop = _hop(catalog, view, one, other)
        found.append(_returned(_joined(found[-1], hop)) if found else hop)
    return ((found[-1].turned(),) if turned else tuple(found)), forward


def _itself(framework: Framework) -> Passage:
    same = Evidence("identifier and title", "the same edition")
    live = (each.id for each in framework.provisions if not each.retired)
    return Passage(framework, framework, {each: (Link(each, each, SAME, (same,)),) for each in live}, {})


def _joined(first: Passage, second: Passage) -> Passage:
    onward = {
        old: [over(link, more) for link in there for more in second.links.get(link.new, ())]
        for old, there in first.links.items()
    }
    # Two ways to the same one are one link: the surer, with the evidence of both.
    links = {old: _one_each(led) for old, led in onward.items() if led}
    ended = {
        old: tuple(why for link in there for why in second.ended.get(link.new, ()))
        for old, there in first.links.items()
        if old not in links
    }
    said = {old: why for old, why in ended.items() if why}
    return Passage(first.old, second.new, links, {**first.ended, **said})


def over(link: Link, more: Link) -> Link:
    """One link of two that follow each other."""
    evidence = tuple(dict.fromkeys((*link.evidence, *more.evidence)))
    return Link(link.old, more.new, max(link.how, more.how), evidence, link.doubts + more.doubts)


def _news(links: Iterable[Link]) -> Iterator[str]:
    return iter(dict.fromkeys(link.new for link in links))


def _union(links: Sequence[Link]) -> Link:
    best = min(links, key=lambda link: (link.how, len(link.doubts)))
    return best._replace(evidence=tuple(dict.fromkeys(each for link in links for each in link.evidence)))


def _returned(found: Passage) -> Passage:
    """With what is in both ends under the same identifier and title, though an edition between lacks it."""
    taken = {link.new for links in found.links.values() for link in links}
    free = _keys(each for each in found.new.provisions if each.id not in taken and not each.retired)
    back = {
        each.id: (_kept(each, free[key(each.id)], ("an edition between does not have it",)),)
        for each in found.old.provisions
        if each.id not in found.links
        and not each.retired
        and key(each.id) in free
        and alike(each, free[key(each.id)])
    }
    return found._replace(links={**found.links, **back})


def _kept(one: Provision, other: Provision, doubts: tuple[str, ...] = ()) -> Link:
    evidence = Evidence(
        "identifier and title", f"{one.id} has the same {_named(one, other)} in both editions"
    )
    return Link(one.id, other.id, SAME, (evidence,), doubts)


def _named(one: Provision, other: Provision) -> str:
    return "title" if one.title and other.title else "label"


def _hop(catalog: Catalog, view: View, old: Framework, new: Framework) -> Passage:
    """The passage between two editions with none between."""
    here = {each.id: each for each in old.provisions if not each.retired}
    there = {each.id: each for each in new.provisions if not each.retired}
    marked = _keys(each for each in new.provisions if each.retired)
    keys = _keys(there.values())
    links: dict[str, list[Link]] = {}
    ended: dict[str, tuple[Evidence, ...]] = {}
    for relationship in _lineage(catalog, view, old, new, here, there):
        link = _told(relationship, here, there)
        links.setdefault(link.old, []).append(link)
    inside = within(catalog, view, new)
    for one in here.values():
        same, mark = keys.get(key(one.id)), marked.get(key(one.id))
        told = links.setdefault(one.id, [])
        if same is not None and not told:
            kept = alike(one, same)
            if kept:
                told.append(_kept(one, same))
            elif kept is None and marked:
                text = f"the publisher prints no title of {one.id}, and marks what he withdraws"
                told.append(Link(one.id, same.id, SAME, (Evidence("identifier", text),), (_REWORDED,)))
        elif mark is not None and alike(one, mark) and not told:
            went = inside.get(mark.id, ())
            told += [link._replace(old=one.id) for link in went]
            if not went:
                ended[one.id] = (Evidence("successors", f"{mark.ref} is marked as withdrawn"),)
    _by_title(links, here, there)
    return Passage(old, new, {each: _one_each(told) for each, told in links.items() if told}, ended)


_REWORDED = "its wording has changed"
_RESCOPED = "the later one has another scope"
_TITLE = "only their titles say that the two are the same"
_SPLIT = "it became several"
_MORE = "the later one took in more than this"


def _one_each(links: list[Link]) -> tuple[Link, ...]:
    return tuple(_union([link for link in links if link.new == new]) for new in _news(links))


def _by_title(
    links: dict[str, list[Link]], here: Mapping[str, Provision], there: Mapping[str, Provision]
) -> None:
    """Tie what nothing else ties and what has, on either side, a title that no other one has."""
    taken = {link.new for told in links.values() for link in told}

    def titles(provisions: Iterable[Provision]) -> Iterator[tuple[str, str]]:
        return ((_folded(each.name), each.kind) for each in provisions)

    counts = Counter(titles(here.values())), Counter(titles(there.values()))
    free = {
        title: each
        for title, each in zip(titles(there.values()), there.values(), strict=True)
        if each.id not in taken and counts[1][title] == 1
    }
    for title, one in zip(titles(here.values()), here.values(), strict=True):
        if title in free and not links[one.id] and counts[0][title] == 1:
            other = free[title]
            evidence = Evidence("title", f"{one.id} and {other.id} have the same {_named(one, other)}")
            links[one.id].append(Link(one.id, other.id, SAME, (evidence,), (_TITLE,)))


# ---------------------------------------------------------------- what is said

#: How lineage reads from the earlier one.
_LATER = frozenset("replaced_by renamed_to split_into merged_into adopted_as".split())


def _lineage(
    catalog: Catalog,
    view: View,
    old: Framework,
    new: Framework,
    here: Mapping[str, Provision],
    there: Mapping[str, Provision],
) -> Iterator[Relationship]:
    """What mapping sets say of two editions, read from the earlier one.

    Where a set ties editions further apart, what it says counts for these two if the provisions have
    the same names in them: a change stands at the next release that the set knows.
    """
    one, other = f"{old.standard}@{old.edition}", f"{new.standard}@{new.edition}"
    register = catalog._register
    earlier, later = [one], [other]
    if old.standard == new.standard:
        order = register.ordered(old.standard)
        earlier = [*order[: order.index(one) + 1]]
        later = [*order[order.index(other) :]]
    for relationship in _said(catalog, view, set(earlier), set(later)):
        near, far = relationship.subject, relationship.object
        if str(near.document) != one or str(far.document) != other:
            if not (_stands(catalog, near, here) and _stands(catalog, far, there)):
                continue
            if near.provision in there and alike(here[str(near.provision)], there[str(near.provision)]):
                # Nothing happened yet between these two.
                continue
        if near.provision in here and far.provision in there:
            yield relationship


def _stands(catalog: Catalog, ref: Ref, provisions: Mapping[str, Provision]) -> bool:
    """Whether an edition has a provision of another one under the same identifier and name."""
    held, meant = provisions.get(str(ref.provision)), catalog.get(ref)
    return held is not None and isinstance(meant, Provision) and bool(alike(held, meant))


def _said(catalog: Catalog, view: View, earlier: set[str], later: set[str]) -> Iterator[Relationship]:
    graph = view.graph
    for _, volume in sorted(catalog._register.mappings.items()):
        if not (volume.documents & earlier and volume.documents & later):
            continue
        for edge in graph.edges_of_set(volume):
            number, row = graph.row(edge)
            sheet = graph.sheet(number)
            if sheet.codes[row] not in _LINEAGE or not (view.allows(number) and view.sees(number, row)):
                continue
            # Most sets write lineage from the later one: it is read from the earlier.
            record = view.relationship(number, row, int(TYPES[sheet.codes[row] % NEGATED] not in _LATER))
            ends = (str(record.subject.document), str(record.object.document))
            if ends[0] in earlier and ends[1] in later and not record.negated and not record.unresolved:
                yield record


_LINEAGE = frozenset(code for code, word in enumerate(TYPES) if STYLES[word] is MappingStyle.LINEAGE)


_REPLACING: Mapping[bool | None, tuple[int, tuple[str, ...]]] = {
    True: (SAME, ()),
    None: (SAME, (_REWORDED,)),
    False: (REPLACED, (_RESCOPED,)),
}


def _told(relationship: Relationship, here: Mapping[str, Provision], there: Mapping[str, Provision]) -> Link:
    """A link from what a mapping set says of two provisions."""
    one, other = str(relationship.subject.provision), str(relationship.object.provision)
    evidence = Evidence("lineage", f"{relationship}, {relationship.trust}", relationship)
    how, doubts = SAME, tuple[str, ...]()
    if relationship.type is RelationshipType.MERGED_INTO:
        how = MERGED
    elif relationship.type is RelationshipType.SPLIT_INTO:
        how, doubts = SPLIT, (_SPLIT,)
    elif relationship.type is RelationshipType.REPLACED_BY:
        how, doubts = _REPLACING[alike(here[one], there[other])]
    return Link(one, other, how, (evidence,), doubts)


def within(catalog: Catalog, view: View, framework: Framework) -> dict[str, tuple[Link, ...]]:
    """What each identifier that a publisher keeps as withdrawn went into, in the same edition."""
    retired = {each.id: each for each in framework.provisions if each.retired}
    document = f"{framework.standard}@{framework.edition}"
    every = {each.id: each for each in framework.provisions}
    steps: dict[str, list[Link]] = {}
    said = list(_said(catalog, view, {document}, {document})) if retired else []
    for link in (_told(each, every, every) for each in said if each.subject.provision in retired):
        steps.setdefault(link.old, []).append(link)
    for each in retired.values():
        told = steps.setdefault(each.id, [])
        named = [name.removeprefix(f"{document}:") for name in each.successors]
        how, doubts = (REPLACED, (_RESCOPED,)) if len(named) == 1 else (SPLIT, (_SPLIT,))
        text = f"{each.ref} is marked as withdrawn, with {', '.join(named)} in its place"
        told += [
            Link(each.id, name, how, (Evidence("successors", text),), doubts)
            for name in named
            if name in every and all(name != link.new for link in told)
        ]
    return {each: tuple(_final(each, steps, ())) for each in retired}


def _final(at: str, steps: Mapping[str, Sequence[Link]], seen: tuple[str, ...]) -> Iterator[Link]:
    """Links to what is not withdrawn itself, over what is."""
    for link in steps[at]:
        if link.new not in steps:
            yield link
        elif link.new not in (*seen, at):
            for more in _final(link.new, steps, (*seen, at)):
                yield over(link, more)
