"""Provisions of several editions whose texts are the same, found by nested digests of the publisher's files.

A digest is over a provision's own text and those of all above it, the classes of all its parts in order,
those of what it cites by number, and the document's scope. Texts are folded for case, spacing, quotation
marks and links. Citations may run in circles, so classes of equal text are split until nothing changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

__all__ = ["Passage", "Text", "atlas_text", "attack_text", "classes", "fold", "same_pairs", "same_rows"]

_LENGTH = 12
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|\{\{[^}]*\}\}")
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b'`", "'")
    | dict.fromkeys('\u201c\u201d\u201e\u201f\u00ab\u00bb"', '"')
    | dict.fromkeys("\u2013\u2014\u2011", "-")
)
_ATLAS_ID = re.compile(r"AML\.[A-Z]+\d+(?:\.\d+)?")
_TACTIC = re.compile(r"(?:AML\.)?TA\d")
_TECHNIQUE = re.compile(r"(?:AML\.)?T\d{4}")
_ATTACK_TACTIC = "x-mitre-tactic"
_ATTACK_TYPES = (_ATTACK_TACTIC, "attack-pattern", "course-of-action")
_ATTACK_ID = re.compile(r"(?:TA|T|M)\d{4}(?:\.\d{3})?")
_ATTACK_LINK = re.compile(r"attack\.mitre\.org/[a-z]+/([A-Z]+\d+(?:/\d+)?)")
_CITATION = re.compile(r"\(Citation:[^)]*\)")


class Passage(NamedTuple):
    """The text of one provision: None where only a title was read; what it is part of, and what it cites.

    `lists` is what it groups, as a tactic groups techniques: that counts for itself, not for what cites it.
    """

    id: str
    own: str | None
    parent: str | None = None
    cites: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class Text(NamedTuple):
    """The text of a document: its scope and definitions, and its provisions in order."""

    scope: str
    passages: tuple[Passage, ...]


def fold(text: str) -> str:
    """Return a text without differences of case, spacing, quotation marks and links.

    >>> fold("See  the [“Model”](/x) at https://a.example")
    'see the "model" at'
    """
    return " ".join(_LINK.sub(lambda found: found[1] or " ", text).translate(_QUOTES).casefold().split())


def classes(texts: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    """Return the digest of each provision by edition; equal digests mean the same text throughout.

    Args:
        texts: The text of each edition.
    """
    passages = {(edition, each.id): each for edition, text in texts.items() for each in text.passages}
    parts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (edition, _), each in passages.items():
        if each.parent is not None:
            parts.setdefault((edition, each.parent), []).append((edition, each.id))
    labels = {key: _digest(texts[key[0]].scope, *_own_texts(passages, key)) for key in passages}
    count = 0
    while count != len(set(labels.values())):
        count = len(set(labels.values()))
        labels = {
            (edition, name): _digest(
                labels[edition, name],
                *("part " + labels[part] for part in parts.get((edition, name), ())),
                *("cites " + labels.get((edition, cited), cited) for cited in each.cites),
            )
            for (edition, name), each in passages.items()
        }
    found: dict[str, dict[str, str]] = {edition: {} for edition in texts}
    for (edition, name), each in passages.items():
        if each.own is not None:
            label = labels[edition, name]
            listed = (labels.get((edition, other), other) for other in each.lists)
            found[edition][name] = _digest(label, *listed) if each.lists else label
    return found


def _own_texts(passages: Mapping[tuple[str, str], Passage], key: tuple[str, str]) -> Iterator[str]:
    """Yield the folded text of a provision, then those above it; a name of its own where one was not read."""
    edition, name = key
    above: str | None = name
    while above is not None:
        passage = passages[edition, above]
        yield f"{edition}:{above} was not read" if passage.own is None else fold(passage.own)
        above = passage.parent


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:_LENGTH]


def same_pairs(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the provisions of two editions with one digest, which no other provision of either has.

    Args:
        old: The digests of the earlier edition.
        new: The digests of the later edition.

    Yields:
        The earlier identifier, the later one, and the digest.
    """
    sides = [_unique(each) for each in (old, new)]
    for digest in sorted(sides[0].keys() & sides[1].keys(), key=lambda each: sides[0][each]):
        yield sides[0][digest], sides[1][digest], digest


def _unique(digests: Mapping[str, str]) -> dict[str, str]:
    values = list(digests.values())
    return {digest: name for name, digest in digests.items() if values.count(digest) == 1}


def same_rows(digests: Mapping[str, Mapping[str, str]], standard: str) -> list[dict[str, str]]:
    """Return the rows of a mapping set: each provision, with the last one that has the same text.

    Args:
        digests: The digests of each edition, oldest first.
        standard: The id of the document.
    """
    last: dict[str, str] = {}
    rows = []
    for edition in reversed(list(digests)):
        for digest, name in sorted(_unique(digests[edition]).items(), key=lambda each: each[1]):
            ref = f"{standard}@{edition}:{name}"
            if digest in last:
                rows.append(
                    {
                        "subject": ref,
                        "type": "identical",
                        "object": last[digest],
                        "stated": f"digest {digest}",
                    }
                )
            else:
                last[digest] = ref
    return rows[::-1]


def atlas_text(data: Mapping[str, Any]) -> Text:
    """Return the text of a release of MITRE ATLAS, from its YAML data file.

    The techniques that a mitigation acts on are rows of a mapping set of their own, not text.

    Args:
        data: The content of the data file, of format 6 or older.
    """
    return Text("", _with_lists(_atlas_passage(*each) for each in _atlas_objects(data)))


def _with_lists(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages with the techniques that each tactic groups, in the order of their identifiers."""
    found = tuple(passages)
    groups: dict[str, list[str]] = {}
    for each in found:
        if _TECHNIQUE.fullmatch(each.id):
            for cited in each.cites:
                groups.setdefault(cited, []).append(each.id)
    return tuple(
        each._replace(lists=tuple(sorted(groups.get(each.id, ())))) if _TACTIC.match(each.id) else each
        for each in found
    )


def _atlas_objects(data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str | None, list[str]]]:
    """Yield each object of a data file, with the technique that it is part of and its tactics."""
    if "format-version" not in data:
        for source in (data, *data["matrices"]):
            for kind in ("mitigations", "tactics", "techniques"):
                for each in source.get(kind) or ():
                    parent = each.get("subtechnique-of") or each.get("specializes")
                    yield each, parent, each.get("tactics") or []
        return
    edges = data["relationships"]
    for kind in ("mitigations", "tactics", "techniques"):
        for name, each in data[kind].items():
            own = edges.get(name) or {}
            parents = [edge["target"] for edge in own.get("specializes") or ()]
            yield each, next(iter(parents), None), [edge["target"] for edge in own.get("achieves") or ()]


def _atlas_passage(each: Mapping[str, Any], parent: str | None, tactics: Iterable[str]) -> Passage:
    """Return an object of ATLAS as a passage; format 6 repeats a technique's tactics at its parts."""
    description = str(each.get("description") or "")
    cited = {*_ATLAS_ID.findall(description), *(() if parent else tactics)}
    own = f"{each['name']}\n{description}" if description else None
    return Passage(each["id"], own, parent, tuple(sorted(cited - {each["id"]})))


def attack_text(objects: Iterable[Mapping[str, Any]]) -> Text:
    """Return the text of a release of MITRE ATT&CK, from its STIX objects; marks of sources are left out.

    Args:
        objects: The objects of the Enterprise domain.
    """
    listed = [each for each in objects if not each.get("revoked") and not each.get("x_mitre_deprecated")]
    tactics = {
        each["x_mitre_shortname"]: _attack_id(each) for each in listed if each["type"] == _ATTACK_TACTIC
    }
    found = []
    for each in listed:
        name = _attack_id(each) if each["type"] in _ATTACK_TYPES else ""
        if _ATTACK_ID.fullmatch(name):
            description = _CITATION.sub(" ", str(each.get("description") or ""))
            parent = name.partition(".")[0] if "." in name else None
            phases = () if parent else each.get("kill_chain_phases") or ()
            names = [str(phase["phase_name"]) for phase in phases]
            cited = {tactics.get(phase, phase) for phase in names}
            cited.update(place.replace("/", ".") for place in _ATTACK_LINK.findall(description))
            own = f"{each['name']}\n{description}" if description else None
            found.append(Passage(name, own, parent, tuple(sorted(cited - {name}))))
    return Text("", _with_lists(sorted(found)))


def _attack_id(each: Mapping[str, Any]) -> str:
    """Return the identifier that MITRE gives an object; empty if it gives none."""
    sources = each.get("external_references") or ()
    return next(
        (str(source["external_id"]) for source in sources if source["source_name"] == "mitre-attack"), ""
    )
