"""From what is written to the one edition and provision that is meant, or to why none is."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..._store.register import status_event_on
from ...errors import nearest
from ...records.refs import Ref
from ..lexicon import Lexicon
from ..lexicon.identifiers import Identifiers
from ..recognition.page import Page, Sighting
from ..recognition.scan import remainders
from ..text.titles import likeness, significant

__all__ = ["Resolved", "Resolver"]

#: How many characters before and behind an identifier are looked at for its title.
TITLE_BEFORE, TITLE_BEHIND = 70, 90

#: A title stands beside an identifier if this much of its words do.
ALIKE = 0.5

_BEHIND = re.compile(r"\W{0,4}(?:of|from|in|the|\s){0,4}\W{0,2}\Z")
_END = re.compile(r"[|\n;]|\.\s|\. |→|·")
_FIRST = re.compile(r"[0-9]+(?=\.[0-9])")
_NEXT_CELL = re.compile(r"[\s*_`)\]]*\|")


class Resolved(NamedTuple):
    """What a sighting means. One of `refs` unless `ambiguous`, when they are candidates, likeliest first.

    Without `refs` it means nothing: `problem` says why, `near` what may have been meant.
    """

    sighting: Sighting
    refs: tuple[Ref, ...]
    ambiguous: bool = False
    problem: str = ""
    near: tuple[str, ...] = ()


class NearbyTitle:
    """The words beside a sighting that could be its title, taken when first asked for."""

    def __init__(self, page: Page, sighting: Sighting, floor: int, ceiling: int) -> None:
        self._text = page.text
        self._sighting = sighting
        self._floor, self._ceiling = floor, ceiling

    @cached_property
    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words before and the words behind, up to where a sentence, line or cell ends."""
        start, end = self._sighting.start, self._sighting.end
        after = self._text[end : min(self._ceiling, end + TITLE_BEHIND)]
        next_cell = _NEXT_CELL.match(after)
        stop = _END.search(after, next_cell.end() if next_cell else 1)
        before = self._text[max(self._floor, start - TITLE_BEFORE) : start]
        cuts = [cut.end() for cut in _END.finditer(before)] or [0]
        return significant(before[cuts[-1] :]), significant(after[: stop.start()] if stop else after)

    def score(self, heads: Iterator[tuple[str, ...]]) -> float:
        """How much of the likeliest of some titles stands there, from 0 to 1."""
        before, after = self.words
        return max((max(likeness(head, before), likeness(head, after)) for head in heads), default=0.0)


class Resolver:
    """Settles sightings for a day: `on` is the date of the text, `day` that of the catalog.

    Without `explain` it does not look for what may have been meant, which takes time.
    """

    def __init__(
        self, lexicon: Lexicon, day: str, on: str | None, within: Ref | None, *, explain: bool = True
    ) -> None:
        self.lexicon = lexicon
        self.register = lexicon.register
        self.day = day
        self.on = on
        self.within = within
        self.explain = explain
        self._currents: dict[str, str | None] = {}
        self._knowns: dict[str, list[str]] = {}
        self._nears: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def settle(self, page: Page) -> list[Resolved]:
        """Every sighting of a page, settled."""
        starts = [each.start for each in page.sightings]
        stated: dict[str, tuple[str, int]] = {}
        floor = 0
        settled = []
        for position, sighting in enumerate(page.sightings):
            behind = bisect_left(starts, sighting.end, position + 1)
            ceiling = starts[behind] if behind < len(starts) else len(page.text)
            carried, said_at = stated.get(sighting.standard, (None, 0))
            if carried is None or not page.same_block(said_at, sighting.start):
                carried = self._stated_behind(page, position)
            beside = NearbyTitle(page, sighting, min(floor, sighting.start), ceiling)
            settled.append(self._settled(sighting, carried, beside))
            if sighting.edition:
                stated[sighting.standard] = sighting.edition, sighting.start
            floor = max(floor, sighting.end)
        return settled

    def _settled(self, sighting: Sighting, carried: str | None, beside: NearbyTitle) -> Resolved:
        if sighting.edition == "":
            return self._no_edition(sighting)
        if sighting.unknown:
            return self._no_provision(sighting)
        if not sighting.ids:
            return self._document(sighting)
        candidates: list[Ref] = []
        identifiers = self.lexicon.identifiers(sighting.standard)
        for name in self._by_title(identifiers, sighting.ids, beside):
            candidates += self._editions(
                identifiers, name, sighting.edition, sighting.edition or carried, beside
            )
        if len({ref.provision for ref in candidates}) > 1:
            candidates = _printed_so(identifiers, candidates, sighting.edition or carried)
        for other in sighting.others:
            for name in sighting.ids:
                candidates += self._editions(self.lexicon.identifiers(other), name, None, None, beside)
        if not candidates:
            return self._no_provision(sighting)
        between = tuple(candidates[0]._replace(provision=name) for name in sighting.between)
        return Resolved(sighting, (*candidates, *between), len(candidates) > 1)

    def whole(self, page: Page) -> Ref | None:
        """The provision whose identifier is all that a text has beside the name of its document."""
        for standard, edition, words in remainders(page):
            identifiers = self.lexicon.identifiers(standard)
            names = _as_written(identifiers.whole.get(words, ()), page.text.strip(" ().[]"))
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            refs = {ref for name in names for ref in self._editions(identifiers, name, edition, None, None)}
            if len(refs) == 1:
                return refs.pop()
        return None

    # ------------------------------------------------------------ documents

    def _document(self, sighting: Sighting) -> Resolved:
        refs = []
        for standard in (sighting.standard, *sighting.others):
            edition = sighting.edition if standard == sighting.standard else None
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            edition = edition or self.current(standard)
            if edition is not None:
                refs.append(Ref(standard, edition))
        if not refs:
            return Resolved(sighting, (), problem=f"{sighting.standard} was not known on {self.day}")
        return Resolved(sighting, tuple(refs), len(refs) > 1)

    def current(self, standard: str) -> str | None:
        """The edition that was current on the date of the text, else that of the catalog's day."""
        if standard not in self._currents:
            ref = None if self.on is None else self.register.current(standard, self.on)
            ref = ref or self.register.current(standard, self.day)
            self._currents[standard] = None if ref is None else ref.partition("@")[2]
        return self._currents[standard]

    def _known(self, standard: str) -> list[str]:
        """The editions of a standard that the catalog knows on its day, oldest first."""
        if standard not in self._knowns:
            self._knowns[standard] = [
                ref.partition("@")[2]
                for ref in self.register.ordered(standard)
                if status_event_on(self.register.raw(ref), self.day) is not None
            ]
        return self._knowns[standard]

    # ------------------------------------------------------------ editions of a provision

    def _editions(
        self,
        identifiers: Identifiers,
        name: str,
        written: str | None,
        stated: str | None,
        beside: NearbyTitle | None,
    ) -> list[Ref]:
        """What an identifier means: in the edition written, stated nearby, told by the title, or current."""
        standard = identifiers.standard
        known = self._known(standard)
        having = [edition for edition in known if name in identifiers.editions.get(edition, ())]
        if written is not None:
            return [Ref(standard, written, name)] if self._holds(identifiers, known, written, name) else []
        if not having:
            return []
        titled = [] if beside is None else self._titled(identifiers, name, having, beside)
        if (stated is not None and (not titled or stated in titled)) and self._holds(
            identifiers, known, stated, name
        ):
            return [Ref(standard, stated, name)]
        current = self.current(standard)
        if (
            self.on is not None
            and not titled
            and current is not None
            and self._holds(identifiers, known, current, name)
        ):
            return [Ref(standard, current, name)]
        live = [each for each in having if not identifiers.editions[each][name].get("retired")]
        meant = titled or live or having
        if current in meant:
            best = current
        else:
            until = known[: known.index(current) + 1] if current in known else []
            best = ([each for each in meant if each in until] or meant)[-1]
        if identifiers.grammar.stable or _means_the_same(identifiers, name, meant):
            return [Ref(standard, best, name)]
        ranked = [best, *reversed([each for each in meant if each != best])]
        return [Ref(standard, each, name) for each in ranked]

    def _holds(self, identifiers: Identifiers, known: Sequence[str], edition: str, name: str) -> bool:
        """Whether an edition has a provision; where its structure is not shipped, its neighbours tell.

        Where a publisher renumbers, a single neighbour does only within one version: nothing of 1.2
        says what 0.1 had.
        """
        there = identifiers.editions.get(edition)
        if there is not None:
            return name in there
        if edition not in known:
            return False
        place = known.index(edition)
        earlier = [each for each in known[:place] if each in identifiers.editions][-1:]
        later = [each for each in known[place + 1 :] if each in identifiers.editions][:1]
        near = earlier + later
        if len(near) == 1 and not identifiers.grammar.stable and _renewed(edition, near[0]):
            return False
        return bool(near) and all(name in identifiers.editions[each] for each in near)

    def _titled(
        self, identifiers: Identifiers, name: str, editions: Sequence[str], beside: NearbyTitle
    ) -> list[str]:
        """The editions whose title of the provision stands beside it; none if that tells nothing."""
        heads = identifiers.heads(name)
        if len({heads[each][0] for each in editions if heads[each]}) < 2:
            return []
        scores = {each: beside.score(iter(heads[each][:1])) for each in editions}
        best = max(scores.values())
        return [each for each in editions if scores[each] == best] if best >= ALIKE else []

    def _by_title(self, identifiers: Identifiers, names: Sequence[str], beside: NearbyTitle) -> list[str]:
        """Of provisions that are written alike, those whose title stands beside them."""
        distinct = list(dict.fromkeys(names))
        if len(distinct) < 2:
            return distinct
        scores = {
            name: beside.score(head for heads in identifiers.heads(name).values() for head in heads)
            for name in distinct
        }
        best = max(scores.values())
        return [name for name in distinct if scores[name] == best] if best >= ALIKE else distinct

    def _stated_behind(self, page: Page, position: int) -> str | None:
        """The edition of the document that stands behind a provision, or of `within`."""
        sighting = page.sightings[position]
        for later in page.sightings[position + 1 : position + 2]:
            if (
                later.standard == sighting.standard
                and later.edition
                and not later.ids
                and _BEHIND.match(page.text[sighting.end : min(later.start, sighting.end + TITLE_BEHIND)])
            ):
                return later.edition
        if self.within is not None and self.within.standard == sighting.standard:
            return self.within.edition
        return None

    # ------------------------------------------------------------ nothing

    def _no_edition(self, sighting: Sighting) -> Resolved:
        there = self._known(sighting.standard)
        problem = f"{sighting.standard} has no edition {sighting.wrong!r}; it has {', '.join(there)}"
        near = tuple(f"{sighting.standard}@{each}" for each in there)
        return Resolved(sighting, (), problem=problem, near=near)

    def _no_provision(self, sighting: Sighting) -> Resolved:
        if not self.explain:
            return Resolved(sighting, ())
        standard = sighting.standard
        editions = self.lexicon.identifiers(standard).editions
        written = sighting.unknown or sighting.ids[0]
        if not editions:
            problem = f"no structure of {standard} is shipped, so {written!r} cannot be looked up"
            return Resolved(sighting, (), problem=problem)
        where = f"{standard}@{sighting.edition}" if sighting.edition else standard
        having = [each for each, there in editions.items() if written in there]
        if having:
            lacks = f"{where} has no provision {written!r}"
            if sighting.edition and sighting.edition not in editions:
                lacks = f"no structure of {where} is shipped"
            problem = f"{lacks}; {written!r} is in {', '.join(having)}"
            near = tuple(f"{standard}@{each}:{written}" for each in having)
            return Resolved(sighting, (), problem=problem, near=near)
        edition = sighting.edition if sighting.edition in editions else next(reversed(editions))
        asked = standard, edition, written
        if asked not in self._nears:
            names = nearest(written, editions[edition])
            self._nears[asked] = tuple(f"{standard}@{edition}:{each}" for each in names)
        problem = f"{where} has no provision {written!r}"
        return Resolved(sighting, (), problem=problem, near=self._nears[asked])


def _printed_so(identifiers: Identifiers, candidates: list[Ref], stated: str | None) -> list[Ref]:
    """Of provisions written alike, those of the edition stated, else those that are printed so.

    "PR.AC-1" is printed in one edition; the next prints "PR.AC-01", and has the other as a spelling.
    """
    there = [ref for ref in candidates if ref.edition == stated]
    names = {ref.provision for ref in candidates}
    printed = [
        ref
        for ref in candidates
        if not names.intersection(
            identifiers.editions.get(ref.edition or "", {}).get(ref.provision or "", {}).get("aliases", ())
        )
    ]
    return there or printed or candidates


def _renewed(one: str, other: str) -> bool:
    """Whether two versions have different first numbers: "0.1" tells nothing of "1.2"."""
    firsts = [_FIRST.match(each) for each in (one, other)]
    return all(firsts) and len({first[0] for first in firsts if first}) == 2


def _means_the_same(identifiers: Identifiers, name: str, editions: Sequence[str]) -> bool:
    """Whether an identifier means the same in several editions: by its titles."""
    heads = [heads[0] for each in editions if (heads := identifiers.heads(name)[each])]
    return len(editions) < 2 or all(
        min(likeness(one, other), likeness(other, one)) >= ALIKE or likeness(one, other) == 1
        for one, other in itertools.pairwise(heads)
    )


_PUNCTUATED = re.compile(r"[^0-9a-z()]")


def _as_written(names: Sequence[str], written: str) -> Sequence[str]:
    """Of identifiers with the same words and numbers, the one with the same brackets: "1(a)", not "1a"."""
    if len(set(names)) < 2:
        return names
    tail = _PUNCTUATED.sub("", written.casefold()).rstrip(")")
    same = [name for name in names if tail.endswith(_numbers_of(name))]
    return same or names


def _numbers_of(name: str) -> str:
    """An identifier from its first number on, with no sign but brackets, the last one left open."""
    folded = name.casefold()
    first = re.search(r"[0-9]", folded)
    return _PUNCTUATED.sub("", folded[first.start() :] if first else folded).rstrip(")")
