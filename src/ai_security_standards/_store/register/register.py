"""The register: every document of the packaged data and of overlays, on all days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, TypeVar, cast

from ...records.dates import certain_day, last_begun
from ...records.standards import Standard
from ...vocabulary.documents import IN_EFFECT
from .. import files, folders, structuring
from ..folders import DataFile
from ..shapes import Raw
from .lazy_files import DialectFile, MappingFile, RegisterFile, document_ref, framework_ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

    from ...records.dialects import Dialect
    from ...records.grammars import Grammar
    from ...records.laws import Law
    from ...records.provisions import Framework, Provision
    from ...records.publishers import Annotation, Publisher
    from ..history.folders import Change
    from ..sssom import Sheet

Value = TypeVar("Value")

__all__ = [
    "MappingFile",
    "Register",
    "document_ref",
    "framework_ref",
    "packaged_register",
    "read_register",
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
    """The documents that catalogs of all days share. Immutable: overlaying returns a new register.

    Args:
        data_version: The release of the packaged data.
        files_by_ref: The register file of each document.
        publishers: The register file of each publisher.
        annotations: The annotations of each document or standard.
        overlays: The data files of overlays, in the order in which they were added.
        framework_loaders: How to read the raw framework of a document.
        mappings: The file of each mapping set.
        law_loaders: How to read the raw rules of a law.
        load_certifiable: How to read the raw list of what can be certified.
        digest: The digest of the packaged records.
        changes_since: What later releases changed, from a release on.
        dialect_files: The names and the raw record of the dialect of each tool.
        latest_wordings: The latest day on which a text changed, of documents that are amended in place.
        load_lexicon: How to read what is stored of the names and identifiers; empty where nothing is.
    """

    __slots__ = (
        "_cache", "_frameworks", "_orders", "_provisions", "_records", "annotations", "changes_since",
        "data_version", "dialect_files", "digest", "editions", "files_by_ref", "framework_loaders",
        "given_overlays", "latest_wordings", "law_loaders", "load_certifiable", "load_lexicon", "mappings",
        "overlays", "publishers",
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
        law_loaders: Mapping[str, Callable[[], Raw]],
        load_certifiable: Callable[[], list[Raw]] = list,
        digest: str = "",
        changes_since: Callable[[str], Iterable[Change]] = lambda _: (),
        dialect_files: Mapping[str, DialectFile] = MappingProxyType({}),
        latest_wordings: Mapping[str, str] = MappingProxyType({}),
        load_lexicon: Callable[[], bytes] = bytes,
    ) -> None:
        self.data_version = data_version
        self.files_by_ref = files_by_ref
        self.publishers = publishers
        self.annotations = annotations
        self.overlays = overlays
        self.framework_loaders = framework_loaders
        self.mappings = mappings
        self.law_loaders = law_loaders
        self.load_certifiable = load_certifiable
        self.digest = digest
        self.changes_since = changes_since
        self.dialect_files = dialect_files
        self.latest_wordings = latest_wordings
        self.load_lexicon = load_lexicon
        #: The overlays as they were given; under an earlier release, `overlays` leaves out some of it.
        self.given_overlays = overlays
        self.editions: dict[str, list[str]] = {}
        for ref in files_by_ref:
            self.editions.setdefault(ref.partition("@")[0], []).append(ref)
        self._orders: dict[str, tuple[str, ...]] = {}
        self._records: dict[str, Standard] = {}
        self._frameworks: dict[str, Framework] = {}
        self._provisions: dict[str, dict[str, Provision]] = {}
        self._cache: dict[str, Any] = {}

    def cached(self, name: str, make: Callable[[Register], Value]) -> Value:
        """Return the value of that name, made from this register when first asked for."""
        value = self._cache.get(name)
        if value is None:
            value = self._cache.setdefault(name, make(self))
        return cast("Value", value)

    @property
    def content(self) -> tuple[str, frozenset[tuple[str, Any]]]:
        """Return what distinguishes two registers: the data version, and the effect of the overlays."""
        documents = frozenset(
            (ref, self.standard(ref))
            for file in self.overlays
            for ref in map(document_ref, file.sections["standards"])
        )
        publishers = frozenset(
            (raw["id"], self.publisher(raw["id"]))
            for file in self.overlays
            for raw in file.sections["publishers"]
        )
        refs = [framework_ref(file.framework) for file in self.overlays if file.framework is not None]
        frameworks = frozenset((ref, self.framework(ref)) for ref in refs)
        files = {set_id: self.mappings.get(set_id) for set_id in self._overlaid_sets}
        sheets = frozenset((set_id, file.sheet if file else None) for set_id, file in files.items())
        annotations = frozenset(self.annotations.items())
        laws = frozenset(
            (file.rules["standard"], self.law(file.rules["standard"])) for file in self.overlays if file.rules
        )
        tools = [file.dialect["tool"] for file in self.overlays if file.dialect is not None]
        dialects = frozenset((tool, self.dialect(tool)) for tool in tools)
        records = documents | publishers | frameworks | sheets | annotations | laws | dialects
        return self.data_version, records

    @property
    def _overlaid_sets(self) -> set[str]:
        """Return the ids of mapping sets that overlays added or replaced."""
        headers = [file.mappings.header for file in self.overlays if file.mappings is not None]
        return {set_id for header in headers for set_id in (header.id, *header.replaces)}

    # ------------------------------------------------------------ reading

    def raw(self, ref: str) -> Raw:
        """Return the raw record of a document."""
        return self.files_by_ref[ref].standards[ref]

    def standard(self, ref: str) -> Standard:
        """Return the record of a document with its latest status; it is structured once."""
        record = self._records.get(ref)
        if record is None:
            structured: Standard = structuring.structure(self.raw(ref), Standard)
            record = self._records.setdefault(ref, structured)
        return record

    def framework(self, ref: str) -> Framework:
        """Return the framework of a document that has one; it is read and structured once."""
        framework = self._frameworks.get(ref)
        if framework is None:
            raw = self.framework_loaders[ref]()
            framework = self._frameworks.setdefault(ref, structuring.framework(raw))
        return framework

    def provisions(self, ref: str) -> Mapping[str, Provision]:
        """Return the provisions of a document by id."""
        index = self._provisions.get(ref)
        if index is None:
            index = {provision.id: provision for provision in self.framework(ref).provisions}
            self._provisions[ref] = index
        return index

    def grammars(self) -> Iterator[Grammar]:
        """Return how references are written, from the files of the register and of overlays."""
        from ...records.grammars import Grammar

        files = {id(file): file for file in (*self.publishers.values(), *self.files_by_ref.values())}
        raws = [raw for file in files.values() for raw in file.grammars]
        raws += [raw for file in self.overlays for raw in file.sections["grammars"] if raw not in raws]
        return (structuring.structure(raw, Grammar) for raw in raws)

    def law(self, standard: str) -> Law | None:
        """Return the rules of a law by the id of its document; None where there are none."""
        load = self.law_loaders.get(standard)
        if load is None:
            return None
        return self.cached(f"law {standard}", lambda _: _law_of(load()))

    def dialect(self, tool: str) -> Dialect | None:
        """Return the dialect of a tool by its id; None where there is none."""
        file = self.dialect_files.get(tool)
        if file is None:
            return None
        return self.cached(f"dialect {tool}", lambda _: _dialect_of(file.load()))

    def publisher(self, id: str) -> Publisher:
        """Return the record of a publisher."""
        from ...records.publishers import Publisher

        record: Publisher = structuring.structure(self.publishers[id].publishers[id], Publisher)
        return record

    def ordered(self, standard: str) -> tuple[str, ...]:
        """Return the references of the editions of a standard, oldest first."""
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
        """Return the edition in effect on a day, else the next one, else the last; None if none is known."""
        return self.current_by(standard, lambda ref: status_event_on(self.raw(ref), day))

    def current_by(self, standard: str, event_of: Callable[[str], Raw | None]) -> str | None:
        """Return what `current` does, given the status event of each edition on the day."""
        best, rank = None, -1
        for ref in self.ordered(standard):
            event = event_of(ref)
            if event is not None and _CURRENCY_RANK[event["status"]] >= rank:
                best, rank = ref, _CURRENCY_RANK[event["status"]]
        return best


def _law_of(raw: Raw) -> Law:
    from ...records.laws import Law

    law: Law = structuring.structure(raw, Law)
    return law


def _dialect_of(raw: Raw) -> Dialect:
    from ...records.dialects import Dialect

    dialect: Dialect = structuring.structure(raw, Dialect)
    return dialect


@lru_cache(maxsize=1)
def packaged_register() -> Register:
    """Return the register of the packaged data.

    Raises:
        InvalidData: The manifest is missing.
    """
    return read_register(files.packaged_folder())


def read_register(data: Traversable, manifest: Raw | None = None) -> Register:
    """Read the register of a data folder: its manifest now, its files when they are needed.

    Args:
        data: The folder.
        manifest: Its manifest, where it is not in the folder yet.

    Raises:
        InvalidData: The manifest is missing.
    """
    manifest = manifest or files.read_manifest(data)
    files_by_ref: dict[str, RegisterFile] = {}
    publishers: dict[str, RegisterFile] = {}
    for name, entry in manifest["register"].items():
        file = RegisterFile(name, partial(_read_register_file, data, name))
        files_by_ref.update(dict.fromkeys(entry["standards"], file))
        publishers.update(dict.fromkeys(entry["publishers"], file))
    mappings = {
        set_id: MappingFile(entry["file"], entry["documents"], partial(_read_sheet, data, entry["file"]))
        for set_id, entry in manifest["mappings"].items()
    }
    return Register(
        manifest["data_version"],
        files_by_ref,
        publishers,
        {},
        (),
        _json_loaders(data, manifest["frameworks"]),
        mappings,
        _json_loaders(data, manifest["applicability"]),
        partial(files.read_packaged_json, data, "certifiable.json"),
        manifest["digest"],
        partial(_read_changes, data),
        {
            tool: DialectFile(tuple(entry["names"]), partial(files.read_packaged_json, data, entry["file"]))
            for tool, entry in manifest.get("dialects", {}).items()
        },
        {ref: entry["reworded"] for ref, entry in manifest["frameworks"].items() if "reworded" in entry},
        partial(files.read_derived, data, files.LEXICON),
    )


def _read_changes(data: Traversable, release: str) -> Iterable[Change]:
    from ..history.folders import changes_since

    return changes_since(data, release)


def _json_loaders(data: Traversable, entries: Mapping[str, Raw]) -> dict[str, Callable[[], Raw]]:
    return {key: partial(files.read_packaged_json, data, entry["file"]) for key, entry in entries.items()}


def _read_register_file(data: Traversable, name: str) -> DataFile:
    return folders.register_file(files.read_packaged_json(data, name), name)


def _read_sheet(data: Traversable, name: str) -> Sheet:
    sheet = folders.mapping_file(files.read_packaged_bytes(data, name), name).mappings
    assert sheet is not None
    return sheet
