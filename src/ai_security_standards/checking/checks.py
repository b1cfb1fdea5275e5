"""The rules that data keeps: the same for packaged data, curators and users."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from .._store.files import (
    BUILD,
    MANIFEST,
    canonical,
    packaged_files,
    packaged_folder,
    read_manifest,
    read_packaged_bytes,
)
from .._store.findings import Finding
from .._store.folders import SECTIONS, DataFile, data_file, file_findings, overlay_files, read_file
from .._store.manifest import ManifestEntry, entries_by_file, entry_of
from .._store.register import Register, document_ref, framework_ref, packaged_register, read_register
from .._store.register.consistency import dangling_references, document_findings
from .._store.register.overlaying import add_what_agrees
from .._store.shapes import Raw
from .._store.sssom import dump
from .._store.structuring import framework, record_of, structure, unstructure
from ..errors import InvalidData
from ..records.dialects import Dialect
from ..records.laws import Law
from ..records.refs import Ref
from .dialects import dialect_findings
from .laws import duty_findings, law_findings, tier_findings
from .mappings import mapping_findings, unknown_ends
from .relations import NameIndex, one_sided_relations
from .rules import (
    DOCUMENT_RULES,
    FRAMEWORK_RULES,
    PUBLISHER_RULES,
    SHIPPED_DOCUMENT_RULES,
    SHIPPED_FRAMEWORK_RULES,
)
from .shipped import CURATED_DOCUMENT_RULES, CURATED_FRAMEWORK_RULES, context_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["Finding", "canonical_file", "check"]


def check(folder: str | os.PathLike[str] | None = None) -> tuple[Finding, ...]:
    """Find everything that is wrong with an overlay, or with the packaged data.

    All findings come at once, in the order of files and records. A file that cannot be read is one
    finding, and its records are left out of the other rules.

    Args:
        folder: The folder of the overlay; None for the packaged data.

    Returns:
        The findings; empty if the data is sound.

    >>> check()
    ()
    """
    if folder is None:
        return tuple(_check_packaged(packaged_folder()))
    return tuple(_check_overlay(folder))


def canonical_file(file: DataFile) -> bytes:
    """Write a data file in canonical form: without defaults, fields and records in their order."""
    if file.mappings is not None:
        return dump(file.mappings)
    if file.framework is not None:
        return canonical(unstructure(framework(file.framework)))
    if file.rules is not None:
        return canonical(file.rules)
    if file.dialect is not None:
        return canonical(unstructure(structure(file.dialect, Dialect)))
    if file.release is not None:
        return canonical(file.release)
    value: dict[str, object] = {"replaces": sorted(file.replaces)} if file.replaces else {}
    for section in SECTIONS:
        record = record_of(section)
        raws = [unstructure(structure(raw, record)) for raw in file.sections[section]]
        if raws:
            value[section] = sorted(raws, key=_record_order)
    return canonical(value)


def _record_order(raw: Raw) -> list[str]:
    return [str(raw.get(field, "")) for field in ("id", "standard", "edition", "ref", "key", "value")]


# ---------------------------------------------------------------- overlays


def _check_overlay(folder: str | os.PathLike[str]) -> Iterator[Finding]:
    paths, misplaced = overlay_files(folder)
    for error in misplaced:
        yield Finding.of_error("file", error)
    files = []
    rejected: set[str] = set()
    for path in paths:
        try:
            file = read_file(path)
        except InvalidData as error:
            yield Finding.of_error("file", error)
            continue
        findings = list(file_findings(file))
        yield from findings
        if findings:
            rejected |= _ids_of(file)
        else:
            files.append(file)
    register, conflicts = add_what_agrees(packaged_register(), files)
    further = chain(
        (Finding.of_error("conflict", conflict) for conflict in conflicts),
        _check_records(register, register.overlays),
        dangling_references(register),
    )
    # What a rejected file records is missing for this reason alone, which is told already.
    for finding in further:
        if not any(repr(known)[:-1] in finding.problem for known in rejected):
            yield finding


def _ids_of(file: DataFile) -> set[str]:
    """Return the ids of the bodies and documents that a register file records, as far as it can be read."""
    records = [*file.sections["publishers"], *file.sections["standards"]]
    values = (raw.get("id") for raw in records if isinstance(raw, dict))
    return {value for value in values if isinstance(value, str) and value}


# ---------------------------------------------------------------- the packaged data


def _check_packaged(data: Traversable) -> Iterator[Finding]:
    try:
        entries = entries_by_file(read_manifest(data))
    except InvalidData as error:
        yield Finding.of_error("manifest", error)
        return
    names = set(packaged_files(data))
    findings = [_unlisted(name, name in names) for name in sorted(names ^ entries.keys())]
    files = []
    for name in sorted(names & entries.keys()):
        try:
            file, found = _check_file(name, read_packaged_bytes(data, name), entries[name])
        except InvalidData as error:
            findings.append(Finding.of_error("file", error))
            continue
        files.append(file)
        findings += found
    yield from findings
    # Rules between records need every record: they wait until all files are sound and listed.
    if all(finding.rule == "canonical" for finding in findings):
        yield from _check_records(read_register(data), files)


def _unlisted(name: str, exists: bool) -> Finding:
    return Finding(
        "manifest",
        MANIFEST,
        name,
        "",
        "the manifest does not list the file" if exists else "the manifest lists a file that is missing",
        BUILD,
    )


def _check_file(name: str, content: bytes, listed: ManifestEntry) -> tuple[DataFile, list[Finding]]:
    """Return a packaged file, and what is wrong with its shape, manifest entry and form.

    Raises:
        InvalidData: It is not a data file.
    """
    file = data_file(content, name)
    findings = list(file_findings(file))
    if findings:
        return file, findings
    entry = entry_of(file, content)
    fields = [field for field, value in entry.values.items() if listed.values.get(field) != value]
    if listed.key != entry.key:
        fields.append("")
    findings += [
        Finding("manifest", name, "", field, "the manifest is out of date", BUILD) for field in fields
    ]
    if canonical_file(file) != content:
        findings.append(Finding("canonical", name, "", "", "the file is not in canonical form", BUILD))
    return file, findings


# ---------------------------------------------------------------- records


def _check_records(register: Register, files: Iterable[DataFile]) -> Iterator[Finding]:
    """Find what breaks the rules of single records, and those between records, in these files."""
    names = NameIndex(register)
    for file in files:
        for finding in (
            *_check_publishers(file, register, names),
            *_check_documents(file, register, names),
            *_check_mappings(file, register),
            *_check_framework(file, register),
            *_check_law(file, register),
            *_check_dialect(file, register),
        ):
            yield finding._replace(file=finding.file or file.name)


def _check_publishers(file: DataFile, register: Register, names: NameIndex) -> Iterator[Finding]:
    for raw in file.sections["publishers"]:
        publisher = register.publisher(raw["id"])
        for rule, find in PUBLISHER_RULES.items():
            yield from _of_record(rule, publisher.id, find(publisher))
        if publisher.id not in names.publishers:
            yield Finding(
                "publisher",
                "",
                publisher.id,
                "id",
                "no document names this publisher",
                "remove it, or use it",
            )


def _check_documents(file: DataFile, register: Register, names: NameIndex) -> Iterator[Finding]:
    refs = [document_ref(raw) for raw in file.sections["standards"]]
    rules = [*DOCUMENT_RULES.items(), *(() if register.overlays else SHIPPED_DOCUMENT_RULES.items())]
    for ref in refs:
        standard = register.standard(ref)
        for rule, find in rules:
            yield from _of_record(rule, ref, find(standard))
        yield from _of_record("duplicate", ref, names.shared_names(standard))
        yield from _of_record("succession", ref, one_sided_relations(standard, register))
        if not register.overlays:
            context = context_of(standard, register, names.refs_by_short_name)
            for rule, find_around in CURATED_DOCUMENT_RULES.items():
                yield from _of_record(rule, ref, find_around(standard, context))
    yield from document_findings(register, refs)


def _check_mappings(file: DataFile, register: Register) -> Iterator[Finding]:
    if file.mappings is not None:
        yield from mapping_findings(file.mappings, register, not register.overlays)
        for finding in unknown_ends(file.mappings, register):
            yield finding._replace(rule="reference")


def _check_framework(file: DataFile, register: Register) -> Iterator[Finding]:
    if file.framework is not None:
        ref = framework_ref(file.framework)
        shipped = [*SHIPPED_FRAMEWORK_RULES.items(), *CURATED_FRAMEWORK_RULES.items()]
        rules = [*FRAMEWORK_RULES.items(), *(() if register.overlays else shipped)]
        for rule, find in rules:
            yield from _of_record(rule, ref, find(register.framework(ref)))
        if ref not in register.files_by_ref and not register.overlays:
            yield Finding(
                "reference",
                "",
                ref,
                "standard",
                f"unknown document {ref!r}",
                "add the document to the register",
            )


def _check_law(file: DataFile, register: Register) -> Iterator[Finding]:
    if isinstance(file.rules, dict):
        law: Law = structure(file.rules, Law)
        editions = register.editions.get(law.standard, ())
        refs = [ref for ref in editions if ref in register.framework_loaders]
        known = {each for ref in refs for each in register.provisions(ref)}

        def is_known(ref: Ref) -> bool:
            document = str(ref.document)
            if ref.provision is None:
                return document in register.files_by_ref
            return document in register.framework_loaders and ref.provision in register.provisions(document)

        yield from _of_record("law", law.standard, law_findings(law, known, is_known))
        for ref in editions:
            yield from _of_record("law", ref, tier_findings(register.standard(ref)))
        for ref in refs:
            yield from _of_record("law", ref, duty_findings(law, register.framework(ref)))


def _check_dialect(file: DataFile, register: Register) -> Iterator[Finding]:
    if file.dialect is not None:
        dialect: Dialect = structure(file.dialect, Dialect)
        yield from _of_record("dialect", dialect.tool, dialect_findings(dialect, register))


def _of_record(rule: str, record: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding._replace(rule=rule, record=record)
