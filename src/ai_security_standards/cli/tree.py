"""Find the text files below paths, and say what was left out."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .._store.files import is_waited_for, read_bytes, read_text
from ..errors import InvalidData

__all__ = ["MAX_BYTES", "FileRead", "Tree", "read_file", "summary_of", "text_of"]

#: Larger files are left out, in bytes.
MAX_BYTES = 4_000_000
#: A text with a line as long as this, and few lines, was written by a program, unless it has blanks as prose.
_LONGEST_LINE, _FEW_LINES, _FEW_BLANKS = 5_000, 200, 0.06
#: Files that package managers write: names, numbers and digests of packages.
_LOCK_FILES = frozenset(
    "package-lock.json npm-shrinkwrap.json pnpm-lock.yaml yarn.lock bun.lock deno.lock Cargo.lock "
    "poetry.lock uv.lock pdm.lock pylock.toml Pipfile.lock Gemfile.lock composer.lock "
    "mix.lock pubspec.lock flake.lock packages.lock.json gradle.lockfile go.sum Package.resolved "
    "conan.lock".split()
)
#: How much of a file tells whether it is text, in bytes.
_SNIFFED = 8_192
_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".nox", ".tox"})


class Tree:
    """The files below some paths, found one by one.

    Attributes:
        problems: What could not be read, in sentences; grows while files are found.
        notes: What the user should know of how files were found.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = list(paths)
        self.problems: list[str] = []
        self.notes: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Yield each file once: as git lists them, or all but what ignore files name."""
        seen: set[str] = set()
        for path in self.paths:
            for file in self._files_at(path):
                if file not in seen:
                    seen.add(file)
                    yield file

    def _files_at(self, path: str) -> Iterator[str]:
        if os.path.isdir(path):
            # A folder of which git lists nothing may be one that it ignores; who names it means it.
            yield from _listed_by_git(path) or self._walk(path)
        elif os.path.exists(path):
            yield path
        else:
            self.problems.append(f"{path}: no such file or folder")

    def _walk(self, top: str) -> Iterator[str]:
        is_ignored = self._ignore_test(top)

        def report(error: OSError) -> None:
            self.problems.append(f"{os.path.normpath(error.filename)}: {error.strerror}")

        for folder, folders, files in os.walk(top, onerror=report):
            folders[:] = sorted(
                name
                for name in folders
                if name not in _SKIPPED_FOLDERS and not is_ignored(os.path.join(folder, name) + "/")
            )
            for name in sorted(files):
                path = os.path.normpath(os.path.join(folder, name))
                if not os.path.islink(path) and not is_ignored(path):
                    yield path

    def _ignore_test(self, top: str) -> Callable[[str], bool]:
        """Return whether a path is ignored, by the `.gitignore` at the top where it can be read."""
        rules = Path(top, ".gitignore")
        if not rules.is_file():
            return _is_not_ignored
        try:
            from pathspec import GitIgnoreSpec
        except ImportError:
            self.notes.append(f"{rules} is not read: install ai-security-standards[cli]")
            return _is_not_ignored
        spec: Any = GitIgnoreSpec.from_lines(read_text(rules).splitlines())

        def is_ignored(path: str) -> bool:
            slash = "/" if path.endswith("/") else ""
            return bool(spec.match_file(os.path.relpath(path, top) + slash))

        return is_ignored


def _is_not_ignored(_: str) -> bool:
    return False


def _listed_by_git(folder: str) -> list[str]:
    """Return the files that git tracks or would add; none where the folder is not in a work tree of git."""
    import subprocess  # takes time that most commands need not pay

    command = ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return []
    if done.returncode:
        return []
    names = os.fsdecode(done.stdout).split("\0")[:-1]
    paths = (os.path.normpath(os.path.join(folder, name)) for name in sorted(set(names)))
    return [path for path in paths if os.path.isfile(path) and not os.path.islink(path)]


class FileRead(NamedTuple):
    """The text of a file, and why there is none: it was left out, or could not be read."""

    text: str = ""
    left_out: str = ""
    problem: str = ""


def read_file(path: str, max_bytes: int) -> FileRead:
    """Read a file, or say why it is not read.

    Args:
        path: The file.
        max_bytes: The size of the largest file to read.
    """
    try:
        return FileRead(*text_of(path, max_bytes))
    except OSError as error:
        return FileRead(problem=f"{path}: {error.strerror}")
    except InvalidData as error:
        return FileRead(problem=f"{path}: {error.problem}")


def text_of(path: str, max_bytes: int = MAX_BYTES) -> tuple[str, str]:
    """Return the text of a file, and why it is left out: "" where it is not.

    Args:
        path: The file.
        max_bytes: The size of the largest file to read.

    Raises:
        OSError: The file cannot be looked at.
        InvalidData: The file cannot be read.
    """
    if os.path.basename(path) in _LOCK_FILES:
        return "", "package lock"
    found = os.stat(path)
    if found.st_size > max_bytes:
        return "", "too large"
    is_known = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)  # `read_bytes` names a folder
    if not is_known and not is_waited_for(path):
        return "", "not a regular file"
    content = read_bytes(path)
    if b"\0" in content[:_SNIFFED]:
        return "", "binary"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "not UTF-8"
    if content.count(b"\n") < _FEW_LINES:
        lines = text.splitlines()
        longest = max(lines, key=len, default="")
        is_long = len(lines) < _FEW_LINES and len(longest) > _LONGEST_LINE
        if is_long and longest.count(" ") < _FEW_BLANKS * len(longest):
            return "", "minified"
    return text, ""


def summary_of(left_out: Counter[str]) -> str:
    """Return how many files were left out, and why; empty where none was."""
    parts = [f"{number} {reason}" for reason, number in sorted(left_out.items())]
    return f"left out: {', '.join(parts)}" if parts else ""
