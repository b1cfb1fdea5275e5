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

__all__ = ["Passage", "Text", "atlas_text", "classes", "fold", "same_pairs"]

_LENGTH = 12
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|\{\{[^}]*\}\}")
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b'`", "'")
    | dict.fromkeys('\u201c\u201d\u201e\u201f\u00ab\u00bb"', '"')
    | dict.fromkeys("\u2013\u2014\u2011", "-")
)
_ATLAS_ID = re.compile(r"AML\.[A-Z]+\d+(?:\.\d+)?")


class Passage(NamedTuple):
    """The text of one provision: None where only a title was read; what it is part of, and what it cites."""

    id: str
    own: str | None
    parent: str | None = None
    cites: tuple[str, ...] = ()


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
            found[edition][name] = labels[edition, name]
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


def atlas_text(data: Mapping[str, Any]) -> Text:
    """Return the text of a release of MITRE ATLAS, from its YAML data file.

    Args:
        data: The content of `dist/ATLAS.yaml`.
    """
    found: dict[str, Passage] = {}
    groups: list[Iterable[Mapping[str, Any]]] = [data.get("mitigations", ())]
    for matrix in data["matrices"]:
        groups += [matrix.get("tactics", ()), matrix.get("techniques", ()), matrix.get("mitigations", ())]
    for each in (each for group in groups for each in group):
        description = str(each.get("description") or "")
        cited = dict.fromkeys((*each.get("tactics", ()), *_ATLAS_ID.findall(description)))
        own = f"{each['name']}\n{description}" if description else None
        cites = tuple(name for name in cited if name != each["id"])
        found[each["id"]] = Passage(each["id"], own, each.get("subtechnique-of"), cites)
    return Text("", tuple(found.values()))
