"""Building: all files of the site, in a folder, the same bytes from the same data and day."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ai_security_standards import Catalog, InvalidData

from .content import Content
from .downloads import CATALOG, catalog_archives, links_to, sheets, zipped_site
from .feeds import feeds
from .pages import Pages
from .reader import reader_files
from .tables import json_files, pair_files, schema_files, search_files

__all__ = ["build", "files_of"]

_STATIC = Path(__file__).parent / "static"
_DOCS = Path(__file__).parents[1] / "docs"
#: The scripts that are made of the sources, and the bundler, which npm installs beside them.
_SCRIPTS = ("site", "read", "worker")
#: What Sphinx writes for a search of its own; the search of the site has its pages, too.
_SEARCH_OF_SPHINX = (
    "search.html", "searchindex.js", "_static/searchtools.js", "_static/language_data.js",
    "_static/base-stemmer.js", "_static/english-stemmer.js",
)  # fmt: skip
_BUNDLER = _STATIC.parent / "node_modules" / ".bin" / "esbuild"


def files_of(catalog: Catalog, *, pages: str = "rich") -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file that is made from the catalog."""
    content = Content(catalog)
    reader = dict(reader_files())
    megabytes = sum(map(len, reader.values())) / 1e6
    filled_in = tuple(sheets(content))
    archives = dict(catalog_archives(content))
    schemas = dict(schema_files())
    listed = [
        (path, CATALOG[path.split("/")[1]][1], f"{len(data) / 1e6:.0f} MB") for path, data in archives.items()
    ]
    made = Pages(
        content,
        pages=pages,
        megabytes=round(megabytes),
        downloads=links_to(filled_in),
        archives=listed,
        schemas=sorted(schemas),
    )
    yield from reader.items()
    yield from archives.items()
    yield from schemas.items()
    yield from ((each.path, each.content) for each in filled_in)
    yield from made
    yield from search_files(content, made, _DOCS)
    yield from pair_files(content)
    yield from json_files(content)
    yield from feeds(content, made)
    yield "static/site.css", (_STATIC / "site.css").read_bytes()


def build(out: Path, catalog: Catalog, *, pages: str = "rich") -> dict[str, int]:
    """Write the site and return the number of files and of bytes.

    Raises:
        InvalidData: Two files would have one name where capitals do not count.
    """
    if out.exists():
        shutil.rmtree(out)
    docs = begin_docs(out / "docs")
    seen: dict[str, str] = {}
    size = 0
    for path, content in files_of(catalog, pages=pages):
        other = seen.setdefault(path.casefold(), path)
        if other != path or (out / path).exists():
            raise InvalidData(
                f"{path} and {other} are one file where capitals do not count", repair="rename one"
            )
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        size += len(content)
    size += finish_docs(docs, out / "docs")
    for name in _SCRIPTS:
        bundle(name, out / "static")
        size += (out / "static" / f"{name}.js").stat().st_size
    archive = zipped_site(out)
    (out / "site.zip").write_bytes(archive)
    return {"files": len(seen) + len(_SCRIPTS) + 1, "bytes": size + len(archive)}


def begin_docs(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to write the documentation with Sphinx, warnings as errors, beside all else."""
    folder.mkdir(parents=True)
    options = ["-q", "-W", "--keep-going", "-b", "html", "-d", str(folder / ".doctrees")]
    # What Sphinx is asked is of this file but the folder, which is given by whoever builds.
    return subprocess.Popen([sys.executable, "-m", "sphinx", *options, str(_DOCS), str(folder)])  # noqa: S603


def finish_docs(process: subprocess.Popen[bytes], folder: Path) -> int:
    """Wait for the documentation, and return the number of its bytes.

    Raises:
        InvalidData: Sphinx found a fault, which it has printed.
    """
    if process.wait():
        raise InvalidData("Sphinx cannot write the documentation", repair="mend what it says above")
    shutil.rmtree(folder / ".doctrees")
    (folder / ".buildinfo").unlink()
    for name in _SEARCH_OF_SPHINX:
        (folder / name).unlink(missing_ok=True)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def bundle(name: str, folder: Path) -> None:
    """Make one classic script of a source, with esbuild.

    Raises:
        InvalidData: esbuild is not installed.
    """
    if not _BUNDLER.exists():
        raise InvalidData(
            "esbuild is not installed beside the sources of the site",
            repair=f"run `npm ci` in {_STATIC.parent.name}/",
        )
    command = [str(_BUNDLER), f"{name}.ts", "--bundle", "--minify", "--format=iife", "--target=es2020"]
    command.append(f"--outfile={(folder / name).resolve()}.js")
    # Every word is of this file but the folder, which is given by whoever builds.
    subprocess.run([*command, "--log-level=warning"], cwd=_STATIC, check=True)  # noqa: S603
