"""OSCAL catalogues in JSON, NIST's format for control catalogues, as raw frameworks.

Identifiers, titles, the hierarchy and order of groups and controls, and what withdrawn controls went
into are carried over, and no prose: parts, parameters and remarks stay behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curation.importers import MOST_ALIASES, Raw, distinct, one_line, with_summaries, written

__all__ = ["framework", "parsed", "provisions", "version", "with_summaries", "written"]

#: A group or control, whether it is a group, control or enhancement, and the identifier above it.
Element = tuple[Raw, str, str | None]

#: What a group, a control and a control within a control are, where their class says nothing else.
KINDS: Mapping[str, str] = {"group": "domain", "control": "control", "enhancement": "enhancement"}
#: The links of a withdrawn control to what took its place.
SUCCESSIONS = ("incorporated-into", "moved-to")


def parsed(content: bytes | str) -> Raw:
    """The catalogue that an OSCAL file holds; ValueError if it holds none."""
    try:
        document = json.loads(content)
    except ValueError as wrong:
        raise ValueError(f"no JSON: {wrong}") from wrong
    if not isinstance(document, dict) or not isinstance(document.get("catalog"), dict):
        held = ", ".join(document) if isinstance(document, dict) else type(document).__name__
        raise ValueError(f"no OSCAL catalogue: the file holds {held or 'nothing'}")
    catalog: Raw = document["catalog"]
    return catalog


def version(catalog: Raw) -> str:
    """The version that the catalogue says it has."""
    metadata = catalog.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("version"), str):
        raise ValueError("the catalogue does not say its version")
    return str(metadata["version"])


def provisions(
    catalog: Raw,
    classes: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> list[Raw]:
    """The raw provisions of a catalogue in its own order, each control before its enhancements.

    `classes` says what kind of provision each class of the publisher's is ("requirement", say), where
    the place in the catalogue does not tell it; `titles` gives titles by identifier where the catalogue
    has a slip. A group that has no identifier is passed through: what it holds stands under the group
    above.
    """
    elements = list(_elements(catalog, None))
    printed: dict[str, str] = {}
    named: dict[str, str] = {}
    for element, _, _ in elements:
        identifier = _identifier(element)
        if identifier in named or element["id"] in printed:
            raise ValueError(f"{identifier} stands twice in the catalogue")
        printed[element["id"]] = identifier
        named[identifier] = (titles or {}).get(identifier) or _title(element)
    items = dict(_items(elements))
    result = []
    for element, sort, parent in elements:
        kind = (classes or {}).get(str(element.get("class")), KINDS[sort])
        identifier = printed[element["id"]]
        made: Raw = {"id": identifier, "kind": kind, "title": named[identifier]}
        if parent is not None:
            made["parent"] = parent
        if sort == "group":
            made["assessable"] = False
        if _is_withdrawn(element):
            made |= _retirement(element, printed, items)
        names = _names(element)
        if sort == "enhancement" and parent is not None and "retired" not in made:
            # A withdrawn one may have handed its long name on to its successor.
            names.append(f"{named[parent]} | {made['title']}")
        aliases = distinct(names, (identifier, made["title"]))
        result.append(made | ({"aliases": aliases[:MOST_ALIASES]} if aliases else {}))
    return result


def framework(
    catalog: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    classes: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """The raw framework of a catalogue.

    `head` holds the framework's own fields (standard, edition, sources …), and `curated` holds
    frameworks from which summaries are taken over where identifier and title are the same. `classes`
    and `titles` are those of `provisions`.
    """
    return dict(head) | {"provisions": with_summaries(provisions(catalog, classes, titles), curated)}


# ---------------------------------------------------------------- the tree


def _elements(holder: Raw, parent: str | None, held: str = "control") -> Iterator[Element]:
    """What a catalogue, group or control holds, with what it is and the identifier of what is above."""
    for group in _list(holder, "groups"):
        numbered = isinstance(group.get("id"), str)
        if numbered:
            yield group, "group", parent
        yield from _elements(group, _identifier(group) if numbered else parent)
    for control in _list(holder, "controls"):
        if not isinstance(control.get("id"), str):
            raise ValueError(f"a control below {parent or 'the top'} has no id")
        yield control, held, parent
        yield from _elements(control, _identifier(control), held="enhancement")


def _items(elements: Iterable[Element]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each part that has an id: the control it belongs to, and how that part is cited."""
    for element, _, _ in elements:
        for part in _list(element, "parts"):
            yield from _parts(part, element["id"], _identifier(element))


def _parts(part: Raw, control: str, cited: str) -> Iterator[tuple[str, tuple[str, str]]]:
    label = next(iter(_labels(part)), "").rstrip(".")
    here = f"{cited}.{label}" if label[:1].isdigit() else f"{cited}{label}"
    if isinstance(part.get("id"), str):
        yield part["id"], (control, here)
    for inner in _list(part, "parts"):
        yield from _parts(inner, control, here)


def _list(holder: Raw, name: str) -> list[Raw]:
    value = holder.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"{name} of {holder.get('id', 'the catalogue')} should be a list of objects")
    return value


# ---------------------------------------------------------------- single elements


def _labels(element: Raw) -> list[str]:
    """The printed identifiers of an element: the plain one first, then those of a class (zero-padded)."""
    props = [each for each in _list(element, "props") if each.get("name") == "label"]
    return [str(each.get("value")) for each in sorted(props, key=lambda each: "class" in each)]


def _identifier(element: Raw) -> str:
    return next(iter(_labels(element)), str(element.get("id")))


def _title(element: Raw) -> str:
    title = element.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ValueError(f"{_identifier(element)} has no title")
    return one_line(title)


def _names(element: Raw) -> list[str]:
    """The other ways in which the publisher writes an identifier."""
    return [*_labels(element), element["id"]]


def _is_withdrawn(element: Raw) -> bool:
    return any(
        each.get("name") == "status" and str(each.get("value")).casefold() == "withdrawn"
        for each in _list(element, "props")
    )


def _retirement(element: Raw, printed: Mapping[str, str], items: Mapping[str, tuple[str, str]]) -> Raw:
    """That an element is withdrawn, into what it went, and into which item of it if one is named."""
    successors, cited = [], []
    for link in _list(element, "links"):
        if link.get("rel") not in SUCCESSIONS:
            continue
        target = str(link.get("href")).removeprefix("#")
        if target in items:
            target, item = items[target]
            cited.append(item)
        if target not in printed:
            raise ValueError(f"{_identifier(element)} went into {target}, which is not in the catalogue")
        successors.append(printed[target])
    made: Raw = {"retired": True}
    if successors:
        made["successors"] = distinct(successors)
    return made | ({"note": f"Went into {', '.join(cited)}."} if cited else {})
