"""Lists of articles that are a whole text in quotation marks, with their law at the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["articles_in_quotes", "begin_of_quoted_list"]

#: Such a list has at most so many characters before the name of its law.
LONGEST_LIST = 200

_QUOTES = ('"', "'", "`")
_WORD = r"[Aa]rt(?:icles?|ikel|ículos?|igos?|icol[oi]|s?\.)(?=[ ]?[0-9])"
_ARTICLE = regex(_WORD)
_POINTS = r"(?:(?![Aa]rt)[^\n\"'`;:|]){2,60}"
_LIST = regex(rf"(?:{_WORD}{_POINTS}(?:,|and|und|et|y|e|&|\+)[ ])+{_WORD}{_POINTS}")


def articles_in_quotes(page: Page) -> Iterator[tuple[int, NameMatch]]:
    """Yield the tokens of the articles of such lists but the last, with the name of their law.

    Pattern: quote (article points joint)+ article points law quote

    Examples::

        gdpr_reference: 'Art. 24(1), Art. 32, Art. 35 GDPR'

    Args:
        page: The text.
    """
    tokens, laws = page.tokens, page.lexicon.names.editions.ages.laws
    for name in page.names:
        end = tokens[name.stop - 1].end
        if name.standard not in laws or page.text[end : end + 1] not in _QUOTES:
            continue
        start = tokens[name.first].start
        begin = begin_of_quoted_list(page.text, start, end)
        articles = list(_ARTICLE.finditer(page.text, begin, start)) if begin >= 0 else []
        for article in articles[:-1]:
            yield bisect_left(range(len(tokens)), article.start(), key=lambda at: tokens[at].start), name


def begin_of_quoted_list(text: str, start: int, end: int) -> int:
    """Return where the list begins that a name ends, if both are a whole text in quotation marks; else -1.

    Args:
        text: The text.
        start: Where the name starts.
        end: Where the name ends.
    """
    quote = text[end : end + 1]
    begin = text.rfind(quote, max(start - LONGEST_LIST, 0), start) if quote in ('"', "'", "`") else -1
    return begin + 1 if begin >= 0 and _LIST.fullmatch(text, begin + 1, start) else -1
