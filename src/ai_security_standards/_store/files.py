"""Read the bytes, texts and JSON of data files; write JSON in one canonical form."""

from __future__ import annotations

import io
import json
import os
import pathlib
import stat
from collections.abc import Iterable
from typing import Any, cast

from ..errors import InvalidData
from .findings import first_duplicate
from .shapes import Raw, excerpt, record_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable


__all__ = [
    "BUILD",
    "GENERATION",
    "LEXICON",
    "MANIFEST",
    "MAX_BYTES",
    "MAX_DIGITS",
    "RELEASE",
    "canonical",
    "canonical_list",
    "decode_text",
    "derived_names",
    "files_below",
    "history_files",
    "is_folder",
    "is_waited_for",
    "packaged_files",
    "packaged_folder",
    "parse",
    "path_text",
    "read_bytes",
    "read_derived",
    "read_manifest",
    "read_packaged_bytes",
    "read_packaged_json",
    "read_text",
    "read_toml",
    "source_mark",
]

MANIFEST = "manifest.json"
#: The names and identifiers by which references are recognised, derived from the data files.
LEXICON = "lexicon.jsonl"
#: The file that names a release and the generation of its format.
RELEASE = "release.json"
#: The repair of a manifest that is missing or out of date.
BUILD = "run `python -m curation build`"
#: The number of the format of data files: another one means that other versions of the package read them.
GENERATION = 2
MAX_BYTES = 256 * 2**20
MAX_DIGITS = 18
#: TOML files are written by hand. The parser of Python takes time by the square of the parts of a key.
MAX_TOML_BYTES, MAX_TOML_DOTS = 2**20, 500

#: The folders of the packaged data that hold data files.
_FOLDERS = ("applicability", "dialects", "frameworks", "mappings", "register")


# ---------------------------------------------------------------- texts and JSON


def decode_text(content: bytes, name: str) -> str:
    """Decode the text of a file.

    Raises:
        InvalidData: The file is too large, or is not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise InvalidData(
            f"the file has {len(content)} bytes, and {MAX_BYTES} are allowed", name, repair="split the file"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidData(f"byte {error.start} is not UTF-8", name, repair="save the file as UTF-8") from None


def parse(content: bytes, name: str, *, fractions: bool = False) -> Any:
    """Parse plain, unambiguous JSON: whole numbers only, and no duplicate keys.

    Args:
        content: The JSON, in UTF-8.
        name: The file, for messages.
        fractions: Whether other numbers are read, too, as tables of other tools have them.

    Raises:
        InvalidData: The content is anything else.
    """
    text = decode_text(content, name)

    def unique_keys(pairs: list[tuple[str, Any]]) -> Raw:
        record = dict(pairs)
        if len(record) != len(pairs):
            duplicate = first_duplicate(key for key, _ in pairs)
            raise InvalidData(
                f"duplicate key {excerpt(duplicate)} in one object",
                name,
                record_label(record),
                str(duplicate)[:80],
                "keep one of the two",
            )
        return record

    def whole_number(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            raise InvalidData(
                f"the number {digits[:20]}… has more than {MAX_DIGITS} digits",
                name,
                repair="write a smaller number, or a text in quotes",
            )
        return int(digits)

    def refuse(digits: str) -> Any:
        raise InvalidData(
            f"{digits[:20]} is not a whole number", name, repair="write a whole number, or a text in quotes"
        )

    try:
        value = json.loads(
            text,
            object_pairs_hook=unique_keys,
            parse_int=whole_number,
            parse_float=float if fractions else refuse,
            parse_constant=refuse,
        )
    except RecursionError:
        raise InvalidData(
            "the values are nested too deeply", name, repair="write records of plain lists and objects"
        ) from None
    except json.JSONDecodeError as error:
        raise InvalidData(
            f"line {error.lineno}, column {error.colno} is not JSON: {error.msg}",
            name,
            repair="correct the syntax there; the file may have been cut off",
        ) from None
    if "\\ud" in text or "\\uD" in text:
        _refuse_surrogates(value, name)
    return value


def _refuse_surrogates(value: Any, name: str) -> None:
    """Raise InvalidData for half a character: no text of Unicode has one."""
    try:
        canonical(value)
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start])
        problem = f"{half} is half a character"
        raise InvalidData(problem, name, repair="write both halves, or the character itself") from None


def canonical(value: Any) -> bytes:
    """Write a raw value in the canonical form: UTF-8, two spaces, a final newline, keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def canonical_list(raw: Raw, field: str, records: Iterable[Raw]) -> bytes:
    """Write a raw record whose last field is a list of others, one after another, in the canonical form.

    >>> canonical_list({"a": 1}, "b", [{"c": 2}]) == canonical({"a": 1, "b": [{"c": 2}]})
    True
    """
    out = io.BytesIO()
    out.write(canonical({**raw, field: []}).removesuffix(b"]\n}\n"))
    mark = "\n    "
    for record in records:
        text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        out.write(f"{mark}{text}".encode())
        mark = ",\n    "
    out.write(b"]\n}\n" if mark == "\n    " else b"\n  ]\n}\n")
    return out.getvalue()


# ---------------------------------------------------------------- a user's files


def path_text(path: object) -> str:
    """Return a path that somebody gave as a text.

    Raises:
        InvalidData: It is not a path.
    """
    try:
        return os.fsdecode(path)  # type: ignore[arg-type]
    except (TypeError, UnicodeError):
        problem = f"{ascii(path)[:80]} is not a path"
        raise InvalidData(problem, repair="give the path as a text or a Path") from None


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Read a user's file, and at most one byte more than is allowed.

    Raises:
        InvalidData: The file cannot be read.
    """
    name = path_text(path)
    try:
        with open(name, "rb", opener=_open_at_once) as handle:
            if not is_waited_for(name) and not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
                raise InvalidData("it is not a regular file", name, repair="name a file")
            return handle.read(MAX_BYTES + 1)
    except InvalidData:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path, or a lone surrogate
        raise InvalidData(
            f"the file cannot be read: {getattr(error, 'strerror', error)}",
            name,
            repair="name a file that you can read",
        ) from None


def is_waited_for(path: str) -> bool:
    """Tell whether a path is read whatever it is: a device or a pipe of the shell, such as `<(git diff)`."""
    return os.path.abspath(path).startswith("/dev/")


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; a named pipe that nobody writes to opens, too, where it would wait without end."""
    waits = 0 if is_waited_for(path) else getattr(os, "O_NONBLOCK", 0)
    return os.open(path, flags | waits)


def files_below(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the paths of the files in a folder whose names end so, in order; links lead nowhere."""
    return sorted(
        os.path.join(directory, name)
        for directory, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(suffixes)
    )


def is_folder(path: str) -> bool:
    """Tell whether a path is that of a folder."""
    return os.path.isdir(path)


def read_text(path: str | os.PathLike[str]) -> str:
    """Read the text of a user's file.

    Raises:
        InvalidData: The file cannot be read, is too large, or is not UTF-8.
    """
    return decode_text(read_bytes(path), path_text(path))


def read_toml(path: str | os.PathLike[str]) -> Raw:
    """Read the table of a user's TOML file.

    Raises:
        InvalidData: The file cannot be read, is too large, or is not TOML.
    """
    import tomllib

    content, name = read_bytes(path), path_text(path)
    if len(content) > MAX_TOML_BYTES:
        problem = f"the file has {len(content)} bytes, and a TOML file may have {MAX_TOML_BYTES}"
        raise InvalidData(problem, name, repair="split the file")
    text = decode_text(content, name)
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_TOML_DOTS:
            problem = f"a line may have {MAX_TOML_DOTS} dots, and this has {line.count('.')}"
            raise InvalidData(problem, name, f"line {number}", repair="write several lines")
    try:
        return tomllib.loads(text)
    except RecursionError:
        problem = "the values are nested too deeply"
    except ValueError as error:  # what is not TOML, and a number of thousands of digits
        problem = f"the file is not TOML: {str(error)[:200]}"
    raise InvalidData(problem, name, repair="correct the syntax there")


# ---------------------------------------------------------------- the packaged files


def packaged_folder() -> Traversable:
    """Return the folder of the packaged data."""
    folder = pathlib.Path(__file__).parent.with_name("data")
    if folder.is_dir():  # the usual case, and a tenth of a cold look-up cheaper than the general one
        return cast("Traversable", folder)  # it has all of the protocol that is used here
    from importlib_resources import files

    return files("ai_security_standards") / "data"


def packaged_files(data: Traversable) -> list[str]:
    """Return the names of the data files in a folder of packaged data, such as `register/etsi.json`."""
    names = [name for folder in _FOLDERS for name in _names_below(data / folder, folder)]
    return sorted([*names, *(["certifiable.json"] if (data / "certifiable.json").is_file() else [])])


def history_files(data: Traversable) -> list[str]:
    """Return the names of the files on earlier releases in a folder of packaged data."""
    folder = data / "history"
    names = [f"history/{item.name}" for item in folder.iterdir()] if folder.is_dir() else []
    return sorted(name for name in names if name.endswith(".jsonl"))


def _names_below(folder: Traversable, name: str) -> list[str]:
    if not folder.is_dir():
        return [name] if name.endswith((".json", ".sssom.tsv")) else []
    return [found for item in folder.iterdir() for found in _names_below(item, f"{name}/{item.name}")]


def read_packaged_bytes(data: Traversable, name: str) -> bytes:
    """Read a file of the packaged data by its name."""
    return (data / name).read_bytes()


def read_packaged_json(data: Traversable, name: str) -> Any:
    """Parse a JSON file of the packaged data, which was checked before it was shipped."""
    return json.loads((data / name).read_bytes())


def derived_names(data: Traversable) -> list[str]:
    """Return the names of the files beside the manifest that are derived from others."""
    return [name for name in (LEXICON,) if (data / name).is_file()]


def read_derived(data: Traversable, name: str) -> bytes:
    """Read a file that is derived from others; nothing where it was not made."""
    try:
        return (data / name).read_bytes()
    except OSError:
        return b""


def source_mark(names: Iterable[str]) -> str:
    """Return a number that changes with the source of modules of this package; "" without the source.

    Args:
        names: Files of the package, and folders of files.
    """
    from zlib import crc32  # a look-up needs no checksum

    package, mark = pathlib.Path(__file__).parent.parent, 0
    try:
        for name in names:
            path = package / name
            for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
                mark = crc32(file.read_bytes(), mark)
    except OSError:
        return ""
    return f"{mark:08x}"


def read_manifest(data: Traversable) -> Raw:
    """Read the manifest of a folder of packaged data.

    Raises:
        InvalidData: The manifest is missing, damaged, or of another generation of the format.
    """
    try:
        manifest: Raw = json.loads((data / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise InvalidData(
            "data/manifest.json is missing: it is made when the package is built", repair=BUILD
        ) from None
    except ValueError:
        raise InvalidData("data/manifest.json is not JSON", repair=BUILD) from None
    if manifest.get("generation") != GENERATION:
        found = manifest.get("generation")
        problem = (
            f"data/manifest.json is of generation {found} of the format; this version reads {GENERATION}"
        )
        repair = "install the package anew, so that code and data are of one version"
        raise InvalidData(problem, repair=f"{repair}; in a checkout, {BUILD}")
    return manifest
