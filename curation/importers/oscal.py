"""OSCAL catalogues in JSON, NIST's format for control catalogues, as raw frameworks.

Identifiers, titles, the hierarchy and order of groups and controls, and the successors of withdrawn controls
are imported. Parts, parameters and remarks are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from curation.importers import MAX_ALIASES, Raw, add_summaries, dump, one_line, unique_names

__all__ = ["add_summaries", "dump", "framework", "parse", "provisions", "version"]


class _Element(NamedTuple):
    """A group, control or enhancement (`level`), and the identifier of its parent."""

    raw: Raw
    level: str
    parent: str | None


class _Item(NamedTuple):
    """A part of a control that can be cited: the id of the control, and the citation of the part."""

    control: str
    citation: str


#: The kind of a group, a control and a control within a control, unless its class says another.
KINDS: Mapping[str, str] = {"group": "domain", "control": "control", "enhancement": "enhancement"}
#: The links of a withdrawn control to its successors.
SUCCESSIONS = ("incorporated-into", "moved-to")


def parse(content: bytes | str) -> Raw:
    """Parse an OSCAL catalogue; ValueError if the file is not one."""
    try:
        document = json.loads(content)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("catalog"), dict):
        content = ", ".join(document) if isinstance(document, dict) else type(document).__name__
        raise ValueError(f"not an OSCAL catalogue: the file holds {content or 'nothing'}")
    catalog: Raw = document["catalog"]
    return catalog


def version(catalog: Raw) -> str:
    """Return the version that the catalogue states."""
    metadata = catalog.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("version"), str):
        raise ValueError("the catalogue does not state its version")
    return str(metadata["version"])


def provisions(
    catalog: Raw,
    classes: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> list[Raw]:
    """Return the raw provisions of a catalogue in its own order, each control before its enhancements.

    A group without an identifier gives no provision: its children belong to its parent.

    Args:
        catalog: The parsed catalogue.
        classes: The kind of provision of each class of the publisher's, such as "requirement".
        titles: Titles by identifier, where the catalogue has a slip.
    """
    titles = titles or {}
    elements = list(_elements(catalog, None))
    printed: dict[str, str] = {}
    title_of: dict[str, str] = {}
    for element in elements:
        identifier = _identifier(element.raw)
        if identifier in title_of or element.raw["id"] in printed:
            raise ValueError(f"duplicate identifier {identifier} in the catalogue")
        printed[element.raw["id"]] = identifier
        title_of[identifier] = titles.get(identifier) or _title(element.raw)
    items = dict(_items(elements))
    result = []
    for raw, level, parent in elements:
        identifier = printed[raw["id"]]
        kind = (classes or {}).get(str(raw.get("class")), KINDS[level])
        provision: Raw = {"id": identifier, "kind": kind, "title": title_of[identifier]}
        if parent is not None:
            provision["parent"] = parent
        if level == "group":
            provision["assessable"] = False
        if _is_withdrawn(raw):
            provision |= _retirement(raw, printed, items)
        names = [*_labels(raw), raw["id"]]
        if level == "enhancement" and parent is not None and "retired" not in provision:
            # A withdrawn one may have given its long name to its successor.
            names.append(f"{title_of[parent]} | {provision['title']}")
        aliases = unique_names(names, (identifier, provision["title"]))
        if aliases:
            provision["aliases"] = aliases[:MAX_ALIASES]
        result.append(provision)
    return result


def framework(
    catalog: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    classes: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """Return the raw framework of a catalogue.

    Args:
        catalog: The parsed catalogue.
        head: The framework's own fields: standard, edition, sources and so on.
        curated: Raw frameworks whose summaries are used where identifier and title are the same.
        classes: As those of `provisions`.
        titles: As those of `provisions`.
    """
    return dict(head) | {"provisions": add_summaries(provisions(catalog, classes, titles), curated)}


# ---------------------------------------------------------------- the tree


def _elements(holder: Raw, parent: str | None, level: str = "control") -> Iterator[_Element]:
    """Return the elements of a catalogue, group or control, whose controls are of that level."""
    for group in _list(holder, "groups"):
        if isinstance(group.get("id"), str):
            yield _Element(group, "group", parent)
            yield from _elements(group, _identifier(group))
        else:
            yield from _elements(group, parent)
    for control in _list(holder, "controls"):
        if not isinstance(control.get("id"), str):
            raise ValueError(f"a control of {parent or 'the catalogue'} has no id")
        yield _Element(control, level, parent)
        yield from _elements(control, _identifier(control), "enhancement")


def _items(elements: Iterable[_Element]) -> Iterator[tuple[str, _Item]]:
    """Return each part that has an id, with that id."""
    for element in elements:
        for part in _list(element.raw, "parts"):
            yield from _part_items(part, _Item(element.raw["id"], _identifier(element.raw)))


def _part_items(part: Raw, parent: _Item) -> Iterator[tuple[str, _Item]]:
    label = next(iter(_labels(part)), "").rstrip(".")
    separator = "." if label[:1].isdigit() else ""
    item = parent._replace(citation=f"{parent.citation}{separator}{label}")
    if isinstance(part.get("id"), str):
        yield part["id"], item
    for inner in _list(part, "parts"):
        yield from _part_items(inner, item)


def _list(holder: Raw, name: str) -> list[Raw]:
    value = holder.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"{name} of {holder.get('id', 'the catalogue')} must be a list of objects")
    return value


# ---------------------------------------------------------------- single elements


def _labels(element: Raw) -> list[str]:
    """Return the printed identifiers of an element: the plain one, then those of a class (zero-padded)."""
    props = [each for each in _list(element, "props") if each.get("name") == "label"]
    return [str(each.get("value")) for each in sorted(props, key=lambda each: "class" in each)]


def _identifier(element: Raw) -> str:
    return next(iter(_labels(element)), str(element.get("id")))


def _title(element: Raw) -> str:
    title = element.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ValueError(f"{_identifier(element)} has no title")
    return one_line(title)


def _is_withdrawn(element: Raw) -> bool:
    return any(
        each.get("name") == "status" and str(each.get("value")).casefold() == "withdrawn"
        for each in _list(element, "props")
    )


def _retirement(element: Raw, printed: Mapping[str, str], items: Mapping[str, _Item]) -> Raw:
    """Return the fields of a withdrawn element: its successors, and a note on the items that are named."""
    successors, citations = [], []
    for link in _list(element, "links"):
        if link.get("rel") not in SUCCESSIONS:
            continue
        target = str(link.get("href")).removeprefix("#")
        if target in items:
            target, citation = items[target]
            citations.append(citation)
        if target not in printed:
            raise ValueError(f"{_identifier(element)} went into {target}, which is not in the catalogue")
        successors.append(printed[target])
    fields: Raw = {"retired": True}
    if successors:
        fields["successors"] = unique_names(successors)
    return fields | ({"note": f"Went into {', '.join(citations)}."} if citations else {})
