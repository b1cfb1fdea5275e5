"""Verbs on compliance: coverage, checklist, check."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from ..errors import InvalidData, UnknownReference
from .asking import catalog_of, implemented_of, ref_of
from .output import print_table, write
from .parsing import Verb, one_or_more, positional
from .profiles import read_profile
from .writing import add_force, require_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..catalog import Catalog
    from ..checklists import Checklist
    from ..compliance import Coverage

__all__ = ["VERBS"]


def _coverage(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    target = ref_of(catalog, options.target)
    implemented = implemented_of(catalog, options.have)
    found = catalog.coverage(target, implemented, max_steps=options.max_steps)
    if options.why:
        return _print_reasons(catalog, found, options)
    print_table(found, options, ("ref", "extent", "sources", "candidates", "name"))
    if options.format == "table":
        write("")
        for word in dict.fromkeys(row.extent for row in found[: options.limit]):
            write(f"{word}: {word.meaning}")
        _print_results(found, implemented)
        if any(row.candidates for row in found):
            print("To see why a row is what it is, add: --why REF", file=sys.stderr)
    return 0


def _print_results(found: Coverage, implemented: object) -> None:
    """Print what was read of results, and which of them decide no row."""
    from ..assessments import Assessment
    from ..compliance import result_notes

    if isinstance(implemented, Assessment):
        write("\n" + "\n".join(result_notes(found, implemented)))


def _print_reasons(catalog: Catalog, found: Coverage, options: argparse.Namespace) -> int:
    """Print all that one row rests on: each source or candidate, with the relationships that lead to it."""
    text = options.why
    if text not in {str(row.ref.provision) for row in found}:
        text = str(ref_of(catalog, text).provision)
    chosen = found.only(where=lambda row: row.ref.provision == text)
    if not chosen:
        raise UnknownReference(f"{options.why!r} is not among the assessable provisions of this target", text)
    if options.format != "table":
        print_table(chosen, options)
        return 0
    for row, cells in zip(chosen, chosen.rows(), strict=True):
        write(f"{row.ref}  {row.name}\n{row.extent}: {row.extent.meaning}")
        titles = iter(cells["source_titles"])
        for source, relation in zip(cells["sources"], cells["relations"], strict=True):
            write(f"\nsource {source}  {next(titles, '')}\n  what is certain: {relation}")
        for candidate in row.candidates:
            types = ", ".join(dict.fromkeys(candidate.types))
            write(f"\ncandidate {candidate.source}  {next(titles, '')}\n  {types}, {candidate.trust}")
        for name in ("paths", "arguments", "caveats", "urls", "deemed_by"):
            for text in cells[name]:
                write(f"{name.removesuffix('s')}: {text}")
    write(f"\nSource: {found.provenance}")
    return 0


def _add_have(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--have", required=True, action="append", metavar="REF|FILE",
        help="what is implemented: a reference (repeatable), or a .csv, .xlsx or .json file",
    )  # fmt: skip
    parser.add_argument("--why", metavar="REF", help="print what one row rests on, step by step")
    parser.add_argument("--max-steps", type=int, default=2, metavar="N", help="the longest chain (2)")


def _checklist(options: argparse.Namespace) -> int:
    """Write a checklist: as Markdown or CSV to standard output, or to a file of the kind that it names."""
    require_new(options.output, options)
    catalog = catalog_of(options)
    if options.about[0].endswith(".toml"):
        listed = catalog.checklist(read_profile(options.about[0]))
    else:
        listed = catalog.checklist([ref_of(catalog, text) for text in options.about])
    kind = Path(options.output or f"list.{'csv' if options.format == 'csv' else 'md'}").suffix
    if kind == ".xlsx":
        listed.to_xlsx(options.output)
    else:
        text = _text_of(listed, "json" if options.format == "json" else kind, options.output)
        if options.output:
            Path(options.output).write_text(text, encoding="utf-8", newline="")
        else:
            write(text.replace("\r\n", "\n"))
    if options.output or not listed:
        done = f"wrote {options.output}: " if options.output else ""
        print(f"aiss checklist: {done}{listed.headline()}", file=sys.stderr)
    if listed.undecided:
        path = options.about[0]
        command = shlex.join(["aiss", "applies", path, "--articles", "--ask", "--save", path, "--force"])
        print(f"To settle what may apply: {command}", file=sys.stderr)
    return 0


def _text_of(listed: Checklist, kind: str, path: str) -> str:
    """Return a checklist as text.

    Args:
        listed: The checklist.
        kind: "json", or how the name of the file ends.
        path: The file, for the message.

    Raises:
        InvalidData: No text is of this kind.
    """
    if kind == "json":
        return listed.to_json()
    if kind in (".md", ".csv"):
        return listed.to_markdown() if kind == ".md" else listed.to_csv()
    repair = "name a .md, .csv or .xlsx file"
    raise InvalidData(f"no checklist can be written as {kind!r}", path, repair=repair)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a .md, .csv or .xlsx file")
    add_force(parser)


def _check(options: argparse.Namespace) -> int:
    """Print what is wrong with an overlay; the status is 1 where anything is."""
    from ..checking import check

    found = check(options.folder)
    if options.format == "json":
        import json

        write(json.dumps([each._asdict() for each in found], ensure_ascii=False))
    else:
        for finding in found:
            write(str(finding))
        print(f"{len(found)} finding{'' if len(found) == 1 else 's'}", file=sys.stderr)
    return int(bool(found))


VERBS = (
    Verb(
        "coverage",
        "print how far what you have covers a document",
        "aiss coverage etsi-en-304-223 --have iso-iec-42001@2023 --limit 5",
        one_or_more(positional("target", "the document to cover"), _add_have),
        _coverage,
    ),
    Verb(
        "checklist",
        "write an audit checklist for documents or for a profile",
        "aiss checklist owasp-llm-top-10 -o checklist.csv",
        one_or_more(positional("about", "references, or one TOML file of facts", "+"), _add_output),
        _checklist,
    ),
    Verb(
        "check",
        "check a folder of your own documents",
        "aiss check ours/",
        positional("folder", "the overlay"),
        _check,
        ("json",),
    ),
)
