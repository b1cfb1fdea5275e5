"""The verb fix: rewrite references in files where one thing alone can be meant, and ask about the rest."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from .._store.files import read_bytes
from ..tables import quantity
from .asking import OK, WRONG_INPUT, catalog_of, ref_of
from .output import note, write
from .parsing import Verb
from .processes import over_processes
from .progress import progress
from .settings import dialect_of, files_to_read, settings_of
from .style import one_line
from .tree import MAX_BYTES, Tree, read_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..editions import Fix
    from ..references.configuring import Ignore, Override

__all__ = ["VERBS"]

_BOM = b"\xef\xbb\xbf"


class _Question(NamedTuple):
    """What decides how every file is fixed: the options, in a form that processes share."""

    overlay: tuple[str, ...]
    on: str | None
    as_known: str | None
    to: tuple[str, ...]
    sources: tuple[str, ...]
    within: str | None
    text_date: dt.date | None
    max_bytes: int
    pin: bool
    spelling: bool
    by_title: bool
    dialects: tuple[Override, ...]
    ignores: tuple[Ignore, ...]


class _FixedFile(NamedTuple):
    """What became of one file.

    Attributes:
        path: The file.
        text: Its text before the edits, where there are some.
        fixed: The edits and questions; None where the file was not read.
        by_title: How many questions fewer there are where titles are trusted.
        problem: Why the file could not be read; empty where it could.
    """

    path: str
    text: str = ""
    fixed: Fix | None = None
    by_title: int = 0
    problem: str = ""


@cache
def _fix_of(question: _Question) -> Callable[..., Fix]:
    """Return what fixes a text; made once in each process."""
    catalog = catalog_of(question)
    return partial(
        catalog.fix,
        to=[ref_of(catalog, text) for text in question.to],
        sources=[ref_of(catalog, text) for text in question.sources],
        within=ref_of(catalog, question.within) if question.within else None,
        on=question.text_date,
        pin=question.pin,
        spelling=question.spelling,
        ignores=question.ignores,
    )


def _fixed(question: _Question, path: str) -> _FixedFile:
    """Fix the text of one file, and write nothing."""
    text, _, problem = read_file(path, question.max_bytes)
    if not text:
        return _FixedFile(path, problem=problem)
    fix = partial(_fix_of(question), text, path=path, dialect=dialect_of(question.dialects, path))
    fixed = fix(by_title=question.by_title)
    by_title = 0
    if fixed.questions and not question.by_title:
        by_title = len(fixed.questions) - len(fix(by_title=True).questions)
    return _FixedFile(path, text if fixed.edits else "", fixed, by_title)


def _fix(options: argparse.Namespace) -> int:
    """Rewrite files; the status is 1 where somebody must decide, or where --check finds an edit to make."""
    settings = settings_of(options)
    question = _Question(
        tuple(options.overlay), options.on, options.as_known, tuple(options.to),
        tuple(options.source or settings.sources), options.within or settings.within, settings.on,
        options.max_bytes, options.pin, options.spelling, options.by_title, settings.dialects,
        settings.ignores,
    )  # fmt: skip
    tree, problems = Tree(options.paths), list[str]()
    _fix_of(question)  # an edition that nobody knows is said before any file is read
    edits = questions = files = by_title = 0
    paths = filter(files_to_read(options, settings), tree)
    found = over_processes(partial(_fixed, question), paths, options.jobs, lambda: _fix_of(question)("LLM01"))
    with progress("files") as advance:
        for each in found:
            advance()
            if each.problem:
                problems.append(each.problem)
            if each.fixed is None:
                continue
            edits += len(each.fixed.edits)
            questions += len(each.fixed.questions)
            files += bool(each.fixed.edits)
            by_title += each.by_title
            _print(each.path, each.text, each.fixed, options)
            if each.fixed.edits and not (options.diff or options.check):
                problems += _written(each.path, each.text, each.fixed.text)
    problems = [*tree.problems, *problems]
    for problem in problems:
        note(f"aiss fix: {problem}")
    made = "to make" if options.diff or options.check else "made"
    done = f"{quantity(edits, 'edit')} {made} in {quantity(files, 'file')}"
    write(f"{done}, {quantity(questions, 'question')}")
    if questions and not options.to:
        write("Who knows the text answers questions; `aiss audit` also lists findings that have no edit")
    if by_title > 0:
        write(f"--by-title decides {by_title} of them by the title beside the identifier")
    if problems:
        return WRONG_INPUT
    return 1 if questions or (options.check and edits) else OK


def _written(path: str, text: str, fixed: str) -> list[str]:
    """Write a text in the place of another; return what went wrong.

    Bytes outside the edits stay: the mark at the start, and the ends of lines.
    """
    content = read_bytes(path)
    mark = _BOM if content.startswith(_BOM) else b""
    if content != mark + text.encode():
        return [f"{path}: it was changed meanwhile, and is not written"]
    Path(path).write_bytes(mark + fixed.encode())
    return []


def _print(path: str, text: str, fixed: Fix, options: argparse.Namespace) -> None:
    if options.diff and fixed.edits:
        names = (f"a/{one_line(path)}", f"b/{one_line(path)}")
        lines = text.splitlines(keepends=True), fixed.text.splitlines(keepends=True)
        from difflib import unified_diff

        write("".join(unified_diff(*lines, *names)))
    elif not options.diff:
        for edit in fixed.edits:
            write(f"{one_line(path)}:{edit.line}: {one_line(edit.old)} -> {edit.new} ({edit.kind})")
    for question in fixed.questions:
        reasons = " ".join(reason.text for reason in question.reasons)
        candidates = f" Perhaps {', '.join(question.candidates[:3])}." if question.candidates else ""
        write(f"{one_line(path)}:{question.line}: decide on {question.text!r}: {reasons}.{candidates}")


def _add_fix(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", help="files and folders")
    parser.add_argument("--to", action="append", default=[], metavar="EDITION", help="an edition to move to")
    parser.add_argument(
        "--source", action="append", default=[], metavar="EDITION",
        help="the edition of identifiers whose file does not name one",
    )  # fmt: skip
    parser.add_argument("--within", metavar="STANDARD", help="the standard that the surroundings name")
    parser.add_argument("--config", metavar="FILE", help="settings, in the place of those found above")
    parser.add_argument(
        "--pin", action="store_true", help="write the edition of --to beside identifiers without one"
    )
    parser.add_argument(
        "--by-title", action="store_true", help="replace an identifier by that of the title beside it"
    )
    parser.add_argument("--spelling", action="store_true", help="write identifiers as they are printed, too")
    parser.add_argument("--diff", action="store_true", help="print a diff, and write nothing")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 for an edit to make")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--max-bytes", type=int, default=MAX_BYTES, metavar="N", help="largest file to read")


VERBS = (
    Verb(
        "fix",
        "rewrite references in files where one thing alone can be meant",
        "aiss fix README.md --to owasp-llm-top-10@2026 --diff",
        _add_fix,
        _fix,
        (),
    ),
)
