"""The rules between records: publishers and documents that are named exist, successions end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..findings import Finding, field_finding, suggestion
from ..shapes import Raw
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
    listed = list(refs)
    checks = (find(register, ref) for ref in listed for find in (_unknown_publishers, _unknown_documents))
    for finding in chain(chain.from_iterable(checks), _circular_successions(register, listed)):
        file = register.files_by_ref[finding.record].name
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


def _circular_successions(register: Register, refs: Iterable[str]) -> Iterator[Finding]:
    """Find where following `replaces` from these documents leads back to a document on the way.

    Every succession is followed once.
    """
    done: set[str] = set()
    for start in refs:
        path: list[str] = []
        places: dict[str, int] = {}
        open_ends: list[Iterator[str]] = [] if start in done else [iter([start])]
        while open_ends:
            ref = next(open_ends[-1], None)
            if ref is None:
                open_ends.pop()
                if path:  # all predecessors of the last document are done
                    del places[path[-1]]
                    done.add(path.pop())
            elif ref in places:
                yield _circle_finding(path[places[ref] : places[ref] + _MAX_SHOWN], len(path) - places[ref])
            elif ref not in done:
                places[ref] = len(path)
                path.append(ref)
                open_ends.append(iter(_predecessors(register, ref)))


#: The number of documents of a circle that a message shows.
_MAX_SHOWN = 10


def _circle_finding(first: list[str], size: int) -> Finding:
    shown = [*first, *(["…"] if size > len(first) else []), first[0]]
    return field_finding(
        "replaces",
        f"the succession is circular: {' replaces '.join(shown)}",
        "take one of these successions out",
        first[0],
    )


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
    if file.dialect is not None:
        yield from _dangling_forms(file.dialect, register)
    for raw in file.sections["annotations"]:
        ref = raw["ref"]
        if ref not in register.files_by_ref and ref not in register.editions:
            yield _missing(ref, "ref", ref, register.files_by_ref)


def _dangling_forms(dialect: Raw, register: Register) -> Iterator[Finding]:
    """Find the forms of a dialect whose document does not exist."""
    known = {*register.editions, *register.files_by_ref}
    for i, version in enumerate(dialect["versions"]):
        for j, form in enumerate(version["forms"]):
            standard = form.get("standard")
            if standard is not None and standard not in known:
                field = f"versions[{i}].forms[{j}].standard"
                yield _missing(dialect["tool"], field, standard, known)


def _dangling_relationships(register: Register, sheet: Sheet) -> Iterator[Finding]:
    """Find the first relationship of each unknown document that does not say why it is unresolved."""
    documents = [ref.partition(":")[0] for ref in sheet.refs]
    unknown = set(documents) - register.files_by_ref.keys()
    found: dict[str, str] = {}
    for row, ends in enumerate(zip(sheet.subjects, sheet.objects, strict=True)) if unknown else ():
        for end in ends:
            if documents[end] in unknown and not sheet.text("unresolved", row):
                found.setdefault(documents[end], sheet.refs[end])
    for document, ref in sorted(found.items()):
        finding = _missing(ref, "", document, register.files_by_ref)
        yield finding._replace(repair=f"{finding.repair}; or say under unresolved why it is unknown")


def _missing(record: str, field: str, ref: str, known: Iterable[str]) -> Finding:
    return field_finding(field, f"unknown document {ref!r}", suggestion(ref, known), record)
