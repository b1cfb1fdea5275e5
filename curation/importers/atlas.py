"""MITRE ATLAS: its YAML data files, in the old format (2.x to 5.x) and in format 6, as raw frameworks.

Identifiers, names, the order of tactics and the parents of sub-techniques are carried over, and no prose.
Releases are imported oldest first, each with the framework of the one before it: so an identifier that
a release no longer lists stays as retired, and a former name stays as an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from curation.importers import MOST_ALIASES, Raw, distinct, with_summaries, written

__all__ = [
    "MOVED_NAMES",
    "SUCCESSORS",
    "framework",
    "parsed",
    "provisions",
    "version",
    "with_history",
    "with_summaries",
    "written",
]

#: What the identifiers that a release dropped became: as CHANGELOG.md says for 4.5.0, and as others
#: report it for 2026.07.
SUCCESSORS: Mapping[str, tuple[str, ...]] = {
    "AML.T0019": ("AML.T0115.000",),
    "AML.T0045": ("AML.T0048.004",),
    "AML.T0058": ("AML.T0115.001",),
    "AML.T0104": ("AML.T0115.002",),
}
#: Names that went over to another identifier while the old one got a new meaning (CHANGELOG.md, 4.5.0).
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


def parsed(content: bytes | str) -> Any:
    """The value of an ATLAS data file; ValueError if it is no YAML."""
    try:
        return yaml.safe_load(content)
    except yaml.YAMLError as wrong:
        raise ValueError(f"no YAML: {wrong}") from wrong


def version(release: Any) -> str:
    """The release that a data file names: 4.0.1 and 5.6.1 still print the number before theirs."""
    if _is_format_6(release):
        return str(_mapping(release.get("collection"), "collection").get("version"))
    return str(_mapping(release, "the data file").get("version"))


def provisions(release: Any) -> list[Raw]:
    """The raw provisions of a parsed data file of either format, sub-techniques behind their technique."""
    objects = _format_6(release) if _is_format_6(release) else _old_format(release)
    by_kind: dict[str, list[Raw]] = {kind: [] for kind in _KINDS}
    below: dict[str, list[Raw]] = {}
    seen: set[str] = set()
    for kind, item, parent in objects:
        made = _provision("subtechnique" if parent else kind, item, parent)
        if made["id"] in seen:
            raise ValueError(f"{made['id']} stands twice in the data file")
        seen.add(made["id"])
        (below.setdefault(parent, []) if parent else by_kind[kind]).append(made)
    lost = sorted(below.keys() - {each["id"] for each in by_kind["technique"]})
    if lost:
        raise ValueError(f"sub-techniques name a technique that is not listed: {', '.join(lost)}")
    return [one for kind in _KINDS for each in by_kind[kind] for one in (each, *below.get(each["id"], ()))]


def framework(
    release: Any, head: Mapping[str, Any], before: Raw | None = None, curated: Iterable[Raw] = ()
) -> Raw:
    """The raw framework of a parsed data file.

    `head` holds the framework's own fields (standard, edition, sources …), `before` is the framework
    of the release before it, and `curated` holds frameworks from which summaries are taken over where
    identifier and title are the same.
    """
    return dict(head) | {"provisions": with_summaries(with_history(provisions(release), before), curated)}


def with_history(listed: list[Raw], before: Raw | None) -> list[Raw]:
    """Provisions with their former names as aliases, and with those that are listed no more.

    What is gone stands, marked as retired, behind the last one of its kind.
    """
    earlier = {each["id"]: each for each in (before or {"provisions": []})["provisions"]}
    titles = {each["id"]: each.get("title") for each in listed}
    moved: dict[str, list[str]] = {}
    for (source, name), target in MOVED_NAMES.items():
        if target in titles and source in earlier and name in _names(earlier[source]):
            moved.setdefault(target, []).append(name)
    result: list[Raw] = []
    for each in listed:
        former = _names(earlier[each["id"]]) if each["id"] in earlier else []
        own = [_full_title(each, titles)] if each.get("parent") else []
        known = [name for name in former if (each["id"], name) not in MOVED_NAMES]
        result.append(_with_aliases(each, own + known + moved.get(each["id"], [])))
    gone = [earlier[identifier] for identifier in sorted(earlier.keys() - titles.keys())]
    for kind in _KINDS:
        kinds = (kind, "subtechnique") if kind == "technique" else (kind,)
        end = max((place for place, each in enumerate(result) if each["kind"] in kinds), default=-1)
        result[end + 1 : end + 1] = [_retired(each, titles) for each in gone if each["kind"] in kinds]
    return result


# ---------------------------------------------------------------- the two formats


def _is_format_6(release: Any) -> bool:
    if not isinstance(release, dict) or "format-version" not in release:
        return False
    format_version = str(release["format-version"])
    if format_version.partition(".")[0] != "6":
        raise ValueError(f"ATLAS data format {format_version} is not known here: read its README first")
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
    # Before 4.0.0 the one matrix stood at the top of the file.
    matrices = release.get("matrices", [release]) if isinstance(release, dict) else None
    if not isinstance(matrices, list) or not all(isinstance(each, dict) for each in matrices):
        raise ValueError("no ATLAS data file: neither 'format-version' nor 'matrices'")
    for matrix in matrices:
        if "tactics" not in matrix or "techniques" not in matrix:
            raise ValueError("no ATLAS data file: neither 'format-version' nor a matrix with its techniques")
        for kind, section in _SECTIONS.items():
            for item in matrix.get(section) or []:
                # Later copies of the old format name the technique above as format 6 does.
                yield kind, item, item.get("subtechnique-of") or item.get("specializes") or None
    for item in release.get("case-studies") or []:
        yield "case-study", item, None


def _mapping(value: Any, what: str) -> Raw:
    if not isinstance(value, dict):
        raise ValueError(f"{what} should be a mapping and is {type(value).__name__}")
    return value


# ---------------------------------------------------------------- single provisions


def _provision(kind: str, item: Any, parent: str | None) -> Raw:
    fields = _mapping(item, f"a {kind}")
    identifier, name = fields.get("id"), fields.get("name")
    if not isinstance(identifier, str) or not _PATTERNS[kind].fullmatch(identifier):
        raise ValueError(f"{identifier!r} is no identifier of a {kind}")
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{identifier} has no name")
    if parent and not identifier.startswith(f"{parent}."):
        raise ValueError(f"{identifier} is said to be a sub-technique of {parent}")
    made = {"id": identifier, "kind": kind, "title": name.strip()}
    if parent:
        made["parent"] = parent
    return made | ({"assessable": False} if kind in _HEADINGS else {})


def _full_title(each: Raw, titles: Mapping[str, str | None]) -> str:
    """The name of a sub-technique as the publisher prints it outside the matrix."""
    return f"{titles[each['parent']]}: {each['title']}"


def _names(each: Raw) -> list[str]:
    """A provision's names, the newest first; a sub-technique's go by its technique's name too."""
    title = [each["title"]] if each.get("title") and not each.get("parent") else []
    return title + list(each.get("aliases", ()))


def _with_aliases(each: Raw, names: Iterable[str]) -> Raw:
    aliases = distinct(names, [each.get("title") or ""])
    return each | {"aliases": aliases[:MOST_ALIASES]} if aliases else each


def _retired(each: Raw, titles: Mapping[str, str | None]) -> Raw:
    successors = [ref for ref in SUCCESSORS.get(each["id"], ()) if ref in titles]
    kept = {name: value for name, value in each.items() if name != "summary"}
    return kept | {"retired": True} | ({"successors": successors} if successors else {})
