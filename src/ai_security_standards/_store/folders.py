"""From bytes to records and back: the only room that knows files, JSON and cattrs."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import InvalidData, nearest
from .files import MOST_BYTES, canonical, packaged_folder, parse, read_text, text_of
from .shapes import Fault, Raw, excerpt, faults, is_ref, record_label
from .structuring import (
    record_of,
    structure,
    unstructure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .sssom import Sheet

__all__ = [
    "SECTIONS",
    "DataFile",
    "canonical",
    "mapping_file",
    "overlay_files",
    "packaged_folder",
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

MOST_RECORDS = 500_000
MOST_RELATIONSHIPS = 4_000_000


class DataFile(NamedTuple):
    """One data file as parsed: where it came from, and its raw records, its framework or its mapping set."""

    name: str
    sections: Mapping[str, list[Raw]]
    replaces: frozenset[str] = frozenset()
    framework: Raw | None = None
    mappings: Sheet | None = None


# ---------------------------------------------------------------- bytes to raw values


# ---------------------------------------------------------------- raw values to records and back


# ---------------------------------------------------------------- folders


def rules() -> Raw:
    """The packaged_folder rules on whom law applies to, raw."""
    raw: Raw = json.loads((packaged_folder() / "applicability.json").read_bytes())
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
                f"{excerpt(each)} is no reference", name, field="replaces", repair="write standard@edition"
            )
    return DataFile(name, {key: raw.get(key, []) for key in SECTIONS}, frozenset(replaces))


def read_overlay(folder: str | os.PathLike[str]) -> Iterator[DataFile]:
    """The data files of a user's folder, in the order of their names, each record sound in shape.

    The folder has the shape of the packaged_folder data: `register/*.json`,
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
    from .sssom import read

    return DataFile(name, {section: [] for section in SECTIONS}, mappings=read(content, name))


def shape_faults(file: DataFile) -> Iterator[Fault]:
    """What keeps the records of a file from being structured."""
    if file.framework is not None:
        from ..records.provisions import Framework

        yield from faults(file.framework, Framework)
    for section in SECTIONS:
        for position, raw in enumerate(file.sections[section]):
            yield from faults(raw, record_of(section), record_label(raw) or f"{section}[{position}]")


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
