"""Articles and annexes on pages that name several laws: of which of them each one is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ..text.titles import significant_words
from .lists import is_list_joint
from .page import Page, Sighting

__all__ = ["settle_laws"]

#: A name is beside a list if at most so many characters separate them.
NEAREST_NAME = 40

#: The words beside a list are at most so many characters long.
LONGEST_BESIDE = 70

#: Words that say so much of one law, and of the others at most this part of it, decide.
ENOUGH, MOST_OF_OTHERS = 3.0, 0.4
#: More words beside a list say something only where two of them are in the title.
SHORT_PHRASE = 3

#: The page is about a law that it names so many times as often as any other.
MANY_TIMES = 3

#: An acronym stands for at least so many words of a title.
FEWEST_INITIALS, MOST_INITIALS = 3, 5

_HEADING = re.compile(r"(?:art|annex|anhang|recital|erwägungsgr)", re.IGNORECASE)
_MEMBER = re.compile(r"[0-9IVX]|art|annex|anhang|recital|erwägungsgr", re.IGNORECASE)
_LINK = r"(?:of|in|from|under|per|by|to|von|der|des|du|de|dell|della|di|nach|gemäß|im|the|d|l|EU|UE)"
_AFTER = re.compile(
    rf"(?:[ (\[*_`'’\"]|(?<![A-Za-z]){_LINK}(?![A-Za-z])\n?|\n(?={_LINK}\b))*\Z", re.IGNORECASE
)
#: Members of a list that its law lacks: "/IV/VI" of "Annex I/II/IV/VI".
_FURTHER = re.compile(r"(?:[ ]?[/,][ ]?(?:[IVX]+|[0-9]+)\b(?!\.[0-9]))+")
_NUMBER = re.compile(r"[IVX]+|[0-9]+")
_BEFORE = re.compile(
    r"(?:\s*\([^()\n]*\)|[ ]?[0-9]{4}(?:/[0-9]+)?)?(?:['’]s)?[\s:,(\[*_`'’\"–—>#-]*(?:in |the )*\Z"
)
_SLASH = re.compile(r"[ ]?/[ ]?\Z")
_AND = re.compile(r"(?: [A-Z]+)? (?:and|und|et|[+&]) \Z")
#: What ends a line of thought that a sentence end need not mark.
_BREAK = re.compile(r"""\n\s*(?:[-*+|#>"'{]|[0-9]+[.)]|//|\Z)|["{}<>]|\\n""")
_END_OF_PHRASE = re.compile(r"[\n|;:,()\"<>\\]|[.!?]\s")
_SAY_LITTLE = frozenset(significant_words("EU AI Act system article requirements union data subject"))
_WORD = re.compile(r"[A-Za-z]+")
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")


class _List(NamedTuple):
    """Sightings that are joined into one list: where they are among all, and in the text."""

    first: int
    stop: int
    start: int
    end: int


def settle_laws(page: Page) -> None:
    """Give each list of articles and annexes to the one law that the text beside it names or means.

    Examples, on a page that names the AI Act and the GDPR::

        Art. 9, 10 AI Act; Art. 5 GDPR       each to the law directly after it
        AI Literacy Resources (Art. 4)       of the AI Act, as its article has that title
        Article 5 / GDPR                     not of the GDPR
        see Article 5                        of either

    Args:
        page: The text with its sightings, which are replaced.
    """
    laws = _laws_of(page)
    if page.lenient or len(laws) < 2 or page.legal_text.is_one:
        return
    reader = _Laws(page, laws)
    parts = (part for each in _lists(page, frozenset(laws)) for part in reader.parts_of(each))
    for each in [part for part in parts if not reader.is_told(part)]:
        reader.settle_by_subject(each)


def _laws_of(page: Page) -> tuple[str, ...]:
    """Return the laws that a page names: the documents that have articles."""
    standards = sorted(page.standards - {""})
    return tuple(each for each in standards if "article" in page.lexicon.identifiers(each).first_words)


def _lists(page: Page, laws: frozenset[str]) -> Iterator[_List]:
    """Yield the lists of articles and annexes of some laws that begin without a name."""
    sightings, text = page.sightings, page.text
    starts = [page.tokens[name.first].start for name in page.names]
    number = 0
    while number < len(sightings):
        one, stop = sightings[number], number + 1
        if not (_is_bare(one, laws) and _HEADING.match(text, one.start)):
            number = stop
            continue
        while (
            stop < len(sightings)
            and not _has_name(starts, sightings[stop - 1])
            and _goes_on(page, sightings[stop - 1], sightings[stop], laws)
        ):
            stop += 1
        yield _List(number, stop, one.start, sightings[stop - 1].end)
        number = stop


def _has_name(starts: Sequence[int], sighting: Sighting) -> bool:
    """Tell whether a sighting contains the name of a document, which binds it."""
    number = bisect_left(starts, sighting.start)
    return number < len(starts) and starts[number] < sighting.end


def _is_bare(sighting: Sighting, laws: frozenset[str]) -> bool:
    """Tell whether a sighting is a known provision of a law that can be one of another."""
    return (
        bool(sighting.ids) and sighting.standard in laws and not (sighting.edition or sighting.alternatives)
    )


def _goes_on(page: Page, before: Sighting, sighting: Sighting, laws: frozenset[str]) -> bool:
    """Tell whether a sighting goes on with the list of the one before it."""
    if not _is_bare(sighting, laws) or not _MEMBER.match(page.text, sighting.start):
        return False
    further = _FURTHER.match(page.text, before.end, sighting.start)
    end = before.end if further is None or further.end() == sighting.start else further.end()
    return ";" not in page.text[end : sighting.start] and is_list_joint(page.text, end, sighting.start)


class _Laws:
    """The laws of a page, with where it names them."""

    def __init__(self, page: Page, laws: tuple[str, ...]) -> None:
        self._page, self._laws = page, laws
        self._names = [name for name in page.names if name.standard in laws or not name.standard]
        self._starts = [page.tokens[name.first].start for name in self._names]
        self._ends = [page.tokens[name.stop - 1].end for name in self._names]
        self._times = Counter(name.standard for name in self._names)

    def parts_of(self, each: _List) -> Iterator[_List]:
        """Yield the parts of a list that can be of several laws: one behind binds from the last "Art."."""
        sightings, text = self._page.sightings, self._page.text
        last = max(n for n in range(each.first, each.stop) if _HEADING.match(text, sightings[n].start))
        if last > each.first and self._directly_after(each) is not None:
            yield each._replace(stop=last, end=sightings[last - 1].end)
            each = each._replace(first=last, start=sightings[last].start)
        yield each

    def is_told(self, each: _List) -> bool:
        """Tell whether what stands beside a list says of which law it is; if so, give it to that."""
        after, own = self._directly_after(each), self._own(each)
        if after is not None:
            self._times[after] += 1
            self._give(each, [law for law in self._able(each) if law == after])
            return True
        may_stay = len(own) == 1 and not own & self._set_apart(each)
        if may_stay and self._is_bound(each, own):
            self._times.update(own)
            return True
        is_near = may_stay and self._is_near(each, own)
        by_title = self._by_title(each, own if is_near else set())
        if by_title:
            self._times[by_title] += 1
            self._give(each, [by_title])
        return bool(by_title) or is_near

    def settle_by_subject(self, each: _List) -> None:
        """Give a list of which nothing beside it says the law to all that it can be of.

        It stays with the law that the page is about.
        """
        able, others, own = self._able(each), self._set_apart(each), self._own(each)
        able = [law for law in able if law not in others] or able
        if own & others or own != self._subject(able):
            self._give(each, able)

    def _own(self, each: _List) -> set[str]:
        """Return the laws that the members of a list were read as."""
        return {sighting.standard for sighting in self._page.sightings[each.first : each.stop]}

    def _able(self, each: _List) -> list[str]:
        """Return the laws with every member of a list, and with those that follow it in the text."""
        sightings = self._page.sightings[each.first : each.stop]
        ids = {sighting.ids[0] for sighting in sightings}.union(*map(self._further, sightings))
        laws: Collection[str] = self._laws
        if self._page.scopes.has_lines:  # each line is a record
            text = self._page.text
            end = text.find("\n", each.end)
            laws = self._page.standards_within(
                text.rfind("\n", 0, each.start) + 1, len(text) if end < 0 else end
            )
        return [law for law in self._laws if law in laws and self._has_all(law, ids)]

    def _subject(self, able: Sequence[str]) -> set[str]:
        """Return the law that the page names far more often than the others, if any."""
        first, *others = sorted(able, key=lambda law: -self._times[law]) or ("",)
        return {first} if not others or self._times[first] >= MANY_TIMES * self._times[others[0]] else set()

    def _further(self, sighting: Sighting) -> Iterator[str]:
        """Yield the members behind one that its law lacks, but another may have."""
        further = _FURTHER.match(self._page.text, sighting.end)
        word = sighting.ids[0].partition(" ")[0]
        for number in _NUMBER.findall(further[0] if further is not None else ""):
            yield f"{word} {number}"

    def _has_all(self, law: str, ids: set[str]) -> bool:
        """Tell whether a law has every member of a list."""
        editions = self._page.lexicon.identifiers(law).structures.by_edition.values()
        return any(ids <= provisions.keys() for provisions in editions)

    def _give(self, each: _List, laws: Sequence[str]) -> None:
        """Replace the members of a list by those of some laws, likeliest first."""
        sightings = self._page.sightings
        for number in range(each.first, each.stop if laws else each.first):
            one = sightings[number]
            ranked = sorted(laws, key=lambda law: law != one.standard)
            range_ids = one.range_ids
            if range_ids and ranked[0] != one.standard:
                structures = self._page.lexicon.identifiers(ranked[0]).structures
                range_ids = structures.ids_between(one.ids[0], sightings[number + 1].ids[0])
            sightings[number] = one._replace(
                standard=ranked[0], alternatives=tuple(ranked[1:]), range_ids=range_ids
            )

    def _directly_after(self, each: _List) -> str | None:
        """Return the law whose name ends a list or directly follows it: "Art. 9, 10 of the AI Act"."""
        last = self._page.sightings[each.stop - 1]
        number = bisect_right(self._starts, last.start)
        if number == len(self._names):
            return None
        start = self._starts[number]
        if start < last.end:
            return self._names[number].standard
        is_beside = start - last.end <= NEAREST_NAME and _AFTER.match(self._page.text[last.end : start])
        return self._names[number].standard if is_beside else None

    def _set_apart(self, each: _List) -> set[str]:
        """Return the laws that stand beside a list as something else than it.

        Examples::

            Art. 14 / NIS2 / GDPR            not of these two
            complies with GDPR and Art. 5    not of the GDPR
        """
        text = self._page.text
        found, place = set(), each.end
        first = bisect_left(self._starts, each.end)
        for number in range(first, len(self._names)):
            if not _SLASH.match(text[place : self._starts[number]]):
                break
            found.add(self._names[number].standard)
            place = self._ends[number]
        before = bisect_right(self._ends, each.start) - 1
        if before >= 0 and _AND.match(text[self._ends[before] : each.start]):
            found.add(self._names[before].standard)
        return found

    def _is_bound(self, each: _List, own: set[str]) -> bool:
        """Tell whether a name directly before a list, its column, or its object says of which law it is."""
        page, place = self._page, each.start
        told = page.column_standards(place) or page.scopes.standards_of_object(place) or ()
        if own & set(told):
            return True
        number = bisect_right(self._ends, place) - 1
        if number < 0 or self._names[number].standard not in own:
            return False
        between = page.text[self._ends[number] : place]
        return len(between) <= NEAREST_NAME and _BEFORE.match(between) is not None and "\n" not in between

    def _is_near(self, each: _List, own: set[str]) -> bool:
        """Tell whether the sentence of a list, or else the heading above it, names only its law."""
        page, place = self._page, each.start
        first, stop = bisect_left(self._ends, place - 300), bisect_right(self._starts, each.end + 200)
        near = {
            name.standard
            for name, start in zip(self._names[first:stop], self._starts[first:stop], strict=True)
            if page.same_sentence(start, place)
            and not _BREAK.search(page.text, min(start, each.end), max(start, each.start))
        }
        row = page.scopes.row_at(place) if not near and not page.scopes.is_structured else None
        if row is not None:
            first, stop = bisect_left(self._starts, row.start), bisect_left(self._starts, row.end)
            near = {name.standard for name in self._names[first:stop]}
        if near:
            return near == own
        return set(page.topic_standards(place)) & set(self._laws) == own

    # ------------------------------------------------------------ titles

    def _by_title(self, each: _List, near: set[str]) -> str:
        """Return the one law whose provisions have the words beside a list in their titles; "" for none.

        Args:
            each: The list.
            near: The only law that its sentence or heading names, against which only much decides.
        """
        able = self._able(each)
        sightings = self._page.sightings[each.first : each.stop]
        said = dict.fromkeys(able, 0.0)
        for beside in self._beside(each):
            words = set(significant_words(beside)) - _SAY_LITTLE
            acronyms = {acronym.lower() for acronym in _ACRONYM.findall(beside)}
            fewest = 1 if len(words) <= SHORT_PHRASE and not near else 2
            for law in able:
                said[law] = max(said[law], self._says(law, sightings, words, acronyms, fewest))
        best = max(said, key=lambda law: said[law], default="")
        if not best or said[best] < ENOUGH:
            return ""
        most = 0.0 if near else MOST_OF_OTHERS
        return best if all(said[law] <= said[best] * most for law in able if law != best) else ""

    def _beside(self, each: _List) -> tuple[str, ...]:
        """Return the words before and after a list in its line, and what can be its title."""
        page, text = self._page, self._page.text
        begin, stop = max(each.start - LONGEST_BESIDE, 0), each.end + LONGEST_BESIDE
        number = bisect_right(self._ends, each.start) - 1
        begin = max(begin, self._ends[number] if number >= 0 else 0)
        number = bisect_left(self._starts, each.end)
        stop = min(stop, self._starts[number] if number < len(self._starts) else stop)
        before = _END_OF_PHRASE.split(text[begin : each.start].rstrip(" ([*_`:"))[-1]
        after = _END_OF_PHRASE.split(text[each.end : stop].lstrip(" )]*_`(:"))[0]
        return before, after, *(title.text for title in page.beside.titles_at(each.start, each.end))

    def _says(
        self, law: str, sightings: Sequence[Sighting], words: set[str], acronyms: set[str], fewest: int
    ) -> float:
        """Return how much some words say of the titles of a law's provisions, if so many of them do."""
        structures = self._page.lexicon.identifiers(law).structures
        best = 0.0
        for sighting in sightings:
            provision_id = sighting.ids[0].partition("(")[0]
            for titles in structures.titles_of(provision_id).values():
                for title in titles:
                    shared = words.intersection(significant_words(title)) | _expanded(title, acronyms)
                    if len(shared) >= fewest:
                        best = max(best, structures.titles.weight(shared))
        return best


def _expanded(title: str, acronyms: set[str]) -> set[str]:
    """Return the words of a title that acronyms stand for: "FRIA" for its first four."""
    found: set[str] = set()
    parts = _WORD.findall(title) if acronyms else []
    for first in range(len(parts)):
        for stop in range(first + 2, min(first + MOST_INITIALS, len(parts)) + 1):
            run = parts[first:stop]
            initials = "".join(part if part.isupper() else part[0] for part in run).lower()
            if len(initials) >= FEWEST_INITIALS and initials in acronyms:
                found.update(significant_words(" ".join(run)))
    return found
