"""CISO Assistant: the frameworks in its YAML libraries, third-party copies of many, as raw frameworks.

Identifiers, short names, hierarchy and what is assessable are carried over, and no prose: descriptions,
questions, annotations and translations stay behind. A node without a name has neither title nor label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import yaml

from curation.importers import MOST_TITLE, Raw, one_line, with_summaries, written

__all__ = ["framework", "parsed", "provisions", "unnumbered", "version", "with_summaries", "written"]

#: A node's identifier, the node itself, and the identifier of the nearest one above it that has one.
Node = tuple[str, Raw, str | None]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(content: bytes | str) -> Raw:
    """The library that a file holds; ValueError if it holds none with a framework."""
    try:
        library = yaml.load(content, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as wrong:
        raise ValueError(f"no YAML: {wrong}") from wrong
    if not isinstance(library, dict) or not isinstance(library.get("objects"), dict):
        raise ValueError("no CISO Assistant library: the file has no 'objects'")
    objects = library["objects"]
    if not isinstance(objects.get("framework"), dict):
        raise ValueError(f"the library has no framework: it holds {', '.join(objects) or 'nothing'}")
    return library


def version(library: Raw) -> str:
    """The version of the library, which counts its own revisions and is no edition of the document."""
    found = library.get("version")
    if type(found) not in (int, str):
        raise ValueError("the library does not say its version")
    return str(found)


def provisions(
    library: Raw,
    kinds: Mapping[int | str, str] | None = None,
    passed: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> list[Raw]:
    """The raw provisions of a library in its own order.

    `kinds` says what a node is by its implementation group, or else by its depth (1 at the top); without
    it, what is assessable is a requirement and all else a domain. `passed` names identifiers that are
    the library's own invention. Such nodes, and those that have no identifier, are passed through: what they
    hold stands under the node above. `titles` gives titles by identifier where the library has a slip.
    """
    nodes = list(_nodes(library, passed))
    lost = sorted((set(passed) | set(titles or ())) - {str(node.get("ref_id")) for node in _listed(library)})
    if lost:
        raise ValueError(f"the library has no {', '.join(lost)}")
    result: list[Raw] = []
    seen: set[str] = set()
    for identifier, node, parent in nodes:
        if identifier in seen:
            raise ValueError(f"{identifier} stands twice in the library")
        seen.add(identifier)
        made: Raw = {"id": identifier, "kind": _kind(node, kinds or {})}
        title = (titles or {}).get(identifier) or _title(node, identifier)
        if title:
            made["title"] = title
        if parent is not None:
            made["parent"] = parent
        result.append(made if _is_assessable(node) else made | {"assessable": False})
    return result


def unnumbered(library: Raw) -> list[str]:
    """The addresses (URN) of assessable nodes that have no identifier, and so give no provision."""
    return [node["urn"] for node in _listed(library) if _is_assessable(node) and not _printed(node)]


def framework(
    library: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    kinds: Mapping[int | str, str] | None = None,
    passed: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """The raw framework of a library.

    `head` holds the framework's own fields (standard, edition, sources …), and `curated` holds
    frameworks from which summaries are taken over where identifier and title are the same. `kinds`,
    `passed` and `titles` are those of `provisions`.
    """
    listed = provisions(library, kinds, passed, titles)
    return dict(head) | {"provisions": with_summaries(listed, curated)}


# ---------------------------------------------------------------- nodes


def _listed(library: Raw) -> list[Raw]:
    nodes = library["objects"]["framework"].get("requirement_nodes")
    if not isinstance(nodes, list) or not nodes:
        raise ValueError("the framework lists no requirement_nodes")
    for place, node in enumerate(nodes):
        if not isinstance(node, dict) or not isinstance(node.get("urn"), str):
            raise ValueError(f"requirement node {place} has no urn")
    return nodes


def _nodes(library: Raw, passed: Collection[str]) -> Iterator[Node]:
    nearest: dict[str, str | None] = {}
    for node in _listed(library):
        urn, above = node["urn"], node.get("parent_urn")
        if urn in nearest:
            raise ValueError(f"{urn} stands twice in the library")
        if above is not None and above not in nearest:
            raise ValueError(f"{urn} stands below {above}, which does not come before it")
        parent = nearest[above] if above is not None else None
        identifier = _printed(node)
        if identifier and identifier not in passed:
            yield identifier, node, parent
            nearest[urn] = identifier
        else:
            nearest[urn] = parent


def _printed(node: Raw) -> str | None:
    """The identifier of a node: ValueError where YAML made something else than text of it."""
    found = node.get("ref_id")
    if found is not None and not isinstance(found, str):
        raise ValueError(f"the ref_id of {node['urn']} is no text: {found!r} may have been {found}0, say")
    return one_line(found or "") or None


def _kind(node: Raw, kinds: Mapping[int | str, str]) -> str:
    groups = node.get("implementation_groups") or []
    for known in (*groups, node.get("depth")):
        if known in kinds:
            return kinds[known]
    return "requirement" if _is_assessable(node) else "domain"


def _is_assessable(node: Raw) -> bool:
    found = node.get("assessable")
    if not isinstance(found, bool):
        raise ValueError(f"{node['urn']} does not say whether it is assessable")
    return found


def _title(node: Raw, identifier: str) -> str | None:
    """The short name of a node; none where it repeats identifier or description, or is a sentence."""
    name = node.get("name")
    if name is None:
        return None
    if not isinstance(name, str):
        raise ValueError(f"the name of {node['urn']} is no text: {name!r}")
    title = one_line(name)
    said = one_line(str(node.get("description") or ""))
    return title if title not in (identifier, said) and len(title) <= MOST_TITLE else None
