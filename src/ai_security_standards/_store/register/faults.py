"""What must hold between records, wherever they stand: nothing names what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import nearest
from ..shapes import Fault
from . import Register
from .lazy_files import framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["faults", "dangling_references", "suggestion"]

_TIES = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


def faults(register: Register, refs: Iterable[str]) -> Iterator[tuple[str, Fault]]:
    """What is wrong between these documents and all others, each with the file it stands in."""
    for ref in refs:
        name = register.files_by_ref[ref].name
        for wrong in (_bodies, _ties, _succession):
            yield from ((name, fault) for fault in wrong(register, ref))


def _bodies(register: Register, ref: str) -> Iterator[Fault]:
    raw = register.raw(ref)
    named = [
        ("publisher", raw["publisher"]),
        *(("co_publishers", each) for each in raw.get("co_publishers") or ()),
    ]
    for field, body in named:
        if body not in register.publishers:
            problem = f"the publisher {body!r} is not known"
            yield Fault(ref, field, problem, suggestion(body, register.publishers))


def _ties(register: Register, ref: str) -> Iterator[Fault]:
    raw = register.raw(ref)
    for field in _TIES:
        for tie in raw.get(field) or ():
            if tie.get("ref") and tie["ref"] not in register.files_by_ref:
                yield _missing(ref, field, tie["ref"], register.files_by_ref)


def _succession(register: Register, ref: str) -> Iterator[Fault]:
    circle = _circle(register, ref)
    if circle:
        problem = f"the succession goes round in a circle: {' replaces '.join(circle)}"
        yield Fault(ref, "replaces", problem, "take one of these successions out")


def _circle(register: Register, start: str) -> list[str]:
    """A path of `replaces` from a document back to itself; empty if there is none."""
    paths = [[start]]
    seen = set()
    while paths:
        path = paths.pop()
        for before in _predecessors(register, path[-1]):
            if before == start:
                return [*path, start]
            if before not in seen:
                seen.add(before)
                paths.append([*path, before])
    return []


def _predecessors(register: Register, ref: str) -> list[str]:
    raw = register.raw(ref)
    return [tie["ref"] for tie in raw.get("replaces") or () if tie.get("ref") in register.files_by_ref]


def dangling_references(register: Register) -> Iterator[tuple[str, Fault]]:
    """Annotations, frameworks and relationships, of overlays, of documents that are not there."""
    for file in register.overlays:
        if file.mappings is not None:
            yield from ((file.name, fault) for fault in _loose_relationships(register, file.mappings))
        if file.framework is not None and framework_ref(file.framework) not in register.files_by_ref:
            ref = framework_ref(file.framework)
            yield file.name, _missing(ref, "standard", ref, register.files_by_ref)
        for raw in file.sections["grammars"]:
            if raw["standard"] not in register.editions:
                yield file.name, _missing(raw["standard"], "standard", raw["standard"], register.editions)
        for raw in file.sections["annotations"]:
            ref = raw["ref"]
            if ref not in register.files_by_ref and ref not in register.editions:
                yield file.name, _missing(ref, "ref", ref, register.files_by_ref)


def _loose_relationships(register: Register, sheet: Sheet) -> Iterator[Fault]:
    """Relationships of documents that are not there, and that do not say why; one of each."""
    documents = {*map(str, sheet.header.subjects), *map(str, sheet.header.objects)}
    for document in sorted(documents - register.files_by_ref.keys()):
        for row, ends in enumerate(zip(sheet.subjects, sheet.objects, strict=True)):
            named = [sheet.refs[end] for end in ends if sheet.refs[end].partition(":")[0] == document]
            if named and not sheet.text("unresolved", row):
                fault = _missing(str(named[0]), "", document, register.files_by_ref)
                yield fault._replace(repair=f"{fault.repair}; or say under unresolved why it is not")
                break


def _missing(record: str, field: str, ref: str, known: Iterable[str]) -> Fault:
    return Fault(record, field, f"{ref} is not in the catalog", suggestion(ref, known))


def suggestion(word: str, known: Iterable[str]) -> str:
    """How to mend a name of something that is not there."""
    near = nearest(word, known)
    return f"did you mean {' or '.join(near)}" if near else "add it, or name one that is there"
