"""The rules that data keeps, the same for shipped data, curators and users."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .._store import folders, structuring
from .._store.files import canonical, packaged_folder, parse
from .._store.folders import DataFile
from .._store.register import Register, document_ref, framework_ref, packaged, read_packaged
from .._store.register.faults import dangling_references, faults
from .._store.register.overlaying import overlaid
from .._store.sssom import dump
from ..errors import InvalidData
from .between import Names, one_sided
from .mappings import loose_provisions, rules_of_mappings
from .rules import OF_FRAMEWORKS, OF_PUBLISHERS, OF_STANDARDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["Finding", "check", "rewritten"]


class Finding(NamedTuple):
    """One thing that is wrong: where it stands, what it is and how to mend it.

    `rule` names the rule that it breaks; `record` and `field` are empty where a whole file is meant.
    """

    rule: str
    file: str
    record: str
    field: str
    problem: str
    repair: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{place}: {self.problem}. Repair: {self.repair}. [{self.rule}]"


def check(folder: str | os.PathLike[str] | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with an overlay's data, or with the packaged data if no folder is given.

    An empty tuple means sound. All findings come at once, in the order of files and records; a file
    that cannot be read is one finding, and the records of it are left out of the other rules.

    >>> check()
    ()
    """
    if folder is None:
        return tuple(_check_packaged(packaged_folder()))
    return tuple(_check_overlay(folder))


def _check_overlay(folder: str | os.PathLike[str]) -> Iterator[Finding]:
    paths, misplaced = folders.overlay_files(folder)
    for problem in misplaced:
        yield _finding("file", problem)
    register = packaged()
    for path in paths:
        try:
            file = folders.read_file(path)
        except InvalidData as wrong:
            yield _finding("file", wrong)
            continue
        shape = list(_shape(file))
        yield from shape
        if shape:
            continue
        try:
            register = overlaid(register, [file], settle=False)
        except InvalidData as wrong:
            yield _finding("conflict", wrong)
    yield from _check_register(register, register.overlays)
    for fault_file, fault in dangling_references(register):
        yield Finding("loose end", fault_file, *fault)


def _check_packaged(data: Traversable) -> Iterator[Finding]:
    manifest = parse((data / "manifest.json").read_bytes(), "manifest.json")
    there = {f"register/{item.name}" for item in (data / "register").iterdir()}
    for name in sorted(there ^ manifest["register"].keys()):
        where = "the folder" if name in there else "the manifest"
        problem = f"the file is in {where} only"
        yield Finding("manifest", "manifest.json", name, "register", problem, "make the manifest anew")
    structures = {
        f"frameworks/{folder.name}/{item.name}"
        for folder in (data / "frameworks").iterdir()
        for item in folder.iterdir()
    }
    listed = {each["file"]: (ref, each) for ref, each in manifest["frameworks"].items()}
    for name in sorted(structures ^ listed.keys()):
        where = "the folder" if name in structures else "the manifest"
        problem = f"the file is in {where} only"
        yield Finding("manifest", "manifest.json", name, "frameworks", problem, "make the manifest anew")
    folder = data / "mappings"
    tables = {f"mappings/{item.name}" for item in folder.iterdir()} if folder.is_dir() else set()
    sets = {each["file"]: (set_id, each) for set_id, each in manifest.get("mappings", {}).items()}
    for name in sorted(tables ^ sets.keys()):
        where = "the folder" if name in tables else "the manifest"
        problem = f"the file is in {where} only"
        yield Finding("manifest", "manifest.json", name, "mappings", problem, "make the manifest anew")
    yield from _law(data, manifest.get("applicability", {}))
    files = []
    # Rules between records need every record: they wait until all files are sound and listed.
    broken = there != manifest["register"].keys() or structures != listed.keys() or tables != sets.keys()
    for name in sorted(there & manifest["register"].keys()):
        content = (data / name).read_bytes()
        try:
            file = folders.sections(parse(content, name), name)
        except InvalidData as unread:
            broken = True
            yield _finding("file", unread)
            continue
        wrong = list(_shape(file)) or list(_agrees(file, content, manifest["register"][name]))
        yield from wrong
        broken = broken or any(finding.rule != "canonical" for finding in wrong)
        files.append(file)
    for name in sorted(structures & listed.keys()):
        ref, entry = listed[name]
        structure, problems = _structure_file(name, (data / name).read_bytes(), ref, entry)
        yield from problems
        broken = broken or any(finding.rule != "canonical" for finding in problems)
        files += [structure] if structure else []
    for name in sorted(tables & sets.keys()):
        table, problems = _table_file(name, (data / name).read_bytes(), *sets[name])
        yield from problems
        broken = broken or any(finding.rule != "canonical" for finding in problems)
        files += [table] if table else []
    if not broken:
        yield from _check_register(read_packaged(data), files)


def _law(data: Traversable, listed: dict[str, object]) -> Iterator[Finding]:
    """Whether the rules on whom law applies to are what the manifest says, in canonical form."""
    name = "applicability.json"
    try:
        content = (data / name).read_bytes()
        raw = parse(content, name)
    except FileNotFoundError:
        problem = "the file is in the manifest only"
        yield Finding("manifest", "manifest.json", name, "applicability", problem, "bring the file back")
        return
    except InvalidData as unread:
        yield _finding("file", unread)
        return
    is_there = {
        "laws": [law["standard"] for law in raw["laws"]],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    for field, value in is_there.items():
        if listed.get(field) != value:
            yield Finding(
                "manifest", name, "", field, "the manifest says otherwise", "make the manifest anew"
            )
    if canonical(raw) != content:
        yield Finding("canonical", name, "", "", "the file is not in canonical form", "format it")


def _structure_file(
    name: str, content: bytes, ref: str, entry: dict[str, object]
) -> tuple[DataFile | None, list[Finding]]:
    """A packaged framework file, and what is wrong with the file as such."""
    try:
        raw = parse(content, name)
    except InvalidData as unread:
        return None, [_finding("file", unread)]
    file = DataFile(name, {section: [] for section in folders.SECTIONS}, framework=raw)
    wrong = list(_shape(file))
    if wrong:
        return file, wrong
    is_there = {"sha256": hashlib.sha256(content).hexdigest(), "provisions": len(raw["provisions"])}
    if framework_ref(raw) != ref or any(entry[field] != value for field, value in is_there.items()):
        problem = "the manifest says otherwise"
        wrong.append(Finding("manifest", name, ref, "", problem, "make the manifest anew"))
    if rewritten(file) != content:
        wrong.append(Finding("canonical", name, ref, "", "the file is not in canonical form", "format it"))
    return file, wrong


def _table_file(
    name: str, content: bytes, id: str, entry: dict[str, object]
) -> tuple[DataFile | None, list[Finding]]:
    """A packaged mapping set, and what is wrong with the file as such."""
    try:
        file = folders.mapping_file(content, name)
    except InvalidData as unread:
        return None, [_finding("file", unread)]
    assert file.mappings is not None
    header = file.mappings.header
    is_there = {
        "documents": sorted({*map(str, header.subjects), *map(str, header.objects)}),
        "relationships": header.size,
        "unresolved": header.unresolved,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    wrong = []
    if header.id != id or any(entry.get(field) != value for field, value in is_there.items()):
        problem = "the manifest says otherwise"
        wrong.append(Finding("manifest", name, id, "", problem, "make the manifest anew"))
    if rewritten(file) != content:
        wrong.append(Finding("canonical", name, id, "", "the file is not in canonical form", "format it"))
    return file, wrong


def _agrees(file: DataFile, content: bytes, listed: dict[str, object]) -> Iterator[Finding]:
    """Whether a packaged file is what the manifest says, in canonical form."""
    is_there = {
        "publishers": sorted(raw["id"] for raw in file.sections["publishers"]),
        "sha256": hashlib.sha256(content).hexdigest(),
        "standards": sorted(document_ref(raw) for raw in file.sections["standards"]),
    }
    for field, value in is_there.items():
        if listed.get(field) != value:
            yield Finding(
                "manifest", file.name, "", field, "the manifest says otherwise", "make the manifest anew"
            )
    if rewritten(file) != content:
        yield Finding("canonical", file.name, "", "", "the file is not in canonical form", "format it")


def rewritten(file: DataFile) -> bytes:
    """A data file in canonical form: defaults left out, fields and records in their order."""
    if file.mappings is not None:
        return dump(file.mappings)
    if file.framework is not None:
        return canonical(structuring.unstructure(structuring.framework(file.framework)))
    value: dict[str, object] = {"replaces": sorted(file.replaces)} if file.replaces else {}
    for section in folders.SECTIONS:
        record = structuring.record_of(section)
        raws = [structuring.unstructure(structuring.structure(raw, record)) for raw in file.sections[section]]
        if raws:
            value[section] = sorted(raws, key=lambda raw: [str(raw.get(part, "")) for part in _ORDER])
    return canonical(value)


_ORDER = ("id", "standard", "edition", "ref", "key", "value")


def _shape(file: DataFile) -> Iterator[Finding]:
    for fault in folders.shape_faults(file):
        yield Finding("shape", file.name, *fault)


def _finding(rule: str, wrong: InvalidData) -> Finding:
    return Finding(rule, wrong.file, wrong.record, wrong.field, wrong.problem, wrong.repair)


def _check_register(register: Register, files: Iterable[DataFile]) -> Iterator[Finding]:
    """The rules of each record, and those between records, for what these files hold."""
    names = Names(register)
    for file in files:
        for raw in file.sections["publishers"]:
            body = register.publisher(raw["id"])
            for rule, test in OF_PUBLISHERS.items():
                yield from (Finding(rule, file.name, body.id, *wrong) for wrong in test(body))
            if body.id not in names.issuing:
                problem = "no document names this publisher"
                yield Finding("publisher", file.name, body.id, "id", problem, "remove it, or use it")
        refs = [document_ref(raw) for raw in file.sections["standards"]]
        for ref in refs:
            standard = register.standard(ref)
            for rule, rule_of in OF_STANDARDS.items():
                yield from (Finding(rule, file.name, ref, *wrong) for wrong in rule_of(standard))
            yield from (Finding("duplicate", file.name, ref, *wrong) for wrong in names.clashes(standard))
            yield from (
                Finding("succession", file.name, ref, *wrong) for wrong in one_sided(standard, register)
            )
        for name, fault in faults(register, refs):
            yield Finding("reference", name, *fault)
        if file.mappings is not None:
            set_id = file.mappings.header.id
            for rule, wrong in rules_of_mappings(file.mappings, register):
                yield Finding(rule, file.name, set_id, *wrong)
            for fault in loose_provisions(file.mappings, register):
                yield Finding("reference", file.name, *fault)
        if file.framework is not None:
            ref = framework_ref(file.framework)
            for rule, structure_rule in OF_FRAMEWORKS.items():
                framework = register.framework(ref)
                yield from (Finding(rule, file.name, ref, *wrong) for wrong in structure_rule(framework))
            if ref not in register.files_by_ref and not register.overlays:
                problem = "the register has no such document"
                yield Finding("reference", file.name, ref, "standard", problem, "add the document")
