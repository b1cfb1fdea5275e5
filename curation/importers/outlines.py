"""Lists and trees of other publishers: JSON, YAML, CSV and headings of texts, as raw provisions.

Each level of an outline says which fields hold identifier, title and grade. Sentences are not imported: a
title that is too long to be one is left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from curation.importers import MAX_TITLE, Raw, dump, one_line

__all__ = ["Level", "add_labels", "dump", "matches", "parse", "rows", "tree"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Level(NamedTuple):
    """One level of an outline.

    Attributes:
        kind: The kind of its provisions.
        id: The identifier, a template over the fields of a row, such as "Article {article}".
        title: The field of the title.
        grade: The field of the publisher's own grade.
        children: The field that lists the next level, in a tree.
        assessable: Whether it is more than a heading.
    """

    kind: str
    id: str
    title: str | None = None
    grade: str | None = None
    children: str | None = None
    assessable: bool = True


def parse(content: bytes) -> Any:
    """Parse JSON, YAML or CSV (a list of rows); ValueError if it is none of them."""
    text = content.decode("utf-8-sig")
    if text.lstrip()[:1] in ("[", "{"):
        return json.loads(text)
    first = text.partition("\n")[0]
    if "," in first and ":" not in first:
        return list(csv.DictReader(io.StringIO(text)))
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise ValueError(f"not JSON, CSV or YAML: {error}") from error


def matches(text: str, pattern: str) -> list[dict[str, str]]:
    """Return the named groups of each line that a pattern matches from its start; ValueError if none does."""
    found = [match.groupdict() for line in text.splitlines() if (match := re.match(pattern, line))]
    if not found:
        raise ValueError(f"no line has the form {pattern}")
    return found


def rows(
    listed: Iterable[Mapping[str, Any]], levels: Sequence[Level], titles: Mapping[str, str] | None = None
) -> list[Raw]:
    """Return the provisions of a table whose rows name all levels above, the highest first.

    A level whose fields are all empty in a row is passed over. A provision may be repeated as it is.

    Args:
        listed: The rows.
        levels: The levels, highest first.
        titles: Titles by identifier, where the table has a slip or none.
    """
    provisions: dict[str, Raw] = {}
    for row in listed:
        parent: str | None = None
        for level in levels:
            provision = _provision(row, level, parent, titles or {})
            if provision is None:
                continue
            known = provisions.setdefault(provision["id"], provision)
            if known != provision:
                raise ValueError(f"{provision['id']} is both {known} and {provision}")
            parent = provision["id"]
    return list(_in_order(provisions))


def tree(
    items: Iterable[Mapping[str, Any]],
    levels: Sequence[Level],
    titles: Mapping[str, str] | None = None,
    parent: str | None = None,
) -> list[Raw]:
    """Return the provisions of nested items, each before what it holds.

    Args:
        items: The items of the highest level.
        levels: The levels, highest first; each but the last names the field of its children.
        titles: Titles by identifier, where the file has a slip or none.
        parent: The identifier of what holds the items.
    """
    provisions: list[Raw] = []
    for item in items:
        provision = _provision(item, levels[0], parent, titles or {})
        if provision is None:
            raise ValueError(f"an item below {parent} has no identifier: {dict(item)}")
        provisions.append(provision)
        if levels[0].children:
            inner = item.get(levels[0].children) or ()
            provisions += tree(inner, levels[1:], titles, provision["id"])
    return provisions


def add_labels(provisions: Iterable[Raw], labels: Mapping[str, str]) -> list[Raw]:
    """Return provisions with labels in our own words where they have no title.

    Args:
        provisions: The raw provisions.
        labels: Labels by identifier; ValueError if one has a title or is not there.
    """
    listed = list(provisions)
    untitled = {each["id"] for each in listed if "title" not in each}
    if unknown := sorted(labels.keys() - untitled):
        raise ValueError(f"these have a title or are not there: {', '.join(unknown)}")
    return [
        each | {"label": labels[each["id"]]} if each["id"] in labels and "title" not in each else each
        for each in listed
    ]


def _provision(
    row: Mapping[str, Any], level: Level, parent: str | None, titles: Mapping[str, str]
) -> Raw | None:
    fields = {name: _text(value) for name, value in row.items()}
    named = re.findall(r"\{(\w+)\}", level.id)
    if named and not any(fields.get(name) for name in named):
        return None
    identifier = level.id.format_map(fields)
    provision: Raw = {"id": identifier, "kind": level.kind}
    title = titles.get(identifier) or (fields.get(level.title, "") if level.title else "")
    if title and len(title) <= MAX_TITLE:
        provision["title"] = title
    if parent is not None:
        provision["parent"] = parent
    if level.grade and fields.get(level.grade):
        provision["level"] = fields[level.grade]
    if not level.assessable:
        provision["assessable"] = False
    return provision


def _text(value: Any) -> str:
    return "" if value is None else one_line(str(value))


def _in_order(provisions: Mapping[str, Raw]) -> Iterator[Raw]:
    """Return provisions so that each comes before what it holds, and what it holds comes next."""
    children: dict[str | None, list[Raw]] = {}
    for provision in provisions.values():
        children.setdefault(provision.get("parent"), []).append(provision)

    def walk(parent: str | None) -> Iterator[Raw]:
        for provision in children.get(parent, ()):
            yield provision
            yield from walk(provision["id"])

    return walk(None)
