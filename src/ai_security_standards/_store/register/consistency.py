"""The rules between records: publishers and documents that are named exist, successions end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..findings import Finding, field_finding, suggestion
from . import Register
from .lazy_files import framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..folders import DataFile
    from ..sssom import Sheet

__all__ = ["dangling_references", "document_findings"]

_RELATIONS = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


def document_findings(register: Register, refs: Iterable[str]) -> Iterator[Finding]:
    """Find what is wrong between these documents and all other records, each with its file."""
    for ref in refs:
        file = register.files_by_ref[ref].name
        for check in (_unknown_publishers, _unknown_documents, _circular_succession):
            for finding in check(register, ref):
                yield finding._replace(rule="reference", file=file)


def _unknown_publishers(register: Register, ref: str) -> Iterator[Finding]:
    raw = register.raw(ref)
    named = [("publisher", raw["publisher"])]
    named += [("co_publishers", publisher) for publisher in raw.get("co_publishers", ())]
    for field, publisher in named:
        if publisher not in register.publishers:
            yield field_finding(
                field, f"unknown publisher {publisher!r}", suggestion(publisher, register.publishers), ref
            )


def _unknown_documents(register: Register, ref: str) -> Iterator[Finding]:
    raw = register.raw(ref)
    for field in _RELATIONS:
        for relation in raw.get(field, ()):
            if relation.get("ref") and relation["ref"] not in register.files_by_ref:
                yield _missing(ref, field, relation["ref"], register.files_by_ref)


def _circular_succession(register: Register, ref: str) -> Iterator[Finding]:
    circle = _circle(register, ref)
    if circle:
        yield field_finding(
            "replaces",
            f"the succession is circular: {' replaces '.join(circle)}",
            "take one of these successions out",
            ref,
        )


def _circle(register: Register, start: str) -> list[str]:
    """Return a path of `replaces` from a document back to itself; empty if there is none."""
    paths = [[start]]
    visited = set()
    while paths:
        path = paths.pop()
        for predecessor in _predecessors(register, path[-1]):
            if predecessor == start:
                return [*path, start]
            if predecessor not in visited:
                visited.add(predecessor)
                paths.append([*path, predecessor])
    return []


def _predecessors(register: Register, ref: str) -> list[str]:
    named = [succession.get("ref") for succession in register.raw(ref).get("replaces", ())]
    return [predecessor for predecessor in named if predecessor in register.files_by_ref]


def dangling_references(register: Register) -> Iterator[Finding]:
    """Find what overlays say of documents that do not exist: structure, mappings, words, notes, rules."""
    for file in register.overlays:
        for finding in _dangling_in(file, register):
            yield finding._replace(rule="reference", file=file.name)


def _dangling_in(file: DataFile, register: Register) -> Iterator[Finding]:
    if file.mappings is not None:
        yield from _dangling_relationships(register, file.mappings)
    if file.framework is not None and framework_ref(file.framework) not in register.files_by_ref:
        ref = framework_ref(file.framework)
        yield _missing(ref, "standard", ref, register.files_by_ref)
    for raw in (*file.sections["grammars"], *([file.rules] if file.rules is not None else [])):
        if raw["standard"] not in register.editions:
            yield _missing(raw["standard"], "standard", raw["standard"], register.editions)
    for raw in file.sections["annotations"]:
        ref = raw["ref"]
        if ref not in register.files_by_ref and ref not in register.editions:
            yield _missing(ref, "ref", ref, register.files_by_ref)


def _dangling_relationships(register: Register, sheet: Sheet) -> Iterator[Finding]:
    """Find the first relationship of each unknown document that does not say why it is unresolved."""
    documents = {*map(str, sheet.header.subjects), *map(str, sheet.header.objects)}
    for document in sorted(documents - register.files_by_ref.keys()):
        end = _first_unexplained_end(sheet, document)
        if end is not None:
            finding = _missing(end, "", document, register.files_by_ref)
            yield finding._replace(repair=f"{finding.repair}; or say under unresolved why it is unknown")


def _first_unexplained_end(sheet: Sheet, document: str) -> str | None:
    for row, ends in enumerate(zip(sheet.subjects, sheet.objects, strict=True)):
        for end in ends:
            ref = sheet.refs[end]
            if ref.partition(":")[0] == document and not sheet.text("unresolved", row):
                return ref
    return None


def _missing(record: str, field: str, ref: str, known: Iterable[str]) -> Finding:
    return field_finding(field, f"unknown document {ref!r}", suggestion(ref, known), record)
