"""The fields of JSON, YAML, TOML, CSV and object literals: keys with their values, each at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["Field", "Fields", "plain_key"]

#: Files with these suffixes have no fields: they are prose.
_PROSE = (".md", ".mdx", ".rst", ".txt", ".html")
#: In these, a value goes on in the lines below that are further in, and brackets only begin values.
_YAML = (".yaml", ".yml")

_OPENINGS, _CLOSINGS = "{[(", "}])"
_PART = regex(
    r"""(?P<newline>\n(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*))"""
    r"""|(?P<open>[{\[(])|(?P<close>[}\])])"""
    r"""|(?P<quote>["'`])?(?P<key>(?(quote)(?:(?!(?P=quote))[^\\\n]){1,80}|(?<![\w.-])[A-Za-z_][\w.-]{0,79}))(?(quote)(?P=quote))"""
    r"""[ \t]*(?::[ \t]*[A-Za-z][\w.,<>\[\]{}:'" |]{0,80}?=[ \t]*(?=[{\[(])|[:=](?![:=/])|=>)[ \t]*"""
    r"""(?:\n[ \t]+(?=["'][^"'\n]*["'],?[ \t]*\n))?"""
    r"""(?:"(?P<double>(?:[^"\\\n]|\\.)*+)"?|'(?P<single>(?:[^'\\\n]|\\.)*+)'?"""
    r"""|(?P<block>[|>][+-]?[0-9]?[ \t]*(?=\n))"""
    r"""|(?P<bare>[^\s"'{\[(,#|>&*][^\n,{}\[\]]*))?"""
    r"""|(?P<item>"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)|\#[^\n]*"""
)
#: What every part has: a sign with which it begins, or that of a key without quotation marks.
_SIGN = regex(r"[\n{\[(}\])\"'`#:=]")
_KEY_BEFORE = regex(r"(?<![\w.-])[A-Za-z_][\w.-]*\Z")
_TABLE_HEADER = regex(r"^[ \t]*\[{1,2}[\w.\"' -]+\]{1,2}[ \t]*$", re.MULTILINE)
_INDENTED = regex(r"\n([ \t]*)(?=[^\s])")
_LINE_END = regex(r"[ \t]*(?:\n|[ \t]#)")
_SIGNS = regex(r"[^a-z0-9]")
_VALUES = ("double", "single", "bare")

#: A key has at most so many characters.
LONGEST_KEY = 80

#: At most so many objects around one are looked at.
MOST_LEVELS = 40

#: An item of a list begins after at most so much space.
MOST_SPACE = 120

#: A value that goes on over several lines has at most so many characters.
LONGEST_BLOCK = 2_000


class Field(NamedTuple):
    """A key with its value: their places, and the number of the object that has them.

    An item of a list without a key has the key "".
    """

    key: str
    key_start: int
    key_end: int
    start: int
    end: int
    owner: int


class Fields:
    """The fields of a structured text, in order.

    `parents` are the objects that contain each object, `keys_of` the key whose value each one is,
    `by_key_start` the object by the place of that key, and `items` the objects that are items of a list:
    of brackets, of dashes, lines of JSON, rows.
    """

    def __init__(self, text: str, suffix: str) -> None:
        """Read the fields of a text.

        Args:
            text: The text.
            suffix: The suffix of its file, such as ".csv"; empty for a single text.
        """
        self.parents: dict[int, int] = {}
        self.keys_of: dict[int, str] = {}
        self.by_key_start: dict[int, int] = {}
        objects = _Objects()
        if suffix in (".csv", ".tsv"):
            self.all = list(_cells(text, "\t" if suffix == ".tsv" else ",", objects))
        elif suffix in _PROSE:
            self.all = []
        else:
            self.all = _scan(text, objects, is_yaml=suffix in _YAML)
            self.parents, self.keys_of = objects.parents, objects.keys_of
            self.by_key_start = objects.by_key_start
        self.items = frozenset(objects.items)
        self._innermost = [owner for _, owner in objects.changes]
        self._changes = [place for place, _ in objects.changes]
        self._starts = [field.key_start for field in self.all]

    def number_at(self, place: int) -> int | None:
        """Return the position among all fields of the one in which a place is; None outside fields."""
        number = self.number_before(place)
        if number is None:
            return None
        field = self.all[number]
        return number if place < field.key_end or field.start <= place < field.end else None

    def number_before(self, place: int) -> int | None:
        """Return the position among all fields of the last one that starts at a place or before it."""
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 else None

    def innermost_at(self, place: int) -> int:
        """Return the object that is open at a place, 0 for none."""
        number = bisect_right(self._changes, place) - 1
        return self._innermost[number] if number >= 0 else 0

    def owner_at(self, place: int) -> int | None:
        """Return the object of the field in which a place is; None outside fields."""
        number = self.number_at(place)
        return None if number is None else self.all[number].owner

    def owners_above(self, owner: int) -> Iterator[int]:
        """Yield an object and those that contain it, innermost first."""
        yield owner
        for _ in range(MOST_LEVELS):
            if owner not in self.parents:
                return
            owner = self.parents[owner]
            yield owner


@lru_cache(maxsize=4_096)
def plain_key(key: str) -> str:
    """Return a key in small letters without signs.

    >>> plain_key("control_ID")
    'controlid'
    """
    return _SIGNS.sub("", key.casefold())


class _Objects:
    """The objects that are open at a place: in brackets, or by the indentation of lines."""

    def __init__(self) -> None:
        self.count = 0
        self.brackets: list[int] = []
        self.parents: dict[int, int] = {}
        self.keys_of: dict[int, str] = {}
        self.by_key_start: dict[int, int] = {}
        self.items: list[int] = []
        self.key_start = 0  # of the last key
        self.changes: list[tuple[int, int]] = []
        self._columns: list[tuple[int, int]] = []

    def enter(self, owner: int, key: str, place: int, *, is_item: bool) -> None:
        """Open brackets, as the value of a key of another object where a key precedes.

        Args:
            owner: The object of the key.
            key: The key, empty for none.
            place: Where the brackets open.
            is_item: Whether they are an item of a list.
        """
        self.count += 1
        parent = owner if key else self.innermost
        if parent:
            self.parents[self.count] = parent
        self.keys_of[self.count] = key
        if key:
            self.by_key_start[self.key_start] = self.count
        self.brackets.append(self.count)
        self.changes.append((place, self.count))
        if is_item:
            self.items.append(self.count)

    def leave(self, place: int) -> None:
        """Close the innermost brackets at a place."""
        if self.brackets:
            self.brackets.pop()
            self.changes.append((place, self.innermost))

    @property
    def innermost(self) -> int:
        """The object that is open at the place, 0 for none."""
        if self.brackets:
            return self.brackets[-1]
        return self._columns[-1][1] if self._columns else 0

    def at_column(self, column: int, place: int, last_key: str, *, is_new: bool) -> int:
        """Return the object of a key at a column, outside brackets.

        Args:
            column: The column.
            place: Where the key stands.
            last_key: The key before it, which has no value.
            is_new: Whether a dash opens an object.
        """
        before = self.innermost
        while self._columns and self._columns[-1][0] > column - is_new:
            self._columns.pop()
        if not self._columns or self._columns[-1][0] < column:
            self.count += 1
            if self._columns:
                self.parents[self.count] = self._columns[-1][1]
            self.keys_of[self.count] = last_key
            if last_key:
                self.by_key_start.setdefault(self.key_start, self.count)
            self._columns.append((column, self.count))
            if is_new:
                self.items.append(self.count)
        if self.innermost != before:
            self.changes.append((place, self.innermost))
        return self.innermost


def _scan(text: str, objects: _Objects, *, is_yaml: bool) -> list[Field]:
    """Return the fields of JSON, YAML, TOML and object literals, in order.

    Args:
        text: The text.
        objects: Gets the objects.
        is_yaml: Whether it is YAML for certain.
    """
    fields: list[Field] = []
    headers = {match.start() for match in _TABLE_HEADER.finditer(text)}
    line_start, is_new, last_key, last_owner, open_key = 1, False, "", 0, ""
    padded = "\n" + text
    position = 0
    while (part := _next_part(padded, position)) is not None:
        position = part.end()
        if part["newline"] is not None:
            is_new = bool(part["dash"]) or line_start - 1 in headers
            line_start, last_key = part.start() + 1, ""
        elif part["open"] is not None:
            place = part.start() - 1
            if is_yaml and not objects.brackets and not _begins_value(text, place):
                continue  # "adversary's (or the user's) data" has none
            objects.enter(last_owner, last_key, place, is_item=not last_key and _is_item(text, place))
            last_key = ""
        elif part["close"] is not None:
            objects.leave(part.end() - 1)
        elif part["key"] is not None:
            column = part.start() - line_start
            owner = objects.innermost
            if not objects.brackets:
                owner = objects.at_column(column, part.start() - 1, open_key, is_new=is_new)
            is_new = False
            last_key, last_owner = part["key"], owner
            start, end, position = _value_of(part, padded, column)
            if part["bare"] is not None and not objects.brackets:
                line_end = _LINE_END.search(padded, start)
                position = end = line_end.start() if line_end is not None else len(padded)
            if is_yaml and not objects.brackets and start < end:
                below = _end_below(padded, position, column)
                end, position = (end, position) if below is None else (below, below)
            open_key, objects.key_start = part["key"] if start == end else "", part.start("key") - 1
            fields.append(
                Field(part["key"], part.start("key") - 1, part.end("key") - 1, start - 1, end - 1, owner)
            )
        elif part["item"] is not None and objects.brackets:
            start, end = part.start("item"), part.end("item") - 2
            fields.append(Field("", start, start, start, max(end, start), objects.brackets[-1]))
    return fields


def _next_part(text: str, position: int) -> re.Match[str] | None:
    """Return the first part from a place on, as `_PART.search` does: at a sign, or before ":" or "=".

    Args:
        text: The text.
        position: The place.
    """
    place = position
    while (sign := _SIGN.search(text, place)) is not None:
        start, place = sign.start(), sign.end()
        if sign[0] in ":=":
            while start > position and text[start - 1] in " \t":
                start -= 1
            key = _KEY_BEFORE.search(text, max(position, start - LONGEST_KEY), start)
            if key is None:
                continue
            start = key.start()
        part = _PART.match(text, start)
        if part is not None:
            return part
    return None


def _begins_value(text: str, place: int) -> bool:
    """Tell whether a bracket at a place of YAML begins a value, or an item of a list."""
    before = text[max(text.rfind("\n", 0, place) + 1, place - MOST_SPACE) : place].rstrip(" \t")
    return text[place] != "(" and (not before or before.endswith((":", "-")))


def _end_below(text: str, position: int, column: int) -> int | None:
    """Return where a value of YAML ends that goes on in the lines below that are further in than its key.

    Args:
        text: The text.
        position: Where the value ends in its own line.
        column: The column of its key.
    """
    line_end = _LINE_END.match(text, position)
    if line_end is None or not line_end[0].endswith("\n"):
        return None
    limit, stop = position + LONGEST_BLOCK, None
    for line in _INDENTED.finditer(text, line_end.end() - 1, limit):
        if len(line[1]) <= column:
            break
        stop = text.find("\n", line.end(), limit)
        stop = min(limit, len(text)) if stop < 0 else stop
    return stop


def _is_item(text: str, place: int) -> bool:
    """Tell whether a bracket at a place opens an item of a list, or a line of JSON."""
    before = text[max(place - MOST_SPACE, 0) : place].rstrip()
    return before.endswith(("[", "(", "{", ",", "}")) if before else place < MOST_SPACE


def _value_of(part: re.Match[str], text: str, column: int) -> tuple[int, int, int]:
    """Return where the value of a field starts and ends, and where to read on.

    Args:
        part: The match of the field.
        text: The whole text.
        column: The column of the key in its line.
    """
    if part["block"] is not None:
        end = part.end()
        limit = end + LONGEST_BLOCK
        for line in _INDENTED.finditer(text, end, limit):
            if len(line[1]) <= column:
                return part.end(), line.start(), line.start()
            end = line.end()
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        return part.end(), min(stop, limit), min(stop, limit)
    group = next((name for name in _VALUES if part[name] is not None), None)
    if group is None:
        return part.end(), part.end(), part.end()
    start, end = part.span(group)
    if group == "bare":
        end -= len(part[group]) - len(part[group].rstrip())
    return start, end, part.end()


def _cells(text: str, delimiter: str, objects: _Objects) -> Iterator[Field]:
    """Yield the cells of CSV below its header, the first row of several cells; each row is an object.

    Args:
        text: The text of the file.
        delimiter: What separates cells; a semicolon where the first line has more of these.
        objects: Gets the rows.
    """
    first_line = text.partition("\n")[0]
    if first_line.count(";") > first_line.count(delimiter):
        delimiter = ";"
    cell = re.compile(
        rf'(?:"((?:[^"]|"")*+)"[^{delimiter}\r\n]*|([^{delimiter}\r\n]*))({delimiter}|\r?\n|\Z)'
    )
    header: list[str] = []
    row: list[tuple[int, int]] = []
    number, position = 1, 0
    while position < len(text) and (match := cell.match(text, position)) is not None:
        position = match.end()
        row.append(match.span(1 if match[1] is not None else 2))
        if match[3] == delimiter and position < len(text):
            continue
        if not header:
            header = [text[start:end].strip() for start, end in row] if len(row) > 1 else []
        else:
            objects.items.append(number)
            objects.changes.append((row[0][0], number))
            for key, (start, end) in zip(header, row, strict=False):
                yield Field(key, start, start, start, end, number)
        row = []
        number += 1
