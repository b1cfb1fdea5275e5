"""The verb migrate: move references, the tags of a table or results to another edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import AmbiguousReference, InvalidData, UnknownReference
from .asking import catalog_of, document_of, message_of, read_input, ref_of, table_of_file
from .output import note, print_table, write
from .parsing import Verb, one_or_more, positional
from .writing import add_force, require_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from .._store.plain_rows import PlainRow
    from ..catalog import Catalog
    from ..editions import Migration, Move
    from ..records.refs import Ref

__all__ = ["VERBS"]

_TABLES = (".csv", ".tsv", ".xlsx", ".json")
_WRITTEN = (".csv", ".json")


class _Row(NamedTuple):
    """A row of a table, or a line.

    Attributes:
        place: The file and the line or row.
        cells: The cells by column.
        tags: The references as they are written; an empty text where there is none.
    """

    place: str
    cells: dict[str, Any]
    tags: list[str]


def _migrate(options: argparse.Namespace) -> int:
    """Print what becomes of references; the status is 1 where somebody must decide."""
    require_new(options.output, options)
    if options.output and not options.output.endswith(_WRITTEN):
        raise InvalidData(
            "the table is written as CSV or JSON", options.output, repair="name a .csv or .json file"
        )
    catalog = catalog_of(options)
    to = ref_of(catalog, options.to)
    is_table = options.column is not None or options.file.lower().endswith(_TABLES)
    table = table_of_file(options.file) if is_table else []
    if is_table and options.column is None and any("result" in row.cells for row in table):
        return _migrate_results(catalog, to, options)
    rows = _rows_of_table(table, options) if is_table else _rows_of_lines(options.file)
    within = document_of(catalog, options.within) if options.within else None
    read = {tag: _read(catalog, tag, within) for row in rows for tag in row.tags if tag}
    problems = [
        f"{row.place}: {read[tag]}" for row in rows for tag in row.tags if isinstance(read.get(tag), str)
    ]
    refs = [read[tag] for row in rows for tag in row.tags if tag and not isinstance(read[tag], str)]
    moves = catalog.migrate(refs, to=to)
    if options.output:  # before anything is printed, since a pipe may be closed
        _write_rows(catalog, rows, read, moves, options)
    _print_moves(moves, len(problems), options)
    for problem in problems:
        note(f"aiss migrate: {problem}")
    return int(bool(problems) or any(move.outcome != "carried_over" for move in moves))


def _migrate_results(catalog: Catalog, to: Ref, options: argparse.Namespace) -> int:
    """Print what becomes of the results of an assessment."""
    from ..assessments import Assessment
    from ..checklists.implemented import read_implemented

    if options.output:
        raise InvalidData(
            "-o gives back a table of references", options.file, repair="name their column: --column ref"
        )
    found = read_implemented(options.file, partial(ref_of, catalog))
    moves = catalog.migrate(catalog.pin(found) if isinstance(found, Assessment) else found, to=to)
    _print_moves(moves, 0, options)
    return int(any(move.outcome != "carried_over" for move in moves))


def _print_moves(moves: Migration, not_read: int, options: argparse.Namespace) -> None:
    headline = moves.headline() + (f", {not_read} not read" if not_read else "")
    print_table(moves, options, ("ref", "outcome", "to", "needs_review"), headline)
    if options.format == "table":
        asked = (move for move in moves if move.needs_review)
        reasons = (f"decide on {move.ref}: {'; '.join(each.text for each in move.reasons)}" for move in asked)
        for line in dict.fromkeys(reasons):
            write(line)


def _write_rows(
    catalog: Catalog,
    rows: Sequence[_Row],
    read: Mapping[str, Ref | str],
    moves: Sequence[Move],
    options: argparse.Namespace,
) -> None:
    """Write the whole table back, with what each tag became.

    Args:
        catalog: The catalog.
        rows: The rows.
        read: The reference of each tag, or why there is none.
        moves: The moves of those that are read, in order.
        options: The parsed arguments.
    """
    import json

    from ..editions.moved_rows import Tag, moved_rows
    from ..tables import as_csv, quantity

    def title_of(ref: Ref) -> str:
        record: Any = catalog[ref]
        return str(record.name if ref.provision is not None else record.title)

    following = iter(moves)

    def tag_of(text: str) -> Tag:
        found = read.get(text)
        if found is None or isinstance(found, str):
            return Tag(text, problem=found or "")
        return Tag(text, next(following))

    tags = [[tag_of(text) for text in row.tags] for row in rows]
    column = options.column or "ref"
    moved = moved_rows([row.cells for row in rows], column, tags, title_of, catalog.resolve)
    if options.output.endswith(".json"):
        text = json.dumps(moved, ensure_ascii=False, indent=2, default=str) + "\n"
    else:
        columns = list(dict.fromkeys(name for row in moved for name in row))
        text = as_csv(columns, [{name: _csv_cell(row.get(name)) for name in columns} for row in moved])
    Path(options.output).write_text(text, encoding="utf-8", newline="")
    note(f"aiss migrate: wrote {options.output}: {quantity(len(moved), 'row')}")


def _csv_cell(value: Any) -> Any:
    """Return a value as CSV has it: of a list, the members with semicolons between."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _rows_of_table(table: Sequence[PlainRow], options: argparse.Namespace) -> list[_Row]:
    """Return the rows with the tags in the column of the references; a cell of JSON may have a list of them.

    Raises:
        InvalidData: There is no such column.
    """
    column = options.column or "ref"
    if not any(column in row.cells for row in table):
        known = ", ".join(table[0].cells) if table else ""
        repair = f"name one with --column: {known}"
        raise InvalidData(f"there is no column {column!r}", options.file, repair=repair)
    return [
        _Row(f"{options.file}, row {row.number}", row.cells, _tags_of(row.cells.get(column))) for row in table
    ]


def _tags_of(cell: Any) -> list[str]:
    cells = cell if isinstance(cell, list) else [cell]
    return ["" if each is None else str(each).strip() for each in cells]


def _rows_of_lines(path: str) -> list[_Row]:
    lines = enumerate(read_input(path).splitlines(), 1)
    return [_Row(f"{path}:{number}", {"ref": line.strip()}, [line.strip()]) for number, line in lines]


def _read(catalog: Catalog, text: str, within: str | None) -> Ref | str:
    """Return the reference that a text means, or why it means none."""
    resolve = partial(catalog.resolve, within=within) if within else partial(ref_of, catalog)
    try:
        return resolve(text)
    except (AmbiguousReference, UnknownReference) as error:
        is_open = isinstance(error, AmbiguousReference) and within is None
        return f"{message_of(error)}{'; or say --within and the edition' if is_open else ''}"


def _add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="EDITION", help="the edition to move to")
    parser.add_argument("--within", metavar="EDITION", help="the edition of what does not name one")
    parser.add_argument("--column", metavar="NAME", help="the column with the references (ref)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the table to a .csv or .json file, with what each became",
    )
    add_force(parser)


VERBS = (
    Verb(
        "migrate",
        "move references, or the results of an assessment, to another edition",
        "echo LLM01:2025 | aiss migrate - --to owasp-llm-top-10@2026",
        one_or_more(
            positional("file", "lines of references, or a .csv, .xlsx or .json file"),
            _add_to,
        ),
        _migrate,
    ),
)
