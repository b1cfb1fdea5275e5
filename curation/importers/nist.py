"""NIST: exports of its reference tool, and tables made of its frameworks, as raw frameworks.

Three forms are read: JSON with elements and relationships, as the reference tool writes it; tables (CSV, or
a JSON list of rows) with a column for each identifier; and sheets whose cells hold "NAME (ID): sentence".
Identifiers, names, hierarchy and what withdrawn elements went into are carried over, and no sentence: where
NIST prints only that, there is neither title nor label.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from curation.importers import MOST_TITLE, Raw, distinct, one_line, with_summaries, written

__all__ = ["KINDS", "LAYOUTS", "Level", "framework", "parsed", "provisions", "with_summaries", "written"]


class Level(NamedTuple):
    """One level of a table: the columns of its identifiers, names and sentences.

    Where `names` holds more than the name, that is what stands before the identifier in parentheses
    (`lead`). `spelt` makes the identifier of what the column holds.
    """

    kind: str
    ids: str
    names: str | None = None
    texts: tuple[str, ...] = ()
    lead: bool = False
    spelt: Callable[[str], str] = str


class _Element(NamedTuple):
    """What a file says of one element; `parent` is the identifier above it."""

    id: str
    kind: str
    title: str | None
    text: str
    parent: str | None
    withdrawn: bool
    successors: tuple[str, ...] = ()


#: The tables that are known, by their columns: highest level first.
LAYOUTS: Mapping[str, tuple[Level, ...]] = {
    "Cybersecurity Framework": (
        Level("function", "Function ID", "Function Name", ("Function Description",)),
        Level("category", "Category ID", "Category Name", ("Category Description",)),
        Level("subcategory", "Subcategory ID", None, ("Subcategory",)),
    ),
    "AI Risk Management Framework": (
        Level("function", "function", "function", spelt=str.upper),
        Level("category", "category_id", "category_text", ("category_text",), lead=True),
        Level("subcategory", "subcategory_id", None, ("description",)),
    ),
    "Secure Software Development Framework": (
        Level("domain", "group_id", "group_name"),
        Level("practice", "practice_id", "practice_text", ("practice_text",), lead=True),
        Level("task", "task_id", None, ("description", "task_text")),
    ),
    "Protecting Controlled Unclassified Information": (
        Level("domain", "family", "family_name"),
        Level("requirement", "requirement_id", "title", ("content",)),
    ),
    "Generative AI Profile": (Level("action", "action_id", None, ("suggested_action",)),),
    "Generative AI Profile, as printed": (Level("action", "Action ID", None, ("Suggested Action",)),),
}
#: The sheet whose cells hold identifier, name and sentence, each level filled in where it begins.
SHEET = (Level("function", "Function"), Level("category", "Category"), Level("subcategory", "Subcategory"))
#: What the types of elements are in our words; elements of other types are passed over.
KINDS: Mapping[str, str] = {
    "function": "function",
    "family": "domain",
    "group": "domain",
    "category": "category",
    "subcategory": "subcategory",
    "control": "control",
    "control_enhancement": "enhancement",
    "practice": "practice",
    "task": "task",
}
#: Elements of these kinds are only headings.
HEADINGS = ("function", "category", "domain")

_PROJECTION = "projection"
_SUCCESSIONS = ("incorporated_into", "moved_to")
_REASON = "withdraw_reason"
_WITHDRAWN = re.compile(
    r"\[?(?:Withdrawn:\s*)?(?:Incorporated into|Moved (?:in)?to|Addressed by)\s+(?P<where>[^\[\]]+?)\.?\]?"
)
_CELL = re.compile(
    r"(?:(?P<name>[^:()]+?)\s*\((?P<named>[^()\s]+)\)|(?P<plain>[^:()\s]+))"
    r"(?::\s*(?P<text>.*))?"
)
#: How many rows a sheet may have before the one that names its columns.
_TITLE_ROWS = 10


def parsed(content: bytes | str) -> Raw:
    """The `rows` of a table, or `elements` and `relationships`; ValueError if the file holds neither."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError as wrong:
        raise ValueError(f"no text: {wrong}") from wrong
    if text.lstrip()[:1] not in ("[", "{"):
        return {"rows": _table(text)}
    try:
        value = json.loads(text)
    except ValueError as wrong:
        raise ValueError(f"no JSON: {wrong}") from wrong
    if isinstance(value, list):
        return {"rows": _objects(value, "the list")}
    while isinstance(value, dict) and not isinstance(value.get("elements"), list):
        value = value.get("response", value.get("elements"))
    if not isinstance(value, dict):
        raise ValueError("no export of NIST's reference tool: the file has no list of elements")
    return {name: _objects(value.get(name, []), name) for name in ("elements", "relationships")}


def provisions(export: Raw, titles: Mapping[str, str] | None = None) -> list[Raw]:
    """The raw provisions of an export, what is below an element behind it.

    `titles` gives titles by identifier where the file has a slip, or lacks them.
    """
    read = _of_elements(export) if "elements" in export else _of_rows(export["rows"])
    known: dict[str, _Element] = {}
    below: dict[str | None, list[str]] = {}
    for each in read:
        before = known.setdefault(each.id, each)
        if before is each:
            below.setdefault(each.parent, []).append(each.id)
        elif (before.kind, before.title, before.parent) != (each.kind, each.title, each.parent):
            raise ValueError(f"{each.id} has two kinds, names or parents")
    lost = sorted((below.keys() - {None} - known.keys()) | ((titles or {}).keys() - known.keys()), key=str)
    if lost:
        raise ValueError(f"the file does not list {', '.join(map(str, lost))}")
    ordered = list(_walk(None, below))
    if len(ordered) != len(known):
        raise ValueError(f"{', '.join(sorted(known.keys() - set(ordered)))} stand below one another")
    return [_provision(known[each], known, titles or {}) for each in ordered]


def framework(
    export: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """The raw framework of an export.

    `head` holds the framework's own fields (standard, edition, sources …), and `curated` holds
    frameworks from which summaries are taken over where identifier and title are the same.
    """
    return dict(head) | {"provisions": with_summaries(provisions(export, titles), curated)}


# ---------------------------------------------------------------- the forms


def _table(text: str) -> list[Raw]:
    lines = list(csv.reader(io.StringIO(text, newline="")))
    for place, line in enumerate(lines[:_TITLE_ROWS]):
        columns = [one_line(each) for each in line]
        if _levels(columns):
            return [dict(zip(columns, cells, strict=False)) for cells in lines[place + 1 :] if any(cells)]
    raise ValueError(f"no table of NIST's that is known here: {_shown(lines[0] if lines else [])}")


def _levels(columns: Iterable[str]) -> tuple[Level, ...] | None:
    found = set(columns)
    for levels in (*LAYOUTS.values(), SHEET):
        if found >= {column for each in levels for column in (each.ids, each.names or each.ids)}:
            return levels
    return None


def _shown(columns: Iterable[str]) -> str:
    return f"its columns are {', '.join(columns) or 'none'}"[:200]


def _objects(value: Any, what: str) -> list[Raw]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"{what} should be a list of objects")
    return value


def _of_rows(rows: list[Raw]) -> Iterator[_Element]:
    columns = list(rows[0]) if rows else []
    levels = _levels(columns)
    if levels is None:
        raise ValueError(f"no table of NIST's that is known here: {_shown(columns)}")
    above: list[str | None] = [None] * len(levels)
    for number, row in enumerate(rows, 1):
        status = one_line(str(row.get("Status") or row.get("status") or "")).casefold()
        filled = [place for place, level in enumerate(levels) if one_line(str(row.get(level.ids) or ""))]
        if levels is not SHEET and len(filled) != len(levels):
            raise ValueError(f"row {number} lacks an identifier")
        for place in filled:
            parent = above[place - 1] if place else None
            if place and parent is None:
                raise ValueError(f"row {number} stands below nothing")
            read = _of_cell if levels is SHEET else _of_columns
            made = read(levels[place], row, parent, place == len(levels) - 1 and status == "withdrawn")
            above[place:] = [made.id, *[None] * (len(levels) - place - 1)]
            yield made


def _of_columns(level: Level, row: Raw, parent: str | None, withdrawn: bool) -> _Element:
    identifier = level.spelt(one_line(str(row[level.ids])))
    title = one_line(str(row.get(level.names or "") or ""))
    if level.lead:
        title = title.partition(f" ({identifier})")[0] if f" ({identifier})" in title else ""
        # What holds parentheses itself is more than a name: the heading above, say.
        title = "" if "(" in title else title
    if withdrawn and title.casefold() == "withdrawn":
        title = ""
    text = next((one_line(str(row[column])) for column in level.texts if row.get(column)), "")
    return _Element(identifier, level.kind, title or None, text, parent, withdrawn)


def _of_cell(level: Level, row: Raw, parent: str | None, withdrawn: bool) -> _Element:
    cell = one_line(str(row[level.ids]))
    parts = _CELL.fullmatch(cell)
    if parts is None:
        raise ValueError(f"{cell[:60]!r} has no identifier")
    identifier = parts["named"] or parts["plain"]
    return _Element(identifier, level.kind, parts["name"], parts["text"] or "", parent, withdrawn)


def _of_elements(export: Raw) -> Iterator[_Element]:
    carried: dict[str, Raw] = {}
    reasons: dict[str, str] = {}
    for each in export["elements"]:
        identifier, sort = each.get("element_identifier"), each.get("element_type")
        if not isinstance(identifier, str) or not isinstance(sort, str):
            raise ValueError("an element lacks element_identifier or element_type")
        if sort == _REASON:
            reasons[identifier] = one_line(str(each.get("text") or each.get("title") or ""))
        elif sort in KINDS:
            if identifier in carried:
                raise ValueError(f"{identifier} stands twice in the file")
            carried[identifier] = each
    parents: dict[str, str] = {}
    went: dict[str, list[str]] = {}
    why: dict[str, str] = {}
    for each in export["relationships"]:
        sort = each.get("relationship_identifier")
        source, target = (str(each.get(f"{end}_element_identifier")) for end in ("source", "dest"))
        if source not in carried:
            continue
        if sort in _SUCCESSIONS and target in carried:
            went.setdefault(source, []).append(target)
        elif sort == _PROJECTION and target in reasons:
            why[source] = reasons[target]
        elif sort == _PROJECTION and target in carried and parents.setdefault(target, source) != source:
            raise ValueError(f"{target} stands below {parents[target]} and {source}")
    if not carried:
        raise ValueError(f"no element is of a type that is known here: {', '.join(KINDS)}")
    for identifier, each in carried.items():
        title, text = (one_line(str(each.get(name) or "")) for name in ("title", "text"))
        kind, reason = KINDS[each["element_type"]], why.get(identifier)
        name = title if title != text and not _WITHDRAWN.fullmatch(title) else None
        said = reason or (text if name else title or text)
        successors = tuple(went.get(identifier, ()))
        withdrawn = reason is not None or bool(successors)
        yield _Element(identifier, kind, name or None, said, parents.get(identifier), withdrawn, successors)


# ---------------------------------------------------------------- single provisions


def _walk(parent: str | None, below: Mapping[str | None, list[str]]) -> Iterator[str]:
    for each in below.get(parent, ()):
        yield each
        yield from _walk(each, below)


def _provision(each: _Element, known: Mapping[str, _Element], titles: Mapping[str, str]) -> Raw:
    made: Raw = {"id": each.id, "kind": each.kind}
    title = titles.get(each.id) or each.title
    if title and title != each.id and len(title) <= MOST_TITLE:
        made["title"] = title
    if each.parent is not None:
        made["parent"] = each.parent
    if each.kind in HEADINGS:
        made["assessable"] = False
    said = _WITHDRAWN.fullmatch(each.text)
    if not each.withdrawn and said is None:
        return made
    successors = distinct([*each.successors, *(_cited(each.id, said["where"], known) if said else ())])
    return made | {"retired": True} | ({"successors": successors} if successors else {})


def _cited(identifier: str, where: str, known: Mapping[str, _Element]) -> Iterator[str]:
    """The elements that a withdrawal names; words about others ("other categories") name none."""
    for word in re.split(r"[\s,;]+", where):
        cited = word.strip(".")
        if cited in known:
            yield cited
        elif re.search(r"\d|\w\.\w", cited):
            raise ValueError(f"{identifier} went into {cited}, which is not in the file")
