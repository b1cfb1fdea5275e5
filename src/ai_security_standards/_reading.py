"""From bytes to records and back: the only room that knows files, JSON and cattrs."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple, cast, get_args, get_origin

import attrs

from ._shapes import DERIVED, Fault, Raw, faults, field_types, is_ref, label, show
from .dates import PartialDate
from .errors import InvalidData, nearest
from .records import Annotation, Publisher, Standard
from .refs import Ref
from .vocabulary import Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter
    from importlib_resources.abc import Traversable

    from ._sssom import Sheet
    from .structures import Framework, Provision

__all__ = [
    "SECTIONS",
    "DataFile",
    "canonical",
    "mapping_file",
    "overlay_files",
    "packaged",
    "parse",
    "read_file",
    "read_overlay",
    "read_text",
    "record_of",
    "rules",
    "sections",
    "shape_faults",
    "structure",
    "text_of",
    "unstructure",
]

#: The lists that a register file may hold.
SECTIONS = ("publishers", "standards", "annotations", "grammars")

MOST_BYTES = 256 * 2**20
MOST_RECORDS = 500_000
MOST_RELATIONSHIPS = 4_000_000
MOST_DIGITS = 18


class DataFile(NamedTuple):
    """One data file as parsed: where it came from, and its raw records, its framework or its mapping set."""

    name: str
    sections: Mapping[str, list[Raw]]
    replaces: frozenset[str] = frozenset()
    framework: Raw | None = None
    mappings: Sheet | None = None


def record_of(section: str) -> type:
    """The record class of a section."""
    if section == "grammars":  # its classes cost time that a look-up need not pay
        from .grammars import Grammar

        return Grammar
    return {"publishers": Publisher, "standards": Standard, "annotations": Annotation}[section]


# ---------------------------------------------------------------- bytes to raw values


def text_of(data: bytes, name: str) -> str:
    """The text of a file; InvalidData if it is too large or no UTF-8."""
    if len(data) > MOST_BYTES:
        raise InvalidData(
            f"{len(data)} bytes are more than the {MOST_BYTES} that one file may have",
            name,
            repair="split the file",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InvalidData(f"byte {wrong.start} is not UTF-8", name, repair="save the file as UTF-8") from None


def parse(data: bytes, name: str) -> Any:
    """The JSON value in `data`; InvalidData for whatever is not plain, unambiguous JSON."""
    text = text_of(data, name)

    def once(pairs: list[tuple[str, Any]]) -> Raw:
        record = dict(pairs)
        if len(record) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InvalidData(
                f"the key {twice!r} stands twice in one object",
                name,
                label(record),
                twice,
                "keep one of the two",
            )
        return record

    def number(digits: str) -> int:
        if len(digits) > MOST_DIGITS:
            raise InvalidData(
                f"the number {digits[:20]}… has more than {MOST_DIGITS} digits",
                name,
                repair="write a smaller number, or a text in quotes",
            )
        return int(digits)

    def refuse(digits: str) -> Any:
        raise InvalidData(
            f"{digits[:20]} is no number that a record can hold",
            name,
            repair="write a whole number, or a text in quotes",
        )

    try:
        return json.loads(
            text, object_pairs_hook=once, parse_int=number, parse_float=refuse, parse_constant=refuse
        )
    except RecursionError:
        raise InvalidData(
            "the values are nested too deeply", name, repair="write records of plain lists and objects"
        ) from None
    except json.JSONDecodeError as wrong:
        raise InvalidData(
            f"line {wrong.lineno}, column {wrong.colno} is no JSON: {wrong.msg}",
            name,
            repair="mend the syntax there; the file may have been cut off",
        ) from None


def canonical(value: Any) -> bytes:
    """The one way to write a raw value: UTF-8, two spaces, a final newline, keys as they stand."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


# ---------------------------------------------------------------- raw values to records and back


def _without_derived(record: type) -> Mapping[str, Any]:
    from cattrs.gen import override

    return {name: override(omit=True) for name in DERIVED[record.__name__]}


def _is_sequence(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _hook_of(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """How to structure values of a kind; of words, by their list's own table, which is fastest."""
    if isinstance(kind, type) and issubclass(kind, Word):
        words = kind._value2member_map_
        return lambda value, _: words[value]
    return converter.get_structure_hook(kind)


@cache
def _structurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    # What comes here has passed the sieve, or was checked before it was shipped.
    converter = Converter(detailed_validation=False)
    date_of, ref_of = lru_cache(maxsize=8192)(PartialDate), lru_cache(maxsize=8192)(Ref.parse)
    converter.register_structure_hook(PartialDate, lambda value, _: date_of(value))
    converter.register_structure_hook(Ref, lambda value, _: ref_of(value))

    # For every list, those included that are made only when they are asked for. To call one takes longer.
    converter.register_structure_hook(Word, lambda value, words: words._value2member_map_[value])
    hook_of = partial(_hook_of, converter)

    def sequence(kind: Any) -> Callable[[list[Any], Any], tuple[Any, ...]]:
        (part, _) = get_args(kind)
        if part is str:
            return lambda values, _: tuple(values)
        inner = hook_of(part)
        return lambda values, _: tuple([inner(value, part) for value in values])

    def optional(kind: Any) -> Callable[[Any, Any], Any]:
        part = next(each for each in get_args(kind) if each is not type(None))
        if part is str:
            return lambda value, _: value
        inner = hook_of(part)
        return lambda value, _: None if value is None else inner(value, part)

    converter.register_structure_hook_factory(_is_sequence, sequence)
    converter.register_structure_hook_factory(lambda kind: type(None) in get_args(kind), optional)
    converter.register_structure_hook(
        Standard,
        make_dict_structure_fn(
            Standard, converter, _cattrs_detailed_validation=False, **_without_derived(Standard)
        ),
    )
    return converter


@cache
def _unstructurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook(Ref, str)
    from .structures import Provision

    for record in (Standard, Provision):
        hook: Callable[[Any], Raw] = make_dict_unstructure_fn(
            record, converter, _cattrs_omit_if_default=True, **_without_derived(record)
        )
        converter.register_unstructure_hook(record, hook)
    return converter


def structure(raw: Raw, record: type) -> Any:
    """The record of a raw value that is known to be sound."""
    return _structurer().structure(raw, record)


def unstructure(record: Any) -> Raw:
    """The raw value of a record, fields in the order of the class, defaults left out."""
    raw: Raw = _unstructurer().unstructure(record)
    return raw


@cache
def _provision_hooks() -> Mapping[str, Callable[[Any, Any], Any]]:
    """How to structure those fields of a provision that are no plain values."""
    from .structures import Provision

    converter = _structurer()
    plain = (str, str | None, bool, int)
    types = {name: kind for name, (kind, _) in field_types(Provision).items() if kind not in plain}
    return {name: _hook_of(converter, kind) for name, kind in types.items()}


def _provisions(raw: Raw) -> Iterator[Provision]:
    """The provisions of a raw framework, each in its place.

    Of their many fields a few are written: to look at these alone takes a third of the time of a
    hook for the whole record.
    """
    from .structures import Draft, Provision

    hooks = _provision_hooks()
    placed: dict[str | None, Any] = {}
    for order, written in enumerate(raw["provisions"]):
        draft = placed[written["id"]] = Draft(raw["standard"], raw["edition"], **written, order=order)
        for name in written:
            if name in hooks:
                setattr(draft, name, hooks[name](written[name], None))
        above = placed.get(draft.parent)
        if above is not None:
            draft.depth = above.depth + 1
            draft.application = above.application
        if draft.applies:
            draft.application = draft.applies
        draft.__class__ = Provision
        yield cast("Provision", draft)


def framework(raw: Raw) -> Framework:
    """The framework of a raw file that is known to be sound; its provisions get their place in it."""
    from .structures import Framework

    bare: Framework = structure({**raw, "provisions": []}, Framework)
    return attrs.evolve(bare, provisions=tuple(_provisions(raw)))


# ---------------------------------------------------------------- folders


def packaged() -> Traversable:
    """The folder of the data that comes with the package."""
    here = pathlib.Path(__file__).with_name("data")
    if here.is_dir():  # the usual case, and a tenth of a cold look-up cheaper than the general one
        return cast("Traversable", here)  # it has all of the protocol that is used here
    from importlib_resources import files

    return files("ai_security_standards") / "data"


def rules() -> Raw:
    """The packaged rules on whom law applies to, raw."""
    raw: Raw = json.loads((packaged() / "applicability.json").read_bytes())
    return raw


def sections(raw: Any, name: str) -> DataFile:
    """A parsed register file taken apart; InvalidData if it is no register file at all."""
    if type(raw) is not dict:
        raise InvalidData("a register file is one JSON object", name, repair='write {"standards": [ … ]}')
    replaces = raw.get("replaces", [])
    for key, value in raw.items():
        if key not in SECTIONS and key != "replaces":
            near = nearest(key, [*SECTIONS, "replaces"])
            raise InvalidData(
                "there is no such section",
                name,
                field=key[:80],
                repair=f"did you mean {near[0]}" if near else f"use {', '.join(SECTIONS)} or replaces",
            )
        if type(value) is not list:
            raise InvalidData("the section is no list", name, field=key, repair="write a list in brackets")
    for each in replaces:
        if not is_ref(each):
            raise InvalidData(
                f"{show(each)} is no reference", name, field="replaces", repair="write standard@edition"
            )
    return DataFile(name, {key: raw.get(key, []) for key in SECTIONS}, frozenset(replaces))


def read_overlay(folder: str | os.PathLike[str]) -> Iterator[DataFile]:
    """The data files of a user's folder, in the order of their names, each record sound in shape.

    The folder has the shape of the packaged data: `register/*.json`,
    `frameworks/<standard>/<edition>.json` and `mappings/*.sssom.tsv`. Links are refused, since they
    could lead out of the folder, and so is every other data file: nothing is silently skipped.
    """
    total = relationships = 0
    paths, misplaced = overlay_files(folder)
    for problem in misplaced:
        raise problem
    for path in paths:
        found = read_file(path)
        total += sum(map(len, found.sections.values()))
        total += len(found.framework.get("provisions", ())) if isinstance(found.framework, dict) else 0
        if total > MOST_RECORDS:
            raise InvalidData(
                f"the folder holds more than {MOST_RECORDS} records", path, repair="load fewer documents"
            )
        relationships += len(found.mappings) if found.mappings is not None else 0
        if relationships > MOST_RELATIONSHIPS:
            raise InvalidData(
                f"the folder holds more than {MOST_RELATIONSHIPS} relationships",
                path,
                repair="load fewer mapping sets",
            )
        for fault in shape_faults(found):
            raise InvalidData(fault.problem, path, fault.record, fault.field, fault.repair)
        yield found


def read_file(path: str) -> DataFile:
    """One data file of a user's; InvalidData if it is none."""
    with open(path, "rb") as handle:
        content = handle.read(MOST_BYTES + 1)
    if path.endswith(".tsv"):
        return mapping_file(content, path)
    raw = parse(content, path)
    if pathlib.PurePath(path).parts[-3:-2] == ("frameworks",):
        return DataFile(path, {section: [] for section in SECTIONS}, framework=raw)
    return sections(raw, path)


def mapping_file(content: bytes, name: str) -> DataFile:
    """A data file that holds a mapping set; InvalidData if it is none."""
    from ._sssom import read

    return DataFile(name, {section: [] for section in SECTIONS}, mappings=read(content, name))


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file of a user's; InvalidData if it is none."""
    name = os.fspath(path)
    try:
        with open(name, "rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError as wrong:
        raise InvalidData(f"it cannot be read: {wrong.strerror}", name, repair="name a file") from None
    return text_of(data, name)


def shape_faults(file: DataFile) -> Iterator[Fault]:
    """What keeps the records of a file from being structured."""
    if file.framework is not None:
        from .structures import Framework

        yield from faults(file.framework, Framework)
    for section in SECTIONS:
        for position, raw in enumerate(file.sections[section]):
            yield from faults(raw, record_of(section), label(raw) or f"{section}[{position}]")


_PLACES = (("register", 2, ".json"), ("frameworks", 3, ".json"), ("mappings", 2, ".sssom.tsv"))


def overlay_files(folder: str | os.PathLike[str]) -> tuple[list[str], list[InvalidData]]:
    """The data files of an overlay, and what else lies there that has no place."""
    top = os.fspath(folder)
    if not os.path.isdir(top):
        wrong = "there is no such folder"
        return [], [InvalidData(wrong, str(top), repair="give a folder that holds register/*.json")]
    found: list[str] = []
    misplaced: list[InvalidData] = []
    for here, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(folders + names):
            path = os.path.join(here, name)
            inside = os.path.relpath(path, top).split(os.sep)
            if os.path.islink(path):
                wrong, repair = "a link could lead out of the folder", "put the file itself there"
            elif name in folders or not name.endswith((".json", ".tsv")):
                continue
            elif not os.path.isfile(path):
                wrong, repair = "it is no regular file", "put a file there"
            elif not any(
                inside[0] == top_folder and len(inside) == depth and name.endswith(ending)
                for top_folder, depth, ending in _PLACES
            ):
                wrong = "a data file has no place here"
                repair = (
                    "move it to register/*.json, frameworks/<standard>/<edition>.json or mappings/*.sssom.tsv"
                )
            else:
                found.append(path)
                continue
            misplaced.append(InvalidData(wrong, path, repair=repair))
    if not found and not misplaced:
        wrong = "the folder holds no data"
        misplaced = [InvalidData(wrong, str(top), repair="put register files into register/*.json")]
    return found, misplaced
