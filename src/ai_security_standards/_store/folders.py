"""Data files and folders of them: register files, frameworks, mapping sets, rules of law."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import InvalidData
from .files import GENERATION, RELEASE, parse, path_text, read_bytes
from .findings import Finding, suggestion
from .shapes import Raw, excerpt, is_ref, record_label
from .structuring import record_of, shape_findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .sssom import Sheet

__all__ = [
    "SECTIONS",
    "DataFile",
    "checked_files",
    "data_file",
    "file_findings",
    "mapping_file",
    "overlay_files",
    "read_file",
    "read_overlay",
    "register_file",
]

#: The lists that a register file may hold.
SECTIONS = ("publishers", "standards", "annotations", "grammars")

MAX_RECORDS = 500_000
MAX_RELATIONSHIPS = 4_000_000
_LONGEST_RELEASE = 100  # characters


class DataFile(NamedTuple):
    """One data file as parsed: its name, and its raw records, framework, mapping set, rules and so on."""

    name: str
    sections: Mapping[str, list[Raw]]
    replaces: frozenset[str] = frozenset()
    framework: Raw | None = None
    mappings: Sheet | None = None
    rules: Any = None
    release: Raw | None = None
    dialect: Raw | None = None


# ---------------------------------------------------------------- one file


def read_file(path: str) -> DataFile:
    """Read one data file of a user's.

    Raises:
        InvalidData: The file cannot be read, or is not a data file.
    """
    return data_file(read_bytes(path), path)


def data_file(content: bytes, name: str) -> DataFile:
    """Parse a data file; its folder and the end of its name say what it holds.

    Raises:
        InvalidData: The content is not that of such a file.
    """
    if name.endswith(".tsv"):
        return mapping_file(content, name)
    raw = _of_this_generation(parse(content, name), name)
    parts = pathlib.PurePath(name).parts
    if parts[-1:] == (RELEASE,):
        return _release_file(raw, name)
    if parts[-3:-2] == ("frameworks",):
        if type(raw) is not dict:
            raise InvalidData(
                f"a framework file is one JSON object, and this is {excerpt(raw)}",
                name,
                repair='write {"standard": "…", "edition": "…", "provisions": [ … ], … }',
            )
        return DataFile(name, _no_sections(), framework=raw)
    if parts[-2:-1] == ("applicability",):
        return _law_file(raw, name)
    if parts[-2:-1] == ("dialects",):
        return _dialect_file(raw, name)
    if parts[-1:] == ("certifiable.json",):
        return DataFile(name, _no_sections(), rules=raw)
    return register_file(raw, name)


def _of_this_generation(raw: Any, name: str) -> Any:
    """Return the content of a file without the number of the format, where it names one.

    Raises:
        InvalidData: The file is of another generation of the format.
    """
    if type(raw) is not dict or "generation" not in raw:
        return raw
    if raw["generation"] != GENERATION:
        found = excerpt(raw["generation"])
        problem = f"the file is of generation {found} of the data format; this version reads {GENERATION}"
        repair = f"write the file as generation {GENERATION} has it, or use the version that reads {found}"
        raise InvalidData(problem, name, field="generation", repair=repair)
    return {key: value for key, value in raw.items() if key != "generation"}


def _release_file(raw: Any, name: str) -> DataFile:
    release = raw.get("data_version") if type(raw) is dict else None
    if type(release) is not str or not release.strip() or raw.keys() != {"data_version"}:
        problem = "the file must name the release of the overlay, and the generation of its format"
        repair = f'write {{"data_version": "2026.1", "generation": {GENERATION}}}'
        raise InvalidData(problem, name, field="data_version", repair=repair)
    if not release.isprintable() or len(release) > _LONGEST_RELEASE:
        problem = (
            f"{excerpt(release)} is no name of a release: every answer says it in its line on the source"
        )
        repair = f"write at most {_LONGEST_RELEASE} characters, all of which can be seen"
        raise InvalidData(problem, name, field="data_version", repair=repair)
    return DataFile(name, _no_sections(), release={"data_version": release, "generation": GENERATION})


def _law_file(raw: Any, name: str) -> DataFile:
    standard = raw.get("standard") if type(raw) is dict else None
    if type(standard) is not str:
        raise InvalidData(
            "the rules of a law are one JSON object that names its standard",
            name,
            repair='write {"standard": "eu-ai-act", … }',
        )
    if pathlib.PurePath(name).stem != standard:
        raise InvalidData(f"the rules are those of {standard}", name, repair=f"name the file {standard}.json")
    return DataFile(name, _no_sections(), rules=raw)


def _dialect_file(raw: Any, name: str) -> DataFile:
    tool = raw.get("tool") if type(raw) is dict else None
    if type(tool) is not str:
        raise InvalidData(
            "a dialect is one JSON object that names its tool", name, repair='write {"tool": "garak", … }'
        )
    if pathlib.PurePath(name).stem != tool:
        raise InvalidData(f"the dialect is that of {tool}", name, repair=f"name the file {tool}.json")
    return DataFile(name, _no_sections(), dialect=raw)


def mapping_file(content: bytes, name: str) -> DataFile:
    """Parse a data file that holds a mapping set.

    Raises:
        InvalidData: The content is not SSSOM.
    """
    from .sssom import read

    return DataFile(name, _no_sections(), mappings=read(content, name))


def register_file(raw: Any, name: str) -> DataFile:
    """Split a parsed register file into its sections.

    Raises:
        InvalidData: The value is not that of a register file.
    """
    if type(raw) is not dict:
        raise InvalidData(
            f"a register file is one JSON object, and this is {excerpt(raw)}",
            name,
            repair='write {"standards": [ … ]}',
        )
    for key, value in raw.items():
        if key not in SECTIONS and key != "replaces":
            raise InvalidData(
                f"unknown section {excerpt(key)}",
                name,
                field=key[:80],
                repair=suggestion(key, [*SECTIONS, "replaces"], f"use {', '.join(SECTIONS)} or replaces"),
            )
        if type(value) is not list:
            raise InvalidData("the section is not a list", name, field=key, repair="write a list in brackets")
    for ref in raw.get("replaces", []):
        if not is_ref(ref):
            raise InvalidData(
                f"{excerpt(ref)} is not a reference", name, field="replaces", repair="write standard@edition"
            )
    sections = {section: raw.get(section, []) for section in SECTIONS}
    return DataFile(name, sections, frozenset(raw.get("replaces", [])))


def _no_sections() -> Mapping[str, list[Raw]]:
    return {section: [] for section in SECTIONS}


def file_findings(file: DataFile) -> Iterator[Finding]:
    """Find what prevents the records of a file from being structured."""
    if file.framework is not None:
        from ..records.provisions import Framework

        for finding in shape_findings(file.framework, Framework):
            yield finding._replace(rule="shape", file=file.name)
    if isinstance(file.rules, dict):
        from ..records.laws import Law

        for finding in shape_findings(file.rules, Law):
            yield finding._replace(rule="shape", file=file.name)
    if file.dialect is not None:
        from ..records.dialects import Dialect

        for finding in shape_findings(file.dialect, Dialect, str(file.dialect["tool"])):
            yield finding._replace(rule="shape", file=file.name)
    for section in SECTIONS:
        record = record_of(section)
        for position, raw in enumerate(file.sections[section]):
            for finding in shape_findings(raw, record, record_label(raw) or f"{section}[{position}]"):
                yield finding._replace(rule="shape", file=file.name)


# ---------------------------------------------------------------- folders


def read_overlay(folder: str | os.PathLike[str]) -> Iterator[DataFile]:
    """Read the data files of a user's folder in the order of their names, and check their shape.

    The folder has the layout of the packaged data: `register/*.json`,
    `frameworks/<standard>/<edition>.json`, `mappings/*.sssom.tsv`, `applicability/<standard>.json`,
    `dialects/<tool>.json` and `release.json`. Links are refused, since they could lead out of the
    folder. So is every other data file: none is silently skipped.

    Raises:
        InvalidData: A file is misplaced, not a data file, or one too many.
    """
    paths, misplaced = overlay_files(folder)
    if misplaced:
        raise misplaced[0]
    yield from checked_files(map(read_file, paths))


def checked_files(files: Iterable[DataFile]) -> Iterator[DataFile]:
    """Yield the data files of an overlay, each of the right shape, and not too many records in all.

    Raises:
        InvalidData: A record has the wrong shape, or there is one too many.
    """
    records = relationships = 0
    for file in files:
        records += _record_count(file)
        if records > MAX_RECORDS:
            raise InvalidData(
                f"the folder holds more than {MAX_RECORDS} records", file.name, repair="load fewer documents"
            )
        relationships += len(file.mappings) if file.mappings is not None else 0
        if relationships > MAX_RELATIONSHIPS:
            raise InvalidData(
                f"the folder holds more than {MAX_RELATIONSHIPS} relationships",
                file.name,
                repair="load fewer mapping sets",
            )
        for finding in file_findings(file):
            raise finding.error()
        yield file


def _record_count(file: DataFile) -> int:
    provisions = file.framework.get("provisions") if isinstance(file.framework, dict) else None
    return sum(map(len, file.sections.values())) + (len(provisions) if isinstance(provisions, list) else 0)


#: The layout of an overlay: folder, depth of its files, and the end of their names.
_LAYOUT = (
    ("register", 2, ".json"),
    ("frameworks", 3, ".json"),
    ("mappings", 2, ".sssom.tsv"),
    ("applicability", 2, ".json"),
    ("dialects", 2, ".json"),
)


def overlay_files(folder: str | os.PathLike[str]) -> tuple[list[str], list[InvalidData]]:
    """Return the paths of the data files of an overlay, and an error for each file out of place."""
    top = path_text(folder)
    if not os.path.isdir(top):
        return [], [
            InvalidData(
                "there is no such folder", str(top), repair="give a folder that holds register/*.json"
            )
        ]
    found: list[str] = []
    misplaced: list[InvalidData] = []

    def unreadable(error: OSError) -> None:
        problem = f"the folder cannot be read: {error.strerror}"
        misplaced.append(InvalidData(problem, error.filename, repair="make it readable, or take it out"))

    for directory, folders, names in os.walk(top, onerror=unreadable):
        folders.sort()
        for name in sorted(folders + names):
            path = os.path.join(directory, name)
            is_data = name not in folders and name.lower().endswith((".json", ".tsv"))
            error = _place_error(path, top) if is_data or os.path.islink(path) else None
            if error is not None:
                misplaced.append(error)
            elif is_data:
                found.append(path)
    if not found and not misplaced:
        problem = "the folder holds no data"
        misplaced = [InvalidData(problem, str(top), repair="put register files into register/*.json")]
    return found, misplaced


def _place_error(path: str, top: str) -> InvalidData | None:
    """Return what is wrong with the place of a data file, or of a link, in an overlay; else None."""
    if os.path.islink(path):
        return InvalidData("a link could lead out of the folder", path, repair="put the file itself there")
    if not os.path.isfile(path):
        return InvalidData("it is not a regular file", path, repair="put a file there")
    parts = os.path.relpath(path, top).split(os.sep)
    if parts == [RELEASE]:
        return None
    for folder, depth, suffix in _LAYOUT:
        if parts[0] == folder and len(parts) == depth and path.endswith(suffix):
            return None
    if not path.endswith((".json", ".tsv")):
        repair = "write the end of the name in small letters: .json or .sssom.tsv"
        return InvalidData("the end of the name is not known", path, repair=repair)
    places = (
        "register/*.json, frameworks/<standard>/<edition>.json, mappings/*.sssom.tsv, "
        "applicability/<standard>.json or dialects/<tool>.json"
    )
    return InvalidData("a data file has no place here", path, repair=f"move it to {places}")
