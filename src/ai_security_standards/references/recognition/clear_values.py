"""Identifiers that are clear without a name near them: by their length, their title, their key or list."""

from __future__ import annotations

from ..._store.lazily import regex
from ..lexicon.matches import Match
from ..text.fields import plain_key
from ..text.title_keys import is_id_key
from .after_name import is_titled_number
from .page import Page

__all__ = ["is_clear", "is_code_with_title", "is_identifying_value", "is_value_of_heading"]

#: An identifier with at most this many parts can be anything, unless a heading precedes: "T2".
MOST_UNCLEAR_PARTS = 2

#: A key with the signs after it has at most so many characters, a list before one of its items so many.
LONGEST_KEY, LONGEST_LIST = 60, 200

#: The name of a kind of part has at least so many letters: "function", "category"; not "id".
SHORTEST_KIND = 7

#: A number with so many digits behind a letter is no count: "T1557", "TA0043".
_LONG_NUMBER = regex(r"[0-9]{4}")
_KEY_BEFORE = regex(r"""([A-Za-z][\w.-]*)["']?[ \t]*[:=][ \t]*(["'])\Z""")
#: The key of a list up to its opening bracket: `MITRETechniques: []string{`.
_KEY_OF_LIST = regex(r"""([A-Za-z][\w.-]{0,60})["']?[ \t]{0,9}:?[:=][ \t]{0,9}(?:\[\]\w{1,20})?\Z""")
_OPENING = regex(r"""[\[{(](?=[^\[\]{}()\n]*\Z)""")
_QUOTES = ('"', "'")
#: What keys of lists of identifiers end in, beside those that identify an object.
_KINDS = ("technique", "tactic", "subtechnique", "ttp", "mitigation")
_CODE = regex(r"[A-Z&]{2,4}[ -]0[1-9]")


def is_clear(match: Match, written: str) -> bool:
    """Tell whether an identifier is one without a name near it: "Clause 9", "A.6.2.4", "T1557"; not "T2".

    Args:
        match: The identifier.
        written: The identifier as the text has it.
    """
    is_whole = not (match.only_digits or match.opening_omitted)
    has_long_number = _LONG_NUMBER.search(written) is not None
    return match.with_heading or (is_whole and (has_long_number or len(match.key) > MOST_UNCLEAR_PARTS))


def is_code_with_title(page: Page, match: Match, standard: str, written: str) -> bool:
    """Tell whether a code of letters and a padded number has its title behind it: "| AIS 01 | Policy |".

    Args:
        page: The text.
        match: The identifier.
        standard: The id of its document.
        written: The identifier as the text has it.
    """
    return _CODE.fullmatch(written) is not None and is_titled_number(page, match, standard)


def is_identifying_value(page: Page, match: Match, first: int) -> bool:
    """Tell whether an identifier is the whole value, or an item, of a key that identifies its entry.

    Examples::

        id = "A.6.2.4"
        "control_id": "A.6.2.4",
        MITRETechniques: []string{"T1059", "T1189"}

    Args:
        page: The text.
        match: The identifier.
        first: The token with which it begins.
    """
    start, end = page.tokens[first].start, page.tokens[match.stop - 1].end
    quote = page.text[start - 1 : start]
    if quote not in _QUOTES or page.text[end : end + 1] != quote:
        return False
    key = _KEY_BEFORE.search(page.text, max(start - LONGEST_KEY, 0), start)
    if key is not None:
        return is_id_key(plain_key(key[1]))
    lead = page.text[max(start - LONGEST_LIST, 0) : start]
    opening = _OPENING.search(lead)
    of_list = _KEY_OF_LIST.search(lead, 0, opening.start()) if opening is not None else None
    if of_list is None:
        return False
    singular = plain_key(of_list[1]).removesuffix("s")
    return is_id_key(singular) or singular.endswith(_KINDS)


def is_value_of_heading(page: Page, match: Match, first: int, standard: str) -> bool:
    """Tell whether a code without number, as printed, is the value of a key called as the document calls it.

    Examples, where the parts of the document are functions and categories::

        functionId: 'GV'
        relatedFunctions: ['GV', 'ID']

    Args:
        page: The text.
        match: The code.
        first: The token with which it begins.
        standard: The id of the document.
    """
    start, end = page.tokens[first].start, page.tokens[match.stop - 1].end
    quote = page.text[start - 1 : start]
    if quote not in _QUOTES or page.text[end : end + 1] != quote or page.text[start:end] not in match.ids:
        return False  # "GV" is printed in the CSF, and only stands for GOVERN of the AI RMF
    key = plain_key(page.scopes.header_at(start)).removesuffix("s").removesuffix("id").removesuffix("s")
    headings = page.lexicon.identifiers(standard).grammar.headings
    return any(key.endswith(heading) for heading in headings if len(heading) >= SHORTEST_KIND)
