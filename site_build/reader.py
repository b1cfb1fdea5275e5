"""The reader: Pyodide and the library, as tables that a page opened from a folder can load."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import ai_security_standards

from .tables import script

__all__ = ["packed", "reader_files"]

_RUNTIME = Path(__file__).parent / "node_modules" / "pyodide"
_FILES = {
    "loader": "pyodide.mjs",
    "module": "pyodide.asm.mjs",
    "wasm": "pyodide.asm.wasm",
    "stdlib": "python_stdlib.zip",
    "lock": "pyodide-lock.json",
}
#: What the library stands on.
_NEEDED = ("attrs", "cattrs", "typing_extensions", "importlib_resources")
#: Folders of the library that no reading of references needs.
_LEFT_OUT = ("data/history/", "data/schema/", "data/applicability/", "cli/")
_DAY = (1980, 1, 1, 0, 0, 0)


def packed(content: bytes) -> str:
    """Return bytes as base64 of gzip, the same each time."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")


def reader_files() -> Iterator[tuple[str, bytes]]:
    """Yield the runtime and the library as tables for scripts."""
    for name, file in _FILES.items():
        yield script(f"reader/{name}", packed((_RUNTIME / file).read_bytes()))
    yield script("reader/library", packed(_library()))


def _library() -> bytes:
    """Return the library and what it stands on as one archive, its files in order and without times.

    The mapping sets are in it, since an audit tells what became of an identifier.
    """
    files: dict[str, bytes] = {}
    for name in _NEEDED:
        for file in distribution(name).files or ():
            if file.suffix == ".py" and ".." not in file.parts:
                files[str(file)] = Path(str(file.locate())).read_bytes()
    package = Path(ai_security_standards.__file__).parent
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not inside.startswith(_LEFT_OUT):
            files[f"{package.name}/{inside}"] = path.read_bytes()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _DAY), data)
    return content.getvalue()
