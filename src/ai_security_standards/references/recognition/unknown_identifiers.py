"""Identifiers that no edition has: they look like the list's own, where the text names the list."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon import Opening
from ..lexicon.edition_ages import YEAR_LENGTH
from ..lexicon.matches import Match
from ..lexicon.printed_shapes import WORD
from .page import Page

__all__ = ["SHORTEST_OPENING", "is_own_series", "match_unknown"]

#: An identifier that does not exist has at most this many words and numbers after its opening begins.
LONGEST_UNKNOWN = 8

#: An opening of at least this many letters can be glued to its number: "LLM99".
SHORTEST_OPENING = 3

#: The numbers of a project's own rules have at least so many digits: "MCP-001".
SHORTEST_OWN = 3

#: So many numbers that a list does not have make a series with dashes a project's own.
ENOUGH_OWN = 2

#: What stands before an identifier in its row has at most so many characters.
LONGEST_ROW = 400

_CLOSE = regex(r"[ ._-]?\Z")
#: An identifier at the head of a row, one in another cell, and what bounds a cell that has nothing else.
_OWN_CELL = regex(r"[ ]*\|[ \[`*]{0,4}([A-Z][A-Z0-9]{1,11})[-_][0-9]{1,4}\b")
_CELL = regex(r"\|[ `*]{0,3}([A-Z]{3,5})-[0-9]{1,4}[ `*]{0,3}(?=\|)")
_CELL_BEFORE = regex(r"\|[ `]{0,2}\Z")
_CELL_AFTER = regex(r"[ `]{0,2}\|")


def match_unknown(page: Page, first: int, position: int, opening: Opening) -> Match | None:
    """Match an opening with a number that no edition has, where the text names the list.

    Pattern: opening (number | one or two letters)+, in the shape of the identifiers that are printed

    Examples::

        AML.T9999
        AC-2(99)
        LLM99        in a text that names the OWASP LLM Top 10, or OWASP

    Args:
        page: The text.
        first: The token with which the opening begins.
        position: The token after the opening.
        opening: The opening, with the signs that it requires before numbers.
    """
    tokens = page.tokens
    stop = position
    if not _may_be_unknown(page, first, position, opening.signs):
        return None
    while stop < len(tokens) and stop - first < LONGEST_UNKNOWN:
        token = tokens[stop]
        if token.value == opening.key[0] and stop > position:
            break  # "PO.1-PO.5" is a range
        most_letters = 1 if token.gap == " " else 2
        if not (_CLOSE.match(token.gap) or token.gap in opening.signs):
            break
        if not token.is_number and len(token.text) > most_letters:
            break
        stop += 1
    numbers = [token.text for token in tokens[first:stop] if token.is_number]
    if not numbers or (tokens.is_number(position) and _is_padded(page, opening, numbers[0])):
        return None
    if not _is_plain(page, opening):
        is_apart = tokens[position].gap == " "  # "OSPS M2" is a milestone
        _, _, signs, gaps, _ = page.lexicon.shape_below(opening.standard, opening.key)
        if tokens.is_number(position) and tokens[position].gap == "" and signs == {WORD}:
            return None  # "AML5" is a directive, where letters stand before all numbers: "AML.T0051"
        return None if is_apart and " " not in gaps else Match(stop, (), ())
    if not _has_printed_shape(page, opening, first, stop, numbers):
        return None
    is_named = page.lenient or page.is_tag or _names_list(page, opening, position)
    if not is_named and not _has_edition(page, opening, stop):
        return None
    return Match(stop, (), ())


def _has_edition(page: Page, opening: Opening, stop: int) -> bool:
    """Tell whether an edition of its list follows an identifier: "LLM99:2025" names its list.

    Args:
        page: The text.
        opening: The opening.
        stop: The token after the identifier.
    """
    editions = page.lexicon.names.editions
    return bool(editions.match_edition_at(page.tokens, stop, opening.standard).edition)


def _is_padded(page: Page, opening: Opening, number: str) -> bool:
    """Tell whether a number is a known one with zeros in front: "CWE079"."""
    known = page.lexicon.shape_below(opening.standard, opening.key).numbers
    return number[0] == "0" and number not in known and number.lstrip("0") in known


def _is_plain(page: Page, opening: Opening) -> bool:
    """Tell whether an opening is one short word before a number, which other lists have as well: "MCP".

    Args:
        page: The text.
        opening: The opening.
    """
    if len(opening.key) > 1 or any(opening.signs) or len(opening.first_word) > SHORTEST_OPENING:
        return False
    return WORD not in page.lexicon.shape_below(opening.standard, opening.key).signs


def _names_list(page: Page, opening: Opening, position: int) -> bool:
    """Tell whether a text names the list of an opening; its publisher suffices where no dash follows.

    Args:
        page: The text.
        opening: The opening.
        position: The token after it.
    """
    if opening.standard in page.standards or opening.standard == page.within:
        return True
    if page.tokens[position].gap not in page.lexicon.shape_below(opening.standard, opening.key).signs:
        return False
    return not page.lexicon.company_words(opening.standard).isdisjoint(page.tokens.values)


def _may_be_unknown(page: Page, first: int, position: int, signs: tuple[str, ...]) -> bool:
    """Tell whether what follows an opening can be a number that no edition has.

    Examples::

        AML.T9999      yes
        MP3, MS16-032  no: two letters need the sign that is printed after them
        AST-L2         no: a letter follows a dash
        ASI_2026       no: a year
        MCP-001        no: a rule of the project

    Args:
        page: The text.
        first: The token with which the opening begins.
        position: The token after the opening.
        signs: The signs that the opening requires before numbers.
    """
    if position >= len(page.tokens):
        return False
    token = page.tokens[position]
    if token.is_number and token.gap == "_" and len(token.text) == YEAR_LENGTH and token.text[:2] == "20":
        return False
    is_joined = token.is_number and token.gap in ("-", "_") and not signs
    if is_joined and len(token.text) >= SHORTEST_OWN and token.text[0] == "0":
        return False
    if token.is_number:
        return bool(token.gap or signs) or len(page.text_of(first, position)) >= SHORTEST_OPENING
    return token.gap != "-" and len(page.text_of(first, position)) >= SHORTEST_OPENING


def _has_printed_shape(page: Page, opening: Opening, first: int, stop: int, numbers: list[str]) -> bool:
    """Tell whether an identifier has as many numbers, each as long, as those printed with its opening.

    Examples::

        LLM99                   yes, as LLM10 is printed
        MCP2515, MCP 0.2.0      no
        LLM v2.4                no, as no letter stands before the number in LLM01
        LLM0                    no, as nothing is counted from zero, but "LLM00:2025" names its list

    Args:
        page: The text.
        opening: The opening.
        first: The token with which the identifier begins.
        stop: The token before which it ends.
        numbers: Its numbers as written.
    """
    shape = page.lexicon.shape_below(opening.standard, opening.key)
    is_zero = not numbers[0].strip("0") and "0" not in shape.numbers
    if not shape.has(numbers) or (is_zero and not _has_edition(page, opening, stop)):
        return False
    letters = [token for token in page.tokens[first:stop] if not token.is_number]
    return shape.has_letters or len(letters) == len(opening.key)


def is_own_series(page: Page, first: int, opening: Opening) -> bool:
    """Tell whether identifiers with a dash, where the list prints none, are of a series of the project.

    Examples::

        AST-01 … AST-31       yes, as no list of ten has AST-31, nor AST-16
        LLM-01, LLM-02        no, in a text that names OWASP
        | RULE-7 | CWE-79 | ASI-04 |     no, as the row has an identifier of its own, and one of another list

    Args:
        page: The text.
        first: The token with which one of them begins.
        opening: Its opening.
    """
    position = first + len(opening.key)
    if not page.tokens.is_number(position):
        return False
    gap = page.tokens[position].gap
    shape = page.lexicon.shape_below(opening.standard, opening.key)
    if gap not in ("-", "_") or len(opening.key) > 1 or shape.signs != {""}:
        return False
    is_bare = len(page.tokens[position].text) == 1 and any(padded for _, padded in shape.lengths)
    if is_bare and not (page.lenient or page.is_tag or page.within or opening.standard in page.standards):
        return True  # "AST-1" is far from "AST01"
    key = "".join(opening.key), gap
    is_own = page.own_series.get(key)
    if is_own is None:
        is_own = page.own_series[key] = _is_foreign(page, opening, gap)
    return is_own


def _is_foreign(page: Page, opening: Opening, gap: str) -> bool:
    """Tell whether a series of numbers after an opening has several that no edition of its list has.

    Args:
        page: The text.
        opening: The opening.
        gap: What stands between it and its numbers.
    """
    tokens, word = page.tokens, opening.key[0]
    places = [place for place, value in enumerate(tokens.values) if value == word]
    numbers = {
        tokens.values[place + 1]
        for place in places
        if tokens.is_number(place + 1) and tokens[place + 1].gap == gap
    }
    known = page.lexicon.shape_below(opening.standard, opening.key).numbers
    if len(numbers - known) >= ENOUGH_OWN:
        return True
    if gap == "_" or page.lenient or page.is_tag:
        return False
    return not (
        opening.standard in page.standards
        or opening.standard == page.within
        or not page.lexicon.company_words(opening.standard).isdisjoint(tokens.values)
        or any(_is_in_row_of_identifiers(page, place) for place in places)
    )


def _is_in_row_of_identifiers(page: Page, first: int) -> bool:
    """Tell whether an identifier fills a cell of a row that another heads, and that has one of a known list.

    Pattern: "|" ["["] own identifier … "|" identifier of a known list "|" identifier "|"

    Examples::

        | [RULE-7](#rule-7) | HIGH | CWE-79 | ASI-04 | Rule |      yes
        | ASI-04 | CWE-79 | Rule |                                 no: it is what heads the row

    Args:
        page: The text.
        first: The token of its word.
    """
    tokens, text = page.tokens, page.text
    start, end = tokens[first].start, tokens[first + 1].end
    if not (_CELL_BEFORE.search(text, max(start - 3, 0), start) and _CELL_AFTER.match(text, end)):
        return False
    line = text.rfind("\n", max(start - LONGEST_ROW, 0), start) + 1
    own = _OWN_CELL.match(text, line, start)
    if own is None or own[1].casefold() in page.lexicon.openings:
        return False
    return any(cell[1].casefold() in page.lexicon.openings for cell in _CELL.finditer(text, own.end(), start))
