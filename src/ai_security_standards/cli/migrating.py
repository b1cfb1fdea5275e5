"""The verb migrate: move references, the tags of a table or results to another edition."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import AmbiguousReference, InvalidData, UnknownReference
from .asking import catalog_of, document_of, message_of, read_input, ref_of, table_of_file
from .output import print_table, write
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


class _Tag(NamedTuple):
    """A reference as it is written.

    Attributes:
        place: The file and the line or row.
        text: The text; empty where there is none.
        row: The row of the table.
    """

    place: str
    text: str
    row: dict[str, Any]


def _migrate(options: argparse.Namespace) -> int:
    """Print what becomes of references; the status is 1 where somebody must decide."""
    require_new(options.output, options)
    if options.output and not options.output.endswith(".csv"):
        raise InvalidData("the table is written as CSV", options.output, repair="name a .csv file")
    catalog = catalog_of(options)
    to = ref_of(catalog, options.to)
    is_table = options.column is not None or options.file.lower().endswith(_TABLES)
    rows = table_of_file(options.file) if is_table else []
    if is_table and options.column is None and any("result" in row.cells for row in rows):
        return _migrate_results(catalog, rows, to, options)
    tags = _tags_of_rows(rows, options) if is_table else _tags_of_lines(options.file)
    within = document_of(catalog, options.within) if options.within else None
    read = [_read(catalog, tag.text, within) for tag in tags]
    problems = [
        f"{tag.place}: {found}" for tag, found in zip(tags, read, strict=True) if isinstance(found, str)
    ]
    moves = catalog.migrate([found for found in read if found and not isinstance(found, str)], to=to)
    _print_moves(moves, len(problems), options)
    if options.output:
        _write_rows(catalog, tags, read, moves, options)
    for problem in problems:
        print(f"aiss migrate: {problem}", file=sys.stderr)
    return int(bool(problems) or any(move.outcome != "carried_over" for move in moves))


def _migrate_results(catalog: Catalog, rows: Sequence[PlainRow], to: Ref, options: argparse.Namespace) -> int:
    """Print what becomes of the results of an assessment."""
    from ..assessments import Assessment

    if options.output:
        raise InvalidData(
            "-o gives back a table of references", options.file, repair="name their column: --column ref"
        )
    assessment = Assessment.of([row.cells for row in rows], strict=False)
    moves = catalog.migrate(catalog.pin(assessment), to=to)
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
    tags: Sequence[_Tag],
    read: Sequence[Ref | str | None],
    moves: Sequence[Move],
    options: argparse.Namespace,
) -> None:
    """Write the whole table back, with what each tag became.

    Args:
        catalog: The catalog.
        tags: The tags, one for each row.
        read: The reference of each, or why there is none.
        moves: The moves of those that are read, in order.
        options: The parsed arguments.
    """
    from ..editions.moved_rows import moved_rows
    from ..tables import as_csv

    def title_of(ref: Ref) -> str:
        record: Any = catalog[ref]
        return str(record.name if ref.provision is not None else record.title)

    following = iter(moves)
    per_row = [found or "" if isinstance(found, str | None) else next(following) for found in read]
    column = options.column or "ref"
    rows = moved_rows([tag.row for tag in tags], column, per_row, title_of)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = as_csv(columns, [{name: row.get(name) for name in columns} for row in rows])
    Path(options.output).write_text(text, encoding="utf-8", newline="")
    from ..tables import quantity

    print(f"aiss migrate: wrote {options.output}: {quantity(len(rows), 'row')}", file=sys.stderr)


def _tags_of_rows(rows: Sequence[PlainRow], options: argparse.Namespace) -> list[_Tag]:
    """Return the cells of the column with the references.

    Raises:
        InvalidData: There is no such column.
    """
    column = options.column or "ref"
    if not rows or column not in rows[0].cells:
        known = ", ".join(rows[0].cells) if rows else ""
        repair = f"name one with --column: {known}"
        raise InvalidData(f"there is no column {column!r}", options.file, repair=repair)
    return [
        _Tag(f"{options.file}, row {row.number}", str(row.cells.get(column) or "").strip(), row.cells)
        for row in rows
    ]


def _tags_of_lines(path: str) -> list[_Tag]:
    lines = enumerate(read_input(path).splitlines(), 1)
    return [_Tag(f"{path}:{number}", line.strip(), {"ref": line.strip()}) for number, line in lines]


def _read(catalog: Catalog, text: str, within: str | None) -> Ref | str | None:
    """Return the reference that a text means, why it means none, or None for no text."""
    if not text:
        return None
    resolve = partial(catalog.resolve, within=within) if within else partial(ref_of, catalog)
    try:
        return resolve(text)
    except (AmbiguousReference, UnknownReference) as error:
        hint = "; or say --within and the edition" if isinstance(error, AmbiguousReference) else ""
        return f"{message_of(error)}{hint}"


def _add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="EDITION", help="the edition to move to")
    parser.add_argument("--within", metavar="EDITION", help="the edition of what does not name one")
    parser.add_argument("--column", metavar="NAME", help="the column with the references (ref)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write the table to a .csv file, with what each became"
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
