"""Verbs on mappings and editions: map, crosswalk, compare, migrate, changes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ..errors import AmbiguousReference, InvalidData, UnknownReference
from .asking import catalog_of, read_input, ref_of, rows_of_file
from .output import print_table, write
from .parsing import Verb, one_or_more, positional

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..catalog import Catalog
    from ..records.refs import Ref

__all__ = ["VERBS"]


def _map(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    ref, to = ref_of(catalog, options.ref), ref_of(catalog, options.to) if options.to else None
    if options.infer:
        print_table(catalog.infer(ref, to=to), options, ("source", "relation", "target", "trust"))
    else:
        columns = ("subject", "type", "negated", "object", "trust", "mapping_set")
        print_table(catalog.relationships(ref, to=to), options, columns)
    return 0


def _add_map(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="REF", help="the document or provision to map to")
    parser.add_argument("--infer", action="store_true", help="print what certainly follows, instead")


def _crosswalk(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    source, target = ref_of(catalog, options.source), ref_of(catalog, options.target)
    found = catalog.crosswalk(source, target, max_steps=options.max_steps)
    print_table(found, options, ("source", "relation", "target", "basis", "source_title", "target_title"))
    return 0


def _add_steps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--max-steps", type=int, default=2, metavar="N", help="the longest chain (2)")


def _compare(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    found = catalog.compare(ref_of(catalog, options.old), ref_of(catalog, options.new))
    if options.changed:
        found = found.only(where=lambda each: each.change != "unchanged")
    print_table(found, options, ("change", "old", "new", "needs_review"))
    return 0


def _add_changed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--changed", action="store_true", help="leave out what is unchanged")


def _migrate(options: argparse.Namespace) -> int:
    """Print what becomes of references; the status is 1 where somebody must decide."""
    from ..assessments import Assessment

    catalog = catalog_of(options)
    to = ref_of(catalog, options.to)
    rows = rows_of_file(options.file) if options.file.endswith((".csv", ".json")) else None
    problems: list[str] = []
    if rows is not None and options.column is None and any("result" in row for row in rows):
        moves = catalog.migrate(catalog.pin(Assessment.of(rows, strict=False)), to=to)
    else:
        texts = _texts_of_rows(rows, options) if rows is not None else read_input(options.file).splitlines()
        moves = catalog.migrate(_refs_of_texts(catalog, texts, options, problems), to=to)
    print_table(moves, options, ("ref", "outcome", "to", "needs_review"))
    if options.format == "table":
        for move in (move for move in moves if move.needs_review):
            write(f"decide on {move.ref}: {'; '.join(reason.text for reason in move.reasons)}")
    for problem in problems:
        print(f"aiss migrate: {problem}", file=sys.stderr)
    return int(bool(problems) or any(move.outcome != "carried_over" for move in moves))


def _texts_of_rows(rows: Sequence[Mapping[str, Any]], options: argparse.Namespace) -> list[str]:
    """Return the cells of the column with the references.

    Raises:
        InvalidData: There is no such column.
    """
    column = options.column or "ref"
    if not rows or column not in rows[0]:
        known = list(rows[0]) if rows else []
        raise InvalidData(
            f"there is no column {column!r}",
            options.file,
            repair=f"name one with --column: {', '.join(known)}",
        )
    return [str(row[column] or "") for row in rows]


def _refs_of_texts(
    catalog: Catalog, texts: Sequence[str], options: argparse.Namespace, problems: list[str]
) -> list[Ref]:
    """Return the reference of each text; what cannot be read is added to the problems, with its number."""
    refs = []
    for number, text in enumerate(texts, 1):
        try:
            if text.strip():
                resolve = (
                    partial(catalog.resolve, within=options.within)
                    if options.within
                    else partial(ref_of, catalog)
                )
                refs.append(resolve(text.strip()))
        except (AmbiguousReference, UnknownReference) as error:
            hint = "; or say --within and the edition" if isinstance(error, AmbiguousReference) else ""
            problems.append(f"{options.file}:{number}: {error}{hint}")
    return refs


def _add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="EDITION", help="the edition to move to")
    parser.add_argument("--within", metavar="EDITION", help="the edition of what does not name one")
    parser.add_argument("--column", metavar="NAME", help="the column with the references (ref)")


def _changes(options: argparse.Namespace) -> int:
    catalog = catalog_of(options)
    profile = None
    if options.profile:
        from .profiles import read_profile

        profile = read_profile(options.profile)
    events = catalog.changes(options.since, options.until, profile, tags=options.tag)
    print_table(events, options, ("date", "ref", "kind", "what"))
    return 0


def _add_changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", required=True, metavar="DAY", help="a day, or a data release")
    parser.add_argument("--until", metavar="DAY", help="the last day")
    parser.add_argument("--profile", metavar="FILE", help="a profile: only what concerns it")
    parser.add_argument("--tag", action="append", metavar="TEXT", help="only what touches this reference")


VERBS = (
    Verb(
        "map",
        "print what mapping sets state about a provision or document",
        'aiss map "OWASP LLM01:2025" --to mitre-atlas',
        one_or_more(positional("ref", "a reference"), _add_map),
        _map,
    ),
    Verb(
        "crosswalk",
        "print how the provisions of one document relate to those of another",
        "aiss crosswalk etsi-en-304-223 iso-iec-42001 --limit 5",
        one_or_more(positional("source", "a document"), positional("target", "another document"), _add_steps),
        _crosswalk,
    ),
    Verb(
        "compare",
        "print what became of each provision from one edition to another",
        "aiss compare owasp-llm-top-10@2025 owasp-llm-top-10@2026",
        one_or_more(
            positional("old", "the earlier edition"), positional("new", "the later one"), _add_changed
        ),
        _compare,
    ),
    Verb(
        "migrate",
        "move references, or the results of an assessment, to another edition",
        "echo LLM01:2025 | aiss migrate - --to owasp-llm-top-10@2026",
        one_or_more(
            positional("file", "lines of references, or a .csv or .json file of results"),
            _add_to,
        ),
        _migrate,
    ),
    Verb(
        "changes",
        "print what happened to documents since a day or a data release",
        "aiss changes --since 2026-06-01 --tag 'Art. 50 AI Act'",
        _add_changes,
        _changes,
    ),
)
