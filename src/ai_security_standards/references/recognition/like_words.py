"""Words before numbers that a list prints as its identifiers, and a text uses for something of its own."""

from __future__ import annotations

import re

from .page import Page
from .self_identifying import SelfIdentified
from .unknown_identifiers import SHORTEST_OPENING

__all__ = ["means_something_else"]

#: A code of practice is looked for in so many characters before a measure.
LONGEST_BEFORE = 3_000

_CODE_OF_PRACTICE = re.compile(r"\b[Cc]odes? of [Pp]ractice\b")


def means_something_else(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a word and a number are of something else than the list that prints them with a space.

    Examples::

        Code of Practice on transparency … Measure 1.4      not MEASURE 1.4 of the AI RMF
        GOV-2, MAP-2, MEAS-1                                not MAP 2: risks of the project

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    ids, text = provision.match.ids, page.tokens[first].text
    if page.lenient or page.is_tag or not ids or ids[0].partition(" ")[0] != text.upper() or ids[0] == text:
        return False
    if text.istitle():
        return _is_of_code_of_practice(page, first, provision.standard)
    return text.isupper() and _has_cut_siblings(page, first, provision)


def _is_of_code_of_practice(page: Page, first: int, standard: str) -> bool:
    """Tell whether a code of practice is named before a measure, and its list is not named after that.

    Args:
        page: The text.
        first: The token of the word.
        standard: The id of the list.
    """
    start = page.tokens[first].start
    found = _CODE_OF_PRACTICE.search(page.text, max(start - LONGEST_BEFORE, 0), start)
    if found is None:
        return False
    own = (page.tokens[name.first].start for name in page.names_before(first) if name.standard == standard)
    return next(own, -1) < found.start()


def _has_cut_siblings(page: Page, first: int, provision: SelfIdentified) -> bool:
    """Tell whether a page numbers other words of a list, cut short, in the same manner: MAP-2 with GOV-2.

    Args:
        page: The text.
        first: The token of the word.
        provision: The identifier with its standard.
    """
    tokens = page.tokens
    if provision.match.stop != first + 2 or tokens[first + 1].gap != "-":
        return False
    key = provision.standard, "-"
    has_siblings = page.own_series.get(key)
    if has_siblings is None:
        identifiers = page.lexicon.identifiers(provision.standard)
        words = {word for word in identifiers.first_words if len(word) > SHORTEST_OPENING}
        cut = {word[:length] for word in words for length in range(SHORTEST_OPENING, len(word))}
        cut -= {*identifiers.first_words, *identifiers.spellings}
        has_siblings = page.own_series[key] = any(
            value in cut and tokens.is_number(place + 1) and tokens[place + 1].gap == "-"
            for place, value in enumerate(tokens.values)
        )
    return has_siblings
