"""Every document by its reference, of the packaged data and of overlays, whatever the day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

from . import _reading
from ._reading import DataFile
from ._shapes import Fault, Raw
from .dates import certain_day
from .errors import InvalidData, nearest
from .records import Annotation, Publisher, Standard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

    from ._sssom import Sheet
    from .grammars import Grammar
    from .structures import Framework, Provision

Made = TypeVar("Made")

__all__ = ["FORMER", "IN_EFFECT", "Register", "Volume", "packaged", "read_packaged", "standing"]

#: Statuses of a document that can be relied on, and of one that no longer can.
IN_EFFECT = frozenset({"published", "in-force"})
FORMER = frozenset({"superseded", "withdrawn", "cancelled"})
_RANK = {
    **dict.fromkeys(IN_EFFECT, 3),
    **dict.fromkeys(("approved", "draft", "planned"), 2),
    **dict.fromkeys(("superseded", "withdrawn"), 1),
    "cancelled": 0,
}


class Shelf:
    """The documents and bodies of one file, read when first asked for."""

    __slots__ = ("_grammars", "_load", "_publishers", "_standards", "name")

    def __init__(self, name: str, load: Callable[[], DataFile]) -> None:
        self.name = name
        self._load = load
        self._standards: dict[str, Raw] | None = None
        self._publishers: dict[str, Raw] | None = None
        self._grammars: list[Raw] = []

    def _read(self) -> None:
        sections = self._load().sections
        self._grammars = sections["grammars"]
        # Two threads may both come here: they make equal mappings, and the last assignment stays.
        self._publishers = {raw["id"]: raw for raw in sections["publishers"]}
        self._standards = {key(raw): raw for raw in sections["standards"]}

    @property
    def standards(self) -> Mapping[str, Raw]:
        if self._standards is None:
            self._read()
        assert self._standards is not None
        return self._standards

    @property
    def publishers(self) -> Mapping[str, Raw]:
        if self._standards is None:
            self._read()
        assert self._publishers is not None
        return self._publishers

    @property
    def grammars(self) -> list[Raw]:
        if self._standards is None:
            self._read()
        return self._grammars


class Volume:
    """One mapping set: which documents it ties together, and its sheet, read when first asked for."""

    __slots__ = ("_load", "_sheet", "documents", "name")

    def __init__(self, name: str, documents: Iterable[str], load: Callable[[], Sheet]) -> None:
        self.name = name
        self.documents = frozenset(documents)
        self._load = load
        self._sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet:
        if self._sheet is None:
            # Two threads may both come here: they make equal sheets, and the last assignment stays.
            self._sheet = self._load()
        return self._sheet


def key(raw: Raw) -> str:
    """The canonical reference of a raw document."""
    return f"{raw['id']}@{raw['edition']}"


def key_of(framework: Raw) -> str:
    """The canonical reference of the document whose framework this is."""
    return f"{framework['standard']}@{framework['edition']}"


def standing(raw: Raw, day: str) -> Raw | None:
    """The status event of a raw document that certainly holds on a day in ISO form; None before the first."""
    held = None
    for event in raw["history"]:
        if certain_day(event.get("date"), event.get("seen_on")) <= day:
            held = event
    return held


class Register:
    """The documents that catalogs of every day share. It grows only by making a new one."""

    __slots__ = (
        "_frameworks", "_made", "_orders", "_provisions", "_records", "annotations", "data_version",
        "editions", "mappings", "overlays", "publishers", "structured", "where",
    )  # fmt: skip

    def __init__(
        self,
        data_version: str,
        where: dict[str, Shelf],
        publishers: dict[str, Shelf],
        annotations: dict[str, tuple[Annotation, ...]],
        overlays: tuple[DataFile, ...],
        structured: dict[str, Callable[[], Raw]],
        mappings: dict[str, Volume],
    ) -> None:
        self.data_version = data_version
        self.where = where
        self.publishers = publishers
        self.annotations = annotations
        self.overlays = overlays
        self.structured = structured
        self.mappings = mappings
        self.editions: dict[str, list[str]] = {}
        for ref in where:
            self.editions.setdefault(ref.partition("@")[0], []).append(ref)
        self._orders: dict[str, tuple[str, ...]] = {}
        self._records: dict[str, Standard] = {}
        self._frameworks: dict[str, Framework] = {}
        self._provisions: dict[str, dict[str, Provision]] = {}
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[Register], Made]) -> Made:
        """Something that is made of this register when it is first asked for, and kept with it."""
        made = self._made.get(name)
        if made is None:
            made = self._made.setdefault(name, make(self))
        return cast("Made", made)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.data_version, self.overlays)

    def overlaid(self, files: Iterable[DataFile], settle: bool = True) -> Register:
        """A register with the files of overlays added; InvalidData leaves this one as it was.

        With `settle`, what must hold between records is looked at too.
        """
        where, publishers = dict(self.where), dict(self.publishers)
        annotations = dict(self.annotations)
        new: list[str] = []
        overlays = list(self.overlays)
        structured = dict(self.structured)
        mappings = dict(self.mappings)
        for file in files:
            overlays.append(file)
            if file.mappings is not None:
                _add_mappings(file.name, file.mappings, mappings)
            if file.framework is not None:
                _add_framework(file, structured)
            shelf = Shelf(file.name, lambda file=file: file)  # type: ignore[misc]
            _unique(file, "standards", key)
            _unique(file, "publishers", lambda raw: str(raw["id"]))
            for ref, raw in shelf.standards.items():
                held = where.get(ref)
                if held is None or ref in file.replaces:
                    where[ref] = shelf
                    new.append(ref)
                else:
                    _agree(Standard, held.standards[ref], raw, held.name, file.name, ref)
            for body, raw in shelf.publishers.items():
                held = publishers.get(body)
                if held is None:
                    publishers[body] = shelf
                else:
                    _agree(Publisher, held.publishers[body], raw, held.name, file.name, body)
            for raw in file.sections["annotations"]:
                note = _reading.structure(raw, Annotation)
                held_notes = annotations.get(raw["ref"], ())
                if note not in held_notes:
                    annotations[raw["ref"]] = tuple(sorted((*held_notes, note), key=_note_order))
        grown = Register(
            self.data_version, where, publishers, annotations, tuple(overlays), structured, mappings
        )
        for name, fault in [*grown.faults(new), *grown.loose_ends()] if settle else ():
            raise InvalidData(fault.problem, name, fault.record, fault.field, fault.repair)
        return grown

    @property
    def content(self) -> tuple[str, frozenset[tuple[str, Any]]]:
        """What tells two registers apart: the data version, and what overlays put in force."""
        # A shelf that an overlay brought holds its file; a packaged one is told by the version.
        changed = frozenset(
            (ref, self.standard(ref))
            for file in self.overlays
            for ref in map(key, file.sections["standards"])
        )
        bodies = frozenset(
            (raw["id"], self.publisher(raw["id"]))
            for file in self.overlays
            for raw in file.sections["publishers"]
        )
        structures = frozenset(
            (key_of(file.framework), self.framework(key_of(file.framework)))
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
        return self.where[ref].standards[ref]

    def standard(self, ref: str) -> Standard:
        """The record of a document, with its last status; structured once."""
        record = self._records.get(ref)
        if record is None:
            made: Standard = _reading.structure(self.raw(ref), Standard)
            record = self._records.setdefault(ref, made)
        return record

    def framework(self, ref: str) -> Framework:
        """The structure of a document that has one; read and structured once."""
        made = self._frameworks.get(ref)
        if made is None:
            made = self._frameworks.setdefault(ref, _reading.framework(self.structured[ref]()))
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
        from .grammars import Grammar

        shelves = {id(shelf): shelf for shelf in (*self.publishers.values(), *self.where.values())}
        raws = [raw for shelf in shelves.values() for raw in shelf.grammars]
        raws += [raw for file in self.overlays for raw in file.sections["grammars"] if raw not in raws]
        return (_reading.structure(raw, Grammar) for raw in raws)

    def publisher(self, body: str) -> Publisher:
        record: Publisher = _reading.structure(self.publishers[body].publishers[body], Publisher)
        return record

    def ordered(self, standard: str) -> tuple[str, ...]:
        """The editions of a standard, oldest first."""
        order = self._orders.get(standard)
        if order is None:
            order = self._orders[standard] = tuple(sorted(self.editions[standard], key=self._age))
        return order

    def _age(self, ref: str) -> tuple[str, str]:
        raw = self.raw(ref)
        first = raw["history"][0]
        began = certain_day(raw.get("published"), None) if raw.get("published") else ""
        return began or certain_day(first.get("date"), first.get("seen_on")), ref

    def current(self, standard: str, day: str) -> str | None:
        """The edition to rely on that day, else the one to come, else the last; None if none is known."""
        best, rank = None, -1
        for ref in self.ordered(standard):
            event = standing(self.raw(ref), day)
            if event is not None and _RANK[event["status"]] >= rank:
                best, rank = ref, _RANK[event["status"]]
        return best

    # ------------------------------------------------------------ what must hold between records

    def faults(self, refs: Iterable[str]) -> Iterator[tuple[str, Fault]]:
        """What is wrong between these documents and all others, each with the file it stands in."""
        for ref in refs:
            raw, name = self.raw(ref), self.where[ref].name
            for field in ("publisher", "co_publishers"):
                bodies = raw.get(field) or []
                for body in [bodies] if isinstance(bodies, str) else bodies:
                    if body not in self.publishers:
                        yield (
                            name,
                            Fault(
                                ref,
                                field,
                                f"the publisher {body!r} is not known",
                                _meant(body, self.publishers),
                            ),
                        )
            for field in _TIES:
                for tie in raw.get(field) or ():
                    if tie.get("ref") and tie["ref"] not in self.where:
                        yield (
                            name,
                            Fault(
                                ref,
                                field,
                                f"{tie['ref']} is not in the catalog",
                                _meant(tie["ref"], self.where),
                            ),
                        )
            circle = self._circle(ref)
            if circle:
                yield (
                    name,
                    Fault(
                        ref,
                        "replaces",
                        f"the succession goes round in a circle: {' replaces '.join(circle)}",
                        "take one of these successions out",
                    ),
                )

    def loose_ends(self) -> Iterator[tuple[str, Fault]]:
        """Annotations, frameworks and relationships, of overlays, of documents that are not there."""
        for file in self.overlays:
            if file.mappings is not None:
                yield from ((file.name, fault) for fault in self.loose_relationships(file.mappings))
            if file.framework is not None and key_of(file.framework) not in self.where:
                ref = key_of(file.framework)
                yield (
                    file.name,
                    Fault(ref, "standard", f"{ref} is not in the catalog", _meant(ref, self.where)),
                )
            for raw in file.sections["grammars"]:
                if raw["standard"] not in self.editions:
                    wrong = f"{raw['standard']} is not in the catalog"
                    meant = _meant(raw["standard"], self.editions)
                    yield file.name, Fault(raw["standard"], "standard", wrong, meant)
            for raw in file.sections["annotations"]:
                ref = raw["ref"]
                if ref not in self.where and ref not in self.editions:
                    yield (
                        file.name,
                        Fault(ref, "ref", f"{ref} is not in the catalog", _meant(ref, self.where)),
                    )

    def loose_relationships(self, sheet: Sheet) -> Iterator[Fault]:
        """Relationships of documents that are not there, and that do not say why; one of each."""
        documents = {*map(str, sheet.header.subjects), *map(str, sheet.header.objects)}
        for document in sorted(documents - self.where.keys()):
            for row, ends in enumerate(zip(sheet.subjects, sheet.objects, strict=True)):
                named = [sheet.refs[end] for end in ends if sheet.refs[end].partition(":")[0] == document]
                if named and not sheet.text("unresolved", row):
                    repair = f"{_meant(document, self.where)}; or say under unresolved why it is not"
                    yield Fault(str(named[0]), "", f"{document} is not in the catalog", repair)
                    break

    def _predecessors(self, ref: str) -> list[str]:
        raw = self.raw(ref)
        return [tie["ref"] for tie in raw.get("replaces") or () if tie.get("ref") in self.where]

    def _circle(self, start: str) -> list[str]:
        """A path of `replaces` from a document back to itself; empty if there is none."""
        paths = [[start]]
        seen = set()
        while paths:
            path = paths.pop()
            for before in self._predecessors(path[-1]):
                if before == start:
                    return [*path, start]
                if before not in seen:
                    seen.add(before)
                    paths.append([*path, before])
        return []


@lru_cache(maxsize=1)
def packaged() -> Register:
    """The register that comes with the package."""
    return read_packaged(_reading.packaged())


def read_packaged(data: Traversable) -> Register:
    """The register of a data folder: its manifest is read now, its files when they are needed."""
    manifest = json.loads((data / "manifest.json").read_bytes())
    where: dict[str, Shelf] = {}
    publishers: dict[str, Shelf] = {}
    for name, listed in manifest["register"].items():
        shelf = Shelf(name, _loader(data, name))
        where.update(dict.fromkeys(listed["standards"], shelf))
        publishers.update(dict.fromkeys(listed["publishers"], shelf))
    structured = {
        ref: _framework_loader(data, listed["file"]) for ref, listed in manifest["frameworks"].items()
    }
    mappings = {
        set_id: Volume(listed["file"], listed["documents"], _sheet_loader(data, listed["file"]))
        for set_id, listed in manifest.get("mappings", {}).items()
    }
    return Register(manifest["data_version"], where, publishers, {}, (), structured, mappings)


def _rebuild(data_version: str, overlays: tuple[DataFile, ...]) -> Register:
    """A pickled register, on the data of the installed package."""
    register = packaged()
    if register.data_version != data_version:
        raise InvalidData(
            f"the catalog was pickled with data {data_version}; installed is {register.data_version}",
            repair="load it anew",
        )
    return register.overlaid(overlays) if overlays else register


_TIES = ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")


def _loader(data: Any, name: str) -> Callable[[], DataFile]:
    return lambda: _reading.sections(json.loads((data / name).read_bytes()), name)


def _framework_loader(data: Traversable, name: str) -> Callable[[], Raw]:
    def load() -> Raw:
        raw: Raw = json.loads((data / name).read_bytes())
        return raw

    return load


def _sheet_loader(data: Traversable, name: str) -> Callable[[], Sheet]:
    def load() -> Sheet:
        sheet = _reading.mapping_file((data / name).read_bytes(), name).mappings
        assert sheet is not None
        return sheet

    return load


def _meant(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f"did you mean {' or '.join(near)}" if near else "add it, or name one that is there"


def _note_order(note: Annotation) -> tuple[str, str, str, str]:
    return note.key, note.value, note.author or "", note.date or ""


def _add_framework(file: DataFile, structured: dict[str, Callable[[], Raw]]) -> None:
    raw = file.framework
    assert raw is not None
    ref = key_of(raw)
    if ref in structured and structured[ref]() != raw:
        raise InvalidData(
            "the structure of this document stands already, and differs",
            file.name,
            ref,
            repair="take it out, or give the document another edition of your own",
        )
    structured[ref] = lambda: raw


def _add_mappings(name: str, sheet: Sheet, mappings: dict[str, Volume]) -> None:
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
    mappings[header.id] = Volume(name, map(str, (*header.subjects, *header.objects)), lambda: sheet)


def _unique(file: DataFile, section: str, name: Callable[[Raw], str]) -> None:
    seen: dict[str, Raw] = {}
    for raw in file.sections[section]:
        if name(raw) in seen:
            raise InvalidData(
                "the same record stands twice in one file", file.name, name(raw), "id", "keep one of the two"
            )
        seen[name(raw)] = raw


def _agree(record: type, held: Raw, raw: Raw, held_in: str, file: str, name: str) -> None:
    if held is not raw and _reading.structure(held, record) != _reading.structure(raw, record):
        raise InvalidData(
            f"the record stands already, and differs, in {held_in}",
            file,
            name,
            repair='annotate it, or list it under "replaces" if yours shall stand in its place',
        )
