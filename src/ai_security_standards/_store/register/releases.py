"""The register of an earlier data release, and what overlays are under it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain
from typing import Any

from ...errors import InvalidData, shown
from ..files import packaged_folder
from ..folders import DataFile
from ..history.folders import restored_folder
from ..shapes import Raw
from . import Register, packaged_register, read_register
from .lazy_files import document_ref, framework_ref
from .overlaying import add_overlays

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..sssom import Sheet

__all__ = ["overlays_as_known", "rebuild_register", "register_as_known"]

_RELATIONS = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


def register_as_known(register: Register, release: str) -> Register:
    """Return the register of a data release, with the overlays of another register.

    Raises:
        InvalidData: The release is not kept in the installed package.
    """
    if not isinstance(release, str):
        raise InvalidData(f"{shown(release)} is not a data release", repair="give one such as 2026.12.0")
    if release == register.data_version:
        return register
    today = packaged_register()
    overlays = register.given_overlays
    if release == today.data_version:
        return add_overlays(today, overlays) if overlays else today
    past = today.cached(f"data {release}", partial(_read_past, release=release))
    return add_adapted_overlays(past, today, overlays) if overlays else past


def _read_past(_: Register, release: str) -> Register:
    return read_register(restored_folder(packaged_folder(), release))


def add_adapted_overlays(past: Register, today: Register, overlays: tuple[DataFile, ...]) -> Register:
    """Return the register of an earlier release with overlays, as they are under it.

    Args:
        past: The register of the earlier release.
        today: The register of the installed release, to which the overlays were written.
        overlays: The files of the overlays.
    """
    result = add_overlays(past, overlays_as_known(past, today, overlays), consistent=False)
    result.given_overlays = overlays
    return result


def rebuild_register(release: str, overlays: tuple[DataFile, ...]) -> Register:
    """Return a pickled register, on the data of the installed package.

    Raises:
        InvalidData: The installed package does not keep that release.
    """
    register = packaged_register()
    return register_as_known(add_overlays(register, overlays) if overlays else register, release)


# ---------------------------------------------------------------- overlays under an earlier release


def overlays_as_known(past: Register, today: Register, overlays: Iterable[DataFile]) -> Iterator[DataFile]:
    """Yield the files of overlays as they are under an earlier release.

    What repeats a packaged record of today adds nothing. What is about a document that was unknown then is
    left out, and references to such documents and provisions become unresolved.
    """
    files = [_without_repetition(file, today) for file in overlays]
    own = {document_ref(raw) for file in files for raw in file.sections["standards"]}
    frameworks = {framework_ref(file.framework): file.framework for file in files if file.framework}
    documents = own | past.files_by_ref.keys()
    for file in files:
        mappings = file.mappings and _with_unresolved(file.mappings, past, documents, frameworks)
        framework = file.framework if file.framework and framework_ref(file.framework) in documents else None
        sections = _known_sections(file.sections, past, today, documents)
        yield file._replace(sections=sections, framework=framework, mappings=mappings)


def _without_repetition(file: DataFile, today: Register) -> DataFile:
    """Return a file without what packaged data of today hold, and the file does not replace."""
    standards = [
        raw
        for raw in file.sections["standards"]
        if document_ref(raw) not in today.files_by_ref or document_ref(raw) in file.replaces
    ]
    framework, mappings = file.framework, file.mappings
    if framework is not None and framework_ref(framework) in today.framework_loaders:
        framework = None
    if mappings is not None and mappings.header.id in today.mappings:
        mappings = mappings if mappings.header.id in mappings.header.replaces else None
    sections = {**file.sections, "standards": standards}
    return file._replace(sections=sections, framework=framework, mappings=mappings)


def _known_sections(
    sections: Mapping[str, list[Raw]], past: Register, today: Register, documents: Set[str]
) -> dict[str, list[Raw]]:
    ids = {ref.partition("@")[0] for ref in documents}
    standards = [_with_known_relations(raw, documents) for raw in sections["standards"]]
    publishers = [raw for raw in sections["publishers"] if raw["id"] not in past.publishers]
    present = {*past.publishers, *(raw["id"] for raw in publishers)}
    named = [(raw["publisher"], *raw.get("co_publishers", ())) for raw in standards]
    missing = sorted({*chain.from_iterable(named)} & today.publishers.keys() - present)
    return {
        "publishers": [*publishers, *(today.publishers[body].publishers[body] for body in missing)],
        "standards": standards,
        "annotations": [raw for raw in sections["annotations"] if raw["ref"] in documents | ids],
        "grammars": [raw for raw in sections["grammars"] if raw["standard"] in ids],
    }


def _with_known_relations(raw: Raw, documents: Set[str]) -> Raw:
    """Return a document whose relations to unknown documents name them by title."""
    relations: dict[str, Any] = {}
    for field in _RELATIONS:
        if field in raw:
            relations[field] = [
                {
                    "title" if name == "ref" and value not in documents else name: value
                    for name, value in each.items()
                }
                for each in raw[field]
            ]
    return {**raw, **relations}


def _with_unresolved(
    sheet: Sheet, past: Register, documents: Set[str], frameworks: Mapping[str, Raw]
) -> Sheet:
    """Return a sheet whose rows say of each unexplained end that was unknown that it was so."""
    from ..sssom.sheets import Column, Sheet

    unknown = {
        place for place, ref in enumerate(sheet.refs) if not _is_known(ref, past, documents, frameworks)
    }
    column = Column(str)
    for row, ends in enumerate(zip(sheet.subjects, sheet.objects, strict=True)):
        text = sheet.text("unresolved", row)
        column.add(text or (f"unknown in data {past.data_version}" if unknown.intersection(ends) else ""))
    texts: dict[str, tuple[array[int], tuple[str | None, ...]]] = dict(sheet.texts)
    texts["unresolved"] = (column.places, column.values)
    return Sheet(sheet.header, sheet.refs, sheet.subjects, sheet.objects, sheet.codes, texts)


def _is_known(ref: str, past: Register, documents: Set[str], frameworks: Mapping[str, Raw]) -> bool:
    document, colon, provision = ref.partition(":")
    if document not in documents:
        return False
    if not colon:
        return True
    if document in past.framework_loaders:
        return provision in past.provisions(document)
    framework = frameworks.get(document)
    return framework is None or provision in {raw["id"] for raw in framework["provisions"]}
