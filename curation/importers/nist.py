"""NIST: exports of its reference tool, and tables of its frameworks, as raw frameworks.

Three forms are read: JSON with elements and relationships, as the reference tool writes it; tables (CSV, or
a JSON list of rows) with a column for each identifier; and sheets whose cells hold "NAME (ID): sentence".
Identifiers, names, hierarchy and the successors of withdrawn elements are imported, and no sentence. Where
NIST prints only a sentence, there is neither title nor label.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from curation.importers import MAX_TITLE, Raw, add_summaries, dump, one_line, unique_names

__all__ = ["KINDS", "LAYOUTS", "Level", "add_summaries", "dump", "framework", "parse", "provisions"]


class Level(NamedTuple):
    """One level of a table.

    Attributes:
        kind: The kind of its provisions.
        ids: The column of identifiers.
        names: The column of names.
        texts: The columns of sentences.
        leading_name: Whether the name comes before the identifier in parentheses, in a longer cell.
        spelling: How the cell of the identifier becomes the identifier.
    """

    kind: str
    ids: str
    names: str | None = None
    texts: tuple[str, ...] = ()
    leading_name: bool = False
    spelling: Callable[[str], str] = str


class _Element(NamedTuple):
    """One element of a file; `parent` is the identifier of its parent."""

    id: str
    kind: str
    title: str | None
    text: str
    parent: str | None
    withdrawn: bool
    successors: tuple[str, ...] = ()


#: The levels of the tables that are known, highest first.
LAYOUTS: Mapping[str, tuple[Level, ...]] = {
    "Cybersecurity Framework": (
        Level("function", "Function ID", "Function Name", ("Function Description",)),
        Level("category", "Category ID", "Category Name", ("Category Description",)),
        Level("subcategory", "Subcategory ID", None, ("Subcategory",)),
    ),
    "AI Risk Management Framework": (
        Level("function", "function", "function", spelling=str.upper),
        Level("category", "category_id", "category_text", ("category_text",), leading_name=True),
        Level("subcategory", "subcategory_id", None, ("description",)),
    ),
    "Secure Software Development Framework": (
        Level("domain", "group_id", "group_name"),
        Level("practice", "practice_id", "practice_text", ("practice_text",), leading_name=True),
        Level("task", "task_id", None, ("description", "task_text")),
    ),
    "Protecting Controlled Unclassified Information": (
        Level("domain", "family", "family_name"),
        Level("requirement", "requirement_id", "title", ("content",)),
    ),
    "Generative AI Profile": (Level("action", "action_id", None, ("suggested_action",)),),
    "Generative AI Profile, as printed": (Level("action", "Action ID", None, ("Suggested Action",)),),
}
#: The sheet whose cells hold identifier, name and sentence, each level filled in at its first row.
SHEET = (Level("function", "Function"), Level("category", "Category"), Level("subcategory", "Subcategory"))
#: The kind of provision of each type of element; elements of other types are ignored.
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


def parse(content: bytes | str) -> Raw:
    """Parse the `rows` of a table, or `elements` and `relationships`; ValueError if there are neither."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise ValueError(f"not text: {error}") from error
    if text.lstrip()[:1] not in ("[", "{"):
        return {"rows": _table(text)}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if isinstance(value, list):
        return {"rows": _objects(value, "the list")}
    while isinstance(value, dict) and not isinstance(value.get("elements"), list):
        value = value.get("response", value.get("elements"))
    if not isinstance(value, dict):
        raise ValueError("not an export of NIST's reference tool: the file has no list of elements")
    return {name: _objects(value.get(name, []), name) for name in ("elements", "relationships")}


def provisions(export: Raw, titles: Mapping[str, str] | None = None) -> list[Raw]:
    """Return the raw provisions of an export, descendants after their ancestor.

    Args:
        export: The parsed file.
        titles: Titles by identifier, where the file has a slip or none.
    """
    titles = titles or {}
    elements: dict[str, _Element] = {}
    children: dict[str | None, list[str]] = {}
    for element in _exported(export) if "elements" in export else _tabulated(export["rows"]):
        first = elements.setdefault(element.id, element)
        if first is element:
            children.setdefault(element.parent, []).append(element.id)
        elif (first.kind, first.title, first.parent) != (element.kind, element.title, element.parent):
            raise ValueError(f"{element.id} has two kinds, names or parents")
    missing = {*children, *titles} - {None, *elements}
    if missing:
        raise ValueError(f"the file does not list {', '.join(sorted(map(str, missing)))}")
    ordered = list(_descendants(None, children))
    if len(ordered) != len(elements):
        circle = ", ".join(sorted(elements.keys() - set(ordered)))
        raise ValueError(f"{circle} are ancestors of one another")
    return [_provision(elements[identifier], elements, titles) for identifier in ordered]


def framework(
    export: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """Return the raw framework of an export.

    Args:
        export: The parsed file.
        head: The framework's own fields: standard, edition, sources and so on.
        curated: Raw frameworks whose summaries are used where identifier and title are the same.
        titles: As those of `provisions`.
    """
    return dict(head) | {"provisions": add_summaries(provisions(export, titles), curated)}


# ---------------------------------------------------------------- the forms


def _table(text: str) -> list[Raw]:
    lines = list(csv.reader(io.StringIO(text, newline="")))
    for place, line in enumerate(lines[:_TITLE_ROWS]):
        columns = [one_line(cell) for cell in line]
        if _levels(columns):
            return [dict(zip(columns, cells, strict=False)) for cells in lines[place + 1 :] if any(cells)]
    raise ValueError(f"unknown table: {_columns_text(lines[0] if lines else [])}")


def _levels(columns: Iterable[str]) -> tuple[Level, ...] | None:
    columns = set(columns)
    for levels in (*LAYOUTS.values(), SHEET):
        if columns >= {column for level in levels for column in (level.ids, level.names or level.ids)}:
            return levels
    return None


def _columns_text(columns: Iterable[str]) -> str:
    return f"its columns are {', '.join(columns) or 'none'}"[:200]


def _objects(value: Any, what: str) -> list[Raw]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"{what} must be a list of objects")
    return value


def _tabulated(rows: list[Raw]) -> Iterator[_Element]:
    columns = list(rows[0]) if rows else []
    levels = _levels(columns)
    if levels is None:
        raise ValueError(f"unknown table: {_columns_text(columns)}")
    path: list[str | None] = [None] * len(levels)
    for number, row in enumerate(rows, 1):
        status = one_line(str(row.get("Status") or row.get("status") or "")).casefold()
        filled = [place for place, level in enumerate(levels) if one_line(str(row.get(level.ids) or ""))]
        if levels is not SHEET and len(filled) != len(levels):
            raise ValueError(f"row {number} lacks an identifier")
        for place in filled:
            parent = path[place - 1] if place else None
            if place and parent is None:
                raise ValueError(f"row {number} has no parent")
            read = _sheet_element if levels is SHEET else _table_element
            element = read(levels[place], row, parent, place == len(levels) - 1 and status == "withdrawn")
            path[place:] = [element.id, *[None] * (len(levels) - place - 1)]
            yield element


def _table_element(level: Level, row: Raw, parent: str | None, withdrawn: bool) -> _Element:
    identifier = level.spelling(one_line(str(row[level.ids])))
    title = one_line(str(row.get(level.names or "") or ""))
    if level.leading_name:
        title = title.partition(f" ({identifier})")[0] if f" ({identifier})" in title else ""
        # A text with parentheses is more than a name: the heading of the parent, for example.
        title = "" if "(" in title else title
    if withdrawn and title.casefold() == "withdrawn":
        title = ""
    text = next((one_line(str(row[column])) for column in level.texts if row.get(column)), "")
    return _Element(identifier, level.kind, title or None, text, parent, withdrawn)


def _sheet_element(level: Level, row: Raw, parent: str | None, withdrawn: bool) -> _Element:
    cell = one_line(str(row[level.ids]))
    parts = _CELL.fullmatch(cell)
    if parts is None:
        raise ValueError(f"{cell[:60]!r} has no identifier")
    identifier = parts["named"] or parts["plain"]
    return _Element(identifier, level.kind, parts["name"], parts["text"] or "", parent, withdrawn)


def _exported(export: Raw) -> Iterator[_Element]:
    raws: dict[str, Raw] = {}
    reasons: dict[str, str] = {}
    for raw in export["elements"]:
        identifier, element_type = raw.get("element_identifier"), raw.get("element_type")
        if not isinstance(identifier, str) or not isinstance(element_type, str):
            raise ValueError("an element lacks element_identifier or element_type")
        if element_type == _REASON:
            reasons[identifier] = one_line(str(raw.get("text") or raw.get("title") or ""))
        elif element_type in KINDS:
            if identifier in raws:
                raise ValueError(f"duplicate identifier {identifier} in the file")
            raws[identifier] = raw
    if not raws:
        raise ValueError(f"no element has a known type: {', '.join(KINDS)}")
    links = _links(export["relationships"], raws, reasons)
    for identifier, raw in raws.items():
        yield _exported_element(identifier, raw, links)


class _Links(NamedTuple):
    """What relationships say of elements: parent, successors and the reason of a withdrawal."""

    parents: dict[str, str]
    successors: dict[str, list[str]]
    reasons: dict[str, str]


def _links(relationships: Iterable[Raw], raws: Mapping[str, Raw], reasons: Mapping[str, str]) -> _Links:
    links = _Links({}, {}, {})
    for relationship in relationships:
        kind = relationship.get("relationship_identifier")
        source, target = (str(relationship.get(f"{end}_element_identifier")) for end in ("source", "dest"))
        if source not in raws:
            continue
        if kind in _SUCCESSIONS and target in raws:
            links.successors.setdefault(source, []).append(target)
        elif kind == _PROJECTION and target in reasons:
            links.reasons[source] = reasons[target]
        elif kind == _PROJECTION and target in raws and links.parents.setdefault(target, source) != source:
            raise ValueError(f"{target} has the parents {links.parents[target]} and {source}")
    return links


def _exported_element(identifier: str, raw: Raw, links: _Links) -> _Element:
    title, text = (one_line(str(raw.get(field) or "")) for field in ("title", "text"))
    reason = links.reasons.get(identifier)
    name = title if title != text and not _WITHDRAWN.fullmatch(title) else None
    successors = tuple(links.successors.get(identifier, ()))
    return _Element(
        identifier,
        KINDS[raw["element_type"]],
        name or None,
        reason or (text if name else title or text),
        links.parents.get(identifier),
        reason is not None or bool(successors),
        successors,
    )


# ---------------------------------------------------------------- single provisions


def _descendants(parent: str | None, children: Mapping[str | None, list[str]]) -> Iterator[str]:
    for child in children.get(parent, ()):
        yield child
        yield from _descendants(child, children)


def _provision(element: _Element, elements: Mapping[str, _Element], titles: Mapping[str, str]) -> Raw:
    provision: Raw = {"id": element.id, "kind": element.kind}
    title = titles.get(element.id) or element.title
    if title and title != element.id and len(title) <= MAX_TITLE:
        provision["title"] = title
    if element.parent is not None:
        provision["parent"] = element.parent
    if element.kind in HEADINGS:
        provision["assessable"] = False
    withdrawal = _WITHDRAWN.fullmatch(element.text)
    if element.withdrawn or withdrawal is not None:
        provision["retired"] = True
        named = _successors(element.id, withdrawal["where"], elements) if withdrawal is not None else ()
        successors = unique_names([*element.successors, *named])
        if successors:
            provision["successors"] = successors
    return provision


def _successors(identifier: str, text: str, elements: Mapping[str, _Element]) -> Iterator[str]:
    """Return the elements that the text of a withdrawal names; "other categories" names none."""
    for word in re.split(r"[\s,;]+", text):
        successor = word.strip(".")
        if successor in elements:
            yield successor
        elif re.search(r"\d|\w\.\w", successor):
            raise ValueError(f"{identifier} went into {successor}, which is not in the file")
