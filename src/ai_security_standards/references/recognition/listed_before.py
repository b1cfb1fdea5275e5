"""Numbers listed behind a word and before the document that they are of: "controls 5.1, 5.7 of ISO 27002"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from ..lexicon.edition_numbers import dotted_number_end
from ..text.tokens import Tokens
from .boundaries import edition_of_name
from .context import identify_at
from .names_after import name_after
from .page import Page
from .self_identifying import SelfIdentified

__all__ = ["identify_listed", "numbers_before_names"]

#: A list has at most so many words and numbers.
LONGEST_LIST = 400

#: At most so many words stand between a list and the name of its document: "aus der Norm".
MOST_LINKS = 3

#: A number without dots has at most so many digits.
LONGEST_CLAUSE = 2

_LINKS = frozenset("of from in under aus von nach der des de du di del della dell da do gemass laut".split())
_BESIDE_LINKS = frozenset("the dem den la le l il lo a o standard norm norme norma".split())
_HEADINGS = frozenset(
    "requirement requirements control controls clause clauses subclause subclauses section sections "
    "anforderung anforderungen massnahme massnahmen abschnitt abschnitte abschnitten kapitel kapiteln "
    "ziffer ziffern klausel klauseln kontrolle kontrollen exigence exigences mesure mesures controle "
    "controles requisito requisitos controlli controllo seccion secciones clausula "
    "clausulas apartado apartados punto punti punkt punkte punkten nummer nummern chapter chapters".split()
)
#: What has numbers without dots, too: "clauses 4 to 10"; "controls 5 and 6" may count them.
_CLAUSES = frozenset(
    "requirement requirements clause clauses subclause subclauses section sections anforderungen abschnitt "
    "abschnitte abschnitten kapitel kapiteln ziffer ziffern klauseln seccion secciones clausula clausulas "
    "apartados punti punkte punkten chapters".split()
)
_JOINTS = frozenset("and or to und oder bis sowie et ou y e o a through thru".split())
_SPACE = regex(r"(?!.*\n[ \t]*\n)[\s*_`\"'(]*\Z", re.DOTALL)
_JOINT = regex(r"(?!.*\n[ \t]*\n)[\s*_`\"'()]*[,;/&-]?[\s*_`\"'()]*\Z", re.DOTALL)


def numbers_before_names(page: Page) -> Iterator[tuple[int, NameMatch]]:
    """Yield the numbers of lists, and the words before these, with the name behind each list.

    Pattern: word number (joint number)* link{1,3} name

    Examples::

        requirements 7.2, 8.1 and 10.2 of ISO/IEC 27001
        die Maßnahmen 5.24 und 5.26 aus ISO/IEC 27002

    Args:
        page: The text.
    """
    floor = 0
    for name in page.names:
        if not name.weak:
            found = _numbers_before(page.tokens, name.first, floor)
            yield from ((position, name) for position in found)
        floor = name.stop


def _numbers_before(tokens: Tokens, stop: int, floor: int) -> list[int]:
    """Return the tokens with which the numbers of a list begin, and its word; none where there is no list.

    Args:
        tokens: The tokens of the text.
        stop: The token of the name.
        floor: The token at which the name before it ends.
    """
    position = _before_links(tokens, stop, floor)
    floor = max(floor, stop - LONGEST_LIST)
    found: list[int] = []
    while position > floor:
        first = _begin_of_number(tokens, position - 1, floor)
        if first is None:
            return []
        found.append(first)
        gap, before = tokens[first].gap, first - 1
        if before >= floor and tokens.values[before] in _HEADINGS and _SPACE.match(gap):
            have_dots = all(tokens[each + 1].gap == "." for each in found)
            if not have_dots and tokens.values[before] not in _CLAUSES:
                return []
            return [*found, before] if len(found) > 1 or _is_broken(tokens, found[0], stop) else []
        if not _JOINT.match(gap):
            return []
        if before >= floor and tokens.values[before] in _JOINTS:
            gap, before = tokens[before].gap, before - 1
        elif _SPACE.match(gap):
            return []
        if not _JOINT.match(gap):
            return []
        position = before + 1
    return []


def _is_broken(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a line ends between one number and the name behind it; else the number needs no list.

    Args:
        tokens: The tokens of the text.
        first: The token with which the number begins.
        stop: The token of the name.
    """
    return any("\n" in tokens[position].gap for position in range(first + 1, stop + 1))


def _before_links(tokens: Tokens, stop: int, floor: int) -> int:
    """Return the token before which a list would end, 0 without a word that links it to a name.

    Args:
        tokens: The tokens of the text.
        stop: The token of the name.
        floor: The token at which the name before it ends.
    """
    position, is_linked = stop, False
    while position > max(floor, stop - MOST_LINKS) and _SPACE.match(tokens[position].gap):
        value = tokens.values[position - 1]
        if value not in _LINKS and value not in _BESIDE_LINKS:
            break
        is_linked = is_linked or value in _LINKS
        position -= 1
    return position if is_linked else 0


def _begin_of_number(tokens: Tokens, last: int, floor: int) -> int | None:
    """Return where a number begins that ends with a token: at "5" or "A" in "5", "5.24", "A.5.24".

    Args:
        tokens: The tokens of the text.
        last: The token.
        floor: The first token that it can begin with.
    """
    first = last
    while first > floor and tokens.is_number(first) and tokens[first].gap == ".":
        first -= 1
    is_number = tokens.is_number(last) and (tokens.is_number(first) or tokens[first].text == "A")
    is_long = first == last and len(tokens[first].text) > LONGEST_CLAUSE
    return first if is_number and not is_long and tokens[first].gap != "" else None


def identify_listed(page: Page, first: int) -> SelfIdentified | None:
    """Match a number of a list before the name of its document; None for what that document lacks.

    Args:
        page: The text.
        first: The token with which the number, or the word before it, begins.
    """
    name = page.listed[first]
    if not name.standard:
        return None
    match = page.lexicon.identifiers(name.standard).match_at(page.tokens, first)
    if match is None or not match.ids:
        stop = dotted_number_end(page.tokens, first)
        return identify_at(page, first) if name_after(page, stop, name.standard) is name else None
    dated = edition_of_name(page, name.first, name.stop, name.standard)
    edition = name.edition or dated.edition
    return SelfIdentified(name.standard, match, edition, unknown_edition=dated.text if edition == "" else "")
