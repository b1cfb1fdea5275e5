"""Building: all files of the site, in a folder, the same bytes from the same data and day."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ai_security_standards import Catalog, InvalidData

from .content import Content
from .feeds import feeds
from .pages import Pages
from .tables import json_files, pair_files, search_files

__all__ = ["build", "files_of"]

_STATIC = Path(__file__).parent / "static"
#: The bundler and its version, which npm installs beside the sources.
_BUNDLER = _STATIC.parent / "node_modules" / ".bin" / "esbuild"


def files_of(catalog: Catalog, *, pages: str = "rich") -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file that is made from the catalog."""
    content = Content(catalog)
    made = Pages(content, pages=pages, there=(), downloads={})
    yield from made
    yield from search_files(content, made)
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
    seen: dict[str, str] = {}
    size = 0
    for path, content in files_of(catalog, pages=pages):
        other = seen.setdefault(path.casefold(), path)
        if other != path or (out / path).exists():
            raise InvalidData(f"{path} and {other} are one file where capitals do not count", repair="rename one")
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        size += len(content)
    bundle(out / "static" / "site.js")
    return {"files": len(seen) + 1, "bytes": size + (out / "static" / "site.js").stat().st_size}


def bundle(target: Path) -> None:
    """Make one classic script of the sources, with esbuild.

    Raises:
        InvalidData: esbuild is not installed.
    """
    if not _BUNDLER.exists():
        raise InvalidData(
            "esbuild is not installed beside the sources of the site", repair=f"run `npm ci` in {_STATIC.parent.name}/"
        )
    command = [str(_BUNDLER), "site.ts", "--bundle", "--minify", "--format=iife", "--target=es2020", f"--outfile={target.resolve()}"]
    subprocess.run([*command, "--log-level=warning"], cwd=_STATIC, check=True)
