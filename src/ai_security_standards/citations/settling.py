"""From what is written to the one edition and provision that is meant, or to why none is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._register import standing
from ..errors import nearest
from ..refs import Ref
from .identifiers import Identifiers, likeness, significant
from .citing import Citing
from .pages import Page, Sighting
from .scanning import rests

__all__ = ["Settled", "Settler"]


class Settled(NamedTuple):
    """What a sighting means. One of `refs` unless `ambiguous`, when they are candidates, likeliest first.

    Without `refs` it means nothing: `problem` says why, `near` what may have been meant.
    """

    sighting: Sighting
    refs: tuple[Ref, ...]
    ambiguous: bool = False
    problem: str = ""
    near: tuple[str, ...] = ()


_BEHIND = re.compile(r"\W{0,4}(?:of|from|in|the|\s){0,4}\W{0,2}\Z")
_END = re.compile(r"[|\n;]|\.\s|\. |→|·")


class Settler:
    """Settles sightings for a day: `on` is the date of the text, `day` that of the catalog."""

    def __init__(self, citing: Citing, day: str, on: str | None, within: Ref | None) -> None:
        self.citing = citing
        self.register = citing.register
        self.day = day
        self.on = on
        self.within = within

    def settle(self, page: Page, sighting: Sighting, position: int) -> Settled:
        standard = sighting.standard
        if sighting.edition == "":
            return self._no_edition(sighting)
        if not sighting.ids and not sighting.unknown:
            return self._document(sighting)
        if sighting.unknown:
            return self._no_provision(sighting)
        identifiers = self.citing.identifiers(standard)
        before, after = self._around(page, position)
        stated = sighting.edition or self._carried(page, position)
        names = self._by_title(identifiers, sighting.ids, before, after)
        candidates: list[Ref] = []
        for name in names:
            candidates += self._editions(identifiers, name, sighting.edition, stated, before, after)
        for other in sighting.others:
            alike = self.citing.identifiers(other)
            for name in sighting.ids:
                candidates += self._editions(alike, name, None, None, before, after)
        if not candidates:
            return self._no_provision(sighting)
        between = tuple(Ref(standard, candidates[0].edition, name) for name in sighting.between)
        return Settled(sighting, (*candidates, *between), len(candidates) > 1)

    def whole(self, page: Page) -> Ref | None:
        """The provision whose identifier is all that a text has beside the name of its document."""
        for standard, edition, words in rests(page):
            identifiers = self.citing.identifiers(standard)
            names = _as_written(identifiers.whole.get(words, ()), page.text.strip(" ().[]"))
            if edition is None and self.within is not None and self.within.standard == standard:
                edition = self.within.edition
            refs = {ref for name in names for ref in self._editions(identifiers, name, edition, None, (), ())}
            if len(refs) == 1:
                return refs.pop()
        return None

    # ------------------------------------------------------------ documents

    def _document(self, sighting: Sighting) -> Settled:
        refs = []
        for standard in (sighting.standard, *sighting.others):
            edition = sighting.edition if standard == sighting.standard else None
            if edition is None and self.within and self.within.standard == standard:
                edition = self.within.edition
            edition = edition or self.current(standard)
            if edition is not None:
                refs.append(Ref(standard, edition))
        if not refs:
            return Settled(sighting, (), problem=f"{sighting.standard} was not known on {self.day}")
        return Settled(sighting, tuple(refs), len(refs) > 1)

    def current(self, standard: str) -> str | None:
        ref = None
        if self.on is not None:
            ref = self.register.current(standard, self.on)
        ref = ref or self.register.current(standard, self.day)
        return None if ref is None else ref.partition("@")[2]

    def _known(self, standard: str) -> list[str]:
        """The editions of a standard that the catalog knows on its day, oldest first."""
        return [
            ref.partition("@")[2]
            for ref in self.register.ordered(standard)
            if standing(self.register.raw(ref), self.day) is not None
        ]

    # ------------------------------------------------------------ editions of a provision

    def _editions(
        self,
        identifiers: Identifiers,
        name: str,
        written: str | None,
        stated: str | None,
        before: tuple[str, ...],
        after: tuple[str, ...],
    ) -> list[Ref]:
        standard = identifiers.standard
        known = self._known(standard)
        having = [edition for edition in known if name in identifiers.editions.get(edition, ())]
        if written is not None:
            return [Ref(standard, written, name)] if self._holds(identifiers, known, written, name) else []
        if not having:
            return []
        titled = self._titled(identifiers, name, having, before, after)
        if stated is not None and (not titled or stated in titled):
            if self._holds(identifiers, known, stated, name):
                return [Ref(standard, stated, name)]
        if self.on is not None and not titled:
            current = self.current(standard)
            if current is not None and self._holds(identifiers, known, current, name):
                return [Ref(standard, current, name)]
        live = [each for each in having if not identifiers.editions[each][name].get("retired")]
        meant = [each for each in titled or live or having if not titled or each in titled]
        current = self.current(standard)
        if current in meant:
            best = current
        else:
            earlier = [
                each for each in meant if current in known and known.index(each) <= known.index(current)
            ]
            best = (earlier or meant)[-1]
        if identifiers.grammar.stable or self._same(identifiers, name, meant):
            return [Ref(standard, best, name)]
        ranked = [best, *reversed([each for each in meant if each != best])]
        return [Ref(standard, each, name) for each in ranked]

    def _holds(self, identifiers: Identifiers, known: Sequence[str], edition: str, name: str) -> bool:
        """Whether an edition has a provision; where its structure is not shipped, its neighbours tell."""
        there = identifiers.editions.get(edition)
        if there is not None:
            return name in there
        if edition not in known:
            return False
        place = known.index(edition)
        earlier = [each for each in known[:place] if each in identifiers.editions][-1:]
        later = [each for each in known[place + 1 :] if each in identifiers.editions][:1]
        near = earlier + later
        return bool(near) and all(name in identifiers.editions[each] for each in near)

    def _same(self, identifiers: Identifiers, name: str, editions: Sequence[str]) -> bool:
        """Whether an identifier means the same in several editions: by its titles."""
        titles = identifiers.titles(name)
        heads = [significant(titles[each][0]) for each in editions if titles.get(each)]
        if len(editions) < 2:
            return True
        return all(
            min(likeness(one, other), likeness(other, one)) >= 0.5 or likeness(one, other) == 1
            for one, other in zip(heads, heads[1:], strict=False)
        )

    def _titled(
        self,
        identifiers: Identifiers,
        name: str,
        editions: Sequence[str],
        before: tuple[str, ...],
        after: tuple[str, ...],
    ) -> list[str]:
        """The editions whose title of the provision stands beside it; none if that tells nothing."""
        titles = identifiers.titles(name)
        if len({significant(titles[each][0]) for each in editions if titles.get(each)}) < 2:
            return []
        scores = {}
        for each in editions:
            heads = [significant(title) for title in titles[each][:1]]
            scores[each] = max(
                (max(likeness(head, before), likeness(head, after)) for head in heads), default=0
            )
        best = max(scores.values())
        return [each for each in editions if scores[each] == best] if best >= 0.5 else []

    def _by_title(
        self, identifiers: Identifiers, names: Sequence[str], before: tuple[str, ...], after: tuple[str, ...]
    ) -> list[str]:
        """Of provisions that are written alike, those whose title stands beside them."""
        distinct = list(dict.fromkeys(names))
        if len(distinct) < 2:
            return distinct
        scores = {}
        for name in distinct:
            heads = [significant(title) for titles in identifiers.titles(name).values() for title in titles]
            scores[name] = max(
                (max(likeness(head, before), likeness(head, after)) for head in heads), default=0
            )
        best = max(scores.values())
        return [name for name in distinct if scores[name] == best] if best >= 0.5 else distinct

    def _carried(self, page: Page, position: int) -> str | None:
        """The edition that the text states of this standard before, in the same paragraph, or `within`."""
        sighting = page.sightings[position]
        for earlier in reversed(page.sightings[:position]):
            if "\n\n" in page.text[earlier.start : sighting.start]:
                break
            if earlier.standard == sighting.standard and earlier.edition:
                return earlier.edition
        for later in page.sightings[position + 1 : position + 2]:
            if later.standard == sighting.standard and later.edition and not later.ids:
                if _BEHIND.match(page.text[sighting.end : later.start]):
                    return later.edition
        if self.within is not None and self.within.standard == sighting.standard:
            return self.within.edition
        return None

    def _around(self, page: Page, position: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words before and after a sighting that could be its title."""
        here = page.sightings[position]
        floor = max((each.end for each in page.sightings[:position] if each.end <= here.start), default=0)
        ceiling = min(
            (each.start for each in page.sightings[position + 1 :] if each.start >= here.end),
            default=len(page.text),
        )
        after = page.text[here.end : min(ceiling, here.end + 90)]
        stop = _END.search(after, 1)
        after = after[: stop.start()] if stop else after
        before = page.text[max(floor, here.start - 70) : here.start]
        cuts = list(_END.finditer(before))
        before = before[cuts[-1].end() :] if cuts else before
        return significant(before), significant(after)

    # ------------------------------------------------------------ nothing

    def _no_edition(self, sighting: Sighting) -> Settled:
        there = self._known(sighting.standard)
        problem = f"{sighting.standard} has no edition {sighting.wrong!r}; it has {', '.join(there)}"
        return Settled(
            sighting, (), problem=problem, near=tuple(f"{sighting.standard}@{each}" for each in there)
        )

    def _no_provision(self, sighting: Sighting) -> Settled:
        standard = sighting.standard
        identifiers = self.citing.identifiers(standard)
        written = sighting.unknown or sighting.ids[0]
        edition = sighting.edition or next(reversed(identifiers.editions), None)
        if not identifiers.editions:
            return Settled(
                sighting,
                (),
                problem=f"no structure of {standard} is shipped, so {written!r} cannot be looked up",
            )
        where = standard if not sighting.edition else f"{standard}@{sighting.edition}"
        having = [
            each for each, there in identifiers.editions.items() if sighting.ids and sighting.ids[0] in there
        ]
        if having:
            problem = f"{where} has no provision {written!r}; it is in {', '.join(having)}"
            return Settled(
                sighting,
                (),
                problem=problem,
                near=tuple(f"{standard}@{each}:{sighting.ids[0]}" for each in having),
            )
        near = nearest(written, identifiers.editions.get(edition or "", {}))
        problem = f"{where} has no provision {written!r}"
        return Settled(
            sighting, (), problem=problem, near=tuple(f"{standard}@{edition}:{each}" for each in near)
        )


_PUNCTUATED = re.compile(r"[^0-9a-z()]")


def _as_written(names: Sequence[str], written: str) -> Sequence[str]:
    """Of identifiers with the same words and numbers, the one with the same brackets: "5(1)(a)", not "5(1a)"."""
    if len(set(names)) < 2:
        return names
    tail = _PUNCTUATED.sub("", written.casefold()).rstrip(")")
    same = [
        name for name in names if tail.endswith(_PUNCTUATED.sub("", _from_digit(name.casefold())).rstrip(")"))
    ]
    return same or names


def _from_digit(name: str) -> str:
    first = re.search(r"[0-9]", name)
    return name[first.start() :] if first else name
