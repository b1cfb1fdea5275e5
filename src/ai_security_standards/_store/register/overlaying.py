"""A register with the documents of a user's folders added: a new one, or an error that names both origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ...errors import InvalidData
from ...records.standards import Annotation, Publisher, Standard
from .. import structuring
from ..folders import DataFile
from ..shapes import Raw
from . import Register, packaged
from .faults import dangling_references, faults
from .lazy_files import MappingFile, RegisterFile, document_ref, framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["overlaid", "rebuilt"]


def overlaid(register: Register, files: Iterable[DataFile], settle: bool = True) -> Register:
    """A register with the files of overlays added; InvalidData leaves the given one as it was.

    With `settle`, what must hold between records is looked at too.
    """
    where, publishers = dict(register.files_by_ref), dict(register.publishers)
    annotations, structured = dict(register.annotations), dict(register.framework_loaders)
    mappings, overlays = dict(register.mappings), list(register.overlays)
    new: list[str] = []
    for file in files:
        overlays.append(file)
        if file.mappings is not None:
            _add_mappings(file.name, file.mappings, mappings)
        if file.framework is not None:
            _add_framework(file.name, file.framework, structured)
        _unique(file, "standards", document_ref)
        _unique(file, "publishers", lambda raw: str(raw["id"]))
        register_file = RegisterFile(file.name, partial(_itself, file))
        new += _add_documents(register_file, file.replaces, where)
        _add_bodies(register_file, publishers)
        _add_annotations(file.sections["annotations"], annotations)
    grown = Register(
        register.data_version, where, publishers, annotations, tuple(overlays), structured, mappings
    )
    for name, fault in [*faults(grown, new), *dangling_references(grown)] if settle else ():
        raise InvalidData(fault.problem, name, fault.record, fault.field, fault.repair)
    return grown


def rebuilt(data_version: str, overlays: tuple[DataFile, ...]) -> Register:
    """A pickled register, on the data of the installed package."""
    register = packaged()
    if register.data_version != data_version:
        raise InvalidData(
            f"the catalog was pickled with data {data_version}; installed is {register.data_version}",
            repair="load it anew",
        )
    return overlaid(register, overlays) if overlays else register


def _itself(file: DataFile) -> DataFile:
    return file


def _add_documents(file: RegisterFile, replaces: frozenset[str], where: dict[str, RegisterFile]) -> list[str]:
    """Put documents where their references lead; those that stood there already are not among the new."""
    new = []
    for ref, raw in file.standards.items():
        held = where.get(ref)
        if held is None or ref in replaces:
            where[ref] = file
            new.append(ref)
        else:
            _agree(Standard, held.standards[ref], raw, held.name, file.name, ref)
    return new


def _add_bodies(file: RegisterFile, publishers: dict[str, RegisterFile]) -> None:
    for body, raw in file.publishers.items():
        held = publishers.setdefault(body, file)
        _agree(Publisher, held.publishers[body], raw, held.name, file.name, body)


def _add_annotations(raws: list[Raw], annotations: dict[str, tuple[Annotation, ...]]) -> None:
    for raw in raws:
        note = structuring.structure(raw, Annotation)
        held = annotations.get(raw["ref"], ())
        if note not in held:
            annotations[raw["ref"]] = tuple(sorted((*held, note), key=_note_order))


def _note_order(note: Annotation) -> tuple[str, str, str, str]:
    return note.key, note.value, note.author or "", note.date or ""


def _add_framework(name: str, raw: Raw, structured: dict[str, Callable[[], Raw]]) -> None:
    ref = framework_ref(raw)
    if ref in structured and structured[ref]() != raw:
        raise InvalidData(
            "the structure of this document stands already, and differs",
            name,
            ref,
            repair="take it out, or give the document another edition of your own",
        )
    structured[ref] = lambda: raw


def _add_mappings(name: str, sheet: Sheet, mappings: dict[str, MappingFile]) -> None:
    header = sheet.header
    held = mappings.get(header.id)
    for each in header.replaces:
        mappings.pop(each, None)
    if held is not None and header.id not in header.replaces and held.sheet != sheet:
        raise InvalidData(
            f"the mapping set stands already, and differs, in {held.name}",
            name,
            header.id,
            repair="give yours another name, or list the id under replaces if yours shall stand in its place",
        )
    mappings[header.id] = MappingFile(name, map(str, (*header.subjects, *header.objects)), lambda: sheet)


def _unique(file: DataFile, section: str, name: Callable[[Raw], str]) -> None:
    seen: set[str] = set()
    for one in map(name, file.sections[section]):
        if one in seen:
            raise InvalidData(
                "the same record stands twice in one file", file.name, one, "id", "keep one of the two"
            )
        seen.add(one)


def _agree(record: type, held: Raw, raw: Raw, held_in: str, file: str, name: str) -> None:
    if held is not raw and structuring.structure(held, record) != structuring.structure(raw, record):
        raise InvalidData(
            f"the record stands already, and differs, in {held_in}",
            file,
            name,
            repair='annotate it, or list it under "replaces" if yours shall stand in its place',
        )
