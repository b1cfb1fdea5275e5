"""MITRE D3FEND: its ontology in Turtle, as raw provisions.

Identifiers, labels and the hierarchy of defensive techniques are imported. Artifacts, analytics, definitions
and articles are not. Only the parts of Turtle are read that this file uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from curation.importers import Raw, dump, one_line

__all__ = ["dump", "provisions"]

_SUBJECT = re.compile(r"^:([\w.-]+) a ", re.MULTILINE)
_IDENTIFIER = re.compile(r':d3fend-id "(D3-[A-Z0-9]+)"')
_LABEL = re.compile(r'rdfs:label "([^"]+)"')
_PARENTS = re.compile(r"rdfs:subClassOf ([^;\[]*)")


class _Technique(NamedTuple):
    """A defensive technique, with the names of the classes that it specialises."""

    id: str
    label: str
    parents: tuple[str, ...]


def provisions(ontology: str) -> list[Raw]:
    """Return the defensive techniques of the ontology, each before those that specialise it.

    A technique that specialises several belongs to the first that the file names.
    """
    techniques = dict(_techniques(ontology))
    if not techniques:
        raise ValueError("not the ontology of D3FEND: no class has a d3fend-id")
    children: dict[str | None, list[str]] = {}
    for name in sorted(techniques, key=lambda name: techniques[name].label):
        known = [parent for parent in techniques[name].parents if parent in techniques]
        children.setdefault(known[0] if known else None, []).append(name)
    return list(_walk(None, children, techniques))


def _techniques(ontology: str) -> Iterator[tuple[str, _Technique]]:
    starts = [match.start() for match in _SUBJECT.finditer(ontology)]
    for start, end in zip(starts, [*starts[1:], len(ontology)], strict=True):
        block = ontology[start:end]
        identifier, label = _IDENTIFIER.search(block), _LABEL.search(block)
        if identifier and label:
            parents = _PARENTS.search(block)
            names = re.findall(r":([\w.-]+)", parents[1]) if parents else []
            yield _SUBJECT.findall(block)[0], _Technique(identifier[1], one_line(label[1]), tuple(names))


def _walk(
    parent: str | None, children: Mapping[str | None, list[str]], techniques: Mapping[str, _Technique]
) -> Iterator[Raw]:
    for name in children.get(parent, ()):
        technique = techniques[name]
        provision: Raw = {"id": technique.id, "kind": "mitigation", "title": technique.label}
        yield provision | ({"parent": techniques[parent].id} if parent else {})
        yield from _walk(name, children, techniques)
