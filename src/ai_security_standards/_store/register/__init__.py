"""Every document by its reference, of the packaged data and of overlays, whatever the day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar, cast

from ...records.dates import certain_day, last_begun
from ...records.standards import Annotation, Publisher, Standard
from ...vocabulary.documents import IN_EFFECT
from .. import files, folders, structuring
from ..folders import DataFile
from ..shapes import Raw
from .lazy_files import MappingFile, RegisterFile, document_ref, framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

    from ...records.grammars import Grammar
    from ...records.provisions import Framework, Provision
    from ..sssom import Sheet

Made = TypeVar("Made")

__all__ = [
    "Register",
    "MappingFile",
    "document_ref",
    "framework_ref",
    "packaged",
    "read_packaged",
    "status_event_on",
]

_CURRENCY_RANK: dict[str, int] = {
    **dict.fromkeys(IN_EFFECT, 3),
    **dict.fromkeys(("approved", "draft", "planned"), 2),
    **dict.fromkeys(("superseded", "withdrawn"), 1),
    "cancelled": 0,
}


def status_event_on(raw: Raw, day: str) -> Raw | None:
    """Return the status event of a raw document on a day in ISO form; None before the first."""
    return last_begun(raw["history"], day, _began)


def _began(event: Raw) -> str:
    return certain_day(event.get("date"), event.get("seen_on"))


class Register:
    """The documents that catalogs of every day share. It grows only by making a new one."""

    __slots__ = (
        "_frameworks", "_made", "_orders", "_provisions", "_records", "annotations", "data_version",
        "editions", "mappings", "overlays", "publishers", "framework_loaders", "files_by_ref",
    )  # fmt: skip

    def __init__(
        self,
        data_version: str,
        files_by_ref: dict[str, RegisterFile],
        publishers: dict[str, RegisterFile],
        annotations: dict[str, tuple[Annotation, ...]],
        overlays: tuple[DataFile, ...],
        framework_loaders: dict[str, Callable[[], Raw]],
        mappings: dict[str, MappingFile],
    ) -> None:
        self.data_version = data_version
        self.files_by_ref = files_by_ref
        self.publishers = publishers
        self.annotations = annotations
        self.overlays = overlays
        self.framework_loaders = framework_loaders
        self.mappings = mappings
        self.editions: dict[str, list[str]] = {}
        for ref in files_by_ref:
            self.editions.setdefault(ref.partition("@")[0], []).append(ref)
        self._orders: dict[str, tuple[str, ...]] = {}
        self._records: dict[str, Standard] = {}
        self._frameworks: dict[str, Framework] = {}
        self._provisions: dict[str, dict[str, Provision]] = {}
        self._made: dict[str, Any] = {}

    def cached(self, name: str, make: Callable[[Register], Made]) -> Made:
        """Something that is made of this register when it is first asked for, and kept with it."""
        made = self._made.get(name)
        if made is None:
            made = self._made.setdefault(name, make(self))
        return cast("Made", made)

    @property
    def content(self) -> tuple[str, frozenset[tuple[str, Any]]]:
        """What tells two registers apart: the data version, and what overlays put in force."""
        # A file that an overlay brought holds its file; a packaged one is told by the version.
        changed = frozenset(
            (ref, self.standard(ref))
            for file in self.overlays
            for ref in map(document_ref, file.sections["standards"])
        )
        bodies = frozenset(
            (raw["id"], self.publisher(raw["id"]))
            for file in self.overlays
            for raw in file.sections["publishers"]
        )
        structures = frozenset(
            (framework_ref(file.framework), self.framework(framework_ref(file.framework)))
            for file in self.overlays
            if file.framework is not None
        )
        sets = frozenset((each, self.mappings.get(each)) for each in self._overlaid_sets)
        tied = frozenset((each, volume.sheet if volume else None) for each, volume in sets)
        return self.data_version, changed | bodies | structures | tied | frozenset(self.annotations.items())

    @property
    def _overlaid_sets(self) -> set[str]:
        """The ids of mapping sets that overlays brought or took the place of."""
        sheets = [file.mappings.header for file in self.overlays if file.mappings is not None]
        return {each for header in sheets for each in (header.id, *header.replaces)}

    # ------------------------------------------------------------ reading

    def raw(self, ref: str) -> Raw:
        return self.files_by_ref[ref].standards[ref]

    def standard(self, ref: str) -> Standard:
        """The record of a document, with its last status; structured once."""
        record = self._records.get(ref)
        if record is None:
            made: Standard = structuring.structure(self.raw(ref), Standard)
            record = self._records.setdefault(ref, made)
        return record

    def framework(self, ref: str) -> Framework:
        """The structure of a document that has one; read and structured once."""
        made = self._frameworks.get(ref)
        if made is None:
            made = self._frameworks.setdefault(ref, structuring.framework(self.framework_loaders[ref]()))
        return made

    def provisions(self, ref: str) -> Mapping[str, Provision]:
        """The provisions of a document by their ids."""
        index = self._provisions.get(ref)
        if index is None:
            index = {provision.id: provision for provision in self.framework(ref).provisions}
            self._provisions[ref] = index
        return index

    def grammars(self) -> Iterator[Grammar]:
        """How references are written, as the files of the register and of overlays say."""
        from ...records.grammars import Grammar

        files = {id(file): file for file in (*self.publishers.values(), *self.files_by_ref.values())}
        raws = [raw for file in files.values() for raw in file.grammars]
        raws += [raw for file in self.overlays for raw in file.sections["grammars"] if raw not in raws]
        return (structuring.structure(raw, Grammar) for raw in raws)

    def publisher(self, body: str) -> Publisher:
        record: Publisher = structuring.structure(self.publishers[body].publishers[body], Publisher)
        return record

    def ordered(self, standard: str) -> tuple[str, ...]:
        """The editions of a standard, oldest first."""
        order = self._orders.get(standard)
        if order is None:
            order = self._orders[standard] = tuple(sorted(self.editions[standard], key=self._first_seen))
        return order

    def _first_seen(self, ref: str) -> tuple[str, str]:
        raw = self.raw(ref)
        first = raw["history"][0]
        began = certain_day(raw.get("published"), None) if raw.get("published") else ""
        return began or certain_day(first.get("date"), first.get("seen_on")), ref

    def current(self, standard: str, day: str) -> str | None:
        """The edition to rely on that day, else the one to come, else the last; None if none is known."""
        best, rank = None, -1
        for ref in self.ordered(standard):
            event = status_event_on(self.raw(ref), day)
            if event is not None and _CURRENCY_RANK[event["status"]] >= rank:
                best, rank = ref, _CURRENCY_RANK[event["status"]]
        return best


@lru_cache(maxsize=1)
def packaged() -> Register:
    """The register that comes with the package."""
    return read_packaged(files.packaged_folder())


def read_packaged(data: Traversable) -> Register:
    """The register of a data folder: its manifest is read now, its files when they are needed."""
    manifest = json.loads((data / "manifest.json").read_bytes())
    files_by_ref: dict[str, RegisterFile] = {}
    publishers: dict[str, RegisterFile] = {}
    for name, listed in manifest["register"].items():
        file = RegisterFile(name, partial(_shelf, data, name))
        files_by_ref.update(dict.fromkeys(listed["standards"], file))
        publishers.update(dict.fromkeys(listed["publishers"], file))
    framework_loaders: dict[str, Callable[[], Raw]] = {
        ref: partial(_structure, data, listed["file"]) for ref, listed in manifest["frameworks"].items()
    }
    mappings = {
        set_id: MappingFile(listed["file"], listed["documents"], partial(_sheet, data, listed["file"]))
        for set_id, listed in manifest.get("mappings", {}).items()
    }
    return Register(manifest["data_version"], files_by_ref, publishers, {}, (), framework_loaders, mappings)


def _shelf(data: Traversable, name: str) -> DataFile:
    return folders.sections(json.loads((data / name).read_bytes()), name)


def _structure(data: Traversable, name: str) -> Raw:
    raw: Raw = json.loads((data / name).read_bytes())
    return raw


def _sheet(data: Traversable, name: str) -> Sheet:
    sheet = folders.mapping_file((data / name).read_bytes(), name).mappings
    assert sheet is not None
    return sheet
