"""Articles of acts that the register lacks, and chapters that a page numbers for itself."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.matches import Match
from ..text.titles import significant_words
from .acts_behind import is_before_act, is_cited_as_law, is_kind
from .legal_texts import CHAPTERS, LAW_HEADINGS
from .names_after import name_after
from .page import Page

__all__ = ["is_of_other_act"]

#: What is named before an article is looked for in so many characters.
LONGEST_BEFORE = 120

#: The title of a chapter ends at most so many characters behind it.
LONGEST_TITLE = 80

#: A law stands behind its article after at most so many spaces and brackets.
FARTHEST_LAW = 60

#: So much of a heading is looked at.
LONGEST_HEADING = 300

#: Acts below a law, which number their own articles: "RTS Art. 12", "CDR 2024/1772 Art. 6".
_BELOW = regex(
    r"(?<![A-Za-z])(?:RTS|ITS|CDR|CIR)(?:[-/(]+[-/\w()]*(?:\.[0-9]+)?)?(?:[ ](?:JC )?[0-9][0-9/]*)*"
    r"(?:[ ]Section[ ][IVX]+)?[:,]?\s{1,40}\Z"
)
#: A code of such an article, of which what follows in the line speaks: "RTS-ICT-RMF-Art.18: Where Art. 18".
_CODE_BELOW = regex(r"(?<![A-Za-z])(?:RTS|ITS)-[\w-]*Art[.]?[0-9]+[^\n'\"]*\Z")
#: The number of an act: "2018/858 Arts 52-53", "FDL No.10/2025 Art.20".
_NUMBER_OF_ACT = regex(
    r"(?<![0-9/])(?:(?:19|20)[0-9]{2}/[0-9]{2,4}(?:/E[CU])?|[0-9]{1,4}/(?:19|20)[0-9]{2})[,:]? \Z"
)
#: An address, up to its end.
_ADDRESS = regex(r"https?://[^\s)\"'<>]*\Z")
_REST_OF_ADDRESS = regex(r"[^\s)\"'<>]{0,200}")
_BELOW_IN_HEADING = regex(
    r"(?<![A-Za-z])(?:RTS|ITS)(?![A-Za-z])|(?:Delegated|Implementing) (?:Regulation|Act)"
)
#: The kind of an act alone, or the name of one in words: "Directive Article 17", "Law on Data, Article 5".
_DIRECTIVE = regex(r"\b(?:Directive|Richtlinie|Directiva|Direttiva) \Z")
_LAW = regex(r"\b(?:Law|Loi|Act|Code|Decree|Lag|Ley|Legge)\b[^.;|:\n]{0,80}, \Z")


def is_of_other_act(page: Page, first: int, standard: str, match: Match, *, by_topic: bool = False) -> bool:
    """Tell whether an article is of an act that the register lacks, or a chapter is the page's own.

    Examples::

        Article 16 TFEU
        Articles 13/14 UK GDPR
        Article 6 of Directive 2009/48/EC
        DORA … RTS Art. 12
        Law on Legal Protection of Personal Data, Article 5
        Chapter 7: Settings

    Args:
        page: The text.
        first: The token with which it begins.
        standard: The law that it would be of.
        match: The article.
        by_topic: Whether only a heading above, or the page, names that law.
    """
    stop = _end_of_numbers(page, match.stop)
    if name_after(page, stop, "") is not None:
        return True
    if not is_cited_as_law(page, standard, match):
        return False  # "UEM-06 to UEM-08", "PW.4 of NIST SP 800-218"
    end = page.tokens[match.stop - 1].end
    if is_before_act(page, standard, end):
        return True
    if page.lenient or standard not in page.lexicon.names.editions.ages.laws:
        return False
    if page.tokens.values[first] in CHAPTERS:  # those of laws have Roman numerals
        is_own = page.tokens.is_number(first + 1) and not page.follows_name(first)
        act = page.legal_text.act_at(end)
        is_other_act = act is not None and act != standard and not page.follows_name(first)
        return is_other_act or (is_own and not _has_title(page, standard, match))
    starts = [page.tokens[name.first].start for name in page.names_after(match.stop - 1)[:1]]
    if any(start <= end + FARTHEST_LAW and page.text[end:start].strip(")] \n") == "" for start in starts):
        return False
    # "da/article/1" and "point (a) of Article 5" begin with other words
    is_article = not LAW_HEADINGS.isdisjoint(page.tokens.values[first : match.stop])
    return is_article and _follows_other_act(page, first, standard, by_topic)


def _has_title(page: Page, standard: str, match: Match) -> bool:
    """Tell whether the title of a chapter stands behind it."""
    end = page.tokens[match.stop - 1].end
    words = set(significant_words(page.text[end : end + LONGEST_TITLE]))
    titles = page.lexicon.identifiers(standard).structures.title_words_of(match.ids[0]).values()
    return any(words.issuperset(title) for several in titles for title in several)


def _follows_other_act(page: Page, first: int, standard: str, by_topic: bool) -> bool:
    """Tell whether what stands before an article, or the heading above it, is of another act.

    Args:
        page: The text.
        first: The token with which the article begins.
        standard: The law that it would be of.
        by_topic: Whether only a heading above, or the page, names that law.
    """
    place = page.tokens[first].start
    begin = max(place - LONGEST_BEFORE, 0)
    before = page.text[begin:place]
    if _BELOW.search(before) or (not is_kind(page, standard, "directive") and _DIRECTIVE.search(before)):
        return True
    for pattern in (_LAW, _CODE_BELOW, _NUMBER_OF_ACT):
        other = pattern.search(before)
        if other is not None and not page.standards_within(begin + other.start(), place):
            return True
    address = _ADDRESS.search(before)
    rest = _REST_OF_ADDRESS.match(page.text, place)
    if address is not None and rest is not None:
        return not page.standards_within(begin + address.start(), rest.end())
    if not by_topic or page.scopes.is_structured:
        return False
    title = page.text[:LONGEST_HEADING].strip().partition("\n")[0]
    headings = page.topics.headings_of(place, standard)
    return (title.startswith("#") and _BELOW_IN_HEADING.search(title) is not None) or any(
        _BELOW_IN_HEADING.search(page.text, start, min(end, start + LONGEST_HEADING))
        for start, end in headings
    )


def _end_of_numbers(page: Page, stop: int) -> int:
    """Return the token after the numbers that go on with a list of articles: "/14" of "Articles 13/14".

    Args:
        page: The text.
        stop: The token after the first.
    """
    tokens = page.tokens
    while True:
        first = stop + (tokens.values[stop : stop + 1] in (["and"], ["or"], ["to"]))
        is_joined = first > stop or (stop < len(tokens) and tokens[stop].gap in ("/", ", ", "-"))
        if not is_joined or not tokens.is_number(first):
            return stop
        stop = first + 1
