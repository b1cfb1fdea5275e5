"""Overlaying: a new register with the data files of a user's folders, or an error that names both origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from ...errors import InvalidData
from ...records.publishers import Annotation, Publisher
from ...records.refs import Ref
from ...records.standards import Standard
from .. import structuring
from ..folders import DataFile
from ..shapes import Raw
from . import Register
from .consistency import dangling_references, document_findings
from .lazy_files import (
    DialectFile,
    MappingFile,
    RegisterFile,
    document_ref,
    framework_ref,
    latest_wording,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["MAX_EDITIONS", "add_overlays", "add_what_agrees"]

#: The number of editions that one standard may have: what compares them all stays quick.
MAX_EDITIONS = 1_000


#: Problem and repair of a second framework of a document, and of second rules of a law.
_OTHER_FRAMEWORK = (
    "the framework of this document exists already, and differs",
    "take it out, or give the document another edition of your own",
)
_OTHER_DIALECT = (
    "this tool has a dialect already, and it differs",
    "give yours the id of a tool of your own",
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
    addition = _Addition(register)
    for file in files:
        addition.add(file)
    result = addition.register()
    if consistent:
        for finding in chain(document_findings(result, addition.new_refs), dangling_references(result)):
            raise finding.error()
    return result


def add_what_agrees(register: Register, files: Iterable[DataFile]) -> tuple[Register, list[InvalidData]]:
    """Return a register with the files that agree with all before them, and an error for each other file.

    Nothing is said of names that lead nowhere.
    """
    addition = _Addition(register)
    errors = []
    for file in files:
        try:
            addition.add(file)
        except InvalidData as error:
            errors.append(error)
    return addition.register(), errors


class _Addition:
    """The contents of a register to come: those of another one, and of the files added so far."""

    def __init__(self, register: Register) -> None:
        self._base = register
        self._files_by_ref, self._publishers = dict(register.files_by_ref), dict(register.publishers)
        self._editions = {standard: len(refs) for standard, refs in register.editions.items()}
        self._loaders, self._mappings = dict(register.framework_loaders), dict(register.mappings)
        self._annotations = {ref: set(known) for ref, known in register.annotations.items()}
        self._laws, self._overlays = dict(register.law_loaders), list(register.overlays)
        self._dialects = dict(register.dialect_files)
        self._wordings = dict(register.latest_wordings)
        self.new_refs: list[str] = []

    def add(self, file: DataFile) -> None:
        """Add a file; one that does not agree is left out of the overlays."""
        if file.mappings is not None:
            _add_mappings(file.name, file.mappings, self._mappings)
        if file.framework is not None:
            ref = framework_ref(file.framework)
            _add_raw(file.name, ref, file.framework, self._loaders, _OTHER_FRAMEWORK)
            latest = latest_wording(file.framework)
            if latest is not None:
                self._wordings[ref] = latest
        if file.rules is not None:
            _add_raw(file.name, file.rules["standard"], file.rules, self._laws, _OTHER_LAW)
        if file.dialect is not None:
            _add_dialect(file.name, file.dialect, self._dialects)
        _refuse_duplicates(file, "standards", document_ref)
        _refuse_duplicates(file, "publishers", lambda raw: str(raw["id"]))
        register_file = RegisterFile(file.name, partial(_itself, file))
        for ref in _add_documents(register_file, file.replaces, self._files_by_ref):
            self.new_refs.append(ref)
            self._count_edition(ref, file.name)
        _add_publishers(register_file, self._publishers)
        for raw in file.sections["annotations"]:
            annotation = structuring.structure(raw, Annotation)
            self._annotations.setdefault(raw["ref"], set()).add(annotation)
        self._overlays.append(file)

    def _count_edition(self, ref: str, file: str) -> None:
        standard, _ = Ref.split_document(ref)
        self._editions[standard] = self._editions.get(standard, 0) + 1
        if self._editions[standard] > MAX_EDITIONS:
            raise InvalidData(
                f"{standard} has more than {MAX_EDITIONS} editions",
                file,
                ref,
                repair="give documents of their own an id of their own",
            )

    def register(self) -> Register:
        """Return the register of what was added."""
        annotations = self._annotations.items()
        return Register(
            self._base.data_version,
            self._files_by_ref,
            self._publishers,
            {ref: tuple(sorted(found, key=_annotation_order)) for ref, found in annotations},
            tuple(self._overlays),
            self._loaders,
            self._mappings,
            self._laws,
            self._base.load_certifiable,
            self._base.digest,
            self._base.changes_since,
            self._dialects,
            self._wordings,
        )


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


def _annotation_order(annotation: Annotation) -> tuple[str, str, str, str]:
    return annotation.key, annotation.value, annotation.author or "", annotation.date or ""


def _add_raw(
    name: str, document: str, raw: Raw, loaders: dict[str, Callable[[], Raw]], conflict: tuple[str, str]
) -> None:
    """Add a framework or the rules of a law; `conflict` is problem and repair of another one."""
    if document in loaders and loaders[document]() != raw:
        raise InvalidData(conflict[0], name, document, repair=conflict[1])
    loaders[document] = lambda: raw


def _add_dialect(name: str, raw: Raw, dialects: dict[str, DialectFile]) -> None:
    known = dialects.get(raw["tool"])
    if known is not None and known.load() != raw:
        raise InvalidData(_OTHER_DIALECT[0], name, raw["tool"], repair=_OTHER_DIALECT[1])
    dialects[raw["tool"]] = DialectFile(tuple(raw.get("names", ())), lambda: raw)


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
