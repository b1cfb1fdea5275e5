"""Dashes and slashes between two numbers: those that join two identifiers, and those inside one."""

from __future__ import annotations

from collections.abc import Container

from ..._store.lazily import regex
from ..text.tokens import Tokens
from .matches import is_joint

__all__ = ["begins_another", "is_list_member", "is_padded_apart"]

#: The letters of a code, which are no Roman numeral.
_CODE = regex(r"(?![IVX]+\Z)[A-Z]{2,3}")

#: A number is padded to at least so many digits.
SHORTEST_PADDED = 2

#: What stands before the first of two numbers that a dash joins.
_BEFORE_FIRST = (" ", ". ", " §", " § ")


def begins_another(tokens: Tokens, first: int, position: int, *, prints_dashes: bool) -> bool:
    """Tell whether a number begins another identifier than the one from `first`: "5 1", "9-15", " 3-4".

    Args:
        tokens: The tokens of the text.
        first: The token with which the identifier begins.
        position: The token of the number.
        prints_dashes: Whether the document prints dashes in its identifiers.
    """
    gap = tokens[position].gap
    if gap == " (" and tokens.is_bracketed(position):
        return False  # "AC-2 (4)"
    apart = not gap or gap[0] in " \n,:" or gap[-1] in " \n"
    if apart and tokens[position - 1].is_number and "§" not in gap:
        return True
    return _joins_identifiers(tokens, first, position, prints_dashes=prints_dashes)


def _joins_identifiers(tokens: Tokens, first: int, position: int, *, prints_dashes: bool) -> bool:
    """Tell whether the sign before a number joins two identifiers of a list or range.

    Examples::

        Req. 1-2, §1-2      1 and 2, though there is a 1.2
        Req. 8.2-8.3        8.2 and 8.3, though there is an 8.2.8
        PI-01/03            PI-01 and PI-03, though there is a PI1.3
        5.1-2, A.6-2-2      no: one identifier

    Args:
        tokens: The tokens of the text.
        first: The first token of the text or identifier.
        position: The token after the sign.
        prints_dashes: Whether the document prints dashes in its identifiers.
    """
    if _is_padded_list(tokens, position):
        return True
    if prints_dashes:
        return False
    is_second = (
        position == first + 1 and tokens[first].is_number and tokens[first].gap in (" ", ". ", " §", " § ")
    )
    is_pair = is_second and tokens[position].gap == "-"
    return is_pair or _is_range_of_dotted(tokens, first, position) or is_joint(tokens, first, position)


def is_padded_apart(tokens: Tokens, position: int) -> bool:
    """Tell whether a padded number stands behind a dash after one that is not: "A.5.1-01", "B2-03"."""
    token, before = tokens[position], tokens[position - 1]
    is_glued = token.gap == "-" and before.gap in (".", "") and before.is_number
    return is_glued and token.text[0] == "0" != before.text[0]


def is_list_member(tokens: Tokens, position: int, headings: Container[str]) -> bool:
    """Tell whether a number or a code after a comma goes on with a list, and not after "paragraph,".

    Examples::

        Art. 5, 6                            yes
        `[INC_ID, SC1]`                      yes
        Article 5(1), (a), Annex I, Part II  no

    Args:
        tokens: The tokens of the text.
        position: The number or word.
        headings: The words before parts of an identifier.
    """
    token, before = tokens[position], tokens[position - 1]
    is_code = _CODE.fullmatch(token.text) is not None and _CODE.fullmatch(before.text) is not None
    return (token.is_number or is_code) and before.value not in headings


def _is_range_of_dotted(tokens: Tokens, first: int, position: int) -> bool:
    """Tell whether the dash before a number joins two dotted numbers with as many parts.

    Pattern: number ("." number)+ "-" greater number ("." number)+

    Examples::

        8.2-8.3, Req. 1.2-1.3     ranges
        5.1-2                     no: one identifier
        3.4-1.2                   no, as nothing goes down

    Args:
        tokens: The tokens of the text.
        first: The first token of the text or identifier.
        position: The token after the dash.
    """
    if tokens[position].gap != "-" or not tokens.is_number(position):
        return False
    start, stop = position - 1, position + 1
    while start > first and tokens[start].gap == "." and tokens.is_number(start - 1):
        start -= 1
    while stop < len(tokens) and tokens[stop].gap == "." and tokens.is_number(stop):
        stop += 1
    if stop - position != position - start or stop - position == 1:
        return False
    lower, upper = tokens.values[start:position], tokens.values[position:stop]
    return [(len(part), part) for part in lower] < [(len(part), part) for part in upper]


def _is_padded_list(tokens: Tokens, position: int) -> bool:
    """Tell whether the slash before a number joins two numbers that are padded alike.

    Examples::

        PI-01/03          two numbers
        AML.T0051/001     no: one identifier, as the numbers are not as long
        OPS-03/01         no, as the list goes down
        cp/02/05          no, a path to one identifier

    Args:
        tokens: The tokens of the text.
        position: The token after the slash.
    """
    token, before = tokens[position], tokens[position - 1]
    are_numbers = token.gap == "/" != before.gap and token.is_number and before.is_number
    are_alike = are_numbers and len(token.text) == len(before.text) >= SHORTEST_PADDED
    return are_alike and before.text[0] == token.text[0] == "0" and before.text < token.text
