"""The fields of JSON, YAML, TOML, CSV and object literals, with the titles that stand beside each value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["TitleFields"]

#: A title has at most this many characters.
LONGEST_TITLE = 200

#: Keys under which a title is kept, in the form without signs; others end in "name" or "title".
_TITLE_KEYS = frozenset("title name label heading remarks section shortdescription".split())
#: Keys under which a title is kept where there is none of these.
_DESCRIPTION_KEYS = frozenset("text summary description fulldescription".split())
_TITLE_ENDINGS = ("name", "title", "label")

_OPENINGS, _CLOSINGS = "{[(", "}])"
_PART = re.compile(
    r"""(?P<newline>\n(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*))"""
    r"""|(?P<open>[{\[(])|(?P<close>[}\])])"""
    r"""|(?P<quote>["'`])?(?P<key>(?(quote)(?:(?!(?P=quote))[^\\\n]){1,80}|(?<![\w.-])[A-Za-z_][\w.-]{0,79}))(?(quote)(?P=quote))"""
    r"""[ \t]*(?:[:=](?![:=/])|=>)[ \t]*"""
    r"""(?:"(?P<double>(?:[^"\\\n]|\\.)*+)"?|'(?P<single>(?:[^'\\\n]|\\.)*+)'?"""
    r"""|(?P<bare>[^\s"'{\[(,#|>&*][^\n,{}\[\]]*))?"""
    r"""|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|\#[^\n]*"""
)
_TABLE_HEADER = re.compile(r"^[ \t]*\[{1,2}[\w.\"' -]+\]{1,2}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\(([^)\s]{1,300})\)")
_COMMENT = re.compile(r"[\"',;)\]]*[ \t]+(?:#|//)[ \t]*([^\n]{1,200})")
_SIGNS = re.compile(r"[^a-z0-9]")


class _Field(NamedTuple):
    """A key with its value: their places, and the number of the object that has them."""

    key: str
    key_start: int
    key_end: int
    start: int
    end: int
    owner: int


class TitleFields:
    """The titles that stand beside identifiers in a structured text."""

    def __init__(self, text: str, suffix: str) -> None:
        """Read the fields of a text.

        Args:
            text: The text.
            suffix: The suffix of its file, such as ".csv"; empty for a single text.
        """
        self._text = text
        if suffix in (".csv", ".tsv"):
            self._fields = list(_cells(text, "\t" if suffix == ".tsv" else ","))
        elif suffix in (".md", ".mdx", ".rst", ".txt", ".html"):
            self._fields = []
        else:
            self._fields = _scan(text)
        self._links = list(_LINK.finditer(text)) if "](" in text else []
        self._link_starts = [link.start() for link in self._links]
        self._starts = [field.key_start for field in self._fields]
        self._titles: dict[int, list[_Field]] = {}
        for field in self._fields:
            if _is_title_key(field.key) and field.end - field.start <= LONGEST_TITLE:
                self._titles.setdefault(field.owner, []).append(field)

    def titles_beside(self, start: int, end: int) -> tuple[str, ...]:
        """Return the titles beside the identifier at a place: of its key, its object, its row, its link.

        Args:
            start: Where the identifier starts.
            end: Where it ends.
        """
        number = bisect_right(self._starts, start) - 1
        field = self._fields[number] if number >= 0 else None
        if field is not None and field.key_start <= start and end <= field.key_end:
            return self._titles_of_key(number)
        if field is not None and field.start <= start and end <= field.end:
            titles = [title for title in self._titles.get(field.owner, ()) if title is not field]
            titles = [title for title in titles if not _is_description_key(title.key)] or titles
            stem = _SIGNS.sub("", field.key.casefold()).removesuffix("id")
            own = [
                title for title in titles if stem and _SIGNS.sub("", title.key.casefold()).startswith(stem)
            ]
            return tuple(self._text[title.start : title.end] for title in own or titles)
        number = bisect_right(self._link_starts, start) - 1
        if number >= 0 and self._links[number].start(2) <= start < self._links[number].end(2):
            return (self._links[number][1],)
        comment = _COMMENT.match(self._text, end)
        return (comment[1],) if comment is not None else ()

    def _titles_of_key(self, number: int) -> tuple[str, ...]:
        """Return the value of a key that is an identifier, or the titles of the object that is its value."""
        field = self._fields[number]
        if field.end > field.start:
            return (self._text[field.start : field.end],)
        inside = self._fields[number + 1 : number + 2]
        if not inside or inside[0].owner == field.owner:
            return ()
        titles = self._titles.get(inside[0].owner, ())
        titles = [title for title in titles if not _is_description_key(title.key)] or titles
        return tuple(self._text[title.start : title.end] for title in titles)


def _plain(key: str) -> str:
    """Return a key in small letters without signs."""
    return _SIGNS.sub("", key.casefold())


def _is_title_key(key: str) -> bool:
    """Tell whether a key keeps a title: "title", "control_name", "shortDescription"."""
    plain = _plain(key)
    return plain in _TITLE_KEYS or plain in _DESCRIPTION_KEYS or plain.endswith(_TITLE_ENDINGS)


def _is_description_key(key: str) -> bool:
    """Tell whether a key keeps a description, which is the title where there is no other."""
    return _plain(key) in _DESCRIPTION_KEYS


class _Objects:
    """The objects that are open at a place: in brackets, or by the indentation of lines."""

    def __init__(self) -> None:
        self.count = 0
        self.brackets: list[int] = []
        self.parents: dict[int, tuple[int, str]] = {}
        self._columns: list[tuple[int, int]] = []

    def enter(self, owner: int, key: str) -> None:
        """Open brackets, as the value of a key of another object where a key precedes."""
        self.count += 1
        if key:
            self.parents[self.count] = owner, key
        self.brackets.append(self.count)

    def at_column(self, column: int, is_new: bool) -> int:
        """Return the object of a key at a column, outside brackets; `is_new` where a dash opens one."""
        while self._columns and self._columns[-1][0] > column - is_new:
            self._columns.pop()
        if not self._columns or self._columns[-1][0] < column:
            self.count += 1
            self._columns.append((column, self.count))
        return self._columns[-1][1]


def _scan(text: str) -> list[_Field]:
    """Return the fields of JSON, YAML, TOML and object literals, in order."""
    objects = _Objects()
    fields: list[_Field] = []
    headers = {match.start() for match in _TABLE_HEADER.finditer(text)}
    line_start, is_new, last_key, last_owner = 1, False, "", 0
    padded = "\n" + text
    for part in _PART.finditer(padded):
        if part["newline"] is not None:
            is_new = bool(part["dash"]) or line_start - 1 in headers
            line_start, last_key = part.start() + 1, ""
        elif part["open"] is not None:
            objects.enter(last_owner, last_key)
            last_key = ""
        elif part["close"] is not None:
            if objects.brackets:
                objects.brackets.pop()
        elif part["key"] is not None:
            column = part.start() - line_start
            owner = objects.brackets[-1] if objects.brackets else objects.at_column(column, is_new)
            is_new = False
            last_key, last_owner = part["key"], owner
            group = next((name for name in ("double", "single", "bare") if part[name] is not None), "key")
            start, end = part.span(group) if group != "key" else (part.end(), part.end())
            end -= len(part[group]) - len(part[group].rstrip()) if group == "bare" else 0
            field = _Field(part["key"], part.start("key") - 1, part.end("key") - 1, start - 1, end - 1, owner)
            fields.append(field)
            parent = objects.parents.get(owner)
            if parent is not None and part["key"] in ("text", "en") and _is_title_key(parent[1]):
                fields.append(field._replace(key=parent[1], owner=parent[0]))
    return fields


def _cells(text: str, delimiter: str) -> Iterator[_Field]:
    """Yield the cells of CSV below its header, each row an object."""
    header: list[str] = []
    place = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        cells = list(_cells_of_line(line.rstrip("\r\n"), delimiter))
        if number == 0:
            header = [cell for cell, _ in cells]
        else:
            for key, (cell, start) in zip(header, cells, strict=False):
                begin = place + start
                yield _Field(key, begin, begin, begin, begin + len(cell), number)
        place += len(line)


def _cells_of_line(line: str, delimiter: str) -> Iterator[tuple[str, int]]:
    """Yield the cells of one line of CSV with where each starts, without quotation marks."""
    for match in re.finditer(rf'(?:^|{delimiter})(?:"((?:[^"]|"")*)"|([^{delimiter}]*))', line):
        group = 1 if match[1] is not None else 2
        yield match[group], match.start(group)
