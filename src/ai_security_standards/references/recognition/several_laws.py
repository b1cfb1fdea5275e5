"""Articles and annexes on pages that name several laws: of which of them each one is.

What speaks for a law, the strongest first:

1. Its name directly behind the list.
2. Its name directly before the list, in the header of the column, or in a field of the same object.
3. The words beside the list, which are in the title of its article, and of no other law's.
4. The sentence or the row of the list names no other law.
5. The key of its field names this law, or its block binds the same article to this one alone; or else the
   nearest part around it that names laws names this one: see `EnclosingLaws`.
6. The page binds the same article to this law elsewhere, and to no other.
7. The path of the file names no other law.
8. The page names the law far more often than others, and something above agrees a little.
9. The articles on both sides are of this law.

Where none does, the list is of each law that has all of its members.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from ..._store.lazily import regex
from ..lexicon.structures import Structures
from .acts_behind import is_kind, kind_behind
from .enclosing_laws import EnclosingLaws
from .law_lists import LawList, article_of, law_lists, members_behind, part_with_name_behind
from .law_names import LawName, LawNames, laws_of
from .law_titles import law_of_titles, weights_of_titles
from .lists import is_list_joint
from .page import Page, Sighting

__all__ = ["settle_laws"]

#: The words beside a list are at most so many characters long.
LONGEST_BESIDE = 70

#: The page is about a law that it names so many times as often as any other.
MANY_TIMES = 3
#: It can be named below alone, if that is so many times.
OFTEN = 8

#: So many provisions on each side of a list are looked at, at most so many characters away.
MOST_BESIDE, AROUND = 4, 1_500

#: The next cell of a table in HTML, or the next of two elements.
_NEXT_CELL = regex(r"(?:\s{0,40}<[^<>\n]{1,120}>){1,4}\s{0,40}([^<>\n]{3,80})")
_END_OF_PHRASE = regex(r"[\n|;:,()\"<>\\]|[.!?]\s")


def settle_laws(page: Page, path: str) -> None:
    """Give each list of articles and annexes to the one law that the text beside it names or means.

    Examples, on a page that names the AI Act and the GDPR::

        Art. 9, 10 AI Act; Art. 5 GDPR       each to the law directly behind it
        AI Literacy Resources (Art. 4)       of the AI Act, as its article has that title
        Article 5 / GDPR                     not of the GDPR
        see Article 5                        of either

    Args:
        page: The text with its sightings, which are replaced.
        path: The path of its file.
    """
    if page.lenient or page.legal_text.is_one or not any(each.ids for each in page.sightings):
        return
    laws, names = laws_of(page)
    if len(laws) < 2:
        return
    reader = _Reader(page, laws, LawNames(page, names), path)
    lists = [part for each in law_lists(page, frozenset(laws)) for part in reader.parts_of(each)]
    for step in (reader.is_bound, reader.is_told, reader.is_enclosed):
        lists = [each for each in lists if not step(each)]
    for each in lists:
        reader.settle_by_page(each)


class _Reader:
    """A page that names several laws, with what it has said of their articles so far."""

    def __init__(self, page: Page, laws: tuple[str, ...], names: LawNames, path: str) -> None:
        """Prepare a page.

        Args:
            page: The text.
            laws: The ids of the laws that it names.
            names: Where it names them.
            path: The path of its file.
        """
        self._page, self._laws, self._names = page, laws, names
        self._enclosing = EnclosingLaws(page, names.all, path, names.cited)
        self._times = Counter(names.standards)
        self._structures = {law: page.lexicon.identifiers(law).structures for law in laws}
        self._bound: dict[str, set[str]] = defaultdict(set)  # the laws of what a name binds, by id
        self._bound_in: dict[tuple[str, int], set[str]] = defaultdict(set)  # by article and block
        bare = {n for each in law_lists(page, frozenset(laws)) for n in range(each.first, each.stop)}
        for number, sighting in enumerate(page.sightings):
            if sighting.ids and number not in bare and sighting.standard in laws:
                self._remember(sighting, sighting.standard)

    def parts_of(self, each: LawList) -> tuple[LawList, ...]:
        """Return the parts of a list that can be of several laws."""
        name = self._names.behind(each)
        return (each,) if name is None else part_with_name_behind(self._page, each, name.start, name.end)

    # ------------------------------------------------------------ steps

    def is_bound(self, each: LawList) -> bool:
        """Tell whether a name, a column or a field binds a list; if so, give it to that law."""
        behind = self._names.behind(each)
        if behind is not None:
            if behind.standard in self._able(each):
                self._bind(each, behind.standard)
            else:
                self._refuse(each, behind)
            return True
        page, place = self._page, each.start
        told = set(page.column_standards(place) or page.scopes.standards_of_object(place) or ())
        before = self._names.before(place)
        law = before if before is not None else "".join(told) if told == self._own(each) else ""
        if law in self._names.set_apart(each) or law not in self._able(each):
            return False
        self._bind(each, law)
        return True

    def is_enclosed(self, each: LawList) -> bool:
        """Tell whether what is around a list names one law that has it; if so, give it to that."""
        possible = set(self._with_articles(each)) - self._names.set_apart(each)
        law = self._enclosing.of_key(each.start)
        if law not in possible:
            law = self._of_block(each, possible) or self._enclosing.law_at(each.start, possible)
            elsewhere = self._elsewhere(each)
            law = "" if len(elsewhere) == 1 and law not in elsewhere else law
        if law not in self._able(each):
            return False
        self._give(each, [law])
        return True

    def _of_block(self, each: LawList, possible: Collection[str]) -> str:
        """Return the one law to which the block of a list binds an article of it; "" for none.

        Examples::

            from AI Act Art. 50 on: the GDPR as well, images by Art. 50(4)       the AI Act

        Args:
            each: The list.
            possible: The laws that can be meant.
        """
        articles = {article_of(one.ids[0]) for one in self._page.sightings[each.first : each.stop]}
        for block in self._enclosing.blocks_at(each.start):
            laws = set[str]().union(*(self._bound_in.get((article, block), ()) for article in articles))
            if laws:
                return "".join(laws & set(possible)) if len(laws) == 1 else ""
        return ""

    def is_told(self, each: LawList) -> bool:
        """Tell whether the words or the sentence of a list say of which law it is; if so, give it to that."""
        own, apart, able = self._own(each), self._names.set_apart(each), self._able(each)
        row, heading = self._names.in_row(each, self._possible(each)), self._heading(each)
        sentence = (self._names.in_sentence(each) & self._possible(each)) or row
        is_near = len(own) == 1 and not own & apart and sentence == own
        law = law_of_titles(*self._titles(each), strict=is_near or own == heading)
        if law and law not in own and (law not in able or self._is_far(each, law, able)):
            self._give(each, [*own, law])
            return True
        law = law or self._names.of_phrase(each.start) or self._before(each)
        if law not in able or law in apart:
            law = "".join(own if is_near else row if len(row) == 1 else ())
        if law not in able or law in apart:
            law = ""
        if law:
            self._give(each, [law])
        return bool(law)

    def settle_by_page(self, each: LawList) -> None:
        """Give a list to the law that the rest of the page speaks for, or to all that it can be of."""
        own, apart, heading = self._own(each), self._names.set_apart(each), self._heading(each)
        able = [law for law in self._able(each) if law not in apart] or self._able(each)
        elsewhere = self._elsewhere(each) & set(able)
        subject = self._subject(each, [law for law in self._with_articles(each) if law not in apart])
        path = set(self._enclosing.of_path) & set(able)
        if subject and not subject & set(able):
            able = [*able, *subject]  # it has the article, though not the paragraph
        elif len(elsewhere) == 1 and elsewhere <= (heading or own | subject):
            able = [*elsewhere]
        elif len(path) == 1 and not elsewhere - path:
            able = [*path]
        elif subject and (not elsewhere or elsewhere & subject) and self._agrees(each, able, subject, own):
            able = [*subject]
        elif (law := self._between(each)) in able:
            able = [law]
        elif len(able) == 1 and not self._names.above(each.start).issuperset(able):
            able += [law for law in self._with_articles(each) if law not in (*able, *apart)]
        self._give(each, able)

    # ------------------------------------------------------------ what a list can be of

    def _own(self, each: LawList) -> set[str]:
        """Return the laws that the members of a list were read as."""
        return {sighting.standard for sighting in self._page.sightings[each.first : each.stop]}

    def _able(self, each: LawList) -> list[str]:
        """Return the laws with every member of a list, and with those that follow it in the text."""
        return self._with_all(each, self._ids(each))

    def _with_articles(self, each: LawList) -> list[str]:
        """Return the laws with every article of a list, whether or not they have its paragraphs."""
        return self._with_all(each, set(map(article_of, self._ids(each))))

    def _possible(self, each: LawList) -> set[str]:
        """Return the laws that can be meant: those with the articles of a list, or without shipped ones.

        Examples::

            ISO/IEC 42001 … Annex A, mapped to the AI Act      not the AI Act, whose annexes have numerals
        """
        unshipped = {law for law in self._laws if not self._structures[law].are_shipped}
        return {"", *unshipped, *self._with_articles(each)}

    def _ids(self, each: LawList) -> set[str]:
        """Return the members of a list, and those that follow it in the text."""
        sightings = self._page.sightings[each.first : each.stop]
        ids = {sighting.ids[0] for sighting in sightings}
        return ids.union(*(members_behind(self._page, sighting) for sighting in sightings))

    def _with_all(self, each: LawList, ids: set[str]) -> list[str]:
        """Return the laws that have all of some provisions; where each line is a record, those of its line.

        "Art. 9 of the Regulation" can be of no directive.

        Args:
            each: The list.
            ids: The ids of the provisions.
        """
        laws: Collection[str] = self._laws
        if self._page.scopes.has_lines:
            laws = self._names.in_line(each)
        kind = kind_behind(self._page, each.end)
        if kind:
            laws = [law for law in laws if is_kind(self._page, law, kind)]
        return [law for law in self._laws if law in laws and self._has_all(law, ids)]

    def _has_all(self, law: str, ids: set[str]) -> bool:
        """Tell whether a law has every member of a list."""
        return any(ids <= provisions.keys() for provisions in self._structures[law].by_edition.values())

    # ------------------------------------------------------------ what speaks for a law

    def _titles(self, each: LawList) -> tuple[dict[str, Structures], list[str], list[str]]:
        """Return the laws that have a list, its members, and the phrases beside it."""
        ids = [sighting.ids[0] for sighting in self._page.sightings[each.first : each.stop]]
        return {law: self._structures[law] for law in self._with_articles(each)}, ids, [*self._phrases(each)]

    def _phrases(self, each: LawList) -> Iterator[str]:
        """Yield the words before and after a list in its line, and what can be its title."""
        text = self._page.text
        begin, stop = self._names.phrase_limits(each, LONGEST_BESIDE)
        yield _END_OF_PHRASE.split(text[begin : each.start].rstrip(" ([*_`:"))[-1]
        yield _END_OF_PHRASE.split(text[each.end : stop].lstrip(" )]*_`(:"))[0]
        cell = _NEXT_CELL.match(text, each.end)
        if cell is not None:
            yield cell[1]
        for title in self._page.beside.titles_at(each.start, each.end):
            yield title.text

    def _is_far(self, each: LawList, law: str, able: Sequence[str]) -> bool:
        """Tell whether a law is not named around a list, on a page that is about another one."""
        subject = self._subject(each, able)
        return bool(subject) and law not in subject and law not in self._names.around(each)

    def _elsewhere(self, each: LawList) -> set[str]:
        """Return the laws to which the page binds the provisions of a list elsewhere, or its articles."""
        ids = [sighting.ids[0] for sighting in self._page.sightings[each.first : each.stop]]
        several = [self._bound.get(one) or self._bound.get(article_of(one), set()) for one in ids]
        return set[str]().union(*several)

    def _before(self, each: LawList) -> str:
        """Return the law of what a list goes on with, as "AI Act Art. 6 + Annex III" does; "" for none."""
        if not each.first:
            return ""
        before = self._page.sightings[each.first - 1]
        is_list = bool(before.ids) and not before.alternatives
        return before.standard if is_list and is_list_joint(self._page.text, before.end, each.start) else ""

    def _between(self, each: LawList) -> str:
        """Return the one law of the settled provisions on both sides of a list; "" for none.

        Examples::

            1. NIS2 Art. 21; 2. as well (Art. 34); 3. NIS2 Art. 23

        Args:
            each: The list.
        """
        sightings = self._page.sightings
        before = sightings[max(each.first - MOST_BESIDE, 0) : each.first][::-1]
        sides = before, sightings[each.stop : each.stop + MOST_BESIDE]
        nearest = [
            next((one for one in side if one.ids and one.standard in self._laws), None) for side in sides
        ]
        laws = {
            "" if one is None or one.alternatives or abs(one.start - each.start) > AROUND else one.standard
            for one in nearest
        }
        return laws.pop() if len(laws) == 1 else ""

    def _heading(self, each: LawList) -> set[str]:
        """Return the laws that the heading above a list names; a comment of code is none."""
        is_text = not self._page.scopes.is_structured
        return set(self._page.topic_standards(each.start)) & set(self._laws) if is_text else set()

    def _subject(self, each: LawList, able: Sequence[str]) -> set[str]:
        """Return the law that the page is about: named far more often than the others, and not only below."""
        first, second = ([*sorted(able, key=lambda law: -self._times[law]), "", ""])[:2]
        least = max(MANY_TIMES * self._times[second], MANY_TIMES) if second else 0
        is_above = first in self._names.above(each.start)
        if not is_above and self._times[first] >= OFTEN:
            is_above = first in self._page.standards and self._page.is_subject(first, each.start)
        return {first} if first and self._times[first] >= least and is_above else set()

    def _agrees(self, each: LawList, able: Sequence[str], subject: set[str], own: set[str]) -> bool:
        """Tell whether what is near a list speaks for the law that the page is about.

        Args:
            each: The list.
            able: The laws that have it.
            subject: The law that the page is about.
            own: The laws that it was read as, by the names before it.
        """
        about = self._names.about(each) & set(able)
        if about == subject or (own == subject and not about):
            return True
        weights = weights_of_titles(*self._titles(each))
        (law,) = subject
        return weights[law] > 0 and weights[law] == max(weights.values())

    # ------------------------------------------------------------ results

    def _bind(self, each: LawList, law: str) -> None:
        """Give a list to a law, and remember of which its articles are."""
        self._give(each, [law])
        for sighting in self._page.sightings[each.first : each.stop]:
            self._remember(sighting, law)

    def _remember(self, sighting: Sighting, law: str) -> None:
        """Remember of which law a provision and its article are, on the page and in their block."""
        article = article_of(sighting.ids[0])
        self._bound[sighting.ids[0]].add(law)
        self._bound[article].add(law)
        for block in self._enclosing.blocks_at(sighting.start):
            self._bound_in[article, block].add(law)

    def _refuse(self, each: LawList, name: LawName) -> None:
        """Take a list as one of the law behind it, which lacks a part; unread if that is no registered one.

        Args:
            each: The list.
            name: The name behind it.
        """
        sightings, law = self._page.sightings, name.standard
        for number in range(each.first, each.stop):
            one = sightings[number]
            if not law:
                sightings[number] = one._replace(weak=True)
                continue
            known = [part for part in (one.ids[0], article_of(one.ids[0])) if self._has_all(law, {part})]
            unknown_id = "" if known else self._page.text[one.start : one.end]
            sightings[number] = one._replace(
                standard=law, ids=tuple(known[:1]), unknown_id=unknown_id, range_ids=()
            )
        last = sightings[each.stop - 1]
        if last.unknown_id and last.end < name.end:
            sightings[each.stop - 1] = last._replace(end=name.end)
            for number in range(each.stop, len(sightings)):
                if sightings[number].start == name.start:
                    sightings[number] = sightings[number]._replace(weak=True)

    def _give(self, each: LawList, laws: Sequence[str]) -> None:
        """Replace the members of a list by those of some laws, likeliest first."""
        sightings = self._page.sightings
        for number in range(each.first, each.stop if laws else each.first):
            one = sightings[number]
            ranked = sorted(laws, key=lambda law: law != one.standard)
            range_ids = one.range_ids
            if range_ids and ranked[0] != one.standard:
                last = sightings[number + 1].ids[0]
                range_ids = self._structures[ranked[0]].ids_between(one.ids[0], last)
            sightings[number] = one._replace(
                standard=ranked[0], alternatives=tuple(ranked[1:]), range_ids=range_ids
            )
