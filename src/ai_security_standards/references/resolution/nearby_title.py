"""The title near a reference, and the edition or provision that it points to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from ..._store.lazily import regex
from ..lexicon.identifiers import Identifiers
from ..recognition.page import Page, Sighting
from ..text.languages import is_in_other_language
from ..text.titles import title_overlap

__all__ = [
    "ENOUGH_AGAINST_STATED",
    "ENOUGH_OVERLAP",
    "TITLE_AFTER",
    "NearbyTitle",
    "editions_by_title",
    "ids_by_title",
    "means_the_same",
]

#: A title is looked for in this many characters before and after an identifier.
TITLE_BEFORE, TITLE_AFTER = 70, 90

#: A title is recognised if at least this share of its words is present.
ENOUGH_OVERLAP = 0.5

#: So much of it must be there where the text states another edition: "Model DoS" is not "Model Theft".
ENOUGH_AGAINST_STATED = 0.6

#: Where files keep a title apart from its identifier.
_SHAPES = frozenset(("field", "key", "column", "cell"))

_END_OF_PHRASE = regex(r"[|\n;]|\.\s|\. |→|·")
_NEXT_CELL = regex(r"[\s*_`)\]]*\|")

#: A setting in the line below or above, in code that no reader of fields knows.
_LABEL = r"[\"']?[A-Za-z_.]*(?:label|title|name)[\"']?[ \t]*[:=][ \t]*[\"']([^\"'\n0-9]{3,120})[\"']"
_LABEL_BELOW = regex(rf"[\"'][ \t]*[,;]?[ \t]*\n[ \t]*{_LABEL}", re.IGNORECASE)
_LABEL_ABOVE = regex(
    rf"(?:\A|\n)[ \t]*{_LABEL}[ \t]*[,;]?[ \t]*\n[ \t]*[\"']?[A-Za-z_.]+[\"']?[ \t]*[:=][ \t]*[\"']\Z",
    re.IGNORECASE,
)


class NearbyTitle:
    """The words around a sighting that can be its title, computed at the first use."""

    def __init__(self, page: Page, sighting: Sighting, floor: int, ceiling: int, *, apart: bool) -> None:
        """Remember where to look.

        Args:
            page: The text.
            sighting: A reference in it.
            floor: The place before which other references stand.
            ceiling: The place after which other references stand.
            apart: Whether to look in the other fields of its object and cells of its row, too.
        """
        self._page = page
        self._text = page.text
        self._words_of = page.significant_words
        self._sighting = sighting
        self._floor, self._ceiling = floor, ceiling
        self._words: tuple[tuple[str, ...], ...] | None = None
        self._apart = apart
        self.is_stated_plainly = False  # whether the text states an edition that no title outweighs
        self.is_stated_near = False  # and states it near or above
        self._beside: tuple[tuple[str, ...], ...] | None = None if apart else ()

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The significant words before and after it, to the end of a sentence, line or cell; its labels'."""
        # A `cached_property` of Python 3.11 has a lock, which a fork would copy.
        if self._words is None:
            self._words = self._find_words()
        return self._words

    def _find_words(self) -> tuple[tuple[str, ...], ...]:
        start, end = self._sighting.start, self._sighting.end
        if start == self._floor and end == self._ceiling:
            return (), ()
        after = self._text[end : min(self._ceiling, end + TITLE_AFTER)]
        next_cell = _NEXT_CELL.match(after)
        stop = _END_OF_PHRASE.search(after, next_cell.end() if next_cell else 1)
        before = self._text[max(self._floor, start - TITLE_BEFORE) : start]
        cuts = [cut.end() for cut in _END_OF_PHRASE.finditer(before)] or [0]
        words_after = self._words_of(after[: stop.start()] if stop else after)
        return (self._words_of(before[cuts[-1] :]), words_after, *self._label(start, end))

    def _label(self, start: int, end: int) -> tuple[tuple[str, ...], ...]:
        """Return the words of the labels that the lines below and above set, if this line sets the reference.

        Args:
            start: Where the reference starts.
            end: Where it ends.
        """
        if not self._apart or self._text[end : end + 1] not in ("'", '"'):
            return ()
        below = _LABEL_BELOW.match(self._text, end)
        above = _LABEL_ABOVE.search(self._text[max(start - 3 * TITLE_AFTER, 0) : start])
        return tuple(
            self._words_of(label[1].partition(" / ")[0]) for label in (below, above) if label is not None
        )

    @property
    def beside(self) -> tuple[tuple[str, ...], ...]:
        """The significant words of what can be its title in its object or its row of a table."""
        if self._beside is None:
            start, end = self._sighting.start, self._sighting.end
            is_kept = self._page.scopes.is_structured or self._page.scopes.row_at(start) is not None
            titles = self._page.beside.titles_at(start, end) if is_kept else ()
            self._beside = tuple(self._words_of(each.text) for each in titles if each.shape[0] in _SHAPES)
        return self._beside

    def overlap(self, titles: Iterable[tuple[str, ...]]) -> float:
        """Return the largest share of a title's words that is present, from 0 to 1."""
        places = (*self.words, *self.beside)
        return max((title_overlap(title, words) for title in titles for words in places), default=0.0)

    def is_clearly(self, identifiers: Identifiers, provision_id: str, edition: str, stated: str) -> bool:
        """Tell whether what says most of a title is written, or nothing besides its words.

        Examples, where the text states another edition::

            Model DoS (LLM10)         not "Model Theft" of 2023
            Cryptography (ASVS V6)    "Stored Cryptography" of 4.0.3
            reporting and communication (RS.CO)     not "Communications" of 1.1, a word of both titles
            RS.CO, la communication     not "Communications" of 1.1, one word among others

        Args:
            identifiers: The identifiers of the standard.
            provision_id: The id of the provision.
            edition: The edition with the title.
            stated: The edition that the text states.
        """
        structures = identifiers.structures
        by_edition, weight = structures.title_words_of(provision_id), structures.titles.weight
        titles, own = by_edition[edition][:1], {word for title in by_edition[stated][:1] for word in title}
        ordered = [[word for word in words if word.isalpha()] for words in (*self.words, *self.beside)]
        written = [set(words) for words in ordered]
        shares = [
            weight(set(words) & set(title)) / weight(title)
            for words in ordered
            for title in titles
            if not own.issuperset(title) and (title[1:] or _begins_with(words, title))
        ]
        if max(shares, default=0.0) >= ENOUGH_AGAINST_STATED:
            return True
        return any(words and words <= set(title) for words in written for title in titles)


def _begins_with(words: Sequence[str], title: Sequence[str]) -> bool:
    """Tell whether English words begin with a title of one word."""
    others = " ".join(word for word in words if len(word) > 1)  # "y" is a name of code as well
    return bool(title) and words[:1] == list(title) and not is_in_other_language(others)


def editions_by_title(
    identifiers: Identifiers,
    provision_id: str,
    editions: Sequence[str],
    nearby: NearbyTitle,
    *,
    least: float = ENOUGH_OVERLAP,
) -> list[str]:
    """Return the editions whose title of a provision is written near it; none if titles do not differ.

    Args:
        identifiers: The identifiers of the standard.
        provision_id: The id of the provision.
        editions: The editions to choose from.
        nearby: The words around the reference.
        least: The share of a title's words that must be written.
    """
    titles = identifiers.structures.title_words_of(provision_id)
    if len({titles[edition][0] for edition in editions if titles[edition]}) < 2:
        return []
    firsts = {edition: titles[edition][:1] for edition in editions}
    overlaps = {first: nearby.overlap(first) for first in set(firsts.values())}
    best = max(overlaps.values())
    if best < least:
        return []
    return [edition for edition, first in firsts.items() if overlaps[first] == best]


def ids_by_title(identifiers: Identifiers, ids: Sequence[str], nearby: NearbyTitle) -> list[str]:
    """Return those of several provisions written alike whose title is near; all of them if none is.

    Args:
        identifiers: The identifiers of the standard.
        ids: The ids of the provisions.
        nearby: The words around the reference.
    """
    distinct = list(dict.fromkeys(ids))
    if len(distinct) < 2:
        return distinct
    overlaps = {}
    for provision_id in distinct:
        titles = identifiers.structures.title_words_of(provision_id).values()
        overlaps[provision_id] = nearby.overlap(itertools.chain.from_iterable(titles))
    best = max(overlaps.values())
    return (
        [provision_id for provision_id in distinct if overlaps[provision_id] == best]
        if best >= ENOUGH_OVERLAP
        else distinct
    )


def means_the_same(identifiers: Identifiers, provision_id: str, editions: Sequence[str]) -> bool:
    """Tell whether an identifier has similar titles from each edition to the next.

    Args:
        identifiers: The identifiers of the standard.
        provision_id: The id of the provision.
        editions: The editions, oldest first.
    """
    words = identifiers.structures.title_words_of(provision_id)
    titles = [words[edition][0] for edition in editions if words[edition]]
    return len(editions) < 2 or all(_are_similar(old, new) for old, new in itertools.pairwise(titles))


def _are_similar(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Tell whether two titles share enough words, or the new one has all words of the old one."""
    overlap = title_overlap(old, new)
    return overlap == 1 or min(overlap, title_overlap(new, old)) >= ENOUGH_OVERLAP
