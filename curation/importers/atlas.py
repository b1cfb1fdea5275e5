"""MITRE ATLAS: its YAML data files, of the old format (2.x to 5.x) and of format 6, as raw frameworks.

Identifiers, names, the order of tactics and the parents of sub-techniques are imported, and no prose.
Releases are imported oldest first, each with the framework of the previous one. So an identifier that a
release no longer lists stays as retired, and a former name stays as an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from curation.importers import MAX_ALIASES, Raw, add_summaries, dump, unique_names

__all__ = [
    "MOVED_NAMES",
    "SUCCESSORS",
    "add_history",
    "add_summaries",
    "dump",
    "framework",
    "parse",
    "provisions",
    "version",
]

#: The successors of identifiers that a release dropped: from CHANGELOG.md for 4.5.0, and from the
#: reports of others for 2026.07.
SUCCESSORS: Mapping[str, tuple[str, ...]] = {
    "AML.T0019": ("AML.T0115.000",),
    "AML.T0045": ("AML.T0048.004",),
    "AML.T0058": ("AML.T0115.001",),
    "AML.T0104": ("AML.T0115.002",),
}
#: Names that moved to another identifier while the old one got a new meaning (CHANGELOG.md, 4.5.0).
MOVED_NAMES: Mapping[tuple[str, str], str] = {
    ("AML.T0017", "Develop Adversarial ML Attack Capabilities"): "AML.T0017.000",
}

_PATTERNS = {
    "tactic": re.compile(r"AML\.TA\d{4}"),
    "technique": re.compile(r"AML\.T\d{4}"),
    "subtechnique": re.compile(r"AML\.T\d{4}\.\d{3}"),
    "mitigation": re.compile(r"AML\.M\d{4}"),
    "case-study": re.compile(r"AML\.CS\d{4}"),
}
_KINDS = ("tactic", "technique", "mitigation", "case-study")
_HEADINGS = ("tactic", "case-study")
_SECTIONS = {"tactic": "tactics", "technique": "techniques", "mitigation": "mitigations"}


def parse(content: bytes | str) -> Any:
    """Parse an ATLAS data file; ValueError if it is not YAML."""
    try:
        return yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise ValueError(f"not YAML: {error}") from error


def version(release: Any) -> str:
    """Return the release that a data file names: 4.0.1 and 5.6.1 still print the previous number."""
    if _is_format_6(release):
        return str(_mapping(release.get("collection"), "collection").get("version"))
    return str(_mapping(release, "the data file").get("version"))


def provisions(release: Any) -> list[Raw]:
    """Return the raw provisions of a parsed data file, sub-techniques after their technique."""
    objects = _format_6(release) if _is_format_6(release) else _old_format(release)
    by_kind: dict[str, list[Raw]] = {kind: [] for kind in _KINDS}
    children: dict[str, list[Raw]] = {}
    ids: set[str] = set()
    for kind, item, parent in objects:
        provision = _provision("subtechnique" if parent else kind, item, parent)
        if provision["id"] in ids:
            raise ValueError(f"duplicate identifier {provision['id']} in the data file")
        ids.add(provision["id"])
        (children.setdefault(parent, []) if parent else by_kind[kind]).append(provision)
    missing = sorted(children.keys() - {technique["id"] for technique in by_kind["technique"]})
    if missing:
        raise ValueError(f"sub-techniques name a technique that is not listed: {', '.join(missing)}")
    result = []
    for kind in _KINDS:
        for provision in by_kind[kind]:
            result += [provision, *children.get(provision["id"], ())]
    return result


def framework(
    release: Any, head: Mapping[str, Any], previous: Raw | None = None, curated: Iterable[Raw] = ()
) -> Raw:
    """Return the raw framework of a parsed data file.

    Args:
        release: The parsed file.
        head: The framework's own fields: standard, edition, sources and so on.
        previous: The raw framework of the previous release.
        curated: Raw frameworks whose summaries are used where identifier and title are the same.
    """
    return dict(head) | {"provisions": add_summaries(add_history(provisions(release), previous), curated)}


def add_history(listed: list[Raw], previous: Raw | None) -> list[Raw]:
    """Return provisions with their former names as aliases, and with the ones that were dropped.

    A dropped one is marked as retired, and comes after the last one of its kind.

    Args:
        listed: The raw provisions of a release.
        previous: The raw framework of the previous release.
    """
    earlier = {each["id"]: each for each in (previous or {"provisions": []})["provisions"]}
    titles = {provision["id"]: provision.get("title") for provision in listed}
    result = [_add_aliases(provision, _names(provision, earlier, titles)) for provision in listed]
    dropped = [earlier[identifier] for identifier in sorted(earlier.keys() - titles.keys())]
    for kind in _KINDS:
        kinds = (kind, "subtechnique") if kind == "technique" else (kind,)
        end = max((place for place, each in enumerate(result) if each["kind"] in kinds), default=-1)
        result[end + 1 : end + 1] = [_retire(each, titles) for each in dropped if each["kind"] in kinds]
    return result


def _names(provision: Raw, earlier: Mapping[str, Raw], titles: Mapping[str, str | None]) -> list[str]:
    """Return the further names of a provision: printed outside the matrix, former, or moved to it."""
    identifier = provision["id"]
    names = [_full_title(provision, titles)] if provision.get("parent") else []
    if identifier in earlier:
        former = _former_names(earlier[identifier])
        names += [name for name in former if (identifier, name) not in MOVED_NAMES]
    for (source, name), target in MOVED_NAMES.items():
        if target == identifier and source in earlier and name in _former_names(earlier[source]):
            names.append(name)
    return names


# ---------------------------------------------------------------- the two formats


def _is_format_6(release: Any) -> bool:
    if not isinstance(release, dict) or "format-version" not in release:
        return False
    format_version = str(release["format-version"])
    if format_version.partition(".")[0] != "6":
        raise ValueError(f"ATLAS data format {format_version} is unknown: read its README first")
    return True


def _format_6(release: Raw) -> Iterator[tuple[str, Any, str | None]]:
    relationships = _mapping(release.get("relationships"), "relationships")
    tactics = _mapping(release.get("tactics"), "tactics")
    sequence = [target for _, target in _edges(relationships, "sequences")]
    if sorted(sequence) != sorted(tactics):
        raise ValueError("the sequence of the matrix does not name each tactic once")
    parents = dict(_edges(relationships, "specializes"))
    for identifier in sequence:
        yield "tactic", tactics[identifier], None
    for identifier, item in _mapping(release.get("techniques"), "techniques").items():
        if _PATTERNS["subtechnique"].fullmatch(str(identifier)) and identifier not in parents:
            raise ValueError(f"{identifier} has no 'specializes' relationship to its technique")
        yield "technique", item, parents.get(identifier)
    for kind, section in (("mitigation", "mitigations"), ("case-study", "case-studies")):
        for item in _mapping(release.get(section), section).values():
            yield kind, item, None


def _edges(relationships: Raw, sort: str) -> Iterator[tuple[str, str]]:
    for source, own in relationships.items():
        for edge in _mapping(own, f"relationships of {source}").get(sort) or []:
            try:
                yield edge["source"], edge["target"]
            except (KeyError, TypeError):
                raise ValueError(f"a {sort!r} relationship of {source} lacks source or target") from None


def _old_format(release: Any) -> Iterator[tuple[str, Any, str | None]]:
    # Before 4.0.0 the one matrix was at the top of the file.
    matrices = release.get("matrices", [release]) if isinstance(release, dict) else None
    if not isinstance(matrices, list) or not all(isinstance(each, dict) for each in matrices):
        raise ValueError("not an ATLAS data file: neither 'format-version' nor 'matrices'")
    for matrix in matrices:
        if "tactics" not in matrix or "techniques" not in matrix:
            raise ValueError(
                "not an ATLAS data file: neither 'format-version' nor a matrix with its techniques"
            )
        for kind, section in _SECTIONS.items():
            for item in matrix.get(section) or []:
                # Later copies of the old format name the technique as format 6 does.
                yield kind, item, item.get("subtechnique-of") or item.get("specializes") or None
    for item in release.get("case-studies") or []:
        yield "case-study", item, None


def _mapping(value: Any, what: str) -> Raw:
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be a mapping, and is {type(value).__name__}")
    return value


# ---------------------------------------------------------------- single provisions


def _provision(kind: str, item: Any, parent: str | None) -> Raw:
    fields = _mapping(item, f"a {kind}")
    identifier, name = fields.get("id"), fields.get("name")
    if not isinstance(identifier, str) or not _PATTERNS[kind].fullmatch(identifier):
        raise ValueError(f"{identifier!r} is not an identifier of a {kind}")
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{identifier} has no name")
    if parent and not identifier.startswith(f"{parent}."):
        raise ValueError(f"{identifier} is listed as a sub-technique of {parent}")
    provision = {"id": identifier, "kind": kind, "title": name.strip()}
    if parent:
        provision["parent"] = parent
    return provision | ({"assessable": False} if kind in _HEADINGS else {})


def _full_title(provision: Raw, titles: Mapping[str, str | None]) -> str:
    """Return the name of a sub-technique as the publisher prints it outside the matrix."""
    return f"{titles[provision['parent']]}: {provision['title']}"


def _former_names(provision: Raw) -> list[str]:
    """Return the names of an earlier provision, newest first; sub-techniques have their full titles."""
    title = [provision["title"]] if provision.get("title") and not provision.get("parent") else []
    return title + list(provision.get("aliases", ()))


def _add_aliases(provision: Raw, names: Iterable[str]) -> Raw:
    aliases = unique_names(names, [provision.get("title") or ""])
    return provision | {"aliases": aliases[:MAX_ALIASES]} if aliases else provision


def _retire(provision: Raw, titles: Mapping[str, str | None]) -> Raw:
    successors = [ref for ref in SUCCESSORS.get(provision["id"], ()) if ref in titles]
    fields = {name: value for name, value in provision.items() if name != "summary"}
    return fields | {"retired": True} | ({"successors": successors} if successors else {})
