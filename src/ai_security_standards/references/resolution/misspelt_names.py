"""Names of documents in which two letters of one word have changed places: "ISO/EIC 42001"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lexicon.document_names import NameMatch
from ..lexicon.publisher_acronyms import swaps
from ..recognition.page import Page, Sighting
from ..text.tokens import Tokens
from .resolved import Resolved

__all__ = ["misspelt_names", "without_parts"]

#: A shorter word is misspelt only if it is written in capitals, and an acronym has at least so many letters.
SHORTEST_WORD, SHORTEST_ACRONYM = 7, 3

#: A misspelt word is at most so many words after the first one of its name.
FARTHEST = 5

#: A name is looked for in this many characters.
LONGEST_NAME = 120


def misspelt_names(page: Page) -> list[Resolved]:
    """Return the names of documents that are right but for two letters that have changed places.

    Pattern: publisher word* misspelt word*, or misspelt publisher word+, where the rest is a name

    Examples::

        ISO/EIC 42001     iso-iec-42001
        NIST AI RFM       nist-ai-rmf
        OWSAP Top 10 for LLM Applications
        NIST AI           none, as nothing in it is misspelt
    """
    publishers = page.lexicon.names.publishers
    present = publishers.watched.intersection(page.tokens.values)
    if not present:
        return []
    found = []
    stop = 0
    for first in [position for position, value in enumerate(page.tokens.values) if value in present]:
        if first < stop or page.is_in_name(first) or not page.tokens[first].text.isupper():
            continue
        for place, word in _corrections(page, first):
            meant = _meant(page, first, place, word)
            if meant is not None:
                stop = first + meant.name.stop
                found.append(_resolved(page, meant, first, stop))
                break
    return found


def _corrections(page: Page, first: int) -> Iterator[tuple[int, str]]:
    """Yield the words near a token that may be misspelt, each with what may be meant.

    Args:
        page: The text.
        first: The token of a publisher, or of a misspelt one.
    """
    publishers, tokens = page.lexicon.names.publishers, page.tokens
    value = tokens.values[first]
    if value in publishers.misspelt:
        yield first, publishers.misspelt[value]
        return
    known = publishers.words_below(value)
    for place in range(first + 1, min(first + FARTHEST, len(tokens))):
        text = tokens.values[place]
        if text.isalpha() and text not in known and _may_be_misspelt(tokens[place].text):
            yield from ((place, word) for word in swaps(text) if word in known)


def _may_be_misspelt(text: str) -> bool:
    return len(text) >= (SHORTEST_ACRONYM if text.isupper() else SHORTEST_WORD)


class _Meant(NamedTuple):
    """The name that is meant, its tokens counted from its first, and how it is spelt."""

    name: NameMatch
    text: str


def _meant(page: Page, first: int, place: int, word: str) -> _Meant | None:
    """Return the name that begins at a token if a word of it is corrected; None where that is none.

    Args:
        page: The text.
        first: The token with which the name begins.
        place: The misspelt token.
        word: What may be meant.
    """
    start, token = page.tokens[first].start, page.tokens[place]
    corrected = word.upper() if token.text.isupper() else word
    text = page.text[start : token.start] + corrected + page.text[token.end : start + LONGEST_NAME]
    tokens = Tokens(text)
    name = page.lexicon.names.match_at(tokens, 0)
    if name is None or name.weak or not name.standard:
        return None
    return _Meant(name, tokens.text_of(0, name.stop)) if name.stop > max(place - first, 1) else None


def _resolved(page: Page, meant: _Meant, first: int, stop: int) -> Resolved:
    """Return what is said of a misspelt name.

    Args:
        page: The text.
        meant: The name that is meant.
        first: The token with which it begins.
        stop: The token before which it ends.
    """
    written, standard = page.text_of(first, stop), meant.name.standard
    sighting = Sighting(page.tokens[first].start, page.tokens[stop - 1].end, standard, None)
    problem = f"no document is called {written!r}; did you mean {meant.text!r}?"
    return Resolved(sighting, (), problem=problem, near_misses=(standard,))


def without_parts(page: Page, resolved: Sequence[Resolved], misspelt: Sequence[Resolved]) -> list[Resolved]:
    """Return references and misspelt names in order, without the documents that are named inside these.

    Examples::

        OWSAP LLM Top 10          the misspelt name
        NSIT AI RMF GOVERN 1.1    "NSIT", and the provision after it

    Args:
        page: The text.
        resolved: The references in it.
        misspelt: The misspelt names in it.
    """
    found = []
    starts = [each.sighting.start for each in misspelt]
    ends = [each.sighting.end for each in misspelt]
    for each in resolved:
        start, end = each.sighting.start, each.sighting.end
        number = bisect_right(starts, start) - 1
        if number < 0 or ends[number] <= start:
            found.append(each)
        elif end > ends[number]:
            found.append(each)
            ends[number] = starts[number] + len(page.text[starts[number] : start].rstrip())
    for each, end in zip(misspelt, ends, strict=True):
        found.append(each._replace(sighting=each.sighting._replace(end=end)))
    return sorted(found, key=lambda each: (each.sighting.start, each.sighting.end))
