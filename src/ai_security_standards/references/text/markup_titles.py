"""The titles beside identifiers in pages of markup: an argument of a call, a key of a record, a cell."""

from __future__ import annotations

from typing import NamedTuple

from ..._store.lazily import regex
from .fields import plain_key
from .title_keys import is_id_key, is_name_key

__all__ = ["MARKUP", "MarkupTitle", "title_in_markup"]

#: The number of a table of markup; those of Markdown count from 1.
MARKUP = "0"

#: A title is looked for in so many characters behind an identifier, and its key in so many before it.
REACH, REACH_BACK = 600, 60

#: A title in front of an identifier begins at most so many characters before it.
REACH_BEFORE = 260

#: The title is under one of so many keys behind that of the identifier.
MOST_KEYS = 3

_QUOTED = r"(?:'([^'\n]{3,160})'|\"([^\"\n]{3,160})\")"
_CALL_BEFORE = regex(r"\w\([ \t]*['\"]\Z")
_CALL = regex(rf"['\"][ \t]*,[ \t]*(?:'[a-z0-9_-]{{1,16}}'[ \t]*,[ \t]*)?{_QUOTED}[ \t]*[,)]")
_KEY_BEFORE = regex(r"(?:[{,(]|\n)[ \t]*['\"]?([A-Za-z_]\w{0,30})['\"]?[ \t]*[:=][ \t]*['\"]\Z")
_PAIR = regex(
    rf"(?:[ \t]*,[ \t]*(?:\n[ \t]*)?|\n[ \t]*)['\"]?([A-Za-z_]\w{{0,30}})['\"]?[ \t]*[:=][ \t]*"
    rf"(?:{_QUOTED}|['\"]{{2}}|[\w.]+)"
)
#: The pair directly before a key, in the same record.
_PAIR_BEFORE = regex(
    rf"['\"]?\b([A-Za-z_]\w{{0,30}})['\"]?[ \t]*[:=][ \t]*{_QUOTED}(?:[ \t]*,[ \t]*\n?|\n)[ \t]*\Z"
)
_CELL_BEFORE = regex(r"<td\b[^>]*>(?:\s*<\w[^>]*>)*\s*\Z")
_CELL = regex(r"\s*(?:</\w+>\s*)*</td>\s*<td\b[^>]*>(?:\s*<(?!/?td\b)\w[^>]*>)*\s*([^<>{}\n]{3,160}?)\s*<")


class MarkupTitle(NamedTuple):
    """A title, the manner in which it stands there, and whether it is kept under the key of a title."""

    shape: tuple[str, ...]
    text: str
    is_firm: bool


def title_in_markup(text: str, start: int, end: int) -> MarkupTitle | None:
    """Return what stands beside an identifier in the manner of scripts and tables of a page.

    Pattern: a call with the identifier as its first argument; a record with a key for it and one for its
    title; a cell of a table with nothing else in it

    Examples::

        onclick="open('Art. 4','Essential entities')"            Essential entities
        {ref:'A.5.18', title:'Access rights', done: 80}          Access rights
        "controlId": "A.5.18",
        "controlName": "Access rights"                           Access rights
        {name: 'Access rights', id: 'A.5.18'}                    Access rights
        <td><b>Art. 4</b></td><td>Essential entities</td>        Essential entities

    Args:
        text: The text.
        start: Where the identifier starts.
        end: Where it ends.
    """
    before = text[max(start - REACH_BACK, 0) : start]
    sign = before[-1:]
    if sign in ("'", '"'):
        if _CALL_BEFORE.search(before):
            call = _CALL.match(text, end, end + REACH)
            return None if call is None else MarkupTitle(("item", "call", "1"), call[1] or call[2], False)
        key = _KEY_BEFORE.search(before)
        if key is None:
            return None
        place = start - len(before) + key.start() + 1
        found = _title_of_record(text, end + 1, plain_key(key[1]))
        return found or _title_before(text, place, plain_key(key[1]))
    if sign == ">" and _CELL_BEFORE.search(text, max(start - REACH, 0), start):
        cell = _CELL.match(text, end, end + REACH)
        return None if cell is None else MarkupTitle(("cell", MARKUP, "0", "1"), cell[1], False)
    return None


def _title_before(text: str, place: int, key: str) -> MarkupTitle | None:
    """Return the title that the pair directly before a key of an identifier is.

    Args:
        text: The text.
        place: Where the key begins.
        key: The key, in the plain form.
    """
    pair = _PAIR_BEFORE.search(text, max(place - REACH_BEFORE, 0), place)
    if pair is None or not is_id_key(key) or not is_name_key(plain_key(pair[1]), key.removesuffix("id")):
        return None
    return MarkupTitle(("field", key, plain_key(pair[1])), pair[2] or pair[3], is_firm=True)


def _title_of_record(text: str, place: int, key: str) -> MarkupTitle | None:
    """Return the title among the next keys of a record.

    Args:
        text: The text.
        place: Where the value of the identifier has ended.
        key: Its key, in the plain form.
    """
    for _ in range(MOST_KEYS):
        pair = _PAIR.match(text, place)
        if pair is None:
            return None
        other, title = plain_key(pair[1]), pair[2] or pair[3]
        if title and is_name_key(other, key.removesuffix("ref").removesuffix("id")):
            return MarkupTitle(("field", key, other), title, is_id_key(key) or key.endswith("ref"))
        place = pair.end()
    return None
