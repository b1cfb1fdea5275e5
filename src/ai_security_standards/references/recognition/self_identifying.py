"""Identifiers that name their standard by themselves: "AML.T0051", "LLM01", "GOVERN 1.1"."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon import Opening
from ..lexicon.matches import Match
from ..text.tokens import Token
from .after_name import is_titled_number
from .page import Page
from .unknown_identifiers import SHORTEST_OPENING, is_own_series, match_unknown

__all__ = ["SelfIdentified", "match_at"]

#: A word with so many capitals is an identifier by itself: "riskPromptInjection".
DISTINCTIVE_CAPITALS = 2

#: What may stand between the words of an opening.
_WITHIN_OPENING = frozenset(("", "-", "_", ".", ":", "/", " ", " - ", "::"))

#: A number that anything can have has at most so many digits.
MOST_DIGITS = 2

_PADDED = regex(r"[^0-9]*0[0-9]")


class SelfIdentified(NamedTuple):
    """An identifier with its standard, and the edition that it names, if any.

    `alternatives` are further standards that have an identifier written alike. `by_page` tells that only
    the page as a whole names the standard.
    """

    standard: str
    match: Match
    edition: str | None
    alternatives: tuple[str, ...] = ()
    unknown_edition: str = ""
    by_page: bool = False


def match_at(page: Page, first: int) -> SelfIdentified | None:
    """Match an identifier at a token that names its standard by itself.

    Pattern: opening identifier, or one long word with capitals inside

    Examples::

        AML.T0051
        AC-2(1)
        riskPromptInjection
    """
    token = page.tokens[first]
    best: SelfIdentified | None = None
    for opening in page.lexicon.openings.get(token.value, ()):
        match = _match_opening(page, first, opening)
        if match is None:
            continue
        if best is None or (bool(match.ids), match.stop) > (bool(best.match.ids), best.match.stop):
            best = SelfIdentified(opening.standard, match, opening.edition)
        elif match.ids and match.stop == best.match.stop:
            best = best._replace(alternatives=(*best.alternatives, opening.standard))
    if best is not None:
        return best
    newer = _match_newer_edition(page, first)
    if newer is not None:
        return newer
    single_word = page.lexicon.single_word_identifier(token.text)
    if single_word is None:
        return None
    standard, provision_id = single_word
    capitals = sum(letter.isupper() for letter in token.text)
    if capitals < DISTINCTIVE_CAPITALS and not page.lenient and standard not in page.context_standards:
        return None  # "controlsData" is a variable like any other
    return SelfIdentified(standard, Match(first + 1, (provision_id,), (token.value,), no_digits=True), None)


def _match_newer_edition(page: Page, first: int) -> SelfIdentified | None:
    """Match an identifier that opens with an edition newer than the data: "v1.1-C2.1.3" of AISVS.

    Args:
        page: The text.
        first: The token with which the identifier begins.
    """
    tokens, editions = page.tokens, page.lexicon.names.editions
    stop = first + 1
    while tokens.is_number(stop) and tokens[stop].gap == ("." if stop > first + 1 else ""):
        stop += 1
    if stop < first + 3 or stop >= len(tokens) or tokens[stop].gap != "-" or tokens[first].text != "v":
        return None  # "V14.1-V14.3" is a range
    text = tokens.text_of(first + 1, stop)
    openings = page.lexicon.openings.get(tokens.values[first], ())
    for standard in dict.fromkeys(opening.standard for opening in openings if opening.edition):
        if not (page.is_tag or page.lenient or standard in page.standards):
            continue  # "badge/New_in_v3.0-10_controls"
        match = page.lexicon.identifiers(standard).match_at(tokens, stop)
        if match is not None and editions.is_newer(standard, text):
            return SelfIdentified(standard, match, "", unknown_edition=text)
    return None


def _match_opening(page: Page, first: int, opening: Opening) -> Match | None:
    """Match an identifier with an opening; without ids where no edition has it.

    Args:
        page: The text.
        first: The token with which the identifier begins.
        opening: The beginning that it must have.
    """
    tokens = page.tokens
    stop = first + len(opening.key)
    if tuple(tokens.values[first:stop]) != opening.key:
        return None
    if any(tokens[position].gap not in _WITHIN_OPENING for position in range(first + 1, stop)):
        return None  # "{safe}@m2" in code
    if opening.edition and opening.edition not in page.text_of(first, stop):
        return None  # "v1.1-C1.1.2" where the edition is "1.01"
    if opening.signs and not _is_number_after(page, stop, opening.signs[0]):
        return None
    if first and page.lexicon.is_publisher(tokens[first - 1], opening.standard):
        opening = opening._replace(signs=opening.signs[:1])  # "NIST AU-3"
    identifiers = page.lexicon.identifiers(opening.standard)
    match = identifiers.match_at(tokens, first)
    if match is None and stop - first > 1:
        match = identifiers.match_at(tokens, stop - 1)  # "v1.0-C2.1.3": without the edition in front
    if match is not None and match.no_digits and not opening.signs:
        text = page.text_of(first, match.stop)
        return match if len(match.key) > 1 and text in match.ids and text.isupper() else None
    if match is None or not _has_signs(page, stop, match, opening.signs):
        match = match_unknown(page, first, stop, opening)
        numbers = 0 if match is None else sum(each.is_number for each in tokens[first : match.stop])
        if numbers < identifiers.fewest_numbers:
            return None  # "MP-5", where all have three numbers: "MP-2.3-001"
    if match is None or not _is_plausible(page, first, match, opening.first_word):
        return None
    if is_own_series(page, first, opening):
        return None
    return match if _has_signs(page, stop, match, opening.signs) else None


def _is_number_after(page: Page, position: int, sign: str) -> bool:
    """Tell whether a token is a number after a given sign.

    Args:
        page: The text.
        position: The token.
        sign: The sign.
    """
    if position >= len(page.tokens):
        return False
    return page.tokens[position].is_number and page.tokens[position].gap.strip() == sign


def _has_signs(page: Page, first: int, match: Match, signs: tuple[str, ...]) -> bool:
    """Tell whether the numbers from a token on have the signs before them that an opening requires.

    Args:
        page: The text.
        first: The first token after the opening.
        match: The identifier.
        signs: The signs, in order.
    """
    if not signs:
        return True
    numbers = [token for token in page.tokens[first : match.stop] if token.is_number]
    return tuple(token.gap.strip() for token in numbers[: len(signs)]) == signs


def _is_in_context(page: Page, token: Token) -> bool:
    """Tell whether the page names a standard whose identifiers begin with a short word.

    Args:
        page: The text.
        token: The first word of the identifier.
    """
    openings = page.lexicon.openings.get(token.value, ())
    return not page.standards.union({page.within}).isdisjoint(opening.standard for opening in openings)


def _names_publisher(page: Page, token: Token) -> bool:
    """Tell whether the page names the publisher of a list whose identifiers begin with a short word.

    Args:
        page: The text.
        token: The first word of the identifier.
    """
    key = token.value, "publisher"
    if key not in page.own_series:
        openings = page.lexicon.openings.get(token.value, ())
        words = frozenset().union(*(page.lexicon.company_words(opening.standard) for opening in openings))
        page.own_series[key] = not words.isdisjoint(page.tokens.values)
    return page.own_series[key]


def _is_of_program(page: Page, token: Token, number: Token, match: Match) -> bool:
    """Tell whether a word and a digit are a name in a program, where no document is named: "mcp-1", "ast3".

    Args:
        page: The text.
        token: The word.
        number: The digit.
        match: The identifier.
    """
    is_glued = number.gap == "" and not page.is_tag and not _names_publisher(page, token)
    is_joined = number.gap in ("-", "_") or is_glued
    is_counted = is_joined and len(number.text) == 1 and any(map(_PADDED.match, match.ids))
    return is_counted and token.text.islower() and not page.lenient and not _is_in_context(page, token)


def _is_short_and_plain(page: Page, first: int, match: Match) -> bool:
    """Tell whether a short word is glued to its one number, without zero, year or title: "API1", "api2:8000".

    Args:
        page: The text.
        first: The token of the word.
        match: The identifier.
    """
    tokens, stop = page.tokens, match.stop
    is_short = len(tokens[first].text) <= SHORTEST_OPENING and len(tokens[stop - 1].text) <= MOST_DIGITS
    if page.lenient or page.is_tag or not (is_short and stop == first + 2 and tokens[stop - 1].gap == ""):
        return False
    standard = page.lexicon.openings[tokens.values[first]][0].standard
    shape = page.lexicon.shape_below(standard, match.key[:1])
    if not match.ids or any(is_padded for _, is_padded in shape.lengths):
        return False
    if first and page.lexicon.is_publisher(tokens[first - 1], standard):
        return False
    has_edition = page.lexicon.names.editions.match_edition_at(tokens, stop, standard).edition is not None
    return not (has_edition or is_titled_number(page, match, standard))


def _is_plausible(page: Page, first: int, match: Match, opening: str) -> bool:
    """Tell whether an opening is written as in identifiers, and is no ordinary word before a number.

    Examples::

        MAP 1.1, Map 1.1     yes
        map 1                no
        at 5, PM-3           no

    Args:
        page: The text.
        first: The token with which the identifier begins.
        match: The identifier.
        opening: The first word of the opening as printed.
    """
    token = page.tokens[first]
    numbers = [each for each in page.tokens[first + 1 : match.stop] if each.is_number]
    if "(" in numbers[0].gap or "[" in numbers[0].gap:
        return False  # "map([1, 2])" calls a function
    if numbers[0].gap == ". ":
        return False  # "… of each CWE. 17 findings"
    is_shortened = (
        numbers[0].gap == ""
        and numbers[0].text[0] != "0"
        and (bool(match.ids) and all(map(_PADDED.match, match.ids)))
    )
    if is_shortened and len(token.text) < SHORTEST_OPENING and not _is_in_context(page, token):
        return False  # "ML2" is a level of maturity, where the identifier is "ML02"
    if _is_of_program(page, token, numbers[0], match):
        return False
    if _is_short_and_plain(page, first, match) and not _is_in_context(page, token):
        return False
    spaced = numbers[0].gap.isspace()
    printed_spaced = any(" " in provision_id for provision_id in match.ids)
    if token.text == opening:
        return not spaced or printed_spaced or numbers[0].text.startswith("0")
    if page.is_tag:
        return True
    if token.text.islower() and len(token.text) < SHORTEST_OPENING and not _is_in_context(page, token):
        return False  # "ml-2" and "pl-10" are names of styles
    if token.text.islower() and printed_spaced and len(numbers) == 1:
        return False  # "measure1" is a variable
    if token.text.istitle() and printed_spaced:
        return len(numbers) > 1 or page.lenient or _is_in_context(page, token)
    return not spaced and bool(match.ids)
