"""The numbers of documents alone, beside their full names: "27001" on a line with "ISO/IEC 27001"."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.document_names import NameMatch
from .page import Page

__all__ = ["is_short_number"]

#: The number of a document that is no count or year has so many digits.
LENGTH = 5

#: The full name stands within so many characters.
NEAR_NAME = 400

_APART_BEFORE = regex(r"(?:\A|[\s(*_|«\"“+–—-])\Z")
#: What makes a number the author of a source that is cited: "(27001, 2022)", "27001, I., 2022. Title".
_CITED = regex(r",\s{0,2}(?:[A-Z]\.|[12][0-9]{3})")
_APART_AFTER = regex(r"(?:\Z|[\s)*_|»\"”+,;:.?!–—-](?![0-9])|/(?![\w]))")
#: What stands before the number of a port, an error, a ticket, or a sum, and before a title by somebody else.
_OTHER = regex(r"(?:[:=#$€£]|\b[Pp]orts?|\b[A-Z]{2,}-) ?\Z")


def is_short_number(page: Page, name: NameMatch) -> bool:
    """Tell whether a number stands for the document that is named in full near it, in the same block.

    Examples::

        ISO/IEC 27001 and its controls; 27001 asks for …      yes
        ISO/IEC 27001 on port 27001                           no
        ISO/IEC 27001 (27001, 2022)                           no: cited as an author

    Args:
        page: The text.
        name: The number.
    """
    tokens, first = page.tokens, name.first
    if name.stop != first + 1 or not tokens.is_number(first) or len(tokens[first].text) != LENGTH:
        return False
    start, end = tokens[first].start, tokens[first].end
    lead = page.text[max(start - LENGTH - 1, 0) : start]
    is_apart = _APART_BEFORE.search(lead) is not None and _APART_AFTER.match(page.text, end) is not None
    if page.lenient or not is_apart or _OTHER.search(lead) or _CITED.match(page.text, end):
        return False
    return any(
        other.standard == name.standard
        and not other.weak
        and abs(tokens[other.first].start - start) <= NEAR_NAME
        and page.same_block(tokens[other.first].start, start)
        for other in (*page.names_before(first), *page.names_after(first))
    )
