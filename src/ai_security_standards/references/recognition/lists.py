"""Lists and ranges of identifiers: "GOVERN 1.1, 1.3 and 1.4", "Articles 9 to 15 and 17"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..._store.lazily import regex
from ..lexicon.matches import Match
from ..lexicon.other_dates import is_day
from ..text.escapes import ESCAPED_END
from .acts_behind import is_before_act, is_cited_as_law
from .boundaries import edition_suffix, end_with_brackets, is_free_after
from .legal_texts import CHAPTERS
from .members import match_member
from .page import Page, Sighting

__all__ = ["ListMember", "is_list_joint", "is_next_letter", "is_share", "list_members"]

#: A joint between two members of a list has at most this many characters, and this many words.
LONGEST_JOINT, MOST_JOINT_WORDS = 40, 3

_TO = r"-|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\bà\b|\ba\b|\.\.+|…"
_AND = (
    r"\bas well as\b|\band\b|\bor\b|\buntil\b|\bund\b|\boder\b|\bet\b|\bou\b|\ben\b|\by\b|\be\b|\bo\b|"
    r"[,;/&+·]"
)
_LIST = regex(rf"\s*(?:{_AND}|{_TO})\s*(?:and|or|und|et|&)?\s*\.?\Z")
_RANGE = regex(rf"[ \t]*(?:{_TO})[ \t]*\.?\Z")
_BULLET = regex(r"\s*\n\s*[-+*]")
#: What is counted behind a bracket: "(Art. 6) - 10-question test", "(Art. 18) + 6 for distributors".
_THINGS = regex(r" (?!(?:and|or|to|und|oder|et|ou|of|in)\b)[a-z]{3}")
#: "10-question", "9-democratic"; not "5-bis"
_COMPOUND = regex(r"-(?!(?:bis|ter|quater|quinquies)\b)[a-z]{3}")
#: The title of a member, with a letter and no other bracket in it, and what goes on with the list.
_TITLE = regex(r" \([^\W\d_][^()\n]{2,119}\)(?=[,;] | and )")
_OUT_OF = regex(r" (?:of|out of) [0-9]{1,3}\b(?![./(])")
#: What joins a letter to the rest of an identifier that it begins.
_GLUES = frozenset(("", ".", "-", "_"))
_JOINT_WORDS = frozenset("and or to through thru until und oder bis et ou à y e o a".split())


class ListMember(NamedTuple):
    """A further member of a list, up to before the token `stop`.

    `range_ids` are the provisions between the member before and this one, in a range.
    """

    stop: int
    sighting: Sighting
    range_ids: tuple[str, ...]


def is_list_joint(text: str, start: int, end: int) -> bool:
    """Tell whether the text between two places joins members of a list: ", ", " and ", "/".

    Args:
        text: The text.
        start: Where the first member ends.
        end: Where the second starts.
    """
    return end - start <= LONGEST_JOINT and bool(_LIST.match(text[start:end].replace("*", "")))


def is_share(page: Page, first: int) -> bool:
    """Tell whether a number is so many of another one: "3 of 10".

    Args:
        page: The text.
        first: The token of the number.
    """
    return _OUT_OF.match(page.text, page.tokens[first].end) is not None


def is_next_letter(page: Page, position: int) -> bool:
    """Tell whether a point is written directly behind the one before it in a list: "(d)" of "5(1)(c)(d)(e)".

    Args:
        page: The text.
        position: The token after a point.
    """
    token, before = page.tokens[position], page.tokens[position - 1]
    are_letters = len(token.text) == len(before.text) == 1 and (token.text + before.text).isalpha()
    return token.gap == ")(" and are_letters and before.gap.endswith("(") and token.text > before.text


def list_members(
    page: Page, before: Match, standard: str, position: int, edition: str | None
) -> Iterator[ListMember]:
    """Yield the further members of a list that an identifier begins.

    Pattern: identifier (joint (identifier | end of an identifier) [edition])+

    Examples::

        GOVERN 1.1, 1.3 and MAP 2
        Articles 9 to 11
        LLM01-LLM03:2025

    Args:
        page: The text.
        before: The first member.
        standard: The id of its document.
        position: The token after it.
        edition: The edition written with it, which its list shares.
    """
    identifiers = page.lexicon.identifiers(standard)
    while position < len(page.tokens):
        joint, first = _match_joint(page, _after_title(page, position))
        if first is None:
            return
        if _is_own_chapter(page, before, first):
            return
        if first in page.listed and page.listed[first].standard != standard:
            return  # "9.1 of ISO/IEC 27001 and controls 5.1, 5.7 of ISO/IEC 27002"
        match = match_member(page, identifiers, before, first)
        if match is None or _is_count(page, first, joint, before, match, standard):
            return
        if _is_of_another(page, match, standard) or _is_counted(page, first, before, match):
            return
        suffix = edition_suffix(page, match.stop, standard)
        if suffix.edition is None and not is_free_after(page, match.stop, match):
            return
        range_ids: tuple[str, ...] = ()
        if _RANGE.match(joint):
            range_ids = identifiers.structures.ids_between(before.ids[0], match.ids[0])
            if before.ids[0] == match.ids[0]:
                return
        start = page.tokens[first].start
        end = end_with_brackets(page, start, page.tokens[suffix.stop - 1].end)
        member_edition = edition if suffix.edition is None else suffix.edition
        sighting = Sighting(start, end, standard, member_edition, match.ids, suffix.text)
        yield ListMember(suffix.stop, sighting, range_ids)
        before, position = match, suffix.stop


def _is_own_chapter(page: Page, before: Match, first: int) -> bool:
    """Tell whether a chapter in digits behind an annex is the page's own: "Annex III, Chapter 3, §3.1".

    Args:
        page: The text.
        before: The member before.
        first: The token with which the next member begins.
    """
    is_chapter = page.tokens.values[first] in CHAPTERS and page.tokens.is_number(first + 1)
    return is_chapter and before.key[:1] == ("annex",)


def _after_title(page: Page, position: int) -> int:
    """Return the token after a title in brackets that stands behind a member: "5.2 (Policy), 5.3 (Roles)".

    Args:
        page: The text.
        position: The token after the member.
    """
    tokens = page.tokens
    title = _TITLE.match(page.text, tokens[position - 1].end)
    if title is None:
        return position
    while position < len(tokens) and tokens[position].start < title.end():
        position += 1
    return position


def _match_joint(page: Page, position: int) -> tuple[str, int | None]:
    """Match what joins two members of a list; return it, and the token that begins the second.

    Examples::

        ,
        ; and
        through
    """
    tokens = page.tokens
    if position == len(tokens):
        return "", None  # a title in brackets ends the text
    if is_next_letter(page, position):
        return ",", position
    joint = tokens[position].gap.replace(")", "").replace("(", "")
    first = position
    while first - position < MOST_JOINT_WORDS and _is_joint_word(page, first):
        first += 1
        joint += tokens[first - 1].text + tokens[first].gap.replace("(", "")
    is_joint = first < len(tokens) and len(joint) <= LONGEST_JOINT
    if not is_joint or not _LIST.match(joint) or _BULLET.match(joint):
        return joint, None
    if joint == " +" and tokens.is_number(first):
        return joint, None  # "Art. 5 +14" says how many more there are
    return joint, None if page.ends_cell(joint, tokens[position - 1].end) else first


def _is_joint_word(page: Page, position: int) -> bool:
    """Tell whether a token is a word that joins members: "a" in "5 a 7", not in "A.5.1-A.5.4", "A05 to A07".

    Args:
        page: The text.
        position: The token.
    """
    tokens = page.tokens
    is_word = position + 1 < len(tokens) and tokens[position].value in _JOINT_WORDS
    return is_word and tokens[position + 1].gap not in _GLUES


def _is_of_another(page: Page, match: Match, standard: str) -> bool:
    """Tell whether a member is said to be of another document.

    Examples::

        CRA Article 5 and Article 6 of the AI Act
        Article 35 of the GDPR or Article 27 of Directive (EU) 2016/680
        Article 35 of the GDPR or Article 27 of the LED
        Art. 35 RGPD y art. 27 Directiva 2016/680

    Args:
        page: The text.
        match: The member.
        standard: The id of the document that the list is of.
    """
    is_law = not match.key[0].isdigit() and is_cited_as_law(page, standard, match)
    if is_law and is_before_act(page, standard, page.tokens[match.stop - 1].end):
        return True  # "MEASURE 3.3 of NIST AI 100-1" is of no act
    if match.stop >= len(page.tokens) or page.tokens[match.stop].value != "of":
        return False
    names = (page.names_by_first.get(match.stop + words) for words in (1, 2))
    found = [name for name in names if name is not None and not name.weak]
    return any(name.standard != standard for name in found)


def _is_law_behind(page: Page, match: Match, standard: str) -> bool:
    """Tell whether a law is named behind a member of a list of articles: "Art. 6, 9, 10 GDPR".

    Args:
        page: The text.
        match: The member.
        standard: The id of the document that the list is of.
    """
    name = page.names_by_first.get(match.stop)
    return name is not None and page.lexicon.names.editions.ages.laws.issuperset((name.standard, standard))


def _is_counted(page: Page, first: int, before: Match, match: Match) -> bool:
    """Tell whether a number in a bracket counts the points of a sentence: "the GDPR (Art. 6), and (3) any".

    After an annex that holds for Roman numerals: "(i) the cases of Annex III and (ii) their providers".

    Args:
        page: The text.
        first: The token of the number.
        before: The member before.
        match: The number as a member.
    """
    token = page.tokens[first]
    is_numeral = before.key[:1] == ("annex",) and token.text.islower()
    is_in_bracket = token.gap.endswith("(") and (token.is_number or is_numeral)
    return is_in_bracket and not before.only_digits and "(" not in before.ids[0] and match.stop == first + 1


def _is_count(page: Page, first: int, joint: str, before: Match, match: Match, standard: str) -> bool:
    """Tell whether a number after a comma counts something, or begins a name, rather than goes on.

    Examples::

        GOVERN 1.1, 3 people
        Clause 9.3 · 7 required inputs
        ISO 42001 A.2, 27001
        Annex I to 2 August 2028

    Args:
        page: The text.
        first: The token of the number.
        joint: What precedes it.
        before: The member before.
        match: The number as a member.
        standard: The id of the document.
    """
    if page.is_in_name(first):
        name = page.names_by_first.get(first)
        if (
            name is not None and match.stop > name.stop
        ):  # "CWE-80" and "MCP07" go on behind what is a name alone
            return page.tokens[name.stop].gap not in _GLUES
        return name is None or match.stop < name.stop or name.standard != standard  # not "AST09, AST10"
    tokens = page.tokens
    if is_day(tokens, first) or (
        tokens[first].is_number and (_is_outside(page, first) or is_share(page, first))
    ):
        return True
    if not match.only_digits and not before.only_digits and match.key[:1] != before.key[:1]:
        return False
    if match.key[0] == tokens[first].value and not tokens[first].is_number:
        return False
    if match.stop >= len(tokens):
        return False
    after = tokens[match.stop]
    is_number = match.stop == first + 1 and tokens[first].is_number
    if page.text.startswith(ESCAPED_END, after.start - len(ESCAPED_END)):
        return False  # "Recitals 50\\n, and\\n51\\nChapter III": a line ends
    if is_number and after.gap == " " and after.value in page.lexicon.identifiers(standard).first_words:
        return not after.is_number  # "6 Article 5 + 8 Annex III"
    if joint.strip() not in (",", ";", "·") or _is_law_behind(page, match, standard):
        return False
    if after.gap != " " or after.is_number or after.value in _JOINT_WORDS:
        return False
    return len(tokens[first].text) > 2 or "." not in page.text_of(first, match.stop)


def _is_outside(page: Page, first: int) -> bool:
    """Tell whether a number is outside the brackets of the member before, or goes on as a word does.

    Examples::

        Risk Classification (Art. 6)** - 10-question assessment
        the Technical File (Annex VII) - 8 sections
        id: "annex3-9-democratic-processes"
        10 importer (Art. 18) + 6 distributor

    Args:
        page: The text.
        first: The token of the number.
    """
    last = page.sightings[-1]
    title = _TITLE.match(page.text, last.end)
    between = page.text[last.end if title is None else title.end() : page.tokens[first].start]
    if page.text[last.start].isdigit() and page.text[last.start - 1 : last.start] == "(":
        between = between.removeprefix(")")  # "Article 50(2), (4)"
    end = page.tokens[first].end
    is_apart = ")" in between and ("+" not in between or _THINGS.match(page.text, end) is not None)
    return is_apart or _COMPOUND.match(page.text, end) is not None
