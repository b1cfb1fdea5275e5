"""CISO Assistant: the frameworks in its YAML libraries, third-party copies, as raw frameworks.

Identifiers, short names, hierarchy and what is assessable are imported. Descriptions, questions, annotations
and translations are not. A node without a name has neither title nor label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from curation.importers import MAX_TITLE, Raw, add_summaries, dump, one_line

__all__ = ["add_summaries", "dump", "framework", "parse", "provisions", "unnumbered_nodes", "version"]


class _Node(NamedTuple):
    """A node with an identifier, and the identifier of its nearest ancestor that has one."""

    id: str
    raw: Raw
    parent: str | None


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(content: bytes | str) -> Raw:
    """Parse a library; ValueError if the file is not one with a framework."""
    try:
        library = yaml.load(content, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise ValueError(f"not YAML: {error}") from error
    if not isinstance(library, dict) or not isinstance(library.get("objects"), dict):
        raise ValueError("not a CISO Assistant library: the file has no 'objects'")
    objects = library["objects"]
    if not isinstance(objects.get("framework"), dict):
        raise ValueError(f"the library has no framework: it holds {', '.join(objects) or 'nothing'}")
    return library


def version(library: Raw) -> str:
    """Return the version of the library, which is not an edition of the document."""
    found = library.get("version")
    if type(found) not in (int, str):
        raise ValueError("the library does not say its version")
    return str(found)


def provisions(
    library: Raw,
    kinds: Mapping[int | str, str] | None = None,
    skipped: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> list[Raw]:
    """Return the raw provisions of a library in its own order.

    Nodes that have no identifier, or one in `skipped`, give no provision: their children belong to the
    nearest ancestor that does.

    Args:
        library: The parsed library.
        kinds: The kind of a node by its implementation group, or else by its depth (1 at the top);
            without it, an assessable node is a requirement and any other a domain.
        skipped: Identifiers that the library invented.
        titles: Titles by identifier, where the library has a slip.
    """
    nodes = list(_nodes(library, skipped))
    listed = {str(node.get("ref_id")) for node in _listed(library)}
    missing = sorted({*skipped, *(titles or ())} - listed)
    if missing:
        raise ValueError(f"the library has no {', '.join(missing)}")
    provisions: dict[str, Raw] = {}
    for node in nodes:
        if node.id in provisions:
            raise ValueError(f"duplicate identifier {node.id} in the library")
        provision: Raw = {"id": node.id, "kind": _kind(node.raw, kinds or {})}
        title = (titles or {}).get(node.id) or _title(node.raw, node.id)
        if title:
            provision["title"] = title
        if node.parent is not None:
            provision["parent"] = node.parent
        if not _is_assessable(node.raw):
            provision["assessable"] = False
        provisions[node.id] = provision
    return list(provisions.values())


def unnumbered_nodes(library: Raw) -> list[str]:
    """Return the URNs of assessable nodes that have no identifier, and so give no provision."""
    return [node["urn"] for node in _listed(library) if _is_assessable(node) and not _identifier(node)]


def framework(
    library: Raw,
    head: Mapping[str, Any],
    curated: Iterable[Raw] = (),
    kinds: Mapping[int | str, str] | None = None,
    skipped: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Raw:
    """Return the raw framework of a library.

    Args:
        library: The parsed library.
        head: The framework's own fields: standard, edition, sources and so on.
        curated: Raw frameworks whose summaries are used where identifier and title are the same.
        kinds: As those of `provisions`.
        skipped: As those of `provisions`.
        titles: As those of `provisions`.
    """
    listed = provisions(library, kinds, skipped, titles)
    return dict(head) | {"provisions": add_summaries(listed, curated)}


# ---------------------------------------------------------------- nodes


def _listed(library: Raw) -> list[Raw]:
    nodes = library["objects"]["framework"].get("requirement_nodes")
    if not isinstance(nodes, list) or not nodes:
        raise ValueError("the framework lists no requirement_nodes")
    for place, node in enumerate(nodes):
        if not isinstance(node, dict) or not isinstance(node.get("urn"), str):
            raise ValueError(f"requirement node {place} has no urn")
    return nodes


def _nodes(library: Raw, skipped: Collection[str]) -> Iterator[_Node]:
    nearest: dict[str, str | None] = {}
    for node in _listed(library):
        urn, parent_urn = node["urn"], node.get("parent_urn")
        if urn in nearest:
            raise ValueError(f"duplicate node {urn} in the library")
        if parent_urn is not None and parent_urn not in nearest:
            raise ValueError(f"{urn} has the parent {parent_urn}, which does not come before it")
        parent = nearest[parent_urn] if parent_urn is not None else None
        identifier = _identifier(node)
        if identifier and identifier not in skipped:
            yield _Node(identifier, node, parent)
            nearest[urn] = identifier
        else:
            nearest[urn] = parent


def _identifier(node: Raw) -> str | None:
    """Return the identifier of a node; ValueError where YAML read it as another type."""
    value = node.get("ref_id")
    if value is not None and not isinstance(value, str):
        raise ValueError(f"the ref_id of {node['urn']} is not a text: {value!r} may have been {value}0")
    return one_line(value or "") or None


def _kind(node: Raw, kinds: Mapping[int | str, str]) -> str:
    groups = node.get("implementation_groups") or []
    for criterion in (*groups, node.get("depth")):
        if criterion in kinds:
            return kinds[criterion]
    return "requirement" if _is_assessable(node) else "domain"


def _is_assessable(node: Raw) -> bool:
    found = node.get("assessable")
    if not isinstance(found, bool):
        raise ValueError(f"{node['urn']} does not say whether it is assessable")
    return found


def _title(node: Raw, identifier: str) -> str | None:
    """Return the short name of a node; None where it repeats other fields or is a sentence."""
    name = node.get("name")
    if name is None:
        return None
    if not isinstance(name, str):
        raise ValueError(f"the name of {node['urn']} is not a text: {name!r}")
    title = one_line(name)
    description = one_line(str(node.get("description") or ""))
    return title if title not in (identifier, description) and len(title) <= MAX_TITLE else None
