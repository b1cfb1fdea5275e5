"""The values that stand in one place of many records: under one key, or at one place of a row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..._store.lazily import regex
from .fields import Field, Fields, plain_key

__all__ = ["Value", "ValueColumn", "fields_of_scripts", "value_columns"]

#: Files with these suffixes keep records in their scripts.
MARKUP = (".html", ".htm", ".vue", ".svelte")

#: The place of what a list holds, apart from what a row has first, second and so on.
MEMBERS = "[]"

_SCRIPT = regex(r"<script\b[^>]*>(.*?)(?:</script>|\Z)", re.DOTALL | re.IGNORECASE)
_SHORT = regex(
    r"(?:[A-Za-z&]{1,12}\.?(?:[ .:_-]{1,2}[A-Za-z]{1,3})?[ .:_-]{0,2})?"
    r"[0-9](?:[0-9A-Za-z]|[.()/-](?! )| ?\()*"
    r"|[A-Z]{2,3}(?:\.[A-Z]{2})?"
)
_STATEMENT = regex(r"\bINSERT\s+INTO\s+([\w.\"`]+)", re.IGNORECASE)
_NOT_SPACE = regex(r"[^\n]")
#: Keys of what is numbered like a provision, and is none.
_OTHER_KEYS = regex(
    r"version|edition|date|time|year|page|line|count|total|score|weight|price|size|width|height|port|address|"
    r"phone|color|colour|style|level|percent|order|sort|index|rank|duration|ip|url|href|src|path|file|email|"
    r"lang|locale|rev|release|sha|hash|token|amount|min|max|icon|class|image|tag|d|points|viewbox|transform"
)

#: An identifier has at most so many characters.
LONGEST_VALUE = 32


class Value(NamedTuple):
    """A short value: its place in the text, itself, and the position of its field."""

    start: int
    end: int
    text: str
    number: int


class ValueColumn(NamedTuple):
    """The values in one place of many records: the keys around them, outermost first, and their own key.

    What has no key has its place in its row, or `MEMBERS` for the members of a list.
    """

    keys: tuple[str, ...]
    key: str
    values: list[Value]


_Columns = dict[tuple[tuple[str, ...], str], ValueColumn]


def fields_of_scripts(text: str, suffix: str) -> Fields | None:
    """Return the fields of the scripts of a page; None where it has none.

    Args:
        text: The page.
        suffix: The suffix of its file.
    """
    if suffix not in MARKUP:
        return None
    parts, end = list[str](), 0
    for script in _SCRIPT.finditer(text):
        parts += [_NOT_SPACE.sub(" ", text[end : script.start(1)]), script[1]]
        end = script.end(1)
    return Fields("".join(parts), ".js") if parts else None


def value_columns(text: str, fields: Fields) -> Iterator[ValueColumn]:
    """Yield the columns of short values that can be identifiers, in the order of their first values.

    Examples::

        {"controls": [{"ref": "AC-1"}, {"ref": "AC-2"}]}     the values of "ref" below "controls"
        ('A.5.1', 'Policies', 1), ('A.5.2', 'Roles', 2)      the first values of the rows
        iso: ['A.5.1', 'A.5.2']                              the members of "iso"

    Args:
        text: The text.
        fields: Its fields.
    """
    columns: _Columns = {}
    keys_above: dict[int, tuple[str, ...]] = {}
    rows: dict[int, list[tuple[int, Field]]] = {}
    for number, field in enumerate(fields.all):
        if not field.key:
            rows.setdefault(field.owner, []).append((number, field))
        elif _OTHER_KEYS.fullmatch(plain_key(field.key)) is None:
            _add(columns, _keys_above(fields, field.owner, keys_above), field.key, text, number, field)
    statements = [(each.end(), each[1]) for each in _STATEMENT.finditer(text)]
    for owner, members in rows.items():
        is_list = bool(fields.keys_of.get(owner)) or all(_is_short(text, field) for _, field in members)
        keys = (*_keys_above(fields, owner, keys_above), *_table_of(text, statements, members[0][1].start))
        for place, (number, field) in enumerate(members):
            _add(columns, keys, MEMBERS if is_list else str(place), text, number, field)
    yield from columns.values()


def _table_of(text: str, statements: Sequence[tuple[int, str]], place: int) -> tuple[str, ...]:
    """Return the table into which the statement around a place inserts rows, in a tuple; empty without one.

    Args:
        text: The text.
        statements: Where each such statement begins, with its table.
        place: The place.
    """
    number = bisect_right(statements, (place, ""))
    if not number or ";\n" in text[statements[number - 1][0] : place]:
        return ()
    return (statements[number - 1][1],)


def _is_short(text: str, field: Field) -> bool:
    """Tell whether the value of a field can be an identifier: "5(2)", not "1)" at the end of a call."""
    if field.end - field.start > LONGEST_VALUE or not _SHORT.fullmatch(text, field.start, field.end):
        return False
    return text.count("(", field.start, field.end) == text.count(")", field.start, field.end)


def _add(
    columns: _Columns,
    above: tuple[str, ...],
    key: str,
    text: str,
    number: int,
    field: Field,
) -> None:
    """Add the value of a field to its column, where it can be an identifier.

    Args:
        columns: The columns, by the keys around them and their own.
        above: The keys around the field.
        key: Its own key, or its place.
        text: The text.
        number: The position of the field.
        field: The field.
    """
    if _is_short(text, field):
        column = columns.setdefault((above, plain_key(key) or key), ValueColumn(above, key, []))
        column.values.append(Value(field.start, field.end, text[field.start : field.end], number))


def _keys_above(fields: Fields, owner: int, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys whose values contain an object, outermost first.

    Args:
        fields: The fields of the text.
        owner: The object.
        known: The answers of before, which are added to.
    """
    if owner not in known:
        keys = [fields.keys_of.get(each, "") for each in fields.owners_above(owner)]
        known[owner] = tuple(filter(None, reversed(keys)))
    return known[owner]
