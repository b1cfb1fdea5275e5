"""Verbs on the formats of others: import, export."""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import redirect_stdout
from pathlib import Path

from ..errors import InvalidData
from ..tables.text import quantity
from .asking import OK, catalog_of, standard_input
from .output import note, print_rows, print_table, write
from .parsing import Verb
from .writing import add_force, require_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ..assessments import Assessment
    from ..catalog import Catalog
    from ..formats import Import, Losses

__all__ = ["VERBS"]

#: More entries than these are grouped for people; so many records and findings are named.
_MOST, _NAMED = 40, 5
#: The fields that hold the address of a document, of its structure and of a mapping set.
_ADDRESS = re.compile(r"see_also\Z|\.address\Z")


def _import(options: argparse.Namespace) -> int:
    """Read files of another format, write what they hold, and print what was lost."""
    from .. import formats

    paths = [path for path in options.files if path != "-"]
    contents = (
        {f"<input>.{options.input}": standard_input().encode(errors="surrogateescape")}
        if "-" in options.files
        else {}
    )
    found = formats.read(
        *paths,
        format=options.from_format,
        catalog=catalog_of(options),
        documents=dict(map(_pair, (*options.document, *options.prefix))),
        match=not options.no_match,
        address=options.address,
        strict=options.strict,
        contents=contents,
        **_options(options, "dialect", "references", "standard"),
        **({"columns": _columns(options.column)} if options.column else {}),
    )
    if options.output:
        _write_overlay(found, options)
    _print_import(found, options)
    if options.output and found.overlay is not None:
        _print_findings(found, options.output)
    return OK


def _print_import(found: Import, options: argparse.Namespace) -> None:
    """Print the table that the options ask for: what was lost, by default."""
    tables = {
        "findings": found.assessment if found.findings is None else found.findings,
        "results": found.assessment,
        "statement": found.statement,
        "incomplete": found.statement.incomplete if found.statement is not None else None,
    }
    for name, table in tables.items():
        if getattr(options, name) and table is not None:
            print_table(table, options)
            return
    losses, note = _shown(found.losses, options)
    print_table(losses, options, headline=f"{repr(found).strip('<>')}{note}")


def _print_findings(found: Import, folder: str) -> None:
    """Print what `check` finds in the folder that was written, each with its repair."""
    from ..checking import check
    from ..formats.overlaying import NO_ADDRESS

    findings = check(folder)
    if not findings:
        return
    command = shlex.join(["aiss", "check", folder])
    print(f"aiss import: `{command}` lists {quantity(len(findings), 'finding')}", file=sys.stderr)
    without = list(dict.fromkeys(each.record for each in found.losses if each.what == NO_ADDRESS))
    if without:
        more = f" and {len(without) - _NAMED:,} more" if len(without) > _NAMED else ""
        repair = "say where a reader can open them: run this again with --force --address https://…"
        print(f"  no address: {', '.join(without[:_NAMED])}{more}. Repair: {repair}", file=sys.stderr)
        findings = tuple(each for each in findings if not _ADDRESS.search(each.field))
    for each in findings[:_NAMED]:
        note(f"  {each}")


def _write_overlay(found: Import, options: argparse.Namespace) -> None:
    """Write what is new into the folder, and say what it is."""
    if found.overlay is None:
        says = "there is nothing new to write"
        if found.losses.only("matched"):
            says += ", since the catalog has it; --no-match makes documents of your own"
    else:
        for name in found.overlay.files:
            require_new(Path(options.output, name), options)
        found.overlay.write(options.output)
        names = [name for name in found.overlay.files if name.startswith(("frameworks/", "mappings/"))]
        says = f"wrote {options.output}: {', '.join(names) or 'names of documents alone'}"
    note(f"aiss import: {says}")


def _shown(losses: Losses, options: argparse.Namespace) -> tuple[Losses, str]:
    """Return the entries that are shown, and a note where those alike are one."""
    if options.format != "table" or len(losses) <= _MOST:
        return losses, ""
    return losses.grouped(), "\nEntries alike are one line; --csv has each."


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.rpartition("=")
    if not equals:
        raise InvalidData(f"{text!r} is not NAME=VALUE", repair="write the two with = between")
    return key, value


def _columns(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the headers of each role of a column, such as "subject=Control ID"."""
    columns: dict[str, list[str]] = {}
    for text in texts:
        role, equals, header = text.partition("=")
        if not equals:
            raise InvalidData(f"{text!r} is not ROLE=HEADER", repair="write the two with = between")
        columns.setdefault(role, []).append(header)
    return columns


def _options(options: argparse.Namespace, *names: str) -> dict[str, object]:
    """Return the options of a format that are given."""
    return {name: getattr(options, name) for name in names if getattr(options, name)}


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", help='files and folders; "-" is standard input')
    parser.add_argument("-o", "--output", metavar="DIR", help="write the overlay into a folder")
    add_force(parser)
    parser.add_argument(
        "--from", dest="from_format", metavar="FORMAT", help="the format, if not as recognized"
    )
    parser.add_argument("--input", default="json", metavar="TYPE", help="json, yaml, tsv or csv, for -")
    parser.add_argument(
        "--document", metavar="NAME=REF", action="append", default=[], help="which document a name means"
    )
    parser.add_argument(
        "--prefix", metavar="NAME=REF", action="append", default=[], help="which document a prefix means"
    )
    parser.add_argument("--no-match", action="store_true", help="look for no document in the catalog")
    parser.add_argument("--address", metavar="URL", help="where to open what gives no address")
    parser.add_argument("--dialect", metavar="TOOL", help="the tool whose tags a log has")
    parser.add_argument("--references", metavar="NAME", help="what external references of CPRT lead to")
    parser.add_argument(
        "--column", metavar="ROLE=HEADER", action="append", default=[], help="what a column of a table is"
    )
    parser.add_argument("--standard", metavar="REF", help="the standard of a Statement of Applicability")
    parser.add_argument("--findings", action="store_true", help="print findings or results, not the losses")
    parser.add_argument("--results", action="store_true", help="print the results, not the losses")
    parser.add_argument("--statement", action="store_true", help="print the statement, not the losses")
    parser.add_argument(
        "--incomplete", action="store_true", help="print what is not filled in of a statement"
    )
    parser.add_argument("--strict", action="store_true", help="refuse what loses something")


def _export(options: argparse.Namespace) -> int:
    """Write documents, mapping sets or results in another format; losses go to the messages."""
    from .. import formats

    if options.format != "table" and not options.output:
        problem = f"--{options.format} prints what was lost, and standard output holds the file"
        raise InvalidData(problem, repair="name the file with -o")
    require_new(options.output, options)
    catalog = catalog_of(options)
    subjects: list[object] = list(options.subjects)
    if options.results:
        subjects.append(_results(options.results, catalog))
    if options.statement:
        subjects.append(formats.read(options.statement, format="soa", catalog=catalog).statement)
    if not options.syntax:
        options.syntax = _syntax(options)
    made = formats.write(
        options.to_format,
        *subjects,  # type: ignore[arg-type]
        catalog=catalog,
        strict=options.strict,
        **_options(options, "dialect", "log", "packager", "objects", "syntax", "model", "product", "table"),
    )
    if options.output:
        Path(options.output).write_bytes(made.content)
    else:
        write(made.content.decode().replace("\r\n", "\n"))
    done = f"wrote {options.output}: " if options.output else ""
    losses, note = _shown(made.losses, options)
    print(f"aiss export: {done}{made.format}, {made.losses.headline()}{note}", file=sys.stderr)
    if options.format != "table":
        print_table(losses, options)
        return OK
    with redirect_stdout(sys.stderr):
        print_rows(losses.columns, losses.rows(), options.limit)
    return OK


def _results(path: str, catalog: Catalog) -> Assessment:
    """Return the results in a file, or in standard input as CSV."""
    from ..assessments import Assessment
    from .asking import implemented_of, rows_of_file

    found = (
        Assessment.of(rows_of_file(path), strict=False) if path == "-" else implemented_of(catalog, [path])
    )
    if not isinstance(found, Assessment):
        raise InvalidData("no column has the results", path, repair="name the column result")
    return found


def _syntax(options: argparse.Namespace) -> str | None:
    """Return the syntax of sheets: as the name of the file ends; CSV for standard output."""
    from ..formats.registry import format_named

    if not format_named(options.to_format).module.startswith("sheets."):
        return None
    return "xlsx" if (options.output or "").endswith(".xlsx") else "csv"


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to_format", metavar="FORMAT", help="such as sarif")
    parser.add_argument("subjects", nargs="*", help="documents and mapping sets")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; else standard output")
    add_force(parser)
    parser.add_argument("--results", metavar="FILE", help="an assessment, as CSV or JSON")
    parser.add_argument("--statement", metavar="FILE", help="a Statement of Applicability, to write it anew")
    parser.add_argument("--table", metavar="WORD", help="mappings, provisions, crosswalk or coverage: plain")
    parser.add_argument("--log", metavar="FILE", help="a log of SARIF whose results to tag")
    parser.add_argument("--dialect", metavar="TOOL", help="the tool whose tags the log has")
    parser.add_argument("--syntax", metavar="WORD", help="json or yaml, for OSCAL; xlsx or csv, for sheets")
    parser.add_argument("--model", metavar="WORD", help="guidance or control, for Gemara")
    parser.add_argument("--product", metavar="NAME", help="what standards are declared of, for CycloneDX")
    parser.add_argument("--packager", metavar="NAME", help="who makes a library of CISO Assistant")
    parser.add_argument("--objects", metavar="WORD", help="what documents become in such a library")
    parser.add_argument("--strict", action="store_true", help="refuse what loses something")


VERBS = (
    Verb(
        "import",
        "read files of another format, and list what did not come over as it was",
        """echo '{"version": "2.1.0", "runs": []}' | aiss import - --from sarif""",
        _add_import,
        _import,
    ),
    Verb(
        "export",
        "write documents, mapping sets or results in another format",
        "aiss export sarif owasp-llm-top-10@2025 -o llm-top-10.sarif",
        _add_export,
        _export,
    ),
)
