"""Overlaying: a new register with the data files of a user's folders, or an error that names both origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ...errors import InvalidData
from ...records.standards import Annotation, Publisher, Standard
from .. import structuring
from ..folders import DataFile
from ..shapes import Raw
from . import Register
from .consistency import dangling_references, document_findings
from .lazy_files import MappingFile, RegisterFile, document_ref, framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["add_overlays"]


#: Problem and repair of a second framework of a document, and of second rules of a law.
_OTHER_FRAMEWORK = (
    "the framework of this document exists already, and differs",
    "take it out, or give the document another edition of your own",
)
_OTHER_LAW = (
    "this law has rules already, and they differ",
    "take them out, or write them for a document of your own",
)


def add_overlays(register: Register, files: Iterable[DataFile], consistent: bool = True) -> Register:
    """Return a register with the files of overlays added; the given one does not change.

    Args:
        register: The register to add to.
        files: The data files, each of the right shape.
        consistent: Whether references between records must lead somewhere.

    Raises:
        InvalidData: A record differs from one that exists, or names something unknown.
    """
    files_by_ref, publishers = dict(register.files_by_ref), dict(register.publishers)
    annotations, loaders = dict(register.annotations), dict(register.framework_loaders)
    mappings, overlays = dict(register.mappings), list(register.overlays)
    laws = dict(register.law_loaders)
    new_refs: list[str] = []
    for file in files:
        overlays.append(file)
        if file.mappings is not None:
            _add_mappings(file.name, file.mappings, mappings)
        if file.framework is not None:
            _add_raw(file.name, framework_ref(file.framework), file.framework, loaders, _OTHER_FRAMEWORK)
        if file.rules is not None:
            _add_raw(file.name, file.rules["standard"], file.rules, laws, _OTHER_LAW)
        _refuse_duplicates(file, "standards", document_ref)
        _refuse_duplicates(file, "publishers", lambda raw: str(raw["id"]))
        register_file = RegisterFile(file.name, partial(_itself, file))
        new_refs += _add_documents(register_file, file.replaces, files_by_ref)
        _add_publishers(register_file, publishers)
        _add_annotations(file.sections["annotations"], annotations)
    result = Register(
        register.data_version,
        files_by_ref,
        publishers,
        annotations,
        tuple(overlays),
        loaders,
        mappings,
        laws,
        register.load_certifiable,
        register.digest,
        register.changes_since,
    )
    if consistent:
        for finding in (*document_findings(result, new_refs), *dangling_references(result)):
            raise finding.error()
    return result


def _itself(file: DataFile) -> DataFile:
    return file


def _add_documents(
    file: RegisterFile, replaces: frozenset[str], files_by_ref: dict[str, RegisterFile]
) -> list[str]:
    """Add the documents of a file, and return the references of those that are new or replaced."""
    new_refs = []
    for ref, raw in file.standards.items():
        known = files_by_ref.get(ref)
        if known is None or ref in replaces:
            files_by_ref[ref] = file
            new_refs.append(ref)
        elif _differ(Standard, known.standards[ref], raw):
            raise _conflict(ref, known.name, file.name)
    return new_refs


def _add_publishers(file: RegisterFile, publishers: dict[str, RegisterFile]) -> None:
    for publisher, raw in file.publishers.items():
        known = publishers.setdefault(publisher, file)
        if _differ(Publisher, known.publishers[publisher], raw):
            raise _conflict(publisher, known.name, file.name)


def _add_annotations(raws: list[Raw], annotations: dict[str, tuple[Annotation, ...]]) -> None:
    for raw in raws:
        annotation = structuring.structure(raw, Annotation)
        known = annotations.get(raw["ref"], ())
        if annotation not in known:
            annotations[raw["ref"]] = tuple(sorted((*known, annotation), key=_annotation_order))


def _annotation_order(annotation: Annotation) -> tuple[str, str, str, str]:
    return annotation.key, annotation.value, annotation.author or "", annotation.date or ""


def _add_raw(
    name: str, document: str, raw: Raw, loaders: dict[str, Callable[[], Raw]], conflict: tuple[str, str]
) -> None:
    """Add a framework or the rules of a law; `conflict` is problem and repair of another one."""
    if document in loaders and loaders[document]() != raw:
        raise InvalidData(conflict[0], name, document, repair=conflict[1])
    loaders[document] = lambda: raw


def _add_mappings(name: str, sheet: Sheet, mappings: dict[str, MappingFile]) -> None:
    header = sheet.header
    known = mappings.get(header.id)
    for replaced in header.replaces:
        mappings.pop(replaced, None)
    if known is not None and header.id not in header.replaces and known.sheet != sheet:
        raise InvalidData(
            f"the mapping set exists already, and differs, in {known.name}",
            name,
            header.id,
            repair="give yours another name, or list the id under replaces if yours is to take its place",
        )
    mappings[header.id] = MappingFile(name, map(str, (*header.subjects, *header.objects)), lambda: sheet)


def _refuse_duplicates(file: DataFile, section: str, key: Callable[[Raw], str]) -> None:
    keys: set[str] = set()
    for record in map(key, file.sections[section]):
        if record in keys:
            raise InvalidData("duplicate record in one file", file.name, record, "id", "keep one of the two")
        keys.add(record)


def _differ(record: type, known: Raw, raw: Raw) -> bool:
    return known is not raw and structuring.structure(known, record) != structuring.structure(raw, record)


def _conflict(record: str, known_file: str, file: str) -> InvalidData:
    return InvalidData(
        f"the record exists already, and differs, in {known_file}",
        file,
        record,
        repair='annotate it, or list it under "replaces" if yours is to take its place',
    )
