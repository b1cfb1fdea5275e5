"""Lists of articles and annexes that begin without the name of their law."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..._store.lazily import regex
from .lists import is_list_joint
from .page import Page, Sighting
from .quoted_lists import begin_of_quoted_list

__all__ = ["LawList", "article_of", "law_lists", "members_behind", "part_with_name_behind"]

_HEADING = regex(r"(?:art|annex|anhang|recital|erwägungsgr)", re.IGNORECASE)
_MEMBER = regex(r"[0-9IVX]|art|annex|anhang|recital|erwägungsgr", re.IGNORECASE)
#: Members of a list that its law lacks: "/IV/VI" of "Annex I/II/IV/VI".
_FURTHER = regex(r"(?:[ ]?[/,][ ]?(?:[IVX]+|[0-9]+)\b(?!\.[0-9]))+")
_NUMBER = regex(r"[IVX]+|[0-9]+")
#: What joins two texts of a list in code: "Art. 9", "Art. 10".
_QUOTED = regex(r"""(["'`]),\s{0,20}\1\Z""")


class LawList(NamedTuple):
    """Sightings that are joined into one list: where they are among all, and in the text."""

    first: int
    stop: int
    start: int
    end: int


def article_of(provision_id: str) -> str:
    """Return the article or annex of a provision: "Article 6" of "Article 6(1)"."""
    return provision_id.partition("(")[0].partition(",")[0]


def law_lists(page: Page, laws: frozenset[str]) -> Iterator[LawList]:
    """Yield the lists of articles and annexes of some laws that begin without a name.

    Examples::

        Art. 9, 10 and 12
        ["Art. 9", "Art. 10"]

    Args:
        page: The text with its sightings.
        laws: The ids of the laws.
    """
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
        yield LawList(number, stop, one.start, sightings[stop - 1].end)
        number = stop


def part_with_name_behind(page: Page, each: LawList, start: int, end: int) -> tuple[LawList, ...]:
    """Return the parts of a list that a name behind it splits: it binds from the last "Art." on.

    Examples::

        Art. 6(2), Art. 6(4), Art. 4(4) GDPR      the last one is of the GDPR
        'Art. 28, Art. 32 GDPR'                   each, as they are a whole text in quotation marks

    Args:
        page: The text.
        each: The list.
        start: Where the name starts.
        end: Where the name ends.
    """
    sightings, text = page.sightings, page.text
    last = max(
        number for number in range(each.first, each.stop) if _HEADING.match(text, sightings[number].start)
    )
    if last == each.first or begin_of_quoted_list(text, start, end) == each.start:
        return (each,)
    return (
        each._replace(stop=last, end=sightings[last - 1].end),
        each._replace(first=last, start=sightings[last].start),
    )


def members_behind(page: Page, sighting: Sighting) -> Iterator[str]:
    """Yield the members behind one that its law lacks, but another may have: "IV" of "Annex I/II/IV".

    Args:
        page: The text.
        sighting: The last member that was read.
    """
    further = _FURTHER.match(page.text, sighting.end)
    word = sighting.ids[0].partition(" ")[0]
    for number in _NUMBER.findall(further[0] if further is not None else ""):
        yield f"{word} {number}"


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
    if _QUOTED.match(page.text, end, sighting.start) or _is_article_of_annex(page, before, sighting):
        return True
    start = sighting.start - page.text.startswith("(", sighting.start - 1)  # "Article 3(1)-(3)"
    return ";" not in page.text[end:start] and is_list_joint(page.text, end, start)


def _is_article_of_annex(page: Page, before: Sighting, sighting: Sighting) -> bool:
    """Tell whether a space separates an article and an annex, which are of one law: "Art. 6 Annex III"."""
    kinds = {one.ids[0].partition(" ")[0] for one in (before, sighting)}
    return page.text[before.end : sighting.start] == " " and kinds == {"Article", "Annex"}
