"""The verb fix: rewrite references in files where one thing alone can be meant, and ask about the rest."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from .._store.files import read_bytes
from ..tables import quantity
from .asking import OK, WRONG_INPUT, catalog_of, ref_of
from .output import write
from .parsing import Verb
from .settings import dialect_of, settings_of
from .tree import MAX_BYTES, Tree, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..editions import Fix

__all__ = ["VERBS"]

_BOM = b"\xef\xbb\xbf"


def _fix(options: argparse.Namespace) -> int:
    """Rewrite files; the status is 1 where somebody must decide, or where --check finds an edit to make."""
    catalog = catalog_of(options)
    to = [ref_of(catalog, text) for text in options.to]
    settings = settings_of(options)
    sources = [ref_of(catalog, text) for text in options.source or settings.sources]
    named = options.within or settings.within
    within = ref_of(catalog, named) if named else None
    tree = Tree(options.paths)
    edits = questions = files = by_title = 0
    for path in filter(settings.includes, tree):
        text, left_out = text_of(path, options.max_bytes)
        if left_out:
            continue
        fix = partial(
            catalog.fix, text, to=to, sources=sources, path=path, within=within, on=settings.on,
            pin=options.pin, spelling=options.spelling, dialect=dialect_of(settings.dialects, path),
        )  # fmt: skip
        fixed = fix(by_title=options.by_title)
        if fixed.questions and not options.by_title:
            by_title += len(fixed.questions) - len(fix(by_title=True).questions)
        edits += len(fixed.edits)
        questions += len(fixed.questions)
        files += bool(fixed.edits)
        _print(path, text, fixed, options)
        if fixed.edits and not (options.diff or options.check):
            # Bytes outside the edits stay: the mark at the start, and the ends of lines.
            mark = _BOM if read_bytes(path).startswith(_BOM) else b""
            Path(path).write_bytes(mark + fixed.text.encode())
    for problem in tree.problems:
        print(f"aiss fix: {problem}", file=sys.stderr)
    made = "to make" if options.diff or options.check else "made"
    done = f"{quantity(edits, 'edit')} {made} in {quantity(files, 'file')}"
    write(f"{done}, {quantity(questions, 'question')}")
    if questions and not to:
        are = "is" if questions == 1 else "are"
        write(f"{quantity(questions, 'finding')} {are} not for fix; see `aiss audit`")
    if by_title > 0:
        write(f"--by-title decides {by_title} of them by the title beside the identifier")
    if tree.problems:
        return WRONG_INPUT
    return 1 if questions or (options.check and edits) else OK


def _print(path: str, text: str, fixed: Fix, options: argparse.Namespace) -> None:
    if options.diff and fixed.edits:
        names = (f"a/{path}", f"b/{path}")
        lines = text.splitlines(keepends=True), fixed.text.splitlines(keepends=True)
        from difflib import unified_diff

        write("".join(unified_diff(*lines, *names)))
    elif not options.diff:
        for edit in fixed.edits:
            write(f"{path}:{edit.line}: {edit.old} -> {edit.new} ({edit.kind})")
    for question in fixed.questions:
        reasons = " ".join(reason.text for reason in question.reasons)
        candidates = f" Perhaps {', '.join(question.candidates[:3])}." if question.candidates else ""
        write(f"{path}:{question.line}: decide on {question.text!r}: {reasons}.{candidates}")


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
